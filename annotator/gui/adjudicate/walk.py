"""From place to place and from article to article: what is in question is where the session is."""

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from annotator.core.adjudication import AskedPlace, Place
from annotator.gui import session as sessions
from annotator.gui.adjudicate.articles import CandidatesPanel
from annotator.gui.adjudicate.options import span_of
from annotator.gui.adjudicate.telling import differences
from annotator.gui.session import Session
from annotator.project.adjudicating import Compared

_HERE = "adjudicate"


class WalkedPage(Protocol):
    """What is needed of the page whose places are visited."""

    session: Session
    articles: CandidatesPanel
    action_asked: SignalInstance

    @property
    def found(self) -> Compared | None: ...
    @property
    def place(self) -> Place | AskedPlace | None: ...


class Walk(QObject):
    """Goes about; the page follows the session."""

    def __init__(self, page: WalkedPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._session = page.session

    # ------------------------------------------------------------------ places

    def to(self, place: Place | AskedPlace | None) -> None:
        """Go to a place of the article that is open; None goes to none of them."""
        found = self._page.found
        if found is not None:
            question = place.question.key if isinstance(place, AskedPlace) else ""
            span = span_of(place) if place is not None else None
            self._session.go(sessions.Place(_HERE, found.article.id, "", span, question))

    def on(self, after: Place | AskedPlace | None) -> bool:
        """Go to the next open place after one that was decided, round the end; whether it went."""
        found = self._page.found
        if found is None:
            return False
        here = after.sources if after is not None else ()
        order = {it.sources: number for number, it in enumerate(found.everything)}
        at = order.get(here, -1)
        left = [it for it in found.open_places if it.sources != here]
        later = [it for it in left if order[it.sources] > at]
        if left:
            self.to((later or left)[0])
        elif not found.open_places:
            self.to(None)
        return bool(left) or not found.open_places

    def step(self, by: int) -> None:
        """Go so many differences on, decided or not; stays at the ends."""
        found, place = self._page.found, self._page.place
        if found is None:
            return
        all_ = differences(found)
        if place is None:
            here = len(all_) if by < 0 else -1
        else:
            here = next((n for n, it in enumerate(all_) if it.sources == place.sources), -1)
        if 0 <= here + by < len(all_):
            self.to(all_[here + by])

    def to_label(self, label_id: str) -> None:
        """Go to the place of a label that was pointed at, an annotator's or a gold one."""
        found = self._page.found
        if found is None or not label_id:
            return
        about = {tuple(sorted(it.sources)) for it in found.decisions if label_id in it.gold}
        for place in found.places:
            sources = place.sources
            if label_id in sources or sources in about:
                self.to(place)
                return

    def place_at(self, where: sessions.Place) -> Place | AskedPlace | None:
        """The place of the article that is open where the session is."""
        found, span = self._page.found, where.span
        if found is None:
            return None
        if where.question:
            return next((it for it in found.asked if it.question.key == where.question), None)
        if span is None:
            return None
        just = (it for it in found.places if (it.start, it.end) == (span.start, span.end))
        parts = (it for it in found.places if not found.is_whole(it))
        near = (it for it in parts if it.start < span.end and span.start < it.end)
        return next(just, None) or next(near, None)

    # ------------------------------------------------------------------ articles

    def open(self, article_id: str) -> None:
        """Open another article, at its first open place."""
        if article_id:
            self._session.go(sessions.Place(_HERE, article_id))

    def neighbour(self, by: int) -> None:
        """Open the next article of the list, or the one before."""
        if self._page.found is not None:
            self.open(self._page.articles.neighbour(self._page.found.article.id, by))

    def next_open(self) -> None:
        """Open the next article with something left; where there is none, export."""
        found = self._page.found
        following = self._page.articles.next_open(found.article.id if found is not None else "")
        if following:
            self.open(following)
        else:
            self._page.action_asked.emit("project-export")

"""The place in question: shown in the head, the card and beside it, with what is typed about it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.core.adjudication import AskedPlace, Place, is_by_votes
from annotator.core.model import Tag
from annotator.gui.adjudicate.known import Known
from annotator.gui.adjudicate.options import choices, span_of
from annotator.gui.adjudicate.panes import Panes
from annotator.gui.adjudicate.people import Cast
from annotator.gui.adjudicate.telling import ended, how_far, state_of, where_is, words_of
from annotator.gui.article.layer import TagLook
from annotator.gui.session import Session
from annotator.project.adjudicating import Compared


class AskingPage(Protocol):
    """What is needed of the page whose place is in question."""

    session: Session
    known: Known
    panes: Panes
    looks: dict[str, TagLook]
    people: Cast
    status_changed: SignalInstance

    @property
    def may_decide(self) -> bool: ...


class InQuestion(QObject):
    """Which `place` it is, None where nothing is left; `ticked` are the readings that are ticked.

    Readings are numbered from 0; `ticked` is None while nobody ticks any.
    """

    def __init__(self, page: AskingPage, parent: QObject) -> None:
        super().__init__(parent)
        self.place: Place | AskedPlace | None = None
        self.ticked: set[int] | None = None
        self._page = page
        self._card = page.panes.card
        self._drafts: dict[tuple[str, ...], tuple[str, str]] = {}
        self._holding = False

    def put(self, place: Place | AskedPlace | None) -> None:
        """Ask about another place; what was typed about the one before is kept for it."""
        self._keep_draft()
        self.ticked, self.place = None, place
        found = self._page.known.found
        framed = place is not None and found is not None and not found.is_whole(place)
        self._page.panes.view.set_place(span_of(place) if framed and place is not None else None)
        if place is not None:
            self._card.show_reason(*self._drafts.get(place.sources, self._stored(place)))
        self.show()
        if place is not None:
            self.announce(self._card.accessibleName())

    def stop_ticking(self) -> None:
        """Nothing is ticked any more, and the number keys decide again."""
        self.ticked = None

    def leave(self) -> None:
        """Ask about nothing while the article is read anew; what was typed is kept."""
        self._keep_draft()
        self.place = None

    def forget(self) -> None:
        """Ask about nothing, and keep nothing of what was typed about it."""
        self.place = None

    def forget_drafts(self) -> None:
        """Keep nothing that was typed."""
        self._drafts.clear()

    def _keep_draft(self) -> None:
        if self.place is not None and self._page.known.found is not None:
            typed = self._card.because
            if typed != self._stored(self.place):
                self._drafts[self.place.sources] = typed
            else:
                self._drafts.pop(self.place.sources, None)

    def _stored(self, place: Place | AskedPlace) -> tuple[str, str]:
        found = self._page.known.found
        decided = found.decided.get(place.sources) if found is not None else None
        if decided is None or is_by_votes(decided):  # no reason of whoever decides now
            return "", ""
        return decided.reason, decided.error

    @property
    def tags(self) -> Sequence[Tag]:
        """The tags that somebody gave at the place, in the codebook's order."""
        place = self.place
        read = {it.tag for it in place.readings} if isinstance(place, Place) else set()
        return [tag for tag in self._page.session.project.codebook.tags if tag.key in read]

    # ------------------------------------------------------------------ showing

    @contextmanager
    def held(self) -> Iterator[None]:
        """Meanwhile nothing follows what changes."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False

    def show(self) -> None:
        """Show the place, or that nothing is left; not while it is held."""
        found, panes = self._page.known.found, self._page.panes
        if found is None or self._holding:
            return
        panes.head.show_facts(found.article.title, how_far(found, self.place))
        panes.head.allow(not self._page.session.project.read_only)
        panes.legend.show_people(tuple(self._page.people.values()), gold=bool(found.gold))
        panes.show_side(ended=self.place is None)
        if self.place is None:
            left = sum(bool(row.open) for row in panes.articles.model.rows)
            panes.ended.show_end(*ended(len(found.gold), left, self._page.known.gold))
        else:
            self._show_card(found, self.place)
            self._explain(self.place)
        panes.settle_side()
        self._page.status_changed.emit()

    def _show_card(self, found: Compared, place: Place | AskedPlace) -> None:
        page, ticked = self._page, self.ticked
        project = page.session.project
        rows = choices(found, place, page.people, project.codebook, page.looks, ticked)
        self._card.show_place(words_of(found, place), where_is(found, place), rows)
        self._card.show_state(*state_of(project, found, place))
        asked = isinstance(place, AskedPlace)
        self._card.show_verbs(
            len(place.values) if isinstance(place, AskedPlace) else len(place.readings),
            is_question=asked,
            may=page.may_decide,
            ticked=None if ticked is None else len(ticked),
        )

    def _explain(self, place: Place | AskedPlace) -> None:
        explanation = self._page.panes.explanation
        if isinstance(place, AskedPlace):
            explanation.show_question(place.question)
        else:
            explanation.show_tags(self.tags, may=self._page.may_decide)

    def announce(self, spoken: str) -> None:
        """Have a screen reader say it, if there is one."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._card, spoken))

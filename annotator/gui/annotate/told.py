"""What the status bar tells of the open article, and which key comes next."""

from typing import Protocol

from annotator.core.model import Article, Codebook, State
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.stay import Stay
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.tag_offer import TagOffer
from annotator.gui.session import Session
from annotator.gui.widgets.states import state_name

_ENDED = (State.DONE, State.FLAGGED, State.SKIPPED)


class ToldPage(Protocol):
    """What is needed of the page that is told of."""

    session: Session
    article: Article | None
    marker: bool
    panes: Panes
    offer: TagOffer
    stay: Stay
    study: Study

    @property
    def codebook(self) -> Codebook: ...
    @property
    def sticky(self) -> str: ...
    def tr(self, text: str) -> str: ...


class Told:
    """Puts into words where the page stands."""

    def __init__(self, page: ToldPage) -> None:
        self._page = page

    def status(self) -> tuple[str, ...]:
        """Size of the article and time spent; its state; what a digit or the mouse would do now."""
        page = self._page
        if page.article is None or page.study.in_feedback:
            return ()
        found = [self._size(page.article)]
        own = page.session.project.assignment(page.article.id, page.session.desk.annotator.id)
        if own.state in _ENDED:
            found.append(state_name(own.state))
        group = page.codebook.tag(page.offer.group)
        if group is not None:
            found.append(page.tr("{group}: which one?").format(group=group.name))
        pen = page.codebook.tag(page.sticky)
        if page.marker and pen is not None:
            found.append(page.tr("Marker: {tag}").format(tag=pen.name))
        return tuple(found)

    def _size(self, article: Article) -> str:
        page, tr = self._page, self._page.tr
        count = len(page.panes.labels.labels.labels)
        labels = tr("1 label") if count == 1 else tr("{n} labels")
        parts = [labels.format(n=f"{count:,}")]
        row = page.panes.queue.model.row_of(article.id)
        words = page.panes.queue.model.entry(row).words if row >= 0 else 0
        if words:
            counted = tr("1 word") if words == 1 else tr("{n} words")
            parts.append(counted.format(n=f"{words:,}"))
        if not page.study.on:
            minutes, seconds = divmod(page.stay.milliseconds // 1000, 60)
            parts.append(tr("{m} min {s} s").format(m=minutes, s=seconds))
        return " · ".join(parts)

    def hint(self) -> tuple[str, str]:
        """The key and the words of what comes next."""
        page = self._page
        if page.article is None:
            return "", ""
        if page.study.in_feedback:
            return page.tr("Space"), page.tr("Next place")
        return "Ctrl ⏎", page.tr("Done") if page.study.on else page.tr("Done, next article")

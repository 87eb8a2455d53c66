"""Moving articles from one queue to another, or out of it: asked, and told beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.model import Annotator, QueueEntry
from annotator.core.work import Progress, Work
from annotator.gui.dialogs.parts import Rows
from annotator.gui.dialogs.previewed import MOST, PreviewedSheet, articles, beside
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.team.ticks import Ticks
from annotator.gui.theme import current_theme
from annotator.gui.widgets.inputs import Combo, NumberInput
from annotator.project import Project
from annotator.project.team import not_begun


@dataclass(frozen=True, slots=True)
class Moving:
    """Articles to be moved from one queue to another's end; out of it, if `taker` is empty."""

    giver: str
    taker: str
    ids: tuple[str, ...]


class Which(StrEnum):
    """Which of the articles that are not begun go."""

    ALL = "all"
    LAST = "last"
    PICKED = "picked"


class MoveSheet(PreviewedSheet):
    """Asks whose articles go to whom: of what is not begun all, the last, or some by hand."""

    given = Signal(object)

    def __init__(
        self,
        people: Sequence[Annotator],
        batches: Sequence[str],
        session: Session,
        lookups: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, lookups, parent)
        self.setWindowTitle(self.tr("Move or withdraw"))
        self.heading(self.tr("Move or withdraw articles"))
        self._names = {each.id: each.name for each in people}
        self._ids: tuple[str, ...] = ()
        self._offered: tuple[str, str] | None = None
        self.giver, self.taker, self.batch, self.which = Combo(), Combo(), Combo(), Combo()
        self.count = NumberInput(low=1, high=MOST)
        self.count.setAccessibleName(self.tr("How many"))
        self.ticks = Ticks(self.tr("Articles that are not begun"))
        self._last = QWidget()
        self.primary.setText(self.tr("Move"))
        self._fill(batches)
        self._connect()
        self._offer()
        self._lay_out(self._rows())
        self._show_which()
        self.giver.setFocus()

    def _fill(self, batches: Sequence[str]) -> None:
        """Offer whose articles, of which batch, and which of them."""
        for key, name in self._names.items():
            self.giver.addItem(name, key)
        self.batch.addItem(self.tr("All batches"), "")
        for name in batches:
            self.batch.addItem(name, name)
        for which, words in (
            (Which.ALL, self.tr("All that are not begun")),
            (Which.LAST, self.tr("The last of the queue")),
            (Which.PICKED, self.tr("Picked by hand")),
        ):
            self.which.addItem(words, which)

    def _rows(self) -> Rows:
        line = beside(self.count, self.tr("from the end of the queue"))
        line.setContentsMargins(0, 0, 0, 0)
        self._last.setLayout(line)
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, current_theme().px(4), 0, 0)
        box.addWidget(self._last)
        box.addWidget(self.ticks)
        rows = Rows(104)
        rows.add(self.tr("From"), self.giver)
        rows.add(self.tr("Batch"), self.batch)
        rows.add(self.tr("Articles"), self.which, below)
        rows.add(self.tr("To"), self.taker)
        return rows

    def _connect(self) -> None:
        self.giver.currentIndexChanged.connect(self._offer)
        for field in (self.taker, self.batch):
            field.currentIndexChanged.connect(self._changed)
        self.which.currentIndexChanged.connect(self._show_which)
        self.count.valueChanged.connect(self._changed)
        self.ticks.changed.connect(self._changed)

    def _offer(self) -> None:
        giver = self.giver.currentData()
        self.taker.clear()
        for key, name in self._names.items():
            if key != giver:
                self.taker.addItem(name, key)
        self.taker.addItem(self.tr("Nobody: take them out of the queue"), "")
        self._changed()

    def _show_which(self) -> None:
        which = self.which.currentData()
        self._last.setVisible(which == Which.LAST)
        self.ticks.setVisible(which == Which.PICKED)
        self._changed()

    def _look(self) -> None:
        giver, batch = str(self.giver.currentData()), str(self.batch.currentData())
        which = Which(self.which.currentData())
        if which is not Which.PICKED:
            first = -self.count.value() if which is Which.LAST else None
            self._asker.ask(lambda project: _ids(project, giver, batch, first), self._found)
        elif self._offered == (giver, batch):
            self._found(self.ticks.ticked())
        else:
            self._offered = (giver, batch)
            self._asker.ask(lambda project: _entries(project, giver, batch), self._offer_articles)

    def _offer_articles(self, entries: list[QueueEntry]) -> None:
        self.ticks.offer(entries, self.ticks.ticked())
        self._found(self.ticks.ticked())

    def _found(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        taker = str(self.taker.currentData())
        self.primary.setText(self.tr("Move") if taker else self.tr("Take out"))
        self._tell(self._said(len(ids), taker=bool(taker)), possible=bool(ids))

    def _said(self, count: int, *, taker: bool) -> str:
        giver = self.giver.currentText()
        if count and taker:
            words = self.tr("{n} that {giver} has not begun go to the end of {taker}’s queue.")
        elif count:
            words = self.tr("{n} that {giver} has not begun leave the queue.")
        elif self.which.currentData() == Which.PICKED and self.ticks.articles.entries:
            return self.tr("Tick the articles that are to go.")
        else:
            words = self.tr("{giver} has begun all of these; what was begun stays.")
        return words.format(n=articles(self, count), giver=giver, taker=self.taker.currentText())

    def _give(self) -> None:
        giver, taker = str(self.giver.currentData()), str(self.taker.currentData())
        self.given.emit(Moving(giver, taker, self._ids))


def _ids(project: Project, giver: str, batch: str, first: int | None) -> Work[tuple[str, ...]]:
    yield Progress(0, 1)
    return tuple(not_begun(project, giver, batch)[first:])


def _entries(project: Project, giver: str, batch: str) -> Work[list[QueueEntry]]:
    yield Progress(0, 1)
    return project.queue_entries(not_begun(project, giver, batch), giver)

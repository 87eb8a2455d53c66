"""Sharing articles out, and moving them between queues: asked, and told in numbers beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator
from annotator.core.work import Progress, Work
from annotator.gui.asking import Asker
from annotator.gui.dialogs.inputs import Combo, Spin
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.dialogs.picks import Picks
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets import label
from annotator.project import Project
from annotator.project.corpus import search
from annotator.project.team import Shares, Sharing, not_begun, shared

_PAUSE = 150
"""Milliseconds after the last change at which it is worked out what would come of it."""
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be shared out, or why it cannot be."""

    ids: tuple[str, ...]
    sharing: Sharing
    shares: Shares
    problem: str = ""


def planning(project: Project, line: str, sharing: Sharing, whose: Sequence[str]) -> Work[Planned]:
    """What sharing out the articles that the search line finds would do."""
    yield Progress(0, 1)
    try:
        ids = search(project, line, whose=whose) if line.strip() else project.article_ids()
        return Planned(tuple(ids), sharing, shared(project, ids, sharing))
    except AnnotatorError as error:
        return Planned((), sharing, Shares(), str(error))


class _Previewed(Sheet):
    """A sheet that says in a sentence what will come of it."""

    def __init__(self, session: Session, lookups: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", 560, parent)
        self._session = session
        self._asker = Asker(session, lookups, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._look)
        self.preview = label("")
        self.preview.setWordWrap(True)
        self.preview.setMinimumHeight(3 * current_theme().px(18))
        self.accepted.connect(self._give)

    def _lay_out(self, rows: Rows) -> None:
        self.page.box.addLayout(rows)
        self.page.box.addWidget(self.preview)
        self.page.box.addStretch(1)
        self._changed()

    def _changed(self) -> None:
        self._asker.drop()
        self.primary.setEnabled(False)
        self._wait.start()

    def _tell(self, words: str, *, possible: bool) -> None:
        self.preview.setText(words)
        self.preview.setAccessibleName(words)
        self.primary.setEnabled(possible)
        self.page.box.activate()
        self.fit()  # the sentence may take more lines

    def _look(self) -> None:
        raise NotImplementedError

    def _give(self) -> None:
        raise NotImplementedError

    def done(self, result: int) -> None:
        self._wait.stop()
        self._asker.drop()
        super().done(result)


class ShareSheet(_Previewed):
    """Asks which articles go to whom; `given` carries what is Planned."""

    given = Signal(object)

    def __init__(
        self,
        people: Sequence[Annotator],
        session: Session,
        lookups: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, lookups, parent)
        self.setWindowTitle(self.tr("Share out"))
        self.heading(self.tr("Share articles out"))
        self._people = tuple(people)
        self._plan: Planned | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("All articles, or a search as in Corpus"))
        self.line.textChanged.connect(self._changed)
        self.who = Picks(self.tr("Everybody"))
        self.who.offer((each.id, each.name) for each in people)
        self.who.changed.connect(self._people_changed)
        self.each = Spin(1, max(1, len(people)))
        self.each.setValue(len(people))
        self.each.valueChanged.connect(self._changed)
        self.pilot = Spin(0, _MOST)
        self.pilot.valueChanged.connect(self._changed)
        self.batch = QLineEdit("main")
        self.batch.setMaxLength(60)
        self.batch.textChanged.connect(self._changed)
        self.seed = Spin(0, _MOST)
        self.seed.setValue(1)
        self.seed.valueChanged.connect(self._changed)
        rows = Rows(104)
        rows.add(self.tr("Articles"), self.line)
        rows.add(self.tr("Annotators"), self.who)
        rows.add(self.tr("Per article"), _beside(self.each, self.tr("annotators")))
        rows.add(self.tr("Pilot"), _beside(self.pilot, self.tr("articles that all get, first")))
        rows.add(self.tr("Batch"), self.batch)
        rows.add(self.tr("Seed"), _beside(self.seed, self.tr("the same seed draws the same")))
        for field, name in (
            (self.each, self.tr("Per article")),
            (self.pilot, self.tr("Pilot")),
            (self.seed, self.tr("Seed")),
        ):
            field.setAccessibleName(name)
        self.primary.setText(self.tr("Share out"))
        self._lay_out(rows)
        self.line.setFocus()

    def _people_changed(self) -> None:
        count = len(self._chosen())
        at_most = self.each.value() == self.each.maximum()
        self.each.setMaximum(max(1, count))
        if at_most:
            self.each.setValue(count)
        self._changed()

    def _chosen(self) -> list[str]:
        return [str(each) for each in self.who.picked()] or [each.id for each in self._people]

    def _look(self) -> None:
        line, whose = self.line.text(), self._session.whose
        sharing = Sharing(
            annotator_ids=tuple(self._chosen()),
            per_article=self.each.value(),
            seed=self.seed.value(),
            pilot=self.pilot.value(),
            batch=self.batch.text().strip() or "main",
        )
        self._asker.ask(
            lambda project: planning(project, line, sharing, whose),
            self._planned,
        )

    def _planned(self, plan: Planned) -> None:
        self._plan = plan
        self._tell(plan.problem or self._said(plan), possible=bool(plan.shares.edits))

    def _said(self, plan: Planned) -> str:
        shares, sharing = plan.shares, plan.sharing
        stays = ""
        if shares.assigned:
            one = self.tr("1 article is in their queues already and stays.")
            many = self.tr("{n} articles are in their queues already and stay.")
            stays = (one if shares.assigned == 1 else many).format(n=f"{shares.assigned:,}")
        if not shares.articles:
            return stays or self.tr("The search finds no article.")
        names = {each.id: each.name for each in self._people}
        got = ", ".join(f"{names[who]} {n:,}" for who, n in shares.each.items())
        rest = shares.articles - shares.pilot
        parts = []
        if shares.pilot:
            pilot = self.tr("{n} as a pilot to all {all}, first in every queue.")
            parts.append(pilot.format(n=_articles(self, shares.pilot), all=len(shares.each)))
        if rest:
            words = self.tr("{n} to {k} of {all} annotators each.")
            if sharing.per_article == len(sharing.annotator_ids):
                words = self.tr("{n} to each of {all} annotators.")
            parts.append(
                words.format(
                    n=_articles(self, rest),
                    k=sharing.per_article,
                    all=len(sharing.annotator_ids),
                )
            )
        parts.append(
            self.tr("New in the queues: {got}, each in an order of their own.").format(got=got)
        )
        return " ".join([*parts, stays]).strip()

    def _give(self) -> None:
        self.given.emit(self._plan)


@dataclass(frozen=True, slots=True)
class Moving:
    """Articles to be moved from one queue to another's end; out of it, if `taker` is empty."""

    giver: str
    taker: str
    ids: tuple[str, ...]


class MoveSheet(_Previewed):
    """Asks whose articles go to whom: what is not begun, of all batches or one."""

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
        self.giver, self.taker, self.batch = Combo(), Combo(), Combo()
        for each in people:
            self.giver.addItem(each.name, each.id)
        self.batch.addItem(self.tr("All batches"), "")
        for name in batches:
            self.batch.addItem(name, name)
        self.primary.setText(self.tr("Move"))
        self.count = Spin(0, _MOST)
        self.count.setSpecialValueText(self.tr("All"))
        self.count.setAccessibleName(self.tr("How many"))
        rows = Rows(104)
        rows.add(self.tr("From"), self.giver)
        rows.add(self.tr("Batch"), self.batch)
        rows.add(self.tr("How many"), _beside(self.count, self.tr("from the end of the queue")))
        rows.add(self.tr("To"), self.taker)
        self.giver.currentIndexChanged.connect(self._offer)
        for field in (self.taker, self.batch):
            field.currentIndexChanged.connect(self._changed)
        self.count.valueChanged.connect(self._changed)
        self._offer()
        self._lay_out(rows)
        self.giver.setFocus()

    def _offer(self) -> None:
        giver = self.giver.currentData()
        self.taker.clear()
        for key, name in self._names.items():
            if key != giver:
                self.taker.addItem(name, key)
        self.taker.addItem(self.tr("Nobody: take them out of the queue"), "")
        self._changed()

    def _look(self) -> None:
        giver, batch = str(self.giver.currentData()), str(self.batch.currentData())
        most = self.count.value()

        def work(project: Project) -> Work[tuple[str, ...]]:
            yield Progress(0, 1)
            return tuple(not_begun(project, giver, batch)[-most:])  # 0: all

        self._asker.ask(work, self._found)

    def _found(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        giver, taker = self.giver.currentText(), str(self.taker.currentData())
        self.primary.setText(self.tr("Move") if taker else self.tr("Take out"))
        if not ids:
            words = self.tr("{giver} has begun all of these; what was begun stays.")
        elif taker:
            words = self.tr("{n} that {giver} has not begun go to the end of {taker}’s queue.")
        else:
            words = self.tr("{n} that {giver} has not begun leave the queue.")
        said = words.format(
            n=_articles(self, len(ids)), giver=giver, taker=self.taker.currentText()
        )
        self._tell(said, possible=bool(ids))

    def _give(self) -> None:
        giver, taker = str(self.giver.currentData()), str(self.taker.currentData())
        self.given.emit(Moving(giver, taker, self._ids))


def _articles(said_by: QWidget, count: int) -> str:
    words = said_by.tr("1 article") if count == 1 else said_by.tr("{n} articles")
    return words.format(n=f"{count:,}")


def _beside(field: QWidget, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(current_theme().px(10))
    row.addWidget(field)
    said = Sentence(field)
    said.say(words)
    row.addWidget(said, 1)
    return row

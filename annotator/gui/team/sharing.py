"""Sharing articles out among annotators: asked, and told in numbers beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.core.errors import Advised, AnnotatorError
from annotator.core.model import Annotator
from annotator.core.work import Progress, Work
from annotator.gui.dialogs.parts import Rows
from annotator.gui.dialogs.previewed import MOST, PreviewedSheet, articles, beside
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.team.people_picks import PeoplePicks
from annotator.gui.widgets.inputs import NumberInput
from annotator.project import Project
from annotator.project.corpus import search
from annotator.project.team import Shares, Sharing, shared


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
    except Advised as error:
        return Planned((), sharing, Shares(), error.in_window)
    except AnnotatorError as error:
        return Planned((), sharing, Shares(), str(error))


class ShareSheet(PreviewedSheet):
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
        self._plan: Planned | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("All articles, or a search as in Corpus"))
        self.who = PeoplePicks(people)
        self.each = NumberInput(low=1, high=max(1, len(people)))
        self.each.setValue(len(people))
        self.pilot = NumberInput(low=0, high=MOST)
        self.batch = QLineEdit("main")
        self.batch.setMaxLength(60)
        self.seed = NumberInput(low=0, high=MOST)
        self.seed.setValue(1)
        self.primary.setText(self.tr("Share out"))
        self._connect()
        self._lay_out(self._rows())
        self.line.setFocus()

    def _connect(self) -> None:
        self.who.changed.connect(self._people_changed)
        for line in (self.line, self.batch):
            line.textChanged.connect(self._changed)
        for number in (self.each, self.pilot, self.seed):
            number.valueChanged.connect(self._changed)

    def _rows(self) -> Rows:
        rows = Rows(104)
        rows.add(self.tr("Articles"), self.line)
        rows.add(self.tr("Annotators"), self.who)
        for name, number, words in (
            (self.tr("Per article"), self.each, self.tr("annotators")),
            (self.tr("Pilot"), self.pilot, self.tr("articles that all get, first")),
        ):
            rows.add(name, beside(number, words))
            number.setAccessibleName(name)
        rows.add(self.tr("Batch"), self.batch)
        rows.add(self.tr("Seed"), beside(self.seed, self.tr("the same seed draws the same")))
        self.seed.setAccessibleName(self.tr("Seed"))
        return rows

    def _people_changed(self) -> None:
        count = len(self.who.meant())
        at_most = self.each.value() == self.each.maximum()
        self.each.setMaximum(max(1, count))
        if at_most:
            self.each.setValue(count)
        self._changed()

    def _look(self) -> None:
        line, whose = self.line.text(), self._session.whose
        sharing = Sharing(
            annotator_ids=self.who.meant(),
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
        got = ", ".join(f"{self.who.names[who]} {n:,}" for who, n in shares.each.items())
        rest = shares.articles - shares.pilot
        parts = []
        if shares.pilot:
            pilot = self.tr("{n} as a pilot to all {all}, first in every queue.")
            parts.append(pilot.format(n=articles(self, shares.pilot), all=len(shares.each)))
        if rest:
            words = self.tr("{n} to {k} of {all} annotators each.")
            if sharing.per_article == len(sharing.annotator_ids):
                words = self.tr("{n} to each of {all} annotators.")
            parts.append(
                words.format(
                    n=articles(self, rest),
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

"""Training on the Team page: which articles, for whom, from what mark on, and how each did."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QWidget

from annotator.core.model import Annotator, QueueEntry, Settings
from annotator.core.work import Progress, Work
from annotator.gui.dialogs.parts import Rows
from annotator.gui.dialogs.previewed import PreviewedSheet
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.team.cards import TeamCard
from annotator.gui.team.figures import Figures
from annotator.gui.team.people_picks import PeoplePicks
from annotator.gui.team.results import result_rows, results_table
from annotator.gui.team.ticks import Ticks
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, label
from annotator.project import Project
from annotator.project.team import change_settings
from annotator.project.training import (
    TrainingResult,
    TrainingShares,
    articles_with_key,
    training_shares,
)


class TrainingCard(TeamCard):
    """The mark that opens the other articles, and how everyone did against the key."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("Training"))
        look = current_theme()
        self._about = self.words("")
        self.box.addWidget(self._about)
        self.table = results_table()
        self.box.addWidget(self.table)
        self.mark = QDoubleSpinBox()
        self.mark.setRange(0, 1)
        self.mark.setSingleStep(0.05)
        self.mark.setDecimals(2)
        self.mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mark.setAccessibleName(self.tr("Pass mark"))
        self.mark.setAccessibleDescription(
            self.tr("The mean soft F1 against the key from which on the other articles are open")
        )
        self.mark.installEventFilter(self)
        self.mark.editingFinished.connect(self.settle)
        self._marked = QWidget()
        row = QHBoxLayout(self._marked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(10))
        row.addWidget(label(self.tr("Passed from")))
        row.addWidget(self.mark)
        said = label(self.tr("mean soft F1 against the key"), tone="muted")
        said.setWordWrap(True)
        row.addWidget(said, 1)
        self.box.addWidget(self._marked)
        self.buttons(ActionButton(self.tr("Make a training…"), "team-training"))

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        # The page scrolls under the mouse; the wheel changes the mark only where it has the focus.
        if event.type() is QEvent.Type.Wheel and not self.mark.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_figures(self, figures: Figures) -> None:
        self.setVisible(not figures.work_copy)
        told = [it for it in figures.training if it.standing.articles or it.gold]
        self.table.show_rows(result_rows(told))
        self.table.setVisible(bool(told))
        self._marked.setVisible(bool(figures.with_key))
        self._about.setText(self._said(figures, told))
        if self.session.is_open:
            self._show_settings(self.session.project.settings)

    def _show_settings(self, settings: Settings) -> None:
        if not self.mark.hasFocus():
            self.mark.setValue(settings.pass_mark)
        self.mark.setEnabled(not self.session.project.read_only)

    def settle(self) -> None:
        """Take over a mark that is still being typed."""
        if not self.session.is_open or not self._marked.isVisible():
            return
        settings, mark = self.session.project.settings, round(self.mark.value(), 2)
        if mark != settings.pass_mark:
            after = replace(settings, pass_mark=mark)
            change_settings(self.session.project, after, self.session.desk.annotator.id)

    def _said(self, figures: Figures, told: Sequence[TrainingResult]) -> str:
        if not figures.with_key:
            return self.tr(
                "No article has a key yet. Add a person of the kind Key, take their place at the "
                "desk and label the articles that others are to be trained on; a label’s note "
                "explains it."
            )
        one = self.tr("1 article has a key.")
        many = self.tr("{n} articles have a key.")
        words = one if figures.with_key == 1 else many
        rest = self.tr(
            "As a training they come first, with feedback after each; anywhere else in a queue "
            "they are gold items, which look like any other article."
        )
        said = words.format(n=f"{figures.with_key:,}")
        return said if told else f"{said} {rest}"


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Which articles are made the training of whom, and what comes of it."""

    ids: tuple[str, ...]
    annotator_ids: tuple[str, ...]
    shares: TrainingShares


def _offered(project: Project, who: str) -> Work[list[QueueEntry]]:
    yield Progress(0, 1)
    return project.queue_entries(articles_with_key(project), who)


class TrainingSheet(PreviewedSheet):
    """Asks which articles with a key are whose training; `given` carries a TrainingPlan."""

    given = Signal(object)

    def __init__(
        self,
        people: Sequence[Annotator],
        session: Session,
        lookups: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, lookups, parent)
        self.setWindowTitle(self.tr("Make a training"))
        self.heading(self.tr("Make a training"))
        self._plan: TrainingPlan | None = None
        self._ready = False
        self.ticks = Ticks(self.tr("Articles with a key"))
        self.ticks.changed.connect(self._changed)
        self.who = PeoplePicks(people)
        self.who.changed.connect(self._changed)
        rows = Rows(104)
        rows.add(self.tr("Articles"), self.ticks, high=True)
        rows.add(self.tr("Annotators"), self.who)
        self.primary.setText(self.tr("Make a training"))
        self._lay_out(rows)
        self.ticks.list.setFocus()

    def _look(self) -> None:
        if not self._ready:
            who = self._session.desk.annotator.id
            self._asker.ask(lambda project: _offered(project, who), self._offer)
            return
        ids, whose = self.ticks.ticked(), self.who.meant()

        def work(project: Project) -> Work[TrainingPlan]:
            yield Progress(0, 1)
            return TrainingPlan(ids, whose, training_shares(project, ids, whose))

        self._asker.ask(work, self._planned)

    def _offer(self, entries: list[QueueEntry]) -> None:
        self._ready = True
        self.ticks.offer(entries, [it.id for it in entries])
        self._changed()

    def _planned(self, plan: TrainingPlan) -> None:
        self._plan = plan
        self._tell(self._said(plan), possible=bool(plan.shares.edits))

    def _said(self, plan: TrainingPlan) -> str:
        if not plan.ids:
            return self.tr("Tick the articles of the training.")
        if not plan.shares.edits:
            return self.tr("All of this is their training already.")
        got = ", ".join(f"{self.who.names[who]} {n:,}" for who, n in plan.shares.each.items() if n)
        parts = [
            self.tr("New in training: {got}, all in the same order.").format(got=got),
            self.tr("The other articles of each stay closed until the training is passed."),
        ]
        if plan.shares.moved:
            parts.append(self.tr("What stands in a queue already becomes training there."))
        return " ".join(parts)

    def _give(self) -> None:
        self.given.emit(self._plan)

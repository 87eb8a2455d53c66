"""What was given out to be annotated: batch by batch, and what nobody has yet."""

from collections import Counter

from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.core.model import State
from annotator.gui.session import Session
from annotator.gui.team.cards import StateBar, TeamCard
from annotator.gui.team.figures import Figures
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, emptied, label


class BatchesCard(TeamCard):
    """The batches with how far they are, and the ways to share out and to move articles."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("Assignments"))
        look = current_theme()
        self._about = self.words("")
        self.box.addWidget(self._about)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.setColumnStretch(1, 1)
        self.box.addLayout(self._grid)
        self.buttons(
            ActionButton(self.tr("Share out…"), "team-assign"),
            ActionButton(self.tr("Move or withdraw…"), "team-move"),
        )

    def show_figures(self, figures: Figures) -> None:
        self.setVisible(not figures.work_copy)
        emptied(self._grid)
        for number, batch in enumerate(figures.batches):
            states: Counter[State] = Counter()
            for each in figures.progress:
                if each.batch == batch:
                    states.update(each.states)
            done = states[State.DONE] + states[State.SKIPPED]
            name = ElidedLabel(batch)
            name.setMaximumWidth(current_theme().px(150))
            words = self.tr("{done} of {all}").format(done=f"{done:,}", all=f"{states.total():,}")
            self._grid.addWidget(name, number, 0)
            self._grid.addWidget(StateBar(states), number, 1)
            self._grid.addWidget(label(words, tone="muted"), number, 2)
        self._about.setText(self._said(figures))

    def _said(self, figures: Figures) -> str:
        if not figures.articles:
            return self.tr("There are no articles yet; add some first.")
        if not figures.batches:
            return self.tr(
                "Nothing is assigned: everyone has all articles in their queue. Share them out to "
                "give each person a queue of their own, in an order of its own."
            )
        if not figures.unassigned:
            return self.tr("Every article is in somebody’s queue.")
        one = self.tr("1 of {all} articles is in nobody’s queue yet.")
        many = self.tr("{n} of {all} articles are in nobody’s queue yet.")
        words = one if figures.unassigned == 1 else many
        return words.format(n=f"{figures.unassigned:,}", all=f"{figures.articles:,}")

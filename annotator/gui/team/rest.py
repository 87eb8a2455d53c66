"""The smaller cards: handing over, labels to look at again, where copies of the project differ."""

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.core.labels import shortened
from annotator.core.model import Tag
from annotator.gui.review_words import change_names
from annotator.gui.session import Session
from annotator.gui.team.cards import TeamCard
from annotator.gui.team.figures import Figures
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, emptied, label


class HandingCard(TeamCard):
    """Work packs out, hand-ins in; in a work copy the other way round."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("Handing over"))
        self._about = self.words("")
        self.box.addWidget(self._about)
        self.bring = ActionButton(self.tr("Bring in hand-ins…"), "team-bring", "primary")
        self.folder = ActionButton(self.tr("A folder…"), "team-bring-folder")
        self.folder.setAccessibleName(self.tr("Bring in all hand-ins of a folder"))
        self.packs = ActionButton(self.tr("Work packs…"), "team-packs")
        self.hand_in = ActionButton(self.tr("Hand in…"), "team-hand-in", "primary")
        self.take = ActionButton(self.tr("Take a new work pack…"), "team-take")
        self.buttons(self.bring, self.folder, self.packs, self.hand_in, self.take)

    def show_buttons(self, *, work_copy: bool) -> None:
        """Show what can be done in a work copy, or in the team's own project."""
        for button, of_copies in (
            (self.bring, False),
            (self.folder, False),
            (self.packs, False),
            (self.hand_in, True),
            (self.take, True),
        ):
            button.setVisible(of_copies is work_copy)

    def show_figures(self, figures: Figures) -> None:
        copy = figures.work_copy
        self.show_buttons(work_copy=copy)
        self._about.setText(
            self.tr(
                "This is your work copy. Hand in as often as you like: the whole of your work goes "
                "along each time, and nothing arrives twice. A new work pack brings what your "
                "lead changed since."
            )
            if copy
            else self.tr(
                "A work pack has one person’s articles, the codebook and the settings, and nobody "
                "else’s labels. They open it, work in a copy of their own and send you hand-ins. "
                "Drop these on this page, in any order."
            )
        )


class ReviewCard(TeamCard):
    """The labels of whoever is at the desk that are to be looked at again, by tag.

    `all_asked` carries the key of the tag that all of another are to get, of that other, and how
    many they are.
    """

    all_asked = Signal(str, str, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("Look at these again"))
        self.box.addWidget(
            self.words(
                self.tr(
                    "The codebook changed since you gave these labels. Say of each that it still "
                    "holds, or change it."
                )
            )
        )
        look = current_theme()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(8))
        self._grid.setColumnStretch(1, 1)
        self.box.addLayout(self._grid)
        self.go = ActionButton(self.tr("Go through them"), "team-review")
        self.buttons(self.go)

    def show_figures(self, figures: Figures) -> None:
        self.setVisible(bool(figures.review))
        if not self.session.is_open:
            return
        count = len(figures.review)
        said = self.tr("1 label") if count == 1 else self.tr("{n} labels").format(n=f"{count:,}")
        self.remark.setText(f"· {said}")
        emptied(self._grid)
        by_tag = Counter((it.label.tag, it.changes, it.successors) for it in figures.review)
        codebook = self.session.project.codebook
        for number, ((key, changes, successors), n) in enumerate(by_tag.most_common(8)):
            tag = codebook.tag(key)
            name = ElidedLabel(tag.name if tag is not None else key)
            name.setMaximumWidth(current_theme().px(200))
            why = ElidedLabel(change_names(changes, successors))
            why.setProperty("tone", "muted")
            self._grid.addWidget(name, number, 0)
            self._grid.addWidget(why, number, 1)
            self._grid.addWidget(label(f"{n:,}"), number, 2)
            if len(successors) == 1:
                self._offer_all(number, successors[0], key, n)

    def _offer_all(self, row: int, new: Tag, key: str, count: int) -> None:
        """Offer to give all labels of a merged tag, in a row, what it became."""
        button = QPushButton(
            self.tr("All to {new}").format(new=shortened(new.name, 28)).replace("&", "&&")
        )
        button.setProperty("successor", (new.key, key, count))
        button.clicked.connect(self._ask_all)
        self._grid.addWidget(button, row, 3)

    def _ask_all(self) -> None:
        new, key, count = self.sender().property("successor")
        self.all_asked.emit(new, key, count)


class DisputesCard(TeamCard):
    """That copies of the project disagree, and the way to decide."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("To decide"))
        self._about = self.words("")
        self.box.addWidget(self._about)
        self.decide = ActionButton(self.tr("Decide…"), "team-decide")
        self.buttons(self.decide)

    def show_figures(self, figures: Figures) -> None:
        self.setVisible(figures.disputed > 0)
        one = self.tr(
            "Two copies of one person’s work differ in 1 place. The later version stands until "
            "somebody decides."
        )
        many = self.tr(
            "Copies of one person’s work differ in {n} places. The later version stands in each "
            "until somebody decides."
        )
        words = one if figures.disputed == 1 else many
        self._about.setText(words.format(n=f"{figures.disputed:,}"))

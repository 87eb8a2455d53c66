"""The Rewordings section: how the class would put it neutrally, without names, hands counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from annotator.core.labels import shortened
from annotator.core.work import Work
from annotator.gui.asking import Asker
from annotator.gui.teach.section import ClassPage, lead_the_tab_key, paper_page
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, emptied, label
from annotator.gui.widgets.panels import Empty, TitledCard
from annotator.gui.workspace import Services
from annotator.project import Project
from annotator.project.classroom import classroom
from annotator.project.lesson import change_lesson, lesson_of
from annotator.teach.rewordings import Reworded, Rewording

_SHOWN = 24
"""So many places at most: what one student alone reworded is little to raise hands about."""


@dataclass(frozen=True, slots=True)
class Reworked:
    """A place that the class reworded, and the title of its article."""

    title: str
    place: Reworded


def reworked(project: Project) -> Work[list[Reworked]]:
    """The places of all articles that the class reworded, those first that most did."""
    found = yield from classroom(project)
    places = [
        Reworked(work.article.title, place)
        for work in found.works
        for place in found.rewordings(work.article.id)
    ]
    return sorted(places, key=lambda it: -it.place.students)


class RewordingCard(TitledCard):
    """One place and the wordings for it; `voted` is done with a wording's label and its hands."""

    def __init__(self, found: Reworked, parent: QWidget | None = None) -> None:
        super().__init__(f"“{shortened(found.place.quote, 80)}”", parent)
        self.place = found.place
        self.title.setProperty("level", "large")
        self.title.setWordWrap(True)
        about = ElidedLabel(found.title)
        about.setProperty("tone", "muted")
        self.box.addWidget(about)
        self.hands: dict[str, QPushButton] = {}
        self._back: dict[str, QPushButton] = {}
        self._best = {it.label_ids[0]: label("", tone="ok") for it in found.place.rewordings}
        look = current_theme()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.setColumnStretch(0, 1)
        self.box.addLayout(grid)
        for row, wording in enumerate(found.place.rewordings):
            self._add(grid, row, wording)

    def _add(self, grid: QGridLayout, row: int, wording: Rewording) -> None:
        words = label(wording.text, level="large")
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        students = self.tr("by 1 student")
        if wording.students > 1:
            students = self.tr("by {n} students").format(n=wording.students)
        first = wording.label_ids[0]
        back, hand = QPushButton("−"), QPushButton()
        back.setAccessibleName(self.tr("One hand fewer: {words}").format(words=wording.text))
        self.hands[first], self._back[first] = hand, back
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(words, row, 0, middle)
        grid.addWidget(self._best[first], row, 1, middle)
        grid.addWidget(label(students, tone="muted"), row, 2, middle)
        grid.addWidget(back, row, 3, middle)
        grid.addWidget(hand, row, 4, middle)

    def show_votes(self, votes: Mapping[str, int]) -> None:
        """Show how many hands each wording got; the most are said in words too."""
        counts = {it.label_ids[0]: it.votes(votes) for it in self.place.rewordings}
        most = max(counts.values(), default=0)
        texts = {it.label_ids[0]: it.text for it in self.place.rewordings}
        for first, count in counts.items():
            hand = self.hands[first]
            said = self.tr("1 hand +") if count == 1 else self.tr("{n} hands +").format(n=count)
            hand.setText(said)
            hand.setAccessibleName(
                self.tr("One hand more: {words}, {n} now").format(words=texts[first], n=count)
            )
            self._back[first].setEnabled(count > 0)
            self._best[first].setText(self.tr("most hands") if count == most > 0 else "")

    def buttons_of(self, label_id: str) -> tuple[QPushButton, QPushButton]:
        """The buttons for one hand fewer and one more."""
        return self._back[label_id], self.hands[label_id]


class RewordingsSection(ClassPage):
    """Shows a card for each place that the class reworded, and counts hands."""

    key: ClassVar[str] = "rewordings"

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._asker = Asker(services.session, services.lookups, self)
        self.found: list[Reworked] = []
        self.cards: list[RewordingCard] = []
        self._page = paper_page()
        self._list = QVBoxLayout()
        self._list.setSpacing(current_theme().px(16))
        self._more = label("", tone="muted")
        self._more.setWordWrap(True)
        self._page.box.addLayout(self._list)
        self._page.box.addWidget(self._more)
        self._page.box.addStretch(1)
        self._none = Empty(
            self.tr("No neutral wordings yet"),
            self.tr(
                "Where a tag asks for a neutral wording, what students write stands here side by "
                "side, without names, as soon as three of them are done with an article."
            ),
        )
        self.stack.addWidget(self._page)
        self.stack.addWidget(self._none)

    def about(self) -> str:
        count = len(self.found)
        if not count:
            return ""
        places = self.tr("1 place") if count == 1 else self.tr("{n} places").format(n=count)
        return self.tr("{places} reworded · raise hands for the best").format(places=places)

    def forget(self) -> None:
        self._asker.drop()
        self.found = []
        super().forget()

    def refresh(self) -> None:
        self._asker.ask(reworked, self._show)

    def first(self) -> QWidget | None:
        return next(iter(self.cards[0].hands.values())) if self.cards else None

    def _show(self, found: list[Reworked]) -> None:
        if found != self.found or not self.cards:
            self.found = found
            self._make()
        votes = lesson_of(self.session.project).votes
        for card in self.cards:
            card.show_votes(votes)
        self.show_one(self._page if found else self._none)
        self.about_changed.emit()

    def _make(self) -> None:
        emptied(self._list)
        self.cards = [RewordingCard(each) for each in self.found[:_SHOWN]]
        more = len(self.found) - len(self.cards)
        words = self.tr("And {n} places that fewer students reworded.").format(n=more)
        self._more.setText(words)
        self._more.setVisible(more > 0)
        may_write = not self.session.project.read_only
        for card in self.cards:
            self._list.addWidget(card)
            for wording in card.place.rewordings:
                back, hand = card.buttons_of(wording.label_ids[0])
                back.clicked.connect(partial(self.vote, wording.label_ids[0], -1))
                hand.clicked.connect(partial(self.vote, wording.label_ids[0], 1))
                hand.setEnabled(may_write)
        pairs = (
            card.buttons_of(it.label_ids[0]) for card in self.cards for it in card.place.rewordings
        )
        lead_the_tab_key(self.before, *(button for pair in pairs for button in pair))

    def vote(self, label_id: str, by: int, _checked: bool = False) -> None:
        """Count a hand more or fewer for the wording in this label."""
        project = self.session.project
        lesson = lesson_of(project)
        count = max(0, lesson.votes.get(label_id, 0) + by)
        votes = {**lesson.votes, label_id: count}
        change_lesson(project, replace(lesson, votes=votes), self.session.desk.annotator.id)
        for card in self.cards:
            card.show_votes(votes)

"""The Lesson section: what the class is told, the articles and their key, when students compare."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.lesson import FeedbackRule, Lesson
from annotator.gui.dialogs.parts import Choices
from annotator.gui.teach.articles_card import ArticlesCard
from annotator.gui.teach.section import Section, lead_the_tab_key, paper_page
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, label
from annotator.gui.widgets.flow import BesideOrBelow, ButtonFlow
from annotator.gui.widgets.inputs import LineInput, NumberInput, TextInput
from annotator.gui.widgets.panels import TitledCard
from annotator.gui.workspace import Services
from annotator.project.lesson import change_lesson, lesson_of, rename_lesson
from annotator.sync.lessons import protection

_TWO_COLUMNS = 900
"""From this width on, in pixels at 100 % text, the cards stand in two columns."""


class LessonSection(Section):
    """Edits the lesson; each change is saved at once as a step."""

    key: ClassVar[str] = "lesson"

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._showing = False
        self.name = LineInput(self.tr("Title"))
        self.instructions = TextInput(self.tr("Instructions"), lines=5, most=18)
        self.goals = TextInput(self.tr("Learning goals, one a line"), lines=2, most=8)
        self.minutes = NumberInput(self.tr("Minutes"))
        self.minutes.setRange(0, 600)
        self.minutes.setSpecialValueText(self.tr("not said"))
        self.credit = TextInput(self.tr("Credit and licence"), lines=1, most=4)
        self.notes = TextInput(self.tr("Teacher’s notes"), lines=4, most=30)
        self.reason = QCheckBox(self.tr("Ask of each label: “How do you know?”"))
        self.feedback = Choices(self.tr("Students compare with the key"))
        self.articles = ArticlesCard(services)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        look = current_theme()
        scroller = paper_page()
        box = scroller.box
        self._columns = BesideOrBelow(_TWO_COLUMNS)
        self._columns.setSpacing(look.px(16))
        box.addLayout(self._columns)
        left = (self.articles, self._told_card())
        right = (self._handing_card(), self._feedback_card(), self._notes_card())
        for cards in (left, right):
            column = QWidget()
            stacked = QVBoxLayout(column)
            stacked.setContentsMargins(0, 0, 0, 0)
            stacked.setSpacing(look.px(16))
            for card in cards:
                stacked.addWidget(card)
            stacked.addStretch(1)
            self._columns.addWidget(column, 3 if cards is left else 2)
        box.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroller)

    def _told_card(self) -> TitledCard:
        card = TitledCard(self.tr("What students are told"))
        for name, field in (
            (self.tr("Title"), self.name),
            (self.tr("Instructions"), self.instructions),
            (self.tr("Learning goals, one a line"), self.goals),
            (self.tr("Credit and licence"), self.credit),
        ):
            self._add(card, name, field)
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(10))
        card.box.addLayout(row)
        words = label(self.tr("Suggested minutes"), tone="muted")
        words.setBuddy(self.minutes)
        row.addWidget(words)
        row.addWidget(self.minutes)
        row.addStretch(1)
        card.box.addWidget(self.reason)
        return card

    @staticmethod
    def _add(card: TitledCard, name: str, field: QWidget) -> None:
        words = label(name, tone="muted", level="small")
        words.setBuddy(field)
        pair = QVBoxLayout()
        pair.setSpacing(current_theme().px(3))
        card.box.addLayout(pair)
        pair.addWidget(words)
        pair.addWidget(field)

    def _feedback_card(self) -> TitledCard:
        card = TitledCard(self.tr("Students compare with the key"))
        for rule, title in (
            (FeedbackRule.EACH, self.tr("after each article")),
            (FeedbackRule.END, self.tr("when all articles are done")),
            (FeedbackRule.RELEASED, self.tr("when I give out the code")),
            (FeedbackRule.NEVER, self.tr("never")),
        ):
            self.feedback.add(rule, title)
        card.box.addWidget(self.feedback)
        self.protects = card.words("")
        card.box.addWidget(self.protects)
        self.code = label("", level="strong")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card.box.addWidget(self.code)
        return card

    def _handing_card(self) -> TitledCard:
        card = TitledCard(self.tr("Hand out"))
        card.box.addWidget(
            card.words(
                self.tr(
                    "One file for the whole class. Students open it, type a name, and work without "
                    "an account or a network."
                )
            )
        )
        self.save = ActionButton(self.tr("Save for students…"), "lesson-save", "primary")
        self.share = ActionButton(self.tr("Save with key…"), "lesson-share")
        self.paper = ActionButton(self.tr("Handout…"), "lesson-handout")
        card.box.addWidget(ButtonFlow((self.save, self.share, self.paper)))
        return card

    def _notes_card(self) -> TitledCard:
        card = TitledCard(self.tr("Teacher’s notes"))
        card.box.addWidget(card.words(self.tr("For you and colleagues; never in students’ files.")))
        card.box.addWidget(self.notes)
        return card

    def _connect(self) -> None:
        self.articles.asked.connect(self.asked)
        self.name.finished.connect(self._renamed)
        self.instructions.finished.connect(
            lambda: self._want(lambda it: replace(it, instructions=self.instructions.value()))
        )
        self.goals.finished.connect(
            lambda: self._want(lambda it: replace(it, goals=_lines(self.goals.value())))
        )
        self.credit.finished.connect(
            lambda: self._want(lambda it: replace(it, credit=self.credit.value()))
        )
        self.notes.finished.connect(
            lambda: self._want(lambda it: replace(it, notes=self.notes.value()))
        )
        self.minutes.finished.connect(
            lambda: self._want(lambda it: replace(it, minutes=self.minutes.value()))
        )
        self.reason.clicked.connect(lambda on: self._want(lambda it: replace(it, reason=bool(on))))
        self.feedback.changed.connect(
            lambda key: self._want(lambda it: replace(it, feedback=FeedbackRule(key)))
        )

    # ------------------------------------------------------------------ showing and saving

    def about(self) -> str:
        lesson = lesson_of(self.session.project)
        count = len(self.articles.rows)
        articles = self.tr("1 article") if count == 1 else self.tr("{n} articles").format(n=count)
        minutes = self.tr("{n} minutes").format(n=lesson.minutes) if lesson.minutes else ""
        return " · ".join(part for part in (articles, minutes) if part)

    def hint(self) -> tuple[str, str]:
        return "Ctrl S", self.tr("Save for students")

    def refresh(self) -> None:
        lesson = lesson_of(self.session.project)
        self._showing = True
        for field, value in (
            (self.name, self.session.project.settings.name),
            (self.instructions, lesson.instructions),
            (self.goals, "\n".join(lesson.goals)),
            (self.credit, lesson.credit),
            (self.notes, lesson.notes),
        ):
            if not field.pending:
                field.show_value(value)
        if not self.minutes.pending:
            self.minutes.show_value(lesson.minutes)
        self.reason.setChecked(lesson.reason)
        self.feedback.choose(lesson.feedback)
        self.protects.setText(protection(lesson.feedback))
        self.code.setVisible(lesson.feedback is FeedbackRule.RELEASED and bool(lesson.code))
        self.code.setText(self.tr("Code: {code}").format(code=lesson.code))
        self.articles.refresh()
        lead_the_tab_key(self.before, *self.articles.in_order())
        may_write = not self.session.project.read_only
        for part in (self.name, self.instructions, self.goals, self.credit, self.notes):
            part.setReadOnly(not may_write)
        for box in (self.minutes, self.reason, self.feedback, self.articles):
            box.setEnabled(may_write)
        self._showing = False
        self.about_changed.emit()

    def focus(self) -> None:
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        for field in (self.name, self.instructions, self.goals, self.credit, self.notes):
            field.settle()
        self.minutes.settle()

    def _want(self, change: Callable[[Lesson], Lesson]) -> None:
        if self._showing or not self.session.is_open:
            return
        project = self.session.project
        change_lesson(project, change(lesson_of(project)), self.session.desk.annotator.id)

    def _renamed(self) -> None:
        if self._showing or not self.session.is_open:
            return
        try:
            project, by = self.session.project, self.session.desk.annotator.id
            rename_lesson(project, self.name.value(), by)
        except AnnotatorError as error:
            self.name.show_value(self.session.project.settings.name)
            self.said.emit(str(error))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.suit(event.size().width())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())

"""The card of the place in question: who read it how, what can be decided, why, what the codebook
says."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.core.model import Question, Tag, Value
from annotator.core.text import sentences
from annotator.gui.adjudicate.choice_row import ChoiceRow
from annotator.gui.adjudicate.key_button import KeyButton
from annotator.gui.adjudicate.options import Choice
from annotator.gui.dialogs.parts import Rows
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label, restyled
from annotator.gui.widgets.flow import ButtonFlow
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.value_editor import ValueEditor
from annotator.project.adjudicating import ERRORS

TICKED_FROM = 3
"""Of so many readings several may be chosen and not all: of two, one key takes both."""
_EXPLAINED = 3
"""The definitions of so many tags are shown at once."""

_LATE = 12
"""Milliseconds after the article and the card at which what the codebook says follows."""


class PlaceCard(QFrame):
    """Shows a place; `chosen` carries the key of a way to decide, `answered` another answer.

    `asked` carries the id of an action that a button stands for; `left` comes when the line of the
    reason is left with Enter or Escape.
    """

    chosen = Signal(str)
    answered = Signal(object)
    asked = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._rows: list[ChoiceRow] = []
        self._words = label("", level="heading")
        self._words.setWordWrap(True)
        self._where = label("", tone="muted", level="small")
        self._state = label("", level="small")
        self._state.setWordWrap(True)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(current_theme().px(2))
        self.accept = KeyButton("", "1", "adjudicate-accept-1", "primary")
        self.edit = KeyButton(self.tr("Edit"), "E", "adjudicate-edit")
        self.discuss = KeyButton(self.tr("Discuss"), "D", "adjudicate-discuss")
        self._all = KeyButton(self.tr("Accept all"), "A", "adjudicate-all")
        self._ticked = KeyButton("", "⏎", "adjudicate-accept-ticked", "primary")
        self._tick = KeyButton(self.tr("Tick several"), "T", "adjudicate-tick")
        buttons = (
            *(self.accept, self._ticked, self._all, self._tick),
            *(self.edit, self.discuss),
        )
        for button in buttons:
            button.asked.connect(self.asked)
        self._buttons = ButtonFlow(buttons)
        self._editor_room = QVBoxLayout()
        self._editor: ValueEditor | None = None
        self.reason = ReasonLine()
        self.reason.setMaxLength(300)
        self.reason.setPlaceholderText(self.tr("May be left empty"))
        self.reason.left.connect(self.left)
        self.error = Combo(narrow=True)
        self.error.setMinimumContentsLength(4)
        for key, name in error_names(self.tr("None named")):
            self.error.addItem(name, key)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self._words, 1)
        head.addWidget(self._where, 0, Qt.AlignmentFlag.AlignTop)
        form = self._form = Rows(66)
        form.add(self.tr("Because"), self.reason)
        form.add(self.tr("Mistake"), self.error)
        box = self._box = QVBoxLayout(self)
        side = theme.px(6)
        box.setContentsMargins(side, theme.px(12), side, theme.px(14))
        box.setSpacing(theme.px(10))
        inset = theme.px(10)
        head.setContentsMargins(inset, 0, inset, 0)
        self._state.setContentsMargins(inset, 0, inset, 0)
        box.addLayout(head)
        box.addWidget(self._state)
        box.addLayout(self._choices)
        self._editor_room.setContentsMargins(inset, 0, inset, 0)
        box.addLayout(self._editor_room)
        acts = QVBoxLayout()
        acts.setContentsMargins(inset, 0, inset, 0)
        acts.addWidget(self._buttons)
        box.addLayout(acts)
        form.setContentsMargins(inset, theme.px(4), inset, 0)
        box.addLayout(form)

    # ------------------------------------------------------------------ what is shown

    def show_place(self, words: str, where: str, choices: Sequence[Choice]) -> None:
        """Show a place: its words, where it is, and the ways to decide."""
        self._words.setText(words)
        self._where.setText(where)
        while len(self._rows) < len(choices):
            row = ChoiceRow(self)
            row.clicked.connect(self._choose)
            self._rows.append(row)
            self._choices.addWidget(row)
        for row, choice in zip(self._rows, choices, strict=False):
            row.show_choice(choice)
        for row in self._rows[len(choices) :]:
            row.hide()
        self.end_answering()
        self.setAccessibleName(f"{words}, {where}")

    def show_verbs(
        self, readings: int, *, is_question: bool, may: bool, ticked: int | None = None
    ) -> None:
        """Offer what can be done about a place with so many readings, so many of them ticked.

        `ticked` is None where nobody ticks any.
        """
        several = readings > 1 and not is_question
        self.accept.setVisible(readings == 1)
        self.accept.show_key(self.tr("Accept"), "1")
        self._all.setVisible(several and ticked is None)
        self._tick.setVisible(readings >= TICKED_FROM and not is_question and ticked is None)
        self._ticked.setVisible(ticked is not None)
        counted = self.tr("Accept the {n} ticked") if ticked else self.tr("Accept the ticked")
        self._ticked.show_key(counted.format(n=ticked), "⏎")
        for button in (self.accept, self._all, self._tick, self.edit, self.discuss):
            button.setEnabled(may)
        self._ticked.setEnabled(may and bool(ticked))
        for field in (self.reason, self.error):
            field.setEnabled(may)
        self._buttons.arrange()

    def show_state(self, words: str, tone: str) -> None:
        """Say what was decided already; "" for nothing."""
        self._state.setVisible(bool(words))
        self._state.setText(words)
        restyled(self._state, tone=tone)

    def show_reason(self, reason: str, error: str) -> None:
        """Show why, and the kind of mistake."""
        if self.reason.text() != reason:
            self.reason.setText(reason)
        self.error.setCurrentIndex(max(0, self.error.findData(error)))

    @property
    def because(self) -> tuple[str, str]:
        """The reason and the kind of mistake as they stand."""
        return self.reason.text().strip(), str(self.error.currentData() or "")

    # ------------------------------------------------------------------ another answer

    def ask_answer(self, question: Question, value: Value | None) -> None:
        """Offer to give another answer to a question."""
        self.end_answering()
        editor = self._editor = ValueEditor(question)
        editor.set_value(value)
        editor.changed.connect(self._answer)
        self._editor_room.addWidget(editor)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_answering(self) -> None:
        """Take the editor of an answer away."""
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    def _answer(self, value: object) -> None:
        if value is not None:
            self.answered.emit(value)

    def _choose(self) -> None:
        row = self.sender()
        if isinstance(row, ChoiceRow) and row.choice.key:
            self.chosen.emit(row.choice.key)


class ReasonLine(QLineEdit):
    """One line that Enter and Escape leave; what is typed stays."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class Explanation(QFrame):
    """What the codebook says of the tags in question, or of the question.

    It follows a little after the article and the card: Qt reads HTML, and lays it out, slowly.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        restyled(self._words, tone="muted", level="small")
        self._note = KeyButton(self.tr("Codebook note…"), "C", "adjudicate-note")
        self._note.asked.connect(self.asked)
        self._next = "", False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self._follow)
        theme = current_theme()
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(8))
        box.setSpacing(theme.px(6))
        box.addWidget(self._words)
        box.addWidget(self._note, 0, Qt.AlignmentFlag.AlignLeft)

    def show_tags(self, tags: Sequence[Tag], *, may: bool) -> None:
        """Show definition and test of these tags; the first few of many."""
        self._show("<br><br>".join(_told(tag) for tag in tags[:_EXPLAINED]), may=may)

    def show_question(self, question: Question) -> None:
        """Show what a question means."""
        self._show(escape(question.help, quote=False), may=False)

    def show_nothing(self) -> None:
        """There is nothing to be explained."""
        self._late.stop()
        self.hide()

    def _show(self, words: str, *, may: bool) -> None:
        self._next = words, may
        self._late.start()

    def _follow(self) -> None:
        words, may = self._next
        if words != self._words.text():
            self._words.setText(words)
        self._note.setVisible(may)
        self.setVisible(bool(words))


@lru_cache(256)
def _told(tag: Tag) -> str:
    first = sentences(tag.definition)[:1]
    words = tag.definition[first[0].start : first[0].end] if first else ""
    told = f"<b>{escape(tag.name)}.</b> {escape(words, quote=False)}"
    return f"{told}<br><i>{escape(tag.test, quote=False)}</i>" if tag.test else told


def error_names(none: str) -> list[tuple[str, str]]:
    """The kinds of mistake with their names, first that none is named."""
    return [("", none), *((key, key.replace("-", " ").capitalize()) for key in ERRORS)]

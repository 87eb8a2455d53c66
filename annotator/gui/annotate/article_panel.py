"""The article as a whole: its questions, its state, the annotator's note on it."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.core.asking import Asking
from annotator.core.model import Moment, Question
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.value_editor import ValueEditor


class QuestionsPanel(QScrollArea):
    """The codebook's questions about the article, each when it is its turn.

    `answered` and `answered_again` carry key and value; `labelled` comes when the annotator says
    that the labels are all there, `entered` carries the editor of a text that is gone into.
    """

    answered = Signal(str, object)
    answered_again = Signal(str, object)
    labelled = Signal()
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Questions about this article"))
        self.editors: dict[str, ValueEditor] = {}
        self.second: dict[str, ValueEditor] = {}
        self._made_for: tuple[object, ...] = ()

    def show_asking(self, asking: Asking) -> None:
        """Show the questions that are asked, with what was answered."""
        shape = (asking.questions, asking.waits, asking.again, asking.unasked)
        if shape != self._made_for:
            self._make(asking)
            self._made_for = shape
        for question in asking.questions:
            editor = self.editors[question.key]
            editor.set_value(asking.values.get(question.key))
            editor.setEnabled(asking.is_open(question))
        for key, editor in self.second.items():
            editor.set_value(asking.said_again.get(key))

    def first_open(self) -> QWidget:
        """Where someone who comes here begins: the first question that may be answered."""
        every = [*self.second.values(), *self.editors.values()]
        return next((it for it in every if it.isEnabled()), self)

    def _make(self, asking: Asking) -> None:
        theme = current_theme()
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        box.setSpacing(theme.px(6))
        self.editors, self.second = {}, {}
        if asking.again:
            known = self.tr("Now that you know the source, what do you say?")
            self._add_words(box, known, "strong")
            for question in asking.again:
                self.second[question.key] = self._add(box, question, self.tr("{name}, once more"))
            self._add_words(box, self.tr("What you said before stays as it was:"), "small")
        for moment in (Moment.BEFORE, Moment.ANY, Moment.AFTER):
            those = [it for it in asking.questions if it.moment is moment]
            if those and moment is Moment.BEFORE and asking.unasked:
                left = self.tr("Left out before the text: {reason}")
                self._add_words(box, left.format(reason=asking.unasked), "small")
            if those and moment is Moment.AFTER and asking.waits:
                self._add_labelled(box)
            for question in those:
                self.editors[question.key] = self._add(box, question)
        if not asking.questions:
            self._add_words(box, self.tr("This codebook asks nothing about the article."))
        box.addStretch(1)
        self.setWidget(page)

    def _add_labelled(self, box: QVBoxLayout) -> None:
        words = self.tr("Asked last, when all that is to be labelled is labelled:")
        self._add_words(box, words, "small")
        button = QPushButton(self.tr("The labels are all there"))
        button.clicked.connect(self.labelled)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(current_theme().px(6))

    def _add_words(self, box: QVBoxLayout, text: str, level: str = "") -> None:
        looks = {"level": level} if level else {}
        words = label(text, tone="" if level == "strong" else "muted", **looks)
        words.setWordWrap(True)
        box.addWidget(words)

    def _add(self, box: QVBoxLayout, question: Question, called: str = "{name}") -> ValueEditor:
        editor = ValueEditor(replace(question, name=called.format(name=question.name)))
        add_question(box, question, editor)
        editor.changed.connect(self._changed)
        editor.entered.connect(self._entered)
        box.addSpacing(current_theme().px(10))
        return editor

    def _changed(self, value: object) -> None:
        editor = self.sender()
        if isinstance(editor, ValueEditor):
            again = editor in self.second.values()
            (self.answered_again if again else self.answered).emit(editor.field.key, value)

    def _entered(self) -> None:
        self.entered.emit(self.sender())

    def commit(self) -> None:
        """Hand over what is still being typed."""
        for editor in [*self.editors.values(), *self.second.values()]:
            editor.commit()


def add_question(box: QVBoxLayout, question: Question, editor: ValueEditor) -> None:
    """Put a question with its help and its editor below what is in the box."""
    name = label(question.name + (" *" if question.required else ""), level="strong")
    name.setWordWrap(True)
    box.addWidget(name)
    if question.help:
        words = label(question.help, tone="muted", level="small")
        words.setWordWrap(True)
        box.addWidget(words)
    box.addWidget(editor)
    if question.low_name or question.high_name:
        ends = f"{question.low} {question.low_name} – {question.high} {question.high_name}"
        box.addWidget(label(ends, tone="muted", level="small"))


class NotesPanel(QWidget):
    """The annotator's note on the article; `written` carries it when typing pauses or ends."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.edit = _Note(self)
        self.edit.setPlaceholderText(self.tr("What struck you about this article…"))
        self.edit.setAccessibleName(self.tr("Note on this article"))
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self.commit)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(1200)
        self._pause.timeout.connect(self.commit)
        theme = current_theme()
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        box.addWidget(self.edit)

    def show_note(self, note: str) -> None:
        """Show the stored note; the same again leaves what is being typed."""
        if note == self._stored and self._pause.isActive():
            return
        self._stored = note
        if self.edit.toPlainText() != note:
            with QSignalBlocker(self.edit):
                self.edit.setPlainText(note)

    def _typed(self) -> None:
        self._pause.start()

    def commit(self) -> None:
        """Hand over what was typed, if it is another note than the stored one."""
        self._pause.stop()
        text = self.edit.toPlainText()
        if text != self._stored:
            self._stored = text
            self.written.emit(text)


class _Note(QPlainTextEdit):
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

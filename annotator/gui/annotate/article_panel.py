"""The article as a whole: its questions, its state, the annotator's note on it."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from annotator.core.model import Answer, Codebook, Question
from annotator.gui.theme import current_theme
from annotator.gui.value_editor import ValueEditor
from annotator.gui.widgets import label


class QuestionsPanel(QScrollArea):
    """The codebook's questions about the article; `answered` carries key and value."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Questions about this article"))
        self.editors: dict[str, ValueEditor] = {}
        self._made_for: tuple[Question, ...] | None = None

    def show_answers(self, codebook: Codebook, answers: list[Answer]) -> None:
        """Show the questions with these answers; one is asked where its condition holds."""
        values = {answer.question: answer.value for answer in answers}
        questions = tuple(
            question
            for question in codebook.questions
            if question.when is None or values.get(question.when.field) == question.when.value
        )
        if questions != self._made_for:
            self._make(questions)
            self._made_for = questions
        for key, editor in self.editors.items():
            editor.set_value(values.get(key))

    def _make(self, questions: tuple[Question, ...]) -> None:
        theme = current_theme()
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(12))
        box.setSpacing(theme.px(6))
        self.editors = {}
        for question in questions:
            name = label(question.name + (" *" if question.required else ""), level="strong")
            name.setWordWrap(True)
            box.addWidget(name)
            if question.help:
                words = label(question.help, tone="muted", level="small")
                words.setWordWrap(True)
                box.addWidget(words)
            editor = ValueEditor(question)
            editor.changed.connect(self._changed)
            self.editors[question.key] = editor
            box.addWidget(editor)
            if question.low_name or question.high_name:
                ends = f"{question.low} {question.low_name} – {question.high} {question.high_name}"
                box.addWidget(label(ends, tone="muted", level="small"))
            box.addSpacing(theme.px(10))
        if not questions:
            words = label(self.tr("This codebook asks nothing about the article."), tone="muted")
            words.setWordWrap(True)
            box.addWidget(words)
        box.addStretch(1)
        self.setWidget(page)

    def _changed(self, value: object) -> None:
        editor = self.sender()
        if isinstance(editor, ValueEditor):
            self.answered.emit(editor.field.key, value)

    def commit(self) -> None:
        """Hand over what is still being typed."""
        for editor in self.editors.values():
            editor.commit()


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

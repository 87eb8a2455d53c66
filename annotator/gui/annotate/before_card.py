"""A card in place of the text: what the codebook asks before an article is read."""

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.core.asking import Asking
from annotator.core.model import Question
from annotator.gui.annotate.article_panel import add_question
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.value_editor import ValueEditor

_WIDEST = 460
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BeforeCard(QScrollArea):
    """Asks before the text is shown; `answered` carries key and value.

    `read` comes when the person wants to go on to the text, `left_out` when they would rather not
    answer; they are then asked why.
    """

    answered = Signal(str, object)
    read = Signal()
    left_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Before you read"))
        self.viewport().setAutoFillBackground(False)
        self.editors: dict[str, ValueEditor] = {}
        self._made_for: tuple[Question, ...] = ()
        self._make(())

    def show_asking(self, about: str, asking: Asking, questions: tuple[Question, ...]) -> None:
        """Show these questions with what was answered; `about` says what is going to be read."""
        if questions != self._made_for:
            self._make(questions)
            self._made_for = questions
        self._about.setText(about)
        self._about.setVisible(bool(about))
        for key, editor in self.editors.items():
            editor.set_value(asking.values.get(key))
        self.onward.setEnabled(all(question.key in asking.values for question in questions))

    def _make(self, questions: tuple[Question, ...]) -> None:
        theme = current_theme()
        self._about = label("", tone="muted")
        self._about.setWordWrap(True)
        self.onward = QPushButton(self.tr("Read the article"))
        self.onward.setProperty("kind", "primary")
        self.onward.setAutoDefault(True)
        self.onward.clicked.connect(self.read)
        self.leave = QPushButton(self.tr("Rather not say…"))
        self.leave.setProperty("kind", "flat")
        self.leave.clicked.connect(self.left_out)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(theme.px(_WIDEST))
        box = QVBoxLayout(card)
        box.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(14))
        box.setSpacing(theme.px(8))
        box.addWidget(label(self.tr("Before you read"), level="title"))
        box.addWidget(self._about)
        box.addSpacing(theme.px(6))
        self.editors = {}
        for question in questions:
            editor = ValueEditor(question, upright=True)
            add_question(box, question, editor)
            editor.changed.connect(self._changed)
            self.editors[question.key] = editor
            box.addSpacing(theme.px(10))
        # One below the other: with large letters two do not fit beside each other.
        box.addWidget(self.onward)
        box.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignHCenter)
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        around.addStretch(2)
        around.addLayout(middle)
        around.addStretch(3)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        for before, after in pairwise([*self.editors.values(), self.onward, self.leave]):
            QWidget.setTabOrder(before, after)

    def begin(self) -> None:
        """Take the focus, at the first question."""
        first = next(iter(self.editors.values()), self.onward)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Hand over what is still being typed."""
        for editor in self.editors.values():
            editor.commit()

    def event(self, event: QEvent) -> bool:
        # Enter goes on to the text, and gives no tag while there is none to be seen.
        taken = (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and not event.modifiers()
        )
        if taken:
            event.accept()
        return taken or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.commit()
            self.read.emit()
            return
        super().keyPressEvent(event)

    def _changed(self, value: object) -> None:
        editor = self.sender()
        if isinstance(editor, ValueEditor):
            self.answered.emit(editor.field.key, value)

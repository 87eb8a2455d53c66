"""The lesson at the left of the article: what is to be done, and what can be done next."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.lesson import Lesson
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import WideButton, emptied, label
from annotator.gui.widgets.icons import icon


class LessonHead(QFrame):
    """The lesson's instructions and goals, which fold away, and which article this is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        theme = current_theme()
        self.fold = QPushButton(self.tr("What to do"))
        self.fold.setProperty("kind", "flat")
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fold.toggled.connect(self._folded)
        self._told = QWidget()
        self._paragraphs = QVBoxLayout(self._told)
        self._paragraphs.setContentsMargins(theme.px(8), 0, 0, theme.px(4))
        self._paragraphs.setSpacing(theme.px(7))
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(6), theme.px(8), theme.px(12), theme.px(6))
        box.setSpacing(theme.px(4))
        box.addWidget(self.fold)
        box.addWidget(self._told)
        self._dress()

    def show_lesson(self, lesson: Lesson) -> None:
        """Show what this lesson tells its students."""
        emptied(self._paragraphs)
        if lesson.minutes:
            took = self.tr("About {n} minutes.").format(n=lesson.minutes)
            self._say(took, tone="muted", level="small")
        for paragraph in lesson.instructions.split("\n"):
            if paragraph.strip():
                self._say(paragraph.strip())
        if lesson.goals:
            self._say(self.tr("After this you can:"), level="strong")
            for goal in lesson.goals:
                self._say(f"•\u2002{goal}")
        if lesson.credit:
            self._say(lesson.credit, tone="muted", level="small")

    def _say(self, text: str, **looks: str) -> None:
        words = label(text, **looks)
        words.setWordWrap(True)
        self._paragraphs.addWidget(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _folded(self, shown: bool) -> None:
        self._told.setVisible(shown)
        self._dress()

    def _dress(self) -> None:
        theme = current_theme()
        side = theme.px(14)
        shown = self.fold.isChecked()
        drawing = "chevron-down" if shown else "chevron-right"
        self.fold.setIcon(icon(drawing, theme.tokens.text_muted, side))
        self.fold.setIconSize(QSize(side, side))
        self.fold.setAccessibleDescription(
            self.tr("Press to fold it away") if shown else self.tr("Press to read it")
        )


@dataclass(frozen=True, slots=True)
class Next:
    """What a student can do now: the `verb` of the primary button, what it means, and what else.

    `verb` is the id of the action that the button stands for, "" for none.
    """

    verb: str = ""
    text: str = ""
    meaning: str = ""
    again: bool = False
    code: bool = False
    hand_in: bool = True


class LessonFoot(QFrame):
    """What a student can do next; `asked` carries the id of the action."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        theme = current_theme()
        line = QFrame()
        line.setProperty("role", "line")
        self._meaning = label("", tone="muted", level="small")
        self._meaning.setWordWrap(True)
        self.primary = self._button("", "primary")
        self.again = self._button(self.tr("Try again on a fresh article"))
        self.code = self._button(self.tr("Enter the code…"))
        self.hand_in = self._button(self.tr("Hand in"), "flat")
        self._verbs = {
            self.again: "lesson-again",
            self.code: "lesson-code",
            self.hand_in: "lesson-hand-in",
        }
        inside = QVBoxLayout()
        inside.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(12))
        inside.setSpacing(theme.px(8))
        for part in (self._meaning, self.primary, self.again, self.code, self.hand_in):
            inside.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(line)
        box.addLayout(inside)

    def _button(self, text: str, kind: str = "") -> WideButton:
        button = WideButton(text, kind)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the article
        button.clicked.connect(self._ask)
        return button

    def show_next(self, following: Next) -> None:
        """Show what can be done now."""
        self._verbs[self.primary] = following.verb
        self.primary.say(following.text)
        self.primary.setVisible(bool(following.verb))
        self._meaning.setText(following.meaning)
        self._meaning.setVisible(bool(following.meaning))
        self.again.setVisible(following.again)
        self.code.setVisible(following.code)
        self.hand_in.setVisible(following.hand_in)
        some = following.verb or following.again or following.code or following.hand_in
        self.setVisible(bool(some))

    def _ask(self) -> None:
        button = self.sender()
        if isinstance(button, WideButton):
            self.asked.emit(self._verbs[button])

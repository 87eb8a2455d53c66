"""The line in which articles, words or events are searched for, and what it understands."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import IconButton, label

_PAUSE = 250
"""Milliseconds without a key after which the search begins."""


class SearchLine(QWidget):
    """`searched` carries what is typed once typing pauses; `left` comes with Enter or Down."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _Edit(self)
        self.edit.setClearButtonEnabled(True)
        self.edit.textEdited.connect(self._typed)
        self.edit.textChanged.connect(self._changed)
        self.edit.entered.connect(self._entered)
        self.help = IconButton("help", self.tr("What can be searched for"), 16)
        self.help.clicked.connect(self.open_help)
        self._said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(4))
        row.addWidget(self.edit, 1)
        row.addWidget(self.help)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """What stands in the line."""
        return self.edit.text()

    def show_for(self, name: str, placeholder: str, text: str) -> None:
        """The line serves another view: its name, what it asks for, what was typed there."""
        self._pause.stop()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self._said = text
        if self.edit.text() != text:
            self.edit.setText(text)

    def settle(self) -> None:
        """Search now for what is typed, if that is still to come."""
        if self._pause.isActive():
            self._search()

    def _typed(self) -> None:
        self._pause.start()

    def _changed(self, text: str) -> None:
        if not text and self._said:
            self._pause.start(0)  # the button that clears the line

    def _search(self) -> None:
        self._pause.stop()
        self._said = self.edit.text()
        self.searched.emit(self._said)

    def _entered(self) -> None:
        self.settle()
        self.left.emit()

    def open_help(self) -> None:
        """Show what the line understands, beneath it."""
        tip = GrammarTip(self)
        tip.move(self.edit.mapToGlobal(QPoint(0, self.edit.height() + current_theme().px(4))))
        tip.show()
        tip.setFocus()


class _Edit(QLineEdit):
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            # A list of words, one a line: Qt would run them together.
            lines = QGuiApplication.clipboard().text().splitlines()
            self.insert(" | ".join(line.strip() for line in lines if line.strip()))
            self.textEdited.emit(self.text())
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.entered.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)


class GrammarTip(QFrame):
    """The grammar of the search line with an example each; any key or click puts it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("What can be searched for"))
        look = current_theme()
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(14))
        box.setSpacing(look.px(8))
        box.addWidget(label(self.tr("What can be searched for"), level="strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(18))
        grid.setVerticalSpacing(look.px(5))
        for number, (example, meaning) in enumerate(self._lines()):
            typed = label(example)
            typed.setFont(look.key_font(12))
            grid.addWidget(typed, number, 0)
            grid.addWidget(label(meaning, tone="muted"), number, 1)
        box.addLayout(grid)
        said = [f"{example}: {meaning}" for example, meaning in self._lines()]
        self.setAccessibleDescription("\n".join(said))

    def _lines(self) -> tuple[tuple[str, str], ...]:
        return (
            ("regime talks", self.tr("both words, in titles, texts and notes on labels")),
            ('"hard line"', self.tr("these words in this order")),
            ("vot*", self.tr("words that begin so")),
            ("regime OR tyrant", self.tr("either of two")),
            ("NOT regime, -regime", self.tr("without it")),
            ("(a OR b) c", self.tr("parentheses")),
            ("outlet:Herald", self.tr("also author, title, event, language, genre, url")),
            ("date:2024-03..2024-05", self.tr("dates from and to; one side may be left out")),
            ("state:done tag:KEY", self.tr("your states: todo, in-progress, done, flagged…")),
            ("note:ask quote:regime", self.tr("within your notes, within quotes of your labels")),
            ("desk:Foreign", self.tr("any further metadata by its name")),
        )

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.close()

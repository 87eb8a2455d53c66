"""Find in the article: every hit marked in passing, Enter goes to the next."""

from collections.abc import Sequence

import regex
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from annotator.core.model import Span
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import IconButton, label

_MOST = 2_000


def hits(text: str, wanted: str) -> list[Span]:
    """Where the words stand in the text, ignoring case; white space matches any white space."""
    pattern = r"\s+".join(regex.escape(part) for part in wanted.split())
    if not pattern:
        return []
    found = regex.finditer(pattern, text, regex.IGNORECASE)
    return [Span(*hit.span()) for hit, _ in zip(found, range(_MOST), strict=False)]


class FindBar(QFrame):
    """A line to type in; `found` carries all hits and the number of the one to go to (-1: none)."""

    found = Signal(object, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._hits: Sequence[Span] = ()
        self._at = -1
        self.edit = _FindEdit()
        self.edit.setPlaceholderText(self.tr("Find in this article"))
        self.edit.setAccessibleName(self.tr("Find in this article"))
        self.edit.setClearButtonEnabled(False)
        self.edit.textChanged.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.escaped.connect(self.close_bar)
        self._count = label("", tone="muted", level="small")
        back = IconButton("arrow-left", self.tr("Previous hit (Shift+Enter)"), 15)
        back.clicked.connect(self._back)
        onward = IconButton("arrow-right", self.tr("Next hit (Enter)"), 15)
        onward.clicked.connect(self._onward)
        shut = IconButton("close", self.tr("Close (Esc)"), 15)
        shut.clicked.connect(self.close_bar)
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), theme.px(6), theme.px(16), theme.px(6))
        row.addWidget(self.edit, 1)
        for widget in (self._count, back, onward, shut):
            row.addWidget(widget)
        self.hide()

    def open_bar(self, text: str, wanted: str) -> None:
        """Search in this text, beginning with these words."""
        self._text = text
        self.show()
        if wanted:
            self.edit.setText(wanted)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._typed(self.edit.text())

    def search_in(self, text: str) -> None:
        """The article is another, or what is to be read of it."""
        if text != self._text and self.isVisible():
            self.close_bar()
        self._text = text

    def close_bar(self) -> None:
        """Go away and take the marks along."""
        self.hide()
        self._hits, self._at = (), -1
        self.found.emit((), -1)
        self.closed.emit()

    def _typed(self, wanted: str) -> None:
        self._hits = hits(self._text, wanted)
        self._at = 0 if self._hits else -1
        self._say(wanted)

    def _say(self, wanted: str) -> None:
        if not wanted.strip():
            self._count.setText("")
        elif not self._hits:
            self._count.setText(self.tr("not found"))
        else:
            self._count.setText(f"{self._at + 1} / {len(self._hits)}")
        self.found.emit(self._hits, self._at)

    def _step(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._say(self.edit.text())

    def _back(self) -> None:
        self._step(-1)

    def _onward(self) -> None:
        self._step(1)


class _FindEdit(QLineEdit):
    stepped = Signal(int)
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if back else 1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case _:
                super().keyPressEvent(event)

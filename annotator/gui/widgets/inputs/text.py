"""Inputs of text: one line, a key, several lines. Escape takes typing back."""

import re
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from annotator.gui.theme import current_theme

_PARAGRAPH, _LINE = "\u2029", "\u2028"
_MARKED = re.compile(r"(\*)([^*\n\u2028]+)(\*)")
_NOTHING_HELD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def leaves_undo_to_the_project(event: QEvent, *, undoable: bool, redoable: bool) -> bool:
    """Whether an input lets this key go: undo or redo where there is no typing to turn back."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not undoable
    return undo or (event.matches(QKeySequence.StandardKey.Redo) and not redoable)


def leaves_files_to_the_window(event: QDragEnterEvent) -> bool:
    """Whether files are dragged over an input: they are for the window, their names no text."""
    files = any(url.isLocalFile() for url in event.mimeData().urls())
    if files:
        event.ignore()
    return files


class LineInput(QLineEdit):
    """One line of text."""

    finished = Signal()

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(name)
        self.editingFinished.connect(self.settle)

    def value(self) -> str:
        """What is typed, without spaces around it."""
        return self.text().strip()

    def show_value(self, value: str) -> None:
        """Show what is stored."""
        self._shown = value
        if self.text() != value or self.isUndoAvailable():
            at = self.cursorPosition() if self.text() == value else 0
            self.setText(value)
            self.setCursorPosition(at)

    @property
    def pending(self) -> bool:
        """Whether something else is typed than is stored."""
        return self.text() != self._shown

    def settle(self) -> None:
        """Complete what is being typed."""
        if self.pending:
            self.finished.emit()

    def event(self, event: QEvent) -> bool:
        undoable, redoable = self.isUndoAvailable(), self.isRedoAvailable()
        if leaves_undo_to_the_project(event, undoable=undoable, redoable=redoable):
            event.ignore()
            return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not leaves_files_to_the_window(event):
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pending:
            self.show_value(self._shown)
            self.finished.emit()
            return
        super().keyPressEvent(event)


class KeyInput(LineInput):
    """The lasting name of something in files, which cannot be changed while it is held."""

    def hold(self, *, held: bool) -> None:
        """Keep the key as it is, or let it be changed."""
        self.setReadOnly(held)
        self.setStyleSheet("QLineEdit { background: transparent; }" if held else "")


class ShortcutInput(LineInput):
    """One key, taken as it is pressed; Delete or Backspace leaves the tag without one."""

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(64), super().sizeHint().height())

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        # The key that is pressed is meant for the tag, whatever else it does in the program.
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and overrides and _typed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take("")
        elif _typed(event):
            self._take(event.text().lower())
        elif event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _take(self, key: str) -> None:
        self.setText(key)
        self.finished.emit()


def _typed(event: QKeyEvent) -> bool:
    text = event.text()
    held = event.modifiers() in _NOTHING_HELD
    return held and len(text) == 1 and text.isprintable() and not text.isspace()


class TextInput(QPlainTextEdit):
    """Several lines of text, as high as they need up to `most`; Tab goes on to the next input."""

    finished = Signal()

    def __init__(
        self, name: str = "", lines: int = 2, parent: QWidget | None = None, most: int = 1_000
    ) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self._stored = ""
        self._shown = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def value(self) -> str:
        """What is typed, or just what is stored where nothing was."""
        if not self.pending:
            return self._stored
        return self._raw().replace(_PARAGRAPH, "\n").replace(_LINE, "\n").strip()

    def show_value(self, value: str) -> None:
        """Show what is stored."""
        fresh = value != self._stored or self.pending
        self._stored = value
        if fresh:
            at = self.textCursor().position()
            same = self._raw()
            self.setPlainText(value)
            self._shown = self._raw()
            if self._shown == same:
                self._put_cursor(at)
        self.document().clearUndoRedoStacks()

    @property
    def pending(self) -> bool:
        """Whether something else is typed than is stored."""
        return self._raw() != self._shown

    def settle(self) -> None:
        """Complete what is being typed."""
        if self.pending:
            self.finished.emit()

    def _put_cursor(self, at_utf16: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(at_utf16)
        self.setTextCursor(cursor)

    def _raw(self) -> str:
        # toPlainText would turn a no-break space into a plain one.
        return self.document().toRawText()

    def event(self, event: QEvent) -> bool:
        history = self.document()
        undoable, redoable = history.isUndoAvailable(), history.isRedoAvailable()
        if leaves_undo_to_the_project(event, undoable=undoable, redoable=redoable):
            event.ignore()
            return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not leaves_files_to_the_window(event):
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pending:
            self.show_value(self._stored)
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height, block = 0.0, self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        line = QFontMetricsF(self.font()).lineSpacing()
        margins = 2 * self.document().documentMargin()
        # The blocks' heights have the margins in them.
        inside = min(max(height, self._lines * line + margins), self._most * line + margins)
        around = self.height() - self.viewport().height()
        self.setFixedHeight(ceil(inside) + max(around, current_theme().px(8)))


class TitleInput(TextInput):
    """One line of text that is broken where it is too long; Enter completes it."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, 1, parent, most=3)

    def value(self) -> str:
        """What is typed, as one line."""
        return " ".join(super().value().split())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        else:
            super().keyPressEvent(event)


class ExamplesInput(TextInput):
    """Examples, one a line; words between asterisks are shown as marked."""

    def __init__(self, name: str = "", lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(name, lines, parent)
        self._examples: tuple[str, ...] = ()
        self._marks = MarkedWords(self.document())

    def examples(self) -> tuple[str, ...]:
        """The examples without empty lines; a line break inside one is kept."""
        if not self.pending:
            return self._examples
        lines = (line.replace(_LINE, "\n").strip() for line in self._raw().split(_PARAGRAPH))
        return tuple(line for line in lines if line)

    def show_examples(self, examples: tuple[str, ...]) -> None:
        """Show what is stored."""
        self._examples = examples
        self.show_value("\n".join(item.replace("\n", _LINE) for item in examples))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_marks"):
            self._marks.rehighlight()


class MarkedWords(QSyntaxHighlighter):
    """Shows *marked* words bold and underlined, and their asterisks faintly."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    def highlightBlock(self, text: str) -> None:
        asterisk, words = QTextCharFormat(), QTextCharFormat()
        asterisk.setForeground(current_theme().tokens.text_faint)
        words.setFontWeight(QFont.Weight.Bold)
        words.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        for hit in _MARKED.finditer(text):
            for group, look in ((1, asterisk), (2, words), (3, asterisk)):
                start = _utf16(text[: hit.start(group)])
                self.setFormat(start, _utf16(hit[group]), look)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

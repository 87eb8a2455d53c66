"""What can be read in the program's windows, and where it stands."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

W = TypeVar("W", bound=QWidget)


def seen(kind: type[W], within: QWidget | None = None) -> Iterator[W]:
    """The visible widgets of a kind, those of the newest window first."""
    for window in [within] if within else reversed(QApplication.topLevelWidgets()):
        if window.isVisible():
            yield from ([window] if isinstance(window, kind) else [])
            for widget in window.findChildren(kind):
                if widget.isVisible() and (within or widget.window() is window):
                    yield widget


def spoken(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    return widget.accessibleName() or str(widget.property("text") or "").replace("&&", "&")


def rows(view: QAbstractItemView) -> list[str]:
    """What the rows of a list say, as a screen reader has it."""
    return [said(index) for index in indexes(view)]


def said(index: QModelIndex) -> str:
    """What one row says."""
    whole = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(whole or index.data(Qt.ItemDataRole.DisplayRole) or "")


def indexes(view: QAbstractItemView) -> list[QModelIndex]:
    """The rows of a list; the branches of a tree that are open as well."""
    model = view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def texts() -> list[str]:
    """Every text that can be read now, in all windows."""
    found: list[str] = []
    for widget in seen(QWidget):
        if widget.isWindow():
            found.append(widget.windowTitle())
        match widget:
            case QLabel():
                found.append(widget.text())
            case QAbstractButton():
                found.append(widget.text() or widget.accessibleName())  # some paint their text
            case QLineEdit():
                found += [widget.text(), widget.placeholderText()]
            case QPlainTextEdit() | QTextEdit():
                found.append(widget.toPlainText())
            case QComboBox():
                found.append(widget.currentText())
            case QTabBar():
                shown = (n for n in range(widget.count()) if widget.isTabVisible(n))
                found += [widget.tabText(n) for n in shown]
            case QAbstractItemView():
                found += rows(widget)
            case _ if type(widget).__module__.startswith("annotator"):
                found.append(widget.accessibleName())  # it paints its own text
    return list(dict.fromkeys(_plain(text) for text in found if text))


def _plain(text: str) -> str:
    rich = "</" in text or "<br>" in text
    return QTextDocumentFragment.fromHtml(text).toPlainText() if rich else text


# ---------------------------------------------------------------------------- words in a text


def shown_text(view: QTextEdit) -> str:
    """The text of the view as its document has it, lines parted by line feeds."""
    return view.document().toRawText().replace("\u2029", "\n")


def cursor_over(view: QTextEdit, words: str, nth: int = 1) -> QTextCursor:
    """A cursor over the nth place at which these words stand in the view."""
    text, at = shown_text(view), -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        assert at >= 0, f"{words!r} stands fewer than {nth} times in the article"
    start = len(text[:at].encode("utf-16-le")) // 2
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    length = len(words.encode("utf-16-le")) // 2
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _edge(view: QTextEdit, position: int) -> QRect:
    cursor = QTextCursor(view.document())
    cursor.setPosition(position)
    return view.cursorRect(cursor)


def edges(view: QTextEdit, words: str, nth: int = 1) -> tuple[QPoint, QPoint]:
    """The middle of the words' left edge and of their right edge, in the view's viewport."""
    cursor = cursor_over(view, words, nth)
    start = _edge(view, cursor.selectionStart())
    end = _edge(view, cursor.selectionEnd())
    return start.center(), end.center()


def middle(view: QTextEdit, words: str, nth: int = 1) -> QPoint:
    """The middle of the first of these words, in the view's viewport."""
    start = cursor_over(view, words, nth).selectionStart()
    end = start + len(words.split(maxsplit=1)[0].encode("utf-16-le")) // 2
    return (_edge(view, start).center() + _edge(view, end).center()) / 2

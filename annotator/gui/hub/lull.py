"""The moment at which views may be read anew without anybody noticing."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_LOOK_EVERY = 400
"""Milliseconds."""
_STILL = 3
"""So many looks must find the hands still."""
_STILL_WHERE_TYPED = 20
"""So many where something can be typed: a person thinks in the middle of a sentence."""


class Lull(QObject):
    """Waits until nobody types, drags or has a menu or a dialog open; `came` tells."""

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._seen: tuple[object, ...] = ()
        self._still = 0

    def wait(self) -> None:
        """Wait for the next lull; a second call before it came changes nothing."""
        if not self._timer.isActive():
            self._still = 0
            self._timer.start()

    def stop(self) -> None:
        """Wait no more."""
        self._timer.stop()

    def _look(self) -> None:
        focused = QApplication.focusWidget()
        now = _hands(focused)
        self._still = self._still + 1 if now == self._seen and not _is_busy() else 0
        self._seen = now
        if self._still >= (_STILL_WHERE_TYPED if _is_typed_into(focused) else _STILL):
            self._timer.stop()
            self.came.emit()


def _is_busy() -> bool:
    held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
    open_ = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return held or open_ is not None


def _is_typed_into(widget: QWidget | None) -> bool:
    kinds = QLineEdit | QPlainTextEdit | QTextEdit
    return isinstance(widget, kinds) and not widget.isReadOnly()


def _hands(focused: QWidget | None) -> tuple[object, ...]:
    """What changes as soon as somebody moves the mouse, the cursor or the focus, or types."""
    place = QCursor.pos()
    if focused is None:
        return (place.x(), place.y())
    asked = Qt.InputMethodQuery
    cursor = focused.inputMethodQuery(asked.ImAbsolutePosition)
    text = focused.inputMethodQuery(asked.ImSurroundingText)
    return (place.x(), place.y(), id(focused), cursor, text)

"""Mouse and keys as the window system sends them, to what lies under the mouse or has the focus.

Every key press, click, double click, drag and turn of the wheel is one action and is counted.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

PATIENCE = 20.0
"""Seconds after which what does not happen is taken never to happen, on loaded cores too."""

Held = Qt.KeyboardModifier
_LEFT = Qt.MouseButton.LeftButton
_HOLDS = {"Ctrl": Held.ControlModifier, "Shift": Held.ShiftModifier, "Alt": Held.AltModifier}


def lets_work(seconds: float = 0.0) -> None:
    """Let the program do what is waiting, for so long, and all that is due by then."""
    end = time.monotonic() + seconds
    while True:
        # Asked before: on loaded cores the time may pass in between, and what came due with it.
        over = time.monotonic() >= end
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if over:
            return
        time.sleep(0.002)


def until(happened: Callable[[], object], patience: float = PATIENCE) -> bool:
    """Let the program work until this holds; whether it ever did."""
    end = time.monotonic() + patience
    while not happened():
        if time.monotonic() > end:
            return False
        lets_work(0.002)
    return True


@contextmanager
def as_the_system_does() -> Iterator[None]:
    """Pass on what a handler raises to the program's hook, as its own event loop does.

    QTest, which Python calls, raises it to its caller.
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is, the hook takes it
        sys.excepthook(type(error), error, error.__traceback__)


def front() -> QWidget:
    """The window in front: what a click or a key goes to."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    window = (
        found
        or QApplication.activeWindow()
        or next(widget for widget in reversed(QApplication.topLevelWidgets()) if widget.isVisible())
    )
    if QGuiApplication.focusWindow() is None:
        # As a window manager does when the window that was in front has closed.
        window.activateWindow()
        lets_work()
    return window


def holding(keys: str) -> Qt.KeyboardModifier:
    """The modifiers of "Ctrl+Shift"; "" for none."""
    held = Held.NoModifier
    for name in filter(None, keys.split("+")):
        held |= _HOLDS[name]
    return held


class Hand:
    """One hand on the mouse, one on the keyboard."""

    def __init__(self) -> None:
        self.actions = 0
        self.reports: list[str] = []
        self._twice_at: QPoint | None = None
        self._stuck = QTimer()
        self._stuck.setSingleShot(True)
        self._stuck.setInterval(int(2_000 * PATIENCE))
        self._stuck.timeout.connect(self._free)

    # ------------------------------------------------------------------ mouse

    def clicks_at(
        self, widget: QWidget, at: QPoint, keys: str = "", *, double: bool = False
    ) -> None:
        """Click (or double click) on a place of a widget; it must not be covered by another."""
        handle, place = _under(widget, at)
        if place == self._twice_at:
            lets_work(QApplication.doubleClickInterval() / 1000)  # else it were a triple click
        click = QTest.mouseDClick if double else QTest.mouseClick
        with as_the_system_does():
            click(handle, _LEFT, holding(keys), place)
        self._twice_at = place if double else None
        self._did()

    def right_clicks_at(self, widget: QWidget, at: QPoint) -> None:
        """Click there with the right button: what it asks for is a menu."""
        handle, place = _under(widget, at)
        with as_the_system_does():
            QTest.mouseClick(handle, Qt.MouseButton.RightButton, Held.NoModifier, place)
        self._did()

    def asks_for_menu(self) -> None:
        """Press the key that asks for a menu."""
        focus = front().focusWidget()
        assert focus is not None
        at = focus.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, focus.mapToGlobal(at))
        with as_the_system_does():
            QApplication.sendEvent(focus, event)
        self._did()

    def drags_between(self, widget: QWidget, start: QPoint, end: QPoint, keys: str = "") -> None:
        """Press at one place of a widget, move, let go at another."""
        handle, begin = _under(widget, start)
        stop = widget.mapTo(widget.window(), end)
        with as_the_system_does():
            QTest.mousePress(handle, _LEFT, holding(keys), begin)
            for share in (0.2, 0.6, 1.0):
                QTest.mouseMove(handle, begin + (stop - begin) * share)
            QTest.mouseRelease(handle, _LEFT, holding(keys), stop)
        self._did()

    def points_at(self, widget: QWidget, at: QPoint) -> None:
        """Move the mouse there."""
        handle, place = _under(widget, at)
        QTest.mouseMove(handle, place)

    def scrolls(self, widget: QWidget, steps: int) -> None:
        """Turn the wheel over a widget; positive goes towards its end."""
        handle, place = _under(widget, widget.rect().center())
        QTest.wheelEvent(handle, place, QPoint(0, -120 * steps))
        self._did()

    def drops(self, onto: QWidget, paths: Sequence[Path]) -> None:
        """Drop files that were dragged in from elsewhere."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        handle, place = _under(onto, onto.rect().center())
        copy, none = Qt.DropAction.CopyAction, Held.NoModifier
        enter = QDragEnterEvent(place, copy, data, _LEFT, none)
        QApplication.sendEvent(handle, enter)
        if enter.isAccepted():
            QApplication.sendEvent(handle, QDropEvent(place, copy, data, _LEFT, none))
        self._did()

    # ------------------------------------------------------------------ keys

    def presses(self, *keys: str) -> None:
        """Press keys one after the other, each as in `Ctrl+Shift+Z`."""
        for name in keys:
            sequence = QKeySequence(name)
            assert sequence.count() == 1, f"There is no key {name}"
            pressed = sequence[0]  # type: ignore[index]
            with as_the_system_does():
                QTest.keyClick(_handle(), pressed.key(), pressed.keyboardModifiers())
            self._did()

    def presses_key_of(
        self, text: str, key: Qt.Key, *, shift: bool = False, scan_code: int = 0
    ) -> None:
        """Press a key of another keyboard layout, by what it types, its name and its place."""
        held = Held.ShiftModifier if shift else Held.NoModifier
        focus = front().focusWidget()
        assert focus is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, held, scan_code, 0, 0, text)
            with as_the_system_does():
                QApplication.sendEvent(focus, event)
        self._did()

    def types(self, text: str) -> None:
        """Type a text into what has the focus."""
        for char in text:
            with as_the_system_does():
                if char == "\n":
                    QTest.keyClick(_handle(), Qt.Key.Key_Return)
                elif char.isascii():
                    QTest.keyClick(_handle(), char)  # type: ignore[call-overload]
                else:
                    _composes(char)
            self._did()

    # ------------------------------------------------------------------ time

    def _did(self) -> None:
        self.actions += 1
        self._stuck.start()
        lets_work()

    def _free(self) -> None:
        # A dialog that nobody answers would hold the test for ever.
        held = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if held is not None:
            self.reports.append(f"{held} was never answered")
            held.close()

    @contextmanager
    def meanwhile(self, act: Callable[[], None]) -> Iterator[None]:
        """Do `act` to the dialog or menu that comes now, whether or not it holds the program."""
        failed: list[BaseException] = []
        answered = False
        before = QApplication.activeModalWidget(), QApplication.activePopupWidget()

        def answer() -> None:
            nonlocal answered
            now = QApplication.activeModalWidget(), QApplication.activePopupWidget()
            held = next((w for w in reversed(now) if w and w not in before and w.isVisible()), None)
            if held is None or not (held.isActiveWindow() or held is now[1]):
                timer.start(5)
                return
            try:
                act()
                assert until(lambda: not _open(held)), f"{held} was not answered"
            except BaseException as error:  # noqa: BLE001 - raised again below, out of the loop
                failed.append(error)
                held.close()
            answered = True

        timer = QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(answer)
        timer.start(0)
        yield
        came = until(lambda: answered)
        timer.stop()
        if failed:
            raise failed[0]
        assert came, "Nothing came that was to be answered"


def _handle() -> QWindow:
    # A popup takes keys from the window that has the focus.
    front()
    handle = QGuiApplication.focusWindow()
    assert handle is not None
    return handle


def _composes(char: str) -> None:
    """Send a letter that no key of QTest has, as an input method or another keyboard does."""
    focus = front().focusWidget()
    assert focus is not None
    if not isValid(focus):  # a list that dropped down has gone since: nobody hears the key
        return
    if focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        composed = QInputMethodEvent()
        composed.setCommitString(char)
        QApplication.sendEvent(focus, composed)
    else:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus, QKeyEvent(kind, 0, Held.NoModifier, char))


def _open(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()


def _under(widget: QWidget, at: QPoint) -> tuple[QWindow, QPoint]:
    """The window and the place in it; asserts that nothing lies over the widget there."""
    window = widget.window()
    place = widget.mapTo(window, at)
    found = window.childAt(place) or window
    assert found is widget or widget.isAncestorOf(found) or found.isAncestorOf(widget), (
        f"{found} lies over {widget} at {place}"
    )
    handle = window.windowHandle()
    assert handle is not None
    return handle, place

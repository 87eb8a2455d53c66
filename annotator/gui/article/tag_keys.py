"""Which key was pressed for a tag, on every keyboard layout."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# The row of digits by its place on the keyboard: on a French keyboard "1" needs Shift, and the
# plain key types "&". Linux (evdev + 8), Windows (set 1), macOS (virtual key codes).
_LINUX = dict(zip(range(10, 20), "1234567890", strict=True))
_WINDOWS = dict(zip(range(0x02, 0x0C), "1234567890", strict=True))
_MAC = {18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0"}


def pressed_key(event: QKeyEvent) -> str:
    """The digit or lower-case letter that the event stands for; "" for any other key.

    A digit counts whether it is typed plain, with Shift (AZERTY), or on the number pad; where the
    plain key of the digits' row types something else, its place decides.
    """
    held = event.modifiers()
    if held & (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    ):
        return ""
    key = event.key()
    if Qt.Key.Key_0.value <= key <= Qt.Key.Key_9.value:
        return chr(key)
    text = event.text()
    if len(text) == 1 and text.isdecimal():
        return str(int(text))
    by_place = _by_place(event)
    if by_place:
        return by_place
    return text.casefold() if len(text) == 1 and text.isalpha() else ""


def _by_place(event: QKeyEvent) -> str:
    if sys.platform == "win32":
        return _WINDOWS.get(event.nativeScanCode(), "")
    if sys.platform == "darwin":
        return _MAC.get(event.nativeVirtualKey(), "") if event.nativeScanCode() else ""
    return _LINUX.get(event.nativeScanCode(), "")

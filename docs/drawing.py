"""Draws what is in a window, when everything that works beside it has come in."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

PICTURES = Path(__file__).parent / "pictures"
_PATIENCE = 30.0
"""Seconds after which what does not come is taken never to come."""


def drawn(window: QWidget, name: str) -> str:
    """Draw the window as it is in a moment; the picture's name."""
    QTest.qWait(1_200)
    window.grab().save(str(PICTURES / f"{name}.png"))
    return name


def until(there: Callable[[], object]) -> None:
    """Let the program work until this holds."""
    end = time.monotonic() + _PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("what was to be drawn did not come")
        QApplication.processEvents()
        time.sleep(0.005)  # the threads beside the window have their turn

"""What the window's tests share: the patience to wait for what works beside the window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot, SignalBlocker

PATIENCE = 20_000
"""Milliseconds after which what does not happen is taken never to happen, on loaded cores too."""


class PatientBot(QtBot):
    """pytest-qt's hand in the window, which waits longer."""

    def waitUntil(  # noqa: N802 - pytest-qt's own name
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 - pytest-qt's own name
        self, signal: Any, *, timeout: int = PATIENCE, **more: Any
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(  # noqa: N802 - pytest-qt's own name
        self, widget: QWidget, *, timeout: int = PATIENCE
    ) -> Any:
        return super().waitActive(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """In place of pytest-qt's, whose five seconds are too few where cores are shared."""
    return PatientBot(request)

"""A workspace seen for the first time, in a process that has not seen it; another size of text."""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.project import Project
from bench.bare import milliseconds_since
from bench.figures import Row
from bench.screen import Screen

_SIZES = 10
FIRST = "annotate"
"""The workspace that the window comes up with."""


def rows_of_text_size(app: QApplication, folder: Path, sample: Path) -> list[Row]:
    """From the key for larger or smaller text to the Annotate workspace painted in it."""
    screen = Screen(app, Project.open(sample), folder / "home-of-sizes")
    window, painted = screen.window, Painted(app)
    screen.settle(400)
    changed: list[float] = []
    plain: list[float] = []
    for number in range(_SIZES + 1):
        before = window.frame
        begun = time.perf_counter()
        window.looks.scale_text(-1 if number % 2 else 1)
        while window.frame is before:
            app.processEvents()
        painted.wait_for(window.annotate)
        taken = milliseconds_since(begun)
        screen.settle(100)
        begun = time.perf_counter()
        window.frame.repaint()
        if number:
            plain.append(milliseconds_since(begun))
            changed.append(taken)
    window.looks.scale_text(0)
    screen.close()
    return [Row("text_size", "ms", changed, plain, {"median": 100.0}, tails=False)]


def visits(app: QApplication, sample: Path, home: Path, name: str) -> dict[str, float]:
    """Go to a workspace, away, and there again: milliseconds until it was painted.

    `waits` is the longest time in which the window did nothing else, on the first visit.
    """
    screen = Screen(app, Project.open(sample), home)
    screen.settle(400)
    painted = Painted(app)
    first, waits = _visited(screen, name, painted)
    screen.settle(400)
    screen.window.session.go_to_workspace(FIRST)
    screen.settle(100)
    again, _ = _visited(screen, name, painted)
    screen.close()
    return {"first": first, "again": again, "waits": waits}


def _visited(screen: Screen, name: str, painted: "Painted") -> tuple[float, float]:
    window = screen.window
    begun = time.perf_counter()
    window.session.go_to_workspace(name)
    longest = milliseconds_since(begun)
    page = window.frame.workspace
    if page is None or page.name != name:
        raise RuntimeError(f"{name} was not shown")
    longest = max(longest, painted.wait_for(page))
    return milliseconds_since(begun), longest


class Painted(QObject):
    """Hears of every paint in the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._within: QWidget | None = None
        self._seen = False
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        whole = self._within
        if whole is not None and event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self._seen |= watched is whole or whole.isAncestorOf(watched)
        return False

    def wait_for(self, widget: QWidget) -> float:
        """Until the widget is painted; milliseconds of the longest turn of the loop till then."""
        self._within, self._seen = widget, False
        longest = 0.0
        while not self._seen:
            begun = time.perf_counter()
            self._app.processEvents()
            longest = max(longest, milliseconds_since(begun))
        self._within = None
        return longest

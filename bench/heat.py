"""The heat map of a class of 300: how soon the article is painted anew."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from annotator.gui.app import make_window
from annotator.gui.teach.class_section import CLASS, KEY, ClassSection
from annotator.gui.teach.page import TeachPage
from annotator.project import Project
from bench.bare import milliseconds_since
from bench.classes import made_class
from bench.figures import Row

_WARM_UP, _PRESSES = 5, 150
_GOAL = {"median": 16.0, "p99": 16.0}
_PATIENCE = 30.0
_PAINT = "paintEvent"


def rows_of_heat(app: QApplication, folder: Path) -> list[Row]:
    """The heat shown in place of the key, and a step to the next place.

    Beside Qt painting the same article as plain text in a window of that size.
    """
    wall = _Wall(app, made_class(folder / "heat.annot"), folder / "home")
    rows = []
    for name, show in (
        ("heat_shown_300_students", wall.heat_shown),
        ("heat_step_300_students", wall.next_shown),
    ):
        ours: list[float] = []
        plain: list[float] = []
        for number in range(_WARM_UP + _PRESSES):
            seen, bare = show(), wall.plainly_painted()
            if number >= _WARM_UP:
                ours.append(seen)
                plain.append(bare)
        rows.append(Row(name, "ms", ours, plain, _GOAL))
    wall.close()
    return rows


class _Wall:
    """The Class section as an instructor has it, and when its article was painted."""

    def __init__(self, app: QApplication, project: Project, home: Path) -> None:
        self._app = app
        self._window = make_window(app, home)
        sys.excepthook = sys.__excepthook__  # what fails is to be seen here, not in a dialog
        self._window.session.take(project)
        self._window.resize(1440, 900)
        self._window.show()
        self._window.activateWindow()
        page = self._window.frame.page(TeachPage)
        self._window.session.go_to_workspace("teach")
        page.show_section(ClassSection.key)
        section = page.sections[ClassSection.key]
        if not isinstance(section, ClassSection):
            raise TypeError("there is no Class section")
        self._section, self._text = section, section.text
        self._painted = 0.0
        self._paint = self._text.paintEvent
        setattr(self._text, _PAINT, self._paint_and_note)
        self._wait_until(lambda: section.showable and section.sentence.text() != "")
        section.focus()
        self._plain = QTextEdit(section.text.text)
        self._plain.resize(section.text.size())
        self._plain.show()
        self._window.activateWindow()
        self._settle()

    def _paint_and_note(self, event: QPaintEvent) -> None:
        self._paint(event)
        self._painted = time.perf_counter()

    def heat_shown(self) -> float:
        """Show the class where the key was; milliseconds until the article is painted."""
        self._section.show_view(KEY)
        self._settle()
        return self._painted_after(lambda: self._section.show_view(CLASS))

    def next_shown(self) -> float:
        """Press the key that leads to the next place; milliseconds until that is painted."""
        return self._painted_after(lambda: QTest.keyClick(self._text, Qt.Key.Key_N))

    def _painted_after(self, act: Callable[[], object]) -> float:
        self._painted = 0.0
        begun = time.perf_counter()
        act()
        self._wait_until(lambda: self._painted > 0)
        seen = self._painted
        self._settle()
        return 1000 * (seen - begun)

    def plainly_painted(self) -> float:
        """Milliseconds in which Qt paints the same article with nothing on it."""
        begun = time.perf_counter()
        self._plain.viewport().repaint()
        return milliseconds_since(begun)

    def _wait_until(self, done: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + _PATIENCE
        while not done():
            if time.perf_counter() > deadline:
                raise TimeoutError("the heat of the class was not painted")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            time.sleep(0)  # the thread that reads the class has its turn

    def _settle(self) -> None:
        end = time.perf_counter() + 0.03
        while time.perf_counter() < end:
            self._app.processEvents()
            time.sleep(0.002)

    def close(self) -> None:
        """Close the windows and the project."""
        self._plain.close()
        self._window.close()
        self._app.processEvents()

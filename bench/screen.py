"""The real window on a project, and the moments at which its article was painted."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.model import Article, Label, Span
from annotator.gui.app import Collector, application, make_window
from annotator.project import Project
from bench.bare import milliseconds_since

_PATIENCE = 10.0
"""Seconds after which what was waited for will not come any more."""
_PAINT = "paintEvent"


@contextmanager
def program() -> Iterator[QApplication]:
    """The application as the program has it, which collects garbage in its own time."""
    app = application()
    collector = Collector(app)
    try:
        yield app
    finally:
        collector.deleteLater()


class Screen:
    """A window as a person has it in front of them."""

    def __init__(self, app: QApplication, project: Project, home: Path) -> None:
        self._app = app
        self.window = make_window(app, home)
        sys.excepthook = sys.__excepthook__  # what fails is to be seen here, not in a dialog
        self.page = self.window.annotate
        self.view = self.page.view
        self._paint = self.view.paintEvent
        self._painted: list[tuple[float, QRect]] = []
        setattr(self.view, _PAINT, self._paint_and_note)
        self.window.session.take(project)
        self.window.resize(1440, 900)
        self.window.show()
        self.come_to_front()

    def _paint_and_note(self, event: QPaintEvent) -> None:
        area = QRect(event.rect())
        self._paint(event)
        self._painted.append((time.perf_counter(), area))

    def come_to_front(self) -> None:
        """Make this the window that has the keyboard."""
        self.window.activateWindow()
        self.view.setFocus()
        self.settle()

    def settle(self, milliseconds: int = 30) -> None:
        """Let everything that is due be done, laid out and painted, as when a person looks on."""
        QTest.qWait(milliseconds)
        self._finish()

    def _finish(self) -> None:
        for _ in range(4):  # one layout asks for the next
            self._app.processEvents()

    def _wait_until(self, done: Callable[[], bool], what: str) -> None:
        deadline = time.perf_counter() + _PATIENCE
        while not done():
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{what} did not happen")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    # ------------------------------------------------------------------ opening

    def opened(self, article: Article) -> float:
        """Go to the article; milliseconds until its first screenful is painted."""
        self._painted.clear()
        begun = time.perf_counter()
        self.window.session.go_to_article(article.id)
        self._wait_until(lambda: bool(self._painted), "painting the article")
        return 1000 * (self._painted[0][0] - begun)

    # ------------------------------------------------------------------ labelling

    def select(self, word: Span) -> None:
        """Select a word as walking there does, with all that follows."""
        self.page.walk.to(word)
        self.settle()

    def labelled(self, key: str) -> tuple[float, float, Label]:
        """Press a tag's key on what is selected; gives two durations and the label made.

        Milliseconds from the key until the label is committed and its place painted, and until all
        panels show it too.
        """
        self._painted.clear()
        begun = time.perf_counter()
        QTest.keyClick(self.view, Qt.Key(ord(key)))
        label = self.page.active_label
        if label is None:
            raise RuntimeError("the key made no label")
        self._wait_until(lambda: self._painted_at(label) is not None, "painting the label")
        painted = self._painted_at(label) or 0.0
        rows = self.page.labels.labels
        self._wait_until(lambda: rows.row_of(label.id) >= 0, "listing the label")
        self._finish()
        return 1000 * (painted - begun), milliseconds_since(begun), label

    def _painted_at(self, label: Label) -> float | None:
        places = [rect.toAlignedRect() for rect in self.view.rects(label.pieces[0])]
        for moment, area in self._painted:
            if all(area.contains(place) for place in places):
                return moment
        return None

    def take_back(self) -> None:
        """Undo the newest step, so that each label is made on the same article."""
        self.window.session.undo()
        self.settle()

    def close(self) -> None:
        """Close the window and its project."""
        self.window.close()
        self._app.processEvents()

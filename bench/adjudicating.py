"""From the key that decides about a place to the next one, seen in the article and in the card."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.clock import new_id
from annotator.core.model import Article, State
from annotator.desk import Desk
from annotator.gui.adjudicate.page import AdjudicatePage
from annotator.gui.app import make_window
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.project import Project
from annotator.project.team import add_annotator
from bench.bare import BareTable
from bench.figures import Row
from bench.material import draft, new_project, places

_TEAM = 5
_WARM_UP, _PRESSES = 5, 150
_GOAL = {"median": 16.0, "p99": 16.0}
_PATIENCE = 10.0
_PAINT = "paintEvent"
_KEYS = (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_N, Qt.Key.Key_A, Qt.Key.Key_D)


def rows_of_adjudicating(app: QApplication, folder: Path) -> list[Row]:
    """Five annotators on a long article and on a usual one."""
    return [
        *_rows(app, folder, 20_000, 2_000),
        *_rows(app, folder, 1_000, 400),
    ]


def _rows(app: QApplication, folder: Path, words: int, labels: int) -> list[Row]:
    name = f"adjudicate_next_{words}_words_{labels}_labels"
    project, articles = new_project(folder / f"{name}.annot", [draft(words, 1)])
    _annotated(project, articles[0], labels // _TEAM)
    bare = BareTable(folder / f"{name}.sqlite")
    desk = _Desk(app, project, folder / "home")
    moved: list[float] = []
    commits: list[float] = []
    some_label = project.labels(articles[0].id)[0]
    for number in range(_WARM_UP + _PRESSES):
        seen = desk.next_with(_KEYS[number % len(_KEYS)])
        commit = bare.insert(replace(some_label, id=new_id()))
        if number >= _WARM_UP:
            moved.append(seen)
            commits.append(commit)
    desk.close()
    bare.close()
    return [Row(name, "ms", moved, commits, _GOAL)]


def _annotated(project: Project, article: Article, each: int) -> None:
    """Everybody labels so many words, half of them those that the others label too."""
    tags = project.codebook.given
    everyone = [
        project.annotators()[0],
        *(add_annotator(project, f"A{n}") for n in range(1, _TEAM)),
    ]
    words = places(article)
    shared = Random(1).sample(words, each // 2)
    for number, who in enumerate(everyone):
        chance, desk = Random(number + 2), Desk(project, who)
        free = [word for word in words if word not in set(shared)]
        mine = [*shared, *chance.sample(free, min(len(free), each - len(shared)))]
        for at, tag in enumerate(tags):
            there: Sequence[Sequence[object]] = [(word,) for word in mine[at :: len(tags)]]
            desk.tag(article, tag.key, there)  # type: ignore[arg-type]
        desk.set_state(article.id, State.DONE)


class _Desk:
    """The window at the Adjudicate workspace, and the moments at which it was painted."""

    def __init__(self, app: QApplication, project: Project, home: Path) -> None:
        self._app = app
        self.window = make_window(app, home)
        sys.excepthook = sys.__excepthook__  # what fails is to be seen here, not in a dialog
        self.page = self.window.frame.page(AdjudicatePage)
        self._painted: list[tuple[float, QWidget]] = []
        for widget in (self.page.view, self.page.card):
            self._note_paints_of(widget)
        self.window.session.take(project)
        self.window.resize(1440, 900)
        self.window.show()
        app.processEvents()
        for asked in self.window.findChildren(AtDeskDialog):
            asked.accept()
        self.window.activateWindow()
        self.window.session.go_to_workspace("adjudicate")
        self._wait_until(lambda: self.page.place is not None)
        self.page.view.setFocus()
        self._settle()

    def _note_paints_of(self, widget: QWidget) -> None:
        paint = widget.paintEvent

        def noted(event: QPaintEvent) -> None:
            paint(event)
            self._painted.append((time.perf_counter(), widget))

        setattr(widget, _PAINT, noted)

    def next_with(self, key: Qt.Key) -> float:
        """Press a key that leads on; milliseconds until article and card show the next place."""
        before = self.page.place
        self._painted.clear()
        begun = time.perf_counter()
        QTest.keyClick(self.page.view, key)
        self._wait_until(lambda: self.page.place is not before and self._all_painted())
        seen = max(moment for moment, _ in self._painted[:8])
        self._settle()
        return 1000 * (seen - begun)

    def _all_painted(self) -> bool:
        return {self.page.view, self.page.card} <= {widget for _, widget in self._painted}

    def _wait_until(self, done: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + _PATIENCE
        while not done():
            if time.perf_counter() > deadline:
                raise TimeoutError("the next place was not shown")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            time.sleep(0)

    def _settle(self) -> None:
        end = time.perf_counter() + 0.03
        while time.perf_counter() < end:
            self._app.processEvents()
            time.sleep(0.002)

    def close(self) -> None:
        """Close the window and its project."""
        self.window.close()
        self._app.processEvents()

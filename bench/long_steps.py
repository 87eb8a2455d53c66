"""A step of 100,000 edits: done, undone, and how long the window does not answer meanwhile."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator import bulk
from annotator.core.edits import Edit
from annotator.core.model import Label, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.store.rows import LABELS
from bench.bare import milliseconds_since
from bench.figures import Row
from bench.material import draft, new_project, places
from bench.screen import Screen

_ARTICLES, _EACH = 100, 1_000
_TIMES = 3
_AT_ONCE = 500
_BEAT = 0.0005
"""Seconds between two beats of a window that has nothing else to do."""


def rows_of_long_steps(app: QApplication, folder: Path) -> list[Row]:
    """The step alone beside the bare rows; then in the window, where it must not be felt."""
    path = folder / "long.annot"
    project, _ = new_project(path, [draft(_EACH + 200, seed) for seed in range(_ARTICLES)])
    where = [(each, word) for each in project.article_ids() for word in _words(project, each)]
    desk = Desk(project, project.annotators()[0])
    finish(bulk.tag(desk, project.codebook.tags[0].key, where))
    labels = [label for each in project.article_ids() for label in project.labels(each)]
    project.undo()
    done, undone, inserted, deleted = [], [], [], []
    for number in range(_TIMES):
        edits = [Edit(None, label) for label in labels]
        done.append(_milliseconds(lambda: project.do("Many", *edits)))  # noqa: B023
        undone.append(_milliseconds(project.undo))
        with closing(_bare(folder / f"long-{number}.sqlite")) as db:
            inserted.append(_milliseconds(lambda: _insert(db, labels)))
            deleted.append(_milliseconds(lambda: _delete(db, labels)))
    project.close()
    return [
        Row("long_step_do", "ms", done, inserted, tails=False),
        Row("long_step_undo", "ms", undone, deleted, tails=False),
        _row_of_the_window(app, folder, path, where),
    ]


def _words(project: Project, article_id: str) -> list[Span]:
    return places(project.article(article_id))[:_EACH]


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return milliseconds_since(begun)


# ---------------------------------------------------------------------------- the bare rows


def _bare(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(
        f"CREATE TABLE labels (id TEXT PRIMARY KEY NOT NULL, {', '.join(LABELS.columns[1:])})"
    )
    return db


def _insert(db: sqlite3.Connection, labels: Sequence[Label]) -> None:
    db.execute("BEGIN")
    for start in range(0, len(labels), _AT_ONCE):
        part = labels[start : start + _AT_ONCE]
        db.execute(LABELS.inserts(len(part)), list(chain.from_iterable(map(LABELS.values, part))))
    db.execute("COMMIT")


def _delete(db: sqlite3.Connection, labels: Sequence[Label]) -> None:
    db.execute("BEGIN")
    db.executemany("DELETE FROM labels WHERE id = ?", [(label.id,) for label in labels])
    db.execute("COMMIT")


# ---------------------------------------------------------------------------- the window


def _row_of_the_window(
    app: QApplication, folder: Path, path: Path, where: Sequence[tuple[str, Span]]
) -> Row:
    """The longest time without a beat of the window: while it waits, and while it writes."""
    screen = Screen(app, Project.open(path), folder / "home-long")
    window = screen.window
    window.session.go_to_workspace("corpus")
    screen.settle(500)
    beat = _Beat()
    key = window.session.project.codebook.tags[0].key
    gaps, quiet = [], []
    for _ in range(_TIMES):
        for write in (
            lambda: window.steps.write("Many", len(where), lambda desk: bulk.tag(desk, key, where)),
            window.undo,
        ):
            quiet.append(beat.longest(lambda: screen.settle(500)))
            gaps.append(beat.longest(lambda: _written(app, screen, write)))  # noqa: B023
    screen.close()
    return Row("long_step_window_waits", "ms", gaps, quiet, {"median": 50.0}, tails=False)


def _written(app: QApplication, screen: Screen, write: Callable[[], object]) -> None:
    write()
    while screen.window.resting:
        app.processEvents()
    screen.settle(500)


class _Beat:
    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._tick)
        self._last = self._longest = 0.0

    def longest(self, work: Callable[[], object]) -> float:
        """Milliseconds of the longest time in which the window did nothing else than this."""
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer.start()
        work()
        self._timer.stop()
        return 1000 * self._longest

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now
        time.sleep(_BEAT)

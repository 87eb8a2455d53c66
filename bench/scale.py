"""A project of 100,000 articles and 1,000,000 labels: opened, searched, scrolled, labelled in."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.gui.corpus.page import CorpusPage
from annotator.project import Project
from annotator.project.corpus import concordance, search
from annotator.project.importing import ImportOptions, add_drafts, import_files
from bench.bare import milliseconds_since
from bench.corpora import made_articles, write_corpus
from bench.figures import Row
from bench.labelling import Labelled, rows_beside
from bench.material import draft, label_words, new_project
from bench.screen import Screen

PREFIX = "scale_"
"""How the names of these rows begin."""

_ARTICLES, _WORDS, _LABELS = 100_000, 60, 10
_TIMES = 10
_PAGE = 200
_FRAMES = 99
"""So few that the 99th percentile is the slowest."""
_SEARCHES = {
    "word_in_every_article": "the",
    "word_in_many_articles": "budget",
    "phrase": '"new tide wall"',
    "two_words": "scandal AND cannery",
}
Index = QModelIndex | QPersistentModelIndex
_OWN = (draft(1_000, 901), draft(1_000, 902))


def rows_of_scale(app: QApplication, folder: Path, count: int = _ARTICLES) -> list[Row]:
    """All rows; the project is made first, which takes minutes."""
    path, few = folder / "scale.annot", folder / "few.annot"
    many = _made(path, folder / "scale.jsonl", count)
    small = _labelled(new_project(few, list(_OWN))[0])
    rows = [
        *_rows_of_search(many[0]),
        *_rows_of_concordance(many[0]),
    ]
    for project, _ in (many, small):
        project.close()
    rows.append(_row_of_opening(path, few))
    rows += _rows_of_scrolling(app, folder / "home", path, count)
    return rows + _rows_of_labels(app, folder / "home", path, few)


def _made(path: Path, source: Path, count: int) -> Labelled:
    begun = time.perf_counter()
    write_corpus(source, "jsonl", made_articles(count, _WORDS, _LABELS))
    written = time.perf_counter()
    project, _ = new_project(path, [])
    options = ImportOptions(form=format_named("jsonl"))
    report = finish(import_files(project, [Source(source)], options))
    print(
        f"{report.articles:,} articles with {report.labels:,} labels: "
        f"{source.stat().st_size / 1e6:.0f} MB written in {written - begun:.0f} s, "
        f"imported in {time.perf_counter() - written:.0f} s.",
        flush=True,
    )
    source.unlink()
    finish(add_drafts(project, _OWN))
    return _labelled(project)


def _labelled(project: Project) -> Labelled:
    """The project with the two long articles that end it, the first of which gets 50 labels."""
    articles = [project.article(each) for each in project.article_ids()[-len(_OWN) :]]
    label_words(Desk(project, project.annotators()[0]), articles[0], 50, seed=3)
    return project, articles


def _timed(work: Callable[[], object]) -> list[float]:
    """Milliseconds of each of several times, the first of which is not counted."""
    found = []
    for _ in range(_TIMES + 1):
        begun = time.perf_counter()
        work()
        found.append(milliseconds_since(begun))
    return found[1:]


# ---------------------------------------------------------------------------- opening


def _row_of_opening(path: Path, few: Path) -> Row:
    def opened(which: Path) -> None:
        Project.open(which).close()

    large = _timed(lambda: opened(path))
    small = _timed(lambda: opened(few))
    return Row(f"{PREFIX}open_project", "ms", large, small, {"median": 1_500.0}, tails=False)


# ---------------------------------------------------------------------------- searching


def _rows_of_search(project: Project) -> list[Row]:
    rows = []
    with closing(sqlite3.connect(project.path)) as db:
        for name, line in _SEARCHES.items():
            print(f"“{line}” is in {len(search(project, line)):,} articles.", flush=True)
            ours = _timed(lambda line=line: search(project, line))  # type: ignore[misc]
            bare = _timed(lambda line=line: _matches(db, line))  # type: ignore[misc]
            goal = {"median": 100.0}
            rows.append(Row(f"{PREFIX}search_{name}", "ms", ours, bare, goal, tails=False))
    return rows


def _matches(db: sqlite3.Connection, line: str) -> list[int]:
    """The rows that SQLite's own full-text search finds."""
    sql = "SELECT rowid FROM article_words WHERE article_words MATCH ?"
    return [row[0] for row in db.execute(sql, (line,))]


def _rows_of_concordance(project: Project) -> list[Row]:
    tag = project.codebook.tags[0].key
    asked: dict[str, tuple[Sequence[str], str]] = {
        "word": (["budget"], ""),
        "phrase": (["new tide wall"], ""),
        "tag": ([], tag),
    }
    rows = []
    with closing(sqlite3.connect(project.path)) as db:
        for name, (words, wanted) in asked.items():

            def first_page(words: Sequence[str] = words, wanted: str = wanted) -> None:
                found = finish(concordance(project, words, tag=wanted, most=_PAGE))
                if len(found.places) != _PAGE:
                    raise RuntimeError(f"{len(found.places)} places were found")

            line = f'"{words[0]}"' if words else ""
            ours = _timed(first_page)
            bare = _timed(lambda line=line: _first_texts(db, line, tag))  # type: ignore[misc]
            goal = {"median": 300.0}
            rows.append(Row(f"{PREFIX}concordance_{name}", "ms", ours, bare, goal, tails=False))
    return rows


def _first_texts(db: sqlite3.Connection, line: str, tag: str) -> None:
    """The texts of a first page, as SQLite alone finds them: by words, or by a tag."""
    if line:
        which = "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT ?"
        sql = f"SELECT text FROM articles JOIN texts ON article_id = id WHERE position IN ({which})"
        db.execute(sql, (line, _PAGE)).fetchall()
    else:
        sql = "SELECT pieces, text FROM labels NATURAL JOIN texts WHERE tag = ? LIMIT ?"
        db.execute(sql, (tag, _PAGE)).fetchall()


# ---------------------------------------------------------------------------- the table


def _rows_of_scrolling(app: QApplication, home: Path, path: Path, count: int) -> list[Row]:
    screen = Screen(app, Project.open(path), home)
    screen.window.session.go_to_workspace("corpus")
    page = screen.window.frame.page(CorpusPage)
    table = _table_in(screen, page.findChildren(QAbstractItemView), count)
    bare = _bare_table(table, count)
    frames, plain = scrolled(table), scrolled(bare)
    bare.close()
    screen.close()
    goal = {"p99": 16.0}
    return [
        Row(f"{PREFIX}scroll_a_page", "ms", frames, plain, goal),
    ]


def _table_in(screen: Screen, views: Sequence[QAbstractItemView], count: int) -> QAbstractItemView:
    """The view that shows all the articles, once it does."""
    deadline = time.perf_counter() + 30
    while time.perf_counter() < deadline:
        screen.settle(50)
        for view in views:
            model: QAbstractItemModel | None = view.model()
            if view.isVisible() and model is not None and model.rowCount() >= count:
                return view
    raise TimeoutError("the Corpus table did not show all articles")


class _Plain(QAbstractTableModel):
    """So many rows of six short texts, made up as they are asked for."""

    def __init__(self, count: int, parent: QObject) -> None:
        super().__init__(parent)
        self._count = count

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"article {index.row()}, {index.column()}"
        return None


def _bare_table(like: QAbstractItemView, count: int) -> QTableView:
    table = QTableView()
    table.setModel(_Plain(count, table))
    table.resize(like.size())
    table.show()
    QTest.qWait(100)
    return table


def scrolled(view: QAbstractItemView) -> list[float]:
    """Milliseconds of each frame: a page further, or far away as when it is dragged, and painted.

    Every third frame is one of those.
    """
    bar = view.verticalScrollBar()
    frames: list[float] = []
    for number in range(_FRAMES + 1):
        next_page = bar.value() + bar.pageStep()
        target = bar.maximum() * (number * 37 % 100) // 100 if number % 3 == 0 else next_page
        begun = time.perf_counter()
        bar.setValue(min(target, bar.maximum()))
        view.viewport().repaint()
        frames.append(milliseconds_since(begun))
    return frames[1:]


# ---------------------------------------------------------------------------- labelling


def _rows_of_labels(app: QApplication, home: Path, path: Path, few: Path) -> list[Row]:
    small, many = (_opened(each) for each in (few, path))
    label, opening = rows_beside(app, home, small, many)
    goal = {"ratio": 1.2}
    return [
        Row(f"{PREFIX}label", "ms", *label, goal),
        Row(f"{PREFIX}open_article", "ms", *opening, goal, tails=False),
    ]


def _opened(path: Path) -> Labelled:
    project = Project.open(path)
    return project, [project.article(each) for each in project.article_ids()[-len(_OWN) :]]

"""A corpus into a project and out again, beside SQLite and msgspec doing the same and no more.

The references are literal: for an import the same file is parsed and the very rows that the program
made of it are inserted; for an export the same rows are read and the very objects that the program
wrote are encoded. What lies between (places found, quotes compared, labels counted, the file read
back) is what the ratio tells.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.work import finish
from annotator.formats.exchange import Format
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.exporting import export
from annotator.project.importing import ImportOptions, import_files
from annotator.store.file import made
from bench.corpora import SHAPES, made_articles, parsed_untyped, write_corpus
from bench.figures import Row
from bench.material import new_project

_ARTICLES, _WORDS, _LABELS = 10_000, 400, 7
_TIMES = 3
_AT_ONCE = 500
_IMPORT = {"ratio": 2.5}
_EXPORT = {"ratio": 2.0}
_MEMORY = {"median": 300.0}
_LARGE, _SMALL = 1000, 50
"""Megabytes (of a million bytes) of the file that shows memory, and of the one beside it."""
_PATIENCE = 180.0
"""Seconds that the large import may take."""

Rows = list[tuple[str, list[tuple[object, ...]]]]


def rows_of_exchange(folder: Path, count: int = _ARTICLES) -> list[Row]:
    """Import and export of 10,000 articles with 70,000 labels, in each format that is there."""
    forms = list(_forms())
    found: list[Row] = []
    for form in forms:
        source = folder / f"corpus-{form.id}{form.extensions[0]}"
        write_corpus(source, form.id, made_articles(count, _WORDS, _LABELS))
        found.append(_row_of_import(folder, form, source))
    project = _imported(
        folder / "exported.annot", format_named("jsonl"), folder / "corpus-jsonl.jsonl"
    )
    for form in forms:
        found += _rows_of_export(folder, form, project)
    project.close()
    return found


def _forms() -> Iterator[Format]:
    for name in SHAPES:
        try:
            yield format_named(name)
        except AnnotatorError:
            print(f"Not measured: there is no format “{name}” here.", flush=True)


# ---------------------------------------------------------------------------- in


def _row_of_import(folder: Path, form: Format, source: Path) -> Row:
    ours: list[float] = []
    plain: list[float] = []
    rows: Rows = []
    for turn in range(_TIMES):
        path = folder / f"{form.id}-{turn}.annot"
        project, _ = new_project(path, [])
        begun = time.perf_counter()
        report = finish(import_files(project, [Source(source)], ImportOptions(form=form)))
        ours.append(time.perf_counter() - begun)
        project.close()
        if report.skipped or not report.labels:
            raise RuntimeError(f"{form.id}: {report.labels} labels, {report.skipped[:1]}")
        rows = rows or _rows_in(path)
        plain.append(_plain_import(folder / f"{form.id}-{turn}.sqlite", form.id, source, rows))
        path.unlink()
    return Row(f"import_{_name(form)}", "s", ours, plain, _IMPORT, tails=False)


def _name(form: Format) -> str:
    return form.id.replace("-", "_")


_TABLES = (
    *("codebooks", "project", "annotators", "articles", "texts", "labels", "answers"),
    *("assignments", "journal"),
)
_WORDS_OF_ARTICLES = "SELECT position, title, text FROM articles JOIN texts ON article_id = id"


def _rows_in(path: Path) -> Rows:
    """All rows of a project, each table with the SQL that inserts them."""
    with closing(sqlite3.connect(path)) as db:
        found = [_table(db, name) for name in _TABLES]
        sql = "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)"
        return [*found, (sql, db.execute(_WORDS_OF_ARTICLES).fetchall())]


def _table(db: sqlite3.Connection, name: str) -> tuple[str, list[tuple[object, ...]]]:
    cursor = db.execute(f"SELECT * FROM {name}")
    columns = [column[0] for column in cursor.description]
    holes = ", ".join("?" for _ in columns)
    names = ", ".join(columns)
    return f"INSERT INTO {name} ({names}) VALUES ({holes})", cursor.fetchall()


def _plain_import(path: Path, form: str, source: Path, rows: Rows) -> float:
    """Seconds to parse the file and to insert the rows, all in one transaction."""
    with closing(made(path)) as db:  # the same tables, indexes, triggers and words to search
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        begun = time.perf_counter()
        parsed_untyped(source, form)
        db.execute("BEGIN IMMEDIATE")
        for sql, values in rows:
            for start in range(0, len(values), _AT_ONCE):
                db.executemany(sql, values[start : start + _AT_ONCE])
        db.execute("COMMIT")
        taken = time.perf_counter() - begun
    path.unlink()
    return taken


def _imported(path: Path, form: Format, source: Path) -> Project:
    project, _ = new_project(path, [])
    finish(import_files(project, [Source(source)], ImportOptions(form=form)))
    return project


# ---------------------------------------------------------------------------- out


def _rows_of_export(folder: Path, form: Format, project: Project) -> list[Row]:
    writing_only = replace(form, read=None, check=None)
    whole: list[float] = []
    writing: list[float] = []
    plain: list[float] = []
    for turn in range(_TIMES):
        target = folder / f"out-{form.id}-{turn}{'' if form.folder else form.extensions[0]}"
        whole.append(_exported(project, form, target))
        copy = target.with_name(f"again-{target.name}")
        writing.append(_exported(project, writing_only, copy))
        file = target / "tasks.json" if form.folder else target
        plain.append(_plain_export(project.path, file, folder / "plain.json"))
    name = f"export_{_name(form)}"
    return [
        Row(name, "s", whole, plain, _EXPORT, tails=False),
        Row(f"{name}_not_read_back", "s", writing, plain, tails=False),
    ]


def _exported(project: Project, form: Format, target: Path) -> float:
    begun = time.perf_counter()
    finish(export(project, form, target))
    return time.perf_counter() - begun


_ARTICLE_ROWS = "SELECT * FROM articles JOIN texts ON article_id = id ORDER BY rank, position"
_LABEL_ROWS = "SELECT * FROM labels ORDER BY article_id, start"


def _plain_export(path: Path, written: Path, target: Path) -> float:
    """Seconds to read the rows of a project and to encode the objects that were written of them."""
    objects = _objects(written)
    encoder = msgspec.json.Encoder()
    begun = time.perf_counter()
    with closing(sqlite3.connect(path)) as db:
        for sql in (_ARTICLE_ROWS, _LABEL_ROWS):
            for _ in db.execute(sql):
                pass
    with target.open("wb") as stream:
        for each in objects:
            stream.write(encoder.encode(each) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return time.perf_counter() - begun


def _objects(written: Path) -> list[object]:
    """What a file that was written holds: an object for each article."""
    if written.suffix == ".json":
        found: list[object] = msgspec.json.decode(written.read_bytes())
        return found
    with written.open("rb") as stream:
        return [msgspec.json.decode(line) for line in stream]


# ---------------------------------------------------------------------------- memory


def rows_of_memory(folder: Path) -> list[Row]:
    """The most memory that an import of a file of 1 GB needs, beside that of a small file."""
    small = _taken(folder, _SMALL)
    if small["megabytes"] <= 0:
        return []
    pace = _SMALL / small["seconds"]
    # The pace is that of a small file; a large one is slower, for its indexes are.
    size = min(_LARGE, int(pace * _PATIENCE / 1.3) // 100 * 100 or 100)
    large = _taken(folder, size)
    print(f"{size} MB were imported in {large['seconds']:.0f} s: {large['labels']:,.0f} labels.")
    name = f"import_memory_{size}_MB"
    return [Row(name, "MB", [large["megabytes"]], [small["megabytes"]], _MEMORY, tails=False)]


def _taken(folder: Path, megabytes: int) -> dict[str, float]:
    """What a fresh process says of importing a file of that size."""
    source, target = folder / "large.jsonl", folder / "large.annot"
    articles = made_articles(sys.maxsize, _WORDS, _LABELS)
    write_corpus(source, "jsonl", articles, most=megabytes * 1_000_000)
    ended = subprocess.run(
        [sys.executable, "-m", "bench.taking", str(source), str(target)],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    source.unlink()
    for file in folder.glob(f"{target.name}*"):
        file.unlink()
    said: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return said

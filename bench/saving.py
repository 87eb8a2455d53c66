"""What is saved and read without the window: commits, undo, reopening, export."""

import json
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from annotator.clock import new_id, now
from annotator.core.edits import Edit
from annotator.core.labels import new_label
from annotator.core.model import Article, Label
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import format_named
from annotator.project import Project
from annotator.project.exporting import export
from bench.bare import BareTable, milliseconds_since
from bench.figures import Row
from bench.material import draft, label_words, new_project, places

_COMMITS = 1_000
_TIMES = 20


def rows_of_commits(folder: Path) -> list[Row]:
    """One label through the one door, and its undo, beside the bare row."""
    project, (article, _) = new_project(folder / "commits.annot", [draft(20_000, 1), draft(50, 2)])
    desk = Desk(project, project.annotators()[0])
    label_words(desk, article, 2_000, seed=3)
    bare = BareTable(folder / "commits.sqlite")
    done: list[float] = []
    undone: list[float] = []
    inserted: list[float] = []
    deleted: list[float] = []
    labels = _new_labels(desk, article)
    for label in labels:
        begun = time.perf_counter()
        project.do(f"Tag “{label.quote}”", Edit(None, label), annotator_id=desk.annotator.id)
        done.append(milliseconds_since(begun))
        inserted.append(bare.insert(label))
    for label in reversed(labels):
        begun = time.perf_counter()
        project.undo(desk.annotator.id)
        undone.append(milliseconds_since(begun))
        deleted.append(bare.delete(label))
    project.close()
    bare.close()
    return [
        Row("commit", "ms", done, inserted, {"ratio": 3.0}),
        Row("undo", "ms", undone, deleted),
    ]


def _new_labels(desk: Desk, article: Article) -> list[Label]:
    picked = random.Random(5).choices(places(article), k=_COMMITS)
    tags = desk.project.codebook.tags
    return [
        new_label(
            article,
            tags[number % len(tags)].key,
            (word,),
            label_id=new_id(),
            annotator_id=desk.annotator.id,
            codebook_version=desk.project.codebook_version,
            now=now(),
        )
        for number, word in enumerate(picked)
    ]


def rows_of_files(folder: Path) -> list[Row]:
    """Opening a project file again, and exporting it, both with 2,000 labels on 20,000 words."""
    path, out = folder / "files.annot", folder / "out.jsonl"
    project, (article, _) = new_project(path, [draft(20_000, 1), draft(50, 2)])
    labels = len(label_words(Desk(project, project.annotators()[0]), article, 2_000, seed=3))
    project.close()
    opened: list[float] = []
    checked: list[float] = []
    exported: list[float] = []
    dumped: list[float] = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        project = Project.open(path)
        opened.append(milliseconds_since(begun))
        begun = time.perf_counter()
        finish(export(project, format_named("jsonl"), out))
        exported.append(1000 * milliseconds_since(begun) / labels)
        project.close()
        checked.append(_looked_at(path))
        dumped.append(1000 * _dumped(out, folder / "dumped.jsonl") / labels)
    return [
        Row("reopen", "ms", opened, checked, tails=False),
        Row("export_jsonl_per_label", "µs", exported, dumped, tails=False),
    ]


def _looked_at(path: Path) -> float:
    """Milliseconds that SQLite alone takes to open and check the file."""
    begun = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA quick_check(1)").fetchone()
        return milliseconds_since(begun)


def _dumped(source: Path, target: Path) -> float:
    """Milliseconds that the json module takes to write the same lines."""
    values = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    begun = time.perf_counter()
    lines = [json.dumps(value, ensure_ascii=False) + "\n" for value in values]
    target.write_text("".join(lines), "utf-8")
    return milliseconds_since(begun)

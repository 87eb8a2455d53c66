"""Hand-ins brought together, beside SQLite inserting the same rows and no more."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from random import Random

from annotator.clock import new_id, now
from annotator.core.edits import Edit, Step
from annotator.core.labels import new_label
from annotator.core.model import Annotator, Article, Span
from annotator.core.work import finish
from annotator.project import Project
from annotator.project.team import add_annotator
from annotator.store.file import made
from annotator.sync.delivery import ArticleRef, Delivery, DeliveryKind
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import merge
from bench.figures import Row
from bench.material import draft, new_project, places

_HAND_INS, _LABELS = 50, 2_000
_ARTICLES, _WORDS = 100, 1_000
_TIMES = 3
_GOAL = {"ratio": 5.0}
_AT_ONCE = 500
_TABLES = ("labels", "journal", "touched")


def rows_of_team(folder: Path) -> list[Row]:
    """50 hand-ins of 2,000 labels each, read from their files and merged into a project."""
    path = folder / "lead.annot"
    project, _ = new_project(path, [draft(_WORDS, seed) for seed in range(_ARTICLES)])
    articles = [project.article(each) for each in project.article_ids()]
    people = [add_annotator(project, f"Annotator {n}") for n in range(_HAND_INS)]
    words = [(each, places(each)[:200]) for each in articles]
    files = [hand_in_file(folder, project, who, words, _LABELS) for who in people]
    project.close()
    ours: list[float] = []
    plain: list[float] = []
    for turn in range(_TIMES):
        copy = folder / f"lead-{turn}.annot"
        copy.write_bytes(path.read_bytes())
        with closing(Project.open(copy)) as merged:
            begun = time.perf_counter()
            deliveries = [finish(read_delivery(file)) for file in files]
            report = finish(merge(merged, deliveries))
            ours.append(time.perf_counter() - begun)
        if report.labels != _HAND_INS * _LABELS or report.disputed:
            raise RuntimeError(f"{report.labels} labels came, {len(report.disputed)} are disputed")
        plain.append(plainly_inserted(folder / "plain.sqlite", path, copy))
    return [Row("merge_50_hand_ins", "s", ours, plain, _GOAL, tails=False)]


def hand_in_file(
    folder: Path,
    project: Project,
    who: Annotator,
    words: list[tuple[Article, list[Span]]],
    labels: int,
) -> Path:
    """A hand-in as an annotator's copy writes it: a step for each label."""
    chance, device = Random(who.name), new_id()
    steps = []
    for number in range(1, labels + 1):
        article, spans = chance.choice(words)
        label = new_label(
            article,
            chance.choice(project.codebook.given).key,
            [chance.choice(spans)],
            label_id=new_id(),
            annotator_id=who.id,
            codebook_version=1,
            now=now(),
        )
        edits = (Edit(None, label),)
        title = f"Tag “{label.quote}” as {label.tag}"
        steps.append(
            Step(new_id(), device, number, who.id, now(), title, edits, clock=number + 100)
        )
    delivery = Delivery(
        kind=DeliveryKind.HAND_IN,
        project_id=project.id,
        project_name=project.settings.name,
        who=who.id,
        made=now(),
        annotators=(who,),
        codebooks=project.store.codebooks(),
        refs=tuple(ArticleRef(each.id, each.sha256, each.title) for each, _ in words),
        steps=tuple(steps),
    )
    file = folder / f"{who.id}.handin"
    finish(write_delivery(delivery, file))
    return file


def plainly_inserted(path: Path, before: Path, after: Path) -> float:
    """Seconds to insert the rows that the merge made, with the same indexes and triggers."""
    new = {}
    with closing(sqlite3.connect(before)) as old, closing(sqlite3.connect(after)) as db:
        for name in _TABLES:
            known = set(old.execute(f"SELECT * FROM {name}"))
            new[name] = [row for row in db.execute(f"SELECT * FROM {name}") if row not in known]
    with closing(made(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        begun = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        for name, rows in new.items():
            sql = f"INSERT INTO {name} VALUES ({', '.join('?' for _ in rows[0])})"
            for start in range(0, len(rows), _AT_ONCE):
                db.executemany(sql, rows[start : start + _AT_ONCE])
        db.execute("COMMIT")
        taken = time.perf_counter() - begun
    path.unlink()
    return taken

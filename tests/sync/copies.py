"""Copies of one project, and all that can be asked of them to see whether they are the same."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from annotator.core.model import Label, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.delivery import Delivery
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import MergeReport, merge
from annotator.sync.packing import hand_in, project_from, work_pack

TABLES = {
    "labels": "SELECT * FROM labels ORDER BY id",
    "answers": "SELECT * FROM answers ORDER BY id",
    "second_answers": "SELECT * FROM second_answers ORDER BY id",
    "attempts": "SELECT * FROM attempts ORDER BY id",
    "decisions": "SELECT * FROM decisions ORDER BY id",
    "articles": "SELECT id, title, outlet, archived, rank FROM articles ORDER BY id",
    "assignments": "SELECT * FROM assignments ORDER BY annotator_id, article_id",
    "visits": "SELECT * FROM visits ORDER BY id",
    "journal": (
        "SELECT id, device, number, annotator_id, time, title, kind, target, clock, edits "
        "FROM journal ORDER BY clock, device, number"
    ),
    "disputed": "SELECT * FROM disputed ORDER BY record",
}


def desk_of(project: Project, name: str) -> Desk:
    return Desk(project, project.annotator_named(name))


def tag(desk: Desk, words: str, tag_key: str = "loaded", **fields: Any) -> Label:
    """A new label on these words, where they stand first in any article."""
    for article_id in desk.project.store.every_article_id():
        article = desk.project.article(article_id)
        at = article.text.find(words)
        if at >= 0:
            [label] = desk.tag(article, tag_key, [[Span(at, at + len(words))]], fields=fields)
            return label
    raise LookupError(words)


def sent(delivery: Delivery, folder: Path) -> Delivery:
    """The delivery after its way through a file."""
    path = folder / f"{delivery.made}-{delivery.kind}"
    finish(write_delivery(delivery, path))
    return finish(read_delivery(path))


def copy_for(lead: Project, name: str, folder: Path) -> Desk:
    """The desk of an annotator in a copy of the project, made of a work pack that was sent."""
    pack = sent(work_pack(lead, lead.annotator_named(name)), folder)
    return desk_of(finish(project_from(pack, folder / f"{name}.annot")), name)


def handed_in(desk: Desk, folder: Path) -> Delivery:
    return sent(hand_in(desk.project, desk.annotator), folder)


def merged(project: Project, *deliveries: Delivery) -> MergeReport:
    return finish(merge(project, deliveries))


def tables(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """All that must be the same in copies that have the same steps."""
    with closing(sqlite3.connect(project.path)) as db:
        found = {name: db.execute(sql).fetchall() for name, sql in TABLES.items()}
        columns = [row[1] for row in db.execute("PRAGMA table_info(labels)")]
    number = columns.index("number")
    found["labels"] = [row[:number] + row[number + 1 :] for row in found["labels"]]
    return found

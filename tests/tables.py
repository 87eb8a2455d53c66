"""All that a project holds beside texts, as plain values to compare and reckon with."""

from collections.abc import Mapping, Sequence
from typing import Any

from annotator.core.edits import Edit
from annotator.core.model import Assignment, Codebook, Metadata, Record, Settings
from annotator.project import Project

Tables = Mapping[tuple[Any, ...], Record]
"""All that undo leads back to, by what tells a record from others."""


def key(record: Record) -> tuple[Any, ...]:
    """What tells a record from others of its kind."""
    match record:
        case Assignment():
            return Assignment, record.article_id, record.annotator_id
        case Metadata():
            return Metadata, record.article_id
        case Codebook() | Settings():
            return (type(record),)
    return type(record), record.id


def after(tables: Tables, edits: Sequence[Edit]) -> Tables:
    """The tables once the edits are made; each must find what it expects."""
    changed = dict(tables)
    for edit in edits:
        assert changed.pop(key(edit.record), None) == edit.before
        if edit.after is not None:
            changed[key(edit.after)] = edit.after
    return changed


def tables_of(project: Project) -> Tables:
    """What the project's file holds."""
    ids, people = project.article_ids(), project.annotators()
    records: list[Record | None] = [project.codebook, project.settings, *people]
    for article_id in ids:
        records.append(project.article(article_id).metadata)
        records.extend(project.labels(article_id))
        records.extend(project.answers(article_id))
        records.extend(project.second_answers(article_id))
        records.extend(project.stored_assignment(article_id, who.id) for who in people)
    return {key(record): record for record in records if record is not None}

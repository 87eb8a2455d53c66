"""What a record is after the steps of several copies of a project, and where they part.

The steps that touch a record are gone through in `Step.order`, which every copy agrees on; so the
same steps give the same record and the same disagreement, whatever order they arrived in and
however often. Where two copies changed the same version of a record, each in its own way, the later
change stands until a person decides; both stay in the journal.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from annotator.core.edits import Edit, Step, StepKind, identity
from annotator.core.model import (
    Answer,
    Assignment,
    Label,
    Metadata,
    Record,
    SecondAnswer,
    Settings,
    Shelf,
)

_BY_FIELD = (Assignment, Metadata, Shelf, Settings)
"""Records whose fields different people change: a change of one field leaves the others be."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a copy of the project made of a record (None: removed), and the step that did it."""

    record: Record | None
    step: Step | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record as it is now, None if it is not there.

    `versions` are what the copies made of it where they disagree, the one that stands last; empty
    where they do not.
    """

    record: Record | None
    versions: tuple[Version, ...] = ()


def can_part(record: Record) -> bool:
    """Whether copies can come to disagree on a record of this kind."""
    return not isinstance(record, _BY_FIELD)


def replayed(wanted: str, steps: Iterable[Step]) -> Outcome:
    """What the record of this identity is after the steps, given in any order, each once.

    Before the first of them it was what that step found.
    """
    ordered = sorted(steps, key=lambda step: step.order)
    changes = [
        (step, edit) for step in ordered for edit in step.edits if identity(edit.record) == wanted
    ]
    if not changes:
        return Outcome(None)
    if not can_part(changes[0][1].record):
        return Outcome(_field_by_field([edit for _, edit in changes]))
    heads = [Version(changes[0][1].before, None)]
    for step in ordered:
        for edit in step.edits:
            if identity(edit.record) == wanted:
                heads = _after(heads, step, edit)
        if step.kind is StepKind.DECIDE and step.target == wanted:
            heads = heads[-1:]
    standing = _said(heads[-1].record) if len(heads) > 1 else None
    disagree = any(_said(version.record) != standing for version in heads[:-1])
    return Outcome(heads[-1].record, tuple(heads) if disagree else ())


def _after(heads: list[Version], step: Step, edit: Edit) -> list[Version]:
    """The versions that stand side by side after one more edit: the one it changed is gone."""
    rest = [it for it in heads if it.record not in (edit.before, edit.after)]
    return [*rest, Version(edit.after, step)]


def _said(record: Record | None) -> object:
    """The record without what does not matter to whoever made it: when, and under which id."""
    match record:
        case Label():
            return replace(record, updated="")
        case Answer() | SecondAnswer():
            return record.question, type(record.value), record.value
        case _:
            return record


def _field_by_field(edits: list[Edit]) -> Record | None:
    current = edits[0].before
    for edit in edits:
        blank = _blank(edit.record)
        before, after = edit.before or blank, edit.after or blank
        changed: dict[str, Any] = {
            each.name: getattr(after, each.name)
            for each in fields(after)
            if getattr(after, each.name) != getattr(before, each.name)
        }
        current = replace(current or blank, **changed)
        if edit.after is None and current == blank:
            current = None
    return current


def _blank(record: Record) -> Record:
    """What stands for such a record where none was written yet."""
    if isinstance(record, Assignment):
        return Assignment(record.article_id, record.annotator_id)
    return record

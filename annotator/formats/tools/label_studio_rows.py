"""What a task of Label Studio is made of, and what its parts mean to us (see `label_studio`)."""

from collections.abc import Mapping
from typing import Any

import msgspec

from annotator.core.model import Value
from annotator.formats.tools.label_studio_out import EMAIL


class ResultValue(msgspec.Struct):
    """What a result says: where, and what; the keys that a text can have."""

    start: Any = None
    end: Any = None
    text: Any = None
    labels: Any = None
    hypertextlabels: Any = None
    htmllabels: Any = None
    choices: Any = None
    rating: Any = None
    number: Any = None
    global_offsets: Any = msgspec.field(default=None, name="globalOffsets")


class Result(msgspec.Struct):
    """One value of a region, of the whole text, or a relation of two regions."""

    type: str = ""
    id: Any = None
    from_name: Any = None
    value: ResultValue = msgspec.field(default_factory=ResultValue)
    meta: Any = None
    from_id: Any = None
    to_id: Any = None
    direction: Any = None
    labels: Any = None


class Annotation(msgspec.Struct):
    """What a person, or a model, said of a task."""

    result: list[Result] | None = None
    completed_by: Any = None
    created_username: Any = None
    model_version: Any = None
    was_cancelled: Any = None
    ground_truth: Any = None
    lead_time: Any = None
    created_at: Any = None
    updated_at: Any = None


class Task(msgspec.Struct):
    """A text with what was said of it."""

    data: dict[str, Any] | None = None
    annotations: list[Annotation] | None = None
    completions: list[Annotation] | None = None
    predictions: list[Annotation] | None = None
    drafts: Any = None


def owner_of(annotation: Annotation) -> str:
    """Whose an annotation is; empty if it does not say."""
    by, shown = annotation.completed_by, annotation.created_username
    match by:
        case {"email": str(email)} if email:
            return email
        case {"first_name": str(first), "last_name": str(last)} if (first + last).strip():
            return f"{first} {last}".strip()
        case {"id": int(number)} | int(number):
            # There it reads “Oda Renk oda@example.org, 3”.
            found = EMAIL.search(shown.rpartition(",")[0]) if isinstance(shown, str) else None
            return found.group() if found else f"user {number}"
    return shown if isinstance(shown, str) else ""


def tags_of(value: ResultValue) -> list[str] | None:
    """The tags that a result gives to its place; None if it is about something else."""
    for tags in (value.labels, value.hypertextlabels, value.htmllabels):
        if isinstance(tags, list):
            return list(dict.fromkeys(strings(tags))) or None
    return None


def held(result: Result) -> Value | None:
    """The value that a result holds beside tags; None if it is of another kind."""
    value = result.value
    if value.choices is not None:
        chosen = ", ".join(strings(value.choices))
        return {"true": True, "false": False}.get(chosen, chosen or None)
    for number in (value.rating, value.number):
        if is_number(number):
            whole = isinstance(number, int) or number.is_integer()
            return int(number) if whole else str(number)
    if result.type == "textarea" and value.text is not None:
        return "\n".join(strings(value.text)) or None
    return None


def note_of(meta: Any) -> str:
    """The note on a region."""
    return "\n".join(strings(meta.get("text"))) if isinstance(meta, dict) else ""


def strings(value: Any) -> list[str]:
    """The texts of a list, or a lone one."""
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def is_number(value: Any) -> bool:
    """Whether it is a number, and neither yes nor no."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def time_of(value: Any) -> str:
    """A time with milliseconds, as ours are, of one with microseconds."""
    if not isinstance(value, str) or not value.endswith("Z"):
        return ""
    seconds, _, fraction = value[:-1].partition(".")
    known = len(seconds) == len("2026-03-14T09:26:53") and fraction.isalnum() | (not fraction)
    return f"{seconds}.{fraction[:3]:0<3}Z" if known else ""


def flat_task(row: Mapping[str, Any]) -> Task:
    """A line of JSON_MIN, which has data and the results of each control side by side."""
    data: dict[str, Any] = {}
    results: list[Result] = []
    for key, held in row.items():
        if isinstance(held, list) and held and all(_has_place(each) for each in held):
            results += [
                Result(type="labels", from_name=key, value=msgspec.convert(each, ResultValue))
                for each in held
            ]
        elif key not in ("id", "annotator", "annotation_id", "created_at", "updated_at"):
            data[key] = held
    annotation = Annotation(
        result=results,
        completed_by=row.get("annotator"),
        lead_time=data.pop("lead_time", None),
        created_at=row.get("created_at"),
        updated_at=row.get("updated_at"),
    )
    return Task(data=data, annotations=[annotation] if "annotation_id" in row else [])


def _has_place(value: object) -> bool:
    return isinstance(value, dict) and "start" in value and "end" in value

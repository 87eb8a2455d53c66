"""Drafts from rows: what a format gathered about an article, as a line of JSON Lines has it.

A format that keeps the parts of an article in places of its own (a text here, labels there) puts
them together as one row of `formats.jsonl`, which is then checked and turned into a Draft there,
and only there. The offsets of a row count code points of its text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.model import Value
from annotator.core.spans import merged
from annotator.formats import jsonl
from annotator.formats.exchange import Draft, ReadOptions, Skipped
from annotator.formats.source import Source

_LINE = "line 1"
_INTEGERS = range(-(2**63), 2**63)


def drafts_of_row(
    row: Mapping[str, object],
    labels: Iterable[Mapping[str, object]],
    where: str,
    options: ReadOptions,
) -> Iterator[Draft | Skipped]:
    """The article of a row of JSON Lines, told as at `where`.

    Its labels need no start and end beside their pieces, which may come in any order and touch.
    """
    try:
        line = msgspec.json.encode({**row, "labels": [_placed(label) for label in labels]})
    except (msgspec.MsgspecError, ValueError, OverflowError, TypeError, RecursionError) as error:
        yield Skipped(where, f"it is no article ({error})")
        return
    known = ReadOptions(annotator=options.annotator)
    try:
        found = list(jsonl.read(Source(Path(where), line), known))
    except AnnotatorError as error:
        found = [Skipped(where, str(error))]
    for item in found:
        there = where + item.where.removeprefix(where).removeprefix(_LINE)
        if isinstance(item, Skipped):
            yield replace(item, where=there)
            continue
        whole = tuple(replace(label, pieces=merged(label.pieces)) for label in item.labels)
        yield replace(item, where=there, labels=whole)


def _placed(label: Mapping[str, object]) -> dict[str, object]:
    return {"start": 0, "end": 0, **label}


def plain_value(value: object) -> Value | None:
    """The value as a field can hold it, as text where it is no whole number; None for nothing."""
    match value:
        case bool() | str():
            return value
        case int() if value in _INTEGERS:
            return value
        case int() | float():
            return str(value)
        case list() | tuple() if value and all(isinstance(part, str) for part in value):
            return "; ".join(value)
    return None


def plain_fields(found: object) -> dict[str, Value]:
    """The fields among what a file has in their place."""
    pairs = found.items() if isinstance(found, dict) else ()
    values = {str(key): plain_value(value) for key, value in pairs}
    return {key: value for key, value in values.items() if value is not None}


def plain_text(value: object) -> str:
    """The value if it is a text, else none."""
    return value if isinstance(value, str) else ""

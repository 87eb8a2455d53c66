"""Edits as JSON: in the journal of a project, and in the files that pass between its copies."""

from collections.abc import Iterator
from typing import Any, Union

import msgspec

from annotator.core.edits import Edit
from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    Attempt,
    Codebook,
    Decision,
    Label,
    Metadata,
    Record,
    SecondAnswer,
    Settings,
    Shelf,
)

_encoder = msgspec.json.Encoder(order="sorted")

_NEVER_BECAME = b'"became":[],'
"""What a tag says that became nothing.

It is left out, so that a codebook has the text, and by that the version, that it had before tags
could become others. Within a text of JSON the quotation marks would be escaped.
"""


def as_json(value: object) -> str:
    """The value as JSON text with its keys sorted, so that equal values give equal text."""
    return _encoded(value).decode()


def _encoded(value: object) -> bytes:
    return _encoder.encode(value).replace(_NEVER_BECAME, b"")


_KINDS: dict[str, type[Record]] = {
    "label": Label,
    "answer": Answer,
    "second-answer": SecondAnswer,
    "attempt": Attempt,
    "decision": Decision,
    "assignment": Assignment,
    "metadata": Metadata,
    "shelf": Shelf,
    "annotator": Annotator,
    "codebook": Codebook,
    "settings": Settings,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_stored = tuple(
    msgspec.defstruct(
        name, [("before", kind | None), ("after", kind | None)], tag=name, tag_field="kind"
    )
    for name, kind in _KINDS.items()
)
_edits: msgspec.json.Decoder[list[Any]] = msgspec.json.Decoder(list[Union[_stored]])  # type: ignore[valid-type]  # noqa: UP007 - of a tuple

EDITS_AT_ONCE = 250
"""So many edits are written and read at once: between them another thread gets its turn."""


def edits_as_json(edits: tuple[Edit, ...]) -> bytes:
    """The edits of a step as the journal keeps them: a JSON list, in lines of many edits."""
    parts = []
    for start in range(0, len(edits), EDITS_AT_ONCE):
        part = [
            {"kind": _NAMES[type(edit.record)], "before": edit.before, "after": edit.after}
            for edit in edits[start : start + EDITS_AT_ONCE]
        ]
        opening = b",\n" if start else b"["
        parts.append(opening + _encoded(part)[1:-1])
    return b"".join([*(parts or [b"["]), b"]"])


def edits_from(content: bytes) -> tuple[Edit, ...]:
    """The edits in JSON text; raises msgspec.MsgspecError or ValueError where it holds none."""
    found: list[Edit] = []
    for part in _parts(content):
        found.extend(Edit(stored.before, stored.after) for stored in _edits.decode(part))
    return tuple(found)


def _parts(content: bytes) -> Iterator[bytes]:
    """The lines of `edits_as_json`, each as a list; a list on one line is one.

    JSON has no line feed within a text, so the list is parted just where it was put together.
    """
    start, opening = 0, b""
    while (end := content.find(b",\n{", start)) >= 0:
        yield opening + content[start:end] + b"]"
        start, opening = end + 2, b"["
    yield opening + content[start:]

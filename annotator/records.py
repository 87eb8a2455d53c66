"""Edits as JSON: in the journal of a project, and in the files that pass between its copies."""

from typing import Literal

import msgspec

from annotator.core.edits import Edit
from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    Codebook,
    Decision,
    Label,
    Metadata,
    Record,
    Settings,
    Shelf,
)

_encoder = msgspec.json.Encoder(order="sorted")


def as_json(value: object) -> str:
    """The value as JSON text with its keys sorted, so that equal values give equal text."""
    return _encoder.encode(value).decode()


_KINDS: dict[str, type[Record]] = {
    "label": Label,
    "answer": Answer,
    "decision": Decision,
    "assignment": Assignment,
    "metadata": Metadata,
    "shelf": Shelf,
    "annotator": Annotator,
    "codebook": Codebook,
    "settings": Settings,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


class _StoredEdit(msgspec.Struct):
    kind: Literal[
        "label",
        "answer",
        "decision",
        "assignment",
        "metadata",
        "shelf",
        "annotator",
        "codebook",
        "settings",
    ]
    before: msgspec.Raw
    after: msgspec.Raw


_edits = msgspec.json.Decoder(list[_StoredEdit])


def edits_as_json(edits: tuple[Edit, ...]) -> str:
    """The edits of a step as the journal keeps them."""
    return as_json(
        [
            {"kind": _NAMES[type(edit.record)], "before": edit.before, "after": edit.after}
            for edit in edits
        ]
    )


def edits_from(content: str | msgspec.Raw) -> tuple[Edit, ...]:
    """The edits in JSON text; raises msgspec.MsgspecError or ValueError where it holds none."""

    def record(kind: type[Record], raw: msgspec.Raw) -> Record | None:
        return msgspec.json.decode(raw, type=kind | None)

    return tuple(
        Edit(record(_KINDS[edit.kind], edit.before), record(_KINDS[edit.kind], edit.after))
        for edit in _edits.decode(content)
    )

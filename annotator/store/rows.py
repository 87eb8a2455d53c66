"""How each kind of record lies in its table: a row out of a record and back.

Plain data for `store`; nothing here talks to a database.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from annotator.core.edits import Edit, StepKind
from annotator.core.errors import Damaged
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Assignment,
    Codebook,
    Decision,
    Label,
    Metadata,
    Origin,
    Record,
    Release,
    Settings,
    Shelf,
    Span,
    State,
    Value,
    Verdict,
)
from annotator.records import as_json, edits_from

R = TypeVar("R", bound=Record)
S = TypeVar("S")
T = TypeVar("T")
Row = tuple[Any, ...]

_pieces = msgspec.json.Decoder(Annotated[tuple[Span, ...], msgspec.Meta(min_length=1)])
_fields = msgspec.json.Decoder(dict[str, Value])
_value = msgspec.json.Decoder(Value)
_ids = msgspec.json.Decoder(tuple[str, ...])
_extra = msgspec.json.Decoder(dict[str, str])
_codebook = msgspec.json.Decoder(Codebook)


def _read(decode: Callable[[S], T], stored: S, what: str) -> T:
    """What was stored, decoded; raises Damaged where that cannot be."""
    try:
        return decode(stored)
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        raise Damaged(
            f"This project holds {what} that cannot be read ({error}); nothing was changed. "
            "Open the newest copy in the folder of backups beside it."
        ) from error


def digest_of(content: str) -> str:
    """The SHA-256 of a codebook's JSON text, which tells its versions apart."""
    return hashlib.sha256(content.encode()).hexdigest()


def pieces_from(content: str) -> tuple[Span, ...]:
    """The pieces that the JSON text holds."""
    return _read(_pieces.decode, content, "a label")


def value_from(content: str) -> Value:
    """The value that the JSON text holds."""
    value: Value = _value.decode(content)
    return value


def codebook_from(content: str) -> Codebook:
    """The codebook that the JSON text holds."""
    return _read(_codebook.decode, content, "a codebook")


def state_from(content: str) -> State:
    """The state of an article."""
    return _read(State, content, "a state of an article")


def step_kind_from(content: str) -> StepKind:
    """The kind of a step."""
    return _read(StepKind, content, "a step")


@dataclass(frozen=True, slots=True)
class RecordTable(Generic[R]):
    """A table that holds one record a row.

    `values` and `record` turn one into the other; both keep the order of `columns`. `read` is
    `record` with damage said in a sentence.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    values: Callable[[R], Row]
    record: Callable[[Row], R]

    def read(self, row: Row) -> R:
        """The record of a row; raises Damaged where it is none."""
        return _read(self.record, row, f"a row in its table {self.name}")

    def key_of(self, record: R) -> Row:
        """The values of the key columns of a record."""
        row = dict(zip(self.columns, self.values(record), strict=True))
        return tuple(row[column] for column in self.key)

    @property
    def select(self) -> str:
        """SQL that reads all the columns, up to WHERE."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name}"

    @property
    def where_key(self) -> str:
        """The WHERE clause that finds one row."""
        return " WHERE " + " AND ".join(f"{column} = ?" for column in self.key)

    @property
    def insert(self) -> str:
        """SQL that adds a row."""
        holes = ", ".join("?" for _ in self.columns)
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({holes})"

    @property
    def update(self) -> str:
        """SQL that rewrites a row, bar WHERE."""
        return f"UPDATE {self.name} SET " + ", ".join(f"{column} = ?" for column in self.columns)

    @property
    def delete(self) -> str:
        """SQL that removes a row, bar WHERE."""
        return f"DELETE FROM {self.name}"


_ORIGINS = {origin.value: origin for origin in Origin}
"""Looked up for every label that is read; calling the enumeration costs five times as much."""

LABELS: RecordTable[Label] = RecordTable(
    name="labels",
    columns=(
        *("id", "article_id", "annotator_id", "tag", "start", "end", "quote", "prefix", "suffix"),
        *("pieces", "fields", "note", "codebook_version", "created", "updated", "origin"),
    ),
    key=("id",),
    values=lambda x: (
        *(x.id, x.article_id, x.annotator_id, x.tag, x.start, x.end, x.quote, x.prefix, x.suffix),
        *(as_json(x.pieces), as_json(x.fields), x.note),
        *(x.codebook_version, x.created, x.updated, x.origin.value),
    ),
    record=lambda row: Label(
        id=row[0],
        article_id=row[1],
        annotator_id=row[2],
        tag=row[3],
        quote=row[6],
        prefix=row[7],
        suffix=row[8],
        pieces=_pieces.decode(row[9]),
        fields=_fields.decode(row[10]),
        note=row[11],
        codebook_version=row[12],
        created=row[13],
        updated=row[14],
        origin=_ORIGINS[row[15]],
    ),
)

ANSWERS: RecordTable[Answer] = RecordTable(
    name="answers",
    columns=(
        *("id", "article_id", "annotator_id", "question", "value"),
        *("codebook_version", "created", "updated"),
    ),
    key=("id",),
    values=lambda x: (
        *(x.id, x.article_id, x.annotator_id, x.question, as_json(x.value)),
        *(x.codebook_version, x.created, x.updated),
    ),
    record=lambda row: Answer(*(*row[:4], _value.decode(row[4]), *row[5:])),
)

DECISIONS: RecordTable[Decision] = RecordTable(
    name="decisions",
    columns=(
        *("id", "article_id", "annotator_id", "by", "start", "end", "verdict", "sources", "gold"),
        *("question", "reason", "error", "time"),
    ),
    key=("id",),
    values=lambda x: (
        *(x.id, x.article_id, x.annotator_id, x.by, x.start, x.end, x.verdict.value),
        *(as_json(x.sources), as_json(x.gold), x.question, x.reason, x.error, x.time),
    ),
    record=lambda row: Decision(
        id=row[0],
        article_id=row[1],
        annotator_id=row[2],
        by=row[3],
        start=row[4],
        end=row[5],
        verdict=Verdict(row[6]),
        sources=_ids.decode(row[7]),
        gold=_ids.decode(row[8]),
        question=row[9],
        reason=row[10],
        error=row[11],
        time=row[12],
    ),
)

ASSIGNMENTS: RecordTable[Assignment] = RecordTable(
    name="assignments",
    columns=("article_id", "annotator_id", "state", "reason", "note", "place", "batch"),
    key=("annotator_id", "article_id"),
    values=lambda x: (
        *(x.article_id, x.annotator_id, x.state.value, x.reason, x.note, x.place, x.batch),
    ),
    record=lambda row: Assignment(row[0], row[1], State(row[2]), *row[3:]),
)

METADATA: RecordTable[Metadata] = RecordTable(
    name="articles",
    columns=(
        *("id", "title", "outlet", "author", "date", "url", "language", "genre", "event"),
        "extra",
    ),
    key=("id",),
    values=lambda x: (
        *(x.article_id, x.title, x.outlet, x.author, x.date, x.url, x.language, x.genre, x.event),
        as_json(x.extra),
    ),
    record=lambda row: Metadata(*(*row[:9], _extra.decode(row[9]))),
)

SHELVES: RecordTable[Shelf] = RecordTable(
    name="articles",
    columns=("id", "rank", "archived"),
    key=("id",),
    values=lambda x: (x.article_id, x.rank, x.archived),
    record=lambda row: Shelf(row[0], row[1], bool(row[2])),
)

ANNOTATORS: RecordTable[Annotator] = RecordTable(
    name="annotators",
    columns=("id", "name", "kind", "colour"),
    key=("id",),
    values=lambda x: (x.id, x.name, x.kind.value, x.colour),
    record=lambda row: Annotator(row[0], row[1], AnnotatorKind(row[2]), row[3]),
)

SETTINGS: RecordTable[Settings] = RecordTable(
    name="project",
    columns=("name", "source_hidden", "outlet_masked", "release", "deadline"),
    key=(),
    values=lambda x: (*(x.name, x.source_hidden, x.outlet_masked, x.release.value, x.deadline),),
    record=lambda row: Settings(row[0], bool(row[1]), bool(row[2]), Release(row[3]), row[4]),
)

TABLES: dict[type[Record], RecordTable[Any]] = {
    Label: LABELS,
    Answer: ANSWERS,
    Decision: DECISIONS,
    Assignment: ASSIGNMENTS,
    Metadata: METADATA,
    Shelf: SHELVES,
    Annotator: ANNOTATORS,
}
"""The records that have a table of their own; Codebook and Settings are single, see `store`."""


def edits_from_json(content: str) -> tuple[Edit, ...]:
    """The edits that a line of the journal holds; raises Damaged if it is spoilt."""
    return _read(edits_from, content, "a step in its journal")

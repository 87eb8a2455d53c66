"""How each kind of record lies in its table: a row out of a record and back.

Plain data for `store`; nothing here talks to a database.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from annotator.core.edits import Edit, StepKind
from annotator.core.errors import Damaged
from annotator.core.lesson import Lesson
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Assignment,
    Attempt,
    Codebook,
    Decision,
    Label,
    Metadata,
    Origin,
    Record,
    Release,
    SecondAnswer,
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

_AT_ONCE = 500

_pieces = msgspec.json.Decoder(Annotated[tuple[Span, ...], msgspec.Meta(min_length=1)])
_fields = msgspec.json.Decoder(dict[str, Value])
_places = msgspec.json.Decoder(tuple[int | None, ...])
_value = msgspec.json.Decoder(Value)
_extra = msgspec.json.Decoder(dict[str, str])
_ids = msgspec.json.Decoder(tuple[str, ...])
_codebook = msgspec.json.Decoder(Codebook)


def digest_of(content: str) -> str:
    """The SHA-256 of a codebook's JSON text, which tells its versions apart."""
    return hashlib.sha256(content.encode()).hexdigest()


def _read(decode: Callable[[S], T], stored: S, what: str) -> T:
    """What was stored, decoded; raises Damaged where that cannot be."""
    try:
        return decode(stored)
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        raise Damaged(
            f"This project holds {what} that cannot be read ({error}); nothing was changed. "
            "Open the newest copy in the folder of backups beside it."
        ) from error


def pieces_from(content: str) -> tuple[Span, ...]:
    """The pieces that the JSON text holds."""
    return _read(_pieces.decode, content, "a label")


def fields_from(content: str) -> dict[str, Value]:
    """A label's values by their fields' keys, that the JSON text holds."""
    return _read(_fields.decode, content, "a label")


def value_from(content: str) -> Value:
    """The value that the JSON text holds."""
    value: Value = _value.decode(content)
    return value


def places_from(content: str) -> tuple[int | None, ...]:
    """The places of a step's edits that the JSON text holds."""
    return _read(_places.decode, content, "a step")


def answers_from(content: str) -> dict[str, Value]:
    """The values by key that the JSON text holds."""
    return _read(_fields.decode, content, "a questionnaire")


def codebook_from(content: str) -> Codebook:
    """The codebook that the JSON text holds."""
    return _read(_codebook.decode, content, "a codebook")


def state_from(content: str) -> State:
    """The state of an article."""
    return _read(State, content, "a state of an article")


def step_kind_from(content: str) -> StepKind:
    """The kind of a step."""
    return _read(StepKind, content, "a step")


def holes(values: Collection[object]) -> str:
    """A `?` of SQL for each of the values."""
    return ", ".join("?" * len(values))


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in parts that one statement of SQL can name."""
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


@dataclass(frozen=True, slots=True)
class RecordTable(Generic[R]):
    """A table that holds one record a row.

    `values` and `record` turn one into the other; both keep the order of `columns`. `read` is
    `record` with damage said in a sentence. `key_of` gives the values of the columns `key`.

    One statement for many rows costs a fraction of many statements: each that fires a trigger is
    a savepoint of its own.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    key_of: Callable[[R], Row]
    values: Callable[[R], Row]
    record: Callable[[Row], R]

    def read(self, row: Row) -> R:
        """The record of a row; raises Damaged where it is none."""
        return _read(self.record, row, f"a row in its table {self.name}")

    @property
    def select(self) -> str:
        """SQL that reads all the columns, up to WHERE."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name}"

    @property
    def where_key(self) -> str:
        """The WHERE clause that finds one row."""
        return self.where_keys(1)

    @property
    def insert(self) -> str:
        """SQL that adds a row."""
        return self.inserts(1)

    @lru_cache(maxsize=64)  # noqa: B019 - there is one value for each table, for ever
    def where_keys(self, rows: int) -> str:
        """The WHERE clause that finds so many rows; it takes one key after the other."""
        one = "(" + " AND ".join(f"{column} = ?" for column in self.key) + ")"
        return " WHERE " + " OR ".join([one] * rows)

    @lru_cache(maxsize=64)  # noqa: B019
    def inserts(self, rows: int) -> str:
        """SQL that adds so many rows; it takes the values of one after the other."""
        return f"INSERT INTO {self.name} ({', '.join(self.columns)}) {self._values(rows)}"

    @lru_cache(maxsize=64)  # noqa: B019
    def updates(self, rows: int) -> str:
        """SQL that rewrites so many rows, found by their keys; it takes values as `inserts`."""
        places = {column: f"fresh.column{n}" for n, column in enumerate(self.columns, 1)}
        sets = ", ".join(f"{c} = {place}" for c, place in places.items() if c not in self.key)
        same = " AND ".join(f"{self.name}.{column} = {places[column]}" for column in self.key)
        return f"UPDATE {self.name} SET {sets} FROM ({self._values(rows)}) AS fresh WHERE {same}"

    def deletes(self, rows: int) -> str:
        """SQL that removes so many rows, found by their keys."""
        return f"DELETE FROM {self.name}{self.where_keys(rows)}"

    def _values(self, rows: int) -> str:
        return "VALUES " + ", ".join([f"({holes(self.columns)})"] * rows)


_ORIGINS = {origin.value: origin for origin in Origin}
"""Looked up for every label that is read; calling the enumeration costs five times as much."""

LABELS: RecordTable[Label] = RecordTable(
    name="labels",
    columns=(
        *("id", "article_id", "annotator_id", "tag", "start", "end", "quote", "prefix", "suffix"),
        *("pieces", "fields", "note", "codebook_version", "created", "updated", "origin"),
    ),
    key=("id",),
    key_of=lambda x: (x.id,),
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
    key_of=lambda x: (x.id,),
    values=lambda x: (
        *(x.id, x.article_id, x.annotator_id, x.question, as_json(x.value)),
        *(x.codebook_version, x.created, x.updated),
    ),
    record=lambda row: Answer(*(*row[:4], _value.decode(row[4]), *row[5:])),
)

SECOND_ANSWERS: RecordTable[SecondAnswer] = RecordTable(
    name="second_answers",
    columns=ANSWERS.columns,
    key=("id",),
    key_of=lambda x: (x.id,),
    values=lambda x: (
        *(x.id, x.article_id, x.annotator_id, x.question, as_json(x.value)),
        *(x.codebook_version, x.created, x.updated),
    ),
    record=lambda row: SecondAnswer(*(*row[:4], _value.decode(row[4]), *row[5:])),
)

ATTEMPTS: RecordTable[Attempt] = RecordTable(
    name="attempts",
    columns=(
        *("id", "article_id", "annotator_id", "time", "f1"),
        *("hit", "near", "other_tag", "missed", "extra"),
    ),
    key=("id",),
    key_of=lambda x: (x.id,),
    values=lambda x: (
        *(x.id, x.article_id, x.annotator_id, x.time, x.f1),
        *(x.hit, x.near, x.other_tag, x.missed, x.extra),
    ),
    record=lambda row: Attempt(*row),
)

DECISIONS: RecordTable[Decision] = RecordTable(
    name="decisions",
    columns=(
        *("id", "article_id", "annotator_id", "by", "start", "end", "verdict", "sources", "gold"),
        *("question", "reason", "error", "time"),
    ),
    key=("id",),
    key_of=lambda x: (x.id,),
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
    columns=(
        *("article_id", "annotator_id", "state", "reason", "note", "place", "batch"),
        *("labelled", "unasked"),
    ),
    key=("annotator_id", "article_id"),
    key_of=lambda x: (x.annotator_id, x.article_id),
    values=lambda x: (
        *(x.article_id, x.annotator_id, x.state.value, x.reason, x.note, x.place, x.batch),
        *(x.labelled, x.unasked),
    ),
    record=lambda row: Assignment(
        article_id=row[0],
        annotator_id=row[1],
        state=State(row[2]),
        reason=row[3],
        note=row[4],
        place=row[5],
        batch=row[6],
        labelled=bool(row[7]),
        unasked=row[8],
    ),
)

METADATA: RecordTable[Metadata] = RecordTable(
    name="articles",
    columns=(
        *("id", "title", "outlet", "author", "date", "url", "language", "genre", "event"),
        "extra",
    ),
    key=("id",),
    key_of=lambda x: (x.article_id,),
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
    key_of=lambda x: (x.article_id,),
    values=lambda x: (x.article_id, x.rank, x.archived),
    record=lambda row: Shelf(row[0], row[1], bool(row[2])),
)

ANNOTATORS: RecordTable[Annotator] = RecordTable(
    name="annotators",
    columns=("id", "name", "kind", "colour"),
    key=("id",),
    key_of=lambda x: (x.id,),
    values=lambda x: (x.id, x.name, x.kind.value, x.colour),
    record=lambda row: Annotator(row[0], row[1], AnnotatorKind(row[2]), row[3]),
)

SETTINGS: RecordTable[Settings] = RecordTable(
    name="project",
    columns=(
        *("name", "source_hidden", "outlet_masked", "release", "deadline"),
        *("second_rating", "pass_mark", "questionnaire", "lesson"),
    ),
    key=(),
    key_of=lambda _: (),
    values=lambda x: (
        *(x.name, x.source_hidden, x.outlet_masked, x.release.value, x.deadline),
        *(x.second_rating, x.pass_mark, x.questionnaire),
        "" if x.lesson is None else as_json(x.lesson),
    ),
    record=lambda row: Settings(
        name=row[0],
        source_hidden=bool(row[1]),
        outlet_masked=bool(row[2]),
        release=Release(row[3]),
        deadline=row[4],
        second_rating=bool(row[5]),
        pass_mark=row[6],
        questionnaire=bool(row[7]),
        lesson=msgspec.json.decode(row[8], type=Lesson) if row[8] else None,
    ),
)

TABLES: dict[type, RecordTable[Any]] = {
    Label: LABELS,
    Answer: ANSWERS,
    SecondAnswer: SECOND_ANSWERS,
    Attempt: ATTEMPTS,
    Decision: DECISIONS,
    Assignment: ASSIGNMENTS,
    Metadata: METADATA,
    Shelf: SHELVES,
    Annotator: ANNOTATORS,
}
"""The records that have a table of their own; Codebook and Settings are single, see `store`."""


def runs(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """The edits in their order, in runs that one statement can write.

    The edits of a run change records of one kind in one way (all add, all remove, all change), and
    no record twice. A Codebook or Settings is a run of its own.
    """
    run: list[Edit] = []
    seen: set[Row] = set()
    way: tuple[object, ...] = ()
    for edit in edits:
        record = edit.record
        table = TABLES.get(type(record))
        key = table.key_of(record) if table is not None else ()
        now = type(record), edit.before is None, edit.after is None
        if run and (now != way or not key or key in seen):
            yield run
            run, seen = [], set()
        run.append(edit)
        seen.add(key)
        way = now
    if run:
        yield run


def edits_from_json(content: bytes) -> tuple[Edit, ...]:
    """The edits that a line of the journal holds; raises Damaged if it is spoilt."""
    return _read(edits_from, content, "a step in its journal")

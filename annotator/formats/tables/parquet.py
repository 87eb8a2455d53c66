"""Parquet: one label a row, for pandas, R, DuckDB and the like.

The columns are those of our CSV, typed; but `pieces` is a list of `{start, end}`, no word has an
apostrophe before it, and a field is a column of numbers if it is a scale and of true and false if
it is a yes or no. What does not fit its column (the codebook has changed since) or has none stands
in `other_fields`, a map of words. Where a project has gold, the columns that say where it comes
from are there as well: `votes` is a number, `sources` a list of ids. Offsets count code points, as
Python strings do; the texts themselves are not in it. The file is written in row groups of some
thousand labels, compressed with Zstandard (https://parquet.apache.org/docs/file-format/).

Any Parquet file that holds texts is read as a table, whose columns are guessed or said.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Kind, Span, Value
from annotator.formats.csv_labels import (
    COLUMNS,
    FIELD,
    GOLD,
    gold_cells,
    label_cells,
    label_of,
)
from annotator.formats.exchange import (
    Carries,
    Draft,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.source import Source
from annotator.formats.tables.grids import Grid, Row, object_row, objects_grid
from annotator.formats.tables.rows import UNITS, drafts_of

OTHER = "other_fields"

MOST_IN_A_GROUP = 1024 * 1024 * 1024
"""How many bytes, unpacked, a row group of a stranger's file may say that it has."""

_NUMBERS = ("start", "end", "codebook_version")
_BATCH = 2_000
_READ_AT_ONCE = 200
_LARGEST = 2**63


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise AnnotatorError(
            'it needs pyarrow; install it with `pip install "annotator[parquet]"`'
        ) from error
    return pa, parquet


# ---------------------------------------------------------------------------- out


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write the labels, a row group at a time."""
    arrow, parquet = _arrow()
    kinds = {key: _kind(key, options) for key in options.fields}
    schema = _schema(arrow, kinds, gold=options.gold)
    rows: list[dict[str, object]] = []
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for item in items:
            rows.extend(_rows(item, kinds))
            if len(rows) >= _BATCH:
                writer.write_table(arrow.Table.from_pylist(rows, schema))
                rows.clear()
            yield
        writer.write_table(arrow.Table.from_pylist(rows, schema))


def _kind(key: str, options: WriteOptions) -> type:
    asked = options.asked(key)
    if asked is not None and asked.kind is Kind.SCALE:
        return int
    return bool if asked is not None and asked.kind is Kind.YES_NO else str


def _schema(arrow: Any, kinds: Mapping[str, type], *, gold: bool) -> Any:
    words, number = arrow.string(), arrow.int64()
    types = {column: number if column in _NUMBERS else words for column in COLUMNS}
    types["pieces"] = arrow.list_(arrow.struct([("start", number), ("end", number)]))
    typed = {int: number, bool: arrow.bool_(), str: words}
    types |= {f"{FIELD}{key}": typed[kind] for key, kind in kinds.items()}
    types[OTHER] = arrow.map_(words, words)
    if gold:
        types |= dict.fromkeys(GOLD, words)
        types |= {"votes": arrow.float64(), "sources": arrow.list_(words)}
    return arrow.schema(list(types.items()))


def _rows(item: LabelledArticle, kinds: Mapping[str, type]) -> Iterator[dict[str, object]]:
    for label in item.labels:
        row: dict[str, object] = dict(zip(COLUMNS, label_cells(item, label), strict=True))
        row["pieces"] = [{"start": piece.start, "end": piece.end} for piece in label.pieces]
        others: list[tuple[str, str]] = []
        for key, value in label.fields.items():
            if type(value) is kinds.get(key) and not _too_large(value):
                row[f"{FIELD}{key}"] = value
            else:
                others.append((key, str(value).lower() if isinstance(value, bool) else str(value)))
        row[OTHER] = others
        yield {**row, **_gold(item, label.id)}


def _gold(item: LabelledArticle, label_id: str) -> dict[str, object]:
    """Where a gold label comes from, by the names of the columns; of any other, nothing."""
    if label_id not in item.gold:
        return {}
    found: dict[str, object] = dict(zip(GOLD, gold_cells(item, label_id), strict=True))
    decision = item.gold[label_id].decision
    return {**found, "sources": list(decision.sources) if decision else []}


def _too_large(value: Value) -> bool:
    return isinstance(value, int) and not -_LARGEST <= value < _LARGEST


# ---------------------------------------------------------------------------- in


def rows_back(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The labels of a written file, each in a draft with its article's id and no text."""
    for row in _dicts(source):
        pieces = tuple(Span(piece["start"], piece["end"]) for piece in row["pieces"])
        cells: dict[str, Value] = {
            column: value
            for column, value in row.items()
            if isinstance(value, str | int) and column != OTHER
        }
        cells |= {f"{FIELD}{key}": value for key, value in row[OTHER]}
        yield Draft("", id=str(cells["article_id"]), labels=(label_of(cells, pieces),))


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of a table."""
    yield from drafts_of(grid(source), options)


def grid(source: Source) -> Grid:
    """The table in a Parquet file."""

    def rows() -> Iterator[tuple[str, Row] | Skipped]:
        for number, row in enumerate(_dicts(source), start=1):
            yield object_row(row, f"row {number}")

    found = objects_grid(rows())
    if not found.columns.header:
        raise AnnotatorError("it has no rows")
    return found


def _dicts(source: Source) -> Iterator[dict[str, Any]]:
    """The rows of a file; raises AnnotatorError, as a clause, if it is damaged."""
    arrow, parquet = _arrow()
    given = arrow.BufferReader(source.content) if source.content is not None else source.path
    # ArrowException is the root of all that the library raises of its own; the others come from
    # values that Python has no equal of (the year 20,000, bytes that are no words).
    faults = (arrow.ArrowException, OSError, ValueError, OverflowError, TypeError, LookupError)
    try:
        with parquet.ParquetFile(given, pre_buffer=False) as file:
            known = file.metadata
            for number in range(known.num_row_groups):
                if known.row_group(number).total_byte_size > MOST_IN_A_GROUP:
                    raise AnnotatorError("a row group of it is larger than 1 GB")
            done = 0
            for batch in file.iter_batches(batch_size=_READ_AT_ONCE):
                yield from _plain(arrow, batch).to_pylist()
                done += batch.num_rows
                source.position = source.size * done // max(1, known.num_rows)
    except faults as error:
        raise AnnotatorError(
            f"it is no Parquet file, or damaged ({shortened(str(error), 100)})"
        ) from error


def _plain(arrow: Any, batch: Any) -> Any:
    """The batch with times that Python can hold: to the microsecond."""
    types = arrow.types
    for at, item in enumerate(batch.schema):
        fine = types.is_timestamp(item.type) and item.type.unit == "ns"
        if fine:
            rough = arrow.timestamp("us", item.type.tz)
            column = batch.column(at).cast(rough, safe=False)
            batch = batch.set_column(at, item.with_type(rough), column)
    return batch


FORMAT = Format(
    id="parquet",
    name="Parquet",
    extensions=(".parquet",),
    read=read,
    write=write,
    check=rows_back,
    units=UNITS,
    carries=Carries(text=False, metadata=False, answers=False, unlabelled=False),
    needs="parquet",
    about="For pandas, R and DuckDB: a label a row, without the texts; tables can be read.",
    kind="table",
)

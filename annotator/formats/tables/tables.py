"""Tables of articles: CSV, TSV, JSON and JSON Lines from elsewhere.

What the columns hold is guessed from their names (English, German, French, Spanish) and contents;
what a person says in `ReadOptions.columns` goes before. To ask her, take `columns_of` a file, show
the `guessed` properties, and remember her choice under `shape_of` the columns: the next file of the
same shape needs no asking. Offsets count code points, or UTF-16 units where the quotes show it.

How files are taken apart is told in `grids`, how rows become articles in `rows`; spreadsheets and
Parquet are read in the same way, in `xlsx` and `parquet`.
"""

import re
from collections.abc import Callable, Iterator

from annotator.formats.exchange import Draft, Format, Reader, ReadOptions, Skipped
from annotator.formats.offsets import Unit
from annotator.formats.source import Source
from annotator.formats.tables import parquet, xlsx
from annotator.formats.tables.columns import Columns, guessed, mapped, shape_of
from annotator.formats.tables.grids import Grid, csv_grid, json_grid, jsonl_grid
from annotator.formats.tables.rows import UNITS, drafts_of

__all__ = ["FORMATS", "Columns", "columns_of", "guessed", "mapped", "shape_of"]

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")

_GRIDS: dict[str, Callable[[Source], Grid]] = {
    ".csv": csv_grid,
    ".tsv": csv_grid,
    ".tab": csv_grid,
    ".json": json_grid,
    ".jsonl": jsonl_grid,
    ".ndjson": jsonl_grid,
    ".xlsx": xlsx.grid,
    ".parquet": parquet.grid,
}


def columns_of(source: Source) -> Columns:
    """The columns of a table with its first rows, to ask what they hold.

    Raises AnnotatorError, as a clause, if the file is no table.
    """
    return _GRIDS.get(source.path.suffix.lower(), csv_grid)(source).columns


def _reader(grid: Callable[[Source], Grid]) -> Reader:
    def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
        yield from drafts_of(grid(source), options)

    return read


def _looks_like_json(source: Source) -> bool:
    return _JSON.match(source.head(256)) is not None


def _looks_like_json_lines(source: Source) -> bool:
    return _JSON_LINE.match(source.head(256)) is not None


def _table(
    form_id: str,
    name: str,
    extensions: tuple[str, ...],
    grid: Callable[[Source], Grid],
    sniff: Callable[[Source], bool] | None = None,
) -> Format:
    return Format(
        id=form_id,
        name=name,
        extensions=extensions,
        read=_reader(grid),
        sniff=sniff,
        unit=Unit.CODE_POINTS.value,
        units=UNITS,
        about="An article or a label a row; what the columns hold is guessed or said.",
        kind="table",
    )


CSV = _table("csv-table", "CSV table of articles", (".csv",), csv_grid)
TSV = _table("tsv", "Tab-separated table of articles", (".tsv", ".tab"), csv_grid)
JSON = _table("json-table", "JSON table of articles", (".json",), json_grid, _looks_like_json)
JSONL = _table(
    "jsonl-table",
    "JSON Lines table of articles",
    (".jsonl", ".ndjson"),
    jsonl_grid,
    _looks_like_json_lines,
)

FORMATS = (CSV, TSV, JSON, JSONL)

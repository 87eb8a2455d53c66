"""Tables as rows of cells: CSV, TSV, JSON and JSON Lines; the two with libraries have own modules.

CSV is what spreadsheets and data frames write in its name: RFC 4180 with any of `, ; | TAB` between
the cells, found by trying each on the first rows with quotation marks minded, or told by a first
line `sep=;` as Excel has it. Tab-separated files often have no quoting at all, so that a lone
quotation mark would swallow lines; there marks count only if all that open a cell also close it. A
file of up to 64 MB is decoded as `parts.encoding` finds; a larger one is streamed, and must be
UTF-8.

JSON is an array of objects, or an object of which one member is such an array; JSON Lines is one
object a line. An object within a row is taken apart, one level deep: `meta.outlet`.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain, islice
from math import isfinite, isnan

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.formats.csv_labels import unharmed
from annotator.formats.exchange import Skipped
from annotator.formats.parts.encoding import decoded
from annotator.formats.source import LARGEST_FILE_BYTES, Source
from annotator.formats.tables.columns import Columns

SAMPLES = 50
"""How many rows are looked at to guess what the columns hold."""

LARGEST_CELL = 16 * 1024 * 1024
"""How many characters a cell of CSV may have; more is a quotation mark that is never closed."""

_NOT_UTF8 = "it is larger than 64 MB and not in UTF-8; save it as UTF-8 and try again"
_SAMPLE = 256 * 1024
_DELIMITERS = ",;\t|"
_ONE_COLUMN = "\x1f"
_LONGEST_NAME = 200
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_EXACT = 2**53
_UNFIT = re.compile("[\0\ud800-\udfff]")

Row = Mapping[str, object]
"""The cells of a row by column: words, numbers, yes or no, lists."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that was opened: its columns, and its rows, each with its place ("line 12").

    `closed`: no row has a column that the header has not.
    """

    columns: Columns
    rows: Iterator[tuple[str, Row] | Skipped]
    closed: bool = True


def worded(value: object) -> str:
    """A cell as words: whole numbers without a point, yes and no as JSON has them."""
    if value is None:
        return ""
    if isinstance(value, str):
        # One for one, so that positions stay.
        return _UNFIT.sub("\ufffd", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not isfinite(value):
            return "" if isnan(value) else str(value)  # data frames write NaN for nothing
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else str(value)
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return worded(value.decode())
        return ""  # a picture or such
    if isinstance(value, list | tuple | dict):
        with suppress(TypeError, ValueError, RecursionError, msgspec.MsgspecError):
            return worded(msgspec.json.encode(value).decode())
    return worded(str(value))


def looked_at(
    rows: Iterator[tuple[str, Row] | Skipped],
) -> tuple[list[tuple[str, Row] | Skipped], list[Row]]:
    """The first rows, to be given again before the rest, and those of them that are rows."""
    first = list(islice(rows, SAMPLES))
    return first, [item[1] for item in first if not isinstance(item, Skipped)]


def samples_of(header: Iterable[str], rows: Iterable[Row]) -> tuple[tuple[str, ...], ...]:
    """The rows as words, in the order of the header."""
    names = tuple(header)
    return tuple(tuple(worded(row.get(name)) for name in names) for row in rows)


def named(cells: Iterable[object]) -> tuple[str, ...]:
    """The names of the columns: none without, and no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        name = " ".join(worded(cell).split()) or f"column {number}"
        again = 1
        unique = name
        while unique in taken:
            again += 1
            unique = f"{name} ({again})"
        taken.add(unique)
        names.append(unique)
    return tuple(names)


def headed(first: list[str]) -> bool:
    """Whether a first row is a header: no cell is as long as a text or an address."""
    return not any(len(cell) > _LONGEST_NAME or "://" in cell for cell in first)


def gridded(
    records: Iterator[tuple[str, list[object]] | Skipped], encoding: str = "", delimiter: str = ""
) -> Grid:
    """The grid of records of which the first is the header."""
    before: list[tuple[str, list[object]] | Skipped] = []
    first = None
    for item in records:
        if isinstance(item, Skipped):
            before.append(item)
        elif _filled(item[1]):
            first = item
            break
    if first is None:
        raise AnnotatorError("it has no rows")
    words = [worded(cell) for cell in first[1]]
    while len(words) > 1 and not words[-1].strip():
        words.pop()
    header = named(words if headed(words) else [""] * len(words))
    if not headed(words):
        before.append(first)
    rows = _rows(header, chain(before, records))
    begun, known = looked_at(rows)
    columns = Columns(header, samples_of(header, known), encoding, delimiter)
    return Grid(columns, chain(begun, rows))


def _filled(cells: list[object]) -> bool:
    return any(worded(cell).strip() for cell in cells)


def _rows(
    header: tuple[str, ...], records: Iterator[tuple[str, list[object]] | Skipped]
) -> Iterator[tuple[str, Row] | Skipped]:
    for item in records:
        if isinstance(item, Skipped):
            yield item
            continue
        where, cells = item
        surplus = sum(1 for cell in cells[len(header) :] if worded(cell).strip())
        if surplus:
            yield Skipped(where, f"it has {len(cells)} cells and the header {len(header)}")
        elif _filled(cells):
            yield where, dict(zip(header, cells, strict=False))


# ---------------------------------------------------------------------------- CSV and TSV


def csv_grid(source: Source) -> Grid:
    """The table in a file of separated values."""
    stream, encoding = _opened(source)
    sample = _beginning(stream)
    whole = len(sample) < _SAMPLE
    told = _SEP.match(sample)
    delimiter = told.group(1) if told else delimiter_of(sample, whole=whole)
    if isinstance(stream, io.StringIO):
        sample, whole = stream.getvalue(), True
    bare = delimiter == "\t" and _bare(sample, whole)
    if told:
        stream.readline()
    records = _records(_Lines(stream, source, int(bool(told))), delimiter or _ONE_COLUMN, bare)
    return gridded(records, encoding, delimiter)


def _beginning(stream: io.TextIOBase) -> str:
    """The first rows of a file, and one or the other half row."""
    try:
        sample = stream.read(_SAMPLE)
    except UnicodeDecodeError as error:
        stream.close()
        raise AnnotatorError(_NOT_UTF8) from error
    if not sample.strip():
        stream.close()
        raise AnnotatorError("it has no rows")
    stream.seek(0)
    return sample


def _opened(source: Source) -> tuple[io.TextIOBase, str]:
    if source.content is not None or source.size <= LARGEST_FILE_BYTES:
        text, encoding = decoded(source.data())
        source.position = 0
        return io.StringIO(text, newline=""), encoding
    return source.path.open(encoding="utf-8-sig", newline=""), "utf-8"


def delimiter_of(sample: str, *, whole: bool = True) -> str:
    """What stands between the cells of a table that begins so; "" if it has one column.

    `whole`: the sample is all there is, so its last row is not cut off.
    """
    best, likeliest = (0.0, 0), ""
    for delimiter in _DELIMITERS:
        counts = _cell_counts(sample, delimiter, whole)
        if not whole and len(counts) > 1:
            counts.pop()
        if not counts or counts[0] < 2:
            continue
        alike = Counter(counts)[counts[0]] / len(counts)
        if (round(alike, 1), counts[0]) > best:
            best, likeliest = (round(alike, 1), counts[0]), delimiter
    return likeliest


def _cell_counts(sample: str, delimiter: str, whole: bool) -> list[int]:
    bare = delimiter == "\t" and _bare(sample, whole)
    rows = _split(io.StringIO(sample, newline=""), delimiter, bare)
    counts: list[int] = []
    with suppress(csv.Error):
        counts.extend(len(row) for row in islice(rows, 4 * SAMPLES) if row)
    return counts


def _split(lines: Iterable[str], delimiter: str, bare: bool) -> Iterator[list[str]]:
    csv.field_size_limit(LARGEST_CELL)  # for the whole program, and 131,072 unless it is set
    if bare:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter)


def _bare(text: str, whole: bool) -> bool:
    """Whether quotation marks in a tab-separated file are but signs of its texts."""
    csv.field_size_limit(LARGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    before = 0
    try:
        for _ in rows:
            before = rows.line_num
    except csv.Error:
        cut_off = not whole and rows.line_num - before <= SAMPLES
        return not (cut_off and rows.line_num >= text.count("\n"))
    return False


class _Lines:
    """The lines of a file, counted, with the quotation marks among them."""

    def __init__(self, stream: io.TextIOBase, source: Source, before: int) -> None:
        self._stream = stream
        self._source = source
        self.number = before
        self.marks = 0

    def __iter__(self) -> Iterator[str]:
        try:
            for line in self._stream:
                self.number += 1
                self.marks += line.count('"')
                # Characters for bytes: it is for the bar alone.
                self._source.position = min(self._source.size, self._source.position + len(line))
                yield line
        except UnicodeDecodeError as error:
            raise AnnotatorError(_NOT_UTF8) from error
        finally:
            self._stream.close()


def _records(
    lines: _Lines, delimiter: str, bare: bool
) -> Iterator[tuple[str, list[object]] | Skipped]:
    reader = _split(lines, delimiter, bare)
    doubtful: tuple[str, str, list[object]] | None = None
    cells: list[object]
    while True:
        start, lines.marks = lines.number + 1, 0
        try:
            row = next(reader, None)
        except csv.Error:
            most = LARGEST_CELL // (1024 * 1024)
            why = f"a cell is longer than {most} million characters: is a quotation mark missing?"
            yield Skipped(f"lines {start} to {lines.number}", why)
            continue
        if doubtful is not None:
            where, place, cells = doubtful
            doubtful = None
            if row is None:
                yield Skipped(where, "a quotation mark that is opened there is never closed")
            else:
                yield place, cells
        if row is None:
            return
        if not bare and lines.marks % 2 and lines.number > start:
            # Harmless in the middle; of the last row it means that the rest was swallowed.
            doubtful = (
                f"lines {start} to {lines.number}",
                f"line {start}",
                [unharmed(cell) for cell in row],
            )
        elif row:
            yield f"line {start}", [unharmed(cell) for cell in row]


# ---------------------------------------------------------------------------- JSON


def json_grid(source: Source) -> Grid:
    """The table in a JSON file: an array of objects, alone or as one member of an object."""
    text, encoding = decoded(source.data())
    value = _json(text)
    rows = _array(value)
    if rows is None:
        raise AnnotatorError("it is neither an array of objects nor an object with one such array")
    found = (object_row(item, f"item {number}") for number, item in enumerate(rows, start=1))
    return objects_grid(found, encoding)


def jsonl_grid(source: Source) -> Grid:
    """The table in a file of JSON Lines."""

    def rows() -> Iterator[tuple[str, Row] | Skipped]:
        for number, line in source.lines():
            where = f"line {number}"
            try:
                value = _json(line.decode("utf-8"))
            except (AnnotatorError, UnicodeDecodeError) as error:
                yield Skipped(where, f"it is no JSON ({error})")
            else:
                yield object_row(value, where)

    return objects_grid(rows(), "utf-8")


def objects_grid(rows: Iterator[tuple[str, Row] | Skipped], encoding: str = "") -> Grid:
    """The grid of rows that need not have the same columns."""
    begun, known = looked_at(rows)
    header = tuple(dict.fromkeys(name for row in known for name in row))
    columns = Columns(header, samples_of(header, known), encoding)
    return Grid(columns, chain(begun, rows), closed=False)


def _json(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        pass
    try:
        return json.loads(text)  # which also takes the NaN that data frames write
    except (ValueError, RecursionError) as error:
        raise AnnotatorError(f"it is no valid JSON: {str(error)[:100]}") from error


def _array(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value if any(isinstance(item, dict) for item in value) else None
    if not isinstance(value, dict):
        return None
    arrays = [
        member
        for member in value.values()
        if isinstance(member, list) and any(isinstance(item, dict) for item in member)
    ]
    return arrays[0] if len(arrays) == 1 else None


def object_row(value: object, where: str) -> tuple[str, Row] | Skipped:
    """An object as a row; what it holds objects for is taken apart."""
    if not isinstance(value, dict):
        return Skipped(where, "it is no object")
    row: dict[str, object] = {}
    for key, member in value.items():
        if isinstance(member, dict):
            row.update({worded(f"{key}.{below}"): each for below, each in member.items()})
        else:
            row[worded(key)] = member
    return where, row

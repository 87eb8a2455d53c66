r"""CSV: one label a row, for spreadsheets and statistics.

Comma-separated, quoted as in RFC 4180. A file starts with a byte order mark: without it Excel reads
UTF-8 as the local code page and every curly quote of a quotation turns to rubbish; pandas
(`utf-8-sig`), R (`UTF-8-BOM`) and LibreOffice know it.

A cell of text that begins with `= + - @`, a tab or a carriage return would be run as a formula when
the file is opened, so it is written with an apostrophe before it; and, so that this can be undone
without doubt, one that has apostrophes before such a character gets one more. A cell that matches
`^'+[=+\-@\t\r]` therefore has one apostrophe too many; `unharmed` takes it off. Offsets count code
points of the article's text and never that apostrophe: a quote that has it is one longer than
`end - start`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Span, Value
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.source import Source

COLUMNS = (
    "label_id",
    "article_id",
    "title",
    "annotator",
    "tag",
    "start",
    "end",
    "quote",
    "pieces",
    "note",
    "origin",
    "codebook_version",
    "created",
    "updated",
    "state",
)
"""The columns before those of the fields, `field.KEY`."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_HARMLESS = re.compile(r"'+[=+\-@\t\r]")

Cell = str | int


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet might run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unharmed(cell: str) -> str:
    """The cell as it was before `harmless`."""
    return cell[1:] if _HARMLESS.match(cell) else cell


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write a header and one label a row.

    Raises AnnotatorError for a label with a field that `options.fields` has no column for.
    """
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow([harmless(name) for name in _header(options.fields)])
        for item in items:
            for row in _rows(item, options.fields):
                rows.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
            yield


def rows_back(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The labels of a written file, each in a draft with its article's id and no text."""
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            cells = {unharmed(key): unharmed(value or "") for key, value in row.items()}
            pieces = [piece.split("-") for piece in cells["pieces"].split(";")]
            fields: dict[str, Value] = {
                key.removeprefix("field."): value
                for key, value in cells.items()
                if key.startswith("field.") and value
            }
            label = DraftLabel(
                tag=cells["tag"],
                pieces=tuple(Span(int(start), int(end)) for start, end in pieces),
                annotator=cells["annotator"],
                fields=fields,
                note=cells["note"],
                id=cells["label_id"],
            )
            yield Draft("", id=cells["article_id"], labels=(label,))


def _header(fields: tuple[str, ...]) -> list[str]:
    return [*COLUMNS, *(f"field.{key}" for key in fields)]


def _rows(item: LabelledArticle, fields: tuple[str, ...]) -> Iterator[list[Cell]]:
    for label in item.labels:
        unknown = label.fields.keys() - set(fields)
        if unknown:
            raise AnnotatorError(
                f"Label {label.id} has the field “{min(unknown)}”, which has no column; "
                "add the field to the codebook again or export as JSON Lines."
            )
        values = [_cell(label.fields.get(key, "")) for key in fields]
        yield [*_cells(item, label), *values]


def _cells(item: LabelledArticle, label: Label) -> list[Cell]:
    return [
        label.id,
        label.article_id,
        item.article.title,
        item.annotators.get(label.annotator_id, label.annotator_id),
        label.tag,
        label.start,
        label.end,
        label.quote,
        ";".join(f"{piece.start}-{piece.end}" for piece in label.pieces),
        label.note,
        label.origin.value,
        label.codebook_version,
        label.created,
        label.updated,
        item.state.value,
    ]


def _cell(value: Value) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


FORMAT = Format(
    id="csv",
    name="CSV, one label a row",
    extensions=(".csv",),
    write=write,
    check=rows_back,
    carries=Carries(text=False, metadata=False, answers=False, unlabelled=False),
    about="For spreadsheets and statistics; the texts themselves are not in it.",
    kind="table",
)

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
from typing import TextIO

from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Value
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions, verified

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


def write(items: Iterable[LabelledArticle], stream: TextIO, options: WriteOptions) -> int:
    """Write a header and one label a row; gives the number of labels.

    Raises AnnotatorError for what `verified` refuses and for a label with a field that
    `options.fields` has no column for.
    """
    rows = csv.writer(stream)
    rows.writerow([harmless(name) for name in _header(options.fields)])
    count = 0
    for item in items:
        for row in _rows(verified(item), options.fields):
            rows.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    return count


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
    loses=(
        "articles without a label",
        "the articles' texts and metadata",
        "answers to the codebook's questions",
    ),
    encoding="utf-8-sig",
)

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

Where a project has gold, six columns more say where its labels come from: `votes` is the share, 0
to 1, of those done with the article who gave the tag to some of the label's words; `verdict`,
`decided_by`, `reason`, `error` and `sources` (ids of the labels compared, with semicolons between)
are of the decision. They are empty for labels that are not gold.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Origin, Span, Value
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

GOLD = ("votes", "verdict", "decided_by", "reason", "error", "sources")
"""The columns after all others that say where a gold label comes from."""

FIELD = "field."

Cell = Value | float
"""What a cell may hold; a share of votes is no whole number."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_HARMLESS = re.compile(r"'+[=+\-@\t\r]")

_LARGEST_CELL = 1 << 30
_ORIGINS = {origin.value: origin for origin in Origin}


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
        more = GOLD if options.gold else ()
        rows.writerow([harmless(name) for name in (*header(options.fields), *more)])
        for item in items:
            for label, row in zip(item.labels, label_rows(item, options.fields), strict=True):
                gold = gold_cells(item, label.id) if more else []
                rows.writerow([*map(safe, row), *map(safe, gold)])
            yield


def rows_back(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:  # noqa: ARG001
    """The labels of a written file, each in a draft with its article's id and no text."""
    csv.field_size_limit(_LARGEST_CELL)
    with source.path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            cells = {unharmed(key): unharmed(value or "") for key, value in row.items()}
            label = label_of(cells, pieces_of(cells["pieces"]))
            yield Draft("", id=cells["article_id"], labels=(label,))


# ---------------------------------------------------------------------------- for other tables too


def header(fields: tuple[str, ...]) -> list[str]:
    """The names of the columns."""
    return [*COLUMNS, *(f"{FIELD}{key}" for key in fields)]


def label_rows(item: LabelledArticle, fields: tuple[str, ...]) -> Iterator[list[Value]]:
    """The cells of each label of an article, in the order of `header`; "" where there is nothing.

    Raises AnnotatorError for a label with a field that has no column.
    """
    for label in item.labels:
        unknown = label.fields.keys() - set(fields)
        if unknown:
            raise AnnotatorError(
                f"Label {label.id} has the field “{min(unknown)}”, which has no column; "
                "add the field to the codebook again or export as JSON Lines."
            )
        yield [*label_cells(item, label), *(label.fields.get(key, "") for key in fields)]


def label_cells(item: LabelledArticle, label: Label) -> list[Value]:
    """The cells of a label, in the order of `COLUMNS`."""
    return [
        label.id,
        label.article_id,
        item.article.title,
        item.name_of(label.annotator_id),
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


def gold_cells(item: LabelledArticle, gold_id: str) -> list[Cell]:
    """The cells of a label or answer in the order of `GOLD`; empty where it is not gold."""
    known = item.gold.get(gold_id)
    if known is None:
        return [""] * len(GOLD)
    it = known.decision
    if it is None:
        return [known.votes, *[""] * (len(GOLD) - 1)]
    by, sources = item.name_of(it.by), ";".join(it.sources)
    return [known.votes, it.verdict.value, by, it.reason, it.error, sources]


def pieces_of(cell: str) -> tuple[Span, ...]:
    """The spans that a cell of `pieces` names; ValueError if it names none."""
    pieces = (piece.split("-") for piece in cell.split(";"))
    return tuple(Span(int(start), int(end)) for start, end in pieces)


def label_of(cells: Mapping[str, Value], pieces: tuple[Span, ...]) -> DraftLabel:
    """The label of a row, whose cells are given by the names of their columns."""

    def words(column: str) -> str:
        return str(cells.get(column, ""))

    fields = {
        column.removeprefix(FIELD): value
        for column, value in cells.items()
        if column.startswith(FIELD) and value != ""
    }
    return DraftLabel(
        tag=words("tag"),
        pieces=pieces,
        annotator=words("annotator"),
        fields=fields,
        note=words("note"),
        id=words("label_id"),
        created=words("created"),
        updated=words("updated"),
        origin=_ORIGINS.get(words("origin"), Origin.IMPORT),
    )


def safe(value: Cell) -> str | int:
    """The value as a cell that no spreadsheet runs."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4f}"
    return harmless(value) if isinstance(value, str) else value


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

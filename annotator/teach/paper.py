"""What is to be printed, before it is known where: a sheet as a value.

A `Paper` is made once and then written as HTML (`teach.pages`), as DOCX (`teach.documents`) or
drawn as PDF (`gui.printing`), so that the three say the same.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from annotator.core.markup import printable

_ACROSS = 94
"""How many characters stand side by side on a page in the type of tables."""
_RAGGED, _BETWEEN_ROWS = 1.1, 0.7
"""What lines lose by being broken at words, and how many lines a row has above and below."""
_LEAST = 0.5
_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)
_LETTER_TERRITORIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where paper is Letter, by ISO 3166 (Unicode CLDR, supplemental/measurementData)."""
_TURNING = regex.compile("[\u202a-\u202e\u2066-\u2069]")


class PaperSize(StrEnum):
    """The paper in the printer, as a reader calls it."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def centimetres(self) -> tuple[float, float]:
        """How wide and how high a page is (ISO 216; ANSI/ASME Y14.1: 8.5 by 11 inches)."""
        return (21.0, 29.7) if self is PaperSize.A4 else (21.59, 27.94)


def usual_in(territory: str) -> PaperSize:
    """The size that offices of a territory have, by its code in ISO 3166; A4 for an unknown."""
    letter = territory.upper() in _LETTER_TERRITORIES
    return PaperSize.LETTER if letter else PaperSize.A4


class Stroke(StrEnum):
    """How a line under words is drawn: told apart in black and white."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    WAVY = "wavy"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look; a line feed in `text` begins a new line.

    `strokes` are the lines under them, the one next to the words first; None where that height is
    kept free for another line to go on in.
    """

    text: str
    bold: bool = False
    italic: bool = False
    faint: bool = False
    raised: bool = False
    strokes: tuple[Stroke | None, ...] = ()


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: of the whole paper (1), of an article (2), of a section (3)."""

    text: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `small` for what stands at the edge of attention."""

    runs: Runs
    small: bool = False


@dataclass(frozen=True, slots=True)
class Blanks:
    """Names of what is to be filled in by hand, side by side, each with room after it."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """So many ruled lines to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `shares` of the width for the columns sum to 1. A row stays on one page."""

    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[float, ...]
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that keeps its number and is broken no further.

    `opens`, `headline` and `leftward` are as in `teach.lines.Line`.
    """

    number: int
    runs: Runs
    opens: bool = False
    headline: bool = False
    leftward: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """An article's lines beside a margin for notes; `margin` is what stands above that."""

    lines: tuple[NumberedLine, ...]
    margin: str = ""


Block = Heading | Paragraph | Blanks | Writing | Table | Numbered


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that begin on a page of their own; `one_page` shrinks the type until they fit it."""

    blocks: tuple[Block, ...]
    one_page: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of one page or many; `title` stands at the foot of each.

    `size` is of the pages in PDF and DOCX; a browser prints HTML on whatever paper is there.
    """

    title: str
    parts: tuple[Part, ...]
    language: str = ""
    size: PaperSize = PaperSize.A4


def shrinkage(part: Part, lines: int) -> float:
    """By what to multiply the type of a part so that it should fit one page; 1 where it may have
    more, or where it fits as it is.

    A guess from the characters in its tables, for those who cannot measure: `lines` of a table, in
    a wide type, have room on a page.
    """
    if not part.one_page:
        return 1.0
    tables = [block for block in part.blocks if isinstance(block, Table)]
    return next((scale for scale in _SCALES if _lines_of(tables, scale) <= lines / scale), _LEAST)


def _lines_of(tables: Sequence[Table], scale: float) -> float:
    """How high the tables are at this scale, in lines."""
    return sum(
        _BETWEEN_ROWS
        + max(
            math.ceil(len(plain(cell)) * _RAGGED / (_ACROSS * share / scale))
            for cell, share in zip(row, table.shares, strict=True)
        )
        for table in tables
        for row in table.rows
    )


def said(text: str, *, bold: bool = False, italic: bool = False, faint: bool = False) -> Run:
    """A person's words as a run: nothing in them can turn the direction of what follows them."""
    return Run(printable(_TURNING.sub("", text)), bold, italic, faint)


def plain(runs: Runs) -> str:
    """The words of the runs alone."""
    return "".join(run.text for run in runs)


def starred(text: str) -> Runs:
    """An example of a codebook: what stands between asterisks is underlined."""
    parts = text.split("*")
    if len(parts) % 2 == 0:  # an asterisk without its fellow is one
        parts[-2:] = ["*".join(parts[-2:])]
    return tuple(
        replace(said(part), strokes=(Stroke.SOLID,) if place % 2 else ())
        for place, part in enumerate(parts)
        if part
    )

"""What documents of word processors have in common: blocks of text, tables, a headline, properties.

Blocks stand apart by a blank line, the items of a list and the rows of a table by a line break;
cells are parted by “ | ”. A row of one cell, of which pages pasted from the web are made, is text
like any other. The headline is a paragraph in the style “Title”, or the first heading of the first
level, near the top; else the first line, as in plain text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from annotator.core.errors import AnnotatorError, Damaged
from annotator.core.text import HEADLINE_MOST, headline_end
from annotator.formats.exchange import Draft, headlined, one_line, title_of
from annotator.formats.texts.pdf import plausible_title

_FIRST: Final = 5
"""Among how many blocks the headline is looked for."""
_MOST_COUNTED: Final = 10_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_WITHIN: Final = 4 * 1024 * 1024


class BlockKind(Enum):
    """What a block of a document is."""

    TITLE = "title"
    HEADING = "heading"
    """A heading of the first level."""
    SUBHEADING = "subheading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


class Block(NamedTuple):
    """A paragraph, heading, list item or table row of a document."""

    text: str
    kind: BlockKind = BlockKind.TEXT


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""


class Flow:
    """Gathers the blocks of a document; those in a table's cells become rows."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._rows: list[list[list[Block]]] = []

    def add(self, block: Block) -> None:
        """Add a block, unless it shows nothing."""
        if not block.text.strip():
            return
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(block)
        else:
            self.blocks.append(block)

    def row(self) -> None:
        """A row begins."""
        self._rows.append([])

    def cell(self) -> None:
        """A cell begins."""
        if self._rows:
            self._rows[-1].append([])

    def end_row(self, *, drop: bool = False) -> None:
        """A row ends; with `drop` it was deleted."""
        cells = self._rows.pop() if self._rows else []
        if drop:
            return
        if len(cells) == 1:
            for block in cells[0]:
                self.add(block)
            return
        texts = [" ".join(one_line(block.text) for block in cell) for cell in cells]
        if any(texts):
            self.add(Block(" | ".join(texts).strip(" "), BlockKind.ROW))


def document_draft(blocks: Sequence[Block], known: Properties, name: str) -> Draft:
    """The one article of a document."""
    left = list(blocks)
    at = _headline(left[:_FIRST])
    headline = left.pop(at).text if at is not None else ""
    text, end = headlined(headline, _joined(left))
    if not end:
        end = headline_end(text)
    return Draft(
        text=text,
        headline_end=end,
        title=plausible_title(known.title) or title_of(text, end, name),
        author=one_line(known.author),
        date=one_line(known.date)[:10],
        language=one_line(known.language),
    )


def _headline(blocks: Sequence[Block]) -> int | None:
    for kind in (BlockKind.TITLE, BlockKind.HEADING):
        for index, block in enumerate(blocks):
            if block.kind is kind and len(block.text) <= HEADLINE_MOST:
                return index
    return None


def _joined(blocks: Sequence[Block]) -> str:
    text: list[str] = []
    before: BlockKind | None = None
    for block in blocks:
        if before is not None:
            close = block.kind is before and before in {BlockKind.ITEM, BlockKind.ROW}
            text.append("\n" if close else "\n\n")
        text.append(block.text.strip("\n"))
        before = block.kind
    return "".join(text)


# ---------------------------------------------------------------------------- numbers


def whole(value: str | None, otherwise: int = 0) -> int:
    """A number from an attribute, within what a list can count."""
    try:
        number = int(value or "")
    except ValueError:
        return otherwise
    return number if 0 <= number <= _MOST_COUNTED else otherwise


def numeral(number: int, style: str) -> str:
    """A number as lists count: style “1”, “a”, “A”, “i” or “I”; any other counts as “1”."""
    if style in {"a", "A"} and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "a" else letters.upper()
    if style in {"i", "I"} and 0 < number < 4_000:
        return _roman(number) if style == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    digits = "m1000 cm900 d500 cd400 c100 xc90 l50 xl40 x10 ix9 v5 iv4 i1"
    found = ""
    for digit in digits.split():
        letters = digit.rstrip("0123456789")
        times, number = divmod(number, int(digit[len(letters) :]))
        found += letters * times
    return found


# ---------------------------------------------------------------------------- other files


def no_zip(data: bytes, kind: str) -> AnnotatorError | None:
    """Why these bytes are no document in a zip file, as a clause; nothing if they may be one."""
    if data.startswith(_OLD):
        if "EncryptedPackage".encode("utf-16-le") in data[:_LOCKED_WITHIN] + data[-_LOCKED_WITHIN:]:
            return AnnotatorError("it is locked with a password; save a copy without one")
        return AnnotatorError(f"it is an old Word file; open it and save it as {kind}")
    if data[:5] == b"{\\rtf":
        return AnnotatorError("it is an RTF file; give it the ending .rtf")
    if not data.startswith(b"PK"):
        return Damaged(f"it is no {kind} file")
    return None

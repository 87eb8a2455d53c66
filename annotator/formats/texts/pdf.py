"""PDF: the text of the pages, as paragraphs, in the order in which it was set.

PDFium (through pypdfium2) gives the characters and their boxes; `layout` makes lines into
paragraphs. Columns keep the order of the file, which nearly every program that makes PDF writes
column by column. Ligatures are expanded, words parted at a line's end are joined, running heads,
feet and page numbers go. The largest text near the top of page one is the headline.

A file without a headline has its title from the metadata (ISO 32000, 14.3.3 “Document information
dictionary”), unless that is the name of another file. The date there is the day the PDF was made,
not the day the article appeared, so it is kept as “created” beside the named properties.

Scripts in the file are not run, links not followed, attached files not opened.
"""

import logging
import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from annotator.core.errors import AnnotatorError
from annotator.core.text import HEADLINE_MOST, headline_end
from annotator.formats.exchange import (
    Draft,
    Format,
    ReadOptions,
    Skipped,
    headlined,
    one_line,
    title_of,
)
from annotator.formats.source import Source
from annotator.formats.texts.layout import (
    Line,
    Paragraph,
    drop_cap,
    paragraphs,
    without_running,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES: Final = 2_000
_MOST_CHARACTERS: Final = 20_000_000
_MOST_ON_A_PAGE: Final = 500_000

_HYPHENS = frozenset((0xFFFE, 0x02))
"""What PDFium, new and old, puts in the place of a hyphen at a line's end."""
_PARTING = "\ufffe\u00ad\u2010"
"""Which signs at a line's end part a word: that, and what other programs take for it."""
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_BLANKS = frozenset((0x09, 0x0A, 0x0B, 0x0C, 0x0D))
_NO_CHARACTERS = frozenset((0xFFFE, 0xFFFF, 0xFEFF))
_UNKNOWN: Final = "\ufffd"
_MOST_UNKNOWN: Final = 0.3
"""The share of characters beyond which a text is no text: fonts that do not say what they draw."""

_WORDS_OF_ONE_LETTER = frozenset("AÀEÉIOUWYZ")
"""Letters that may stand alone, so that a blank after them as a drop cap may be one."""

_FAR: Final = 3.0
"""How many letters' heights of blank part two lines that stand side by side."""
_LARGER: Final = 1.15
_FIRST: Final = 5
"""Among how many paragraphs the headline is looked for."""

_ENCRYPTED = "it is locked with a password; save a copy without one"
_PICTURES = "it holds pictures of pages and no text; run it through text recognition first"
_UNTELLABLE = "its fonts do not say which letters they draw; run it through text recognition first"
_DAMAGED = "it is damaged, or no PDF"

_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = re.compile(
    r"untitled|(?:new )?document\s*\d*|microsoft (?:word|powerpoint) - .*|slide \d+|about:blank"
    r"|.*\.(?:pdf|docx?|odt|rtf|indd|qxp|qxd|html?|php|txt|tmp|cdr|p65)|https?://\S*",
    re.IGNORECASE,
)

_ONE_AT_A_TIME = threading.Lock()
"""PDFium may be used by one thread at a time."""


class _Glyph(NamedTuple):
    """A character and its box, turned so that its line runs from left to right."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class _Text:
    """What was read: lines, the height of each page, pages that are pictures, and metadata."""

    lines: list[Line] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


def read(source: Source, _options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The one article of a PDF; pages that are only pictures are told."""
    data = source.data()
    with _ONE_AT_A_TIME:
        found = _read(data)
    if not found.lines:
        raise AnnotatorError(_PICTURES if found.pictures else "it holds no text")
    characters = Counter("".join(line.text for line in found.lines))
    if characters[_UNKNOWN] > _MOST_UNKNOWN * characters.total():
        raise AnnotatorError(_UNTELLABLE)
    for page in found.pictures:
        yield Skipped(f"page {page + 1}", "it is a picture and holds no text")
    parts = paragraphs(without_running(found.lines, found.heights))
    yield _draft(parts, found.metadata, source.name)


def _draft(parts: list[Paragraph], metadata: dict[str, str], name: str) -> Draft:
    given = plausible_title(metadata.get("Title", ""))
    at = _headline(parts, given)
    headline = parts.pop(at).text if at is not None else ""
    text, end = headlined(headline, "\n\n".join(part.text for part in parts))
    if not end:
        end = headline_end(text)
    title = given if given and not headline else title_of(text, end, name)
    created = _day(metadata.get("CreationDate", ""))
    return Draft(
        text=text,
        headline_end=end,
        title=title,
        author=one_line(metadata.get("Author", "")),
        language=metadata.get("Language", ""),
        extra={"created": created} if created else {},
    )


def plausible_title(given: str) -> str:
    """A title from a file's metadata, unless a program put it there: “Document1”, “page.indd”."""
    title = one_line(given.replace("\0", ""))
    return "" if _NO_TITLE.fullmatch(title) else title


def _headline(parts: Sequence[Paragraph], given: str) -> int | None:
    """Which paragraph is the headline: the largest near the top, or the one that is the title."""
    first = [part for part in parts[:_FIRST] if part.page == parts[0].page]
    if len(parts) < 2:
        return None
    sizes: Counter[float] = Counter()
    for part in parts:
        sizes[round(part.size)] += len(part.text)
    usual = sizes.most_common(1)[0][0]
    at = max(range(len(first)), key=lambda index: first[index].size)
    if first[at].size >= _LARGER * usual and len(first[at].text) <= HEADLINE_MOST:
        return at
    same = given.casefold()
    return next((i for i, part in enumerate(first) if same and part.text.casefold() == same), None)


def _day(date: str) -> str:
    """The day of a PDF date, “D:20260311073000+01'00'”."""
    found = _DATE.match(date)
    return "-".join(part for part in found.groups() if part) if found else ""


# ---------------------------------------------------------------------------- PDFium


def _read(data: bytes) -> _Text:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = error.err_code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}
        raise AnnotatorError(_ENCRYPTED if locked else _DAMAGED) from error
    with closing(document):
        return _pages(document)


def _pages(document: "PdfDocument") -> _Text:
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    if len(document) > MOST_PAGES:
        raise AnnotatorError(f"it has more than {MOST_PAGES:,} pages; split it")
    found = _Text(metadata=document.get_metadata_dict(skip_empty=True))
    characters = 0
    for number in range(len(document)):
        found.heights.append(0.0)
        try:
            page = document[number]
        except PdfiumError:
            continue  # a page that is missing from a file that was cut
        with closing(page):
            lines, height = _page(page, number)
            found.heights[-1] = height
            found.lines += lines
            characters += sum(len(line.text) for line in lines)
            pictures = () if lines else page.get_objects((FPDF_PAGEOBJ_IMAGE,), max_depth=2)
            if any(True for _ in pictures):
                found.pictures.append(number)
        if characters > _MOST_CHARACTERS:
            raise AnnotatorError("it holds more text than is read at once; split it")
    return found


def _page(page: "PdfPage", number: int) -> tuple[list[Line], float]:
    """The lines of a page and its height, both as it is read."""
    box = page.get_cropbox()
    found = _glyphs(page)
    turns = Counter(turn for turn, glyph in found if glyph.char != " ")
    most = turns.most_common(1)[0][0] if turns else 0
    glyphs = (
        _turned(glyph, most, box) for turn, glyph in found if turn == most and _inside(glyph, box)
    )
    return list(_lines(glyphs, number)), box[2] - box[0] if most % 2 else box[3] - box[1]


def _glyphs(page: "PdfPage") -> list[tuple[float, _Glyph]]:
    """The characters of a page, with the quarter turns by which each is turned."""
    from ctypes import byref

    from pypdfium2 import raw

    box = raw.FS_RECTF()
    found: list[tuple[float, _Glyph]] = []
    with closing(page.get_textpage()) as text:
        count = text.count_chars()
        if count > _MOST_ON_A_PAGE:
            raise AnnotatorError("a page of it holds more text than is read at once")
        for index in range(count):
            code = raw.FPDFText_GetUnicode(text, index)
            hyphen = code in _HYPHENS and raw.FPDFText_IsHyphen(text, index) == 1
            if not hyphen and raw.FPDFText_IsGenerated(text, index) == 1:
                if found:  # a blank between words, or a line's end, of which the boxes tell more
                    turn, last = found[-1]
                    found.append((turn, last._replace(char=" ")))
                continue
            turn = round(max(raw.FPDFText_GetCharAngle(text, index), 0.0) / (math.pi / 2), 1) % 4
            raw.FPDFText_GetLooseCharBox(text, index, byref(box))
            char = "\ufffe" if hyphen else _shown(code)
            found.append((turn, _Glyph(char, box.left, box.bottom, box.right, box.top)))
    return found


def _shown(code: int) -> str:
    """The character of a code, ligatures expanded, U+FFFD for what is no character."""
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code < 32 or 0x7F <= code < 0xA0 or code > 0x10FFFF or code in _NO_CHARACTERS:
        return " " if code in _BLANKS else _UNKNOWN
    return chr(code)


def _inside(glyph: _Glyph, page: tuple[float, float, float, float]) -> bool:
    """Whether a glyph is on the page; what is cut off, some programs set again on the next page."""
    x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
    return page[0] <= x <= page[2] and page[1] <= y <= page[3]


def _turned(glyph: _Glyph, turn: float, page: tuple[float, float, float, float]) -> _Glyph:
    """The glyph as it stands when its line runs from left to right."""
    char, left, bottom, right, top = glyph
    x, y, far, high = page
    match turn:
        case 1:
            return _Glyph(char, high - top, left - x, high - bottom, right - x)
        case 2:
            return _Glyph(char, far - right, high - top, far - left, high - bottom)
        case 3:
            return _Glyph(char, bottom - y, far - right, top - y, far - left)
        case _:
            return _Glyph(char, left - x, bottom - y, right - x, top - y)


def _lines(glyphs: Iterator[_Glyph], page: int) -> Iterator[Line]:
    """The glyphs in their lines: a new one begins where a glyph stands lower, higher or far."""
    line: list[_Glyph] = []
    left = right = 0.0
    for glyph in glyphs:
        if line:
            last = line[-1]
            least = min(glyph.top - glyph.bottom, last.top - last.bottom)
            over = min(glyph.top, last.top) - max(glyph.bottom, last.bottom)
            gap = max(glyph.left - right, left - glyph.right)
            if over < 0.5 * least or gap > _FAR * max(least, 1.0) or last.char == "\ufffe":
                yield from _line(line, page)
                line = []
        if not line:
            if glyph.char == " ":
                continue
            left, right = glyph.left, glyph.right
        line.append(glyph)
        left, right = min(left, glyph.left), max(right, glyph.right)
    yield from _line(line, page)


def _line(glyphs: list[_Glyph], page: int) -> Iterator[Line]:
    """These glyphs as a line, if they show anything."""
    text = "".join(glyph.char for glyph in glyphs).encode("utf-16", "surrogatepass")
    shown = one_line(text.decode("utf-16", "replace"))
    hyphen = len(shown) > 1 and shown[-1] in _PARTING
    # A glyph is seen, so a soft hyphen in the midst of a line is a hyphen.
    shown = (shown[:-1] if hyphen else shown).replace("\u00ad", "-")
    if not shown.strip():
        return
    heights = [glyph.top - glyph.bottom for glyph in glyphs if glyph.char != " "]
    size = Counter(round(height, 1) for height in heights).most_common(1)[0][0]
    usual = [glyph for glyph in glyphs if abs(glyph.top - glyph.bottom - size) < 0.1]
    cap = drop_cap(heights, size)
    if cap and shown[1:2] == " " and shown[0] not in _WORDS_OF_ONE_LETTER:
        shown = shown[0] + shown[2:]
    yield Line(
        text=shown,
        page=page,
        left=min(glyph.left for glyph in glyphs),
        right=max(glyph.right for glyph in glyphs),
        bottom=usual[-1].bottom if usual else glyphs[-1].bottom,
        size=max(size, 0.1),
        cap=glyphs[0].bottom if cap else None,
        hyphen=hyphen,
    )


FORMAT = Format(
    id="pdf",
    name="PDF",
    extensions=(".pdf",),
    read=read,
    unit="none",
    about="The text of the pages without running heads and feet; a scan needs recognition first.",
    kind="text",
)

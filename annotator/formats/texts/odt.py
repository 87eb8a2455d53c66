"""ODT: the text of an OpenDocument text (ISO 26300, as LibreOffice writes it).

Paragraphs, headings, lists with their numbers or bullets, tables and text boxes are read, in their
order, white space as the standard has it: a run of it is one blank, `text:s` are the others.
Deleted text that is tracked, footnotes, comments, hidden text, headers and footers are left out.
Title, author and date of the metadata are the article's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.core.errors import AnnotatorError, Damaged
from annotator.formats.exchange import Draft, Format, reader_of
from annotator.formats.parts.packed import Members, opened, parse, parted, tree
from annotator.formats.texts.office import (
    Block,
    BlockKind,
    Flow,
    Properties,
    document_draft,
    no_zip,
    numeral,
    whole,
)

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE = f"{_ODF}text:1.0", f"{_ODF}table:1.0"
_STYLE, _OFFICE = f"{_ODF}style:1.0", f"{_ODF}office:1.0"
_SVG = f"{_ODF}svg-compatible:1.0"

_UNREAD = frozenset(
    (
        (_TEXT, "tracked-changes"),
        (_TEXT, "note"),
        (_TEXT, "ruby-text"),
        (_TEXT, "hidden-text"),
        (_TEXT, "hidden-paragraph"),
        (_OFFICE, "annotation"),
        (_OFFICE, "annotation-end"),
        (_OFFICE, "forms"),
        (_OFFICE, "scripts"),
        (_OFFICE, "binary-data"),
        (_SVG, "title"),
        (_SVG, "desc"),
    )
)
# No XML file can hold these characters, so in a paragraph they stand for what is no white space.
_BLANK, _TAB, _BREAK = "\x1d", "\x1e", "\x1f"
_SHOWN = str.maketrans({_BLANK: " ", _TAB: "\t", _BREAK: "\n"})
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_INHERITED: Final = 12
_DEEPEST: Final = 9
_MOST_BLANKS: Final = 1_000


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The one article of an ODT file."""
    fault = no_zip(data, "ODT")
    if fault:
        raise fault
    with opened(data) as members:
        if "content.xml" not in members:
            raise Damaged("it is no ODT file")
        if _locked(members):
            raise AnnotatorError("it is locked with a password; save a copy without one")
        document = _Document()
        if "styles.xml" in members:
            try:
                parse(members.data("styles.xml"), document)
            except AnnotatorError:
                document = _Document()  # without its styles the text can be read all the same
        document.in_body()
        parse(members.data("content.xml"), document)
        known = _properties(members)
    if not document.flow.blocks:
        raise AnnotatorError("it holds no text")
    yield document_draft(document.flow.blocks, known, name)


def _locked(members: Members) -> bool:
    path = "META-INF/manifest.xml"
    try:
        return path in members and any(
            parted(element.tag)[1] == "encryption-data"
            for element in tree(members.data(path)).iter()
        )
    except AnnotatorError:
        return False


def _properties(members: Members) -> Properties:
    found: dict[str, str] = {}
    try:
        root = tree(members.data("meta.xml")) if "meta.xml" in members else None
    except AnnotatorError:
        root = None
    for element in () if root is None else root.iter():
        found.setdefault(parted(element.tag)[1], (element.text or "").strip())
    return Properties(
        title=found.get("title", ""),
        author=found.get("initial-creator", "") or found.get("creator", ""),
        date=found.get("creation-date", "") or found.get("date", ""),
        language=found.get("language", ""),
    )


@dataclass(slots=True)
class _Level:
    """How a level of a list counts: `style` as in `numeral`, None a bullet, "" without a sign."""

    style: str | None = None
    prefix: str = ""
    suffix: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    """A list that is open: its style, its number so far, and whether an item has just begun."""

    style: str
    count: int
    fresh: bool = False


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read."""

    kind: BlockKind
    text: list[str] = field(default_factory=list)


class _Document:
    """Hears of the elements of the styles, then of the content, and gathers its blocks."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._body = False
        self._unread = 0
        self._parents: dict[str, str] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._style = ""
        self._lists: list[_List] = []
        self._counted: dict[tuple[str, int], int] = {}
        self._paragraphs: list[_Paragraph] = []

    def in_body(self) -> None:
        """What comes now is the content; the paragraphs of the styles are headers and footers."""
        self._body = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        space, name = parted(tag)
        if self._unread or (space, name) in _UNREAD:
            self._unread += 1
        elif space == _TABLE and name == "table-row":
            self.flow.row()
        elif space == _TABLE and name in {"table-cell", "covered-table-cell"}:
            self.flow.cell()
        elif space == _STYLE and name == "style":
            parent = attributes.get(f"{{{_STYLE}}}parent-style-name", "")
            self._parents[attributes.get(f"{{{_STYLE}}}name", "")] = parent
        elif space == _TEXT and name.startswith("list"):
            self._list(name, attributes)
        elif space == _TEXT:
            self._start_text(name, attributes)

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._paragraphs and not self._unread:
            self._paragraphs[-1].text.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unread:
            self._unread -= 1
            return
        match parted(tag):
            case space, "table-row" if space == _TABLE:
                self.flow.end_row()
            case space, "p" | "h" if space == _TEXT and self._paragraphs:
                self._end_paragraph(self._paragraphs.pop())
            case space, "list" if space == _TEXT and self._lists:
                closed = self._lists.pop()
                self._counted[closed.style, len(self._lists)] = closed.count

    def close(self) -> None:
        """The file ends."""

    def _start_text(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "p" | "h" if self._body:
                self._paragraphs.append(_Paragraph(self._kind(name, attributes)))
            case "s":
                count = whole(attributes.get(f"{{{_TEXT}}}c"), 1)
                self.data(_BLANK * min(count, _MOST_BLANKS))
            case "tab":
                self.data(_TAB)
            case "line-break":
                self.data(_BREAK)

    def _kind(self, name: str, attributes: Mapping[str, str]) -> BlockKind:
        style = attributes.get(f"{{{_TEXT}}}style-name", "")
        for _ in range(_INHERITED):
            if style == "Title":
                return BlockKind.TITLE
            style = self._parents.get(style, "")
        if name == "p":
            return BlockKind.TEXT
        level = whole(attributes.get(f"{{{_TEXT}}}outline-level"), 1)
        return BlockKind.HEADING if level <= 1 else BlockKind.SUBHEADING

    def _list(self, name: str, attributes: Mapping[str, str]) -> None:
        def value(key: str, space: str = _STYLE) -> str:
            return attributes.get(f"{{{space}}}{key}", "")

        match name:
            case "list-style":
                self._style = value("name")
            case "list-level-style-bullet":
                self._levels[self._style, whole(value("level", _TEXT), 1)] = _Level()
            case "list-level-style-number":
                self._levels[self._style, whole(value("level", _TEXT), 1)] = _Level(
                    value("num-format")[:1],
                    value("num-prefix")[:8],
                    value("num-suffix")[:8],
                    whole(value("start-value", _TEXT), 1),
                )
            case "list":
                self._open_list(value("style-name", _TEXT), value("continue-numbering", _TEXT))
            case "list-item" if self._lists:
                opened = self._lists[-1]
                opened.count = whole(value("start-value", _TEXT), opened.count + 1)
                opened.fresh = True

    def _open_list(self, style: str, goes_on: str) -> None:
        depth = len(self._lists)
        style = style or (self._lists[-1].style if self._lists else "")
        count = self._levels.get((style, depth + 1), _Level()).start - 1
        if goes_on == "true":
            count = self._counted.get((style, depth), count)
        self._lists.append(_List(style, count))

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = _WHITE_SPACE.sub(" ", "".join(paragraph.text)).strip(" ").translate(_SHOWN)
        text, kind = text.strip(" \t\n"), paragraph.kind
        if text and self._lists and self._lists[-1].fresh:
            self._lists[-1].fresh = False
            if kind is BlockKind.TEXT:
                text, kind = f"{self._sign(self._lists[-1])}{text}", BlockKind.ITEM
        self.flow.add(Block(text, kind))

    def _sign(self, listed: _List) -> str:
        """The blanks and the sign before an item of the innermost list."""
        depth = len(self._lists)
        level = self._levels.get((listed.style, depth), _Level())
        indent = "  " * min(depth - 1, _DEEPEST)
        if level.style is None:
            return f"{indent}• "
        if not level.style:
            return indent
        return f"{indent}{level.prefix}{numeral(listed.count, level.style)}{level.suffix} "


FORMAT = Format(
    id="odt",
    name="OpenDocument text",
    extensions=(".odt", ".ott"),
    read=reader_of(read),
    unit="none",
    about="The text, its lists and its tables, without deleted text, notes and comments.",
    kind="text",
)

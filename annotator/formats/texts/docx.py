"""DOCX: the text of a Word document (ECMA-376 / ISO 29500, WordprocessingML, both its namespaces).

Paragraphs, headings, lists with their numbers or bullets, tables and text boxes are read, in their
order. Tracked changes are read as if accepted: what was inserted is there, what was deleted is not.
Hidden text, field codes, footnotes, comments, headers and footers are left out. Title, author and
date of the core properties are the article's. Macros are not run, links and pictures not followed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

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

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAIN: Final = "word/document.xml"
_OFF = {"0", "false", "off"}
_UNREAD = frozenset(("del", "moveFrom", "rt", "instrText", "delText", "footnotePr", "sdtPr"))
_INHERITED: Final = 12
"""How many styles a style may be based on, one on the other."""
_LEVELS: Final = 9

_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_COUNTING = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_PLACE = re.compile(r"%([1-9])")


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The one article of a DOCX file."""
    fault = no_zip(data, "DOCX")
    if fault:
        raise fault
    with opened(data) as members:
        main = _main_part(members)
        document = _Document(_styles(members, main), _Numbering(members, main))
        parse(members.data(main), document)
        known = _properties(members)
    if not document.flow.blocks:
        raise AnnotatorError("it holds no text")
    yield document_draft(document.flow.blocks, known, name)


# ---------------------------------------------------------------------------- parts


def _main_part(members: Members) -> str:
    """The part that holds the text: the one that the package names, or where Word puts it."""
    if "_rels/.rels" in members:
        for element in tree(members.data("_rels/.rels")).iter():
            target = element.get("Target", "").lstrip("/")
            if element.get("Type", "").endswith("/officeDocument") and target in members:
                return target
    if _MAIN in members:
        return _MAIN
    raise Damaged("it is no DOCX file")


def _beside(members: Members, main: str, name: str) -> "Element | None":
    """A part that lies beside the main one, if it is there and can be read."""
    path = str(PurePosixPath(main).with_name(name))
    try:
        return tree(members.data(path)) if path in members else None
    except AnnotatorError:
        return None  # without styles or numbers the text can be read all the same


def _properties(members: Members) -> Properties:
    path = "docProps/core.xml"
    found: dict[str, str] = {}
    try:
        root = tree(members.data(path)) if path in members else None
    except AnnotatorError:
        root = None
    for element in () if root is None else root:
        found[parted(element.tag)[1]] = (element.text or "").strip()
    return Properties(
        title=found.get("title", ""),
        author=found.get("creator", ""),
        date=found.get("created", ""),
        language=found.get("language", ""),
    )


@dataclass(slots=True)
class _Style:
    """A paragraph style: what its paragraphs are, and the list and level they belong to."""

    kind: BlockKind | None = None
    list_id: str = ""
    level: int | None = None
    base: str = ""


def _styles(members: Members, main: str) -> dict[str, _Style]:
    """The paragraph styles by id, with what each has from those it is based on."""
    own: dict[str, _Style] = {}
    root = _beside(members, main, "styles.xml")
    for element in () if root is None else root:
        if parted(element.tag)[1] == "style" and _value(element, "type") in {"paragraph", None}:
            style = _Style()
            for part in element.iter():
                value = _value(part)
                match parted(part.tag)[1]:
                    case "name":
                        style.kind = _kind(value or "")
                    case "basedOn":
                        style.base = value or ""
                    case "numId":
                        style.list_id = value or ""
                    case "ilvl":
                        style.level = whole(value)
                    case "outlineLvl" if style.kind is None:
                        style.kind = _outline(value)
            own[_value(element, "styleId") or ""] = style
    return {name: _inherited(style, own) for name, style in own.items()}


def _inherited(style: _Style, own: Mapping[str, _Style]) -> _Style:
    found = _Style(style.kind, style.list_id, style.level)
    base = own.get(style.base)
    for _ in range(_INHERITED):
        if base is None:
            break
        found.kind = found.kind or base.kind
        found.list_id = found.list_id or base.list_id
        found.level = base.level if found.level is None else found.level
        base = own.get(base.base)
    return found


def _kind(name: str) -> BlockKind | None:
    """What a paragraph in the style of this name is; built-in names are English in any Word."""
    folded = name.casefold()
    if folded == "title":
        return BlockKind.TITLE
    if folded == "heading 1":
        return BlockKind.HEADING
    return BlockKind.SUBHEADING if folded.startswith("heading ") else None


def _outline(value: str | None) -> BlockKind | None:
    level = whole(value, _LEVELS)
    if level >= _LEVELS:
        return None  # 9 is body text
    return BlockKind.SUBHEADING if level else BlockKind.HEADING


def _value(element: "Element", name: str = "val") -> str | None:
    return _attribute(element.attrib, name)


def _attribute(attributes: Mapping[str, str], name: str = "val") -> str | None:
    for space in _WORD:
        found = attributes.get(f"{{{space}}}{name}")
        if found is not None:
            return found
    return None


# ---------------------------------------------------------------------------- numbers of lists


@dataclass(slots=True)
class _Level:
    """How a level of a list counts: `style` as in `numeral`, "" a bullet, None without a sign."""

    style: str | None = "1"
    pattern: str = ""
    start: int = 1


class _Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, members: Members, main: str) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        root = _beside(members, main, "numbering.xml")
        for element in () if root is None else root:
            match parted(element.tag)[1]:
                case "abstractNum":
                    key = _value(element, "abstractNumId") or ""
                    self._levels[key] = dict(_levels(element))
                case "num":
                    key = _value(element, "numId") or ""
                    for part in element.iter():
                        if parted(part.tag)[1] == "abstractNumId":
                            self._lists[key] = _value(part) or ""

    def sign(self, list_id: str, level: int) -> str | None:
        """What stands before the next item of a list, with its blank; None if it is no list."""
        level = min(level, _LEVELS - 1)
        key = self._lists.get(list_id)
        if key is None:
            return None
        levels = self._levels.get(key, {})
        counts = self._counts.setdefault(key, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(levels.get(len(counts), _Level()).start - (len(counts) == level))
        counts[level] += 1
        known = levels.get(level, _Level(""))
        if known.style is None:
            return ""
        if not known.style:
            return "• "

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            style = levels.get(at, _Level()).style or "1"
            return numeral(counts[at], style) if at <= level else ""

        return f"{_PLACE.sub(number, known.pattern or f'%{level + 1}.')} "


def _levels(element: "Element") -> Iterator[tuple[int, _Level]]:
    for part in element:
        if parted(part.tag)[1] == "lvl":
            level = _Level()
            for detail in part:
                value = _value(detail) or ""
                match parted(detail.tag)[1]:
                    case "numFmt" if value == "none":
                        level.style = None
                    case "numFmt":
                        level.style = "" if value == "bullet" else _COUNTING.get(value, "1")
                    case "lvlText":
                        level.pattern = value[:40]
                    case "start":
                        level.start = whole(value, 1)
            yield whole(_value(part, "ilvl")), level


# ---------------------------------------------------------------------------- the text


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read; `merged` if its end was deleted: the next goes on."""

    text: list[str] = field(default_factory=list)
    style: _Style = field(default_factory=_Style)
    list_id: str = ""
    level: int | None = None
    merged: bool = False


class _Document:
    """Hears of the elements of the main part and gathers its blocks."""

    def __init__(self, styles: Mapping[str, _Style], numbering: _Numbering) -> None:
        self.flow = Flow()
        self._styles = styles
        self._numbering = numbering
        self._open: list[str] = []
        self._unread = 0
        self._paragraphs: list[_Paragraph] = []
        self._carried = ""
        self._hidden = False
        self._text: list[str] | None = None
        self._keep = False
        self._deleted_rows: list[bool] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        space, name = parted(tag)
        if space not in _WORD:
            name = name if name == "Fallback" else ""  # the same once more, for old programs
        above = self._open[-1] if self._open else ""
        self._open.append(name)
        if self._unread or name in _UNREAD or name == "Fallback":
            self._unread += 1
            if name == "del":
                self._mark_deleted(above)
            return
        if name in {"p", "tr", "tc", "t"}:
            self._begin(name, attributes)
        elif self._paragraphs:
            self._detail(name, above, attributes, self._paragraphs[-1])

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._text is not None and not self._unread:
            self._text.append(text)

    def end(self, tag: str) -> None:  # noqa: ARG002 - the parser sees to it that it fits
        """An element ends."""
        name = self._open.pop()
        if self._unread:
            self._unread -= 1
        elif name == "t" and self._text is not None:
            text = "".join(self._text)
            self._put(text if self._keep else text.strip(" \t\r\n"))
            self._text = None
        elif name == "r":
            self._hidden = False
        elif name == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "tr" and self._deleted_rows:
            self.flow.end_row(drop=self._deleted_rows.pop())

    def close(self) -> None:
        """The file ends."""
        self.flow.add(Block(self._carried))

    def _mark_deleted(self, above: str) -> None:
        """A change that deletes the end of a paragraph, or a row."""
        if above == "rPr" and self._open[-3:-2] == ["pPr"] and self._paragraphs:
            self._paragraphs[-1].merged = True
        elif above == "trPr" and self._deleted_rows:
            self._deleted_rows[-1] = True

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "p":
                self._paragraphs.append(_Paragraph())
            case "tr":
                self._deleted_rows.append(False)
                self.flow.row()
            case "tc":
                self.flow.cell()
            case _:
                self._text = []
                self._keep = attributes.get(_SPACE) == "preserve"

    def _detail(
        self, name: str, above: str, attributes: Mapping[str, str], paragraph: _Paragraph
    ) -> None:
        value = _attribute(attributes)
        match above, name:
            case "pPr", "pStyle":
                paragraph.style = self._styles.get(value or "", _Style(_kind(value or "")))
            case "numPr", "numId":
                paragraph.list_id = value or ""
            case "numPr", "ilvl":
                paragraph.level = whole(value)
            case "pPr", "outlineLvl" if paragraph.style.kind is None:
                paragraph.style = _Style(
                    _outline(value), paragraph.style.list_id, paragraph.style.level
                )
            case "rPr", "vanish" if self._open[-3:-2] == ["r"]:
                self._hidden = value not in _OFF
            case "r", "br":
                self._put("\n" if _attribute(attributes, "type") in {None, "textWrapping"} else " ")
            case "r", "sym":
                self._put(_symbol(_attribute(attributes, "char")))
            case "r", sign if sign in _SIGNS:
                self._put(_SIGNS[sign])

    def _put(self, text: str) -> None:
        if self._paragraphs and not self._hidden:
            self._paragraphs[-1].text.append(text)

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = self._carried + "".join(paragraph.text)
        self._carried = ""
        if paragraph.merged:
            self._carried = text
            return
        text = text.strip(" \t\n")
        kind = paragraph.style.kind or BlockKind.TEXT
        list_id = paragraph.list_id or paragraph.style.list_id
        if text and kind is BlockKind.TEXT and list_id not in {"", "0"}:
            level = paragraph.style.level if paragraph.level is None else paragraph.level
            sign = self._numbering.sign(list_id, level or 0)
            if sign is not None:
                indent = "  " * min(level or 0, _LEVELS)
                text, kind = f"{indent}{sign}{text}", BlockKind.ITEM
        self.flow.add(Block(text, kind))


def _symbol(code: str | None) -> str:
    """The character of a symbol, unless only its own font knows what it shows."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 else ""


FORMAT = Format(
    id="docx",
    name="Word document",
    extensions=(".docx", ".docm"),
    read=reader_of(read),
    unit="none",
    about="The text, its lists and its tables, tracked changes accepted; no notes and no comments.",
    kind="text",
)

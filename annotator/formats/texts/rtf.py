"""RTF: the text of a Rich Text Format document (Microsoft's specification, version 1.9.1).

Read in one pass: paragraphs, headings by style or outline level, list numbers and bullets as they
were written out, tables. Hidden and tracked-as-deleted text, field codes, footnotes, comments,
headers, footers, pictures and objects are left out. Title, author and day of creation are those of
the `info` group. Bytes are text in the code page of their font, or of the document.

The package striprtf was tried: it shows deleted and hidden text, writes the addresses of links into
the text, knows neither headings nor properties, stops at several Mac fonts, and needs 41 seconds
for a font table of 180 kB that was made for that.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from annotator.core.errors import AnnotatorError, Damaged
from annotator.formats.exchange import Draft, Format, reader_of
from annotator.formats.texts.office import (
    Block,
    BlockKind,
    Flow,
    Properties,
    document_draft,
)

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}\{\\rtf")
_DEEPEST: Final = 2_000
_LONGEST_NAME: Final = 500

_CHARACTERS: Final = {
    "line": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
_SYMBOLS: Final = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "-": ""}
"""Of these the last, a hyphen that shows at a line's end only, is no part of the text."""
_PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column"))

# fmt: off
_UNREAD = frozenset((
    "annotation", "atnauthor", "atndate", "atnid", "atnref", "background", "bkmkend", "bkmkstart",
    "colorschememapping", "colortbl", "datafield", "datastore", "do", "fldinst", "footer",
    "footerf", "footerl", "footerr", "footnote", "formfield", "generator", "header", "headerf",
    "headerl", "headerr", "latentstyles", "listoverridetable", "listtable", "nonesttables",
    "nonshppict", "objdata", "pgptbl", "pict", "private", "revtbl", "rsidtbl", "rxe", "tc",
    "themedata", "txe", "xe", "xmlnstbl",
))
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "big5", 80: "euc_kr", 81: "mac_arabic",
    82: "cp1255", 83: "mac_greek", 84: "mac_cyrillic", 85: "gbk", 86: "mac_romanian", 87: "cp1251",
    88: "cp874", 89: "mac_latin2", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}
# fmt: on
_SINKS: Final = {
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "info": "info",
    "title": "title",
    "author": "author",
    "creatim": "date",
    "listtext": "sign",
    "pntext": "sign",
}
"""The groups whose text goes elsewhere than into the article, and where to."""
_WITHIN_INFO = {"title", "author", "date"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group, and ends with it; `sink` is where its text goes, "" nowhere."""

    sink: str = "body"
    skip: int = 1
    font: int = -1
    hidden: bool = False
    deleted: bool = False


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read."""

    style: int = 0
    outline: int = 9
    in_table: bool = False
    sign: str = ""
    text: list[str] = field(default_factory=list)


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The one article of an RTF file."""
    start = _START.match(data)
    if start is None:
        raise Damaged("it is no RTF file")
    reader = _Reader()
    reader.read(data)
    if not reader.flow.blocks:
        raise AnnotatorError("it holds no text")
    yield document_draft(reader.flow.blocks, reader.properties(), name)


class _Reader:
    """Reads the tokens of a document and gathers its blocks."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._state = _State()
        self._groups: list[_State] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._star = False
        self._codec = "cp1252"
        self._default_font = -1
        self._font_codecs: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._style = 0
        self._said: defaultdict[str, list[str]] = defaultdict(list)
        self._date: dict[str, int] = {}
        self._paragraph = _Paragraph()
        self._cell: list[Block] = []
        self._row = False

    def read(self, data: bytes) -> None:
        """Read a whole document; what follows its last brace is no part of it."""
        at = data.index(b"{")
        while at < len(data):
            token = _TOKEN.match(data, at)
            if token is None:
                break  # a lone backslash at the end
            at = token.end()
            word, argument, hexadecimal, symbol, brace, text = token.groups()
            if text is not None:
                self._raw(text)
            elif hexadecimal is not None:
                self._raw(bytes((int(hexadecimal, 16),)))
            elif word is not None:
                value = None if argument is None else int(argument)
                if word == b"bin":
                    at += max(0, value or 0)
                else:
                    self._word(word.decode("ascii"), value)
            elif symbol is not None:
                self._symbol(symbol.decode("latin-1"))
            elif brace == b"{":
                self._open()
            elif brace == b"}" and not self._close():
                break
        self._flush()
        self._end_paragraph()
        self._end_row()

    def properties(self) -> Properties:
        """What the document says of itself."""
        day = self._date
        whole = 0 < day.get("yr", 0) < 10_000 and {"mo", "dy"} <= day.keys()
        date = f"{day['yr']:04}-{day['mo']:02}-{day['dy']:02}" if whole else ""
        return Properties("".join(self._said["title"]), "".join(self._said["author"]), date)

    # ------------------------------------------------------------------ groups and text

    def _open(self) -> None:
        self._flush()
        if len(self._groups) >= _DEEPEST:
            raise Damaged("its groups are nested too deeply")
        self._groups.append(self._state)
        self._star = False
        self._to_skip = 0
        self._style = 0

    def _close(self) -> bool:
        """End a group; False if it was the document itself."""
        self._flush()
        self._to_skip = 0
        if self._groups:
            self._state = self._groups.pop()
        return bool(self._groups)

    def _raw(self, data: bytes) -> None:
        """Bytes of text, but for those that stand for a character that was read already."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if self._state.sink:
            self._bytes += data[skipped:]

    def _flush(self) -> None:
        """Decode the bytes that were gathered; a character may have two."""
        if self._bytes:
            font = self._default_font if self._state.font < 0 else self._state.font
            codec = self._font_codecs.get(font, self._codec)
            if self._state.sink != "body":
                codec = self._codec
            data, self._bytes = bytes(self._bytes), bytearray()
            self._put(data.decode(codec, errors="replace"))

    def _put(self, text: str) -> None:
        state = self._state
        match state.sink:
            case "body" if not (state.hidden or state.deleted):
                self._paragraph.text.append(text)
            case "sign":
                self._paragraph.sign = (self._paragraph.sign + text)[:40]
            case "styles":
                name = self._styles.get(self._style, "") + text
                self._styles[self._style] = name[:_LONGEST_NAME]
            case "title" | "author":
                self._said[state.sink].append(text)

    # ------------------------------------------------------------------ control words

    def _symbol(self, symbol: str) -> None:
        self._flush()
        if symbol == "*":
            self._star = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in _SYMBOLS and self._state.sink:
            self._put(_SYMBOLS[symbol])

    def _word(self, word: str, value: int | None) -> None:
        self._flush()
        star, self._star = self._star, False
        self._to_skip = 0
        if not self._state.sink:
            return
        if word in _UNREAD:
            self._state = replace(self._state, sink="")
        elif word in _SINKS and (_SINKS[word] not in _WITHIN_INFO or self._state.sink == "info"):
            self._state = replace(self._state, sink=_SINKS[word])
        elif star:
            self._state = replace(self._state, sink="")  # a group for those who know it
        elif self._state.sink == "body":
            self._body_word(word, value)
        else:
            self._other_word(word, value)
        self._any_word(word, value)

    def _any_word(self, word: str, value: int | None) -> None:
        """Words that mean the same wherever they stand."""
        match word:
            case "u" if value is not None:
                code = value + 0x10000 if value < 0 else value
                if 0 < code <= 0x10FFFF:
                    self._put(chr(code))
                self._to_skip = self._state.skip
            case "uc":
                self._state = replace(self._state, skip=max(0, min(value or 0, 8)))
            case "ansicpg":
                self._codec = _codec(f"cp{value}") or self._codec
            case "mac" | "pc" | "pca":
                self._codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
            case "deff":
                self._default_font = value or 0
            case "f":
                self._state = replace(self._state, font=value or 0)
            case _ if word in _CHARACTERS:
                self._put(_CHARACTERS[word])

    def _other_word(self, word: str, value: int | None) -> None:
        """A word in the tables of fonts and styles, or in the properties."""
        match self._state.sink, word:
            case "fonts", "fcharset":
                codec = _codec(_CHARSETS.get(value or 0, ""))
                if codec and value:  # 0 is ANSI: the code page of the document
                    self._font_codecs[self._state.font] = codec
            case "styles", "s":
                self._style = value or 0
            case "styles", "cs" | "ds" | "ts":
                self._style = -1  # of characters, sections or tables
            case "date", "yr" | "mo" | "dy" if value is not None:
                self._date[word] = value

    def _body_word(self, word: str, value: int | None) -> None:
        state, paragraph = self._state, self._paragraph
        match word:
            case _ if word in _PARAGRAPH_ENDS:
                self._end_paragraph()
            case "cell" | "nestcell":
                self._end_cell()
            case "row" | "nestrow":
                self._end_row()
            case "pard":
                paragraph.style, paragraph.outline, paragraph.in_table = 0, 9, False
            case "intbl":
                paragraph.in_table = True
            case "s":
                paragraph.style = value or 0
            case "outlinelevel":
                paragraph.outline = 0 if value is None else value
            case "v":
                self._state = replace(state, hidden=value != 0)
            case "deleted":
                self._state = replace(state, deleted=value != 0)
            case "plain":
                self._state = replace(state, hidden=False, deleted=False, font=-1)

    # ------------------------------------------------------------------ blocks

    def _block(self) -> Block | None:
        """The paragraph so far as a block; the next has its properties until they are changed."""
        old = self._paragraph
        self._paragraph = _Paragraph(old.style, old.outline, old.in_table)
        # Characters beyond U+FFFF come as two surrogates.
        wide = "".join(old.text).encode("utf-16", "surrogatepass")
        text = wide.decode("utf-16", "replace").strip(" \t\n")
        if not text:
            return None
        name = self._styles.get(old.style, "").strip(" ;").casefold()
        if name == "title":
            return Block(text, BlockKind.TITLE)
        if old.outline == 0 or name == "heading 1":
            return Block(text, BlockKind.HEADING)
        if 0 < old.outline < 9 or name.startswith("heading "):
            return Block(text, BlockKind.SUBHEADING)
        sign = old.sign.strip()
        if sign:
            counts = any(letter.isalnum() for letter in sign)
            return Block(f"{sign if counts else '•'} {text}", BlockKind.ITEM)
        return Block(text)

    def _end_paragraph(self) -> None:
        if self._state.deleted:
            return  # the end of a paragraph was deleted: the next goes on
        in_table = self._paragraph.in_table
        block = self._block()
        if in_table:
            self._cell += [block] if block else []
            return
        self._end_row()
        if block:
            self.flow.add(block)

    def _end_cell(self) -> None:
        block = self._block()
        self._cell += [block] if block else []
        if not self._row:
            self._row = True
            self.flow.row()
        self.flow.cell()
        for part in self._cell:
            self.flow.add(part)
        self._cell = []

    def _end_row(self) -> None:
        """End a row, also one that was never ended; what is in no cell stands by itself."""
        if self._row:
            self.flow.end_row()
        self._row = False
        for part in self._cell:
            self.flow.add(part)
        self._cell = []


def _codec(name: str) -> str:
    """The name of a code page if Python knows it, else nothing."""
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return "utf-8" if name == "cp65001" else ""


FORMAT = Format(
    id="rtf",
    name="Rich Text Format",
    extensions=(".rtf",),
    read=reader_of(read),
    unit="none",
    about="The text, its lists and its tables, without deleted text, notes and comments.",
    kind="text",
)

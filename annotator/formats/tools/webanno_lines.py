r"""The lines of a WebAnno TSV file: header, sentences, rows, cells; see `webanno_tsv`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotator.core.errors import AnnotatorError
from annotator.formats.exchange import Skipped
from annotator.formats.offsets import Unit

HEADER = "#FORMAT=WebAnno TSV 3.3"

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3\.[0-9]+\s*")
_PLACE = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")
_TEXT_SIGNS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}
_VALUE_SIGNS = {"t": "\t", "n": "\n", "r": "\r"}
_TEXT_ESCAPED = re.compile(r"[\x00-\x0a\x0c-\x1f\\]")
_TEXT_ESCAPES = re.compile(r"\\([\x00-\x07\x0e-\x1f\\tnfrb])")
_VALUE_ESCAPED = re.compile(r"->|[\\\[\]|_;*\t\n\r]")
_VALUE_ESCAPES = re.compile(r"\\(->|[\\\[\]|_;*tnr])")
_STACKED = re.compile(r"(?:[^\\|]|\\.)+|(?<=\|)(?=\||\Z)", re.DOTALL)
_NUMBERED = re.compile(r"((?:[^\\]|\\.)*?)\[([0-9]{1,15})\]", re.DOTALL)
_LARGEST_GAP = 1_000_000


# ---------------------------------------------------------------------------- escapes


def text_escaped(text: str) -> str:
    """A line of an article's text, or a token, as it stands in the file."""
    back = {sign: letter for letter, sign in _TEXT_SIGNS.items()}
    return _TEXT_ESCAPED.sub(lambda it: "\\" + back.get(it.group(), it.group()), text)


def text_unescaped(text: str) -> str:
    """The text for which a line stands."""
    return _TEXT_ESCAPES.sub(lambda it: _TEXT_SIGNS.get(it.group(1), it.group(1)), text)


def value_escaped(value: str) -> str:
    """A feature's value as it stands in a cell."""
    back = {sign: letter for letter, sign in _VALUE_SIGNS.items()}
    return _VALUE_ESCAPED.sub(lambda it: "\\" + back.get(it.group(), it.group()), value)


def value_unescaped(value: str) -> str:
    """The value for which part of a cell stands."""
    return _VALUE_ESCAPES.sub(lambda it: _VALUE_SIGNS.get(it.group(1), it.group(1)), value)


def stacked(cell: str) -> list[tuple[str, int]]:
    """The values stacked in a cell, still escaped, each with its disambiguation id or 0."""
    found: list[tuple[str, int]] = []
    for value in _STACKED.findall(cell):
        numbered = _NUMBERED.fullmatch(value)
        found.append((numbered.group(1), int(numbered.group(2))) if numbered else (value, 0))
    return found


# ---------------------------------------------------------------------------- parts of a file


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the header: `first` is the number of its first column among the cells.

    `kind` is "SP" for spans, "CH" for chains, "RL" for relations.
    """

    kind: str
    name: str
    first: int
    features: tuple[str, ...]

    @property
    def short(self) -> str:
        """The name without its package."""
        return self.name.rpartition(".")[2] or self.name


@dataclass(frozen=True, slots=True)
class Row:
    """A token, or (`part`) a part of the token above."""

    number: int
    part: bool
    start: int
    end: int
    token: str
    cells: list[str]


@dataclass(slots=True)
class Sentence:
    """The text of a sentence, and its rows."""

    text: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class File:
    """What stands in a file, before any offset is looked at."""

    layers: list[Layer]
    sentences: list[Sentence]
    skipped: list[Skipped]


def parsed(data: bytes, before: str) -> File:
    """The parts of a file; raises AnnotatorError, as a clause, if it is none of these."""
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotatorError(f"it is not in UTF-8 (byte {error.start:,})") from error
    if "\0" in content:
        raise AnnotatorError("it is no text file but binary data")
    lines = [line.removesuffix("\r") for line in content.split("\n")]
    if not _FORMAT.fullmatch(lines[0]):
        raise AnnotatorError("its first line is not #FORMAT=WebAnno TSV 3.x")
    layers: list[Layer] = []
    at = 1
    for at, line in enumerate(lines[1:], start=1):  # noqa: B007 - where the header ends
        if line[:3] != "#T_":
            break
        layers.append(_layer(line, layers))
    file = File(layers, [], [])
    _read_body(lines, at, file, before)
    return file


def _layer(line: str, above: Sequence[Layer]) -> Layer:
    kind, _, rest = line[3:].partition("=")
    name, *features = rest.split("|")
    first = above[-1].first + len(above[-1].features) if above else 0
    return Layer(kind, name.strip(), first, tuple(it.strip() for it in features) or ("",))


def _read_body(lines: Sequence[str], at: int, file: File, before: str) -> None:
    texts: list[str] = []
    sentence: Sentence | None = None
    for number, line in enumerate(lines[at:], start=at + 1):
        if line.startswith("#Text=") and (sentence is None or not sentence.rows or texts):
            texts.append(text_unescaped(line[6:]))
        elif not line:
            texts, sentence = [], None
        elif line.startswith("#") and (sentence is None or not sentence.rows):
            continue  # Sentence.id, or what somebody else had to say
        else:
            if texts:
                sentence = Sentence("\n".join(texts))
                file.sentences.append(sentence)
                texts = []
            row = _row(line, number)
            if row is None or sentence is None:
                why = "it is no row of a token" if row is None else "there is no #Text= above it"
                file.skipped.append(Skipped(f"{before}line {number}", why))
            else:
                sentence.rows.append(row)


def _row(line: str, number: int) -> Row | None:
    unit, *cells = line.split("\t")
    place = _PLACE.fullmatch(cells[0]) if len(cells) > 1 else None
    if place is None:
        return None
    start, end = (int(it) for it in place.groups())
    return Row(number, "." in unit, start, end, cells[1], cells[2:])


# ---------------------------------------------------------------------------- the text


def rebuilt(sentences: Sequence[Sentence], unit: Unit) -> str:
    """The article's text, as INCEpTION's own reader puts it together.

    A sentence stands where its first token starts; what lies between two is not in the file: it is
    a line feed, and spaces where more is missing. Raises AnnotatorError for a gap beyond reason.
    """
    parts: list[str] = []
    at = 0
    for sentence in sentences:
        begin = next((row.start for row in sentence.rows), at + 1)
        gap = begin - at
        if gap > _LARGEST_GAP:
            raise AnnotatorError(f"its offsets leave a gap of {gap:,} characters")
        if gap > 0:
            parts.append("\n" + " " * (gap - 1) if parts else " " * gap)
        parts.append(sentence.text)
        at = max(begin, at) + _width(sentence.text, unit)
    return "".join(parts)


def _width(text: str, unit: Unit) -> int:
    if unit is Unit.UTF16 and not text.isascii():
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass")) if unit is Unit.UTF8 else len(text)


def rows_of(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """All rows, in order."""
    for sentence in sentences:
        yield from sentence.rows

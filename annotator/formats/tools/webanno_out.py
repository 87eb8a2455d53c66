"""WebAnno TSV, the way out; see `webanno_tsv`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from annotator.core.labels import moved
from annotator.core.model import Label, Span, Value
from annotator.core.text import OffsetMap
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.parts.naming import FileNames, escaped, numbered
from annotator.formats.parts.tokens import in_sentences, tokens, touched
from annotator.formats.tools.webanno_lines import HEADER, text_escaped, value_escaped

LAYER = "webanno.custom.Label"
"""The layer that our labels are written to."""

TAG, NOTE, GROUP = "tag", "note", "group"
"""Its features beside the fields: the tag, the note, the number that pieces of a label share."""

UNLABELLED = "INITIAL_CAS"
"""INCEpTION's name for an article on which nobody has worked."""

_UNFIT = "[^A-Za-z0-9_]"


def feature_name(key: str) -> str:
    """The name of the feature for a field: a name of Java's, and none of our own three."""
    if key in {TAG, NOTE, GROUP} or key[:1].isdigit():
        return escaped(key[:1], ".") + escaped(key[1:], _UNFIT)
    return escaped(key, _UNFIT)


def fit(item: LabelledArticle, _options: WriteOptions) -> LabelledArticle:
    """The article with its labels trimmed: white space at an end of a piece has no row."""
    return replace(item, labels=tuple(_trimmed(item.article.text, item.labels)))


def _trimmed(text: str, labels: Iterable[Label]) -> Iterator[Label]:
    for label in labels:
        pieces: list[Span] = []
        for start, end in label.pieces:
            said = text[start:end]
            left = start + len(said) - len(said.lstrip())
            if said.strip():
                pieces.append(Span(left, left + len(said.strip())))
        if tuple(pieces) == label.pieces:
            yield label
        elif pieces:
            yield moved(label, text, pieces, label.updated)


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write `annotation/ARTICLE/ANNOTATOR.tsv` for each article and annotator."""
    path.mkdir()
    names = FileNames()
    names.of(UNLABELLED)  # so that nobody has it
    for number, item in enumerate(items, start=1):
        folder = path / "annotation" / f"{numbered(number, item.article.title)}.txt"
        folder.mkdir(parents=True)
        for who, labels in _by_annotator(item).items():
            name = names.of(who) if who else UNLABELLED
            with (folder / f"{name}.tsv").open("x", encoding="utf-8", newline="") as stream:
                lines = _lines(item.article.text, labels, options.fields)
                stream.writelines(f"{line}\n" for line in lines)
        yield


def _by_annotator(item: LabelledArticle) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = {}
    for label in item.labels:
        found.setdefault(item.name_of(label.annotator_id), []).append(label)
    return found or {"": []}


# ---------------------------------------------------------------------------- one file


@dataclass(slots=True)
class _Mark:
    """One annotation of the layer: its values by feature, and its id where it needs one."""

    span: Span
    values: Mapping[str, str]
    number: int = 0

    def cell(self, feature: str) -> str:
        """What it says in a feature's column."""
        value = self.values.get(feature, "")
        said = value_escaped(value) if value else "*"
        return f"{said}[{self.number}]" if self.number else said


@dataclass(slots=True)
class _Unit:
    """A row: a token, or part of one, and the marks on just that."""

    span: Span
    id: str
    marks: list[_Mark]


def _lines(text: str, labels: Sequence[Label], fields: Iterable[str]) -> Iterator[str]:
    keys = dict.fromkeys([*fields, *(key for label in labels for key in label.fields)])
    features = [TAG, *map(feature_name, keys), NOTE, GROUP]
    yield HEADER
    yield "|".join([f"#T_SP={LAYER}", *features])
    yield ""
    measure = OffsetMap.utf16(text)
    found = _tokens(text)
    sentences = in_sentences(text, found)
    units = _units(found, sentences, list(_marks(labels)))
    starts = [found[sentence.start].start for sentence in sentences]
    for number, (start, stop) in enumerate(pairwise([*starts, len(text)])):
        yield ""
        # What parts two sentences belongs to the first, but for the line feed that is understood.
        last = number == len(starts) - 1
        end = stop if last or text[stop - 1] != "\n" else stop - 1
        yield from (f"#Text={text_escaped(line)}" for line in text[start:end].split("\n"))
        for unit in units[number]:
            first, after = measure.outer(unit.span.start), measure.outer(unit.span.end)
            cells = ["|".join(mark.cell(it) for mark in unit.marks) or "_" for it in features]
            said = text_escaped(text[slice(*unit.span)])
            yield "\t".join([unit.id, f"{first}-{after}", said, *cells, ""])


def _tokens(text: str) -> list[Span]:
    """The tokens; white space before the first is one too, for a text begins with a token."""
    found = tokens(text)
    start = found[0].start if found else len(text)
    return [Span(0, start), *found] if start else found


def _marks(labels: Iterable[Label]) -> Iterator[_Mark]:
    group = 0
    for label in labels:
        values = {feature_name(key): _word(value) for key, value in label.fields.items()}
        values.update({TAG: label.tag, NOTE: label.note})
        if len(label.pieces) > 1:
            group += 1
            values[GROUP] = str(group)
        for piece in label.pieces:
            yield _Mark(piece, values)


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _units(
    found: Sequence[Span], sentences: Sequence[range], marks: Sequence[_Mark]
) -> list[list[_Unit]]:
    """The rows of each sentence, the marks on them numbered where they have to be."""
    on: dict[int, list[_Mark]] = {}
    for mark in marks:
        for number in touched(found, mark.span):
            on.setdefault(number, []).append(mark)
    rows: list[list[_Unit]] = []
    for number, sentence in enumerate(sentences, start=1):
        units: list[_Unit] = []
        for place, token in enumerate(sentence, start=1):
            units.extend(_token_units(found[token], f"{number}-{place}", on.get(token, ())))
        rows.append(units)
    _number(unit for units in rows for unit in units)
    return rows


def _token_units(token: Span, unit_id: str, marks: Iterable[_Mark]) -> Iterator[_Unit]:
    """The row of a token, and a row for each part of it that a mark covers."""
    whole: list[_Mark] = []
    parts: dict[Span, list[_Mark]] = {}
    for mark in marks:
        part = Span(max(token.start, mark.span.start), min(token.end, mark.span.end))
        (whole if part == token else parts.setdefault(part, [])).append(mark)
    yield _Unit(token, unit_id, whole)
    for number, part in enumerate(sorted(parts), start=1):
        yield _Unit(part, f"{unit_id}.{number}", parts[part])


def _number(units: Iterable[_Unit]) -> None:
    """Number the marks that are on several rows, or on one with others."""
    seen: set[int] = set()
    to_number: dict[int, _Mark] = {}
    for unit in units:
        for mark in unit.marks:
            if id(mark) in seen or len(unit.marks) > 1:
                to_number.setdefault(id(mark), mark)
            seen.add(id(mark))
    for number, mark in enumerate(to_number.values(), start=1):
        mark.number = number

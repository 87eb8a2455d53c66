"""brat standoff, the way out: texts, `.ann` files and annotation.conf; see `brat`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from annotator.core.model import Field, Kind, Label, Span
from annotator.formats.exchange import LabelledArticle, WriteOptions, one_line
from annotator.formats.parts.naming import FileNames, escaped, numbered, unescaped
from annotator.formats.tools.brat_lines import (
    BOUND,
    KEPT,
    OTHER,
    PEOPLE,
    UNFIT,
    More,
    bound_line,
    fragments,
    joined,
    numbers,
    references,
)

_ID = re.compile(r"([A-Z#])([0-9]{1,15})")
_VALUE = re.compile(r"[^\s|,<>\x00-\x1f]+")
_ENDS = re.compile("[\x85\u2028\u2029]")
_MOST_VALUES = 50


def fit(item: LabelledArticle, _options: WriteOptions) -> LabelledArticle:
    """The article without labels on line breaks alone, which have no place in brat."""
    text = item.article.text
    kept = (label for label in item.labels if any(fragments(text, label.pieces)))
    return replace(item, labels=tuple(kept))


@dataclass(slots=True)
class _Used:
    """What the configuration has to name, in the order in which it was met."""

    tags: dict[str, None] = field(default_factory=dict)
    fields: dict[str, dict[str, None]] = field(default_factory=dict)
    relations: dict[str, None] = field(default_factory=dict)
    events: dict[str, dict[str, None]] = field(default_factory=dict)


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write a text and its annotations for each article and annotator, and annotation.conf."""
    path.mkdir()
    names, used = FileNames(), _Used()
    for number, item in enumerate(items, start=1):
        stem = numbered(number, item.article.title)
        for who, labels in _by_annotator(item).items():
            folder = path / PEOPLE / names.of(who) if who else path
            folder.mkdir(parents=True, exist_ok=True)
            kept = item.article.metadata.extra
            lines = _lines(
                item.article.text, labels, kept.get(f"{KEPT} {who}") or kept.get(KEPT, ""), used
            )
            # A text that begins with U+FEFF would lose it, were it taken for the mark.
            mark = "\ufeff" if item.article.text.startswith("\ufeff") else ""
            _put(folder / f"{stem}.txt", mark + item.article.text)
            _put(folder / f"{stem}.ann", "".join(f"{line}\n" for line in lines))
        yield
    _put(path / "annotation.conf", "\n".join(_configuration(options, used)) + "\n")


def _put(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as stream:
        stream.write(text)


def _by_annotator(item: LabelledArticle) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = {}
    for label in item.labels:
        found.setdefault(item.name_of(label.annotator_id), []).append(label)
    return found or {"": []}


def _lines(text: str, labels: Sequence[Label], kept: str, used: _Used) -> Iterator[str]:
    """The lines of an `.ann` file: the labels, then what hangs on them, then what was kept."""
    rest = kept.split("\n") if kept else []
    old = _old_ids(rest)
    ids_of = _Ids(rest)
    own: list[str] = []
    known: set[str] = set()
    for label in labels:
        parts = tuple(fragments(text, label.pieces))
        ids = old.get((label.tag, parts)) or []
        bound = ids.pop(0) if ids else ids_of.next("T")
        known.add(bound)
        used.tags.setdefault(label.tag)
        yield bound_line(bound, label.tag, parts, text)
        own.extend(
            ids_of.next(line[0]) + line[1:] for line in _own_lines(label, bound, parts, text, used)
        )
    yield from own
    yield from _still_true(rest, known, used)


class _Ids:
    """New ids, beyond those of the kept lines."""

    def __init__(self, kept: Iterable[str]) -> None:
        self._last: dict[str, int] = {}
        for line in kept:
            found = _ID.match(line)
            if found:
                kind, number = found.group(1), int(found.group(2))
                self._last[kind] = max(number, self._last.get(kind, 0))

    def next(self, kind: str) -> str:
        """The next id of a kind: "T" and the like."""
        self._last[kind] = self._last.get(kind, 0) + 1
        return f"{kind}{self._last[kind]}"


def _own_lines(
    label: Label, bound: str, parts: tuple[Span, ...], text: str, used: _Used
) -> Iterator[str]:
    """The attributes and notes of a label, each without its number."""
    more = More()
    for key, value in label.fields.items():
        word = str(value).lower() if isinstance(value, bool) else str(value)
        if _VALUE.fullmatch(word):
            yield f"A\t{escaped(key, UNFIT)} {bound}" + ("" if value is True else f" {word}")
            values = used.fields.setdefault(key, {})
            if value is not True and len(values) < _MOST_VALUES:
                values.setdefault(word)
        elif value != "":
            more.fields[key] = value
    if label.note:
        yield f"#\tAnnotatorNotes {bound}\t{one_line(label.note)}"
        if one_line(label.note) != label.note or label.note != label.note.strip():
            more.note = label.note
    if joined(text, parts) != label.pieces:
        more.pieces = [(start, end) for start, end in label.pieces]
    if more != More():
        coded = msgspec.json.encode(more).decode("utf-8")
        # JSON may hold these as they are, but brat would end the line there.
        coded = _ENDS.sub(lambda found: f"\\u{ord(found.group()):04x}", coded)
        yield f"#\tAnnotatorJSON {bound}\t{coded}"


def _old_ids(kept: Iterable[str]) -> dict[tuple[str, tuple[Span, ...]], list[str]]:
    """The ids that labels had in the file from which lines were kept."""
    found: dict[tuple[str, tuple[Span, ...]], list[str]] = {}
    for line in kept:
        bound = BOUND.fullmatch(line)
        if bound:
            places = tuple(Span(*place) for place in numbers(bound.group(3)))
            found.setdefault((unescaped(bound.group(2)), places), []).append(bound.group(1))
    return found


def _still_true(kept: Iterable[str], known: set[str], used: _Used) -> Iterator[str]:
    """Of the kept lines, those that name nothing which is gone."""
    waiting = [(line, set(references(line))) for line in kept if OTHER.fullmatch(line)]
    while True:
        ready = [line for line, named in waiting if named <= known]
        if not ready:
            return
        done = set(ready)
        for line in ready:
            known.add(line.partition("\t")[0])
            _note_types(line, used)
        yield from ready
        waiting = [(line, named) for line, named in waiting if line not in done]


def _note_types(line: str, used: _Used) -> None:
    first, *others = line.split("\t")[1].split()
    if line[0] == "R":
        used.relations.setdefault(first)
    elif line[0] == "E":
        roles = used.events.setdefault(first.partition(":")[0], {})
        roles.update(dict.fromkeys(it.partition(":")[0].rstrip("0123456789") for it in others))


def _configuration(options: WriteOptions, used: _Used) -> Iterator[str]:
    """The lines of annotation.conf; brat wants the four sections, empty or not."""
    tags = dict.fromkeys([*options.tag_keys(), *used.tags])
    yield from ["[entities]", *(escaped(tag, UNFIT) for tag in tags), ""]
    yield "[relations]"
    # Without this line brat refuses labels that overlap.
    yield "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    yield from (f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in used.relations)
    yield from ["", "[events]"]
    for name, roles in used.events.items():
        yield f"{name}\t" + ", ".join(f"{role}*:<ANY>" for role in roles)
    yield from ["", "[attributes]"]
    asked = options.codebook.fields if options.codebook else ()
    for key in dict.fromkeys([*(item.key for item in asked), *used.fields]):
        yield _attribute_type(key, options, used.fields.get(key, {}))


def _attribute_type(key: str, options: WriteOptions, used: Iterable[str]) -> str:
    asked = options.codebook.field(key) if options.codebook else None
    values: Iterable[str] = used
    if isinstance(asked, Field) and asked.kind is Kind.SCALE:
        values = map(str, range(asked.low, min(asked.high, asked.low + _MOST_VALUES) + 1))
    elif isinstance(asked, Field) and asked.kind is Kind.CHOICE:
        values = [option.key for option in asked.options if _VALUE.fullmatch(option.key)]
    listed = "|".join(values)
    return f"{escaped(key, UNFIT)}\tArg:<ENTITY>" + (f", Value:{listed}" if listed else "")

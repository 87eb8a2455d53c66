"""The lines of brat's `.ann` files, and what in them belongs together; see `brat`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from annotator.core.labels import shortened
from annotator.core.model import Span, Value
from annotator.formats.exchange import Skipped
from annotator.formats.parts.naming import escaped, unescaped

PEOPLE = "annotators"
"""The folder that has a folder for each annotator."""

KEPT = "brat"
"""The metadata that holds the lines of a file that are no labels."""

UNFIT = "[^A-Za-z0-9_-]"
"""What the name of a type may not have in it."""

_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_PLACES = r"[0-9]{1,15} [0-9]{1,15}(?:;[0-9]{1,15} [0-9]{1,15})*"

BOUND = re.compile(rf"(T[^\t]*)\t(\S+) ({_PLACES})[ ]*(?:\t(.*))?", re.DOTALL)
"""A T line: id, type, places, quote."""

_ATTRIBUTE = re.compile(r"[AM][^\t]*\t(\S+) (\S+)(?:\s(.*))?", re.DOTALL)
_NOTE = re.compile(r"#[^\t]*\t(\S+) (\S+)[ ]*\t(.*)", re.DOTALL)

OTHER = re.compile(r"(?:[REAMN#][^\t]*|\*)\t\S.*", re.DOTALL)
"""Any other line of an `.ann` file."""

_REFERENCE = re.compile(r"(?:^|:)([TER][0-9]+)$")
"""What a line names by its id: alone, or after its part in an event or relation."""


class More(msgspec.Struct, omit_defaults=True):
    """What of a label fits no line of brat's."""

    note: str = ""
    fields: dict[str, Value] = {}
    pieces: list[tuple[int, int]] = []


# ---------------------------------------------------------------------------- places


def fragments(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """The parts of the pieces that have no line break in them."""
    for start, end in pieces:
        at = start
        for found in _BREAKS.finditer(text, start, end):
            if at < found.start():
                yield Span(at, found.start())
            at = found.end()
        if at < end:
            yield Span(at, end)


def joined(text: str, parts: Iterable[Span]) -> tuple[Span, ...]:
    """The pieces of these fragments: apart, in order, one where only line breaks part them."""
    pieces: list[Span] = []
    for start, end in sorted(parts):
        last = pieces[-1].end if pieces else -1
        if pieces and (start <= last or _BREAKS.fullmatch(text, last, start)):
            pieces[-1] = Span(pieces[-1].start, max(last, end))
        else:
            pieces.append(Span(start, end))
    return tuple(pieces)


def bound_line(bound: str, tag: str, parts: Sequence[Span], text: str) -> str:
    """The T line of a label on these parts of the text, none with a line break in it."""
    places = ";".join(f"{start} {end}" for start, end in parts)
    quote = " ".join(text[start:end] for start, end in parts)
    return f"{bound}\t{escaped(tag, UNFIT)} {places}\t{quote}"


# ---------------------------------------------------------------------------- a file


@dataclass(slots=True)
class Bound:
    """A T line, and what other lines say about it."""

    where: str
    tag: str
    places: list[tuple[int, int]]
    quote: str
    fields: dict[str, Value] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    more: More = field(default_factory=More)
    fragments: tuple[Span, ...] = ()


def parsed(content: str, before: str) -> tuple[dict[str, Bound], list[str], list[Skipped]]:
    """The T lines by id with what hangs on them, the other lines, and what is neither."""
    bounds: dict[str, Bound] = {}
    others: list[tuple[str, str]] = []
    skipped: list[Skipped] = []
    for number, full in enumerate(content.split("\n"), start=1):
        line, where = full.removesuffix("\r"), f"{before}line {number}"
        found = BOUND.fullmatch(line)
        if found and found.group(1) in bounds:
            skipped.append(Skipped(where, f"there is a {found.group(1)[:20]} above already"))
        elif found:
            bounds[found.group(1)] = Bound(
                where, unescaped(found.group(2)), numbers(found.group(3)), found.group(4) or ""
            )
        elif OTHER.fullmatch(line):
            others.append((where, line))
        elif line.strip():
            skipped.append(Skipped(where, "it is no line of brat's"))
    kept: list[str] = []
    for where, line in others:
        why = _hung(line, bounds)
        if why is None:
            kept.append(line)
        elif why:
            skipped.append(Skipped(where, why))
    return bounds, kept, skipped


def numbers(places: str) -> list[tuple[int, int]]:
    """The starts and ends in `0 6;10 14`."""
    pairs = (place.split(" ") for place in places.split(";"))
    return [(int(start), int(end)) for start, end in pairs]


def _hung(line: str, bounds: Mapping[str, Bound]) -> str | None:
    """Hang an attribute or note on its label: "" if done, or why not; None if it has no label."""
    attribute, note = _ATTRIBUTE.fullmatch(line), _NOTE.fullmatch(line)
    found = attribute or note
    bound = bounds.get(found.group(2)) if found else None
    if found is None or bound is None:
        return None
    if attribute:
        name, value = unescaped(found.group(1)), (found.group(3) or "").strip()
        if name in bound.fields:
            return f"its label has the attribute “{shortened(name)}” already"
        bound.fields[name] = value or True
    elif found.group(1) == "AnnotatorJSON":
        try:
            bound.more = msgspec.json.decode(found.group(3), type=More)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return "it is no JSON of ours"
        if any(not 0 <= start < end for start, end in bound.more.pieces):
            bound.more.pieces = []
    elif found.group(3).strip():
        bound.notes.append(found.group(3).strip())
    return ""


def references(line: str) -> Iterator[str]:
    """The ids of labels, events and relations that a line names."""
    words = line.split("\t")[1].split()
    if ":" not in words[0]:
        words[0] = ""  # a type, which may look like an id
    # The third word of a normalization is a name in somebody's database.
    for word in words[:2] if line.startswith("N") else words:
        found = _REFERENCE.search(word)
        if found:
            yield found.group(1)

"""From the lines of a page to its paragraphs, by where the lines stand.

Sizes and places are in points, the origin at the lower left, as in PDF. No file is known here.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

SAME_SIZE: Final = 0.12
"""By which share the sizes of two lines of one paragraph may differ."""

_WIDER_GAP: Final = 1.3
"""How many usual line distances are a gap between paragraphs."""

_INDENTED: Final = 0.7
_DROP_CAP: Final = 1.8
_EDGE: Final = 0.12
"""The share of a page's height, above and below, where running heads and feet stand."""
_HEAD_GAP: Final = 1.5
"""How many letters' heights of distance part a running head from the text."""
_SAME_PLACE: Final = 4.0
_OFTEN: Final = 5
_SHARE_OF_PAGES: Final = 0.3

_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»“‘)\]]*$")
_ITEM = re.compile(r"(?:[•‣▪●◦–—*·-]|\(?(?:\d{1,3}|[a-z])[.)])\s")
_COUNTED = re.compile(r"(?:[•‣▪●◦]|\(?\d{1,3}[.)])\s")
"""Items that no sentence goes on with, as it may with a dash."""
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_WORD = re.compile(r"\w+(?:-\w+)*")
_NUMBER_PARTED = re.compile(r"\d-$")
_SUSPENDING = frozenset(("and", "or", "to", "und", "oder", "bis", "sowie"))
"""What follows the hyphen of a word whose other half is yet to come: “Haupt- und Nebenstraßen”."""


@dataclass(slots=True)
class Line:
    """A line of text and its box; `cap` is the lower edge of a drop cap that it begins with.

    `hyphen` says that its last word goes on in the next line, `size` is the height of its letters.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    cap: float | None = None
    hyphen: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph, its lines joined, with the size of its letters and the page it begins on."""

    text: str
    size: float
    page: int


@dataclass(slots=True)
class _Column:
    """Lines of one size, one below the other: its edges and the usual distance of its lines."""

    lines: list[Line] = field(default_factory=list)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    def distances(self) -> list[float]:
        return [above.bottom - below.bottom for above, below in pairwise(self.lines)]


# ---------------------------------------------------------------------------- heads and feet


def without_running(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """The lines without running heads, feet and page numbers: what stands on many pages in one
    place near the edge, numbers aside."""
    seen: defaultdict[tuple[bool, str], list[Line]] = defaultdict(list)
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    for page, found in pages.items():
        for above, line in _outer(found, heights[page]):
            seen[above, _NUMBERS.sub("#", line.text.casefold())].append(line)
    enough = max(2, min(_OFTEN, math.ceil(_SHARE_OF_PAGES * len(heights))))
    running: set[int] = set()
    for alike in seen.values():
        running.update(id(line) for line in alike if _pages_beside(line, alike, enough))
    left = [line for line in lines if id(line) not in running]
    return left or list(lines)


def _outer(page: Iterable[Line], height: float) -> Iterator[tuple[bool, Line]]:
    """The lines at the upper (True) and lower edge of a page that a gap parts from the others."""
    rising = sorted(page, key=lambda line: line.bottom)
    for above, outward in ((False, rising), (True, rising[::-1])):
        rows: list[Line] = []
        for line in outward:
            if rows and abs(line.bottom - rows[-1].bottom) > _HEAD_GAP * line.size:
                yield from ((above, found) for found in rows)
                break
            edge = line.bottom + line.size > (1 - _EDGE) * height
            if not (edge if above else line.bottom < _EDGE * height):
                break
            rows.append(line)


def _pages_beside(line: Line, alike: Sequence[Line], enough: int) -> bool:
    pages: set[int] = set()
    for other in alike:
        if abs(other.bottom - line.bottom) <= _SAME_PLACE:
            pages.add(other.page)
            if len(pages) >= enough:
                return True
    return False


# ---------------------------------------------------------------------------- paragraphs


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of these lines, in their order, hyphenated words joined."""
    columns = list(_columns(lines))
    usual = _usual_distances(columns)
    known = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    found: list[list[Line]] = []
    before: Line | None = None
    for column in columns:
        distance = usual.get(round(column.lines[0].size), math.inf)
        for index, line in enumerate(column.lines):
            above = column.lines[index - 1] if index else None
            below = column.lines[index + 1] if index + 1 < len(column.lines) else None
            if above is not None:
                apart = _apart(above, line, below, column.right, distance)
            else:
                apart = before is None or not _goes_on(before, line, below)
            if apart or not found:
                found.append([])
            found[-1].append(line)
            before = line
    return [
        Paragraph(_joined(group, known), median(line.size for line in group), group[0].page)
        for group in found
    ]


def _columns(lines: Iterable[Line]) -> Iterator[_Column]:
    """Lines one below the other of one size, as long as they follow each other."""
    column = _Column()
    for line in lines:
        if column.lines:
            above = column.lines[-1]
            follows = (
                line.page == above.page
                and line.bottom < above.bottom - 0.3 * line.size
                and line.left < above.right
                and above.left < line.right
                and alike(line.size, above.size)
            )
            if not follows:
                yield column
                column = _Column()
        column.lines.append(line)
    if column.lines:
        yield column


def alike(size: float, other: float) -> bool:
    """Whether two sizes are of one paragraph."""
    return abs(size - other) <= SAME_SIZE * max(size, other)


def _usual_distances(columns: Iterable[_Column]) -> dict[int, float]:
    """For each size the distance of lines that most of them have, of the commonest the smallest."""
    counts: defaultdict[int, Counter[float]] = defaultdict(Counter)
    for column in columns:
        rounded = (round(2 * distance) / 2 for distance in column.distances())
        counts[round(column.lines[0].size)].update(rounded)
    usual = {}
    for size, distances in counts.items():
        most = max(distances.values(), default=0)
        common = [distance for distance, count in distances.items() if 2 * count >= most]
        if common:
            usual[size] = min(common)
    return usual


def _apart(above: Line, line: Line, below: Line | None, right: float, distance: float) -> bool:
    """Whether a line begins a paragraph, as against the one above it in its column."""
    if above.bottom - line.bottom > _WIDER_GAP * distance:
        return True
    if above.hyphen or (above.cap is not None and line.bottom + line.size > above.cap):
        line.cap = above.cap  # beside the drop cap lines are set in, and no paragraph begins
        return False
    if _ITEM.match(line.text) and (_ITEM.match(above.text) or _ENDED.search(above.text)):
        return True
    if _set_in(line, above) and not _ITEM.match(above.text):  # of an item all but the first line is
        ended = below is None and _ENDED.search(above.text)
        if ended or (below is not None and _set_in(line, below)):
            return True
    if not _had_room(above, line, right):
        return False
    half_full = above.right - min(above.left, line.left) > 0.5 * (right - line.left)
    return not half_full or bool(_ENDED.search(above.text))


def _set_in(line: Line, other: Line) -> bool:
    return line.left - other.left > _INDENTED * line.size


def _had_room(above: Line, line: Line, right: float) -> bool:
    """Whether the line's first word would have fitted into the line above: the break was meant."""
    width = (line.right - line.left) / max(1, len(line.text))
    word = len(line.text.split(" ", 1)[0]) + 1
    return above.right + word * width + line.size < right


def _goes_on(before: Line, line: Line, below: Line | None) -> bool:
    """Whether a paragraph goes on from the foot of one column or page to the head of the next."""
    beside = line.page == before.page and abs(line.bottom - before.bottom) < line.size
    if beside or not alike(before.size, line.size):
        return False
    if line.page == before.page and line.bottom < before.bottom:
        return False  # further down: a caption, a box
    if before.hyphen:
        return True
    set_in = below is not None and _set_in(line, below)
    return not set_in and not _ENDED.search(before.text) and not _COUNTED.match(line.text)


def _joined(lines: Sequence[Line], known: Counter[str]) -> str:
    """The lines as one; a word that was parted at a line's end is whole again."""
    text = lines[0].text
    for above, line in pairwise(lines):
        if above.hyphen:
            text += _hyphen(above.text, line.text, known) + line.text
        elif _NUMBER_PARTED.search(above.text) and line.text[:1].isdigit():
            text += line.text
        else:
            text += f" {line.text}"
    return text


def _hyphen(before: str, after: str, known: Counter[str]) -> str:
    """The hyphen at a line's end, if it belongs to the word: “Anglo-Saxon”, or the text has it
    elsewhere in the midst of a line."""
    first = re.search(r"[\w-]+$", before)
    second = _WORD.match(after)
    if first is None or second is None:
        return "-"
    if second[0] in _SUSPENDING:
        return "- "
    if not second[0][0].islower():
        return "-" if first[0][-1:].islower() or second[0][0].isdigit() else ""
    hyphened, plain = f"{first[0]}-{second[0]}".casefold(), f"{first[0]}{second[0]}".casefold()
    return "-" if known[hyphened] > known[plain] else ""


def drop_cap(heights: Sequence[float], size: float) -> bool:
    """Whether the first of these letters is a drop cap."""
    return len(heights) > 1 and heights[0] >= _DROP_CAP * size

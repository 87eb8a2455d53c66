"""An article in numbered lines that are the same on every sheet, whatever prints it.

Lines are broken here, by words and by a rough idea of how wide letters are, and not by whoever
shows them: so “line 12” means the same words on paper, on a page and in a word processor.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from annotator.core.markup import printable
from annotator.core.model import Article, Span
from annotator.core.text import paragraphs

MEASURE = 52.0
"""How wide a line of the body may be, in letters of average width: some 60 characters of prose."""
HEADLINE_MEASURE = 38.0
"""The same for a headline, which stands in larger type."""

_NO_BREAK = "\u00a0\u202f\u2007"
_WORD = regex.compile(rf"[^\s\x1c-\x1f]+(?:[{_NO_BREAK}]+[^\s\x1c-\x1f]+)*+")
_CLUSTER = regex.compile(r"\X")
_BLANKS = regex.compile(rf"(?V1)[\s\x1c-\x1f--[{_NO_BREAK}]]")
_MAY_BREAK_AFTER = "-‐–—/"
_NARROW = frozenset("ijltfrI.,;:'’‘“”\"!|()[]- ")
_WIDE = frozenset("mwMW—%@…œæ")
_CAPITAL, _SMALLEST = 1.3, 0.6
_EM = 1.6
_SQUARE = 2.0
_PART = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an article: its number from 1, and where it stands in the text (code points).

    `opens` says that it begins a paragraph, `headline` that it belongs to the headline, and
    `leftward` that its paragraph is written from right to left.
    """

    number: int
    span: Span
    opens: bool = False
    headline: bool = False
    leftward: bool = False


def lines_of(article: Article) -> tuple[Line, ...]:
    """The lines of the article in order; blank lines are none, paragraphs begin a line anew."""
    found: list[Line] = []
    for paragraph in paragraphs(article.text):
        headline = paragraph.end <= article.headline_end
        leftward = _leftward(article.text[paragraph.start : paragraph.end])
        measure = HEADLINE_MEASURE if headline else MEASURE
        for place, span in enumerate(_broken(article.text, paragraph, measure)):
            found.append(Line(len(found) + 1, span, place == 0, headline, leftward))
    return tuple(found)


def line_at(lines: Sequence[Line], position: int) -> int:
    """The number of the line that a position of the text (code points) stands on; 0 without any.

    What lies between two lines belongs to the one before it.
    """
    at = bisect_right(lines, position, key=lambda line: line.span.start)
    return lines[max(0, at - 1)].number if lines else 0


def in_print(text: str) -> str:
    """A part of an article as it stands on a line: as long, each blank a space."""
    return printable(_BLANKS.sub(" ", text))


def _broken(text: str, paragraph: Span, measure: float) -> Iterator[Span]:
    """The lines of a paragraph, without the blanks at their ends."""
    start = end = -1
    used = 0.0
    for word in _words(text, paragraph, measure):
        width = _width(text[word.start : word.end])
        gap = _width(text[end : word.start]) if end >= 0 else 0.0
        if end >= 0 and used + gap + width > measure:
            yield Span(start, end)
            end = -1
        if end < 0:
            start, used = word.start, width
        else:
            used += gap + width
        end = word.end
    if end >= 0:
        yield Span(start, end)


def _words(text: str, paragraph: Span, measure: float) -> Iterator[Span]:
    """What is kept on one line: words, and the parts of those that are wider than a line."""
    for found in _WORD.finditer(text, *paragraph):
        start, end = found.span()
        if _width(text[start:end]) > measure:
            yield from _parts(text, Span(start, end), measure)
        else:
            yield Span(start, end)


def _parts(text: str, word: Span, measure: float) -> Iterator[Span]:
    """A word that is too wide, cut between characters as they are seen, after a hyphen if it can.

    A part is at least a third of a line, so that one hyphen at its start does not stand alone.
    """
    start, used = word.start, 0.0
    hyphen, before = -1, 0.0
    for found in _CLUSTER.finditer(text, *word):
        width = _width(found[0])
        if used + width > measure and found.start() > start:
            cut = hyphen if hyphen > start and before > measure / _PART else found.start()
            yield Span(start, cut)
            used = _width(text[cut : found.start()])
            start, hyphen = cut, -1
        used += width
        if found[0] in _MAY_BREAK_AFTER:
            hyphen, before = found.end(), used
    if start < word.end:
        yield Span(start, word.end)


def _width(text: str) -> float:
    return sum(map(_unit, _CLUSTER.findall(text)))


def _unit(cluster: str) -> float:
    """How wide one character is, as a share of an average letter of a serif."""
    if cluster in _NARROW:
        return _SMALLEST
    if cluster.isascii():
        wide = _EM if cluster in _WIDE else 1.0
        return max(wide, _CAPITAL) if cluster.isupper() else wide
    if any(unicodedata.east_asian_width(sign) in "WF" for sign in cluster):
        return _SQUARE
    if len(cluster) == 1 and unicodedata.category(cluster) in ("Cf", "Mn", "Me"):
        return 0.0
    if cluster in _WIDE:
        return _EM
    return _CAPITAL if cluster.isupper() else 1.0


def _leftward(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left (UAX #9, P2)."""
    ways = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"

"""A text in tokens and sentences, for formats that have a line for each token.

Tokens are the words that `core.text` finds, and of what stands between them each mark (a run of
full stops or hyphens is one). Every character that is not white space is in just one token.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import regex

from annotator.core.model import Span
from annotator.core.text import sentences, words

_VISIBLE = re.compile(r"\S+")
_MARK = regex.compile(r"\.{2,}|-{2,}|\X")


def tokens(text: str) -> list[Span]:
    """The tokens of a text, in order."""
    found: list[Span] = []
    at = 0
    for word in words(text):
        found.extend(_marks(text, at, word.start))
        found.append(word)
        at = word.end
    found.extend(_marks(text, at, len(text)))
    return found


def _marks(text: str, start: int, end: int) -> Iterator[Span]:
    for stretch in _VISIBLE.finditer(text, start, end):
        for mark in _MARK.finditer(text, *stretch.span()):
            yield Span(*mark.span())


def in_sentences(text: str, found: Sequence[Span]) -> list[range]:
    """The sentences, each as the range of its tokens' numbers; none is empty, none is left out."""
    if not found:
        return []
    starts = [token.start for token in found]
    firsts = sorted({0, *(bisect_left(starts, s.start) for s in sentences(text))} - {len(found)})
    return [range(*pair) for pair in zip(firsts, [*firsts[1:], len(found)], strict=True)]


def touched(found: Sequence[Span], span: Span) -> range:
    """The numbers of the tokens with which a span has a character in common."""
    first = bisect_right(found, span.start, key=lambda token: token.end)
    last = bisect_left(found, span.end, key=lambda token: token.start)
    return range(first, max(first, last))

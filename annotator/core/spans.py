"""Arithmetic of spans: joining, snapping to words, lanes, runs, and finding a quote again."""

import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

import regex

from annotator.core.model import Span
from annotator.core.text import word_at

# ---------------------------------------------------------------------------- sets of spans


def overlaps(a: Span, b: Span) -> bool:
    """Whether two spans have a code point in common; an empty span has none."""
    return max(a.start, b.start) < min(a.end, b.end)


def contains(a: Span, b: Span) -> bool:
    """Whether `b` lies within `a`, edges included."""
    return a.start <= b.start and b.end <= a.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The union of spans, sorted and apart; what overlaps or touches becomes one."""
    union: list[Span] = []
    for span in sorted(spans):
        if union and span.start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, span.end))
        else:
            union.append(span)
    return tuple(union)


def without(spans: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """What is left of each span, in their order, when one is cut out of them."""
    rest: list[Span] = []
    for each in spans:
        if not overlaps(each, span):
            rest.append(each)
            continue
        sides = (Span(each.start, span.start), Span(span.end, each.end))
        rest.extend(side for side in sides if side.start < side.end)
    return tuple(rest)


# ---------------------------------------------------------------------------- whole words

_ACRONYM_END = regex.compile(r"(?<![\p{L}\p{N}])(?:\p{L}\.){2,}$")
_LONGEST_ACRONYM = 24
# The tag characters that end the flags of countries within states are format characters.
_EMOJI_TAGS = ("\U000e0020", "\U000e007f")


def _blank(character: str) -> bool:
    if _EMOJI_TAGS[0] <= character <= _EMOJI_TAGS[1]:
        return False
    return unicodedata.category(character)[0] in "ZC"


def _loose(character: str) -> bool:
    return _blank(character) or unicodedata.category(character)[0] == "P"


def _kept_first(text: str, at: int, end: int) -> bool:
    """Whether the loose character at the start of a span belongs to what follows it."""
    if at + 1 >= end:
        return False
    following = text[at + 1]
    return (text[at] in "#@" and following.isalpha()) or unicodedata.category(following)[0] == "M"


def _kept_last(text: str, start: int, at: int) -> bool:
    """Whether the loose character at the end of a span belongs to what precedes it."""
    if at == start:
        return False
    if text[at] == "%":
        return text[at - 1].isdigit()
    low = max(start, at - _LONGEST_ACRONYM)
    return text[at] == "." and _ACRONYM_END.search(text[low : at + 1]) is not None


def _bare(text: str, span: Span) -> Span:
    """A span without the white space and invisible characters at its ends."""
    start, end = span
    while start < end and _blank(text[start]):
        start += 1
    while end > start and _blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else Span(span.start, span.start)


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space, invisible characters and punctuation at its ends.

    Kept are `#` and `@` before a letter, `%` after a digit and the dot of an acronym. Of
    punctuation alone only the white space goes; of white space an empty span stays at its start.
    """
    start, end = span
    while start < end and _loose(text[start]) and not _kept_first(text, start, end):
        start += 1
    while end > start and _loose(text[end - 1]) and not _kept_last(text, start, end - 1):
        end -= 1
    return Span(start, end) if start < end else _bare(text, span)


def snapped(text: str, span: Span) -> Span:
    """A span widened to whole words at both ends, then trimmed; empty if it holds only blanks."""
    first, last = word_at(text, span.start), word_at(text, span.end)
    inside_first = first is not None and first.start < span.start < first.end
    inside_last = last is not None and last.start < span.end < last.end
    start = first.start if first is not None and inside_first else span.start
    end = last.end if last is not None and inside_last else span.end
    return trimmed(text, Span(start, end))


# ---------------------------------------------------------------------------- drawing


def lanes(spans: Sequence[Span]) -> list[int]:
    """A lane for each span, 0 next to the text, so that no two that overlap share one.

    The shorter take the lowest free lane first, then the earlier, then the first given: a span
    within another lies always nearer to the text.
    """
    order = sorted(range(len(spans)), key=lambda i: (spans[i].end - spans[i].start, spans[i], i))
    taken: list[list[Span]] = []
    given = [0] * len(spans)
    for index in order:
        span = spans[index]
        if span.start >= span.end:
            continue
        lane = next((n for n, held in enumerate(taken) if _free(held, span)), len(taken))
        if lane == len(taken):
            taken.append([])
        insort(taken[lane], span)
        given[index] = lane
    return given


def _free(held: list[Span], span: Span) -> bool:
    """Whether a span fits between the sorted, disjoint spans of a lane."""
    at = bisect_left(held, span)
    return not any(overlaps(near, span) for near in held[max(0, at - 1) : at + 1])


def runs(spans: Sequence[Span]) -> list[tuple[Span, tuple[int, ...]]]:
    """The stretches between neighbouring ends of spans, each with the spans that cover it.

    Stretches that nothing covers are left out; the indexes are in the order given.
    """
    starting: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    for index, span in enumerate(spans):
        if span.start < span.end:
            starting.setdefault(span.start, []).append(index)
            ending.setdefault(span.end, []).append(index)
    stretches: list[tuple[Span, tuple[int, ...]]] = []
    active: list[int] = []
    before = 0
    for position in sorted(starting.keys() | ending.keys()):
        if active:
            stretches.append((Span(before, position), tuple(active)))
        gone = ending.get(position)
        if gone:
            active = [i for i in active if spans[i].end != position]
        for index in starting.get(position, ()):
            insort(active, index)
        before = position
    return stretches


def covering(spans: Sequence[Span], position: int) -> list[int]:
    """The indexes of the spans with `start <= position < end`, the shortest first."""
    found = [i for i, span in enumerate(spans) if span.start <= position < span.end]
    return sorted(found, key=lambda i: spans[i].end - spans[i].start)


# ---------------------------------------------------------------------------- a quote again


def relocated(text: str, quote: str, prefix: str, suffix: str, near: int) -> Span | None:
    """Where a quote stands now: where most of its context does, then nearest to `near`.

    `prefix` and `suffix` are what stood directly before and after it. None if it stands nowhere.
    """
    if not quote:
        return None
    whole = _places(text, prefix + quote + suffix)
    places = [at + len(prefix) for at in whole] or _places(text, quote)

    def fitness(at: int) -> tuple[int, int]:
        before = text[max(0, at - len(prefix)) : at]
        after = text[at + len(quote) : at + len(quote) + len(suffix)]
        shared = _shared(before[::-1], prefix[::-1]) + _shared(after, suffix)
        return shared, -abs(at - near)

    best = max(places, key=fitness, default=None)
    return None if best is None else Span(best, best + len(quote))


def _places(text: str, piece: str) -> list[int]:
    places = []
    at = text.find(piece)
    while at >= 0:
        places.append(at)
        at = text.find(piece, at + 1)
    return places


def _shared(a: str, b: str) -> int:
    """The length of the common beginning of two strings."""
    least = min(len(a), len(b))
    return next((i for i in range(least) if a[i] != b[i]), least)

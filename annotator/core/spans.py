"""Arithmetic of spans: joining, snapping to words, lanes, runs, and finding a quote again."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

import regex

from annotator.core.model import Span
from annotator.core.text import SOLID, word_at

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

_ACRONYM_END = regex.compile(rf"(?V1)(?<![\p{{L}}\p{{N}}--{SOLID}])(?:\p{{L}}\.){{2,}}$")
_LONGEST_ACRONYM = 24
# Not what is unassigned, which may be a newer emoji, nor the tags that end the flags of Wales or
# Scotland. One Unicode table, that of `regex`, decides here as for words.
_BLANK = regex.compile(r"(?V1)[\p{Z}\p{Cc}\p{Cf}\p{Co}\p{Cs}--[\U000e0020-\U000e007f]]")
_LOOSE = regex.compile(rf"{_BLANK.pattern}|\p{{P}}")
_LETTER = regex.compile(r"\p{L}")
_MARK = regex.compile(r"\p{M}")


def _kept_first(text: str, at: int, end: int) -> bool:
    """Whether the loose character at the start of a span belongs to what follows it."""
    if at + 1 >= end:
        return False
    lettered = text[at] in "#@" and _LETTER.match(text, at + 1) is not None
    return lettered or _MARK.match(text, at + 1) is not None


def _kept_last(text: str, start: int, at: int) -> bool:
    """Whether the loose character at the end of a span belongs to what precedes it."""
    if at == start:
        return False
    if text[at] == "%":
        return text[at - 1].isdigit()
    low = max(start, at - _LONGEST_ACRONYM)
    return text[at] == "." and _ACRONYM_END.search(text, low, at + 1) is not None


def _bare(text: str, span: Span) -> Span:
    """A span without the white space and invisible characters at its ends."""
    start, end = span
    while start < end and _BLANK.match(text, start):
        start += 1
    while end > start and _BLANK.match(text, end - 1):
        end -= 1
    return Span(start, end) if start < end else Span(span.start, span.start)


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space, invisible characters and punctuation at its ends.

    Kept are `#` and `@` before a letter, `%` after a digit and the dot of an acronym. Of
    punctuation alone only the white space goes; of white space an empty span stays at its start.
    """
    start, end = span
    while start < end and _LOOSE.match(text, start) and not _kept_first(text, start, end):
        start += 1
    while end > start and _LOOSE.match(text, end - 1) and not _kept_last(text, start, end - 1):
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
    taken: list[tuple[list[int], list[int]]] = []
    given = [0] * len(spans)
    before, lane = Span(0, 0), 0
    for index in order:
        span = spans[index]
        if span.start >= span.end:
            continue
        # The same span again fits in none of the lanes that were full for it before.
        lane = lane + 1 if span == before else 0
        while lane < len(taken) and not _free(*taken[lane], span):
            lane += 1
        if lane == len(taken):
            taken.append(([], []))
        for ends, end in zip(taken[lane], span, strict=True):
            insort(ends, end)
        given[index] = lane
        before = span
    return given


def _free(starts: list[int], ends: list[int], span: Span) -> bool:
    """Whether a span fits between those of a lane, which are apart and sorted."""
    at = bisect_right(starts, span.start)
    return (at == 0 or ends[at - 1] <= span.start) and (at == len(starts) or starts[at] >= span.end)


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


PLACES = 10_000
"""In how many places at most the context of a quote is compared."""


def relocated(text: str, quote: str, prefix: str, suffix: str, near: int) -> Span | None:
    """Where a quote stands now: where most of its context does, then nearest to `near`.

    `prefix` and `suffix` are what stood directly before and after it. Of a quote that stands in
    more than `PLACES` the nearest are compared. None if it stands nowhere.
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

    if len(places) > PLACES:
        places = sorted(places, key=lambda at: abs(at - near))[:PLACES]
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

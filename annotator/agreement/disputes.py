"""Where annotators disagree, and how: about the boundary, the tag, or whether there is anything.

Each label's piece of one annotator is compared with those of another in the same article. It is
*agreed* if the other has the same span with the same tag; else a *boundary* dispute if one of the
other's with the same tag overlaps it; else a *tag* dispute if any of the other's overlaps it; else
*missed*. Of the disputed ones, each is set beside at most one of the other side: what has most in
common first (length in common / length together).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from annotator.agreement.codings import GAP, Codings, marked
from annotator.agreement.values import CodedArticle, Pair, Piece, pairs_of
from annotator.core.model import Span


class DisputeKind(StrEnum):
    """What a dispute is about."""

    BOUNDARY = "boundary"
    TAG = "tag"
    MISSED = "missed"


class Dispute(NamedTuple):
    """One place where two annotators disagree.

    `first` and `second` are the pieces of the pair's first and second annotator; one of them is
    None where that annotator has none, or none that is not set beside another already. `span`
    covers both.
    """

    article_id: str
    pair: Pair
    kind: DisputeKind
    first: Piece | None
    second: Piece | None

    @property
    def span(self) -> Span:
        """From the start of the one to the end of the other, in code points of the article."""
        pieces = [each for each in (self.first, self.second) if each is not None]
        return Span(min(each.start for each in pieces), max(each.end for each in pieces))

    @property
    def label_ids(self) -> tuple[str, ...]:
        """The labels that it is about."""
        return tuple(each.label_id for each in (self.first, self.second) if each is not None)


@dataclass(frozen=True, slots=True)
class Split:
    """The disputes of a pair or a group, by article, and how many places are agreed.

    Of a group it is those of all its pairs. An agreed place is a span with a tag that both have.
    """

    agreed: int
    disputes: tuple[Dispute, ...]

    def count(self, kind: DisputeKind) -> int:
        """How many disputes are of a kind."""
        return sum(each.kind is kind for each in self.disputes)


def disputes_of(articles: Iterable[CodedArticle], annotators: Iterable[str] | None = None) -> Split:
    """The disputes of all pairs of these annotators (or of all), in articles both are done with."""
    wanted = None if annotators is None else frozenset(annotators)
    agreed = 0
    found: list[Dispute] = []
    for article in articles:
        sides = {
            each: _Side.of(pieces)
            for each, pieces in article.codings.items()
            if wanted is None or each in wanted
        }
        for pair in pairs_of(sides):
            same, disputed = _compared(sides[pair[0]], sides[pair[1]])
            agreed += same
            found += [Dispute(article.id, pair, *each) for each in disputed]
    return Split(agreed, tuple(found))


Compared = tuple[DisputeKind, Piece | None, Piece | None]
_Place = tuple[int, int, str]
"""Start, end and tag."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One annotator's pieces of an article, each once, in the order of the text."""

    pieces: Sequence[Piece]
    places: Sequence[_Place]
    every_place: frozenset[_Place]
    starts: Sequence[int]
    longest: int

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> "_Side":
        ordered = sorted(set(pieces))
        places = [each[:3] for each in ordered]
        return cls(
            ordered,
            places,
            frozenset(places),
            [each.start for each in ordered],
            max((each.end - each.start for each in ordered), default=0),
        )


def _compared(first: _Side, second: _Side) -> tuple[int, list[Compared]]:
    """How many places are agreed, and the disputes in the order of the text."""
    mine, theirs = _met(first, second), _met(second, first)
    meetings = [
        (-_in_common(one, other), one, other)
        for one, (kind, met) in mine.items()
        for other in met
        if other in theirs
        and theirs[other][0] is kind
        and (one.tag == other.tag) is (kind is DisputeKind.BOUNDARY)
    ]
    beside: dict[Piece, Piece] = {}
    taken: set[Piece] = set()
    for _, one, other in sorted(meetings):
        if one not in beside and other not in taken:
            beside[one] = other
            taken.add(other)
    found: list[Compared] = [(kind, one, beside.get(one)) for one, (kind, _) in mine.items()]
    found += [(kind, None, other) for other, (kind, _) in theirs.items() if other not in taken]
    agreed = len(first.every_place & second.every_place)
    return agreed, sorted(found, key=_first_place)


def _met(side: _Side, other: _Side) -> dict[Piece, tuple[DisputeKind, list[Piece]]]:
    """Of each piece that is not agreed what its dispute is about, and what it overlaps."""
    found: dict[Piece, tuple[DisputeKind, list[Piece]]] = {}
    for piece, place in zip(side.pieces, side.places, strict=True):
        if place in other.every_place:  # agreed
            continue
        start, end, tag = place
        first = bisect_right(other.starts, start - other.longest)
        last = bisect_left(other.starts, end, first)
        met = [each for each in other.pieces[first:last] if each.end > start]
        if not met:
            kind = DisputeKind.MISSED
        elif any(each.tag == tag for each in met):
            kind = DisputeKind.BOUNDARY
        else:
            kind = DisputeKind.TAG
        found[piece] = kind, met
    return found


def _first_place(found: Compared) -> tuple[int, int]:
    _, first, second = found
    if first is None or second is None:
        piece = first or second
        assert piece is not None  # noqa: S101 - a dispute has a piece
        return piece[:2]
    return min(first[:2], second[:2])


def _in_common(one: Piece, other: Piece) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


# ---------------------------------------------------------------------------- words and articles


@dataclass(frozen=True, slots=True)
class DisputedWord:
    """A word that so many of those done with the article marked."""

    article_id: str
    word: Span
    marked: int
    annotators: int

    @property
    def share(self) -> float:
        """The share of pairs of annotators that differ, from 0 to 1."""
        pairs = self.annotators * (self.annotators - 1) // 2
        return self.marked * (self.annotators - self.marked) / pairs


@dataclass(frozen=True, slots=True)
class DisputedForm:
    """A word's form in all its places: in how many it was marked by anyone, and by whom not.

    `share` is the share of differing pairs of annotators over those places.
    """

    form: str
    places: int
    share: float


@dataclass(frozen=True, slots=True)
class DisputedArticle:
    """An article; `share` is the mean over words that anyone marked of the pairs that differ."""

    article_id: str
    marked_words: int
    share: float


def disputed_words(articles: Iterable[CodedArticle], tag: str | None = None) -> list[DisputedWord]:
    """Every word that some marked (with the tag, if one is given) and some not; most disputed
    first.

    Of those that are as disputed the ones with more annotators come first, then as in the text.
    """
    codings = Codings.of(articles, None if tag is None else [tag])
    found = [each for each in voted_words(codings) if each.marked < each.annotators]
    return sorted(found, key=lambda each: (-each.share, -each.annotators))


def disputed_forms(
    voted: Iterable[DisputedWord], form: Callable[[str, Span], str]
) -> list[DisputedForm]:
    """The words' forms, as `form` gives them for an article and a word; most disputes first."""
    places: dict[str, list[DisputedWord]] = {}
    for each in voted:
        places.setdefault(form(each.article_id, each.word), []).append(each)
    found = []
    for name, words in places.items():
        differing = sum(each.marked * (each.annotators - each.marked) for each in words)
        pairs = sum(each.annotators * (each.annotators - 1) // 2 for each in words)
        if differing:
            found.append((differing, DisputedForm(name, len(words), differing / pairs)))
    found.sort(key=lambda each: (-each[0], each[1].form))
    return [each for _, each in found]


def disputed_articles(voted: Iterable[DisputedWord]) -> list[DisputedArticle]:
    """Every article of these words; most disputed first."""
    words: dict[str, list[DisputedWord]] = {}
    for each in voted:
        words.setdefault(each.article_id, []).append(each)
    found = [
        DisputedArticle(name, len(each), sum(word.share for word in each) / len(each))
        for name, each in words.items()
    ]
    return sorted(found, key=lambda each: -each.share)


def voted_words(codings: Codings) -> list[DisputedWord]:
    """The words that anyone marked, those that all marked too, in the order of the text."""
    units = marked(codings.in_words(codings.marks), codings.line)
    steps = np.zeros(len(codings.word_starts) + 1, dtype=np.int64)
    gaps = units.article * GAP
    np.add.at(steps, units.start - gaps, 1)
    np.add.at(steps, units.end - gaps, -1)
    votes = steps.cumsum()
    at = np.flatnonzero(votes[:-1])
    rows = np.searchsorted(codings.words.cumsum(), at, side="right")
    starts, ends = codings.word_starts[at], codings.word_ends[at]
    begun = codings.starts[rows]
    raters = codings.raters[rows]
    return [
        DisputedWord(codings.articles[row], Span(start, end), count, among)
        for row, start, end, count, among in zip(
            rows.tolist(),
            (starts - begun).tolist(),
            (ends - begun).tolist(),
            votes[at].tolist(),
            raters.tolist(),
            strict=True,
        )
    ]

"""F1 between two annotators' spans, exact and soft, as SemEval-2020 task 11 (SI) defines it.

Overlaps are merged within each side. With S and T the spans of all articles of the two sides,
P = 1/|S| times the sum of |s and t| / |s|, R the same the other way round, F = 2PR / (P + R). Exact
counts only equal spans. If both sides are empty F is 1, if one is, 0. (Da San Martino et al. 2020,
equations 1 to 3; touching spans are not merged, as in the task's scorer.)

It needs no chance and treats both sides alike. Of a group it is the mean over pairs of annotators,
each pair over all articles that both are done with. Where nobody of the group marked anything the
1 says nothing, so `spans` leaves it undefined.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from annotator.agreement.codings import Codings, Units, by_article, marked, united
from annotator.agreement.resampling import Flags, Floats, Resampling, totals_among
from annotator.agreement.values import Pair, Piece
from annotator.core.feedback import merged_pieces
from annotator.core.model import Span


class Layer(StrEnum):
    """Which spans are compared when all tags are looked at."""

    MARKED = "marked"
    """All, whatever their tags: those of different tags are merged too."""

    TAGGED = "tagged"
    """Each with those of the same tag only."""


@dataclass(frozen=True, slots=True)
class SpanF1:
    """Exact and soft F1 of two sides, between 0 and 1."""

    exact: float
    soft: float


def span_f1(one: Iterable[Piece], other: Iterable[Piece], layer: Layer = Layer.MARKED) -> SpanF1:
    """F1 between two sides' pieces in one article."""
    sides = list(one), list(other)
    tags = {piece.tag for side in sides for piece in side} if layer is Layer.TAGGED else {""}
    parts = []
    for tag in tags:
        spans = [
            merged_pieces((p.start, p.end) for p in side if layer is Layer.MARKED or p.tag == tag)
            for side in sides
        ]
        parts.append(_parts(*spans))
    total = np.array(parts, dtype=np.float64).reshape(-1, 5).sum(axis=0)[None, :]
    exact, soft = f1_of(total[:, (0, 0, 3, 4)]), f1_of(total[:, (1, 2, 3, 4)])
    return SpanF1(float(exact[0]), float(soft[0]))


def _parts(one: list[Span], other: list[Span]) -> tuple[float, float, float, int, int]:
    """Equal spans, shares of `one` and of `other` that the other side covers, and their counts."""
    shares = [0.0, 0.0]
    for s in one:
        for t in other:
            common = max(0, min(s[1], t[1]) - max(s[0], t[0]))
            shares[0] += common / (s[1] - s[0])
            shares[1] += common / (t[1] - t[0])
    return len(set(one) & set(other)), shares[0], shares[1], len(one), len(other)


def f1_of(parts: Floats) -> Floats:
    """From the last axis: shares of one side, of the other, their counts. 1 if both are empty."""
    shares, counts = parts[..., :2], parts[..., 2:]
    rates = np.zeros_like(shares)
    np.divide(shares, counts, out=rates, where=counts > 0)
    precision, recall = rates[..., 0], rates[..., 1]
    result = np.zeros_like(precision)
    both = precision + recall
    np.divide(2 * precision * recall, both, out=result, where=both > 0)
    return np.where((counts == 0).all(axis=-1), 1.0, result)


# ---------------------------------------------------------------------------- of many articles


@dataclass(frozen=True, slots=True, eq=False)
class MeanF1:
    """The mean F1 over pairs, in every draw: of each tag (draws x tags), and of all (draws).

    Without `by_tag` there are no tags in it.
    """

    exact: Floats
    soft: Floats
    marked_exact: Floats
    marked_soft: Floats
    tagged_exact: Floats
    tagged_soft: Floats


def mean_f1(
    codings: Codings, units: Units, resampling: Resampling, *, by_tag: bool = True
) -> MeanF1:
    """Of all pairs of annotators; `units` are united by tag."""
    layers, tags = len(codings.tags) + 1, len(codings.tags) if by_tag else 0
    sides = [_Side.of(codings, units, at) for at in range(len(codings.annotators))]
    column = {each: at for at, each in enumerate(codings.annotators)}
    total: Floats | None = None
    pairs: Floats | None = None
    for a, b in codings.pairs:
        i, j = column[a], column[b]
        both = codings.done[:, i] & codings.done[:, j]
        rows = np.flatnonzero(both)
        parts = _with_all_tags(_pair_parts(sides[i], sides[j], both, layers)[rows])
        kept = parts if by_tag else parts[:, -2:]
        columns = np.column_stack([kept.reshape(len(rows), -1), np.ones(len(rows))])
        drawn = totals_among(columns, rows, len(both), resampling)
        there = drawn[:, -1] > 0
        found = _exact_and_soft(drawn[:, :-1].reshape(len(drawn), tags + 2, 5))
        found[~there] = 0.0
        total = found if total is None else total + found
        pairs = there.astype(np.float64) if pairs is None else pairs + there
    if total is None or pairs is None:
        total, pairs = np.zeros((1, tags + 2, 2)), np.zeros(1)
    mean = np.full_like(total, np.nan)
    np.divide(total, pairs[:, None, None], out=mean, where=pairs[:, None, None] > 0)
    exact, soft = mean[..., 0], mean[..., 1]
    return MeanF1(
        exact[:, :tags],
        soft[:, :tags],
        *(exact[:, tags], soft[:, tags]),
        *(exact[:, tags + 1], soft[:, tags + 1]),
    )


def _with_all_tags(parts: Floats) -> Floats:
    """(articles x layers x 5) to the same with all tags at once as the last layer."""
    return np.concatenate([parts, parts[:, :-1].sum(axis=1, keepdims=True)], axis=1)


def _exact_and_soft(parts: Floats) -> Floats:
    """(draws x layers x 5) to (draws x layers x exact and soft)."""
    return np.stack([f1_of(parts[..., (0, 0, 3, 4)]), f1_of(parts[..., (1, 2, 3, 4)])], axis=-1)


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One annotator's units, one layer after the other on a longer line, sorted."""

    units: Units
    start: Floats
    end: Floats
    places: Floats
    heights: Floats

    @classmethod
    def of(cls, codings: Codings, units: Units, annotator: int) -> "_Side":
        mine = units.where(units.annotator == annotator)
        whole = marked(mine, codings.line)
        top = replace(whole, value=np.full_like(whole.value, len(codings.tags)))
        both = Units(
            np.concatenate([mine.article, top.article]),
            np.concatenate([mine.annotator, top.annotator]),
            np.concatenate([mine.value, top.value]),
            np.concatenate([mine.start, top.start]),
            np.concatenate([mine.end, top.end]),
        )
        shift = both.value * codings.line
        start, end = (shift + both.start).astype(np.float64), (shift + both.end).astype(np.float64)
        lengths: Floats = end - start
        covered = lengths.cumsum()
        places = np.stack([start, end], axis=1).ravel()
        heights = np.stack([covered - lengths, covered], axis=1).ravel()
        return cls(both, start, end, places, heights)

    def shares_in(self, other: "_Side") -> Floats:
        """How much of each unit the other's units of the same layer cover."""
        if not len(other.places) or not len(self.start):
            return np.zeros(len(self.start))
        below = np.interp(self.start, other.places, other.heights)
        above = np.interp(self.end, other.places, other.heights)
        return np.asarray((above - below) / (self.end - self.start))

    def equal_to(self, other: "_Side") -> Floats:
        """1 for each unit that the other has as well, 0 for the rest."""
        if not len(other.start):
            return np.zeros(len(self.start))
        at = np.searchsorted(other.start, self.start).clip(max=len(other.start) - 1)
        same: Flags = (other.start[at] == self.start) & (other.end[at] == self.end)
        return np.where(same, 1.0, 0.0)


def _pair_parts(one: _Side, other: _Side, both: Flags, layers: int) -> Floats:
    """Equal spans, shares of the one and the other, their counts: (articles x layers x 5)."""
    articles = len(both)
    mine, theirs = both[one.units.article], both[other.units.article]

    def summed(side: _Side, weights: Floats, chosen: Flags) -> Floats:
        return by_article(side.units, articles, layers, weights * chosen)

    parts = [
        summed(one, one.equal_to(other), mine),
        summed(one, one.shares_in(other), mine),
        summed(other, other.shares_in(one), theirs),
        summed(one, np.ones(len(one.units)), mine),
        summed(other, np.ones(len(other.units)), theirs),
    ]
    return np.stack(parts, axis=-1)


def f1_by_pair(codings: Codings) -> dict[Pair, SpanF1]:
    """Exact and soft F1 of each pair, whatever the tags, over the articles both are done with."""
    units = united(codings.marks, codings.line)
    sides = [_Side.of(codings, units, at) for at in range(len(codings.annotators))]
    column = {each: at for at, each in enumerate(codings.annotators)}
    found = {}
    for a, b in codings.pairs:
        i, j = column[a], column[b]
        both = codings.done[:, i] & codings.done[:, j]
        parts = _pair_parts(sides[i], sides[j], both, len(codings.tags) + 1).sum(axis=0)
        exact, soft = _exact_and_soft(parts[-1])
        found[a, b] = SpanF1(float(exact), float(soft))
    return found

"""Agreement on a Question: raw, Krippendorff's alpha, kappas, Gwet's AC1, and how often each value.

Each measure takes Ratings and gives a Figure whose `n` counts the items that it rests on; intervals
draw items anew. Ratings of an item that nobody else rated enter prevalence, and AC1's chance,
alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from annotator.agreement.alphas import alpha_draws, tally_of_items
from annotator.agreement.figure import Figure, Why
from annotator.agreement.resampling import (
    USUAL,
    Floats,
    Ints,
    Resampling,
    figure_of,
    ratio,
    totals_of,
)
from annotator.agreement.values import Pair, Ratings, pairs_of
from annotator.core.model import Level, Value


@dataclass(frozen=True, slots=True)
class QuestionAgreement:
    """Every measure of one Question, at the level that `alpha` was computed at.

    `items` were rated by two annotators or more; `ratings` counts all. `kappa` is Cohen's, for each
    pair that shares an item; `prevalence` the share of each value among all ratings.
    """

    level: Level
    items: int
    ratings: int
    annotators: tuple[str, ...]
    raw: Figure
    alpha: Figure
    fleiss: Figure
    ac1: Figure
    kappa: Mapping[Pair, Figure]
    prevalence: Mapping[Value, Figure]


def question_agreement(ratings: Ratings, resampling: Resampling = USUAL) -> QuestionAgreement:
    """All measures of one Question."""
    table = _Table.of(ratings)
    return QuestionAgreement(
        level=ratings.level,
        items=int((table.raters >= 2).sum()),
        ratings=int(table.raters.sum()),
        annotators=table.annotators,
        raw=_raw(table, resampling),
        alpha=_alpha(table, ratings.level, resampling),
        fleiss=_fleiss(table, resampling),
        ac1=_ac1(table, resampling),
        kappa=_kappas(table, resampling),
        prevalence=_prevalence(table, resampling),
    )


def raw_agreement(ratings: Ratings, resampling: Resampling = USUAL) -> Figure:
    """The share of equal pairs among all pairs of ratings of one item."""
    return _raw(_Table.of(ratings), resampling)


def alpha(ratings: Ratings, resampling: Resampling = USUAL) -> Figure:
    """Krippendorff's alpha at the declared level; ratings may be missing.

    `alphas` has the formulas.
    """
    return _alpha(_Table.of(ratings), ratings.level, resampling)


def cohen_kappa(ratings: Ratings, resampling: Resampling = USUAL) -> dict[Pair, Figure]:
    """Cohen's kappa (1960), unweighted, of each pair of annotators that shares an item."""
    return _kappas(_Table.of(ratings), resampling)


def fleiss_kappa(ratings: Ratings, resampling: Resampling = USUAL) -> Figure:
    """Fleiss' kappa (1971); undefined where items differ in how many ratings they have."""
    return _fleiss(_Table.of(ratings), resampling)


def ac1(ratings: Ratings, resampling: Resampling = USUAL) -> Figure:
    """Gwet's AC1 for any number of annotators, with missing ratings (Gwet 2014, chapter 5).

    Agreement by chance is that of the values' average shares: sum of p (1 - p), over q - 1. q
    counts the values that could be given (`Ratings.order`), or that were.
    """
    return _ac1(_Table.of(ratings), resampling)


def prevalence(ratings: Ratings, resampling: Resampling = USUAL) -> dict[Value, Figure]:
    """The share of each value among all ratings, those of items rated once included."""
    return _prevalence(_Table.of(ratings), resampling)


# ---------------------------------------------------------------------------- ratings as numbers


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Ratings as category numbers (items x annotators, -1: none), and counts (items x q)."""

    annotators: tuple[str, ...]
    categories: tuple[Value, ...]
    numbers: tuple[float, ...] | None
    codes: Ints
    counts: Floats

    @classmethod
    def of(cls, ratings: Ratings) -> "_Table":
        annotators, categories = ratings.annotators, ratings.categories
        column = {each: at for at, each in enumerate(annotators)}
        number = {(type(each), each): at for at, each in enumerate(categories)}
        rated = [given for given in ratings.values.values() if given]
        codes = np.full((len(rated), len(annotators)), -1, dtype=np.int64)
        for row, given in enumerate(rated):
            for annotator, value in given.items():
                codes[row, column[annotator]] = number[type(value), value]
        rows, columns = np.nonzero(codes >= 0)
        cells = rows * len(categories) + codes[rows, columns]
        counts = np.bincount(cells, minlength=len(rated) * len(categories))
        shaped = counts.reshape(len(rated), len(categories)).astype(np.float64)
        return cls(annotators, categories, ratings.numbers, codes, shaped)

    @property
    def raters(self) -> Floats:
        """How many rated each item."""
        total: Floats = self.counts.sum(axis=1)
        return total

    @property
    def shared(self) -> Floats:
        """The counts of the items that two or more rated."""
        return self.counts[self.raters >= 2]


# ---------------------------------------------------------------------------- measures


def _raw(table: _Table, resampling: Resampling) -> Figure:
    counts = table.shared
    raters = counts.sum(axis=1)
    equal = (counts * (counts - 1)).sum(axis=1)
    totals = totals_of(np.stack([equal, raters * (raters - 1)], axis=1), resampling)
    return figure_of(ratio(totals[:, 0], totals[:, 1]), len(counts), Why.NOT_RATED)


def _alpha(table: _Table, level: Level, resampling: Resampling) -> Figure:
    counts, numbers = table.shared, table.numbers
    if not len(counts):
        return Figure(None, why=Why.NOT_RATED)
    if level is not Level.NOMINAL and numbers is None:
        return Figure(None, n=len(counts), why=Why.NOT_NUMBERS)
    values = alpha_draws(tally_of_items(counts), level, numbers, resampling)
    return figure_of(values, len(counts), Why.NO_VARIATION)


def _fleiss(table: _Table, resampling: Resampling) -> Figure:
    counts, raters = table.shared, table.raters
    if not len(counts):
        return Figure(None, why=Why.NOT_RATED)
    if raters.min() != raters.max():
        return Figure(None, n=len(counts), why=Why.INCOMPLETE)
    each = raters[0]
    equal = (counts * (counts - 1)).sum(axis=1) / (each * (each - 1))
    totals = totals_of(np.column_stack([counts, equal, np.ones(len(counts))]), resampling)
    items = totals[:, -1]
    by_chance = ((totals[:, :-2] / (items * each)[:, None]) ** 2).sum(axis=1)
    varied = (totals[:, :-2] > 0).sum(axis=1) > 1
    values = ratio(totals[:, -2] / items - by_chance, np.where(varied, 1 - by_chance, 0.0))
    return figure_of(values, len(counts), Why.NO_VARIATION)


def _ac1(table: _Table, resampling: Resampling) -> Figure:
    counts, raters = table.counts, table.raters
    several = raters >= 2
    q, n = counts.shape[1], int(several.sum())
    if not n:
        return Figure(None, why=Why.NOT_RATED)
    if q < 2:
        return Figure(None, n=n, why=Why.NO_VARIATION)
    pairs = np.where(several, raters * (raters - 1), 1.0)
    equal = (counts * (counts - 1)).sum(axis=1) / pairs
    shares = counts / raters[:, None]
    totals = totals_of(np.column_stack([shares, equal, several, np.ones(len(counts))]), resampling)
    observed = ratio(totals[:, -3], totals[:, -2])
    average = totals[:, :-3] / totals[:, -1:]
    by_chance = (average * (1 - average)).sum(axis=1) / (q - 1)
    return figure_of((observed - by_chance) / (1 - by_chance), n, Why.NOT_RATED)


def _kappas(table: _Table, resampling: Resampling) -> dict[Pair, Figure]:
    column = {each: at for at, each in enumerate(table.annotators)}
    found: dict[Pair, Figure] = {}
    for a, b in pairs_of(table.annotators):
        codes = table.codes[:, (column[a], column[b])]
        codes = codes[(codes >= 0).all(axis=1)]
        if len(codes):
            values = _kappa(codes, len(table.categories), resampling)
            found[a, b] = figure_of(values, len(codes), Why.NO_VARIATION)
    return found


def _kappa(codes: Ints, q: int, resampling: Resampling) -> Floats:
    """Of two columns of category numbers, in every draw."""
    one, other = np.eye(q)[codes[:, 0]], np.eye(q)[codes[:, 1]]
    equal = (codes[:, 0] == codes[:, 1]).astype(np.float64)
    totals = totals_of(np.column_stack([one, other, equal]), resampling)
    first, second = totals[:, :q], totals[:, q : 2 * q]
    n = len(codes)
    by_chance = (first * second).sum(axis=1) / n**2
    alike = (first * second).sum(axis=1) == n**2  # both gave one and the same value throughout
    return ratio(totals[:, -1] / n - by_chance, np.where(alike, 0.0, 1 - by_chance))


def _prevalence(table: _Table, resampling: Resampling) -> dict[Value, Figure]:
    items = len(table.counts)
    if not items:
        return {each: Figure(None, why=Why.NOT_RATED) for each in table.categories}
    totals = totals_of(table.counts, resampling)
    shares = totals / totals.sum(axis=1, keepdims=True)
    return {
        each: figure_of(shares[:, at], items, Why.NOT_RATED)
        for at, each in enumerate(table.categories)
    }

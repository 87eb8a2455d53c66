"""Krippendorff's alpha at its three levels, as one function of sums over what is drawn.

What is drawn anew for an interval is an item that was rated as one, or a whole article with all the
items in it. (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.resampling import Floats, Resampling, ratio, totals_of
from annotator.core.model import Level

_AT_ONCE = 400
"""So many cells of the coincidence matrix are drawn at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Ratings of items that two or more rated, summed over each unit that is drawn.

    `counts` (units x q) says how often each value was given. Of the coincidence matrix, whose cell
    (c, k) holds for each item its pairs (c, k) over its ratings less one, `row(c)` gives the cells
    of value c (units x q) and `equal` the sum of the diagonal (units).
    """

    counts: Floats
    equal: Floats
    row: Callable[[int], Floats]


def tally_of_items(counts: Floats) -> Tally:
    """Items (items x q), each rated twice or more and each drawn by itself."""
    others = counts.sum(axis=1) - 1

    def row(value: int) -> Floats:
        pairs = counts[:, value, None] * counts
        pairs[:, value] -= counts[:, value]
        cells: Floats = pairs / others[:, None]
        return cells

    return Tally(counts, (counts * (counts - 1)).sum(axis=1) / others, row)


def alpha_draws(
    tally: Tally, level: Level, numbers: Sequence[float] | None, resampling: Resampling
) -> Floats:
    """1 - Do/De of all units, then of each draw (1 + draws); no number where nothing varies.

    The difference of two values is 0 or 1 (nominal), that of their mid-ranks squared (ordinal), or
    of their `numbers` squared (interval; without numbers there is none).
    """
    if level is Level.INTERVAL and numbers is not None:
        return _interval(tally, np.array(numbers), resampling)
    return (_ordinal if level is Level.ORDINAL else _nominal)(tally, resampling)


def _nominal(tally: Tally, resampling: Resampling) -> Floats:
    drawn = totals_of(np.column_stack([tally.counts, tally.equal]), resampling)
    each, equal = drawn[:, :-1], drawn[:, -1]
    n = each.sum(axis=1)
    expected = (n**2 - (each**2).sum(axis=1)) / (n - 1)
    return 1 - ratio(n - equal, expected)


def _ordinal(tally: Tally, resampling: Resampling) -> Floats:
    """The ordinal difference of two values is that of their mid-ranks among all ratings."""
    coincidences = _coincidences(tally, resampling)
    each = coincidences.sum(axis=2)
    n = each.sum(axis=1)
    ranks = each.cumsum(axis=1) - each / 2
    squares = (each * ranks**2).sum(axis=1)
    products = np.einsum("rc,rck,rk->r", ranks, coincidences, ranks, optimize=True)
    observed = 2 * (squares - products)
    expected = 2 * (n * squares - (each * ranks).sum(axis=1) ** 2) / (n - 1)
    varied = (each > 0).sum(axis=1) > 1
    return 1 - ratio(observed, np.where(varied, expected, 0.0))


def _coincidences(tally: Tally, resampling: Resampling) -> Floats:
    """The coincidence matrix of all units, then of each draw (1 + draws x q x q)."""
    q = tally.counts.shape[1]
    together = max(1, _AT_ONCE // q)  # the draws are gone through once for so many rows
    parts = []
    for first in range(0, q, together):
        rows = [tally.row(c) for c in range(first, min(q, first + together))]
        drawn = totals_of(np.concatenate(rows, axis=1), resampling)
        parts.append(drawn.reshape(len(drawn), len(rows), q))
    return np.concatenate(parts, axis=1)


def _interval(tally: Tally, numbers: Floats, resampling: Resampling) -> Floats:
    centred = numbers - numbers.mean()
    observed = np.zeros(len(tally.counts))
    for at, number in enumerate(numbers):
        observed += tally.row(at) @ (numbers - number) ** 2
    drawn = totals_of(np.column_stack([tally.counts, observed]), resampling)
    each = drawn[:, :-1]
    n, x, xx = each.sum(axis=1), each @ centred, each @ centred**2
    expected = 2 * (n * xx - x**2) / (n - 1)
    varied = (each > 0).sum(axis=1) > 1
    return 1 - ratio(drawn[:, -1], np.where(varied, expected, 0.0))

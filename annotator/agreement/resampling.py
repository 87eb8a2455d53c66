"""Intervals: articles are drawn again and again, and a figure computed from each draw.

Every measure here is a function of sums over articles. So the sums of each article are computed
once, and a draw is a row of counts: how often each article came up. The sums of a thousand draws
are then one matrix product. (Percentile bootstrap: Efron & Tibshirani 1993, chapter 13.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from annotator.agreement.figure import Figure, Why

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_LEAST_DEFINED = 0.9
_AT_ONCE = 2_000_000
"""How many cells of the matrix of counts are made at once."""
_KEPT = 20_000_000
"""How many are kept for the next measure of as many articles: 40 MB, 20,000 articles."""
_KEPT_AS_FLOATS = 2_000_000
"""How many are kept as the product needs them, 16 MB: a team's figures are some fifty products."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often articles are drawn anew, and the seed; 0 draws give figures without intervals."""

    draws: int = 1_000
    seed: int = 1


USUAL = Resampling()
NO_INTERVALS = Resampling(draws=0)


class Sums:
    """Columns of sums, one row an article, that are drawn together."""

    def __init__(self, articles: int) -> None:
        self._articles = articles
        self._columns: list[Floats] = []
        self._slices: dict[str, slice] = {}
        self._width = 0

    def add(self, name: str, values: npt.NDArray[np.generic]) -> None:
        """A column (articles) or several (articles x k) under a name."""
        columns = np.asarray(values, dtype=np.float64).reshape(self._articles, -1)
        self._slices[name] = slice(self._width, self._width + columns.shape[1])
        self._width += columns.shape[1]
        self._columns.append(columns)

    def drawn(self, resampling: Resampling) -> dict[str, Floats]:
        """The totals by name, (1 + draws) x k: first those of all articles, then of each draw."""
        whole = np.concatenate(self._columns, axis=1)
        totals = totals_of(whole, resampling)
        return {name: totals[:, where] for name, where in self._slices.items()}


def totals_of(sums: Floats, resampling: Resampling) -> Floats:
    """The totals of sums (articles x k): of all articles, then of each draw, (1 + draws) x k."""
    return totals_among(sums, np.arange(len(sums)), len(sums), resampling)


def totals_among(sums: Floats, rows: Ints, articles: int, resampling: Resampling) -> Floats:
    """The same of some of the articles, `rows` among all; the rest add nothing, but are drawn."""
    totals = [sums.sum(axis=0, keepdims=True)]
    if articles > 1:
        for counts in _counts(articles, resampling):
            theirs = counts if len(rows) == articles else counts[:, rows]
            totals.append(theirs.astype(np.float64, copy=False) @ sums)
    return np.concatenate(totals)


Counts = npt.NDArray[np.uint16] | Floats


def _counts(articles: int, resampling: Resampling) -> Iterator[Counts]:
    """How often each article is drawn (draws x articles), in blocks of draws."""
    if articles * resampling.draws <= _KEPT:
        yield from _kept_counts(articles, resampling)
    else:
        yield from _blocks(articles, resampling)


@lru_cache(maxsize=4)
def _kept_counts(articles: int, resampling: Resampling) -> tuple[Counts, ...]:
    blocks = _blocks(articles, resampling)
    if articles * resampling.draws <= _KEPT_AS_FLOATS:
        return tuple(block.astype(np.float64) for block in blocks)
    return tuple(blocks)


def _blocks(articles: int, resampling: Resampling) -> Iterator[Counts]:
    random = np.random.default_rng(resampling.seed)
    most = max(1, _AT_ONCE // articles)
    for begun in range(0, resampling.draws, most):
        rows = min(most, resampling.draws - begun)
        drawn = random.integers(articles, size=(rows, articles))
        drawn += np.arange(rows)[:, None] * articles
        counts = np.bincount(drawn.ravel(), minlength=rows * articles)
        yield counts.reshape(rows, articles).astype(np.uint16)


def figure_of(values: Floats, n: int, why: Why) -> Figure:
    """A figure from its value (first) and its values in each draw; `why` if the first is no number.

    The interval holds the middle 95 % of the draws in which the figure is defined.
    """
    value = float(values[0])
    if not np.isfinite(value):
        return Figure(None, n=n, why=why)
    if n < 2:
        return Figure(value, n=n, why=Why.ONE_ARTICLE)
    if len(values) == 1:
        return Figure(value, n=n)
    defined = values[1:][np.isfinite(values[1:])]
    if len(defined) < _LEAST_DEFINED * (len(values) - 1):
        return Figure(value, n=n, why=Why.SELDOM_DEFINED)
    low, high = np.percentile(defined, (2.5, 97.5))
    return Figure(value, float(low), float(high), n)


def ratio(above: Floats, below: Floats) -> Floats:
    """Their quotient, and no number where `below` is 0."""
    result = np.full(np.broadcast(above, below).shape, np.nan)
    np.divide(above, below, out=result, where=below != 0)
    return result

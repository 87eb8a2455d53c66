"""Gamma and gamma-cat: how much better two annotators align than chance would have them.

gamma = 1 - observed disorder / disorder expected by chance (Mathet, Widlöcher & Métivier 2015);
gamma-cat looks at the tags of what is aligned alone (Mathet 2017, Computational Linguistics 43(3)).
What chance gives is the mean over `samples` texts made at random with a fixed seed, one of two
ways: see `Chance`. For one article and two annotators these are the values of pygamma-agreement
0.5.9, but that it lets a unit that is aligned with none count as a difference in gamma-cat, which
Mathet does not.

Of several articles the disorders are weighted by their number of units: 1 - sum of costs / sum of
units times expected disorder; so a sample never mixes articles. The alignment is exact for two
annotators. Of more, gamma here is the mean over pairs, not Mathet's alignment of all at once, for
which no fast exact algorithm is known.

A unit is one piece of a label; pieces of one annotator with the same span and tag count once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

import numpy as np

from annotator.agreement.alignment import Side, aligned
from annotator.agreement.codings import Codings
from annotator.agreement.figure import Figure, Why
from annotator.agreement.resampling import (
    USUAL,
    Floats,
    Resampling,
    figure_of,
    ratio,
    totals_among,
    totals_of,
)
from annotator.agreement.values import Pair
from annotator.core.work import Progress, Work


class Chance(StrEnum):
    """How a text is annotated at random."""

    STATISTICAL = "statistical"
    """Numbers, lengths and gaps of units drawn from normal distributions with the mean and
    deviation of the real ones, tags by their shares (pygamma-agreement's default)."""

    SHUFFLED = "shuffled"
    """Each random annotator is a real one, moved along the text by a random distance, what falls
    off its end coming in at its start (Mathet et al. 2015, 5.2)."""


@dataclass(frozen=True, slots=True)
class GammaFigures:
    """Gamma, and gamma of the tags alone."""

    gamma: Figure
    gamma_cat: Figure


@dataclass(frozen=True, slots=True)
class GammaAgreement:
    """The mean over a group's pairs, and each pair; how chance was sampled, and how often."""

    group: GammaFigures
    pairs: Mapping[Pair, GammaFigures]
    samples: int
    chance: Chance


def gamma_agreement(
    codings: Codings,
    samples: int = 30,
    chance: Chance = Chance.STATISTICAL,
    seed: int = 1,
    resampling: Resampling = USUAL,
) -> Work[GammaAgreement]:
    """Gamma of each pair and of the group; for one tag, take `codings.only([tag])`.

    With a single tag gamma-cat is undefined. Intervals draw articles anew, and leave out that the
    expected disorder is itself estimated.
    """
    pairs = codings.pairs
    column = {each: at for at, each in enumerate(codings.annotators)}
    sides = _sides(codings)
    parts = {pair: np.zeros((len(codings.articles), 4)) for pair in pairs}
    for row, article in enumerate(codings.articles):
        yield Progress(row, len(codings.articles), "Aligning")
        for a, b in pairs:
            i, j = column[a], column[b]
            if codings.done[row, i] and codings.done[row, j]:
                both = sides.get((row, i), _EMPTY), sides.get((row, j), _EMPTY)
                source = np.random.default_rng((seed, crc32(article.encode())))
                length = float(codings.lengths[row])
                parts[a, b][row] = _parts(*both, length, samples, chance, source)
    found = {}
    values = []
    for a, b in pairs:
        both_done = codings.done[:, column[a]] & codings.done[:, column[b]]
        pair_values = _values(totals_of(parts[a, b][both_done], resampling))
        found[a, b] = _figures(pair_values, int(both_done.sum()))
        rows = np.flatnonzero(both_done)
        totals = totals_among(parts[a, b][rows], rows, len(both_done), resampling)
        values.append(_values(totals))
    group = _figures(_mean(values), len(codings.articles))
    return GammaAgreement(group, found, samples, chance)


_NO_TAGS = np.zeros(0, dtype=np.int64)
_EMPTY = Side(np.zeros(0), np.zeros(0), _NO_TAGS)


def _sides(codings: Codings) -> dict[tuple[int, int], Side]:
    """The units by article and annotator, each once, sorted; in code points of the article."""
    marks = codings.marks
    offset = codings.starts[marks.article]
    table = np.column_stack(
        [marks.article, marks.annotator, marks.start - offset, marks.end - offset, marks.value]
    )
    if not len(table):
        return {}
    table = np.unique(table, axis=0)
    edges = np.flatnonzero(np.diff(table[:, :2], axis=0).any(axis=1)) + 1
    return {
        (int(rows[0, 0]), int(rows[0, 1])): Side(
            rows[:, 2].astype(np.float64), rows[:, 3].astype(np.float64), rows[:, 4]
        )
        for rows in np.split(table, edges)
    }


def _parts(
    one: Side,
    other: Side,
    length: float,
    samples: int,
    chance: Chance,
    random: np.random.Generator,
) -> tuple[float, float, float, float]:
    """What an article adds: cost, expected cost, differing tags, expected differing tags."""
    if not len(one) and not len(other):
        return 0.0, 0.0, 0.0, 0.0
    # Whoever comes first, the same texts are drawn.
    one, other = sorted((one, other), key=_content)
    observed = aligned(one, other)
    draw = _statistical if chance is Chance.STATISTICAL else _shuffled
    drawn = [aligned(*draw(one, other, length, random)) for _ in range(samples)]
    expected = sum(each.disorder for each in drawn) / samples
    shares = [each.differing / each.weight for each in drawn if each.weight]
    cost = observed.units * expected
    if not shares or not observed.weight:
        return observed.cost, cost, 0.0, 0.0
    by_chance = observed.weight * sum(shares) / len(shares)
    return observed.cost, cost, observed.differing, by_chance


def _content(side: Side) -> tuple[int, list[float], list[float], list[int]]:
    return len(side), side.starts.tolist(), side.ends.tolist(), side.tags.tolist()


def _values(totals: Floats) -> Floats:
    """Gamma and gamma-cat in every draw, (draws x 2)."""
    return 1 - ratio(totals[:, (0, 2)], totals[:, (1, 3)])


def _mean(values: list[Floats]) -> Floats:
    """The mean over pairs, of those for which it is defined."""
    if not values:
        return np.full((1, 2), np.nan)
    stacked = np.stack(values)
    defined = np.isfinite(stacked)
    return ratio(np.where(defined, stacked, 0.0).sum(axis=0), defined.sum(axis=0))


def _figures(values: Floats, articles: int) -> GammaFigures:
    why = Why.NOTHING_MARKED if articles else Why.NOTHING_SHARED
    cat = why if not np.isfinite(values[0, 0]) else Why.NOT_TAGGED_APART
    return GammaFigures(
        figure_of(values[:, 0], articles, why), figure_of(values[:, 1], articles, cat)
    )


# ---------------------------------------------------------------------------- chance


def _statistical(
    one: Side, other: Side, _length: float, random: np.random.Generator
) -> tuple[Side, Side]:
    """Two random sides with the numbers, lengths, gaps and tags of the two, on the average."""
    numbers = np.array([len(one), len(other)])
    lengths = np.concatenate([one.ends - one.starts, other.ends - other.starts])
    tags = np.concatenate([one.tags, other.tags])
    gaps = np.concatenate([[0.0], *(_gaps(side) for side in (one, other))])
    drawn = []
    for first in (True, False):
        number = abs(int(random.normal(numbers.mean(), numbers.std())))
        number = max(1, number) if first else number
        between = random.normal(gaps.mean(), gaps.std(), number)
        sizes = np.abs(random.normal(lengths.mean(), lengths.std(), number)).clip(min=_SHORTEST)
        ends = (between + sizes).cumsum()
        drawn.append(Side(ends - sizes, ends, random.choice(tags, number)))
    return drawn[0], drawn[1]


_SHORTEST = 1e-6
"""A random unit has some length, in code points."""


def _gaps(side: Side) -> Floats:
    """Between neighbouring units of a side, negative where they overlap, and before the first."""
    if not len(side):
        return side.starts
    between = side.starts[1:] - side.ends[:-1]
    return between if side.starts[0] == 0 else np.append(between, side.starts[0])


def _shuffled(
    one: Side, other: Side, length: float, random: np.random.Generator
) -> tuple[Side, Side]:
    """Two sides, each one of the two at random, moved by distances that are no near neighbours."""
    sizes = np.concatenate([one.ends - one.starts, other.ends - other.starts])
    apart = float(sizes.mean()) / 2
    while True:
        first = float(int(random.uniform(0, length)))
        before, after = max(0.0, first - apart), max(0.0, length - first - apart)
        at = random.uniform(0, before + after) if before + after else random.uniform(0, length)
        second = at if at < before or not before + after else first + apart + at - before
        chosen = [(one, other)[each] for each in random.integers(2, size=2)]
        if any(len(side) for side in chosen):
            return _moved(chosen[0], first, length), _moved(chosen[1], float(int(second)), length)


def _moved(side: Side, distance: float, length: float) -> Side:
    """A side moved along the text; a unit that would start beyond its end starts anew."""
    shift = np.where(side.starts + distance > length, distance - length, distance)
    return Side(side.starts + shift, side.ends + shift, side.tags)

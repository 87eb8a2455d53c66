"""The best alignment of two annotators' units in one text, as gamma wants it.

The dissimilarity of two units is that of their places, ((|start - start'| + |end - end'|) / (length
+ length'))², plus 1 if their tags differ; a unit that is aligned with none costs 1. (Mathet,
Widlöcher & Métivier 2015, Computational Linguistics 41(3), sections 4.3 and 4.4, alpha = beta = 1,
empty = 1.) The best alignment is the cheapest; for two annotators it is found exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from annotator.agreement.assignment import paired
from annotator.agreement.resampling import Floats, Ints

ALONE = 1.0
"""What a unit costs that is aligned with none."""

_AT_ONCE = 1_000_000
"""How many pairs of units are looked at at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One annotator's units: starts, ends and tags (as numbers), in any one unit of length."""

    starts: Floats
    ends: Floats
    tags: Ints

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What the best alignment costs, and how its pairs' tags differ.

    `cost` sums dissimilarities and units alone; `units` is the mean number of units a side. Each
    aligned pair has the weight 1 less the dissimilarity of its places (at least 0): `weight` is the
    sum, `differing` that of the pairs whose tags differ (gamma-cat, Mathet 2017).
    """

    cost: float
    units: float
    weight: float
    differing: float

    @property
    def disorder(self) -> float:
        """The cost a unit."""
        return self.cost / self.units


def aligned(one: Side, other: Side) -> Alignment:
    """The best alignment of two sides that are not both empty."""
    places: list[dict[int, float]] = [{} for _ in range(len(one))]
    costs: list[dict[int, float]] = [{} for _ in range(len(one))]
    for left, right, place, cost in _near(one, other):
        places[left][right] = place
        costs[left][right] = cost
    partners = paired(costs, len(other), ALONE)
    total, weight, differing, pairs = 0.0, 0.0, 0.0, 0
    for left, right in enumerate(partners):
        if right < 0:
            continue
        pairs += 1
        place, cost = places[left][right], costs[left][right]
        total += cost
        confidence = max(0.0, 1.0 - place)
        weight += confidence
        if cost > place:
            differing += confidence
    alone = len(one) + len(other) - 2 * pairs
    units = (len(one) + len(other)) / 2
    return Alignment(total + ALONE * alone, units, weight, differing)


def _near(one: Side, other: Side) -> Iterator[tuple[int, int, float, float]]:
    """Pairs that may be worth aligning, with what their places cost, and what all costs."""
    rows = max(1, _AT_ONCE // max(1, len(other)))
    lengths, other_lengths = one.ends - one.starts, other.ends - other.starts
    for begun in range(0, len(one), rows):
        block = slice(begun, begun + rows)
        apart = np.abs(one.starts[block, None] - other.starts)
        apart += np.abs(one.ends[block, None] - other.ends)
        apart /= lengths[block, None] + other_lengths
        apart *= apart
        whole = apart + (one.tags[block, None] != other.tags)
        left, right = np.nonzero(whole < 2 * ALONE)
        yield from zip(
            (left + begun).tolist(),
            right.tolist(),
            apart[left, right].tolist(),
            whole[left, right].tolist(),
            strict=True,
        )

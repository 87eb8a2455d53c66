"""The cheapest way to pair two sides, where any may stay alone.

Only pairs that cost less than leaving both alone can be of use, and in text those are few for each
unit. So the search is for shortest augmenting paths over the sparse pairs alone (Jonker & Volgenant
1987), one unit of the first side after the other; the result is exact. Plain lists are several
times faster here than arrays, as a path seldom sees more than a handful of units.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

Edges = Sequence[Mapping[int, float]]
"""For each unit of the first side those of the second it may be paired with, and the costs."""


def paired(edges: Edges, others: int, alone: float) -> list[int]:
    """For each unit of the first side its partner among `others`, or -1: the least total cost.

    A pair costs what its edge says, a unit without a partner `alone`, on either side. Edges that
    cost `2 * alone` or more are never better than none, and need not be given.
    """
    pairing = _Pairing(edges, others, alone)
    for unit in range(len(edges)):
        pairing.add(unit)
    return pairing.partners


class _Pairing:
    """The cheapest pairing of the units added so far.

    What the other side pays for being alone is counted from the start, so a pair costs its edge
    less `alone`; a unit's own place alone costs `alone`, and nobody else can take it. `prices` are
    the dual values of the other side, 0 for those without a partner.
    """

    def __init__(self, edges: Edges, others: int, alone: float) -> None:
        self.partners = [-1] * len(edges)
        self._edges = edges
        self._alone = alone
        self._owners = [-1] * others
        self._prices = [0.0] * others

    def add(self, unit: int) -> None:
        """Give one more unit its place, moving others along the shortest path if need be."""
        distances: dict[int, float] = {}
        came: dict[int, int] = {}
        settled: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        least, last = self._alone, unit  # the cheapest end so far: leaving `last` alone
        base, at, end = 0.0, unit, -1
        while True:
            for other, cost in self._edges[at].items():
                way = base + cost - self._alone - self._prices[other]
                known = distances.get(other)
                if way < least and (known is None or way < known) and other not in settled:
                    distances[other], came[other] = way, at
                    heappush(heap, (way, other))
            while heap and heap[0][1] in settled:
                heappop(heap)
            if not heap or heap[0][0] >= least:
                break
            way, other = heappop(heap)
            if self._owners[other] < 0:
                least, end = way, other
                break
            settled[other] = way
            at = self._owners[other]
            base = way - (self._edges[at][other] - self._alone - self._prices[other])
            if base + self._alone < least:
                least, last = base + self._alone, at
        for other, way in settled.items():
            self._prices[other] += way - least
        self._move(unit, end, last, came)

    def _move(self, unit: int, end: int, last: int, came: Mapping[int, int]) -> None:
        """Let everyone on the path to `end` (-1: to `last` being alone) take the next place."""
        if end < 0:
            end, self.partners[last] = self.partners[last], -1
            if last == unit:
                return
        while True:
            mover = came[end]
            self._owners[end] = mover
            end, self.partners[mover] = self.partners[mover], end
            if mover == unit:
                return

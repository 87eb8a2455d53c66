"""An annotator's labels on an article beside those of a key: what was hit, and what was not.

Pure values, for training, gold items and lessons alike. A key's labels need not all be found: what
each counts as is its value of the field `COUNTS`, which the labels of a key have besides those that
their tags ask.

The figure is soft F1 as SemEval-2020 task 11 has it (Da San Martino et al. 2020, equations 1 to 3),
each tag with its own spans: overlaps are merged within each side; with S and T the spans of the
sides, P = 1/|S| times the sum of |s and t| / |s|, R the same the other way round, F = 2PR / (P +
R), 1 where both are empty. For it, a hit counts as being just where the key is, an alternative
that was taken stands in place of what it is an alternative to, and what is optional is on neither
side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.core.model import Field, Kind, Label, Option, Span

TOLERANCE = 4
"""How many code points an edge may be off for a hit: an article before a noun is no mistake."""


class Counts(StrEnum):
    """What a label of a key counts as."""

    REQUIRED = "required"
    """It is to be found."""
    ALTERNATIVE = "alternative"
    """As good as the required label that it overlaps: other edges, or another tag."""
    OPTIONAL = "optional"
    """Right to mark, and right to leave."""
    DECOY = "decoy"
    """Tempting, but not to be marked."""


COUNTS = Field(
    key="counts",
    name="Counts as",
    kind=Kind.CHOICE,
    options=(
        Option(Counts.REQUIRED, "Required"),
        Option(Counts.ALTERNATIVE, "Also right"),
        Option(Counts.OPTIONAL, "Optional"),
        Option(Counts.DECOY, "Decoy"),
    ),
    help="Required unless you say otherwise. Also right: instead of the required label it overlaps."
    " Optional: may be marked or left. Decoy: tempting, but not to be marked; the note says why.",
)
"""The field that a key's labels have besides what their tags ask."""


_COUNTS = {str(it): it for it in Counts}


def counts_as(label: Label) -> Counts:
    """What a label of a key counts as; required where nothing is said."""
    value = label.fields.get(COUNTS.key)
    return _COUNTS.get(value, Counts.REQUIRED) if isinstance(value, str) else Counts.REQUIRED


class Finding(StrEnum):
    """What became of a label of the key, or of one that the key has not."""

    HIT = "hit"
    """The same tag on the same words, edges within the tolerance."""
    NEAR = "near"
    """The same tag on some of the same words."""
    OTHER_TAG = "other-tag"
    """Some of the same words, with another tag."""
    MISSED = "missed"
    """Only the key has it."""
    EXTRA = "extra"
    """The key has nothing there."""
    DECOY = "decoy"
    """The key warns of just that."""
    OPTIONAL = "optional"
    """Neither asked for nor wrong."""


@dataclass(frozen=True, slots=True)
class Point:
    """One place: the annotator's label, the key's, or both."""

    finding: Finding
    mine: Label | None
    key: Label | None

    @property
    def start(self) -> int:
        """Where it is in the text: the key's label, if there is one."""
        label = self.key or self.mine
        assert label is not None  # noqa: S101 - a point is about one at least
        return label.start


@dataclass(frozen=True, slots=True)
class Feedback:
    """All places of an article in the order of the text, and soft F1 over the tags (0 to 1)."""

    points: tuple[Point, ...]
    f1: float

    def count(self, finding: Finding) -> int:
        """How many places were found so."""
        return sum(point.finding is finding for point in self.points)


def feedback_on(
    mine: Sequence[Label], key: Sequence[Label], tolerance: int = TOLERANCE
) -> Feedback:
    """The annotator's labels beside the key's.

    Each label meets at most one place of the other side: those with the same tag first, then those
    that have more in common. A required label and its alternatives are one place. A label that met
    no place is a decoy taken, or optional, where the key has such words under it.
    """
    groups = key_places(key)
    ways = [
        (other.start, other.end, on, way)
        for on, group in enumerate(groups)
        for way, other in enumerate(group)
    ]
    pairs = [
        (_rank(one, groups[on][way], tolerance), at, on, way)
        for at, one in enumerate(mine)
        for begin, end in [(one.start, one.end)]
        for start, stop, on, way in ways
        if start < end and begin < stop and _common(one, groups[on][way])
    ]
    points: list[Point] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, at, on, way in sorted(pairs):
        if at not in used[0] and on not in used[1]:
            used[0].add(at)
            used[1].add(on)
            other = groups[on][way]
            points.append(Point(_finding(mine[at], other, tolerance), mine[at], other))
    aside = [it for it in key if counts_as(it) is not Counts.REQUIRED]
    points += [_besides(it, aside, tolerance) for at, it in enumerate(mine) if at not in used[0]]
    points += [
        Point(Finding.MISSED, None, it[0]) for on, it in enumerate(groups) if on not in used[1]
    ]
    in_order = sorted(points, key=lambda point: (point.start, list(Finding).index(point.finding)))
    return Feedback(tuple(in_order), _figure(in_order))


def key_places(key: Sequence[Label]) -> list[list[Label]]:
    """The places of a key that are to be found: a required label, and after it what is as good."""
    groups = [[it] for it in key if counts_as(it) is Counts.REQUIRED]
    for other in key:
        if counts_as(other) is Counts.ALTERNATIVE:
            near = [group for group in groups if _common(group[0], other)]
            if near:
                max(near, key=lambda group: _common(group[0], other)).append(other)
    return groups


def _besides(mine: Label, aside: Sequence[Label], tolerance: int) -> Point:
    """What a label is that met no place: of those that are as good, a second one is not wrong."""
    under = [
        it
        for it in aside
        if _common(mine, it)
        and (
            counts_as(it) is not Counts.ALTERNATIVE or _finding(mine, it, tolerance) is Finding.HIT
        )
    ]
    if not under:
        return Point(Finding.EXTRA, mine, None)
    most = max(under, key=lambda it: _common(mine, it))
    decoy = counts_as(most) is Counts.DECOY
    return Point(Finding.DECOY if decoy else Finding.OPTIONAL, mine, most)


def _figure(points: Iterable[Point]) -> float:
    mine: list[Label] = []
    key: list[Label] = []
    for point in points:
        if point.finding is Finding.OPTIONAL:
            continue
        if point.key is not None and point.finding is not Finding.DECOY:
            key.append(point.key)
        if point.mine is not None and point.key is not None and point.finding is Finding.HIT:
            mine.append(replace(point.mine, pieces=point.key.pieces))
        elif point.mine is not None:
            mine.append(point.mine)
    return soft_f1(mine, key)


def _rank(one: Label, other: Label, tolerance: int) -> tuple[bool, bool, float]:
    """What makes a pair better than others: sorted, the best comes first."""
    size = sum(end - start for start, end in (*one.pieces, *other.pieces))
    share = 2 * _common(one, other) / size
    return one.tag != other.tag, not _alike(one, other, tolerance), -share


def _finding(mine: Label, key: Label, tolerance: int) -> Finding:
    if mine.tag != key.tag:
        return Finding.OTHER_TAG
    return Finding.HIT if _alike(mine, key, tolerance) else Finding.NEAR


def _alike(one: Label, other: Label, tolerance: int) -> bool:
    """Whether all edges are where the other's are; a piece counts only if it is on both sides."""
    if len(one.pieces) != len(other.pieces):
        return False
    edges = zip(one.pieces, other.pieces, strict=True)
    return all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) <= tolerance for a, b in edges)


def _common(one: Label, other: Label) -> int:
    """How many code points both are on."""
    if one.pieces[-1][1] <= other.pieces[0][0] or other.pieces[-1][1] <= one.pieces[0][0]:
        return 0  # as most are, of a whole class beside a key
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.pieces for b in other.pieces)


def soft_f1(mine: Iterable[Label], key: Iterable[Label]) -> float:
    """Soft F1 over all tags, each with its own spans."""
    sides = [
        [(label.tag, piece) for label in side for piece in label.pieces] for side in (mine, key)
    ]
    shares, counts = [0.0, 0.0], [0, 0]
    for tag in sorted({tag for side in sides for tag, _ in side}):
        one, other = (merged_pieces(piece for it, piece in side if it == tag) for side in sides)
        for number, (these, those) in enumerate(((one, other), (other, one))):
            counts[number] += len(these)
            for a in these:
                common = sum(
                    min(a[1], b[1]) - max(a[0], b[0]) for b in those if b[0] < a[1] and a[0] < b[1]
                )
                shares[number] += common / (a[1] - a[0])
    if not any(counts):
        return 1.0
    precision, recall = (
        part / count if count else 0.0 for part, count in zip(shares, counts, strict=True)
    )
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def merged_pieces(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """The spans sorted, those that overlap as one; touching ones stay apart."""
    union: list[Span] = []
    for start, end in sorted(spans):
        if union and start < union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, end))
        else:
            union.append(Span(start, end))
    return union

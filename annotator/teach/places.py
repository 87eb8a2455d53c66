"""The places of an article worth talking about with a class, and in which order.

They are the places of the key, each with what is as good as one, and the words beyond the key that
much of the class marked.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, log2
from typing import NamedTuple

from annotator.core.feedback import Counts, counts_as, key_places
from annotator.core.model import Label, Span
from annotator.core.spans import runs
from annotator.core.text import words
from annotator.teach.classwork import Classwork, touching

ONE_IN = 5
"""One in so many of the class make words beyond the key worth talking about; two at least."""

SPLIT = 0.25
"""At least this share on either side is a class that is split."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place, and how many of `students` marked what there.

    `span` reaches from its first piece to its last and `quote` is what stands there. `marked`
    counts the students with any label on some of it; of a decoy, labels that are on nothing that is
    required as well. `tags` counts those who gave each tag there. `key` is what the key has there,
    `also` what the key says is as good, `counts` what it counts as; outside of the key None, () and
    None. `right` counts the students who gave the key's tag, or one as good. Of the `experts`,
    `expert_marks` marked some of it.
    """

    article_id: str
    span: Span
    quote: str
    students: int
    marked: int
    right: int
    tags: Mapping[str, int]
    key: Label | None = None
    also: tuple[Label, ...] = ()
    counts: Counts | None = None
    experts: int = 0
    expert_marks: int = 0

    @property
    def id(self) -> str:
        """What names it among the places of a lesson, as in `Lesson.guesses`."""
        return f"{self.article_id}:{self.span.start}:{self.span.end}"

    @property
    def share(self) -> float:
        """The share of the class that marked any of it, 0 to 1."""
        return self.marked / self.students

    @property
    def right_share(self) -> float | None:
        """The share of the class with the key's tag, 0 to 1; None outside of the key."""
        return None if self.key is None else self.right / self.students

    @property
    def expert_share(self) -> float | None:
        """The share of the experts who marked any of it, 0 to 1; None unless there are several."""
        return self.expert_marks / self.experts if self.experts > 1 else None

    @property
    def entropy(self) -> float:
        """How split the class is about marking it, in bits: 1 where half did, 0 where all agree."""
        return sum(-it * log2(it) for it in (self.share, 1 - self.share) if it > 0)


# ---------------------------------------------------------------------------- in which order


def most_disputed(places: Iterable[Place], least: float = SPLIT) -> list[Place]:
    """Those that split the class, the nearest to one half first.

    With `least` other than `SPLIT`, those that at least such a share marked and left.
    """
    split = [it for it in places if min(it.share, 1 - it.share) >= least and it.entropy > 0]
    return sorted(split, key=lambda it: (-round(it.entropy, 9), it.span))


def most_missed(places: Iterable[Place], below: float = 0.5) -> list[Place]:
    """Those required that most of the class left, the least marked first.

    With `below` other than one half, those that less than such a share marked.
    """
    missed = [it for it in places if it.counts is Counts.REQUIRED and it.share < below]
    return sorted(missed, key=lambda it: (it.share, it.span))


def most_decoyed(places: Iterable[Place]) -> list[Place]:
    """The decoys that somebody took, those that most took first."""
    taken = [it for it in places if it.counts is Counts.DECOY and it.marked]
    return sorted(taken, key=lambda it: (-it.share, it.span))


# ---------------------------------------------------------------------------- finding them


def places_of(work: Classwork) -> tuple[Place, ...]:
    """The places of an article in the order of the text.

    None of an article that fewer than `LEAST` students are done with.
    """
    if work.hidden:
        return ()
    sites = [*_key_sites(work.key or ()), *map(_Site, _beyond_key(work))]
    meeting = _meeting([way for at, site in enumerate(sites) for way in site.ways(at)])
    tallies = [_Tally() for _ in sites]
    for labels in work.labels.values():
        _count(tallies, labels, meeting)
    of_experts = [_Tally() for _ in sites]
    for labels in work.experts.values():
        _count(of_experts, [it for it in labels if counts_as(it) is not Counts.DECOY], meeting)
    found = [_place(work, *each) for each in zip(sites, tallies, of_experts, strict=True)]
    return tuple(sorted(found, key=lambda it: it.span))


class _Way(NamedTuple):
    """One way to mark a place: the number of its site, where, with which tag rightly."""

    site: int
    pieces: tuple[Span, ...]
    tag: str
    counts: Counts | None


_Meeting = Callable[[tuple[Span, ...]], Sequence[_Way]]


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a place is, and the labels of the key that are one there."""

    span: Span
    key: tuple[Label, ...] = ()

    @property
    def counts(self) -> Counts | None:
        return counts_as(self.key[0]) if self.key else None

    def ways(self, number: int) -> list[_Way]:
        if not self.key:
            return [_Way(number, (self.span,), "", None)]
        return [_Way(number, it.pieces, it.tag, self.counts) for it in self.key]


@dataclass(slots=True)
class _Tally:
    """How many marked a place, how many rightly, and with which tags."""

    marked: int = 0
    right: int = 0
    tags: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def _key_sites(key: Sequence[Label]) -> list[_Site]:
    """The key's labels by place: what is required with what is as good, the rest each alone."""
    required = key_places(key)
    known = {id(label) for group in required for label in group}
    groups = [*required, *([label] for label in key if id(label) not in known)]
    return [_Site(Span(it[0].start, it[0].end), tuple(it)) for it in groups]


def _count(tallies: Sequence[_Tally], labels: Iterable[Label], meeting: _Meeting) -> None:
    """Count what one annotator did."""
    tags: dict[int, set[str]] = {}
    right: set[int] = set()
    for label in labels:
        for site, _, wanted, _ in meeting(label.pieces):
            tags.setdefault(site, set()).add(label.tag)
            if label.tag == wanted:
                right.add(site)
    for site, given in tags.items():
        tally = tallies[site]
        tally.marked += 1
        for tag in given:
            tally.tags[tag] += 1
    for site in right:
        tallies[site].right += 1


def _place(work: Classwork, site: _Site, tally: _Tally, experts: _Tally) -> Place:
    return Place(
        article_id=work.article.id,
        span=site.span,
        quote=work.article.text[site.span.start : site.span.end],
        students=work.students,
        marked=tally.marked,
        right=tally.right,
        tags=dict(sorted(tally.tags.items(), key=lambda it: (-it[1], it[0]))),
        key=site.key[0] if site.key else None,
        also=site.key[1:],
        counts=site.counts,
        experts=len(work.experts),
        expert_marks=experts.marked,
    )


def _meeting(ways: Sequence[_Way]) -> _Meeting:
    """Says which of these ways the pieces of a label have code points in common with.

    Beside what is required, decoys are left out. The same pieces are looked up once.
    """
    flat = [(way, piece) for way in ways for piece in way.pieces]
    stretches = runs([piece for _, piece in flat])
    ends = [stretch.end for stretch, _ in stretches]
    known: dict[tuple[Span, ...], Sequence[_Way]] = {}

    def meeting(pieces: tuple[Span, ...]) -> Sequence[_Way]:
        found = known.get(pieces)
        if found is None:
            met: dict[int, _Way] = {}
            for start, end in pieces:
                for at in range(bisect_right(ends, start), len(stretches)):
                    stretch, covering = stretches[at]
                    if stretch.start >= end:
                        break
                    met.update((id(flat[index][0]), flat[index][0]) for index in covering)
            found = list(met.values())
            if any(it.counts is Counts.REQUIRED for it in found):
                found = [it for it in found if it.counts is not Counts.DECOY]
            known[pieces] = found
        return found

    return meeting


def _beyond_key(work: Classwork) -> list[Span]:
    """Runs of words that the key has nothing on and that enough students marked.

    As many must have marked two neighbours both for them to be one run, on one line.
    """
    needed = max(2, ceil(work.students / ONE_IN))
    text = work.article.text
    found = words(text)
    touched = touching(found)
    of_key = {at for label in work.key or () for at in touched(label.pieces)}
    alone, joint = [0] * len(found), [0] * len(found)
    for labels in work.labels.values():
        theirs = {at for label in labels for at in touched(label.pieces)}
        for at in theirs:
            alone[at] += 1
            joint[at] += at - 1 in theirs
    spans: list[Span] = []
    before = -2
    for at, word in enumerate(found):
        if alone[at] < needed or at in of_key:
            continue
        joined = before == at - 1 and joint[at] >= needed
        if joined and "\n" not in text[spans[-1].end : word.start]:
            spans[-1] = Span(spans[-1].start, word.end)
        else:
            spans.append(word)
        before = at
    return spans

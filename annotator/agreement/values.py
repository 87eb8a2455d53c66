"""What agreement is measured of: the ratings of one question, and the codings of articles.

Of an annotator and an article three things can be true. *Not assigned*: the annotator is nowhere in
the article's values. *Assigned but undone*: named in `CodedArticle.undone`, and in no figure.
*Done*: has a coding, which is empty where nothing was marked; only this counts as "marked nothing".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from annotator.core.model import Level, Span, Value

Pair = tuple[str, str]
"""The ids of two annotators, sorted."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings of one Question: item -> annotator -> value; what is missing is left out.

    An item is an article, or whatever else was rated as one. `level` is the declared level of
    measurement. `order` are the values that could be given, from low to high: the options of a
    choice, the numbers of a scale. Numbers that are not in it take their places among them (a scale
    may have been longer once); other values that are not in it come after, sorted.
    """

    values: Mapping[str, Mapping[str, Value]]
    level: Level = Level.NOMINAL
    order: tuple[Value, ...] = ()

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who rated anything, sorted."""
        return tuple(sorted({each for given in self.values.values() for each in given}))

    @property
    def categories(self) -> tuple[Value, ...]:
        """The values that could be given, and those that were."""
        known = {(type(value), value) for value in self.order}
        more = {
            (type(value), value)
            for given in self.values.values()
            for value in given.values()
            if (type(value), value) not in known
        }
        rest = sorted(more, key=lambda each: (each[0].__name__, each[1]))
        everything = (*self.order, *(value for _, value in rest))
        numbers = [each for each in everything if type(each) is int]
        return tuple(sorted(numbers)) if len(numbers) == len(everything) else everything

    @property
    def numbers(self) -> tuple[float, ...] | None:
        """The categories as numbers: their own, or else their places in the declared order.

        None where some are no numbers and not in that order.
        """
        categories = self.categories
        if all(isinstance(each, int) for each in categories):
            return tuple(float(each) for each in categories)
        return tuple(map(float, range(len(self.order)))) if categories == self.order else None


class Piece(NamedTuple):
    """One piece of a Label: `[start, end)` in code points of the article, its tag's key, its id.

    A label in several pieces gives several of these with one `label_id`. Pieces of one annotator
    may overlap, with the same tag or another.
    """

    start: int
    end: int
    tag: str
    label_id: str = ""


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """What was marked in one article, for each annotator who is done with it.

    `length` is in code points; `words` are the spans of its words, sorted and apart. `codings` maps
    an annotator's id to the pieces marked. `undone` are those who have it but are not done.
    """

    id: str
    length: int
    words: Sequence[Span]
    codings: Mapping[str, Sequence[Piece]]
    undone: frozenset[str] = field(default_factory=frozenset)

    def among(self, annotators: Iterable[str]) -> "CodedArticle":
        """The same with the codings of these alone."""
        wanted = frozenset(annotators)
        kept = {each: pieces for each, pieces in self.codings.items() if each in wanted}
        return CodedArticle(self.id, self.length, self.words, kept, self.undone & wanted)

    def without(self, tags: Collection[str]) -> "CodedArticle":
        """The same without what was marked with these tags."""
        kept = {
            who: [each for each in pieces if each.tag not in tags]
            for who, pieces in self.codings.items()
        }
        return CodedArticle(self.id, self.length, self.words, kept, self.undone)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many articles stand how with one annotator."""

    unassigned: int = 0
    undone: int = 0
    marked_nothing: int = 0
    marked: int = 0


def standings(articles: Iterable[CodedArticle]) -> dict[str, Standing]:
    """Of every annotator who has an article; the rest of the articles are not assigned."""
    everything = list(articles)
    found: dict[str, Standing] = {}
    for annotator in sorted({each for a in everything for each in (*a.codings, *a.undone)}):
        codings = [a.codings[annotator] for a in everything if annotator in a.codings]
        undone = sum(annotator in a.undone and annotator not in a.codings for a in everything)
        empty = sum(not pieces for pieces in codings)
        unassigned = len(everything) - undone - len(codings)
        found[annotator] = Standing(unassigned, undone, empty, len(codings) - empty)
    return found


def pairs_of(annotators: Iterable[str]) -> list[Pair]:
    """All pairs of annotators, each once, sorted."""
    return list(combinations(sorted(annotators), 2))

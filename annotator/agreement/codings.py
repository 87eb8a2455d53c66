"""Codings of many articles as columns: all articles lie one after the other on one line.

A position on the line is the article's start on it plus the code point. Pieces of different
articles can so never meet, and whatever is counted of spans is counted for all articles at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import numpy.typing as npt

from annotator.agreement.resampling import Flags, Floats, Ints
from annotator.agreement.values import CodedArticle, Pair, pairs_of
from annotator.core.errors import AnnotatorError

GAP = 1
"""What lies between two articles on the line, so that no two units of different ones touch."""


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Stretches that annotators gave a value: a tag, a set of tags, or just "marked"."""

    article: Ints
    annotator: Ints
    value: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.start)

    @property
    def length(self) -> Ints:
        """How long each is: code points, or words."""
        return self.end - self.start

    def where(self, chosen: Flags | Ints) -> "Units":
        """Those chosen, in the order chosen."""
        return Units(
            self.article[chosen],
            self.annotator[chosen],
            self.value[chosen],
            self.start[chosen],
            self.end[chosen],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """The codings of those articles that at least two annotators are done with.

    `done` (articles x annotators) says who is; `starts` where each article starts on the line,
    `lengths` its code points; `word_starts` and `word_ends` lie on the line, `words` counts each
    article's. `marks` are the pieces as they were marked, with the number of their tag in `tags`,
    sorted by annotators, tags and places.
    """

    articles: tuple[str, ...]
    annotators: tuple[str, ...]
    tags: tuple[str, ...]
    done: Flags
    starts: Ints
    lengths: Ints
    word_starts: Ints
    word_ends: Ints
    words: Ints
    marks: Units

    @classmethod
    def of(cls, articles: Iterable[CodedArticle], tags: Iterable[str] | None = None) -> "Codings":
        """The columns of these articles; with `tags`, of what was marked with these alone.

        Raises AnnotatorError where a piece or a word lies outside of its article's text.
        """
        shared = [article for article in articles if len(article.codings) >= 2]
        annotators = sorted({each for article in shared for each in article.codings})
        wanted = _tags_in(shared) if tags is None else tuple(dict.fromkeys(tags))
        column = {each: at for at, each in enumerate(annotators)}
        done = np.zeros((len(shared), len(annotators)), dtype=np.bool_)
        for row, article in enumerate(shared):
            done[row, [column[each] for each in article.codings]] = True
        lengths = np.array([article.length for article in shared], dtype=np.int64)
        starts = np.cumsum(lengths + GAP) - lengths
        words = np.array([len(article.words) for article in shared], dtype=np.int64)
        edges = _edges(chain.from_iterable(article.words for article in shared))
        _check(shared, edges, np.repeat(lengths, words), np.repeat(np.arange(len(shared)), words))
        edges += np.repeat(starts, words)[:, None]
        marks = _marks(shared, column, {key: at for at, key in enumerate(wanted)}, starts, lengths)
        return cls(
            tuple(article.id for article in shared),
            tuple(annotators),
            wanted,
            done,
            starts,
            lengths,
            edges[:, 0].copy(),
            edges[:, 1].copy(),
            words,
            marks,
        )

    def among(self, annotators: Iterable[str]) -> "Codings":
        """The codings of these annotators, of articles that at least two of them are done with."""
        wanted = frozenset(annotators)
        columns = np.array([each in wanted for each in self.annotators], dtype=np.bool_)
        done = self.done[:, columns]
        kept = done.sum(axis=1) >= 2
        number = np.cumsum(kept) - 1
        marks = self.marks.where(columns[self.marks.annotator] & kept[self.marks.article])
        renamed = np.cumsum(columns) - 1
        of_kept = np.repeat(kept, self.words)
        return replace(
            self,
            articles=tuple(each for each, keep in zip(self.articles, kept, strict=True) if keep),
            annotators=tuple(each for each in self.annotators if each in wanted),
            done=done[kept],
            starts=self.starts[kept],
            lengths=self.lengths[kept],
            word_starts=self.word_starts[of_kept],
            word_ends=self.word_ends[of_kept],
            words=self.words[kept],
            marks=replace(marks, article=number[marks.article], annotator=renamed[marks.annotator]),
        )

    def only(self, tags: Iterable[str]) -> "Codings":
        """The same articles with what was marked with these tags alone."""
        wanted = tuple(dict.fromkeys(tags))
        number = np.full(len(self.tags), -1, dtype=np.int64)
        for at, key in enumerate(wanted):
            if key in self.tags:
                number[self.tags.index(key)] = at
        renamed = replace(self.marks, value=number[self.marks.value])
        return replace(self, tags=wanted, marks=renamed.where(renamed.value >= 0))

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of annotators that are both done with an article."""
        shared = self.done.T.astype(np.int64) @ self.done.astype(np.int64)
        column = {each: at for at, each in enumerate(self.annotators)}
        return [(a, b) for a, b in pairs_of(self.annotators) if shared[column[a], column[b]]]

    @property
    def raters(self) -> Ints:
        """How many annotators are done with each article."""
        total: Ints = self.done.sum(axis=1)
        return total

    @property
    def line(self) -> int:
        """A length no shorter than the line."""
        return int((self.starts + self.lengths).max(initial=0)) + 1

    def in_words(self, units: Units) -> Units:
        """The units with words in place of code points: a word is marked where any of it is."""
        gaps = units.article * GAP
        first = np.searchsorted(self.word_ends, units.start, side="right") + gaps
        last = np.searchsorted(self.word_starts, units.end, side="left") + gaps
        counted = replace(units, start=first, end=last)
        return counted.where(first < last)


def _tags_in(articles: Iterable[CodedArticle]) -> tuple[str, ...]:
    found = {
        piece.tag for article in articles for pieces in article.codings.values() for piece in pieces
    }
    return tuple(sorted(found))


def _edges(spans: Iterator[tuple[int, int]]) -> Ints:
    """Starts and ends, (spans x 2)."""
    flat = np.fromiter(chain.from_iterable(spans), dtype=np.int64)
    return flat.reshape(-1, 2)


def _marks(
    articles: Sequence[CodedArticle],
    column: dict[str, int],
    number: dict[str, int],
    starts: Ints,
    lengths: Ints,
) -> Units:
    rows = [
        (row, column[annotator], number[piece[2]], piece[0], piece[1])
        for row, article in enumerate(articles)
        for annotator, pieces in article.codings.items()
        for piece in pieces
        if piece[2] in number
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    _check(articles, table[:, 3:], lengths[table[:, 0]], table[:, 0])
    # What is computed sorts them by annotators, tags and places: sorted once, that costs little.
    table = table[np.lexsort((table[:, 3], table[:, 0], table[:, 2], table[:, 1]))]
    offset = starts[table[:, 0]]
    return Units(table[:, 0], table[:, 1], table[:, 2], table[:, 3] + offset, table[:, 4] + offset)


def _check(articles: Sequence[CodedArticle], edges: Ints, lengths: Ints, rows: Ints) -> None:
    start, end = edges[:, 0], edges[:, 1]
    wrong = np.flatnonzero((start < 0) | (start >= end) | (end > lengths))
    if len(wrong):
        at = wrong[0]
        raise AnnotatorError(
            f"In article {articles[rows[at]].id} a label or a word stands at {start[at]}:{end[at]},"
            f" which is no place in a text of {lengths[at]} characters; nothing was measured. "
            "Run “annotator check” on the project."
        )


# ---------------------------------------------------------------------------- arithmetic of units


def united(units: Units, line: int) -> Units:
    """The union of what each annotator gave each value; only what overlaps becomes one.

    What merely touches stays apart, as in SemEval-2020's scorer and in unitizing. In the order of
    annotators, then values, then places.
    """
    if not len(units):
        return units
    lane = (units.annotator * (int(units.value.max()) + 1) + units.value) * line
    order = np.argsort(lane + units.start, kind="stable")
    ordered = units.where(order)
    reached = np.maximum.accumulate((lane + units.end)[order])
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (lane + units.start)[order][1:] >= reached[:-1]
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(order)) - 1
    found = ordered.where(first)
    return replace(found, end=reached[last] - lane[order][first])


def marked(units: Units, line: int) -> Units:
    """The union of all that each annotator marked, with whatever value."""
    return united(replace(units, value=np.zeros_like(units.value)), line)


def tag_sets(units: Units, line: int) -> tuple[Units, int]:
    """Each annotator's stretches with one and the same set of tags, and how many sets there are.

    `units` are united by tag. Where no tags overlap the stretches are the units themselves.
    """
    if not len(units):
        return units, 0
    lane = units.annotator * line
    places = np.concatenate([lane + units.start, lane + units.end])
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    signs = np.concatenate([np.ones(len(units)), -np.ones(len(units))]).astype(np.int64)[order]
    tags = np.concatenate([units.value, units.value])[order]
    named = np.zeros(len(order), dtype=np.int64)
    for block in range(0, int(tags.max()) + 1, 62):  # as many tags as one whole number has bits for
        inside = (tags >= block) & (tags < block + 62)
        bits = np.where(inside, signs << np.where(inside, tags - block, 0), 0).cumsum()
        _, part = np.unique(bits, return_inverse=True)
        _, named = np.unique(named * (int(part.max()) + 1) + part, return_inverse=True)
    depth = signs.cumsum()
    whole = np.flatnonzero((depth[:-1] > 0) & (ordered[1:] > ordered[:-1]))
    index = np.concatenate([np.arange(len(units)), np.arange(len(units))])[order][whole]
    _, value = np.unique(named[whole], return_inverse=True)
    shift = lane[index]
    found = Units(
        units.article[index],
        units.annotator[index],
        value.astype(np.int64),
        ordered[whole] - shift,
        ordered[whole + 1] - shift,
    )
    return found, int(value.max()) + 1


def by_article(units: Units, articles: int, values: int, weights: npt.ArrayLike) -> Floats:
    """The sums of weights, one for each unit, (articles x values)."""
    cells = units.article * values + units.value
    total = np.bincount(cells, weights=np.asarray(weights), minlength=articles * values)
    return total.reshape(articles, values).astype(np.float64)


def doubled(units: Units, articles: int, values: int, line: int) -> Floats:
    """The integral of k (k - 1), k annotators giving a value at a place, (articles x values).

    That is the length over which ordered pairs of annotators agree on the value. `units` of one
    annotator and value must not overlap.
    """
    if not len(units):
        return np.zeros((articles, values))
    shift = units.value * line
    places = np.concatenate([shift + units.start, shift + units.end])
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    steps = np.concatenate([np.ones(len(units)), -np.ones(len(units))])[order]
    depth = steps.cumsum()[:-1]
    cells = np.tile(units.article * values + units.value, 2)[order][:-1]
    weights = depth * (depth - 1) * np.diff(ordered)
    total = np.bincount(cells, weights=weights, minlength=articles * values)
    return total.reshape(articles, values).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """How far annotators' marks cover the line up to a place, as bends between straight pieces."""

    places: Floats
    annotators: Floats
    several: Floats

    @classmethod
    def of(cls, units: Units) -> "Cover":
        """Of units that do not overlap within one annotator."""
        edges = np.concatenate([units.start, units.end])
        order = np.argsort(edges, kind="stable")
        steps = np.concatenate([np.ones(len(units)), -np.ones(len(units))])[order]
        places = edges[order].astype(np.float64)
        depth = steps.cumsum()[:-1]
        lengths = np.diff(places)
        return cls(
            places,
            np.concatenate([[0.0], (depth * lengths).cumsum()]),
            np.concatenate([[0.0], ((depth >= 2) * lengths).cumsum()]),
        )

    def of_annotators(self, units: Units) -> Floats:
        """The integral of how many annotators marked, over each unit."""
        return self._between(units, self.annotators)

    def of_several(self, units: Units) -> Floats:
        """The length of each unit over which two or more annotators marked."""
        return self._between(units, self.several)

    def _between(self, units: Units, height: Floats) -> Floats:
        if not len(self.places):
            return np.zeros(len(units))
        ends = np.interp(units.end, self.places, height)
        return np.asarray(ends - np.interp(units.start, self.places, height))

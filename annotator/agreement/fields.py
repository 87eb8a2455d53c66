"""Agreement on the Fields of labels: what two annotators say of words that both gave one tag.

Labels of two annotators *meet* where they have the same tag and words in common; each meets at most
one of the other side, what has most in common first (code points in common / code points together),
as disputes are set beside each other. A pair of labels that meet is one item with two ratings.
Intervals draw whole articles anew, since the labels of one article are not apart from each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from annotator.agreement.alphas import Tally, alpha_draws
from annotator.agreement.figure import Figure, Why
from annotator.agreement.resampling import (
    USUAL,
    Flags,
    Floats,
    Ints,
    Resampling,
    figure_of,
    ratio,
    totals_of,
)
from annotator.agreement.values import CodedArticle, Pair, Piece, Ratings, pairs_of
from annotator.core.labels import possible_values
from annotator.core.model import Field, Level, Span, Value

MOST_TEXTS = 2_000
"""Of free text with more different wordings than this there is no alpha."""

Values = Mapping[str, Mapping[str, Value]]
"""By a label's id what its fields hold."""


class Meeting(NamedTuple):
    """Two labels that meet, by their ids; `first` is of the pair's first annotator.

    `span` covers both, in code points of the article.
    """

    article_id: str
    pair: Pair
    tag: str
    first: str
    second: str
    span: Span


@dataclass(frozen=True, slots=True)
class FieldFigures:
    """`raw` and `alpha` of a field; their `n` counts the articles that they rest on.

    `pairs` of labels that meet both hold a value, and are compared; of `one_sided` ones only one
    does.
    """

    pairs: int
    one_sided: int
    raw: Figure
    alpha: Figure


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """A field at the level that alpha was computed at: of all tags that ask it, and of each."""

    level: Level
    whole: FieldFigures
    tags: Mapping[str, FieldFigures] = field(default_factory=dict)


def meetings_of(articles: Iterable[CodedArticle], tags: Iterable[str]) -> list[Meeting]:
    """The labels with these tags that meet, in the order of the articles and pairs."""
    wanted = frozenset(tags)
    found: list[Meeting] = []
    for article in articles:
        sides = {who: _labels(pieces, wanted) for who, pieces in article.codings.items()}
        for pair in pairs_of(sides):
            for tag, mine in sides[pair[0]].items():
                for one, other in _met(mine, sides[pair[1]].get(tag, ())):
                    span = Span(min(one.start, other.start), max(one.end, other.end))
                    found.append(Meeting(article.id, pair, tag, one.id, other.id, span))
    return found


class _Label(NamedTuple):
    """A label's pieces, and from where to where they reach."""

    start: int
    end: int
    id: str
    pieces: Sequence[Piece]


def _labels(pieces: Iterable[Piece], wanted: frozenset[str]) -> dict[str, list[_Label]]:
    """The labels by their tags."""
    parts: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        if piece.tag in wanted:
            parts.setdefault((piece.tag, piece.label_id), []).append(piece)
    found: dict[str, list[_Label]] = {}
    for (tag, label_id), its in parts.items():
        if len(its) == 1:  # as nearly all
            label = _Label(its[0].start, its[0].end, label_id, its)
        else:
            start, end = min(it.start for it in its), max(it.end for it in its)
            label = _Label(start, end, label_id, its)
        found.setdefault(tag, []).append(label)
    return found


def _met(mine: Sequence[_Label], theirs: Sequence[_Label]) -> Sequence[tuple[_Label, _Label]]:
    """Each with at most one of the other side, what has most in common first."""
    meetings = [
        (one, other)
        for one in mine
        for other in theirs
        if one.start < other.end and other.start < one.end
    ]
    if len(meetings) == 1 and _is_simple(*meetings[0]):
        return meetings
    closest = [(-_in_common(*met), _places(met), met) for met in meetings]
    closest.sort(key=_closeness)
    taken: set[str] = set()
    found = []
    for common, _, (one, other) in closest:
        if common and one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            found.append((one, other))
    return found


def _is_simple(one: _Label, other: _Label) -> bool:
    """Whether both are one piece, so that they have in common what they reach over."""
    return len(one.pieces) == 1 == len(other.pieces)


_Places = tuple[int, int, str, str]


def _places(met: tuple[_Label, _Label]) -> _Places:
    one, other = met
    return one.pieces[0].start, other.pieces[0].start, one.id, other.id


def _closeness(each: tuple[float, _Places, object]) -> tuple[float, _Places]:
    return each[:2]


def _in_common(one: _Label, other: _Label) -> float:
    """The share of what either covers that both do; of labels whose reaches overlap."""
    if _is_simple(one, other):
        common = min(one.end, other.end) - max(one.start, other.start)
        return common / (one.end - one.start + other.end - other.start - common)
    common = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.pieces for b in other.pieces
    )
    whole = sum(it.end - it.start for it in (*one.pieces, *other.pieces))
    return common / (whole - common)


# ---------------------------------------------------------------------------- figures


def field_agreement(
    asked: Field, meetings: Iterable[Meeting], values: Values, resampling: Resampling = USUAL
) -> FieldAgreement:
    """The figures of one field, at its declared level, of all tags and of each that met.

    `values` holds only what was asked. Free text is compared without regard to case and spaces.
    """
    table = _Table.of(asked, meetings, values)
    everything = np.ones(len(table.codes), dtype=np.bool_)
    return FieldAgreement(
        asked.measured,
        _figures(table, everything, int(table.one_sided.sum()), resampling),
        {
            tag: _figures(table, table.tags == at, int(table.one_sided[at]), resampling)
            for at, tag in enumerate(table.tag_keys)
        },
    )


def differing(
    asked: Field, meetings: Iterable[Meeting], values: Values, tag: str = ""
) -> Iterator[Meeting]:
    """The meetings (of a tag, if one is given) of labels that hold two different values."""
    held = _held(asked, values)
    for each in meetings:
        one, other = held.get(each.first), held.get(each.second)
        if one is not None and other is not None and one != other and tag in ("", each.tag):
            yield each


def _held(asked: Field, values: Values) -> dict[str, Value]:
    """By a label's id what it holds in the field, of those that hold anything."""
    given = ((it, _comparable(each[asked.key])) for it, each in values.items() if asked.key in each)
    return {it: value for it, value in given if value is not None}


def _comparable(value: Value) -> Value | None:
    """Text without what makes no difference; nothing where it is empty."""
    return " ".join(value.casefold().split()) or None if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The pairs that are compared: the numbers of both values (pairs x 2), article and tag of each.

    `tag_keys` are the tags of labels that meet and hold a value on one side at least, sorted;
    `one_sided` counts for each of them the pairs of which only one side does.
    """

    ratings: Ratings
    codes: Ints
    articles: Ints
    tags: Ints
    tag_keys: Sequence[str]
    one_sided: Ints

    @classmethod
    def of(cls, asked: Field, meetings: Iterable[Meeting], values: Values) -> "_Table":
        held = _held(asked, values)
        met = [it for it in meetings if it.first in held or it.second in held] if held else []
        # True equals 1, but is another value.
        kinds = {(type(it), it): it for it in held.values()}
        number = {each: at for at, each in enumerate(kinds)}
        code = {label: number[type(it), it] for label, it in held.items()}
        sides = ([code.get(it.first, -1) for it in met], [code.get(it.second, -1) for it in met])
        codes = np.array(sides, dtype=np.int64).T.reshape(-1, 2)
        both = (codes >= 0).all(axis=1)
        tag_keys = sorted({it.tag for it in met})
        tags = _numbered([it.tag for it in met], tag_keys)
        articles = [it.article_id for it in met]
        ratings, renumbered = _as_ratings(asked, list(kinds.values()), codes[both])
        return cls(
            ratings,
            renumbered,
            _numbered(articles, dict.fromkeys(articles))[both],
            tags[both],
            tag_keys,
            np.bincount(tags[~both], minlength=len(tag_keys)),
        )


def _numbered(names: Iterable[str], order: Iterable[str]) -> Ints:
    place = {each: at for at, each in enumerate(order)}
    return np.array([place[each] for each in names], dtype=np.int64)


def _as_ratings(asked: Field, known: Sequence[Value], codes: Ints) -> tuple[Ratings, Ints]:
    """What of the known values was compared, and the pairs as numbers of its categories."""
    given, places = np.unique(codes, return_inverse=True)
    said = [known[each] for each in given]
    item = {str(at): each for at, each in enumerate(said)}
    ratings = Ratings({"": item}, asked.measured, possible_values(asked))
    number = {(type(it), it): at for at, it in enumerate(ratings.categories)}
    renumbered = np.array([number[type(it), it] for it in said], dtype=np.int64)
    return ratings, renumbered[places].reshape(-1, 2)


def _figures(table: _Table, chosen: Flags, one_sided: int, resampling: Resampling) -> FieldFigures:
    """Of the chosen pairs."""
    if not chosen.any():
        none = Figure(None, why=Why.NEVER_MET)
        return FieldFigures(0, one_sided, none, none)
    codes = table.codes[chosen]
    known, articles = np.unique(table.articles[chosen], return_inverse=True)
    equal = np.bincount(articles, codes[:, 0] == codes[:, 1])
    totals = totals_of(np.column_stack([equal, np.bincount(articles)]), resampling)
    raw = figure_of(ratio(totals[:, 0], totals[:, 1]), len(known), Why.NEVER_MET)
    alpha = _alpha(table.ratings, codes, articles, resampling)
    return FieldFigures(len(codes), one_sided, raw, alpha)


def _alpha(ratings: Ratings, codes: Ints, units: Ints, resampling: Resampling) -> Figure:
    """Of pairs as numbers of their values (pairs x 2); `units` are their articles, from 0 on."""
    articles, q = int(units.max()) + 1, len(ratings.categories)
    if q > MOST_TEXTS:
        return Figure(None, n=articles, why=Why.TOO_MANY_TEXTS)
    if ratings.level is not Level.NOMINAL and ratings.numbers is None:
        return Figure(None, n=articles, why=Why.NOT_NUMBERS)
    sides = np.concatenate([codes, codes[:, ::-1]])
    both = np.concatenate([units, units])

    def counted(chosen: Flags, value: Ints) -> Floats:
        """How often each value, by article (articles x q)."""
        cells = both[chosen] * q + value[chosen]
        return np.bincount(cells, minlength=articles * q).reshape(articles, q).astype(np.float64)

    tally = Tally(
        counts=counted(np.ones(len(both), dtype=np.bool_), sides[:, 0]),
        equal=np.bincount(both, sides[:, 0] == sides[:, 1]).astype(np.float64),
        row=lambda value: counted(sides[:, 0] == value, sides[:, 1]),
    )
    values = alpha_draws(tally, ratings.level, ratings.numbers, resampling)
    return figure_of(values, articles, Why.NO_VARIATION)

"""Where annotators disagree, and how: about the boundary, the tag, or whether there is anything.

Each label's piece of one annotator is compared with those of another in the same article. It is
*agreed* if the other has the same span with the same tag; else a *boundary* dispute if one of the
other's with the same tag overlaps it; else a *tag* dispute if any of the other's overlaps it; else
*missed*. Of the disputed ones, each is set beside at most one of the other side: what has most in
common first (length in common / length together).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.agreement.values import CodedArticle, Pair, Piece, pairs_of
from annotator.agreement.votes import votes_by_word
from annotator.core.model import Span


class DisputeKind(StrEnum):
    """What a dispute is about."""

    BOUNDARY = "boundary"
    TAG = "tag"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Dispute:
    """One place where two annotators disagree.

    `first` and `second` are the pieces of the pair's first and second annotator; one of them is
    None where that annotator has none, or none that is not set beside another already. `span`
    covers both.
    """

    article_id: str
    pair: Pair
    kind: DisputeKind
    first: Piece | None
    second: Piece | None

    @property
    def span(self) -> Span:
        """From the start of the one to the end of the other, in code points of the article."""
        pieces = [each for each in (self.first, self.second) if each is not None]
        return Span(min(each.start for each in pieces), max(each.end for each in pieces))

    @property
    def label_ids(self) -> tuple[str, ...]:
        """The labels that it is about."""
        return tuple(each.label_id for each in (self.first, self.second) if each is not None)


@dataclass(frozen=True, slots=True)
class Split:
    """The disputes of a pair or a group, by article, and how many places are agreed.

    Of a group it is those of all its pairs. An agreed place is a span with a tag that both have.
    """

    agreed: int
    disputes: tuple[Dispute, ...]

    def count(self, kind: DisputeKind) -> int:
        """How many disputes are of a kind."""
        return sum(each.kind is kind for each in self.disputes)


def disputes_of(articles: Iterable[CodedArticle], annotators: Iterable[str] | None = None) -> Split:
    """The disputes of all pairs of these annotators (or of all), in articles both are done with."""
    wanted = None if annotators is None else frozenset(annotators)
    agreed = 0
    found: list[Dispute] = []
    for article in articles:
        coded = [each for each in article.codings if wanted is None or each in wanted]
        for pair in pairs_of(coded):
            first, second = (sorted(set(article.codings[each])) for each in pair)
            same, disputed = _compared(first, second)
            agreed += same
            found += [Dispute(article.id, pair, *each) for each in disputed]
    return Split(agreed, tuple(found))


Compared = tuple[DisputeKind, Piece | None, Piece | None]


def _compared(first: Sequence[Piece], second: Sequence[Piece]) -> tuple[int, list[Compared]]:
    """How many places are agreed, and the disputes in the order of the text."""
    agreed = {_place(each) for each in first} & {_place(each) for each in second}
    mine = {each: _kind(each, second) for each in first if _place(each) not in agreed}
    theirs = {each: _kind(each, first) for each in second if _place(each) not in agreed}
    meetings = [
        (-_in_common(one, other), one, other)
        for one in mine
        for other in _overlapping(one, second)
        if mine[one] is theirs.get(other)
        and (one.tag == other.tag) is (mine[one] is DisputeKind.BOUNDARY)
    ]
    beside: dict[Piece, Piece] = {}
    taken: set[Piece] = set()
    for _, one, other in sorted(meetings):
        if one not in beside and other not in taken:
            beside[one] = other
            taken.add(other)
    found: list[Compared] = [(kind, one, beside.get(one)) for one, kind in mine.items()]
    found += [(kind, None, other) for other, kind in theirs.items() if other not in taken]
    return len(agreed), sorted(found, key=_first_place)


def _place(piece: Piece) -> tuple[int, int, str]:
    return piece.start, piece.end, piece.tag


def _first_place(found: Compared) -> tuple[int, int]:
    _, first, second = found
    return min((each.start, each.end) for each in (first, second) if each is not None)


def _overlapping(piece: Piece, others: Sequence[Piece]) -> list[Piece]:
    found = []
    for other in others:  # sorted by start
        if other.start >= piece.end:
            break
        if other.end > piece.start:
            found.append(other)
    return found


def _in_common(one: Piece, other: Piece) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))


def _kind(piece: Piece, others: Sequence[Piece]) -> DisputeKind:
    met = _overlapping(piece, others)
    if any(other.tag == piece.tag for other in met):
        return DisputeKind.BOUNDARY
    return DisputeKind.TAG if met else DisputeKind.MISSED


# ---------------------------------------------------------------------------- words and articles


@dataclass(frozen=True, slots=True)
class DisputedWord:
    """A word that some of the annotators marked and some did not."""

    article_id: str
    word: Span
    marked: int
    annotators: int

    @property
    def share(self) -> float:
        """The share of pairs of annotators that differ, from 0 to 1."""
        pairs = self.annotators * (self.annotators - 1) // 2
        return self.marked * (self.annotators - self.marked) / pairs


@dataclass(frozen=True, slots=True)
class DisputedForm:
    """A word's form in all its places: in how many it was marked by anyone, and by whom not.

    `share` is the share of differing pairs of annotators over those places.
    """

    form: str
    places: int
    share: float


@dataclass(frozen=True, slots=True)
class DisputedArticle:
    """An article; `share` is the mean over words that anyone marked of the pairs that differ."""

    article_id: str
    marked_words: int
    share: float


def disputed_words(articles: Iterable[CodedArticle], tag: str | None = None) -> list[DisputedWord]:
    """Every word that some marked (with the tag, if one is given) and some not; most disputed
    first.

    Of those that are as disputed the ones with more annotators come first, then as in the text.
    """
    found = [each for each in _words(articles, tag) if 0 < each.marked < each.annotators]
    return sorted(found, key=lambda each: (-each.share, -each.annotators))


def disputed_forms(
    articles: Iterable[CodedArticle], form: Callable[[str, Span], str], tag: str | None = None
) -> list[DisputedForm]:
    """The words' forms, as `form` gives them for an article and a word; most disputes first."""
    places: dict[str, list[DisputedWord]] = {}
    for each in _words(articles, tag):
        places.setdefault(form(each.article_id, each.word), []).append(each)
    found = []
    for name, words in places.items():
        differing = sum(each.marked * (each.annotators - each.marked) for each in words)
        pairs = sum(each.annotators * (each.annotators - 1) // 2 for each in words)
        if differing:
            found.append((differing, DisputedForm(name, len(words), differing / pairs)))
    found.sort(key=lambda each: (-each[0], each[1].form))
    return [each for _, each in found]


def disputed_articles(
    articles: Iterable[CodedArticle], tag: str | None = None
) -> list[DisputedArticle]:
    """Every article in which anyone marked anything; most disputed first."""
    words: dict[str, list[DisputedWord]] = {}
    for each in _words(articles, tag):
        words.setdefault(each.article_id, []).append(each)
    found = [
        DisputedArticle(name, len(each), sum(word.share for word in each) / len(each))
        for name, each in words.items()
    ]
    return sorted(found, key=lambda each: -each.share)


def _words(articles: Iterable[CodedArticle], tag: str | None) -> Iterator[DisputedWord]:
    """The words that anyone marked, of articles that two or more are done with."""
    for article in articles:
        if len(article.codings) >= 2:
            counts = votes_by_word(article, tag)
            for at in np.flatnonzero(counts).tolist():
                word = article.words[at]
                yield DisputedWord(article.id, word, int(counts[at]), len(article.codings))

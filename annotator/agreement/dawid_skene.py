"""Dawid & Skene 1979 (Applied Statistics 28): votes weighed by how each annotator errs.

Each annotator has a matrix: how likely each value is given where another is true. Starting from the
shares of votes, the matrices and the probabilities of the true values are estimated in turn (EM)
until they no longer change. Items with the same ratings have the same probabilities, so they are
computed once; that makes whole texts, word by word, as cheap as their different patterns of votes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.aggregation import Decision, VotedSpan, spans_of_runs
from annotator.agreement.resampling import Floats, Ints
from annotator.agreement.values import CodedArticle, Ratings
from annotator.agreement.votes import marked_words
from annotator.core.model import Value

Confusion = Mapping[str, Mapping[Value, Mapping[Value, float]]]
"""Annotator -> true value -> value given -> probability; the last sum to 1.

Values that seem true of nothing that the annotator rated are left out: of these nothing is known.
"""

_ROUNDS = 200
_CHANGE = 1e-6
_MET = 1e-3
"""Of fewer items than this, as expected, nothing can be said."""
_UNSEEN = 1e-9
"""What is never seen is only very unlikely; a value that is true of nothing gives even odds."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The decisions, each annotator's confusion, and how often each value is true.

    `shares` of a Decision are the probabilities of the values. `settled` is False where the
    estimates still changed after the last of `rounds`.
    """

    decisions: Mapping[str, Decision]
    confusion: Confusion
    prior: Mapping[Value, float]
    rounds: int
    settled: bool


@dataclass(frozen=True, slots=True)
class SpanEstimate:
    """The same of one tag's words: the spans more likely than not, and each annotator's confusion.

    The values of the confusion are True (marked) and False.
    """

    spans: tuple[VotedSpan, ...]
    confusion: Confusion
    prior: float
    rounds: int
    settled: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """How likely an annotator gives a value where it is true, and the others, likeliest first."""

    annotator_id: str
    true: Value
    share: float
    instead: tuple[tuple[Value, float], ...]


def hits(confusion: Confusion) -> list[Hit]:
    """The confusion in the order in which it is shown: each annotator's true values together."""
    found = []
    for annotator, matrix in confusion.items():
        for true, row in matrix.items():
            others = [(value, share) for value, share in row.items() if value is not true]
            others.sort(key=lambda each: -each[1])
            found.append(Hit(annotator, true, row[true], tuple(others)))
    return found


def dawid_skene(ratings: Ratings) -> Estimate:
    """The most probable value of each item that anyone rated; of equal ones the first in order."""
    annotators, categories = ratings.annotators, ratings.categories
    column = {each: at for at, each in enumerate(annotators)}
    number = {(type(each), each): at for at, each in enumerate(categories)}
    items = [item for item, given in ratings.values.items() if given]
    codes = np.full((len(items), len(annotators)), -1, dtype=np.int64)
    for row, item in enumerate(items):
        for annotator, value in ratings.values[item].items():
            codes[row, column[annotator]] = number[type(value), value]
    fitted = _fit(codes, len(categories))
    decisions = {}
    for item, chances in zip(items, fitted.chances, strict=True):
        shares = dict(zip(categories, chances.tolist(), strict=True))
        decided = categories[int(chances.argmax())]
        decisions[item] = Decision(decided, len(ratings.values[item]), shares)
    return Estimate(
        decisions,
        _named(fitted, annotators, categories),
        dict(zip(categories, fitted.prior.tolist(), strict=True)),
        fitted.rounds,
        fitted.settled,
    )


def dawid_skene_spans(articles: Sequence[CodedArticle], tag: str) -> SpanEstimate:
    """Every word of every article an item that each annotator marked with the tag, or did not."""
    annotators = sorted({each for article in articles for each in article.codings})
    column = {each: at for at, each in enumerate(annotators)}
    sizes = [len(article.words) for article in articles]
    codes = np.full((sum(sizes), len(annotators)), -1, dtype=np.int64)
    begun = np.cumsum([0, *sizes])
    for article, at, end in zip(articles, begun[:-1], begun[1:], strict=True):
        for annotator, marked in marked_words(article, tag).items():
            codes[at:end, column[annotator]] = marked
    fitted = _fit(codes, 2)
    likely = fitted.chances[:, 1] if len(codes) else np.zeros(0)
    found: list[VotedSpan] = []
    for article, at, end in zip(articles, begun[:-1], begun[1:], strict=True):
        found += spans_of_runs(article, tag, likely[at:end] > 0.5, likely[at:end])
    return SpanEstimate(
        tuple(found),
        _named(fitted, annotators, (False, True)),
        float(fitted.prior[1]),
        fitted.rounds,
        fitted.settled,
    )


def _named(
    fitted: "_Fit", annotators: Sequence[str], categories: Sequence[Value]
) -> dict[str, dict[Value, dict[Value, float]]]:
    return {
        annotator: {
            true: dict(zip(categories, row.tolist(), strict=True))
            for true, row, items in zip(categories, matrix, met, strict=True)
            if items >= _MET
        }
        for annotator, matrix, met in zip(
            annotators, fitted.confusion, fitted.met.tolist(), strict=True
        )
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """Probabilities (items x q), confusion (annotators x true x given), prior (q).

    `met` is how many items each annotator is expected to have rated of each true value.
    """

    chances: Floats
    confusion: Floats
    met: Floats
    prior: Floats
    rounds: int
    settled: bool


def _fit(codes: Ints, q: int) -> _Fit:
    """From category numbers (items x annotators, -1: none)."""
    patterns, which, counts = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
    given = (patterns[:, :, None] == np.arange(q)).astype(np.float64)
    votes = given.sum(axis=1)
    chances = votes + _UNSEEN
    chances /= chances.sum(axis=1, keepdims=True)
    rounds, settled = 0, False
    confusion, prior = _maximised(chances, given, counts)
    while rounds < _ROUNDS and not settled:
        rounds += 1
        likely = np.log(prior) + np.einsum("imk,mtk->it", given, np.log(confusion), optimize=True)
        likely -= likely.max(axis=1, keepdims=True, initial=-np.inf)
        better = np.exp(likely)
        better /= better.sum(axis=1, keepdims=True)
        settled = bool(np.abs(better - chances).max(initial=0.0) < _CHANGE)
        chances = better
        confusion, prior = _maximised(chances, given, counts)
    met = np.einsum("it,im->mt", chances * counts[:, None], given.sum(axis=2), optimize=True)
    return _Fit(chances[which.reshape(-1)], confusion, met, prior, rounds, settled)


def _maximised(chances: Floats, given: Floats, counts: Ints) -> tuple[Floats, Floats]:
    """The confusion and the prior that make the probabilities most likely."""
    weighed = chances * counts[:, None]
    confusion = np.einsum("it,imk->mtk", weighed, given, optimize=True) + _UNSEEN
    confusion /= confusion.sum(axis=2, keepdims=True)
    prior = weighed.sum(axis=0) + _UNSEEN
    return confusion, prior / prior.sum()

"""Agreement of very many annotators, as of a class: the same figures, and no walk over the pairs.

Three hundred annotators are 45,000 pairs. So the share of every span that every other annotator
covers is computed as one matrix for each article, from how far each annotator's spans cover the
text up to each end of a span.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.codings import Codings, Units, united
from annotator.agreement.figure import Figure, Why
from annotator.agreement.resampling import NO_INTERVALS, Floats, Ints, Sums, figure_of
from annotator.agreement.span_f1 import f1_of
from annotator.agreement.unitizing import WORDS, Extent, add_whole, whole_alpha
from annotator.agreement.values import CodedArticle

_AT_ONCE = 4_096
"""So many spans are compared with all annotators at once: 10 MB of 300 annotators."""


@dataclass(frozen=True, slots=True)
class AgreementOfMany:
    """Soft F1 of spans of equal tags, the mean over pairs, and alpha over words.

    Both are without intervals, and those of `SpanAgreement`: `f1_soft_tagged`, `alpha_token`. Of
    `annotators` who are done, and the articles that at least two of them are done with.
    """

    annotators: int
    articles: int
    f1_soft: Figure
    alpha_token: Figure


def agreement_of_many(articles: Iterable[CodedArticle]) -> AgreementOfMany:
    """How far all who are done with these articles agree; raises as `Codings.of` does."""
    codings = Codings.of(articles)
    n = len(codings.articles)
    if not n:
        nothing = Figure(None, n=0, why=Why.NOTHING_SHARED)
        return AgreementOfMany(0, 0, nothing, nothing)
    sums = Sums(n)
    words = united(codings.in_words(codings.marks), codings.line)
    add_whole(sums, codings, Extent.of_words(codings, words))
    unmarked = Why.NO_VARIATION if len(codings.marks) else Why.NOTHING_MARKED
    f1 = np.array([_mean_over_pairs(codings) if len(codings.marks) else np.nan])
    return AgreementOfMany(
        annotators=len(codings.annotators),
        articles=n,
        f1_soft=figure_of(f1, n, unmarked),
        alpha_token=figure_of(whole_alpha(sums.drawn(NO_INTERVALS), WORDS), n, unmarked),
    )


def _mean_over_pairs(codings: Codings) -> float:
    people = len(codings.annotators)
    units = united(codings.marks, codings.line)
    shares, counts = np.zeros((people, people)), np.zeros((people, people))
    for article in range(len(codings.articles)):
        both = np.outer(codings.done[article], codings.done[article])
        its = units.where(units.article == article)
        shares += both * _shares(its, people, codings.line)
        counts += both * np.bincount(its.annotator, minlength=people)[:, None]
    done = codings.done.astype(np.int64)
    one, other = np.nonzero(np.triu(done.T @ done, 1))
    parts = (shares[one, other], shares[other, one], counts[one, other], counts[other, one])
    return float(f1_of(np.stack(parts, axis=-1)).mean())


def _shares(units: Units, people: int, line: int) -> Floats:
    """The sum over one's spans of the share that the other covers: (people x people)."""
    if not len(units):
        return np.zeros((people, people))
    shift = units.value * line  # each tag on a stretch of its own, so that no two tags meet
    places, index = np.unique(
        np.concatenate([shift + units.start, shift + units.end]), return_inverse=True
    )
    first, last = np.split(index, 2)
    covered = _covered(units.annotator, first, last, places, people)
    found = np.zeros((people, people))
    for begin in range(0, len(units), _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        part = (covered[:, last[some]] - covered[:, first[some]]) / units.length[some]
        owner = np.zeros((part.shape[1], people))
        owner[np.arange(part.shape[1]), units.annotator[some]] = 1.0
        found += owner.T @ part.T
    return found


def _covered(who: Ints, first: Ints, last: Ints, places: Ints, people: int) -> Floats:
    """How much of the line up to each place each one's spans cover: (people x places)."""
    steps = np.zeros((people, len(places)))
    np.add.at(steps, (who, first), 1.0)
    np.add.at(steps, (who, last), -1.0)
    inside = steps.cumsum(axis=1)[:, :-1] > 0
    found = np.zeros((people, len(places)))
    found[:, 1:] = (inside * np.diff(places)).cumsum(axis=1)
    return found

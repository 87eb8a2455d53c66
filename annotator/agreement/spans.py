"""Agreement on spans: for each tag, for all together, and for each pair of annotators."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from annotator.agreement.codings import Codings, united
from annotator.agreement.figure import Figure, Why
from annotator.agreement.resampling import USUAL, Floats, Resampling, Sums, figure_of
from annotator.agreement.span_f1 import MeanF1, mean_f1
from annotator.agreement.unitizing import (
    TEXT,
    WORDS,
    Extent,
    add_coded,
    add_layers,
    add_whole,
    coded_alpha,
    layer_alphas,
    marked_alpha,
    tag_alphas,
    whole_alpha,
    why_no_coded_alpha,
    why_no_tag_alphas,
)
from annotator.agreement.values import Pair
from annotator.core.work import Progress, Work


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """The figures of one tag.

    `pieces` counts what was marked with it. F1 is the mean over pairs, undefined
    where nobody used the tag. `alpha_token` and `alpha_u`
    compare the tag with all else, blank or not, in words and in code points; `alpha_ku` is
    Krippendorff's (k)u-alpha: the tag against other tags, over what two annotators or more marked.
    """

    pieces: int
    f1_exact: Figure
    f1_soft: Figure
    alpha_token: Figure
    alpha_u: Figure
    alpha_ku: Figure


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """The figures of all tags together, and of each.

    `articles` are those that at least two of the `annotators` are done with. `f1_exact` and
    `f1_soft` look at spans whatever their tags; the `_tagged` at spans of equal tags. `alpha_u` is
    Krippendorff's u-alpha, `alpha_u_marked` |u-alpha (marked or not), `alpha_cu` cu-alpha (tags
    alone, where two or more marked); `alpha_token` and `alpha_token_marked` are the first two
    counted in words.
    """

    articles: int
    annotators: tuple[str, ...]
    pieces: int
    f1_exact: Figure
    f1_soft: Figure
    f1_exact_tagged: Figure
    f1_soft_tagged: Figure
    alpha_token: Figure
    alpha_token_marked: Figure
    alpha_u: Figure
    alpha_u_marked: Figure
    alpha_cu: Figure
    tags: Mapping[str, TagAgreement]


def span_agreement(
    codings: Codings, resampling: Resampling = USUAL, *, by_tag: bool = True
) -> SpanAgreement:
    """All figures of a group of annotators; intervals draw articles anew.

    Without `by_tag` those of each tag are left out, which cost most where there are many pairs.
    """
    n, line = len(codings.articles), codings.line
    if not n:
        return _nothing(codings)
    units = united(codings.marks, line)
    words = united(codings.in_words(codings.marks), line)
    sums = Sums(n)
    for extent in (Extent.of_text(codings, units), Extent.of_words(codings, words)):
        add_whole(sums, codings, extent)
        if by_tag:
            add_layers(sums, codings, extent)
    add_coded(sums, codings, units, by_tag=by_tag)
    drawn = sums.drawn(resampling)
    f1 = mean_f1(codings, units, resampling, by_tag=by_tag)
    unmarked = Why.NO_VARIATION if len(units) else Why.NOTHING_MARKED

    def figure(values: Floats, why: Why) -> Figure:
        return figure_of(values, n, why)

    def f1_figure(values: Floats) -> Figure:
        return figure(values, unmarked) if len(units) else Figure(None, n=n, why=unmarked)

    return SpanAgreement(
        articles=n,
        annotators=codings.annotators,
        pieces=len(codings.marks),
        f1_exact=f1_figure(f1.marked_exact),
        f1_soft=f1_figure(f1.marked_soft),
        f1_exact_tagged=f1_figure(f1.tagged_exact),
        f1_soft_tagged=f1_figure(f1.tagged_soft),
        alpha_token=figure(whole_alpha(drawn, WORDS), unmarked),
        alpha_token_marked=figure(marked_alpha(drawn, WORDS), unmarked),
        alpha_u=figure(whole_alpha(drawn, TEXT), unmarked),
        alpha_u_marked=figure(marked_alpha(drawn, TEXT), unmarked),
        alpha_cu=figure(coded_alpha(drawn), why_no_coded_alpha(drawn)),
        tags=_by_tag(codings, drawn, f1) if by_tag else {},
    )


def agreement_by_pair(
    codings: Codings, resampling: Resampling = USUAL
) -> Work[dict[Pair, SpanAgreement]]:
    """The same, but for the tags, of each pair of annotators done with an article in common."""
    found: dict[Pair, SpanAgreement] = {}
    pairs = codings.pairs
    for number, pair in enumerate(pairs):
        yield Progress(number, len(pairs), "Comparing")
        found[pair] = span_agreement(codings.among(pair), resampling, by_tag=False)
    return found


def _by_tag(codings: Codings, drawn: Mapping[str, Floats], f1: MeanF1) -> dict[str, TagAgreement]:
    n = len(codings.articles)
    token, text, others = layer_alphas(drawn, WORDS), layer_alphas(drawn, TEXT), tag_alphas(drawn)
    pieces = np.bincount(codings.marks.value, minlength=len(codings.tags))
    unmet = why_no_tag_alphas(drawn)
    nothing = Figure(None, n=n, why=Why.NOTHING_MARKED)
    found = {}
    for at, key in enumerate(codings.tags):
        unmarked = Why.NO_VARIATION if pieces[at] else Why.NOTHING_MARKED
        found[key] = TagAgreement(
            pieces=int(pieces[at]),
            f1_exact=figure_of(f1.exact[:, at], n, unmarked) if pieces[at] else nothing,
            f1_soft=figure_of(f1.soft[:, at], n, unmarked) if pieces[at] else nothing,
            alpha_token=figure_of(token[:, at], n, unmarked),
            alpha_u=figure_of(text[:, at], n, unmarked),
            alpha_ku=figure_of(others[:, at], n, unmet[at]),
        )
    return found


def _nothing(codings: Codings) -> SpanAgreement:
    """No article that two annotators are done with."""
    none = Figure(None, why=Why.NOTHING_SHARED)
    tags = {key: TagAgreement(0, none, none, none, none, none) for key in codings.tags}
    return SpanAgreement(
        *(0, codings.annotators, 0),
        *(none, none, none, none, none, none, none, none, none),
        tags,
    )

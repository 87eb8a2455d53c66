"""A class's agreement is that of a team, however many there are."""

import pytest
from coded import articles, drawn
from hypothesis import given

from annotator.agreement.codings import Codings
from annotator.agreement.figure import Figure, Why
from annotator.agreement.of_many import agreement_of_many
from annotator.agreement.resampling import NO_INTERVALS
from annotator.agreement.spans import span_agreement
from annotator.agreement.values import CodedArticle


def same(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return (one.value, one.why, one.n) == (other.value, other.why, other.n)
    return one.value == pytest.approx(other.value, abs=1e-9) and one.n == other.n


@given(articles("abcde"))
def test_the_figures_are_those_that_walk_over_the_pairs(found: list[CodedArticle]) -> None:
    quick = agreement_of_many(found)
    thorough = span_agreement(Codings.of(found), NO_INTERVALS, by_tag=False)
    assert same(quick.f1_soft, thorough.f1_soft_tagged)
    assert same(quick.alpha_token, thorough.alpha_token)
    assert quick.articles == thorough.articles


def test_three_who_mark_half_of_what_each_other_marks() -> None:
    article = drawn(
        "aaaa bbbb cccc dddd",
        one="pppppppppp         ",
        two="     ppppppppp     ",
        three="                   ",
    )
    # one and two share 5 of 10 and of 9 code points: P 5/10, R 5/9; three shares nothing.
    found = agreement_of_many([article])
    assert found.f1_soft.value == pytest.approx((2 * (5 / 10) * (5 / 9) / (5 / 10 + 5 / 9)) / 3)


def test_one_alone_agrees_with_nobody() -> None:
    found = agreement_of_many([drawn("aaaa", one="pppp")])
    assert (found.annotators, found.f1_soft.value, found.f1_soft.why) == (
        0,
        None,
        Why.NOTHING_SHARED,
    )

"""Agreement on the fields of labels: which labels meet, and what is said of those that do."""

from collections.abc import Sequence

import pytest
from coded import drawn
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import questions
from annotator.agreement.fields import (
    MOST_TEXTS,
    FieldAgreement,
    Meeting,
    differing,
    field_agreement,
    meetings_of,
)
from annotator.agreement.figure import Why
from annotator.agreement.resampling import NO_INTERVALS, Resampling
from annotator.agreement.values import CodedArticle, Piece, Ratings
from annotator.core.model import Field, Kind, Level, Option, Span, Value

TEXT = "the regime gave a horrific answer"
SCALE = Field("intensity", "Intensity", Kind.SCALE, low=1, high=5)
TARGET = Field("target", "Target")
QUOTED = Field("quoted", "Quoted", Kind.YES_NO)


def met(article: CodedArticle, tags: str = "pqr") -> list[tuple[str, str]]:
    return [(each.first, each.second) for each in meetings_of([article], tags)]


class TestMeeting:
    def test_labels_of_one_tag_with_words_in_common_meet(self) -> None:
        article = drawn(
            TEXT,
            a="    pppppp",
            b="    pppppppppp     qqqqqqqq",
        )
        assert met(article) == [("a4-p", "b4-p")]

    def test_each_meets_what_has_most_in_common_with_it(self) -> None:
        article = drawn(
            TEXT,
            a="    pppppp    pppppp       ",
            b="       ppppppppppppp       ",
        )
        assert met(article) == [("a14-p", "b7-p")]

    def test_the_tag_must_be_the_same_and_one_that_is_looked_at(self) -> None:
        article = drawn(TEXT, a="    pppppp", b="    qqqqqq", c="    pppppp")
        assert met(article) == [("a4-p", "c4-p")]
        assert met(article, "q") == []

    def test_a_label_in_pieces_is_one(self) -> None:
        pieces = {
            "a": [Piece(4, 10, "p", "one"), Piece(18, 26, "p", "one")],
            "b": [Piece(4, 10, "p", "two"), Piece(18, 26, "p", "three")],
        }
        [meeting] = meetings_of([CodedArticle("x", len(TEXT), (), pieces)], "p")
        assert (meeting.first, meeting.second, meeting.span) == ("one", "three", Span(4, 26))


# ---------------------------------------------------------------------------- figures

Said = tuple[Value | None, Value | None]


def measured(
    asked: Field,
    *articles: Sequence[Said],
    tags: str = "p",
    resampling: Resampling = NO_INTERVALS,
) -> FieldAgreement:
    """Of pairs of labels that meet: what the one says and what the other, by article."""
    meetings: list[Meeting] = []
    values: dict[str, dict[str, Value]] = {}
    for article, said in enumerate(articles):
        for at, both in enumerate(said):
            ids = [f"{article}-{at}-{side}" for side in "ab"]
            values |= {
                name: {asked.key: value}
                for name, value in zip(ids, both, strict=True)
                if value is not None
            }
            tag = tags[at % len(tags)]
            meetings.append(Meeting(str(article), ("a", "b"), tag, *ids, Span(at, at + 1)))
    return field_agreement(asked, meetings, values, resampling)


RATED: list[Said] = [(1, 1), (2, 3), (5, 4), (4, 4), (2, 1), (3, 3), (5, 5), (1, 2), (3, 5), (2, 2)]
"""What two said of ten labels; the figures beside it are those of `krippendorff` 0.9.0."""


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.NOMINAL, 0.4025157232704403),
        (Level.ORDINAL, 0.8183385579937303),
        (Level.INTERVAL, 0.8090452261306532),
    ],
)
def test_alpha_is_that_of_the_package_at_every_level(level: Level, expected: float) -> None:
    asked = Field("intensity", "Intensity", Kind.SCALE, low=1, high=5, level=level)
    found = measured(asked, RATED[:4], RATED[4:])
    assert found.level is level
    assert found.whole.alpha.value == pytest.approx(expected, abs=1e-12)
    assert (found.whole.pairs, found.whole.alpha.n) == (10, 2)
    assert found.whole.raw.value == pytest.approx(5 / 10)


def test_a_scale_is_ordinal_unless_something_else_is_declared() -> None:
    assert measured(SCALE, RATED).level is Level.ORDINAL
    assert measured(QUOTED, [(True, True)]).level is Level.NOMINAL


def test_yes_and_no_are_compared_as_the_package_does() -> None:
    found = measured(QUOTED, [(False, False), (False, True)], [(True, True), (False, False)])
    assert found.whole.alpha.value == pytest.approx(0.5333333333333333, abs=1e-12)


def test_text_is_compared_without_regard_to_case_and_spaces() -> None:
    said: list[Said] = [
        *(("The gov ", "the  Gov"), ("police", "the gov"), ("mayor", "Mayor")),
        *(("the gov", "the gov"), ("mayor", "police"), ("  ", "mayor")),
    ]
    found = measured(TARGET, said)
    assert found.whole.alpha.value == pytest.approx(0.4193548387096775, abs=1e-12)
    assert found.whole.raw.value == pytest.approx(3 / 5)
    assert (found.whole.pairs, found.whole.one_sided) == (5, 1)


def test_values_that_only_one_gave_are_counted_and_not_compared() -> None:
    found = measured(SCALE, [(1, None), (None, 2), (None, None), (3, 3)])
    assert (found.whole.pairs, found.whole.one_sided, found.whole.raw.value) == (1, 2, 1.0)


def test_each_tag_has_figures_of_its_own() -> None:
    found = measured(SCALE, [(1, 1), (1, 5), (4, 4), (2, 4)], tags="pq")
    assert found.tags["p"].raw.value == 1.0
    assert found.tags["q"].raw.value == 0.0
    assert found.whole.raw.value == 0.5


def test_an_interval_draws_whole_articles() -> None:
    one = measured(SCALE, RATED, resampling=Resampling(draws=100))
    assert one.whole.alpha.why is Why.ONE_ARTICLE
    alike = measured(SCALE, *([RATED] * 4), resampling=Resampling(draws=100))
    alpha = alike.whole.alpha
    # Whichever of four equal articles are drawn, the raw figure is the same.
    assert (alike.whole.raw.low, alike.whole.raw.high) == (0.5, 0.5)
    assert alpha.low is not None
    assert alpha.high == pytest.approx(alpha.low)


def test_what_is_undefined_says_why() -> None:
    assert measured(SCALE, [(1, None)]).whole.alpha.why is Why.NEVER_MET
    assert measured(SCALE, [(2, 2), (2, 2)]).whole.alpha.why is Why.NO_VARIATION
    options = (Option("a", "A"), Option("b", "B"))
    graded = Field("grade", "Grade", Kind.CHOICE, options, level=Level.INTERVAL)
    assert measured(graded, [("a", "gone"), ("b", "b")]).whole.alpha.why is Why.NOT_NUMBERS
    many: list[Said] = [(f"word {n}", f"word {n}") for n in range(MOST_TEXTS + 1)]
    found = measured(TARGET, many)
    assert (found.whole.alpha.why, found.whole.raw.value) == (Why.TOO_MANY_TEXTS, 1.0)


def test_the_places_are_those_where_both_gave_something_else() -> None:
    said: list[Said] = [(1, 1), (1, 5), (None, 2), (4, 3)]
    meetings = [
        Meeting("x", ("a", "b"), "pq"[at % 2], f"{at}a", f"{at}b", Span(at, at + 1))
        for at in range(len(said))
    ]
    values = {
        f"{at}{side}": {"intensity": value}
        for at, both in enumerate(said)
        for side, value in zip("ab", both, strict=True)
        if value is not None
    }
    assert [it.span.start for it in differing(SCALE, meetings, values)] == [1, 3]
    assert [it.span.start for it in differing(SCALE, meetings, values, "p")] == []


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=12),
    st.sampled_from(list(Level)),
)
def test_a_field_has_the_alpha_of_a_question_with_the_same_ratings(
    said: list[tuple[int, int]], level: Level
) -> None:
    asked = Field("intensity", "Intensity", Kind.SCALE, low=1, high=5, level=level)
    half = len(said) // 2
    found = measured(asked, said[:half], said[half:]).whole.alpha
    items = {str(at): {"a": one, "b": other} for at, (one, other) in enumerate(said)}
    same = questions.alpha(Ratings(items, level, (1, 2, 3, 4, 5)), NO_INTERVALS)
    assert found.value == pytest.approx(same.value)

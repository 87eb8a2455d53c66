"""Agreement on spans: published examples, figures by hand, and the same as the long way."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import slowly
from coded import TAGS, articles, drawn, one, renamed
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import questions
from annotator.agreement.codings import Codings
from annotator.agreement.figure import Figure, Why
from annotator.agreement.resampling import NO_INTERVALS, Resampling
from annotator.agreement.span_f1 import Layer, SpanF1, f1_by_pair, span_f1
from annotator.agreement.spans import SpanAgreement, agreement_by_pair, span_agreement
from annotator.agreement.values import CodedArticle, Pair, Piece, Ratings, Standing, standings
from annotator.core.errors import AnnotatorError
from annotator.core.model import Span, Value
from annotator.core.work import finish

OVER_ALL = (
    *("f1_exact", "f1_soft", "f1_exact_tagged", "f1_soft_tagged", "alpha_token"),
    *("alpha_token_marked", "alpha_u", "alpha_u_marked", "alpha_cu"),
)
OF_A_TAG = ("f1_exact", "f1_soft", "alpha_token", "alpha_u", "alpha_ku")


def measured(given_articles: list[CodedArticle]) -> SpanAgreement:
    return span_agreement(Codings.of(given_articles), NO_INTERVALS)


def by_pair(codings: Codings) -> dict[Pair, SpanAgreement]:
    return finish(agreement_by_pair(codings, NO_INTERVALS))


def alike(one_figure: Figure, other: float | Figure | None) -> bool:
    value = other.value if isinstance(other, Figure) else other
    if one_figure.value is None or value is None:
        return one_figure.value is value
    return one_figure.value == pytest.approx(value, abs=1e-9)


def a_piece(start: int, end: int, tag: str = "p") -> Piece:
    return Piece(start, end, tag)


class TestKrippendorffsExample:
    """Three observers of a continuum of 60: Content Analysis, 4th ed. 2019, figure 12.11.

    The ends of the units are those that the R package quallmer reads from the figure.
    """

    @pytest.fixture
    def found(self) -> SpanAgreement:
        units = {
            "alex": (
                (0, 7, "1"),
                (7, 13, "2"),
                (30, 32, "5"),
                (32, 37, "6"),
                (37, 44, "6"),
                (44, 60, "7"),
            ),
            "paul": ((0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")),
            "suzan": (
                (0, 7, "1"),
                (7, 13, "4"),
                (13, 21, "5"),
                (32, 37, "6"),
                (37, 41, "6"),
                (41, 44, "6"),
            ),
        }
        codings = {who: [Piece(*each) for each in had] for who, had in units.items()}
        return measured([CodedArticle("continuum", 60, (), codings)])

    def test_all_values(self, found: SpanAgreement) -> None:
        assert found.alpha_u.value == pytest.approx(0.510, abs=0.0005)

    def test_relevant_or_not(self, found: SpanAgreement) -> None:
        assert found.alpha_u_marked.value == pytest.approx(0.413, abs=0.001)

    def test_values_alone(self, found: SpanAgreement) -> None:
        assert found.alpha_cu.value == pytest.approx(0.728, abs=0.0005)

    def test_one_value_against_the_others(self, found: SpanAgreement) -> None:
        one_by_one = {key: tag.alpha_ku.value for key, tag in found.tags.items()}
        assert one_by_one["1"] == one_by_one["5"] == one_by_one["6"] == 1.0
        for key in "234":
            assert one_by_one[key] == pytest.approx(0.0)
        assert found.tags["7"].alpha_ku == Figure(None, n=1, why=Why.NEVER_BOTH)


class TestUnitizingAlphaOfAnotherProgram:
    """As the package krippendorff-unitized-alpha 0.1.0 has it, of texts made at random."""

    @pytest.mark.parametrize(
        ("expected", "lanes"),
        [
            (
                0.134987,  # two units of one tag touch
                ("  aaaaaaaaAAAAAAAAAA                ", "aaaaaaaaaabbbbbb      bbbbbbbbbb    "),
            ),
            (-0.093939, ("      ccccccccaa    ", "bbbbbbbbaa          ")),
            (
                0.035511,
                (
                    "aaaaaaaa      bbbbbb          cc        ",
                    "aaaaaa  bbbb    bbaaaaaa          cccc  ",
                    "    bbbbbbbbbb  cccc    bbbbbbbb        ",
                ),
            ),
            (
                0.110378,
                (
                    "          aaaaaaaa    ",
                    "          aaaa    cc  ",
                    "  aaaaaaaaaa      bb  ",
                    "  bbbbbb  aaaa        ",
                    "          cc  aaaa    ",
                ),
            ),
        ],
    )
    def test_alpha(self, expected: float, lanes: tuple[str, ...]) -> None:
        named = {f"annotator {at}": lane for at, lane in enumerate(lanes)}
        found = measured([drawn("x" * len(lanes[0]), **named)])
        assert found.alpha_u.value == pytest.approx(expected, abs=5e-7)


class TestF1:
    """The cases that SemEval-2020's description of task 11 has, and its corners, by hand."""

    def test_partly_overlapping_spans_count_by_their_shares(self) -> None:
        # 5 of 10 code points of the one side, 5 of 20 of the other.
        found = span_f1([a_piece(0, 10)], [a_piece(5, 25)])
        assert found.soft == pytest.approx(2 * 0.5 * 0.25 / 0.75)
        assert found.exact == 0.0

    def test_overlaps_within_a_side_are_merged_first(self) -> None:
        found = span_f1([a_piece(0, 6), a_piece(4, 10)], [a_piece(0, 10)])
        assert (found.exact, found.soft) == (1.0, 1.0)

    def test_spans_that_touch_are_not_merged(self) -> None:
        found = span_f1([a_piece(0, 5), a_piece(5, 10)], [a_piece(0, 10)])
        assert found.exact == 0.0
        assert found.soft == 1.0

    def test_one_long_span_over_two_short_ones(self) -> None:
        # Precision 1/1 * (2/10 + 3/10), recall 1/2 * (1 + 1).
        found = span_f1([a_piece(0, 10)], [a_piece(1, 3), a_piece(5, 8)])
        assert found.soft == pytest.approx(2 * 0.5 * 1 / 1.5)

    def test_both_empty_is_1_and_one_empty_is_0(self) -> None:
        assert span_f1([], []).soft == span_f1([], []).exact == 1.0
        assert span_f1([a_piece(0, 3)], []).soft == 0.0

    def test_tags_are_looked_at_only_where_wanted(self) -> None:
        sides = [a_piece(0, 4, "p"), a_piece(6, 9, "q")], [a_piece(0, 4, "q"), a_piece(6, 9, "q")]
        assert span_f1(*sides).exact == 1.0
        assert span_f1(*sides, Layer.TAGGED).exact == 0.5

    def test_a_group_has_the_mean_of_its_pairs(self) -> None:
        found = measured([drawn("aa bb cc", anna="pp      ", ben="pp      ", cleo="   pp   ")])
        assert found.f1_exact.value == pytest.approx((1 + 0 + 0) / 3)

    def test_a_tag_that_neither_used_is_1_between_them(self) -> None:
        found = measured([drawn("aa bb cc", anna="pp      ", ben="pp      ", cleo="   qq   ")])
        assert found.tags["q"].f1_soft.value == pytest.approx((1 + 0 + 0) / 3)

    def test_pairs_are_measured_over_what_both_have_done(self) -> None:
        both = drawn("aa bb cc", "one", anna="pp      ", ben="pp      ")
        other = drawn("aa bb cc", "two", anna="pp      ", cleo="   pp   ")
        found = f1_by_pair(Codings.of([both, other]))
        assert {pair: each.exact for pair, each in found.items()} == {
            ("anna", "ben"): 1.0,
            ("anna", "cleo"): 0.0,
        }


class TestTokenAlpha:
    def test_a_word_is_marked_where_any_of_it_is(self) -> None:
        found = measured(
            [drawn("evil regime here", anna="pppppppp        ", ben="pppp pppppp     ")]
        )
        assert found.alpha_token.value == 1.0
        assert found.tags["p"].alpha_token.value == 1.0

    def test_by_hand(self) -> None:
        # Four words, 8 values: 3 marked, 5 blank, one word differs. 1 - 7 * 2 / (2 * 3 * 5).
        found = measured([drawn("aa bb cc dd", anna="pp pp      ", ben="pp         ")])
        assert found.alpha_token.value == pytest.approx(1 - 7 * 2 / 30)

    def test_punctuation_alone_is_no_word(self) -> None:
        article = CodedArticle(
            "x",
            5,
            (Span(0, 2), Span(3, 5)),
            {"a": [a_piece(2, 3), a_piece(0, 2)], "b": [a_piece(0, 2)]},
        )
        assert measured([article]).alpha_token.value == 1.0


class TestWhoCounts:
    text = "aa bb cc dd"

    def test_done_with_nothing_marked_is_disagreement(self) -> None:
        found = measured([drawn(self.text, anna="pp         ", ben="")])
        assert found.f1_soft.value == 0.0
        assert found.alpha_u.value is not None
        assert found.alpha_u.value < 0

    def test_who_is_not_done_is_in_no_figure(self) -> None:
        with_undone = drawn(self.text, undone=["ben"], anna="pp         ", cleo="pp         ")
        found = measured([with_undone])
        assert found.annotators == ("anna", "cleo")
        assert found.f1_soft.value == 1.0

    def test_an_article_that_one_is_done_with_is_left_out(self) -> None:
        alone = drawn(self.text, "alone", undone=["ben"], anna="   pp      ")
        both = drawn(self.text, "both", anna="pp         ", ben="pp         ")
        assert measured([alone, both]).articles == 1
        assert measured([alone]).alpha_u == Figure(None, why=Why.NOTHING_SHARED)

    def test_the_three_standings_are_told_apart(self) -> None:
        found = standings(
            [
                drawn(self.text, "1", undone=["ben"], anna="pp         "),
                drawn(self.text, "2", anna="", ben=""),
                drawn(self.text, "3", anna="pp         "),
            ]
        )
        assert found == {
            "anna": Standing(marked_nothing=1, marked=2),
            "ben": Standing(unassigned=1, undone=1, marked_nothing=1),
        }

    def test_a_pair_is_measured_over_its_own_articles(self) -> None:
        found = by_pair(
            Codings.of(
                [
                    drawn(
                        self.text, "1", anna="pp         ", ben="pp         ", cleo="      pp   "
                    ),
                    drawn(self.text, "2", anna="   qq      ", ben="   qq      "),
                ]
            )
        )
        assert {pair: (each.articles, each.f1_exact.value) for pair, each in found.items()} == {
            ("anna", "ben"): (2, 1.0),
            ("anna", "cleo"): (1, 0.0),
            ("ben", "cleo"): (1, 0.0),
        }

    def test_chosen_tags_are_measured_alone(self) -> None:
        article = drawn(self.text, anna="pp qq      ", ben="pp         ")
        for codings in (Codings.of([article], ["p", "z"]), one(article).only(["p", "z"])):
            found = span_agreement(codings, NO_INTERVALS)
            assert found.f1_exact.value == 1.0
            assert found.tags["z"].pieces == 0
            assert found.tags["z"].alpha_u.why is Why.NOTHING_MARKED


class TestUndefined:
    def test_nothing_marked_by_anyone(self) -> None:
        found = measured([drawn("aa bb", anna="", ben="")])
        assert found.alpha_u == Figure(None, n=1, why=Why.NOTHING_MARKED)
        assert found.alpha_token.why is Why.NOTHING_MARKED
        assert found.alpha_cu.why is Why.NEVER_BOTH
        assert found.f1_soft == Figure(None, n=1, why=Why.NOTHING_MARKED)
        assert found.tags == {}
        assert span_f1((), ()) == SpanF1(1.0, 1.0)  # of two sides it is 1, as SemEval has it

    def test_a_tag_that_nobody_used(self) -> None:
        article = drawn("aa bb", anna="pp", ben="pp")
        found = span_agreement(Codings.of([article], ["p", "q"]), NO_INTERVALS)
        assert found.tags["p"].f1_exact.value == 1.0
        for name in OF_A_TAG[:-1]:
            assert getattr(found.tags["q"], name).why is Why.NOTHING_MARKED, name

    def test_one_place_that_two_of_three_marked_is_too_little_for_tags_alone(self) -> None:
        found = measured([drawn("aa bb", anna="pp", ben="qq", cleo="")])
        assert found.alpha_cu == Figure(None, n=1, why=Why.TOO_LITTLE_BOTH)
        assert found.tags["p"].alpha_ku == Figure(None, n=1, why=Why.TOO_LITTLE_BOTH)
        two = measured([drawn("aa bb", anna="pp", ben="qq")])
        assert two.alpha_cu.value is not None

    def test_everything_marked_by_everyone(self) -> None:
        found = measured([drawn("aa bb", anna="ppppp", ben="ppppp")])
        assert found.alpha_u.why is Why.NO_VARIATION
        assert found.alpha_cu.why is Why.NO_VARIATION

    def test_one_article_has_no_interval(self) -> None:
        found = span_agreement(one(drawn("aa bb", anna="pp   ", ben="pp   ")))
        assert found.alpha_u == Figure(1.0, n=1, why=Why.ONE_ARTICLE)

    def test_no_articles(self) -> None:
        found = span_agreement(Codings.of([]))
        assert found.f1_soft.why is Why.NOTHING_SHARED
        assert by_pair(Codings.of([])) == {}

    def test_a_place_outside_of_the_text_is_told(self) -> None:
        beyond = CodedArticle("a7", 5, (), {"a": [a_piece(3, 6)], "b": []})
        with pytest.raises(AnnotatorError, match=r"article a7 .* 3:6, .* text of 5 characters"):
            Codings.of([beyond])


class TestIntervals:
    def test_the_interval_is_that_of_figures_of_drawn_articles(self) -> None:
        random = np.random.default_rng(7)
        corpus = [made_at_random(random, number) for number in range(25)]
        found = span_agreement(Codings.of(corpus), Resampling(draws=3_000))
        drawn_again: dict[str, list[float]] = {name: [] for name in OVER_ALL}
        for _ in range(150):
            chosen = random.integers(25, size=25)
            again = measured([corpus[each] for each in chosen])
            for name, values in drawn_again.items():
                value = getattr(again, name).value
                values.append(np.nan if value is None else value)
        for name, values in drawn_again.items():
            low, high = np.nanpercentile(values, (2.5, 97.5))
            figure = getattr(found, name)
            assert figure.low == pytest.approx(low, abs=0.08), name
            assert figure.high == pytest.approx(high, abs=0.08), name

    def test_the_same_seed_gives_the_same_interval(self) -> None:
        corpus = [
            drawn("aa bb cc", "1", anna="pp      ", ben="pp      "),
            drawn("aa bb cc", "2", anna="pp qq   ", ben="   qq   "),
            drawn("aa bb cc", "3", anna="   qq pp", ben="   qq   "),
        ]
        first = span_agreement(Codings.of(corpus), Resampling(seed=5))
        assert first == span_agreement(Codings.of(corpus), Resampling(seed=5))
        assert first.f1_soft.low is not None
        assert first.f1_soft.low < first.f1_soft.value < first.f1_soft.high  # type: ignore[operator]


def made_at_random(random: np.random.Generator, number: int) -> CodedArticle:
    words = [Span(at, at + 4) for at in range(0, 200, 5)]
    sites = random.choice(40, 8, replace=False)
    codings = {}
    for who in "abc":
        kept = [site for site in sites if random.random() < 0.7]
        codings[who] = [
            Piece(
                int(site) * 5,
                int(site) * 5 + 4,
                "pqr"[int(random.integers(3)) if random.random() < 0.3 else int(site) % 3],
            )
            for site in kept
        ]
    return CodedArticle(str(number), 200, words, codings)


class TestAlways:
    @given(articles())
    def test_the_unitizing_alphas_are_those_of_the_long_way(
        self, given_articles: list[CodedArticle]
    ) -> None:
        found = measured(given_articles)
        assert alike(found.alpha_u, slowly.unitizing_alpha(given_articles))
        assert alike(found.alpha_u_marked, slowly.unitizing_alpha(given_articles, plain=True))
        assert alike(found.alpha_cu, slowly.coded_alpha(given_articles))
        for key, tag in found.tags.items():
            only = slowly.unitizing_alpha(given_articles, lambda piece, key=key: piece.tag == key)  # type: ignore[misc]
            assert alike(tag.alpha_u, only)
            assert alike(tag.alpha_ku, slowly.tag_alpha(given_articles, key))

    @given(articles())
    def test_token_alpha_is_nominal_alpha_with_words_as_items(
        self, given_articles: list[CodedArticle]
    ) -> None:
        found = measured(given_articles)
        assert alike(found.alpha_token, questions.alpha(by_word(given_articles), NO_INTERVALS))
        for key, tag in found.tags.items():
            ratings = by_word(given_articles, key)
            assert alike(tag.alpha_token, questions.alpha(ratings, NO_INTERVALS))

    @given(articles())
    def test_f1_is_that_of_the_long_way(self, given_articles: list[CodedArticle]) -> None:
        found = measured(given_articles)
        for exact, figure in ((True, found.f1_exact), (False, found.f1_soft)):
            pairs = []
            for a, b in combinations(found.annotators, 2):
                both = [each.codings for each in given_articles if {a, b} <= set(each.codings)]
                if both:
                    sides = [(list(had[a]), list(had[b])) for had in both]
                    pairs.append(slowly.f1(sides, exact))
            if found.pieces:
                assert figure.value == pytest.approx(sum(pairs) / len(pairs))
            else:
                assert figure.why is Why.NOTHING_MARKED

    @given(articles())
    def test_other_names_of_annotators_and_tags_change_nothing(
        self, given_articles: list[CodedArticle]
    ) -> None:
        tags = {"p": "zeal", "q": "a", "r": "m"}
        other = measured(renamed(given_articles, {"a": "x", "b": "k", "c": "b"}, tags))
        found = measured(given_articles)
        for name in OVER_ALL:
            assert alike(getattr(found, name), getattr(other, name)), name
        for key, tag in found.tags.items():
            for name in OF_A_TAG:
                assert alike(getattr(tag, name), getattr(other.tags[tags[key]], name)), name

    @given(articles(annotators="ab"))
    def test_who_marks_the_same_agrees_perfectly(self, given_articles: list[CodedArticle]) -> None:
        same = [
            CodedArticle(each.id, each.length, each.words, dict.fromkeys("abc", each.codings["a"]))
            for each in given_articles
        ]
        found = measured(same)
        for name in OVER_ALL:
            assert getattr(found, name).value in (None, pytest.approx(1.0)), name
        perfect = 1.0 if found.pieces else None
        assert found.f1_exact.value == found.f1_soft_tagged.value == perfect

    @given(articles())
    def test_no_figure_is_beyond_1(self, given_articles: list[CodedArticle]) -> None:
        found = measured(given_articles)
        figures = [getattr(found, name) for name in OVER_ALL]
        figures += [getattr(tag, name) for tag in found.tags.values() for name in OF_A_TAG]
        assert all(each.value is None or each.value <= 1 + 1e-9 for each in figures)

    @given(articles(), st.integers(1, 50))
    def test_more_blank_text_changes_only_what_looks_at_blanks(
        self, given_articles: list[CodedArticle], more: int
    ) -> None:
        longer = [
            CodedArticle(each.id, each.length + more, each.words, each.codings)
            for each in given_articles
        ]
        found, other = measured(given_articles), measured(longer)
        for name in ("f1_exact", "f1_soft", "alpha_cu", "alpha_token"):
            assert alike(getattr(found, name), getattr(other, name)), name
        assert alike(other.alpha_u, slowly.unitizing_alpha(longer))

    @given(articles(overlapping=False))
    def test_measuring_a_pair_is_measuring_its_codings(
        self, given_articles: list[CodedArticle]
    ) -> None:
        for pair, found in by_pair(Codings.of(given_articles, TAGS)).items():
            alone = Codings.of([each.among(pair) for each in given_articles], TAGS)
            assert replace(span_agreement(alone, NO_INTERVALS), tags={}) == found

    def test_more_tags_than_a_number_has_bits(self) -> None:
        length = 400
        codings = {
            who: [Piece(at, at + 3, f"tag {at}") for at in range(0, 300, 2)] for who in ("a", "b")
        }
        codings["b"][70] = Piece(140, 143, "tag 2")
        article = CodedArticle("x", length, (), codings)
        assert alike(measured([article]).alpha_u, slowly.unitizing_alpha([article]))


def by_word(given_articles: list[CodedArticle], tag: str | None = None) -> Ratings:
    values: dict[str, dict[str, Value]] = {}
    for article in given_articles:
        for at, word in enumerate(article.words):
            for who, had in article.codings.items():
                met = {p.tag for p in had if p.start < word.end and p.end > word.start}
                told = " ".join(sorted(met)) if tag is None else str(tag in met)
                values.setdefault(f"{article.id}/{at}", {})[who] = told
    return Ratings(values)

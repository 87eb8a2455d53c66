"""Votes counted and weighed."""

import pytest
import slowly
from coded import articles, drawn
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.aggregation import Tie, majority, voted_spans
from annotator.agreement.dawid_skene import dawid_skene, dawid_skene_spans, hits
from annotator.agreement.values import CodedArticle, Ratings
from annotator.agreement.votes import votes_by_word
from annotator.core.model import Span, Value

TEXT = "the brutal regime slammed critics again"


class TestMajority:
    ratings = Ratings(
        {
            "clear": {"a": "yes", "b": "yes", "c": "no"},
            "tied": {"a": "no", "b": "yes"},
            "nobody": {},
        },
        order=("no", "yes"),
    )

    def test_the_value_with_the_most_votes(self) -> None:
        found = majority(self.ratings)["clear"]
        assert (found.value, found.votes, found.share) == ("yes", 3, pytest.approx(2 / 3))
        assert found.shares == {"no": pytest.approx(1 / 3), "yes": pytest.approx(2 / 3)}

    @pytest.mark.parametrize(
        ("tie", "value"), [(Tie.UNDECIDED, None), (Tie.LOWEST, "no"), (Tie.HIGHEST, "yes")]
    )
    def test_ties_are_decided_as_the_policy_says(self, tie: Tie, value: str | None) -> None:
        found = majority(self.ratings, tie)["tied"]
        assert (found.value, found.tied, found.share) == (value, ("no", "yes"), 0.5)

    def test_what_nobody_rated_is_not_decided(self) -> None:
        assert "nobody" not in majority(self.ratings)


class TestVotedSpans:
    article = drawn(
        TEXT,
        anna="    ppppppppppppp",
        ben="    pppppp",
        cleo="           pppppp ppppppp",
    )

    def said(self, least: int) -> list[tuple[str, str, float]]:
        return [
            (TEXT[each.span.start : each.span.end], each.tag, round(each.share, 3))
            for each in voted_spans(self.article, least)
        ]

    def test_words_with_enough_votes_run_together(self) -> None:
        assert self.said(2) == [("brutal regime", "p", 0.667)]

    def test_one_vote_is_the_union(self) -> None:
        # 2, 2 and 1 votes of 3.
        assert self.said(1) == [("brutal regime slammed", "p", round(5 / 9, 3))]

    def test_more_votes_than_annotators_is_nothing(self) -> None:
        assert self.said(4) == []

    def test_the_labels_that_voted_are_named(self) -> None:
        (found,) = voted_spans(self.article, 2)
        assert found.label_ids == ("anna4-p", "ben4-p", "cleo11-p")
        assert found.article_id == "article"

    def test_tags_are_voted_on_apart(self) -> None:
        article = drawn(TEXT, anna="    pppppp", ben="    qqqqqq", cleo="    pppppp\n    qqqqqq")
        found = [(each.span, each.tag) for each in voted_spans(article, 2)]
        assert found == [(Span(4, 10), "p"), (Span(4, 10), "q")]
        assert [each.tag for each in voted_spans(article, 2, ["q"])] == ["q"]

    @given(articles(), st.integers(1, 3))
    def test_every_word_of_a_run_has_the_votes_and_no_other_has(
        self, given_articles: list[CodedArticle], least: int
    ) -> None:
        for article in given_articles:
            found = voted_spans(article, least, ["p"])
            votes = votes_by_word(article, "p")
            for at, word in enumerate(article.words):
                inside = any(s.span.start <= word.start and word.end <= s.span.end for s in found)
                assert inside is bool(votes[at] >= least)


class TestDawidSkene:
    def test_who_is_often_wrong_counts_less(self) -> None:
        # Two are right but for one item each; three answer yes to everything.
        truth = ["yes", "no"] * 10
        values: dict[str, dict[str, Value]] = {}
        for at, true in enumerate(truth):
            other = "no" if true == "yes" else "yes"
            values[str(at)] = {
                "good 1": other if at == 3 else true,
                "good 2": other if at == 8 else true,
                **{f"yes {number}": "yes" for number in range(3)},
            }
        found = dawid_skene(Ratings(values, order=("no", "yes")))
        decided = [found.decisions[str(at)].value for at in range(20)]
        assert sum(one == other for one, other in zip(decided, truth, strict=True)) >= 18
        by_votes = majority(Ratings(values))
        assert all(by_votes[str(at)].value == "yes" for at in range(20))
        assert found.settled
        assert found.confusion["yes 1"]["no"]["yes"] == pytest.approx(1.0, abs=1e-6)
        assert found.confusion["good 1"]["no"]["no"] > 0.85

    def test_the_patients_of_the_paper(self) -> None:
        # Dawid & Skene 1979: 45 patients seen by 5 anaesthetists, by the first of them three times.
        # The long way finds the shares of its table 2 if the first's three have one matrix; with
        # one each, as annotators have here, it finds ours.
        items = [
            {who: int(value) for who, value in given_ones.items()}
            for given_ones in patients().values.values()
        ]
        published = slowly.dawid_skene_prior(items, 4, lambda who: who[0])
        assert published == pytest.approx([0.40, 0.42, 0.11, 0.07], abs=0.005)
        ours = slowly.dawid_skene_prior(items, 4, lambda who: who)
        found = dawid_skene(patients())
        assert list(found.prior.values()) == pytest.approx(ours, abs=1e-4)

    def test_all_agreed_is_certain(self) -> None:
        ratings = Ratings({str(at): {"a": at % 2, "b": at % 2} for at in range(6)})
        found = dawid_skene(ratings)
        assert [found.decisions[str(at)].value for at in range(6)] == [0, 1, 0, 1, 0, 1]
        assert found.decisions["0"].share == pytest.approx(1.0)
        assert found.prior == {0: pytest.approx(0.5), 1: pytest.approx(0.5)}

    def test_missing_ratings_are_no_votes(self) -> None:
        found = dawid_skene(Ratings({"1": {"a": 1, "b": 1}, "2": {"b": 0}, "3": {}}))
        assert {item: each.votes for item, each in found.decisions.items()} == {"1": 2, "2": 1}

    def test_of_values_that_are_true_of_nothing_nothing_is_said(self) -> None:
        given_values: dict[str, dict[str, Value]] = {"1": {"a": 1, "b": 1}, "2": {"a": 2, "b": 2}}
        found = dawid_skene(Ratings(given_values, order=(1, 2, 3)))
        assert [list(rows) for rows in found.confusion.values()] == [[1, 2], [1, 2]]
        assert [(hit.true, hit.instead[0][0]) for hit in hits(found.confusion)[:2]] == [
            *((1, 2), (2, 1))
        ]

    def test_no_ratings(self) -> None:
        assert dawid_skene(Ratings({})).decisions == {}

    @given(articles())
    def test_spans_are_runs_of_words_that_are_likely(
        self, given_articles: list[CodedArticle]
    ) -> None:
        found = dawid_skene_spans(given_articles, "p")
        for each in found.spans:
            assert 0.5 < each.share <= 1.0
            article = next(a for a in given_articles if a.id == each.article_id)
            assert each.span.start in {word.start for word in article.words}
            assert each.span.end in {word.end for word in article.words}
        for matrix in found.confusion.values():
            for row in matrix.values():
                assert sum(row.values()) == pytest.approx(1.0)

    def test_what_all_marked_is_a_span(self) -> None:
        lanes = dict.fromkeys(("anna", "ben", "cleo"), "    pppppp")
        found = dawid_skene_spans([drawn(TEXT, **lanes)], "p")
        assert [(each.span, round(each.share, 6)) for each in found.spans] == [(Span(4, 10), 1.0)]
        assert found.prior == pytest.approx(1 / 6)


def patients() -> Ratings:
    lines = """
        111 1 1 1 1 | 333 4 3 3 4 | 112 2 1 2 2 | 222 3 1 2 1 | 222 3 2 2 2 | 222 3 3 2 2
        122 2 1 1 1 | 333 3 4 3 3 | 222 2 2 2 3 | 232 2 2 2 3 | 444 4 4 4 4 | 222 3 3 4 3
        111 1 1 1 1 | 222 3 2 1 2 | 121 1 1 1 1 | 111 2 1 1 1 | 111 1 1 1 1 | 111 1 1 1 1
        222 2 2 2 1 | 222 1 3 2 2 | 222 2 2 2 2 | 222 2 2 2 1 | 222 3 2 2 2 | 221 2 2 2 2
        111 1 1 1 1 | 111 1 1 1 1 | 232 2 2 2 2 | 111 1 1 1 1 | 111 1 1 1 1 | 112 1 1 2 1
        111 1 1 1 1 | 333 3 2 3 3 | 111 1 1 1 1 | 222 2 2 2 2 | 222 3 2 3 2 | 433 4 3 4 3
        221 2 2 3 2 | 232 3 2 3 3 | 333 3 4 3 2 | 111 1 1 1 1 | 111 1 1 1 1 | 121 2 1 1 1
        232 2 2 2 2 | 121 1 1 1 1 | 222 2 2 2 2
    """
    values: dict[str, dict[str, Value]] = {}
    for line in lines.replace("\n", "|").split("|"):
        if line.strip():
            first, *others = line.split()
            names = [f"1{letter}" for letter in "abc"]
            item = str(len(values) + 1)
            values[item] = {
                **dict(zip(names, map(int, first), strict=True)),
                **{str(at + 2): int(each) for at, each in enumerate(others)},
            }
    return Ratings(values, order=(1, 2, 3, 4))

"""Where annotators disagree: boundary, tag, missed; the words and articles most disputed."""

import pytest
from coded import articles, drawn, renamed
from hypothesis import given

from annotator.agreement.codings import Codings
from annotator.agreement.disputes import (
    Dispute,
    DisputeKind,
    disputed_articles,
    disputed_forms,
    disputed_words,
    disputes_of,
    voted_words,
)
from annotator.agreement.values import CodedArticle
from annotator.core.model import Span

TEXT = "the brutal regime slammed critics again"


def told(*given_articles: CodedArticle) -> list[tuple[str, str, str, str]]:
    """Article, kind, and the words of either side."""
    found = []
    for each in disputes_of(given_articles).disputes:
        sides = [TEXT[p.start : p.end] if p else "" for p in (each.first, each.second)]
        found.append((each.article_id, each.kind.value, *sides))
    return found  # type: ignore[return-value]


class TestKinds:
    def test_the_same_span_and_tag_is_agreed(self) -> None:
        found = disputes_of([drawn(TEXT, anna="    pppppp", ben="    pppppp")])
        assert (found.agreed, found.disputes) == (1, ())

    def test_the_same_tag_with_other_ends_is_a_boundary(self) -> None:
        article = drawn(TEXT, anna="    pppppp", ben="    ppppppppppppp")
        assert told(article) == [("article", "boundary", "brutal", "brutal regime")]

    def test_another_tag_on_the_same_words_is_a_tag(self) -> None:
        article = drawn(TEXT, anna="    pppppp", ben="    qqqqqq")
        assert told(article) == [("article", "tag", "brutal", "brutal")]

    def test_nothing_there_on_the_other_side_is_missed(self) -> None:
        article = drawn(TEXT, anna="    pppppp", ben="                  ppppppp")
        assert told(article) == [
            ("article", "missed", "brutal", ""),
            ("article", "missed", "", "slammed"),
        ]

    def test_of_two_short_ones_the_longer_is_set_beside_the_long_one(self) -> None:
        article = drawn(TEXT, anna="    ppppppppppppp", ben="    pppppp pppppp"[:16])
        shorter = drawn(TEXT, anna="    ppppppppppppp", ben="    pppppp pppp")
        assert told(article)[0] == ("article", "boundary", "brutal regime", "brutal")
        assert told(shorter) == [
            ("article", "boundary", "brutal regime", "brutal"),
            ("article", "boundary", "", "regi"),
        ]

    def test_a_label_is_set_beside_one_of_the_other_side_only(self) -> None:
        article = drawn(TEXT, anna="    pppppp pppp", ben="    ppppppppppppp")
        assert told(article) == [
            ("article", "boundary", "brutal", "brutal regime"),
            ("article", "boundary", "regi", ""),
        ]

    def test_one_tag_more_on_agreed_words_is_a_tag(self) -> None:
        article = drawn(TEXT, anna="    pppppp\n    qqqqqq", ben="    pppppp")
        found = disputes_of([article])
        assert found.agreed == 1
        assert told(article) == [("article", "tag", "brutal", "")]

    def test_a_dispute_knows_its_place_and_its_labels(self) -> None:
        (found,) = disputes_of([drawn(TEXT, anna="    pppppp", ben="    ppppppppppppp")]).disputes
        assert found.pair == ("anna", "ben")
        assert found.span == Span(4, 17)
        assert found.label_ids == ("anna4-p", "ben4-p")

    def test_a_group_has_the_disputes_of_all_its_pairs(self) -> None:
        article = drawn(TEXT, anna="    pppppp", ben="    pppppp", cleo="")
        found = disputes_of([article])
        assert found.agreed == 1
        assert [each.pair for each in found.disputes] == [("anna", "cleo"), ("ben", "cleo")]
        assert found.count(DisputeKind.MISSED) == 2
        assert disputes_of([article], ["anna", "ben"]).disputes == ()

    def test_who_is_not_done_has_missed_nothing(self) -> None:
        article = drawn(TEXT, undone=["ben"], anna="    pppppp")
        assert disputes_of([article]).disputes == ()

    @given(articles())
    def test_every_piece_is_agreed_or_disputed_once(
        self, given_articles: list[CodedArticle]
    ) -> None:
        found = disputes_of(given_articles, ["a", "b"])
        for side, who in (("first", "a"), ("second", "b")):
            told_pieces = [getattr(each, side) for each in found.disputes]
            disputed = [piece for piece in told_pieces if piece is not None]
            both = [each for each in given_articles if {"a", "b"} <= set(each.codings)]
            places = {(a.id, *p[:3]) for a in both for p in a.codings[who]}
            agreed = {
                (a.id, *p[:3])
                for a in both
                for p in a.codings[who]
                if p[:3] in {other[:3] for other in a.codings["b" if who == "a" else "a"]}
            }
            assert {p[:3] for p in disputed} == {each[1:] for each in places - agreed}

    @given(articles())
    def test_the_other_way_round_it_is_the_same(self, given_articles: list[CodedArticle]) -> None:
        def counted(found: tuple[Dispute, ...]) -> dict[DisputeKind, int]:
            return {kind: sum(each.kind is kind for each in found) for kind in DisputeKind}

        swapped = renamed(given_articles, {"a": "b", "b": "a"})
        one, other = (disputes_of(each, ["a", "b"]) for each in (given_articles, swapped))
        assert one.agreed == other.agreed
        assert counted(one.disputes).keys() == counted(other.disputes).keys()
        assert one.count(DisputeKind.MISSED) == other.count(DisputeKind.MISSED)


class TestWordsAndArticles:
    article = drawn(
        TEXT,
        anna="    pppppppppppppp",
        ben="    pppppp",
        cleo="    pppppp       ppppppp",
        dan="    qqqqqq",
    )

    def test_words_are_ordered_by_how_many_pairs_differ(self) -> None:
        found = [
            (TEXT[each.word.start : each.word.end], each.marked, each.share)
            for each in disputed_words([self.article], "p")
        ]
        assert found == [
            ("brutal", 3, pytest.approx(3 / 6)),
            ("regime", 1, pytest.approx(3 / 6)),
            ("slammed", 1, pytest.approx(3 / 6)),
        ]

    def test_what_all_marked_is_not_disputed(self) -> None:
        words = [each.word for each in disputed_words([self.article])]
        assert Span(4, 10) not in words

    def test_forms_are_gathered_from_all_their_places(self) -> None:
        other = drawn("regime or regime", "other", anna="pppppp    pppppp", ben="pppppp")
        texts = {"article": TEXT, "other": "regime or regime"}

        def form(article_id: str, word: Span) -> str:
            return texts[article_id][word.start : word.end]

        voted = voted_words(Codings.of([self.article, other], ["p"]))
        found = {each.form: each for each in disputed_forms(voted, form)}
        assert found["regime"].places == 3
        # 3 of 6 pairs in the one, 0 of 1 and 1 of 1 in the other.
        assert found["regime"].share == pytest.approx(4 / 8)

    def test_articles_are_ordered_by_their_words(self) -> None:
        calm = drawn(TEXT, "calm", anna="    pppppp", ben="    pppppp")
        quiet = drawn(TEXT, "quiet", anna="", ben="")
        found = disputed_articles(voted_words(Codings.of([quiet, calm, self.article])))
        assert [(each.article_id, each.marked_words) for each in found] == [
            ("article", 3),
            ("calm", 1),
        ]
        assert found[1].share == 0.0

"""What is worth a look in one annotator's work."""

from collections.abc import Sequence

import pytest

from annotator.agreement.quality import (
    DoneArticle,
    Flag,
    FlagKind,
    Rules,
    quality_flags,
)
from annotator.agreement.values import Piece
from annotator.core.model import Value


def done(
    name: str,
    *starts: int,
    tag: str = "p",
    words: int = 100,
    biased: bool | None = None,
    milliseconds: int | None = None,
    **answers: Value,
) -> DoneArticle:
    """An article with a label of five code points at each of the starts."""
    pieces = tuple(Piece(at, at + 5, tag, f"{name}-{at}") for at in starts)
    return DoneArticle(name, words, pieces, biased, milliseconds, answers)


def flags(
    kind: FlagKind,
    gold: dict[str, DoneArticle] | None = None,
    rules: Rules = Rules(),  # noqa: B008
    **work: Sequence[DoneArticle],
) -> list[Flag]:
    return [each for each in quality_flags(work, gold, rules) if each.kind is kind]


def test_biased_overall_but_nothing_marked() -> None:
    mine = [done("1", biased=True), done("2", 3, biased=True), done("3", biased=False)]
    found = flags(FlagKind.BIASED_UNMARKED, anna=mine)
    assert found == [Flag("anna", FlagKind.BIASED_UNMARKED, 1, 2, articles=("1",))]


def test_marked_but_not_biased_overall() -> None:
    mine = [done("1", 3, biased=False), done("2", 3), done("3", biased=False)]
    found = flags(FlagKind.MARKED_UNBIASED, anna=mine)
    assert found == [Flag("anna", FlagKind.MARKED_UNBIASED, 1, 2, articles=("1",))]


def test_a_tag_never_used_though_the_others_would_have() -> None:
    ben = [done(str(at), 3, tag="q") for at in range(8)] + [done("8", 3, words=0)]
    anna = [done(str(at), 3) for at in range(4)]
    (found,) = flags(FlagKind.TAG_UNUSED, anna=anna, ben=ben)
    assert (found.annotator_id, found.about, found.usual) == ("anna", "q", pytest.approx(4.0))


def test_a_tag_that_few_used_may_be_unused() -> None:
    ben = [done("1", 3, tag="q"), done("2")]
    assert flags(FlagKind.TAG_UNUSED, anna=[done("1"), done("2")], ben=ben) == []


def test_a_rate_far_from_the_rest() -> None:
    others = {name: [done("1", *range(0, count * 6, 6))] for name, count in zip("bcd", (3, 4, 5))}  # noqa: B905
    (found,) = flags(FlagKind.RATE_FAR, a=[done("1", *range(0, 60, 6))], **others)
    # 100 in 1,000 words against 30, 40, 50.
    assert (found.annotator_id, found.value, found.usual) == ("a", 100.0, 40.0)
    assert found.z == pytest.approx(6.0)


def test_a_rate_beside_too_few_others_is_not_judged() -> None:
    assert flags(FlagKind.RATE_FAR, a=[done("1", *range(0, 60, 6))], b=[done("1", 3)]) == []


def test_identical_to_another() -> None:
    same = [done(str(at), 3, 20) for at in range(3)]
    other = [done(str(at), 40 + at) for at in range(3)]
    found = flags(FlagKind.IDENTICAL, anna=same, ben=same, cleo=other)
    assert [(each.annotator_id, each.about, each.count, each.of) for each in found] == [
        ("anna", "ben", 3, 3),
        ("ben", "anna", 3, 3),
    ]


def test_nothing_marked_by_either_is_not_identical() -> None:
    empty = [done(str(at)) for at in range(5)]
    assert flags(FlagKind.IDENTICAL, anna=empty, ben=empty) == []


def test_too_fast() -> None:
    slow = [done(str(at), milliseconds=40_000) for at in range(4)]
    hasty = [done("1", milliseconds=9_000), done("2", milliseconds=11_000)]
    (found,) = flags(FlagKind.TOO_FAST, anna=hasty, ben=slow)
    assert (found.annotator_id, found.count, found.of, found.articles) == ("anna", 1, 2, ("1",))
    assert (found.value, found.usual) == (pytest.approx(100.0), pytest.approx(400.0))


def test_time_that_is_not_known_is_not_judged() -> None:
    assert flags(FlagKind.TOO_FAST, anna=[done("1")], ben=[done("1", milliseconds=900)]) == []


def test_straight_lining() -> None:
    anna = [done(str(at), tone=3) for at in range(10)]
    ben = [done(str(at), tone=1 + at % 5) for at in range(10)]
    (found,) = flags(FlagKind.STRAIGHT_LINING, anna=anna, ben=ben)
    assert (found.annotator_id, found.about, found.of) == ("anna", "tone", 10)
    assert found.usual == pytest.approx(0.2)


def test_one_answer_that_everyone_gives_is_no_straight_line() -> None:
    same = [done(str(at), tone=3) for at in range(20)]
    assert flags(FlagKind.STRAIGHT_LINING, anna=same, ben=same) == []


def test_failures_on_gold_items() -> None:
    gold = {
        "1": done("1", 3, biased=True, tone=2),
        "2": DoneArticle("2", 100, None, answers={"tone": 1}),
        "3": done("3"),
    }
    anna = [done("1", 50, tone=2), done("2", 9, tone=1), done("3"), done("4")]
    ben = [done("1", 3, tone=2), done("2", tone=2)]
    found = flags(FlagKind.GOLD_FAILED, gold, anna=anna, ben=ben)
    assert [(each.annotator_id, each.count, each.of, each.articles) for each in found] == [
        ("anna", 1, 3, ("1",)),
        ("ben", 1, 2, ("2",)),
    ]


def test_few_failures_are_let_pass() -> None:
    gold = {str(at): done(str(at), 3) for at in range(4)}
    anna = [done(str(at), 3 if at else 50) for at in range(4)]
    assert flags(FlagKind.GOLD_FAILED, gold, anna=anna) == []
    stricter = flags(FlagKind.GOLD_FAILED, gold, Rules(gold_failures=0.2), anna=anna)
    assert [each.count for each in stricter] == [1]


def test_agreement_with_the_rest_is_low() -> None:
    usual = [done(str(at), 3, 30) for at in range(3)]
    odd = [done(str(at), 60) for at in range(3)]
    (found,) = flags(FlagKind.LOW_AGREEMENT, anna=odd, ben=usual, cleo=usual)
    assert (found.annotator_id, found.value, found.usual, found.count) == ("anna", 0.0, 1.0, 2)


def test_two_alone_cannot_tell_who_is_odd() -> None:
    assert flags(FlagKind.LOW_AGREEMENT, anna=[done("1", 3)], ben=[done("1", 60)]) == []


def test_a_label_in_pieces_counts_once() -> None:
    pieces = (Piece(0, 3, "p", "one"), Piece(9, 12, "p", "one"), Piece(20, 22, "p", ""))
    assert DoneArticle("1", 10, pieces).labels == 2


def test_careful_work_has_no_flags() -> None:
    anna = [done(str(at), 3, 30, biased=True, milliseconds=30_000, tone=at % 3) for at in range(4)]
    ben = [done(str(at), 3, 33, biased=True, milliseconds=35_000, tone=at % 2) for at in range(4)]
    assert quality_flags({"anna": anna, "ben": ben}) == []
    assert quality_flags({}) == []

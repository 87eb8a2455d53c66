"""Labels beside those of a key: hit, near, another tag, missed, extra; and soft F1."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.span_f1 import Layer, span_f1
from annotator.agreement.values import Piece
from annotator.core.feedback import Counts, Finding, feedback_on, soft_f1
from annotator.core.model import Label, Span

HIT, NEAR, OTHER, MISSED, EXTRA, DECOY, OPTIONAL = Finding


def on(start: int, end: int, tag: str = "loaded", *more: tuple[int, int]) -> Label:
    pieces = (Span(start, end), *(Span(*piece) for piece in more))
    return Label(f"{tag}{pieces}", "a", "who", tag, pieces, "", "", "", 1, "", "")


def as_(counts: Counts, label: Label) -> Label:
    """A label of a key that counts so."""
    return replace(label, id=f"{counts}{label.id}", fields={"counts": counts.value})


def findings(mine: list[Label], key: list[Label], tolerance: int = 4) -> list[Finding]:
    return [point.finding for point in feedback_on(mine, key, tolerance).points]


def test_an_article_before_a_noun_is_no_mistake() -> None:
    assert findings([on(10, 26)], [on(14, 26)]) == [HIT]
    assert findings([on(10, 26)], [on(14, 26)], tolerance=0) == [NEAR]
    assert findings([on(9, 26)], [on(14, 26)]) == [NEAR]


def test_another_tag_on_the_same_words_is_told_apart_from_missing_them() -> None:
    assert findings([on(0, 5, "praise")], [on(0, 5)]) == [OTHER]
    assert findings([], [on(0, 5)]) == [MISSED]
    assert findings([on(0, 5)], []) == [EXTRA]
    assert findings([on(0, 5)], [on(5, 9)]) == [EXTRA, MISSED]


def test_the_same_tag_is_met_before_what_has_more_in_common() -> None:
    points = feedback_on([on(0, 10), on(0, 10, "praise")], [on(0, 20, "praise"), on(0, 10)]).points
    assert {(p.finding, p.mine and p.mine.tag, p.key and p.key.tag) for p in points} == {
        (HIT, "loaded", "loaded"),
        (NEAR, "praise", "praise"),
    }


def test_a_label_meets_one_of_the_key_only() -> None:
    assert findings([on(0, 20)], [on(0, 8), on(12, 20)]) == [NEAR, MISSED]


def test_a_piece_more_is_near() -> None:
    assert findings([on(0, 5, "loaded", (9, 12))], [on(0, 5)]) == [NEAR]
    assert findings([on(0, 5, "loaded", (9, 12))], [on(1, 5, "loaded", (9, 13))]) == [HIT]


@pytest.mark.parametrize(("mine", "key", "f1"), [([], [], 1.0), ([on(0, 4)], [], 0.0)])
def test_where_nothing_is_to_be_marked_nothing_is_right(
    mine: list[Label], key: list[Label], f1: float
) -> None:
    assert feedback_on(mine, key).f1 == f1


LABELS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 9), st.sampled_from("ab")).map(
        lambda it: on(it[0], it[0] + it[1], it[2])
    ),
    max_size=6,
)


@given(LABELS, LABELS)
def test_the_figure_is_that_of_agreement(mine: list[Label], key: list[Label]) -> None:
    sides = [[Piece(it.start, it.end, it.tag) for it in side] for side in (mine, key)]
    assert soft_f1(mine, key) == pytest.approx(span_f1(*sides, Layer.TAGGED).soft)


@given(LABELS, LABELS)
def test_every_label_is_in_just_one_place(mine: list[Label], key: list[Label]) -> None:
    points = feedback_on(mine, key).points
    assert sorted(id(p.mine) for p in points if p.mine) == sorted(map(id, mine))
    assert sorted(id(p.key) for p in points if p.key) == sorted(map(id, key))
    assert [p.start for p in points] == sorted(p.start for p in points)


def test_what_also_counts_is_as_good_as_what_is_required() -> None:
    key = [on(0, 20), as_(Counts.ALTERNATIVE, on(12, 20)), as_(Counts.ALTERNATIVE, on(0, 20, "b"))]
    for mine in (on(0, 20), on(12, 20), on(0, 20, "b")):
        assert findings([mine], key) == [HIT]
        assert feedback_on([mine], key).f1 == 1.0
    assert findings([], key) == [MISSED]
    assert sorted(findings([on(12, 20), on(0, 20, "b")], key)) == sorted([HIT, OPTIONAL])
    assert sorted(findings([on(12, 20), on(13, 20, "c")], key)) == sorted([HIT, EXTRA])


def test_what_is_optional_may_be_marked_or_left() -> None:
    key = [on(0, 5), as_(Counts.OPTIONAL, on(10, 15))]
    assert findings([on(0, 5)], key) == [HIT]
    assert findings([on(0, 5), on(10, 15, "b")], key) == [HIT, OPTIONAL]
    assert feedback_on([on(0, 5), on(10, 15, "b")], key).f1 == 1.0


def test_a_decoy_is_told_apart_from_other_mistakes_and_costs_the_same() -> None:
    key = [on(0, 5), as_(Counts.DECOY, on(10, 15))]
    assert findings([on(0, 5)], key) == [HIT]
    assert findings([on(0, 5), on(9, 15)], key) == [HIT, DECOY]
    assert findings([on(0, 5), on(20, 25)], key) == [HIT, EXTRA]
    taken, other = feedback_on([on(0, 5), on(9, 15)], key), feedback_on([on(0, 5), on(20, 25)], key)
    assert taken.f1 == other.f1 == pytest.approx(2 / 3)  # precision 1/2, recall 1


def test_a_hit_is_full_even_with_an_edge_off() -> None:
    assert feedback_on([on(10, 26)], [on(14, 26)]).f1 == 1.0
    assert feedback_on([on(9, 26)], [on(14, 26)]).f1 < 1.0

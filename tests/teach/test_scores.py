"""How each student did and what a rubric makes of it, against figures worked out by hand."""

from dataclasses import replace

import pytest

from annotator.core.feedback import Finding
from annotator.core.lesson import Part
from annotator.teach.classwork import Classwork
from annotator.teach.scores import (
    Asks,
    Criterion,
    Reached,
    StudentScore,
    Threshold,
    rubric_of,
    rubric_points,
    score_of,
)
from annotator.teach.wording import comment_on, criterion_about, criterion_name
from tests.teach.small_class import ARTICLE, KEY, article_of, classwork, label_on

FULL, PARTIAL, NONE = Reached
IDENTIFICATION, PRECISION, REASONS, REWORDING = Criterion
EVERYTHING = Asks(reason=True, reworded=frozenset({"loaded"}), field="neutral")


def scored(who: str, *works: Classwork, asks: Asks = EVERYTHING) -> StudentScore:
    chosen = works or (classwork(),)
    return score_of(who, chosen, {it.article.id: it.feedback() for it in chosen}, asks)


def test_a_student_who_found_all() -> None:
    found = scored("s1")
    assert (found.mean, found.points, found.recall, found.precision) == (1.0, 100.0, 1.0, 1.0)
    assert (found.required, found.found, found.decoys) == (2, 2, 0)


def test_half_a_place_with_another_tag_and_one_beyond_the_key() -> None:
    # s2: “Regime” as loaded, of “catastrophic failure” (20) the first 12, “fumed” beyond.
    found = scored("s2")
    assert found.articles[0].counts == {
        Finding.HIT: 0,
        Finding.NEAR: 1,
        Finding.OTHER_TAG: 1,
        Finding.MISSED: 0,
        Finding.EXTRA: 1,
        Finding.DECOY: 0,
        Finding.OPTIONAL: 0,
    }
    assert (found.recall, found.precision) == (1 / 2, 1 / 3)
    precision, recall = (1 + 0 + 0) / 3, (12 / 20 + 0) / 2
    assert found.mean == pytest.approx(2 * precision * recall / (precision + recall))


def test_what_is_optional_is_neither_right_nor_wrong() -> None:
    found = scored("s3")
    assert found.count(Finding.OPTIONAL) == 1
    assert (found.recall, found.precision) == (0.0, 0.0)  # another tag, and one beyond the key


def test_what_is_not_done_counts_nothing_and_its_places_are_not_found() -> None:
    undone = Classwork(article_of("All is calm but furious."), {}, [KEY[0]])
    found = scored("s1", classwork(), replace(undone, article=article_of("x", "other")))
    assert (found.mean, found.done, found.required) == (0.5, 1, 3)
    assert found.recall == pytest.approx(2 / 3)


def test_articles_without_a_key_and_those_to_try_again_on_undone_are_left_out() -> None:
    spare = Classwork(article_of("x", "spare"), {}, [KEY[0]], part=Part.AGAIN)
    bare = Classwork(article_of("x", "bare"), {"s1": []})
    assert [it.article_id for it in scored("s1", classwork(), spare, bare).articles] == ["talks"]
    assert scored("s1", bare).mean is None
    assert scored("s1", bare).points is None


def test_shares_with_a_reason_and_with_a_neutral_wording() -> None:
    labels = [
        label_on(ARTICLE, "s1", "Regime", "name", neutral="government", note="It judges."),
        label_on(ARTICLE, "s1", "catastrophic", neutral=" "),
        label_on(ARTICLE, "s1", "dismissed", neutral="turned down", note=" "),
    ]
    found = scored("s1", Classwork(ARTICLE, {"s1": labels}, KEY))
    assert found.reasons == pytest.approx(1 / 3)
    assert found.rewordings == pytest.approx(1 / 2)  # the tag “name” does not ask for one


def test_a_rubric_gives_each_criterion_in_full_in_part_or_not() -> None:
    reached = rubric_of(scored("s2"), EVERYTHING)
    assert reached == {IDENTIFICATION: PARTIAL, PRECISION: NONE, REASONS: NONE, REWORDING: NONE}
    assert rubric_points(reached) == pytest.approx(100 * 0.5 / 4)


def test_what_the_lesson_does_not_ask_is_left_out() -> None:
    reached = rubric_of(scored("s1", asks=Asks()), Asks())
    assert reached == {IDENTIFICATION: FULL, PRECISION: FULL}
    assert rubric_points(reached) == 100.0


def test_who_marked_nothing_reached_nothing_where_there_is_something_to_find() -> None:
    assert set(rubric_of(scored("s5"), EVERYTHING).values()) == {NONE}


def test_where_nothing_is_to_be_found_who_marked_nothing_is_judged_by_nothing() -> None:
    calm = Classwork(ARTICLE, {"s1": []}, [])
    assert rubric_of(scored("s1", calm), EVERYTHING) == {}
    assert rubric_points({}) is None
    marked = Classwork(ARTICLE, {"s1": [label_on(ARTICLE, "s1", "plan")]}, [])
    assert rubric_of(scored("s1", marked), Asks()) == {PRECISION: NONE}


def test_thresholds_are_given() -> None:
    lenient = {IDENTIFICATION: Threshold(0.5, 0.1)}
    assert rubric_of(scored("s2"), EVERYTHING, lenient) == {IDENTIFICATION: FULL}
    assert [Threshold(0.5, 0.2).reached(it) for it in (0.5, 0.2, 0.1)] == [FULL, PARTIAL, NONE]


def test_a_comment_says_what_was_found_and_what_was_not() -> None:
    assert comment_on(scored("s1")) == "Of 2 places in the key you found 2."
    assert comment_on(scored("s2")) == (
        "Of 2 places in the key you found 1, 1 of them not to the word. To 1 more you gave another "
        "tag. You marked 1 place beyond the key."
    )
    assert comment_on(scored("s4"), {IDENTIFICATION: PARTIAL}) == (
        "Of 2 places in the key you found 1. You marked 1 place beyond the key. You "
        "took 1 decoy. Finding in part."
    )
    undone = Classwork(article_of("x", "other"), {}, [])
    assert comment_on(scored("s1", classwork(), undone)).startswith("1 of 2 articles are done.")


def test_every_criterion_has_a_name_and_a_sentence() -> None:
    assert len({criterion_name(it) for it in Criterion}) == len(Criterion)
    assert all(criterion_about(it).endswith(".") for it in Criterion)

"""What a class gained, against figures worked out by hand."""

from collections.abc import Mapping

import pytest

from annotator.core.feedback import Feedback
from annotator.core.lesson import Part
from annotator.teach.classwork import Classwork
from annotator.teach.gain import ClassGain, NoGain, gain_of
from annotator.teach.wording import gain_sentence
from tests.teach.small_class import article_of

SCORES: Mapping[str, Mapping[str, float]] = {
    "b1": {"ada": 0.2, "ben": 0.6, "cyd": 0.5},
    "b2": {"ada": 0.4, "ben": 0.6},
    "lesson": {"ada": 1.0, "ben": 1.0, "cyd": 1.0},
    "a1": {"ada": 0.7, "ben": 0.604, "dan": 1.0},
}
PARTS = {"b1": Part.BEFORE, "b2": Part.BEFORE, "lesson": Part.LESSON, "a1": Part.AFTER}


def gained(articles: Mapping[str, Part] = PARTS) -> ClassGain:
    works = [
        Classwork(article_of("A text.", it), {who: [] for who in SCORES[it]}, [], part=part)
        for it, part in articles.items()
    ]
    reckoned = {
        it: {who: Feedback((), score) for who, score in SCORES[it].items()} for it in articles
    }
    return gain_of(works, reckoned, ["dan", "cyd", "ben", "ada"])


def test_only_who_did_both_gained_and_each_by_the_mean_of_what_they_did() -> None:
    found = gained()
    assert [(it.student_id, it.before, it.after) for it in found.students] == [
        ("ben", 0.6, 0.604),
        ("ada", pytest.approx(0.3), 0.7),
    ]
    assert (found.n, found.better, found.same, found.worse) == (2, 1, 1, 0)
    assert found.mean == pytest.approx((0.4 + 0.004) / 2)
    assert found.before == pytest.approx(0.45)


def test_without_a_check_on_either_side_there_is_none() -> None:
    found = gained({"b1": Part.BEFORE, "lesson": Part.LESSON})
    assert (found.n, found.mean, found.why) == (0, None, NoGain.NO_CHECKS)
    assert gain_sentence(found).startswith("The lesson has no check")


def test_where_nobody_did_both_there_is_none() -> None:
    works = [
        Classwork(article_of("A text.", "b1"), {"cyd": []}, [], part=Part.BEFORE),
        Classwork(article_of("A text.", "a1"), {"dan": []}, [], part=Part.AFTER),
    ]
    reckoned = {it.article.id: it.feedback() for it in works}
    found = gain_of(works, reckoned, ["cyd", "dan"])
    assert (found.why, found.before) == (NoGain.NOBODY_DID_BOTH, None)
    assert gain_sentence(found).startswith("No student")


def test_a_check_without_a_key_is_none() -> None:
    works = [
        Classwork(article_of("A text.", "b1"), {"cyd": []}, None, part=Part.BEFORE),
        Classwork(article_of("A text.", "a1"), {"cyd": []}, [], part=Part.AFTER),
    ]
    assert gain_of(works, {}, ["cyd"]).why is NoGain.NO_CHECKS


def test_it_is_told_in_a_sentence_and_with_care() -> None:
    said = gain_sentence(gained())
    assert said.startswith(
        "2 students did a check before the lesson and one after it: 1 did better after it, 1 as "
        "well, 0 worse. The mean score went from 45\u00a0% to 65\u00a0%."
    )
    assert said.endswith("one is easier.")

"""Students who are made up do as well as they are made to."""

from statistics import fmean

from annotator.core.feedback import Finding, feedback_on
from annotator.core.labels import label_fault
from annotator.core.model import Article, Label
from annotator.core.text import words
from tests.teach.simulated import Habits, habits, key_label, simulated
from tests.teach.small_class import ARTICLE, KEY, article_of

TAGS = ("loaded", "name")


def long_article() -> tuple[Article, list[Label]]:
    text = " ".join(f"word{number} calm{number} plain{number}" for number in range(60))
    article = article_of(text, "long")
    return article, [key_label(article, f"word{number} ", "loaded") for number in range(0, 60, 3)]


def test_perfect_students_are_perfect() -> None:
    made = simulated(ARTICLE, KEY, TAGS, "s1", Habits(), 1)
    feedback = feedback_on(made, KEY)
    assert feedback.f1 == 1.0
    assert feedback.count(Finding.HIT) == 2
    assert feedback.count(Finding.DECOY) == 0


def test_whoever_falls_for_all_decoys_does() -> None:
    made = simulated(ARTICLE, KEY, TAGS, "s1", Habits(decoys=1.0), 1)
    assert feedback_on(made, KEY).count(Finding.DECOY) == 1


def test_edges_slip_by_a_word_and_tags_are_confused() -> None:
    article, key = long_article()
    noisy = feedback_on(simulated(article, key, TAGS, "s1", Habits(noise=1.0), 1), key)
    assert noisy.count(Finding.NEAR) == len(key)
    confused = feedback_on(simulated(article, key, TAGS, "s1", Habits(confusion=1.0), 1), key)
    assert confused.count(Finding.OTHER_TAG) == len(key)


def test_labels_stand_on_the_text_and_are_the_same_for_a_seed() -> None:
    article, key = long_article()
    made = simulated(article, key, TAGS, "s1", habits(0.4), 7)
    assert made == simulated(article, key, TAGS, "s1", habits(0.4), 7)
    assert made != simulated(article, key, TAGS, "s1", habits(0.4), 8)
    assert not any(label_fault(it, article.text) for it in made)
    assert len({it.id for it in made}) == len(made)
    assert {it.annotator_id for it in made} == {"s1"}


def test_the_better_the_skill_the_better_the_mean_score() -> None:
    article, key = long_article()
    means = [
        fmean(
            feedback_on(simulated(article, key, TAGS, f"s{at}", habits(skill), 3), key).f1
            for at in range(15)
        )
        for skill in (0.1, 0.4, 0.7, 1.0)
    ]
    assert means == sorted(means)
    assert means[-1] == 1.0
    assert len(words(article.text)) == 180

"""Two stories of one event: how loaded each is, and which sentences tell the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.feedback import Counts
from annotator.core.model import Article
from annotator.teach.classwork import Classwork
from annotator.teach.stories import alike, by_outlet, loaded_by_class, loaded_by_key, stories_of
from tests.teach.simulated import key_label
from tests.teach.small_class import KEY, STUDENTS, article_of, classwork

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"


def pairs(one: str, other: str) -> list[tuple[str, str]]:
    a, b = article_of(one), article_of(other)
    return [(a.text[x.start : x.end], b.text[y.start : y.end]) for x, y, _ in alike(a, b)]


def test_loaded_words_by_the_key_are_those_required() -> None:
    # 19 words; required are Regime, and catastrophic failure.
    found = loaded_by_key(classwork())
    assert found is not None
    assert (found.words, found.rate) == (19, pytest.approx(100 * 3 / 19))
    assert found.by_tag == pytest.approx({"loaded": 100 * 2 / 19, "name": 100 * 1 / 19})
    assert loaded_by_key(classwork(key=None)) is None


def test_loaded_words_by_the_class_count_by_the_share_who_marked_them() -> None:
    # Marked: Regime 3, catastrophic 2, failure 2, of 1, nerve 1, dismissed 1, fighting 1,
    # Critics 1, fumed 2: 14 of 5 students.
    found = loaded_by_class(classwork())
    assert found is not None
    assert found.rate == pytest.approx(100 * (14 / 5) / 19)
    assert found.by_tag["name"] == pytest.approx(100 * (5 / 5) / 19)
    assert loaded_by_class(classwork(STUDENTS[:2])) is None


def test_an_empty_text_has_no_loaded_words() -> None:
    found = loaded_by_key(Classwork(article_of("…"), {}, []))
    assert found is not None
    assert (found.words, found.rate) == (0, 0.0)


def test_sentences_with_the_same_numbers_and_names_tell_the_same() -> None:
    assert pairs(
        "Mayor Ilse Brandt gutted the school budget. A furious crowd of 300 besieged the hall.",
        "About 300 people stood before the hall. The mayor, Ilse Brandt, cut school spending.",
    ) == [
        (
            "Mayor Ilse Brandt gutted the school budget.",
            "The mayor, Ilse Brandt, cut school spending.",
        ),
        ("A furious crowd of 300 besieged the hall.", "About 300 people stood before the hall."),
    ]


def test_common_words_tell_nothing() -> None:
    assert pairs("He was there with them.", "She was there with him.") == []
    assert pairs("", "She was there.") == []


def test_one_word_in_common_is_chance() -> None:
    assert pairs("Regime snubs talks.", "Talks ended.") == []
    assert pairs("“Nothing.”", "Nothing!") == [("“Nothing.”", "Nothing!")]


def test_a_sentence_has_one_partner_the_likest() -> None:
    found = pairs(
        "The ferry sank in Velmar harbour.",
        "The ferry sank off Velmar. The ferry sank in Velmar harbour at dawn.",
    )
    assert [other for _, other in found] == ["The ferry sank in Velmar harbour at dawn."]


def sample(name: str) -> Article:
    return article_of((SAMPLE / f"{name}.txt").read_text("utf-8").strip(), name)


def test_the_stories_of_the_sample_tell_the_same_facts() -> None:
    loaded, plain = sample("dam-loaded"), sample("dam-plain")
    told = {
        loaded.text[a.start : a.end]: plain.text[b.start : b.end]
        for a, b, _ in alike(loaded, plain)
    }
    facts = {
        "The Regime’s rubber-stamp parliament tossed them": "That year’s budget gave the dam 2.1",
        "By Wednesday night the horrific toll stood at": "By Wednesday night the civil protection",
        "Prime Minister Anselm Korvath, so quick": "Prime Minister Anselm Korvath has not spoken",
        "An insulting 2,000 crowns": "His office said on Wednesday that each household",
    }
    for one, other in facts.items():
        [found] = [b for a, b in told.items() if a.startswith(one)]
        assert found.startswith(other)
    assert not any(it.startswith("Where was the Regime?") for it in told)


def test_each_sentence_has_the_key_labels_on_it_but_no_decoys() -> None:
    other = article_of("Talks ended. Ministers dismissed a plan to stop the fighting.", "other")
    key = [
        key_label(other, "dismissed", "loaded"),
        key_label(other, "fighting", "loaded", Counts.DECOY),
    ]
    found = stories_of(classwork(), Classwork(other, {}, key))
    [same] = found.same
    assert [it.quote for it in same.one.labels] == [
        "catastrophic failure",
        "catastrophic failure of nerve",
        "dismissed",
    ]
    assert [it.quote for it in same.other.labels] == ["dismissed"]
    assert same.differs
    assert found.other.by_class is None
    assert found.one.by_key == loaded_by_key(classwork())
    assert KEY[4] not in same.one.labels


def of_outlet(work: Classwork, outlet: str) -> Classwork:
    known = replace(work.article.metadata, outlet=outlet)
    return replace(work, article=replace(work.article, metadata=known))


def test_an_outlet_is_as_loaded_as_all_its_words_together() -> None:
    # 3 of 19 words are required in the one, none of the 6 in the other: 3 of 25.
    plain = Classwork(article_of("The council met on Monday evening."), {}, [])
    courier = [of_outlet(classwork(), "Courier"), of_outlet(plain, "Courier")]
    other = of_outlet(Classwork(article_of("The council met."), {}), "Voice")
    found = by_outlet([other, *courier, classwork()])
    assert [(it.outlet, it.articles) for it in found] == [("Courier", 2), ("Voice", 1)]
    assert found[0].by_key == pytest.approx(100 * 3 / 25)
    assert found[0].by_class == pytest.approx(100 * (14 / 5) / 19)  # of the one that a class did
    assert (found[1].by_key, found[1].by_class) == (None, None)

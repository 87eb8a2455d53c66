"""The places worth talking about, against figures worked out by hand."""

from collections.abc import Sequence

import pytest
from hypothesis import given

from annotator.core.feedback import Counts
from annotator.core.model import Label, Span
from annotator.teach.classwork import Classwork
from annotator.teach.places import Place, most_decoyed, most_disputed, most_missed, places_of
from tests.teach.simulated import key_label
from tests.teach.small_class import (
    ARTICLE,
    KEY,
    STUDENTS,
    article_of,
    classwork,
    label_on,
)
from tests.teach.test_heat import CLASS, class_of


def quotes(places: Sequence[Place]) -> list[str]:
    return [it.quote for it in places]


def place(quote: str, places: Sequence[Place]) -> Place:
    [found] = [it for it in places if it.quote == quote]
    return found


def test_every_place_of_the_key_and_what_the_class_marked_beyond_it() -> None:
    found = places_of(classwork())
    assert [(it.quote, it.counts, it.marked, it.right) for it in found] == [
        ("Regime", Counts.REQUIRED, 3, 2),
        ("catastrophic failure", Counts.REQUIRED, 3, 2),  # s3 met it with another tag
        ("dismissed", Counts.OPTIONAL, 1, 1),
        ("fighting", Counts.DECOY, 1, 1),
        ("fumed", None, 2, 0),  # “Critics” was marked by one alone
    ]


def test_what_is_as_good_belongs_to_the_place_it_is_an_alternative_to() -> None:
    found = place("catastrophic failure", places_of(classwork()))
    assert [it.quote for it in found.also] == ["catastrophic failure of nerve"]
    assert found.key == KEY[1]


def test_the_tags_that_were_given_there_each_student_once() -> None:
    found = places_of(classwork())
    assert place("Regime", found).tags == {"loaded": 2, "name": 2}
    assert place("catastrophic failure", found).tags == {"loaded": 2, "name": 1}
    assert (place("Regime", found).share, place("Regime", found).right_share) == (0.6, 0.4)
    assert place("fumed", found).right_share is None


def test_where_the_class_is_split_comes_first_and_where_it_agrees_not_at_all() -> None:
    found = places_of(classwork())
    assert [it.share for it in most_disputed(found)] == [0.6, 0.6, 0.4]
    assert quotes(most_disputed(found, least=0.0))[-2:] == ["dismissed", "fighting"]
    assert place("Regime", found).entropy == pytest.approx(0.9709506)


def test_what_most_missed_is_required_and_the_least_marked_comes_first() -> None:
    key = [
        key_label(ARTICLE, "snubs", "loaded"),
        key_label(ARTICLE, "fumed", "loaded"),
        key_label(ARTICLE, "Regime", "name"),
        key_label(ARTICLE, "Critics", "loaded", Counts.OPTIONAL),
    ]
    found = places_of(classwork(key=key))
    assert quotes(most_missed(found)) == ["snubs", "fumed"]
    assert quotes(most_missed(found, below=1.0)) == ["snubs", "fumed", "Regime"]


def test_decoys_that_nobody_took_are_no_decoys_taken() -> None:
    key = [*KEY, key_label(ARTICLE, "Critics fumed", "loaded", Counts.DECOY)]
    key.append(key_label(ARTICLE, "plan", "loaded", Counts.DECOY))
    taken = most_decoyed(places_of(classwork(key=key)))
    assert [(it.quote, it.share) for it in taken] == [("Critics fumed", 0.4), ("fighting", 0.2)]


def test_a_label_on_what_is_required_takes_no_decoy_beside_it() -> None:
    key = [
        key_label(ARTICLE, "catastrophic", "loaded"),
        key_label(ARTICLE, "failure", "loaded", Counts.DECOY),
    ]
    found = place("failure", places_of(classwork(key=key)))
    assert found.marked == 1  # s3, whose label is beside “catastrophic”; s1 marked both words


def test_experts_are_counted_where_there_are_several_but_not_by_their_decoys() -> None:
    other = [
        key_label(ARTICLE, "catastrophic", "loaded", who="other"),
        key_label(ARTICLE, "Regime", "name", Counts.DECOY, who="other"),
    ]
    found = places_of(classwork(experts={"key": KEY, "other": other}))
    assert place("catastrophic failure", found).expert_share == 1.0
    assert place("Regime", found).expert_share == 0.5
    assert place("fumed", found).expert_share == 0.0
    assert place("fighting", found).expert_share == 0.0
    assert place("Regime", places_of(classwork())).expert_share is None


def test_without_a_key_what_the_class_marked_is_all_there_is() -> None:
    found = places_of(classwork(key=None))
    assert quotes(found) == ["Regime", "catastrophic", "failure", "fumed"]
    assert {it.counts for it in found} == {None}


def test_words_are_one_run_where_enough_students_marked_both() -> None:
    article = article_of("What critics call this farce")
    marked = {"a": ["What critics"], "b": ["What critics"], "c": ["call this"], "d": ["this"]}
    labels = {
        who: [label_on(article, who, quote) for quote in theirs] for who, theirs in marked.items()
    }
    assert quotes(places_of(Classwork(article, labels))) == ["What critics", "this"]


def test_a_fifth_of_a_large_class_is_needed_beyond_the_key() -> None:
    article = article_of("What critics call a farce")
    labels: dict[str, list[Label]] = {f"s{at}": [] for at in range(11)}
    for who in ("s0", "s1"):
        labels[who] = [label_on(article, who, "farce"), label_on(article, who, "critics")]
    labels["s2"] = [label_on(article, "s2", "farce")]
    assert quotes(places_of(Classwork(article, labels))) == ["farce"]  # 3 of 11, not 2


def test_places_have_the_names_that_guesses_are_kept_under() -> None:
    assert places_of(classwork())[0].id == "talks:0:6"


def test_fewer_than_three_are_not_shown() -> None:
    assert places_of(classwork(STUDENTS[:2])) == ()


@given(CLASS)
def test_shares_lie_between_nothing_and_all(marked: list[list[tuple[Span, str]]]) -> None:
    work = class_of(marked)
    found = places_of(Classwork(work.article, work.labels, KEY))
    for it in found:
        assert 0 <= it.right <= it.marked <= it.students
        assert 0 <= it.entropy <= 1
        assert it.key is not None or it.share >= 0.2
    assert [it.span for it in found] == sorted(it.span for it in found)

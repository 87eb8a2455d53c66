"""Where annotators' labels meet, which readings stand by a rule, and what is left to a person."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.adjudication import (
    AskedPlace,
    Provenance,
    Rule,
    RuleKind,
    agreed,
    agreed_value,
    asked,
    decision_on,
    is_open,
    places,
    provenance,
    share_of_votes,
)
from annotator.core.model import Answer, Decision, Kind, Label, Question, Span, Value, Verdict

TEAM = ("ada", "ben", "cleo")
_numbers = count()


def label(who: str, *pieces: tuple[int, int], tag: str = "loaded", **fields: Value) -> Label:
    spans = tuple(Span(*piece) for piece in pieces)
    return Label(
        *(
            f"label {next(_numbers):03}",
            "a1",
            who,
            tag,
            spans,
            "x" * (spans[-1].end - spans[0].start),
        ),
        *("", "", 1, "2026", "2026"),
        fields=fields,
    )


ALL, MAJORITY, TWO = Rule(RuleKind.ALL), Rule(RuleKind.MAJORITY), Rule(RuleKind.AT_LEAST, votes=2)


def test_labels_that_overlap_make_one_place_and_those_that_touch_do_not() -> None:
    found = places(
        [label("ada", (0, 6)), label("ben", (4, 9)), label("cleo", (9, 12)), label("eve", (0, 99))],
        TEAM,
    )
    assert [(place.start, place.end) for place in found] == [(0, 9), (9, 12)]
    assert [len(place.readings) for place in found] == [2, 1]
    assert found[1].silent == {"ada", "ben"}


def test_a_label_in_the_gap_of_another_is_a_place_of_its_own() -> None:
    found = places([label("ada", (0, 3), (20, 25)), label("ben", (8, 12))], TEAM)
    assert [(place.start, place.end) for place in found] == [(0, 25), (8, 12)]


def test_the_same_tag_on_the_same_words_is_one_reading_with_the_values_most_gave() -> None:
    [place] = places(
        [
            label("ada", (0, 6), intensity=4),
            label("ben", (0, 6), intensity=5),
            label("cleo", (0, 6), intensity=5, quoted=True),
        ],
        TEAM,
    )
    [reading] = place.readings
    assert reading.annotators == set(TEAM)
    assert reading.fields == {"intensity": 5, "quoted": True}


@pytest.mark.parametrize(
    ("labels", "rule", "stand"),
    [
        ([("ada", 0, 6), ("ben", 0, 6), ("cleo", 0, 6)], ALL, ["loaded"]),
        ([("ada", 0, 6), ("ben", 0, 6)], ALL, None),
        ([("ada", 0, 6), ("ben", 0, 6)], MAJORITY, ["loaded"]),
        ([("ada", 0, 6), ("ben", 0, 6), ("cleo", 0, 9)], MAJORITY, ["loaded"]),
        ([("ada", 0, 6), ("ben", 0, 6), ("cleo", 0, 9)], ALL, None),
        ([("ada", 0, 6)], MAJORITY, None),
        ([("ada", 0, 6)], Rule(RuleKind.AT_LEAST, votes=1), ["loaded"]),
        ([("ada", 0, 6), ("ben", 2, 6)], Rule(RuleKind.AT_LEAST, votes=1), None),  # two rivals
        ([("ada", 0, 6), ("ben", 0, 6), ("cleo", 0, 9)], TWO, ["loaded"]),
    ],
)
def test_what_stands_by_a_rule(
    labels: list[tuple[str, int, int]], rule: Rule, stand: list[str] | None
) -> None:
    [place] = places([label(who, (start, end)) for who, start, end in labels], TEAM)
    found = agreed(place, rule)
    assert (found and [reading.tag for reading in found]) == stand


def test_two_tags_that_all_gave_both_stand() -> None:
    labels = [label(who, (0, 6), tag=tag) for who in TEAM for tag in ("loaded", "praise")]
    [place] = places(labels, TEAM)
    assert [it.tag for it in agreed(place, ALL) or ()] == ["loaded", "praise"]


def test_what_lies_beside_the_winner_is_not_forgotten() -> None:
    chain = [
        *(label(who, (0, 6)) for who in ("ada", "ben")),
        label("cleo", (4, 12)),
        label("cleo", (10, 15), tag="praise"),
    ]
    [place] = places(chain, TEAM)
    assert agreed(place, MAJORITY) is None


def test_a_rule_for_some_tags_leaves_the_others_to_a_person() -> None:
    only = Rule(RuleKind.ALL, tags=frozenset({"praise"}))
    [place] = places([label(who, (0, 6)) for who in TEAM], TEAM)
    assert agreed(place, only) is None
    [place] = places([label(who, (0, 6), tag="praise") for who in TEAM], TEAM)
    assert agreed(place, only) == place.readings


YES = True
SLANT = Question("slant", "Slant", Kind.SCALE, low=-2, high=2)


def answers(*values: Value) -> AskedPlace:
    given = [
        Answer(f"answer {n}", "a1", who, "slant", value, 1, "2026", "2026")
        for n, (who, value) in enumerate(zip(TEAM, values, strict=False))
    ]
    [place] = asked([SLANT], given, TEAM)
    return place


def test_answers_stand_by_the_same_rules() -> None:
    assert agreed_value(answers(1, 1, 1), ALL) == (1, frozenset(TEAM))
    assert agreed_value(answers(1, 1, 2), ALL) is None
    assert agreed_value(answers(1, 1, 2), MAJORITY) == (1, frozenset({"ada", "ben"}))
    assert agreed_value(answers(1, 1), ALL) is None  # Cleo gave none
    assert agreed_value(answers(1, YES, 2), TWO) is None  # a yes is not a one
    assert asked([SLANT], [], TEAM) == []


def test_a_decision_is_about_just_the_labels_that_it_saw() -> None:
    labels = [label("ada", (0, 6)), label("ben", (0, 6))]
    [place] = places(labels, TEAM)
    settled = Decision("d1", "a1", "gold", "ines", 0, 6, Verdict.NOTHING, place.sources)
    assert decision_on(place, [settled]) == settled
    assert not is_open(place, [settled])
    [grown] = places([*labels, label("cleo", (5, 9))], TEAM)
    assert is_open(grown, [settled])
    talk = Decision("d2", "a1", "gold", "ines", 0, 6, Verdict.DISCUSS, place.sources)
    assert is_open(place, [talk])


def test_the_share_of_votes_counts_whoever_gave_the_tag_to_some_of_the_words() -> None:
    [place] = places([label("ada", (0, 6)), label("ben", (4, 9), tag="praise")], TEAM)
    assert share_of_votes(label("gold", (0, 9)), place) == pytest.approx(1 / 3)


spans = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda it: (it[0], it[0] + it[1]))
many = st.lists(st.tuples(st.sampled_from(TEAM), spans, st.sampled_from(["loaded", "praise"])))


@given(many)
def test_every_label_is_in_one_place_and_no_two_places_share_a_word(
    given_: list[tuple[str, tuple[int, int], str]],
) -> None:
    labels = [label(who, span, tag=tag) for who, span, tag in given_]
    found = places(labels, TEAM)
    assert sorted(it for place in found for it in place.sources) == sorted(it.id for it in labels)
    words = [set(range(place.start, place.end)) for place in found]
    assert sum(map(len, words)) == len(set().union(*words))


@given(many)
def test_a_stricter_rule_leaves_more_to_a_person(
    given_: list[tuple[str, tuple[int, int], str]],
) -> None:
    for place in places([label(who, span, tag=tag) for who, span, tag in given_], TEAM):
        if agreed(place, ALL) is not None:
            assert agreed(place, MAJORITY) == agreed(place, ALL)


def test_gold_says_who_agreed_with_it_and_what_was_decided() -> None:
    labels = [label("ada", (0, 6)), label("ben", (4, 9)), label("cleo", (4, 9), tag="praise")]
    [place] = places(labels, TEAM)
    gold = label("gold", (0, 9))
    settled = Decision(
        "d1", "a1", "gold", "ines", 0, 9, Verdict.EDITED, place.sources, gold=(gold.id,)
    )
    found = provenance([gold], [*labels, gold], [], TEAM, [settled])
    assert found == {gold.id: Provenance(pytest.approx(2 / 3), settled)}
    assert provenance([gold], labels, [], [], [])[gold.id] == Provenance(0.0)


def test_a_gold_answer_counts_those_who_gave_just_that_value() -> None:
    given = answers(1, YES, 1).answers
    gold = Answer("g", "a1", "gold", "slant", 1, 1, "2026", "2026")
    assert provenance([gold], [], given, TEAM, [])["g"].votes == pytest.approx(2 / 3)

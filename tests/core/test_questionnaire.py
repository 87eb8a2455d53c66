"""What annotators say about themselves is told in bins of at least three, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Value
from annotator.core.questionnaire import LEAST, QUESTIONS, bin_counts


def told(*answers: dict[str, Value]) -> list[tuple[str, str, int]]:
    return [(it.question, it.bin, it.count) for it in bin_counts(answers)]


def leanings(*steps: int) -> list[tuple[str, str, int]]:
    return told(*({"leaning": step} for step in steps))


def test_neighbours_on_a_scale_are_put_together_until_they_are_three() -> None:
    assert leanings(-3, -3, -2, 1, 1, 1, 3) == [
        ("leaning", "-3 to -2", 3),
        ("leaning", "-1 to 3", 4),
    ]


def test_what_too_few_said_is_not_told() -> None:
    assert leanings(-3, 3) == []
    assert told({"honest": True}, {"honest": True}, {"honest": False}) == [
        ("honest", "yes to no", 3)
    ]


def test_what_few_wrote_in_words_of_their_own_is_other() -> None:
    answers: list[dict[str, Value]] = [{"country": it} for it in ("Velmar", "velmar ", "Velmar")]
    rare: list[dict[str, Value]] = [{"country": it} for it in ("Osk", "Polvetz")]
    assert told(*answers, *rare) == [("country", "Velmar", 3)]
    assert told(*answers, *rare, {"country": "Kessimar"}) == [
        ("country", "Velmar", 3),
        ("country", "other", 3),
    ]


def test_what_was_left_open_counts_nowhere() -> None:
    assert told({}, {}, {}, {"country": ""}) == []


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "leaning": st.integers(-3, 3),
        "news": st.sampled_from(["hourly", "daily", "weekly", "rarely"]),
        "age": st.sampled_from(["18–24", "65+"]),
        "country": st.sampled_from(["A", "a", "B", "C", "D"]),
        "honest": st.booleans(),
    },
)


@given(st.lists(ANSWERS, max_size=25))
def test_no_bin_is_of_fewer_than_three_and_none_counts_anyone_twice(
    answers: list[dict[str, Value]],
) -> None:
    found = bin_counts(answers)
    assert all(it.count >= LEAST for it in found)
    for question in QUESTIONS:
        said = sum(question.key in each for each in answers)
        counted = sum(it.count for it in found if it.question == question.key)
        assert counted <= said
        if counted and question.key not in ("country", "language"):
            assert counted == said

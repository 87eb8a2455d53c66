"""Sketches of texts: how near their resemblance is to the exact one, and which pairs are found."""

import random
from itertools import combinations, islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.duplicates import SHINGLE, SIZE, differing, near_pairs, resemblance, sketch

VOCABULARY = [f"{first}{second}" for first in "bdfghklmnprst" for second in ("a", "ebo", "ilu")]
TOLERANCE = 0.2
"""More than four standard errors of a sketch of 128 hashes."""

short_texts = st.lists(
    st.sampled_from(["the", "harbour", "Vote", "vote’s", "-", "\n"]), max_size=40
)


def written(words: list[str]) -> str:
    return " ".join(words)


def shingles(text: str) -> set[tuple[str, ...]]:
    """The shingles of a text whose words stand between blanks."""
    words = [word for word in text.casefold().replace("’", "'").split() if word != "-"]
    if not words:
        return set()
    return {tuple(islice(words, at, at + SHINGLE)) for at in range(max(1, len(words) - 4))}


def exact(a: str, b: str) -> float:
    either = shingles(a) | shingles(b)
    return len(shingles(a) & shingles(b)) / len(either) if either else 0.0


def revised(text: str, share: float, chance: random.Random) -> str:
    """The text with this share of its words replaced."""
    return written(
        [word if chance.random() > share else chance.choice(VOCABULARY) for word in text.split()]
    )


# ---------------------------------------------------------------------------- resemblance


@given(short_texts.map(written), short_texts.map(written))
@example("", "")
@example("the vote", "The vote!")
@example("the vote", "the harbour vote")
def test_short_texts_resemble_each_other_exactly(a: str, b: str) -> None:
    expected = exact(a.replace("!", ""), b.replace("!", ""))
    assert resemblance(sketch(a), sketch(b)) == pytest.approx(expected)
    assert resemblance(sketch(b), sketch(a)) == pytest.approx(expected)


@given(st.text())
def test_a_text_resembles_itself_in_any_dress(text: str) -> None:
    own = sketch(text)
    assert resemblance(own, own) == (1.0 if own else 0.0)
    assert sketch(f"“{text.replace(chr(32), '  ')}” …") == own
    assert list(own) == sorted(set(own))
    assert all(0 <= each < 2**48 for each in own)


@given(st.integers(0, 10_000), st.floats(0, 0.2), st.integers(300, 2_000))
def test_the_estimate_is_near_the_exact_share(seed: int, share: float, length: int) -> None:
    chance = random.Random(seed)
    text = written(chance.choices(VOCABULARY, k=length))
    other = revised(text, share, chance)
    estimate = resemblance(sketch(text), sketch(other))
    assert estimate == pytest.approx(exact(text, other), abs=TOLERANCE)


def test_the_estimate_is_right_on_the_whole() -> None:
    chance = random.Random(3)
    errors = []
    for _ in range(60):
        text = written(chance.choices(VOCABULARY, k=1_000))
        other = revised(text, 0.05, chance)
        errors.append(resemblance(sketch(text), sketch(other)) - exact(text, other))
    assert abs(sum(errors) / len(errors)) < 0.03
    assert (sum(error**2 for error in errors) / len(errors)) ** 0.5 < 0.06


@given(st.integers(0, 10_000))
def test_unrelated_texts_resemble_each_other_hardly(seed: int) -> None:
    chance = random.Random(seed)
    a, b = (written(chance.choices(VOCABULARY, k=800)) for _ in range(2))
    assert resemblance(sketch(a), sketch(b)) < 0.05


def test_a_part_of_a_text_resembles_it_by_its_length() -> None:
    text = written(random.Random(1).choices(VOCABULARY, k=3_000))
    part = written(text.split()[:1_500])
    assert resemblance(sketch(text), sketch(part)) == pytest.approx(0.5, abs=TOLERANCE)
    few = written(text.split()[:30])
    assert resemblance(sketch(text), sketch(few)) < 0.05


def test_a_sketch_is_the_same_everywhere_and_a_beginning_of_the_larger() -> None:
    assert sketch("The harbour vote splits Ostrel") == (74_694_496_127_983,)
    text = written(random.Random(1).choices(VOCABULARY, k=1_000))
    assert len(sketch(text)) == SIZE
    assert sketch(text, 16) == sketch(text)[:16]
    assert sketch("漢字" * 20) != ()


# ---------------------------------------------------------------------------- pairs


@given(
    st.dictionaries(st.text("abc", max_size=3), short_texts.map(written), max_size=12),
    st.sampled_from([0.05, 0.3, 0.5, 0.7, 1.0]),
    st.sampled_from([4, SIZE]),
)
def test_every_pair_is_found(texts: dict[str, str], at_least: float, size: int) -> None:
    sketches = {name: sketch(text, size) for name, text in texts.items()}
    every = (
        (a, b, resemblance(sketches[a], sketches[b], size))
        for a, b in combinations(sorted(texts), 2)
    )
    expected = [pair for pair in every if pair[2] >= at_least]
    assert near_pairs(sketches, at_least, size) == sorted(
        expected, key=lambda pair: (-pair[2], pair[:2])
    )


def test_copies_are_found_among_many_texts_with_one_footer() -> None:
    # Were all texts compared with each other, this would take longer than a test may.
    chance = random.Random(5)
    footer = written(chance.choices(VOCABULARY, k=60))
    texts = [written(chance.choices(VOCABULARY, k=150)) for _ in range(4_000)]
    texts += [revised(text, 0.01, chance) for text in texts[:20]]
    sketches = {f"{number:04}": sketch(f"{text} {footer}") for number, text in enumerate(texts)}
    found = {(a, b) for a, b, _ in near_pairs(sketches)}
    assert found == {(f"{number:04}", f"{number + 4_000:04}") for number in range(20)}


def test_texts_without_words_are_no_copies() -> None:
    assert near_pairs({"a": sketch(""), "b": sketch("—")}) == []


@pytest.mark.parametrize("at_least", [0.0, -1.0, 1.1])
def test_a_share_that_is_none_is_refused(at_least: float) -> None:
    with pytest.raises(ValueError, match="at_least"):
        near_pairs({}, at_least)


def test_what_only_one_of_two_texts_has_is_told_in_whole_words() -> None:
    first = "The 🚢 regime sank the ferry."
    second = "The 🚢 government of Velmar sank the ferry. Nobody asked."
    only, other = differing(first, second)
    assert [first[start:end] for start, end in only] == ["regime"]
    assert [second[start:end] for start, end in other] == ["government of Velmar", "Nobody asked"]
    assert differing(first, first) == ([], [])
    assert differing("word " * 2_000, first) == ([], [])
    assert differing("", "") == ([], [])

"""Agreement on questions: published worked examples, figures by hand, and what must always hold."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement import questions
from annotator.agreement.figure import Figure, Why
from annotator.agreement.questions import QuestionAgreement, question_agreement
from annotator.agreement.resampling import NO_INTERVALS, Resampling
from annotator.agreement.values import Ratings
from annotator.core.model import Level, Value


def rated(
    rows: Mapping[str, str], level: Level = Level.NOMINAL, order: tuple[Value, ...] = ()
) -> Ratings:
    """Ratings from a line for each annotator, a column for each item; "." is missing."""
    values: dict[str, dict[str, Value]] = {}
    for annotator, line in rows.items():
        for item, word in enumerate(line.split()):
            if word != ".":
                value = int(word) if word.isdigit() else word
                values.setdefault(str(item), {})[annotator] = value
    return Ratings(values, level, order)


FOUR = {
    "a": "1 2 3 3 2 1 4 1 2 . . .",
    "b": "1 2 3 3 2 2 4 1 2 5 . 3",
    "c": ". 3 3 3 2 3 4 2 2 5 1 .",
    "d": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C; also Gwet's 2014."""

DIAGNOSES = """
    00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
    10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
    00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""Fleiss 1971, table 1: how many of six psychiatrists gave each of five diagnoses."""


def diagnosed() -> Ratings:
    values = {}
    for patient, counts in enumerate(DIAGNOSES.split()):
        given = [kind for kind, count in enumerate(counts) for _ in range(int(count))]
        values[str(patient)] = {f"doctor {at}": kind for at, kind in enumerate(given)}
    return Ratings(values)


def value_of(figure: Figure) -> float:
    assert figure.value is not None
    return figure.value


class TestPublishedExamples:
    def test_alpha_of_two_observers_and_two_values(self) -> None:
        found = questions.alpha(
            rated({"meg": "0 1 0 0 0 0 0 0 1 0", "owen": "1 1 1 0 0 1 0 0 0 0"}), NO_INTERVALS
        )
        assert value_of(found) == pytest.approx(0.095, abs=0.0005)
        assert found.n == 10

    def test_alpha_of_two_observers_and_five_values(self) -> None:
        found = questions.alpha(
            rated({"ben": "a a b b d c c c e d d a", "gerry": "b a b b b c c c e d d d"})
        )
        assert value_of(found) == pytest.approx(0.692, abs=0.0005)

    @pytest.mark.parametrize(
        ("level", "expected"),
        [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849)],
    )
    def test_alpha_of_four_observers_with_gaps(self, level: Level, expected: float) -> None:
        found = questions.alpha(rated(FOUR, level), NO_INTERVALS)
        assert value_of(found) == pytest.approx(expected, abs=0.0005)
        assert found.n == 11  # the twelfth item was rated once

    def test_fleiss_kappa_of_the_diagnoses(self) -> None:
        found = questions.fleiss_kappa(diagnosed(), NO_INTERVALS)
        assert value_of(found) == pytest.approx(0.430, abs=0.0005)
        shares = [value_of(each) for each in questions.prevalence(diagnosed()).values()]
        assert shares == pytest.approx([0.144, 0.144, 0.167, 0.306, 0.239], abs=0.0005)

    def test_ac1_of_four_observers_with_gaps(self) -> None:
        # Gwet 2014, table 2.10; the same by the R package irrCAC.
        found = questions.ac1(rated(FOUR), NO_INTERVALS)
        assert value_of(found) == pytest.approx(0.77544, abs=0.000005)

    def test_the_two_paradoxes_of_kappa_leave_ac1_high(self) -> None:
        # 118 yes-yes, 5 and 2 mixed, 0 no-no: Feinstein & Cicchetti 1990 by way of Gwet 2008.
        yes_no = {"a": "1 " * 123 + "0 " * 2, "b": "1 " * 118 + "0 " * 5 + "1 " * 2}
        found = question_agreement(rated(yes_no), NO_INTERVALS)
        assert value_of(found.raw) == pytest.approx(118 / 125)
        assert value_of(found.kappa["a", "b"]) == pytest.approx(-0.0234, abs=0.00005)
        assert value_of(found.ac1) == pytest.approx(0.9408, abs=0.00005)


class TestByHand:
    def test_raw_agreement_counts_pairs_of_ratings(self) -> None:
        # First item 3 pairs, 1 equal; second 1 pair, equal; third alone.
        found = questions.raw_agreement(rated({"a": "1 2 1", "b": "1 2 .", "c": "2 . ."}))
        assert found.value == 2 / 4
        assert found.n == 2

    def test_cohens_kappa_of_each_pair_that_shares_an_item(self) -> None:
        rows = {"a": "1 1 0 0 .", "b": "1 0 0 0 .", "c": ". . . . 1"}
        found = questions.cohen_kappa(rated(rows), NO_INTERVALS)
        # 3 of 4 equal; by chance 2/4 * 1/4 + 2/4 * 3/4 = 1/2.
        assert list(found) == [("a", "b")]
        assert found["a", "b"] == Figure(0.5, n=4)

    def test_ordinal_options_are_ordered_as_the_codebook_has_them(self) -> None:
        rows = {"a": "low low mid high", "b": "low mid mid high"}
        order = ("low", "mid", "high")
        ordinal = questions.alpha(rated(rows, Level.ORDINAL, order), NO_INTERVALS)
        numbered = {"a": "1 1 2 3", "b": "1 2 2 3"}
        assert ordinal == questions.alpha(rated(numbered, Level.ORDINAL), NO_INTERVALS)
        interval = questions.alpha(rated(rows, Level.INTERVAL, order), NO_INTERVALS)
        assert interval == questions.alpha(rated(numbered, Level.INTERVAL), NO_INTERVALS)

    def test_a_number_that_the_scale_has_no_more_keeps_its_rank(self) -> None:
        rows = {"a": "0 1 3 2 0", "b": "0 2 3 3 1"}
        shorter = questions.alpha(rated(rows, Level.ORDINAL, (1, 2, 3)), NO_INTERVALS)
        assert shorter == questions.alpha(rated(rows, Level.ORDINAL), NO_INTERVALS)

    def test_ac1_knows_values_that_nobody_gave(self) -> None:
        same = rated({"a": "1 1", "b": "1 1"}, order=(0, 1))
        assert questions.ac1(same, NO_INTERVALS).value == 1.0

    def test_prevalence_counts_items_rated_once(self) -> None:
        found = questions.prevalence(rated({"a": "1 2 2", "b": "1 . ."}), NO_INTERVALS)
        assert {value: figure.value for value, figure in found.items()} == {1: 0.5, 2: 0.5}

    def test_yes_and_1_are_different_values(self) -> None:
        ratings = Ratings({"x": {"a": True, "b": 1}})
        assert questions.raw_agreement(ratings).value == 0.0


class TestUndefined:
    def test_nothing_is_measured_where_nothing_was_rated_twice(self) -> None:
        found = question_agreement(rated({"a": "1 2 .", "b": ". . 1"}))
        for figure in (found.raw, found.alpha, found.fleiss, found.ac1):
            assert (figure.value, figure.why) == (None, Why.NOT_RATED)
        assert found.items == 0
        assert found.ratings == 3

    def test_no_ratings_at_all(self) -> None:
        found = question_agreement(Ratings({}))
        assert found.alpha.why is Why.NOT_RATED
        assert found.prevalence == {}

    @pytest.mark.parametrize("level", list(Level))
    def test_without_variation_chance_explains_all(self, level: Level) -> None:
        found = question_agreement(rated({"a": "3 3 3", "b": "3 3 3"}, level))
        assert found.raw.value == 1.0
        for figure in (found.alpha, found.fleiss, found.ac1, found.kappa["a", "b"]):
            assert (figure.value, figure.why) == (None, Why.NO_VARIATION)

    def test_fleiss_kappa_wants_all_ratings(self) -> None:
        assert questions.fleiss_kappa(rated(FOUR)).why is Why.INCOMPLETE

    def test_words_are_no_interval(self) -> None:
        found = questions.alpha(rated({"a": "x y", "b": "x x"}, Level.INTERVAL))
        assert found.why is Why.NOT_NUMBERS

    def test_an_option_that_the_codebook_has_no_more_has_no_rank(self) -> None:
        rows = {"a": "low high gone", "b": "low low gone"}
        for level in (Level.ORDINAL, Level.INTERVAL):
            found = questions.alpha(rated(rows, level, ("low", "high")))
            assert found.why is Why.NOT_NUMBERS
        assert questions.alpha(rated(rows, order=("low", "high")), NO_INTERVALS).value is not None

    def test_one_item_has_a_figure_but_no_interval(self) -> None:
        found = questions.raw_agreement(rated({"a": "1", "b": "1"}))
        assert found == Figure(1.0, n=1, why=Why.ONE_ARTICLE)

    def test_an_interval_that_is_seldom_defined_is_none(self) -> None:
        found = questions.alpha(rated({"a": "1 1 1", "b": "1 1 2"}))
        assert found.value is not None
        assert (found.low, found.why) == (None, Why.SELDOM_DEFINED)


class TestIntervals:
    def test_the_same_seed_gives_the_same_interval(self) -> None:
        one, other = (questions.alpha(diagnosed(), Resampling(seed=3)) for _ in range(2))
        assert one == other
        assert one != questions.alpha(diagnosed(), Resampling(seed=4))

    def test_the_interval_is_that_of_figures_of_drawn_items(self) -> None:
        # The long way: every draw of 30 patients measured anew, with draws of its own.
        random = np.random.default_rng(11)
        patients = list(diagnosed().values.values())
        drawn = []
        for _ in range(400):
            chosen = random.integers(30, size=30)
            ratings = Ratings({str(at): patients[each] for at, each in enumerate(chosen)})
            drawn.append(value_of(questions.alpha(ratings, NO_INTERVALS)))
        found = questions.alpha(diagnosed(), Resampling(draws=4_000))
        low, high = np.percentile(drawn, (2.5, 97.5))
        assert found.low == pytest.approx(low, abs=0.03)
        assert found.high == pytest.approx(high, abs=0.03)


ITEMS = st.dictionaries(
    st.sampled_from("pqrstuvw"),
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4), min_size=1),
    min_size=1,
)


def measured(values: Mapping[str, Mapping[str, Value]], level: Level) -> QuestionAgreement:
    return question_agreement(Ratings(values, level), NO_INTERVALS)


def close(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return one == other
    return one.value == pytest.approx(other.value, abs=1e-9)


class TestAlways:
    @given(ITEMS, st.sampled_from(list(Level)))
    def test_other_names_of_annotators_change_nothing(
        self, values: dict[str, dict[str, Value]], level: Level
    ) -> None:
        names = {"a": "z", "b": "m", "c": "y", "d": "k"}
        renamed = {item: {names[who]: v for who, v in had.items()} for item, had in values.items()}
        one, other = measured(values, level), measured(renamed, level)
        for name in ("raw", "alpha", "fleiss", "ac1"):
            assert close(getattr(one, name), getattr(other, name)), name
        for (a, b), figure in one.kappa.items():
            first, second = sorted((names[a], names[b]))
            assert close(figure, other.kappa[first, second])

    @given(ITEMS)
    def test_other_names_of_values_change_no_nominal_figure(
        self, values: dict[str, dict[str, int]]
    ) -> None:
        words = {1: "neutral", 2: "biased", 3: "unsure", 4: "illegible"}
        renamed: dict[str, dict[str, Value]] = {
            item: {who: words[v] for who, v in had.items()} for item, had in values.items()
        }
        one = measured(dict(values), Level.NOMINAL)
        other = measured(renamed, Level.NOMINAL)
        for name in ("raw", "alpha", "fleiss", "ac1"):
            assert close(getattr(one, name), getattr(other, name)), name

    @given(ITEMS, st.integers(-50, 50), st.integers(1, 9))
    def test_interval_alpha_has_no_zero_and_no_unit(
        self, values: dict[str, dict[str, int]], shift: int, scale: int
    ) -> None:
        moved: dict[str, dict[str, Value]] = {
            item: {who: v * scale + shift for who, v in had.items()} for item, had in values.items()
        }
        one = measured(dict(values), Level.INTERVAL).alpha
        assert close(one, measured(moved, Level.INTERVAL).alpha)

    @given(
        st.dictionaries(st.sampled_from("pqrstuvw"), st.integers(1, 4), min_size=2),
        st.sampled_from(list(Level)),
    )
    def test_perfect_agreement_is_1_or_undefined(self, truth: dict[str, int], level: Level) -> None:
        found = measured({item: {"a": v, "b": v, "c": v} for item, v in truth.items()}, level)
        assert found.raw.value == 1.0
        for figure in (found.alpha, found.fleiss, found.ac1, *found.kappa.values()):
            if len(set(truth.values())) > 1:
                assert figure.value == pytest.approx(1.0)
            else:
                assert figure.why is Why.NO_VARIATION

    @given(ITEMS, st.sampled_from(list(Level)))
    def test_an_item_rated_once_changes_no_alpha(
        self, values: dict[str, dict[str, Value]], level: Level
    ) -> None:
        more = {**values, "alone": {"a": 2}}
        assert close(measured(values, level).alpha, measured(more, level).alpha)

    @given(ITEMS)
    def test_alpha_of_two_values_is_the_same_at_every_level(
        self, values: dict[str, dict[str, int]]
    ) -> None:
        two: dict[str, dict[str, Value]] = {
            item: {who: v % 2 for who, v in had.items()} for item, had in values.items()
        }
        nominal = measured(two, Level.NOMINAL).alpha
        assert close(nominal, measured(two, Level.ORDINAL).alpha)
        assert close(nominal, measured(two, Level.INTERVAL).alpha)

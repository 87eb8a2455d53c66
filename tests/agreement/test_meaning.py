"""What figures amount to in this field, and the words for it."""

import pytest

from annotator.agreement.figure import Figure, Why
from annotator.agreement.meaning import Meaning, Measure, Reading, reading, skewed
from annotator.agreement.wording import SKEWED, meaning_of, name_of, why_of


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        (-0.1, Meaning.BELOW_CHANCE),
        (0.0, Meaning.LOW),
        (0.144, Meaning.LOW),
        (0.21, Meaning.LOW),
        (0.39, Meaning.USUAL),
        (0.419, Meaning.USUAL),
        (0.6, Meaning.HIGH_FOR_THE_FIELD),
        (0.7, Meaning.TENTATIVE),
        (0.8, Meaning.RELIABLE),
        (1.0, Meaning.RELIABLE),
    ],
)
def test_alpha_is_read_beside_what_the_field_has(value: float, meaning: Meaning) -> None:
    assert reading(Measure.ALPHA, Figure(value)).meaning is meaning


def test_expert_alpha_near_0_4_is_no_failure() -> None:
    said = meaning_of(reading(Measure.ALPHA, Figure(0.4, 0.35, 0.45, 200)))
    assert "no failure" in said
    assert "0.419" in said


def test_a_share_is_not_corrected_for_chance() -> None:
    for measure in (Measure.RAW, Measure.F1_SOFT, Measure.F1_EXACT):
        assert reading(measure, Figure(0.9)).meaning is Meaning.NOT_CORRECTED


def test_no_figure_has_no_meaning() -> None:
    assert reading(Measure.GAMMA, Figure(None, why=Why.NOTHING_MARKED)) == Reading(
        Meaning.UNDEFINED
    )


def test_an_interval_across_readings_leaves_it_open() -> None:
    settled = reading(Measure.ALPHA, Figure(0.4, 0.3, 0.49, 90))
    assert settled.others == ()
    assert "interval" not in meaning_of(settled)
    wide = reading(Measure.ALPHA, Figure(0.4, 0.1, 0.7, 9))
    assert wide.others == (Meaning.LOW, Meaning.HIGH_FOR_THE_FIELD, Meaning.TENTATIVE)
    assert meaning_of(wide).endswith(
        " By its interval it may be low, high for the field or high as well."
    )
    about_0 = reading(Measure.ALPHA, Figure(-0.01, -0.1, 0.1, 9))
    assert meaning_of(about_0).endswith(" By its interval it may be low as well.")


def test_without_an_interval_none_is_spoken_of() -> None:
    found = reading(Measure.ALPHA, Figure(0.4, n=1, why=Why.ONE_ARTICLE))
    assert found.others is None
    assert "interval" not in meaning_of(found)


def test_gamma_is_not_read_by_the_thresholds_of_alpha() -> None:
    for measure in (Measure.GAMMA, Measure.GAMMA_CAT):
        found = reading(measure, Figure(0.7, 0.6, 0.8, 90))
        assert found == Reading(Meaning.NO_THRESHOLDS)
        assert reading(measure, Figure(-0.1, -0.2, 0, 9)).meaning is Meaning.BELOW_CHANCE


def test_one_rare_answer_is_told() -> None:
    assert skewed([Figure(0.93), Figure(0.07)])
    assert not skewed([Figure(0.6), Figure(0.4)])
    assert not skewed([Figure(1.0)])
    assert SKEWED.endswith(".")


def test_everything_has_words() -> None:
    for measure in Measure:
        assert name_of(measure)
    for why in Why:
        assert why_of(why).endswith(".")
    for meaning in Meaning:
        assert meaning_of(Reading(meaning)).endswith(".")

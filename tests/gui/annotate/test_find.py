"""What find in the article finds."""

import pytest

from annotator.core.model import Span
from annotator.gui.annotate.find_bar import hits

TEXT = "The REGIME slept.\nA re\u0301gime, 😴 the\u00a0regime’s (so-called) regime."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("regime", ["REGIME", "regime", "regime"]),
        ("the regime", ["The REGIME", "the\u00a0regime"]),
        ("slept. a", ["slept.\nA"]),
        ("(so-called)", ["(so-called)"]),
        ("😴", ["😴"]),
        (" ", []),
        (".*", []),
    ],
)
def test_case_and_kind_of_space_do_not_matter(wanted: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in hits(TEXT, wanted)] == found


def test_very_many_hits_are_cut() -> None:
    assert hits("aa " * 5_000, "aa")[-1] == Span(5_997, 5_999)

"""The parts of a student's page by themselves."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.core.feedback import Feedback, Finding, Point
from annotator.core.model import Label, Span
from annotator.gui.lesson.findings import besides, finding_look, headline, sentence, split_of
from annotator.gui.lesson.points import PointsModel
from annotator.gui.lesson.sheets import lesson_stem
from annotator.gui.widgets.basic import WideButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LABEL = Label("a", "x", "me", "loaded", (Span(0, 6),), "regime", "", "", 1, "", "")


def feedback(*findings: Finding) -> Feedback:
    return Feedback(tuple(Point(it, LABEL, LABEL) for it in findings), 0.5)


@pytest.mark.parametrize(
    ("findings", "head", "rest"),
    [
        ((), "There was nothing to mark here, and you saw that.", ""),
        ((Finding.OPTIONAL,), "There was nothing to mark here, and you saw that.", ""),
        ((Finding.EXTRA,), "There was nothing to mark here.", "1 not in the key"),
        ((Finding.HIT, Finding.MISSED), "You found 1 of 2.", ""),
        (
            (Finding.HIT, Finding.NEAR, Finding.NEAR, Finding.DECOY, Finding.DECOY),
            "You found 1 of 3.",
            "2 nearly right · 2 decoys taken",
        ),
        ((Finding.OTHER_TAG,), "You found 0 of 1.", "1 with another tag"),
    ],
)
def test_a_feedback_is_told_in_plain_words(
    findings: tuple[Finding, ...], head: str, rest: str
) -> None:
    told = feedback(*findings)
    assert (headline(told), besides(told)) == (head, rest)


def test_each_finding_has_a_sentence_and_a_word_of_its_own(qapp: object) -> None:
    told = {sentence(Point(it, LABEL, LABEL), {}) for it in Finding}
    assert len(told) == len(Finding)
    assert len({finding_look(it).name for it in Finding}) == len(Finding)


def test_experts_are_told_only_where_there_are_several() -> None:
    assert split_of(1, 1) == ""
    assert split_of(0, 3) == "None of the 3 experts marked this."
    assert split_of(2, 3) == "2 of 3 experts marked this."
    assert split_of(3, 3) == "All 3 experts marked this."


def test_the_points_keep_the_rules_of_models(qtmodeltester: ModelTester, qapp: object) -> None:
    model = PointsModel()
    how = QAbstractItemModelTester.FailureReportingMode.Warning
    kept = QAbstractItemModelTester(model, how)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_points(feedback(*Finding).points)
    assert model.rowCount() == len(Finding)
    model.show_points(())
    assert isinstance(kept.model(), QAbstractItemModel)


def test_a_name_for_files_is_one_that_every_system_takes() -> None:
    assert lesson_stem("Spot the loaded word", "Mia") == "Spot the loaded word – Mia"
    assert lesson_stem("One event: two stories?", "a/b") == "One event- two stories- – a-b"
    assert len(lesson_stem("x" * 300, "y" * 300).encode()) <= 180


def test_a_wide_button_breaks_its_text_where_there_is_no_room(qtbot: QtBot) -> None:
    button = WideButton("Try again on a fresh article & more")
    qtbot.addWidget(button)
    button.resize(900, 30)
    button.show()
    assert button.text() == "Try again on a fresh article && more"
    one_line = button.sizeHint().height()
    button.resize(160, 30)
    assert button.text() == "Try again on a fresh\narticle && more"
    assert button.accessibleName() == "Try again on a fresh article & more"
    assert button.sizeHint().height() > one_line
    button.say("Done")
    assert button.text() == "Done"


def test_a_point_without_a_key_is_told_by_ones_own_label() -> None:
    mine = replace(LABEL, quote="harbour office")
    model = PointsModel()
    model.show_points((Point(Finding.EXTRA, mine, None),))
    assert model.index(0).data() == "harbour office"

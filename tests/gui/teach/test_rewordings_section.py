"""The Rewordings section: what the class would write instead, without names; hands are counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.gui.teach.rewordings_section import RewordingCard, RewordingsSection
from annotator.project.lesson import lesson_of
from tests.gui.teach.a_class import MARKED
from tests.gui.teach.conftest import MakeClass


@pytest.fixture
def section(class_of: MakeClass, qtbot: QtBot) -> RewordingsSection:
    """The section, when the class of five has been read."""
    page = class_of()
    QTest.keyClick(page.window(), Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    section = page.sections["rewordings"]
    assert isinstance(section, RewordingsSection)
    qtbot.waitUntil(lambda: bool(section.cards))
    return section


def hands(card: RewordingCard) -> list[str]:
    return [it.text() for it in card.hands.values()]


def test_what_most_reworded_comes_first(section: RewordingsSection) -> None:
    assert [it.title.text() for it in section.cards] == [
        "“catastrophic failure”",
        "“Critics fumed”",
    ]
    first = section.cards[0].place
    given = [(it.text.lower(), it.students) for it in first.rewordings]
    assert given == [("costly", 2), ("lack of nerve", 1)]
    assert section.about() == "2 places reworded · raise hands for the best"


def test_nobody_is_named(section: RewordingsSection) -> None:
    said = " ".join(it.text() for it in section.findChildren(QLabel))
    for name in MARKED:
        assert name not in said
    assert "by 2 students" in said


def test_hands_are_counted_and_kept_and_can_be_undone(
    section: RewordingsSection, qtbot: QtBot
) -> None:
    card = section.cards[0]
    first, second = card.hands
    back, hand = card.buttons_of(second)
    assert not back.isEnabled()
    hand.setFocus()
    QTest.keyClick(hand, Qt.Key.Key_Space)
    QTest.keyClick(hand, Qt.Key.Key_Space)
    assert hands(card) == ["0 hands +", "2 hands +"]
    assert hand.accessibleName() == "One hand more: lack of nerve, 2 now"
    assert "most hands" in [it.text() for it in card.findChildren(QLabel)]
    project = section.session.project
    assert lesson_of(project).votes[second] == 2
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert hands(card) == ["0 hands +", "1 hand +"]
    section.session.undo()
    qtbot.waitUntil(lambda: hands(card) == ["0 hands +", "2 hands +"])
    assert lesson_of(project).votes == {second: 2}
    assert first not in lesson_of(project).votes


def test_below_three_nothing_is_shown(class_of: MakeClass, qtbot: QtBot) -> None:
    page = class_of(2)
    page.show_section("rewordings")
    section = page.sections["rewordings"]
    assert isinstance(section, RewordingsSection)
    assert section.waiting.isVisible()
    qtbot.waitUntil(lambda: not section.waiting.isVisible())
    assert not section.cards
    assert not section.about()

"""The places worth talking about, by themselves: in which order they are gone through."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.work import finish
from annotator.gui.teach.in_class import in_class
from annotator.gui.teach.talking_points import TalkingPoints
from annotator.teach.places import Place
from tests.gui.teach.a_class import make_class


@pytest.fixture
def places(tmp_path: Path) -> tuple[Place, ...]:
    found = finish(in_class(make_class(tmp_path / "Talks.annot"), ""))
    assert found is not None
    return found.places


@pytest.fixture
def talking(places: tuple[Place, ...], qtbot: QtBot) -> TalkingPoints:
    made = TalkingPoints()
    qtbot.addWidget(made)
    made.show_places(places)
    made.show()
    return made


def quotes(talking: TalkingPoints, by: int, times: int) -> list[str]:
    """The words of the places that so many steps lead to."""
    said = []
    for _ in range(times):
        talking.step(by)
        assert talking.place is not None
        said.append(talking.place.quote)
    return said


def test_steps_go_through_what_split_the_class_first(talking: TalkingPoints) -> None:
    order = [it.quote for it in talking.disputed.places]
    assert quotes(talking, 1, len(order) + 1) == [*order, order[0]]


def test_a_step_back_begins_at_the_end(talking: TalkingPoints) -> None:
    assert quotes(talking, -1, 1) == [talking.disputed.places[-1].quote]


def test_they_go_on_in_the_card_that_was_pressed(talking: TalkingPoints) -> None:
    row = talking.decoyed.rows[0]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert talking.place == row.place
    order = [it.quote for it in talking.decoyed.places]
    assert quotes(talking, 1, len(order)) == [*order[1:], order[0]]


def test_each_says_that_another_is_in_question(talking: TalkingPoints, qtbot: QtBot) -> None:
    with qtbot.waitSignal(talking.chosen):
        talking.step(1)


def test_the_place_in_question_stays_where_it_is_there_still(
    talking: TalkingPoints, places: tuple[Place, ...]
) -> None:
    talking.go_to(places[0])
    talking.show_places(places[::-1])
    assert talking.place == places[0]
    talking.show_places(places[1:])
    assert talking.place is None


def test_without_places_nothing_is_gone_to(talking: TalkingPoints) -> None:
    talking.show_places(())
    talking.step(1)
    assert talking.place is None

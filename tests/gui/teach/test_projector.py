"""The projector: places by keys, guesses before figures, letters for the last row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.core.edits import Edit
from annotator.gui.teach.class_section import ClassSection
from annotator.gui.teach.projector import Projector
from annotator.project.lesson import lesson_of
from annotator.sync.delivery import Edition
from annotator.sync.lessons import lesson_file
from tests.gui.teach.a_class import MARKED
from tests.gui.teach.conftest import MakeClass


@pytest.fixture
def section(class_of: MakeClass, qtbot: QtBot) -> ClassSection:
    """The Class section, when the class of five has been read."""
    page = class_of()
    page.show_section("class")
    section = page.sections["class"]
    assert isinstance(section, ClassSection)
    qtbot.waitUntil(lambda: section.showable)
    return section


@pytest.fixture
def wall(section: ClassSection) -> Projector:
    """The class on the projector, opened with its key."""
    QTest.keyClick(section.window(), Qt.Key.Key_F5)
    assert section.wall.projector is not None
    return section.wall.projector


def types(wall: Projector, keys: str) -> None:
    for key in keys:
        QTest.keyClick(wall, key)  # type: ignore[call-overload]


def quote(wall: Projector) -> str:
    return wall.quote.text().strip("“”")


def goes_to(wall: Projector, words: str) -> None:
    """Press the arrow until these words are the place in question."""
    types(wall, "t")
    for _ in range(20):
        if quote(wall) == words:
            return
        QTest.keyClick(wall, Qt.Key.Key_Right)
    raise AssertionError(words)


def test_it_fills_the_screen_and_shows_no_name(wall: Projector) -> None:
    assert wall.isFullScreen()
    assert wall.text.text.startswith("Regime snubs talks")
    said = " ".join(it.text() for it in wall.findChildren(QLabel)) + wall.windowTitle()
    for word in (*MARKED, "Ms Lind"):
        assert word not in said


def test_keys_go_from_place_to_place(wall: Projector) -> None:
    assert wall.quote.text() == "What did you mark?"
    types(wall, "d")
    assert quote(wall) == "fighting"
    types(wall, "t")
    first = quote(wall)
    assert first == "Regime"
    for onward, back in (
        (Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        (Qt.Key.Key_N, Qt.Key.Key_P),
    ):
        QTest.keyClick(wall, onward)
        assert quote(wall) != first
        QTest.keyClick(wall, back)
        assert quote(wall) == first


def test_an_order_without_places_is_not_taken(wall: Projector) -> None:
    types(wall, "t")
    types(wall, "m")  # nothing is missed by most of them
    assert quote(wall) == "Regime"


def test_a_place_says_its_share_and_the_key_when_asked(wall: Projector) -> None:
    goes_to(wall, "Regime")
    assert wall.figure.text() == "60\u00a0%"
    assert wall.marked.text() == "3 of 5 marked it: Judging name 2, Dramatic word 1"
    assert wall.bar.accessibleName() == "marked by 60\u00a0%"
    assert not wall.about_key.text()
    types(wall, "k")
    assert wall.about_key.text() == "Key: Judging name. Nobody calls themselves so."
    types(wall, "k")
    assert not wall.about_key.text()


def test_the_class_guesses_then_sees_and_the_guess_is_kept(
    wall: Projector, section: ClassSection
) -> None:
    goes_to(wall, "Regime")
    types(wall, "g")
    assert wall.marked.text() == "What share of the class marked it?"
    assert wall.figure.text() == "…\u00a0%"
    assert not wall.text.layer.words  # the warmth would tell
    types(wall, "805")
    QTest.keyClick(wall, Qt.Key.Key_Backspace)
    types(wall, "0")
    assert wall.figure.text() == "80\u00a0%"
    assert wall.bar.accessibleName() == "guessed 80\u00a0%"
    QTest.keyClick(wall, Qt.Key.Key_Return)
    assert "60" in wall.figure.text()
    assert "80" in wall.figure.text()
    assert wall.bar.accessibleName() == "guessed 80\u00a0%, marked by 60\u00a0%"
    assert wall.place is not None
    project = section.session.project
    assert lesson_of(project).guesses == {wall.place.id: 80}
    QTest.keyClick(wall, Qt.Key.Key_Right)
    assert wall.figure.text() == "…\u00a0%"
    types(wall, "g")
    assert wall.figure.text().endswith("%")
    assert wall.text.layer.words


def test_a_guess_goes_into_no_lesson_for_others(wall: Projector, section: ClassSection) -> None:
    goes_to(wall, "Regime")
    types(wall, "g5")
    QTest.keyClick(wall, Qt.Key.Key_Return)
    made = lesson_file(section.session.project, edition=Edition.TEACHER)
    assert made.settings is not None
    assert made.settings.lesson is not None
    assert not made.settings.lesson.guesses


def test_letters_grow_and_shrink_within_bounds(wall: Projector) -> None:
    before = wall.text.points
    types(wall, "+")
    assert wall.text.points > before
    types(wall, "--")
    assert wall.text.points < before
    types(wall, "-" * 30)
    smallest = wall.text.points
    types(wall, "-")
    assert wall.text.points == smallest
    types(wall, "+" * 30)
    largest = wall.text.points
    types(wall, "+")
    assert wall.text.points == largest


def test_escape_closes_it_and_f5_opens_it_again(
    wall: Projector, section: ClassSection, qtbot: QtBot
) -> None:
    QTest.keyClick(wall, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: section.wall.projector is None)
    section.window().activateWindow()
    qtbot.waitUntil(section.window().isActiveWindow)
    QTest.keyClick(section.window(), Qt.Key.Key_F5)
    assert section.wall.projector is not None


def test_it_goes_with_the_project(wall: Projector, section: ClassSection, qtbot: QtBot) -> None:
    section.session.close()
    qtbot.waitUntil(lambda: section.wall.projector is None)


def test_what_changes_meanwhile_is_shown(
    wall: Projector, section: ClassSection, qtbot: QtBot
) -> None:
    goes_to(wall, "fighting")
    assert wall.figure.text() == "20\u00a0%"
    project = section.session.project
    [owner] = [it for it in project.annotators() if it.name == "Dusty Lynx"]
    [label] = [it for it in project.labels(project.article_ids()[0]) if it.annotator_id == owner.id
               and it.quote == "fighting"]  # fmt: skip
    project.do("Taken back", Edit(label, None), annotator_id=owner.id)
    qtbot.waitUntil(lambda: wall.figure.text() == "0\u00a0%")

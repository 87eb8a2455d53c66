"""The Teach page by keyboard alone: the Tab key goes through a section as it is read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.dialogs.palette import CommandPalette
from annotator.gui.teach.page import TeachPage
from annotator.gui.teach.section import ClassPage
from annotator.gui.window import Window
from tests.gui.teach.conftest import MakeClass

SECTIONS = ("lesson", "class", "stories", "rewordings", "grades")


def window_of(page: TeachPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def tabbed(page: TeachPage) -> list[str]:
    """What the Tab key comes to from the chooser of sections until it leaves the page."""
    page.chooser.setFocus()
    said = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or not page.isAncestorOf(focus):
            break
        said.append(focus.accessibleName() or str(focus.property("text")))
    return said


def goes_to(page: TeachPage, key: str, qtbot: QtBot) -> None:
    number = SECTIONS.index(key)
    wanted = Qt.Key(Qt.Key.Key_1.value + number)
    page.chooser.setFocus()
    QTest.keyClick(page.window(), wanted, Qt.KeyboardModifier.AltModifier)
    section = page.section
    assert section.key == key
    if isinstance(section, ClassPage):
        qtbot.waitUntil(lambda: not section.waiting.isVisible())
    QApplication.processEvents()


def test_the_lesson_is_gone_through_from_top_to_bottom(class_of: MakeClass, qtbot: QtBot) -> None:
    page = class_of()
    goes_to(page, "lesson", qtbot)
    said = tabbed(page)
    assert said[:5] == [
        "Part of “Regime snubs talks”",
        "Open key: Regime snubs talks",
        "Part of “Ministers decline talks”",
        "Open key: Ministers decline talks",
        "Add articles…",
    ]
    assert said[-1] == "Teacher’s notes"


def test_the_class_is_gone_through_from_its_choosers_to_its_cards(
    class_of: MakeClass, qtbot: QtBot
) -> None:
    page = class_of()
    goes_to(page, "class", qtbot)
    said = tabbed(page)
    assert said[:2] == ["Article", "Tag"]
    assert said.index("Projector") < said.index("“Regime”, 60\u00a0%")
    assert said[-1] == "“fighting”, 20\u00a0%"


def test_the_others_are_gone_through_as_well(class_of: MakeClass, qtbot: QtBot) -> None:
    page = class_of()
    goes_to(page, "stories", qtbot)
    said = tabbed(page)
    assert said[0] == "Event"
    assert "stop the fighting" in said[-1]
    goes_to(page, "rewordings", qtbot)
    assert [it.partition(":")[0] for it in tabbed(page)] == ["One hand more"] * 3
    goes_to(page, "grades", qtbot)
    said = tabbed(page)
    assert said[0] == "Collect hand-ins…"
    assert said[-2:] == ["Show names", "Students"]


@pytest.mark.parametrize("key", SECTIONS)
def test_keys_of_the_page_work_in_every_section_while_it_is_read(
    class_of: MakeClass, key: str
) -> None:
    page = class_of()
    number = Qt.Key(Qt.Key.Key_1.value + SECTIONS.index(key))
    QTest.keyClick(page.window(), number, Qt.KeyboardModifier.AltModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)


@pytest.mark.parametrize("key", SECTIONS)
def test_its_keys_work_from_anywhere_in_the_window(
    class_of: MakeClass, key: str, qtbot: QtBot
) -> None:
    page = class_of()
    top = window_of(page).frame.top.menu_button
    top.setFocus()
    number = Qt.Key(Qt.Key.Key_1.value + SECTIONS.index(key))
    QTest.keyClick(top, number, Qt.KeyboardModifier.AltModifier)
    assert page.section.key == key


def test_the_palette_offers_what_teach_can_do_from_anywhere_in_the_window(
    class_of: MakeClass,
) -> None:
    page = class_of()
    window = window_of(page)
    window.frame.top.menu_button.setFocus()
    QTest.keyClick(window.frame.top.menu_button, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = next(it for it in window.findChildren(CommandPalette) if it.isVisible())
    QTest.keyClicks(palette.line, "Show: Grades")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert page.section.key == "grades"


def test_its_keys_sleep_while_another_workspace_is_shown(class_of: MakeClass) -> None:
    page = class_of()
    before = page.section.key
    page.session.go_to_workspace("corpus")
    QTest.keyClick(page.window(), Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert page.section.key == before
    assert page.session.place.workspace == "corpus"


def test_nobody_is_asked_whether_a_student_is_at_the_desk(class_of: MakeClass) -> None:
    page = class_of()
    QApplication.processEvents()
    assert not page.window().findChildren(AtDeskDialog)
    assert page.session.desk.annotator.name == "Ms Lind"

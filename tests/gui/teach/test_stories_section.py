"""The Stories section: two articles on one event, and the sentences that tell the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.gui.teach.stories_section import StoriesSection, StoryPane
from annotator.project import Project
from tests.gui.teach.conftest import MakeClass, Opened


@pytest.fixture
def section(class_of: MakeClass, qtbot: QtBot) -> StoriesSection:
    """The section, when the class of five has been read."""
    page = class_of()
    QTest.keyClick(page.window(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    section = page.sections["stories"]
    assert isinstance(section, StoriesSection)
    qtbot.waitUntil(lambda: section.found is not None)
    return section


def framed(pane: StoryPane) -> list[str]:
    return [pane.text.text[it.start : it.end] for it in pane.text.place]


def test_two_stories_of_an_event_stand_side_by_side(section: StoriesSection) -> None:
    assert section.chooser.currentText() == "The talks"
    assert [it.outlet.text() for it in section.panes] == ["Velmar Post", "Ostry Radio"]
    assert section.panes[0].text.text.startswith("Regime snubs talks")
    assert section.panes[1].text.text.startswith("Ministers decline talks")


def test_their_texts_begin_at_one_height(section: StoriesSection) -> None:
    one, other = section.panes
    one.tags.setText("Loaded verb 1.3 · " * 40)  # it needs more lines than the other
    section.resize(section.width() - 40, section.height())
    QApplication.processEvents()
    assert one.text.y() == other.text.y() > one.tags.y() + one.tags.height() - 1


def test_loaded_words_are_told_in_a_hundred(section: StoriesSection) -> None:
    # The key wants 3 of 19 words. The class of five marked Regime 3 times, catastrophic 3,
    # failure, dismissed, fighting and Critics once, fumed twice: 12 of 5 times 19.
    assert section.panes[0].rate.text() == (
        "Loaded words in 100: 15.8 by the key · 12.6 by the class"
    )
    assert section.panes[1].rate.text() == "Loaded words in 100: 0.0 by the key · 0.0 by the class"


def test_a_pair_of_sentences_is_framed_in_both_texts(section: StoriesSection) -> None:
    row = next(it for it in section.facts if "stop the fighting" in it.accessibleName())
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    one, other = (framed(pane) for pane in section.panes)
    assert "stop the fighting" in one[0]
    assert "stop the fighting" in other[0]
    assert row.isChecked()


def test_without_an_event_it_says_what_to_do(lesson: Project, opened: Opened, qtbot: QtBot) -> None:
    page = opened(lesson)
    page.show_section("stories")
    section = page.sections["stories"]
    assert isinstance(section, StoriesSection)
    qtbot.waitUntil(
        lambda: "No event is told twice" in section.stack.currentWidget().accessibleName()
    )


def test_outlets_are_compared(section: StoriesSection) -> None:
    assert section.outlets.isVisible()
    said = [it.text() for it in section.outlets.findChildren(QLabel)]
    # 3 of 19 words of the one are required, none of the other.
    assert "Velmar Post" in said
    assert f"{100 * 3 / 19:.1f}" in said
    assert "0.0" in said

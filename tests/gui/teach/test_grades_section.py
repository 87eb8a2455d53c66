"""The Grades section: a row for each student; points and comments are kept in the roster."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.gui.teach.grades_section import GradesSection
from annotator.gui.teach.page import TeachPage
from annotator.gui.teach.students_table import Col
from annotator.gui.theme import current_theme
from annotator.project.lesson import lesson_of
from annotator.project.roster import (
    Roster,
    RosterEntry,
    read_roster,
    roster_path,
    write_roster,
)
from tests.gui.teach.a_class import MARKED
from tests.gui.teach.conftest import MakeClass


@pytest.fixture
def section(class_of: MakeClass, qtbot: QtBot) -> GradesSection:
    """The section, when the class of five has been read."""
    return read(class_of(), qtbot)


def read(page: TeachPage, qtbot: QtBot) -> GradesSection:
    QTest.keyClick(page.window(), Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    section = page.sections["grades"]
    assert isinstance(section, GradesSection)
    qtbot.waitUntil(lambda: section.found is not None)
    return section


def cells(section: GradesSection, column: Col) -> list[str]:
    model = section.table.students
    return [model.index(row, column).data() for row in range(model.rowCount())]


def roster(section: GradesSection) -> Roster:
    return read_roster(roster_path(section.session.project.path))


def types(section: GradesSection, row: int, column: Col, text: str) -> None:
    """Go to a cell, open it with F2, write this in place of what is there, Enter."""
    table = section.table
    table.setFocus()
    table.setCurrentIndex(table.students.index(row, column))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.indexWidget(table.currentIndex())
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_each_student_has_a_row(section: GradesSection) -> None:
    assert cells(section, Col.STUDENT) == list(MARKED)
    assert cells(section, Col.DONE) == ["2 / 2"] * 5
    # Required are “Regime” and “catastrophic failure”; a part of the words is nearly found, and
    # counts where it is near enough, “Regime” with another tag is not.
    assert cells(section, Col.FOUND)[0] == "2 / 2"
    assert cells(section, Col.FOUND)[4] == "0 / 2"
    assert cells(section, Col.DECOYS) == ["0", "0", "0", "1", "0"]
    assert cells(section, Col.POINTS)[0] == "100"
    assert section.about() == "5 handed in"


def test_the_table_keeps_the_rules_of_models(
    section: GradesSection, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(section.table.students)  # type: ignore[no-untyped-call]
    section.table.students.show_names(named=True)
    section.table.students.show_rows(())


def test_points_of_ones_own_are_in_the_roster(section: GradesSection, qtbot: QtBot) -> None:
    types(section, 4, Col.POINTS, "62,5")
    qtbot.waitUntil(lambda: "62.5*" in cells(section, Col.POINTS))
    [entry] = roster(section).entries
    assert (entry.pseudonym, entry.points) == ("Ebony Elk", 62.5)
    # Whom the roster knows comes first; the place in the table goes along.
    assert cells(section, Col.STUDENT)[0] == "Ebony Elk"
    assert section.table.currentIndex().row() == 0
    types(section, 0, Col.POINTS, "")
    qtbot.waitUntil(lambda: "62.5*" not in cells(section, Col.POINTS))
    assert roster(section).entries[0].points is None


def test_a_comment_is_in_the_roster_and_the_place_is_kept(
    section: GradesSection, qtbot: QtBot
) -> None:
    types(section, 1, Col.COMMENT, "Say who calls it so.")
    qtbot.waitUntil(lambda: "Say who calls it so." in cells(section, Col.COMMENT))
    assert [it.comment for it in roster(section).entries] == ["Say who calls it so."]


def test_what_is_given_one_after_the_other_is_all_kept(
    section: GradesSection, qtbot: QtBot
) -> None:
    people = [it for it in section.session.project.annotators() if it.name in MARKED]
    entries = tuple(RosterEntry(pseudonym=it.name, annotator=it.id) for it in people)
    write_roster(Roster(entries), roster_path(section.session.project.path))
    types(section, 3, Col.POINTS, "12")
    qtbot.waitUntil(lambda: roster(section).entries[3].points == 12)  # unknown to the table as yet
    types(section, 3, Col.COMMENT, "Too sad?")
    qtbot.waitUntil(lambda: "Too sad?" in cells(section, Col.COMMENT))
    entry = roster(section).entries[3]
    assert (entry.pseudonym, entry.points, entry.comment) == ("Dusty Lynx", 12, "Too sad?")


def test_a_class_that_is_read_anew_leaves_what_is_being_typed(
    section: GradesSection, qtbot: QtBot
) -> None:
    table = section.table
    table.setFocus()
    table.setCurrentIndex(table.students.index(1, Col.COMMENT))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.indexWidget(table.currentIndex())
    QTest.keyClicks(editor, "Say who ")
    section.refresh()
    qtbot.waitUntil(lambda: not section._asker.waiting)
    QTest.keyClicks(editor, "says so.")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Say who says so." in cells(section, Col.COMMENT))


def test_points_that_are_no_number_are_refused(section: GradesSection, qtbot: QtBot) -> None:
    before = cells(section, Col.POINTS)
    for nonsense in ("much", "-3", "nan", "1e99"):
        with qtbot.waitSignal(section.said):
            types(section, 2, Col.POINTS, nonsense)
        assert cells(section, Col.POINTS) == before
    assert not roster(section).entries


def test_names_are_shown_when_asked_and_forgotten_with_the_project(
    class_of: MakeClass, qtbot: QtBot
) -> None:
    page = class_of()
    project = page.session.project
    amber = next(it for it in project.annotators() if it.name == "Amber Fox")
    entries = (
        RosterEntry("Mia Okafor", "Amber Fox", amber.id),
        RosterEntry("Tom Weber", email="tom@example.org"),
    )
    write_roster(Roster(entries), roster_path(project.path))
    section = read(page, qtbot)
    assert cells(section, Col.STUDENT)[:2] == ["Amber Fox", "not handed in yet"]
    assert section.about() == "5 of 6 handed in"
    QTest.keyClick(section.names, Qt.Key.Key_Space)
    assert cells(section, Col.STUDENT)[:2] == ["Mia Okafor", "Tom Weber"]
    section.session.close()
    assert not section.names.isChecked()


def test_which_tags_were_taken_for_others_and_what_was_gained_is_told(
    section: GradesSection,
) -> None:
    said = [it.text() for it in section.confusion.findChildren(QLabel)]
    assert "Judging name" in said
    # “Regime”: 2 of 5 gave its tag, 1 another, 2 nothing.
    assert said[said.index("Judging name") + 1 :][:3] == [
        "40\u00a0%",
        "40\u00a0%",
        "Dramatic word 20\u00a0%",
    ]
    assert "check" in section.gain.said.text()


def test_why_nothing_is_told_of_two_stands_in_one_line(class_of: MakeClass, qtbot: QtBot) -> None:
    section = read(class_of(2), qtbot)
    said = next(
        it for it in section.confusion.findChildren(QLabel) if it.text().startswith("Of fewer")
    )
    qtbot.waitUntil(lambda: said.isVisible() and said.height() < 2 * said.fontMetrics().height())


def test_points_come_by_a_rubric_where_the_instructor_wants_it(
    section: GradesSection, qtbot: QtBot
) -> None:
    section.by.setFocus()
    QTest.keyClick(section.window().focusWidget(), Qt.Key.Key_Right)
    assert lesson_of(section.session.project).rubric
    points = Col.POINTS
    # The first found all and marked nothing else; the last marked nothing at all.
    qtbot.waitUntil(lambda: cells(section, points)[0] == "100" and section.found is not None)
    qtbot.waitUntil(lambda: section.table.students.rows[0].grade.rubric is not None)
    assert cells(section, points)[4] == "0"
    said = section.table.students.index(0, points).data(Qt.ItemDataRole.ToolTipRole)
    assert "Finding: in full" in said
    QTest.keyClick(section.window().focusWidget(), Qt.Key.Key_Left)
    assert not lesson_of(section.session.project).rubric


def in_order(section: GradesSection) -> list[Col]:
    """The columns from the left."""
    across = section.table.horizontalHeader()
    return sorted(Col, key=across.visualIndex)


def test_comments_have_what_is_left_of_a_wide_table(section: GradesSection) -> None:
    table = section.table
    across = table.horizontalHeader()
    assert in_order(section) == list(Col)
    assert across.length() == table.viewport().width()
    assert across.sectionSize(Col.COMMENT) > 2 * across.sectionSize(Col.STUDENT)


def test_in_a_narrow_table_points_and_comments_stand_by_the_names(section: GradesSection) -> None:
    table = section.table
    table.setMaximumWidth(480)
    QApplication.processEvents()
    assert in_order(section)[:3] == [Col.STUDENT, Col.POINTS, Col.COMMENT]
    wide = [table.columnWidth(it) for it in (Col.STUDENT, Col.POINTS, Col.COMMENT)]
    assert wide[2] >= current_theme().px(170)
    assert sum(wide) <= table.viewport().width()
    table.setMaximumWidth(5000)
    QApplication.processEvents()
    assert in_order(section) == list(Col)

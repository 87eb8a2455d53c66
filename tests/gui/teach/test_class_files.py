"""What comes back from a class and goes out, and the dialogs that ask how."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.core.lesson import Lesson
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.teach.grades_section import GradesSection
from annotator.gui.teach.lesson_section import LessonSection
from annotator.gui.teach.page import TeachPage
from annotator.gui.teach.rewordings_section import RewordingsSection
from annotator.gui.teach.sections import SECTIONS
from annotator.gui.teach.sheets import (
    GradesSheet,
    HandoutSheet,
    HandoutWish,
    SheetsSheet,
    SheetsWish,
)
from annotator.project import Project
from annotator.project.grading import GradeFormat
from annotator.project.lesson import change_lesson
from annotator.project.roster import Roster, RosterEntry, read_roster, roster_path, write_roster
from annotator.teach.paper import PaperSize
from tests.gui.teach.a_class import MARKED, make_class
from tests.gui.teach.conftest import MakeClass, Opened
from tests.teach.handed_in import hand_ins
from tests.teach.simulated import Habits


@pytest.fixture
def said(class_of: MakeClass) -> tuple[TeachPage, list[str]]:
    """The page on the class of five, and what it said."""
    page = class_of()
    told: list[str] = []
    page.said.connect(told.append)
    return page, told


def chosen(sheet: Sheet) -> None:
    """Press the dialog's primary button."""
    QTest.keyClick(sheet.primary, Qt.Key.Key_Space)


def sheet_of(page: TeachPage, action: str, kind: type) -> QDialog:
    page.bound[action].run()
    [sheet] = [it for it in page.findChildren(QDialog) if isinstance(it, kind)]
    return sheet


def test_grades_are_asked_for_a_platform_and_a_maximum(qtbot: QtBot) -> None:
    sheet = GradesSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    given: list[tuple[str, float]] = []
    sheet.given.connect(lambda form, out_of: given.append((form, out_of)))
    sheet.form.choose(GradeFormat.CANVAS)
    sheet.out_of.setFocus()
    sheet.out_of.selectAll()
    QTest.keyClicks(sheet.out_of, sheet.locale().toString(20))
    chosen(sheet)
    assert given == [("canvas", 20.0)]


def test_sheets_are_asked_for_with_or_without_names(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    sheet = SheetsSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    given: list[object] = []
    sheet.given.connect(given.append)
    assert not sheet.named.isChecked()
    QTest.keyClick(sheet.named, Qt.Key.Key_Space)
    chosen(sheet)
    assert given == [SheetsWish("pdf", named=True, size=PaperSize.A4)]


@pytest.mark.parametrize("kind", [SheetsSheet, HandoutSheet])
def test_the_paper_is_the_usual_one_until_another_is_chosen(
    qtbot: QtBot, kind: type[SheetsSheet | HandoutSheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    sheet = kind()
    qtbot.addWidget(sheet)
    sheet.show()
    given: list[SheetsWish | HandoutWish] = []
    sheet.given.connect(given.append)
    assert sheet.paper.value() == PaperSize.LETTER
    QTest.keyClick(sheet.paper.focusProxy(), Qt.Key.Key_Left)
    assert sheet.paper.size_chosen is PaperSize.A4
    sheet.form.choose("html")
    assert not sheet.paper.isEnabled()
    sheet.form.choose("pdf")
    chosen(sheet)
    assert [it.size for it in given] == [PaperSize.A4]


def test_a_handout_is_asked_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_AT.UTF-8")
    sheet = HandoutSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    given: list[object] = []
    sheet.given.connect(given.append)
    sheet.which.choose("key")
    sheet.form.choose("html")
    QTest.keyClick(sheet.codebook, Qt.Key.Key_Space)
    chosen(sheet)
    assert given == [HandoutWish("html", key=True, codebook=False)]


def test_hand_ins_are_collected_and_each_file_is_told_of(
    said: tuple[TeachPage, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = said
    files = hand_ins(page.session.project, tmp_path / "in", [("Mia Okafor", Habits())])
    broken = tmp_path / "broken.handin"
    broken.write_bytes(b"nothing of use")
    page.collect([*files, broken])
    reports: list[ReportDialog] = []

    def reported() -> bool:
        reports[:] = page.findChildren(ReportDialog)
        return bool(reports)

    qtbot.waitUntil(reported)
    lines = [reports[0].list.item(row).text() for row in range(reports[0].list.count())]
    assert len(lines) == 2
    assert lines[0].endswith("Taken.")
    assert lines[1].startswith("broken.handin: ")
    assert page.section.key == "grades"
    assert [it.name for it in read_roster(roster_path(page.session.project.path)).entries] == [
        "Mia Okafor"
    ]
    reports[0].close()


def test_a_class_list_goes_into_the_roster(
    said: tuple[TeachPage, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    page, told = said
    listed = tmp_path / "list.csv"
    listed.write_text("Name,Email address\nTom Weber,tom@example.org\n")
    page.class_files.take_class_list([listed])
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["1 student is in the roster “Talks.roster.csv”. It stays on this computer."]


@pytest.mark.parametrize("form", [GradeFormat.CANVAS, GradeFormat.CSV])
def test_grades_are_written(
    said: tuple[TeachPage, list[str]], qtbot: QtBot, tmp_path: Path, form: GradeFormat
) -> None:
    page, told = said
    path = tmp_path / "grades.csv"
    page.class_files.write_grades([path], form, 20)
    qtbot.waitUntil(lambda: bool(told))
    text = path.read_text("utf-8-sig")
    assert "“grades.csv” has 5 grades." in told[0]
    assert "20" in text
    assert all(name in text for name in MARKED)


def test_moodle_gets_grades_of_those_it_knows(
    said: tuple[TeachPage, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    page, told = said
    path, project = tmp_path / "grades.csv", page.session.project
    failed: list[str] = []
    page.class_files._jobs.failed.connect(failed.append)
    page.class_files.write_grades([path], GradeFormat.MOODLE, 20)
    qtbot.waitUntil(lambda: bool(failed))
    assert "class list" in failed[0]
    assert not path.exists()
    [amber] = [it.id for it in project.annotators() if it.name == "Amber Fox"]
    entry = RosterEntry("Mia Okafor", "Amber Fox", amber, email="mia@example.org")
    write_roster(Roster((entry,)), roster_path(project.path))
    page.class_files.write_grades([path], GradeFormat.MOODLE, 20)
    qtbot.waitUntil(lambda: bool(told))
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("mia@example.org,20")
    assert "Left out, as the platform could not tell them: Blue Owl" in told[0]


def test_a_feedback_sheet_is_written_for_each(
    said: tuple[TeachPage, list[str]], qtbot: QtBot, tmp_path: Path
) -> None:
    page, told = said
    page.class_files.write_sheets([tmp_path], SheetsWish("html"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["5 feedback sheets are in “Talks feedback”."]
    sheets = list((tmp_path / "Talks feedback").glob("*.html"))
    assert len(sheets) == 5
    assert any("Amber Fox" in it.read_text("utf-8") for it in sheets)


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_a_handout_is_written(
    said: tuple[TeachPage, list[str]], qtbot: QtBot, tmp_path: Path, form: str
) -> None:
    page, told = said
    path = tmp_path / f"handout.{form}"
    page.class_files.write_handout([path], HandoutWish(form, key=True, codebook=True))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"The handout is “handout.{form}”."]
    content = path.read_bytes()
    if form == "docx":
        with zipfile.ZipFile(path) as file:
            content = file.read("word/document.xml")
    assert b"%PDF" in content or b"catastrophic" in content


def test_a_question_about_a_project_that_closes_goes_with_it(
    said: tuple[TeachPage, list[str]], qtbot: QtBot
) -> None:
    page, _ = said
    for action, kind in (
        ("lesson-grades", GradesSheet),
        ("lesson-sheets", SheetsSheet),
        ("lesson-handout", HandoutSheet),
        ("lesson-collect", QFileDialog),
    ):
        sheet_of(page, action, kind)
    page.session.close()
    qtbot.waitUntil(lambda: not [it for it in page.findChildren(QDialog) if it.isVisible()])


def test_a_lesson_without_articles_saves_and_collects_nothing(
    tmp_path: Path, opened: Opened, project: Project
) -> None:
    empty = Project.create(tmp_path / "Empty.annot", "Empty", project.codebook, "Ines")
    change_lesson(empty, Lesson())
    page = opened(empty)
    for action in ("lesson-save", "lesson-share", "lesson-handout", "lesson-collect"):
        assert not page.bound[action].possible
    for key in SECTIONS:
        page.show_section(key)
        QApplication.processEvents()
    assert page.bound["lesson-class-list"].possible


def test_a_lesson_that_may_only_be_read_is_shown_and_not_changed(
    tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    project = make_class(tmp_path / "Talks.annot")
    page = opened(project)
    path = page.session.project.path
    page.session.close()
    page.session.take(Project.open(path, write=False))
    page.session.go_to_workspace("teach")
    assert page.session.project.read_only
    assert not page.bound["lesson-collect"].possible
    lesson, rewordings, grades = (page.sections[it] for it in ("lesson", "rewordings", "grades"))
    assert isinstance(lesson, LessonSection)
    assert isinstance(rewordings, RewordingsSection)
    assert isinstance(grades, GradesSection)
    page.show_section("lesson")
    assert lesson.name.isReadOnly()
    page.show_section("rewordings")
    qtbot.waitUntil(lambda: bool(rewordings.cards))
    assert not any(it.isEnabled() for card in rewordings.cards for it in card.hands.values())
    page.show_section("grades")
    qtbot.waitUntil(lambda: grades.found is not None)
    model = grades.table.students
    assert not model.flags(model.index(0, 5)) & Qt.ItemFlag.ItemIsEditable

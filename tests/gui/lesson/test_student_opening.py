"""A lesson's file opened in the window: a name, and one begins; or one goes on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.work import finish
from annotator.gui.lesson.begin_sheet import BeginSheet, first_lines
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.lesson import is_student_copy
from annotator.sync.delivery import Edition
from annotator.sync.lessons import making_student_copy, reading_lesson
from tests.gui.lesson.student_window import LATE, MakeWindow, click, dialog
from tests.student_lesson import LESSON, TITLE, make_lesson

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def drop(window: Window, *paths: Path) -> None:
    """Drop files on the window, as from a file manager."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, at = Qt.KeyboardModifier.NoModifier, QPoint(400, 300)
    enter = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(at, copy, data, left, none))


def test_a_dropped_lesson_becomes_a_copy_beside_it(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_of()
    drop(window, make_lesson(tmp_path))
    sheet = dialog(window, BeginSheet, qtbot)
    assert not sheet.primary.isEnabled()
    QTest.keyClicks(sheet.name, "  Mia/Okafor  ")
    assert sheet.path == tmp_path / f"{TITLE} – Mia-Okafor.annot"
    click(sheet.primary)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LATE)
    assert is_student_copy(window.session.project)
    assert window.session.project.path == tmp_path / f"{TITLE} – Mia-Okafor.annot"
    assert window.session.desk.annotator.name == "Mia/Okafor"
    assert [it.name for it in window.session.project.annotators() if it.kind == "person"] == [
        "Mia/Okafor"
    ]


def test_a_lesson_is_asked_for_on_the_welcome_page(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_of()
    click(window.frame.pages.welcome.lesson)
    asked = dialog(window, QFileDialog, qtbot)
    assert any(".lesson" in kinds for kinds in asked.nameFilters())
    asked.close()


def test_another_lesson_is_opened_from_within_a_project(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path, project: Project
) -> None:
    path = project.path
    project.close()
    window = window_of()
    window.session.open(path)
    drop(window, make_lesson(tmp_path))
    sheet = dialog(window, BeginSheet, qtbot)
    sheet.reject()
    assert window.session.project.path == path


def test_what_was_begun_here_is_offered_to_go_on_in(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    lesson = make_lesson(tmp_path)
    delivery = finish(reading_lesson(lesson))
    for name in ("Ada", "Mia"):
        finish(making_student_copy(delivery, tmp_path / f"{TITLE} – {name}.annot", name))
    (tmp_path / f"{TITLE} – torn.annot").write_bytes(b"no project")
    window = window_of()
    window.files.open(lesson)
    sheet = dialog(window, BeginSheet, qtbot)
    offered = [it.text() for it in sheet.findChildren(QPushButton) if "Go on as" in it.text()]
    assert offered == ["Go on as Ada · 0 of 4 done", "Go on as Mia · 0 of 4 done"]
    QTest.keyClicks(sheet.name, "Mia")
    assert sheet.primary.text() == "Go on"
    click(sheet.primary)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LATE)
    assert window.session.project.path == tmp_path / f"{TITLE} – Mia.annot"
    assert len(list(tmp_path.glob("*.annot"))) == 3


def test_a_name_that_another_project_has_gets_a_number(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    lesson = make_lesson(tmp_path)
    (tmp_path / f"{TITLE} – Mia.annot").write_bytes(b"something else")
    window = window_of()
    window.files.open(lesson)
    sheet = dialog(window, BeginSheet, qtbot)
    QTest.keyClicks(sheet.name, "Mia")
    assert sheet.path == tmp_path / f"{TITLE} – Mia 2.annot"


def test_a_teachers_edition_becomes_a_project(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    lesson = make_lesson(tmp_path, edition=Edition.TEACHER)
    window = window_of()
    window.files.open(lesson)
    asked = dialog(window, QFileDialog, qtbot)
    assert asked.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    asked.selectFile(str(tmp_path / "Mine.annot"))
    asked.accept()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LATE)
    assert not is_student_copy(window.session.project)
    assert window.frame.rail.isVisible()
    assert window.session.project.settings.lesson is not None


def test_a_spoilt_lesson_is_told_in_a_sentence(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    lesson = tmp_path / "Spoilt.lesson"
    lesson.write_bytes(b"\x1f\x8b nothing")
    window = window_of()
    window.files.open(lesson)
    qtbot.waitUntil(lambda: "Spoilt.lesson" in window.frame.bar.text(), timeout=LATE)
    assert not window.session.is_open


def test_nothing_is_added_to_a_lesson_by_dropping(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    delivery = finish(reading_lesson(make_lesson(tmp_path)))
    path = finish(making_student_copy(delivery, tmp_path / "Mia.annot", "Mia"))
    window = window_of()
    window.session.open(path)
    text, handed_in = tmp_path / "a.txt", tmp_path / "Ada.handin"
    text.write_text("A text.")
    handed_in.write_bytes(b"")
    for each in (text, handed_in):
        drop(window, each)
        assert "nothing can be added" in window.frame.bar.text()
    assert window.frame.workspace is window.annotate


def test_long_instructions_are_cut_after_a_sentence() -> None:
    assert first_lines(LESSON.instructions) == LESSON.instructions
    long = "Read the article once. " * 40
    told = first_lines(long)
    assert len(told) <= 420
    assert told.endswith("once.")
    assert first_lines("x" * 900).endswith("x…")


def test_the_copy_can_be_kept_elsewhere(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    window = window_of()
    window.files.open(make_lesson(tmp_path))
    sheet = dialog(window, BeginSheet, qtbot)
    QTest.keyClicks(sheet.name, "Mia")
    click(next(it for it in sheet.findChildren(QPushButton) if it.text() == "Another place…"))
    asked = dialog(sheet, QFileDialog, qtbot)
    asked.selectFile(str(tmp_path / "mine" / "Own.annot"))
    asked.accept()
    qtbot.waitUntil(lambda: sheet.path == tmp_path / "mine" / "Own.annot", timeout=LATE)
    click(sheet.primary)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LATE)
    assert window.session.project.path == tmp_path / "mine" / "Own.annot"
    assert not list(tmp_path.glob("*.annot"))

"""Folders in which nothing stays are told from those that a person keeps things in."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.work import finish
from annotator.gui.lesson.begin_sheet import BeginSheet
from annotator.gui.passing import is_passing
from annotator.sync.lessons import making_student_copy, reading_lesson
from tests.gui.lesson.student_window import LATE, MakeWindow, click, dialog
from tests.student_lesson import TITLE, make_lesson

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WINDOWS = PureWindowsPath(r"C:\Users\Mia\AppData\Local\Temp")
MACOS = PurePosixPath("/private/var/folders/x1/abc/T")
LINUX = PurePosixPath("/tmp")  # noqa: S108 - a name, nothing is written there


@pytest.mark.parametrize(
    ("folder", "temporary"),
    [
        (WINDOWS, WINDOWS),
        (PureWindowsPath(r"c:\users\mia\appdata\local\temp\Temp1_lesson.zip"), WINDOWS),
        (
            PureWindowsPath(
                r"C:\Users\Mia\AppData\Local\Microsoft\Windows\INetCache\Content.Outlook\A1B2"
            ),
            PureWindowsPath("D:/Temp"),
        ),
        (MACOS / "com.apple.mail", MACOS),
        (
            PurePosixPath(
                "/Users/mia/Library/Containers/com.apple.mail/Data/Library/Mail Downloads/1F"
            ),
            MACOS,
        ),
        (LINUX / "mozilla_mia0", LINUX),
        (PurePosixPath("/home/mia/.cache/evolution/tmp"), LINUX),
        (PurePosixPath("/run/user/1000/doc/4f2a9c"), LINUX),
    ],
)
def test_what_a_mail_program_opens_lies_where_nothing_stays(
    folder: PurePath, temporary: PurePath
) -> None:
    assert is_passing(folder, temporary)


@pytest.mark.parametrize(
    ("folder", "temporary"),
    [
        (PureWindowsPath(r"C:\Users\Mia\Downloads"), WINDOWS),
        (PureWindowsPath(r"C:\Users\Mia\OneDrive\Documents\Temporary work"), WINDOWS),
        (PureWindowsPath(r"H:\Class 7b"), WINDOWS),
        (PurePosixPath("/Users/mia/Library/Mobile Documents/com~apple~CloudDocs"), MACOS),
        (PurePosixPath("/Users/mia/Documents"), MACOS),
        (PurePosixPath("/home/mia/tmp"), LINUX),
        (PurePosixPath("/media/mia/STICK"), LINUX),
    ],
)
def test_where_a_person_keeps_things_they_stay(folder: PurePath, temporary: PurePath) -> None:
    assert not is_passing(folder, temporary)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the documents of this test are kept; it is not there yet."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "Documents"


def test_a_copy_of_a_lesson_that_came_by_mail_is_kept_with_the_documents(
    window_of: MakeWindow, qtbot: QtBot, temporary: Path, documents: Path
) -> None:
    window = window_of()
    window.files.open(make_lesson(temporary))
    sheet = dialog(window, BeginSheet, qtbot)
    told = (
        "This lesson was opened from a folder where nothing stays for long; your copy is kept in "
        "“Documents”."
    )
    assert told in seen_in(sheet)
    QTest.keyClicks(sheet.name, "Mia")
    click(sheet.primary)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LATE)
    assert window.session.project.path == documents / f"{TITLE} – Mia.annot"
    assert not list(temporary.glob("*.annot"))


def test_it_is_gone_on_with_from_another_such_folder(
    window_of: MakeWindow, qtbot: QtBot, temporary: Path, documents: Path
) -> None:
    documents.mkdir()
    lesson = make_lesson(temporary)
    delivery = finish(reading_lesson(lesson))
    finish(making_student_copy(delivery, documents / f"{TITLE} – Mia.annot", "Mia"))
    again = temporary / "mail 2"
    again.mkdir()
    window = window_of()
    window.files.open(lesson.rename(again / lesson.name))
    sheet = dialog(window, BeginSheet, qtbot)
    click(next(it for it in sheet.findChildren(QPushButton) if it.text().startswith("Go on as")))
    qtbot.waitUntil(lambda: window.session.is_open, timeout=LATE)
    assert window.session.project.path == documents / f"{TITLE} – Mia.annot"


def test_nothing_is_said_of_it_once_another_place_was_chosen(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path, temporary: Path, documents: Path
) -> None:
    window = window_of()
    window.files.open(make_lesson(temporary))
    sheet = dialog(window, BeginSheet, qtbot)
    click(next(it for it in sheet.findChildren(QPushButton) if it.text() == "Another place…"))
    asked = dialog(sheet, QFileDialog, qtbot)
    asked.selectFile(str(tmp_path / "Own.annot"))
    asked.accept()
    qtbot.waitUntil(lambda: sheet.path == tmp_path / "Own.annot", timeout=LATE)
    assert not any("your copy is kept" in it for it in seen_in(sheet))


def test_a_lesson_that_lies_where_things_stay_says_nothing_of_it(
    window_of: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_of()
    window.files.open(make_lesson(tmp_path))
    sheet = dialog(window, BeginSheet, qtbot)
    assert not any("your copy is kept" in it for it in seen_in(sheet))


def seen_in(sheet: BeginSheet) -> list[str]:
    """The texts that the dialog shows."""
    return [it.text() for it in sheet.findChildren(QLabel) if it.isVisible()]

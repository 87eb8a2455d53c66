"""A window in which a student's copy of a lesson is opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.core.lesson import Lesson
from annotator.core.work import finish
from annotator.gui.app import application, make_window
from annotator.gui.window import Window
from annotator.sync.lessons import making_student_copy, reading_lesson
from tests.gui.lesson.student_window import Begun, MakeWindow
from tests.student_lesson import LESSON, make_lesson


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for what is temporary; all else of a test lies elsewhere."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def window_of(tmp_path: Path, qtbot: QtBot) -> Iterator[MakeWindow]:
    """Makes windows; they are closed at the end."""
    windows: list[Window] = []

    def make() -> Window:
        window = make_window(application(), tmp_path / "home")
        windows.append(window)
        window.resize(1280, 720)
        window.show()
        window.activateWindow()
        return window

    yield make
    for window in windows:
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.close()
        window.deleteLater()


@pytest.fixture
def begun(tmp_path: Path, window_of: MakeWindow, qtbot: QtBot) -> Begun:
    """Makes the lesson, and opens Mia's copy of it in a window."""

    def begin(lesson: Lesson = LESSON) -> Window:
        delivery = finish(reading_lesson(make_lesson(tmp_path, lesson)))
        path = finish(making_student_copy(delivery, tmp_path / "Mia.annot", "Mia"))
        window = window_of()
        window.session.open(path)
        qtbot.waitUntil(window.annotate.view.hasFocus, timeout=15_000)
        QTest.qWait(0)
        return window

    return begin

"""A lesson of three articles in the window, at the Teach page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.lesson import Lesson
from annotator.gui.app import application, make_window
from annotator.gui.teach.page import TeachPage
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.lesson import change_lesson
from tests.gui.teach.a_class import make_class

Opened = Callable[[Project], TeachPage]


@pytest.fixture
def lesson(project: Project) -> Project:
    """The harbour project as a lesson."""
    change_lesson(project, Lesson(instructions="Read first, then mark."))
    return project


MakeClass = Callable[..., TeachPage]


@pytest.fixture
def class_of(tmp_path: Path, opened: Opened) -> MakeClass:
    """The page on the lesson of `a_class`, after so many students handed in."""

    def make(students: int = 5) -> TeachPage:
        return opened(make_class(tmp_path / "Talks.annot", students))

    return make


@pytest.fixture
def opened(tmp_path: object, qtbot: QtBot) -> Iterator[Opened]:
    """Opens a project of this test in the window, at the Teach page."""
    windows: list[Window] = []

    def open_it(project: Project) -> TeachPage:
        path = project.path
        project.close()
        window = make_window(application(), path.parent / f"home {len(windows)}")
        windows.append(window)
        window.resize(1300, 1000)
        window.show()
        window.activateWindow()
        window.session.open(path)
        QApplication.processEvents()
        window.session.go_to_workspace("teach")
        return window.frame.page(TeachPage)

    yield open_it
    for window in windows:
        for job in (window.jobs, window.lookups):
            job.stop()
        window.close()
        window.deleteLater()

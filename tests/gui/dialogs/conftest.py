"""What the dialogs' tests share: the theme, a dialog on an active screen, the open project."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import apply_theme, current_theme, theme
from annotator.project import Project

Show = Callable[[QWidget], None]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The program in the light theme, undressed again after the test."""
    usual = qapp.font()
    apply_theme(qapp, theme("light"))
    yield qapp
    if current_theme() != theme("light"):
        apply_theme(qapp, theme("light"))
    qapp.setStyleSheet("")
    qapp.setFont(usual)


@pytest.fixture
def show(qtbot: QtBot, dressed: QApplication) -> Show:
    """Shows a window, active, and closes it after the test."""

    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return shown


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    """A session at the harbour project's first article."""
    session = Session()
    session.take(project)
    yield session
    session.close()


@pytest.fixture
def jobs(session: Session) -> Iterator[Jobs]:
    """What works in the background, stopped before the project closes."""
    owner = QObject()
    found = Jobs(owner)
    yield found
    found.stop()


@pytest.fixture
def press(dressed: QApplication) -> Callable[..., None]:
    """Presses a key on whatever has the focus, as the keyboard does."""

    def pressed(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, held)

    return pressed


@pytest.fixture
def write(dressed: QApplication) -> Callable[[str], None]:
    """Types text into whatever has the focus."""

    def written(text: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, text)

    return written

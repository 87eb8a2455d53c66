"""Nothing that is on the screen belongs to Python's garbage collector.

The program collects on the GUI thread every two seconds. A widget that PySide takes for its own
child's child, as after `nextInFocusChain()`, would go then, in the middle of what a person does.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import commands
from annotator.gui.looks import dress
from annotator.gui.preferences import Preferences
from annotator.gui.window import Window
from annotator.sample import make_sample


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    dress(Preferences())
    window = Window(Preferences(), tmp_path, commands.ACTIONS)
    window.show()
    window.session.take(make_sample(tmp_path / "Sample.annot"))
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


DIALOGS: dict[str, Callable[[Window], object]] = {
    "settings": lambda window: window.looks.open_settings(),
    "shortcuts": lambda window: window.offers.open_shortcuts(),
    "guide": Window.open_guide,
    "export": Window.export,
    "copy": Window.save_copy,
    "report": lambda window: window.show_report("What happened."),
    "new project": lambda window: window.files.new_project(),
    "add articles": lambda window: window.files.add_articles(),
    "open": lambda window: window.files.open_project(),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_an_open_dialog_outlives_the_collector(window: Window, qtbot: QtBot, name: str) -> None:
    DIALOGS[name](window)
    qtbot.wait(50)
    gc.collect()
    qtbot.wait(10)
    assert [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def test_the_workspaces_outlive_the_collector(window: Window, qtbot: QtBot) -> None:
    window.session.go_to_workspace("codebook")
    qtbot.wait(50)
    before = len(window.findChildren(QWidget))
    gc.collect()
    qtbot.wait(10)
    assert len(window.findChildren(QWidget)) == before

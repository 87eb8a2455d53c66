"""Choosing how files are imported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.import_files import ImportDialog
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import apply_theme, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Import = Callable[[str, str], ImportDialog]

TABLE = (
    "text,tag,start,end,annotator,a column with quite a long name\nThe regime.,Slur,4,10,Omar,x\n"
)


@pytest.fixture
def importing(
    tmp_path: Path, session: Session, jobs: Jobs, show: Show, qtbot: QtBot
) -> Callable[[str, str], ImportDialog]:
    """The dialog with a file of this name and content, looked into."""

    def opened(name: str, content: str) -> ImportDialog:
        path = tmp_path / name
        path.write_text(content, "utf-8")
        dialog = ImportDialog(session, jobs)
        show(dialog)
        dialog.take([path])
        qtbot.waitUntil(dialog.primary.isEnabled)
        return dialog

    return opened


def test_labels_can_go_to_an_annotator_who_is_there(importing: Import, session: Session) -> None:
    dialog = importing("table.csv", TABLE)
    assert dialog.options().annotators == {}
    name = "Who gets the labels of “Omar”"
    [combo] = [it for it in dialog.findChildren(QComboBox) if it.accessibleName() == name]
    combo.setCurrentText("Ines (you)")
    assert dialog.options().annotators == {"Omar": session.desk.annotator.id}


def test_only_what_matters_for_the_file_is_asked(importing: Import) -> None:
    dialog = importing("one.txt", "The regime.")
    shown = [dialog.unit, dialog.annotator, dialog.columns, dialog.tags, dialog.annotators]
    assert not any(widget.isVisible() for widget in shown)
    dialog = importing("table.csv", TABLE)
    shown = [dialog.unit, dialog.annotator, dialog.columns, dialog.tags, dialog.annotators]
    assert all(widget.isVisible() for widget in shown)


@pytest.mark.parametrize(("scale", "beside"), [(1.0, True), (2.0, False)])
def test_the_preview_moves_below_where_there_is_no_room_beside(
    importing: Import, dressed: QApplication, scale: float, beside: bool
) -> None:
    apply_theme(dressed, theme("dark", scale=scale))
    dialog = importing("table.csv", TABLE)
    dialog.resize(QSize(1366, 768))
    QApplication.processEvents()
    side = dialog.splitter.orientation()
    assert side is (Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
    assert dialog.rect().contains(dialog.primary.geometry())
    areas = dialog.findChildren(QScrollArea)
    assert not [area for area in areas if area.horizontalScrollBar().maximum()]
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert widget.focusProxy() or spoken.text(QAccessible.Text.Name), widget

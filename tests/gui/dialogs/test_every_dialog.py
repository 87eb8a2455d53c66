"""What holds for every dialog: names for screen readers, room on a small screen, any theme."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QWidget,
    QWidgetItem,
)
from shiboken6 import getAllValidWrappers

from annotator.core.model import Codebook
from annotator.gui.dialogs.add_articles import AddArticlesDialog
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.dialogs.export import ExportDialog
from annotator.gui.dialogs.import_files import ImportDialog
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.dialogs.settings import SettingsDialog
from annotator.gui.dialogs.shortcuts import ShortcutSheet
from annotator.gui.jobs import Jobs
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.team.moving import MoveSheet
from annotator.gui.team.person import PersonSheet
from annotator.gui.team.sharing import ShareSheet
from annotator.gui.team.training import TrainingSheet
from annotator.gui.theme import apply_theme, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Make = Callable[[], QDialog]

KINDS = (
    *("new", "add", "import", "export", "settings", "shortcuts"),
    *("at-desk", "person", "share", "move", "training"),
)
SMALL = QSize(1366, 768)


@pytest.fixture
def make(
    tmp_path: Path, session: Session, codebook: Codebook, jobs: Jobs
) -> Callable[[str], Sheet]:
    def made(kind: str) -> Sheet:
        match kind:
            case "new":
                return NewProjectDialog(tmp_path)
            case "add":
                return AddArticlesDialog()
            case "import":
                return ImportDialog(session, jobs)
            case "export":
                return ExportDialog(session)
            case "at-desk":
                return AtDeskDialog(session.project.annotators(), session.desk.annotator)
            case "person":
                return PersonSheet(session.desk.annotator, frozenset())
            case "share":
                return ShareSheet(session.project.annotators(), session, jobs)
            case "move":
                return MoveSheet(session.project.annotators(), ("main",), session, jobs)
            case "training":
                return TrainingSheet(session.project.annotators(), session, jobs)
            case "settings":
                return SettingsDialog(Preferences())
            case _:
                return ShortcutSheet((), codebook)

    return made


def reachable(dialog: QWidget) -> list[QWidget]:
    """What the Tab key comes to."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & tab and widget.focusProxy() is None
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_can_be_used_has_a_name(
    make: Callable[[str], Sheet], show: Show, kind: str
) -> None:
    dialog = make(kind)
    show(dialog)
    for widget in reachable(dialog):
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken is not None
        assert spoken.text(QAccessible.Text.Name), widget
    assert any(isinstance(widget, QAbstractButton) for widget in reachable(dialog))


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_fits_a_small_screen(
    make: Callable[[str], Sheet], show: Show, dressed: QApplication, kind: str
) -> None:
    apply_theme(dressed, theme("dark", scale=2.0))
    dialog = make(kind)
    show(dialog)
    least = dialog.minimumSizeHint()
    assert least.width() <= SMALL.width()
    assert least.height() <= SMALL.height()
    dialog.resize(SMALL)
    QApplication.processEvents()
    assert dialog.primary.isVisible()
    assert dialog.rect().contains(dialog.primary.geometry())
    assert dialog.page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_item_of_the_foot_has_a_twin_that_outlives_it(
    make: Callable[[str], Sheet], show: Show, kind: str
) -> None:
    dialog = make(kind)
    show(dialog)
    twins = [twin for twin in getAllValidWrappers() if isinstance(twin, QWidgetItem)]
    whole = dialog.layout()
    assert not [twin for twin in twins if any(it is whole for it in gc.get_referrers(twin))]


@pytest.mark.parametrize("kind", KINDS)
def test_an_open_dialog_follows_the_theme(
    make: Callable[[str], Sheet], show: Show, dressed: QApplication, kind: str
) -> None:
    dialog = make(kind)
    show(dialog)
    light = dialog.grab().toImage().pixelColor(2, 2)
    apply_theme(dressed, theme("dark", scale=1.25))
    QApplication.processEvents()
    dark = dialog.grab().toImage().pixelColor(2, 2)
    assert light.lightness() > 200
    assert dark.lightness() < 60

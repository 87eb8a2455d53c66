"""Where the window and its parts were, kept from one start of the program to the next."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.gui.workspace import Workspace

_USUAL = 1440, 900


def restore_layout(folder: Path, window: QMainWindow, workspaces: Mapping[str, Workspace]) -> None:
    """Put everything where it was; what was never kept, where it usually is."""
    kept = _file(folder)
    geometry = kept.value("window")
    if geometry is not None:
        window.restoreGeometry(geometry)
    else:
        room = QApplication.primaryScreen().availableGeometry()
        width, height = _USUAL
        window.resize(min(width, room.width()), min(height, room.height()))
    for name, page in workspaces.items():
        page.restore_layout(kept.value(name))


def keep_layout(folder: Path, window: QMainWindow, workspaces: Mapping[str, Workspace]) -> None:
    """Keep where everything is now."""
    kept = _file(folder)
    kept.setValue("window", window.saveGeometry())
    for name, page in workspaces.items():
        kept.setValue(name, page.layout_state())
    kept.sync()


def _file(folder: Path) -> QSettings:
    return QSettings(str(folder / "layout.ini"), QSettings.Format.IniFormat)

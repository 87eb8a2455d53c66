"""Where the window and its parts were, kept from one start of the program to the next."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator.gui.workspaces import WORKSPACES

_USUAL = 1440, 900


def restore_window(folder: Path, window: QMainWindow) -> None:
    """Put the window where it was, or where it usually is."""
    geometry = _file(folder).value("window")
    if geometry is not None:
        window.restoreGeometry(geometry)
    else:
        room = QApplication.primaryScreen().availableGeometry()
        width, height = _USUAL
        window.resize(min(width, room.width()), min(height, room.height()))


def kept_layouts(folder: Path) -> dict[str, object]:
    """How the parts of each workspace were arranged, by its name, as far as that was kept."""
    kept = _file(folder)
    return {it.name: kept.value(it.name) for it in WORKSPACES if kept.contains(it.name)}


def keep_layout(folder: Path, window: QMainWindow, layouts: Mapping[str, object]) -> None:
    """Keep where the window is, and how the parts of each workspace are arranged."""
    kept = _file(folder)
    kept.setValue("window", window.saveGeometry())
    for name, state in layouts.items():
        kept.setValue(name, state)
    kept.sync()


def _file(folder: Path) -> QSettings:
    return QSettings(str(folder / "layout.ini"), QSettings.Format.IniFormat)

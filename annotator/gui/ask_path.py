"""Asking for files and folders with the system's own dialog, without holding the program up.

`QFileDialog.getOpenFileName` and its like run an event loop of their own: timers and jobs then go
on inside the call of a button. These open the dialog and hand its answer over later.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> Path:
    """The folder where a person keeps documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def folder_of(file: Path) -> Path:
    """The folder that a file is in, or where documents are kept if that is gone."""
    return file.parent if file.parent.is_dir() else documents()


class _Taker(QObject):
    """Hands the answer of one dialog, its parent, over."""

    def __init__(self, dialog: QFileDialog, taken: Callable[[list[Path]], object]) -> None:
        super().__init__(dialog)
        self._taken = taken
        dialog.filesSelected.connect(self._take)

    def _take(self, names: list[str]) -> None:
        self._taken([Path(name) for name in names if name])


def _opened(dialog: QFileDialog, taken: Callable[[list[Path]], object]) -> None:
    _Taker(dialog, taken)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def ask_to_open(
    parent: QWidget,
    title: str,
    start: Path,
    kinds: str,
    taken: Callable[[list[Path]], object],
    *,
    several: bool = False,
) -> None:
    """Ask for an existing file, or for several; `kinds` is a filter as Qt writes it."""
    dialog = QFileDialog(parent, title, str(start), kinds)
    mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
    dialog.setFileMode(mode)
    _opened(dialog, taken)


def ask_to_save(
    parent: QWidget,
    title: str,
    start: Path,
    kinds: str,
    taken: Callable[[list[Path]], object],
    *,
    suffix: str = "",
    confirm: bool = True,
) -> None:
    """Ask for a file to write; `start` is its folder and the name offered."""
    dialog = QFileDialog(parent, title, str(start.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not confirm)
    dialog.selectFile(start.name)
    _opened(dialog, taken)


def ask_for_folder(
    parent: QWidget, title: str, start: Path, taken: Callable[[list[Path]], object]
) -> None:
    """Ask for an existing folder."""
    dialog = QFileDialog(parent, title, str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _opened(dialog, taken)

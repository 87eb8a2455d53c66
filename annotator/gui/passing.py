"""Folders in which nothing stays: where mail programs and browsers put what is only looked at.

A file that was opened straight from a message lies in such a folder. The system, or the program
that made it, empties it some day, and what was written beside the file goes with it.
"""

import os
from pathlib import Path, PurePath

from PySide6.QtCore import QDir

from annotator.gui.ask_path import documents

_EMPTIED = (
    ("AppData",),  # Windows: Local\Temp, INetCache\Content.Outlook, the packages of the Store
    ("Temporary Internet Files",),
    ("Library", "Caches"),  # macOS
    ("Library", "Containers"),
    ("Library", "Mail"),
    ("Library", "Mail Downloads"),
    ("TemporaryItems",),
    (".cache",),  # Linux: XDG Base Directory Specification, Flatpak, Snap
    ("run", "user"),
    (".var", "app"),
)
"""Folders that lie one in the other wherever a person's files are, and are emptied with all in
them."""


def is_passing(folder: PurePath, temporary: PurePath) -> bool:
    """Whether a folder, or one that it lies in, is emptied some day.

    `temporary` is the system's own folder for what is temporary; capitals make no difference.
    """
    parts, own = _parts(folder), _parts(temporary)
    if own and parts[: len(own)] == own:
        return True
    known = [tuple(map(str.casefold, each)) for each in _EMPTIED]
    return any(parts[at : at + len(each)] == each for each in known for at in range(len(parts)))


def _parts(folder: PurePath) -> tuple[str, ...]:
    return tuple(map(str.casefold, folder.parts))


def folder_to_keep(file: Path) -> Path:
    """The folder of a file, or that of documents where what is put beside the file would not stay.

    It is made, if there is none.
    """
    folder = file.absolute().parent
    temporary = Path(QDir.tempPath()).resolve()
    if os.access(folder, os.W_OK) and not is_passing(folder.resolve(), temporary):
        return folder
    instead = documents()
    instead.mkdir(parents=True, exist_ok=True)
    return instead

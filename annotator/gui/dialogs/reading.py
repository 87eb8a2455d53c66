"""Reading files into drafts on another thread, a few at a time."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.text import word_count
from annotator.core.work import Progress
from annotator.formats.exchange import Draft
from annotator.formats.reading import drafts, readable_files

_BETWEEN_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """One article of a file with the number of its words, or why the file cannot be read."""

    path: Path
    draft: Draft | None = None
    words: int = 0
    fault: str = ""


def counted(text: str, piece: int = 50_000) -> int:
    """How many words a text has, counted in pieces so that no other thread has to wait long."""
    total = start = 0
    while start < len(text):
        end = text.find(" ", start + piece)
        end = end if end >= 0 else len(text)
        total += word_count(text[start:end])
        start = end
    return total


def found_in(path: Path) -> Iterator[Found]:
    """The articles of one file, or the one reason why there are none."""
    try:
        for draft in drafts(path):
            yield Found(path, draft, counted(draft.text))
    except AnnotatorError as error:
        yield Found(path, fault=str(error))


class Reading(QObject):
    """Reads files and folders; its signals arrive on the thread that made it.

    `found` carries lists of Found, `progressed` a Progress, `ended` comes last, once. It has to
    outlive its run, so its parent is the application; it goes by itself when it has ended.
    """

    found = Signal(object)
    progressed = Signal(object)
    ended = Signal()

    def __init__(self, paths: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self._paths = tuple(paths)
        self._cancelled = False
        self.ended.connect(self.deleteLater)

    def start(self, pool: QThreadPool) -> None:
        """Read on a thread of the pool."""
        pool.start(_Run(self))

    def cancel(self) -> None:
        """Stop after the file that is being read; what was found stays found."""
        self._cancelled = True

    def run(self) -> None:
        """Do the reading; called on the other thread."""
        try:
            files, refused = readable_files(self._paths)
            self._read(files)
            self.found.emit([Found(path, fault=_sentence(path, why)) for path, why in refused])
        finally:
            self.ended.emit()

    def _read(self, files: Sequence[Path]) -> None:
        held: list[Found] = []
        told = time.monotonic()
        for number, path in enumerate(files):
            if self._cancelled:
                break
            if not held or time.monotonic() - told > _BETWEEN_SECONDS:
                self.progressed.emit(Progress(number, len(files), path.name))
            held.extend(found_in(path))
            if time.monotonic() - told > _BETWEEN_SECONDS:
                self.found.emit(held)
                held, told = [], time.monotonic()
        self.found.emit(held)


def _sentence(path: Path, why: str) -> str:
    return f"“{path.name}” cannot be read: {why}."


class _Run(QRunnable):
    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self._reading = reading

    def run(self) -> None:
        self._reading.run()

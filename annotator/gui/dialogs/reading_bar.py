"""Shows how far the reading of files is, and can stop it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThreadPool, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.core.work import Progress as Done
from annotator.formats.registry import FORMATS
from annotator.gui.ask_path import ask_for_folder, ask_to_open, documents
from annotator.gui.dialogs.reading import Reading
from annotator.gui.widgets.basic import Progress, label


class ReadingBar(QWidget):
    """Reads one lot of files after the other; is seen while it does.

    `found` carries lists of Found, `ended` comes when there is nothing left to read.
    """

    began = Signal()
    found = Signal(object)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._waiting: list[Path] = []
        self._doing = label("", tone="muted", level="small")
        self._progress = Progress(self.tr("Files read"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setAccessibleName(self.tr("Stop reading files"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        line = QHBoxLayout()
        line.addWidget(self._progress, 1)
        line.addWidget(self.stop_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._doing)
        box.addLayout(line)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether files are being read."""
        return self._reading is not None

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files and folders on another thread."""
        self._waiting.extend(paths)
        if not self.busy:
            self._read_next()

    def choose_files(self) -> None:
        """Ask for files and read them."""
        texts = [form for form in FORMATS if form.kind == "text"]
        ends = " ".join(f"*{end}" for form in texts for end in form.extensions)
        kinds = self.tr("Articles ({kinds})").format(kinds=ends)
        title = self.tr("Choose articles")
        ask_to_open(self.window(), title, documents(), kinds, self.read, several=True)

    def choose_folder(self) -> None:
        """Ask for a folder and read what is in it."""
        title = self.tr("Choose a folder of articles")
        ask_for_folder(self.window(), title, documents(), self.read)

    def stop(self) -> None:
        """Read no further."""
        self._waiting.clear()
        if self._reading is not None:
            self._reading.cancel()

    def _read_next(self) -> None:
        paths, self._waiting = self._waiting, []
        self._reading = Reading(paths, QCoreApplication.instance() or self)
        self._reading.found.connect(self.found)
        self._reading.progressed.connect(self._progressed)
        self._reading.ended.connect(self._ended)
        self._doing.setText(self.tr("Reading…"))
        self._progress.show_done(0, 0)
        self.show()
        self._reading.start(QThreadPool.globalInstance())
        self.began.emit()

    def _progressed(self, done: Done) -> None:
        self._progress.show_done(done.done, done.total)
        text = self.tr("Reading {n} of {all}")
        self._doing.setText(text.format(n=f"{done.done + 1:,}", all=f"{done.total:,}"))

    def _ended(self) -> None:
        self._reading = None
        if self._waiting:
            self._read_next()
        else:
            self.hide()
            self.ended.emit()

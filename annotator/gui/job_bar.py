"""A slim bar that shows long work and can cancel it; seen only when it takes over a second."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.core.work import Progress as Done
from annotator.gui.jobs import Job
from annotator.gui.theme import current_theme
from annotator.gui.widgets import Progress, label

_PATIENCE = 400
"""Milliseconds of work after which the bar is shown."""


class JobBar(QFrame):
    """Watches one job at a time, the newest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._job: Job | None = None
        self._words = label("")
        self._progress = Progress("")
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(self.show)
        row = QHBoxLayout(self)
        theme = current_theme()
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(8), theme.px(6))
        row.addWidget(self._words)
        row.addWidget(self._progress, 1)
        row.addWidget(self._cancel)
        self.hide()

    def watch(self, title: str, job: object) -> None:
        """Show this job under this title."""
        if not isinstance(job, Job):
            return
        self._job = job
        self._words.setText(title)
        self._progress.show_done(0, 0)
        job.progressed.connect(self._show)
        job.ended.connect(self._ended)
        self._wait.start()

    def _show(self, done: object) -> None:
        if isinstance(done, Done):
            self._progress.show_done(done.done, done.total)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ended(self) -> None:
        self._wait.stop()
        self._job = None
        self.hide()

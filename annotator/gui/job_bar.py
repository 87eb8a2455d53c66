"""A slim bar that shows long work and can cancel it; seen only when it takes over a second."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.core.work import Progress as Done
from annotator.gui.jobs import Job
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import Progress, label

_KNOWN_AFTER = 1.0
"""Seconds after which the rate of the work says something."""

_PATIENCE = 400
"""Milliseconds of work after which the bar is shown."""


class JobBar(QFrame):
    """Shows one job at a time, the newest of those that have not ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._titles: dict[Job, str] = {}
        self._words = label("")
        self._progress = Progress("")
        self._left = label("", tone="muted", level="small")
        self._begun = time.monotonic()
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
        row.addWidget(self._left)
        row.addWidget(self._cancel)
        self.hide()

    def watch(self, title: str, job: object) -> None:
        """Show this job under this title."""
        if isinstance(job, Job):
            self._titles[job] = title
            job.progressed.connect(self._show)
            job.ended.connect(self._ended)
            self._turn_to(job)

    @property
    def _newest(self) -> Job | None:
        return next(reversed(self._titles), None)

    def _turn_to(self, job: Job) -> None:
        self._words.setText(self._titles[job])
        self._progress.show_done(0, 0)
        self._left.clear()
        self._begun = time.monotonic()
        self._wait.start()

    def _show(self, done: object) -> None:
        if isinstance(done, Done) and self.sender() is self._newest:
            self._progress.show_done(done.done, done.total)
            self._left.setText(self._time_left(done))

    def _time_left(self, done: Done) -> str:
        """How many things a second are done, and how long it still takes, if that is known."""
        passed = time.monotonic() - self._begun
        if passed < _KNOWN_AFTER:
            return ""
        parts = []
        if done.count:
            parts.append(self.tr("{n} a second").format(n=f"{done.count / passed:,.0f}"))
        if 0 < done.done < done.total:
            seconds = round(passed * (done.total - done.done) / done.done)
            minutes, rest = divmod(seconds, 60)
            left = self.tr("{m} min {s} s left") if minutes else self.tr("{s} s left")
            parts.append(left.format(m=minutes, s=rest))
        return " · ".join(parts)

    def _stop(self) -> None:
        if self._newest is not None:
            self._newest.cancel()

    def _ended(self, job: Job) -> None:
        before = self._newest
        self._titles.pop(job, None)
        newest = self._newest
        if newest is None:
            self._wait.stop()
            self.hide()
        elif newest is not before:
            self._turn_to(newest)

"""Long work on another thread, with progress and cancel; the project is opened anew there."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.work import Work
from annotator.project import Project


class Job(QObject):
    """One piece of Work; its signals arrive on the thread that made it. It outlives its run.

    `ended` comes last, once, after `finished` (with the result), `failed` (with the sentence) or
    neither (cancelled).
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(str)
    ended = Signal()

    def __init__(
        self, project: Project, make: Callable[[Project], Work[Any]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._open = project.beside
        self._make = make
        self._cancelled = False

    def start(self, pool: QThreadPool) -> None:
        """Run on a thread of the pool."""
        pool.start(_Run(self))

    def cancel(self) -> None:
        """Stop at the next yield; what was begun is taken back by the work's own transaction."""
        self._cancelled = True

    def run(self) -> None:
        """Do the work; called on the other thread."""
        try:
            project = self._open()
            try:
                self._finish(self._make(project))
            finally:
                project.close()
        except AnnotatorError as error:
            self.failed.emit(str(error))
        finally:
            self.ended.emit()

    def _finish(self, work: Work[Any]) -> None:
        while not self._cancelled:
            try:
                self.progressed.emit(next(work))
            except StopIteration as end:
                self.finished.emit(end.value)
                return
        work.close()


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()

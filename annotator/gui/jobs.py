"""Long work on another thread, with progress and cancel; the project is opened anew there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.work import Work
from annotator.project import Project


class Job(QObject):
    """One piece of Work; its signals arrive on the thread that made it. It outlives its run.

    `ended` comes last, once, after `finished` (with the result), `failed` (with the sentence) or
    neither (cancelled). `finished` and `ended` carry the job too, so that who had it stopped and
    began another is not told of the old one in the new one's place.
    """

    progressed = Signal(object)
    finished = Signal(object, object)
    failed = Signal(str)
    ended = Signal(object)

    def __init__(
        self, begin: Callable[[], AbstractContextManager[Work[Any]]], parent: QObject
    ) -> None:
        """`begin` is called on the other thread; what the work needs is closed after it."""
        super().__init__(parent)
        self._begin = begin
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
            # Its connection is closed by the time the result is told, and all it made let go.
            told = self._worked()
            if told is not None:
                self.finished.emit(self, told[0])
        except AnnotatorError as error:
            self.failed.emit(str(error))
        finally:
            self.ended.emit(self)

    def _worked(self) -> tuple[object] | None:
        """What the work gives; None where it was cancelled."""
        with self._begin() as work:
            while not self._cancelled:
                try:
                    self.progressed.emit(next(work))
                except StopIteration as end:
                    return (end.value,)
            work.close()
        return None


@contextmanager
def _beside(project: Project, make: Callable[[Project], Work[Any]]) -> Iterator[Work[Any]]:
    """The work on the project opened anew, for the thread that this is called on."""
    with closing(project.beside()) as opened:
        yield make(opened)


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class Jobs(QObject):
    """The jobs of the window: one at a time, each told when it ends.

    `begun` carries the title and the job of one that should be seen, `failed` a sentence. Between
    `writing` and `written` a job writes to the project: whoever else wrote would wait for its end.
    `ended` carries each job after its end, whatever became of it, when what it gave was told.
    """

    begun = Signal(str, object)
    failed = Signal(str)
    writing = Signal()
    written = Signal()
    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: dict[Job, Callable[[object], None] | None] = {}

    def run(
        self,
        title: str,
        project: Project,
        make: Callable[[Project], Work[Any]],
        done: Callable[[object], None] | None = None,
    ) -> Job:
        """Start the work; `done` gets its result on the GUI thread. Without title it is unseen."""
        job = Job(partial(_beside, project, make), self)
        self._start(title, job, done)
        return job

    def run_alone(
        self,
        title: str,
        make: Callable[[], Work[Any]],
        done: Callable[[object], None] | None = None,
    ) -> None:
        """Start work that needs no open project, as `run`."""
        self._start(title, Job(lambda: nullcontext(make()), self), done)

    def write(
        self,
        title: str,
        project: Project,
        make: Callable[[Project], Work[Any]],
        done: Callable[[object], None] | None = None,
    ) -> None:
        """Start work that writes to the project, as `run`."""
        job = Job(partial(_beside, project, make), self)
        job.ended.connect(self.written)
        self.writing.emit()
        self._start(title, job, done)

    def _start(self, title: str, job: Job, done: Callable[[object], None] | None) -> None:
        # All listen before it starts: what is connected while another thread emits, PySide loses.
        self._running[job] = done
        job.finished.connect(self._finished)
        job.failed.connect(self.failed)
        job.ended.connect(self._ended)
        if title:
            self.begun.emit(title, job)
        job.start(self._pool)

    def stop(self) -> None:
        """Cancel all and wait until they have ended."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    def _finished(self, job: Job, result: object) -> None:
        done = self._running.get(job)
        if done is not None:
            done(result)

    def _ended(self, job: Job) -> None:
        if self._running.pop(job, False) is not False:
            job.deleteLater()
            self.ended.emit(job)

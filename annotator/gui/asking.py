"""Questions to the project that may take long: asked on another thread, the newest wins."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from annotator.core.work import Work
from annotator.gui.jobs import Job, Jobs
from annotator.gui.session import Session
from annotator.project import Project


class Asker(QObject):
    """One line of questions; the answer to an older one never comes after a newer was asked."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._number = 0
        self._job: Job | None = None
        self._done: Callable[[Any], None] | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._done is not None

    def ask(
        self,
        make: Callable[[Project], Work[Any]],
        done: Callable[[Any], None],
        title: str = "",
    ) -> None:
        """Ask; `done` gets the answer. With a title the window shows that it is at work."""
        self.drop()
        self._done = done
        work = partial(_numbered, self._number, make)
        self._job = self._jobs.run(title, self._session.project, work, self._answer)

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        self._number += 1
        if self._job is not None:
            self._job.cancel()
        self._job = self._done = None

    def _answer(self, answer: object) -> None:
        # The page may be gone by now: it is made anew when the size of text changes.
        if not isValid(self) or not isinstance(answer, _Answer) or answer.number != self._number:
            return
        done, self._done, self._job = self._done, None, None
        if done is not None and self._session.is_open:
            done(answer.found)


class _Answer:
    def __init__(self, number: int, found: object) -> None:
        self.number = number
        self.found = found


def _numbered(number: int, make: Callable[[Project], Work[Any]], project: Project) -> Work[_Answer]:
    found = yield from make(project)
    return _Answer(number, found)

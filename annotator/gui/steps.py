"""How the window writes steps: small ones at once, long ones on another thread."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.edits import Heading, Step
from annotator.core.work import Work, finish
from annotator.desk import Desk
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.project import Project

AT_ONCE = 100
"""So many records are written while one waits; more of them on another thread."""

_BYTES_AT_ONCE = 100_000
"""A line of the journal of so many bytes is turned back while one waits: some hundred edits."""


class Steps(QObject):
    """Writes steps of the annotator at the desk, and turns them back.

    `turned` carries what undo or redo did, or that there was nothing to do.
    """

    turned = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs

    def write(self, title: str, count: int, make: Callable[[Desk], Work[object]]) -> None:
        """Write a step about so many records; `title` says what is done, where that takes long."""
        if count <= AT_ONCE:
            finish(make(self._session.desk))
            return
        annotator = self._session.desk.annotator
        self._jobs.write(
            title,
            self._session.project,
            lambda project: make(Desk(project, annotator)),
            self._written,
        )

    def undo(self) -> None:
        """Turn the newest step back and go where it was."""
        newest = self._session.project.next_undo(self._session.desk.annotator.id)
        if newest is None:
            self.turned.emit(self.tr("There is nothing to undo."))
        elif self._is_short(newest):
            self._tell(self._session.undo())
        else:
            self._turn(self.tr("Undoing"), Project.undoing)

    def redo(self) -> None:
        """Do again what was undone last and go where it was."""
        undone = self._session.project.next_redo(self._session.desk.annotator.id)
        if undone is None:
            self.turned.emit(self.tr("There is nothing to redo."))
        elif self._is_short(undone):
            self._tell(self._session.redo())
        else:
            self._turn(self.tr("Redoing"), Project.redoing)

    def _is_short(self, heading: Heading) -> bool:
        return self._session.project.step_size(heading.line) <= _BYTES_AT_ONCE

    def _turn(self, title: str, make: Callable[[Project, str], Work[Step | None]]) -> None:
        who = self._session.desk.annotator.id
        self._jobs.write(
            title,
            self._session.project,
            lambda project: _in_short(make(project, who)),
            self._turned,
        )

    def _written(self, _given: object) -> None:
        if self._session.is_open:
            self._session.refresh()

    def _turned(self, step: object) -> None:
        if self._session.is_open and isinstance(step, Step):
            self._session.refresh()
            self._session.go_to_step(step)
            self._tell(step)

    def _tell(self, step: Step | None) -> None:
        if step is not None:
            self.turned.emit(step.title)


def _in_short(work: Work[Step | None]) -> Work[object]:
    """The step with the first edit of each kind of record, which tell where it was.

    The others stay on the thread that made them: to let go of so many takes time.
    """
    step = yield from work
    if step is None:
        return None
    first = {type(edit.record): edit for edit in reversed(step.edits)}
    return replace(step, edits=tuple(first.values()))

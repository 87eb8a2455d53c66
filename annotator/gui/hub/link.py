"""The open project and its hub: brought together by itself, and nobody at the desk waits for it.

`annotator.sync.hub` is imported where it is used: who has no hub never loads its libraries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.edits import Step
from annotator.core.work import Work
from annotator.gui.hub.lull import Lull
from annotator.gui.jobs import Job, Jobs
from annotator.gui.looks import Looks
from annotator.gui.session import Session
from annotator.project import Project

if TYPE_CHECKING:
    from annotator.sync.hub.errands import Line, Synced
    from annotator.sync.hub.leading import Standing


@dataclass(frozen=True, slots=True)
class Pace:
    """When it is synced, in milliseconds: so long after opening, after the last step, regularly.

    `again` are the pauses after a first, a second, … failure; the last holds for all that follow.
    """

    opened: int = 1_500
    quiet: int = 20_000
    regular: int = 180_000
    again: tuple[int, ...] = (15_000, 60_000, 180_000, 600_000)


@dataclass(frozen=True, slots=True)
class HubState:
    """How it stands with the hub; an empty `address` means that there is none.

    `synced` is when (ISO 8601), "" if never; `waiting` steps are not sent yet; `trouble` is why
    not, `asks` whether it is for want of the password, `outdated` because the hub is older.
    """

    address: str = ""
    synced: str = ""
    waiting: int = 0
    busy: bool = False
    paused: bool = False
    trouble: str = ""
    asks: bool = False
    outdated: bool = False


class HubLink(QObject):
    """Syncs the open project with its hub on another thread, and runs what sheets ask of a hub.

    `changed` comes when `state` or `standings` may be others, `troubled` with the sentence of a
    failure that is new.
    """

    changed = Signal()
    troubled = Signal(str)

    def __init__(
        self,
        session: Session,
        looks: Looks,
        commit: Callable[[], None],
        parent: QObject,
    ) -> None:
        """`commit` saves what is being typed."""
        super().__init__(parent)
        self.pace = Pace()
        self.standings: tuple[Standing, ...] = ()
        """How everyone stands on the hub, for who leads; as of the last sync."""
        self._session = session
        self._looks = looks
        self._commit = commit
        self._jobs, self._errands = Jobs(self), Jobs(self)
        self.begun = self._errands.begun
        self._jobs.ended.connect(self._ended)
        self._line: Line | None = None
        self._job: Job | None = None
        self._errand: Line | None = None
        self._project: Project | None = None
        self._passwords: dict[str, str] = {}
        self._began_at = 0
        self._failures = 0
        self._trouble, self._asks, self._outdated = "", False, False
        self._resting = False
        self._next = self._timer(self.sync)
        self._late = self._timer(self.changed.emit)
        self._late.setInterval(200)
        self._lull = Lull(self)
        self._lull.came.connect(self._refresh)
        session.opened.connect(self._opened)
        session.changed.connect(self._heard)

    def _timer(self, run: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(run)
        return timer

    # ------------------------------------------------------------------ how it stands

    @property
    def state(self) -> HubState:
        """How it stands now, read from the project."""
        if not self._session.is_open:
            return HubState()
        project = self._session.project
        mark = project.store.hub()
        if mark is None:
            return HubState()
        return HubState(
            address=mark.address,
            synced=mark.synced,
            waiting=project.store.steps_waiting(),
            busy=self._line is not None,
            paused=self.paused,
            trouble=self._trouble,
            asks=self._asks,
            outdated=self._outdated,
        )

    @property
    def connected(self) -> bool:
        """Whether there is a project with a hub, and it may be written to."""
        if not self._session.is_open or self._session.project.read_only:
            return False
        return self._session.project.store.hub() is not None

    @property
    def paused(self) -> bool:
        """Whether the open project is not to be synced by itself."""
        path = self._session.project.path if self._session.is_open else ""
        return str(path) in self._looks.preferences.paused

    def pause(self, paused: object) -> None:
        """Sync the open project by itself no more, or again."""
        self._looks.pause(self._session.project.path, paused=bool(paused))
        self._plan(self.pace.opened)
        self.changed.emit()

    def password_for(self, address: str) -> str | None:
        """The password that was given for this address since the program was started."""
        return self._passwords.get(address)

    def remember(self, address: str, password: str) -> None:
        """Use this password for the address until the program ends."""
        if password:
            self._passwords[address] = password

    def connected_to(self, address: str, password: str) -> None:
        """The open project is connected to this hub from now on: sync at once."""
        self.remember(address, password)
        self._know_of_no_trouble()
        self._plan(0)
        self.changed.emit()

    def _know_of_no_trouble(self) -> None:
        self._trouble, self._asks, self._outdated, self._failures = "", False, False, 0

    # ------------------------------------------------------------------ syncing

    def _plan(self, milliseconds: int) -> None:
        """Sync in so long, unless nobody wants that."""
        self._next.stop()
        if not self._asks and not self.paused and self.connected:
            self._next.start(milliseconds)

    def _opened(self) -> None:
        project = self._session.project if self._session.is_open else None
        if project is not self._project:
            self.stop()
            self._project = project
            self.standings = ()
            self._know_of_no_trouble()
            self._plan(self.pace.opened)
        self.changed.emit()

    def _heard(self, _step: Step) -> None:
        if self._line is None and not self._failures:
            self._plan(self.pace.quiet)
        self._late.start()

    def sync(self) -> None:
        """Sync now, on another thread."""
        if not self.connected or self._line is not None or self._resting:
            return
        from annotator.sync.hub.errands import Line, syncing, told

        self._next.stop()
        project = self._session.project
        mark = project.store.hub()
        password = self._passwords.get(mark.address) if mark is not None else None
        line = self._line = Line()
        self._began_at = project.store.last_line()
        self._job = self._jobs.run(
            "",
            project,
            lambda it: told(syncing(it, line, password)),
            partial(self._told, line),
        )
        self.changed.emit()

    def _told(self, line: "Line", result: object) -> None:
        from annotator.sync.hub.errands import Synced

        if line is not self._line or not self._session.is_open:
            return
        if isinstance(result, Synced):
            self._succeeded(result)
        elif not line.is_cut:
            self._failed(result)
        if self._something_came(result):
            self._lull.wait()

    def _something_came(self, result: object) -> bool:
        from annotator.sync.hub.errands import Synced

        if isinstance(result, Synced):
            return any((result.report.steps, result.report.labels, result.report.articles))
        return self._session.project.store.last_line() != self._began_at

    def _succeeded(self, done: "Synced") -> None:
        self._failures, self._asks, self._outdated = 0, False, False
        self.standings = done.standings
        told = " ".join((*done.report.refused, done.report.warning)).strip()
        self._tell(told)

    def _failed(self, trouble: object) -> None:
        from annotator.sync.hub.errands import Trouble

        if isinstance(trouble, Trouble):
            self._failures += 1
            self._asks, self._outdated = trouble.asks, trouble.outdated
            self._tell(trouble.sentence)

    def _tell(self, trouble: str) -> None:
        before, self._trouble = self._trouble, trouble
        if trouble and trouble != before:
            self.troubled.emit(trouble)

    def _ended(self, job: Job) -> None:
        if job is not self._job:  # one that was stopped
            return
        self._line = self._job = None
        again, pace = self.pace.again, self.pace
        if self._failures:
            self._plan(again[min(self._failures, len(again)) - 1])
        elif self._session.is_open:
            self._plan(pace.quiet if self.state.waiting else pace.regular)
        self.changed.emit()

    def _refresh(self) -> None:
        if self._session.is_open and not self._resting:
            self._commit()
            self._session.refresh()

    def rest(self) -> None:
        """Leave the project to work that writes to it."""
        self._resting = True
        if self._line is not None:
            self._line.cut()

    def go_on(self) -> None:
        """The work that wrote has ended."""
        self._resting = False
        self._plan(self.pace.opened)

    # ------------------------------------------------------------------ what sheets ask

    def ask(
        self,
        make: Callable[[Project, "Line"], Work[Any]],
        done: Callable[[object], None],
    ) -> None:
        """Run an errand in the open project; `done` gets what it gives, or a Trouble."""
        from annotator.sync.hub.errands import Line, told

        line = self._errand = Line()
        self._errands.run("", self._session.project, lambda it: told(make(it, line)), done)

    def ask_alone(
        self, title: str, make: Callable[["Line"], Work[Any]], done: Callable[[object], None]
    ) -> None:
        """Run an errand that needs no open project, as `ask`; it is shown under the title."""
        from annotator.sync.hub.errands import Line, told

        line = self._errand = Line()
        self._errands.run_alone(title, lambda: told(make(line)), done)

    def leave_errand(self) -> None:
        """Nobody waits for the errand any more."""
        if self._errand is not None:
            self._errand.cut()
            self._errand = None
        self._errands.stop()

    def upgrade_hub(self) -> None:
        """Bring the hub up to date, and go on syncing with it."""
        from annotator.sync.hub.errands import upgrading

        mark = self._session.project.store.hub()
        password = self._passwords.get(mark.address) if mark is not None else None
        self.ask(lambda project, line: upgrading(project, line, password), self._upgraded)

    def _upgraded(self, result: object) -> None:
        from annotator.sync.hub.errands import Trouble

        if isinstance(result, Trouble):
            self._failed(result)
            self.changed.emit()
        else:
            self._know_of_no_trouble()
            self.changed.emit()
            self.sync()

    def disconnect_hub(self) -> None:
        """Have the open project know of no hub any more."""
        from annotator.sync.hub.errands import disconnecting, told

        self.stop()
        project = self._session.project
        mark = project.store.hub()
        if mark is not None:
            self._passwords.pop(mark.address, None)
        self._looks.pause(project.path, paused=False)
        self._errands.run("", project, lambda it: told(disconnecting(it)), self._disconnected)

    def _disconnected(self, _done: object) -> None:
        self.standings = ()
        self._know_of_no_trouble()
        self.changed.emit()

    def stop(self) -> None:
        """Leave the hub, whatever is being done there; the next sync goes on."""
        self._next.stop()
        self._late.stop()
        self._lull.stop()
        if self._line is not None:
            self._line.cut()
        self._jobs.stop()
        self._line = self._job = None
        self.leave_errand()

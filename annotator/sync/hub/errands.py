"""What a window does with a hub: work on another thread that can be left while the hub is silent.

Each errand ends with what it found, or with a Trouble; it is a network, so failing is usual.
"""

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from annotator.core.errors import Advised, AnnotatorError
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.store.hub import HubMark
from annotator.sync.hub.address import Address, address_of, forget_password, keep_password
from annotator.sync.hub.leading import (
    Invitation,
    InvitedAlready,
    Standing,
    invited,
    prepare,
    standings,
)
from annotator.sync.hub.making import upgraded
from annotator.sync.hub.server import Hub, OutdatedHub, PasswordNeeded, SeveralProjects
from annotator.sync.hub.syncing import SyncReport, copy_with, synced_with, tell_facts

T = TypeVar("T")

_LOOK_SECONDS = 0.02
"""How often a thread that waits for a connection looks whether it is still wanted."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an errand came to nothing, as a sentence in the window's words.

    `asks` if the password is what is lacking, `invited` if a new one for who was invited already;
    `projects` are those of the hub, id and name, where one must be chosen; `outdated` if the hub is
    of an older program.
    """

    sentence: str
    asks: bool = False
    outdated: bool = False
    invited: bool = False
    projects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did, and, for who leads, how everyone stands now."""

    report: SyncReport
    standings: tuple[Standing, ...] = ()


class Line:
    """The way to a hub of one errand; another thread may cut it at any moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hub: Hub | None = None
        self._is_cut = False

    @property
    def is_cut(self) -> bool:
        """Whether it was cut from here."""
        return self._is_cut

    def cut(self) -> None:
        """Have whoever waits for the hub, or comes to, be told at once that it is away."""
        with self._lock:
            self._is_cut = True
            if self._hub is not None:
                self._hub.cut()

    def reached(
        self, address: Address, password: str | None, *, unready: bool = False
    ) -> Work[Hub]:
        """An open connection; raises as `Hub.connect`. Left before, it is closed when it comes.

        Looking the host up, the keyring, the handshake: each may take long and can be cut by
        nobody, so a thread does them that nobody waits for.
        """
        found: list[Hub | BaseException] = []
        come = threading.Event()

        def connect() -> None:
            try:
                hub = Hub.connect(address, password, unready=unready)
            except BaseException as error:  # noqa: BLE001 - raised again, where it is waited for
                found.append(error)
            else:
                with self._lock:
                    self._hub = None if self._is_cut else hub
                    found.append(hub)
                    if self._is_cut:
                        hub.close()
            come.set()

        threading.Thread(target=connect, daemon=True).start()
        try:
            while not come.wait(_LOOK_SECONDS):
                yield Progress(0, 0, "reaching the hub")
        except GeneratorExit:
            self.cut()
            raise
        [outcome] = found
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def told(work: Work[T]) -> Work[T | Trouble]:
    """The work, with an expected failure as what it gives."""
    try:
        result = yield from work
    except PasswordNeeded as error:
        return Trouble(str(error), asks=True)
    except SeveralProjects as error:
        return Trouble(error.in_window, projects=error.projects)
    except InvitedAlready as error:
        return Trouble(error.in_window, invited=True)
    except OutdatedHub as error:
        return Trouble(error.in_window, outdated=True)
    except Advised as error:
        return Trouble(error.in_window)
    except AnnotatorError as error:
        return Trouble(str(error))
    return result


# ---------------------------------------------------------------------------- in a project


def syncing(project: Project, line: Line, password: str | None) -> Work[Synced]:
    """Sync with the hub that the project is connected to."""
    mark = project.store.hub()
    if mark is None:
        raise AnnotatorError(f"{project.path.name} is not connected to a hub.")
    hub = yield from line.reached(address_of(mark.address), password)
    with hub:
        report = yield from synced_with(project, hub)
        everyone = tuple(standings(hub, project.id)) if hub.leads() else ()
    return Synced(report, everyone)


def connecting(project: Project, line: Line, url: str, password: str) -> Work[str]:
    """Connect the project to a hub that has it; gives a sentence if the password is not kept."""
    return _connected(project, line, url, password, lambda hub: hub.annotator_in(project.id))


def setting_up(project: Project, line: Line, url: str, password: str) -> Work[str]:
    """Make a hub there, and connect the project, which the next sync uploads; as `connecting`."""
    return _connected(project, line, url, password, lambda hub: prepare(project, hub), unready=True)


def _connected(
    project: Project,
    line: Line,
    url: str,
    password: str,
    see: Callable[[Hub], object],
    *,
    unready: bool = False,
) -> Work[str]:
    address = address_of(url)
    hub = yield from line.reached(address, password, unready=unready)
    with hub:
        see(hub)
    mark = project.store.hub()
    with project.store.merging() as into:
        if mark is None:
            into.keep_hub(HubMark(address.url, ""))
        else:
            into.keep_hub(replace(mark, address=address.url))
    return keep_password(address, password) if password else ""


def disconnecting(project: Project) -> Work[bool]:
    """Forget the hub; what is there and what is here stays, and may be brought together again."""
    yield Progress(0, 1)
    mark = project.store.hub()
    with project.store.merging() as into:
        into.forget_hub()
    if mark is not None:
        with suppress(AnnotatorError):  # an address that is no longer taken has no password here
            forget_password(address_of(mark.address))
    return True


def upgrading(project: Project, line: Line, password: str | None) -> Work[bool]:
    """Bring the hub that the project is connected to up to date."""
    mark = project.store.hub()
    if mark is None:
        raise AnnotatorError(f"{project.path.name} is not connected to a hub.")
    hub = yield from line.reached(address_of(mark.address), password, unready=True)
    with hub:
        yield Progress(0, 0, "bringing the hub up to date")
        upgraded(hub)
    return True


def inviting(
    project: Project, line: Line, password: str | None, name: str, *, again: bool
) -> Work[Invitation]:
    """A role for an annotator of the project, who may have been added a moment ago."""
    mark = project.store.hub()
    if mark is None:
        raise AnnotatorError(f"{project.path.name} is not connected to a hub.")
    hub = yield from line.reached(address_of(mark.address), password)
    with hub:
        if hub.leads():
            tell_facts(project, hub)
        return invited(hub, name, project.id, again=again)


# ---------------------------------------------------------------------------- a copy of one's own


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made; `not_kept` is a sentence where the password is not in a keyring."""

    path: Path
    not_kept: str = ""


def copying(line: Line, path: Path, url: str, password: str, project_id: str = "") -> Work[Copied]:
    """A copy of the project on a hub, of the one with this id where it has several, at `path`."""
    address = address_of(url)
    hub = yield from line.reached(address, password)
    with hub:
        project = yield from copy_with(path, hub, name=project_id)
        with closing(project):
            path = project.path
    return Copied(path, keep_password(address, password) if password else "")

"""A team that works through a hub: a lead, annotators in copies of their own, their roles."""

import math
import select
import socket
import threading
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

from annotator.core.model import Label, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.hub.leading import Invitation, Standing, init, invite, status
from annotator.sync.hub.syncing import SyncReport, copy_of, sync
from tests.postgres import PASSWORD, Database
from tests.sync.copies import desk_of


def made(database: Database, lead: Project) -> SyncReport:
    """A hub made of the lead's project."""
    return finish(init(lead, database.url, password=PASSWORD))


def invited(database: Database, name: str, *, again: bool = False) -> Invitation:
    return finish(invite(database.url, name, again=again, password=PASSWORD))


def standings(database: Database) -> dict[str, Standing]:
    """How everyone stands, by name."""
    return {it.annotator: it for it in finish(status(database.url, password=PASSWORD))}


def hub_copy(invitation: Invitation, path: Path) -> Desk:
    """The desk of who was invited, in a copy made from the hub."""
    project = finish(copy_of(path, invitation.url, password=invitation.password))
    return desk_of(project, invitation.annotator)


def synced(project: Project, invitation: Invitation) -> SyncReport:
    return finish(sync(project, invitation.url, password=invitation.password))


def lead_synced(project: Project, database: Database) -> SyncReport:
    return finish(sync(project, database.url, password=PASSWORD))


def by_hand(invitation: Invitation) -> "psycopg.Connection[Any]":
    """A connection as whoever knows SQL would open it with what they were given."""
    return psycopg.connect(invitation.url, password=invitation.password, autocommit=True)


def answered(invitation: Invitation, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(by_hand(invitation)) as connection:
        cursor = connection.execute(sql, values or None)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


class Everybody:
    """A team that was given nothing: each of the names, invited, in a copy of their own."""

    def __init__(
        self, lead: Project, database: Database, folder: Path, names: Sequence[str]
    ) -> None:
        self.lead, self.database, self.folder = lead, database, folder
        self.article = lead.article_ids()[0]
        for name in names:
            lead.annotator_named(name, make=True)
        made(database, lead)
        self.invitations = {name: invited(database, name) for name in names}
        self.desks = {
            name: hub_copy(it, folder / f"{name}.annot") for name, it in self.invitations.items()
        }

    def synced(self, name: str) -> SyncReport:
        return synced(self.desks[name].project, self.invitations[name])

    def says(self, name: str, state: State) -> SyncReport:
        """Have them say so of the first article, and sync."""
        self.desks[name].set_state(self.article, state)
        return self.synced(name)

    def labels_seen_by(self, name: str) -> list[Label]:
        """The labels on the first article in their copy, whosever they are."""
        return self.desks[name].project.labels(self.article)

    def close(self) -> None:
        for desk in self.desks.values():
            desk.project.close()


class Line:
    """A line to a server that can be cut after so many bytes, whichever way they go.

    What was sent before is then with the server, and its answer may be lost.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._left: float = math.inf
        self._closed = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def cut_after(self, count: float) -> None:
        """Cut every connection once so many more bytes have passed; never for infinity."""
        self._left = count

    def through(self, url: str) -> str:
        """The address that goes through this line."""
        return url.replace(f":{self._port}/", f":{self.port}/")

    def close(self) -> None:
        self._closed.set()
        self._thread.join()
        self._listening.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            ready, _, _ = select.select([self._listening], [], [], 0.05)
            if ready:
                here, _ = self._listening.accept()
                try:
                    there = socket.create_connection(("127.0.0.1", self._port))
                except OSError:
                    here.close()
                    continue
                threading.Thread(target=self._carry, args=(here, there), daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket) -> None:
        other = {here: there, there: here}
        with here, there, suppress(OSError):
            while True:
                ready, _, _ = select.select(list(other), [], [])
                for end in ready:
                    content = end.recv(65_536)
                    passing = content[: int(min(self._left, len(content)))]
                    self._left -= len(passing)
                    other[end].sendall(passing)
                    if not content or self._left <= 0:
                        return

"""A team that works through a hub: a lead, annotators in copies of their own, their roles."""

from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.hub.address import address_of
from annotator.sync.hub.leading import Invitation, init, invite
from annotator.sync.hub.server import Hub
from annotator.sync.hub.syncing import SyncReport, copy_of, sync
from tests.postgres import PASSWORD, Database
from tests.sync.copies import desk_of


def lead_hub(database: Database, **options: Any) -> Hub:
    """The hub as the lead is connected to it."""
    return Hub.connect(address_of(database.url), PASSWORD, empty=True, **options)


def made(database: Database, lead: Project) -> SyncReport:
    """A hub made of the lead's project."""
    with lead_hub(database) as hub:
        return finish(init(lead, hub))


def invited(database: Database, name: str) -> Invitation:
    with lead_hub(database) as hub:
        return invite(hub, name)


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

"""What whoever leads a project does with its hub: making it, inviting, seeing who is how far."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import LiteralString

from annotator.clock import new_id
from annotator.core.errors import Advised, AnnotatorError
from annotator.core.model import AnnotatorKind
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.records import as_json
from annotator.sync.hub.address import Address, address_of
from annotator.sync.hub.making import made, upgraded
from annotator.sync.hub.server import Hub
from annotator.sync.hub.syncing import SyncReport, synced_with, tell_facts

_PASSWORD_BYTES = 15
"""120 bits: nobody guesses it, and it is 20 letters to copy."""

_MOST_CONNECTIONS = 10
"""Of one annotator at a time: several machines, and never all that the server has."""


class InvitedAlready(Advised):
    """They have a role on the hub, and a new password was not asked for."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an annotator needs to come in: the address, and the password, which is shown once."""

    annotator: str
    role: str
    url: str
    password: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an annotator stands on a hub; nothing of what they did is in it.

    `invited` is whether they have a role there. `steps` of theirs are there, the last of which came
    at `pushed` (ISO 8601, UTC; "" if none did). `pending` of the `assigned` articles are neither
    done nor skipped.
    """

    project: str
    annotator: str
    kind: str
    invited: bool
    steps: int
    pushed: str
    assigned: int
    pending: int


def init(
    project: Project, url: str, *, password: str | None = None, insecure: bool = False
) -> Work[SyncReport]:
    """Make the tables where there are none, and bring the whole project onto the hub.

    Of a project that is there already, every copy compares all it has with the hub anew: that is
    what to do after the hub was restored from a backup. Raises as `sync` does, and AnnotatorError
    where one may not.
    """
    yield Progress(0, 0, "making the hub")
    with Hub.connect(address_of(url, insecure=insecure), password, unready=True) as hub:
        prepare(project, hub)
        report = yield from synced_with(project, hub)
    return report


def prepare(project: Project, hub: Hub) -> None:
    """`init` without its upload, which is left to the next sync."""
    if hub.version() is None:
        made(hub)
    if not hub.leads():
        raise AnnotatorError(
            f"The hub in {hub.address.shown} belongs to another role; only that one may add a "
            "project to it."
        )
    upgraded(hub)
    settings = project.settings
    hub.rows(
        "INSERT INTO annotator.projects (id, generation, name, settings, release, deadline) "
        "VALUES (%s, %s, %s, %s, %s, %s::date) "
        "ON CONFLICT (id) DO UPDATE SET generation = excluded.generation",
        *(project.id, new_id(), settings.name, as_json(settings), settings.release.value),
        settings.deadline or None,
    )
    tell_facts(project, hub)


def upgrade(url: str, *, password: str | None = None, insecure: bool = False) -> Work[Address]:
    """Bring an older hub to what this program works with; all that is there stays.

    Raises as `sync` does, and AnnotatorError where one may not.
    """
    yield Progress(0, 0, "bringing the hub up to date")
    with Hub.connect(address_of(url, insecure=insecure), password, unready=True) as hub:
        upgraded(hub)
        return hub.address


# ---------------------------------------------------------------------------- inviting


def invite(
    url: str,
    annotator: str,
    *,
    project: str = "",
    again: bool = False,
    password: str | None = None,
    insecure: bool = False,
) -> Work[Invitation]:
    """A role on the hub for the annotator of this name, with a new password.

    `project` is the name or id of one of several projects, `again` gives who was invited before a
    new password. Raises as `sync` does, and AnnotatorError where there is no such annotator, they
    were invited already, or one may not make roles.
    """
    yield Progress(0, 0, "reaching the hub")
    with Hub.connect(address_of(url, insecure=insecure), password) as hub:
        return invited(hub, annotator, project, again=again)


def invited(hub: Hub, annotator: str, project: str, *, again: bool) -> Invitation:
    """`invite` by a connection that is open."""
    from psycopg.sql import SQL, Identifier, Literal

    if not hub.leads():
        raise AnnotatorError("Only whoever leads the project may invite others to its hub.")
    project_id = hub.project_called(project)
    row = hub.row(
        "SELECT a.id, a.kind, m.role FROM annotator.annotators a LEFT JOIN annotator.members m "
        "ON m.project = a.project AND m.annotator = a.id WHERE a.project = %s AND a.name = %s",
        *(project_id, annotator),
    )
    if row is None or row[1] == AnnotatorKind.GOLD:
        raise Advised(
            f"The hub knows nobody called “{annotator}” to invite.",
            typed="Add them with `annotator annotator P.annot add NAME`, sync, and invite them.",
            in_window="Add them on the Team page, sync, and invite them.",
        )
    if row[2] is not None and not again:
        raise InvitedAlready(
            f"{annotator} was invited already.",
            typed="Add --again to give them a new password, after which the old one is of no use.",
            in_window="With a new password the old one is of no more use.",
        )
    role = row[2] or _free_role(hub, annotator)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    secret = Literal(hub.encrypted(password, role))
    with hub.together():
        if row[2] is None:
            [(group,)] = hub.rows("SELECT invited FROM annotator.hub")
            hub.rows(
                SQL("CREATE ROLE {} LOGIN PASSWORD {} CONNECTION LIMIT {}").format(
                    Identifier(role), secret, Literal(_MOST_CONNECTIONS)
                )
            )
            hub.rows(SQL("GRANT {} TO {}").format(Identifier(group), Identifier(role)))
            hub.rows("INSERT INTO annotator.members VALUES (%s, %s, %s)", role, project_id, row[0])
            hub.rows(
                "INSERT INTO annotator.streams (project, owner) VALUES (%s, %s) "
                "ON CONFLICT DO NOTHING",
                *(project_id, row[0]),
            )
        else:
            hub.rows(
                SQL("ALTER ROLE {} PASSWORD {} CONNECTION LIMIT {}").format(
                    Identifier(role), secret, Literal(_MOST_CONNECTIONS)
                )
            )
    return Invitation(annotator, role, hub.address.for_role(role), password)


def _free_role(hub: Hub, annotator: str) -> str:
    """A name for a role that tells whose it is, in letters that every tool can type."""
    plain = unicodedata.normalize("NFKD", annotator).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30] or "annotator"
    while True:
        role = f"{word}_{secrets.token_hex(3)}"
        if hub.row("SELECT 1 FROM pg_roles WHERE rolname = %s", role) is None:
            return role


# ---------------------------------------------------------------------------- who is how far


def status(
    url: str, *, password: str | None = None, insecure: bool = False
) -> Work[list[Standing]]:
    """How everyone stands, in every project that one may see; an annotator sees only themself.

    Raises as `sync` does.
    """
    yield Progress(0, 0, "reaching the hub")
    with Hub.connect(address_of(url, insecure=insecure), password) as hub:
        return standings(hub)


def standings(hub: Hub, project_id: str = "") -> list[Standing]:
    """`status` by a connection that is open; in one project, if its id is given."""
    return [Standing(*row) for row in hub.rows(_STANDINGS, project_id, project_id)]


_STANDINGS: LiteralString = (
    "SELECT p.name, a.name, a.kind, m.role IS NOT NULL, coalesce(s.steps, 0), "
    "coalesce(to_char(s.pushed AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ''), "
    "coalesce(s.assigned, 0), (SELECT count(*) FROM annotator.progress g WHERE "
    "g.project = a.project AND g.annotator = a.id AND g.assigned AND NOT g.done) "
    "FROM annotator.annotators a JOIN annotator.projects p ON p.id = a.project "
    "LEFT JOIN annotator.streams s ON s.project = a.project AND s.owner = a.id "
    "LEFT JOIN annotator.members m ON m.project = a.project AND m.annotator = a.id "
    "WHERE %s = '' OR p.id = %s ORDER BY p.name, a.name"
)

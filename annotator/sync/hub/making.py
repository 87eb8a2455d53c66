"""A hub made in an empty database, and an older one brought to what this program works with."""

import secrets
from collections.abc import Mapping
from types import MappingProxyType
from typing import LiteralString

from annotator.core.errors import AnnotatorError
from annotator.sync.hub.functions import FUNCTIONS
from annotator.sync.hub.server import Hub, no_hub
from annotator.sync.hub.tables import (
    CALLABLE,
    OWNED,
    QUESTIONNAIRES,
    READABLE,
    TABLES,
    UNREADABLE,
    VERSION,
)

_PATIENCE_SECONDS = 3_600.0
"""How long bringing a hub up to date may take: it may go through everything that is there once."""

# Tables that are locked for this long have everybody wait; then it is better to give up.
_NOT_LONGER: LiteralString = "SET LOCAL lock_timeout = '20s'"

UPGRADES: Mapping[int, tuple[LiteralString, ...]] = MappingProxyType(
    {
        1: (
            QUESTIONNAIRES,
            OWNED,
            """
            INSERT INTO annotator.owned
            SELECT e.project, it->>'kind', side->>'id', e.owner
            FROM annotator.entries e, json_array_elements(e.content::json->'edits') it,
                LATERAL (VALUES (it->'before'), (it->'after')) AS s(side)
            WHERE e.kind <> 'visit' AND e.owner <> '' AND side->>'id' IS NOT NULL
            ORDER BY e.clock, e.position
            ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO annotator.owned SELECT project, kind, step, key FROM annotator.entries
            WHERE kind = 'step' ORDER BY clock, position ON CONFLICT DO NOTHING
            """,
            """
            DROP FUNCTION annotator.fault_in(
                text, text[], text[], text[], text[], bigint[], text[]
            )""",
            "DROP FUNCTION annotator.note_progress(text, text, bigint)",
            """
            ALTER TABLE annotator.streams
                ADD COLUMN bytes bigint NOT NULL DEFAULT 0,
                ADD COLUMN clock bigint NOT NULL DEFAULT 0
            """,
            """
            UPDATE annotator.streams s SET bytes = e.bytes, clock = e.clock FROM (
                SELECT project, owner, sum(octet_length(content)) AS bytes, max(clock) AS clock
                FROM annotator.entries GROUP BY project, owner
            ) e WHERE e.project = s.project AND e.owner = s.owner
            """,
            "ALTER TABLE annotator.progress ADD COLUMN training boolean NOT NULL DEFAULT false",
            # Nobody made an article their own training: that is in steps of whoever leads.
            """
            UPDATE annotator.progress g SET training = true
            FROM annotator.entries e, json_array_elements(e.content::json->'edits') it
            WHERE g.assigned AND e.project = g.project AND e.owner = g.annotator
                AND e.article = g.article AND e.author <> e.owner AND e.kind <> 'visit'
                AND e.content LIKE '%"training"%' AND it->>'kind' = 'assignment'
                AND it->'after'->>'batch' = 'training'
            """,
        ),
    }
)
"""What brings a hub of a version to the next; who reads what and functions are then given anew."""


def made(hub: Hub) -> None:
    """All tables and functions, and the role of all who are invited; or nothing."""
    from psycopg.sql import SQL, Identifier

    invited = f"annotators_{secrets.token_hex(4)}"
    with hub.together():
        for statement in TABLES:
            hub.rows(statement)
        hub.rows(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(invited)))
        _say_who_may_what(hub, invited)
        hub.rows("INSERT INTO annotator.hub VALUES (%s, %s)", VERSION, invited)


def upgraded(hub: Hub) -> None:
    """Bring an older hub to VERSION, wholly or not at all; one that is there stays as it is.

    Raises HubAway where somebody holds what must be changed, and AnnotatorError for whoever does
    not lead.
    """
    if hub.version() is None:
        raise no_hub(hub.address)
    if not hub.leads():
        raise AnnotatorError(
            f"The hub in {hub.address.shown} belongs to another role; only that one may bring it "
            "up to date."
        )
    patience, hub.patience = hub.patience, _PATIENCE_SECONDS
    try:
        with hub.together():
            hub.rows(_NOT_LONGER)
            [(version, invited)] = hub.rows("SELECT version, invited FROM annotator.hub FOR UPDATE")
            for older in range(version, VERSION):
                for statement in UPGRADES[older]:
                    hub.rows(statement)
            if version < VERSION:
                _say_who_may_what(hub, invited)
                hub.rows("UPDATE annotator.hub SET version = %s", VERSION)
    finally:
        hub.patience = patience


def _say_who_may_what(hub: Hub, invited: str) -> None:
    """Give the hub its functions, and who was invited the rights that they have, no others."""
    from psycopg.sql import SQL, Identifier

    role = Identifier(invited)
    for statement in FUNCTIONS:
        hub.rows(statement)
    hub.rows(SQL("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA annotator FROM PUBLIC, {}").format(role))
    hub.rows(SQL("REVOKE ALL ON ALL TABLES IN SCHEMA annotator FROM PUBLIC, {}").format(role))
    hub.rows(SQL("GRANT USAGE ON SCHEMA annotator TO {}").format(role))
    for table, rows in READABLE.items():
        where = Identifier("annotator", table)
        hub.rows(SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(where))
        hub.rows(SQL("DROP POLICY IF EXISTS readable ON {}").format(where))
        policy = SQL("CREATE POLICY readable ON {} FOR SELECT USING (" + rows + ")")
        hub.rows(policy.format(where))
    for table in UNREADABLE:
        where = Identifier("annotator", table)
        hub.rows(SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(where))
    for table in ("hub", *READABLE):
        hub.rows(SQL("GRANT SELECT ON {} TO {}").format(Identifier("annotator", table), role))
    for function in CALLABLE:
        where = Identifier("annotator", function)
        hub.rows(SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(where, role))
    _close_the_database(hub)


def _close_the_database(hub: Hub) -> None:
    """Have nobody who may log in keep tables of their own there, as far as this role may say so.

    PostgreSQL lets everybody make temporary tables, and before version 15 lasting ones too: enough
    to fill the server's disk.
    """
    from psycopg.sql import SQL, Identifier

    [(database, owns)] = hub.rows(
        "SELECT current_database(), pg_has_role(d.datdba, 'USAGE') FROM pg_database d "
        "WHERE d.datname = current_database()"
    )
    if owns:
        name = Identifier(database)
        hub.rows(SQL("REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC").format(name))
    [(owns,)] = hub.rows(
        "SELECT coalesce(bool_or(pg_has_role(n.nspowner, 'USAGE')), false) FROM pg_namespace n "
        "WHERE n.nspname = 'public'"
    )
    if owns:
        hub.rows("REVOKE CREATE ON SCHEMA public FROM PUBLIC")

"""Who may write what on a hub: the server decides, and every copy that reads it looks again."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from annotator.core.edits import Edit, StepKind
from annotator.core.model import Label
from annotator.core.parts import parts_of
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.hub.entries import Entry, entry_of_part
from annotator.sync.hub.leading import Invitation
from annotator.sync.merging import disputes
from tests.postgres import Database
from tests.sync.copies import tables, tag
from tests.sync.hubs import (
    by_hand,
    lead_synced,
    synced,
)

NAMES = ("Ben", "Cleo")


def pushed_by_hand(
    connection: "psycopg.Connection[Any]", project: str, owner: str, *entries: Entry
) -> Any:
    """What a program that was altered could send."""
    columns = [
        [getattr(it, name) for it in entries]
        for name in ("kind", "key", "article", "step", "author", "clock", "content")
    ]
    return connection.execute(
        "SELECT * FROM annotator.push(%s, %s, %s::text[], %s::text[], %s::text[], %s::text[], "
        "%s::text[], %s::bigint[], %s::text[])",
        (project, owner, *columns),
    ).fetchall()


def entries_of(desk: Desk) -> list[Entry]:
    return [
        entry_of_part(part)
        for step in desk.project.store.all_steps(desk.annotator.id)
        for part in parts_of(step)
    ]


# ---------------------------------------------------------------------------- writing


def test_no_table_can_be_written_to(
    cleos: Label, invitations: dict[str, Invitation], database: Database
) -> None:
    found = database.asked("SELECT tablename FROM pg_tables WHERE schemaname = 'annotator'")
    assert len(found) == 13
    with closing(by_hand(invitations["Ben"])) as connection:
        for (table,) in found:
            for sql in (
                f"INSERT INTO annotator.{table} SELECT * FROM annotator.{table}",
                f"DELETE FROM annotator.{table}",
                f"TRUNCATE annotator.{table}",
                f"DROP TABLE annotator.{table}",
                f"ALTER TABLE annotator.{table} DISABLE ROW LEVEL SECURITY",
                f"CREATE TRIGGER mine BEFORE INSERT ON annotator.{table} EXECUTE FUNCTION now()",
            ):
                with pytest.raises(InsufficientPrivilege):
                    connection.execute(sql)  # type: ignore[arg-type]
        for sql in (
            "UPDATE annotator.entries SET content = ''",
            "UPDATE annotator.streams SET last = 0",
            "UPDATE annotator.projects SET release = 'open'",
            "UPDATE annotator.progress SET done = true",
            "CREATE TABLE annotator.mine (it int)",
            "DROP FUNCTION annotator.may_read",
            "SELECT annotator.is_released('', '')",
            "SELECT annotator.note_progress('', '', 0, true)",
            "SELECT annotator.fault_in('', '{}', '{}', '{}', '{}', '{}', '{}', '{}')",
            "UPDATE annotator.questionnaires SET answers = '{}'",
            "SELECT annotator.add_articles('', '{}', '{}', '{}')",
            f"ALTER ROLE {invitations['Cleo'].role} PASSWORD 'mine'",
            f"GRANT {invitations['Cleo'].role} TO {invitations['Ben'].role}",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(sql)  # type: ignore[arg-type]


def test_nobody_pushes_in_anothers_name(
    lead: Project,
    cleos: Label,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
) -> None:
    tag(desks["Ben"], "scrapped")
    mine, cleo = entries_of(desks["Ben"]), cleos.annotator_id
    ben = desks["Ben"].annotator.id
    forged = [
        # Into Cleo's stream, or into the project's.
        *((who, it) for it in mine for who in (cleo, "")),
        # In one's own stream: a step of hers, a label of hers, another's article, what is shared.
        (ben, replace(mine[0], author=cleo)),
        (ben, replace(mine[-1], content=mine[-1].content.replace(ben, cleo))),
        (ben, replace(mine[-1], article=lead.article_ids()[1])),
        (ben, replace(mine[-1], kind="other")),
        (ben, replace(mine[-1], clock=0)),
        (ben, replace(mine[-1], content=mine[-1].content.replace('"label"', '"settings"'))),
        # Under a number of her device that she has not used yet.
        (ben, replace(mine[-1], key=f"{entries_of(desks['Cleo'])[0].key.split(':')[0]}:99")),
    ]
    before = database.asked("SELECT * FROM annotator.entries ORDER BY owner, position")
    with closing(by_hand(invitations["Ben"])) as connection:
        for owner, entry in forged:
            with pytest.raises(InsufficientPrivilege):
                pushed_by_hand(connection, lead.id, owner, entry)
        elsewhere = mine[-1].content.replace(mine[-1].article, "elsewhere")
        bad = replace(mine[-1], article="elsewhere", content=elsewhere)
        with pytest.raises(psycopg.Error, match="articles that the hub does not have"):
            pushed_by_hand(connection, lead.id, ben, bad)
        with pytest.raises(InsufficientPrivilege):
            pushed_by_hand(connection, "another project", ben, mine[0])
    assert database.asked("SELECT * FROM annotator.entries ORDER BY owner, position") == before


def test_a_step_cannot_be_told_otherwise_later(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation]
) -> None:
    tag(desks["Ben"], "scrapped")
    synced(desks["Ben"].project, invitations["Ben"])
    entry = entries_of(desks["Ben"])[-1]
    with closing(by_hand(invitations["Ben"])) as connection:
        again = pushed_by_hand(connection, lead.id, entry.owner, entry)
        assert again[0][0] == again[0][1]
        with pytest.raises(psycopg.Error, match="another step under the number"):
            pushed_by_hand(connection, lead.id, entry.owner, replace(entry, step="another"))


def test_what_slips_through_the_hub_is_refused_by_every_copy(
    lead: Project,
    cleos: Label,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
) -> None:
    """The server does not know texts; and suppose that it failed at what it does know."""
    lead_synced(lead, database)
    before = tables(lead)
    ben = desks["Ben"].annotator.id
    tag(desks["Ben"], "scrapped")
    good = entries_of(desks["Ben"])[-1]
    *_, step = desks["Ben"].project.store.all_steps(ben)
    stolen = replace(
        next(it for it in step.edits if isinstance(it.after, Label)).after, id=cleos.id
    )  # type: ignore[type-var]
    settles = replace(step, edits=(), kind=StepKind.DECIDE, target=f"label:{cleos.id}")
    for bad in (
        replace(good, content=good.content.replace('"quote":"scrapped"', '"quote":"sunk"')),
        replace(good, content="{}"),
        replace(good, content="[" * 100_000),
        replace(good, content=good.content.replace(ben, cleos.annotator_id)),
        entry_of_part(parts_of(replace(step, edits=(Edit(None, stolen),)))[0]),
        entry_of_part(parts_of(settles, (ben, cleos.article_id))[0]),
        replace(good, clock=2**62),  # after which no copy could write another step
    ):
        columns = (bad.owner, bad.article, bad.kind, bad.key, bad.step, bad.author, bad.clock)
        [(position,)] = database.asked(
            "UPDATE annotator.streams SET last = last + 1 WHERE owner = %s RETURNING last", ben
        )
        database.asked(
            "INSERT INTO annotator.entries (project, position, place, owner, article, kind, key, "
            "step, author, clock, content) VALUES (%s, %s, 0, %s, %s, %s, %s, %s, %s, %s, %s)",
            *(lead.id, position, *columns, bad.content),
        )
        report = lead_synced(lead, database)
        assert len(report.refused) == 1, bad
        assert tables(lead) == before
        assert disputes(lead) == []
        database.asked(
            "DELETE FROM annotator.entries WHERE owner = %s AND position = %s", ben, position
        )
    # Nobody else has to wait for that.
    cleos_next = tag(desks["Cleo"], "scrapped")
    synced(desks["Cleo"].project, invitations["Cleo"])
    database.asked("UPDATE annotator.entries SET content = 'x' WHERE owner = %s", ben)
    assert lead_synced(lead, database).labels == 1
    assert cleos_next in lead.labels(cleos_next.article_id)

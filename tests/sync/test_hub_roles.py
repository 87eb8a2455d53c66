"""Who may see and write what on a hub: the server decides, whatever SQL an annotator writes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from annotator.core.edits import Edit, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Release, State
from annotator.core.parts import parts_of
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import Sharing, assign, withdraw
from annotator.sync.hub.entries import Entry, entry_of_part
from annotator.sync.hub.leading import Invitation, invite, status
from annotator.sync.merging import disputes
from tests.postgres import Database
from tests.sync.copies import desk_of, tables, tag
from tests.sync.hubs import (
    answered,
    by_hand,
    hub_copy,
    invited,
    lead_hub,
    lead_synced,
    made,
    synced,
)

NAMES = ("Ben", "Cleo")


@pytest.fixture
def lead(project: Project) -> Project:
    people = tuple(project.annotator_named(name, make=True).id for name in NAMES)
    assign(project, project.article_ids()[:2], Sharing(people, 2))
    return project


@pytest.fixture
def invitations(lead: Project, database: Database) -> dict[str, Invitation]:
    made(database, lead)
    return {name: invited(database, name) for name in NAMES}


@pytest.fixture
def desks(invitations: dict[str, Invitation], tmp_path: Path) -> Iterator[dict[str, Desk]]:
    found = {name: hub_copy(it, tmp_path / f"{name}.annot") for name, it in invitations.items()}
    yield found
    for desk in found.values():
        desk.project.close()


@pytest.fixture
def cleos(desks: dict[str, Desk], invitations: dict[str, Invitation]) -> Label:
    """A label of Cleo's that is on the hub, on an article that is not released."""
    label = tag(desks["Cleo"], "catastrophic")
    synced(desks["Cleo"].project, invitations["Cleo"])
    return label


def says_done(desk: Desk, invitation: Invitation, article_id: str) -> None:
    desk.set_state(article_id, State.DONE)
    synced(desk.project, invitation)


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


# ---------------------------------------------------------------------------- reading


def test_nobody_reads_anothers_labels_before_they_are_released(
    lead: Project, cleos: Label, desks: dict[str, Desk], invitations: dict[str, Invitation]
) -> None:
    ben = invitations["Ben"]
    cleo_id = cleos.annotator_id
    for sql in (
        "SELECT * FROM annotator.entries WHERE owner = %s",
        "SELECT * FROM annotator.streams WHERE owner = %s",
        "SELECT * FROM annotator.progress WHERE annotator = %s",
        "SELECT * FROM annotator.members WHERE annotator = %s",
    ):
        assert answered(ben, sql, cleo_id) == []
    mine = {"", desks["Ben"].annotator.id}
    assert {row[0] for row in answered(ben, "SELECT owner FROM annotator.entries")} <= mine
    assert answered(ben, "SELECT * FROM annotator.work") == []
    everything = answered(ben, "SELECT content FROM annotator.entries")
    assert "catastrophic" not in str(everything)
    synced(desks["Ben"].project, ben)
    assert desks["Ben"].project.labels(cleos.article_id) == []


def test_a_function_or_a_view_of_ones_own_sees_no_more(
    cleos: Label, invitations: dict[str, Invitation]
) -> None:
    told = (
        "CREATE FUNCTION pg_temp.told(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS "
        "$$ BEGIN RAISE NOTICE 'told %', $1; RETURN true; END $$"
    )
    with closing(by_hand(invitations["Ben"])) as connection:
        heard: list[str] = []
        connection.add_notice_handler(lambda notice: heard.append(str(notice.message_primary)))
        connection.execute(told)
        connection.execute("SELECT 1 FROM annotator.entries WHERE pg_temp.told(content)")
        assert heard
        assert "catastrophic" not in str(heard)
        connection.execute("CREATE TEMP VIEW seen AS SELECT * FROM annotator.entries")
        assert "catastrophic" not in str(connection.execute("SELECT * FROM seen").fetchall())


def test_becoming_another_role_gives_nothing(
    cleos: Label, invitations: dict[str, Invitation], database: Database
) -> None:
    [(group,)] = database.asked("SELECT invited FROM annotator.hub")
    with closing(by_hand(invitations["Ben"])) as connection:
        for role in (invitations["Cleo"].role, database.lead, "postgres"):
            for sql in ("SET ROLE", "SET SESSION AUTHORIZATION"):
                with pytest.raises(InsufficientPrivilege):
                    connection.execute(f"{sql} {role}")  # type: ignore[arg-type]
        connection.execute(f"SET ROLE {group}")
        rows = connection.execute("SELECT content FROM annotator.entries").fetchall()
        assert "catastrophic" not in str(rows)


def test_both_who_are_to_annotate_it_must_be_done(
    lead: Project, cleos: Label, desks: dict[str, Desk], invitations: dict[str, Invitation]
) -> None:
    ben, cleo = desks["Ben"], desks["Cleo"]
    article = cleos.article_id
    says_done(ben, invitations["Ben"], article)
    assert ben.project.labels(article) == []
    says_done(cleo, invitations["Cleo"], article)
    synced(ben.project, invitations["Ben"])
    assert ben.project.labels(article) == [cleos]
    # What Cleo does while it is open is seen; once she takes her word back, it is not.
    noted = cleo.set_note(cleos, "why not “costly”?")
    synced(cleo.project, invitations["Cleo"])
    synced(ben.project, invitations["Ben"])
    assert ben.project.labels(article) == [noted]
    cleo.set_state(article, State.IN_PROGRESS)
    cleo.set_note(noted, "or “dear”?")
    synced(cleo.project, invitations["Cleo"])
    synced(ben.project, invitations["Ben"])
    assert ben.project.labels(article) == [noted]
    assert "dear" not in str(answered(invitations["Ben"], "SELECT content FROM annotator.entries"))
    says_done(cleo, invitations["Cleo"], article)
    synced(ben.project, invitations["Ben"])
    assert [it.note for it in ben.project.labels(article)] == ["or “dear”?"]


def test_an_article_without_assignments_waits_for_everybody_who_has_none(
    project: Project, database: Database, tmp_path: Path
) -> None:
    for name in (*NAMES, "Dora"):
        project.annotator_named(name, make=True)
    made(database, project)
    invitations = {name: invited(database, name) for name in (*NAMES, "Dora")}
    desks = {name: hub_copy(it, tmp_path / f"{name}.annot") for name, it in invitations.items()}
    first = project.article_ids()[0]
    tag(desks["Cleo"], "catastrophic")
    for name in NAMES:
        says_done(desks[name], invitations[name], first)
    synced(desks["Ben"].project, invitations["Ben"])
    assert desks["Ben"].project.labels(first) == []  # Dora is to annotate it too
    assign(project, project.article_ids()[2:], Sharing((desks["Dora"].annotator.id,), 1))
    lead_synced(project, database)
    synced(desks["Ben"].project, invitations["Ben"])
    assert len(desks["Ben"].project.labels(first)) == 1  # now she has another one to do
    for desk in desks.values():
        desk.project.close()


def test_who_had_the_article_taken_away_is_not_waited_for(
    lead: Project,
    cleos: Label,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
) -> None:
    says_done(desks["Cleo"], invitations["Cleo"], cleos.article_id)
    assert desks["Ben"].project.labels(cleos.article_id) == []
    withdraw(lead, desks["Ben"].annotator.id, [cleos.article_id])
    lead_synced(lead, database)
    synced(desks["Ben"].project, invitations["Ben"])
    assert desks["Ben"].project.labels(cleos.article_id) == [cleos]


@pytest.mark.parametrize(
    ("release", "deadline", "seen"),
    [
        (Release.OPEN, "", True),
        (Release.DEADLINE, "2026-03-14", True),
        (Release.DEADLINE, "2999-12-31", False),
        (Release.DEADLINE, "", False),
        (Release.BOTH, "2026-03-14", False),
    ],
)
def test_the_project_decides_when_labels_are_shown(
    lead: Project,
    cleos: Label,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
    release: Release,
    deadline: str,
    seen: bool,
) -> None:
    before = lead.settings
    lead.do("Release", Edit(before, replace(before, release=release, deadline=deadline)))
    lead_synced(lead, database)
    synced(desks["Ben"].project, invitations["Ben"])
    assert desks["Ben"].project.labels(cleos.article_id) == ([cleos] if seen else [])
    assert desks["Ben"].project.settings == lead.settings


# ---------------------------------------------------------------------------- writing


def test_no_table_can_be_written_to(
    cleos: Label, invitations: dict[str, Invitation], database: Database
) -> None:
    found = database.asked("SELECT tablename FROM pg_tables WHERE schemaname = 'annotator'")
    assert len(found) == 11
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
            "DROP FUNCTION annotator.is_released",
            "SELECT annotator.note_progress('', '', 0)",
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


# ---------------------------------------------------------------------------- inviting, status


def test_who_was_not_invited_gets_nothing(
    lead: Project, invitations: dict[str, Invitation], database: Database, tmp_path: Path
) -> None:
    with closing(database.superuser()) as connection:
        connection.execute("CREATE ROLE stranger_of_tests LOGIN PASSWORD 'x'")
    try:
        url = database.server.url("stranger_of_tests", database.name)
        stranger = Invitation("Ben", "stranger_of_tests", url, "x")
        with pytest.raises(AnnotatorError, match="ask whoever leads the project to invite you"):
            hub_copy(stranger, tmp_path / "stranger.annot")
        assert not (tmp_path / "stranger.annot").exists()
    finally:
        with closing(database.superuser()) as connection:
            connection.execute("DROP ROLE stranger_of_tests")


def test_an_invitation_to_one_project_opens_no_other(
    lead: Project,
    invitations: dict[str, Invitation],
    database: Database,
    tmp_path: Path,
    codebook: Any,
) -> None:
    with closing(Project.create(tmp_path / "o.annot", "Other", codebook, "Ada")) as other:
        made(database, other)
        ben = invitations["Ben"]
        assert answered(ben, "SELECT name FROM annotator.projects") == [("Harbour",)]
        sql = "SELECT 1 FROM annotator.entries WHERE project = %s"
        assert answered(ben, sql, other.id) == []
        with pytest.raises(AnnotatorError, match="you were not invited to it"):
            synced(other, ben)


def test_a_password_is_made_anew_only_if_that_is_said(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    with lead_hub(database) as hub:
        with pytest.raises(AnnotatorError, match="add --again"):
            invite(hub, "Ben")
        with pytest.raises(AnnotatorError, match="nobody called “Zoe”"):
            invite(hub, "Zoe")
        again = invite(hub, "Ben", again=True)
    assert (again.role, again.url) == (invitations["Ben"].role, invitations["Ben"].url)
    with pytest.raises(AnnotatorError, match="did not accept the password"):
        synced(desks["Ben"].project, invitations["Ben"])
    synced(desks["Ben"].project, again)


def test_the_status_tells_how_far_everyone_is_and_nothing_of_what_they_did(
    lead: Project, cleos: Label, invitations: dict[str, Invitation], database: Database
) -> None:
    with lead_hub(database) as hub:
        found = {it.annotator: it for it in status(hub)}
    cleo = found["Cleo"]
    assert (cleo.steps, cleo.assigned, cleo.pending, cleo.invited) == (1, 2, 2, True)
    assert cleo.pushed.startswith("20")
    assert (found["Ines"].invited, found["Ines"].steps) == (False, 0)
    assert "catastrophic" not in str(found)
    columns = "SELECT owner, steps FROM annotator.streams"
    assert len(answered(invitations["Ben"], columns)) == 2


def test_the_visits_of_others_are_never_seen(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    from annotator.core.model import Visit

    before = lead.settings
    lead.do("Release", Edit(before, replace(before, release=Release.OPEN)))
    lead_synced(lead, database)
    cleo = desks["Cleo"]
    visit = Visit("v", lead.article_ids()[0], cleo.annotator.id, "2026-03-14T09:26:53.589Z", 5)
    cleo.project.record_visit(visit)
    synced(cleo.project, invitations["Cleo"])
    synced(desks["Ben"].project, invitations["Ben"])
    lead_synced(lead, database)
    assert lead.visits(visit.article_id, visit.annotator_id) == [visit]
    assert desks["Ben"].project.visits(visit.article_id, visit.annotator_id) == []
    sql = "SELECT content FROM annotator.entries WHERE kind = 'visit'"
    assert answered(invitations["Ben"], sql) == []
    longer = replace(visit, milliseconds=60_000)
    cleo.project.record_visit(longer)
    synced(cleo.project, invitations["Cleo"])
    lead_synced(lead, database)
    assert lead.visits(visit.article_id, visit.annotator_id) == [longer]
    told = msgspec.json.decode(database.asked(sql)[-1][0], type=Visit)
    assert told == longer
    assert desk_of(lead, "Cleo").annotator == cleo.annotator

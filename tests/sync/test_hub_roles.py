"""Who may see what on a hub: the server decides, whatever SQL an annotator writes."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from psycopg.errors import InsufficientPrivilege

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Release, State
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import withdraw
from annotator.sync.hub.address import address_of
from annotator.sync.hub.leading import Invitation
from annotator.sync.hub.leading import standings as everyone
from annotator.sync.hub.server import Hub
from tests.postgres import PASSWORD, Database
from tests.sync.copies import desk_of, tag
from tests.sync.hubs import (
    answered,
    by_hand,
    hub_copy,
    invited,
    lead_synced,
    made,
    standings,
    synced,
)

NAMES = ("Ben", "Cleo")


def says_done(desk: Desk, invitation: Invitation, article_id: str) -> None:
    desk.set_state(article_id, State.DONE)
    synced(desk.project, invitation)


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


def test_an_article_without_assignments_waits_for_all_who_began_it(
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
        desks[name].set_state(first, State.IN_PROGRESS)
        synced(desks[name].project, invitations[name])
    says_done(desks["Cleo"], invitations["Cleo"], first)
    synced(desks["Ben"].project, invitations["Ben"])
    assert desks["Ben"].project.labels(first) == []  # he is at it himself
    says_done(desks["Ben"], invitations["Ben"], first)
    synced(desks["Ben"].project, invitations["Ben"])
    assert len(desks["Ben"].project.labels(first)) == 1  # Dora has not begun it
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
    with pytest.raises(AnnotatorError, match="Add --again"):
        invited(database, "Ben")
    with pytest.raises(AnnotatorError, match="nobody called “Zoe”"):
        invited(database, "Zoe")
    again = invited(database, "Ben", again=True)
    assert (again.role, again.url) == (invitations["Ben"].role, invitations["Ben"].url)
    with pytest.raises(AnnotatorError, match="did not accept the password"):
        synced(desks["Ben"].project, invitations["Ben"])
    synced(desks["Ben"].project, again)


def test_the_status_tells_how_far_everyone_is_and_nothing_of_what_they_did(
    lead: Project, cleos: Label, invitations: dict[str, Invitation], database: Database
) -> None:
    found = standings(database)
    cleo = found["Cleo"]
    assert (cleo.steps, cleo.assigned, cleo.pending, cleo.invited) == (1, 2, 2, True)
    assert cleo.pushed.startswith("20")
    assert (found["Ines"].invited, found["Ines"].steps) == (False, 0)
    assert "catastrophic" not in str(found)
    columns = "SELECT owner, steps FROM annotator.streams"
    assert len(answered(invitations["Ben"], columns)) == 2


def test_how_everyone_stands_is_told_project_by_project(
    lead: Project, invitations: dict[str, Invitation], database: Database, tmp_path: Path
) -> None:
    book = lead.codebook
    with closing(Project.create(tmp_path / "o.annot", "Harbour", book, "Ada")) as namesake:
        made(database, namesake)
        with closing(Hub.connect(address_of(database.url), PASSWORD)) as hub:
            assert [it.annotator for it in everyone(hub, namesake.id)] == ["Ada"]
            assert [it.annotator for it in everyone(hub, lead.id)] == ["Ben", "Cleo", "Ines"]


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

"""Who comes in at a hub, with which password, and what the lead is told of how everyone stands."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Release, Visit
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.hub.address import address_of
from annotator.sync.hub.leading import Invitation
from annotator.sync.hub.leading import standings as everyone
from annotator.sync.hub.server import Hub
from tests.postgres import PASSWORD, Database
from tests.sync.copies import desk_of
from tests.sync.hubs import answered, hub_copy, invited, lead_synced, made, standings, synced


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

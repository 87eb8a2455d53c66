"""Who may see what on a hub: the server decides, whatever SQL an annotator writes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg.errors import InsufficientPrivilege

from annotator.core.edits import Edit
from annotator.core.model import AnnotatorKind, Codebook, Label, Release, State
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import Sharing, add_annotator, assign, withdraw
from annotator.sync.hub.leading import Invitation
from tests.postgres import Database
from tests.sync.copies import tag
from tests.sync.hubs import Everybody, answered, by_hand, invited, lead_synced, made, synced

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
    cleos: Label, invitations: dict[str, Invitation], database: Database
) -> None:
    """Nobody may have any there; and suppose that the server lets them all the same."""
    database.asked(f"GRANT TEMPORARY ON DATABASE {database.name} TO PUBLIC")
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


# ---------------------------------------------------------------------------- what is before one

LABELS = "SELECT content FROM annotator.entries WHERE content LIKE '%catastrophic%'"
MAY_READ = "SELECT annotator.may_read(%s, %s)"


@pytest.fixture
def everybody(project: Project, database: Database, tmp_path: Path) -> Iterator[Everybody]:
    """Ben, Cleo and Dora, who were given nothing; the first two began the first article."""
    with closing(Everybody(project, database, tmp_path, (*NAMES, "Dora"))) as team:
        tag(team.desks["Cleo"], "catastrophic")
        for name in NAMES:
            team.says(name, State.IN_PROGRESS)
        yield team


@pytest.fixture
def done(everybody: Everybody) -> Everybody:
    """The same, once those who began the article are done with it."""
    for name in NAMES:
        everybody.says(name, State.DONE)
    return everybody


def test_an_article_without_assignments_waits_for_all_who_began_it(everybody: Everybody) -> None:
    everybody.says("Dora", State.DONE)
    everybody.says("Cleo", State.DONE)
    assert [everybody.labels_seen_by(name) for name in ("Ben", "Dora")] == [[], []]
    everybody.says("Ben", State.DONE)
    everybody.synced("Dora")
    assert [len(everybody.labels_seen_by(name)) for name in ("Ben", "Dora")] == [1, 1]


@pytest.mark.parametrize("state", State)
def test_who_was_given_nothing_reads_of_an_article_once_done_with_it(
    done: Everybody, state: State
) -> None:
    dora = done.invitations["Dora"]
    done.says("Dora", state)
    ended = state in (State.DONE, State.SKIPPED)
    assert answered(dora, MAY_READ, done.lead.id, done.article) == [(ended,)]
    assert bool(answered(dora, LABELS)) is ended
    assert bool(answered(dora, "SELECT * FROM annotator.work")) is ended
    assert bool(done.labels_seen_by("Dora")) is ended


def test_who_has_not_begun_keeps_nobody_else_from_reading(done: Everybody) -> None:
    for name in NAMES:
        assert len(answered(done.invitations[name], LABELS)) == 1
        synced(done.desks[name].project, done.invitations[name])
        assert len(done.labels_seen_by(name)) == 1
    lead_synced(done.lead, done.database)
    assert len(done.lead.labels(done.article)) == 1


def test_what_was_held_back_comes_later_and_once(done: Everybody) -> None:
    dora, cleo = done.desks["Dora"], done.desks["Cleo"]
    role = done.invitations["Dora"]
    [label] = cleo.labels(done.article)
    # She reads on in the meantime, of what is not held back.
    before = done.lead.settings
    done.lead.do("Renamed", Edit(before, replace(before, name="Port")))
    lead_synced(done.lead, done.database)
    assert synced(dora.project, role).labels == 0
    noted = cleo.set_note(label, "why not “costly”?")
    done.synced("Cleo")
    assert synced(dora.project, role).labels == 0
    assert (done.labels_seen_by("Dora"), answered(role, LABELS)) == ([], [])

    done.says("Dora", State.DONE)
    assert done.labels_seen_by("Dora") == [noted]
    again = synced(dora.project, role)
    assert (again.steps, again.labels, again.refused) == (0, 0, ())
    theirs = [it.id for it in dora.project.store.all_steps(cleo.annotator.id) if it.edits]
    assert theirs == [it.id for it in cleo.project.store.all_steps(cleo.annotator.id) if it.edits]

    # She opens it once more: what Cleo does then waits until she is done again.
    done.says("Dora", State.IN_PROGRESS)
    dear = cleo.set_note(noted, "or “dear”?")
    done.synced("Cleo")
    assert synced(dora.project, role).labels == 0
    assert "dear" not in str(answered(role, LABELS))
    dora.set_state(done.article, State.DONE)
    assert synced(dora.project, role).labels == 1
    assert done.labels_seen_by("Dora") == [dear]


def test_who_was_given_other_articles_reads_what_is_released(done: Everybody) -> None:
    lead, dora = done.lead, done.invitations["Dora"]
    other = lead.article_ids()[1]
    assign(lead, [other], Sharing((done.desks["Dora"].annotator.id,), 1))
    assert answered(dora, LABELS) == []
    lead_synced(lead, done.database)
    assert len(answered(dora, LABELS)) == 1
    assert synced(done.desks["Dora"].project, dora).labels == 1
    assert synced(done.desks["Dora"].project, dora).labels == 0
    # Once it is taken from her, she has nothing but all articles before her, as at first.
    withdraw(lead, done.desks["Dora"].annotator.id, [other])
    lead_synced(lead, done.database)
    assert answered(dora, LABELS) == []


def test_a_key_does_not_read_what_it_is_given_either(done: Everybody) -> None:
    key = add_annotator(done.lead, "Key", AnnotatorKind.KEY)
    assign(done.lead, [done.article], Sharing((done.desks["Ben"].annotator.id,), 1))
    assign(done.lead, done.lead.article_ids()[1:2], Sharing((key.id,), 1))
    lead_synced(done.lead, done.database)
    role = invited(done.database, "Key")
    assert len(answered(role, LABELS)) == 1  # nobody waits for a key, and it has another article
    assign(done.lead, [done.article], Sharing((key.id,), 1))
    lead_synced(done.lead, done.database)
    assert answered(role, LABELS) == []


@pytest.mark.parametrize(
    ("release", "deadline", "seen"),
    [
        (Release.OPEN, "", True),
        (Release.DEADLINE, "2026-03-14", True),
        (Release.DEADLINE, "2999-12-31", False),
    ],
)
def test_a_project_that_is_open_or_over_shows_all_to_who_has_not_begun(
    done: Everybody, release: Release, deadline: str, seen: bool
) -> None:
    lead = done.lead
    after = replace(lead.settings, release=release, deadline=deadline)
    lead.do("Release", Edit(lead.settings, after))
    lead_synced(lead, done.database)
    assert bool(answered(done.invitations["Dora"], LABELS)) is seen
    done.synced("Dora")
    assert bool(done.labels_seen_by("Dora")) is seen


def test_who_was_not_invited_may_read_nothing(done: Everybody, codebook: Codebook) -> None:
    path = done.folder / "other.annot"
    with closing(Project.create(path, "Other", codebook, "Ada")) as other:
        made(done.database, other)
        assert answered(done.invitations["Ben"], MAY_READ, other.id, other.id) == [(None,)]

"""A hub that is away, slow, full or put back in time: told in a sentence, and nothing is lost."""

import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Visit
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.records import as_json
from annotator.sync.hub.address import address_of
from annotator.sync.hub.leading import Invitation
from annotator.sync.hub.server import Hub, HubAway
from annotator.sync.hub.syncing import copy_of, sync, synced_with
from tests.postgres import Database, new_database, running
from tests.sync.copies import desk_of, tables, tag
from tests.sync.hubs import Line, hub_copy, invited, lead_synced, made, synced


@pytest.fixture
def lead(project: Project) -> Project:
    project.annotator_named("Ben", make=True)
    return project


@pytest.fixture
def ben_invited(lead: Project, database: Database) -> Invitation:
    made(database, lead)
    return invited(database, "Ben")


@pytest.fixture
def ben(ben_invited: Invitation, tmp_path: Path) -> Iterator[Desk]:
    with closing((desk := hub_copy(ben_invited, tmp_path / "Ben.annot")).project):
        yield desk


def what_a_sync_says(desk: Desk, url: str, password: str) -> str:
    """What the hub being away is told with; "" if it was there all the time."""
    try:
        finish(sync(desk.project, url, password=password))
    except HubAway as error:
        return str(error)
    return ""


def test_every_byte_at_which_a_push_is_cut_leaves_nothing_lost_and_nothing_twice(
    lead: Project, ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    line = Line(database.server.port)
    away = 0
    for cut in range(0, 12_000, 400):
        tag(ben, "catastrophic", "praise" if cut % 800 else "loaded")
        ben.project.undo(ben.annotator.id)
        line.cut_after(cut)
        said = what_a_sync_says(ben, line.through(ben_invited.url), ben_invited.password)
        assert not said or "othing is lost" in said
        away += bool(said)
    line.close()
    assert away > 10
    synced(ben.project, ben_invited)
    lead_synced(lead, database)
    told = list(ben.project.store.all_steps(ben.annotator.id))
    assert [it for it in lead.store.all_steps(ben.annotator.id) if it in told] == told
    [(entries, different)] = database.asked(
        "SELECT count(*), count(DISTINCT (key, owner, article)) FROM annotator.entries"
    )
    assert entries == different


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_is_stopped_in_the_middle_of_a_push_and_started_again(
    lead: Project,
    tmp_path: Path,
    how: signal.Signals,
) -> None:
    with running() as server:
        database = new_database(server)
        made(database, lead)
        invitation = invited(database, "Ben")
        with closing((desk := hub_copy(invitation, tmp_path / "Ben.annot")).project):
            for _ in range(300):  # more than goes at once
                tag(desk, "catastrophic")
                desk.project.undo(desk.annotator.id)
            work = sync(desk.project, invitation.url, password=invitation.password)
            while next(work).doing != "pushing steps" or not desk.project.store.hub():
                pass
            next(work)
            server.stop(how)
            with pytest.raises(HubAway, match=r"cut|reached"):
                finish(work)
            with pytest.raises(HubAway, match="cannot be reached"):
                synced(desk.project, invitation)
            tag(desk, "scrapped")  # nothing waits for the network
            server.start()
            synced(desk.project, invitation)
            lead_synced(lead, database)
            own = list(desk.project.store.all_steps(desk.annotator.id))
            assert list(lead.store.all_steps(desk.annotator.id)) == own
            assert len(own) > 600


def test_a_server_that_does_not_answer_is_given_up(
    ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    tag(ben, "catastrophic")
    before = tables(ben.project)
    address = address_of(ben_invited.url)
    with Hub.connect(address, ben_invited.password, patience=0.5) as hub:
        [(pid,)] = database.asked(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s", ben_invited.role
        )
        database.server.signal(signal.SIGSTOP, pid)
        try:
            with pytest.raises(HubAway, match=r"takes too long to answer\. Nothing is lost"):
                finish(synced_with(ben.project, hub))
        finally:
            database.server.signal(signal.SIGCONT, pid)
    assert tables(ben.project) == before
    assert synced(ben.project, ben_invited).pushed == 1


def test_a_push_that_waits_for_another_is_given_up_and_comes_later(
    ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    tag(ben, "catastrophic")
    address = address_of(ben_invited.url)
    with closing(database.superuser()) as other, other.transaction():
        other.execute("SELECT * FROM annotator.streams FOR UPDATE")
        with (
            Hub.connect(address, ben_invited.password, patience=0.5) as hub,
            pytest.raises(HubAway, match="takes too long"),
        ):
            finish(synced_with(ben.project, hub))
    assert synced(ben.project, ben_invited).pushed == 1


def test_a_full_disk_of_the_server_is_told(
    lead: Project, ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    """What PostgreSQL raises where its disk is full, raised where it writes a row."""
    full = (
        "CREATE FUNCTION annotator.disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'could not extend file: No space left on device' "
        "USING ERRCODE = 'disk_full'; END $$"
    )
    database.asked(full)
    database.asked(
        "CREATE TRIGGER disk_full BEFORE INSERT ON annotator.entries FOR EACH ROW "
        "EXECUTE FUNCTION annotator.disk_full()"
    )
    tag(ben, "catastrophic")
    with pytest.raises(HubAway, match=r"no room left .*No space left.*Nothing is lost"):
        synced(ben.project, ben_invited)
    database.asked("DROP TRIGGER disk_full ON annotator.entries")
    assert synced(ben.project, ben_invited).pushed == 1
    assert lead_synced(lead, database).labels == 1


def test_more_people_than_the_server_takes_are_told_to_come_later(
    lead: Project, ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    database.asked(f"ALTER ROLE {ben_invited.role} CONNECTION LIMIT 0")
    with pytest.raises(HubAway, match=r"too many connections.*Nothing is lost"):
        synced(ben.project, ben_invited)


def test_a_hub_that_was_restored_from_a_backup_is_filled_again(
    lead: Project, ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    """As a restored backup is: what came last is gone, and the numbers are given anew."""
    label = tag(ben, "catastrophic")
    synced(ben.project, ben_invited)
    lead_synced(lead, database)
    gone = "DELETE FROM annotator.entries WHERE position > 1 AND owner = %s"
    database.asked(gone, ben.annotator.id)
    database.asked(
        "UPDATE annotator.streams SET last = 1 WHERE owner = %s AND last > 1", ben.annotator.id
    )
    database.asked("UPDATE annotator.streams SET last = 0 WHERE owner = ''")
    database.asked("DELETE FROM annotator.entries WHERE owner = ''")
    second = tag(ben, "scrapped")
    assert synced(ben.project, ben_invited).pushed >= 2
    made(database, lead)
    assert {it.id for it in lead.labels(label.article_id)} == {label.id, second.id}
    counted = "SELECT count(*) > 1 FROM annotator.entries WHERE owner = ''"
    assert database.asked(counted) == [(True,)]
    synced(ben.project, ben_invited)
    lead_synced(lead, database)
    journal = [it for it in ben.project.store.all_steps() if it.edits]
    assert [it for it in lead.store.all_steps() if it in journal] == journal


def test_a_copy_that_was_begun_over_a_line_that_broke_goes_on(
    lead: Project, ben_invited: Invitation, database: Database, tmp_path: Path
) -> None:
    line = Line(database.server.port)
    path = tmp_path / "begun.annot"
    told = [""]
    while not path.exists():
        line.cut_after(2_000 + 500 * len(told))
        with pytest.raises(AnnotatorError) as caught:
            finish(copy_of(path, line.through(ben_invited.url), password=ben_invited.password))
        told.append(str(caught.value))
    line.close()
    assert "begun.annot is begun. Go on with `annotator sync begun.annot`" in told[-1]
    with closing(Project.open(path)) as project:
        assert project.article_ids() != lead.article_ids()
        synced(project, ben_invited)
        assert project.article_ids() == lead.article_ids()
        assert tag(desk_of(project, "Ben"), "catastrophic")


def test_a_reader_misses_no_step_whatever_order_transactions_end_in(
    lead: Project, ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    """One of Ben's pushes is written but not yet to be seen; the next one has to wait for it."""

    tag(ben, "catastrophic")
    first = lead.article_ids()[0]
    visit = as_json(Visit("first", first, ben.annotator.id, "2026-03-14T09:26:53.589Z"))

    def push() -> None:
        with closing(ben.project.beside()) as beside:
            synced(beside, ben_invited)

    with closing(database.superuser()) as slow:
        with slow.transaction():
            slow.execute(
                "SELECT annotator.push(%s, %s, '{visit}', '{first}', '{\"\"}', '{\"\"}', '{\"\"}', "
                "'{0}', ARRAY[%s])",
                (lead.id, ben.annotator.id, visit),
            )
            pushing = threading.Thread(target=push)
            pushing.start()
            lead_synced(lead, database)
            assert lead.store.hub_position("owner", ben.annotator.id) <= 1
        pushing.join()
    lead_synced(lead, database)
    assert [it.id for it in lead.visits(first, ben.annotator.id)] == ["first"]
    assert len(lead.labels(first)) == 1


# ---------------------------------------------------------------------------- what does not fit


def test_a_copy_that_knows_no_hub_asks_for_one(lead: Project) -> None:
    with pytest.raises(AnnotatorError, match="was not synced with a hub yet; say which"):
        finish(sync(lead))


def test_a_database_without_a_hub_is_told(lead: Project, database: Database) -> None:
    with pytest.raises(AnnotatorError, match=r"There is no hub in .* yet. Whoever leads"):
        lead_synced(lead, database)


def test_a_hub_of_a_newer_program_is_left_alone(
    lead: Project, ben: Desk, ben_invited: Invitation, database: Database
) -> None:
    database.asked("UPDATE annotator.hub SET version = version + 1")
    with pytest.raises(AnnotatorError, match="made by a newer Annotator; update this one"):
        synced(ben.project, ben_invited)


def test_a_codebook_changed_in_two_copies_of_the_lead_is_told(
    lead: Project, ben_invited: Invitation, database: Database, tmp_path: Path
) -> None:
    lead.save_copy(tmp_path / "second.annot")
    with closing(Project.open(tmp_path / "second.annot")) as second:
        for project, words in ((lead, "Judges."), (second, "Loads.")):
            tag(desk_of(project, "Ines"), "catastrophic")
            book = project.codebook
            tags = (replace(book.tags[0], definition=words), *book.tags[1:])
            project.do("Definition", Edit(book, replace(book, tags=tags)))
        lead_synced(lead, database)
        with pytest.raises(AnnotatorError, match="changed in two copies at once"):
            lead_synced(second, database)


def test_work_on_an_article_that_the_lead_does_not_have_is_told(
    ben: Desk, ben_invited: Invitation
) -> None:
    finish(add_drafts(ben.project, [Draft("Only here.", title="Only here")]))
    tag(ben, "Only here")
    with pytest.raises(AnnotatorError, match=r"articles that the hub does not have.*Send them"):
        synced(ben.project, ben_invited)

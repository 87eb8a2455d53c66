"""An annotator who writes SQL by hand: what they could do to the hub, and to those who read it."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, NotNullViolation, OperationalError

from annotator.core.edits import Edit, Step
from annotator.core.model import AnnotatorKind, Assignment, Label, State
from annotator.core.parts import parts_of
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import Sharing, add_annotator, assign
from annotator.project.training import TRAINING
from annotator.sync.hub import pulling
from annotator.sync.hub.entries import Entry, entry_of_part
from annotator.sync.hub.leading import Invitation
from annotator.sync.packing import hand_in
from tests.postgres import Database
from tests.sync.copies import merged, tables, tag
from tests.sync.hubs import answered, by_hand, lead_synced, synced
from tests.sync.test_hub_writing import entries_of, pushed_by_hand

CLOCK = "SELECT max(clock) FROM annotator.entries"


@pytest.fixture
def ben(desks: dict[str, Desk]) -> Desk:
    return desks["Ben"]


@pytest.fixture
def mine(ben: Desk) -> Entry:
    """The entry of a step of Ben's that is not on the hub yet."""
    tag(ben, "scrapped")
    return entries_of(ben)[-1]


@pytest.fixture
def line(invitations: dict[str, Invitation]) -> Iterator["psycopg.Connection[object]"]:
    """Ben's own connection."""
    with closing(by_hand(invitations["Ben"])) as connection:
        yield connection


def entry_of(ben: Desk, *edits: Edit) -> Entry:
    """The entry of a step of Ben's with these edits, which his program would not make."""
    step = Step(
        id="forged", device="forged", number=1, annotator_id=ben.annotator.id,
        time="2026-03-14T09:26:53.589Z", title="Forged", edits=edits, clock=50,
    )  # fmt: skip
    return entry_of_part(parts_of(step)[0])


# ---------------------------------------------------------------------------- the database


def test_nobody_makes_anything_of_their_own_there(
    line: "psycopg.Connection[object]", database: Database
) -> None:
    for sql in (
        "CREATE TABLE public.mine (it text)",
        "CREATE TEMP TABLE mine (it text)",
        "CREATE TABLE annotator.mine (it text)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE OPERATOR annotator.+ (LEFTARG = text, PROCEDURE = upper)",
        "CREATE STATISTICS annotator.mine ON owner, kind FROM annotator.entries",
        "CREATE POLICY mine ON annotator.entries USING (true)",
        "CREATE PUBLICATION mine FOR ALL TABLES",
        "SELECT * FROM annotator.entries FOR UPDATE",
        "ALTER ROLE CURRENT_USER CONNECTION LIMIT -1",
        f"ALTER DATABASE {database.name} SET statement_timeout = 1",
        "SELECT * FROM pg_catalog.pg_authid",
    ):
        with pytest.raises(InsufficientPrivilege):
            line.execute(sql)  # type: ignore[arg-type]


def test_what_all_who_were_invited_have_is_taken_from_nobody(
    line: "psycopg.Connection[object]", invitations: dict[str, Invitation], database: Database
) -> None:
    [(group,)] = database.asked("SELECT invited FROM annotator.hub")
    for sql in (f"DROP OWNED BY {group}", "DROP OWNED BY CURRENT_USER"):
        line.execute(sql)  # type: ignore[arg-type]
    with pytest.raises(InsufficientPrivilege):
        line.execute(f"REVOKE {group} FROM {invitations['Cleo'].role}")  # type: ignore[arg-type]
    assert answered(invitations["Cleo"], "SELECT count(*) > 0 FROM annotator.entries") == [(True,)]


def test_nobody_takes_all_connections(
    invitations: dict[str, Invitation], desks: dict[str, Desk], database: Database
) -> None:
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(closing(by_hand(invitations["Ben"])))
        with pytest.raises(OperationalError, match="too many connections for role"):
            by_hand(invitations["Ben"])
        synced(desks["Cleo"].project, invitations["Cleo"])


def test_what_others_ask_is_not_seen(
    line: "psycopg.Connection[object]", invitations: dict[str, Invitation]
) -> None:
    with closing(by_hand(invitations["Cleo"])) as cleo:
        cleo.execute("SELECT 'catastrophic'")
        asked = "SELECT query FROM pg_stat_activity WHERE usename = %s"
        [(seen,)] = line.execute(asked, (invitations["Cleo"].role,)).fetchall()  # type: ignore[misc]
    assert seen == "<insufficient privilege>"
    statistics = "SELECT * FROM pg_stats WHERE schemaname = 'annotator'"
    assert line.execute(statistics).fetchall() == []


# ---------------------------------------------------------------------------- forged entries


def test_a_step_is_not_told_as_if_a_million_had_come_before_it(
    lead: Project, ben: Desk, mine: Entry, line: "psycopg.Connection[object]", database: Database
) -> None:
    [(highest,)] = database.asked(CLOCK)
    for clock in (highest + 1_000_001, 2**62):
        with pytest.raises(InsufficientPrivilege, match="a million others"):
            pushed_by_hand(line, lead.id, mine.owner, replace(mine, clock=clock))
    assert database.asked(CLOCK) == [(highest,)]
    # Who was away while a team did much is no forger, nor is who pushes for the first time.
    database.asked("UPDATE annotator.streams SET clock = 5000000 WHERE owner = ''")
    pushed_by_hand(line, lead.id, mine.owner, replace(mine, clock=5_000_001))
    assert database.asked(CLOCK) == [(5_000_001,)]


def test_a_forged_hand_in_parts_no_copies(
    lead: Project,
    ben: Desk,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
) -> None:
    """The lead's clock is put far ahead; who was not told why takes the lead's steps as before."""
    for ahead, words in ((900_000_000, "scrapped"), (1_800_000_000, "regime")):
        tag(ben, words)
        honest = hand_in(ben.project, ben.annotator)
        *rest, last = honest.steps
        merged(lead, replace(honest, steps=(*rest, replace(last, clock=ahead))))
    before = lead.settings
    lead.do("Renamed", Edit(before, replace(before, name="Port")))
    assert lead_synced(lead, database).refused == ()
    cleo = desks["Cleo"].project
    assert synced(cleo, invitations["Cleo"]).refused == ()
    assert cleo.settings.name == "Port"
    tag(desks["Cleo"], "catastrophic")
    assert synced(cleo, invitations["Cleo"]).pushed == 1
    assert lead_synced(lead, database).labels == 1


def test_entries_are_named_as_they_should_be(
    lead: Project, mine: Entry, line: "psycopg.Connection[object]", database: Database
) -> None:
    device = mine.key.rpartition(":")[0]
    before = database.asked("SELECT count(*) FROM annotator.entries")
    for bad in (
        replace(mine, key=device),
        replace(mine, key=f"{device}:one"),
        replace(mine, key=f"{device}:01"),  # another key of the step that is :1
        replace(mine, key=f"{device}:2:1"),
        replace(mine, key=f"{device}:{10**30}"),
        replace(mine, key=f"{'x' * 400}:1"),
        replace(mine, step="x" * 101),
        replace(mine, kind="record"),  # with a step, an author and a clock
        replace(mine, kind="record", step="", author="", clock=9),
    ):
        with pytest.raises(InsufficientPrivilege, match="not named as it should be"):
            pushed_by_hand(line, lead.id, mine.owner, bad)
    columns = [mine.kind, mine.key, mine.article, mine.step, mine.author, mine.clock, mine.content]
    for lacking in range(len(columns)):
        lists = [[None] if n == lacking else [it] for n, it in enumerate(columns)]
        with pytest.raises((NotNullViolation, InsufficientPrivilege)):
            line.execute(
                "SELECT annotator.push(%s, %s, %s::text[], %s::text[], %s::text[], %s::text[], "
                "%s::text[], %s::bigint[], %s::text[])",
                (lead.id, mine.owner, *lists),
            )
    assert database.asked("SELECT count(*) FROM annotator.entries") == before


def test_nobody_fills_the_hub(
    lead: Project, mine: Entry, line: "psycopg.Connection[object]", database: Database
) -> None:
    large = mine.content.replace("{", "{" + " " * 2**24, 1)
    with pytest.raises(psycopg.Error, match=r"more than a hub takes at once \(16 MB\)"):
        pushed_by_hand(line, lead.id, mine.owner, replace(mine, content=large))
    room = 2**30 - len(mine.content.encode())
    sql = "UPDATE annotator.streams SET bytes = %s WHERE owner = %s RETURNING last"
    [(last,)] = database.asked(sql, room + 1, mine.owner)
    with pytest.raises(psycopg.Error, match=r"no room for more work of yours \(1 GB\)"):
        pushed_by_hand(line, lead.id, mine.owner, mine)
    database.asked(sql, room, mine.owner)
    assert pushed_by_hand(line, lead.id, mine.owner, mine) == [(last, last + 1)]


# ---------------------------------------------------------------------------- one's own queue


def test_nobody_makes_gold_items_their_training_to_read_the_key(
    lead: Project,
    ben: Desk,
    line: "psycopg.Connection[object]",
    invitations: dict[str, Invitation],
    database: Database,
) -> None:
    key = Desk(lead, add_annotator(lead, "Key", AnnotatorKind.KEY))
    gold = tag(key, "banner")
    assign(lead, [gold.article_id], Sharing((ben.annotator.id,), 1))
    lead_synced(lead, database)
    synced(ben.project, invitations["Ben"])
    known = ben.project.stored_assignment(gold.article_id, ben.annotator.id)
    assert known is not None
    entry = entry_of(ben, Edit(known, replace(known, batch=TRAINING)))
    pushed_by_hand(line, lead.id, ben.annotator.id, entry)
    made_up = Assignment(gold.article_id, ben.annotator.id, place=1, batch=TRAINING)
    content = entry_of(ben, Edit(None, made_up)).content
    record = replace(entry, kind="record", key="made up", step="", author="", clock=0)
    pushed_by_hand(line, lead.id, ben.annotator.id, replace(record, content=content))
    sql = "SELECT content FROM annotator.entries WHERE owner = %s"
    assert answered(invitations["Ben"], sql, key.annotator.id) == []
    synced(ben.project, invitations["Ben"])
    assert ben.project.labels(gold.article_id) == []


def test_nobody_takes_an_article_out_of_their_queue_to_read_others(
    lead: Project, cleos: Label, desks: dict[str, Desk], line: "psycopg.Connection[object]",
    invitations: dict[str, Invitation], database: Database,
) -> None:  # fmt: skip
    ben, article = desks["Ben"], cleos.article_id
    desks["Cleo"].set_state(article, State.DONE)
    synced(desks["Cleo"].project, invitations["Cleo"])
    known = ben.project.stored_assignment(article, ben.annotator.id)
    assert known is not None
    away = entry_of(ben, Edit(known, replace(known, place=0, batch="")))
    pushed_by_hand(line, lead.id, ben.annotator.id, away)
    may_read = "SELECT annotator.may_read(%s, %s)"
    assert answered(invitations["Ben"], may_read, lead.id, article) == [(False,)]
    sql = "SELECT assigned FROM annotator.progress WHERE annotator = %s AND article = %s"
    assert database.asked(sql, ben.annotator.id, article) == [(True,)]


# ---------------------------------------------------------------------------- who reads it


@pytest.mark.parametrize(("entries", "size"), [(1, 10**9), (3, 10**9), (1_000, 1)])
def test_much_is_read_in_portions_and_arrives_whole(
    lead: Project, cleos: Label, desks: dict[str, Desk], invitations: dict[str, Invitation],
    database: Database, monkeypatch: pytest.MonkeyPatch, entries: int, size: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(pulling, "_ENTRIES_AT_ONCE", entries)
    monkeypatch.setattr(pulling, "_BYTES_AT_ONCE", size)
    for name, desk in desks.items():
        for words in ("regime", "scrapped", "ferry", "café"):
            desk.set_note(tag(desk, words), words)
        for article_id in lead.article_ids()[:2]:
            desk.set_state(article_id, State.DONE)
        synced(desk.project, invitations[name])
    for name, desk in desks.items():
        assert synced(desk.project, invitations[name]).refused == ()
    assert lead_synced(lead, database).refused == ()
    for article_id in lead.article_ids()[:2]:
        everything = lead.labels(article_id)
        assert everything
        for desk in desks.values():
            assert desk.project.labels(article_id) == everything
    before = tables(desks["Ben"].project)
    report = synced(desks["Ben"].project, invitations["Ben"])
    assert (report.steps, report.labels) == (0, 0)
    assert tables(desks["Ben"].project) == before

"""Hubs of older programs: every released one is brought up to date with all that it holds."""

import secrets
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from psycopg.sql import SQL, Identifier, Literal

from annotator.core.errors import Advised, AnnotatorError
from annotator.core.model import State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.training import feedback, standing
from annotator.sync.hub.address import address_of
from annotator.sync.hub.leading import Invitation, prepare, upgrade
from annotator.sync.hub.server import Hub, HubAway, OutdatedHub
from annotator.sync.hub.syncing import copy_of
from annotator.sync.hub.tables import VERSION
from tests.postgres import PASSWORD, Database
from tests.sync.copies import tables, tag
from tests.sync.hubs import answered, hub_copy, invited, lead_synced, made, synced

OLDER = sorted(Path(__file__).with_name("released").glob("hub-*.sql"))
DATA = (
    "SELECT * FROM annotator.entries ORDER BY owner, position",
    "SELECT * FROM annotator.articles ORDER BY position",
    "SELECT * FROM annotator.codebooks ORDER BY version",
    "SELECT * FROM annotator.annotators ORDER BY id",
    "SELECT * FROM annotator.members ORDER BY role",
    "SELECT * FROM annotator.work ORDER BY article",
    "SELECT * FROM annotator.devices ORDER BY device, author",
    "SELECT * FROM annotator.projects",
    "SELECT owner, last, steps, assigned, pushed FROM annotator.streams ORDER BY owner",
    "SELECT article, annotator, assigned, begun, done FROM annotator.progress ORDER BY 1, 2",
)
SHAPE = (
    (
        "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name "
        "FROM information_schema.columns WHERE table_schema = 'annotator' ORDER BY 1, 2"
    ),
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'annotator' ORDER BY 1, 2",
    (
        "SELECT tablename, policyname, cmd, roles, qual, with_check FROM pg_policies "
        "WHERE schemaname = 'annotator' ORDER BY 1, 2"
    ),
    (
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
        "WHERE relnamespace = 'annotator'::regnamespace AND relkind = 'r' ORDER BY 1"
    ),
    (
        "SELECT pg_get_functiondef(p.oid) FROM pg_proc p "
        "WHERE p.pronamespace = 'annotator'::regnamespace ORDER BY 1"
    ),
    # Who may do what, whatever the roles are called.
    (
        "SELECT r.relname, CASE a.grantee WHEN 0 THEN 'everybody' WHEN r.relowner THEN 'owner' "
        "ELSE 'invited' END, a.privilege_type FROM pg_class r, LATERAL aclexplode(r.relacl) a "
        "WHERE r.relnamespace = 'annotator'::regnamespace AND r.relkind = 'r' ORDER BY 1, 2, 3"
    ),
    (
        "SELECT p.proname, CASE a.grantee WHEN 0 THEN 'everybody' WHEN p.proowner THEN 'owner' "
        "ELSE 'invited' END FROM pg_proc p, LATERAL aclexplode(p.proacl) a "
        "WHERE p.pronamespace = 'annotator'::regnamespace ORDER BY 1, 2"
    ),
    (
        "SELECT CASE a.grantee WHEN 0 THEN 'everybody' WHEN n.nspowner THEN 'owner' "
        "ELSE 'invited' END, a.privilege_type FROM pg_namespace n, LATERAL aclexplode(n.nspacl) a "
        "WHERE n.nspname = 'annotator' ORDER BY 1, 2"
    ),
    (
        "SELECT a.grantee = 0, a.privilege_type FROM pg_database d, LATERAL aclexplode(d.datacl) a "
        "WHERE d.datname = current_database() ORDER BY 1, 2"
    ),
)


@dataclass(frozen=True)
class OldHub:
    """A hub as an older program left it, in a database of its own; Ben and Cleo have roles."""

    database: Database
    invitations: dict[str, Invitation]

    def upgraded(self) -> None:
        finish(upgrade(self.database.url, password=PASSWORD))

    def asked(self, questions: tuple[str, ...]) -> list[object]:
        return [self.database.asked(sql) for sql in questions]


@pytest.fixture(params=OLDER, ids=lambda it: it.stem)
def old(request: pytest.FixtureRequest, database: Database) -> OldHub:
    """As `pg_restore` and whoever looks after the server bring it back."""
    ending = secrets.token_hex(3)
    dump = request.param.read_text("utf-8").replace("_then", f"_{ending}")
    url = database.server.url
    roles = {name: f"{name.lower()}_{ending}" for name in ("Ben", "Cleo")}
    with closing(database.superuser()) as connection:
        connection.execute(SQL("SET ROLE {}").format(Identifier(database.lead)))
        group = Identifier(f"annotators_{ending}")
        connection.execute(SQL("CREATE ROLE {} NOLOGIN").format(group))
        for role in roles.values():
            new = SQL("CREATE ROLE {} LOGIN PASSWORD {}")
            connection.execute(new.format(Identifier(role), Literal(PASSWORD)))
            connection.execute(SQL("GRANT {} TO {}").format(group, Identifier(role)))
        connection.execute("SET check_function_bodies = false")  # as pg_dump has it
        connection.execute(dump)
    return OldHub(
        database,
        {
            name: Invitation(name, role, url(role, database.name), PASSWORD)
            for name, role in roles.items()
        },
    )


def test_there_is_a_hub_of_every_older_version() -> None:
    assert [it.stem for it in OLDER][: VERSION - 1] == [f"hub-{n}" for n in range(1, VERSION)]


def test_an_upgraded_hub_holds_all_it_held_and_is_like_a_new_one(
    old: OldHub, project: Project, database: Database
) -> None:
    before = old.asked(DATA)
    old.upgraded()
    assert old.asked(DATA) == before
    found = old.asked(SHAPE)
    database.asked("DROP SCHEMA annotator CASCADE")
    made(database, project)
    for question, upgraded, new in zip(SHAPE, found, old.asked(SHAPE), strict=True):
        assert upgraded == new, question


def test_what_is_counted_of_each_owner_is_counted_of_what_was_there(old: OldHub) -> None:
    old.upgraded()
    counted = "SELECT owner, bytes, clock FROM annotator.streams ORDER BY owner"
    afresh = (
        "SELECT owner, sum(octet_length(content))::bigint, max(clock) FROM annotator.entries "
        "GROUP BY owner ORDER BY owner"
    )
    assert old.database.asked(counted) == old.database.asked(afresh)
    every = "SELECT * FROM annotator.owned ORDER BY kind, id"
    noted = old.database.asked(every)
    old.database.asked("DELETE FROM annotator.owned")
    sql = (
        "SELECT annotator.takes_others(project, owner, array_agg(kind), array_agg(key), "
        "array_agg(step), array_agg(content)) FROM annotator.entries GROUP BY project, owner"
    )
    assert set(old.database.asked(sql)) == {(False,)}
    assert old.database.asked(every) == noted
    assert {kind for _, kind, _, _ in noted} == {"label", "answer", "step"}


def test_a_team_goes_on_at_an_upgraded_hub(old: OldHub, tmp_path: Path) -> None:
    old.upgraded()
    lead = finish(copy_of(tmp_path / "lead.annot", old.database.url, password=PASSWORD))
    with closing(lead):
        assert finish(checked(lead)) == []
        assert len(lead.labels(lead.article_ids()[0])) == 2  # Ben's and Cleo's
        assert lead.codebook.name == "Pier words"
        cleo = hub_copy(old.invitations["Cleo"], tmp_path / "Cleo.annot")
        with closing(cleo.project):
            [mine] = cleo.labels(lead.article_ids()[0])
            assert mine.note == "why not “costly”?"
            assert {it.annotator_id for it in cleo.project.labels(mine.article_id)} == {
                cleo.annotator.id
            }
            cleo.set_state(mine.article_id, State.DONE)
            synced(cleo.project, old.invitations["Cleo"])
            assert len(cleo.project.labels(mine.article_id)) == 2  # Ben was done before
            new = tag(cleo, "café")
            synced(cleo.project, old.invitations["Cleo"])
        lead_synced(lead, old.database)
        assert new in lead.labels(new.article_id)
        with closing(
            finish(copy_of(tmp_path / "2.annot", old.database.url, password=PASSWORD))
        ) as second:
            assert tables(second) == tables(lead)
        again = invited(old.database, "Ben", again=True)
        limit = "SELECT rolconnlimit FROM pg_roles WHERE rolname = %s"
        assert old.database.asked(limit, again.role) == [(10,)]
        assert answered(again, "SELECT count(*) FROM annotator.members") == [(1,)]


def test_what_was_training_before_is_training_after(old: OldHub, tmp_path: Path) -> None:
    old.upgraded()
    ben = hub_copy(old.invitations["Ben"], tmp_path / "Ben.annot")
    with closing(ben.project):
        [banner] = standing(ben.project, ben.annotator.id).articles
        assert feedback(ben.project, banner, ben.annotator.id) is not None
    cleo = hub_copy(old.invitations["Cleo"], tmp_path / "Cleo.annot")
    with closing(cleo.project):
        assert standing(cleo.project, cleo.annotator.id).articles == ()
    sql = "SELECT * FROM annotator.entries WHERE article = %s AND owner <> %s"
    assert answered(old.invitations["Cleo"], sql, banner, cleo.annotator.id) == []


def test_upgrading_twice_or_setting_up_anew_changes_nothing_more(
    old: OldHub, project: Project
) -> None:
    old.upgraded()
    before = old.asked((*DATA, *SHAPE))
    old.upgraded()
    assert old.asked((*DATA, *SHAPE)) == before


def test_another_project_set_up_at_an_older_hub_brings_it_up_to_date(
    old: OldHub, project: Project
) -> None:
    before = old.asked(DATA[:2])
    with Hub.connect(address_of(old.database.url), PASSWORD, unready=True) as hub:
        prepare(project, hub)
    assert old.database.asked("SELECT version FROM annotator.hub") == [(VERSION,)]
    assert old.asked(DATA[:2]) == before


def test_an_upgrade_that_fails_leaves_the_older_hub_as_it_was(old: OldHub) -> None:
    before = old.asked((*DATA, *SHAPE))
    # The last thing that is written cannot be.
    old.database.asked("ALTER TABLE annotator.hub ADD CONSTRAINT stays CHECK (version = 1)")
    with pytest.raises(AnnotatorError, match="Nothing here was changed"):
        old.upgraded()
    assert old.asked((*DATA, *SHAPE)) == before
    assert old.database.asked("SELECT version FROM annotator.hub") == [(1,)]


def test_an_upgrade_does_not_have_everybody_wait_for_who_holds_a_table(
    old: OldHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.sync.hub import making

    monkeypatch.setattr(making, "_NOT_LONGER", "SET LOCAL lock_timeout = '200ms'")
    with closing(old.database.superuser()) as other, other.transaction():
        other.execute("LOCK TABLE annotator.streams IN ACCESS SHARE MODE")
        with pytest.raises(HubAway, match="takes too long"):
            old.upgraded()
    old.upgraded()


# ---------------------------------------------------------------------------- who is told what


def test_a_newer_program_says_what_to_do_about_an_older_hub(
    old: OldHub, project: Project, tmp_path: Path
) -> None:
    for url in (old.database.url, *(it.url for it in old.invitations.values())):
        with pytest.raises(OutdatedHub, match=r"older Annotator.*annotator hub upgrade") as caught:
            finish(copy_of(tmp_path / "mine.annot", url, password=PASSWORD))
        assert "on the Team page" in caught.value.in_window
    assert not (tmp_path / "mine.annot").exists()
    with pytest.raises(OutdatedHub):
        invited(old.database, "Ben")


def test_only_who_leads_brings_it_up_to_date(old: OldHub) -> None:
    with pytest.raises(AnnotatorError, match="belongs to another role"):
        finish(upgrade(old.invitations["Ben"].url, password=PASSWORD))
    assert old.database.asked("SELECT version FROM annotator.hub") == [(1,)]


def test_an_older_program_says_what_to_do_about_a_newer_hub(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    database.asked("UPDATE annotator.hub SET version = %s", VERSION + 1)
    sentence = "made by a newer Annotator; update this one, then try again"
    with pytest.raises(AnnotatorError, match=sentence):
        synced(desks["Ben"].project, invitations["Ben"])
    with pytest.raises(AnnotatorError, match=sentence):
        finish(upgrade(database.url, password=PASSWORD))
    with pytest.raises(AnnotatorError, match=sentence):
        made(database, lead)


def test_a_database_without_a_hub_has_nothing_to_upgrade(database: Database) -> None:
    with pytest.raises(Advised, match=r"There is no hub in .* yet"):
        finish(upgrade(database.url, password=PASSWORD))

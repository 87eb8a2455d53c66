"""What annotators say about themselves, over a hub: apart from all work, for nobody else's eyes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from annotator.core.edits import Edit
from annotator.core.model import Label, Release
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.questionnaire import bins, is_due, keep
from annotator.sync.hub.leading import Invitation
from tests.postgres import PASSWORD, Database
from tests.sync.hubs import answered, by_hand, hub_copy, invited, lead_synced, synced

TELLTALE = "Kessimaria"
EVERYTHING = "SELECT annotator, answers FROM annotator.questionnaires"
SAY = "SELECT annotator.say(%s, %s, %s)"


@pytest.fixture
def asking(lead: Project) -> Project:
    """The project asks, and shows everything else to everybody."""
    before = lead.settings
    lead.do("Ask", Edit(before, replace(before, questionnaire=True, release=Release.OPEN)))
    return lead


@pytest.fixture
def cleo_said(asking: Project, desks: dict[str, Desk], invitations: dict[str, Invitation]) -> Desk:
    """Cleo, who answered and synced."""
    cleo = desks["Cleo"]
    keep(cleo.project, cleo.annotator, {"leaning": -3, "country": TELLTALE})
    synced(cleo.project, invitations["Cleo"])
    return cleo


def invited_now(lead: Project, database: Database, name: str) -> Invitation:
    lead.annotator_named(name, make=True)
    lead_synced(lead, database)
    return invited(database, name)


def kept(project: Project, desk: Desk) -> dict[str, object] | None:
    """What a copy knows of what they said."""
    found = project.store.questionnaire(desk.annotator.id)
    return None if found is None else dict(found.answers)


def test_who_leads_counts_what_was_said(
    asking: Project, cleo_said: Desk, desks: dict[str, Desk], invitations: dict[str, Invitation],
    database: Database,
) -> None:  # fmt: skip
    ben = desks["Ben"]
    keep(ben.project, ben.annotator, {"leaning": 2, "country": TELLTALE})
    synced(ben.project, invitations["Ben"])
    ines = asking.annotators()[0]
    keep(asking, ines, {"leaning": 0, "country": TELLTALE})
    assert bins(asking) == []
    for _ in range(2):
        assert lead_synced(asking, database).refused == ()
        found = [(it.question, it.bin, it.count) for it in bins(asking)]
        assert found == [("leaning", "-3 to 3", 3), ("country", TELLTALE, 3)]
    # What was said at the lead's own desk goes nowhere.
    assert len(database.asked(EVERYTHING)) == 2


def test_nobody_else_reads_it(
    asking: Project, cleo_said: Desk, desks: dict[str, Desk], invitations: dict[str, Invitation],
    database: Database,
) -> None:  # fmt: skip
    lead_synced(asking, database)
    ben = desks["Ben"].project
    synced(ben, invitations["Ben"])
    assert kept(ben, cleo_said) is None
    assert ben.store.questionnaires() == []
    assert answered(invitations["Ben"], EVERYTHING) == []
    [(who, answers)] = answered(invitations["Cleo"], EVERYTHING)
    assert who == cleo_said.annotator.id
    assert TELLTALE in answers
    for table in ("entries", "projects", "annotators", "streams"):
        assert TELLTALE not in str(database.asked(f"SELECT * FROM annotator.{table}"))
    dora = invited_now(asking, database, "Dora")  # who joins later
    assert answered(dora, EVERYTHING) == []


def test_a_role_that_was_not_invited_reads_and_writes_nothing_of_it(
    asking: Project, cleo_said: Desk, database: Database
) -> None:
    role = f"stranger_{database.name}"
    with closing(database.superuser()) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'x'")  # type: ignore[arg-type]
    stranger = Invitation("", role, database.server.url(role, database.name), "x")
    for sql in (EVERYTHING, "SELECT annotator.say('', '', '')"):
        with pytest.raises(InsufficientPrivilege):
            answered(stranger, sql)


def test_nobody_says_it_for_another(
    asking: Project, cleo_said: Desk, invitations: dict[str, Invitation], database: Database
) -> None:
    before = database.asked("SELECT * FROM annotator.questionnaires")
    cleo = cleo_said.annotator.id
    with closing(by_hand(invitations["Ben"])) as connection:
        for sql in (
            f"INSERT INTO annotator.questionnaires VALUES ('{asking.id}', '{cleo}', '9', '{{}}')",
            "UPDATE annotator.questionnaires SET answers = '{}'",
            f"DELETE FROM annotator.questionnaires WHERE annotator = '{cleo}'",
            "SELECT annotator.say('another project', '2026', '{}')",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(sql)  # type: ignore[arg-type]
        with pytest.raises(psycopg.Error, match="longer than a hub takes"):
            connection.execute(SAY, (asking.id, "2026", "x" * 20_001))
    assert database.asked("SELECT * FROM annotator.questionnaires") == before
    lead = Invitation("Ines", database.lead, database.url, PASSWORD)
    with pytest.raises(InsufficientPrivilege):  # nor does whoever leads
        answered(lead, SAY, asking.id, "9999", "{}")


def test_the_later_word_stands_and_one_is_asked_once(
    asking: Project, cleo_said: Desk, invitations: dict[str, Invitation], database: Database,
    tmp_path: Path,
) -> None:  # fmt: skip
    role = invitations["Cleo"]
    with closing(hub_copy(role, tmp_path / "home.annot").project) as home:
        cleo = home.annotator_named("Cleo")
        assert kept(home, cleo_said) == {"leaning": -3, "country": TELLTALE}
        assert not is_due(home, cleo)
        keep(home, cleo, {"leaning": 1})
        synced(home, role)
        synced(cleo_said.project, role)
        assert kept(cleo_said.project, cleo_said) == {"leaning": 1}
        # The earlier word comes late, from who wrote the SQL by hand.
        answered(role, SAY, asking.id, "2020-01-01T00:00:00.000Z", '{"leaning": 3}')
        lead_synced(asking, database)
        assert kept(asking, cleo_said) == {"leaning": 1}
        # Rather not, after all.
        keep(home, cleo, {})
        synced(home, role)
        lead_synced(asking, database)
        assert kept(asking, cleo_said) == {}


def test_rather_not_is_told_to_nobody(
    asking: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    keep(desks["Ben"].project, desks["Ben"].annotator, {})
    synced(desks["Ben"].project, invitations["Ben"])
    assert database.asked(EVERYTHING) == []


@pytest.mark.parametrize(
    ("time", "answers"),
    [
        ("2026-03-14T09:26:53.589Z", '{"leaning": 12}'),
        ("2026-03-14T09:26:53.589Z", '{"income": "much"}'),
        ("2026-03-14T09:26:53.589Z", "[" * 9_000),
        ("some day", '{"leaning": 1}'),
        ("2026-03-14", '{"leaning": 1}'),
    ],
)
def test_what_makes_no_sense_is_left_out_and_told(
    asking: Project, cleos: Label, desks: dict[str, Desk], invitations: dict[str, Invitation],
    database: Database, time: str, answers: str,
) -> None:  # fmt: skip
    answered(invitations["Ben"], SAY, asking.id, time, answers)
    report = lead_synced(asking, database)
    assert report.refused == (
        "The answers of Ben to “About you” on the hub make no sense; they were left out.",
    )
    assert report.labels == 1  # nobody's work waits for that
    assert kept(asking, desks["Ben"]) is None


def test_a_copy_that_is_not_ones_own_takes_and_gives_nothing(
    asking: Project, cleo_said: Desk, invitations: dict[str, Invitation], database: Database,
    tmp_path: Path,
) -> None:  # fmt: skip
    """A copy of the lead's own file, in which Cleo sits down, has been at other desks before."""
    asking.save_copy(tmp_path / "shared.annot")
    with closing(Project.open(tmp_path / "shared.annot")) as shared:
        keep(shared, shared.annotator_named("Cleo"), {"leaning": 3})
        synced(shared, invitations["Cleo"])
        assert kept(shared, cleo_said) == {"leaning": 3}
    [(_, answers)] = database.asked(EVERYTHING)
    assert TELLTALE in answers


@pytest.fixture(autouse=True)
def _no_strangers_left(database: Database) -> Iterator[None]:
    yield
    with closing(database.superuser()) as connection:
        connection.execute(f"DROP ROLE IF EXISTS stranger_{database.name}")  # type: ignore[arg-type]

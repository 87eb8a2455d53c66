"""A team at a hub without a screen: hub, sync, new --hub."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from shell import Shell

from annotator.sync.hub import making, server
from annotator.sync.hub.tables import VERSION
from tests.postgres import PASSWORD, Database


@pytest.fixture
def at_hub(shell: Shell, database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A project with two annotators on a hub; PGPASSWORD is the lead's."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    shell.does("new", "lead.annot", "--name", "Ferries")
    Path("ferry.txt").write_text("Regime number one scrapped a catastrophic ferry.", "utf-8")
    shell.does("import", "lead.annot", "ferry.txt")
    for name in ("Ada", "Ben"):
        shell.does("annotator", "lead.annot", "add", name)
    shell.does("assign", "lead.annot", "--annotators", "Ada,Ben")
    shell.does("hub", "init", database.url, "lead.annot")
    return database


def test_a_team_works_through_a_hub(
    shell: Shell, at_hub: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = shell.does("hub", "invite", at_hub.url, "--annotator", "Ben")
    assert "annotator new mine.annot --hub postgresql://ben_" in said
    ada = shell.gives("hub", "invite", at_hub.url, "--annotator", "Ada")
    assert ada["password"] not in ada["url"]

    monkeypatch.setenv("PGPASSWORD", ada["password"])
    said = shell.does("new", "ada.annot", "--hub", ada["url"])
    assert said.startswith("ada.annot made, with the codebook")
    [row] = shell.gives("list", "ada.annot")
    loaded = ("--tag", "contentious-label", "--find", "Regime", "--annotator", "Ada")
    shell.does("tag", "ada.annot", row["id"], *loaded)
    assert shell.does("sync", "ada.annot").startswith("1 step pushed, 0 steps pulled")
    [mine] = shell.gives("hub", "status", ada["url"])
    assert (mine["annotator"], mine["assigned"], mine["pending"]) == ("Ada", 1, 1)

    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    done = shell.gives("sync", "lead.annot", at_hub.url)
    assert (done["pushed"], done["steps"], done["labels"], done["refused"]) == (0, 1, 1, [])
    table = shell.does("hub", "status", at_hub.url)
    assert [line.split()[1] for line in table.splitlines()[1:3]] == ["Ada", "Ben"]
    assert table.splitlines()[2].endswith("never")
    shell.does("check", "lead.annot")


def test_an_older_hub_is_told_and_brought_up_to_date(
    shell: Shell, at_hub: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later version of this program finds a hub that this one made."""
    monkeypatch.setattr(making, "UPGRADES", {VERSION: ()})
    for module in (making, server):
        monkeypatch.setattr(module, "VERSION", VERSION + 1)
    for words in (("sync", "lead.annot"), ("hub", "status", at_hub.url)):
        assert "brings it up to date with `annotator hub upgrade URL`" in shell.refuses(*words)
    assert "up to date; all that was there still is" in shell.does("hub", "upgrade", at_hub.url)
    assert shell.does("sync", "lead.annot").startswith("0 steps pushed, 0 steps pulled")
    assert at_hub.asked("SELECT version FROM annotator.hub") == [(VERSION + 1,)]


def test_mistakes_are_said_with_what_to_do(
    shell: Shell, at_hub: Database, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.does("new", "alone.annot")
    nowhere = "postgresql://ada@127.0.0.1:1/team"
    for arguments, told in (
        (("hub", "make", at_hub.url), "none of init, invite, status"),
        (("hub", "init", at_hub.url), "Which project?"),
        (("hub", "invite", at_hub.url), "Add --annotator NAME"),
        (("hub", "invite", at_hub.url, "--annotator", "Zoe"), "nobody called “Zoe”"),
        (("hub", "status", nowhere), "cannot be reached"),
        (("sync", "alone.annot"), "say which, like postgresql://"),
        (("sync", "alone.annot", at_hub.url), "does not have this project"),
        (("sync", "lead.annot", "lead.txt"), "no address of a hub"),
        (("sync", "lead.annot", "postgresql://a:b@localhost/x"), "Leave the password out"),
        (("new", "x.annot", "--hub", nowhere), "cannot be reached"),
        (("new", "x.annot", "--hub", at_hub.url, "--name", "Other"), "Say which with --name"),
    ):
        assert told in shell.refuses(*arguments), arguments
    assert not Path("x.annot").exists()
    monkeypatch.delenv("PGPASSWORD")
    assert "did not accept the password" in shell.refuses("sync", "lead.annot")


def test_a_password_is_asked_for_at_a_terminal_alone(shell: Shell, at_hub: Database) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PGPASSWORD"}
    ours, theirs = pty.openpty()
    asking = subprocess.Popen(
        [sys.executable, "-m", "annotator", "sync", "lead.annot"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**environment, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    )
    os.close(theirs)
    assert asking.stderr is not None
    asked = ""
    while not asked.endswith("): "):
        asked += asking.stderr.read(1)
    os.write(ours, f"{PASSWORD}\n".encode())
    out, err = asking.communicate(timeout=60)
    os.close(ours)
    assert asking.returncode == 0, err
    assert out.startswith("0 steps pushed")
    assert asked.startswith("Password for the hub (postgresql://lead_")
    assert "The password is not kept: this system has no keyring to use" in err
    assert PASSWORD not in err


def test_without_the_library_a_sentence_says_what_to_install(shell: Shell) -> None:
    shell.does("new", "P.annot")
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from annotator.cli import main\n"
        "sys.exit(main(['sync', 'P.annot', 'postgresql://localhost/team']))"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "pip install annotator[team]" in ended.stderr

"""How one gets to a hub: its address, TLS, and the password, which is kept out of sight."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from annotator.core.errors import AnnotatorError
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.hub.address import address_of, keep_password, known_password
from annotator.sync.hub.leading import Invitation
from annotator.sync.hub.server import Hub, PasswordNeeded
from annotator.sync.hub.syncing import sync
from tests.postgres import PASSWORD, Database
from tests.sync.copies import tag
from tests.sync.hubs import hub_copy, invited, made, synced


@pytest.fixture
def ben_invited(project: Project, database: Database) -> Invitation:
    project.annotator_named("Ben", make=True)
    made(database, project)
    return invited(database, "Ben")


@pytest.fixture
def ben(ben_invited: Invitation, tmp_path: Path) -> Iterator[Desk]:
    with closing((desk := hub_copy(ben_invited, tmp_path / "Ben.annot")).project):
        yield desk


def test_a_hub_elsewhere_must_prove_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    far = address_of("postgresql://ben@hub.example.org/team")
    assert far.parameters["sslmode"] == "verify-full"
    assert far.parameters["sslrootcert"]
    for weak in (
        "postgresql://ben@hub.example.org/team?sslmode=require",
        "postgresql://ben@hub.example.org/team?sslmode=disable",
        "postgresql://ben@localhost/team?hostaddr=203.0.113.7&sslmode=disable",
        "postgresql://ben@localhost,hub.example.org/team?sslmode=prefer",
        "postgresql:///team?service=hub&sslmode=prefer",
    ):
        with pytest.raises(AnnotatorError, match="add --insecure if that is meant"):
            address_of(weak)
        assert "not secured" in address_of(weak, insecure=True).warning
    for near in ("localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpostgresql", ""):
        found = address_of(f"postgresql://{near}/team")
        assert (found.parameters["sslmode"], found.warning) == ("prefer", "")
    monkeypatch.setenv("PGHOST", "hub.example.org")
    assert address_of("postgresql:///team").parameters["sslmode"] == "verify-full"


def test_a_server_without_tls_is_not_talked_to_as_if_it_were_elsewhere(database: Database) -> None:
    with pytest.raises(AnnotatorError, match="could not prove that it is the one"):
        Hub.connect(address_of(f"{database.url}?sslmode=verify-full"), PASSWORD)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://ben:secret@localhost/team", "Leave the password out"),
        ("postgresql://ben@localhost/team?password=secret", "Leave the password out"),
        ("mysql://localhost/team", "no address of a hub"),
        ("postgresql://local host/te am?x", "no address of a hub"),
        ("postgresql://localhost/team?sslmode=maybe", "no sslmode “maybe”"),
    ],
)
def test_what_is_no_address_is_told(url: str, told: str) -> None:
    with pytest.raises(AnnotatorError, match=told) as caught:
        address_of(url)
    assert "secret" not in str(caught.value)


def test_an_address_for_another_role_has_that_role_alone() -> None:
    address = address_of("postgresql://lead@localhost:5433/team?user=lead&application_name=x")
    assert address.for_role("ben_1") == "postgresql://ben_1@localhost:5433/team?application_name=x"


def test_the_project_file_never_holds_the_password(ben: Desk, ben_invited: Invitation) -> None:
    synced(ben.project, ben_invited)
    mark = ben.project.store.hub()
    assert mark is not None
    assert mark.address == ben_invited.url
    ben.project.close()
    for path in ben.project.path.parent.glob("Ben.annot*"):
        assert not path.is_file() or ben_invited.password.encode() not in path.read_bytes()


def test_a_wrong_password_is_asked_for_again(ben: Desk, ben_invited: Invitation) -> None:
    for password in ("wrong", None):
        with pytest.raises(PasswordNeeded, match="did not accept the password"):
            finish(sync(ben.project, ben_invited.url, password=password))


class _InMemory(KeyringBackend):
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


def test_the_systems_keyring_keeps_the_password(ben: Desk, ben_invited: Invitation) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(_InMemory())
    try:
        address = address_of(ben_invited.url)
        assert known_password(address) is None
        assert keep_password(address, ben_invited.password) == ""
        tag(ben, "catastrophic")
        assert finish(sync(ben.project)).pushed == 1
    finally:
        keyring.set_keyring(before)


def test_a_system_without_a_keyring_is_told(ben_invited: Invitation) -> None:
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    try:
        address = address_of(ben_invited.url)
        assert known_password(address) is None
        told = keep_password(address, ben_invited.password)
        assert told.startswith("The password is not kept: this system has no keyring to use")
        assert "~/.pgpass" in told
    finally:
        keyring.set_keyring(before)

"""The hub in the window, with a real PostgreSQL: connecting, syncing by itself, its outages."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.model import Codebook
from annotator.gui.app import application, make_window
from annotator.gui.corpus.page import CorpusPage
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.hub.copies import CopySheet
from annotator.gui.hub.inviting import InviteSheet
from annotator.gui.hub.link import Pace
from annotator.gui.hub.sheets import ConnectSheet
from annotator.gui.team.hub_card import HubCard
from annotator.gui.team.page import TeamPage
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.team import add_annotator, change_settings
from annotator.sync.hub import making, server
from annotator.sync.hub.server import Hub
from annotator.sync.hub.tables import VERSION
from tests.postgres import PASSWORD, Database, Server, new_database, running
from tests.sync.copies import tag
from tests.sync.hubs import hub_copy, invited, lead_synced, made

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Opened = Callable[[Path], Window]
QUICK = Pace(opened=10, quiet=10, regular=100_000, again=(50,))
SLOW = Pace(opened=100_000, quiet=100_000, regular=100_000, again=(100_000,))


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """Opens a project in a window of this test, at the Team page; nothing syncs by itself yet."""
    windows: list[Window] = []

    def open_it(path: Path, pace: Pace = SLOW) -> Window:
        window = make_window(application(), tmp_path / f"home {len(windows)}")
        windows.append(window)
        window.hub.pace = pace
        window.resize(1300, 1000)
        window.show()
        window.activateWindow()
        window.session.open(path)
        QApplication.processEvents()
        for dialog in window.findChildren(AtDeskDialog):
            dialog.accept()
        window.session.go_to_workspace("team")
        qtbot.waitUntil(lambda: page_of(window).figures is not None)
        return window

    yield open_it
    for window in windows:
        window.close()
        window.deleteLater()


def page_of(window: Window) -> TeamPage:
    return window.frame.page(TeamPage)


def card_of(window: Window) -> HubCard:
    return page_of(window).hub_card


def said(window: Window) -> str:
    """All that the card says, in its buttons too."""
    card = card_of(window)
    widgets = [*card.findChildren(QLabel), *card.findChildren(QPushButton)]
    return " | ".join(it.text() for it in widgets if it.isVisible())


def sheet(window: Window, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [it for it in window.findChildren(kind) if it.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[-1]


def filled(window: Window, qtbot: QtBot, url: str, password: str) -> ConnectSheet:
    asked = sheet(window, ConnectSheet, qtbot)
    assert isinstance(asked, ConnectSheet)
    asked.address.clear()
    QTest.keyClicks(asked.address, url)
    asked.password.clear()
    QTest.keyClicks(asked.password, password)
    QTest.keyClick(asked.password, Qt.Key.Key_Return)
    return asked


@pytest.fixture
def team(project: Project) -> Path:
    """The harbour project with Ada and Ben, closed."""
    for name in ("Ada", "Ben"):
        add_annotator(project, name)
    path = project.path
    project.close()
    return path


@pytest.fixture
def ada(team: Path, database: Database, tmp_path: Path) -> Iterator[Path]:
    """Ada's copy of the project, from a hub that is up, with its password at hand; closed."""
    with closing(Project.open(team)) as lead:
        made(database, lead)
        invitation = invited(database, "Ada")
        path = tmp_path / "Ada.annot"
        hub_copy(invitation, path).project.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", invitation.password)
        yield path


def on_hub(database: Database, quote: str) -> int:
    """How many steps on the hub are about a label with this quote."""
    sql = "SELECT count(*) FROM annotator.entries WHERE content LIKE %s"
    return int(database.asked(sql, f'%"quote":"{quote}"%')[0][0])


def annotates(window: Window, words: str) -> None:
    tag(window.session.desk, words)


# ---------------------------------------------------------------------------- coming to a hub


def test_without_a_hub_the_card_says_what_one_is_for(team: Path, opened: Opened) -> None:
    window = opened(team)
    assert "A hub is a PostgreSQL database" in said(window)
    assert "Connect to a hub…" in said(window)
    assert "Set a hub up…" in said(window)
    assert "Sync now" not in said(window)
    assert not window.frame.foot._hub.isVisible()


def test_a_lead_sets_a_hub_up_and_invites(
    team: Path, database: Database, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    card_of(window).set_up.click()
    asked = filled(window, qtbot, database.url, "wrong")
    qtbot.waitUntil(lambda: "did not accept the password" in asked.problem.text())
    asked.password.setText(PASSWORD)
    asked.primary.click()
    qtbot.waitUntil(lambda: "Synced just now" in said(window))
    assert database.asked("SELECT count(*) FROM annotator.articles") == [(3,)]
    qtbot.waitUntil(lambda: "not invited" in said(window))
    card_of(window).invite.click()
    inviting = sheet(window, InviteSheet, qtbot)
    assert isinstance(inviting, InviteSheet)
    inviting.who.setCurrentText("Ben")
    QTest.keyClick(inviting, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: inviting.primary.text() == "Done")
    assert inviting.address.text().startswith("postgresql://ben_")
    copy = next(
        it for it in inviting.findChildren(QPushButton) if it.accessibleName() == "Copy: Password"
    )
    copy.click()
    assert QApplication.clipboard().text() == inviting.password.text()
    qtbot.waitUntil(lambda: "sent nothing yet" in said(window))


def test_what_was_invited_opens_a_copy_of_their_own(
    team: Path, database: Database, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    with closing(Project.open(team)) as lead:
        made(database, lead)
    invitation = invited(database, "Ada")
    window = opened(team)
    window.close_project()
    window.frame.pages.welcome.hub.click()
    asked = sheet(window, CopySheet, qtbot)
    assert isinstance(asked, CopySheet)
    asked.address.setText(invitation.url)
    asked.password.setText(invitation.password)
    asked.place.setText(str(tmp_path / "mine"))
    asked.primary.click()
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.project.path == tmp_path / "mine.annot"
    assert window.session.desk.annotator.name == "Ada"
    assert window.session.project.work_copy
    window.session.go_to_workspace("team")
    assert "Invite…" not in said(window)
    annotates(window, "catastrophic")
    window.hub.sync()
    qtbot.waitUntil(lambda: not window.hub.state.waiting and not window.hub.state.busy)
    assert not window.hub.state.trouble


def test_who_leads_several_projects_chooses_one_of_them(
    team: Path,
    database: Database,
    opened: Opened,
    qtbot: QtBot,
    tmp_path: Path,
    codebook: Codebook,
) -> None:
    with closing(Project.open(team)) as lead:
        made(database, lead)
    with closing(Project.create(tmp_path / "o.annot", "Other ferries", codebook, "Ines")) as other:
        made(database, other)
    window = opened(team)
    window.close_project()
    window.frame.pages.welcome.hub.click()
    asked = sheet(window, CopySheet, qtbot)
    assert isinstance(asked, CopySheet)
    asked.address.setText(database.url)
    asked.password.setText(PASSWORD)
    asked.place.setText(str(tmp_path / "again"))
    assert not asked.which.isVisible()
    asked.primary.click()
    qtbot.waitUntil(asked.which.isVisible)
    assert asked.problem.text() == "This hub has several projects for you; choose one."
    assert [asked.which.itemText(n) for n in range(2)] == ["Harbour", "Other ferries"]
    assert asked.focusWidget() is asked.which
    QTest.keyClick(asked.which, Qt.Key.Key_Down)
    asked.primary.click()
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.project.settings.name == "Other ferries"
    assert not window.session.project.work_copy


def test_who_was_invited_elsewhere_is_offered_a_new_password(
    team: Path, database: Database, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    card_of(window).set_up.click()
    filled(window, qtbot, database.url, PASSWORD)
    qtbot.waitUntil(lambda: "not invited" in said(window))
    window.hub.pause(paused=True)  # so that it does not hear
    invited(database, "Ada")
    card_of(window).invite.click()
    asked = sheet(window, InviteSheet, qtbot)
    assert isinstance(asked, InviteSheet)
    assert (asked.who.currentText(), asked.primary.text()) == ("Ada", "Invite")
    asked.primary.click()
    qtbot.waitUntil(lambda: asked.primary.text() == "New password" and asked.primary.isEnabled())
    assert "--" not in asked.about.text()
    asked.primary.click()
    qtbot.waitUntil(lambda: asked.primary.text() == "Done")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://example.org", "is no address of a hub"),
        ("postgresql://me:secret@example.org/team", "Leave the password out"),
        ("postgresql://me@example.org/team?sslmode=require", "others on the way could read"),
        ("postgresql://me@127.0.0.1:1/team", "cannot be reached"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_in_the_sheet(
    team: Path, opened: Opened, qtbot: QtBot, url: str, words: str
) -> None:
    window = opened(team)
    page_of(window).bound["hub-connect"].run()
    asked = filled(window, qtbot, url, "x")
    qtbot.waitUntil(lambda: words in asked.problem.text())
    assert "--" not in asked.problem.text()
    assert asked.isVisible()
    assert not window.hub.connected


def test_a_library_that_is_missing_is_told(
    team: Path, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    window = opened(team)
    page_of(window).bound["hub-connect"].run()
    asked = filled(window, qtbot, "postgresql://me@127.0.0.1:1/team", "x")
    qtbot.waitUntil(lambda: "pip install annotator[team]" in asked.problem.text())


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for a hub waits longer than a test may take."""
    monkeypatch.setattr("annotator.sync.hub.server._CONNECT_SECONDS", "1000")


@pytest.mark.usefixtures("_patient")
def test_a_sheet_is_left_while_the_hub_is_silent(team: Path, opened: Opened, qtbot: QtBot) -> None:
    """A server that takes the connection and never says a word."""
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        window = opened(team)
        page_of(window).bound["hub-connect"].run()
        port = silent.getsockname()[1]
        asked = filled(window, qtbot, f"postgresql://me@127.0.0.1:{port}/team", "x")
        assert asked.problem.text() == "Reaching the hub…"
        asked.cancel.click()
        assert not window.hub.connected


# ---------------------------------------------------------------------------- by itself


def test_steps_are_sent_a_quiet_moment_after_the_last(
    ada: Path, database: Database, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(ada)
    assert "1 step waiting" not in said(window)
    window.hub.pace = QUICK
    annotates(window, "catastrophic")
    qtbot.waitUntil(lambda: on_hub(database, "catastrophic") == 1)
    qtbot.waitUntil(lambda: "Synced just now" in said(window) and "waiting" not in said(window))
    qtbot.waitUntil(lambda: window.frame.foot._hub.text() == "· synced")


def test_a_paused_project_is_left_alone_until_asked(
    ada: Path, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(ada)
    window.hub.pace = QUICK
    card_of(window).itself.click()
    assert window.frame.foot._hub.text() == "· sync paused"
    annotates(window, "catastrophic")
    qtbot.wait(300)
    qtbot.waitUntil(lambda: "1 step waiting" in said(window))
    card_of(window).now.click()
    qtbot.waitUntil(lambda: "waiting" not in said(window) and not window.hub.state.busy)


def test_what_comes_is_shown_when_nobody_types(
    ada: Path, team: Path, database: Database, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(ada)
    with closing(Project.open(team)) as lead:
        before = lead.settings
        change_settings(lead, replace(before, name="Harbour and pier"), lead.annotators()[0].id)
        lead_synced(lead, database)
    window.session.go_to_workspace("annotate")
    window.hub.sync()
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Harbour and pier"))
    assert window.session.place.workspace == "annotate"


def test_a_hub_that_is_away_is_told_quietly_and_tried_again(
    project: Project, tmp_path: Path, opened: Opened, qtbot: QtBot
) -> None:
    add_annotator(project, "Ada")
    path = project.path
    with running() as server:
        database = new_database(server)
        made(database, project)
        project.close()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PGPASSWORD", PASSWORD)
            window = opened(path)
            server.stop(signal.SIGQUIT)
            window.hub.pace = QUICK
            annotates(window, "catastrophic")
            qtbot.waitUntil(lambda: "cannot be reached" in said(window))
            qtbot.waitUntil(lambda: window.frame.foot._hub.text() == "· not synced")
            assert not window.frame.bar.isVisible()
            annotates(window, "vandalism")
            qtbot.waitUntil(lambda: "2 steps waiting" in said(window))
            server.start()
            qtbot.waitUntil(
                lambda: "Synced just now" in said(window) and "waiting" not in said(window)
            )
            assert "cannot be reached" not in said(window)
            assert on_hub(database, "catastrophic") + on_hub(database, "vandalism") == 2
            window.close()


@pytest.fixture
def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program is of a version after the hubs that it made."""
    monkeypatch.setattr(making, "UPGRADES", {VERSION: ()})
    for module in (making, server):
        monkeypatch.setattr(module, "VERSION", VERSION + 1)


def test_who_leads_brings_an_older_hub_up_to_date(
    team: Path, database: Database, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    with closing(Project.open(team)) as lead:
        made(database, lead)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    request.getfixturevalue("_newer")
    window = opened(team)
    assert "Bring it up to date" not in said(window)
    window.hub.sync()
    qtbot.waitUntil(lambda: "older Annotator" in said(window), timeout=15_000)
    assert "on the Team page" in said(window)
    assert "Invite…" not in said(window)
    annotates(window, "catastrophic")
    card_of(window).upgrade.click()
    qtbot.waitUntil(lambda: "older Annotator" not in said(window), timeout=15_000)
    qtbot.waitUntil(lambda: on_hub(database, "catastrophic") == 1, timeout=15_000)
    assert "Bring it up to date" not in said(window)
    assert database.asked("SELECT version FROM annotator.hub") == [(VERSION + 1,)]


def test_an_annotator_is_told_who_brings_an_older_hub_up_to_date(
    ada: Path, opened: Opened, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("_newer")
    window = opened(ada)
    window.hub.sync()
    qtbot.waitUntil(lambda: "Whoever leads the project brings it" in said(window), timeout=15_000)
    assert "Bring it up to date" not in said(window)


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("reached", [False, True])
def test_a_window_closes_while_the_hub_is_silent(
    ada: Path, postgres: Server, opened: Opened, monkeypatch: pytest.MonkeyPatch, *, reached: bool
) -> None:
    window = opened(ada)
    if reached:
        answered = threading.Event()
        asked = Hub.annotator_in

        def stopped_before(hub: Hub, project_id: str) -> str | None:
            answered.set()
            hub.patience = 1_000
            hub.rows("SELECT pg_sleep(1000)")
            return asked(hub, project_id)

        monkeypatch.setattr(Hub, "annotator_in", stopped_before)
        window.hub.sync()
        assert answered.wait(30)
    else:
        postgres.signal(signal.SIGSTOP)
        window.hub.sync()
    try:
        window.close()
        assert not window.session.is_open
    finally:
        postgres.signal(signal.SIGCONT)
    with closing(Project.open(ada)) as project:
        assert project.store.hub() is not None


@pytest.mark.usefixtures("_patient")
def test_a_sync_that_was_stopped_does_not_end_the_one_after_it(
    ada: Path, postgres: Server, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(ada)
    postgres.signal(signal.SIGSTOP)
    try:
        window.hub.sync()
        window.hub.stop()
        window.hub.sync()
        QApplication.processEvents()  # the end of the first is told
        assert window.hub.state.busy
    finally:
        postgres.signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: not window.hub.state.busy)
    assert not window.hub.state.trouble
    assert window.hub.state.synced


def test_what_comes_waits_for_who_is_typing(
    ada: Path, team: Path, database: Database, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(ada)
    with closing(Project.open(team)) as lead:
        after = replace(lead.settings, name="Harbour and pier")
        change_settings(lead, after, lead.annotators()[0].id)
        lead_synced(lead, database)
    window.session.go_to_workspace("corpus")
    page = window.frame.page(CorpusPage)
    page.enter()
    field = page.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    window.hub.sync()
    qtbot.waitUntil(lambda: not window.hub.state.busy)
    for letter in "catastrophic":
        QTest.keyClick(field, letter)
        qtbot.wait(100)
    assert window.windowTitle().startswith("Harbour —")
    assert field.text() == "catastrophic"
    assert field.hasFocus()
    window.session.go_to_workspace("team")
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Harbour and pier"))


def test_the_password_is_asked_for_where_no_keyring_has_it(
    ada: Path, opened: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = os.environ["PGPASSWORD"]
    monkeypatch.delenv("PGPASSWORD")
    window = opened(ada)
    window.hub.sync()
    qtbot.waitUntil(lambda: "Give the password…" in said(window))
    card_of(window).password.click()
    asked = sheet(window, ConnectSheet, qtbot)
    assert isinstance(asked, ConnectSheet)
    assert asked.focusWidget() is asked.password
    QTest.keyClicks(asked.password, password)
    QTest.keyClick(asked.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Synced just now" in said(window) and not window.hub.state.asks)
    assert "Give the password…" not in said(window)


def test_disconnected_the_project_knows_of_no_hub(ada: Path, opened: Opened, qtbot: QtBot) -> None:
    window = opened(ada)
    card_of(window).disconnect_button.click()
    qtbot.waitUntil(lambda: "Connect to a hub…" in said(window))
    assert window.session.project.store.hub() is None


def test_the_window_starts_without_the_libraries_of_a_hub() -> None:
    program = (
        "import sys; import annotator.gui.app; "
        "names = ('psycopg', 'keyring', 'annotator.sync.hub'); "
        "print([it for it in sys.modules if it.startswith(names)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr

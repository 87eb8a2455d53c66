"""What the tests share: a home of each test's own, and a small project with a few articles."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

# No test may ask for the passwords of whoever runs it.
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

# Before anything imports Qt.
if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from annotator.core.model import Codebook, Condition, Field, Kind, Option, Question, Tag
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, headlined
from annotator.project import Project
from annotator.project.importing import add_drafts
from tests.postgres import Database, Server, new_database, running

settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# Kills, forks and file permissions as Linux and macOS know them.
_POSIX = ["store/test_faults.py", "sync/test_killed.py"]
collect_ignore = [] if os.name == "posix" else _POSIX


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this test's own for all that the program keeps outside projects."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ANNOTATOR_HOME", str(folder))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in [each for each in os.environ if each.startswith("PG")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PGPASSFILE", str(folder / "pgpass"))
    return folder


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    """Every kind of Field and Question, a field that waits for another, a retired tag."""
    return Codebook(
        id="harbour",
        name="Harbour words",
        fields=(
            Field("intensity", "Intensity", Kind.SCALE, low=1, high=5),
            Field("quoted", "In a quotation?", Kind.YES_NO, detect="quotation"),
            Field("whose", "Whose", when=Condition("quoted", value=True), detect="speaker"),
            Field("sure", "Sure?", Kind.CHOICE, (Option("yes", "Sure"), Option("no", "Unsure"))),
            Field("target", "Target"),
        ),
        tags=(
            Tag("loaded", "Loaded word", shortcut="1", fields=("intensity", "quoted", "whose")),
            Tag("praise", "Praise", shortcut="2", fields=("intensity", "sure", "target")),
            Tag("plain", "Plain tag", shortcut="3"),
            Tag("old", "Old tag", retired=True),
        ),
        questions=(
            Question("slant", "Slant", Kind.SCALE, low=-2, high=2),
            Question("sides", "Both sides heard?", Kind.YES_NO),
            Question(
                "genre", "Genre", Kind.CHOICE, (Option("news", "News"), Option("view", "View"))
            ),
            Question("summary", "Summary"),
        ),
    )


@pytest.fixture(scope="session")
def drafts() -> tuple[Draft, ...]:
    """Three invented articles: curly quotes, an emoji, accents, Hebrew, a repeated word."""
    told = {
        "Regime Sinks Beloved Ferry": """\
The regime in Port Velmar has scrapped the ferry that carried four generations.

“It is a catastrophic act of vandalism,” said Oda Brenneke, 71, who sold tickets on the pier. \
The regime gave no reason.""",
        "Ferry Withdrawn From Service": """\
Port Velmar’s council has withdrawn its oldest ferry after an inspection 🚢 found corrosion in \
the hull. A café on the pier will stay open.""",
        "": "“שלום” read the banner that the crew hung out on Sunday, and no one took it down.",
    }
    return tuple(
        Draft(*headlined(head, body), title=head or "Banner", outlet="The Velmar Lantern")
        for head, body in told.items()
    )


@pytest.fixture
def project(tmp_path: Path, codebook: Codebook, drafts: tuple[Draft, ...]) -> Iterator[Project]:
    """A project with the three articles and the annotator Ines, open."""
    project = Project.create(tmp_path / "Harbour.annot", "Harbour", codebook, "Ines")
    finish(add_drafts(project, drafts))
    yield project
    project.close()


@pytest.fixture
def desk(project: Project) -> Desk:
    """Ines at her desk."""
    return Desk(project, project.annotators()[0])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for all tests that ask for one."""
    with running() as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> Database:
    """An empty database of this test's own."""
    return new_database(postgres)


def pytest_sessionfinish() -> None:
    """Empty the clipboard: what Python put there must go before Python does."""
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()

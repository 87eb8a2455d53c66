"""A person at a computer of their own: nothing lands anywhere else or is left over."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from user import MakeProject, User

from annotator.codebooks import shipped_codebook
from annotator.core.text import canonical, headline_end
from annotator.core.work import finish
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.sample import make_sample


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of documents of a home of this test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(tmp_path / "temporary"))
    folder = tmp_path / "Documents"
    folder.mkdir()
    (tmp_path / "temporary").mkdir()
    return folder


@pytest.fixture
def user(documents: Path, home: Path, qapp: QApplication) -> Iterator[User]:
    """Someone before a computer on which the program does not run yet."""
    qapp.setQuitOnLastWindowClosed(False)
    log = logging.getLogger("annotator")
    someone = User(documents)
    yield someone
    someone.leaves()
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


@pytest.fixture
def sample(documents: Path) -> Path:
    """A project with the sample's six articles, of another day."""
    project = make_sample(documents / "Sample.annot")
    project.close()
    return project.path


@pytest.fixture
def made(documents: Path) -> MakeProject:
    """Makes a project of these texts, closed again."""

    def make(*texts: str, codebook: str = "loaded-language") -> Path:
        project = Project.create(documents / "Own.annot", "Own", shipped_codebook(codebook), "Ines")
        drafts = [Draft(canonical(text)[0], headline_end(text), title=text[:20]) for text in texts]
        finish(add_drafts(project, drafts))
        project.close()
        return project.path

    return make

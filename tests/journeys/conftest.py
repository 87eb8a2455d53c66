"""A person at a computer of their own: nothing they do lands anywhere else, nothing is left over."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from user import User


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of documents of a home of this test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "Documents"
    folder.mkdir()
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

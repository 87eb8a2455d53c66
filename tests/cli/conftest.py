"""A shell in a folder of the test's own, and a project with one article in it."""

from pathlib import Path

import pytest
from shell import ARTICLE, Shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


@pytest.fixture
def article(shell: Shell) -> str:
    """The id of the one article in P.annot."""
    shell.does("new", "P.annot")
    shell.writes("ferry.txt", ARTICLE)
    return str(shell.gives("import", "P.annot", "ferry.txt")["ids"][0])

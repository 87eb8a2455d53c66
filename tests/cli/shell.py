"""A folder in which the tests give commands, and the article they work on."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import main

ARTICLE = """\
REPORT: Margrave Regime Snubs Ferry Truce

REPORT: Margrave Regime Snubs Ferry Truce

The Margrave’s Regime has thrown out a horrific list of terms 🛥️ that the crews of Osk sent it.
If true, this would be yet another catastrophic failure of harbour policy.

“Everything fell apart with the regime,” a boatswain said. “It was catastrophic for us all.”

The Regime’s stubborn stance surprised no one; its anti-Regime critics were calm.


Mayor Shows Up Late, Shuffles Away without Answers (VIDEO)
"""


@dataclass(frozen=True)
class Said:
    """What one command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """A folder in which commands are given."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def says(self, *arguments: str) -> Said:
        status = main(arguments)
        out, err = self._capsys.readouterr()
        return Said(status, out, err)

    def does(self, *arguments: str) -> str:
        said = self.says(*arguments)
        assert said.status == 0, said.err
        return said.out

    def gives(self, *arguments: str) -> Any:
        said = self.says(*arguments, "--json")
        assert said.status == 0, said.err
        return said.json

    def refuses(self, *arguments: str) -> str:
        """The one sentence on stderr; nothing came on stdout."""
        said = self.says(*arguments)
        assert (said.status, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert "Traceback" not in said.err
        return said.err.strip()

    def writes(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name


def tagging(article: str, *more: str, key: str = "contentious-label") -> tuple[str, ...]:
    return ("tag", "P.annot", article, "--tag", key, *more)

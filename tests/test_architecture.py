"""The floors stay apart: who may import whom, and how long a file may be."""

import ast
import subprocess
import sys
from pathlib import Path

import annotator

PACKAGE = Path(annotator.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 600


def imported(file: Path) -> set[str]:
    """The top packages that a file imports, at its head or where it needs them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_the_contracts_of_the_floors_are_kept() -> None:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=PACKAGE.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_files_are_short() -> None:
    lengths = {file.name: len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_files_know_their_floor() -> None:
    for file in FILES:
        floor, names = file.relative_to(PACKAGE).parts[0], imported(file)
        # Taguette's and QualCoder's own files are SQLite.
        if floor != "store" and file.name != "sqlite_file.py":
            assert not names & {"sqlite3", "sqlite_utils"}, file
        if floor != "gui":
            assert not names & {"PySide6", "shiboken6"}, file
        if floor == "core":
            assert names <= {"annotator", "regex", "yasbd", *sys.stdlib_module_names}, file
            assert not names & {"os", "pathlib", "time", "datetime", "socket", "subprocess"}, file

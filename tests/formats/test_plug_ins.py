"""Formats that other packages bring: found by their entry point; a broken one harms nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

GOOD = """
from annotator.formats.exchange import Draft, Format, reader_of


def read(data, name):
    yield Draft(data.decode().upper(), title=name)


SHOUT = Format(id="shout", name="Shouted text", extensions=(".shout",), read=reader_of(read))
"""


def installed(folder: Path, name: str, code: str, points: str) -> None:
    """A package as pip lays it down."""
    (folder / f"{name}.py").write_text(code, "utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[annotator.formats]\n{points}\n", "utf-8")


def annotator(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the program in a process that finds those packages."""
    return subprocess.run(
        [sys.executable, "-m", "annotator", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
    )


def test_a_format_of_another_package_is_listed_and_read_and_a_broken_one_told(
    tmp_path: Path,
) -> None:
    installed(tmp_path, "shouting", GOOD, "shout = shouting:SHOUT")
    installed(tmp_path, "wrecked", "raise OSError('no')", "wreck = wrecked:FORMAT")
    installed(tmp_path, "copied", GOOD.replace("shout", "jsonl"), "copy = copied:SHOUT")
    listed = json.loads(annotator(tmp_path, "formats", "--json").stdout)
    found = {row["id"]: row for row in listed}
    assert found["shout"]["extensions"] == [".shout"]
    assert found["wreck"]["fault"] == "OSError: no"
    assert "there is a format “jsonl” already" in found["copy"]["fault"]

    (tmp_path / "a.shout").write_text("The regime fell.", "utf-8")
    assert annotator(tmp_path, "new", "P.annot").returncode == 0
    done = annotator(tmp_path, "import", "P.annot", "a.shout", "--json")
    assert done.returncode == 0, done.stderr
    shown = annotator(tmp_path, "show", "P.annot", json.loads(done.stdout)["ids"][0], "--json")
    assert json.loads(shown.stdout)["text"] == "THE REGIME FELL."

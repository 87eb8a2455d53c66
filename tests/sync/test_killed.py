"""A merge that is killed, at any moment: the project is as before, or as after."""

import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from annotator.core.model import Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.sync.delivery import write_delivery
from annotator.sync.packing import hand_in
from tests.sync.copies import copy_for, tables

_WORDS = 1_500
_KILLS = 6


def test_a_merge_killed_at_any_moment_is_there_whole_or_not_at_all(
    project: Project, tmp_path: Path
) -> None:
    project.annotator_named("Ben", make=True)
    finish(add_drafts(project, [Draft("pier " * _WORDS, title="Piers")]))
    ben = copy_for(project, "Ben", tmp_path)
    with closing(ben.project):
        file = _worked(ben, tmp_path)
    path, before = project.path, tables(project)
    project.close()
    begun = time.perf_counter()
    assert _merging(path, file, tmp_path / "whole.annot").wait() == 0
    took = time.perf_counter() - begun
    with closing(Project.open(tmp_path / "whole.annot")) as whole:
        after = tables(whole)
    ways = set()
    for number in range(_KILLS):
        copy = tmp_path / f"killed-{number}.annot"
        merging = _merging(path, file, copy)
        # From the middle on: before, the program is only starting.
        time.sleep(took * (0.5 + 0.5 * number / _KILLS))
        merging.send_signal(signal.SIGKILL)
        merging.wait()
        with closing(Project.open(copy)) as left:
            assert finish(checked(left)) == []
            found = tables(left)
        assert found in (before, after)
        ways.add(found == after)
    assert False in ways  # at least one was killed before its end


def _worked(ben: Desk, folder: Path) -> Path:
    """Ben's hand-in, a label on each of many words."""
    article = ben.project.article(ben.project.article_ids()[-1])
    for start in range(0, 5 * _WORDS, 5):
        ben.tag(article, "loaded", [[Span(start, start + 4)]])
    file = folder / "Ben.handin"
    finish(write_delivery(hand_in(ben.project, ben.annotator), file))
    return file


def _merging(path: Path, file: Path, copy: Path) -> "subprocess.Popen[bytes]":
    """Another process that merges the file into a copy of the project."""
    copy.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "annotator", "merge", str(copy), str(file)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

"""A merge or a collection that is killed, at any moment: nothing is there by halves."""

import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from annotator.core.lesson import Lesson
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.project.lesson import change_lesson
from annotator.sync.collecting import collect
from annotator.sync.delivery_file import write_delivery
from annotator.sync.packing import hand_in
from tests.sync.classroom import student
from tests.sync.copies import copy_for, tables

_WORDS = 1_500
_KILLS = 6
_STUDENTS = ("Ada", "Ben", "Cleo", "Dara")
_EACH = 400


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


def test_a_collection_killed_at_any_moment_has_each_hand_in_whole_or_not_at_all(
    project: Project, tmp_path: Path
) -> None:
    finish(add_drafts(project, [Draft("pier " * _WORDS, title="Piers")]))
    change_lesson(project, Lesson())
    inbox = tmp_path / "in"
    inbox.mkdir()
    for name in _STUDENTS:
        desk = student(project, name, tmp_path)
        with closing(desk.project):
            _worked(desk, inbox, _EACH)
    path = project.path
    project.close()
    begun = time.perf_counter()
    assert _collecting(path, inbox, tmp_path / "whole.annot").wait() == 0
    took = time.perf_counter() - begun
    counts = set()
    for number in range(_KILLS):
        copy = tmp_path / f"killed-{number}.annot"
        collecting = _collecting(path, inbox, copy)
        time.sleep(took * (0.5 + 0.5 * number / _KILLS))
        collecting.send_signal(signal.SIGKILL)
        collecting.wait()
        with closing(Project.open(copy)) as left:
            assert finish(checked(left)) == []
            found = list(left.store.labels_by_article().values())
            assert set(found) <= {_EACH}
            counts.add(len(found))
            report = finish(collect(left, [inbox]))  # the same files again mend all
            assert sorted(it.name for it in report.roster.entries) == sorted(_STUDENTS)
            assert [it.labels for it in report.lines] == [_EACH] * len(_STUDENTS)
    assert min(counts) < len(_STUDENTS)  # at least one was killed before its end


def _collecting(path: Path, inbox: Path, copy: Path) -> "subprocess.Popen[bytes]":
    """Another process that collects the folder into a copy of the project."""
    copy.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "annotator", "lesson", "collect", str(copy), str(inbox)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _worked(ben: Desk, folder: Path, count: int = _WORDS) -> Path:
    """The hand-in of whoever is at the desk, a label on each of many words."""
    article = ben.project.article(ben.project.article_ids()[-1])
    for start in range(0, 5 * count, 5):
        ben.tag(article, "loaded", [[Span(start, start + 4)]])
    file = folder / f"{ben.annotator.name}.handin"
    finish(write_delivery(hand_in(ben.project, ben.annotator), file))
    return file


def _merging(path: Path, file: Path, copy: Path) -> "subprocess.Popen[bytes]":
    """Another process that merges the file into a copy of the project."""
    copy.write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "annotator", "merge", str(copy), str(file)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

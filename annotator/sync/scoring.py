"""Hand-ins scored against a lesson's file, without a project that stays."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.core.work import Work
from annotator.project import Project
from annotator.project.grading import Grade, grades
from annotator.sync.collecting import CollectLine, collect
from annotator.sync.delivery import Delivery
from annotator.sync.lessons import with_key
from annotator.sync.packing import copy_made_of


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of a file, and the grade of whoever handed it in; None where it was not taken."""

    line: CollectLine
    grade: Grade | None = None


def score_hand_ins(delivery: Delivery, paths: Iterable[Path], code: str = "") -> Work[list[Scored]]:
    """Score all hand-ins among these files, folders and zips against the key of a lesson.

    Raises AnnotatorError where the lesson has no key, or no code for it; see `lessons.with_key`.
    """
    lesson = with_key(delivery, code)
    with TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True) as folder:
        project = yield from copy_made_of(lesson, Path(folder) / "lesson.annot", _nothing_more)
        with closing(project):
            report = yield from collect(project, paths)
            found = yield from grades(project, report.roster)
    by_annotator = {it.entry.annotator: it for it in found if it.entry.annotator}
    return [Scored(line, by_annotator.get(line.annotator_id)) for line in report.lines]


def _nothing_more(_: Project) -> None:
    """The lesson is all that is needed."""

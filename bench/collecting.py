"""A class's hand-ins collected, beside SQLite inserting the same rows and no more."""

import time
from contextlib import closing
from pathlib import Path

from annotator.clock import new_id
from annotator.core.lesson import Lesson
from annotator.core.model import Annotator
from annotator.core.work import finish
from annotator.project import Project
from annotator.project.lesson import change_lesson
from annotator.sync.collecting import collect
from bench.figures import Row
from bench.material import draft, new_project, places
from bench.team import hand_in_file, plainly_inserted

_HAND_INS, _LABELS = 300, 40
_ARTICLES, _WORDS = 3, 600
_TIMES = 3
_GOAL = {"median": 5.0}


def rows_of_collecting(folder: Path) -> list[Row]:
    """300 hand-ins of 40 labels each, of students who are not in the project yet."""
    path, inbox = folder / "lesson.annot", folder / "inbox"
    inbox.mkdir()
    project, _ = new_project(path, [draft(_WORDS, seed) for seed in range(_ARTICLES)])
    change_lesson(project, Lesson())
    project.store.keep_codebook()
    articles = [project.article(each) for each in project.article_ids()]
    words = [(each, places(each)[:200]) for each in articles]
    for number in range(_HAND_INS):
        student = Annotator(new_id(), f"Student {number}")
        hand_in_file(inbox, project, student, words, _LABELS)
    project.close()
    ours: list[float] = []
    plain: list[float] = []
    for turn in range(_TIMES):
        copy = folder / f"lesson-{turn}.annot"
        copy.write_bytes(path.read_bytes())
        with closing(Project.open(copy)) as lesson:
            begun = time.perf_counter()
            report = finish(collect(lesson, [inbox]))
            ours.append(time.perf_counter() - begun)
        labels = sum(line.labels for line in report.lines)
        if labels != _HAND_INS * _LABELS or report.handed_in != _HAND_INS:
            raise RuntimeError(f"{labels} labels of {report.handed_in} students came")
        plain.append(plainly_inserted(folder / "plain.sqlite", path, copy))
    return [Row("collect_300_hand_ins", "s", ours, plain, _GOAL, tails=False)]

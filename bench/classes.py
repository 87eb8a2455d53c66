"""The figures of a class of 300 students with about 40 labels on each of four articles."""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from annotator.codebooks import shipped_codebook
from annotator.core.edits import Edit
from annotator.core.feedback import COUNTS, Counts
from annotator.core.labels import new_label
from annotator.core.lesson import Lesson, Part
from annotator.core.model import Article, Assignment, Label, Span, State
from annotator.core.text import words
from annotator.core.work import finish
from annotator.project import Project
from annotator.project.classroom import Classroom, classroom
from annotator.project.lesson import change_lesson, key_annotator
from annotator.project.team import add_annotator
from annotator.store.rows import LABELS
from annotator.teach.classwork import Classwork
from annotator.teach.heat import heat_of
from annotator.teach.places import places_of
from bench.bare import milliseconds_since
from bench.figures import Row
from bench.material import draft, new_project
from tests.teach.simulated import Habits, simulated

_STUDENTS, _ARTICLES, _WORDS = 300, 4, 1_000
_REQUIRED, _DECOYS = 30, 10
_HABITS = Habits(skill=0.9, decoys=0.5, noise=0.3, confusion=0.2, slips=8, reasons=0.5, rewords=0.5)
"""Such a student makes 40 labels, give or take."""
_TIMES, _READS = 30, 5


def rows_of_class(folder: Path) -> list[Row]:
    """Read from a project; heat and places of an article; all results; agreement."""
    path = folder / "class.annot"
    project = made_class(path)
    read: list[float] = []
    plain: list[float] = []
    for _ in range(_READS):
        read.append(_taken(lambda: finish(classroom(project))))
        plain.append(_taken(lambda: _rows_of(path)))
    room = finish(classroom(project))
    project.close()
    work = room.works[0]
    labels = sum(map(len, work.labels.values()))
    if not 35 * _STUDENTS < labels < 45 * _STUDENTS:
        raise RuntimeError(f"{labels} labels are not about 40 for each student")
    return [
        Row("class_read_300_students", "ms", read, plain, {"median": 1_000}, tails=False),
        _row("class_heat_300_students", work, lambda: heat_of(work), {"median": 50}),
        _row("class_places_300_students", work, lambda: places_of(work), {"median": 50}),
        *_rows_of_all(room),
    ]


def _row(name: str, work: Classwork, made: Callable[[], object], goal: dict[str, float]) -> Row:
    """Beside going through the labels once, and counting where they begin."""
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(_TIMES):
        ours.append(_taken(made))
        plain.append(_taken(lambda: _counted(work)))
    return Row(name, "ms", ours, plain, goal, tails=False)


def _rows_of_all(room: Classroom) -> list[Row]:
    """What runs beside the window: everybody's results, and how far the class agrees."""
    results: list[float] = []
    agreement: list[float] = []
    plain: list[float] = []
    for _ in range(_READS):
        results.append(_taken(lambda: finish(room.results())))
        agreement.append(_taken(lambda: finish(room.agreement(room.works[0].article.id))))
        plain.append(_taken(lambda: [_counted(work) for work in room.works]))
    return [
        Row("class_results_300_students", "ms", results, plain, tails=False),
        Row("class_agreement_300_students", "ms", agreement, plain, tails=False),
    ]


def _taken(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return milliseconds_since(begun)


def _counted(work: Classwork) -> Counter[int]:
    return Counter(it.start for labels in work.labels.values() for it in labels)


def _rows_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(LABELS.select).fetchall()


# ---------------------------------------------------------------------------- a class


def made_class(path: Path) -> Project:
    """A lesson with its key, and what three hundred simulated students made of it."""
    project, _ = new_project(path, [draft(_WORDS, seed) for seed in range(_ARTICLES)])
    ids = project.article_ids()
    change_lesson(project, Lesson(parts={ids[0]: Part.BEFORE, ids[-1]: Part.AFTER}))
    articles = [project.article(each) for each in ids]
    who = key_annotator(project).id
    keys = {it.id: _key(it, who, Random(it.id)) for it in articles}
    edits = [Edit(None, label) for key in keys.values() for label in key]
    project.do("The key", *edits, annotator_id=who)
    tags = [it.key for it in shipped_codebook("loaded-language").given]
    for number in range(_STUDENTS):
        student = add_annotator(project, f"Student {number}").id
        edits = []
        for place, article in enumerate(articles, 1):
            made = simulated(article, keys[article.id], tags, student, _HABITS, number)
            edits += [Edit(None, label) for label in made]
            edits.append(
                Edit(None, Assignment(article.id, student, State.DONE, place=place, batch="lesson"))
            )
        project.do("Handed in", *edits, annotator_id=student)
    return project


def _key(article: Article, who: str, chance: Random) -> list[Label]:
    """Required places and decoys, each of two neighbouring words."""
    found = words(article.text)
    firsts = chance.sample(range(0, len(found) - 3, 3), _REQUIRED + _DECOYS)
    tags = [it.key for it in shipped_codebook("loaded-language").given]
    return [
        new_label(
            article,
            tags[number % len(tags)],
            (Span(found[first].start, found[first + 1].end),),
            label_id=f"{article.id}-{first}",
            annotator_id=who,
            codebook_version=1,
            now="",
            fields={COUNTS.key: (Counts.REQUIRED if number < _REQUIRED else Counts.DECOY).value},
        )
        for number, first in enumerate(firsts)
    ]

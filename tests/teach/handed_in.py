"""Hand-ins of students who do not exist, each made in a copy of the lesson as a student has it."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.core.giving import offered_tag
from annotator.core.model import AnnotatorKind, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.delivery import Delivery, Edition
from annotator.sync.delivery_file import write_delivery
from annotator.sync.lessons import hand_in_name, lesson_file, student_copy
from annotator.sync.packing import hand_in
from tests.teach.simulated import Habits, simulated


def hand_ins(project: Project, folder: Path, students: Iterable[tuple[str, Habits]]) -> list[Path]:
    """Hand-ins to this instructor's project, written into the folder; their paths in this order.

    Everybody is done with all articles, those to try again on among them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    delivery = lesson_file(project, edition=Edition.STUDENT)
    with TemporaryDirectory() as copies:
        return [
            _handed_in(project, delivery, Path(copies) / f"{number}.annot", name, habits, folder)
            for number, (name, habits) in enumerate(students)
        ]


def _handed_in(
    project: Project, delivery: Delivery, copy: Path, name: str, habits: Habits, folder: Path
) -> Path:
    key = next(it for it in project.annotators() if it.kind is AnnotatorKind.KEY)
    tags = [it.key for it in project.codebook.given]
    with closing(finish(student_copy(delivery, copy, name))) as theirs:
        who = next(it for it in theirs.annotators() if it.id == theirs.store.desk())
        desk = Desk(theirs, who)
        for article_id in project.article_ids():
            article = theirs.article(article_id)
            answers = project.labels(article_id, key.id)
            for label in simulated(article, answers, tags, name, habits, seed=1):
                asked = offered_tag(desk.project.codebook, label.tag).fields
                fields = {it: value for it, value in label.fields.items() if it in asked}
                desk.tag(article, label.tag, [label.pieces], note=label.note, fields=fields)
            desk.set_state(article_id, State.DONE)
        path = folder / hand_in_name(theirs, who)
        finish(write_delivery(hand_in(theirs, who), path))
    return path

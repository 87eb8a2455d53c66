"""A lesson with its key, and students who work in copies made of its file."""

import zipfile
from pathlib import Path

from annotator.core.feedback import COUNTS, Counts
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.lesson import change_lesson, key_annotator
from annotator.project.roster import Roster, read_roster, roster_path
from annotator.sync.collecting import CollectLine, CollectReport, collect
from annotator.sync.delivery import Delivery, Edition
from annotator.sync.delivery_file import write_delivery
from annotator.sync.lessons import lesson_file, student_copy
from annotator.sync.packing import hand_in
from tests.sync.copies import sent

EXPLANATIONS = ("It judges before it tells.", "A sad word, but a plain one.")
NOTES = "Ask first what the ferry cost."


def mark(desk: Desk, words: str, tag: str = "loaded", note: str = "", **fields: str) -> None:
    """Tag these words where they stand first in any article."""
    for article_id in desk.project.article_ids():
        article = desk.project.article(article_id)
        at = article.text.find(words)
        if at >= 0:
            desk.tag(article, tag, [[Span(at, at + len(words))]], note=note, fields=fields)
            return
    raise LookupError(words)


def make_lesson(project: Project, rule: FeedbackRule = FeedbackRule.EACH) -> Project:
    """The project as a lesson: three articles, the last for the check after it; a key on two."""
    ids = project.article_ids()
    lesson = Lesson(
        instructions="Mark the words that judge.",
        notes=NOTES,
        feedback=rule,
        parts={ids[2]: Part.AFTER},
        votes={"somebody's label": 3},
        guesses={f"{ids[0]}:0:4": 40},
    )
    change_lesson(project, lesson)
    key = Desk(project, key_annotator(project))
    mark(key, "catastrophic", note=EXPLANATIONS[0])
    mark(key, "corrosion", note=EXPLANATIONS[1], **{COUNTS.key: Counts.DECOY})
    for each in ids:
        key.set_state(each, State.DONE)
    return project


def students_file(project: Project, folder: Path) -> Delivery:
    """The students' edition after its way through a file."""
    return sent(lesson_file(project, edition=Edition.STUDENT), folder)


def student(project: Project, name: str, folder: Path) -> Desk:
    """The desk of a student in a copy of their own."""
    copy = finish(student_copy(students_file(project, folder), folder / f"{name}.annot", name))
    return Desk(copy, next(it for it in copy.annotators() if it.id == copy.store.desk()))


def all_done(desk: Desk) -> None:
    """The student says of every article that it is done."""
    for each in desk.article_ids():
        desk.set_state(each, State.DONE)


def hands_in(desk: Desk, path: Path) -> Path:
    """The student's hand-in as a file."""
    return as_file(hand_in(desk.project, desk.annotator), path)


def collected(project: Project, *paths: Path) -> CollectReport:
    """What became of these files, folders and zips."""
    return finish(collect(project, paths))


def only(report: CollectReport) -> CollectLine:
    """The one line of a report."""
    [line] = report.lines
    return line


def as_file(delivery: Delivery, path: Path) -> Path:
    """The delivery as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    finish(write_delivery(delivery, path))
    return path


def roster_of(project: Project) -> Roster:
    """The roster beside the project."""
    return read_roster(roster_path(project.path))


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path

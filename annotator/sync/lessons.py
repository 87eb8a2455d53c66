"""A lesson's file: made of a project, and made into a student's copy or a teacher's project.

What a student's edition says of the key depends on when students compare: see `protection`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import msgspec

from annotator.clock import new_id, now
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.lesson import FeedbackRule, Lesson
from annotator.core.model import Annotator, AnnotatorKind, OwnRecord
from annotator.core.work import Progress, Work
from annotator.formats.parts.naming import FILE_UNFIT
from annotator.project import Project
from annotator.project.door import own_name
from annotator.project.lesson import (
    assigned,
    change_lesson,
    course,
    is_student_copy,
    lesson_articles,
    lesson_of,
)
from annotator.project.team import add_annotator
from annotator.records import edits_as_json, edits_from
from annotator.sync.delivery import SUFFIXES, ArticleRef, Delivery, DeliveryKind, Edition
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import merge
from annotator.sync.packing import codebooks_to_send, copy_made_of
from annotator.sync.seal import seal, unseal
from annotator.sync.words import new_code

SEALED = (FeedbackRule.END, FeedbackRule.RELEASED)
"""The rules under which the key lies sealed in students' files."""

LONGEST_NAME = 60
"""How many code points of a student's name are kept."""

_LONGEST_TITLE = 80
_PROTECTION = {
    FeedbackRule.EACH: (
        "The key lies readable in every student’s file. The program shows it for an article only "
        "once the student is done with that article, and then keeps their labels as they are. "
        "Whoever opens the file with another program can read the key beforehand: good for "
        "practice, not for grades."
    ),
    FeedbackRule.END: (
        "The key lies sealed in every student’s file, and the code that opens it lies beside it. "
        "The program shows the key only once all articles are done. That keeps off a glance and no "
        "more: whoever knows how can open it beforehand. For grades let the key be released."
    ),
    FeedbackRule.RELEASED: (
        "The key lies sealed in every student’s file, and the code is not in it. Nobody reads the "
        "key before you give the code out: to try all codes would take a computer years. Collect "
        "first, then give it out: whoever has the code can read the whole key."
    ),
    FeedbackRule.NEVER: (
        "No key is in the students’ files, so nobody can read it there. They see how they did "
        "only when you show it to the class."
    ),
}


def protection(rule: FeedbackRule) -> str:
    """What this rule keeps from students who look into their file, and what it does not."""
    return _PROTECTION[rule]


# ---------------------------------------------------------------------------- the file


def lesson_file(project: Project, *, edition: Edition) -> Delivery:
    """The lesson for students, or for who teaches it; no student's work is in either.

    Where the instructor releases the key, its code is made and kept in the project's lesson.
    Raises AnnotatorError for a student's copy, a project that is no lesson, or has no articles.
    """
    if project.work_copy:
        raise AnnotatorError(
            "This is a copy to work in; a lesson’s file is made in the project of whoever teaches "
            "it. No file was written."
        )
    lesson, ids = lesson_of(project), lesson_articles(project)
    if not ids:
        raise AnnotatorError("The lesson has no articles yet; add some first. No file was written.")
    codebooks = codebooks_to_send(project)
    keys = [it for it in project.annotators() if it.kind is AnnotatorKind.KEY]
    records = _work_of(project, keys, ids)
    if edition is Edition.STUDENT:
        lesson = _for_students(project, lesson, keys, records)
        if lesson.feedback is not FeedbackRule.EACH:
            keys, records = [], ()
    return Delivery(
        kind=DeliveryKind.LESSON,
        project_id=project.id,
        project_name=project.settings.name,
        who="",
        made=now(),
        annotators=tuple(keys),
        codebooks=tuple(sorted(codebooks, key=lambda it: it[0] == project.codebook_version)),
        articles=tuple((project.article(each), project.store.shelf(each)) for each in ids),
        settings=replace(project.settings, lesson=replace(lesson, votes={}, guesses={})),
        records=records,
        edition=edition,
    )


def post_lesson(project: Project, path: Path, edition: Edition) -> Work[Delivery]:
    """Write the lesson to this file; a file that is there is replaced."""
    yield Progress(0, 0, "gathering the lesson")
    delivery = lesson_file(project, edition=edition)
    yield from write_delivery(delivery, path)
    return delivery


def _work_of(project: Project, keys: Iterable[Annotator], ids: list[str]) -> tuple[OwnRecord, ...]:
    """What these annotators say of the articles, and with which of them they are done."""
    whose = {it.id for it in keys}
    found: list[OwnRecord] = []
    for each in ids:
        theirs: list[OwnRecord] = [*project.labels(each), *project.answers(each)]
        theirs += project.store.assignments(each)
        found += [it for it in theirs if it.annotator_id in whose]
    return tuple(found)


def _for_students(
    project: Project, lesson: Lesson, keys: list[Annotator], records: tuple[OwnRecord, ...]
) -> Lesson:
    """The lesson as students get it: the key sealed in it, where the rule says so."""
    told = replace(lesson, notes="", code="", sealed="")
    if lesson.feedback not in SEALED or not records:
        return told
    laid_open = lesson.feedback is FeedbackRule.END
    code = "" if laid_open else lesson.code
    if not code:
        code = new_code()
        if not laid_open:
            change_lesson(project, replace(lesson, code=code))
    content = edits_as_json(tuple(Edit(None, it) for it in (*keys, *records)))
    # A code that lies in a file is of that file alone: whoever read it there opens no other one.
    return replace(told, sealed=seal(content, code), code=code if laid_open else "")


def lesson_file_name(delivery: Delivery) -> str:
    """A name for the file that every file system takes."""
    which = " (teacher)" if delivery.edition is Edition.TEACHER else ""
    return f"{_fit(delivery.project_name)}{which}{SUFFIXES[DeliveryKind.LESSON]}"


def hand_in_name(project: Project, student: Annotator) -> str:
    """A name for a student's hand-in: `Title – Name.handin`."""
    return f"{_fit(project.settings.name)} – {_fit(student.name)}{SUFFIXES[DeliveryKind.HAND_IN]}"


def _fit(name: str) -> str:
    return " ".join(re.sub(FILE_UNFIT, " ", name[:_LONGEST_TITLE].strip()).split()) or "Lesson"


# ---------------------------------------------------------------------------- copies


def reading_lesson(path: Path) -> Work[Delivery]:
    """A lesson from its file; raises AnnotatorError where it is none."""
    delivery = yield from read_delivery(path)
    if delivery.kind is not DeliveryKind.LESSON or delivery.edition is None:
        raise AnnotatorError(f"“{path.name}” is a {delivery.kind} and no lesson.")
    if delivery.settings is None or delivery.settings.lesson is None:
        raise AnnotatorError(f"“{path.name}” has no lesson in it; ask for it again.")
    return delivery


def tidy_name(name: str) -> str:
    """A name as it was typed, without what cannot be seen, at most `LONGEST_NAME` code points."""
    seen = "".join(
        character if not unicodedata.category(character).startswith("C") else " "
        for character in name
    )
    return " ".join(seen.split())[:LONGEST_NAME].rstrip()


def student_copy(delivery: Delivery, path: Path, name: str) -> Work[Project]:
    """A project at `path` to work in, made of a lesson, with this student at the desk.

    Raises AnnotatorError, and makes nothing, without a name, for a teacher's edition, or where
    something stands there.
    """
    _see_that_it_is_for(Edition.STUDENT, delivery)
    student = Annotator(new_id(), tidy_name(name))
    if not student.name:
        raise AnnotatorError("Type your name first, or the one that you were given.")
    keys = _named_apart(delivery.annotators, [student.name])

    def sit_down(project: Project) -> None:
        edits = [Edit(None, student), *(Edit(None, it) for it in assigned(project, student.id))]
        project.keep("Lesson begun", tuple(edits), student.id)
        project.store.make_work_copy(student.id)

    return (yield from copy_made_of(replace(delivery, annotators=keys), path, sit_down))


def teacher_copy(delivery: Delivery, path: Path, name: str = "") -> Work[Project]:
    """The lesson's project at `path`, with its key, made of a teacher's edition.

    Its annotator is called `name`, or as whoever sits at this computer. Raises AnnotatorError, and
    makes nothing, for a student's edition, or where something stands there.
    """
    _see_that_it_is_for(Edition.TEACHER, delivery)
    mine = tidy_name(name) or own_name()
    keys = _named_apart(delivery.annotators, [mine])

    def sit_down(project: Project) -> None:
        project.store.sit_down(add_annotator(project, mine).id)

    return (yield from copy_made_of(replace(delivery, annotators=keys), path, sit_down))


def making_student_copy(delivery: Delivery, path: Path, name: str) -> Work[Path]:
    """Make a student's copy, closed again; raises as `student_copy` does."""
    project = yield from student_copy(delivery, path, name)
    project.close()
    return path


def making_teacher_copy(delivery: Delivery, path: Path, name: str = "") -> Work[Path]:
    """Make a teacher's project, closed again; raises as `teacher_copy` does."""
    project = yield from teacher_copy(delivery, path, name)
    project.close()
    return path


def _see_that_it_is_for(edition: Edition, delivery: Delivery) -> None:
    if delivery.kind is not DeliveryKind.LESSON or delivery.settings is None:
        raise AnnotatorError("This is no lesson; ask for the file that ends in .lesson.")
    if delivery.edition is not edition:
        other = "the teacher’s" if edition is Edition.STUDENT else "a student’s"
        wanted = "a student’s" if edition is Edition.STUDENT else "the teacher’s"
        raise AnnotatorError(f"This is {other} edition of the lesson; ask for {wanted}.")


def _named_apart(keys: Iterable[Annotator], taken: Iterable[str]) -> tuple[Annotator, ...]:
    """The key's annotators, none of them called as somebody who is there."""
    names = set(taken)
    found = []
    for each in keys:
        name = each.name
        while name in names:
            name = f"{name} (key)"
        names.add(name)
        found.append(replace(each, name=name))
    return tuple(found)


# ---------------------------------------------------------------------------- the key


def open_key(project: Project, code: str) -> Work[None]:
    """Take the sealed key into a student's copy; a second time changes nothing.

    Raises AnnotatorError for a wrong code, a copy without a sealed key, and, where students compare
    at the end, before they are done with all articles.
    """
    lesson = lesson_of(project)
    if not is_student_copy(project) or not lesson.sealed:
        raise AnnotatorError("No sealed key is in this file; there is nothing to open.")
    at_the_end = lesson.feedback is FeedbackRule.END
    if at_the_end and not course(project, project.store.desk()).finished:
        raise AnnotatorError("The key opens when all articles of the lesson are done.")
    yield Progress(0, 2, "opening the key")
    keys, records = unsealed_key(lesson, code)
    yield Progress(1, 2, "opening the key")
    known = {it.id for it in project.annotators()}
    names = [it.name for it in project.annotators()]
    articles = [project.article(it) for it in sorted({it.article_id for it in records})]
    delivery = Delivery(
        kind=DeliveryKind.LESSON,
        project_id=project.id,
        project_name=project.settings.name,
        who="",
        made=now(),
        annotators=_named_apart((it for it in keys if it.id not in known), names)
        + tuple(it for it in keys if it.id in known),
        codebooks=project.store.codebooks(),
        refs=tuple(ArticleRef(it.id, it.sha256, it.title) for it in articles),
        records=records,
    )
    yield from merge(project, [delivery])


def with_key(delivery: Delivery, code: str = "") -> Delivery:
    """A lesson with its key readable: it is, or the code that is given or lies beside it opens it.

    Raises AnnotatorError where there is no key in the lesson, or no code for it.
    """
    lesson = delivery.settings.lesson if delivery.settings is not None else None
    if lesson is None or delivery.records or not lesson.sealed:
        if lesson is None or not delivery.records:
            raise AnnotatorError("No key is in this lesson; use the teacher’s edition.")
        return delivery
    if not (code or lesson.code):
        raise AnnotatorError(
            "The key of this lesson is sealed: give its code, or use the teacher’s edition."
        )
    keys, records = unsealed_key(lesson, code or lesson.code)
    return replace(delivery, annotators=tuple(keys), records=records)


def unsealed_key(lesson: Lesson, code: str) -> tuple[list[Annotator], tuple[OwnRecord, ...]]:
    """The annotators of the sealed key and their work; raises AnnotatorError for a wrong code."""
    content = unseal(lesson.sealed, code)
    try:
        found = [edit.record for edit in edits_from(content)]
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AnnotatorError("What was sealed cannot be read; ask for the lesson again.") from error
    keys = [it for it in found if isinstance(it, Annotator)]
    return keys, tuple(it for it in found if isinstance(it, OwnRecord))

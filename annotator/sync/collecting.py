"""What a class handed in, taken into the lesson's project: pseudonyms there, names in the roster.

Each file is a line of the report, and one that is spoilt keeps none of the others out. A hand-in is
checked and taken as any other is, in a transaction of its own (see `merging`); more is asked of a
student's: nothing in it may come into the project but a student's work on articles that are there.
What is taken can be had again from the files, so nobody waits for the disk after each.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Assignment,
    Attempt,
    Label,
    Record,
    SecondAnswer,
)
from annotator.core.work import Progress, Work, finish
from annotator.project import Project
from annotator.project.lesson import lesson_of, students_of
from annotator.project.roster import (
    Roster,
    read_roster,
    roster_path,
    see_that_it_can_be_written,
    write_roster,
)
from annotator.project.team import free_colour
from annotator.sync.delivery import Delivery, DeliveryKind
from annotator.sync.delivery_file import Oversized, read_stream
from annotator.sync.lessons import tidy_name
from annotator.sync.merging import merge
from annotator.sync.submissions import LARGEST, Submission, submissions
from annotator.sync.words import pseudonym

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_STUDENTS = (Label, Answer, SecondAnswer, Attempt, Assignment)
"""What a student's hand-in may hold."""


class Outcome(StrEnum):
    """What became of a file."""

    TAKEN = "taken"
    """A student's work that was not there."""
    NEWER = "newer"
    """More of a student's work that was there."""
    SAME = "same"
    """Nothing that was not there."""
    SECOND = "second"
    """Taken, though somebody of that name handed in before, from another copy."""
    OTHER_LESSON = "other-lesson"
    NOT_A_STUDENT = "not-a-student"
    """Work of the key or an instructor, or under their name."""
    REFUSED = "refused"
    """Somebody else's work in it, or something that fits no copy of this lesson."""
    SPOILT = "spoilt"
    NO_HAND_IN = "no-hand-in"
    TOO_LARGE = "too-large"


ARRIVED = (Outcome.TAKEN, Outcome.NEWER, Outcome.SECOND)
"""What brought something."""


@dataclass(frozen=True, slots=True)
class CollectLine:
    """What became of one file, as a sentence in `told`.

    `name` is what the roster has, to be shown to the instructor alone; `labels` is how many the
    student has in the project now.
    """

    file: str
    outcome: Outcome
    told: str
    name: str = ""
    pseudonym: str = ""
    annotator_id: str = ""
    labels: int = 0


@dataclass(frozen=True, slots=True)
class CollectReport:
    """What became of all files, in their order, and of whom something is here now."""

    lines: tuple[CollectLine, ...] = ()
    roster: Roster = field(default_factory=Roster)
    handed_in: int = 0

    def count(self, *outcomes: Outcome) -> int:
        """How many files ended so."""
        return sum(line.outcome in outcomes for line in self.lines)


class _Refusal(AnnotatorError):
    """Why a file is not taken, and as what it counts."""

    def __init__(self, outcome: Outcome, why: str) -> None:
        super().__init__(why)
        self.outcome = outcome


def collect(project: Project, paths: Iterable[Path]) -> Work[CollectReport]:
    """Take in all hand-ins among these files, folders and zips; tell of each file what became.

    Raises AnnotatorError, with nothing changed, where the project is no lesson, a copy to work in,
    or open to read only, or where the roster cannot be read or written.
    """
    lesson_of(project)
    if project.work_copy or project.read_only:
        raise AnnotatorError(
            "Hand-ins are collected in the project of whoever teaches the lesson, where it may be "
            "written to. Nothing was changed."
        )
    path = roster_path(project.path)
    collecting = _Collecting(project, read_roster(path))
    see_that_it_can_be_written(path)
    try:
        with project.store.unforced():
            for number, submission in enumerate(submissions(paths)):
                yield Progress(number, 0, submission.name)
                collecting.take(submission)
    finally:
        if collecting.roster != collecting.before:
            write_roster(collecting.roster, path)
    return collecting.report()


class _Collecting:
    """The project and its roster while files are taken in, one after the other."""

    def __init__(self, project: Project, roster: Roster) -> None:
        self._project = project
        self._lines: list[CollectLine] = []
        self._annotators = {it.id: it for it in project.annotators()}
        self._students = _students(project, roster)
        self._versions = {version for version, _ in project.store.codebooks()}
        self.before = self.roster = roster

    def take(self, submission: Submission) -> None:
        """Take a file in, or not; either way it is a line of the report."""
        try:
            line = self._taken(submission)
        except _Refusal as refusal:
            line = CollectLine(submission.name, refusal.outcome, str(refusal))
        except AnnotatorError as error:
            line = CollectLine(submission.name, Outcome.REFUSED, str(error))
        self._lines.append(line)

    def report(self) -> CollectReport:
        """What became of all files, with the labels that are here now."""
        counts: dict[str, int] = {}
        for (_, who), number in self._project.store.labels_by_article().items():
            counts[who] = counts.get(who, 0) + number
        lines = (
            replace(it, labels=counts.get(it.annotator_id, 0)) if it.annotator_id else it
            for it in self._lines
        )
        return CollectReport(tuple(lines), self.roster, len(_students(self._project, self.roster)))

    def _taken(self, submission: Submission) -> CollectLine:
        delivery = _read(submission)
        self._see_that_it_is_a_students(delivery)
        typed = tidy_name(_typed(delivery))
        known = self._annotators.get(delivery.who)
        again = bool(known is None and typed and self.roster.called(typed, handed_in=True))
        student = known or self._new(delivery.who)
        try:
            report = finish(merge(self._project, [self._tidied(delivery, student)]))
        except AnnotatorError as error:  # who is not taken has no pseudonym
            why = str(error).replace(student.name, typed or "somebody")
            raise _Refusal(Outcome.REFUSED, why) from error
        self._annotators[student.id] = student
        self._students.add(student.id)
        entry = self.roster.of(student.id)
        if entry is None:
            self.roster = self.roster.with_student(student, typed, submission.hint)
            entry = self.roster.of(student.id)
        name = entry.name if entry is not None else typed
        outcome = _outcome(new=known is None, brought=bool(report.steps), again=again)
        return CollectLine(
            submission.name,
            outcome,
            " ".join([_TOLD[outcome], *_notes(delivery)]),
            name,
            student.name,
            student.id,
        )

    def _tidied(self, delivery: Delivery, student: Annotator) -> Delivery:
        """The hand-in without its name, and without what this lesson does not ask of students."""
        asked = self._project.settings.questionnaire
        said = delivery.questionnaire if asked else None
        return replace(delivery, annotators=(student,), questionnaire=said)

    def _new(self, annotator_id: str) -> Annotator:
        # Who was in the roster of a project that was lost keeps the pseudonym.
        everyone = list(self._annotators.values())
        names = {it.name for it in everyone}
        entry = self.roster.of(annotator_id)
        name = entry.pseudonym if entry is not None else ""
        if not name or name in names:
            name = pseudonym(names | {it.pseudonym for it in self.roster.entries})
        return Annotator(annotator_id, name, AnnotatorKind.PERSON, free_colour(everyone))

    def _see_that_it_is_a_students(self, delivery: Delivery) -> None:
        if delivery.project_id != self._project.id:
            raise _Refusal(
                Outcome.OTHER_LESSON, f"It belongs to another lesson, “{delivery.project_name}”."
            )
        known = self._annotators.get(delivery.who)
        if not _ID.fullmatch(delivery.who) or (
            known is not None and known.id not in self._students
        ):
            who = f"{known.name}’s" if known is not None else "nobody’s"
            raise _Refusal(Outcome.NOT_A_STUDENT, f"It is {who} work and not a student’s.")
        fault = ""
        if delivery.articles or delivery.settings is not None or len(delivery.annotators) > 1:
            fault = "It holds more than a student’s work"
        elif {version for version, _ in delivery.codebooks} - self._versions:
            fault = "Its codebook is not the one of this lesson"
        elif not all(isinstance(it, _STUDENTS) for it in _records(delivery)):
            fault = "It holds what no student makes"
        if fault:
            raise _Refusal(Outcome.REFUSED, f"{fault}; ask for it again. Nothing was changed.")


_TOLD = {
    Outcome.TAKEN: "Taken.",
    Outcome.NEWER: "Taken: newer than what was here.",
    Outcome.SAME: "Nothing new: it was here already.",
    Outcome.SECOND: "Taken, but somebody of this name handed in from another copy; see who it is.",
}


def _students(project: Project, roster: Roster) -> set[str]:
    """The ids of the students whose work is here, or whom the roster knows by a hand-in."""
    here = {it.id for it in students_of(project)}
    return here | {it.annotator for it in roster.entries if it.annotator}


def _outcome(*, new: bool, brought: bool, again: bool) -> Outcome:
    if again:
        return Outcome.SECOND
    if new:
        return Outcome.TAKEN
    return Outcome.NEWER if brought else Outcome.SAME


def _read(submission: Submission) -> Delivery:
    if submission.content is None:
        outcome = Outcome.TOO_LARGE if submission.too_large else Outcome.NO_HAND_IN
        raise _Refusal(outcome, submission.why)
    try:
        stream = io.BytesIO(submission.content)
        delivery = finish(read_stream(stream, submission.name, LARGEST))
    except Oversized as error:
        raise _Refusal(Outcome.TOO_LARGE, str(error)) from error
    except AnnotatorError as error:
        raise _Refusal(Outcome.SPOILT, str(error)) from error
    if delivery.kind is not DeliveryKind.HAND_IN:
        kind = delivery.kind.value.replace("-", " ")
        raise _Refusal(Outcome.NO_HAND_IN, f"It is a {kind} and no hand-in.")
    return delivery


def _typed(delivery: Delivery) -> str:
    """The name that was typed where the copy was made."""
    return next((it.name for it in delivery.annotators if it.id == delivery.who), "")


def _records(delivery: Delivery) -> Iterator[Record]:
    yield from delivery.records
    for step in delivery.steps:
        for edit in step.edits:
            yield edit.record


def _notes(delivery: Delivery) -> list[str]:
    """What is odd about a hand-in that was taken: the program does not let that happen."""
    seen: set[str] = set()
    for step in sorted(delivery.steps, key=lambda it: it.order):
        for edit in step.edits:
            if isinstance(edit.record, Label | Answer) and edit.record.article_id in seen:
                return ["Its labels were changed after the key was shown."]
            if isinstance(edit.record, Attempt):
                seen.add(edit.record.article_id)
    return []

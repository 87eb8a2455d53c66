"""Grades of a class as files that Moodle and Canvas import, and as a plain table.

Moodle (docs.moodle.org/en/Grade_import) takes a CSV file whose columns are mapped by hand to what
they are: one says who it is, `ID number` or `Email address` (capitals matter in both), one is the
grade, one its feedback. Importing feedback without the grade loses the grade, so both always stand
beside each other; a grade above the maximum is refused.

Canvas (“How do I import grades in the Gradebook?”, community.canvaslms.com/t5/Instructor-Guide;
its gradebook export) has `Student, ID, SIS User ID, SIS Login ID, Section` and then the assignment,
named as in Canvas, where it may have its number in parentheses; another name makes a new one. The
second row says `Points Possible`. One of `ID`, `SIS User ID` and `SIS Login ID` tells who it is.

Cells of text are made harmless for spreadsheets as in `formats.csv_labels`.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from pathlib import Path
from statistics import fmean

from annotator.core.errors import AnnotatorError
from annotator.core.feedback import Finding, feedback_on
from annotator.core.lesson import Part
from annotator.core.model import Label, State
from annotator.core.work import Progress, Work
from annotator.formats.csv_labels import harmless
from annotator.project.door import Project
from annotator.project.lesson import lesson_articles, lesson_of
from annotator.project.roster import Roster, RosterEntry, students
from annotator.project.training import key_of
from annotator.store.file import in_one_piece

POINTS = 100.0
"""What all that can be reached amounts to, unless it is said otherwise."""

_Row = list[str | float]


class GradeFormat(StrEnum):
    """For what a file of grades is."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    CSV = "csv"
    """For a spreadsheet: all figures, by pseudonym and name."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How a student did beside the key: soft F1 (0 to 1) by article, 0 where it is not done.

    Articles without a key are left out, and those to try again on until they are done. `counts`
    are places by what became of them, over all articles.
    """

    articles: Mapping[str, float] = field(default_factory=dict)
    done: int = 0
    counts: Mapping[Finding, int] = field(default_factory=dict)

    @property
    def mean(self) -> float | None:
        """Mean soft F1; None where nothing has a key."""
        return fmean(self.articles.values()) if self.articles else None


@dataclass(frozen=True, slots=True)
class Grade:
    """A student with what they reached of `out_of` points; `marks` is None before a hand-in."""

    entry: RosterEntry
    marks: Marks | None = None
    out_of: float = POINTS

    @property
    def points(self) -> float | None:
        """What the instructor gave, else the score in points, rounded to two places."""
        if self.entry.points is not None:
            return self.entry.points
        mean = None if self.marks is None else self.marks.mean
        return None if mean is None else round(self.out_of * mean, 2)


@dataclass(frozen=True, slots=True)
class WrittenGrades:
    """How many rows a file of grades has, and by which column students are told.

    `left_out` are those with a grade who are not in it, `unsure` those in it whom the platform may
    not know: names, or pseudonyms where there is no name.
    """

    rows: int
    identified_by: str = ""
    left_out: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


# ---------------------------------------------------------------------------- the grades


def grades(project: Project, roster: Roster, out_of: float = POINTS) -> Work[list[Grade]]:
    """The grades of all students, in the order of the roster, then of those it does not know.

    Raises AnnotatorError where the project is no lesson, or `out_of` is no number above 0.
    """
    if not (isfinite(out_of) and out_of > 0):
        raise AnnotatorError("Points must be a number above 0.")
    marks: dict[str, Marks] = yield from marks_of(
        project, [it.id for it in students(project, roster)]
    )
    names = {it.id: it.name for it in project.annotators()}
    listed = [Grade(it, marks.get(it.annotator), out_of) for it in roster.entries]
    known = {it.annotator for it in roster.entries}
    others = [
        Grade(RosterEntry(pseudonym=names[who], annotator=who), found, out_of)
        for who, found in marks.items()
        if who not in known
    ]
    return [*listed, *others]


def marks_of(project: Project, student_ids: Sequence[str]) -> Work[dict[str, Marks]]:
    """How each of these students did beside the key."""
    lesson, ids = lesson_of(project), lesson_articles(project)
    scores: dict[str, dict[str, float]] = {who: {} for who in student_ids}
    counts: dict[str, Counter[Finding]] = {who: Counter() for who in student_ids}
    done: Counter[str] = Counter()
    for number, article_id in enumerate(ids):
        yield Progress(number, len(ids), "comparing")
        key = key_of(project, article_id)
        if key is None:
            continue
        states = {it.annotator_id: it.state for it in project.store.assignments(article_id)}
        labels: dict[str, list[Label]] = {}
        for label in project.labels(article_id):
            labels.setdefault(label.annotator_id, []).append(label)
        for who in student_ids:
            if states.get(who) is State.DONE:
                found = feedback_on(labels.get(who, []), key)
                scores[who][article_id] = found.f1
                counts[who].update(point.finding for point in found.points)
                done[who] += 1
            elif lesson.part(article_id) is not Part.AGAIN:
                scores[who][article_id] = 0.0
    return {who: Marks(scores[who], done[who], counts[who]) for who in student_ids}


# ---------------------------------------------------------------------------- the files


def write_grades(
    project: Project,
    found: Sequence[Grade],
    form: GradeFormat,
    path: Path,
    assignment: str = "",
) -> WrittenGrades:
    """Write the grades, whole or not at all; `assignment` is the lesson's title unless given.

    Who has no grade yet, or cannot be told by the platform, is left out of its file. Raises
    AnnotatorError where nobody is left, or it cannot be written.
    """
    title = " ".join((assignment or project.settings.name).split())
    header, rows, told = _TABLES[form](project, found, title)
    if not rows:
        raise AnnotatorError(_NOBODY[form])
    stream = io.StringIO(newline="")
    written = csv.writer(stream)
    written.writerows([_safe(cell) for cell in row] for row in (*header, *rows))
    # A byte order mark would be part of the first column's name for who does not expect it.
    encoding = "utf-8-sig" if form is GradeFormat.CSV else "utf-8"
    try:
        with in_one_piece(path) as part:
            part.write_bytes(stream.getvalue().encode(encoding, "replace"))
    except OSError as error:
        raise AnnotatorError(
            f"“{path}” could not be written ({error.strerror or error}). If it is open in a "
            "spreadsheet, close it there."
        ) from error
    return told


_NOBODY = {
    GradeFormat.MOODLE: (
        "No student has both a grade and an ID number or an email address. Import a class list "
        "into the roster first; nothing was written."
    ),
    GradeFormat.CANVAS: "No student has a grade yet; nothing was written.",
    GradeFormat.CSV: "Nobody has handed in yet; nothing was written.",
}

_Table = tuple[list[_Row], list[_Row], WrittenGrades]


def _moodle(_: Project, found: Sequence[Grade], title: str) -> _Table:
    graded = [it for it in found if it.points is not None]
    numbers = sum(bool(it.entry.id_number) for it in graded)
    addresses = sum(bool(it.entry.email) for it in graded)
    by_number = numbers >= addresses
    column = "ID number" if by_number else "Email address"

    def who(grade: Grade) -> str:
        return grade.entry.id_number if by_number else grade.entry.email

    rows: list[_Row] = [
        [who(it), it.points, it.entry.comment] for it in graded if who(it) and it.points is not None
    ]
    left_out = tuple(_called(it) for it in graded if not who(it))
    header: list[_Row] = [[column, title, f"{title} (feedback)"]]
    return header, rows, WrittenGrades(len(rows), column, left_out)


def _canvas(_: Project, found: Sequence[Grade], title: str) -> _Table:
    rows: list[_Row] = []
    unknown = []
    for it in found:
        if it.points is None:
            continue
        entry = it.entry
        ids = (entry.more.get("ID", ""), entry.id_number, entry.login)
        rows.append([_called(it), *ids, entry.section, it.points])
        unknown += [] if any(ids) else [_called(it)]
    out_of = found[0].out_of if found else POINTS
    header: list[_Row] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title],
        ["    Points Possible", "", "", "", "", out_of],
    ]
    return header, rows, WrittenGrades(len(rows), "ID", unsure=tuple(unknown))


def _plain(project: Project, found: Sequence[Grade], _: str) -> _Table:
    ids = [it for it in lesson_articles(project) if any(_score(each, it) != "" for each in found)]
    findings = list(Finding)
    header: _Row = ["pseudonym", "name", "score", "articles_done"]
    header += [project.article(it).title for it in ids]
    header += [it.value for it in findings]
    header += ["points", "out_of", "comment"]
    rows: list[_Row] = []
    for it in found:
        marks = it.marks or Marks()
        mean = "" if marks.mean is None else round(marks.mean, 4)
        row: _Row = [it.entry.pseudonym, it.entry.name, mean, marks.done if it.marks else ""]
        row += [_score(it, each) for each in ids]
        row += [marks.counts.get(each, 0) if it.marks else "" for each in findings]
        points = it.points
        rows.append([*row, "" if points is None else points, it.out_of, it.entry.comment])
    return [header], rows, WrittenGrades(len(rows), "pseudonym")


_TABLES: dict[GradeFormat, Callable[[Project, Sequence[Grade], str], _Table]] = {
    GradeFormat.MOODLE: _moodle,
    GradeFormat.CANVAS: _canvas,
    GradeFormat.CSV: _plain,
}


def _score(grade: Grade, article_id: str) -> str | float:
    score = grade.marks.articles.get(article_id) if grade.marks is not None else None
    return "" if score is None else round(score, 4)


def _called(grade: Grade) -> str:
    return grade.entry.name or grade.entry.pseudonym


def _safe(cell: str | float) -> str:
    return harmless(cell) if isinstance(cell, str) else f"{cell:.10g}"

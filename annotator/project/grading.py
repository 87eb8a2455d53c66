"""Grades of a class as files that Moodle and Canvas import, and as a plain table.

Moodle (docs.moodle.org/en/Grade_import) takes a CSV file whose columns are mapped by hand to what
they are: one says who it is, `ID number` or `Email address` (capitals matter in both), one is the
grade, one its feedback. Importing feedback without the grade loses the grade, so both always stand
beside each other; a grade above the maximum is refused.

Canvas (its gradebook export; “Import a CSV File to Grades” of The Ohio State University,
teaching.resources.osu.edu) has `Student, ID, SIS User ID, SIS Login ID, Section` and then the
assignment, named as in Canvas, where it may have its number in parentheses; another name makes a
new one. The second row says `Points Possible`. One of `ID`, `SIS User ID` and `SIS Login ID` tells
who it is.

Cells of text are made harmless for spreadsheets as in `formats.csv_labels`.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.feedback import Finding
from annotator.core.work import Work
from annotator.formats.csv_labels import harmless
from annotator.project.classroom import classroom
from annotator.project.door import Project
from annotator.project.lesson import lesson_articles
from annotator.project.roster import Roster, RosterEntry
from annotator.store.file import in_one_piece
from annotator.teach import scores as teaching
from annotator.teach.scores import Criterion, Reached, StudentScore, rubric_of, rubric_points

POINTS = float(teaching.POINTS)
"""What all that can be reached amounts to, unless it is said otherwise."""

_Row = list[str | float]


class GradeFormat(StrEnum):
    """For what a file of grades is."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    CSV = "csv"
    """For a spreadsheet: all figures, by pseudonym and name."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A student with what they reached of `out_of` points; `score` is None before a hand-in.

    `rubric` is what they reached in each criterion, where grades come by a rubric.
    """

    entry: RosterEntry
    score: StudentScore | None = None
    out_of: float = POINTS
    rubric: Mapping[Criterion, Reached] | None = None

    @property
    def points(self) -> float | None:
        """What the instructor gave, else what rubric or score amount to, to two places."""
        if self.entry.points is not None:
            return self.entry.points
        share = None if self.score is None else self.score.mean
        if self.rubric is not None:
            points = rubric_points(self.rubric)
            share = None if points is None else points / POINTS
        return None if share is None else round(self.out_of * share, 2)


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


def grades(
    project: Project, roster: Roster, out_of: float = POINTS, *, rubric: bool | None = None
) -> Work[list[Grade]]:
    """The grades of all students, in the order of the roster, then of those it does not know.

    `rubric` says whether they come by one; None as the lesson decides. Raises AnnotatorError where
    the project is no lesson, or `out_of` is no number above 0.
    """
    if not (isfinite(out_of) and out_of > 0):
        raise AnnotatorError("Points must be a number above 0.")
    read = yield from classroom(project)
    results = yield from read.results()
    scores = {it.student_id: it for it in results.scores}
    by_rubric = read.lesson.rubric if rubric is None else rubric
    known = {it.annotator for it in roster.entries}
    others = [
        RosterEntry(pseudonym=it.name, annotator=it.id)
        for it in read.students
        if it.id not in known
    ]
    found = []
    for entry in (*roster.entries, *others):
        score = scores.get(entry.annotator)
        reached = rubric_of(score, read.asks) if score is not None and by_rubric else None
        found.append(Grade(entry, score, out_of, reached))
    return found


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
    ids = [
        it for it in lesson_articles(project) if any(_score_on(each, it) != "" for each in found)
    ]
    findings = list(Finding)
    header: _Row = ["pseudonym", "name", "score", "articles_done"]
    header += [project.article(it).title for it in ids]
    header += [it.value for it in findings]
    criteria = [it for it in Criterion if any(it in (each.rubric or {}) for each in found)]
    header += [it.value for it in criteria]
    header += ["points", "out_of", "comment"]
    rows: list[_Row] = []
    for it in found:
        score = it.score
        mean = None if score is None else score.mean
        row: _Row = [it.entry.pseudonym, it.entry.name, "" if mean is None else round(mean, 4)]
        row += ["" if score is None else score.done]
        row += [_score_on(it, each) for each in ids]
        row += ["" if score is None else score.count(each) for each in findings]
        reached = it.rubric or {}
        row += [reached[each].value if each in reached else "" for each in criteria]
        points = it.points
        rows.append([*row, "" if points is None else points, it.out_of, it.entry.comment])
    return [header], rows, WrittenGrades(len(rows), "pseudonym")


_TABLES: dict[GradeFormat, Callable[[Project, Sequence[Grade], str], _Table]] = {
    GradeFormat.MOODLE: _moodle,
    GradeFormat.CANVAS: _canvas,
    GradeFormat.CSV: _plain,
}


def _score_on(grade: Grade, article_id: str) -> str | float:
    articles = grade.score.articles if grade.score is not None else ()
    return next((round(it.f1, 4) for it in articles if it.article_id == article_id), "")


def _called(grade: Grade) -> str:
    return grade.entry.name or grade.entry.pseudonym


def _safe(cell: str | float) -> str:
    return harmless(cell) if isinstance(cell, str) else f"{cell:.10g}"

"""A lesson without a screen: its file, a student's copy, hand-ins collected, graded, scored."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import columns, counted, finished, report, say, say_json
from annotator.cli.parameters import AsJson, OutFile, ProjectFile, apart
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.lesson import FeedbackRule, Lesson
    from annotator.project.grading import Grade, GradeFormat, WrittenGrades
    from annotator.sync.collecting import CollectLine, CollectReport
    from annotator.sync.scoring import Scored

_FOR_COLLEAGUES = (
    "It has the key and the notes: give it to who teaches the lesson, not to students."
)
LessonFile = Annotated[
    Path, typer.Argument(metavar="F.lesson", help="The lesson’s file.", show_default=False)
]
HandIns = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILES…", help="Hand-ins, folders of them, or zips.", show_default=False
    ),
]


def make(
    project_file: ProjectFile,
    *,
    out: OutFile,
    teacher: Annotated[
        bool, typer.Option("--with-key", help="For who teaches it: with the key and the notes.")
    ] = False,
    feedback: Annotated[
        str,
        typer.Option(
            "--feedback",
            metavar="RULE",
            help="When students compare: each, end, released or never.",
            show_default="as it is; each at first",
        ),
    ] = "",
    instructions: Annotated[
        Path | None,
        typer.Option("--instructions", metavar="FILE", help="A text file with what students do."),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", help="How long it takes.", min=0)
    ] = None,
    reason: Annotated[
        bool | None,
        typer.Option("--reason/--no-reason", help="Ask of each label how one knows."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a lesson’s file for a class; the project becomes a lesson if it is none.

    The key is what annotators of the kind key labelled. What the file protects is told.
    """
    from annotator.core.lesson import FeedbackRule, Lesson
    from annotator.project import Project
    from annotator.project.lesson import change_lesson, key_status, lesson_of
    from annotator.sync.delivery import Edition
    from annotator.sync.lessons import post_lesson, protection

    rule = _rule(feedback)
    words = _text(instructions) if instructions is not None else None
    with closing(Project.open(project_file)) as project:
        target = apart(out, project.path)
        before = project.settings.lesson or Lesson()
        change_lesson(project, _decided(before, rule, words, minutes, reason))
        edition = Edition.TEACHER if teacher else Edition.STUDENT
        delivery = finished(post_lesson(project, target, edition), "Writing the lesson")
        lesson = lesson_of(project)
        keyed = any(it.done for it in key_status(project))
    found: dict[str, Any] = {
        "path": str(out),
        "edition": edition.value,
        "articles": len(delivery.articles),
        "feedback": lesson.feedback.value,
        "code": lesson.code if lesson.feedback is FeedbackRule.RELEASED else "",
        "key": keyed,
        "protection": _FOR_COLLEAGUES if teacher else protection(lesson.feedback),
    }
    if as_json:
        say_json(found)
    else:
        _say_made(found)


def _say_made(found: dict[str, Any]) -> None:
    from annotator.core.lesson import FeedbackRule

    say(f"{found['path']} has {counted(found['articles'], 'article')}.", found["protection"])
    if found["code"]:
        say(f"The code that opens the key: {found['code']}")
    if not found["key"] and found["feedback"] != FeedbackRule.NEVER:
        report("No key is in it yet: make one by annotating as an annotator of the kind key.")


def _rule(name: str) -> "FeedbackRule | None":
    from annotator.core.lesson import FeedbackRule

    if not name:
        return None
    if name not in list(FeedbackRule):
        known = ", ".join(FeedbackRule)
        raise AnnotatorError(f"There is no rule “{name}” for feedback; choose one of {known}.")
    return FeedbackRule(name)


def _text(path: Path) -> str:
    from annotator.core.text import canonical
    from annotator.formats.parts.encoding import decoded
    from annotator.formats.source import Source

    try:
        return canonical(decoded(Source(path).data())[0])[0].strip()
    except OSError as error:
        raise AnnotatorError(f"{path} cannot be read ({error.strerror or error}).") from error
    except AnnotatorError as error:
        raise AnnotatorError(f"{path} cannot be read: {error}.") from error


def _decided(
    before: "Lesson",
    rule: "FeedbackRule | None",
    instructions: str | None,
    minutes: int | None,
    reason: bool | None,
) -> "Lesson":
    return replace(
        before,
        feedback=rule or before.feedback,
        instructions=before.instructions if instructions is None else instructions,
        minutes=before.minutes if minutes is None else minutes,
        reason=before.reason if reason is None else reason,
    )


def open_lesson(
    lesson_file: LessonFile,
    *,
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help="Of who works in it.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="COPY.annot", help="The copy to make.", show_default=False),
    ],
    as_json: AsJson = False,
) -> None:
    """Make a copy of a lesson to work in: a student’s, or of a teacher’s edition the project.

    `annotator handin COPY.annot --out F` writes what a student did in it.
    """
    from annotator.sync.delivery import Edition
    from annotator.sync.lessons import reading_lesson, student_copy, teacher_copy

    delivery = finished(reading_lesson(lesson_file), f"Reading {lesson_file.name}")
    make_copy = teacher_copy if delivery.edition is Edition.TEACHER else student_copy
    with closing(finished(make_copy(delivery, out, name), "Making the copy")) as project:
        desk = project.store.desk()
        who = next(it.name for it in project.annotators() if it.id == desk)
        count = len(project.article_ids(desk))
    if as_json:
        say_json({"path": str(out), "annotator": who, "articles": count})
    else:
        say(f"{out} made for {who}, with {counted(count, 'article')}.")


def collect(
    project_file: ProjectFile,
    files: HandIns,
    *,
    class_list: Annotated[
        Path | None,
        typer.Option("--class-list", metavar="FILE", help="Who is in the class (CSV or XLSX)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take in what a class handed in, and say of each file what became of it.

    Students get pseudonyms. Their names stand in P.roster.csv beside the project, and nowhere else.
    """
    from annotator.project import Project
    from annotator.project.roster import take_class_list
    from annotator.sync.collecting import collect as collected

    with closing(Project.open(project_file)) as project:
        if class_list is not None:
            take_class_list(project, class_list)
        found = finished(collected(project, files), "Collecting")
    if as_json:
        say_json(_collected_as_json(found))
        return
    say(*columns([("file", "name", "pseudonym", "labels", "what"), *map(_line, found.lines)]))
    listed = len(found.roster.entries)
    say(f"{found.roster.handed_in:,} of {listed:,} on the roster have handed in.")


def _line(line: "CollectLine") -> tuple[str, ...]:
    labels = f"{line.labels:,}" if line.pseudonym else ""
    return line.file, line.name, line.pseudonym, labels, line.told


def _collected_as_json(found: "CollectReport") -> dict[str, Any]:
    return {
        "files": [_line_as_json(line) for line in found.lines],
        "handed_in": found.roster.handed_in,
        "on_roster": len(found.roster.entries),
    }


def _line_as_json(line: "CollectLine") -> dict[str, Any]:
    return {
        "file": line.file,
        "outcome": line.outcome.value,
        "told": line.told,
        "name": line.name,
        "pseudonym": line.pseudonym,
        "labels": line.labels,
    }


def grade(
    project_file: ProjectFile,
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="moodle, canvas or csv.", show_default=False
        ),
    ],
    out: OutFile,
    points: Annotated[
        float, typer.Option("--points", metavar="N", help="What all amounts to.", min=0.01)
    ] = 100.0,
    rubric: Annotated[
        bool | None,
        typer.Option("--rubric/--score", help="By what.", show_default="as the lesson says"),
    ] = None,
    assignment: Annotated[
        str,
        typer.Option(
            "--assignment", metavar="NAME", help="As there.", show_default="the lesson’s title"
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write the class’s grades: mean soft F1 against the key, what is not done counts 0.

    With --rubric: what is found, precision, and reasons and wordings where the lesson asks them,
    each in full, in part or not reached.

    Points and comments in the roster go before. For Canvas, --assignment may be “Name (1234)”.
    """
    from annotator.project import Project
    from annotator.project.grading import grades, write_grades
    from annotator.project.roster import read_roster, roster_path

    wanted = _grade_format(form)
    with closing(Project.open(project_file, write=False)) as project:
        target = apart(out, project.path)
        roster = read_roster(roster_path(project.path))
        found = finished(grades(project, roster, points, rubric=rubric), "Grading")
        done = write_grades(project, found, wanted, target, assignment)
    if as_json:
        say_json(
            {
                "path": str(out),
                "rows": done.rows,
                "identified_by": done.identified_by,
                "left_out": list(done.left_out),
                "unsure": list(done.unsure),
            }
        )
        return
    _say_graded(out, done)


def _say_graded(out: Path, done: "WrittenGrades") -> None:
    by = f", told by {done.identified_by}" if done.identified_by else ""
    say(f"{out} has {counted(done.rows, 'student')}{by}.")
    for names, why in (
        (done.left_out, "left out, since the roster does not have that of them"),
        (done.unsure, "without a number or login, so Canvas may not know them"),
    ):
        if names:
            report(f"{counted(len(names), 'student')} {why}: {', '.join(names)}.")


def _grade_format(name: str) -> "GradeFormat":
    from annotator.project.grading import GradeFormat

    if name not in list(GradeFormat):
        known = ", ".join(GradeFormat)
        raise AnnotatorError(f"There is no format “{name}” for grades; choose one of {known}.")
    return GradeFormat(name)


def score(
    lesson_file: LessonFile,
    files: HandIns,
    *,
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="That opens a sealed key.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Score hand-ins against the key of a lesson’s file; no project is made or changed.

    Soft F1 of each article, 0 to 1, and the mean; what is not done counts 0.
    """
    from annotator.sync.lessons import reading_lesson
    from annotator.sync.scoring import score_hand_ins

    delivery = finished(reading_lesson(lesson_file), f"Reading {lesson_file.name}")
    titles = {article.id: article.title for article, _ in delivery.articles}
    found = finished(score_hand_ins(delivery, files, code), "Scoring")
    if as_json:
        say_json([_score_as_json(each, titles) for each in found])
        return
    rows = [_score_row(each.line, each.grade) for each in found]
    head = ("file", "name", "score", "done", "labels", "what")
    say(*columns([head, *rows], right=(2, 3, 4)))


def _score_row(line: "CollectLine", grade: "Grade | None") -> tuple[str, ...]:
    if grade is None or grade.score is None:
        return line.file, line.name, "–", "–", "–", line.told
    mean = "–" if grade.score.mean is None else f"{grade.score.mean:.2f}"
    done = f"{grade.score.done} of {len(grade.score.articles)}"
    return line.file, line.name, mean, done, f"{line.labels:,}", line.told


def _score_as_json(each: "Scored", titles: dict[str, str]) -> dict[str, Any]:
    from annotator.core.feedback import Finding

    found = {**_line_as_json(each.line), "score": None, "articles": [], "counts": {}}
    score = each.grade.score if each.grade is not None else None
    if score is not None:
        found["score"] = score.mean
        found["articles"] = [
            {"id": it.article_id, "title": titles.get(it.article_id, ""), "f1": it.f1}
            for it in score.articles
        ]
        found["counts"] = {it.value: score.count(it) for it in Finding}
    return found

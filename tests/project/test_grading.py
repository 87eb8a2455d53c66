"""Grades by hand: what the files for Moodle, Canvas and a spreadsheet say, cell by cell."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import COUNTS, Counts, Finding
from annotator.core.lesson import Lesson, Part
from annotator.core.model import AnnotatorKind, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.grading import Grade, GradeFormat, WrittenGrades, grades, write_grades
from annotator.project.lesson import assigned, change_lesson, lesson_of, try_again
from annotator.project.roster import Roster, RosterEntry
from annotator.project.team import add_annotator
from annotator.teach.scores import Criterion, Reached


def marks(desk: Desk, words: str, tag: str = "loaded", **fields: str) -> None:
    for article_id in desk.project.article_ids():
        article = desk.project.article(article_id)
        at = article.text.find(words)
        if at >= 0:
            desk.tag(article, tag, [[Span(at, at + len(words))]], fields=fields)
            return
    raise LookupError(words)


@pytest.fixture
def lesson(project: Project) -> Project:
    """Three articles: a key of two words and a decoy on the first, of nothing on the second."""
    ids = project.article_ids()
    change_lesson(project, Lesson(parts={ids[2]: Part.AGAIN}))
    key = Desk(project, add_annotator(project, "Key", AnnotatorKind.KEY))
    marks(key, "catastrophic")
    marks(key, "Beloved", "praise")
    marks(key, "scrapped", **{COUNTS.key: Counts.DECOY})
    marks(key, "banner")
    key.set_state(ids[1], State.DONE)
    return project


def student(project: Project, name: str, *done: int) -> Desk:
    """A student who was given the lesson, done with the articles of these places."""
    desk = Desk(project, add_annotator(project, name))
    edits = (Edit(None, it) for it in assigned(project, desk.annotator.id))
    project.do("Lesson begun", *edits, annotator_id=desk.annotator.id)
    for place in done:
        desk.set_state(project.article_ids()[place], State.DONE)
    return desk


@pytest.fixture
def roster(lesson: Project) -> Roster:
    """Heron found one of two and took the decoy; Otter found all; Finch was done with nothing."""
    heron = student(lesson, "Amber Heron", 0, 1)
    marks(heron, "catastrophic")
    marks(heron, "scrapped")
    otter = student(lesson, "Blue Otter", 0, 1)
    again = try_again(lesson, otter.annotator.id)
    assert again is not None
    otter.set_state(again, State.DONE)
    for words, tag in (("catastrophic", "loaded"), ("Beloved", "praise"), ("banner", "loaded")):
        marks(otter, words, tag)
    student(lesson, "Green Finch")
    ids = {it.name: it.id for it in lesson.annotators()}
    return Roster(
        (
            RosterEntry(
                "Ada Lind",
                pseudonym="Amber Heron",
                annotator=ids["Amber Heron"],
                email="ada@school.example",
                id_number="1001",
                login="alind",
                section="7b",
                comment="=cmd, look at “scrapped” again",
            ),
            RosterEntry(
                "Moor, Ben",
                pseudonym="Blue Otter",
                annotator=ids["Blue Otter"],
                id_number="1002",
                more={"ID": "55"},
            ),
            RosterEntry("Cleo Vance", email="cleo@school.example"),
            RosterEntry("Dara Holm", id_number="1004", points=40.5, comment="by word of mouth"),
        )
    )


# Heron on the first article: of two places one hit, one label more, the decoy. P = 1/2, R = 1/2.
# On the second, nothing where the key has nothing: 1. Mean (0.5 + 1) / 2.
HERON = 0.75


def found(project: Project, roster: Roster, out_of: float = 100.0) -> list[Grade]:
    return finish(grades(project, roster, out_of))


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def written(
    project: Project, roster: Roster, form: GradeFormat, path: Path, assignment: str = ""
) -> tuple[WrittenGrades, list[list[str]]]:
    done = write_grades(project, found(project, roster), form, path, assignment)
    return done, rows(path)


def test_a_grade_is_the_mean_over_what_was_given_and_what_is_not_done_counts_nothing(
    lesson: Project, roster: Roster
) -> None:
    by_name = {it.entry.pseudonym or it.entry.name: it for it in found(lesson, roster)}
    heron, otter, finch = (by_name[it] for it in ("Amber Heron", "Blue Otter", "Green Finch"))
    assert heron.score is not None
    assert otter.score is not None
    assert finch.score is not None
    assert [it.f1 for it in heron.score.articles] == [0.5, 1.0]
    assert (heron.score.mean, heron.points, heron.score.done) == (HERON, 75.0, 2)
    assert [it.f1 for it in otter.score.articles] == [1.0, 1.0, 1.0]  # the one again too
    assert (finch.score.mean, finch.points, finch.score.done) == (0.0, 0.0, 0)
    assert heron.score.count(Finding.HIT) == heron.score.count(Finding.DECOY) == 1
    assert heron.score.count(Finding.MISSED) == 1
    assert (by_name["Cleo Vance"].points, by_name["Dara Holm"].points) == (None, 40.5)


def test_the_instructor_is_no_student(lesson: Project, desk: Desk, roster: Roster) -> None:
    marks(desk, "oldest")
    desk.set_state(lesson.article_ids()[0], State.DONE)
    assert {it.entry.pseudonym for it in found(lesson, roster)} == {
        "Amber Heron",
        "Blue Otter",
        "Green Finch",
        "",
    }


def test_points_can_amount_to_something_else(lesson: Project, roster: Roster) -> None:
    assert [it.points for it in found(lesson, roster, 8)] == [6.0, 8.0, None, 40.5, 0.0]
    for wrong in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(AnnotatorError, match="above 0"):
            found(lesson, roster, wrong)


def test_moodle_gets_who_the_grade_and_the_feedback_beside_each_other(
    lesson: Project, roster: Roster, tmp_path: Path
) -> None:
    done, cells = written(lesson, roster, GradeFormat.MOODLE, tmp_path / "m.csv")
    assert cells == [
        ["ID number", "Harbour", "Harbour (feedback)"],
        ["1001", "75", "'=cmd, look at “scrapped” again"],
        ["1002", "100", ""],
        ["1004", "40.5", "by word of mouth"],
    ]
    assert done == WrittenGrades(3, "ID number", left_out=("Green Finch",))


def test_moodle_is_told_addresses_where_more_students_have_one(
    lesson: Project, roster: Roster, tmp_path: Path
) -> None:
    only_addresses = Roster(roster.entries[:1])
    by_address = Roster(
        (RosterEntry("Ada", annotator=roster.entries[0].annotator, email="ada@school.example"),)
    )
    assert written(lesson, only_addresses, GradeFormat.MOODLE, tmp_path / "a.csv")[1][0][0] == (
        "ID number"
    )
    _, cells = written(lesson, by_address, GradeFormat.MOODLE, tmp_path / "b.csv")
    assert cells[:2] == [
        ["Email address", "Harbour", "Harbour (feedback)"],
        ["ada@school.example", "75", ""],
    ]


def test_canvas_gets_its_columns_and_the_row_of_points(
    lesson: Project, roster: Roster, tmp_path: Path
) -> None:
    path = tmp_path / "c.csv"
    done, cells = written(lesson, roster, GradeFormat.CANVAS, path, "Loaded words (4711)")
    assert cells == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Loaded words (4711)"],
        ["    Points Possible", "", "", "", "", "100"],
        ["Ada Lind", "", "1001", "alind", "7b", "75"],
        ["Moor, Ben", "55", "1002", "", "", "100"],
        ["Dara Holm", "", "1004", "", "", "40.5"],
        ["Green Finch", "", "", "", "", "0"],
    ]
    assert done.unsure == ("Green Finch",)
    assert path.read_bytes().startswith(b"Student,")  # no mark before the first column's name


def test_the_plain_table_has_every_figure(lesson: Project, roster: Roster, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    write_grades(lesson, found(lesson, roster), GradeFormat.CSV, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    heron, otter, cleo, dara, finch = table
    first, _, third = (lesson.article(it).title for it in lesson.article_ids())
    assert (heron["pseudonym"], heron["name"], heron["score"]) == (
        "Amber Heron",
        "Ada Lind",
        "0.75",
    )
    assert (heron[first], heron[third], otter[third]) == ("0.5", "", "1")
    assert (heron["hit"], heron["decoy"], heron["missed"], heron["extra"]) == ("1", "1", "1", "0")
    assert (heron["points"], heron["out_of"], heron["articles_done"]) == ("75", "100", "2")
    assert heron["comment"].startswith("'=cmd")
    assert (cleo["score"], cleo["points"], cleo["hit"]) == ("", "", "")
    assert (dara["points"], finch["points"]) == ("40.5", "0")


def test_where_nobody_could_be_told_no_file_is_written(lesson: Project, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    with pytest.raises(AnnotatorError, match="Import a class list"):
        write_grades(lesson, found(lesson, Roster()), GradeFormat.MOODLE, path)
    with pytest.raises(AnnotatorError, match="Nobody has handed in"):
        write_grades(lesson, found(lesson, Roster()), GradeFormat.CSV, path)
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_told(
    lesson: Project, roster: Roster, tmp_path: Path
) -> None:
    with pytest.raises(AnnotatorError, match="could not be written"):
        write_grades(lesson, found(lesson, roster), GradeFormat.CSV, tmp_path / "no" / "x.csv")


def test_without_a_key_there_is_no_grade(project: Project, tmp_path: Path) -> None:
    change_lesson(project, Lesson())
    student(project, "Amber Heron", 0)
    [grade] = found(project, Roster())
    assert grade.points is None
    with pytest.raises(AnnotatorError, match="No student has a grade yet"):
        write_grades(project, [grade], GradeFormat.CANVAS, tmp_path / "c.csv")


def test_a_rubric_counts_what_is_reached_in_each_criterion(
    lesson: Project, roster: Roster, tmp_path: Path
) -> None:
    # Heron found one of two, and one of two labels was right: both in part. Otter all. Finch none.
    by_score = {it.entry.pseudonym: it.points for it in found(lesson, roster)}
    graded = finish(grades(lesson, roster, 10.0, rubric=True))
    by_rubric = {it.entry.pseudonym: it.points for it in graded if it.score is not None}
    assert by_score["Amber Heron"] == 100 * HERON
    assert by_rubric == {"Amber Heron": 5.0, "Blue Otter": 10.0, "Green Finch": 0.0}
    heron = next(it for it in graded if it.entry.pseudonym == "Amber Heron")
    assert heron.rubric == {
        Criterion.IDENTIFICATION: Reached.PARTIAL,
        Criterion.PRECISION: Reached.PARTIAL,
    }
    write_grades(lesson, graded, GradeFormat.CSV, tmp_path / "grades.csv")
    header, first, *_ = rows(tmp_path / "grades.csv")
    at = header.index("identification")
    assert header[at : at + 3] == ["identification", "precision", "points"]
    assert first[at : at + 3] == ["partial", "partial", "5"]


def test_the_lesson_decides_whether_a_rubric_counts(lesson: Project, roster: Roster) -> None:
    change_lesson(lesson, replace(lesson_of(lesson), rubric=True, reason=True))
    heron = next(it for it in found(lesson, roster) if it.entry.pseudonym == "Amber Heron")
    assert heron.rubric is not None
    assert heron.rubric[Criterion.REASONS] is Reached.NONE  # no label has a note
    assert heron.points == pytest.approx(100 * (0.5 + 0.5 + 0) / 3, abs=0.01)
    scored = finish(grades(lesson, roster, rubric=False))
    assert next(iter(scored)).points == 100 * HERON


def test_points_that_were_given_go_before_a_rubric(lesson: Project, roster: Roster) -> None:
    graded = finish(grades(lesson, roster, rubric=True))
    assert next(it for it in graded if it.entry.name == "Dara Holm").points == 40.5

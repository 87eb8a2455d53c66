"""What was said once the source was known goes out beside the first answers, and comes in again."""

import csv
from pathlib import Path

import pytest

from annotator.core.model import Value
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.exporting import export, export_losses
from annotator.project.importing import ImportOptions, ImportReport, import_files
from annotator.project.selecting import Selection

FIRST: dict[str, Value] = {"slant": -2, "sides": True, "genre": "news", "summary": "=sum"}
SECOND: dict[str, Value] = {"slant": 1, "sides": False, "genre": "view", "summary": "It is."}


@pytest.fixture
def judged(project: Project) -> str:
    """An article of which Ines answered every question, and each once more after Reveal."""
    ines = Desk(project, project.annotators()[0])
    first = project.article_ids()[0]
    for key, value in FIRST.items():
        ines.answer(first, key, value)
    for key, value in SECOND.items():
        ines.answer_again(first, key, value)
    return first


def came(project: Project, path: Path, form: str) -> ImportReport:
    options = ImportOptions(form=format_named(form))
    return finish(import_files(project, [Source(path)], options))


def given(project: Project, article_id: str) -> tuple[dict[str, Value], dict[str, Value]]:
    first, second = project.answers(article_id), project.second_answers(article_id)
    return {it.question: it.value for it in first}, {it.question: it.value for it in second}


@pytest.mark.parametrize("form", ["jsonl", "xlsx", "ratings"])
def test_both_answers_come_back(project: Project, judged: str, tmp_path: Path, form: str) -> None:
    known = format_named(form)
    path = tmp_path / f"answers{known.extensions[0]}"
    finish(export(project, known, path, Selection((judged,))))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    if form == "ratings":  # which has no texts: the articles are there already
        finish(export(project, format_named("jsonl"), tmp_path / "t.jsonl", Selection((judged,))))
        came(other, tmp_path / "t.jsonl", "jsonl")
        [there] = other.article_ids()
        assert given(other, there) == (FIRST, SECOND)
        assert came(other, path, form).answers == 0
        ines = Desk(other, other.annotators()[0])
        for key in FIRST:
            ines.answer(there, key, None)
            ines.answer_again(there, key, None)
    report = came(other, path, form)
    assert (report.answers, report.skipped) == (8, ())
    [there] = other.article_ids()
    assert given(other, there) == (FIRST, SECOND)
    before = [(it.created, it.updated) for it in project.second_answers(judged)]
    assert sorted(before) == sorted((it.created, it.updated) for it in other.second_answers(there))
    assert came(other, path, form).answers == 0
    assert finish(checked(other)) == []
    other.close()


def test_json_lines_keeps_the_ids_of_answers(project: Project, judged: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((judged,))))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    came(other, path, "jsonl")
    [there] = other.article_ids()
    assert {it.id for it in other.answers(there)} == {it.id for it in project.answers(judged)}
    assert {it.id for it in other.second_answers(there)} == {
        it.id for it in project.second_answers(judged)
    }
    other.close()


def test_a_table_of_ratings_says_which_answer_is_the_second(
    project: Project, judged: str, tmp_path: Path
) -> None:
    path = tmp_path / "ratings.csv"
    finish(export(project, format_named("ratings"), path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["article"] for row in rows} == {judged}
    told = {(row["question"], row["second"]): row["value"] for row in rows}
    assert (told["slant", ""], told["slant", "yes"]) == ("-2", "1")
    assert (told["sides", ""], told["sides", "yes"]) == ("true", "false")
    assert told["summary", ""] == "'=sum"  # no formula to a spreadsheet


def test_a_blank_answer_has_no_row_among_ratings_and_is_told(
    project: Project, judged: str, tmp_path: Path
) -> None:
    Desk(project, project.annotators()[0]).answer(judged, "summary", " ")
    path = tmp_path / "ratings.csv"
    done = finish(export(project, format_named("ratings"), path, Selection((judged,))))
    assert (done.answers, done.labels, done.read_back) == (7, 0, None)
    assert "1 answer about articles left out" in done.losses


def test_a_format_without_them_says_that_they_are_left_out(project: Project, judged: str) -> None:
    losses = finish(export_losses(project, format_named("csv"))).sentences()
    assert "4 answers given after the source was revealed left out" in losses
    losses = finish(export_losses(project, format_named("jsonl"))).sentences()
    assert losses == ()


def test_a_project_without_them_has_no_sheet_for_them(project: Project, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "all.xlsx"
    finish(export(project, format_named("xlsx"), path))
    assert load_workbook(path).sheetnames == ["labels", "articles", "answers"]


def test_others_answers_stay_out_where_one_annotator_is_chosen(
    project: Project, judged: str, tmp_path: Path
) -> None:
    ada = Desk(project, project.annotator_named("Ada", make=True))
    ada.answer_again(judged, "slant", 2)
    path = tmp_path / "answers.jsonl"
    choice = Selection((judged,), annotators=(ada.annotator.id,))
    finish(export(project, format_named("jsonl"), path, choice))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    came(other, path, "jsonl")
    assert given(other, other.article_ids()[0]) == ({}, {"slant": 2})
    other.close()


def test_a_second_that_is_neither_yes_nor_no_is_told(
    project: Project, judged: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(f"annotator,article,question,value,second\nOda,{judged},slant,1,perhaps\n")
    report = came(project, path, "ratings")
    assert (report.answers, report.skipped[0].why) == (0, "“perhaps” is neither yes nor no")


def test_two_second_answers_that_differ_are_told(
    project: Project, judged: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    rows = f"Oda,{judged},slant,1,yes\nOda,{judged},slant,2,yes\nOda,{judged},slant,0,\n"
    path.write_text(f"annotator,article,question,value,after reveal\n{rows}")
    report = came(project, path, "ratings")
    assert (report.answers, report.skipped[0].why) == (2, "another row says “1”")

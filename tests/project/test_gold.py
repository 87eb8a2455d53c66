"""Gold beside the work it came from: what is left to decide, exported, checked, learned from."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from annotator.core.adjudication import Place, Rule
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Label, Release, Span, State, Verdict
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.adjudicating import Adjudicator, Compared, compared
from annotator.project.checking import checked
from annotator.project.codebook_notes import NotePart, note_line, write_note
from annotator.project.exporting import export
from annotator.project.importing import ImportOptions, ImportReport, Twins, import_files
from annotator.project.selecting import Selection
from annotator.project.team import add_annotator
from annotator.project.to_adjudicate import outlook


@pytest.fixture
def desks(project: Project) -> list[Desk]:
    ada, ben = (Desk(project, project.annotator_named(name, make=True)) for name in ("Ada", "Ben"))
    return [ada, ben]


@pytest.fixture
def first(project: Project, desks: list[Desk]) -> str:
    """The first article, done by two: one word alike, another by one of them alone."""
    first = project.article_ids()[0]
    for desk in desks:
        tag(desk, first, "catastrophic")
        desk.answer(first, "slant", -2)
        desk.set_state(first, State.DONE)
    tag(desks[0], first, "vandalism", "praise")
    return first


def tag(desk: Desk, article_id: str, words: str, key: str = "loaded") -> Label:
    article = desk.project.article(article_id)
    at = article.text.index(words)
    [label] = desk.tag(article, key, [[Span(at, at + len(words))]])
    return label


@pytest.fixture
def adjudicator(project: Project) -> Adjudicator:
    return Adjudicator(project, project.annotator_named("Ines"))


def place_of(found: Compared, words: str) -> Place:
    return next(it for it in found.places if found.article.text[it.start : it.end] == words)


# ---------------------------------------------------------------------------- what is left


def test_the_outlook_counts_what_is_left_and_what_waits(
    project: Project, desks: list[Desk], first: str, adjudicator: Adjudicator
) -> None:
    known = finish(outlook(project))
    [row] = known.candidates
    assert (row.article_id, row.places, row.open) == (first, 3, 3)
    assert (known.waiting, known.annotators, known.gold) == (0, 3, 0)
    finish(adjudicator.accept_agreed([first], Rule()))
    known = finish(outlook(project))
    assert (known.candidates[0].open, known.gold) == (1, 1)
    settings = replace(project.settings, release=Release.DEADLINE, deadline="2999-01-01")
    project.do("Deadline", Edit(project.settings, settings))
    known = finish(outlook(project))
    assert (known.candidates, known.waiting, known.deadline) == ((), 1, "2999-01-01")


def test_what_was_read_follows_the_steps_of_an_adjudicator(
    project: Project, desks: list[Desk], first: str
) -> None:
    found: Compared | None = compared(project, first)
    steps = []
    project.listen(steps.append)
    by = Adjudicator(project, project.annotator_named("Ines"))
    assert found is not None
    by.accept(found, place_of(found, "vandalism"), [])
    by.answer(found, found.asked[0], 1)
    project.undo()
    project.undo()
    project.redo()
    for step in steps:
        assert found is not None
        found = found.after(step.edits)
    assert found is not None
    again = compared(project, first)
    assert set(found.decisions) == set(again.decisions)
    assert (found.gold_answers, found.gold_ids) == (again.gold_answers, again.gold_ids)
    assert [it.sources for it in found.open_places] == [it.sources for it in again.open_places]
    desks[1].set_state(first, State.SKIPPED)
    assert found.after(steps[-1].edits) is None


# ---------------------------------------------------------------------------- out and in again


def test_gold_goes_out_with_its_votes_and_its_decision(
    project: Project, first: str, adjudicator: Adjudicator, tmp_path: Path
) -> None:
    found = compared(project, first)
    place = place_of(found, "vandalism")
    adjudicator.accept(found, place, place.readings, reason="=it praises", error="missed")
    adjudicator.answer(compared(project, first), found.asked[0], -2)
    path = tmp_path / "gold.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,), gold=True)))
    row = json.loads(path.read_text("utf-8"))
    [label], [answer] = row["labels"], row["answers"]
    assert (label["annotator"], label["votes"]) == ("Gold", 0.5)
    decision = label["decision"]
    assert decision["sources"] == list(place.sources)
    assert [decision[key] for key in ("verdict", "by", "reason", "error")] == [
        "accepted",
        "Ines",
        "=it praises",
        "missed",
    ]
    assert (answer["votes"], answer["decision"]["verdict"]) == (1.0, "accepted")


def test_everybodys_labels_stand_beside_gold_in_a_table(
    project: Project, first: str, adjudicator: Adjudicator, tmp_path: Path
) -> None:
    finish(adjudicator.accept_agreed([first], Rule()))
    path = tmp_path / "all.csv"
    written = finish(export(project, format_named("csv"), path, Selection((first,))))
    assert written.read_back == 4
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    gold = [row for row in rows if row["votes"]]
    assert [(it["annotator"], it["votes"], it["verdict"]) for it in gold] == [
        ("Gold", "1.0000", "agreed")
    ]
    assert sorted(it["annotator"] for it in rows) == ["Ada", "Ada", "Ben", "Gold"]
    assert gold[0]["sources"].count(";") == 1


def test_a_project_without_gold_has_no_columns_for_it(
    project: Project, first: str, tmp_path: Path
) -> None:
    path = tmp_path / "all.csv"
    finish(export(project, format_named("csv"), path))
    assert "votes" not in path.read_text("utf-8-sig").splitlines()[0]


def test_what_was_written_with_provenance_is_read_again(
    project: Project, first: str, adjudicator: Adjudicator, tmp_path: Path
) -> None:
    finish(adjudicator.accept_agreed([first], Rule()))
    path = tmp_path / "all.jsonl"
    finish(export(project, format_named("jsonl"), path))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    finish(import_files(other, [Source(path)]))
    [there] = [it for it in other.article_ids() if other.labels(it)]
    before = {(it.tag, it.pieces, it.origin) for it in project.labels(first)}
    assert {(it.tag, it.pieces, it.origin) for it in other.labels(there)} == before
    other.close()


@pytest.fixture
def decided(project: Project, first: str, adjudicator: Adjudicator) -> Compared:
    """The first article decided to its end: by a rule, and one place where nothing is to stand."""
    finish(adjudicator.accept_agreed([first], Rule()))
    found = compared(project, first)
    place = place_of(found, "vandalism")
    adjudicator.accept(found, place, [], reason="=it reports", error="overmarked")
    return compared(project, first)


def come(project: Project, path: Path) -> ImportReport:
    report: ImportReport = finish(import_files(project, [Source(path)]))
    return report


def told(found: Compared, project: Project) -> list[tuple[object, ...]]:
    """What was decided, in words that are the same in every project."""
    names = {it.id: it.name for it in project.annotators()}
    quotes = {it.id: f"{it.tag} {it.quote} {names[it.annotator_id]}" for it in found.labels}
    return sorted(
        (
            *(it.verdict.value, names[it.by], names[it.annotator_id], it.start, it.end),
            *(it.question, it.reason, it.error, it.time, len(it.gold)),
            *sorted(quotes.get(each, "an answer") for each in it.sources),
        )
        for it in found.decisions
    )


def test_decisions_come_in_again_with_the_gold_they_are_about(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,))))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    report = come(other, path)
    assert (report.decisions, report.skipped) == (3, ())
    [there] = other.article_ids()
    found = compared(other, there)
    assert told(found, other) == told(decided, project)
    assert found.open_places == ()
    kinds = {it.name: it.kind for it in other.annotators()}
    assert kinds["Gold"] is AnnotatorKind.GOLD
    assert finish(checked(other)) == []
    assert (come(other, path).decisions, len(compared(other, there).decisions)) == (0, 3)
    other.close()


def test_decisions_come_to_labels_that_are_there_already(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path, bare = tmp_path / "all.jsonl", tmp_path / "bare.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,))))
    row = json.loads(path.read_text("utf-8"))
    for kind in ("labels", "answers"):
        row[kind] = [{**it, "id": ""} for it in row[kind] if it["annotator"] != "Gold"]
    del row["decisions"]
    bare.write_text(json.dumps(row), "utf-8")
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    come(other, bare)
    assert come(other, path).decisions == 3
    [there] = other.article_ids()
    assert told(compared(other, there), other) == told(decided, project)
    assert finish(checked(other)) == []
    other.close()


def test_decisions_whose_labels_do_not_come_along_are_left_out_and_told(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "gold.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,), gold=True)))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    report = come(other, path)
    assert (report.labels, report.decisions) == (1, 0)
    assert report.skipped[0].where.endswith("2 decisions about gold")
    assert report.skipped[0].why == "not all that was compared there has come along"
    assert finish(checked(other)) == []
    other.close()


def test_gold_of_a_file_joins_the_gold_of_the_project(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,))))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Ines")
    add_annotator(other, "Our gold", AnnotatorKind.GOLD)
    assert come(other, path).decisions == 3
    assert [it.name for it in other.annotators() if it.kind is AnnotatorKind.GOLD] == ["Our gold"]
    other.close()


def test_a_person_who_is_called_gold_does_not_become_it(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,))))
    other = Project.create(tmp_path / "Other.annot", "Other", project.codebook, "Gold")
    report = come(other, path)
    assert (report.decisions, len(report.skipped)) == (0, 1)
    other.close()


def test_a_copy_of_an_article_in_the_same_project_has_decisions_of_its_own(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    finish(export(project, format_named("jsonl"), path, Selection((first,))))
    options = ImportOptions(twins=Twins.KEEP)
    report = finish(import_files(project, [Source(path)], options))
    assert report.decisions == 3
    assert told(compared(project, report.ids[0]), project) == told(decided, project)
    assert finish(checked(project)) == []


def test_a_workbook_says_where_gold_comes_from(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "all.xlsx"
    finish(export(project, format_named("xlsx"), path, Selection((first,))))
    book = load_workbook(path)
    for sheet in ("labels", "answers"):
        names, *rows = book[sheet].iter_rows(values_only=True)
        found = [dict(zip(names, row, strict=True)) for row in rows]
        [gold] = [it for it in found if it["annotator"] == "Gold"]
        assert (gold["votes"], gold["verdict"], gold["decided_by"]) == (1.0, "agreed", "Ines")
        assert str(gold["sources"]).count(";") == 1
        assert {it["votes"] for it in found if it is not gold} == {None}


def test_a_reason_that_no_cell_holds_is_left_out_and_said(
    project: Project, first: str, adjudicator: Adjudicator, tmp_path: Path
) -> None:
    found = compared(project, first)
    place = place_of(found, "vandalism")
    adjudicator.accept(found, place, place.readings, reason="why " * 10_000)
    path = tmp_path / "all.xlsx"
    written = finish(export(project, format_named("xlsx"), path, Selection((first,))))
    assert any(it.startswith("1 value of more than") for it in written.losses)


def test_parquet_says_where_gold_comes_from(
    project: Project, first: str, decided: Compared, tmp_path: Path
) -> None:
    path = tmp_path / "all.parquet"
    finish(export(project, format_named("parquet"), path, Selection((first,))))
    rows = parquet.read_table(path).to_pylist()
    [gold] = [it for it in rows if it["annotator"] == "Gold"]
    assert (gold["votes"], gold["verdict"], gold["decided_by"]) == (1.0, "agreed", "Ines")
    [sources] = [it.sources for it in decided.decisions if it.gold == (gold["label_id"],)]
    assert gold["sources"] == list(sources)
    assert {it["votes"] for it in rows if it is not gold} == {None}


def test_tables_of_a_project_without_gold_have_no_columns_for_it(
    project: Project, first: str, tmp_path: Path
) -> None:
    for form in ("xlsx", "parquet"):
        finish(export(project, format_named(form), tmp_path / f"all.{form}"))
    assert "votes" not in parquet.read_schema(tmp_path / "all.parquet").names
    book = load_workbook(tmp_path / "all.xlsx")
    assert "votes" not in next(book["labels"].iter_rows(values_only=True))


# ---------------------------------------------------------------------------- checked


def test_a_source_that_its_owner_removed_is_no_fault(
    project: Project, desks: list[Desk], first: str, adjudicator: Adjudicator
) -> None:
    finish(adjudicator.accept_agreed([first], Rule()))
    desks[0].untag([it for it in desks[0].labels(first) if it.quote == "catastrophic"])
    desks[0].answer(first, "slant", None)
    assert finish(checked(project)) == []
    assert len(compared(project, first).open_places) == 3


def test_decisions_that_name_what_never_was_are_faults(
    project: Project, desks: list[Desk], first: str, adjudicator: Adjudicator
) -> None:
    finish(adjudicator.accept_agreed([first], Rule()))
    [about_words] = [it for it in compared(project, first).decisions if not it.question]
    [gold] = compared(project, first).gold
    source = about_words.sources[0]
    spoilt = replace(about_words, sources=("nobody’s",), gold=(source, "gone"))
    project.do("Spoil", Edit(about_words, spoilt))
    project.do("Spoil", Edit(gold, None))
    name = f"Decision {spoilt.id}"
    assert finish(checked(project)) == [
        f"{name}: what it names as gold, label {source}, is not gold’s.",
        f"{name}: its gold label gone is not there.",
        f"{name}: it is about label nobody’s, which was never there.",
    ]


# ---------------------------------------------------------------------------- learned from


def test_a_note_quotes_the_words_in_their_sentence(project: Project, first: str) -> None:
    text = project.article(first).text
    at = text.index("catastrophic")
    line = note_line(text, Span(at, at + 12), "it is quoted.", "2026-03-14")
    assert "a *catastrophic* act of vandalism" in line
    assert line.endswith("— it is quoted (2026-03-14)")
    assert note_line("One word", Span(0, 3), "", "2026-03-14") == "*One* word — (2026-03-14)"


@pytest.mark.parametrize("part", list(NotePart))
def test_a_note_is_a_line_of_the_tag_and_one_step(project: Project, part: NotePart) -> None:
    before = project.codebook
    by = project.annotator_named("Ines")
    write_note(project, "loaded", part, "Not *this* —\n it is quoted (2026-03-14)", by)
    tag = project.codebook.tag("loaded")
    assert tag is not None
    told = "\n".join((*tag.examples, *tag.counter_examples, tag.definition))
    assert "Not *this* — it is quoted (2026-03-14)" in told
    project.undo()
    assert project.codebook == before


def test_an_empty_note_is_refused(project: Project) -> None:
    with pytest.raises(AnnotatorError, match="note is empty"):
        write_note(project, "loaded", NotePart.EXAMPLE, " \n", project.annotator_named("Ines"))


def test_a_second_gold_is_none_of_those_compared(
    project: Project, first: str, adjudicator: Adjudicator
) -> None:
    add_annotator(project, "Model gold", AnnotatorKind.GOLD)
    assert [it.name for it in compared(project, first).people] == ["Ada", "Ben"]
    found = compared(project, first)
    adjudicator.discuss(found, found.places[0], reason="whose word is it?")
    assert [it.verdict for it in compared(project, first).decisions] == [Verdict.DISCUSS]

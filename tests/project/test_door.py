"""The door: what it lets in, what it finds, what it writes out, what it notices."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from annotator.core.edits import Edit, Step, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Article, Codebook, Settings, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.formats.registry import format_named
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.exporting import export
from annotator.project.importing import add_drafts
from annotator.project.selecting import Selection


def articles(project: Project) -> list[Article]:
    return [project.article(each) for each in project.article_ids()]


def tagged(desk: Desk, words: str) -> str:
    """The id of a new label on these words, where they stand first."""
    article = next(item for item in articles(desk.project) if words in item.text)
    at = article.text.index(words)
    [label] = desk.tag(article, "loaded", [[Span(at, at + len(words))]])
    return label.id


# ---------------------------------------------------------------------------- made, opened


def test_a_new_project_has_its_annotator_and_is_one_file(
    tmp_path: Path, codebook: Codebook
) -> None:
    path = tmp_path / "New.annot"
    with closing(Project.create(path, "New", codebook, " Ines ")) as project:
        assert (project.settings, project.codebook) == (Settings("New"), codebook)
        [ines] = project.annotators()
        assert (ines.name, ines.kind) == ("Ines", AnnotatorKind.PERSON)
        assert [step.title for _, step in project.history()] == ["Annotator Ines added"]
        assert project.undo() is project.redo() is project.next_undo() is None
        project_id = project.id
    assert sorted(each.name for each in tmp_path.iterdir()) == ["New.annot", "New.annot-lock"]
    with closing(Project.open(path)) as project:
        assert project.id == project_id
    with closing(Project.create(tmp_path / "Mine.annot", "Mine", codebook)) as project:
        assert project.annotators()[0].name


def test_a_project_is_made_nowhere_but_in_a_free_place(tmp_path: Path, codebook: Codebook) -> None:
    taken = tmp_path / "Taken.annot"
    taken.write_text("a letter")
    for path, why in (
        (taken, "choose another name"),
        (tmp_path / "none" / "New.annot", "no folder"),
        (taken / "New.annot", "no folder|cannot be used"),
        (tmp_path / ("long" * 99), "cannot be used"),
    ):
        with pytest.raises(AnnotatorError, match=why):
            Project.create(path, "New", codebook)
    assert taken.read_text() == "a letter"
    assert {each.name for each in tmp_path.iterdir()} <= {"Taken.annot", "Taken.annot-lock"}


def test_an_annotator_is_found_by_name_or_made(project: Project) -> None:
    tomas = project.annotator_named(" Tomas ", make=True)
    assert project.annotator_named("Tomas ", make=True) == tomas
    assert [each.name for each in project.annotators()] == ["Ines", "Tomas"]
    for name, make in (("Nadia", False), (" ", True)):
        with pytest.raises(AnnotatorError, match="it has Ines, Tomas"):
            project.annotator_named(name, make=make)
    assert project.undo() is None, "people are not undone"


# ---------------------------------------------------------------------------- articles


def test_articles_are_added_once_each(project: Project, drafts: tuple[Draft, ...]) -> None:
    added = finish(
        add_drafts(project, [drafts[0], Draft("New", title="New"), Draft("New", title="Twin")])
    )
    assert [project.article(each).title for each in added.ids] == ["New"]
    assert [item.where for item in added.skipped] == [drafts[0].title, "Twin"]
    assert [item.text for item in articles(project)] == [*(it.text for it in drafts), "New"]
    assert finish(add_drafts(project, [drafts[0]])).ids == ()
    assert [step.title for _, step in project.history(limit=2)] == [
        "Article “New” added",
        "3 articles added",
    ]


def test_adding_leaves_undo_as_it_is(project: Project, desk: Desk) -> None:
    first, second = tagged(desk, "pier"), tagged(desk, "ferry")
    project.undo()
    finish(add_drafts(project, [Draft("New")]))
    project.redo()
    assert {label.id for label in desk.labels(project.article_ids()[0])} == {first, second}


def test_stopped_adding_adds_nothing(project: Project) -> None:
    work = add_drafts(project, [Draft("One"), Draft("Two")])
    next(work)
    next(work)
    work.close()
    assert len(project.article_ids()) == 3
    assert finish(checked(project)) == []


def test_an_article_is_called_by_its_id_the_beginning_of_one_or_its_title(
    project: Project, drafts: tuple[Draft, ...]
) -> None:
    first, second, _ = articles(project)
    assert project.article_called(first.id) is first
    assert project.article_called(second.title) is second
    shared = next(n for n, (a, b) in enumerate(zip(first.id, second.id, strict=True)) if a != b)
    assert project.article_called(first.id[: shared + 20].upper()) is first
    with pytest.raises(AnnotatorError, match="fits 3 articles"):
        project.article_called(first.id[:4])
    for wanted in ("", "Ferry", "%", "ffff", first.title.lower()):
        with pytest.raises(AnnotatorError, match="There is no article"):
            project.article_called(wanted)
    finish(add_drafts(project, [replace(drafts[0], text="Another text")]))
    with pytest.raises(AnnotatorError, match="fits 2 articles"):
        project.article_called(first.title)


def test_the_queue_shows_each_annotators_own_states(project: Project, desk: Desk) -> None:
    ines, tomas = desk.annotator.id, project.annotator_named("Tomas", make=True).id
    first, second, third = project.article_ids()
    tagged(desk, "pier")
    desk.set_state(second, State.SKIPPED, "a caption")
    assert project.article_ids(ines, [State.TODO]) == [third]
    assert project.article_ids(ines, [State.IN_PROGRESS, State.SKIPPED]) == [first, second]
    assert project.article_ids(tomas, [State.TODO]) == [first, second, third]
    entries = project.queue_entries([second, first, "gone"], ines)
    assert [(it.id, it.labels, it.state, it.reason) for it in entries] == [
        (second, 0, State.SKIPPED, "a caption"),
        (first, 1, State.IN_PROGRESS, ""),
    ]
    assert [it.labels for it in project.queue_entries([first], tomas)] == [0]
    assert [it.labels for it in project.queue_entries([first], None)] == [1]
    counts = {State.TODO: 1, State.IN_PROGRESS: 1, State.SKIPPED: 1}
    assert project.state_counts(ines) == {**dict.fromkeys(State, 0), **counts}
    assert (project.state(first), project.state(first, tomas)) == (State.IN_PROGRESS, State.TODO)


def test_a_label_is_called_by_a_unique_beginning(project: Project, desk: Desk) -> None:
    first, second = tagged(desk, "pier"), tagged(desk, "ferry")
    assert project.label(first).id == first
    assert project.label(first[:30]).id == first
    for wanted, why in (("", "no label"), ("ffff", "no label"), (second[:2], "more than one")):
        with pytest.raises(AnnotatorError, match=why):
            project.label(wanted)


# ---------------------------------------------------------------------------- steps


def test_steps_are_heard_after_they_are_written(project: Project, desk: Desk) -> None:
    heard: list[tuple[Step, int]] = []
    article_id = project.article_ids()[0]
    project.listen(lambda step: heard.append((step, len(desk.labels(article_id)))))
    tagged(desk, "pier")
    project.undo(desk.annotator.id)
    project.redo(desk.annotator.id)
    finish(add_drafts(project, [Draft("New")]))
    assert [(step.kind, labels) for step, labels in heard] == [
        *((StepKind.DO, 1), (StepKind.UNDO, 0), (StepKind.REDO, 1), (StepKind.IMPORT, 1)),
    ]
    done, undone, redone, _ = (step for step, _ in heard)
    assert undone.target == redone.target == done.id
    assert undone.title == "Undo: Tag “pier” as Loaded word"
    assert {step.annotator_id for step in (done, undone, redone)} == {desk.annotator.id}
    history = [step for _, step in project.history(limit=4)]
    assert history == [step for step, _ in reversed(heard)]
    assert len({(step.device, step.number) for _, step in project.history()}) == 6


def test_history_is_read_in_pages(project: Project, desk: Desk) -> None:
    for words in ("pier", "ferry", "regime"):
        tagged(desk, words)
    lines = project.history()
    assert [line for line, _ in lines] == [5, 4, 3, 2, 1]
    assert project.history(limit=2) + project.history(before=4, limit=9) == lines


# ---------------------------------------------------------------------------- out, care


def test_an_export_says_what_the_project_holds(
    project: Project, desk: Desk, tmp_path: Path
) -> None:
    tagged(desk, "catastrophic")
    other = Desk(project, project.annotator_named("Tomas", make=True))
    tagged(other, "regime")
    out = tmp_path / "out.jsonl"
    assert finish(export(project, format_named("jsonl"), out)).labels == 2
    mine = Selection(annotators=(desk.annotator.id,))
    assert finish(export(project, format_named("jsonl"), out, mine)).read_back == 1
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == project.article_ids()
    [label] = lines[0]["labels"]
    assert lines[0]["text"][label["start"] : label["end"]] == label["quote"] == "catastrophic"


def test_a_copy_is_whole_and_takes_no_other_files_place(
    project: Project, desk: Desk, tmp_path: Path
) -> None:
    label = tagged(desk, "pier")
    copy = tmp_path / "Copy.annot"
    project.save_copy(copy)
    for taken in (copy, project.path):
        with pytest.raises(AnnotatorError, match="choose another name"):
            project.save_copy(taken)
    with pytest.raises(AnnotatorError):
        project.save_copy(tmp_path / "none" / "none" / "Copy.annot")
    with closing(Project.open(copy)) as saved:
        assert saved.label(label) == project.label(label)
        assert saved.history() == project.history()
        assert finish(checked(saved)) == []


def test_backups_roll(project: Project, desk: Desk) -> None:
    made = [project.keep_backup(at_most=3, every=timedelta(0)) for _ in range(2)]
    label = tagged(desk, "pier")
    made += [project.keep_backup(at_most=3, every=timedelta(0)) for _ in range(3)]
    assert project.keep_backup(at_most=3) is None, "the newest is young"
    folder = project.path.with_name("Harbour.annot-backups")
    assert sorted(folder.iterdir()) == made[2:]
    for path in made[2:]:
        assert path is not None
        with closing(Project.open(path)) as backup:
            assert backup.label(label).quote == "pier"
            assert finish(checked(backup)) == []


SPOILT: dict[str, tuple[str, str]] = {
    "text": ("UPDATE texts SET text = replace(text, 'ferry', 'wherry')", "was altered"),
    "quote": ("UPDATE labels SET quote = 'peer'", "is not its quote “peer”"),
    "pieces": ("UPDATE labels SET pieces = '[[0,99999]]'", "is no part of a text"),
    "no pieces": ("UPDATE labels SET pieces = '[]'", "cannot be read"),
    "columns": ("UPDATE labels SET start = start + 1", "are not those of its pieces"),
    "tag": ("UPDATE labels SET tag = 'gone'", "has no tag “gone”"),
    "version": ("UPDATE labels SET codebook_version = 7", "refers to a row of codebooks"),
    "question": ("UPDATE answers SET question = 'gone'", "has no question “gone”"),
    "state": ("UPDATE assignments SET state = 'gone'", "cannot be read"),
    "article": ("DELETE FROM texts", "has no text"),
    "orphan": ("DELETE FROM articles", "refers to a row of articles"),
    "journal": ("UPDATE journal SET edits = '[{}]'", "Line 1 of the journal cannot be read"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_check_finds_what_others_spoil(project: Project, desk: Desk, what: str) -> None:
    tagged(desk, "pier")
    desk.answer(project.article_ids()[0], "summary", "A ferry goes.")
    project.close()
    sql, fault = SPOILT[what]
    with closing(sqlite3.connect(project.path)) as other:
        other.execute(sql)
        other.commit()
    with closing(Project.open(project.path)) as spoilt:
        found = "\n".join(finish(checked(spoilt)))
    assert fault in found


def test_only_corrections_of_metadata_change_an_article(project: Project) -> None:
    before = articles(project)[0]
    project.do("Title", Edit(before.metadata, replace(before.metadata, title="Corrected")))
    after = project.article(before.id)
    assert replace(after, metadata=before.metadata) == before
    for edit in (Edit(before.metadata, None), Edit(None, replace(before.metadata, article_id="x"))):
        with pytest.raises(AnnotatorError):
            project.do("Neither removed nor added", edit)
    assert len(project.article_ids()) == 3

"""From a work pack to a hand-in and back into the project: everything, once, and nothing else."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from annotator.core.edits import Edit
from annotator.core.model import Codebook, State, Visit
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.sync.merging import decide, disputes
from annotator.sync.packing import hand_in, work_pack
from tests.sync.copies import copy_for, desk_of, handed_in, merged, sent, tables, tag

NAMES = ("Ben", "Cleo")


@pytest.fixture
def lead(project: Project) -> Project:
    """The project of whoever leads the team, with two annotators more."""
    for name in NAMES:
        project.annotator_named(name, make=True)
    return project


@pytest.fixture
def ben(lead: Project, tmp_path: Path) -> Iterator[Desk]:
    """Ben in his own copy."""
    with closing((desk := copy_for(lead, "Ben", tmp_path)).project):
        yield desk


def test_a_copy_made_of_a_work_pack_has_the_articles_and_the_codebook(
    lead: Project, ben: Desk
) -> None:
    assert ben.project.id == lead.id
    assert ben.project.article_ids() == lead.article_ids()
    assert (ben.project.codebook, ben.project.settings) == (lead.codebook, lead.settings)
    assert ben.project.store.is_work_copy()
    assert ben.project.store.desk() == ben.annotator.id
    assert finish(checked(ben.project)) == []


def test_a_second_work_pack_fits_though_a_definition_was_undone_before_the_first(
    lead: Project, tmp_path: Path
) -> None:
    book = lead.codebook
    for words in ("Loads.", "Judges."):
        tags = (replace(book.tags[0], definition=words), *book.tags[1:])
        lead.do("Definition", Edit(book, replace(book, tags=tags)))
        if words == "Loads.":
            lead.undo()
            ben = copy_for(lead, "Ben", tmp_path)
    with closing(ben.project):
        merged(ben.project, sent(work_pack(lead, ben.annotator), tmp_path))
        assert (ben.project.codebook, ben.project.codebook_version) == (lead.codebook, 2)


def test_a_work_pack_holds_nobody_elses_work(lead: Project, tmp_path: Path) -> None:
    cleo = desk_of(lead, "Cleo")
    tag(cleo, "catastrophic")
    cleo.answer(lead.article_ids()[0], "slant", 2)
    cleo.set_state(lead.article_ids()[0], State.DONE)
    with closing(copy_for(lead, "Ben", tmp_path).project) as copy:
        assert [copy.labels(each) for each in copy.article_ids()] == [[], [], []]
        assert copy.store.every_assignment() == []
        assert "catastrophic" not in str(copy.history())


def test_work_comes_back_as_it_was_done(lead: Project, ben: Desk, tmp_path: Path) -> None:
    first = ben.project.article_ids()[0]
    label = tag(ben, "catastrophic", intensity=5)
    label = ben.set_note(label, "why not “costly”?")
    gone = tag(ben, "scrapped")
    ben.untag([gone])
    ben.answer(first, "slant", -2)
    ben.set_state(first, State.DONE)
    visit = Visit("v1", first, ben.annotator.id, "2026-03-14T09:26:53.589Z", 61_000)
    ben.project.record_visit(visit)

    report = merged(lead, handed_in(ben, tmp_path))

    assert (report.names, report.labels, report.disputed) == (("Ben",), 2, ())
    assert lead.labels(first) == [label]
    assert [it.value for it in lead.answers(first)] == [-2]
    assert lead.assignment(first, ben.annotator.id).state is State.DONE
    assert lead.visits(first, ben.annotator.id) == [visit]
    assert finish(checked(lead)) == []


def test_what_was_merged_is_not_undone_by_the_lead(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    own = tag(desk_of(lead, "Ines"), "scrapped")
    label = tag(ben, "catastrophic")
    merged(lead, handed_in(ben, tmp_path))
    lead.undo()
    assert lead.labels(label.article_id) == [label]
    lead.redo()
    assert {it.id for it in lead.labels(label.article_id)} == {own.id, label.id}


def test_what_another_undid_is_not_redone_by_the_lead(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    own = tag(desk_of(lead, "Ines"), "scrapped")
    lead.undo()
    tag(ben, "catastrophic")
    ben.project.undo()
    merged(lead, handed_in(ben, tmp_path))
    redone = lead.redo()
    assert redone is not None
    assert [edit.record for edit in redone.edits if edit.record == own] == [own]
    assert lead.redo() is None


def test_a_hand_in_that_comes_again_changes_nothing(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    tag(ben, "catastrophic")
    early = handed_in(ben, tmp_path)
    tag(ben, "scrapped")
    late = handed_in(ben, tmp_path)
    merged(lead, late)
    before = tables(lead)
    report = merged(lead, early, late, early)
    assert tables(lead) == before
    assert (report.steps, report.labels) == (0, 0)
    assert report.known_steps == 2 * len(early.steps) + len(late.steps)


def test_hand_ins_in_any_order_make_the_same_project(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    with closing(copy_for(lead, "Cleo", tmp_path).project) as copy:
        cleo = desk_of(copy, "Cleo")
        tag(ben, "catastrophic")
        early = handed_in(ben, tmp_path)
        ben.project.undo(ben.annotator.id)
        tag(ben, "catastrophic", "praise")
        tag(cleo, "catastrophic")
        found = []
        deliveries = (early, handed_in(ben, tmp_path), handed_in(cleo, tmp_path))
        for number, order in enumerate(permutations(deliveries)):
            target = tmp_path / f"order-{number}.annot"
            lead.save_copy(target)
            with closing(Project.open(target)) as other:
                for delivery in order:
                    merged(other, delivery)
                found.append(tables(other))
        assert all(each == found[0] for each in found)
        assert len(found[0]["labels"]) == 2


def test_labels_that_an_import_made_are_handed_in_too(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    exported = tag(desk_of(lead, "Ben"), "catastrophic")
    lead.undo()
    # As if it had been imported there: a row without a step.
    with ben.project.store.merging() as merging:
        merging.put([exported])
    merged(lead, handed_in(ben, tmp_path))
    assert lead.labels(exported.article_id) == []  # a step of the lead's removed it
    other = replace(exported, id="0192f3a4-0000-7000-8000-000000000000")
    with ben.project.store.merging() as merging:
        merging.put([other])
    report = merged(lead, handed_in(ben, tmp_path))
    assert report.labels == 1
    assert lead.labels(other.article_id) == [other]


def test_articles_and_a_codebook_that_come_later_reach_the_copy(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    label = tag(ben, "catastrophic")
    finish(add_drafts(lead, [Draft("A new pier opened.", title="New pier")]))
    book = lead.codebook
    better = replace(book, tags=(replace(book.tags[0], definition="Judges."), *book.tags[1:]))
    lead.do("Definition", Edit(book, better))
    metadata = lead.article(lead.article_ids()[0]).metadata
    lead.do("Outlet", Edit(metadata, replace(metadata, outlet="The Velmar Tide")))

    report = merged(ben.project, sent(work_pack(lead, ben.annotator), tmp_path))

    assert report.articles == 1
    assert ben.project.codebook == better
    assert ben.project.codebook_version == lead.codebook_version
    assert ben.project.article(metadata.article_id).metadata.outlet == "The Velmar Tide"
    assert ben.project.article_ids() == lead.article_ids()
    assert ben.project.labels(label.article_id) == [label]
    assert tag(ben, "pier opened").codebook_version == lead.codebook_version
    merged(lead, handed_in(ben, tmp_path))
    assert finish(checked(lead)) == []


def test_two_machines_that_change_one_label_are_told_and_a_person_decides(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    label = tag(ben, "catastrophic", intensity=3)
    merged(lead, handed_in(ben, tmp_path))
    lead.save_copy(tmp_path / "laptop.annot")
    with closing(Project.open(tmp_path / "laptop.annot")) as other:
        laptop = desk_of(other, "Ben")
        weak = laptop.set_field(laptop.project.labels(label.article_id)[0], "intensity", 1)
        strong = ben.set_field(label, "intensity", 5)
        report = merged(lead, handed_in(ben, tmp_path), handed_in(laptop, tmp_path))
    assert report.disputed == (f"label:{label.id}",)
    [dispute] = disputes(lead)
    assert (dispute.annotator, dispute.article_id) == (ben.annotator.id, label.article_id)
    assert {it.record.fields["intensity"] for it in dispute.versions if it.record} == {1, 5}  # type: ignore[union-attr]

    loser = dispute.versions[0]
    decide(lead, dispute, loser, desk_of(lead, "Ines").annotator.id)

    assert disputes(lead) == []
    assert lead.labels(label.article_id) == [loser.record]
    assert {strong.fields["intensity"], weak.fields["intensity"]} == {1, 5}
    told = [it for step in lead.store.all_steps() for edit in step.edits for it in (edit.after,)]
    assert strong in told
    assert weak in told
    merged(ben.project, sent(work_pack(lead, ben.annotator), tmp_path))
    assert ben.project.labels(label.article_id) == [loser.record]


def test_an_annotator_who_is_new_comes_with_the_hand_in(
    lead: Project, tmp_path: Path, codebook: Codebook
) -> None:
    lead.save_copy(tmp_path / "copy.annot")
    with closing(Project.open(tmp_path / "copy.annot")) as copy:
        dora = Desk(copy, copy.annotator_named("Dora", make=True))
        label = tag(dora, "catastrophic")
        merged(lead, sent(hand_in(copy, dora.annotator), tmp_path))
    assert lead.annotator_named("Dora").id == dora.annotator.id
    assert lead.labels(label.article_id) == [label]


def two_answers(lead: Project, ben: Desk, folder: Path) -> tuple[Desk, str]:
    """Ben answers a question in two copies, each in its own way; the desk that knows of both."""
    article_id = lead.article_ids()[0]
    ben.project.save_copy(folder / "laptop.annot")
    with closing(Project.open(folder / "laptop.annot")) as other:
        laptop = desk_of(other, "Ben")
        laptop.answer(article_id, "slant", -2)
        ben.answer(article_id, "slant", 2)
        merged(ben.project, handed_in(laptop, folder))
    assert len(disputes(ben.project)) == 1
    return ben, article_id


def test_two_answers_to_a_question_are_decided_on(lead: Project, ben: Desk, tmp_path: Path) -> None:
    ben, article_id = two_answers(lead, ben, tmp_path)
    [dispute] = disputes(ben.project)
    decide(ben.project, dispute, dispute.versions[0], ben.annotator.id)
    assert disputes(ben.project) == []
    [answer] = ben.project.answers(article_id)
    assert answer.value == dispute.versions[0].record.value  # type: ignore[union-attr]
    merged(lead, handed_in(ben, tmp_path))
    assert lead.answers(article_id) == [answer]
    assert disputes(lead) == []


def test_a_copy_that_says_what_the_other_said_ends_the_disagreement(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    ben, article_id = two_answers(lead, ben, tmp_path)
    [dispute] = disputes(ben.project)
    ben.answer(article_id, "slant", dispute.versions[0].record.value)  # type: ignore[union-attr]
    assert disputes(ben.project) == []
    merged(lead, handed_in(ben, tmp_path))
    assert disputes(lead) == []
    assert lead.answers(article_id) == ben.project.answers(article_id)


def test_a_copy_that_says_something_else_again_begins_a_disagreement_everywhere(
    lead: Project, ben: Desk, tmp_path: Path
) -> None:
    ben, article_id = two_answers(lead, ben, tmp_path)
    [dispute] = disputes(ben.project)
    ben.answer(article_id, "slant", dispute.versions[0].record.value)  # type: ignore[union-attr]
    ben.answer(article_id, "slant", 0)
    [again] = disputes(ben.project)
    merged(lead, handed_in(ben, tmp_path))
    assert disputes(lead) == [again]
    ben.project.undo(ben.annotator.id)
    assert disputes(ben.project) == []
    merged(lead, handed_in(ben, tmp_path))
    assert disputes(lead) == []

"""Many files at once: packs for all into a folder, hand-ins brought in with what is wrong left."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import AnnotatorError
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.sync.delivery_file import read_delivery
from annotator.sync.packing import project_from
from annotator.sync.posting import (
    bring_in,
    files_in,
    making_copy,
    post_hand_in,
    post_packs,
    reading,
)
from tests.sync.copies import desk_of, tag

NAMES = ("Ben", "Cleo")


@pytest.fixture
def lead(project: Project) -> Project:
    for name in NAMES:
        project.annotator_named(name, make=True)
    return project


@pytest.fixture
def packs(lead: Project, tmp_path: Path) -> list[Path]:
    folder = tmp_path / "packs"
    folder.mkdir()
    people = [lead.annotator_named(name) for name in NAMES]
    return [it.path for it in finish(post_packs(lead, people, folder))]


@pytest.fixture
def copies(packs: list[Path], tmp_path: Path) -> Iterator[list[Desk]]:
    """Ben and Cleo, each in their copy, with a label each."""
    desks = []
    for name, pack in zip(NAMES, packs, strict=True):
        copy = finish(project_from(finish(read_delivery(pack)), tmp_path / f"{name}.annot"))
        desks.append(desk_of(copy, name))
        tag(desks[-1], "catastrophic")
    yield desks
    for desk in desks:
        desk.project.close()


@pytest.fixture
def hand_ins(copies: list[Desk], tmp_path: Path) -> list[Path]:
    folder = tmp_path / "back"
    folder.mkdir()
    posted = [
        finish(post_hand_in(it.project, it.annotator, folder / f"{it.annotator.name}.handin"))
        for it in copies
    ]
    return [each.path for [each] in posted]


def owners(project: Project) -> list[str]:
    names = {each.id: each.name for each in project.annotators()}
    labels = [it for each in project.article_ids() for it in project.labels(each)]
    return sorted(names[label.annotator_id] for label in labels)


def test_each_gets_a_pack_of_their_own_name(packs: list[Path]) -> None:
    assert [path.name for path in packs] == ["Ben.workpack", "Cleo.workpack"]
    assert [finish(reading(path)).project_name for path in packs] == ["Harbour", "Harbour"]


def test_a_folder_of_hand_ins_is_brought_in_at_once(lead: Project, hand_ins: list[Path]) -> None:
    hand_ins[0].with_name("notes.txt").write_text("not ours", "utf-8")
    done = finish(bring_in(lead, [hand_ins[0].parent]))
    assert [each.names for each in done.brought] == [("Ben",), ("Cleo",)]
    assert not done.refused
    assert owners(lead) == ["Ben", "Cleo"]
    again = finish(bring_in(lead, hand_ins))
    assert again.steps == 0
    assert owners(lead) == ["Ben", "Cleo"]


def test_a_spoilt_file_is_told_and_keeps_no_other_out(
    lead: Project, hand_ins: list[Path], packs: list[Path]
) -> None:
    spoilt = bytearray(hand_ins[0].read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    hand_ins[0].write_bytes(spoilt)
    done = finish(bring_in(lead, [*hand_ins, packs[0]]))
    assert owners(lead) == ["Cleo"]
    assert [each.name for each in done.refused] == ["Ben.handin", "Ben.workpack"]
    assert "Ask for it again" in done.refused[0].why or "ask for it again" in done.refused[0].why
    assert "is a work pack and no hand-in" in done.refused[1].why


def test_two_that_fit_but_not_together_are_taken_one_by_one(
    lead: Project, tmp_path: Path, hand_ins: list[Path]
) -> None:
    files = []
    for number in range(2):  # two machines of the lead, each with a Dora of its own
        path = tmp_path / f"machine {number}.annot"
        lead.save_copy(path)
        with closing(Project.open(path)) as machine:
            dora = desk_of(machine, machine.annotator_named("Dora", make=True).name)
            tag(dora, "catastrophic")
            files.append(tmp_path / f"Dora {number}.handin")
            finish(post_hand_in(machine, dora.annotator, files[-1]))
    done = finish(bring_in(lead, [*files, *hand_ins]))
    assert owners(lead) == ["Ben", "Cleo", "Dora"]
    [refused] = done.refused
    assert "there is another annotator called Dora here" in refused.why


def test_a_copy_takes_its_own_new_pack_and_nothing_else(
    lead: Project, copies: list[Desk], packs: list[Path], hand_ins: list[Path]
) -> None:
    ben = copies[0].project
    done = finish(bring_in(ben, [*packs, hand_ins[1]]))
    assert [each.names for each in done.brought] == [("Ben",)]
    whys = [each.why for each in done.refused]
    assert "is the work pack of somebody else" in whys[0]
    assert "not into a work copy" in whys[1]


def test_a_hand_in_is_not_opened_as_a_pack(hand_ins: list[Path], tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="is a hand-in; open the project it belongs to"):
        finish(reading(hand_ins[0]))


def test_a_pack_becomes_a_copy_with_its_annotator_at_the_desk(
    packs: list[Path], tmp_path: Path
) -> None:
    path = finish(making_copy(finish(reading(packs[1])), tmp_path / "mine.annot"))
    with closing(Project.open(path)) as copy:
        assert copy.work_copy
        assert copy.store.desk() == copy.annotator_named("Cleo").id


def test_files_are_found_once_each_in_folders_and_by_name(hand_ins: list[Path]) -> None:
    assert files_in([hand_ins[1], hand_ins[0].parent]) == [hand_ins[1], hand_ins[0]]

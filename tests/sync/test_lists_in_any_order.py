"""Labels to look at again, in every copy: the same list in whatever order hand-ins arrive."""

from collections.abc import Iterator
from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from annotator.bulk import give_successor
from annotator.core.codebook_succession import part_named
from annotator.core.model import Tag
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.reviewing import to_review
from annotator.project.tag_changes import merge_tag, split_into
from annotator.sync.packing import work_pack
from tests.postgres import Database
from tests.sync.copies import copy_for, desk_of, handed_in, merged, sent, tag
from tests.sync.hubs import hub_copy, invited, lead_synced, made, synced

NAMES = ("Ben", "Cleo")


@pytest.fixture
def lead(project: Project) -> Project:
    """The project of whoever leads the team, with two annotators more."""
    for name in NAMES:
        project.annotator_named(name, make=True)
    return project


@pytest.fixture
def copies(lead: Project, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    """Ben and Cleo, each in a copy of their own."""
    desks = {name: copy_for(lead, name, tmp_path) for name in NAMES}
    yield desks
    for desk in desks.values():
        desk.project.close()


def merges(lead: Project) -> None:
    merge_tag(lead, "praise", "loaded", lead.annotators()[0])


def listed(project: Project, name: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    found = to_review(project, project.annotator_named(name).id)
    return {(it.label.id, it.changes, tuple(tag.key for tag in it.successors)) for it in found}


def gets_the_codebook(lead: Project, desk: Desk, folder: Path) -> None:
    merged(desk.project, sent(work_pack(lead, desk.annotator), folder))


def test_hand_ins_from_before_and_after_a_merger_give_the_same_lists_in_any_order(
    lead: Project, copies: dict[str, Desk], tmp_path: Path
) -> None:
    ben, cleo = copies["Ben"], copies["Cleo"]
    first = tag(ben, "catastrophic", "praise")
    early = handed_in(ben, tmp_path)
    theirs = tag(cleo, "catastrophic", "praise")
    before = tmp_path / "before.annot"
    lead.save_copy(before)
    merges(lead)
    second = tag(ben, "Regime", "praise")
    late = handed_in(ben, tmp_path)  # made with the old codebook, after the merger
    other = handed_in(cleo, tmp_path)
    wanted = {
        "Ben": {(it.id, ("merged",), ("loaded",)) for it in (first, second)},
        "Cleo": {(theirs.id, ("merged",), ("loaded",))},
    }
    for number, order in enumerate(permutations((early, late, other, None))):
        target = tmp_path / f"order-{number}.annot"
        with closing(Project.open(before)) as untouched:
            untouched.save_copy(target)
        with closing(Project.open(target)) as here:
            for delivery in order:
                if delivery is None:
                    merges(here)
                else:
                    merged(here, delivery)
            assert {name: listed(here, name) for name in NAMES} == wanted


def test_an_annotator_decides_in_their_own_copy_and_the_list_is_empty_everywhere(
    lead: Project, copies: dict[str, Desk], tmp_path: Path
) -> None:
    ben, cleo = copies["Ben"], copies["Cleo"]
    labels = [tag(ben, "catastrophic", "praise"), tag(ben, "Regime", "praise")]
    tag(cleo, "catastrophic", "praise")
    for desk in (ben, cleo):
        merged(lead, handed_in(desk, tmp_path))
    merges(lead)
    gets_the_codebook(lead, ben, tmp_path)
    assert listed(ben.project, "Ben") == listed(lead, "Ben") != set()
    assert finish(give_successor(ben, "loaded")) == 2
    merged(lead, handed_in(ben, tmp_path))
    assert listed(ben.project, "Ben") == listed(lead, "Ben") == set()
    assert len(listed(lead, "Cleo")) == 1  # nobody's work is changed by another
    assert {lead.label(it.id).tag for it in labels} == {"loaded"}
    ben.project.undo(ben.annotator.id)
    merged(lead, handed_in(ben, tmp_path))
    assert [lead.label(it.id).tag for it in labels] == ["praise", "praise"]
    assert len(listed(lead, "Ben")) == 2
    assert finish(checked(lead)) == []
    assert finish(checked(ben.project)) == []


def test_a_merger_that_is_undone_empties_the_lists_of_copies_too(
    lead: Project, copies: dict[str, Desk], tmp_path: Path
) -> None:
    ben = copies["Ben"]
    tag(ben, "catastrophic", "praise")
    before, version = lead.codebook, lead.codebook_version
    merges(lead)
    gets_the_codebook(lead, ben, tmp_path)
    assert len(listed(ben.project, "Ben")) == 1
    lead.undo(lead.annotators()[0].id)
    assert (lead.codebook, lead.codebook_version) == (before, version)
    gets_the_codebook(lead, ben, tmp_path)
    assert listed(ben.project, "Ben") == set()


def test_a_split_reaches_a_copy_through_the_hub_and_each_decision_comes_back(
    lead: Project, database: Database, tmp_path: Path
) -> None:
    made(database, lead)
    invitation = invited(database, "Ben")
    ben = hub_copy(invitation, tmp_path / "Ben.annot")
    with closing(ben.project):
        labels = [tag(ben, "catastrophic", "praise"), tag(ben, "Regime", "praise")]
        parts: list[Tag] = []
        for name in ("Flattery", "Thanks"):
            parts.append(part_named(lead.codebook, "praise", name, parts))
        split_into(lead, "praise", parts, lead.annotators()[0])
        lead_synced(lead, database)
        synced(ben.project, invitation)
        assert listed(ben.project, "Ben") == {
            (it.id, ("split",), ("flattery", "thanks")) for it in labels
        }
        ben.retag(ben.project.label(labels[0].id), "thanks")
        synced(ben.project, invitation)
        lead_synced(lead, database)
        assert listed(lead, "Ben") == {(labels[1].id, ("split",), ("flattery", "thanks"))}
        assert desk_of(lead, "Ben").project.label(labels[0].id).tag == "thanks"
        assert finish(checked(lead)) == []

"""Articles of a project that are the same or nearly: found, linked, put away."""

from collections.abc import Sequence

import pytest

from annotator import bulk
from annotator.core.duplicates import VERSION_OF
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.corpus import Twin, duplicates
from annotator.project.importing import Twins, add_drafts

WIRE = " ".join(f"The harbour board met on day {n} and sold ferry number {n}." for n in range(20))


@pytest.fixture
def ids(project: Project) -> Sequence[str]:
    """A wire report, its second edition, the same again, and the three articles of before."""
    before = project.article_ids()
    edition = WIRE.replace("ferry number 7", "the ferry Wayfarer")
    drafts = [Draft(WIRE, title="Wire"), Draft(edition, title="Edition"), Draft(WIRE, title="Copy")]
    added = finish(add_drafts(project, drafts, twins=Twins.KEEP)).ids
    return [*added, *before]


def test_the_same_and_the_nearly_same_are_found_the_closest_first(
    project: Project, ids: Sequence[str]
) -> None:
    wire, edition, copy, *_ = ids
    same, near = finish(duplicates(project))
    assert same == Twin(wire, copy, 1.0, same=True)
    assert (near.first, near.second) == (wire, edition)
    assert 0.7 <= near.resemblance < 1.0
    assert finish(duplicates(project, 1.0)) == [same]


def test_what_is_settled_is_not_found_again_and_undone_in_one_step(
    project: Project, desk: Desk, ids: Sequence[str]
) -> None:
    wire, edition, copy, *_ = ids
    assert finish(bulk.settle_duplicates(desk, [copy, copy], {edition: wire})) == 2
    step = project.history(limit=1)[0][1]
    assert step.title == "Duplicates: 1 archived, 1 linked as versions"
    assert project.article(edition).metadata.extra == {VERSION_OF: wire}
    assert copy not in project.article_ids()
    assert finish(duplicates(project)) == []
    assert finish(bulk.settle_duplicates(desk, [copy], {edition: wire})) == 0
    project.undo(desk.annotator.id)
    assert len(finish(duplicates(project))) == 2


def test_the_search_can_be_stopped_while_it_compares(project: Project, ids: Sequence[str]) -> None:
    work = duplicates(project)
    doing = [progress.doing for progress in work]
    assert doing[-1] == "comparing"
    work.close()

"""Undo where several people work in one file: everyone turns back their own steps alone."""

from dataclasses import replace

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Span, State
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import change_settings


@pytest.fixture
def omar(project: Project) -> Desk:
    return Desk(project, project.annotator_named("Omar", make=True))


def tagged(desk: Desk, start: int, end: int, tag: str = "loaded") -> str:
    article = desk.project.article(desk.project.article_ids()[0])
    [label] = desk.tag(article, tag, [[Span(start, end)]])
    return label.id


def ids(desk: Desk) -> list[str]:
    return [label.id for label in desk.labels(desk.project.article_ids()[0])]


def test_everyone_undoes_and_redoes_their_own_steps(desk: Desk, omar: Desk) -> None:
    project = desk.project
    mine, his = tagged(desk, 0, 6), tagged(omar, 0, 6)
    more = tagged(omar, 7, 12, "praise")
    assert project.undo(desk.annotator.id) is not None
    assert (ids(desk), ids(omar)) == ([], [his, more])
    assert project.undo(omar.annotator.id) is not None
    assert (ids(desk), ids(omar)) == ([], [his])
    assert project.redo(desk.annotator.id) is not None
    assert (ids(desk), ids(omar)) == ([mine], [his])
    assert project.redo(desk.annotator.id) is None
    assert project.next_redo(omar.annotator.id) is not None


def test_what_somebody_does_leaves_the_redo_of_others(desk: Desk, omar: Desk) -> None:
    mine = tagged(desk, 0, 6)
    desk.project.undo(desk.annotator.id)
    tagged(omar, 0, 6)
    desk.project.redo(desk.annotator.id)
    assert ids(desk) == [mine]


def test_one_has_nothing_to_undo_where_only_others_worked(desk: Desk, omar: Desk) -> None:
    tagged(omar, 0, 6)
    assert desk.project.undo(desk.annotator.id) is None
    assert len(ids(omar)) == 1


def test_a_setting_that_another_changed_since_stays_and_undo_goes_on(
    desk: Desk, omar: Desk
) -> None:
    project, me = desk.project, desk.annotator.id
    mine = tagged(desk, 0, 6)
    change_settings(project, replace(project.settings, source_hidden=False), me)
    change_settings(project, replace(project.settings, outlet_masked=True), omar.annotator.id)
    with pytest.raises(AnnotatorError, match="“Sources shown” cannot be undone any more"):
        project.undo(me)
    assert not project.settings.source_hidden
    assert ids(desk) == [mine]
    project.undo(me)
    assert ids(desk) == []


def test_a_tag_that_another_used_since_stays_in_the_codebook(desk: Desk, omar: Desk) -> None:
    project, me = desk.project, desk.annotator.id
    before: Codebook = project.codebook
    after = replace(before, tags=(*before.tags, replace(before.tags[0], key="new", name="New")))
    project.do("Tag New added", Edit(before, after), annotator_id=me)
    his = tagged(omar, 0, 6, "new")
    with pytest.raises(AnnotatorError, match="since Omar went on from it"):
        project.undo(me)
    assert project.codebook.tag("new") is not None
    assert ids(omar) == [his]


def test_history_of_one_has_the_projects_steps_and_none_of_others(desk: Desk, omar: Desk) -> None:
    project = desk.project
    tagged(desk, 0, 6)
    tagged(omar, 7, 12)
    omar.set_state(project.article_ids()[1], State.DONE)
    titles = [it.title for it in project.headings(annotator_id=desk.annotator.id)]
    assert titles[0] == "Tag “Regime” as Loaded word"
    assert not any("Sinks" in title or "done" in title for title in titles)
    assert len(project.headings()) == len(titles) + 3  # his two, and that he was added

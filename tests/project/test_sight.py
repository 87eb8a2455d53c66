"""Whose work goes out to whom: others' labels stay until the project shows them."""

from dataclasses import replace

import pytest

from annotator.core.model import Annotator, AnnotatorKind, Release, Settings, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.selecting import Selection, selected
from annotator.project.sight import kept_back, others_kept_back
from annotator.project.team import Sharing, add_annotator, assign, change_settings


@pytest.fixture
def omar(project: Project) -> Desk:
    """Omar, who shares the first article with Ines; both have labelled it."""
    omar = Desk(project, add_annotator(project, "Omar"))
    ines = Desk(project, project.annotators()[0])
    first = project.article(project.article_ids()[0])
    assign(project, [first.id], Sharing((ines.annotator.id, omar.annotator.id), 2))
    ines.tag(first, "loaded", [[Span(0, 6)]])
    omar.tag(first, "praise", [[Span(7, 12)]])
    return omar


def seen(project: Project, by: Annotator) -> list[str]:
    """The annotators whose labels are in an export by this one."""
    names = {each.id: each.name for each in project.annotators()}
    labels = [it for item in selected(project, Selection(seen_by=by.id)) for it in item.labels]
    return sorted({names[label.annotator_id] for label in labels})


def test_an_export_has_ones_own_labels_until_both_are_done(desk: Desk, omar: Desk) -> None:
    project = desk.project
    [first] = kept_back(project)
    assert seen(project, desk.annotator) == ["Ines"]
    assert seen(project, omar.annotator) == ["Omar"]
    desk.set_state(first, State.DONE)
    assert seen(project, desk.annotator) == ["Ines"]
    omar.set_state(first, State.SKIPPED, "cut off")
    assert seen(project, desk.annotator) == ["Ines", "Omar"]
    assert not kept_back(project)


def test_picking_another_annotator_does_not_get_round_it(desk: Desk, omar: Desk) -> None:
    choice = Selection(annotators=(omar.annotator.id,), seen_by=desk.annotator.id)
    assert not any(item.labels for item in selected(desk.project, choice))


def test_after_the_deadline_all_is_shown(desk: Desk, omar: Desk) -> None:
    project = desk.project
    change_settings(project, Settings("Harbour", release=Release.DEADLINE, deadline="2026-03-14"))
    assert len(kept_back(project, "2026-03-13")) == 1
    assert not kept_back(project, "2026-03-14")


def test_an_open_project_shows_all(desk: Desk, omar: Desk) -> None:
    change_settings(desk.project, replace(desk.project.settings, release=Release.OPEN))
    assert seen(desk.project, desk.annotator) == ["Ines", "Omar"]


def test_gold_goes_out_and_what_nobody_annotates_here_too(desk: Desk, omar: Desk) -> None:
    project = desk.project
    gold = Desk(project, add_annotator(project, "Gold", AnnotatorKind.GOLD))
    first, second, _ = map(project.article, project.article_ids())
    gold.tag(first, "loaded", [[Span(0, 6)]])
    model = Desk(project, add_annotator(project, "Model", AnnotatorKind.MODEL))
    model.tag(second, "loaded", [[Span(0, 5)]])
    assert seen(project, desk.annotator) == ["Gold", "Ines", "Model"]


def test_it_is_counted_on_how_many_articles_something_stays(desk: Desk, omar: Desk) -> None:
    assert finish(others_kept_back(desk.project, desk.annotator.id)) == 1
    change_settings(desk.project, replace(desk.project.settings, release=Release.OPEN))
    assert finish(others_kept_back(desk.project, desk.annotator.id)) == 0

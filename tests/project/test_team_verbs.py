"""What a lead does for the team: each verb one step through the door, which undo turns back."""

from dataclasses import replace

import pytest

from annotator.clock import new_id
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, Release, State, Visit
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import (
    PILOT,
    Sharing,
    add_annotator,
    assign,
    change_annotator,
    change_settings,
    moving,
    not_begun,
    progress,
    shared,
)


@pytest.fixture
def two(project: Project) -> tuple[Annotator, Annotator]:
    """Two people more than Ines."""
    return add_annotator(project, "Ada"), add_annotator(project, "Ben")


def queue(project: Project, who: Annotator) -> list[str]:
    return [it.article_id for it in project.store.every_assignment(who.id) if it.place]


def test_a_preview_tells_what_sharing_does_and_writes_nothing(
    project: Project, two: tuple[Annotator, Annotator]
) -> None:
    ids = project.article_ids()
    sharing = Sharing(tuple(it.id for it in two), 1, seed=3, pilot=1)
    before = len(project.history())
    told = shared(project, ids, sharing)
    assert (told.articles, told.pilot, told.assigned) == (3, 1, 0)
    assert len(project.history()) == before
    assign(project, ids, sharing)
    got = {it.id: len(queue(project, it)) for it in two}
    assert told.each == got
    assert sum(got.values()) == 4  # the pilot goes to both
    again = shared(project, ids, sharing)
    assert (again.edits, again.articles, again.assigned) == ((), 0, 3)


@pytest.mark.parametrize("name", ["training", " Training", "TRAINING\t"])
def test_no_batch_goes_by_the_name_of_the_training(
    project: Project, two: tuple[Annotator, Annotator], name: str
) -> None:
    sharing = Sharing((two[0].id,), 1, batch=name)
    with pytest.raises(AnnotatorError, match="that is the articles with a key"):
        assign(project, project.article_ids(), sharing)
    assert queue(project, two[0]) == []


def test_a_batch_has_a_name(project: Project, two: tuple[Annotator, Annotator]) -> None:
    ids = project.article_ids()
    with pytest.raises(AnnotatorError, match="The batch needs a name"):
        assign(project, ids, Sharing((two[0].id,), 1, batch=" "))
    assign(project, ids, Sharing((two[0].id,), 1, batch=" second  round "))
    [(name, count)] = [(it.batch, it.articles) for it in progress(project) if it.batch]
    assert (name, count) == ("second round", 3)
    # Another program's file may have left the name out.
    made = project.store.every_assignment(two[0].id)
    project.do("Without a name", *(Edit(it, replace(it, batch="")) for it in made))
    assert [it.articles for it in progress(project) if it.annotator == two[0]] == [3]


def test_articles_move_to_another_queue_or_out_of_it(
    project: Project, two: tuple[Annotator, Annotator]
) -> None:
    ada, ben = two
    assign(project, project.article_ids(), Sharing((ada.id,), 1, pilot=1))
    first, second, third = queue(project, ada)
    Desk(project, ada).set_state(first, State.DONE)
    assert not_begun(project, ada.id) == [second, third]
    assert not_begun(project, ada.id, PILOT) == []
    step = finish(moving(project, [third], ada.id, ben.id, ben.id))
    assert step is not None
    assert step.title == "1 article moved from Ada to Ben"
    assert (queue(project, ada), queue(project, ben)) == ([first, second], [third])
    finish(moving(project, [second], ada.id, "", ben.id))
    assert queue(project, ada) == [first]
    project.undo(ben.id)
    project.undo(ben.id)
    assert (queue(project, ada), queue(project, ben)) == ([first, second, third], [])


def test_a_name_may_change_its_capitals_but_not_to_anothers(
    project: Project, two: tuple[Annotator, Annotator]
) -> None:
    ada, _ = two
    change_annotator(project, ada, replace(ada, name="ADA", colour="olive"))
    assert project.annotator_named("ADA").colour == "olive"
    with pytest.raises(AnnotatorError, match="There is an annotator called ben already"):
        change_annotator(project, project.annotator_named("ADA"), replace(ada, name="ben"))


def test_what_the_project_decides_is_one_step_with_a_title(project: Project) -> None:
    def title(**changed: object) -> str:
        step = change_settings(project, replace(project.settings, **changed))  # type: ignore[arg-type]
        return step.title if step is not None else ""

    assert title(release=Release.OPEN) == "Others’ labels are shown always"
    day = {"release": Release.DEADLINE, "deadline": " 2026-03-14"}
    assert title(**day) == "Others’ labels are shown from 2026-03-14 on"
    assert title(source_hidden=False) == "Sources shown"
    assert title(outlet_masked=True) == "Outlets masked in the text"
    assert title() == ""
    project.undo()
    assert not project.settings.outlet_masked


@pytest.mark.parametrize("day", ["", "14 March", "2026-02-30"])
def test_a_deadline_that_is_no_day_is_refused(project: Project, day: str) -> None:
    with pytest.raises(AnnotatorError, match="write the deadline as year, month and day"):
        change_settings(project, replace(project.settings, release=Release.DEADLINE, deadline=day))
    assert project.settings.release is Release.BOTH


def test_the_middle_of_the_times_is_that_of_the_articles_that_are_done(
    project: Project, desk: Desk
) -> None:
    for article_id, seconds in zip(project.article_ids(), (30, 90, 4_000), strict=True):
        stay = Visit(new_id(), article_id, desk.annotator.id, "2026-03-14T09:00:00.000Z")
        project.record_visit(replace(stay, milliseconds=seconds * 1_000))
    for article_id in project.article_ids()[:2]:
        desk.set_state(article_id, State.DONE)
    [known] = progress(project)
    assert known.median == 60_000
    assert known.milliseconds == 120_000  # what is not begun has no time

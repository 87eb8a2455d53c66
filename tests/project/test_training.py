"""Training with a key opens the queue; gold items are counted without a word."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.bulk import tag
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import Sharing, add_annotator, assign, change_settings
from annotator.project.training import (
    articles_with_key,
    assign_training,
    feedback,
    key_of,
    results,
    training_key,
    training_shares,
)
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import merge
from annotator.sync.packing import hand_in, project_from, work_pack


def marks(desk: Desk, article_id: str, words: str, tag: str = "loaded", note: str = "") -> None:
    article = desk.project.article(article_id)
    at = article.text.index(words)
    desk.tag(article, tag, [[Span(at, at + len(words))]], note=note)


@pytest.fixture
def ids(project: Project) -> list[str]:
    """The three articles; a key explains the first two and says nothing is in the second."""
    ids = project.article_ids()
    key = Desk(project, add_annotator(project, "Key", AnnotatorKind.KEY))
    marks(key, ids[0], "catastrophic", note="It judges.")
    marks(key, ids[0], "Beloved", "praise")
    key.set_state(ids[1], State.DONE)
    return ids


def test_only_the_training_is_in_the_queue_until_it_is_passed(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assign(project, ids, Sharing((desk.annotator.id,), 1))
    assign_training(project, ids[:2], [desk.annotator.id])
    assert set(desk.article_ids()) == set(ids[:2])
    assert desk.state_counts()[State.TODO] == 2
    marks(desk, ids[0], "catastrophic")
    marks(desk, ids[0], "Beloved", "praise")
    first = desk.done(ids[0])
    assert first is not None
    assert (first.f1, [p.key.note for p in first.points if p.key]) == (1.0, ["", "It judges."])
    assert not desk.standing.passed
    desk.done(ids[1])
    assert desk.standing.passed
    assert set(desk.article_ids()) == set(ids)


def test_no_other_article_is_worked_on_from_anywhere_until_it_is_passed(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assign(project, ids, Sharing((desk.annotator.id,), 1))
    assign_training(project, ids[:2], [desk.annotator.id])
    text = project.article(ids[2]).text
    with pytest.raises(AnnotatorError, match="training comes first"):
        marks(desk, ids[2], text.split()[0])
    with pytest.raises(AnnotatorError, match="training comes first"):
        finish(tag(desk, "loaded", [(ids[2], Span(0, 3))]))  # as the concordance does
    with pytest.raises(AnnotatorError, match="training comes first"):
        desk.answer(ids[2], "slant", 1)
    assert (project.labels(ids[2], desk.annotator.id), project.answers(ids[2])) == ([], [])
    for article_id in ids[:2]:
        desk.done(article_id)
    if not desk.standing.passed:
        change_settings(project, replace(project.settings, pass_mark=0.0), desk.annotator.id)
    marks(desk, ids[2], text.split()[0])


def test_who_fails_begins_anew_and_every_attempt_is_kept(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assign_training(project, ids[:1], [desk.annotator.id])
    marks(desk, ids[0], "regime")
    desk.done(ids[0])
    assert (desk.standing.finished, desk.standing.passed, desk.standing.f1) == (True, False, 0.0)
    desk.train_again()
    assert desk.labels(ids[0]) == []
    assert not desk.standing.finished
    marks(desk, ids[0], "catastrophic")
    marks(desk, ids[0], "Beloved", "praise")
    desk.done(ids[0])
    [tried] = [it for it in results(project) if it.annotator == desk.annotator]
    assert (tried.standing.attempts, tried.standing.f1) == (2, 1.0)
    project.undo()
    assert project.assignment(ids[0], desk.annotator.id).state is State.IN_PROGRESS
    kept = [(it.f1, it.hit, it.missed, it.extra) for it in project.store.attempts()]
    assert kept == [(0.0, 0, 2, 1), (1.0, 2, 0, 0)]


def test_done_said_twice_is_one_attempt(project: Project, desk: Desk, ids: list[str]) -> None:
    assign_training(project, ids[:1], [desk.annotator.id])
    assert desk.done(ids[0]) is not None
    assert desk.done(ids[0]) is None
    assert desk.standing.attempts == 1


def test_the_project_says_what_is_enough(project: Project, desk: Desk, ids: list[str]) -> None:
    project.do("Mark", Edit(project.settings, replace(project.settings, pass_mark=0.5)))
    assign_training(project, ids[:1], [desk.annotator.id])
    marks(desk, ids[0], "catastrophic")
    desk.done(ids[0])
    assert desk.standing.f1 == pytest.approx(2 / 3)
    assert desk.standing.passed


def test_skipping_the_training_does_not_pass_it(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assign_training(project, ids[:1], [desk.annotator.id])
    desk.set_state(ids[0], State.SKIPPED, "too long")
    assert (desk.standing.finished, desk.standing.passed) == (True, False)


def test_training_without_a_key_shuts_nobody_in(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assign(project, ids, Sharing((desk.annotator.id,), 1))
    assign_training(project, ids[2:], [desk.annotator.id])
    assert set(desk.article_ids()) == set(ids)


def test_who_was_done_before_there_was_a_key_is_judged_by_what_they_have(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assign_training(project, ids[2:], [desk.annotator.id])
    marks(desk, ids[2], "Sunday")
    desk.done(ids[2])
    marks(Desk(project, project.annotator_named("Key")), ids[2], "Sunday")
    assert (desk.standing.scores, desk.standing.attempts, desk.standing.passed) == ((1.0,), 0, True)


def test_without_training_or_key_nothing_is_in_the_way(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    assert desk.article_ids() == ids
    assert desk.done(ids[2]) is None
    assert feedback(project, ids[2], desk.annotator.id) is None
    assert key_of(project, ids[1]) == []


def test_gold_items_look_like_any_other_and_are_counted(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    marks(desk, ids[0], "regime")
    assert desk.done(ids[0]) is None
    assert desk.done(ids[1]) is None
    [gold] = results(project)
    assert (gold.gold, gold.gold_failed, gold.gold_f1) == (2, 1, 0.5)
    assert gold.standing.articles == ()


def test_a_work_pack_brings_the_key_of_the_training_and_of_nothing_else(
    project: Project, desk: Desk, ids: list[str], tmp_path: Path
) -> None:
    ada = add_annotator(project, "Ada")
    assign(project, ids, Sharing((ada.id,), 1))
    assign_training(project, ids[1:2], [ada.id])
    assert [it for it in training_key(project, ada.id) if it.article_id != ids[1]] == []
    marks(desk, ids[2], "Sunday")
    file = tmp_path / "Ada.pack"
    finish(write_delivery(work_pack(project, ada), file))
    copy = finish(project_from(finish(read_delivery(file)), tmp_path / "Ada.annot"))
    mine = Desk(copy, ada)
    assert mine.article_ids() == [ids[1]]
    assert copy.labels(ids[0]) == copy.labels(ids[2]) == []
    assert mine.done(ids[1]) is not None
    assert set(mine.article_ids()) == set(ids)
    home = hand_in(copy, ada)
    copy.close()
    finish(merge(project, [home]))
    [came] = [it for it in results(project) if it.annotator.name == "Ada"]
    assert (came.standing.attempts, came.standing.passed) == (1, True)


def test_only_what_has_a_key_can_be_made_a_training(project: Project, ids: list[str]) -> None:
    assert articles_with_key(project) == ids[:2]


def test_it_is_told_beforehand_what_a_training_changes(
    project: Project, desk: Desk, ids: list[str]
) -> None:
    other = project.annotator_named("Ben", make=True)
    assign(project, ids[:1], Sharing((desk.annotator.id,), 1))
    wanted = (ids[:2], [desk.annotator.id, other.id])
    told = training_shares(project, *wanted)
    assert (dict(told.each), told.moved) == ({desk.annotator.id: 2, other.id: 2}, 1)
    assign_training(project, *wanted)
    assert training_shares(project, *wanted).edits == ()


def test_the_pass_mark_is_a_share(project: Project) -> None:
    for mark in (-0.1, 1.5, float("nan")):
        with pytest.raises(AnnotatorError, match="from 0 to 1"):
            change_settings(project, replace(project.settings, pass_mark=mark))

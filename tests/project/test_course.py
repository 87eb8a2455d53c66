"""A project as a lesson: its key, the course of a student, when they compare, what stands then."""

from dataclasses import replace

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import Counts, Finding
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import Annotator, AnnotatorKind, Span, State
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.lesson import (
    assigned,
    change_lesson,
    compare,
    course,
    key_annotator,
    key_status,
    lesson_articles,
    lesson_of,
    may_compare,
    rename_lesson,
    try_again,
)
from annotator.project.team import add_annotator


@pytest.fixture
def lesson(project: Project) -> Project:
    """The harbour project: one article before, one of the lesson, one kept to try again on."""
    first, _, third = project.article_ids()
    change_lesson(project, Lesson(parts={first: Part.BEFORE, third: Part.AGAIN}))
    key = Desk(project, key_annotator(project))
    for article_id in project.article_ids():
        key.tag(project.article(article_id), "loaded", [(Span(0, 3),)], note="It pushes.")
    return project


@pytest.fixture
def ada(lesson: Project) -> Desk:
    """Ada, a student, with the articles of the lesson before her."""
    student = add_annotator(lesson, "Ada")
    edits = tuple(Edit(None, it) for it in assigned(lesson, student.id))
    lesson.keep("Articles of the lesson", edits, student.id)
    return Desk(lesson, student)


def decides(project: Project, rule: FeedbackRule) -> None:
    change_lesson(project, replace(lesson_of(project), feedback=rule))


def test_a_project_is_no_lesson_until_it_is_made_one(project: Project) -> None:
    with pytest.raises(AnnotatorError, match="is no lesson yet"):
        lesson_of(project)
    change_lesson(project, Lesson())
    assert lesson_of(project).feedback is FeedbackRule.EACH
    project.undo()
    assert project.settings.lesson is None


def test_a_lesson_is_called_something(lesson: Project) -> None:
    rename_lesson(lesson, "  Spot   the word ")
    assert lesson.settings.name == "Spot the word"
    with pytest.raises(AnnotatorError, match="needs a title"):
        rename_lesson(lesson, "   ")
    assert rename_lesson(lesson, "Spot the word") is None


def test_there_is_one_key_however_often_it_is_asked_for(project: Project) -> None:
    assert key_annotator(project) == key_annotator(project)
    assert [it.kind for it in project.annotators()].count(AnnotatorKind.KEY) == 1


def test_the_key_is_told_by_what_its_labels_count_as(lesson: Project) -> None:
    first = lesson.article_ids()[0]
    key = Desk(lesson, key_annotator(lesson))
    key.tag(lesson.article(first), "praise", [(Span(5, 8),)], fields={"counts": "decoy"})
    status = {it.article_id: it for it in key_status(lesson)}[first]
    assert status.counts == {Counts.REQUIRED: 1, Counts.DECOY: 1}
    assert (status.unexplained, status.experts, status.done) == (1, 1, True)


def test_what_a_label_counts_as_is_asked_of_the_key_alone(lesson: Project, ada: Desk) -> None:
    article = lesson.article(lesson.article_ids()[0])
    with pytest.raises(AnnotatorError, match="asks no field"):
        ada.tag(article, "loaded", [(Span(5, 8),)], fields={"counts": "decoy"})


def test_articles_come_by_part_and_what_is_kept_back_comes_last(lesson: Project) -> None:
    first, second, third = lesson.article_ids()
    change_lesson(lesson, replace(lesson_of(lesson), parts={first: Part.AFTER, second: Part.AGAIN}))
    assert lesson_articles(lesson, kept_back=False) == [third, first]
    assert lesson_articles(lesson) == [third, second, first]


def test_a_student_is_given_another_article_when_they_want_one(lesson: Project, ada: Desk) -> None:
    first, second, third = lesson.article_ids()
    assert ada.article_ids() == [first, second]
    assert course(lesson, ada.annotator.id).spare == (third,)
    assert try_again(lesson, ada.annotator.id) == third
    assert ada.article_ids() == [first, second, third]
    assert course(lesson, ada.annotator.id).articles[-1] == (third, Part.AGAIN, State.TODO)
    assert try_again(lesson, ada.annotator.id) is None


@pytest.mark.parametrize(
    ("rule", "after_one", "before_one_done", "all_done"),
    [
        (FeedbackRule.EACH, True, False, True),
        (FeedbackRule.END, False, False, True),
        (FeedbackRule.RELEASED, True, True, True),  # the key is here: the code was given
        (FeedbackRule.NEVER, False, False, False),
    ],
)
def test_the_rule_says_when_a_student_compares(
    lesson: Project,
    ada: Desk,
    rule: FeedbackRule,
    after_one: bool,
    before_one_done: bool,
    all_done: bool,
) -> None:
    decides(lesson, rule)
    who = ada.annotator.id
    check, second, _ = lesson.article_ids()
    assert not may_compare(lesson, second, who)  # not done with it
    ada.set_state(second, State.DONE)
    assert may_compare(lesson, second, who) is after_one
    lesson.do("Another day", *_state(lesson, ada.annotator, second, State.TODO))
    ada.set_state(check, State.DONE)
    assert may_compare(lesson, check, who) is before_one_done  # a check waits for the end
    ada.set_state(second, State.DONE)
    assert may_compare(lesson, check, who) is may_compare(lesson, second, who) is all_done


def _state(project: Project, who: Annotator, article_id: str, state: State) -> tuple[Edit, ...]:
    before = project.assignment(article_id, who.id)
    return (Edit(before, replace(before, state=state)),)


def test_whoever_saw_the_key_of_an_article_changes_nothing_on_it(
    lesson: Project, ada: Desk
) -> None:
    _, second, _ = lesson.article_ids()
    article = lesson.article(second)
    [mine] = ada.tag(article, "loaded", [(Span(0, 3),)])
    ada.set_state(second, State.DONE)
    found = compare(lesson, second, ada.annotator.id)
    assert found is not None
    assert [point.finding for point in found.feedback.points] == [Finding.HIT]
    for attempt in (
        lambda: ada.tag(article, "loaded", [(Span(5, 8),)]),
        lambda: ada.untag([mine]),
        lambda: ada.set_note(mine, "I saw it"),
        lambda: ada.answer(second, "summary", "It is about a harbour."),
        lambda: ada.set_state(second, State.TODO),
        lambda: ada.set_state(second, State.SKIPPED, "Too hard"),
        lambda: lesson.undo(ada.annotator.id),
    ):
        with pytest.raises(AnnotatorError, match="seen the key"):
            attempt()
    assert ada.labels(second) == [mine]
    ada.set_article_note(second, "A note of one's own is no answer.")


@pytest.mark.parametrize("rule", [*FeedbackRule])
def test_a_skipped_article_shows_no_key_until_it_is_done_after_all(
    lesson: Project, ada: Desk, rule: FeedbackRule
) -> None:
    decides(lesson, rule)
    who = ada.annotator.id
    check, second, third = lesson.article_ids()
    ada.set_state(second, State.SKIPPED, "Too hard")
    for other in (check, third):
        ada.set_state(other, State.DONE)
        compare(lesson, other, who)
    assert compare(lesson, second, who) is None
    assert not lesson.is_closed(second, who)

    ada.set_state(second, State.TODO)
    [mine] = ada.tag(lesson.article(second), "loaded", [(Span(0, 3),)])
    ada.set_state(second, State.DONE)
    shown = compare(lesson, second, who) is not None
    assert shown is lesson.is_closed(second, who) is (rule is not FeedbackRule.NEVER)
    if shown:
        for state in (State.SKIPPED, State.TODO, State.FLAGGED):
            with pytest.raises(AnnotatorError, match="seen the key"):
                ada.set_state(second, state)
        with pytest.raises(AnnotatorError, match="seen the key"):
            ada.untag([mine])


def test_other_articles_stay_open(lesson: Project, ada: Desk) -> None:
    first, second, _ = lesson.article_ids()
    ada.set_state(second, State.DONE)
    compare(lesson, second, ada.annotator.id)
    ada.tag(lesson.article(first), "loaded", [(Span(0, 3),)])
    assert len(ada.labels(first)) == 1


def test_comparing_is_kept_once_and_with_the_figure(lesson: Project, ada: Desk) -> None:
    _, second, _ = lesson.article_ids()
    ada.tag(lesson.article(second), "loaded", [(Span(0, 3),)])
    ada.set_state(second, State.DONE)
    for _ in range(2):
        compare(lesson, second, ada.annotator.id)
    [attempt] = lesson.store.attempts(ada.annotator.id)
    assert (attempt.article_id, attempt.f1, attempt.hit) == (second, 1.0, 1)


def test_the_first_expert_is_the_key_and_all_of_them_are_counted(
    lesson: Project, ada: Desk
) -> None:
    _, second, _ = lesson.article_ids()
    article = lesson.article(second)
    for number, words in enumerate((Span(0, 3), Span(5, 8))):
        expert = add_annotator(lesson, f"Expert {number}", AnnotatorKind.KEY)
        Desk(lesson, expert).tag(article, "praise", [(words,)])
    ada.tag(article, "loaded", [(Span(5, 8),)])
    ada.set_state(second, State.DONE)
    found = compare(lesson, second, ada.annotator.id)
    assert found is not None
    assert found.experts == 3
    by_finding = {point.finding: point for point in found.feedback.points}
    assert set(by_finding) == {Finding.MISSED, Finding.EXTRA}  # by the first of them alone
    missed, extra = by_finding[Finding.MISSED].key, by_finding[Finding.EXTRA].mine
    assert missed is not None
    assert extra is not None
    assert found.agreed == {missed.id: 2, extra.id: 1}

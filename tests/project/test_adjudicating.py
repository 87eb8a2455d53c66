"""From several annotators' labels to gold: what may be seen, what stands, where it comes from."""

from dataclasses import replace

import pytest

from annotator.core.adjudication import AskedPlace, Place, Rule, RuleKind
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Label, Origin, Release, Span, State, Verdict
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.adjudicating import (
    Adjudicator,
    articles_to_adjudicate,
    compared,
    is_released,
)
from annotator.project.checking import checked
from annotator.project.team import Sharing, assign

NAMES = ("Ada", "Ben", "Cleo")


@pytest.fixture
def desks(project: Project) -> dict[str, Desk]:
    return {name: Desk(project, project.annotator_named(name, make=True)) for name in NAMES}


@pytest.fixture
def first(project: Project) -> str:
    return project.article_ids()[0]


def tag(desk: Desk, article_id: str, words: str, key: str = "loaded", **fields: int) -> Label:
    article = desk.project.article(article_id)
    at = article.text.index(words)
    [label] = desk.tag(article, key, [[Span(at, at + len(words))]], fields=fields)
    return label


def worked(desks: dict[str, Desk], first: str) -> None:
    """All mark one word alike and another each in their own way, and are done."""
    for number, desk in enumerate(desks.values()):
        tag(desk, first, "catastrophic", intensity=3 + number)
        desk.answer(first, "slant", -2 if number else -1)
        desk.answer(first, "sides", value=False)
    tag(desks["Ada"], first, "scrapped")
    tag(desks["Ben"], first, "scrapped the ferry", "praise")
    for desk in desks.values():
        desk.set_state(first, State.DONE)


# ---------------------------------------------------------------------------- what may be seen


def test_an_article_is_seen_when_all_who_have_it_are_done(
    project: Project, desks: dict[str, Desk], first: str
) -> None:
    who = tuple(desk.annotator.id for desk in desks.values())
    assign(project, project.article_ids(), Sharing(who, 3))
    for desk in list(desks.values())[:2]:
        desk.set_state(first, State.DONE)
    assert not is_released(project, first)
    with pytest.raises(AnnotatorError, match="still being annotated"):
        compared(project, first)
    desks["Cleo"].set_state(first, State.SKIPPED, "a table only")
    assert is_released(project, first)
    assert articles_to_adjudicate(project) == [first]
    assert [each.name for each in compared(project, first).people] == ["Ada", "Ben"]


def test_the_project_may_decide_for_a_deadline_or_openness(
    project: Project, desks: dict[str, Desk], first: str
) -> None:
    assert not is_released(project, first)
    settings = replace(project.settings, release=Release.DEADLINE, deadline="2026-03-14")
    project.do("Deadline", Edit(project.settings, settings))
    assert not is_released(project, first, "2026-03-13")
    assert is_released(project, first, "2026-03-14")
    project.do("Open", Edit(project.settings, replace(project.settings, release=Release.OPEN)))
    assert is_released(project, first)


# ---------------------------------------------------------------------------- deciding


@pytest.fixture
def adjudicator(project: Project, desks: dict[str, Desk], first: str) -> Adjudicator:
    worked(desks, first)
    return Adjudicator(project, project.annotator_named("Ines"))


def places_of(project: Project, first: str) -> tuple[Place, Place]:
    scrapped, catastrophic = compared(project, first).places
    return scrapped, catastrophic


def test_what_all_agree_on_is_accepted_in_one_step_and_undone_in_one(
    project: Project, adjudicator: Adjudicator, first: str
) -> None:
    step = finish(adjudicator.accept_agreed([first], Rule(RuleKind.ALL)))
    assert step is not None
    assert step.title == "2 agreements accepted"
    found = compared(project, first)
    [gold] = found.gold
    assert (gold.quote, gold.tag, gold.origin) == ("catastrophic", "loaded", Origin.ADJUDICATED)
    assert gold.fields["intensity"] == 3  # of three different ones, the first
    assert [it.value for it in project.answers(first, adjudicator.gold.id)] == [False]
    assert [type(place) for place in found.open_places] == [Place, AskedPlace]
    assert {it.verdict for it in found.decisions} == {Verdict.AGREED}
    assert finish(adjudicator.accept_agreed([first], Rule(RuleKind.ALL))) is None
    project.undo()
    assert compared(project, first).gold == ()
    assert compared(project, first).decisions == ()


def test_a_majority_decides_more(project: Project, adjudicator: Adjudicator, first: str) -> None:
    finish(adjudicator.accept_agreed([first], Rule(RuleKind.MAJORITY)))
    slant = [it.value for it in project.answers(first, adjudicator.gold.id)]
    assert sorted(map(str, slant)) == ["-2", "False"]
    assert [type(place) for place in compared(project, first).open_places] == [Place]


def test_each_decision_says_where_gold_comes_from(
    project: Project, adjudicator: Adjudicator, first: str
) -> None:
    place, _ = places_of(project, first)
    ada, ben = place.readings
    found = compared(project, first)
    adjudicator.accept(found, place, [ben], reason=" the act,  not the word ", error="boundary")
    found = compared(project, first)
    [gold], [decision] = found.gold, found.decisions
    assert (gold.quote, gold.tag) == ("scrapped the ferry", "praise")
    assert decision.sources == tuple(sorted((ada.labels[0].id, ben.labels[0].id)))
    assert (decision.gold, decision.by) == ((gold.id,), adjudicator.by.id)
    assert (decision.reason, decision.error) == ("the act, not the word", "boundary")
    assert finish(checked(project)) == []


def test_a_second_thought_replaces_the_first(
    project: Project, adjudicator: Adjudicator, first: str
) -> None:
    place, _ = places_of(project, first)
    ada, ben = place.readings
    adjudicator.accept(compared(project, first), place, [ada, ben])
    assert len(compared(project, first).gold) == 2
    adjudicator.accept(compared(project, first), place, [])
    found = compared(project, first)
    assert (found.gold, [it.verdict for it in found.decisions]) == ((), [Verdict.NOTHING])
    at = found.article.text.index("the ferry")
    adjudicator.edit(found, place, "loaded", [Span(at, at + 9)])
    assert [(it.quote, it.tag) for it in compared(project, first).gold] == [("the ferry", "loaded")]


def test_a_place_to_discuss_stays_open(
    project: Project, adjudicator: Adjudicator, first: str
) -> None:
    place, _ = places_of(project, first)
    adjudicator.discuss(compared(project, first), place, reason="is it the author’s?")
    found = compared(project, first)
    assert place in found.open_places
    finish(adjudicator.accept_agreed([first], Rule(RuleKind.AT_LEAST, votes=1)))
    assert place in compared(project, first).open_places


def test_a_label_that_comes_later_opens_the_place_again(
    project: Project, desks: dict[str, Desk], adjudicator: Adjudicator, first: str
) -> None:
    place, _ = places_of(project, first)
    adjudicator.accept(compared(project, first), place, place.readings[:1])
    tag(desks["Cleo"], first, "scrapped the")
    found = compared(project, first)
    [opened] = [it for it in found.open_places if isinstance(it, Place) and it.start == place.start]
    adjudicator.accept(found, opened, opened.readings[-1:])
    found = compared(project, first)
    assert [it.tag for it in found.gold] == ["praise"]
    assert len(found.decisions) == 1


def test_an_answer_is_decided_too(project: Project, adjudicator: Adjudicator, first: str) -> None:
    [slant] = [it for it in compared(project, first).asked if it.question.key == "slant"]
    adjudicator.answer(compared(project, first), slant, 2)
    assert [it.value for it in project.answers(first, adjudicator.gold.id)] == [2]
    adjudicator.answer(compared(project, first), slant, -1)
    assert [it.value for it in project.answers(first, adjudicator.gold.id)] == [-1]
    [decision] = compared(project, first).decisions
    assert (decision.question, decision.verdict) == ("slant", Verdict.ACCEPTED)


def test_gold_is_an_annotator_that_is_made_once(project: Project, adjudicator: Adjudicator) -> None:
    again = Adjudicator(project, adjudicator.by)
    assert again.gold == adjudicator.gold
    kinds = [it.kind for it in project.annotators()]
    assert kinds.count(AnnotatorKind.GOLD) == 1


def test_an_unknown_tag_is_refused(project: Project, adjudicator: Adjudicator, first: str) -> None:
    place, _ = places_of(project, first)
    with pytest.raises(AnnotatorError, match="no tag “scare”"):
        adjudicator.edit(compared(project, first), place, "scare", [Span(0, 6)])

"""Gold by votes: what becomes gold, what a person decided stays, one step turns it all back."""

from dataclasses import replace

import pytest
from coded_team import team, works

from annotator.agreement.aggregation import Tie
from annotator.core.adjudication import decision_on, places
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Label, Origin, Scope, Span, Tag, Verdict
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.adjudicating import Adjudicator, compared
from annotator.project.aggregating import Method, Outcome, Rule, aggregated, aggregating


@pytest.fixture
def three(project: Project) -> Project:
    """Three people, done with the first article and partly of one mind."""
    ines, ada, ben = team(project, "Ada", "Ben")
    first = project.article_ids()[0]
    works(ines, first, [("catastrophic", "loaded"), ("vandalism", "loaded")], {"slant": 2})
    works(ada, first, [("catastrophic act", "loaded"), ("vandalism", "praise")], {"slant": 2})
    works(ben, first, [("catastrophic", "loaded")], {"slant": -1})
    return project


def written(project: Project, rule: Rule) -> Outcome:
    by = project.annotators()[0]
    return finish(aggregating(project, rule, by))[0]


def gold(project: Project) -> list[Label]:
    ids = [each.id for each in project.annotators() if each.kind is AnnotatorKind.GOLD]
    return [it for who in ids for it in project.labels(project.article_ids()[0], who)]


def words(project: Project) -> list[tuple[str, str]]:
    return sorted((label.quote, label.tag) for label in gold(project))


def test_what_more_than_half_say_becomes_gold_with_its_share(three: Project) -> None:
    outcome = written(three, Rule())
    assert words(three) == [("catastrophic", "loaded")]
    [label] = gold(three)
    assert label.origin is Origin.AGGREGATED
    assert label.note == "By votes: majority, 100\u00a0% of 3"
    assert len(outcome.answers) == 1
    [answer] = [
        it for it in three.answers(label.article_id) if it.annotator_id == label.annotator_id
    ]
    assert answer.value == 2
    reasons = {it.question: it.reason for it in three.store.decisions(label.article_id)}
    assert reasons == {"": label.note, "slant": "By votes: majority, 67\u00a0% of 3"}


def test_with_one_vote_enough_all_that_anyone_marked_is_gold(three: Project) -> None:
    written(three, Rule(Method.VOTES, votes=1))
    assert words(three) == [
        ("catastrophic act", "loaded"),
        ("vandalism", "loaded"),
        ("vandalism", "praise"),
    ]
    written(three, Rule(Method.VOTES, votes=3))
    assert words(three) == [("catastrophic", "loaded")]


def test_dawid_and_skene_tell_how_each_annotator_errs(three: Project) -> None:
    outcome = written(three, Rule(Method.DAWID_SKENE))
    assert set(outcome.confusion) == {"loaded", "praise", "slant"}
    for rows in outcome.confusion["loaded"].values():
        assert sum(rows[True].values()) == pytest.approx(1)
    assert ("catastrophic", "loaded") in words(three)


def test_it_is_one_step_that_undo_turns_back(three: Project) -> None:
    lines = len(three.history())
    written(three, Rule(Method.VOTES, votes=1))
    assert len(three.history()) == lines + 2  # gold joined, and the votes
    three.undo()
    assert gold(three) == []
    assert three.store.decisions(three.article_ids()[0]) == []


def test_the_same_again_writes_nothing(three: Project) -> None:
    written(three, Rule())
    before = gold(three)
    _, step = finish(aggregating(three, Rule(), three.annotators()[0]))
    assert step is None
    assert gold(three) == before


def test_a_rehearsal_writes_nothing(three: Project) -> None:
    outcome = finish(aggregated(three, Rule()))
    assert [each.tag for each in outcome.spans] == ["loaded"]
    assert gold(three) == []
    assert not any(it.kind is AnnotatorKind.GOLD for it in three.annotators())


def test_what_a_person_adjudicated_is_never_overwritten(three: Project) -> None:
    first = three.article_ids()[0]
    adjudicator = Adjudicator(three, three.annotators()[0])
    found = compared(three, first)
    for place in found.places:
        if place.readings[0].labels[0].quote.startswith("catastrophic"):
            adjudicator.accept(found, place, [])  # nothing is to stand there
    [asked] = found.asked
    adjudicator.answer(found, asked, -1)
    outcome = written(three, Rule(Method.VOTES, votes=1))
    assert words(three) == [("vandalism", "loaded"), ("vandalism", "praise")]
    assert outcome.kept == 2
    assert not outcome.answers
    [answer] = [it for it in three.answers(first) if it.annotator_id == adjudicator.gold.id]
    assert answer.value == -1
    verdicts = {it.verdict for it in three.store.decisions(first)}
    assert verdicts == {Verdict.NOTHING, Verdict.ACCEPTED, Verdict.AGREED}


def test_adjudicating_later_takes_the_place_of_the_votes(three: Project) -> None:
    first = three.article_ids()[0]
    written(three, Rule(Method.VOTES, votes=1))
    adjudicator = Adjudicator(three, three.annotators()[0])
    found = compared(three, first)
    [place] = [
        it for it in found.places if {each.tag for each in it.readings} == {"loaded", "praise"}
    ]
    praise = next(it for it in place.readings if it.tag == "praise")
    adjudicator.accept(found, place, [praise])
    assert words(three) == [("catastrophic act", "loaded"), ("vandalism", "praise")]
    written(three, Rule())
    assert words(three) == [("catastrophic", "loaded"), ("vandalism", "praise")]


def test_votes_on_all_labels_of_a_place_settle_it(three: Project) -> None:
    first = three.article_ids()[0]
    written(three, Rule(Method.VOTES, votes=1))
    ids = [each.id for each in compared(three, first).people]
    settled = [
        decision_on(place, three.store.decisions(first))
        for place in places(three.labels(first), ids)
    ]
    assert [it is not None for it in settled] == [True, False]


def test_ties_are_left_or_decided_as_wished(project: Project) -> None:
    ines, ada = team(project, "Ada")
    first = project.article_ids()[0]
    works(ines, first, answers={"slant": 2})
    works(ada, first, answers={"slant": -1})
    assert finish(aggregated(project, Rule())).undecided == 1
    for tie, value in ((Tie.LOWEST, -1), (Tie.HIGHEST, 2)):
        outcome = finish(aggregated(project, Rule(tie=tie)))
        assert outcome.answers[first, "slant"].value == value


def test_only_what_is_asked_for_is_made_and_the_rest_stays(three: Project) -> None:
    outcome = written(three, Rule(questions=frozenset()))
    assert (len(outcome.spans), len(outcome.answers)) == (1, 0)
    assert three.history()[0][1].title == "1 gold label by votes"
    outcome = written(three, Rule(labels=False))
    assert (len(outcome.spans), len(outcome.answers)) == (0, 1)
    assert (outcome.earlier_labels, outcome.changed) == (0, 1)
    assert words(three) == [("catastrophic", "loaded")]
    outcome = finish(aggregated(three, Rule(Method.VOTES, votes=1)))
    assert (outcome.earlier_labels, outcome.earlier_answers, outcome.changed) == (1, 1, 1)
    assert not finish(aggregated(three, Rule())).changed


def test_what_cannot_be_asked_for_is_refused(three: Project) -> None:
    with pytest.raises(AnnotatorError, match="“mood”; on these: genre, sides, slant"):
        finish(aggregated(three, Rule(questions=frozenset({"mood"}))))
    with pytest.raises(AnnotatorError, match="choose one of them"):
        finish(aggregated(three, Rule(labels=False, questions=frozenset())))


def test_without_votes_it_says_what_is_missing(project: Project) -> None:
    with pytest.raises(AnnotatorError, match="no votes to count"):
        finish(aggregated(project, Rule()))
    with pytest.raises(AnnotatorError, match="At least one vote"):
        finish(aggregated(project, Rule(votes=0)))


def test_gold_by_votes_stands_on_what_its_tag_stands_on(three: Project) -> None:
    book, first = three.codebook, three.article(three.article_ids()[0])
    tags = (
        *book.tags,
        Tag("one-sided", "One-sided", scope=Scope.ARTICLE),
        Tag("claim", "Claim", scope=Scope.SENTENCE),
    )
    three.do("Add tags", Edit(book, replace(book, tags=tags)))
    at = first.text.index("catastrophic")
    for who in three.annotators()[:2]:
        for tag in ("one-sided", "claim"):
            Desk(three, who).tag(first, tag, [[Span(at, at + 5)]])
    written(three, Rule())
    made = {label.tag: label.pieces for label in gold(three)}
    person = three.labels(first.id, three.annotators()[0].id)
    theirs = {label.tag: label.pieces for label in person}
    assert made["one-sided"] == (Span(0, len(first.text)),)
    assert made["claim"] == theirs["claim"]
    assert written(three, Rule()).changed == 0

"""Gold labels and answers by counting votes, where nobody adjudicates.

What a person decided is never overwritten: aggregation only fills what is left. Every annotator's
own labels stay; each gold label says in its note, and in the Decision beside it, whose votes and
how many it rests on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.agreement.aggregation import Decision as Decided
from annotator.agreement.aggregation import Tie, VotedSpan, majority, voted_spans
from annotator.agreement.dawid_skene import Confusion, dawid_skene, dawid_skene_spans
from annotator.agreement.values import CodedArticle
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.labels import scoped
from annotator.core.model import Annotator, Codebook, Kind, Scope, Span
from annotator.core.work import Progress, Work
from annotator.project.adjudicating import gold_annotator
from annotator.project.door import Project
from annotator.project.gold_by_votes import Standing, Voted, VotesWriter, standing
from annotator.project.measuring import Choice, Material, material

_EVERY = 20


class Method(StrEnum):
    """How votes are weighed."""

    MAJORITY = "majority"
    """What more than half of those say who are done with the article."""
    VOTES = "votes"
    """What so many say; of answers the one with most votes, if it has so many."""
    DAWID_SKENE = "dawid-skene"
    """What is most likely, from how often each annotator seems to err."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How it is decided and what; `votes` is for the method of that name, `tie` for equal votes.

    `labels` says whether gold labels are made, `questions` the keys of those that gold answers;
    None for all. Gold of what is not asked for stays as it is.
    """

    method: Method = Method.MAJORITY
    votes: int = 2
    tie: Tie = Tie.UNDECIDED
    labels: bool = True
    questions: frozenset[str] | None = None

    def asks(self, question: str) -> bool:
        """Whether gold answers this question."""
        return self.questions is None or question in self.questions


@dataclass(frozen=True, slots=True)
class Outcome:
    """What aggregation gives.

    `spans` and `answers` are what gold gets; `kept` counts places and questions that a person had
    decided and that stay so, `undecided` questions without a value with enough votes. What earlier
    votes left gives way: so many `earlier_labels` and `earlier_answers`. `changed` counts the
    articles whose gold is another than before. `confusion` is each annotator's, by question and by
    tag, where the method estimates it.
    """

    rule: Rule
    articles: int
    spans: tuple[VotedSpan, ...]
    answers: Mapping[tuple[str, str], Decided]
    kept: int
    undecided: int
    earlier_labels: int
    earlier_answers: int
    changed: int = 0
    confusion: Mapping[str, Confusion] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def aggregated(project: Project, rule: Rule, choice: Choice = Choice()) -> Work[Outcome]:  # noqa: B008
    """What would become gold; nothing is written. Raises AnnotatorError for too few votes."""
    outcome, _ = yield from _decided(project, rule, choice)
    return outcome


def aggregating(
    project: Project,
    rule: Rule,
    by: Annotator,
    choice: Choice = Choice(),  # noqa: B008 - frozen
) -> Work[tuple[Outcome, Step | None]]:
    """Write it as one step; what an earlier aggregation left is replaced. None if all is so."""
    outcome, changes = yield from _decided(project, rule, choice)
    if not changes:
        return outcome, None
    writer = VotesWriter(project, gold_annotator(project), by)
    edits: list[Edit] = []
    for number, change in enumerate(changes):
        if number % _EVERY == 0:
            yield Progress(number, len(changes), "Deciding")
        edits += writer.edits(change.coded, change.before, change.after)
    return outcome, (yield from project.doing(_title(outcome), edits, by.id))


def _title(outcome: Outcome) -> str:
    labels, answers = len(outcome.spans), len(outcome.answers)
    said = [f"{labels:,} gold label{'s' * (labels != 1)}"] * outcome.rule.labels
    if answers or outcome.rule.questions != frozenset():
        said.append(f"{answers:,} {'' if said else 'gold '}answer{'s' * (answers != 1)}")
    return f"{' and '.join(said)} by votes"


# ---------------------------------------------------------------------------- deciding


@dataclass(frozen=True, slots=True)
class _Change:
    """An article whose gold becomes another."""

    coded: CodedArticle
    before: Standing
    after: Voted


def _decided(
    project: Project, rule: Rule, choice: Choice
) -> Work[tuple[Outcome, Sequence[_Change]]]:
    _check(project, rule)
    found = yield from material(project, choice)
    shared = found.shared
    if not shared:
        raise AnnotatorError(
            "No article that two of these annotators are done with is released yet, so there are "
            "no votes to count."
        )
    confusion: dict[str, Confusion] = {}
    spans: dict[str, list[VotedSpan]] = {}
    for span in (yield from _spans(shared, rule, confusion)):
        spans.setdefault(span.article_id, []).append(_in_scope(project.codebook, found, span))
    answers = _answers(found, rule, confusion)
    stands: list[Standing] = []
    voted: list[Voted] = []
    for number, coded in enumerate(shared):
        if number % _EVERY == 0:
            yield Progress(number, len(shared), "Comparing")
        stand = standing(project, coded.id, labels=rule.labels, asked=rule.asks)
        stands.append(stand)
        voted.append(_left_to_votes(rule, stand, spans.get(coded.id, ()), answers[coded.id]))
    changes = [
        _Change(coded, before, after)
        for coded, before, after in zip(shared, stands, voted, strict=True)
        if not after.is_so(before, coded)
    ]
    names = {each.id: each.name for each in found.people}
    outcome = _outcome(rule, shared, stands, voted)
    return replace(outcome, changed=len(changes), confusion=confusion, names=names), changes


def _in_scope(codebook: Codebook, found: Material, span: VotedSpan) -> VotedSpan:
    """What was voted for word by word, as far as a label with its tag reaches."""
    tag = codebook.tag(span.tag)
    if tag is None or tag.scope is Scope.WORDS:
        return span
    pieces = scoped(found.told[span.article_id].text, (span.span,), tag.scope)
    return replace(span, span=Span(pieces[0].start, pieces[-1].end))


def _left_to_votes(
    rule: Rule, stand: Standing, spans: Iterable[VotedSpan], answers: Mapping[str, Decided]
) -> Voted:
    """What votes decide in an article: all but what a person decided."""
    return Voted(
        rule.method.value,
        tuple(it for it in spans if not stand.covers(it)),
        {key: decided for key, decided in answers.items() if key not in stand.questions},
    )


def _outcome(
    rule: Rule,
    shared: Sequence[CodedArticle],
    stands: Sequence[Standing],
    voted: Sequence[Voted],
) -> Outcome:
    return Outcome(
        rule=rule,
        articles=len(shared),
        spans=tuple(span for each in voted for span in each.spans),
        answers={
            (coded.id, question): decided
            for coded, each in zip(shared, voted, strict=True)
            for question, decided in each.decided.items()
        },
        kept=sum(each.count for each in stands),
        undecided=sum(each.undecided for each in voted),
        earlier_labels=sum(len(each.labels) for each in stands),
        earlier_answers=sum(len(each.by_votes) for each in stands),
    )


def _check(project: Project, rule: Rule) -> None:
    if rule.votes < 1:
        raise AnnotatorError("At least one vote is needed.")
    if not rule.labels and rule.questions == frozenset():
        raise AnnotatorError("Neither labels nor answers are asked for; choose one of them.")
    known = {it.key for it in project.codebook.questions if it.kind is not Kind.TEXT}
    for key in sorted((rule.questions or frozenset()) - known):
        names = ", ".join(sorted(known)) or "there are none"
        raise AnnotatorError(f"No votes can be counted on a question “{key}”; on these: {names}.")


def _spans(
    shared: Sequence[CodedArticle], rule: Rule, confusion: dict[str, Confusion]
) -> Work[list[VotedSpan]]:
    spans: list[VotedSpan] = []
    if not rule.labels:
        return spans
    if rule.method is Method.DAWID_SKENE:
        tags = sorted({it.tag for a in shared for pieces in a.codings.values() for it in pieces})
        for number, tag in enumerate(tags):
            yield Progress(number, len(tags), "Estimating")
            estimate = dawid_skene_spans(shared, tag)
            confusion[tag] = estimate.confusion
            spans += estimate.spans
        return spans
    for number, article in enumerate(shared):
        if number % _EVERY == 0:
            yield Progress(number, len(shared), "Counting votes")
        more_than_half = len(article.codings) // 2 + 1
        spans += voted_spans(
            article, more_than_half if rule.method is Method.MAJORITY else rule.votes
        )
    return spans


def _answers(
    found: Material, rule: Rule, confusion: dict[str, Confusion]
) -> dict[str, dict[str, Decided]]:
    """By article and question what is decided; the value is None where nothing is."""
    answers: dict[str, dict[str, Decided]] = {article.id: {} for article in found.shared}
    for question, ratings in found.ratings.items():
        if not rule.asks(question):
            continue
        if rule.method is Method.DAWID_SKENE:
            estimate = dawid_skene(ratings)
            decisions = estimate.decisions
            if decisions:
                confusion[question] = estimate.confusion
        else:
            decisions = majority(ratings, rule.tie)
        for article_id, decided in decisions.items():
            if article_id in answers:
                enough = _enough(decided, rule)
                answers[article_id][question] = decided if enough else replace(decided, value=None)
    return answers


def _enough(decided: Decided, rule: Rule) -> bool:
    if rule.method is not Method.VOTES:
        return True
    return round(decided.share * decided.votes) >= rule.votes

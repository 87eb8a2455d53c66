"""Gold labels and answers by counting votes, where nobody adjudicates.

What a person decided is never overwritten: aggregation only fills what is left. Every annotator's
own labels stay; each gold label says in its note, and in the Decision beside it, whose votes and
how many it rests on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.aggregation import Decision as Decided
from annotator.agreement.aggregation import Tie, VotedSpan, majority, voted_spans
from annotator.agreement.dawid_skene import Confusion, dawid_skene, dawid_skene_spans
from annotator.agreement.values import CodedArticle
from annotator.clock import new_id, now
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.labels import new_label
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Decision,
    Label,
    Origin,
    Value,
    Verdict,
)
from annotator.core.work import Progress, Work
from annotator.project.adjudicating import gold_annotator
from annotator.project.door import Project
from annotator.project.measuring import Choice, Material, material

_MADE_SO = "By votes: "
"""How the reason begins in a Decision that aggregation made, by which it is known again."""
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
    """How it is decided; `votes` is for the method of that name, `tie` for equal votes."""

    method: Method = Method.MAJORITY
    votes: int = 2
    tie: Tie = Tie.UNDECIDED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What aggregation gives.

    `spans` and `answers` are what gold gets; `kept` counts places and questions that a person had
    decided and that stay so, `undecided` questions without a value with enough votes. `confusion`
    is each annotator's, by question and by tag, where the method estimates it.
    """

    rule: Rule
    articles: int
    spans: tuple[VotedSpan, ...]
    answers: Mapping[tuple[str, str], Decided]
    kept: int
    undecided: int
    confusion: Mapping[str, Confusion]
    names: Mapping[str, str]


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
    outcome, found = yield from _decided(project, rule, choice)
    gold = gold_annotator(project)
    writer = _Writer(project, gold, by, rule)
    edits: list[Edit] = []
    spans: dict[str, list[VotedSpan]] = {}
    for span in outcome.spans:
        spans.setdefault(span.article_id, []).append(span)
    answers: dict[str, dict[str, Decided]] = {}
    for (article_id, question), decided in outcome.answers.items():
        answers.setdefault(article_id, {})[question] = decided
    for number, article in enumerate(found.shared):
        if number % _EVERY == 0:
            yield Progress(number, len(found.shared), "Deciding")
        edits += writer.edits(article, spans.get(article.id, []), answers.get(article.id, {}))
    if not edits:
        return outcome, None
    title = f"{len(outcome.spans):,} labels and {len(outcome.answers):,} answers by votes"
    return outcome, (yield from project.doing(title, edits, by.id))


# ---------------------------------------------------------------------------- deciding


def _decided(project: Project, rule: Rule, choice: Choice) -> Work[tuple[Outcome, Material]]:
    if rule.votes < 1:
        raise AnnotatorError("At least one vote is needed; give --votes 1 or more.")
    found = yield from material(project, choice)
    shared = found.shared
    if not shared:
        raise AnnotatorError(
            "No article that two annotators are done with is released yet, so there are no votes "
            "to count; see `annotator annotator P.annot list` for how far everyone is."
        )
    confusion: dict[str, Confusion] = {}
    spans = yield from _spans(shared, rule, confusion)
    answers, undecided = _answers(found, rule, confusion)
    stays = {article.id: _Stays.of(project, article.id) for article in shared}
    open_spans = [it for it in spans if not stays[it.article_id].covers(it)]
    open_answers = {
        (article_id, question): decided
        for (article_id, question), decided in answers.items()
        if question not in stays[article_id].questions
    }
    outcome = Outcome(
        rule=rule,
        articles=len(shared),
        spans=tuple(open_spans),
        answers=open_answers,
        kept=sum(each.count for each in stays.values()),
        undecided=undecided,
        confusion=confusion,
        names={each.id: each.name for each in found.people},
    )
    return outcome, found


def _spans(
    shared: Sequence[CodedArticle], rule: Rule, confusion: dict[str, Confusion]
) -> Work[list[VotedSpan]]:
    spans: list[VotedSpan] = []
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
) -> tuple[dict[tuple[str, str], Decided], int]:
    answers: dict[tuple[str, str], Decided] = {}
    undecided = 0
    several = {article.id for article in found.shared}
    for question, ratings in found.ratings.items():
        if rule.method is Method.DAWID_SKENE:
            estimate = dawid_skene(ratings)
            decisions = estimate.decisions
            if decisions:
                confusion[question] = estimate.confusion
        else:
            decisions = majority(ratings, rule.tie)
        for article_id, decided in decisions.items():
            if article_id not in several:
                continue
            if decided.value is None or not _enough(decided, rule):
                undecided += 1
            else:
                answers[article_id, question] = decided
    return answers, undecided


def _enough(decided: Decided, rule: Rule) -> bool:
    if rule.method is not Method.VOTES:
        return True
    return round(decided.share * decided.votes) >= rule.votes


# ---------------------------------------------------------------------------- what stays


@dataclass(frozen=True, slots=True)
class _Stays:
    """What of an article a person decided: places, as starts and ends, and questions."""

    places: tuple[tuple[int, int], ...]
    questions: frozenset[str]

    @classmethod
    def of(cls, project: Project, article_id: str) -> "_Stays":
        gold = {it.id for it in project.annotators() if it.kind is AnnotatorKind.GOLD}
        own = [it for it in project.store.decisions(article_id) if not _is_ours(it)]
        places = [(it.start, it.end) for it in own if not it.question]
        places += [
            (label.start, label.end)
            for who in gold
            for label in project.labels(article_id, who)
            if label.origin is not Origin.AGGREGATED
        ]
        ours = {
            it.question
            for it in project.store.decisions(article_id)
            if _is_ours(it) and it.question
        }
        asked = {it.question for it in own if it.question}
        asked |= {
            it.question
            for who in gold
            for it in project.answers(article_id, who)
            if it.question not in ours
        }
        return cls(tuple(dict.fromkeys(places)), frozenset(asked))

    @property
    def count(self) -> int:
        """How many places and questions."""
        return len(self.places) + len(self.questions)

    def covers(self, voted: VotedSpan) -> bool:
        """Whether the votes are about a place that is decided."""
        return any(start < voted.span.end and voted.span.start < end for start, end in self.places)


def _is_ours(decision: Decision) -> bool:
    return decision.verdict is Verdict.AGREED and decision.reason.startswith(_MADE_SO)


# ---------------------------------------------------------------------------- writing


class _Writer:
    """Makes the edits of one article after the other."""

    def __init__(self, project: Project, gold: Annotator, by: Annotator, rule: Rule) -> None:
        self._project = project
        self._gold = gold
        self._by = by
        self._rule = rule
        self._moment = now()

    def edits(
        self,
        coded: CodedArticle,
        spans: Sequence[VotedSpan],
        answers: Mapping[str, Decided],
    ) -> list[Edit]:
        """What earlier votes left goes, what these gave comes; nothing where both are the same."""
        decisions = [it for it in self._project.store.decisions(coded.id) if _is_ours(it)]
        labels = [
            it
            for it in self._project.labels(coded.id, self._gold.id)
            if it.origin is Origin.AGGREGATED
        ]
        known = {it.question: it for it in self._project.answers(coded.id, self._gold.id)}
        before = {it.question for it in decisions if it.question}
        made = self._labels(coded, spans)
        same_labels = _alike(labels, [label for label, _ in made])
        given = {key: known[key].value for key in before if key in known}
        same_answers = _typed(given) == _typed(
            {key: it.value for key, it in answers.items() if it.value is not None}
        )
        if same_labels and same_answers:
            return []
        edits = [Edit(it, None) for it in decisions]
        edits += [Edit(it, None) for it in labels]
        edits += [Edit(None, label) for label, _ in made]
        edits += [Edit(None, self._decision(label, span)) for label, span in made]
        edits += self._answers(coded, answers, known, before)
        return edits

    def _labels(
        self, coded: CodedArticle, spans: Sequence[VotedSpan]
    ) -> list[tuple[Label, VotedSpan]]:
        if not spans:
            return []
        article = self._project.article(coded.id)
        return [
            (
                new_label(
                    article,
                    each.tag,
                    [each.span],
                    label_id=new_id(),
                    annotator_id=self._gold.id,
                    codebook_version=self._project.codebook_version,
                    now=self._moment,
                    origin=Origin.AGGREGATED,
                    note=self._said(each.share, len(coded.codings)),
                ),
                each,
            )
            for each in spans
        ]

    def _answers(
        self,
        coded: CodedArticle,
        answers: Mapping[str, Decided],
        known: Mapping[str, Answer],
        before: set[str],
    ) -> list[Edit]:
        edits = [Edit(known[key], None) for key in sorted(before - set(answers)) if key in known]
        sources = {
            key: tuple(
                sorted(
                    it.id
                    for it in self._project.answers(coded.id)
                    if it.question == key and it.annotator_id in coded.codings
                )
            )
            for key in answers
        }
        for key, decided in answers.items():
            if decided.value is None:
                continue
            earlier = known.get(key)
            after = Answer(
                id=earlier.id if earlier else new_id(),
                article_id=coded.id,
                annotator_id=self._gold.id,
                question=key,
                value=decided.value,
                codebook_version=self._project.codebook_version,
                created=earlier.created if earlier else self._moment,
                updated=self._moment,
            )
            reason = self._said(decided.share, decided.votes)
            edits.append(Edit(earlier, after))
            edits.append(
                Edit(None, self._made(coded.id, 0, 0, sources[key], after.id, reason, key))
            )
        return edits

    def _decision(self, label: Label, voted: VotedSpan) -> Decision:
        return self._made(
            label.article_id, label.start, label.end, voted.label_ids, label.id, label.note
        )

    def _made(
        self,
        article_id: str,
        start: int,
        end: int,
        sources: tuple[str, ...],
        gold: str,
        reason: str,
        question: str = "",
    ) -> Decision:
        return Decision(
            id=new_id(),
            article_id=article_id,
            annotator_id=self._gold.id,
            by=self._by.id,
            start=start,
            end=end,
            verdict=Verdict.AGREED,
            sources=tuple(sorted(sources)),
            gold=(gold,),
            question=question,
            reason=reason,
            time=self._moment,
        )

    def _said(self, share: float, among: int) -> str:
        return f"{_MADE_SO}{self._rule.method.value}, {share:.0%} of {among}"


def _alike(before: Sequence[Label], after: Sequence[Label]) -> bool:
    def known(labels: Sequence[Label]) -> list[tuple[object, ...]]:
        return sorted((it.start, it.end, it.tag, it.note) for it in labels)

    return known(before) == known(after)


def _typed(values: Mapping[str, Value]) -> dict[str, tuple[type, Value]]:
    """Python takes True for 1, which are two values here."""
    return {key: (type(value), value) for key, value in values.items()}

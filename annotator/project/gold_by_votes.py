"""The gold of one article that votes made: known again, compared with other votes, written.

Each gold label says in its note, and the Decision beside it in its reason, by which method and with
what share of the votes it came to be.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.aggregation import Decision as Decided
from annotator.agreement.aggregation import VotedSpan
from annotator.agreement.values import CodedArticle
from annotator.clock import new_id, now
from annotator.core.adjudication import BY_VOTES, is_by_votes
from annotator.core.edits import Edit
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
from annotator.core.shares import percent
from annotator.project.door import Project

# ---------------------------------------------------------------------------- what there is


@dataclass(frozen=True, slots=True)
class Standing:
    """What gold there is of an article, as far as is asked for.

    A person decided `places` (starts and ends) and `questions`. Votes made `decisions` and
    `labels`; `answers` are gold's by question, `by_votes` the questions of those that votes gave.
    """

    places: tuple[tuple[int, int], ...]
    questions: frozenset[str]
    decisions: tuple[Decision, ...]
    labels: tuple[Label, ...]
    answers: Mapping[str, Answer]

    @property
    def count(self) -> int:
        """How many places and questions a person decided."""
        return len(self.places) + len(self.questions)

    @property
    def by_votes(self) -> frozenset[str]:
        """The questions that earlier votes answered."""
        return frozenset(it.question for it in self.decisions if it.question) & self.answers.keys()

    def covers(self, voted: VotedSpan) -> bool:
        """Whether the votes are about a place that a person decided."""
        return any(start < voted.span.end and voted.span.start < end for start, end in self.places)


def standing(
    project: Project, article_id: str, *, labels: bool, asked: Callable[[str], bool]
) -> Standing:
    """What gold the article has: its labels, if these are asked for, and answers to what is."""
    gold = [it.id for it in project.annotators() if it.kind is AnnotatorKind.GOLD]
    stored = [
        it
        for it in project.store.decisions(article_id)
        if (asked(it.question) if it.question else labels)
    ]
    own = [it for it in stored if not is_by_votes(it)]
    ours = [it for it in stored if is_by_votes(it)]
    given = [it for who in gold if labels for it in project.labels(article_id, who)]
    replies = [it for who in gold for it in project.answers(article_id, who) if asked(it.question)]
    places = [(it.start, it.end) for it in own if not it.question]
    places += [(it.start, it.end) for it in given if it.origin is not Origin.AGGREGATED]
    voted_on = {it.question for it in ours}
    decided = {it.question for it in own if it.question}
    decided |= {it.question for it in replies if it.question not in voted_on}
    return Standing(
        places=tuple(dict.fromkeys(places)),
        questions=frozenset(decided),
        decisions=tuple(ours),
        labels=tuple(it for it in given if it.origin is Origin.AGGREGATED),
        answers={it.question: it for it in replies},
    )


# ---------------------------------------------------------------------------- what votes give


@dataclass(frozen=True, slots=True)
class Voted:
    """What votes give an article; `answers` by question, without value where undecided."""

    method: str
    spans: tuple[VotedSpan, ...]
    answers: Mapping[str, Decided]

    @property
    def decided(self) -> dict[str, Decided]:
        """The answers that have a value."""
        return {key: it for key, it in self.answers.items() if it.value is not None}

    @property
    def undecided(self) -> int:
        """How many questions stay without one."""
        return len(self.answers) - len(self.decided)

    def said(self, share: float, among: int) -> str:
        """By which method, and with what share of how many votes."""
        return f"{BY_VOTES}{self.method}, {percent(share)} of {among}"

    def is_so(self, before: Standing, coded: CodedArticle) -> bool:
        """Whether just this is gold already."""
        labels = sorted((it.start, it.end, it.tag, it.note) for it in before.labels)
        among = len(coded.codings)
        spans = sorted(
            (it.span.start, it.span.end, it.tag, self.said(it.share, among)) for it in self.spans
        )
        given = {key: before.answers[key].value for key in before.by_votes}
        values = {key: it.value for key, it in self.decided.items() if it.value is not None}
        return labels == spans and _typed(given) == _typed(values)


def _typed(values: Mapping[str, Value]) -> dict[str, tuple[type, Value]]:
    """Python takes True for 1, which are two values here."""
    return {key: (type(value), value) for key, value in values.items()}


# ---------------------------------------------------------------------------- writing


class VotesWriter:
    """Makes the edits of one article after the other."""

    def __init__(self, project: Project, gold: Annotator, by: Annotator) -> None:
        self._project = project
        self._gold = gold
        self._by = by
        self._moment = now()

    def edits(self, coded: CodedArticle, before: Standing, after: Voted) -> list[Edit]:
        """What earlier votes left goes, what these gave comes."""
        edits = [Edit(it, None) for it in before.decisions]
        edits += [Edit(it, None) for it in before.labels]
        for label, span in self._labels(coded, after):
            edits.append(Edit(None, label))
            edits.append(Edit(None, self._on_label(label, span)))
        return edits + self._answers(coded, before, after)

    def _labels(self, coded: CodedArticle, after: Voted) -> list[tuple[Label, VotedSpan]]:
        if not after.spans:
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
                    note=after.said(each.share, len(coded.codings)),
                ),
                each,
            )
            for each in after.spans
        ]

    def _answers(self, coded: CodedArticle, before: Standing, after: Voted) -> list[Edit]:
        given, known = after.decided, before.answers
        edits = [Edit(known[key], None) for key in sorted(before.by_votes - given.keys())]
        sources: dict[str, list[str]] = {key: [] for key in given}
        for it in self._project.answers(coded.id) if given else ():
            if it.question in sources and it.annotator_id in coded.codings:
                sources[it.question].append(it.id)
        for key, decided in given.items():
            if decided.value is None:
                continue
            earlier = known.get(key)
            answer = Answer(
                id=earlier.id if earlier else new_id(),
                article_id=coded.id,
                annotator_id=self._gold.id,
                question=key,
                value=decided.value,
                codebook_version=self._project.codebook_version,
                created=earlier.created if earlier else self._moment,
                updated=self._moment,
            )
            reason = after.said(decided.share, decided.votes)
            edits.append(Edit(earlier, answer))
            edits.append(
                Edit(None, self._made(coded.id, 0, 0, sources[key], answer.id, reason, key))
            )
        return edits

    def _on_label(self, label: Label, voted: VotedSpan) -> Decision:
        return self._made(
            label.article_id, label.start, label.end, voted.label_ids, label.id, label.note
        )

    def _made(
        self,
        article_id: str,
        start: int,
        end: int,
        sources: Sequence[str],
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

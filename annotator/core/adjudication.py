"""What annotators' labels and answers on one article have in common, and where they part.

Labels that overlap, of whomever and with whatever tag, make one Place; within it, labels with the
same tag on the same pieces are one Reading of it. Nothing here knows who is right.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from annotator.core.model import Answer, Decision, Label, Question, Span, Value, Verdict
from annotator.core.spans import overlaps


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a place: a tag on these pieces, and the labels that say so, one or more."""

    tag: str
    pieces: tuple[Span, ...]
    labels: tuple[Label, ...]

    @property
    def annotators(self) -> frozenset[str]:
        """The ids of those who read it so."""
        return frozenset(label.annotator_id for label in self.labels)

    @property
    def fields(self) -> dict[str, Value]:
        """For each field the value that most of them gave; of equally many, the first one's."""
        found: dict[str, Value] = {}
        for key in dict.fromkeys(key for label in self.labels for key in label.fields):
            given = [label.fields[key] for label in self.labels if key in label.fields]
            # Python takes True for 1, which are two values here.
            most = Counter((type(value), value) for value in given).most_common(1)
            found[key] = most[0][0][1]
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where labels of annotators meet: from the first one's start to the last one's end.

    `readings` are in the order of the text; `among` are the ids of all who are done with the
    article, also of those who marked nothing here. `sources` are the ids of all labels here,
    sorted: what a decision about the place is about.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    among: frozenset[str]
    sources: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        ids = sorted(it.id for reading in self.readings for it in reading.labels)
        object.__setattr__(self, "sources", tuple(ids))

    @property
    def silent(self) -> frozenset[str]:
        """The ids of those who marked nothing here."""
        return self.among.difference(*(reading.annotators for reading in self.readings))


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A question about the article, and the answers to it; `sources` are their ids, sorted."""

    question: Question
    answers: tuple[Answer, ...]
    among: frozenset[str]
    sources: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sources", tuple(sorted(it.id for it in self.answers)))

    @property
    def values(self) -> list[tuple[Value, frozenset[str]]]:
        """Each value with those who gave it, the most frequent first."""
        found: dict[tuple[type, Value], set[str]] = {}
        for answer in self.answers:
            found.setdefault((type(answer.value), answer.value), set()).add(answer.annotator_id)
        ordered = sorted(found.items(), key=lambda item: -len(item[1]))
        return [(value, frozenset(who)) for (_, value), who in ordered]


def places(labels: Iterable[Label], among: Iterable[str], whole: Span | None = None) -> list[Place]:
    """The places of an article, in the order of the text; `among` are those who are done with it.

    Labels of others are left out. Those of the `whole` text, which overlap with all others, make
    one place of their own, the first.
    """
    everyone = frozenset(among)
    theirs = [label for label in labels if label.annotator_id in everyone]
    of_all = [label for label in theirs if label.pieces == (whole,)]
    found = _clustered(label for label in theirs if label.pieces != (whole,))
    parts = [part for cluster in found for part in _apart(cluster)]
    return [_place(part, everyone) for part in ([of_all] if of_all else []) + parts]


def _clustered(labels: Iterable[Label]) -> list[list[Label]]:
    """Labels by stretches of text that no label crosses the end of."""
    ordered = sorted(labels, key=lambda label: (label.start, label.end, label.id))
    found: list[list[Label]] = []
    reached = -1
    for label in ordered:
        if found and label.start < reached:
            found[-1].append(label)
        else:
            found.append([label])
        reached = max(reached, label.end)
    return found


def _apart(cluster: Sequence[Label]) -> list[list[Label]]:
    """The labels of a stretch, parted where pieces only lie within each other's gaps."""
    parts: list[list[Label]] = []
    for label in cluster:
        touching = [part for part in parts if any(_meet(label, other) for other in part)]
        merged = [label]
        for part in touching:
            merged = part + merged
            parts.remove(part)
        parts.append(merged)
    return sorted(parts, key=lambda part: min(label.start for label in part))


def _meet(one: Label | Reading, other: Label | Reading) -> bool:
    return any(overlaps(a, b) for a in one.pieces for b in other.pieces)


def _place(labels: Sequence[Label], among: frozenset[str]) -> Place:
    readings: dict[tuple[tuple[Span, ...], str], list[Label]] = {}
    for label in sorted(labels, key=lambda it: (it.pieces, it.tag, it.id)):
        readings.setdefault((label.pieces, label.tag), []).append(label)
    return Place(
        start=min(label.start for label in labels),
        end=max(label.end for label in labels),
        readings=tuple(Reading(tag, pieces, tuple(it)) for (pieces, tag), it in readings.items()),
        among=among,
    )


def asked(
    questions: Iterable[Question], answers: Iterable[Answer], among: Iterable[str]
) -> list[AskedPlace]:
    """The questions that somebody answered, in the codebook's order; others' answers left out."""
    everyone = frozenset(among)
    given: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.annotator_id in everyone:
            given.setdefault(answer.question, []).append(answer)
    return [
        AskedPlace(question, tuple(given[question.key]), everyone)
        for question in questions
        if question.key in given
    ]


# ---------------------------------------------------------------------------- agreement by a rule


class RuleKind(StrEnum):
    """How many must say the same for it to stand without a person deciding."""

    ALL = "all"
    MAJORITY = "majority"
    AT_LEAST = "at-least"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a reading stands: all, more than half, or `votes` of those who are done say it.

    With `tags` only readings with one of these tags; questions are then left alone.
    """

    kind: RuleKind = RuleKind.ALL
    votes: int = 2
    tags: frozenset[str] = frozenset()

    def enough(self, votes: int, among: int) -> bool:
        """Whether so many votes of so many annotators are enough."""
        match self.kind:
            case RuleKind.ALL:
                return votes == among
            case RuleKind.MAJORITY:
                return 2 * votes > among
            case RuleKind.AT_LEAST:
                return votes >= self.votes


def agreed(place: Place, rule: Rule) -> tuple[Reading, ...] | None:
    """The readings that stand by the rule; None where the place is left to a person.

    It is left where no reading has the votes, though nothing may then have most; where two with the
    same tag have them and overlap; and where one without them is overlapped by none that stands, or
    by the rule that all must agree at all.
    """
    if rule.tags and any(reading.tag not in rule.tags for reading in place.readings):
        return None
    standing: list[Reading] = []
    rest: list[Reading] = []
    for reading in place.readings:
        enough = rule.enough(len(reading.annotators), len(place.among))
        (standing if enough else rest).append(reading)
    rivals = any(
        one.tag == other.tag and _meet(one, other) for one, other in combinations(standing, 2)
    )
    beaten = all(any(_meet(reading, other) for other in standing) for reading in rest)
    if not standing or rivals or not beaten or (rest and rule.kind is RuleKind.ALL):
        return None
    return tuple(standing)


def agreed_value(place: AskedPlace, rule: Rule) -> tuple[Value, frozenset[str]] | None:
    """The answer that stands by the rule with those who gave it; None if a person is to decide."""
    if rule.tags:
        return None
    value, who = place.values[0]
    return (value, who) if rule.enough(len(who), len(place.among)) else None


# ---------------------------------------------------------------------------- what is decided


def decisions_by_sources(decisions: Iterable[Decision]) -> dict[tuple[str, ...], Decision]:
    """The decisions by the labels or answers that they are about, as `sources` of a place gives."""
    return {tuple(sorted(it.sources)): it for it in decisions}


BY_VOTES = "By votes: "
"""How the reason of a Decision begins that votes made, by which it is known again."""


def is_by_votes(decision: Decision) -> bool:
    """Whether votes decided this, and no person."""
    return decision.verdict is Verdict.AGREED and decision.reason.startswith(BY_VOTES)


def decision_on(place: Place | AskedPlace, decisions: Iterable[Decision]) -> Decision | None:
    """The decision about just these labels or answers; None where there is none yet.

    One about labels that have changed since is none about these.
    """
    return decisions_by_sources(decisions).get(place.sources)


def is_open(place: Place | AskedPlace, decisions: Iterable[Decision]) -> bool:
    """Whether nobody has decided about the place yet, or it is to be talked about."""
    return is_unsettled(decision_on(place, decisions))


def is_unsettled(decision: Decision | None) -> bool:
    """Whether that is no decision, or only one to talk about the place."""
    return decision is None or decision.verdict is Verdict.DISCUSS


def share_of_votes(gold: Label, place: Place) -> float:
    """The share, 0 to 1, of those done with the article who gave its tag to some of its words."""
    labels = [label for reading in place.readings for label in reading.labels]
    return _share_of(gold, labels, place.among)


def _share_of(gold: Label, labels: Iterable[Label], among: frozenset[str]) -> float:
    said = {
        label.annotator_id
        for label in labels
        if label.annotator_id in among and label.tag == gold.tag and _meet(label, gold)
    }
    return len(said) / len(among) if among else 0.0


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a gold label or answer comes from.

    `votes` is the share, 0 to 1, of those done with the article who gave the same tag to some of
    its words, or the same answer; `decision` is None where gold was not adjudicated.
    """

    votes: float
    decision: Decision | None = None


def provenance(
    gold: Iterable[Label | Answer],
    labels: Sequence[Label],
    answers: Sequence[Answer],
    among: Iterable[str],
    decisions: Iterable[Decision],
) -> dict[str, Provenance]:
    """Where each of the gold labels and answers of an article comes from, by its id.

    `labels` and `answers` are everybody's, `among` the ids of those who are done with it.
    """
    everyone = frozenset(among)
    about = {each: it for it in decisions for each in it.gold}
    found = {}
    for each in gold:
        if isinstance(each, Label):
            votes = _share_of(each, labels, everyone)
        else:
            same = (each.question, type(each.value), each.value)
            said = {
                it.annotator_id for it in answers if (it.question, type(it.value), it.value) == same
            }
            votes = len(said & everyone) / len(everyone) if everyone else 0.0
        found[each.id] = Provenance(votes, about.get(each.id))
    return found

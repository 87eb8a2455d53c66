"""How each student did: what was found and what not, and what that is by a rubric."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import fmean
from types import MappingProxyType

from annotator.core.feedback import Feedback, Finding, key_places
from annotator.core.lesson import Part
from annotator.core.rewording import neutral_words
from annotator.teach.classwork import Classwork, Reckoned

POINTS = 100
"""What all that can be reached amounts to."""


@dataclass(frozen=True, slots=True)
class Asks:
    """What a lesson asks of labels beside the tag.

    `reason`: how one knows, in the note. `reworded`: the keys of the tags whose labels are to have
    a neutral wording, in the `field` of that key.
    """

    reason: bool = False
    reworded: frozenset[str] = frozenset()
    field: str = ""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """How a student did on one article that they were given and that has a key.

    `f1` is soft F1 with tolerance (0 to 1), 0 where the article is not done. `counts` are its
    places by what became of them, `required` how many places the key wants found. Of the student's
    `labels`, `reasoned` have a note; `reworded` of the `rewordable` have a neutral wording.
    """

    article_id: str
    part: Part
    done: bool
    f1: float = 0.0
    counts: Mapping[Finding, int] = field(default_factory=dict)
    required: int = 0
    labels: int = 0
    reasoned: int = 0
    rewordable: int = 0
    reworded: int = 0


@dataclass(frozen=True, slots=True)
class StudentScore:
    """How a student did, on each article in the order of the lesson and over all."""

    student_id: str
    articles: tuple[ArticleScore, ...]

    @property
    def done(self) -> int:
        """How many of the articles are done."""
        return sum(it.done for it in self.articles)

    @property
    def mean(self) -> float | None:
        """Mean soft F1 (0 to 1) over all that the student was given; what is not done counts 0.

        None where none of it has a key.
        """
        return fmean(it.f1 for it in self.articles) if self.articles else None

    def count(self, finding: Finding) -> int:
        """How many places were found so, over all articles."""
        return sum(it.counts.get(finding, 0) for it in self.articles)

    @property
    def required(self) -> int:
        """How many places the key wants found, also those of articles that are not done."""
        return sum(it.required for it in self.articles)

    @property
    def found(self) -> int:
        """How many of those were met with the right tag, its edges right or nearly so."""
        return self.count(Finding.HIT) + self.count(Finding.NEAR)

    @property
    def recall(self) -> float | None:
        """The share of required places that were found, 0 to 1; None where there are none."""
        return _share(self.found, self.required)

    @property
    def precision(self) -> float | None:
        """The share of labels that met a required place with its tag, 0 to 1.

        Those that are optional count on neither side. None where nothing else was marked.
        """
        wrong = (Finding.OTHER_TAG, Finding.EXTRA, Finding.DECOY)
        return _share(self.found, self.found + sum(map(self.count, wrong)))

    @property
    def decoys(self) -> int:
        """How many decoys were taken."""
        return self.count(Finding.DECOY)

    @property
    def labels(self) -> int:
        """How many labels the student made on what is done."""
        return sum(it.labels for it in self.articles)

    @property
    def reasons(self) -> float | None:
        """The share of labels with a reason, 0 to 1; None without labels."""
        return _share(sum(it.reasoned for it in self.articles), self.labels)

    @property
    def rewordings(self) -> float | None:
        """The share with a neutral wording, of labels that ask for one; None without such."""
        asked = sum(it.rewordable for it in self.articles)
        return _share(sum(it.reworded for it in self.articles), asked)

    @property
    def points(self) -> float | None:
        """The mean in points of `POINTS`; None where nothing has a key."""
        return None if self.mean is None else POINTS * self.mean


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def score_of(
    student_id: str, works: Iterable[Classwork], reckoned: Reckoned, asks: Asks
) -> StudentScore:
    """How the student did; `works` are the articles they were given, those without a key left out.

    An article to try again on is left out as well until it is done: nobody had to take it.
    """
    found = []
    for work in works:
        done = student_id in work.labels
        if work.key is None or (work.part is Part.AGAIN and not done):
            continue
        feedback = reckoned.get(work.article.id, {}).get(student_id)
        found.append(_on_article(student_id, work, feedback if done else None, asks))
    return StudentScore(student_id, tuple(found))


def _on_article(
    student_id: str, work: Classwork, feedback: Feedback | None, asks: Asks
) -> ArticleScore:
    labels = work.labels.get(student_id, ())
    rewordable = [it for it in labels if it.tag in asks.reworded]
    return ArticleScore(
        article_id=work.article.id,
        part=work.part,
        done=feedback is not None,
        f1=0.0 if feedback is None else feedback.f1,
        counts={} if feedback is None else {it: feedback.count(it) for it in Finding},
        required=len(key_places(work.key or ())),
        labels=len(labels),
        reasoned=sum(bool(it.note.strip()) for it in labels),
        rewordable=len(rewordable),
        reworded=sum(bool(neutral_words(it, asks.field)) for it in rewordable),
    )


# ---------------------------------------------------------------------------- by a rubric


class Criterion(StrEnum):
    """What a rubric looks at."""

    IDENTIFICATION = "identification"
    """Whether what is loaded was found: `StudentScore.recall`."""
    PRECISION = "precision"
    """Whether what was marked is loaded: `StudentScore.precision`."""
    REASONS = "reasons"
    """Whether labels say how one knows: `StudentScore.reasons`."""
    REWORDING = "rewording"
    """Whether labels have a neutral wording: `StudentScore.rewordings`."""


class Reached(StrEnum):
    """How much of a criterion somebody reached."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


WORTH: Mapping[Reached, float] = MappingProxyType(
    {Reached.FULL: 1.0, Reached.PARTIAL: 0.5, Reached.NONE: 0.0}
)
"""What part of a criterion's points each is worth."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which shares (0 to 1) on a criterion is reached in full, and in part."""

    full: float
    partial: float

    def reached(self, share: float) -> Reached:
        """What the share reaches."""
        if share >= self.full:
            return Reached.FULL
        return Reached.PARTIAL if share >= self.partial else Reached.NONE


USUAL: Mapping[Criterion, Threshold] = MappingProxyType(
    {
        Criterion.IDENTIFICATION: Threshold(0.7, 0.4),
        Criterion.PRECISION: Threshold(0.7, 0.4),
        Criterion.REASONS: Threshold(0.9, 0.5),
        Criterion.REWORDING: Threshold(0.9, 0.5),
    }
)
"""Thresholds to begin with. What is found is a matter of judgement, where experts too agree on part
alone; whether a reason or a wording is given is not, so more of that is asked."""


def rubric_of(
    score: StudentScore, asks: Asks, thresholds: Mapping[Criterion, Threshold] = USUAL
) -> dict[Criterion, Reached]:
    """What a student reached, in each criterion that the lesson asks and the key allows.

    Who marked nothing where the key has something reached nothing in what is judged by labels;
    where the key has nothing to find, that is left out.
    """
    shares = {
        Criterion.IDENTIFICATION: score.recall,
        Criterion.PRECISION: score.precision,
        Criterion.REASONS: score.reasons,
        Criterion.REWORDING: score.rewordings,
    }
    asked = {
        Criterion.IDENTIFICATION: bool(score.required),
        Criterion.PRECISION: bool(score.required) or score.precision is not None,
        Criterion.REASONS: asks.reason and bool(score.required or score.labels),
        Criterion.REWORDING: bool(asks.reworded)
        and bool(score.required or score.rewordings is not None),
    }
    return {
        it: thresholds[it].reached(shares[it] or 0.0)
        for it in Criterion
        if asked[it] and it in thresholds
    }


def rubric_points(reached: Mapping[Criterion, Reached]) -> float | None:
    """Points of `POINTS`, each criterion worth as much; None where there is no criterion."""
    return POINTS * fmean(WORTH[it] for it in reached.values()) if reached else None

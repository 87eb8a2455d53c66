"""Training: articles with a key come first, each with feedback, and a mark opens the rest.

A key is what annotators of the kind KEY labelled and said they are done with; the note of a key's
label explains it. An article with a key that is not in somebody's training is a gold item: it looks
like any other, and how it went is for those who lead the project.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean

from annotator.clock import new_id, now
from annotator.core.edits import Edit, Step
from annotator.core.feedback import Feedback, Finding, feedback_on
from annotator.core.model import Annotator, AnnotatorKind, Assignment, Attempt, Label, State
from annotator.core.work import Progress, Work, finish
from annotator.project.door import Project

TRAINING = "training"
"""The batch of the articles that an annotator works through first."""

FAILED = 0.5
"""Below this soft F1 a gold item counts as failed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an annotator is with the training: those of its articles that have a key.

    `scores` holds soft F1 (0 to 1) of each that is done, at the newest attempt; 0 for one that was
    skipped. `attempts` counts all.
    """

    articles: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    attempts: int = 0
    pass_mark: float = 0.0

    @property
    def done(self) -> int:
        """How many of the articles are done or skipped."""
        return len(self.scores)

    @property
    def f1(self) -> float | None:
        """Mean soft F1 over the articles that are done; None before the first."""
        return fmean(self.scores) if self.scores else None

    @property
    def finished(self) -> bool:
        """Whether every article of the training is done."""
        return self.done == len(self.articles)

    @property
    def passed(self) -> bool:
        """Whether the rest of the queue is open; always where there is no training."""
        return self.finished and (self.f1 is None or self.f1 >= self.pass_mark)


@dataclass(frozen=True, slots=True)
class TrainingResult:
    """How an annotator did against the key: in training, and on gold items in the stream.

    `gold_f1` is the mean soft F1 over the gold items they are done with, None without any.
    """

    annotator: Annotator
    standing: Standing
    gold: int = 0
    gold_failed: int = 0
    gold_f1: float | None = None


def standing(project: Project, annotator_id: str) -> Standing:
    """How far the annotator is with the training."""
    placed = project.store.assigned_in(annotator_id, TRAINING)
    if not placed:
        return Standing()
    keys = {it.article_id: key_of(project, it.article_id) for it in placed}
    tried = [
        it for it in project.store.attempts(annotator_id) if keys.get(it.article_id) is not None
    ]
    latest = {attempt.article_id: attempt.f1 for attempt in tried}
    scores = []
    for own in placed:
        key = keys[own.article_id]
        if key is None or own.state not in (State.DONE, State.SKIPPED):
            continue
        score = latest.get(own.article_id)
        if own.state is State.SKIPPED:
            score = 0.0
        elif score is None:  # done before there was a key
            score = feedback_on(project.labels(own.article_id, annotator_id), key).f1
        scores.append(score)
    return Standing(
        articles=tuple(article_id for article_id, key in keys.items() if key is not None),
        scores=tuple(scores),
        attempts=len(tried),
        pass_mark=project.settings.pass_mark,
    )


# ---------------------------------------------------------------------------- the key


def key_of(project: Project, article_id: str) -> list[Label] | None:
    """The key's labels on an article in the order of the text; None where it has no key.

    Where several annotators of the kind KEY worked on it, the first of them is the key, and all of
    them are the experts.
    """
    return next(iter(experts_on(project, article_id).values()), None)


def experts_on(project: Project, article_id: str) -> dict[str, list[Label]]:
    """What each annotator of the kind KEY labelled who labelled the article or is done with it."""
    return experts_among(
        project.annotators(), project.labels(article_id), project.store.assignments(article_id)
    )


def experts_among(
    people: Iterable[Annotator], labels: Sequence[Label], assignments: Iterable[Assignment]
) -> dict[str, list[Label]]:
    """The same of an article whose labels and assignments, of all these people, were read."""
    done = {it.annotator_id for it in assignments if it.state is State.DONE}
    found = {}
    for each in people:
        if each.kind is AnnotatorKind.KEY:
            theirs = [it for it in labels if it.annotator_id == each.id]
            if theirs or each.id in done:
                found[each.id] = theirs
    return found


def articles_with_key(project: Project) -> list[str]:
    """The ids of the articles that have a key, in order: those that can be made a training."""
    found = keys_by_article(project)
    return [it for it in project.article_ids() if it in found]


def keys_by_article(project: Project) -> dict[str, str]:
    """Of each article that has a key, the id of the annotator whose work it is: see `key_of`."""
    labelled = project.store.labels_by_article().keys()
    found: dict[str, str] = {}
    for each in project.annotators():
        if each.kind is AnnotatorKind.KEY:
            ids = [article_id for article_id, who in labelled if who == each.id]
            own = project.store.every_assignment(each.id)
            ids += [it.article_id for it in own if it.state is State.DONE]
            found = dict.fromkeys(ids, each.id) | found
    return found


def training_key(project: Project, annotator_id: str) -> list[Label | Assignment]:
    """The key's labels on the articles of an annotator's training, and that it is done there."""
    keys = {it.id for it in project.annotators() if it.kind is AnnotatorKind.KEY} - {annotator_id}
    found: list[Label | Assignment] = []
    for each in project.store.assigned_in(annotator_id, TRAINING):
        found += [it for it in project.labels(each.article_id) if it.annotator_id in keys]
        found += [
            replace(it, place=0, batch="")
            for it in project.store.assignments(each.article_id)
            if it.annotator_id in keys
        ]
    return found


# ---------------------------------------------------------------------------- one's own training


def feedback(project: Project, article_id: str, annotator_id: str) -> Feedback | None:
    """What became of the annotator's labels; None where the article has no key."""
    key = key_of(project, article_id)
    return None if key is None else feedback_on(project.labels(article_id, annotator_id), key)


def in_training(project: Project, article_id: str, annotator_id: str) -> bool:
    """Whether the article is in the annotator's training."""
    own = project.stored_assignment(article_id, annotator_id)
    return own is not None and own.batch == TRAINING and own.place > 0


def keep_attempt(project: Project, article_id: str, annotator_id: str) -> Feedback | None:
    """Compare with the key and keep how it went, for good: undo does not turn that back.

    None where the article is not in the annotator's training or has no key.
    """
    if not in_training(project, article_id, annotator_id):
        return None
    found = feedback(project, article_id, annotator_id)
    if found is not None:
        keep(project, article_id, annotator_id, found)
    return found


def keep(project: Project, article_id: str, annotator_id: str, found: Feedback) -> None:
    """Keep for good how the annotator did on the article."""
    attempt = Attempt(
        id=new_id(),
        article_id=article_id,
        annotator_id=annotator_id,
        time=now(),
        f1=found.f1,
        hit=found.count(Finding.HIT),
        near=found.count(Finding.NEAR),
        other_tag=found.count(Finding.OTHER_TAG),
        missed=found.count(Finding.MISSED),
        extra=found.count(Finding.EXTRA),
    )
    project.keep("Compared with the key", (Edit(None, attempt),), annotator_id)


def train_again(project: Project, annotator_id: str) -> Step | None:
    """Begin the training anew: its labels go, its articles are to do; what was tried is kept."""
    edits: list[Edit] = []
    for own in project.store.assigned_in(annotator_id, TRAINING):
        edits += [Edit(label, None) for label in project.labels(own.article_id, annotator_id)]
        if own.state is not State.TODO or own.labelled:
            edits.append(Edit(own, replace(own, state=State.TODO, reason="", labelled=False)))
    return project.do("Training begun anew", *edits, annotator_id=annotator_id) if edits else None


# ---------------------------------------------------------------------------- for who leads


@dataclass(frozen=True, slots=True)
class TrainingShares:
    """What making articles a training would do: its edits, and how many articles are new to whom.

    `moved` of the assignments stood in these annotators' queues already.
    """

    edits: tuple[Edit, ...] = ()
    each: Mapping[str, int] = field(default_factory=dict)
    moved: int = 0


def training_shares(
    project: Project, article_ids: Sequence[str], annotator_ids: Sequence[str]
) -> TrainingShares:
    """What `assign_training` would do, without doing it."""
    edits: list[Edit] = []
    each: dict[str, int] = {}
    moved = 0
    for who in annotator_ids:
        known = {it.article_id: it for it in project.store.every_assignment(who)}
        place = max((it.place for it in known.values()), default=0)
        changes = 0
        for article_id in article_ids:
            before = known.get(article_id)
            blank = before or Assignment(article_id, who)
            place += not blank.place
            after = replace(blank, place=blank.place or place, batch=TRAINING)
            if after != before:
                edits.append(Edit(before, after))
                changes += 1
                moved += blank.place > 0
        each[who] = changes
    return TrainingShares(tuple(edits), each, moved)


def assign_training(
    project: Project, article_ids: Sequence[str], annotator_ids: Sequence[str], by: str = ""
) -> Step | None:
    """Make these articles the training of these annotators, all the same in the same order.

    An article that stands in a queue already becomes training there. None where nothing changes.
    """
    return finish(assigning_training(project, article_ids, annotator_ids, by))


def assigning_training(
    project: Project, article_ids: Sequence[str], annotator_ids: Sequence[str], by: str = ""
) -> Work[Step | None]:
    """`assign_training` as work."""
    yield Progress(0, 1)
    edits = training_shares(project, article_ids, annotator_ids).edits
    if not edits:
        return None
    count = len(article_ids)
    title = "1 article made training" if count == 1 else f"{count:,} articles made training"
    return (yield from project.doing(title, edits, by))


def results(project: Project) -> list[TrainingResult]:
    """How every person did, in the order of annotators."""
    people = [it for it in project.annotators() if it.kind is AnnotatorKind.PERSON]
    keys = {it: key_of(project, it) or [] for it in keys_by_article(project)}
    found = []
    for annotator in people:
        scores = [
            feedback_on(project.labels(own.article_id, annotator.id), keys[own.article_id]).f1
            for own in project.store.every_assignment(annotator.id)
            if own.state is State.DONE and own.batch != TRAINING and own.article_id in keys
        ]
        found.append(
            TrainingResult(
                annotator,
                standing(project, annotator.id),
                gold=len(scores),
                gold_failed=sum(score < FAILED for score in scores),
                gold_f1=fmean(scores) if scores else None,
            )
        )
    return found

"""What the Team page shows, asked of the project on another thread."""

from collections import Counter
from dataclasses import dataclass

from annotator.core.model import Annotator, AnnotatorKind, State
from annotator.core.work import Progress, Work
from annotator.project import Project
from annotator.project.reviewing import ToReview, to_review
from annotator.project.team import QueueProgress, progress
from annotator.project.training import TrainingResult, articles_with_key, results

ENDED = (State.DONE, State.SKIPPED)
"""The states in which an article needs nothing more of an annotator."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The team in figures, as whoever is at the desk (`me`) sees it.

    `unassigned` counts the articles in nobody's queue, `ended` those with which all are done who
    were given them, `disputed` the records that copies of the project disagree on. `with_key` of
    the articles have a key; `training` is how every person did against it. In a work copy both say
    nothing: they are for whoever leads.
    """

    me: Annotator
    work_copy: bool
    progress: tuple[QueueProgress, ...]
    articles: int
    unassigned: int
    ended: int
    disputed: int
    review: tuple[ToReview, ...]
    with_key: int = 0
    training: tuple[TrainingResult, ...] = ()

    @property
    def everyone(self) -> tuple[Annotator, ...]:
        """All annotators."""
        return tuple(it.annotator for it in self.progress if not it.batch)

    @property
    def persons(self) -> tuple[Annotator, ...]:
        """Those who annotate by hand."""
        return tuple(it for it in self.everyone if it.kind is AnnotatorKind.PERSON)

    @property
    def batches(self) -> tuple[str, ...]:
        """The names of the batches, in the order in which they were given out."""
        return tuple(dict.fromkeys(it.batch for it in self.progress if it.batch))


def figures_of(project: Project, annotator_id: str) -> Work[Figures]:
    """The figures for whoever is at the desk; in a work copy their own alone."""
    yield Progress(0, 3)
    known = progress(project)
    me = next(it.annotator for it in known if it.annotator.id == annotator_id)
    if project.work_copy:
        known = [it for it in known if it.annotator.id == annotator_id]
    yield Progress(1, 3)
    given: Counter[str] = Counter()
    open_ones: set[str] = set()
    for each in project.store.every_assignment():
        if each.place:
            given[each.article_id] += 1
            if each.state not in ENDED:
                open_ones.add(each.article_id)
    ids = project.article_ids()
    yield Progress(2, 3)
    return Figures(
        me=me,
        work_copy=project.work_copy,
        progress=tuple(known),
        articles=len(ids),
        unassigned=sum(each not in given for each in ids),
        ended=sum(each in given and each not in open_ones for each in ids),
        disputed=len(project.store.disputed()),
        review=tuple(to_review(project, annotator_id)),
        with_key=0 if project.work_copy else len(articles_with_key(project)),
        training=() if project.work_copy else tuple(results(project)),
    )

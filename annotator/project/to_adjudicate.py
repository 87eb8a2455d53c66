"""Which articles are ready to be adjudicated, how far each is, and what the others wait for."""

from dataclasses import dataclass

from annotator.core.model import AnnotatorKind, Release
from annotator.core.work import Progress, Work
from annotator.project.adjudicating import Compared, compared, is_released
from annotator.project.door import Project

_EVERY = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that can be adjudicated: how many places it has, and how many are still open."""

    article_id: str
    title: str
    places: int
    open: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What there is to adjudicate in a project.

    `waiting` counts the articles that several are done with and that are not released yet,
    `annotators` the persons and models, `gold` the gold labels of the whole project.
    """

    candidates: tuple[Candidate, ...] = ()
    waiting: int = 0
    annotators: int = 0
    gold: int = 0
    release: Release = Release.BOTH
    deadline: str = ""


def candidate(found: Compared) -> Candidate:
    """The article as the list of those to be adjudicated has it."""
    return Candidate(
        found.article.id, found.article.title, len(found.everything), len(found.open_places)
    )


def outlook(project: Project) -> Work[Outlook]:
    """Look through all articles that several annotators are done with, in the queue's order."""
    several = set(project.store.done_by_several())
    ids = [each for each in project.article_ids() if each in several]
    people = project.annotators()
    gold = {each.id for each in people if each.kind is AnnotatorKind.GOLD}
    comparable = (AnnotatorKind.PERSON, AnnotatorKind.MODEL)
    ready: list[Candidate] = []
    for number, article_id in enumerate(ids):
        if number % _EVERY == 0:
            yield Progress(number, len(ids), "comparing")
        if is_released(project, article_id):
            ready.append(candidate(compared(project, article_id)))
    counts = project.store.labels_by_article() if gold else {}
    return Outlook(
        candidates=tuple(ready),
        waiting=len(ids) - len(ready),
        annotators=sum(each.kind in comparable for each in people),
        gold=sum(count for (_, who), count in counts.items() if who in gold),
        release=project.settings.release,
        deadline=project.settings.deadline,
    )

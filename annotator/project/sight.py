"""Which work of others somebody may see: the one rule for every door it could come out of.

While annotating everyone sees their own labels alone (`gui.session.Session.whose`). What is shown
of several annotators together, exported, or compared asks here or `adjudicating.is_released`.
"""

from collections.abc import Iterable

from annotator.clock import now
from annotator.core.model import AnnotatorKind, Assignment, Release, Settings, State
from annotator.core.work import Progress, Work
from annotator.project.door import Project

_ENDED = (State.DONE, State.SKIPPED)


def kept_back(project: Project, today: str = "") -> frozenset[str]:
    """The ids of the articles whose labels are shown to nobody yet but who made them.

    `today` is a date (ISO 8601); the present one if empty. As `adjudicating.is_released` has it,
    for all articles at once; but an article that no person was given or began is at nobody's desk,
    so that what an import brought stays open.
    """
    settings = project.settings
    if settings.release is Release.OPEN or _is_over(settings, today):
        return frozenset()
    people = {it.id for it in project.annotators() if it.kind is AnnotatorKind.PERSON}
    by_article: dict[str, list[Assignment]] = {}
    for each in project.store.every_assignment():
        if each.annotator_id in people:
            by_article.setdefault(each.article_id, []).append(each)
    return frozenset(
        article_id
        for article_id, theirs in by_article.items()
        if _at_work(theirs, until_all=settings.release is Release.BOTH)
    )


def others_kept_back(project: Project, annotator_id: str) -> Work[int]:
    """On how many articles this annotator may not see yet what others labelled there."""
    yield Progress(0, 1)
    hidden = kept_back(project)
    labelled = project.store.labels_by_article() if hidden else {}
    return len({it for it, who in labelled if who != annotator_id and it in hidden})


def _is_over(settings: Settings, today: str) -> bool:
    due = settings.release is Release.DEADLINE and settings.deadline
    return bool(due) and (today or now()[:10]) >= settings.deadline


def _at_work(theirs: Iterable[Assignment], *, until_all: bool) -> bool:
    """Whether somebody was given the article, or began it, and may still be at it."""
    given = [it for it in theirs if it.place] or [it for it in theirs if it.state is not State.TODO]
    if not until_all:
        return bool(given)
    return any(it.state not in _ENDED for it in given)

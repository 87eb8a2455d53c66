"""Which work of others somebody may see: the one rule for every door it could come out of.

While annotating everyone sees their own labels alone (`gui.session.Session.whose`). What is shown
of several annotators together, exported, or compared asks here or `adjudicating.is_released`.
"""

from annotator.clock import now
from annotator.core.model import AnnotatorKind, Assignment, Release
from annotator.core.release import is_kept_back
from annotator.core.work import Progress, Work
from annotator.project.door import Project

SOURCE = ("outlet", "author", "date", "url")
"""The properties of an article that tell where it comes from."""


def kept_back(project: Project, today: str = "") -> frozenset[str]:
    """The ids of the articles whose labels are shown to nobody yet but who made them.

    `today` is a date (ISO 8601); the present one if empty. See `core.release.is_kept_back`.
    """
    if project.settings.release is Release.OPEN:
        return frozenset()
    people = {it.id for it in project.annotators() if it.kind is AnnotatorKind.PERSON}
    by_article: dict[str, list[Assignment]] = {}
    for each in project.store.every_assignment():
        by_article.setdefault(each.article_id, []).append(each)
    day = today or now()[:10]
    return frozenset(
        article_id
        for article_id, theirs in by_article.items()
        if is_kept_back(project.settings, theirs, people, day)
    )


def source_kept_back(project: Project) -> bool:
    """Whether where articles come from is hidden in every list, not only while annotating.

    In the team's own project whoever leads looks after outlets and authors; a work copy is for
    annotating alone.
    """
    return project.work_copy and project.settings.source_hidden


def others_kept_back(project: Project, annotator_id: str) -> Work[int]:
    """On how many articles this annotator may not see yet what others labelled there."""
    yield Progress(0, 1)
    hidden = kept_back(project)
    labelled = project.store.labels_by_article() if hidden else {}
    return len({it for it, who in labelled if who != annotator_id and it in hidden})

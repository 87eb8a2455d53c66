"""Which work of others somebody may see: the one rule for every door it could come out of.

While annotating everyone sees their own labels alone (`gui.session.Session.whose`). What is shown
of several annotators together, exported, or compared asks here or `adjudicating.is_released`.
"""

from dataclasses import replace

from annotator.clock import now
from annotator.core.masking import unsourced
from annotator.core.model import AnnotatorKind, Assignment, Release, Settings, State
from annotator.core.release import is_kept_back
from annotator.core.work import Progress, Work
from annotator.formats.exchange import LabelledArticle
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


def as_annotators_see(item: LabelledArticle, settings: Settings) -> LabelledArticle:
    """The article without what the project keeps from annotators: its source, mentions of that."""
    if not settings.source_hidden:
        return item
    article = unsourced(item.article, masked=settings.outlet_masked)
    labels = (replace(it, quote=article.text[it.start : it.end]) for it in item.labels)
    return replace(item, article=article, labels=tuple(labels))


def own_work(item: LabelledArticle, annotator_id: str) -> LabelledArticle:
    """The article with what one annotator did there, and nothing of the key's or of others'."""
    return replace(
        item,
        state=item.states.get(annotator_id, State.TODO),
        labels=tuple(it for it in item.labels if it.annotator_id == annotator_id),
        answers=tuple(it for it in item.answers if it.annotator_id == annotator_id),
        second_answers=tuple(it for it in item.second_answers if it.annotator_id == annotator_id),
        decisions=(),
        states={who: how for who, how in item.states.items() if who == annotator_id},
        gold={},
    )


def others_kept_back(project: Project, annotator_id: str) -> Work[int]:
    """On how many articles this annotator may not see yet what others labelled there."""
    yield Progress(0, 1)
    hidden = kept_back(project)
    labelled = project.store.labels_by_article() if hidden else {}
    return len({it for it, who in labelled if who != annotator_id and it in hidden})

"""Provisional."""

from dataclasses import dataclass
from annotator.core.model import State, AnnotatorKind
from annotator.core.work import Progress, Work
from annotator.project.door import Project
from annotator.project.lesson import lesson_articles, lesson_of
from annotator.project.training import experts_on
from annotator.teach.classwork import Classwork
from annotator.teach.heat import Heat, heat_of
from annotator.teach.places import Place, places_of


@dataclass(frozen=True, slots=True)
class InClass:
    articles: tuple[tuple[object, str], ...]
    handed_in: int
    listed: int
    work: Classwork
    heat: Heat | None
    places: tuple[Place, ...]
    agreement: str


def in_class(project: Project, article_id: str) -> Work[InClass | None]:
    yield Progress(0, 1)
    ids = lesson_articles(project)
    lesson = lesson_of(project)
    if not ids:
        return None
    who = {
        it.id
        for it in project.annotators()
        if it.kind is AnnotatorKind.PERSON
        and any(
            a.batch in ("before", "lesson", "again", "after")
            for a in project.store.every_assignment(it.id)
        )
    }
    if article_id not in ids:
        article_id = ids[0]
    done = {
        it.annotator_id
        for it in project.store.assignments(article_id)
        if it.state is State.DONE and it.annotator_id in who
    }
    labels = project.labels(article_id)
    experts = experts_on(project, article_id)
    work = Classwork(
        project.article(article_id),
        {it: [l for l in labels if l.annotator_id == it] for it in done},
        next(iter(experts.values()), None),
        experts,
        lesson.part(article_id),
    )
    return InClass(
        tuple((it, project.article(it).title) for it in ids),
        len(who),
        30,
        work,
        heat_of(work),
        places_of(work),
        "Two students of this class agree about six times in ten.",
    )

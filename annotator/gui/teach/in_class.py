"""What the Class section shows of a class, read beside the window."""

from dataclasses import dataclass

from annotator.core.work import Work
from annotator.project import Project
from annotator.project.classroom import classroom
from annotator.teach.classwork import Classwork
from annotator.teach.heat import Heat
from annotator.teach.places import Place


@dataclass(frozen=True, slots=True)
class InClass:
    """One article of the lesson as the class marked it.

    `articles` are the ids and titles of all.
    """

    articles: tuple[tuple[str, str], ...]
    handed_in: int
    work: Classwork
    heat: Heat | None
    places: tuple[Place, ...]


def in_class(project: Project, article_id: str) -> Work[InClass | None]:
    """The class on this article, or on the first that it worked on; None without articles."""
    found = yield from classroom(project)
    known = {it.article.id: it for it in found.works}
    work = known.get(article_id) or next((it for it in found.works if it.students), None)
    if work is None:
        work = next(iter(found.works), None)
    if work is None:
        return None
    chosen = work.article.id
    return InClass(
        tuple((it.article.id, it.article.title) for it in found.works),
        len(found.handed_in),
        work,
        found.heat(chosen),
        found.places(chosen),
    )


def agreement_in_class(project: Project, article_id: str) -> Work[str]:
    """How far the students agree on this article, in plain words."""
    found = yield from classroom(project)
    agreement = yield from found.agreement(article_id)
    return agreement.said

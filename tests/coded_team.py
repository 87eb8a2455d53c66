"""A team that is done with a few articles, for the tests of agreement."""

from collections.abc import Mapping, Sequence

from annotator.core.model import Annotator, AnnotatorKind, Span, State, Value
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import add_annotator

Marked = Sequence[tuple[str, str] | tuple[str, str, Mapping[str, Value]]]
"""Words, the key of the tag that they are given, and what its fields hold."""


def joins(project: Project, name: str, kind: AnnotatorKind = AnnotatorKind.PERSON) -> Desk:
    """A new annotator at a desk of their own."""
    return Desk(project, add_annotator(project, name, kind))


def works(
    desk: Desk,
    article_id: str,
    marked: Marked = (),
    answers: Mapping[str, Value] | None = None,
    *,
    done: bool = True,
) -> None:
    """Have somebody tag the first place of these words, answer, and say done."""
    article = desk.project.article(article_id)
    for words, tag, *fields in marked:
        start = article.text.index(words)
        held = fields[0] if fields else None
        desk.tag(article, tag, [[Span(start, start + len(words))]], fields=held)
    for question, value in (answers or {}).items():
        desk.answer(article_id, question, value)
    if done:
        desk.set_state(article_id, State.DONE)


def team(project: Project, *names: str) -> tuple[Desk, ...]:
    """The first annotator of the project, and these."""
    first: Annotator = project.annotators()[0]
    return Desk(project, first), *(joins(project, name) for name in names)

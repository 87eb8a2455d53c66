"""Labels to look at again: their tag means something else now than when they were given."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.clock import now
from annotator.core.edits import Edit, Step
from annotator.core.labels import shortened
from annotator.core.model import Label, Tag
from annotator.core.review import Change, changes
from annotator.core.work import Progress, Work
from annotator.project.door import Project


@dataclass(frozen=True, slots=True)
class ToReview:
    """A label, and what changed of its tag since it was made or last confirmed.

    `successors` are the tags of which it may be given one, where they took its tag's place.
    """

    label: Label
    changes: tuple[Change, ...]
    successors: tuple[Tag, ...] = ()


def to_review(project: Project, annotator_id: str) -> list[ToReview]:
    """The annotator's labels to look at again, article by article in their queue's order."""
    current = project.codebook_version
    became = [tag.key for tag in project.codebook.tags if tag.became]
    labels = project.store.labels_of_other_versions(annotator_id, current, became)
    found = list(_changed(project, labels))
    place = {it: number for number, it in enumerate(project.article_ids(annotator_id))}
    last = len(place)
    return sorted(found, key=lambda it: (place.get(it.label.article_id, last), it.label.start))


def reviewing(project: Project, annotator_id: str) -> Work[list[ToReview]]:
    """`to_review` as work."""
    yield Progress(0, 1)
    return to_review(project, annotator_id)


def changed_since(project: Project, label: Label) -> tuple[Change, ...]:
    """What changed of the label's tag since it was made or last confirmed."""
    book = project.codebook
    if label.codebook_version == project.codebook_version:
        return changes(label.tag, book, book)
    return changes(label.tag, project.codebook_of(label.codebook_version), book)


def _changed(project: Project, labels: Iterable[Label]) -> Iterable[ToReview]:
    # A codebook is read once for each version, not for each label.
    known: dict[tuple[str, int], tuple[Change, ...]] = {}
    for label in labels:
        key = label.tag, label.codebook_version
        if key not in known:
            known[key] = changed_since(project, label)
        if known[key]:
            yield ToReview(label, known[key], project.codebook.successors(label.tag))


def confirm(project: Project, label: Label) -> Step | None:
    """Say that the label still holds by the codebook of today: one step of whoever made it.

    None if it is of today's version already, or if others took the place of its tag: then it needs
    one of those.
    """
    current = label.codebook_version == project.codebook_version
    if current or project.codebook.successors(label.tag):
        return None
    tag = project.codebook.tag(label.tag)
    name = tag.name if tag is not None else label.tag
    after = replace(label, codebook_version=project.codebook_version, updated=now())
    title = f"Looked at again: “{shortened(label.quote)}” stays {name}"
    return project.do(title, Edit(label, after), annotator_id=label.annotator_id)

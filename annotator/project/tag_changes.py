"""A tag merged into another, or split, in a project: what it means for labels, and the one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.codebooks import new_fault
from annotator.core.codebook_succession import merged_tag, split_tag
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, Codebook, Tag
from annotator.core.work import Progress, Work
from annotator.project.door import Project


@dataclass(frozen=True, slots=True)
class TagUse:
    """How many labels of a tag each annotator has, by name, and how many hold each field."""

    labels: Mapping[str, int]
    fields: Mapping[str, int]

    @property
    def count(self) -> int:
        """How many labels there are."""
        return sum(self.labels.values())


def tag_use(project: Project, key: str) -> Work[TagUse]:
    """Who has labels of a tag, and what these hold."""
    yield Progress(0, 1)
    counts = project.store.labels_by_annotator(key)
    labels = {who.name: counts[who.id] for who in project.annotators() if who.id in counts}
    return TagUse(labels, project.store.fields_held(key))


def merge_tag(
    project: Project, key: str, into: str, by: Annotator, *, with_fields: bool = False
) -> Step:
    """Merge a tag into another, in one step that changes the codebook alone.

    Raises AnnotatorError where either cannot be, as `merged_tag` does.
    """
    after = merged_tag(project.codebook, key, into, with_fields=with_fields)
    return change_codebook(project, merge_title(project.codebook, key, into), after, by)


def split_into(project: Project, key: str, parts: Sequence[Tag], by: Annotator) -> Step:
    """Split a tag into these, in one step that changes the codebook alone.

    Raises AnnotatorError where that cannot be, as `split_tag` does.
    """
    after = split_tag(project.codebook, key, parts)
    return change_codebook(project, split_title(project.codebook, key, parts), after, by)


def merge_title(codebook: Codebook, key: str, into: str) -> str:
    """What the step that merges a tag into another is called."""
    return f"Merge “{_name(codebook, key)}” into “{_name(codebook, into)}”"


def split_title(codebook: Codebook, key: str, parts: Sequence[Tag]) -> str:
    """What the step that splits a tag is called."""
    names = ", ".join(f"“{part.name}”" for part in parts)
    return f"Split “{_name(codebook, key)}” into {names}"


def change_codebook(project: Project, title: str, after: Codebook, by: Annotator) -> Step:
    """Put another codebook in force, in one step; AnnotatorError for a fault it would add."""
    before = project.codebook
    if fault := new_fault(before, after):
        raise AnnotatorError(fault)
    return project.do(title, Edit(before, after), annotator_id=by.id)


def _name(codebook: Codebook, key: str) -> str:
    tag = codebook.tag(key)
    return tag.name if tag is not None else key

"""What goes out of a project: one annotator's hand-in, and the work pack to begin from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.clock import now
from annotator.core.edits import Step, StepKind, owner
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    Answer,
    Codebook,
    Label,
    OwnRecord,
    Record,
    SecondAnswer,
)
from annotator.core.work import Work
from annotator.formats.parts.naming import FILE_UNFIT, escaped
from annotator.project import Project
from annotator.project.questionnaire import to_hand_in
from annotator.project.training import training_key
from annotator.sync.delivery import SUFFIXES, ArticleRef, Delivery, DeliveryKind
from annotator.sync.merging import merge


def codebooks_to_send(project: Project) -> tuple[tuple[int, Codebook], ...]:
    """The codebook in force and those before it, which say for ever what they say now."""
    if project.read_only:
        return project.store.codebooks()
    project.store.keep_codebook()
    return project.store.kept_codebooks()


def hand_in(project: Project, annotator: Annotator) -> Delivery:
    """All that the annotator did in this copy of the project, from the first step on.

    Nobody else's labels, answers or states are in it. What they said about themselves goes along
    out of their own work copy.
    """
    steps = _steps(project.store.all_steps(annotator.id), annotator.id)
    records = tuple(project.store.untouched(annotator.id))
    worked_on = [*records, *_records(steps)]
    versions = {
        it.codebook_version for it in worked_on if isinstance(it, Label | Answer | SecondAnswer)
    }
    return Delivery(
        kind=DeliveryKind.HAND_IN,
        project_id=project.id,
        project_name=project.settings.name,
        who=annotator.id,
        made=now(),
        annotators=(annotator,),
        codebooks=project.store.codebooks(sorted(versions)),
        refs=_refs(project, worked_on),
        records=records,
        steps=steps,
        visits=tuple(project.store.visits_of(annotator.id)),
        questionnaire=to_hand_in(project, annotator.id),
    )


def work_pack(project: Project, annotator: Annotator) -> Delivery:
    """What the annotator needs to work in a copy of their own; none of the others' work is in it.

    Only what the key says on the articles of their training comes along, for the feedback.

    The articles are those assigned to them, or all. What the codebook says from now on gets a new
    version, so that a version means the same in every copy.
    """
    codebooks = codebooks_to_send(project)
    steps = _steps(project.store.all_steps(), annotator.id, shared=True)
    keys = training_key(project, annotator.id)
    records = (*project.store.untouched(annotator.id), *keys)
    worked_on = {it.article_id for it in [*records, *_records(steps)] if isinstance(it, OwnRecord)}
    ids = dict.fromkeys([*project.article_ids(annotator.id), *sorted(worked_on)])
    return Delivery(
        kind=DeliveryKind.PACK,
        project_id=project.id,
        project_name=project.settings.name,
        who=annotator.id,
        made=now(),
        annotators=tuple(project.annotators()),
        codebooks=codebooks,
        articles=tuple((project.article(each), project.store.shelf(each)) for each in ids),
        settings=project.settings,
        records=records,
        steps=steps,
        visits=tuple(project.store.visits_of(annotator.id)),
    )


def file_name(delivery: Delivery, annotator: Annotator) -> str:
    """A name for its file that every file system takes."""
    return f"{escaped(annotator.name, FILE_UNFIT)}{SUFFIXES[delivery.kind]}"


def _steps(steps: Iterable[Step], whose: str, *, shared: bool = False) -> tuple[Step, ...]:
    """The steps with the edits of one annotator's work, and of the project's if `shared`."""
    wanted = (whose, "") if shared else (whose,)
    found = []
    for step in steps:
        edits = tuple(edit for edit in step.edits if owner(edit.record) in wanted)
        if edits or step.kind is StepKind.DECIDE:
            found.append(replace(step, edits=edits))
    return tuple(found)


def _records(steps: Iterable[Step]) -> Iterator[Record]:
    for step in steps:
        for edit in step.edits:
            yield from (record for record in (edit.before, edit.after) if record is not None)


def _refs(project: Project, worked_on: Iterable[Record]) -> tuple[ArticleRef, ...]:
    ids = sorted({each.article_id for each in worked_on if isinstance(each, OwnRecord)})
    articles = map(project.article, ids)
    return tuple(ArticleRef(each.id, each.sha256, each.title) for each in articles)


def project_from(delivery: Delivery, path: Path) -> Work[Project]:
    """A new project at `path` to work in, made of a work pack, with its annotator at the desk.

    Raises AnnotatorError, and makes nothing, if the pack is none or something stands there.
    """
    if delivery.kind is not DeliveryKind.PACK or delivery.settings is None:
        raise AnnotatorError(
            "This is no work pack but a hand-in; merge it into the project that it belongs to."
        )

    def sit_down(project: Project) -> None:
        project.store.make_work_copy(delivery.who)

    return (yield from copy_made_of(delivery, path, sit_down))


def copy_made_of(
    delivery: Delivery, path: Path, prepare: Callable[[Project], None]
) -> Work[Project]:
    """A new file at `path` with what the delivery holds, once `prepare` did the rest in it.

    Raises AnnotatorError, and leaves nothing behind, where that cannot be.
    """
    first = next((book for version, book in delivery.codebooks if version == 1), None)
    if first is None or delivery.settings is None:
        named = delivery.kind.value.replace("-", " ")
        raise AnnotatorError(f"The {named} has no codebook; ask for it again.")
    project = Project.create_copy(path, delivery.project_id, delivery.settings, first)
    try:
        yield from merge(project, [delivery])
        prepare(project)
        project.read_again()  # it may be a work copy from now on
    except BaseException:
        project.close()
        path.unlink()
        raise
    return project

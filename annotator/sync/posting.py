"""Many files at once: a work pack for each annotator, and all hand-ins that came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator
from annotator.core.work import Work
from annotator.project import Project
from annotator.sync.delivery import SUFFIXES, Delivery, DeliveryKind
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import MergeReport, merge
from annotator.sync.packing import file_name, hand_in, project_from, work_pack


@dataclass(frozen=True, slots=True)
class Posted:
    """A file that was written, and how much is in it."""

    path: Path
    annotator: Annotator
    articles: int = 0
    labels: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why, in a sentence."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of bringing files in: who brought what, and which files were not taken."""

    brought: tuple[MergeReport, ...] = ()
    refused: tuple[Refused, ...] = ()
    disputed: tuple[str, ...] = field(default=())

    @property
    def steps(self) -> int:
        """How many steps were new."""
        return sum(each.steps for each in self.brought)


def post_packs(project: Project, people: Sequence[Annotator], folder: Path) -> Work[list[Posted]]:
    """Write a work pack for each of these into the folder; a file of the same name is replaced."""
    posted = []
    for annotator in people:
        delivery = work_pack(project, annotator)
        path = folder / file_name(delivery, annotator)
        yield from write_delivery(delivery, path)
        posted.append(Posted(path, annotator, articles=len(delivery.articles)))
    return posted


def post_pack(project: Project, annotator: Annotator, path: Path) -> Work[list[Posted]]:
    """Write one annotator's work pack to this file."""
    delivery = work_pack(project, annotator)
    yield from write_delivery(delivery, path)
    return [Posted(path, annotator, articles=len(delivery.articles))]


def post_hand_in(project: Project, annotator: Annotator, path: Path) -> Work[list[Posted]]:
    """Write all that the annotator did in this copy of the project to this file."""
    delivery = hand_in(project, annotator)
    yield from write_delivery(delivery, path)
    return [Posted(path, annotator, articles=len(delivery.refs), labels=delivery.labels)]


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The hand-ins and work packs among files and in folders, by name; other files as they are."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for each in inside:
            if each == path or each.suffix in SUFFIXES.values():
                found[each] = None
    return list(found)


def bring_in(project: Project, paths: Sequence[Path]) -> Work[Collected]:
    """Merge all hand-ins among the files that fit this project; tell of each that does not.

    Each is checked by itself first, so that one spoilt file keeps none of the others out.
    """
    good: list[Delivery] = []
    brought: list[MergeReport] = []
    refused: list[Refused] = []
    for path in files_in(paths):
        try:
            delivery = yield from read_delivery(path)
            see_that_it_is_for_here(project, delivery, path)
            report = yield from merge(project, [delivery], rehearse=True)
        except AnnotatorError as error:
            refused.append(Refused(path.name, str(error)))
        else:
            good.append(delivery)
            brought.append(report)
    if not good:
        return Collected((), tuple(refused))
    try:
        whole = yield from merge(project, good)
    except AnnotatorError:  # each fits, but not all of them together
        return (yield from _one_by_one(project, good, refused))
    return Collected(tuple(brought), tuple(refused), whole.disputed)


def _one_by_one(
    project: Project, good: Sequence[Delivery], refused: Sequence[Refused]
) -> Work[Collected]:
    brought: list[MergeReport] = []
    left_out = list(refused)
    for delivery in good:
        try:
            brought.append((yield from merge(project, [delivery])))
        except AnnotatorError as error:
            left_out.append(Refused(owner_of(delivery), str(error)))
    disputed = tuple(dict.fromkeys(it for report in brought for it in report.disputed))
    return Collected(tuple(brought), tuple(left_out), disputed)


def see_that_it_is_for_here(project: Project, delivery: Delivery, path: Path) -> None:
    """Raise AnnotatorError where what came in the file is not for this copy of the project."""
    if delivery.kind is DeliveryKind.LESSON:
        raise AnnotatorError(
            f"“{path.name}” is a lesson and no hand-in; open it to make a copy to work in."
        )
    if delivery.kind is DeliveryKind.PACK and not project.work_copy:
        raise AnnotatorError(
            f"“{path.name}” is a work pack and no hand-in; open it to make a copy to work in."
        )
    if delivery.kind is DeliveryKind.PACK and delivery.who != project.store.desk():
        raise AnnotatorError(f"“{path.name}” is the work pack of somebody else; ask for your own.")
    if delivery.kind is DeliveryKind.HAND_IN and project.work_copy:
        raise AnnotatorError(
            f"“{path.name}” is a hand-in; it goes into the project of whoever leads the team, "
            "not into a work copy."
        )
    _see_that_it_is_no_students(project, delivery)


def _see_that_it_is_no_students(project: Project, delivery: Delivery) -> None:
    """Raise AnnotatorError for a student's hand-in: it is collected, so that no name gets in."""
    of_a_class = project.settings.lesson is not None and not project.work_copy
    known = any(it.id == delivery.who for it in project.annotators())
    if of_a_class and delivery.kind is DeliveryKind.HAND_IN and not known:
        raise AnnotatorError(
            f"The hand-in of {owner_of(delivery)} is a student’s. Collect it in the Teach "
            "workspace, or with `annotator lesson collect`: so it gets a pseudonym."
        )


def reading(path: Path) -> Work[Delivery]:
    """A work pack from its file; raises AnnotatorError where it is none."""
    delivery = yield from read_delivery(path)
    if delivery.kind is not DeliveryKind.PACK:
        raise AnnotatorError(
            f"“{path.name}” is a {delivery.kind}; open the project it belongs to and bring it in "
            "there."
        )
    return delivery


def making_copy(delivery: Delivery, path: Path) -> Work[Path]:
    """Make the copy that a work pack is for, closed again; raises as `project_from` does."""
    project = yield from project_from(delivery, path)
    project.close()
    return path


def owner_of(delivery: Delivery) -> str:
    """The name of whoever the file is for, or whose work it is."""
    return next((it.name for it in delivery.annotators if it.id == delivery.who), "")

"""What annotators say about themselves: kept apart from all work, told in bins alone.

It is no step and in no journal, so that no work pack and no export of labels can carry it; undo
does not know of it. A hand-in from a work copy takes along what its own annotator said, in a line
of its own, and a sync with a hub in a table of its own, so that who leads can count it.
"""

import csv
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from annotator.clock import now
from annotator.codebooks import holds
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Value
from annotator.core.questionnaire import QUESTIONS, BinCount, Questionnaire, bin_counts
from annotator.project.door import Project


def is_due(project: Project, annotator: Annotator) -> bool:
    """Whether this person is to be asked: once, and only where the project wants it."""
    return (
        project.settings.questionnaire
        and not project.read_only
        and annotator.kind is AnnotatorKind.PERSON
        and project.store.questionnaire(annotator.id) is None
    )


def keep(project: Project, annotator: Annotator, answers: Mapping[str, Value]) -> None:
    """Keep what they said; nothing for "rather not". Raises AnnotatorError for an unfit answer."""
    for key, value in answers.items():
        if not fits(key, value):
            raise AnnotatorError(f"“{value}” is no answer to “{key}”; nothing was kept.")
    given = {key: value for key, value in answers.items() if value != ""}
    project.store.keep_questionnaire(annotator.id, Questionnaire(now(), given))


def fits(key: str, value: Value) -> bool:
    """Whether there is such a question, and this can be an answer to it."""
    return any(it.key == key and holds(it, value) for it in QUESTIONS)


def makes_sense(given: Questionnaire) -> bool:
    """Whether what came from elsewhere can have been said: a time, and answers that fit."""
    try:
        when = datetime.fromisoformat(given.time)
    except ValueError:
        return False
    return when.tzinfo is not None and all(fits(*each) for each in given.answers.items())


def is_own_copy(project: Project, annotator_id: str) -> bool:
    """Whether this is the annotator's own work copy: out of it alone goes what they said."""
    return project.work_copy and project.store.desk() == annotator_id


def to_hand_in(project: Project, annotator_id: str) -> Questionnaire | None:
    """What goes along with the annotator's hand-in: their own, out of their own work copy alone."""
    kept = project.store.questionnaire(annotator_id)
    if kept is None or not kept.answers or not is_own_copy(project, annotator_id):
        return None
    return kept


def bins(project: Project) -> list[BinCount]:
    """How many said what, in bins of at least three people."""
    return bin_counts(project.store.questionnaires())


def write_bins(project: Project, path: Path) -> list[BinCount]:
    """Write the bins as CSV; raises AnnotatorError where something stands there already."""
    found = bins(project)
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(("question", "bin", "annotators"))
            rows.writerows((it.question, it.bin, it.count) for it in found)
    except FileExistsError as error:
        raise AnnotatorError(f"There is a file “{path.name}” already; choose another.") from error
    except OSError as error:
        raise AnnotatorError(
            f"“{path.name}” could not be written ({error.strerror or error})."
        ) from error
    return found

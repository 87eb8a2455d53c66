"""What annotators say about themselves: kept apart from all work, told in bins alone.

It is no step and in no journal, so that neither a hand-in nor a work pack nor an export of labels
can carry it; undo does not know of it.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from annotator.clock import now
from annotator.codebooks import holds
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Value
from annotator.core.questionnaire import QUESTIONS, BinCount, bin_counts
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
    known = {question.key: question for question in QUESTIONS}
    for key, value in answers.items():
        if key not in known or not holds(known[key], value):
            raise AnnotatorError(f"“{value}” is no answer to “{key}”; nothing was kept.")
    given = {key: value for key, value in answers.items() if value != ""}
    project.store.keep_questionnaire(annotator.id, now(), given)


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

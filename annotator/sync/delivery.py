"""What passes between copies of a project, as a value; its file is in `delivery_file`."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.edits import Step
from annotator.core.model import (
    Annotator,
    Article,
    Codebook,
    Label,
    OwnRecord,
    Settings,
    Shelf,
    Visit,
)
from annotator.core.questionnaire import Questionnaire


class DeliveryKind(StrEnum):
    """What passes between copies of a project."""

    HAND_IN = "hand-in"
    """One annotator's work, for whoever brings it together."""
    PACK = "work-pack"
    """What an annotator needs to work: articles, codebook, settings, assignments."""
    LESSON = "lesson"
    """What a class needs of a lesson, or who teaches it: nobody's work is in it but the key's."""
    STREAM = "stream"
    """What a hub holds of one annotator's work, or of the project's own; never a file."""


class Edition(StrEnum):
    """For whom a lesson's file is."""

    STUDENT = "student"
    """No notes for instructors; the key as the lesson's feedback rule has it."""
    TEACHER = "teacher"
    """With the key and the notes."""


SUFFIXES = {
    DeliveryKind.HAND_IN: ".handin",
    DeliveryKind.PACK: ".workpack",
    DeliveryKind.LESSON: ".lesson",
}


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article that is not in the file, by its id and the SHA-256 of its text."""

    id: str
    sha256: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything in one file, or in one reading of a hub.

    `who` is the annotator's id whose hand-in it is, or whom the pack is for; "" for a lesson and
    for what a hub holds of the project's own. `records` are what no step made (an import did);
    `refs` the articles that the work is on. A pack and a lesson also have the articles, where they
    stand, and the settings. `codebooks` go by version; of a lesson's, the last is the one in force.
    `edition` says for whom a lesson is; `questionnaire` is in a hand-in alone.
    """

    kind: DeliveryKind
    project_id: str
    project_name: str
    who: str
    made: str
    annotators: tuple[Annotator, ...] = ()
    codebooks: tuple[tuple[int, Codebook], ...] = ()
    refs: tuple[ArticleRef, ...] = ()
    articles: tuple[tuple[Article, Shelf], ...] = ()
    settings: Settings | None = None
    records: tuple[OwnRecord | Annotator, ...] = ()
    steps: tuple[Step, ...] = ()
    visits: tuple[Visit, ...] = ()
    edition: Edition | None = None
    questionnaire: Questionnaire | None = None

    @property
    def labels(self) -> int:
        """How many labels the steps and records tell of, those removed again too."""
        ids = {
            edit.record.id
            for step in self.steps
            for edit in step.edits
            if isinstance(edit.record, Label)
        }
        ids |= {record.id for record in self.records if isinstance(record, Label)}
        return len(ids)

"""How the form of a label is worded for whoever is at the desk: annotator, student, or the key."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication

from annotator.core.feedback import COUNTS
from annotator.core.lesson import Part
from annotator.core.model import AnnotatorKind, Field
from annotator.core.rewording import rewording_field
from annotator.gui.session import Session


@dataclass(frozen=True, slots=True)
class Wording:
    """What a label's note is called, what is asked before the tag's own fields, and other names.

    `names` are by the key of the field. `reason`: the note is asked for.
    """

    note: str
    before: tuple[Field, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    reason: bool = False

    def of(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """The fields as the form shows them."""
        named = (replace(it, name=self.names.get(it.key, it.name)) for it in fields)
        return (*self.before, *named)


def wording(session: Session) -> Wording:
    """How the form of a label is worded in the open project."""
    tr = QCoreApplication.translate
    lesson = session.project.settings.lesson
    if session.studying and lesson is not None:
        neutral = rewording_field(session.project.codebook)
        names = {neutral: tr("Lesson", "Write it neutrally")} if neutral else {}
        if lesson.reason:
            return Wording(tr("Lesson", "How do you know?"), names=names, reason=True)
        return Wording(tr("Lesson", "Note"), names=names)
    if session.desk.annotator.kind is AnnotatorKind.KEY:
        return Wording(tr("Lesson", "Explanation"), (COUNTS,))
    return Wording(tr("Lesson", "Note"))


def part_name(part: Part) -> str:
    """What students read of what an article is for."""
    name = {
        Part.BEFORE: "Before the lesson",
        Part.LESSON: "The lesson",
        Part.AGAIN: "Once more",
        Part.AFTER: "After the lesson",
    }[part]
    return QCoreApplication.translate("Lesson", name)

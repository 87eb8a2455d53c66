"""The codebook of the open project, as the editors read and change it."""

from annotator.codebooks import holds, new_fault
from annotator.core.codebook_changes import Part, asked_items
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened, shown_value
from annotator.core.model import Codebook
from annotator.gui.codebook.usage import Usage, usage_of
from annotator.gui.session import Session


class Book:
    """Reads the codebook, and writes each change as one step; `reserved` are the program's keys."""

    def __init__(self, session: Session, reserved: frozenset[str]) -> None:
        self._session = session
        self.reserved = frozenset(key.casefold() for key in reserved)
        self._usage: Usage | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a project."""
        return self._session.is_open

    @property
    def codebook(self) -> Codebook:
        """The codebook in force; raises AnnotatorError without a project."""
        return self._session.project.codebook

    @property
    def version(self) -> int:
        """The number of its version."""
        return self._session.project.codebook_version

    @property
    def usage(self) -> Usage:
        """What labels and answers hold; counted when first asked for, then kept up with steps."""
        if self._usage is None:
            self._usage = usage_of(self._session.project)
        return self._usage

    def forget(self) -> None:
        """Another project is open, or none."""
        self._usage = None

    def hear(self, step: Step) -> None:
        """Count on with a step that was written; one without edits may have brought anything."""
        if not step.edits:
            self._usage = None
        elif self._usage is not None:
            self._usage.hear(step.edits)

    def write(self, title: str, after: Codebook) -> str:
        """Write the changed codebook as one step; gives what hinders it as a sentence, or "".

        Where something hinders it, nothing is written.
        """
        try:
            project = self._session.project
            before = project.codebook
            if after == before:
                return ""
            hindrance = new_fault(before, after) or self._unfit(after)
            if not hindrance:
                edit = Edit(before, after)
                project.do(title, edit, annotator_id=self._session.desk.annotator.id)
        except AnnotatorError as error:
            return str(error)
        return hindrance

    def _unfit(self, after: Codebook) -> str:
        for part in (Part.FIELDS, Part.QUESTIONS):
            before = {item.key: item for item in asked_items(self.codebook, part)}
            for item in asked_items(after, part):
                if item == before.get(item.key):
                    continue
                for value, count in self.usage.held(part, item.key).items():
                    if not holds(item, value):
                        shown = shortened(shown_value(before.get(item.key, item), value), 30)
                        return _still_held(part, item.name, shown, count)
        return ""


def _still_held(part: Part, name: str, value: str, count: int) -> str:
    what = "answer" if part is Part.QUESTIONS else "label"
    who = f"1 {what} holds" if count == 1 else f"{count:,} {what}s hold"
    return f"{who} “{value}” at “{name}”, which it could hold no longer; so nothing was changed."

"""Changes as values: an Edit of one record, a Step of several."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.model import Record


@dataclass(frozen=True, slots=True)
class Edit:
    """One record changed: add is `(None, x)`, remove `(x, None)`, change `(x, y)`."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("an edit needs a record before or after it")
        change = self.before is not None and self.after is not None
        if change and type(self.before) is not type(self.after):
            raise ValueError("an edit changes a record into one of its own kind")

    @property
    def record(self) -> Record:
        """The record as it is after the edit, or as it was if the edit removed it."""
        record = self.after if self.after is not None else self.before
        assert record is not None  # noqa: S101 - __post_init__ made sure
        return record


class StepKind(StrEnum):
    """Where a Step came from."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Step:
    """One change with its title: a row of the journal.

    `device` names the opening of the project that wrote it, `number` counts that device's steps
    from 1; the two together are unique everywhere. `target` is the id of the step that an undo or
    redo refers to. `time` is ISO 8601, UTC.
    """

    id: str
    device: str
    number: int
    annotator_id: str
    time: str
    title: str
    edits: tuple[Edit, ...]
    kind: StepKind = StepKind.DO
    target: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What line `line` of the journal says of a Step, without its edits: these may be many."""

    line: int
    id: str
    annotator_id: str
    time: str
    title: str
    kind: StepKind


def inverse(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits that lead back: each turned round, last first."""
    return tuple(Edit(edit.after, edit.before) for edit in reversed(edits))

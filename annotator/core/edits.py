"""Changes as values: an Edit of one record, a Step of several."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    Attempt,
    Codebook,
    Decision,
    Label,
    Metadata,
    OwnRecord,
    Record,
    SecondAnswer,
    Settings,
    Shelf,
)


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
    DECIDE = "decide"
    """Settles what copies of a project disagreed on; `target` is the record's identity."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change with its title: a row of the journal.

    `device` names the opening of the project that wrote it, `number` counts that device's steps
    from 1; the two together are unique everywhere. `target` is the id of the step that an undo or
    redo refers to, or what a decision is about. `time` is ISO 8601, UTC. `clock` is greater than
    that of every step known where this one was written (Lamport 1978, doi:10.1145/359545.359563);
    0 until it is written.
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
    clock: int = 0

    @property
    def order(self) -> tuple[int, str, int]:
        """What puts the steps of all copies of a project in one order, the same everywhere."""
        return self.clock, self.device, self.number


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


def touched(step: Step) -> tuple[str, ...]:
    """The identities of the records that a step changes or decides on, each once."""
    found = dict.fromkeys(identity(edit.record) for edit in step.edits)
    if step.kind is StepKind.DECIDE:
        found[step.target] = None
    return tuple(found)


def identity(record: Record) -> str:
    """What stays the same when a record changes, and is the same in every copy of a project."""
    match record:
        case Label():
            return f"label:{record.id}"
        case Answer():
            return f"answer:{record.article_id}:{record.annotator_id}:{record.question}"
        case SecondAnswer():
            whose = f"{record.article_id}:{record.annotator_id}"
            return f"secondanswer:{whose}:{record.question}"
        case Attempt():
            return f"attempt:{record.id}"
        case Decision():
            return f"decision:{record.id}"
        case Assignment():
            return f"assignment:{record.article_id}:{record.annotator_id}"
        case Metadata():
            return f"metadata:{record.article_id}"
        case Shelf():
            return f"shelf:{record.article_id}"
        case Annotator():
            return f"annotator:{record.id}"
        case Codebook():
            return "codebook"
        case Settings():
            return "settings"


def owner(record: Record) -> str:
    """The id of the annotator whose work a record is; "" for what belongs to the project."""
    return record.annotator_id if isinstance(record, OwnRecord) else ""

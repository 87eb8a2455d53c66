"""The columns that the table of articles can have, and which of them are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from annotator.core.model import Annotator, Codebook
from annotator.gui.properties import property_name
from annotator.store.corpus import Sorting

STATES = "states"
"""Stands for a column of states for each annotator, whoever they are."""

_EXTRA, _TAG, _STATE = "extra:", "tag:", "state:"
USUAL = ("title", "outlet", "date", "event", "words", "labels", STATES)
_MORE = ("author", "url", "language", "genre")
_WIDTHS = {"title": 420, "outlet": 150, "date": 120, "event": 150, "url": 200, STATES: 44}
_NUMBERS = ("words", "labels")


@dataclass(frozen=True)
class Column:
    """One column: its lasting key, what its head says, and its full name."""

    key: str
    title: str
    name: str
    width: int = 110

    @property
    def choice(self) -> str:
        """The key it is chosen by: the states of all annotators are one choice."""
        return STATES if self.annotator else self.key

    @cached_property
    def edits(self) -> str:
        """The property of articles that can be changed in this column; "" where none can."""
        if self.is_number or self.annotator:
            return ""
        return self.key.removeprefix(_EXTRA)

    @cached_property
    def tag(self) -> str:
        """The tag whose labels it counts."""
        return self.key.removeprefix(_TAG) if self.key.startswith(_TAG) else ""

    @cached_property
    def annotator(self) -> str:
        """The id of the annotator whose states it shows."""
        return self.key.removeprefix(_STATE) if self.key.startswith(_STATE) else ""

    @cached_property
    def is_number(self) -> bool:
        """Whether it holds numbers, which stand at the right."""
        return self.key in _NUMBERS or bool(self.tag)

    def sorting(self, *, descending: bool) -> Sorting:
        """The sorting by this column."""
        if self.tag:
            return Sorting("labels", descending, self.tag)
        return Sorting(self.annotator or self.edits or self.key, descending)

    def sorts(self, sorting: Sorting) -> bool:
        """Whether a sorting is by this column."""
        own = self.sorting(descending=sorting.descending)
        return own == sorting


@dataclass(frozen=True, slots=True)
class Known:
    """What of the project decides which columns there can be."""

    codebook: Codebook
    annotators: Sequence[Annotator] = ()
    extras: Sequence[str] = ()


@dataclass(slots=True)
class Chosen:
    """Which columns are shown, in their order, and how wide each is at 100 % text."""

    keys: list[str] = field(default_factory=lambda: list(USUAL))
    widths: dict[str, int] = field(default_factory=dict)

    def columns(self, known: Known) -> list[Column]:
        """The columns to show in this project."""
        found = [column for key in self.keys for column in columns_of(key, known)]
        return found or columns_of("title", known)

    def width(self, column: Column) -> int:
        """How wide a column is at 100 % text."""
        return self.widths.get(column.choice, column.width)

    def toggle(self, key: str) -> None:
        """Show a column, or no longer."""
        if key in self.keys:
            self.keys.remove(key)
        else:
            self.keys.append(key)


def heading(key: str) -> str:
    """What stands over the columns under a key; a property of one's own by its own name."""
    names = {"words": "Words", "labels": "Labels", STATES: "States"}
    if key in names:
        return QCoreApplication.translate("Column", names[key])
    return property_name(key)


def columns_of(key: str, known: Known) -> list[Column]:
    """What stands under a key: a column, several for the states, none in a project without it."""
    if key == STATES:
        initials = initials_of([each.name for each in known.annotators])
        width = _WIDTHS[STATES]
        return [
            Column(_STATE + each.id, short, each.name, width)
            for each, short in zip(known.annotators, initials, strict=True)
        ]
    if key.startswith(_TAG):
        tag = known.codebook.tag(key.removeprefix(_TAG))
        return [] if tag is None else [Column(key, tag.name, tag.name, 130)]
    if key.startswith(_EXTRA):
        name = key.removeprefix(_EXTRA)
        return [Column(key, name, name)] if name in known.extras else []
    if key not in (*USUAL, *_MORE):
        return []
    name = heading(key)
    return [Column(key, name, name, _WIDTHS.get(key, 80 if key in _NUMBERS else 110))]


def offered(known: Known) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    """All that can be chosen, in groups: the group's name, and its keys with their names."""
    own = [(key, heading(key)) for key in (*USUAL, *_MORE)]
    extras = [(_EXTRA + name, name) for name in known.extras]
    tags = [(_TAG + tag.key, tag.name) for tag in known.codebook.tags]
    say = QCoreApplication.translate
    groups = (
        ("", own),
        (say("Column", "Further metadata"), extras),
        (say("Column", "Labels of a tag"), tags),
    )
    return tuple(group for group in groups if group[1])


def initials_of(names: Iterable[str]) -> list[str]:
    """A short sign for each name: the first letters of its words, numbered where two are alike."""
    found: list[str] = []
    for name in names:
        sign = "".join(word[:1] for word in name.split()[:2]).upper() or "?"
        alike, number = sign, 2
        while alike in found:
            alike, number = f"{sign}{number}", number + 1
        found.append(alike)
    return found

"""The sheet of everything the keyboard and the mouse can do, and the table for the README."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.core.model import Codebook
from annotator.gui.actions import Action
from annotator.gui.dialogs.parts import Sheet, cap_text
from annotator.gui.theme import current_theme, lane_pattern
from annotator.gui.widgets.basic import KeyCap, Swatch, label

_SAME = {"Enter": "Return", "Backtab": "Shift+Tab", "Ctrl+Enter": "Ctrl+Return"}
_COLUMN = 330
_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: what happens, by which keys; a tag has its colour and position."""

    text: str
    keys: tuple[str, ...]
    colour: str = ""
    position: int = 0


Group = tuple[str, tuple[Line, ...]]


def key_table(actions: Iterable[Action[Any]]) -> str:
    """The Markdown table of the actions that have keys: group, action, keys as in `Ctrl+Z`."""
    lines = ["| Group | Action | Keys |", "|---|---|---|"]
    for group, items in _grouped(actions).items():
        for item in items:
            if item.keys:
                keys = ", ".join(f"`{_escaped(key)}`" for key in item.keys)
                lines.append(f"| {_escaped(group)} | {_escaped(item.text)} | {keys} |")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _grouped(actions: Iterable[Action[Any]]) -> dict[str, list[Action[Any]]]:
    groups: dict[str, list[Action[Any]]] = {}
    for action in actions:
        groups.setdefault(action.menu, []).append(action)
    return groups


def shown_keys(keys: Sequence[str]) -> tuple[str, ...]:
    """The caps to show for these portable keys; keys with the same meaning once, two at most."""
    caps: dict[str, None] = {}
    for key in keys:
        caps.setdefault(cap_text(_SAME.get(key, key)))
    return tuple(caps)[:2]


def balanced(heights: Sequence[int], count: int) -> tuple[int, ...]:
    """Where to cut a row of heights into `count` columns so that they are as even as may be.

    Gives the `count - 1` indices, in order, at which a new column begins; some may be at the end.
    """
    most = len(heights)

    def unevenness(cuts: tuple[int, ...]) -> int:
        columns = zip((0, *cuts), (*cuts, most), strict=True)
        return sum(sum(heights[start:end]) ** 2 for start, end in columns)

    ways = combinations(range(1, most + count), count - 1)
    return min((tuple(min(cut, most) for cut in cuts) for cuts in ways), key=unevenness)


class GroupBox(QWidget):
    """One group of lines under its heading."""

    def __init__(self, title: str, lines: Sequence[Line]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = title
        self._lines = tuple(lines)
        self._rows: list[QWidget] = []
        self.fitting = True
        look = current_theme()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addWidget(label(title, tone="section"))
        for line in self._lines:
            self._rows.append(_row(line))
            box.addWidget(self._rows[-1])

    def show_fitting(self, typed: str) -> int:
        """Show the lines that fit what was typed; how many do."""
        count = 0
        for line, row in zip(self._lines, self._rows, strict=True):
            fits = _fits(typed, f"{self._title} {line.text} {' '.join(line.keys)}")
            count += fits
            row.setVisible(fits)
        self.fitting = count > 0
        self.setVisible(self.fitting)
        return count


def _fits(typed: str, text: str) -> bool:
    words = typed.casefold().split()
    return all(word in text.casefold() for word in words)


def _row(line: Line) -> QWidget:
    look = current_theme()
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(5))
    if line.colour:
        row.addWidget(Swatch(line.colour, lane_pattern(line.position)))
        row.addSpacing(look.px(3))
    words = label(line.text)
    words.setWordWrap(True)
    row.addWidget(words, 1)
    for key in line.keys:
        row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignTop)
    return whole


class Columns(QWidget):
    """The groups beside and below each other, in as many columns as there is room for."""

    def __init__(self, boxes: Sequence[GroupBox]) -> None:
        super().__init__()
        self.boxes = tuple(boxes)
        self._shown: list[tuple[GroupBox, ...]] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._columns = tuple((QWidget(), QVBoxLayout()) for _ in range(_MOST_COLUMNS))
        for ground, column in self._columns:
            column.setContentsMargins(0, 0, 0, 0)
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
            ground.setLayout(column)
            self._row.addWidget(ground, 1)
        self._dress()
        self.spread(_MOST_COLUMNS)

    def spread(self, count: int) -> None:
        """Put the groups that fit into so many columns of about the same height."""
        seen = [box for box in self.boxes if box.fitting]
        cuts = balanced([box.sizeHint().height() for box in seen], count)
        ends = zip((0, *cuts), (*cuts, len(seen)), strict=True)
        wanted = [tuple(seen[start:end]) for start, end in ends]
        if wanted == self._shown:
            return
        self._shown = wanted
        for number, (ground, column) in enumerate(self._columns):
            ground.setVisible(number < count)
            for box in wanted[number] if number < count else ():
                column.addWidget(box)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._row.setSpacing(look.px(36))
        for _, column in self._columns:
            column.setSpacing(look.px(22))


class ShortcutSheet(Sheet):
    """All actions with their keys, the codebook's tags, and what the mouse does; searchable."""

    def __init__(
        self,
        actions: Sequence[Action[Any]],
        codebook: Codebook | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", 3 * _COLUMN + 90, parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText(self.tr("Find a key or what it does…"))
        self.search.setAccessibleName(self.tr("Find a key or what it does"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.columns = Columns([GroupBox(*group) for group in self._groups(actions, codebook)])
        self.cancel.hide()
        self.primary.setText(self.tr("Close"))
        self.primary.setDefault(False)  # Enter in the search must not close the sheet
        self.primary.setAutoDefault(False)
        self._whole.insertWidget(0, self.search)
        self.page.box.addWidget(self.columns)
        self.page.box.addStretch(1)
        self.search.setFocus()

    def _groups(self, actions: Sequence[Action[Any]], codebook: Codebook | None) -> list[Group]:
        groups: list[Group] = [
            (self.tr(menu), tuple(Line(item.shown, shown_keys(item.keys)) for item in items))
            for menu, items in _grouped(actions).items()
        ]
        if codebook is not None:
            tags = tuple(
                Line(tag.name, (tag.shortcut.upper(),), tag.colour, position)
                for position, tag in enumerate(codebook.tags)
                if tag.shortcut and not tag.retired
            )
            if tags:
                groups.insert(0, (self.tr("Tags of this codebook"), tags))
        return [*groups, self._mouse()]

    def _mouse(self) -> Group:
        ctrl, alt = (cap_text(f"{held}+A").removesuffix("A").strip() for held in ("Ctrl", "Alt"))
        drag = self.tr("Drag")
        return self.tr("Mouse"), (
            Line(self.tr("Select words"), (drag,)),
            Line(self.tr("Select one word"), (self.tr("Double click"),)),
            Line(self.tr("Add a piece to the selection"), (f"{ctrl} {drag}",)),
            Line(self.tr("Select letters, not whole words"), (f"{alt} {drag}",)),
            Line(self.tr("Make a label longer or shorter"), (self.tr("Drag a handle"),)),
            Line(self.tr("Go through labels that overlap"), (self.tr("Click again"),)),
            Line(self.tr("With the marker: tag every place alike"), (f"Shift {drag}",)),
        )

    def _find(self, typed: str) -> None:
        found = sum([box.show_fitting(typed) for box in self.columns.boxes])
        self.remark.say("" if found else self.tr("Nothing fits."))
        self.columns.spread(self._count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.spread(self._count())

    def _count(self) -> int:
        return max(1, min(_MOST_COLUMNS, self.width() // current_theme().px(_COLUMN)))

"""What is asked before many articles are changed: which property and value, or which event."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from annotator.core.model import PROPERTIES
from annotator.gui.dialogs.parts import Rows, Sheet
from annotator.gui.properties import property_name
from annotator.gui.widgets.inputs import Combo

_AT_ONCE = tuple(name for name in PROPERTIES if name != "title")


def _so_many(sheet: QWidget, count: int) -> str:
    one = sheet.tr("for 1 article")
    return one if count == 1 else sheet.tr("for {n} articles").format(n=f"{count:,}")


class DescribeSheet(Sheet):
    """Asks for a property and its value; `given` carries both. Empty clears the property."""

    given = Signal(str, str)

    def __init__(
        self, count: int, extras: Sequence[str], first: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", 520, parent)
        self.setWindowTitle(self.tr("Change a property"))
        self.heading(self.tr("Change a property"))
        self.names = Combo()
        for name in (*_AT_ONCE, *extras):
            self.names.addItem(property_name(name), name)
        self.names.setEditable(True)
        self.names.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.names.setCurrentIndex(max(0, self.names.findData(first)))
        self.value = QLineEdit()
        self.value.setPlaceholderText(self.tr("Empty clears it"))
        rows = Rows()
        rows.add(self.tr("Property"), self.names)
        rows.add(self.tr("Value"), self.value)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.remark.say(
            self.tr("{articles}, in one step; a new name is a property of your own").format(
                articles=_so_many(self, count).capitalize()
            )
        )
        self.primary.setText(self.tr("Change"))
        self.names.editTextChanged.connect(self._check)
        self.accepted.connect(self._give)
        self.value.setFocus()
        self._check()

    def name(self) -> str:
        """The property that was asked for."""
        typed = " ".join(self.names.currentText().split())
        place = self.names.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.names.itemData(place)) if place >= 0 else typed

    def _check(self) -> None:
        hints = {"date": self.tr("YYYY-MM-DD; empty clears it")}
        self.value.setPlaceholderText(hints.get(self.name(), self.tr("Empty clears it")))
        self.primary.setEnabled(bool(self.name()))

    def _give(self) -> None:
        self.given.emit(self.name(), self.value.text())


class EventSheet(Sheet):
    """Asks for an event, one of those there are or a new one; `given` carries its name."""

    given = Signal(str)

    def __init__(
        self, count: int, events: Sequence[str], first: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", 480, parent)
        self.setWindowTitle(self.tr("Put into an event"))
        self.heading(self.tr("Put into an event"))
        self.event_name = QLineEdit(first)
        self.event_name.setPlaceholderText(self.tr("What the articles report on"))
        completer = QCompleter(list(events), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.event_name.setCompleter(completer)
        rows = Rows(64)
        rows.add(self.tr("Event"), self.event_name)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.remark.say(
            self.tr("{articles}; empty takes them out of theirs").format(
                articles=_so_many(self, count).capitalize()
            )
        )
        self.primary.setText(self.tr("Put"))
        self.accepted.connect(self._give)
        self.event_name.setFocus()
        self.event_name.selectAll()

    def _give(self) -> None:
        self.given.emit(self.event_name.text())

"""Who is at the desk? Asked where a project has several people; Enter takes the last one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.core.model import Annotator
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.dots import dot

_MOST_ROWS = 9


class AtDeskDialog(Sheet):
    """The people of a project, the last one chosen; `given` carries who was taken."""

    given = Signal(object)

    def __init__(
        self, people: Sequence[Annotator], last: Annotator, parent: QWidget | None = None
    ) -> None:
        super().__init__("", 400, parent)
        self.setWindowTitle(self.tr("Who is at the desk?"))
        self.setObjectName("at-desk")
        self._people = tuple(people)
        self.heading(self.tr("Who is at the desk?"))
        words = label(
            self.tr("Labels belong to whoever made them; you see your own queue and labels."),
            tone="muted",
        )
        words.setWordWrap(True)
        self.page.box.addWidget(words)
        self.list = _People()
        self.list.setAccessibleName(self.tr("People"))
        for number, each in enumerate(self._people, 1):
            item = QListWidgetItem(dot(each.colour, self.devicePixelRatioF()), each.name)
            key = f" ({number})" if number <= _MOST_ROWS else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.name}{key}")
            self.list.addItem(item)
        self.list.setCurrentRow(next((n for n, it in enumerate(people) if it.id == last.id), 0))
        self.list.itemDoubleClicked.connect(self.accept)
        self.list.taken.connect(self._take)
        row = self.list.sizeHintForRow(0) if self._people else 0
        self.list.setFixedHeight(min(len(self._people), _MOST_ROWS) * row + current_theme().px(6))
        self.page.box.addWidget(self.list)
        self.primary.setText(self.tr("Sit down"))
        self.accepted.connect(self._give)
        self.list.setFocus()

    def _take(self, number: int) -> None:
        if 0 <= number < len(self._people):
            self.list.setCurrentRow(number)
            self.accept()

    def _give(self) -> None:
        self.given.emit(self._people[self.list.currentRow()])


class _People(QListWidget):
    taken = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and digit.isascii() and digit != "0":
            self.taken.emit(int(digit) - 1)
        else:
            super().keyPressEvent(event)

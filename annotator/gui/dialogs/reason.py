"""Asking why an article is skipped or flagged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.dialogs.parts import Rows, Sheet


class ReasonDialog(Sheet):
    """One line of text, which may stay empty; `given` carries it."""

    given = Signal(str)

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, 460, parent)
        self.setObjectName("reason")
        self.field = QLineEdit()
        self.field.setMaxLength(500)
        self.field.setPlaceholderText(self.tr("May be left empty"))
        rows = Rows(64)
        rows.add(self.tr("Reason"), self.field)
        self.page.box.addLayout(rows)
        self.primary.setText(verb)
        self.accepted.connect(self._give)
        self.field.setFocus()

    def _give(self) -> None:
        self.given.emit(self.field.text().strip())

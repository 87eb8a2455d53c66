"""Asking for the address of a page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.dialogs.parts import Rows, Sentence, Sheet


class AddressDialog(Sheet):
    """One address; `given` carries it. Nothing is fetched before the button is pressed."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 520, parent)
        self.setWindowTitle(self.tr("Fetch a page"))
        self.field = QLineEdit()
        self.field.setPlaceholderText("https://")
        about = Sentence(self.field)
        about.say(self.tr("The page is fetched once, now; no script is run, no picture loaded."))
        rows = Rows(64)
        rows.add(self.tr("Address"), self.field, about)
        self.page.box.addLayout(rows)
        self.primary.setText(self.tr("Fetch"))
        self.primary.setEnabled(False)
        self.field.textChanged.connect(self._check)
        self.accepted.connect(self._give)
        self.field.setFocus()

    def _check(self, text: str) -> None:
        self.primary.setEnabled(text.strip().startswith(("http://", "https://")))

    def _give(self) -> None:
        self.given.emit(self.field.text().strip())

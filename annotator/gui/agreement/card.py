"""A card of figures: a title, what it shows, a note in words, and a menu to take them along."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.agreement.sharing import ask_for_picture, ask_for_table, copy_table, save_picture
from annotator.gui.agreement.tables import Table
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, IconButton, label


class FigureCard(QFrame):
    """Frames what shows figures; `said` carries a sentence on what was copied or saved."""

    said = Signal(str)

    def __init__(
        self,
        title: str,
        body: QWidget,
        control: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.title = title
        self.table: Callable[[], Table] = list
        self._control = control
        # As wide as its column, whatever is in it: so both columns are alike.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._remark = ElidedLabel()
        self._remark.setProperty("tone", "muted")
        self._note = label("", tone="muted")
        self._note.setWordWrap(True)
        self.more = IconButton("more", self.tr("Copy or save: {title}").format(title=title), 15)
        self.more.clicked.connect(self._open_menu)
        self._head = QHBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._head.addWidget(label(title, level="strong"))
        self._head.addWidget(self._remark, 1)
        if control is not None:
            self._head.addWidget(control)
        self._head.addWidget(self.more)
        self._box.addWidget(body)
        self._box.addWidget(self._note)
        self._box.addStretch(1)
        self._dress()

    def say(self, remark: str, note: str) -> None:
        """Show what stands beside the title, and the note in words."""
        self._remark.setText(f"· {remark}" if remark else "")
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def copy(self) -> None:
        """Copy the figures as a table."""
        copy_table(self.table())
        self.said.emit(self.tr("{title}: copied as a table.").format(title=self.title))

    def save_table(self) -> None:
        """Ask where to save the figures as CSV."""
        ask_for_table(self, self.title, self.table(), self.said.emit)

    def save_picture(self) -> None:
        """Ask where to save a picture of the card."""
        ask_for_picture(self, self.title, self.draw_into, self.said.emit)

    def draw_into(self, path: Path) -> None:
        """Save a picture of the card without its buttons; what was chosen stands in words."""
        control, remark = self._control, self._remark.text()
        if isinstance(control, QComboBox):
            said = [f"· {control.currentText()}", remark.removeprefix("· ")]
            self._remark.setText(", ".join(filter(None, said)))
        focus: QWidget | None = self.window().focusWidget()
        self.setFocus()  # no row is to have the ring
        seen = [self.more, *([control] if control is not None else [])]
        for each in seen:
            each.hide()
        self._box.activate()
        try:
            save_picture(self, path)
        finally:
            for each in seen:
                each.show()
            self._remark.setText(remark)
            if focus is not None:
                focus.setFocus()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Copy as table")).triggered.connect(self.copy)
        menu.addAction(self.tr("Save as CSV…")).triggered.connect(self.save_table)
        picture = menu.addAction(self.tr("Save as picture: PNG, SVG, PDF…"))
        picture.triggered.connect(self.save_picture)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._box.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(12))
        self._box.setSpacing(look.px(8))
        self._head.setSpacing(look.px(6))

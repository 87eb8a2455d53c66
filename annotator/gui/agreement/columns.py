"""Cards in two columns where there is room, else in one."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from annotator.gui.theme import current_theme

_TWO_COLUMNS = 960
"""So wide two columns must be together, in pixels at 100 %."""


class CardColumns(QScrollArea):
    """Scrolls through cards, in their order; the `wide` ones, by their keys, take both columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._cards: Mapping[str, QWidget] = {}
        self._wide: Collection[str] = ()
        self._columns = 0
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def show_cards(self, cards: Mapping[str, QWidget], wide: Collection[str]) -> None:
        """Lay these cards out."""
        self._cards, self._wide, self._columns = cards, wide, 0
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards.values():
            self._grid.removeWidget(card)
        row = column = 0
        for key, card in self._cards.items():
            taken = columns if key in self._wide else 1
            self._grid.addWidget(card, row, column, 1, taken)
            column += taken
            if column >= columns:
                row, column = row + 1, 0
        for column in (0, 1):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= current_theme().px(_TWO_COLUMNS)
        self._arrange(2 if wide else 1)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._columns:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        # The cards end where the page's head does, beside the scroll bar or without one.
        right = look.px(22) - (self.width() - self.viewport().width())
        self._grid.setContentsMargins(look.px(22), look.px(4), max(0, right), look.px(22))
        self._grid.setHorizontalSpacing(look.px(18))
        self._grid.setVerticalSpacing(look.px(16))

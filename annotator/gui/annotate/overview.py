"""Marks beside the scroll bar: where in the whole article the labels are."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import current_theme


@dataclass(frozen=True, slots=True)
class Mark:
    """A label's place as a share (0 to 1) of the article's height."""

    label_id: str
    share: float
    colour: QColor


class Overview(QWidget):
    """A narrow strip of marks; a click on one goes to its label, `asked` carries the id."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._active = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Labels in the whole article"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(9), 100)

    def show_marks(self, marks: Sequence[Mark], active: str) -> None:
        """Show these marks, the selected label's stronger."""
        self._marks = tuple(marks)
        self._active = active
        self.update()

    def _y(self, mark: Mark) -> float:
        return 4 + mark.share * (self.height() - 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        nearest = min(
            self._marks, key=lambda mark: abs(self._y(mark) - event.position().y()), default=None
        )
        if nearest is not None:
            self.asked.emit(nearest.label_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken)
        width = self.width() - 2
        painter.drawRoundedRect(QRectF(0, 4, width, self.height() - 8), 3, 3)
        painted: set[tuple[int, int]] = set()
        for mark in self._marks:
            key = round(self._y(mark)), mark.colour.rgb()
            if key not in painted:
                painted.add(key)
                painter.fillRect(QRectF(0, key[0] - 1, width, 2.4), mark.colour)
        for mark in self._marks:
            if mark.label_id == self._active:
                painter.setBrush(tokens.accent)
                painter.drawRoundedRect(QRectF(0, self._y(mark) - 3, width, 6), 2, 2)

"""Marks beside the scroll bar: where in the whole article the labels are."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import current_theme

_STEPS = 1_000
"""The strip is divided into so many places; labels of one colour in one place are one mark."""


class Overview(QWidget):
    """A narrow strip of marks; a click on one goes to its label, `asked` carries the id."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, tuple[int, int]] = {}
        self._marks: dict[tuple[int, int], int] = {}
        self._active = ""
        self._strip: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Labels in the whole article"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(current_theme().px(9), 100)

    def clear(self) -> None:
        """Take all marks away."""
        self._places.clear()
        self._marks.clear()
        self._strip = None
        self.update()

    def put(self, label_id: str, share: float, colour: QColor) -> None:
        """Mark a label at this share (0 to 1) of the article's length."""
        self.drop(label_id)
        mark = round(share * _STEPS), colour.rgb()
        self._places[label_id] = mark
        self._marks[mark] = self._marks.get(mark, 0) + 1
        if self._marks[mark] == 1:
            if self._strip is not None:
                painter = QPainter(self._strip)
                self._paint_mark(painter, mark)
                painter.end()
            self.update()

    def drop(self, label_id: str) -> None:
        """Take a label's mark away."""
        mark = self._places.pop(label_id, None)
        if mark is not None:
            self._marks[mark] -= 1
            if not self._marks[mark]:
                del self._marks[mark]
                self._strip = None
                self.update()

    def set_active(self, label_id: str) -> None:
        """Make the selected label's mark stronger."""
        if label_id != self._active:
            self._active = label_id
            self.update()

    def _y(self, place: int) -> float:
        return 4 + place / _STEPS * (self.height() - 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = event.position().y()
        nearest = min(
            self._places,
            key=lambda label_id: abs(self._y(self._places[label_id][0]) - y),
            default="",
        )
        if nearest:
            self.asked.emit(nearest)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current_theme().tokens
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tokens.sunken)
        width = self.width() - 2
        painter.drawRoundedRect(QRectF(0, 4, width, self.height() - 8), 3, 3)
        painter.end()
        if self._strip is None:
            self._strip = self._painted_strip()
        painter.begin(self)
        painter.drawPixmap(0, 0, self._strip)
        if self._active in self._places:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(tokens.accent)
            y = self._y(self._places[self._active][0])
            painter.drawRoundedRect(QRectF(0, y - 3, width, 6), 2, 2)

    def _painted_strip(self) -> QPixmap:
        """All marks as a picture, so that one mark more does not cost painting them all."""
        ratio = self.devicePixelRatioF()
        strip = QPixmap(self.size() * ratio)
        strip.setDevicePixelRatio(ratio)
        strip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(strip)
        for mark in self._marks:
            self._paint_mark(painter, mark)
        painter.end()
        return strip

    def _paint_mark(self, painter: QPainter, mark: tuple[int, int]) -> None:
        place, rgb = mark
        painter.fillRect(QRect(0, round(self._y(place)) - 1, self.width() - 2, 2), QColor(rgb))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strip = None

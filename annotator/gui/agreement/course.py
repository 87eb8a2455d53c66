"""Agreement over time: a line of points with their intervals, one a week, batch or version."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.gui.agreement.rows import FigureRow
from annotator.gui.theme import current_theme
from annotator.gui.widgets.painting import paint_focus_ring

_LINES = (0.0, 0.25, 0.5, 0.75, 1.0)


class CourseChart(QWidget):
    """Points from left to right; arrows go from one to the next, Enter or a click opens it.

    `opened` carries the places that a point is about.
    """

    opened = Signal(object, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.points: Sequence[FigureRow] = ()
        self.current = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[FigureRow]) -> None:
        """Show these, the newest at the right."""
        self.points = tuple(points)
        self.current = max(0, len(points) - 1)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(360), look.px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(current_theme().px(200), self.sizeHint().height())

    # ------------------------------------------------------------------ places

    def _area(self) -> QRectF:
        look = current_theme()
        metrics = QFontMetrics(look.ui_font(8.25))
        left = metrics.horizontalAdvance("1.00") + look.px(10)
        area = QRectF(self.rect())
        return area.adjusted(left, look.px(12), -look.px(14), -metrics.height() - look.px(12))

    def place_of(self, number: int) -> QPointF:
        """Where a point lies, in the widget's pixels."""
        area, point = self._area(), self.points[number]
        step = area.width() / max(1, len(self.points))
        return QPointF(area.left() + step * (number + 0.5), self._height(point.share or 0.0))

    def _height(self, value: float) -> float:
        area = self._area()
        return area.bottom() - area.height() * max(0.0, min(1.0, value))

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current_theme()
        tokens, area = look.tokens, self._area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.ui_font(8.25)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        for value in _LINES:
            y = round(self._height(value)) + 0.5
            painter.setPen(QPen(tokens.line, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(tokens.text_muted)
            label = QRectF(0, y - metrics.height() / 2, area.left() - look.px(6), metrics.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignRight, f"{value:.2f}".lstrip("0") or "0")
        known = [n for n, point in enumerate(self.points) if point.share is not None]
        painter.setPen(QPen(tokens.accent, look.px(2) * 0.75))
        for before, after in itertools.pairwise(known):
            painter.drawLine(self.place_of(before), self.place_of(after))
        step = area.width() / max(1, len(self.points))
        last_right = -1.0
        for number, point in enumerate(self.points):
            self._paint_point(painter, number)
            at = area.left() + step * (number + 0.5)
            width = min(metrics.horizontalAdvance(point.name) + 4, max(step * 2, look.px(60)))
            if at - width / 2 > last_right:
                painter.setPen(tokens.text_muted)
                foot = QRectF(at - width / 2, area.bottom() + look.px(6), width, metrics.height())
                shown = metrics.elidedText(point.name, Qt.TextElideMode.ElideRight, round(width))
                painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, shown)
                last_right = foot.right() + look.px(6)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), look)

    def _paint_point(self, painter: QPainter, number: int) -> None:
        look, point = current_theme(), self.points[number]
        tokens = look.tokens
        if point.share is None:
            return
        place = self.place_of(number)
        painter.setPen(QPen(tokens.text_muted, max(1.0, look.px(1) * 1.2)))
        if point.low is not None and point.high is not None:
            low, high = self._height(point.low), self._height(point.high)
            painter.drawLine(QPointF(place.x(), low), QPointF(place.x(), high))
            half = look.px(4)
            for y in (low, high):
                painter.drawLine(QPointF(place.x() - half, y), QPointF(place.x() + half, y))
        current = number == self.current and self.hasFocus()
        radius = look.px(6 if current else 4)
        painter.setPen(QPen(tokens.text if current else tokens.surface, 1.5))
        painter.setBrush(tokens.accent)
        painter.drawEllipse(place, radius, radius)

    # ------------------------------------------------------------------ mouse and keys

    def _number_at(self, x: float) -> int | None:
        area = self._area()
        number = int((x - area.left()) / (area.width() / max(1, len(self.points))))
        return number if 0 <= number < len(self.points) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().x())
        text = self.points[number].spoken if number is not None else ""
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and number is not None:
            self._go(number)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self._go(self.current - 1)
            case Qt.Key.Key_Right:
                self._go(self.current + 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._open()
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def _go(self, number: int) -> None:
        self.current = max(0, min(number, len(self.points) - 1))
        self._tell()
        self.update()

    def _tell(self) -> None:
        point = self.points[self.current] if self.points else None
        self.setAccessibleName(f"{self._name}: {point.spoken}" if point else self._name)

    def _open(self) -> None:
        if self.points and self.points[self.current].about is not None:
            point = self.points[self.current]
            self.opened.emit(point.about, point.name)

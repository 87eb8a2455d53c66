"""The dot that stands for an annotator, in their colour; their name is always beside it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import current_theme


def paint_dot(painter: QPainter, rect: QRectF, colour: str) -> None:
    """Paint the dot into the middle of `rect`; `colour` is a name of the palette or `#rrggbb`."""
    side = min(rect.width(), rect.height())
    area = QRectF(0, 0, side, side)
    area.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(current_theme().tag_colour(colour))
    painter.drawEllipse(area)
    painter.restore()


def dot(colour: str, ratio: float = 1) -> QIcon:
    """The dot as an icon for buttons and menus, 10 pixels at 100 % text."""
    side = round(current_theme().px(10) * ratio)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    paint_dot(painter, QRectF(0, 0, side, side), colour)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    result = QIcon(drawn)
    result.addPixmap(drawn, QIcon.Mode.Selected)  # else Qt tints it where its row is chosen
    return result


class Dot(QWidget):
    """The dot beside an annotator's name."""

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current_theme().px(10)
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_dot(QPainter(self), QRectF(self.rect()), self._colour)

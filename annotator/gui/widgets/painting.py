"""Small marks painted alike by widgets and by the delegates of lists: key caps, swatches, lanes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from annotator.gui.theme import LanePattern, Theme

_DASHES = {
    LanePattern.DASHED: (5.0, 3.0),
    LanePattern.DOTTED: (1.4, 2.2),
    LanePattern.DASH_DOT: (6.0, 2.5, 1.6, 2.5),
}


def key_cap_size(text: str, theme: Theme) -> QSize:
    """The size of the cap of the key or keys named by `text`, such as "Ctrl K"."""
    metrics = QFontMetrics(theme.key_font())
    height = metrics.height() + theme.px(2)
    return QSize(max(height, metrics.horizontalAdvance(text) + theme.px(9)), height)


def paint_key_cap(painter: QPainter, rect: QRectF, text: str, theme: Theme) -> None:
    """A key cap in the middle of `rect`, by the right edge; see `key_cap_size` for the room."""
    size = key_cap_size(text, theme)
    cap = QRectF(
        rect.right() - size.width(),
        round(rect.center().y() - size.height() / 2),
        size.width(),
        size.height(),
    ).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = theme.px(3)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.edge, 1))
    painter.setBrush(theme.tokens.sunken)
    painter.drawRoundedRect(cap, radius, radius)
    painter.setFont(theme.key_font())
    painter.setPen(theme.tokens.text_muted)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_swatch(
    painter: QPainter, rect: QRectF, colour: QColor, pattern: LanePattern, ground: QColor
) -> None:
    """A tag's rounded square, its pattern cut out of it in `ground`, the colour behind it."""
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(square, side / 5, side / 5)
    painter.translate(square.topLeft())
    painter.scale(side / 12, side / 12)
    painter.setPen(
        QPen(ground, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_notch(pattern))
    painter.restore()


def _notch(pattern: LanePattern) -> QPainterPath:
    """What is cut out of a swatch of 12 x 12; nothing for a solid lane."""
    path = QPainterPath()

    def line(x1: float, x2: float, y: float) -> None:
        path.moveTo(x1, y)
        path.lineTo(x2, y)

    match pattern:
        case LanePattern.SOLID:
            pass
        case LanePattern.DASHED:
            line(0, 4.5, 6)
            line(7.5, 12, 6)
        case LanePattern.DOTTED:
            for y in (4, 8):
                line(3, 5, y)
                line(7, 9, y)
        case LanePattern.DOUBLE:
            line(2, 10, 4)
            line(2, 10, 8)
        case LanePattern.DASH_DOT:
            line(2, 10, 4)
            line(5, 7, 8)
        case LanePattern.WAVE:
            path.moveTo(1.5, 7)
            path.cubicTo(3.2, 1.5, 4.8, 3, 6, 6)
            path.cubicTo(7.2, 9, 8.8, 10.5, 10.5, 5)
    return path


def paint_lane(painter: QPainter, rect: QRectF, colour: QColor, pattern: LanePattern) -> None:
    """A tag's line under its words: `rect` is as long as they are and as high as one lane."""
    height = rect.height()
    middle = rect.center().y()
    left, right = QPointF(rect.left(), middle), QPointF(rect.right(), middle)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, height, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if pattern is LanePattern.DOUBLE:
        # Two lines and a gap of whole pixels: thinner than that they run into one.
        thin = max(1, round(height / 3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for y in (rect.top(), rect.top() + 2 * thin):
            painter.fillRect(QRectF(rect.left(), round(y), rect.width(), thin), colour)
    elif pattern is LanePattern.WAVE:
        pen.setWidthF(max(1.25, height * 0.5))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setClipRect(rect.adjusted(0, -height, 0, height))
        painter.drawPath(_wave(rect))
    else:
        if pattern in _DASHES:
            pen.setDashPattern(_DASHES[pattern])
        painter.setPen(pen)
        painter.drawLine(left, right)
    painter.restore()


def _wave(rect: QRectF) -> QPainterPath:
    half, swing = rect.height() * 1.4, rect.height() * 0.9
    path = QPainterPath(QPointF(rect.left(), rect.center().y()))
    for step in range(int(rect.width() / half) + 1):
        x = rect.left() + step * half
        path.quadTo(x + half / 2, rect.center().y() + swing, x + half, rect.center().y())
        swing = -swing
    return path


def paint_focus_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float = 6) -> None:
    """The two-pixel ring of keyboard focus, just inside `rect`; `radius` is at 100 % text."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.px(radius)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), corner, corner)
    painter.restore()

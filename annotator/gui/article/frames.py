"""What is painted over the text: the caret's word, the frame of the selected label, covers."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.gui.article.layer import PITCH
from annotator.gui.theme import current_theme


def paint_caret_word(painter: QPainter, rects: Sequence[QRectF]) -> None:
    """Underline the word at the text cursor, a rectangle for each line it is on."""
    painter.setPen(QPen(current_theme().tokens.text_muted, 1.0, Qt.PenStyle.DotLine))
    for rect in rects:
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def paint_cover(painter: QPainter, rects: Sequence[QRectF]) -> None:
    """Cover a place, a rectangle for each line it is on; a selection is still seen around it."""
    theme = current_theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens.text_faint)
    for rect in rects:
        bar = rect.adjusted(0, rect.height() * 0.16, 0, -rect.height() * 0.12)
        round_end = min(theme.px(4), bar.height() / 2)
        painter.drawRoundedRect(bar, round_end, round_end)


def paint_frame(painter: QPainter, rects: Sequence[QRectF]) -> None:
    """Frame a piece of the selected label, with a handle at either end to drag it by."""
    accent = current_theme().tokens.accent
    for rect in rects:
        painter.setPen(QPen(accent, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-1.5, -0.5, 1.5, PITCH + 0.5), 3, 3)
    _paint_handle(painter, QPointF(rects[0].left() - 1.5, rects[0].center().y()), accent)
    _paint_handle(painter, QPointF(rects[-1].right() + 1.5, rects[-1].center().y()), accent)


def _paint_handle(painter: QPainter, middle: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(middle.x() - 1.5, middle.y() - 5, 3, 10), 1.5, 1.5)

"""Rows of words quoted from an article: a swatch, the words in the article's serif, a remark."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotator.core.labels import shortened
from annotator.gui.article.layer import TagLook
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.painting import paint_swatch
from annotator.gui.widgets.row_list import RowDelegate

Index = QModelIndex | QPersistentModelIndex
QUOTED = Qt.ItemDataRole.UserRole
"""The role under which a model gives the Quoted of a row."""
_MOST = 400
"""Code points: more is never seen of a row, and slow to measure."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a row shows: how it looks, the words, and a remark at the right."""

    look: TagLook | None
    words: str
    remark: str


class QuoteDelegate(RowDelegate):
    """Paints the Quoted of a row on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        height = QFontMetrics(theme.article_font(10)).height() + theme.px(13)
        return QSize(option.rect.width(), height)

    def paint_row(self, painter: QPainter, theme: Theme, rect: QRect, index: Index) -> None:
        row: object = index.data(QUOTED)
        if not isinstance(row, Quoted):
            return
        tokens, side, left = theme.tokens, theme.px(11), rect.left() + theme.px(14)
        if row.look is not None:
            square = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
            paint_swatch(painter, square, row.look.colour, row.look.pattern, tokens.surface)
        inner = rect.adjusted(theme.px(14) + side + theme.px(9), 0, -theme.px(14), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        small = theme.ui_font(8.25)
        painter.setFont(small)
        painter.setPen(tokens.text_muted)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, row.remark)
        serif = theme.article_font(10)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(row.remark) - theme.px(10)
        words = shortened(row.words, _MOST)
        shown = QFontMetrics(serif).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(serif)
        painter.setPen(tokens.text)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, shown)

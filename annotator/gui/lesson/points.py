"""The places of a feedback as a list: the words, and what became of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.core.feedback import Point
from annotator.core.labels import shortened
from annotator.gui.lesson.findings import finding_look
from annotator.gui.painting import paint_focus_ring, paint_swatch
from annotator.gui.row_list import RowList
from annotator.gui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
_MOST = 200
"""The most pixels that the list takes: what is told of one place needs the room."""
POINT = Qt.ItemDataRole.UserRole


class PointsModel(QAbstractListModel):
    """The places in the order of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these places."""
        self.beginResetModel()
        self._points = tuple(points)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._points)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        point = self._points[index.row()]
        if role == POINT:
            return point
        if role == Qt.ItemDataRole.DisplayRole:
            return quote_of(point)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"“{quote_of(point)}”: {finding_look(point.finding).name}"
        return None


def quote_of(point: Point) -> str:
    """The words of the place: the key's, where it has some."""
    label = point.key or point.mine
    return shortened(label.quote, 120) if label is not None else ""


class PointDelegate(QStyledItemDelegate):
    """Paints a row: the finding's swatch, the quote in the article's serif, the finding's word."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        height = QFontMetrics(theme.article_font(10)).height() + theme.px(13)
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = current_theme(), option.rect
        tokens, look = theme.tokens, finding_look(index.data(POINT).finding)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.hover)
        painter.setPen(tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side, left = theme.px(11), rect.left() + theme.px(14)
        square = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
        paint_swatch(painter, square, look.colour, look.pattern, tokens.surface)
        inner = rect.adjusted(left - rect.left() + side + theme.px(9), 0, -theme.px(14), 0)
        small = theme.ui_font(8.25)
        painter.setFont(small)
        painter.setPen(tokens.text_muted)
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, look.name
        )
        serif = theme.article_font(10)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(look.name) - theme.px(10)
        words = index.data(Qt.ItemDataRole.DisplayRole)
        shown = QFontMetrics(serif).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(serif)
        painter.setPen(tokens.text)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), theme)
        painter.restore()


class PointsList(RowList):
    """The list itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PointDelegate(), parent)
        self.points = PointsModel(self)
        self.setModel(self.points)
        self.setAccessibleName(self.tr("Places of the feedback"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high(self._rows))

    def minimumSizeHint(self) -> QSize:
        least = min(self._high(min(self._rows, 3)), 110)
        return QSize(super().minimumSizeHint().width(), least)

    @property
    def _rows(self) -> int:
        most = max(3, _MOST // self.verticalHeader().defaultSectionSize())
        return min(max(1, self.points.rowCount()), most)

    def _high(self, rows: int) -> int:
        return rows * self.verticalHeader().defaultSectionSize() + 2 * self.frameWidth()

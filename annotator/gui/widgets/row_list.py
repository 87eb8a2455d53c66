"""A list of rows painted by a delegate, as fast with 100,000 rows as with ten."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.painting import paint_focus_ring


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row, the line below it and the ring of the focus.

    What stands in the row is painted by `paint_row`, with the theme's tokens.
    """

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = current_theme(), option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.tokens.hover)
        painter.setPen(theme.tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self.paint_row(painter, theme, rect, index)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), theme)
        painter.restore()

    def paint_row(
        self,
        painter: QPainter,
        theme: Theme,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint what the row says; the base has nothing to say."""


class RowList(QTableView):
    """One column, rows of one height; letters and digits are left to the page's keys.

    A QTableView and not a QListView, which asks its model about every row whenever one comes.
    """

    def __init__(self, delegate: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setStretchLastSection(True)
        across.setMinimumSectionSize(1)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()

    def _set_row_height(self) -> None:
        option = QStyleOptionViewItem()
        height = self.itemDelegate().sizeHint(option, QModelIndex()).height()
        self.verticalHeader().setDefaultSectionSize(height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.itemDelegate() is not None:
            self._set_row_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.text().strip() and held == Qt.KeyboardModifier.NoModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

"""The matrix of pairs: every cell shaded by its figure and with the figure in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.gui.colours import contrast, mixed
from annotator.gui.theme import current_theme
from annotator.gui.widgets.painting import paint_focus_ring

if TYPE_CHECKING:
    from annotator.project.disputed_places import About

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
_PALEST, _DEEPEST = 0.08, 0.62
_NAMES = 0.3
"""How much of the width the names down may take."""
_MOST = 10
"""So many annotators are seen at once; of more the matrix scrolls."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair's figure: `share` from 0 to 1 shades it, `value` stands in it."""

    value: str
    spoken: str
    share: float | None = None
    about: "About | None" = None


class PairsModel(QAbstractTableModel):
    """Annotators across and down; a pair's cell is there twice.

    Where they are `numbered` their numbers stand across, and number and name down.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: Sequence[str] = ()
        self.numbered = False
        self._cells: Mapping[tuple[int, int], Cell] = {}

    def show_cells(self, names: Sequence[str], cells: Mapping[tuple[int, int], Cell]) -> None:
        """Show these; `cells` by the numbers of the two names, the smaller first."""
        self.beginResetModel()
        self.names, self._cells = tuple(names), cells
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """The pair's cell; None on the diagonal."""
        row, column = sorted((index.row(), index.column()))
        return self._cells.get((row, column))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        name, number = self.names[section], str(section + 1)
        match role:
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return name
            case Qt.ItemDataRole.DisplayRole if not self.numbered:
                return name
            case Qt.ItemDataRole.DisplayRole:
                return number if side is Qt.Orientation.Horizontal else f"{number}  {name}"
        return None

    def set_numbered(self, numbered: bool) -> None:
        """Whether to show numbers across."""
        if numbered != self.numbered:
            self.numbered = numbered
            for side in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
                self.headerDataChanged.emit(side, 0, max(0, len(self.names) - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.value if cell else "–"
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return cell.spoken if cell else self.names[index.row()]
            case _ if role == CELL:
                return cell
        return None


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: the deeper its ground, the higher its figure."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        return QSize(look.px(46), QFontMetrics(look.ui_font()).height() + look.px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = current_theme()
        tokens, cell = look.tokens, index.data(CELL)
        gap = look.px(2)
        area = QRectF(option.rect).adjusted(gap, gap, -gap, -gap)
        ground = tokens.sunken
        if isinstance(cell, Cell) and cell.share is not None:
            depth = max(0.0, min(1.0, cell.share))
            ground = mixed(tokens.surface, tokens.accent, _PALEST + (_DEEPEST - _PALEST) * depth)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        lined = (over and isinstance(cell, Cell)) or look.high_contrast
        painter.setPen(tokens.text if lined else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, look.px(4), look.px(4))
        painter.setFont(look.ui_font())
        painter.setPen(_readable(ground, tokens.text, tokens.surface))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, QRectF(option.rect), look, 4)
        painter.restore()


def _readable(ground: QColor, first: QColor, second: QColor) -> QColor:
    return first if contrast(first, ground) >= contrast(second, ground) else second


class PairsTable(QTableView):
    """The matrix; `opened` carries the places on which a pair differs."""

    opened = Signal(object, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "cells")
        self.pairs = PairsModel(self)
        self.setModel(self.pairs)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for head in (across, down):
            head.setSectionsClickable(False)
            head.setHighlightSections(False)
            head.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Names are often alike but for their end.
        across.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._open)

    def show_cells(self, names: Sequence[str], cells: Mapping[tuple[int, int], Cell]) -> None:
        """Show these pairs, as high as they are."""
        self.pairs.show_cells(names, cells)
        look = current_theme()
        height = self.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(look.px(46))
        down.setDefaultSectionSize(height)
        self._settle()
        self.setFixedHeight(
            height * max(1, min(len(names), _MOST)) + across.sizeHint().height() + 2
        )
        if len(names) > 1:
            self.setCurrentIndex(self.pairs.index(0, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Give the names down their room; number them where they would be cut across."""
        look, names = current_theme(), self.pairs.names
        metrics = QFontMetrics(look.ui_font())
        widest = max((metrics.horizontalAdvance(each) for each in names), default=0)
        beside = look.px(24)
        across = (self.width() - widest - beside) / max(1, len(names))
        numbered = widest + look.px(10) > across
        self.pairs.set_numbered(numbered)
        if numbered:
            widest += metrics.horizontalAdvance(f"{len(names)}  ")
        most = round(self.width() * _NAMES)
        if self.verticalHeader().width() != (wide := min(widest + beside, most)):
            self.verticalHeader().setFixedWidth(wide)

    def _open(self) -> None:
        index = self.currentIndex()
        cell = self.pairs.cell(index) if index.isValid() else None
        if cell is not None and cell.about is not None:
            row, column = sorted((index.row(), index.column()))
            names = self.pairs.names
            title = self.tr("{one} and {other}").format(one=names[row], other=names[column])
            self.opened.emit(cell.about, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        elif event.text().strip() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

"""A small table of words to look at: as high as its rows, up to eight."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.gui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

_MOST_ROWS = 8
"""So many rows are seen at once; of more the table scrolls."""
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True)
class TextRow:
    """The cells of a row, and what a screen reader says of the whole of it."""

    cells: tuple[str, ...]
    spoken: str


class TextModel(QAbstractTableModel):
    """Rows of words under headings; the figures of the column `narrow` stand at its right."""

    def __init__(
        self, heads: Sequence[str], narrow: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.heads = tuple(heads)
        self._narrow = narrow
        self._rows: tuple[TextRow, ...] = ()

    def show_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self.heads[section] if role in _SHOWN else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.cells[column] if column else row.spoken
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return row.cells[column] if role in _SHOWN else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        sideways = Qt.AlignmentFlag.AlignRight
        if column != self._narrow:
            sideways = Qt.AlignmentFlag.AlignLeft
        return Qt.AlignmentFlag.AlignVCenter | sideways


class TextTable(QTableView):
    """Shows rows; the column `narrow` is as wide as its heading, the others share the rest."""

    def __init__(
        self, name: str, heads: Sequence[str], narrow: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self.rows = TextModel(heads, narrow, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(narrow, QHeaderView.ResizeMode.Fixed)
        self._dress()

    def show_rows(self, rows: Sequence[TextRow]) -> None:
        """Show these."""
        self.rows.show_rows(rows)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        metrics = QFontMetrics(look.ui_font())
        height = metrics.height() + look.px(10)
        self.verticalHeader().setDefaultSectionSize(height)
        words = max(self.rows.heads[self._narrow], "0.00", key=metrics.horizontalAdvance)
        self.setColumnWidth(self._narrow, metrics.horizontalAdvance(words) + look.px(22))
        head = self.horizontalHeader().sizeHint().height()
        shown = min(self.rows.rowCount(), _MOST_ROWS)
        self.setFixedHeight(head + shown * height + look.px(4))

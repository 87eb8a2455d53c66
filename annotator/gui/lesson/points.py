"""The places of a feedback as a list: the words, and what became of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QWidget

from annotator.core.feedback import Point
from annotator.core.labels import shortened, words_of
from annotator.gui.article.quote_rows import QUOTED, Quoted, QuoteDelegate
from annotator.gui.lesson.findings import finding_look
from annotator.gui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex
_MOST = 200
"""The most pixels that the list takes: what is told of one place needs the room."""


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
        if role == QUOTED:
            look = finding_look(point.finding)
            return Quoted(look, quote_of(point), look.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return quote_of(point)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"“{quote_of(point)}”: {finding_look(point.finding).name}"
        return None


def quote_of(point: Point) -> str:
    """The words of the place: the key's, where it has some."""
    label = point.key or point.mine
    return shortened(words_of(label), 120) if label is not None else ""


class PointsList(RowList):
    """The list itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QuoteDelegate(), parent)
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

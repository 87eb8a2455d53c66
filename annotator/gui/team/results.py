"""How everyone did against the key, as a table: in training, and on gold items in the stream."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.gui.theme import current_theme
from annotator.project.training import TrainingResult

Index = QModelIndex | QPersistentModelIndex

_MOST_ROWS = 8
"""So many people are seen at once; for more the table scrolls."""


class ResultsModel(QAbstractTableModel):
    """A row for each person: how far with the training, how well, and the gold items."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._results: tuple[TrainingResult, ...] = ()

    def show_results(self, results: Sequence[TrainingResult]) -> None:
        """Show these."""
        self.beginResetModel()
        self._results = tuple(results)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._results)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if side is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            names = (self.tr("Name"), self.tr("Training"), self.tr("F1"), self.tr("Gold items"))
            return names[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        result = self._results[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells(result)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                self._spoken(result) if not index.column() else self._cells(result)[index.column()]
            )
        return None

    def _cells(self, result: TrainingResult) -> tuple[str, str, str, str]:
        standing = result.standing
        f1 = "–" if standing.f1 is None else f"{standing.f1:.2f}"
        gold = "–"
        if result.gold:
            words = self.tr("{failed} of {all} failed")
            gold = words.format(failed=f"{result.gold_failed:,}", all=f"{result.gold:,}")
        return result.annotator.name, self._training(result), f1, gold

    def _training(self, result: TrainingResult) -> str:
        standing = result.standing
        if not standing.articles:
            return "–"
        if not standing.finished:
            words = self.tr("{done} of {all} done")
            return words.format(done=f"{standing.done:,}", all=f"{len(standing.articles):,}")
        said = self.tr("passed") if standing.passed else self.tr("not passed")
        if standing.attempts > len(standing.articles):
            tries = self.tr("{said} · {n} attempts")
            said = tries.format(said=said, n=f"{standing.attempts:,}")
        return said

    def _spoken(self, result: TrainingResult) -> str:
        names = (self.headerData(n, Qt.Orientation.Horizontal) for n in range(1, 4))
        cells = self._cells(result)
        said = (f"{name}: {cell}" for name, cell in zip(names, cells[1:], strict=True))
        return "; ".join([cells[0], *said])


class ResultsTable(QTableView):
    """The results, as high as they are, up to eight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultsModel(self)
        self.setModel(self.results)
        self.setAccessibleName(self.tr("Results of training"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(1)
        for column in (0, 1, 3):
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        self._dress()

    def show_results(self, results: Sequence[TrainingResult]) -> None:
        """Show these."""
        self.results.show_results(results)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        height = look.px(28)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setColumnWidth(2, look.px(52))
        head = self.horizontalHeader().sizeHint().height()
        shown = min(self.results.rowCount(), _MOST_ROWS)
        self.setFixedHeight(head + shown * height + look.px(4))

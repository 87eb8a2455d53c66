"""How each annotator seems to err, as Dawid and Skene's method estimates it: a table to look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.agreement.dawid_skene import Confusion, hits
from annotator.core.model import Question, Value
from annotator.core.shares import percent
from annotator.gui.adjudicate.options import named_value, translated
from annotator.gui.theme import current_theme

Index = QModelIndex | QPersistentModelIndex

_MOST_ROWS = 8
"""So many rows are seen at once; of more the table scrolls."""


@dataclass(frozen=True, slots=True)
class ErrRow:
    """What an annotator gives where one value is true: how often just that, and what instead."""

    name: str
    true: str
    share: str
    instead: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """As the table's columns have it."""
        return self.name, self.true, self.share, self.instead


def err_rows(
    confusion: Confusion, names: dict[str, str], question: Question | None
) -> list[ErrRow]:
    """The confusion about a question, or, without one, about whether words have a tag."""
    said = _of_words if question is None else _of(question)
    return [
        ErrRow(
            names.get(each.annotator_id, each.annotator_id),
            said(each.true),
            percent(each.share),
            ", ".join(
                f"{said(value)} ({percent(share)})"
                for value, share in each.instead
                if share >= _SEEN
            )
            or "–",
        )
        for each in sorted(hits(confusion), key=lambda it: names.get(it.annotator_id, ""))
    ]


_SEEN = 1e-4
"""What is less likely than this is an artefact of the estimate."""


def _of_words(value: Value) -> str:
    return translated("marked") if value else translated("not marked")


def _of(question: Question) -> Callable[[Value], str]:
    return lambda value: named_value(question, value)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[ErrRow, ...] = ()

    def show_rows(self, rows: Sequence[ErrRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if side is not Qt.Orientation.Horizontal or role not in shown:
            return None
        return (
            translated("Annotator"),
            translated("True is"),
            translated("Gives it"),
            translated("Instead"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole and not column:
            said = translated("{name}: where {true} is true, gives it {share}; instead {instead}")
            return said.format(name=row.name, true=row.true, share=row.share, instead=row.instead)
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role in shown:
            return row.cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column == _SHARE:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        return None


_SHARE = 2


class ConfusionTable(QTableView):
    """A row for each annotator and true value; as high as its rows, up to eight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setAccessibleName(self.tr("How each annotator seems to err"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(_SHARE, QHeaderView.ResizeMode.Fixed)
        self._dress()

    def show_rows(self, rows: Sequence[ErrRow]) -> None:
        """Show these."""
        self._model.show_rows(rows)
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
        words = str(self._model.headerData(_SHARE, Qt.Orientation.Horizontal))
        self.setColumnWidth(_SHARE, metrics.horizontalAdvance(words) + look.px(22))
        head = self.horizontalHeader().sizeHint().height()
        shown = min(self._model.rowCount(), _MOST_ROWS)
        self.setFixedHeight(head + shown * height + look.px(4))

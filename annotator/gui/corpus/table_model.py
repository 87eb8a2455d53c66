"""The table of articles: ids in their order, what a row shows is fetched when it is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QWidget

from annotator.core.masking import title_for
from annotator.core.model import Metadata, State
from annotator.gui.corpus.columns import Column
from annotator.gui.session import Session
from annotator.gui.widgets.states import state_name
from annotator.project.corpus import rows
from annotator.project.sight import SOURCE, source_kept_back
from annotator.store.corpus import ArticleRow

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
FACTS = Qt.ItemDataRole.UserRole + 1

_PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable
_BATCH = 40
_MOST_KEPT = 60 * _BATCH
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ArticleModel(QAbstractTableModel):
    """The articles that were found; `edited` carries an id, a property and its new value.

    Labels that are counted are those of the annotator at the desk; states are everyone's.
    """

    edited = Signal(str, str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: Sequence[str] = ()
        self._places: dict[str, int] = {}
        self._rows: dict[str, ArticleRow] = {}
        self._titles: dict[str, str] = {}
        self._columns: list[Column] = []
        self._editable: list[bool] = []

    # ------------------------------------------------------------------ what is shown

    @property
    def ids(self) -> Sequence[str]:
        """The ids in the order shown."""
        return self._ids

    @property
    def columns(self) -> list[Column]:
        """The columns in their order."""
        return self._columns

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these articles."""
        self.beginResetModel()
        self._ids = ids
        self._places = {}
        self._forget()
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns."""
        self.beginResetModel()
        self._columns = list(columns)
        self._see_rights()
        self.endResetModel()

    def _see_rights(self) -> None:
        may = self._session.is_open and not self._session.project.read_only
        self._editable = [
            bool(column.edits) and may and not self._hides(column.edits) for column in self._columns
        ]

    def _forget(self) -> None:
        self._rows.clear()
        self._titles.clear()

    def _hides(self, name: str) -> bool:
        """Whether a property is not shown here, since it tells where an article comes from."""
        return name in SOURCE and self._session.is_open and source_kept_back(self._session.project)

    def row_of(self, article_id: str) -> int:
        """The row of the article, or -1."""
        if not self._places:
            self._places = {each: row for row, each in enumerate(self._ids)}
        return self._places.get(article_id, -1)

    def refresh(self, article_ids: Iterable[str]) -> None:
        """Something about these articles changed: read them anew when they are next shown."""
        touched = [row for each in article_ids if (row := self.row_of(each)) >= 0]
        for row in touched:
            self._rows.pop(self._ids[row], None)
            self._titles.pop(self._ids[row], None)
        if touched and self._columns:
            first, last = self.index(min(touched), 0), self.index(max(touched), 0)
            self.dataChanged.emit(first, last.siblingAtColumn(len(self._columns) - 1))

    def refresh_all(self) -> None:
        """Everything may have changed: read each row anew when it is next shown."""
        self._forget()
        self._see_rights()
        if self._ids and self._columns:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, number: int) -> ArticleRow | None:
        """What a row shows; None for an article that is gone."""
        article_id = self._ids[number]
        if article_id not in self._rows:
            if len(self._rows) > _MOST_KEPT:
                self._forget()
            # A row scrolled to brings those after it along, or those before it on the way up.
            after = self._ids[number + 1 : number + 2]
            upwards = bool(after) and after[0] in self._rows
            start = max(0, number + 1 - _BATCH) if upwards else number
            near = self._ids[start : start + _BATCH]
            wanted = [each for each in near if each not in self._rows]
            mine = self._session.whose
            for found in rows(self._session.project, wanted, mine):
                self._rows[found.id] = found
        return self._rows.get(article_id)

    def title_of(self, number: int) -> str:
        """The title that a row shows; "" for an article that is gone."""
        row = self.row(number)
        return "" if row is None else self._title(row)

    def _title(self, row: ArticleRow) -> str:
        if row.id not in self._titles:
            told, of = row.metadata, ("title", "outlet", "author", "url")
            title, outlet, author, url = (told.get(name, "") for name in of)
            known = Metadata(row.id, title=title, outlet=outlet, author=author, url=url)
            self._titles[row.id] = title_for(self._session.project.settings, known)
        return self._titles[row.id]

    # ------------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self._editable[index.column()] else _PLAIN

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self._session.is_open:
            return None
        column, row = self._columns[index.column()], self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.shown(row, column)
            case Qt.ItemDataRole.EditRole:
                return row.metadata.get(column.edits, "") if column.edits else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row, column, first=index.column() == 0)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.is_number else _LEFT
            case _ if role == ROW:
                return row
            case _ if role == FACTS:
                return self.facts(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        before = self.data(index, role)
        text = " ".join(str(value).split())
        if text == before:
            return False
        name = self._columns[index.column()].edits
        self.edited.emit(self._ids[index.row()], name, text)
        return True

    @staticmethod
    def state(row: ArticleRow, column: Column) -> State:
        """The state that a cell shows."""
        return row.states.get(column.annotator, State.TODO)

    # ------------------------------------------------------------------ in words

    def shown(self, row: ArticleRow, column: Column) -> str:
        """What a cell shows."""
        if column.key == "words":
            return f"{row.words:,}"
        if column.key == "labels":
            return f"{row.labels:,}"
        if column.tag:
            return f"{row.tags.get(column.tag, 0):,}"
        if column.annotator:
            return ""
        if column.key == "title":
            return self._title(row)
        value = row.metadata.get(column.edits, "")
        if self._hides(column.edits):
            return self.tr("hidden") if value else ""
        return shown_date(value) if column.key == "date" else value

    def spoken(self, row: ArticleRow, column: Column, *, first: bool) -> str:
        """What a screen reader says of a cell; the first says what its row holds."""
        if column.annotator:
            return f"{column.name}: {state_name(row.states.get(column.annotator, State.TODO))}"
        said = self.shown(row, column)
        if not first:
            return f"{column.name}: {said}"
        rest = [self.spoken(row, each, first=False) for each in self._columns[1:]]
        if row.archived:
            rest.append(self.tr("archived"))
        return "; ".join([said, *rest])

    def _tip(self, row: ArticleRow, column: Column) -> str:
        if column.annotator:
            return self.spoken(row, column, first=False)
        said = self.shown(row, column)
        archived = self.tr("in the archive")
        return f"{said} ({archived})" if row.archived and column.key == "title" else said

    def facts(self, row: ArticleRow) -> str:
        """Outlet, date, words and labels in one line."""
        words = self.tr("{n} words").format(n=f"{row.words:,}")
        labels = self.tr("1 label") if row.labels == 1 else self.tr("{n} labels")
        outlet, date = row.metadata.get("outlet", ""), shown_date(row.metadata.get("date", ""))
        hidden = self._hides("outlet")
        parts = [self.tr("Source hidden"), words] if hidden else [outlet, date, words]
        if row.labels:
            parts.append(labels.format(n=f"{row.labels:,}"))
        return " · ".join(part for part in parts if part)


def shown_date(value: str) -> str:
    """A date as one reads it, "14 Mar 2024"; what is no whole ISO date stays as it is."""
    date = QDate.fromString(value, Qt.DateFormat.ISODate)
    if len(value) != len("2024-03-14") or not date.isValid():
        return value
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom).toString(
        date, "d MMM yyyy"
    )

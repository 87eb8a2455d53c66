"""The table of articles itself: its look, its head, editing in place, its menus."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui.corpus.columns import Chosen, Column, Known, offered
from annotator.gui.corpus.table_model import ArticleModel, Index
from annotator.gui.session import Session
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.painting import paint_focus_ring
from annotator.gui.widgets.row_list import RowList
from annotator.gui.widgets.states import paint_state
from annotator.store.corpus import ArticleRow, Sorting

_PADDING = 9
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_TEXT = _MIDDLE | Qt.AlignmentFlag.AlignLeft.value
_NUMBER = _MIDDLE | Qt.AlignmentFlag.AlignRight.value


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: text, a number, or the sign of a state."""

    def __init__(self) -> None:
        super().__init__()
        self.events: Sequence[str] = ()
        self._dress(current_theme())

    def _dress(self, look: Theme) -> None:
        self._look = look
        self._font, self._leaning = look.ui_font(), look.ui_font()
        self._leaning.setItalic(True)  # in the archive: told by more than colour
        self._metrics, self._padding = QFontMetrics(self._font), look.px(_PADDING)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        return QSize(look.px(100), QFontMetrics(look.ui_font()).height() + look.px(17))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # A window full of cells is to be painted within one frame: no detours through Qt.
        look, rect, model = current_theme(), option.rect, index.model()
        if look is not self._look:
            self._dress(look)
        state, tokens = option.state, look.tokens
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.accent_soft)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.hover)
        painter.setPen(tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row = model.row(index.row()) if isinstance(model, ArticleModel) else None
        if isinstance(model, ArticleModel) and row is not None:
            column = model.columns[index.column()]
            if column.annotator:
                top = rect.top() + (rect.height() - look.px(14)) // 2
                paint_state(painter, rect.left() + self._padding, top, model.state(row, column))
            else:
                self._paint_text(painter, rect, model.shown(row, column), row, column)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), look, 4)

    def _paint_text(
        self, painter: QPainter, rect: QRect, text: str, row: ArticleRow, column: Column
    ) -> None:
        if not text:
            return
        inner = rect.adjusted(self._padding, 0, -self._padding, 0)
        tokens = self._look.tokens
        painter.setFont(self._leaning if row.archived else self._font)
        painter.setPen(tokens.text_muted if row.archived else tokens.text)
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _NUMBER if column.is_number else _TEXT, shown)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, ArticleModel) else None
        line.setAccessibleName(column.name if column is not None else "")
        if column is not None and column.key == "date":
            line.setPlaceholderText(self.tr("YYYY-MM-DD"))
        if column is not None and column.key == "event":
            completer = QCompleter(QStringListModel(list(self.events), line), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 1, 0, -1))


class ArticleTable(RowList):
    """All articles, or those found; `sort_asked` carries the sorting that a click on a head asks.

    `columns_changed` comes when other columns are shown.
    """

    sort_asked = Signal(object)
    columns_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.cells = CellDelegate()
        super().__init__(self.cells, parent)
        self.articles = ArticleModel(session, self)
        self.chosen = Chosen()
        self.sorting = Sorting()
        self._known: Known | None = None
        self._quiet = False
        self.setProperty("role", "cells")
        self.setModel(self.articles)
        self.setAccessibleName(self.tr("Articles of the corpus"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head = self.head
        # For each head Qt asks of every row whether it is selected: of a model without selection.
        head.setSelectionModel(QItemSelectionModel(self.articles, head))
        head.show()
        head.setStretchLastSection(False)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setMinimumSectionSize(current_theme().px(30))
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.setAccessibleName(self.tr("Columns"))
        head.sectionClicked.connect(self._clicked)
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(self._moved)
        head.customContextMenuRequested.connect(self._menu_at)

    @property
    def head(self) -> QHeaderView:
        """The row of heads."""
        return self.horizontalHeader()

    # ------------------------------------------------------------------ columns

    def show_known(self, known: Known) -> None:
        """The project's codebook, annotators or further metadata are others."""
        self._known = known
        self._show_columns()

    def _show_columns(self) -> None:
        if self._known is None:
            return
        columns = self.chosen.columns(self._known)
        if columns != self.articles.columns:
            kept, current = self.selected_ids(), self.current_id()
            self.articles.show_columns(columns)
            self.choose(kept, current)
        self._size_columns()
        self._show_sorting()

    def _size_columns(self) -> None:
        look = current_theme()
        self._quiet = True
        for place, column in enumerate(self.articles.columns):
            self.head.resizeSection(place, look.px(self.chosen.width(column)))
        self._quiet = False
        self._fill_width()

    def _fill_width(self) -> None:
        """Let the title take what room the others leave."""
        columns = self.articles.columns
        place = next((n for n, each in enumerate(columns) if each.key == "title"), -1)
        if place < 0 or "title" in self.chosen.widths:
            return
        look = current_theme()
        others = sum(self.head.sectionSize(n) for n in range(len(columns)) if n != place)
        self._quiet = True
        self.head.resizeSection(place, max(look.px(180), self.viewport().width() - others))
        self._quiet = False

    def toggle_column(self, key: str) -> None:
        """Show a column, or no longer."""
        self.chosen.toggle(key)
        self._show_columns()
        self.columns_changed.emit()

    def restore(self, chosen: Chosen) -> None:
        """Show these columns."""
        self.chosen = chosen
        self._show_columns()

    def _resized(self, place: int, _before: int, now: int) -> None:
        if not self._quiet and place < len(self.articles.columns):
            width = max(1, round(now / current_theme().scale))
            self.chosen.widths[self.articles.columns[place].choice] = width
            self.columns_changed.emit()

    def _moved(self, _place: int, _before: int, _now: int) -> None:
        if self._quiet:
            return
        columns = self.articles.columns
        seen = [columns[self.head.logicalIndex(n)].choice for n in range(len(columns))]
        absent = [key for key in self.chosen.keys if key not in seen]
        self.chosen.keys = [*dict.fromkeys(seen), *absent]
        self._quiet = True
        for number in range(len(columns)):
            self.head.moveSection(self.head.visualIndex(number), number)
        self._quiet = False
        self._show_columns()
        self.columns_changed.emit()

    def _menu_at(self, place: QPoint) -> None:
        self.open_columns(self.head.mapToGlobal(place))

    def open_columns(self, place: QPoint | None = None) -> None:
        """Open the menu of columns, under the heads."""
        if self._known is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, group in offered(self._known):
            part = menu.addMenu(title.replace("&", "&&")) if title else menu
            for key, name in group:
                line = part.addAction(name.replace("&", "&&"))
                line.setCheckable(True)
                line.setChecked(key in self.chosen.keys)
                line.setData(key)
        menu.triggered.connect(self._column_picked)
        menu.popup(place or self.head.mapToGlobal(self.head.rect().bottomLeft()))

    def _column_picked(self, line: QAction) -> None:
        self.toggle_column(str(line.data()))

    # ------------------------------------------------------------------ sorting

    def _clicked(self, place: int) -> None:
        self.sort_by(self.articles.columns[place])

    def sort_by(self, column: Column) -> None:
        """Ask to be sorted by this column: upwards, then downwards, then as the queue is."""
        if not column.sorts(self.sorting):
            # Of numbers and states most is asked for first.
            self.sort_asked.emit(column.sorting(descending=column.is_number))
        elif self.sorting.descending is column.is_number:
            self.sort_asked.emit(column.sorting(descending=not self.sorting.descending))
        else:
            self.sort_asked.emit(Sorting())

    def show_sorting(self, sorting: Sorting) -> None:
        """Show at its head by which column the articles are sorted."""
        self.sorting = sorting
        self._show_sorting()

    def _show_sorting(self) -> None:
        columns = self.articles.columns
        place = next((n for n, each in enumerate(columns) if each.sorts(self.sorting)), -1)
        self.head.setSortIndicatorShown(place >= 0)
        if place >= 0:
            way = Qt.SortOrder.AscendingOrder
            if self.sorting.descending:
                way = Qt.SortOrder.DescendingOrder
            self.head.setSortIndicator(place, way)

    @property
    def sorted_by(self) -> Column | None:
        """The column that the articles are sorted by, if it is one of those shown."""
        return next((each for each in self.articles.columns if each.sorts(self.sorting)), None)

    # ------------------------------------------------------------------ which rows

    def current_id(self) -> str:
        """The id of the article with the cursor, or ""."""
        row = self.currentIndex().row()
        return self.articles.ids[row] if 0 <= row < len(self.articles.ids) else ""

    def selected_ids(self) -> list[str]:
        """The ids of the selected articles, in the order shown."""
        ids: list[str] = []
        for first, last in self._selected_stretches():
            ids.extend(self.articles.ids[first : last + 1])
        return list(dict.fromkeys(ids))

    def count_selected(self) -> int:
        """How many articles are selected."""
        return sum(last - first + 1 for first, last in self._selected_stretches())

    def _selected_stretches(self) -> list[tuple[int, int]]:
        # Not one by one: there may be 100,000.
        chosen = self.selectionModel().selection()
        spans = [chosen.at(number) for number in range(chosen.count())]
        return sorted({(span.top(), span.bottom()) for span in spans})

    def choose(self, ids: Sequence[str], current: str) -> None:
        """Select these articles, as far as they are shown, and put the cursor on one."""
        model, wanted = self.articles, QItemSelection()
        if not model.columns or not model.ids:
            return
        last = len(model.columns) - 1
        for each in ids[:500]:
            row = model.row_of(each)
            if row >= 0:
                wanted.select(model.index(row, 0), model.index(row, last))
        chooser = self.selectionModel()
        row = max(0, model.row_of(current))
        column = max(0, self.currentIndex().column())
        flags = QItemSelectionModel.SelectionFlag
        chooser.setCurrentIndex(model.index(row, column), flags.NoUpdate)
        if wanted.isEmpty():
            wanted.select(model.index(row, 0), model.index(row, last))
        chooser.select(wanted, flags.ClearAndSelect)
        self.scrollTo(model.index(row, column))

    def edit_current(self) -> None:
        """Edit the cell with the cursor, or the title where it cannot be edited."""
        index = self.currentIndex()
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            columns = self.articles.columns
            place = next((n for n, each in enumerate(columns) if each.edits), -1)
            index = index.siblingAtColumn(place)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if index.isValid():
            self.edit(index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "articles"):
            self._size_columns()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "articles") and not self._quiet:
            self._fill_width()

"""The slim list of the articles to be adjudicated, with how much of each is left."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import State
from annotator.gui.theme import current_theme
from annotator.gui.widgets.painting import paint_focus_ring
from annotator.gui.widgets.panels import SectionHead
from annotator.gui.widgets.row_list import RowList
from annotator.gui.widgets.states import paint_state
from annotator.project.to_adjudicate import Candidate

Index = QModelIndex | QPersistentModelIndex
_CANDIDATE = Qt.ItemDataRole.UserRole
_LEFT = Qt.ItemDataRole.UserRole + 1


class CandidatesModel(QAbstractListModel):
    """The articles of an outlook."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Candidate] = []

    @property
    def rows(self) -> Sequence[Candidate]:
        """The articles in their order."""
        return self._rows

    def show_rows(self, rows: Sequence[Candidate]) -> None:
        """Show these articles."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def put(self, row: Candidate) -> None:
        """Show how far an article is now."""
        at = self.row_of(row.article_id)
        if at >= 0 and self._rows[at] != row:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))

    def row_of(self, article_id: str) -> int:
        """The row of the article, or -1."""
        return next((n for n, it in enumerate(self._rows) if it.article_id == article_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _CANDIDATE:
            return row
        if role == _LEFT:
            return self.left(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.title}\n{self.left(row)}"
        return None

    def left(self, row: Candidate) -> str:
        """How much of an article is still to be decided."""
        if not row.places:
            return self.tr("nothing marked by anyone")
        if not row.open:
            return self.tr("all {n} decided").format(n=f"{row.places:,}")
        return self.tr("{n} of {all} left").format(n=f"{row.open:,}", all=f"{row.places:,}")


class _Delegate(QStyledItemDelegate):
    """Paints a row: how far it is, the title on one line, what is left."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        lines = QFontMetrics(theme.ui_font()).height() + QFontMetrics(theme.ui_font(8.25)).height()
        return QSize(option.rect.width(), lines + theme.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = current_theme(), index.data(_CANDIDATE)
        if not isinstance(row, Candidate):
            return
        rect, tokens = option.rect, theme.tokens
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.hover)
        painter.setPen(tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        begun = State.IN_PROGRESS if row.open < row.places else State.TODO
        state = begun if row.open else State.DONE
        font, small = theme.ui_font(), theme.ui_font(8.25)
        top, left = rect.top() + theme.px(8), rect.left() + theme.px(34)
        width, line = rect.right() - theme.px(10) - left, QFontMetrics(font).height()
        paint_state(painter, rect.left() + theme.px(12), top + (line - theme.px(14)) // 2, state)
        for text, face, colour in (
            (row.title, font, tokens.text),
            (index.data(_LEFT), small, tokens.text_muted),
        ):
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(colour)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(left, top + metrics.ascent(), shown)
            top += metrics.height() + theme.px(1)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), theme)
        painter.restore()


class CandidatesPanel(QFrame):
    """The list with its heading; `asked` carries the id of the article that was chosen."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side-left")
        theme = current_theme()
        self._head = SectionHead(self.tr("To adjudicate"))
        self._head.setContentsMargins(theme.px(12), theme.px(15), theme.px(10), theme.px(9))
        self.model = CandidatesModel(self)
        self.list = RowList(_Delegate())
        self.list.setAccessibleName(self.tr("Articles to adjudicate"))
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self._quiet = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self.list, 1)

    def show_rows(self, rows: Sequence[Candidate]) -> None:
        """Show these articles."""
        self._quiet = True
        self.model.show_rows(rows)
        self._quiet = False
        self._show_count()

    def put(self, row: Candidate) -> None:
        """Show how far an article is now."""
        self.model.put(row)
        self._show_count()

    def _show_count(self) -> None:
        left = sum(bool(row.open) for row in self.model.rows)
        words = self.tr("To adjudicate {n}").format(n=f"{left:,}")
        self._head.set_text(words if left else self.tr("All adjudicated"))

    def follow(self, article_id: str) -> None:
        """Show the article that is open as the current row."""
        row = self.model.row_of(article_id)
        if row >= 0 and self.list.currentIndex().row() != row:
            self._quiet = True
            self.list.setCurrentIndex(self.model.index(row))
            self._quiet = False

    def neighbour(self, article_id: str, by: int) -> str:
        """The id of the article so many rows on; "" at the end."""
        row = self.model.row_of(article_id) + by
        return self.model.rows[row].article_id if 0 <= row < len(self.model.rows) else ""

    def next_open(self, article_id: str) -> str:
        """The id of the next article with something left, round the end; "" if there is none."""
        rows, at = self.model.rows, self.model.row_of(article_id)
        order = [*rows[at + 1 :], *rows[: at + 1]]
        return next((row.article_id for row in order if row.open), "")

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.asked.emit(self.model.rows[current.row()].article_id)

"""The history: one's own steps and the project's, what each was and when; newest first.

The titles of others' steps tell what they labelled, so they are left out.
"""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.core.edits import Heading
from annotator.core.masking import NOTHING, Mask
from annotator.gui.session import Session
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.row_list import RowDelegate, RowList

Index = QModelIndex | QPersistentModelIndex
FACTS = Qt.ItemDataRole.UserRole
_PAGE = 200
_FEW = 20


class HistoryModel(QAbstractListModel):
    """The newest steps; older pages are read when the list is scrolled to its end.

    `mask` covers what their titles quote of the article that is open.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: list[Heading] = []
        self._names: dict[str, str] = {}
        self._ended = False
        self.mask = NOTHING

    def reload(self) -> None:
        """Read the newest steps."""
        self.beginResetModel()
        self._lines, self._ended = [], False
        if self._session.is_open:
            self._names = {who.id: who.name for who in self._session.project.annotators()}
            self._lines = self._headings(_PAGE)
        self.endResetModel()

    def _headings(self, limit: int, before: int | None = None) -> list[Heading]:
        mine = self._session.desk.annotator.id
        return self._session.project.headings(before, limit, mine)

    def newest(self) -> None:
        """Read the steps that are new."""
        known = self._lines[0].line if self._lines else 0
        found = self._headings(_FEW)
        fresh = [line for line in found if line.line > known]
        if len(fresh) == _FEW:
            self.reload()
        elif fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._lines[:0] = fresh
            self.endInsertRows()

    def more(self) -> None:
        """Read a page of older steps."""
        if self._ended or not self._lines:
            return
        older = self._headings(_PAGE, self._lines[-1].line)
        self._ended = not older
        if older:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
            self._lines += older
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def facts(self, step: Heading) -> str:
        """By whom and when, in local time."""
        moment = datetime.fromisoformat(step.time).astimezone()
        who = self._names.get(step.annotator_id, "")
        return " · ".join(part for part in (who, f"{moment:%d %b %Y, %H:%M:%S}") if part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self._lines[index.row()]
        if role == FACTS:
            return self.facts(step)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.mask.elsewhere(step.title)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{self.mask.elsewhere(step.title)}\n{self.facts(step)}"
        return None


class HistoryDelegate(RowDelegate):
    """Paints a step: its title, and by whom and when below."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        height = QFontMetrics(theme.ui_font()).height() + QFontMetrics(theme.ui_font(8.25)).height()
        return QSize(option.rect.width(), height + theme.px(14))

    def paint_row(self, painter: QPainter, theme: Theme, rect: QRect, index: Index) -> None:
        inner = rect.adjusted(theme.px(14), theme.px(6), -theme.px(14), -theme.px(6))
        for font, colour, text, align in (
            (theme.ui_font(), theme.tokens.text, index.data(), Qt.AlignmentFlag.AlignTop),
            (
                theme.ui_font(8.25),
                theme.tokens.text_muted,
                index.data(FACTS),
                Qt.AlignmentFlag.AlignBottom,
            ),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, align | Qt.AlignmentFlag.AlignLeft, shown)


class HistoryPanel(RowList):
    """The list of steps; stale while it is not seen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(HistoryDelegate(), parent)
        self.steps = HistoryModel(session, self)
        self.setModel(self.steps)
        self.setAccessibleName(self.tr("History"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._stale = True

    def show_mask(self, mask: Mask) -> None:
        """Cover this in the titles."""
        if mask != self.steps.mask:
            self.steps.mask = mask
            self.viewport().update()

    def touch(self) -> None:
        """There is another project: read it now if seen, else when next shown."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def changed(self) -> None:
        """There is one step more: read it now if seen, else all when next shown."""
        if self._stale or not self.isVisible():
            self._stale = True
        else:
            self.steps.newest()

    def refresh(self) -> None:
        """Read the history if it changed."""
        if self._stale:
            self._stale = False
            self.steps.reload()

    def showEvent(self, event: Any) -> None:
        self.refresh()
        super().showEvent(event)

    def _scrolled(self, value: int) -> None:
        if value == self.verticalScrollBar().maximum() and value > 0:
            self.steps.more()

"""The rows of the queue: what each article shows of itself, and how that is painted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from annotator.core.masking import title_for
from annotator.core.model import Metadata, QueueEntry, State
from annotator.gui.lesson.wording import part_name
from annotator.gui.session import Session
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.row_list import RowDelegate
from annotator.gui.widgets.states import paint_state, state_name

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole
FACTS = Qt.ItemDataRole.UserRole + 1

_BATCH = 40


class QueueModel(QAbstractListModel):
    """The ids of the queue; what a row shows is fetched when it is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._entries: dict[str, QueueEntry] = {}

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these articles."""
        self.beginResetModel()
        self._ids = list(ids)
        self._rows = {article_id: row for row, article_id in enumerate(self._ids)}
        self._entries.clear()
        self.endResetModel()

    @property
    def ids(self) -> list[str]:
        """The ids in the order shown."""
        return self._ids

    def row_of(self, article_id: str) -> int:
        """The row of the article, or -1."""
        return self._rows.get(article_id, -1)

    def refresh(self, article_id: str) -> None:
        """Something about the article changed: read it anew when it is next shown."""
        self._entries.pop(article_id, None)
        row = self.row_of(article_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._ids)

    def entry(self, row: int) -> QueueEntry:
        """What the row shows."""
        article_id = self._ids[row]
        if article_id not in self._entries:
            if len(self._entries) > 40 * _BATCH:
                self._entries.clear()
            # One row changed is read alone; a row scrolled to brings those after it along.
            alone = self._ids[row + 1 : row + 2]
            several = 1 if alone and alone[0] in self._entries else _BATCH
            for entry in self._session.project.queue_entries(
                self._ids[row : row + several], self._session.desk.annotator.id
            ):
                self._entries[entry.id] = self._masked(entry)
        return self._entries[article_id]

    def _masked(self, entry: QueueEntry) -> QueueEntry:
        known = Metadata(entry.id, title=entry.title, outlet=entry.outlet)
        title = title_for(self._session.project.settings, known)
        return replace(entry, title=title or self.tr("Untitled"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self._session.is_open:
            return None
        if role == ENTRY:
            return self.entry(index.row())
        if role == FACTS:
            return self.facts(self.entry(index.row()))
        if role == Qt.ItemDataRole.DisplayRole:
            return self.entry(index.row()).title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            entry = self.entry(index.row())
            return f"{entry.title}\n{self.facts(entry)} · {state_name(entry.state)}"
        return None

    def facts(self, entry: QueueEntry) -> str:
        """The second line: source, words, labels, and why it was put aside."""
        settings = self._session.project.settings
        source = self.tr("Source hidden") if settings.source_hidden else entry.outlet
        if self._session.studying and settings.lesson is not None:
            source = part_name(settings.lesson.part(entry.id))
        words = self.tr("1 word") if entry.words == 1 else self.tr("{n} words")
        labels = self.tr("1 label") if entry.labels == 1 else self.tr("{n} labels")
        parts = [source] if self._session.studying else [source, words.format(n=f"{entry.words:,}")]
        if entry.labels:
            parts.append(labels.format(n=f"{entry.labels:,}"))
        if entry.state in (State.FLAGGED, State.SKIPPED):
            parts.append(entry.reason or state_name(entry.state).lower())
        return " · ".join(part for part in parts if part)


class QueueDelegate(RowDelegate):
    """Paints a row: state, title on up to two lines, facts."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        line = QFontMetrics(theme.ui_font()).height()
        return QSize(
            option.rect.width(),
            2 * line + QFontMetrics(theme.ui_font(8.25)).height() + theme.px(22),
        )

    def paint_row(self, painter: QPainter, theme: Theme, rect: QRect, index: Index) -> None:
        entry = index.data(ENTRY)
        if not isinstance(entry, QueueEntry):
            return
        tokens, font, small = theme.tokens, theme.ui_font(), theme.ui_font(8.25)
        line = QFontMetrics(font).height()
        left = rect.left() + theme.px(34)
        width = rect.right() - theme.px(12) - left
        lines = lines_of(entry.title, font, width, 2)
        height = len(lines) * line + QFontMetrics(small).height() + theme.px(3)
        top = rect.top() + (rect.height() - height) // 2
        paint_state(
            painter, rect.left() + theme.px(13), top + (line - theme.px(14)) // 2, entry.state
        )
        painter.setPen(tokens.text)
        painter.setFont(font)
        for number, text in enumerate(lines):
            painter.drawText(
                QRect(left, top + number * line, width, line), Qt.AlignmentFlag.AlignLeft, text
            )
        painter.setPen(tokens.text_muted)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        shown = metrics.elidedText(index.data(FACTS), Qt.TextElideMode.ElideRight, width)
        area = QRect(left, top + len(lines) * line + theme.px(3), width, metrics.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, shown)


def lines_of(text: str, font: QFont, width: int, most: int) -> list[str]:
    """The text broken into at most so many lines of this width, the last elided."""
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    units = layout.text().encode("utf-16-le", "surrogatepass")
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        start = line.textStart()
        if len(found) == most - 1:
            rest = units[2 * start :].decode("utf-16-le", "replace")
            found.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        stop = start + line.textLength()
        found.append(units[2 * start : 2 * stop].decode("utf-16-le", "replace").rstrip())
    layout.endLayout()
    return found

"""The list of what will be added: texts, articles of files, and files that cannot be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.formats.exchange import Draft, title_of
from annotator.gui.theme import current_theme
from annotator.gui.widgets.icons import pixmap

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a draft with its number of words, or a file with the reason why it has none.

    `source` is the file's name; a text that came by hand has none and is lost with the dialog.
    `key` is its own for as long as the dialog lives; a text that was typed or pasted is `typed`.
    """

    key: int
    draft: Draft
    words: int = 0
    source: str = ""
    fault: str = ""
    typed: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is something to add."""
        text = self.draft.text
        return not self.fault and bool(text) and not text.isspace()

    @property
    def reason(self) -> str:
        """Why the file cannot be read, without its name."""
        return self.fault.removeprefix(f"“{self.source}” ").removeprefix("cannot be read: ")

    @property
    def title(self) -> str:
        """The title it is going to have."""
        return self.draft.title or title_of(self.draft.text, self.draft.headline_end, self.source)

    def described(self, name: str, value: str) -> "Entry":
        """The entry with another value for this property of its draft's metadata."""
        changed: dict[str, Any] = {name: value}
        return replace(self, draft=replace(self.draft, **changed))

    def finished(self) -> Draft:
        """The draft as it is added, with a title in any case."""
        return replace(self.draft, title=self.title)


class EntryModel(QAbstractListModel):
    """The entries in the order in which they will stand in the queue."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._next = 1

    def new_key(self) -> int:
        """A key that no entry has had."""
        self._next += 1
        return self._next

    def append(self, entries: Sequence[Entry]) -> None:
        """Add these at the end."""
        if entries:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self.entries.extend(entries)
            self.endInsertRows()

    def put(self, row: int, entry: Entry) -> None:
        """Put another entry in a row."""
        if self.entries[row] != entry:
            self.entries[row] = entry
            self.dataChanged.emit(self.index(row), self.index(row))

    def put_all(self, entries: Sequence[Entry]) -> None:
        """Put other entries in all rows."""
        self.entries[:] = entries
        self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def remove(self, rows: Iterable[int]) -> None:
        """Take these rows out."""
        wanted = sorted(set(rows), reverse=True)
        while wanted:
            last = first = wanted.pop(0)
            while wanted and wanted[0] == first - 1:
                first = wanted.pop(0)
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.entries[first : last + 1]
            self.endRemoveRows()

    def row_of(self, key: int) -> int:
        """The row of the entry with this key, or -1."""
        return next((row for row, item in enumerate(self.entries) if item.key == key), -1)

    def ready(self) -> list[Entry]:
        """The entries that will be added."""
        return [entry for entry in self.entries if entry.ready]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self.head(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.fault or f"{self.head(entry)}, {self.facts(entry)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.head(entry)}\n{self.facts(entry)}"
        return None

    def head(self, entry: Entry) -> str:
        """The first line of a row."""
        if entry.fault:
            return entry.source
        return entry.title or self.tr("New text")

    def facts(self, entry: Entry) -> str:
        """The second line of a row."""
        if entry.fault:
            return entry.reason
        if not entry.ready:
            return self.tr("Paste or type it at the right")
        words = self.tr("1 word") if entry.words == 1 else self.tr("{n} words")
        parts = (words.format(n=f"{entry.words:,}"), entry.source)
        return " · ".join(part for part in parts if part)


class EntryDelegate(QStyledItemDelegate):
    """Paints a row: title, and below it words and file; a warning for what cannot be read."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        lines = QFontMetrics(look.ui_font()).height() + QFontMetrics(look.ui_font(8.25)).height()
        return QSize(option.rect.width(), lines + look.px(15))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, model = index.data(ENTRY), index.model()
        if not isinstance(entry, Entry) or not isinstance(model, EntryModel):
            return
        look, area = current_theme(), option.rect
        colours = look.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colours.hover)
        painter.setPen(colours.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inside = area.adjusted(look.px(10), look.px(6), -look.px(10), -look.px(6))
        if entry.fault:
            side = look.px(14)
            sign = pixmap("warning", colours.warn, side, painter.device().devicePixelRatioF())
            painter.drawPixmap(inside.left(), inside.top() + look.px(1), sign)
            inside.setLeft(inside.left() + side + look.px(7))
        pale = entry.fault or not entry.ready
        font = look.ui_font()
        first = QRect(inside.topLeft(), QSize(inside.width(), QFontMetrics(font).height()))
        painter.setFont(font)
        painter.setPen(colours.text_muted if pale else colours.text)
        _draw(painter, first, model.head(entry))
        painter.setFont(look.ui_font(8.25))
        painter.setPen(colours.warn if entry.fault else colours.text_muted)
        second = QRect(inside.left(), first.bottom() + look.px(3), inside.width(), first.height())
        _draw(painter, second, model.facts(entry))
        painter.restore()


def _draw(painter: QPainter, area: QRect, text: str) -> None:
    metrics = QFontMetrics(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)


class EntryList(QListView):
    """The list; Delete asks for the chosen rows to be removed."""

    remove_asked = Signal()

    def __init__(self, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(EntryDelegate(self))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Articles to be added"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

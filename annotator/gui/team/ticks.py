"""Choosing articles by hand: their titles with ticks, and a line that finds some of them."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import QueueEntry
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex

_LEAST_ROWS, _MOST_ROWS = 3, 7
"""The list is as high as so many rows; with more it scrolls."""
_CHECKED = Qt.CheckState.Checked


class TickModel(QAbstractListModel):
    """The articles that the line finds, a row each; what is ticked stays so while it is hidden."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[QueueEntry, ...] = ()
        self._shown: list[QueueEntry] = []
        self._ticked: set[str] = set()
        self._words = ""

    def offer(self, entries: Sequence[QueueEntry], ticked: Collection[str]) -> None:
        """Offer these articles, with these ids ticked."""
        self.entries = tuple(entries)
        self._ticked = {it.id for it in entries} & set(ticked)
        self.find(self._words)

    def find(self, words: str) -> None:
        """Show the articles whose title has these words, ignoring case."""
        self.beginResetModel()
        self._words = words
        wanted = words.casefold().split()
        self._shown = [
            it for it in self.entries if all(word in it.title.casefold() for word in wanted)
        ]
        self.endResetModel()

    def ticked(self) -> tuple[str, ...]:
        """The ids of what is ticked, in the order offered, also of what is not shown."""
        return tuple(it.id for it in self.entries if it.id in self._ticked)

    def tick_shown(self, *, ticked: bool) -> None:
        """Tick all that are shown, or take their ticks away."""
        ids = {it.id for it in self._shown}
        self._ticked = self._ticked | ids if ticked else self._ticked - ids
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{title}; ticked") if entry.id in self._ticked else "{title}"
            return words.format(title=entry.title)
        if role == Qt.ItemDataRole.CheckStateRole:
            return _CHECKED if entry.id in self._ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        article_id = self._shown[index.row()].id
        if Qt.CheckState(value) is _CHECKED:
            self._ticked.add(article_id)
        else:
            self._ticked.discard(article_id)
        self.dataChanged.emit(index, index, [role])
        self.changed.emit()
        return True


class _TickDelegate(QStyledItemDelegate):
    """A tick and a title in one line; a click anywhere on it ticks, as Space does."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        return QSize(200, QFontMetrics(look.ui_font()).height() + look.px(10))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        clicked = event.type() is QEvent.Type.MouseButtonRelease
        if (
            clicked
            and isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
        ):
            role = Qt.ItemDataRole.CheckStateRole
            is_ticked = Qt.CheckState(index.data(role)) is _CHECKED
            now = Qt.CheckState.Unchecked if is_ticked else _CHECKED
            return model.setData(index, now, role)
        return super().editorEvent(event, model, option, index)


class Ticks(QWidget):
    """Articles to choose from by hand; `changed` comes whenever a tick was set or taken away."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current_theme()
        self.articles = TickModel(self)
        self.articles.changed.connect(self._changed)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in the titles"))
        self.line.setAccessibleName(self.tr("Find in the titles"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.articles.find)
        self.list = RowList(_TickDelegate())
        self.list.setModel(self.articles)
        self.list.setAccessibleName(name)
        self._count = label("", tone="muted", level="small")
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        self.all, self.none = QPushButton(self.tr("Tick all")), QPushButton(self.tr("Tick none"))
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._tick_none)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(6))
        box.addWidget(self.line)
        box.addWidget(self.list)
        box.addWidget(self._count)
        box.addLayout(foot)
        for button in (self.all, self.none):
            button.setAutoDefault(False)
            button.setToolTip(self.tr("Of those that are shown"))
            foot.addWidget(button)
        foot.addStretch(1)
        self._fit()
        self._tell()

    def offer(self, entries: Sequence[QueueEntry], ticked: Collection[str] = ()) -> None:
        """Offer these articles, with these ids ticked."""
        self.articles.offer(entries, ticked)
        self.list.setCurrentIndex(self.articles.index(0))
        self._fit()
        self._tell()

    def ticked(self) -> tuple[str, ...]:
        """The ids of the articles that are ticked, in the order offered."""
        return self.articles.ticked()

    def _fit(self) -> None:
        rows = max(_LEAST_ROWS, min(len(self.articles.entries), _MOST_ROWS))
        self.list.setFixedHeight(rows * self.list.verticalHeader().defaultSectionSize() + 2)

    def _tick_all(self) -> None:
        self.articles.tick_shown(ticked=True)

    def _tick_none(self) -> None:
        self.articles.tick_shown(ticked=False)

    def _changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        words = self.tr("{n} of {all} ticked")
        n, every = len(self.ticked()), len(self.articles.entries)
        self._count.setText(words.format(n=f"{n:,}", all=f"{every:,}"))

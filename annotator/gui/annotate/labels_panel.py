"""The labels of the open article as a list, in the order of the text."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.core.labels import shortened, words_of
from annotator.core.masking import NOTHING, Mask
from annotator.core.model import Label
from annotator.gui.article.layer import TagLook
from annotator.gui.article.quote_rows import QUOTED, Quoted, QuoteDelegate
from annotator.gui.theme import current_theme
from annotator.gui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex


def order(label: Label) -> tuple[int, int, str]:
    """Where a label stands in the list: by start, the longer first, then by age."""
    return label.start, -label.end, label.id


class LabelsModel(QAbstractListModel):
    """The labels of one article, kept in order as they come and go; `mask` covers their quotes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[Label] = []
        self._by_id: dict[str, Label] = {}
        self.looks: Mapping[str, TagLook] = {}
        self._paragraph_starts: list[int] = []
        self._headline_end = 0
        self.mask = NOTHING
        self.reason = ""
        """What the note is called where every label needs one."""

    def show_labels(
        self, labels: Sequence[Label], paragraph_starts: list[int], headline_end: int
    ) -> None:
        """Show these labels of an article whose paragraphs begin there."""
        self.beginResetModel()
        self._labels = sorted(labels, key=order)
        self._by_id = {label.id: label for label in labels}
        self._paragraph_starts = paragraph_starts
        self._headline_end = headline_end
        self.endResetModel()

    @property
    def labels(self) -> list[Label]:
        """The labels in order."""
        return self._labels

    def put(self, label: Label) -> None:
        """Show the label as it is now."""
        row = self.row_of(label.id)
        if row >= 0 and order(self._labels[row]) == order(label):
            self._labels[row] = self._by_id[label.id] = label
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.drop(label.id)
        row = bisect_left(self._labels, order(label), key=order)
        self.beginInsertRows(QModelIndex(), row, row)
        self._labels.insert(row, label)
        self._by_id[label.id] = label
        self.endInsertRows()

    def drop(self, label_id: str) -> None:
        """Show the label no longer."""
        row = self.row_of(label_id)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._labels[row], self._by_id[label_id]
            self.endRemoveRows()

    def row_of(self, label_id: str) -> int:
        """The row of the label, or -1."""
        label = self._by_id.get(label_id)
        return -1 if label is None else bisect_left(self._labels, order(label), key=order)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._labels)

    def where(self, label: Label) -> str:
        """The headline or the number of the paragraph in the body."""
        if label.start < self._headline_end:
            return self.tr("headline")
        return f"¶ {bisect_left(self._paragraph_starts, label.start + 1)}"

    def _unexplained(self, label: Label) -> bool:
        return bool(self.reason) and not label.note.strip()

    def quote(self, label: Label) -> str:
        """What is to be read of the label's words."""
        return words_of(label, self.mask.over(label.quote, label.start))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        label = self._labels[index.row()]
        if role == QUOTED:
            why = self.tr(" · why?") if self._unexplained(label) else ""
            look = self.looks.get(label.tag)
            return Quoted(look, self.quote(label), self.where(label) + why)
        if role == Qt.ItemDataRole.DisplayRole:
            return shortened(self.quote(label), 120)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            look = self.looks.get(label.tag)
            name = look.name if look else label.tag
            note = f"\n{label.note}" if label.note else ""
            if self._unexplained(label):
                note = "\n" + self.tr("“{reason}” is still empty").format(reason=self.reason)
            return f"{name}: “{shortened(self.quote(label), 200)}” ({self.where(label)}){note}"
        return None


class LabelsList(RowList):
    """The list itself; `asked` carries the id of the label that was chosen in it."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QuoteDelegate(), parent)
        self.labels = LabelsModel(self)
        self.setModel(self.labels)
        self.setAccessibleName(self.tr("Labels of this article"))
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._current_changed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 4 * self.verticalHeader().defaultSectionSize())

    def minimumSizeHint(self) -> QSize:
        # Where room is short the form below scrolls, but some labels stay in sight.
        least = min(4 * self.verticalHeader().defaultSectionSize(), 150)
        return QSize(super().minimumSizeHint().width(), least)

    def put(self, label: Label) -> None:
        """Show the label as it is now; which one is selected is the page's to say."""
        self._quiet = True
        self.labels.put(label)
        self._quiet = False

    def drop(self, label_id: str) -> None:
        """Show the label no longer."""
        self._quiet = True
        self.labels.drop(label_id)
        self._quiet = False

    def show_mask(self, mask: Mask) -> None:
        """Cover this in the quotes."""
        if mask != self.labels.mask:
            self.labels.mask = mask
            self.viewport().update()

    def follow(self, label_id: str) -> None:
        """Show the selected label as the current row."""
        row = self.labels.row_of(label_id)
        self._quiet = True
        if row >= 0:
            self.setCurrentIndex(self.labels.index(row))
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        self._quiet = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.labels.labels:
            theme = current_theme()
            painter = QPainter(self.viewport())
            painter.setPen(theme.tokens.text_muted)
            painter.setFont(theme.ui_font())
            room = self.viewport().rect().adjusted(theme.px(14), theme.px(14), -theme.px(14), 0)
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            words = self.tr("Select words in the article, then press the key of a tag.")
            painter.drawText(room, int(flags), words)
            painter.end()

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.asked.emit(self.labels.labels[current.row()].id)

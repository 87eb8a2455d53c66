"""The list at the left: the tags as a tree, the fields, the questions; rows can be dragged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.core.codebook_changes import Part, asked_items, outline
from annotator.core.model import Codebook
from annotator.gui.codebook.words import became_words, kind_words
from annotator.gui.theme import Theme, current_theme, lane_pattern
from annotator.gui.widgets.painting import (
    key_cap_size,
    paint_focus_ring,
    paint_key_cap,
    paint_swatch,
)

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What the list shows of one thing: a tag, or with `detail` a field or question."""

    key: str
    name: str
    detail: str = ""
    parent: str = ""
    inside: str = ""
    depth: int = 0
    colour: str = ""
    position: int = 0
    cap: str = ""
    retired: bool = False
    became: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        parts = [self.name, self.detail]
        if self.cap:
            parts.append(_tr("shortcut {key}").format(key=self.cap))
        if self.depth:
            parts.append(_tr("inside {name}, level {n}").format(name=self.inside, n=self.depth + 1))
        if self.retired:
            parts.append(self.became or _tr("retired"))
        return ", ".join(part for part in parts if part)


class Drop(NamedTuple):
    """Where a dragged row goes: inside `parent`, before its sibling `before` or last."""

    key: str
    parent: str
    before: str


def rows_of(codebook: Codebook, part: Part) -> tuple[OutlineRow, ...]:
    """What the list shows of this part of a codebook."""
    if part is not Part.TAGS:
        return tuple(
            OutlineRow(item.key, item.name, kind_words(item))
            for item in asked_items(codebook, part)
        )
    positions = {tag.key: i for i, tag in enumerate(codebook.tags)}
    names = {tag.key: tag.name for tag in codebook.tags}
    return tuple(
        OutlineRow(
            tag.key,
            tag.name,
            parent=tag.parent if depth else "",
            inside=names[tag.parent] if depth else "",
            depth=depth,
            colour=tag.colour,
            position=positions[tag.key],
            cap=tag.shortcut.upper(),
            retired=tag.retired,
            became=became_words(codebook, tag),
        )
        for tag, depth in outline(codebook)
    )


def place_beside(rows: Sequence[OutlineRow], key: str, at: int, *, after: bool) -> Drop:
    """Where a row goes that is dropped on the upper or the lower edge of row `at`.

    It becomes a sibling of that row, or what is first inside it where its lower edge has that.
    """
    row = rows[at]
    if not after:
        return Drop(key, row.parent, row.key)
    if at + 1 < len(rows) and rows[at + 1].parent == row.key:
        return Drop(key, row.key, rows[at + 1].key)
    siblings = (other.key for other in rows[at + 1 :] if other.parent == row.parent)
    return Drop(key, row.parent, next(siblings, ""))


class OutlineModel(QAbstractListModel):
    """The rows of one part of the codebook."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OutlineRow, ...] = ()

    def show_rows(self, rows: tuple[OutlineRow, ...]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def row_of(self, key: str) -> int:
        """The number of the row with this key, or -1."""
        return next((i for i, row in enumerate(self.rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (row.name, row.detail, row.became)))
        return None


class OutlineDelegate(QStyledItemDelegate):
    """Paints a row: swatch, name, what it is, the key that gives it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = current_theme()
        height = QFontMetrics(look.ui_font()).height() + look.px(13)
        if index.data(ROW).detail:
            height += QFontMetrics(look.ui_font(8.25)).height() + look.px(4)
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row, area = current_theme(), index.data(ROW), option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, look.tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.tokens.hover)
        inside = area.adjusted(look.px(16) + row.depth * look.px(18), 0, -look.px(14), 0)
        if row.detail:
            _paint_two_lines(painter, look, inside, row)
        else:
            ground = look.tokens.accent_soft if chosen else look.tokens.surface
            _paint_tag(painter, look, inside, row, ground)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, QRectF(area), look)
        painter.restore()


def _paint_tag(painter: QPainter, look: Theme, area: QRect, row: OutlineRow, ground: Any) -> None:
    side = look.px(12)
    swatch = QRectF(area.left(), area.center().y() + 0.5 - side / 2, side, side)
    pattern = lane_pattern(row.position)
    paint_swatch(painter, swatch, look.tag_colour(row.colour), pattern, ground)
    right = area.right()
    if row.retired:
        font = look.ui_font(8.25)
        width = QFontMetrics(font).horizontalAdvance(_tr("retired"))
        painter.setFont(font)
        painter.setPen(look.tokens.text_muted)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area, flags, _tr("retired"))
        right -= width + look.px(8)
    elif row.cap:
        paint_key_cap(painter, QRectF(area), row.cap, look)
        right -= key_cap_size(row.cap, look).width() + look.px(8)
    left = area.left() + side + look.px(10)
    _paint_name(painter, look, QRect(left, area.top(), right - left, area.height()), row)


def _paint_two_lines(painter: QPainter, look: Theme, area: QRect, row: OutlineRow) -> None:
    small = QFontMetrics(look.ui_font(8.25))
    line = QFontMetrics(look.ui_font()).height()
    height = line + look.px(2) + small.height()
    top = area.top() + (area.height() - height) // 2
    _paint_name(painter, look, QRect(area.left(), top, area.width(), line), row)
    painter.setFont(look.ui_font(8.25))
    painter.setPen(look.tokens.text_muted)
    shown = small.elidedText(row.detail, Qt.TextElideMode.ElideRight, area.width())
    below = QRect(area.left(), top + line + look.px(2), area.width(), small.height())
    painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_name(painter: QPainter, look: Theme, area: QRect, row: OutlineRow) -> None:
    font = look.ui_font()
    painter.setFont(font)
    painter.setPen(look.tokens.text_muted if row.retired else look.tokens.text)
    line = " ".join(row.name.split())
    shown = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


class OutlineView(QListView):
    """The list; a row is dragged between others, or, if it `nests`, onto another to go inside."""

    chosen = Signal(str)
    """The key of the row that the person went to."""
    dropped = Signal(object)
    """Where a row was dragged to, as a Drop."""
    deleting = Signal()
    """Delete was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nests = True
        self._quiet = False
        self._outline = OutlineModel(self)
        self._pressed: tuple[QPoint, str] | None = None
        self._target: tuple[Drop, QRect] | None = None
        self.setModel(self._outline)
        self.setItemDelegate(OutlineDelegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setUniformItemSizes(True)
        # The chosen row shows the focus; a frame around the whole list says no more.
        self.setStyleSheet("QListView, QListView:focus { border: none; }")

    def show_rows(self, rows: tuple[OutlineRow, ...], key: str) -> None:
        """Show these rows with the one of this key chosen, without saying so."""
        self._outline.show_rows(rows)
        index = self._outline.index(self._outline.row_of(key))
        if index != self.currentIndex():
            self._quiet = True
            self.setCurrentIndex(index)
            self._quiet = False

    def key(self) -> str:
        """The key of the chosen row, or ""."""
        row = self.currentIndex().data(ROW)
        return row.key if row is not None else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.data(ROW).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.deleting.emit()
        elif event.key() == Qt.Key.Key_Escape and self._target is not None:
            self._stop_dragging()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).data(ROW)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (event.position().toPoint(), row.key) if left and row is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        start, key = self._pressed
        at = event.position().toPoint()
        if (at - start).manhattanLength() >= QApplication.startDragDistance() or self._target:
            self._target = self._target_at(key, at)
            self.viewport().setCursor(Qt.CursorShape.DragMoveCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        target = self._target
        self._stop_dragging()
        if target is not None:
            self.dropped.emit(target[0])

    def _stop_dragging(self) -> None:
        self._pressed = self._target = None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _target_at(self, key: str, at: QPoint) -> tuple[Drop, QRect]:
        rows = self._outline.rows
        index = self.indexAt(at)
        number = index.row() if index.isValid() else len(rows) - 1
        area = self.visualRect(self._outline.index(number))
        share = (at.y() - area.top()) / max(area.height(), 1)
        if not index.isValid():
            place = Drop(key, "", "")
        elif self.nests and 0.3 < share < 0.7:
            return Drop(key, rows[number].key, ""), area
        else:
            place = place_beside(rows, key, number, after=share > 0.5)
        depth = next((row.depth + 1 for row in rows if row.key == place.parent), 0)
        left = current_theme().px(16) + depth * current_theme().px(18)
        y = area.bottom() if share > 0.5 else area.top()
        return place, QRect(left, y, area.width() - left - current_theme().px(14), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target is None:
            return
        look, area = current_theme(), self._target[1]
        painter = QPainter(self.viewport())
        if area.height():
            paint_focus_ring(painter, QRectF(area), look)
        else:
            painter.setPen(QPen(look.tokens.accent, 2))
            painter.drawLine(area.topLeft(), area.topRight())


def _tr(text: str) -> str:
    return QCoreApplication.translate("Codebook", text)

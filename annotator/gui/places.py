"""Places in their context, one a line: what stands before, the words in bold, what follows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.core.model import Span
from annotator.gui.article.layer import TagLook
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.painting import paint_focus_ring, paint_swatch
from annotator.gui.widgets.row_list import RowList
from annotator.project.corpus import Place

Index = QModelIndex | QPersistentModelIndex
PLACE = Qt.ItemDataRole.UserRole
LOOKS = Qt.ItemDataRole.UserRole + 1
TICKED = Qt.ItemDataRole.UserRole + 2

Spot = tuple[str, Span, str]
"""What a place is known by while lists change: its article, its span, its label if it is one's."""


def spot_of(place: Place) -> Spot:
    """What a place is known by."""
    return place.hit.article_id, place.hit.span, place.hit.label_id


class PlacesModel(QAbstractListModel):
    """Places in the order they were found or sorted; `ticked_changed` comes with every tick."""

    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, ticks: bool = True) -> None:
        super().__init__(parent)
        self.looks: Mapping[str, TagLook] = {}
        self._ticks = ticks
        self._places: list[Place] = []
        self._ticked: set[Spot] = set()

    @property
    def places(self) -> Sequence[Place]:
        """The places in order."""
        return self._places

    @property
    def ticked(self) -> list[Place]:
        """The places that are ticked, in order."""
        return [place for place in self._places if spot_of(place) in self._ticked]

    @property
    def count_ticked(self) -> int:
        """How many are ticked."""
        return len(self._ticked)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these; those ticked before stay so."""
        self.beginResetModel()
        self._places = list(places)
        self._ticked &= {spot_of(place) for place in places} if self._ticked else set()
        self.endResetModel()
        self.ticked_changed.emit()

    def put(self, number: int, place: Place) -> None:
        """Show a place as it is now."""
        self._places[number] = place
        self.dataChanged.emit(self.index(number), self.index(number))

    def tick(self, numbers: Iterable[int], *, ticked: bool = True) -> None:
        """Tick these rows, or take their ticks away."""
        spots = {spot_of(self._places[number]) for number in numbers}
        self._ticked = self._ticked | spots if ticked else self._ticked - spots
        self._all_changed()

    def tick_only(self, numbers: Iterable[int]) -> None:
        """Tick just these rows."""
        self._ticked = {spot_of(self._places[number]) for number in numbers}
        self._all_changed()

    def _all_changed(self) -> None:
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))
        self.ticked_changed.emit()

    def is_ticked(self, number: int) -> bool:
        """Whether a row is ticked."""
        return spot_of(self._places[number]) in self._ticked

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._places)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        ticked = self._ticks and index.isValid()
        return usual | Qt.ItemFlag.ItemIsUserCheckable if ticked else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self._places[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return place.hit.keyword
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(place)
            case Qt.ItemDataRole.ToolTipRole:
                return place.title
            case Qt.ItemDataRole.CheckStateRole if self._ticks:
                ticked = self.is_ticked(index.row())
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case _ if role == PLACE:
                return place
            case _ if role == LOOKS:
                return self.tags_of(place)
            case _ if role == TICKED:
                return self.is_ticked(index.row()) if self._ticks else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self._ticks or not index.isValid():
            return False
        self.tick([index.row()], ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def tags_of(self, place: Place) -> list[TagLook]:
        """The looks of the tags that lie on a place, each once."""
        keys = dict.fromkeys(label.tag for label in place.labels)
        return [self.looks[key] for key in keys if key in self.looks]

    def spoken(self, place: Place) -> str:
        """What a screen reader says of a row."""
        tags = ", ".join(look.name for look in self.tags_of(place))
        hit = place.hit
        return f"{place.title}: …{hit.left}{hit.keyword}{hit.right}…" + (f" [{tags}]" * bool(tags))


class PlaceDelegate(QStyledItemDelegate):
    """Paints a line of the concordance in its columns; the words stand below each other."""

    def __init__(self, *, titled: bool = True) -> None:
        super().__init__()
        self._titled = titled

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        return QSize(look.px(400), QFontMetrics(look.article_font(10)).height() + look.px(9))

    def tick_area(self, rect: QRect) -> QRect:
        """Where the tick of a row is."""
        return QRect(rect.left(), rect.top(), current_theme().px(30), rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, place = current_theme(), option.rect, index.data(PLACE)
        if not isinstance(place, Place):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, look.tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.tokens.hover)
        painter.setPen(look.tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        left = rect.left() + look.px(8)
        ticked = index.data(TICKED)
        if isinstance(ticked, bool):
            paint_tick(painter, self.tick_area(rect), look, ticked=ticked)
            left = self.tick_area(rect).right() + look.px(4)
        right = self._paint_tags(painter, rect, look, index.data(LOOKS) or [])
        if self._titled:
            left = self._paint_title(painter, rect, look, left, place.title)
        self._paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), place)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), look, 4)
        painter.restore()

    @staticmethod
    def _paint_title(painter: QPainter, rect: QRect, look: Theme, left: int, title: str) -> int:
        font, width = look.ui_font(8.25), round(rect.width() * 0.17)
        painter.setFont(font)
        painter.setPen(look.tokens.text_muted)
        shown = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, width)
        area = QRect(left, rect.top(), width, rect.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
        return left + width + look.px(10)

    @staticmethod
    def _paint_tags(painter: QPainter, rect: QRect, look: Theme, tags: Sequence[TagLook]) -> int:
        width = round(rect.width() * 0.15)
        start = rect.right() - width
        if tags:
            font, side = look.ui_font(8.25), look.px(9)
            middle = rect.center().y() - side / 2
            x = float(start)
            for tag in tags[:4]:
                paint_swatch(
                    painter,
                    QRectF(x, middle, side, side),
                    tag.colour,
                    tag.pattern,
                    look.tokens.paper,
                )
                x += side + look.px(4)
            painter.setFont(font)
            painter.setPen(look.tokens.text_muted)
            room = QRect(round(x) + look.px(2), rect.top(), 0, rect.height())
            room.setRight(rect.right() - look.px(8))
            names = ", ".join(tag.name for tag in tags)
            shown = QFontMetrics(font).elidedText(names, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        return start - look.px(12)

    @staticmethod
    def _paint_words(painter: QPainter, area: QRect, place: Place) -> None:
        look, hit = current_theme(), place.hit
        font = look.article_font(10)
        bold = QFont(font)
        bold.setBold(True)
        plain, strong = QFontMetrics(font), QFontMetrics(bold)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        gap = look.px(7)
        at = area.left() + round(area.width() * 0.44)
        room = QRect(area.left(), area.top(), at - gap - area.left(), area.height())
        painter.setFont(font)
        painter.setPen(look.tokens.text_muted)
        before = plain.elidedText(hit.left.rstrip(), Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, before)
        room = QRect(at, area.top(), area.right() - at, area.height())
        shown = strong.elidedText(hit.keyword, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(bold)
        painter.setPen(look.tokens.text)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, shown)
        blank = hit.right[:1].isspace()
        start = at + strong.horizontalAdvance(shown) + (gap if blank else 1)
        room = QRect(start, area.top(), max(0, area.right() - start), area.height())
        painter.setFont(font)
        painter.setPen(look.tokens.text_muted)
        after = plain.elidedText(hit.right.strip(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, after)

    def editorEvent(
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and isinstance(model, PlacesModel)
            and index.data(TICKED) is not None
            and self.tick_area(option.rect).contains(event.position().toPoint())
        ):
            model.tick([index.row()], ticked=not model.is_ticked(index.row()))
            return True
        return False


def paint_tick(painter: QPainter, area: QRect, look: Theme, *, ticked: bool) -> None:
    """Paint a check box in the middle of an area."""
    side = look.px(13)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(area).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tokens = look.tokens
    painter.setPen(QPen(tokens.accent if ticked else tokens.text_muted, 1))
    painter.setBrush(tokens.accent if ticked else tokens.surface)
    painter.drawRoundedRect(box, look.px(3), look.px(3))
    if ticked:
        pen = QPen(tokens.accent_text, max(1.4, side / 8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        points = [(0.25, 0.52), (0.43, 0.7), (0.76, 0.32)]
        painter.drawPolyline(
            [QPointF(box.left() + x * side, box.top() + y * side) for x, y in points]
        )
    painter.restore()


class PlaceList(RowList):
    """The lines themselves; `opened` comes with a double click."""

    opened = Signal()

    def __init__(
        self, name: str, parent: QWidget | None = None, *, ticks: bool = True, titled: bool = True
    ) -> None:
        super().__init__(PlaceDelegate(titled=titled), parent)
        self.places = PlacesModel(self, ticks=ticks)
        self.setModel(self.places)
        self.setAccessibleName(name)
        if ticks:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(self.opened)

    @property
    def current(self) -> Place | None:
        """The place with the cursor."""
        row = self.currentIndex().row()
        return self.places.places[row] if 0 <= row < len(self.places.places) else None

    def toggle_ticks(self) -> None:
        """Tick the selected rows, or take their ticks away if all of them have one."""
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if rows:
            ticked = not all(self.places.is_ticked(row) for row in rows)
            self.places.tick(rows, ticked=ticked)

"""Lists of figures: a name, a bar with its interval, the figure, and what more is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.gui.article.layer import TagLook
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.painting import paint_focus_ring, paint_swatch
from annotator.gui.widgets.row_list import RowList

if TYPE_CHECKING:
    from annotator.project.disputed_places import About

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_MOST = 12
"""So many rows are seen at once; of more the list scrolls."""
_MOST_LINES = 3
_ALIGN = Qt.AlignmentFlag
_FIGURE, _INTERVAL = "−.00", "−.00 – −.00"
"""The widest of what they mostly hold."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line. `share`, `low` and `high` (0 to 1, or below 0) are drawn as a bar with two ticks.

    `value`, `between` and `more` stand at its right; where there is no `share`, `between` says why
    in the place of the bar. `spoken` is all of it in words, `tip` what
    explains it. `about` are the places that it opens.
    """

    name: str
    spoken: str
    share: float | None = None
    low: float | None = None
    high: float | None = None
    value: str = ""
    between: str = ""
    more: str = ""
    tip: str = ""
    look: TagLook | None = None
    colour: str = ""
    about: "About | None" = None


class FigureModel(QAbstractListModel):
    """The rows as they were measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[FigureRow] = ()

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip or row.spoken
            case _ if role == ROW:
                return row
        return None


@dataclass(frozen=True, slots=True)
class Columns:
    """How the width is shared: parts of it in thousandths for name, bar, figure, interval, more.

    With `told` the interval's place holds a sentence, which begins at its left.
    """

    name: int = 330
    bar: int = 250
    value: int = 90
    between: int = 180
    more: int = 150
    serif: bool = False
    told: bool = False

    def widths(self, whole: int, gap: int) -> tuple[int, ...]:
        """The columns' widths in pixels; a figure and its interval are never cut short."""
        parts = [self.name, self.bar, self.value, self.between, self.more]
        widths = [whole * part / 1000 for part in parts]
        if self.bar and self.value and self.between:
            font = current_theme().ui_font()
            plain = QFontMetrics(font)
            font.setBold(True)
            least = {2: QFontMetrics(font).horizontalAdvance(_FIGURE) + gap}
            least[3] = plain.horizontalAdvance(_INTERVAL) + 2 * gap
            wanting = sum(max(0.0, least[at] - widths[at]) for at in least)
            others = widths[0] + widths[1] + widths[4]
            widths = [
                max(width, least[at]) if at in least else width * (1 - wanting / others)
                for at, width in enumerate(widths)
            ]
        return tuple(map(round, widths))


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words of a row and where they stand."""

    area: QRect
    text: str
    font: QFont
    colour: QColor
    side: Qt.AlignmentFlag = _ALIGN.AlignLeft


def broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The text in as many lines as it needs at this width, up to three, the last one cut short."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < _MOST_LINES - 1:
        line, taken = words[0], 1
        while taken < len(words):
            longer = f"{line} {words[taken]}"
            if metrics.horizontalAdvance(longer) > width:
                break
            line, taken = longer, taken + 1
        lines.append(line)
        words = words[taken:]
    if words:
        lines.append(" ".join(words))
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


class FigureDelegate(QStyledItemDelegate):
    """Paints a line in its columns."""

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._columns = columns

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        return QSize(look.px(300), QFontMetrics(look.ui_font()).height() + look.px(15))

    def height(self, row: FigureRow, width: int) -> int:
        """How high the row is at this width, in pixels: as high as its longest words need."""
        look, most = current_theme(), 0
        for cell in self._cells(QRect(0, 0, width - 2 * look.px(8), 1), row, look):
            metrics = QFontMetrics(cell.font)
            lines = broken(cell.text, metrics, cell.area.width())
            most = max(most, len(lines) * metrics.height())
        return max(most, QFontMetrics(look.ui_font()).height()) + look.px(15)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, row = current_theme(), option.rect, index.data(ROW)
        if not isinstance(row, FigureRow):
            return
        painter.save()
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused:
            painter.fillRect(rect, look.tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver and row.about is not None:
            painter.fillRect(rect, look.tokens.hover)
        painter.setPen(look.tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_cells(painter, rect.adjusted(look.px(8), 0, -look.px(8), 0), row, look)
        if focused:
            paint_focus_ring(painter, rect.toRectF(), look, 4)
        painter.restore()

    def _paint_cells(self, painter: QPainter, rect: QRect, row: FigureRow, look: Theme) -> None:
        name, bar, *_ = self._areas(rect, look)
        if row.look is not None:
            wide = look.px(10)
            square = QRectF(name.left(), name.center().y() - wide / 2 + 0.5, wide, wide)
            tokens = look.tokens
            paint_swatch(painter, square, row.look.colour, row.look.pattern, tokens.surface)
        if row.share is not None and self._columns.bar:
            self._bar(painter, bar.adjusted(0, 0, -look.px(10), 0), row, look)
        for cell in self._cells(rect, row, look):
            painter.setFont(cell.font)
            painter.setPen(cell.colour)
            metrics = QFontMetrics(cell.font)
            lines = broken(cell.text, metrics, cell.area.width())
            top = rect.top() + (rect.height() - len(lines) * metrics.height()) // 2
            for number, line in enumerate(lines):
                at = top + number * metrics.height()
                area = QRect(cell.area.left(), at, cell.area.width(), metrics.height())
                painter.drawText(area, cell.side | Qt.TextFlag.TextSingleLine, line)

    def _areas(self, rect: QRect, look: Theme) -> list[QRect]:
        left, areas = rect.left(), []
        for width in self._columns.widths(rect.width(), look.px(10)):
            areas.append(QRect(left, rect.top(), width, rect.height()))
            left += width
        return areas

    def _cells(self, rect: QRect, row: FigureRow, look: Theme) -> list[_Cell]:
        """The words of a row, each with its room."""
        columns, gap, tokens = self._columns, look.px(10), look.tokens
        name, bar, value, between, more = self._areas(rect, look)
        if row.look is not None:
            name.adjust(look.px(18), 0, 0, 0)
        plain, bold, right = look.ui_font(), look.ui_font(), _ALIGN.AlignRight
        bold.setBold(True)
        font = look.article_font(10.5) if columns.serif else plain
        cells = [_Cell(name.adjusted(0, 0, -gap, 0), row.name, font, tokens.text)]
        if row.share is None and columns.bar and row.between:  # why there is none, in full
            room = bar.united(between)
            cells.append(_Cell(room, row.between, plain, tokens.text_muted))
        else:
            cells.append(_Cell(value, row.value, bold, tokens.text, right))
            side = _ALIGN.AlignLeft if columns.told else right
            room = between.adjusted(gap, 0, 0, 0)
            cells.append(_Cell(room, row.between, plain, tokens.text_muted, side))
        cells.append(_Cell(more.adjusted(gap, 0, 0, 0), row.more, plain, tokens.text, right))
        return [cell for cell in cells if cell.text and cell.area.width() > 0]

    @staticmethod
    def _bar(painter: QPainter, area: QRect, row: FigureRow, look: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = look.px(8)
        whole = QRectF(area.left(), area.center().y() - high / 2 + 0.5, area.width(), high)
        radius = look.px(3)
        tokens = look.tokens
        painter.setPen(QPen(tokens.edge, 1) if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken if look.high_contrast else tokens.line)
        painter.drawRoundedRect(whole, radius, radius)
        share = max(0.0, min(1.0, row.share or 0.0))
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.tag_colour(row.colour) if row.colour else tokens.accent)
            done = QRectF(whole)
            done.setWidth(max(high, whole.width() * share))
            painter.drawRoundedRect(done, radius, radius)
        painter.setPen(QPen(tokens.text, max(1.5, look.px(2) * 0.75)))
        for end in (row.low, row.high):
            if end is not None:
                x = whole.left() + whole.width() * max(0.0, min(1.0, end))
                painter.drawLine(
                    QRectF(x, whole.top() - look.px(3), 0, 0).topLeft(),
                    QRectF(x, whole.bottom() + look.px(3), 0, 0).topLeft(),
                )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class FigureList(RowList):
    """A list as high as its rows; `opened` carries the places that a row is about.

    A click, Enter or Space opens them.
    """

    opened = Signal(object, str)

    def __init__(self, name: str, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(FigureDelegate(columns), parent)
        self.figures = FigureModel(self)
        self.setModel(self.figures)
        self.setAccessibleName(name)
        # The row with the cursor is seen only while the list has the focus.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show these rows, and take the height that they need; the cursor stays in its row."""
        row = self.currentIndex().row()
        self.figures.show_rows(rows)
        if rows:
            self.setCurrentIndex(self.figures.index(min(max(row, 0), len(rows) - 1)))
        self._take_height()

    def _take_height(self) -> None:
        delegate, down, high = self.itemDelegate(), self.verticalHeader(), 0
        if not isinstance(delegate, FigureDelegate):
            return
        width = self.viewport().width()
        for number, row in enumerate(self.figures.rows):
            height = delegate.height(row, width)
            if down.sectionSize(number) != height:
                down.resizeSection(number, height)
            high += height if number < _MOST else 0
        wanted = (high or down.defaultSectionSize()) + 2
        if self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._take_height()

    def _set_row_height(self) -> None:
        super()._set_row_height()
        if self.model() is not None:
            self._take_height()

    def _open(self) -> None:
        row = self.figures.rows[self.currentIndex().row()]
        if row.about is not None:
            self.opened.emit(row.about, row.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self._open()
            return
        super().keyPressEvent(event)

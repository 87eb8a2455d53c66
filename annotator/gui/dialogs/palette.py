"""The command palette: type a few letters of what you want, press Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actions import BoundAction
from annotator.gui.dialogs.parts import cap_text
from annotator.gui.dialogs.ranking import match, ranked
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.painting import key_cap_size, paint_key_cap

Index = QModelIndex | QPersistentModelIndex
Articles = Callable[[str], list[tuple[str, str]]]

ROW = Qt.ItemDataRole.UserRole
_ITSELF = "palette"
_ROWS_SEEN = 10
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS_SEEN - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS_SEEN,
}
_ENDS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the palette: an action, or an article to go to.

    `letters` are the positions in `text` of what was typed.
    """

    text: str
    group: str
    keys: str = ""
    letters: tuple[int, ...] = ()
    action: BoundAction | None = None
    article_id: str = ""


class RowModel(QAbstractListModel):
    """The lines that fit what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.text, row.group, row.keys) if part)
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a line: text with the typed letters strong, its group muted, its key."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        height = QFontMetrics(look.ui_font()).height() + look.px(14)
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        look, area = current_theme(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.tokens.accent_soft if chosen else look.tokens.hover)
            painter.drawRoundedRect(area, look.px(6), look.px(6))
        if chosen and look.high_contrast:
            painter.setPen(look.tokens.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), look.px(6), look.px(6))
        inside = area.adjusted(look.px(10), 0, -look.px(10), 0)
        if row.keys:
            paint_key_cap(painter, QRectF(inside), row.keys, look)
            inside.setRight(inside.right() - key_cap_size(row.keys, look).width() - look.px(10))
        inside.setRight(inside.right() - _paint_group(painter, inside, row.group, look))
        _paint_text(painter, inside, row, look)
        painter.restore()


def _paint_group(painter: QPainter, area: QRect, group: str, look: Theme) -> int:
    """Paint the group at the right; how much room it took."""
    font = look.ui_font(8.25)
    painter.setFont(font)
    painter.setPen(look.tokens.text_muted)
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, side, group)
    return QFontMetrics(font).horizontalAdvance(group) + look.px(12)


def _paint_text(painter: QPainter, area: QRect, row: Row, look: Theme) -> None:
    plain, strong = look.ui_font(), look.ui_font()
    strong.setBold(True)
    painter.setPen(look.tokens.text)
    room = area.width()
    text = QFontMetrics(strong).elidedText(row.text, Qt.TextElideMode.ElideRight, room)
    left, marked = area.left(), set(row.letters)
    for start, end, bold in _runs(text, marked):
        font = strong if bold else plain
        painter.setFont(font)
        part = text[start:end]
        painter.drawText(
            QRect(left, area.top(), area.right() - left + 1, area.height()),
            Qt.AlignmentFlag.AlignVCenter,
            part,
        )
        left += QFontMetrics(font).horizontalAdvance(part)


def _runs(text: str, marked: set[int]) -> list[tuple[int, int, bool]]:
    runs: list[tuple[int, int, bool]] = []
    for at in range(len(text)):
        bold = at in marked
        if runs and runs[-1][2] == bold:
            runs[-1] = (runs[-1][0], at + 1, bold)
        else:
            runs.append((at, at + 1, bold))
    return runs


class _Line(QLineEdit):
    """The line to type in; `pressed` carries the keys that are meant for the list."""

    pressed = Signal(object)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        # Ctrl+K, which closes the palette again, would delete to the end of the line.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.DeleteEndOfLine)
        ):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (*_MOVES, *_ENDS):
            self.pressed.emit(key)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _onward: bool) -> bool:
        return True  # the palette is one stop: Tab stays in it

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class CommandPalette(QWidget):
    """Lies over the whole of its parent while it is open, with the panel in the upper middle."""

    article_asked = Signal(str)
    """The id of the article that the person wants to go to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._used: list[str] = []
        self._commands: list[BoundAction] = []
        self._articles: Articles = _no_articles
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Search or run a command"))
        self.panel = QFrame(self)
        self.panel.setProperty("role", "popup")
        self.line = _Line()
        self.line.pressed.connect(self._pressed)
        self.line.left.connect(self._left)
        self.line.setPlaceholderText(self.tr("Search or run a command…"))
        self.line.setAccessibleName(self.tr("Search or run a command"))
        self.line.textChanged.connect(self._search)
        self.model = RowModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)
        self.nothing = label(self.tr("Nothing fits."), tone="muted")
        self._box = QVBoxLayout(self.panel)
        self._box.addWidget(self.line)
        self._box.addWidget(self.list, 1)
        self._box.addWidget(self.nothing)
        self._shadow = QGraphicsDropShadowEffect(self.panel)
        self.panel.setGraphicsEffect(self._shadow)
        parent.installEventFilter(self)
        self.hide()

    def open_with(self, commands: Sequence[BoundAction], articles: Articles) -> None:
        """Open over the parent; `articles` gives (id, title) of those whose title fits a text.

        Only what is possible at this moment is offered, what was run last first.
        """
        if self.isVisible():
            self.close_panel()
            return
        self._before = QApplication.focusWidget()
        offered = [item for item in commands if item.action.id != _ITSELF and item.possible]
        self._commands = sorted(offered, key=self._last_use)
        self._articles = articles
        self._dress()
        self.line.clear()
        self._search()
        self.setGeometry(self._ground.rect())
        self.raise_()
        self.show()
        self._place()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _last_use(self, item: BoundAction) -> int:
        used = self._used
        return used.index(item.action.id) if item.action.id in used else len(used)

    def close_panel(self) -> None:
        """Close and give the focus back."""
        if self.isVisible():
            self.hide()
            before, self._before = self._before, None
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.PopupFocusReason)

    def texts(self) -> list[str]:
        """What the list shows, top to bottom."""
        return [row.text for row in self.model.rows]

    def _search(self) -> None:
        typed = self.line.text().strip()
        fitting = ranked(typed, self._commands, lambda item: item.action.shown)
        rows = [self._action_row(item, fit.letters) for item, fit in fitting]
        if typed:
            rows += [self._article_row(typed, *pair) for pair in self._articles(typed)]
        self.model.show_rows(rows)
        self.nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if rows:
            self._go(0)
        self._place()

    def _action_row(self, item: BoundAction, letters: tuple[int, ...]) -> Row:
        action = item.action
        keys = cap_text(action.keys[0]) if action.keys else ""
        return Row(action.shown, self.tr(action.menu), keys, letters, item)

    def _article_row(self, typed: str, article_id: str, title: str) -> Row:
        text = self.tr("Go to “{title}”").format(title=title)
        shift = text.find(title)
        fit = match(typed, title)
        letters = tuple(at + shift for at in fit.letters) if fit else ()
        return Row(text, self.tr("Article"), letters=letters, article_id=article_id)

    def _go(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        if QAccessible.isActive() and self.isVisible():
            words = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))

    def _move(self, by: int) -> None:
        count = self.model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row() + by
        self._go(row % count if abs(by) == 1 else max(0, min(row, count - 1)))

    def _clicked(self, index: QModelIndex) -> None:
        self._run(self.model.rows[index.row()])

    def _run(self, row: Row) -> None:
        self.close_panel()
        if row.action is not None:
            chosen = row.action.action.id
            self._used = [chosen, *(other for other in self._used if other != chosen)]
            row.action.run()
        else:
            self.article_asked.emit(row.article_id)

    # ------------------------------------------------------------------ keys, mouse, place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._ground:
            self.setGeometry(self._ground.rect())
            self._place()
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> None:
        index = self.list.currentIndex()
        if key is Qt.Key.Key_Escape:
            self.close_panel()
        elif key in _MOVES:
            self._move(_MOVES[key])
        elif index.isValid():
            self._run(self.model.rows[index.row()])

    def _left(self) -> None:
        # Another part of the window took the focus; another window, or a menu, only borrows it.
        now = QApplication.focusWidget()
        if not self.isVisible():
            return
        if now is not None and now.window() is self.window() and now is not self.line:
            self._before = None
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            self._dress()
            self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(current_theme().tokens.scrim)
        veil.setAlpha(veil.alpha() // 3)
        QPainter(self).fillRect(self.rect(), veil)

    def _dress(self) -> None:
        look = current_theme()
        margin = look.px(8)
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._box.setSpacing(look.px(6))
        self.nothing.setMargin(look.px(10))
        self._shadow.setColor(look.tokens.shadow)
        self._shadow.setBlurRadius(look.px(28))
        self._shadow.setOffset(0, look.px(6))

    def _place(self) -> None:
        look = current_theme()
        room = self.rect()
        width = min(look.px(600), room.width() - look.px(24))
        top = min(look.px(56), room.height() // 10)
        row = self.list.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        rows = min(self.model.rowCount(), _ROWS_SEEN)
        rest = self.nothing.sizeHint().height() if not rows else rows * row + look.px(4)
        height = self.line.sizeHint().height() + rest + look.px(26)
        height = min(height, room.height() - top - look.px(12))
        self.panel.setGeometry(
            QRect(QPoint((room.width() - width) // 2, top), QSize(width, height))
        )


def _no_articles(_words: str) -> list[tuple[str, str]]:
    return []

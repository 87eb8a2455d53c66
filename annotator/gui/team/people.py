"""The people of the project, how far each is, and how long an article takes them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import AnnotatorKind, State
from annotator.gui.session import Session
from annotator.gui.team.cards import TeamCard, paint_states
from annotator.gui.team.figures import Figures
from annotator.gui.team.words import duration, kind_name
from annotator.gui.theme import current_theme
from annotator.gui.widgets.choices import ChipRow
from annotator.gui.widgets.dots import paint_dot
from annotator.gui.widgets.painting import paint_focus_ring
from annotator.gui.widgets.row_list import RowList
from annotator.gui.widgets.states import state_name
from annotator.project.team import QueueProgress

Index = QModelIndex | QPersistentModelIndex
KNOWN = Qt.ItemDataRole.UserRole
MARKS = Qt.ItemDataRole.UserRole + 1
STATES = Qt.ItemDataRole.UserRole + 2

_SHARES = (6, 7, 6, 2, 3)
"""How the room of a row is parted: name, bar, states, labels, time."""
_BAR = 1
_ROOM_FOR_BARS = 640
"""From this width on, in pixels at 100 % text, there are bars: the words say the same."""
_MOST_CHIPS = 420
"""The room for the chips of batches, in pixels at 100 % text; more flow into a second row."""
_MOST_ROWS = 12
"""So many people are seen at once; for more the list scrolls."""
_ALL = ""


class PeopleCard(TeamCard):
    """A row for everyone; `asked` carries the id of whose row was double clicked, or Enter."""

    asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("People"))
        self._figures: Figures | None = None
        self._batch = _ALL
        self._chips: ChipRow | None = None
        self.list = PeopleList()
        self.list.asked.connect(self.asked)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(_Heads())
        rows.addSpacing(current_theme().px(8))
        rows.addWidget(self.line())
        rows.addWidget(self.list)
        self.box.addLayout(rows)
        self._lone = self.words(
            self.tr("You are alone here. Add people to share the articles out among them.")
        )
        self.box.addWidget(self._lone)

    def show_figures(self, figures: Figures) -> None:
        self._figures = figures
        self.entitle(self.tr("Your work") if figures.work_copy else self.tr("People"))
        self._lone.setVisible(len(figures.persons) < 2 and not figures.work_copy)
        self._show_chips(figures)
        self._show_rows()

    def _show_chips(self, figures: Figures) -> None:
        if self._chips is not None:
            self.head.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        if self._batch not in figures.batches:
            self._batch = _ALL
        if not figures.batches:
            return
        entries = [(_ALL, self.tr("All")), *((name, name) for name in figures.batches)]
        self._chips = ChipRow(entries)
        self._chips.choose(self._batch)
        self._chips.setAccessibleName(self.tr("Batch"))
        self._chips.chosen.connect(self._choose)
        self._chips.setMinimumWidth(
            min(self._chips.sizeHint().width(), current_theme().px(_MOST_CHIPS))
        )
        self.head.addWidget(self._chips)

    def _choose(self, batch: str) -> None:
        self._batch = batch
        self._show_rows()

    def _show_rows(self) -> None:
        if self._figures is not None:
            shown = [it for it in self._figures.progress if it.batch == self._batch]
            self.list.show_people(shown, self._figures.me.id)


class PeopleModel(QAbstractListModel):
    """One line for each annotator: how far they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: tuple[QueueProgress, ...] = ()
        self._me = ""

    def show_people(self, known: Sequence[QueueProgress], me: str) -> None:
        """Show these; `me` is the id of whoever is at the desk."""
        self.beginResetModel()
        self._known, self._me = tuple(known), me
        self.endResetModel()

    def row_of(self, annotator_id: str) -> int:
        """The row of an annotator, or -1."""
        ids = (it.annotator.id for it in self._known)
        return next((row for row, each in enumerate(ids) if each == annotator_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._known)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        known = self._known[index.row()]
        if role == KNOWN:
            return known
        if role == MARKS:
            return self._marks(known)
        if role == STATES:
            return self._states(known)
        if role == Qt.ItemDataRole.DisplayRole:
            return known.annotator.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            labels = self.tr("1 label") if known.labels == 1 else self.tr("{n} labels")
            said = [
                *(known.annotator.name, self._marks(known), self._states(known)),
                labels.format(n=f"{known.labels:,}"),
            ]
            if known.median:
                words = self.tr("{time} for an article")
                said.append(words.format(time=duration(known.median)))
            return "; ".join(filter(None, said))
        return None

    def _marks(self, known: QueueProgress) -> str:
        marks = []
        if known.annotator.kind is not AnnotatorKind.PERSON:
            marks.append(kind_name(known.annotator.kind))
        if known.annotator.id == self._me:
            marks.append(self.tr("at the desk"))
        return " · ".join(marks)

    def _states(self, known: QueueProgress) -> str:
        if known.annotator.kind is not AnnotatorKind.PERSON and not known.done:
            return ""  # nobody expects them to go through a queue
        if not known.articles:
            return self.tr("nothing assigned")
        done = known.states.get(State.DONE, 0)
        words = self.tr("{done} of {all} done")
        parts = [words.format(done=f"{done:,}", all=f"{known.articles:,}")]
        parts += [
            f"{known.states[state]:,} {state_name(state).lower()}"
            for state in (State.IN_PROGRESS, State.FLAGGED, State.SKIPPED)
            if known.states.get(state)
        ]
        return " · ".join(parts)


def _cells(rect: QRectF) -> list[QRectF]:
    """Where the cells of a row lie; the one of the bar is empty where there is no room for it."""
    look = current_theme()
    inner = rect.adjusted(look.px(8), 0, -look.px(8), 0)
    wide = rect.width() >= look.px(_ROOM_FOR_BARS)
    shares = [share if wide or n != _BAR else 0 for n, share in enumerate(_SHARES)]
    gap = look.px(16)
    room = inner.width() - gap * (sum(map(bool, shares)) - 1)
    cells, left = [], inner.left()
    for share in shares:
        width = room * share / sum(shares)
        cells.append(QRectF(left, inner.top(), width, inner.height()))
        left += width + (gap if share else 0)
    return cells


def _draw(painter: QPainter, cell: QRectF, text: str, font: QFont, *, right: bool = False) -> float:
    """Draw a text in one line, as much of it as there is room for; gives its width in pixels."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(cell.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(font)
    painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return float(metrics.horizontalAdvance(shown))


class _Heads(QWidget):
    """The names of the columns."""

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(current_theme().ui_font(8.25)).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current_theme()
        painter = QPainter(self)
        painter.setPen(look.tokens.text_muted)
        names = (
            *(self.tr("Name"), self.tr("Progress"), self.tr("Articles")),
            *(self.tr("Labels"), self.tr("Per article")),
        )
        for number, (cell, name) in enumerate(zip(_cells(QRectF(self.rect())), names, strict=True)):
            if cell.width() > 0:
                _draw(painter, cell, name, look.ui_font(8.25), right=number > 2)


class PersonDelegate(QStyledItemDelegate):
    """Paints an annotator: dot and name, articles by state, labels, the median time."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        height = QFontMetrics(look.ui_font()).height() + look.px(18)
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, known = current_theme(), index.data(KNOWN)
        tokens, font = look.tokens, look.ui_font()
        rect = QRectF(option.rect)
        painter.save()
        state = option.state
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.hover)
        if index.row():
            painter.setPen(tokens.line)
            painter.drawLine(rect.topLeft(), rect.topRight())
        name, bar, states, labels, time = _cells(rect)
        self._paint_name(painter, name, index)
        words = index.data(STATES)
        if words and bar.width() > 0:
            strip = QRectF(bar.left(), 0, bar.width(), look.px(8))
            strip.moveCenter(bar.center())
            paint_states(painter, strip, known.states)
        painter.setPen(tokens.text)
        _draw(painter, labels, f"{known.labels:,}" if known.labels else "–", font, right=True)
        painter.setPen(tokens.text_muted)
        _draw(painter, states, words or "–", font)
        _draw(painter, time, duration(known.median), font, right=True)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect, look)
        painter.restore()

    def _paint_name(self, painter: QPainter, cell: QRectF, index: Index) -> None:
        look = current_theme()
        known: QueueProgress = index.data(KNOWN)
        side, gap = look.px(10), look.px(8)
        paint_dot(
            painter,
            QRectF(cell.left(), cell.top(), side, cell.height()),
            known.annotator.colour,
        )
        painter.setPen(look.tokens.text)
        rest = cell.adjusted(side + gap, 0, 0, 0)
        taken = _draw(painter, rest, known.annotator.name, look.ui_font())
        painter.setPen(look.tokens.text_muted)
        rest = rest.adjusted(taken + gap, 0, 0, 0)
        if rest.width() > look.px(24):
            _draw(painter, rest, index.data(MARKS), look.ui_font(8.25))


class PeopleList(RowList):
    """The rows; as high as they are, up to a dozen."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PersonDelegate(), parent)
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self.setAccessibleName(self.tr("People"))
        self.doubleClicked.connect(self._ask)

    def show_people(self, known: Sequence[QueueProgress], me: str) -> None:
        """Show these; the row with the cursor keeps it."""
        current = self.currentIndex().data(KNOWN)
        self.people.show_people(known, me)
        row = self.people.row_of(current.annotator.id) if current is not None else -1
        self.setCurrentIndex(self.people.index(max(row, 0)))
        height = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(min(len(known), _MOST_ROWS) * height + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        known = index.data(KNOWN)
        if known is not None:
            self.asked.emit(known.annotator.id)

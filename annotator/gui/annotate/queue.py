"""The queue: an annotator's articles with their states, filtered, in order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.edits import Step
from annotator.core.lesson import Lesson
from annotator.core.masking import title_for
from annotator.core.model import (
    Answer,
    Assignment,
    Attempt,
    Label,
    Metadata,
    QueueEntry,
    Shelf,
    State,
)
from annotator.gui.choices import ChipRow
from annotator.gui.lesson.lesson_panel import LessonFoot, LessonHead
from annotator.gui.lesson.wording import part_name
from annotator.gui.painting import paint_focus_ring
from annotator.gui.panels import Fitting
from annotator.gui.row_list import RowList
from annotator.gui.session import Session
from annotator.gui.states import paint_state, state_name
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets import label

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole
FACTS = Qt.ItemDataRole.UserRole + 1

_BATCH = 40
_ALL = "all"
_FILTERS: dict[str, tuple[State, ...]] = {
    _ALL: (),
    "todo": (State.TODO, State.IN_PROGRESS),
    "done": (State.DONE,),
    "flagged": (State.FLAGGED,),
    "skipped": (State.SKIPPED,),
}


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
        return replace(entry, title=title_for(self._session.project.settings, known))

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
        words = self.tr("{n} words").format(n=f"{entry.words:,}")
        labels = self.tr("1 label") if entry.labels == 1 else self.tr("{n} labels")
        parts = [source] if self._session.studying else [source, words]
        if entry.labels:
            parts.append(labels.format(n=f"{entry.labels:,}"))
        if entry.state in (State.FLAGGED, State.SKIPPED):
            parts.append(entry.reason or state_name(entry.state).lower())
        return " · ".join(part for part in parts if part)


class QueueDelegate(QStyledItemDelegate):
    """Paints a row: state, title on up to two lines, facts."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = current_theme()
        line = QFontMetrics(theme.ui_font()).height()
        return QSize(
            option.rect.width(),
            2 * line + QFontMetrics(theme.ui_font(8.25)).height() + theme.px(22),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = current_theme(), index.data(ENTRY)
        if entry is None:
            return
        rect, tokens = option.rect, theme.tokens
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.hover)
        painter.setPen(tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_words(painter, theme, rect, entry, index.data(FACTS))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), theme)
        painter.restore()

    @staticmethod
    def _paint_words(
        painter: QPainter, theme: Theme, rect: QRect, entry: QueueEntry, facts: str
    ) -> None:
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
        shown = metrics.elidedText(facts, Qt.TextElideMode.ElideRight, width)
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


class QueuePanel(QFrame):
    """The queue at the left of the article."""

    asked = Signal(str)
    """The id of the article that the person wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "side-left")
        self.chips = ChipRow(
            [
                (_ALL, self.tr("All")),
                ("todo", self.tr("To do")),
                ("done", self.tr("Done")),
                ("flagged", self.tr("Flagged")),
                ("skipped", self.tr("Skipped")),
            ]
        )
        self.chips.chosen.connect(self._filter)
        self.list = RowList(QueueDelegate())
        # Several may be selected, for an export; the current one is the one that is open.
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(self.tr("Articles"))
        self.model = QueueModel(session, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        theme = current_theme()
        self._filters = QWidget()
        top = QVBoxLayout(self._filters)
        top.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(8))
        top.addWidget(self.chips)
        self.lesson = LessonHead()
        self.foot = LessonFoot()
        self._told = Fitting(self.lesson)
        self._here = label("", level="strong")
        self._here.setContentsMargins(theme.px(14), theme.px(8), theme.px(12), theme.px(6))
        box.addWidget(self._told, 2)
        box.addWidget(self._here)
        box.addWidget(self._filters)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)
        self._counts = dict.fromkeys(State, 0)
        self._quiet = False

    def show_lesson(self, lesson: Lesson | None) -> None:
        """Be the lesson's articles with what is to be done, or a queue as any for None."""
        studying = lesson is not None
        for part in (self._told, self._here, self.foot):
            part.setVisible(studying)
        self._filters.setVisible(not studying)
        self.list.setMinimumHeight(current_theme().px(110) if studying else 0)
        if lesson is not None:
            self.chips.choose(_ALL)
            self.lesson.show_lesson(lesson)

    # ------------------------------------------------------------------ following the session

    def reload(self) -> None:
        """Read the queue anew: another project, filter, or articles came."""
        if not self._session.is_open:
            self.model.show_ids(())
            return
        desk = self._session.desk
        self._quiet = True
        self.model.show_ids(desk.article_ids(_FILTERS[self.chips.current()]))
        self._quiet = False
        self._counts = desk.state_counts()
        self._show_counts()
        self.follow(self._session.place.article_id)

    def changed(self, step: Step) -> None:
        """Bring up to date what the step touched."""
        if not step.edits or any(isinstance(edit.record, Shelf | Attempt) for edit in step.edits):
            # Articles came, went to the archive, stand in another order, or training opens them.
            self.reload()
            return
        seen: set[str] = set()
        for edit in step.edits:
            record = edit.record
            if (
                isinstance(record, Assignment)
                and record.annotator_id == self._session.desk.annotator.id
            ):
                self._count(edit.before, -1)
                self._count(edit.after, 1)
            if isinstance(record, Label | Answer | Assignment | Metadata):
                seen.add(record.article_id)
        for article_id in seen:
            self.model.refresh(article_id)
        self._show_counts()

    def _count(self, record: object, by: int) -> None:
        state = record.state if isinstance(record, Assignment) else State.TODO
        self._counts[state] += by

    def _show_counts(self) -> None:
        for key, states in _FILTERS.items():
            wanted = states or tuple(State)
            count = sum(self._counts[state] for state in wanted)
            self.chips.set_count(key, count)
            if key in ("flagged", "skipped"):
                self.chips.show_chip(key, shown=bool(count) or self.chips.current() == key)

    def follow(self, article_id: str) -> None:
        """Show the article that is open as the current row."""
        row = self.model.row_of(article_id)
        where = self.tr("Article {n} of {all}").format(n=row + 1, all=len(self.model.ids))
        self._here.setText(where if row >= 0 else "")
        if row >= 0 and self.list.currentIndex().row() != row:
            self._quiet = True
            self.list.setCurrentIndex(self.model.index(row))
            self._quiet = False

    def selected_ids(self) -> list[str]:
        """The ids of the articles selected in the list, in its order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.ids[row] for row in rows]

    def neighbour(self, by: int) -> str:
        """The id of the article so many rows from the one that is open; "" at the end."""
        row = self.model.row_of(self._session.place.article_id) + by
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else ""

    def next_to_do(self) -> str:
        """The id of the next article that is not yet done, from here on and then from the start."""
        desk = self._session.desk
        open_ids = set(desk.article_ids(_FILTERS["todo"]))
        queue = desk.article_ids()
        here = self._session.place.article_id
        at = queue.index(here) if here in queue else 0
        return next((i for i in queue[at + 1 :] + queue[:at] if i in open_ids), "")

    def _filter(self, _key: str) -> None:
        self.reload()

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.asked.emit(self.model.ids[current.row()])

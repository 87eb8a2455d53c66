"""Events: what the articles report on, and the articles of one event side by side."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.edits import Step
from annotator.core.model import Metadata, Shelf
from annotator.core.work import Work
from annotator.gui.asking import Asker
from annotator.gui.corpus.columns import Column
from annotator.gui.corpus.reader import Reader
from annotator.gui.corpus.table_model import FACTS, ROW, ArticleModel, Index
from annotator.gui.jobs import Jobs
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.painting import paint_focus_ring
from annotator.gui.widgets.panels import Empty, SectionHead
from annotator.gui.widgets.row_list import RowList
from annotator.project import Project
from annotator.project.corpus import Outline, event_articles
from annotator.store.corpus import ArticleRow

EVENT = Qt.ItemDataRole.UserRole
_SIDE = 300


class EventsModel(QAbstractListModel):
    """The events with how many articles each has; those without one come last, as ""."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.events: list[tuple[str, int]] = []

    def show_events(self, events: Sequence[tuple[str, int]]) -> None:
        """Show these events."""
        self.beginResetModel()
        self.events = list(events)
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """The row of an event, or -1."""
        return next((n for n, (each, _) in enumerate(self.events) if each == name), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, count = self.events[index.row()]
        shown = name or self.tr("Articles without an event")
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return shown
            case Qt.ItemDataRole.AccessibleTextRole:
                articles = self.tr("1 article") if count == 1 else self.tr("{n} articles")
                return f"{shown}, {articles.format(n=f'{count:,}')}"
            case _ if role == EVENT:
                return name, count
        return None


class _RowDelegate(QStyledItemDelegate):
    """The ground, the line below and the focus ring of a row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = current_theme(), option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, look.tokens.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.tokens.hover)
        painter.setPen(look.tokens.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self.paint_words(painter, rect.adjusted(look.px(14), 0, -look.px(12), 0), index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, rect.toRectF(), look)
        painter.restore()

    def paint_words(self, painter: QPainter, area: QRect, index: Index) -> None:
        """Paint what the row says."""


class EventDelegate(_RowDelegate):
    """An event: its name, and its count at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        return QSize(look.px(100), QFontMetrics(look.ui_font()).height() + look.px(13))

    def paint_words(self, painter: QPainter, area: QRect, index: Index) -> None:
        look, found = current_theme(), index.data(EVENT)
        if found is None:
            return
        font = look.ui_font()
        font.setItalic(not found[0])
        metrics, count = QFontMetrics(font), f"{found[1]:,}"
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(look.tokens.text_muted)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, count)
        area.setRight(area.right() - metrics.horizontalAdvance(count) - look.px(10))
        painter.setPen(look.tokens.text if found[0] else look.tokens.text_muted)
        name = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, middle | Qt.TextFlag.TextSingleLine, name)


class ArticleDelegate(_RowDelegate):
    """An article: its title, and below it outlet, date, words and labels."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        look = current_theme()
        small = QFontMetrics(look.ui_font(8.25)).height()
        return QSize(look.px(100), QFontMetrics(look.ui_font()).height() + small + look.px(16))

    def paint_words(self, painter: QPainter, area: QRect, index: Index) -> None:
        look, row = current_theme(), index.data(ROW)
        if not isinstance(row, ArticleRow):
            return
        font, small = look.ui_font(), look.ui_font(8.25)
        metrics, fine = QFontMetrics(font), QFontMetrics(small)
        top = area.top() + (area.height() - metrics.height() - fine.height() - look.px(2)) // 2
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(font)
        painter.setPen(look.tokens.text)
        title = metrics.elidedText(index.data(), elide, area.width())
        line = QRect(area.left(), top, area.width(), metrics.height())
        painter.drawText(line, Qt.TextFlag.TextSingleLine, title)
        painter.setFont(small)
        painter.setPen(look.tokens.text_muted)
        facts = fine.elidedText(index.data(FACTS), elide, area.width())
        below = QRect(area.left(), line.bottom() + look.px(2), area.width(), fine.height())
        painter.drawText(below, Qt.TextFlag.TextSingleLine, facts)


class EventsView(QWidget):
    """The events, the articles of the chosen one, and some of them side by side.

    The articles selected in the list stand in the panes; where fewer are, those that follow do.
    """

    opened = Signal()
    asked = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        lookups: Jobs,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._asker = Asker(session, lookups, self)
        self._outline = Outline()
        self._filter = ""
        self._event: str | None = None
        self._seen = False
        self._sized = False
        self._picked = False
        self._quiet = False
        self.events = RowList(EventDelegate())
        self.events.setAccessibleName(self.tr("Events"))
        self.model = EventsModel(self)
        self.events.setModel(self.model)
        self.list = RowList(ArticleDelegate())
        self.list.setAccessibleName(self.tr("Articles on this event"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.articles = ArticleModel(session, self)
        self.articles.show_columns([Column("title", self.tr("Title"), self.tr("Title"))])
        self.list.setModel(self.articles)
        self.reader = Reader(session, preferences)
        self._head = SectionHead("")
        self._lay_out()
        self.events.selectionModel().currentChanged.connect(self._event_chosen)
        self.list.selectionModel().selectionChanged.connect(self._show_selected)
        self.list.doubleClicked.connect(self.opened)
        self.reader.count_changed.connect(self._show_selected)
        self.reader.said.connect(self.said)

    def _lay_out(self) -> None:
        look = current_theme()
        side = QFrame()
        side.setProperty("role", "paper")
        side.setMinimumWidth(look.px(150))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.events, 2)
        heads = QHBoxLayout()
        heads.setContentsMargins(look.px(14), look.px(10), look.px(4), look.px(4))
        heads.addWidget(self._head, 1)
        self._put = QPushButton(self.tr("Put into an event…"))
        self._put.setProperty("kind", "flat")
        self._put.clicked.connect(self._ask_event)
        column.addLayout(heads)
        column.addWidget(self.list, 3)
        column.addWidget(self._put, 0, Qt.AlignmentFlag.AlignLeft)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(side)
        self.split.addWidget(self.reader)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        self._none = Empty(
            self.tr("No events yet"),
            self.tr(
                "Articles that report on the same event can be read side by side. Choose some in "
                "the table and put them into an event (Ctrl+G)."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.split)
        self._stack.addWidget(self._none)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._sized:
            self._sized = self.isVisible()
            side = min(round(_SIDE * min(current_theme().scale, 1.3)), self.width() // 3)
            self.split.setSizes([side, self.width() - side])

    def _ask_event(self) -> None:
        self.asked.emit("corpus-event")

    # ------------------------------------------------------------------ events

    def forget(self) -> None:
        """There is no project any more."""
        self._asker.drop()
        self._event, self._filter, self._picked = None, "", False
        self._outline = Outline()
        self.model.show_events(())
        self._show_articles([])

    def filter(self, words: str) -> None:
        """Show the events whose name has these words' letters."""
        self._filter = words.strip().casefold()
        self._show_events()

    def show_events(self, found: Outline) -> None:
        """The events are these now."""
        self._outline = found
        self._show_events()

    def _show_events(self) -> None:
        events = [each for each in self._outline.events if self._filter in each[0].casefold()]
        if self._outline.without_event and not self._filter:
            events.append(("", self._outline.without_event))
        self._stack.setCurrentWidget(self.split if self._outline.articles else self._none)
        if events == self.model.events:
            return
        before, self._quiet = self._event, True
        self.model.show_events(events)
        # Who has chosen none yet begins at the first.
        row = self.model.row_of(before) if before is not None and self._picked else 0
        row = max(row, 0)
        self.events.setCurrentIndex(self.model.index(row) if events else QModelIndex())
        self._quiet = False
        now = events[row][0] if events else None
        if now != before or now is None:
            self._choose(now)

    def _event_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self._picked = True
            self._choose(self.model.events[current.row()][0])

    def prefer(self, event: str) -> None:
        """Articles were put into this event: it is the one to be seen next."""
        if not self._seen:
            self._event, self._picked = event, True
            self.refresh()

    def _choose(self, event: str | None) -> None:
        self._event = event
        self.refresh()

    def refresh(self) -> None:
        """Read the articles of the event anew."""
        event = self._event
        if event is None or not self._session.is_open:
            self._show_articles([])
            return

        def work(project: Project) -> Work[list[str]]:
            return event_articles(project, event)

        self._asker.ask(work, self._show_articles)

    # ------------------------------------------------------------------ articles

    def _show_articles(self, ids: list[str]) -> None:
        before = self.chosen_ids()
        self._head.set_text(self._event or (self.tr("Without an event") if ids else ""))
        if ids != list(self.articles.ids):
            self._quiet = True
            self.articles.show_ids(ids)
            kept = [row for each in before if (row := self.articles.row_of(each)) >= 0]
            rows = kept or list(range(min(self.reader.wanted, len(ids))))
            self._select(rows)
            self._quiet = False
        self._put.setEnabled(bool(ids))
        self._show_selected()

    def _select(self, rows: Sequence[int]) -> None:
        chooser, flags = self.list.selectionModel(), QItemSelectionModel.SelectionFlag
        for number, row in enumerate(rows[:500]):
            index = self.articles.index(row, 0)
            if not number:
                chooser.setCurrentIndex(index, flags.ClearAndSelect)
            else:
                chooser.select(index, flags.Select)

    def _show_selected(self) -> None:
        if self._quiet:
            return
        ids = self.side_by_side() if self._seen else []
        self.reader.show_articles(ids)
        self._session.side_by_side = frozenset(ids)

    def side_by_side(self) -> list[str]:
        """The articles to stand in the panes, in the list's order."""
        ids, wanted = self.articles.ids, self.reader.wanted
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())[:wanted]
        if not rows:
            return []
        following = [row for row in range(rows[-1] + 1, len(ids)) if row not in rows]
        before = [row for row in range(rows[-1] - 1, -1, -1) if row not in rows]
        for row in [*following[:wanted], *before[:wanted]]:
            if len(rows) < wanted:
                rows.append(row)
        return [ids[row] for row in sorted(rows)]

    def chosen_ids(self) -> list[str]:
        """The articles selected in the list."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.articles.ids[row] for row in rows if row < len(self.articles.ids)]

    def current_id(self) -> str:
        """The article with the cursor, or that of the pane with the focus."""
        pane = self.reader.focused
        if pane is not None and pane.article is not None:
            return pane.article.id
        row = self.list.currentIndex().row()
        return self.articles.ids[row] if 0 <= row < len(self.articles.ids) else ""

    def show_reader(self, *, seen: bool) -> None:
        """The view is seen now, or no longer: articles are read only where they are seen."""
        self._seen = seen
        self._show_selected()

    def changed(self, step: Step) -> None:
        """Bring up to date what the step touched."""
        records = [edit.record for edit in step.edits]
        touched = [each.article_id for each in records if hasattr(each, "article_id")]
        self.articles.refresh(touched)
        if any(isinstance(each, Metadata | Shelf) for each in records):
            self.refresh()
        if self._seen:
            self.reader.changed(step)

    def go_in(self) -> None:
        """Take the focus into the list of events."""
        self.events.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_on(self, by: int) -> None:
        """Go to the next list or pane, round the end."""
        stops: list[QWidget] = [self.events, self.list]
        stops += [pane.view for pane in self.reader.panes if pane.isVisible()]
        here = next((n for n, stop in enumerate(stops) if stop.hasFocus()), 0)
        stops[(here + by) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

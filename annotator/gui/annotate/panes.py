"""The panes of the Annotate workspace, laid out: queue, article, and the panels at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.annotate.article_panel import NotesPanel, QuestionsPanel
from annotator.gui.annotate.before_card import BeforeCard
from annotator.gui.annotate.details import DetailsPanel
from annotator.gui.annotate.find_bar import FindBar
from annotator.gui.annotate.history_panel import HistoryPanel
from annotator.gui.annotate.labels_panel import LabelsList
from annotator.gui.annotate.overview import Overview
from annotator.gui.annotate.queue import QueuePanel
from annotator.gui.annotate.source_line import SourceLine
from annotator.gui.annotate.tags_panel import TagsPanel
from annotator.gui.article.article_view import ArticleView
from annotator.gui.article.tag_bar import TagBar
from annotator.gui.panels import Fitting
from annotator.gui.session import Session
from annotator.gui.theme import current_theme


class Panes(QSplitter):
    """Makes the panels and gives each its place; what joins them is the page's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = QueuePanel(session)
        self.view = ArticleView()
        self.card = BeforeCard()
        self.overview = Overview()
        self.source = SourceLine()
        self.find_bar = FindBar()
        self.tags = TagsPanel()
        self.labels = LabelsList()
        self.details = DetailsPanel()
        self.questions = QuestionsPanel()
        self.notes = NotesPanel()
        self.history = HistoryPanel(session)
        self.tabs = QTabWidget()
        self.bar = TagBar(self.view.viewport())
        self.setHandleWidth(1)
        self.setChildrenCollapsible(True)
        for number, pane in enumerate((self.queue, self._middle(), self._right())):
            self.addWidget(pane)
            self.setStretchFactor(number, number == 1)
        # The panels grow less than the text: the article comes first.
        grown = min(current_theme().scale, 1.15)
        self.setSizes([round(264 * grown), 772, round(348 * grown)])

    def _middle(self) -> QWidget:
        middle = QFrame()
        middle.setProperty("role", "paper")
        middle.setMinimumWidth(320)
        self.queue.setMinimumWidth(180)
        self.view.setProperty("role", "article")
        text = QWidget()
        row = QHBoxLayout(text)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.overview)
        self._text_or_card = QStackedLayout()
        self._text_or_card.addWidget(text)
        self._text_or_card.addWidget(self.card)
        column = self._above = _column(middle)
        column.addWidget(self.source)
        column.addLayout(self._text_or_card, 1)
        column.addWidget(self.find_bar)
        return middle

    def _right(self) -> QWidget:
        on_labels = QWidget()
        stacked = _column(on_labels)
        stacked.addWidget(self.labels, 1)
        stacked.addWidget(Fitting(self.details))
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(on_labels, self.tr("Labels"))
        self.tabs.addTab(self.questions, self.tr("This article"))
        self.tabs.addTab(self.notes, self.tr("Notes"))
        self.tabs.addTab(self.history, self.tr("History"))
        right = QFrame()
        right.setProperty("role", "side-right")
        side = _column(right)
        side.addWidget(Fitting(self.tags))
        side.addWidget(self.tabs, 1)
        return right

    @property
    def reading(self) -> bool:
        """Whether the text is shown, and not the card before it."""
        return self._text_or_card.currentIndex() == 0

    def show_card(self, *, shown: bool) -> None:
        """Show the card in place of the text, or the text again, and go into it."""
        if shown == self.reading:
            self._text_or_card.setCurrentIndex(int(shown))
            self.bar.hide()
            self.focus_middle()

    def focus_middle(self) -> None:
        """Go to the text, or to the card in its place."""
        if self.reading:
            self.view.setFocus()
        else:
            self.card.begin()

    def put_above_text(self, bar: QWidget) -> None:
        """Put a message between the line of the source and the text."""
        row = QHBoxLayout()
        margin = current_theme().px(16)
        row.setContentsMargins(margin, 0, margin, 0)
        self._above.insertLayout(1, row)
        row.addWidget(bar)

    def show_label_count(self, count: int) -> None:
        """Say on its tab how many labels the article has."""
        words = self.tr("Labels {n}").format(n=f"{count:,}") if count else self.tr("Labels")
        self.tabs.setTabText(0, words)

    def _first_of_tabs(self) -> tuple[QWidget, ...]:
        return self.labels, self.questions.first_open(), self.notes.edit, self.history

    def go_to_tab(self, number: int) -> None:
        """Show a tab of the panel at the right and go into it."""
        self.tabs.setCurrentIndex(number)
        self._first_of_tabs()[number].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_pane(self, by: int) -> None:
        """Go so many panes on, round the end: queue, article, panel at the right."""
        middle = self.view if self.reading else self.card
        stops = (self.queue.list, middle, self._first_of_tabs()[self.tabs.currentIndex()])
        focused: QWidget | None = self.window().focusWidget()
        here = next((n for n, stop in enumerate(stops) if _holds(stop, focused)), 1)
        stop = stops[(here + by) % len(stops)]
        if stop is self.card:
            self.card.begin()
        else:
            stop.setFocus(Qt.FocusReason.TabFocusReason)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))

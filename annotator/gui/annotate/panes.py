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

from annotator.core.lesson import Lesson
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
from annotator.gui.lesson.feedback_panel import FeedbackPanel
from annotator.gui.lesson.feedback_text import FeedbackText
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import Fitting


class Panes(QSplitter):
    """Makes the panels and gives each its place; what joins them is the page's."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = QueuePanel(session)
        self.view = ArticleView()
        self.card = BeforeCard()
        self.feedback_text = FeedbackText()
        self.feedback = FeedbackPanel()
        self._carded = self._compared = False
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
        # First of all in its place: what a stack shows without a parent is a window of its own.
        self._text_or_card = QStackedLayout()
        column = self._above = _column(middle)
        column.addWidget(self.source)
        column.addLayout(self._text_or_card, 1)
        column.addWidget(self.find_bar)
        self._text_or_card.addWidget(text)
        self._text_or_card.addWidget(self.card)
        self.feedback_text.setProperty("role", "article")
        compared = QWidget()
        beside = QHBoxLayout(compared)
        # As much room at the right as the overview has: the column stays where it is.
        beside.setContentsMargins(0, 0, self.overview.sizeHint().width(), 0)
        beside.addWidget(self.feedback_text)
        self._text_or_card.addWidget(compared)
        return middle

    def _right(self) -> QWidget:
        on_labels = QWidget()
        stacked = _column(on_labels)
        stacked.addWidget(self.labels, 1)
        stacked.addWidget(Fitting(self.details))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("What is shown of the article"))
        self.tabs.addTab(on_labels, self.tr("Labels"))
        self.tabs.addTab(self.questions, self.tr("This article"))
        self.tabs.addTab(self.notes, self.tr("Notes"))
        self.tabs.addTab(self.history, self.tr("History"))
        right = QFrame()
        right.setProperty("role", "side-right")
        panels = QWidget()
        side = _column(panels)
        side.addWidget(Fitting(self.tags))
        side.addWidget(self.tabs, 1)
        self._panels_or_feedback = QStackedLayout()
        _column(right).addLayout(self._panels_or_feedback)
        self._panels_or_feedback.addWidget(panels)
        self._panels_or_feedback.addWidget(self.feedback)
        return right

    def show_lesson(self, lesson: Lesson | None) -> None:
        """Be calmer for a student of this lesson; None for everybody else."""
        self.queue.show_lesson(lesson)
        self.tags.brief = lesson is None
        for number in (2, 3):
            self.tabs.setTabVisible(number, lesson is None)

    @property
    def reading(self) -> bool:
        """Whether the text is shown, and neither the card before it nor a feedback."""
        return self._text_or_card.currentIndex() == 0

    @property
    def comparing(self) -> bool:
        """Whether a feedback is shown."""
        return self._compared

    def show_card(self, *, shown: bool) -> None:
        """Show the card in place of the text, or the text again, and go into it."""
        self._carded = shown
        self._turn()

    def show_feedback(self, *, shown: bool) -> None:
        """Show a feedback in place of the text and the panels beside it, or those again."""
        self._compared = shown
        self._panels_or_feedback.setCurrentIndex(int(shown))
        self._turn()

    def _turn(self) -> None:
        page = 2 if self._compared else int(self._carded)
        if page != self._text_or_card.currentIndex():
            self._text_or_card.setCurrentIndex(page)
            self.bar.hide()
            self.focus_middle()

    def focus_middle(self) -> None:
        """Go to the text, or to the card in its place."""
        if self._compared:
            self.feedback_text.setFocus()
        elif self.reading:
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
        middle: QWidget = self.view if self.reading else self.card
        beside: QWidget = self._first_of_tabs()[self.tabs.currentIndex()]
        if self._compared:
            middle, beside = self.feedback_text, self.feedback.list
        stops = (self.queue.list, middle, beside)
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

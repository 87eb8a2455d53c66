"""The three views of the corpus, a table, a concordance and events, under one search line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.query import highlights, parsed
from annotator.gui.corpus.articles import ArticlesView
from annotator.gui.corpus.concordance import ConcordanceView
from annotator.gui.corpus.events import EventsView
from annotator.gui.corpus.search_line import SearchLine
from annotator.gui.corpus.view_names import ARTICLES, CONCORDANCE, EVENTS
from annotator.gui.jobs import Jobs
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label, restyled
from annotator.gui.widgets.choices import ChipRow
from annotator.gui.widgets.panels import Bar, BarKind
from annotator.store.corpus import Sorting


class CorpusViews(QFrame):
    """Shows one of the views; each keeps its own line, what is typed is looked for in the one seen.

    `turned` comes when another view is seen.
    """

    turned = Signal()

    def __init__(
        self, session: Session, lookups: Jobs, preferences: Preferences, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "paper")
        self._lines = {ARTICLES: "", CONCORDANCE: "", EVENTS: ""}
        self.line = SearchLine(self)
        self._chips = ChipRow(
            [
                (ARTICLES, self.tr("Articles")),
                (CONCORDANCE, self.tr("Concordance")),
                (EVENTS, self.tr("Events")),
            ]
        )
        self._stack = QStackedWidget(self)
        self.articles = ArticlesView(session, lookups, self._stack)
        self.concordance = ConcordanceView(session, lookups, self._stack)
        self.events = EventsView(session, lookups, preferences, self._stack)
        self._views: dict[str, QWidget] = {
            ARTICLES: self.articles,
            CONCORDANCE: self.concordance,
            EVENTS: self.events,
        }
        self._lay_out()
        self.line.searched.connect(self._search)
        self.line.left.connect(self.go_in)
        self._chips.chosen.connect(self._chip_chosen)
        self.show_view(ARTICLES)

    def _lay_out(self) -> None:
        look = current_theme()
        self.imports = QPushButton(self.tr("Import…"))
        self.exports = QPushButton(self.tr("Export…"))
        top = QHBoxLayout()
        top.setSpacing(look.px(12))
        self.line.setMinimumWidth(look.px(180))
        self.line.setMaximumWidth(look.px(560))
        top.addWidget(self.line, 100)
        top.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        top.addWidget(self.imports)
        top.addWidget(self.exports)
        self._fault = label("", tone="warn", level="small")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self.bar = Bar(BarKind.WARNING, "")
        self.bar.hide()
        for view in self._views.values():
            self._stack.addWidget(view)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(28), look.px(18), look.px(28), look.px(10))
        box.setSpacing(look.px(12))
        box.addLayout(top)
        box.addWidget(self._fault)
        box.addWidget(self.bar)
        box.addWidget(self._stack, 1)

    @property
    def current(self) -> str:
        """Which of the three views is seen."""
        return self._chips.current()

    def show_view(self, view: str) -> None:
        """Show the table, the concordance or the events."""
        if view == CONCORDANCE and not self._lines[CONCORDANCE] and not self.concordance.tag:
            self._take_words_along()
        self._chips.choose(view)
        self._stack.setCurrentWidget(self._views[view])
        names = {
            ARTICLES: (
                self.tr("Search the corpus"),
                self.tr('Search: regime OR "hard line" outlet:Herald date:2024-03..'),
            ),
            CONCORDANCE: (
                self.tr("Words to show in context"),
                self.tr("Words or phrases to show in context: regime | hard line | vot*"),
            ),
            EVENTS: (self.tr("Find an event"), self.tr("Find an event by its name")),
        }
        self.line.show_for(*names[view], self._lines[view])
        self.line.help.setVisible(view == ARTICLES)
        self._say_fault("")
        if view == CONCORDANCE:
            self.concordance.show_words(self._lines[CONCORDANCE])
        self.events.show_reader(seen=view == EVENTS)
        self.turned.emit()

    def _take_words_along(self) -> None:
        try:
            words = highlights(parsed(self._lines[ARTICLES]))
        except AnnotatorError:
            return
        self._lines[CONCORDANCE] = " | ".join(words)

    def _chip_chosen(self, view: str) -> None:
        self.line.settle()
        self.show_view(view)

    def go_to(self, view: str) -> None:
        """Show a view and go into it."""
        self._chip_chosen(view)
        self.go_in()

    def go_in(self) -> None:
        """Go into the view that is seen."""
        reason = Qt.FocusReason.ShortcutFocusReason
        if self.current == ARTICLES:
            self.articles.table.setFocus(reason)
        elif self.current == CONCORDANCE:
            empty = not self.concordance.count
            (self.line if empty else self.concordance.list).setFocus(reason)
        else:
            self.events.go_in()

    def _search(self, line: str) -> None:
        self._lines[self.current] = line
        self._say_fault("")
        try:
            if self.current == ARTICLES:
                self.articles.search(line)
            elif self.current == CONCORDANCE:
                self.concordance.show_words(line)
            else:
                self.events.filter(line)
        except AnnotatorError as error:
            self._say_fault(str(error))

    def _say_fault(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        restyled(self.line.edit, invalid="true" if sentence else "false")
        self.line.edit.setAccessibleDescription(sentence)

    def show_counts(self, events: int) -> None:
        """Say how much each view holds; of events, so many."""
        self._chips.set_count(ARTICLES, self.articles.count)
        self._chips.set_count(CONCORDANCE, self.concordance.count)
        self._chips.set_count(EVENTS, events)

    def forget(self) -> None:
        """There is no project any more."""
        self._lines = dict.fromkeys(self._lines, "")
        self.articles.line = ""
        self.articles.table.show_sorting(Sorting())
        self.articles.search_again()
        self.concordance.forget()
        self.events.forget()
        self.show_view(ARTICLES)

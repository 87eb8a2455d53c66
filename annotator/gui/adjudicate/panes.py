"""The parts of the Adjudicate workspace, laid out: articles, head, article, the card beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from annotator.gui.adjudicate.articles import CandidatesPanel
from annotator.gui.adjudicate.card import Explanation, PlaceCard
from annotator.gui.adjudicate.head import Head, Legend
from annotator.gui.adjudicate.lanes import ComparedView
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, label
from annotator.gui.widgets.panels import Fitting

_SIDE = 368
_SHARE = 0.42
"""The width of the card in pixels at 100 %, and the most that it takes of the room there is."""


class Ended(QFrame):
    """Shown in place of the card where nothing is left to decide; its button's action varies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = label("", level="heading")
        self._title.setWordWrap(True)
        self._text = label("", tone="muted")
        self._text.setWordWrap(True)
        self.onward = ActionButton("", "adjudicate-article-open", "primary")
        self.onward.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme = current_theme()
        box = QVBoxLayout(self)
        side = theme.px(16)
        box.setContentsMargins(side, theme.px(14), side, side)
        box.setSpacing(theme.px(10))
        box.addWidget(self._title)
        box.addWidget(self._text)
        box.addWidget(self.onward, 0, Qt.AlignmentFlag.AlignLeft)

    def show_end(self, title: str, text: str, onward: str) -> None:
        """Say that nothing is left, and offer to go on; "" for nowhere."""
        self._title.setText(title)
        self._text.setText(text)
        self.onward.setText(onward)
        self.onward.setVisible(bool(onward))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


class Panes(QSplitter):
    """Makes the parts and gives each its place; what joins them is the page's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.articles = CandidatesPanel()
        self.head = Head()
        self.legend = Legend()
        self.view = ComparedView()
        self.card = PlaceCard()
        self.explanation = Explanation()
        self.ended = Ended()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(True)
        self.articles.setMinimumWidth(140)
        for number, pane in enumerate((self.articles, self._paper())):
            self.addWidget(pane)
            self.setStretchFactor(number, number)
        grown = min(current_theme().scale, 1.15)
        self.setSizes([round(214 * grown), 1_170])
        self.view.aligned.connect(self.legend.align_to)

    def _paper(self) -> QWidget:
        paper = QFrame()
        paper.setProperty("role", "paper")
        paper.setMinimumWidth(480)
        self.view.setProperty("role", "article")
        theme = current_theme()
        article = QVBoxLayout()
        article.setSpacing(0)
        article.addWidget(self.legend)
        article.addWidget(self.view, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(article, 1)
        body.addWidget(self._side())
        box = QVBoxLayout(paper)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.px(2))
        box.addWidget(self.head)
        box.addLayout(body, 1)
        return paper

    def _side(self) -> QWidget:
        theme = current_theme()
        inside = QFrame()
        inside.setProperty("role", "paper")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(theme.px(8), theme.px(2), theme.px(6), theme.px(12))
        inner.setSpacing(theme.px(10))
        for part in (self.card, self.ended, self.explanation):
            inner.addWidget(part)
        inner.addStretch(1)
        self._beside = QFrame()
        self._beside.setProperty("role", "paper")
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, theme.px(4), theme.px(8), 0)
        self._fitting = Fitting(inside)
        column.addWidget(self._fitting)
        column.addStretch(1)
        return self._beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(current_theme().px(_SIDE), round(self.width() * _SHARE))
        if self._beside.maximumWidth() != wide:
            self._beside.setFixedWidth(wide)

    def show_side(self, *, ended: bool) -> None:
        """Show the card of a place, or that nothing is left; the article then has the focus."""
        focused: QWidget | None = self.window().focusWidget()
        if ended and focused is not None and self._beside.isAncestorOf(focused):
            self.view.setFocus()  # else Qt gives it to the menu, away from the keys
        self.card.setVisible(not ended)
        self.ended.setVisible(ended)
        if ended:
            self.explanation.show_nothing()

    def settle_side(self) -> None:
        """Give the card the height that it asks for now."""
        self._fitting.updateGeometry()

    def go_to_pane(self, by: int) -> None:
        """Go so many panes on, round the end: articles, article, card."""
        first = self.ended.onward if self.ended.isVisible() else self.card.reason
        stops: tuple[QWidget, ...] = (self.articles.list, self.view, first)
        focused: QWidget | None = self.window().focusWidget()
        here = next((n for n, stop in enumerate(stops) if stop is focused), 1)
        stops[(here + by) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)

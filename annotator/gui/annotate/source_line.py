"""The line above an article: its source, or that the source is hidden, with Reveal; its state."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.core.model import Article, State
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, label, restyled
from annotator.gui.widgets.states import state_name


class SourceLine(QFrame):
    """Says where the article comes from, as far as the project shows it."""

    reveal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel()
        restyled(self._words, tone="muted", level="small")
        self._reveal = QPushButton(self.tr("Reveal"))
        self._reveal.setProperty("kind", "flat")
        self._reveal.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._reveal.setToolTip(
            self.tr("Show outlet, author and address; that you did so is recorded")
        )
        self._reveal.clicked.connect(self.reveal_asked)
        self._state = label("", tone="muted", level="small")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words)
        self._row.addWidget(self._reveal)
        self._row.addStretch(1)
        self._row.addWidget(self._state)
        theme = current_theme()
        self._row.setContentsMargins(theme.px(24), theme.px(10), theme.px(24), theme.px(4))
        self.setMinimumHeight(theme.px(44))

    def align_to(self, left: int) -> None:
        """Begin where the article's column begins, so many pixels from the left."""
        margins = self._row.contentsMargins()
        margins.setLeft(left)
        margins.setRight(left)
        self._row.setContentsMargins(margins)

    def show_source(self, article: Article, *, hidden: bool) -> None:
        """Show the article's metadata; without outlet, author and address where they are hidden."""
        data = article.metadata
        if hidden:
            parts = [self.tr("Source hidden while you annotate"), shown_date(data.date), data.genre]
        else:
            source = data.outlet or self.tr("Source unknown")
            parts = [source, data.author, shown_date(data.date), data.genre, data.url]
        self._words.setText(" · ".join(part for part in parts if part))
        known = bool(data.outlet or data.author or data.url)
        self._reveal.setVisible(hidden and known)

    def show_state(self, state: State, reason: str) -> None:
        """Show the state where the person set one."""
        said = state in (State.DONE, State.SKIPPED, State.FLAGGED)
        words = state_name(state) + (f": {reason}" if reason else "") if said else ""
        self._state.setText(words)
        tone = {State.DONE: "ok", State.FLAGGED: "warn"}.get(state, "muted")
        restyled(self._state, tone=tone)


def shown_date(text: str) -> str:
    """An ISO date as one reads it ("14 March 2024"); any other text as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B} {day.year}"

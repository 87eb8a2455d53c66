"""How far an annotator is with an article, as lists show it: a sign of its own, and a name."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from annotator.core.model import State
from annotator.gui.theme import current_theme
from annotator.gui.widgets.icons import pixmap


def paint_state(painter: QPainter, x: int, y: int, state: State) -> None:
    """Paint the mark of a state, 14 pixels square at 100 % text; each has a shape of its own."""
    theme = current_theme()
    colours = {
        State.TODO: theme.tokens.text_muted,
        State.IN_PROGRESS: theme.tokens.accent,
        State.DONE: theme.tokens.ok,
        State.SKIPPED: theme.tokens.text_muted,
        State.FLAGGED: theme.tokens.warn,
    }
    side = theme.px(14)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(x, y, pixmap(f"state-{state.value}", colours[state], side, ratio))


def state_name(state: State) -> str:
    """The state as lists and menus say it."""
    name = {
        State.TODO: "To do",
        State.IN_PROGRESS: "In progress",
        State.DONE: "Done",
        State.SKIPPED: "Skipped",
        State.FLAGGED: "Flagged",
    }[state]
    return QCoreApplication.translate("State", name)

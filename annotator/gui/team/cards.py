"""What the Team page is built of: a card with its heading, and bars of states and of shares."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.model import State
from annotator.gui.session import Session
from annotator.gui.team.figures import Figures
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import TitledCard
from annotator.gui.widgets.states import state_name

SHOWN = (State.DONE, State.SKIPPED, State.FLAGGED, State.IN_PROGRESS, State.TODO)
"""The states in the order in which a bar shows them, from the left."""


class TeamCard(TitledCard):
    """A section of the Team page.

    `show_figures` is called with what is known of the team; a card that has nothing to show hides.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.session = session

    def show_figures(self, figures: Figures) -> None:
        """Show what is known of the team."""
        raise NotImplementedError


class StateBar(QWidget):
    """How many articles are in which state, as one bar; the words beside it say the same."""

    def __init__(self, states: Mapping[State, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = {state: states.get(state, 0) for state in SHOWN}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = [f"{state_name(state)}: {n:,}" for state, n in self._states.items() if n]
        self.setAccessibleName("; ".join(said))
        self.setToolTip("\n".join(said))

    def sizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(160), look.px(8))

    def minimumSizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(40), look.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_states(QPainter(self), QRectF(self.rect()), self._states)


def paint_states(painter: QPainter, area: QRectF, states: Mapping[State, int]) -> None:
    """Paint how many articles are in which state as one bar that fills the area."""
    look = current_theme()
    tokens = look.tokens
    colours = {
        State.DONE: tokens.ok,
        State.SKIPPED: tokens.text_faint,
        State.FLAGGED: tokens.warn,
        State.IN_PROGRESS: tokens.accent,
    }
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tokens.edge if look.high_contrast else Qt.PenStyle.NoPen)
    whole = area.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = whole.height() / 2
    painter.setBrush(tokens.sunken if look.high_contrast else tokens.line)
    painter.drawRoundedRect(whole, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    total = max(sum(states.values()), 1)
    left = whole.left()
    for state, colour in colours.items():
        wide = whole.width() * states.get(state, 0) / total
        if wide > 0:
            part = QRectF(left, whole.top(), max(wide - look.px(1), 2.0), whole.height())
            painter.setBrush(colour)
            painter.drawRoundedRect(part, min(radius, part.width() / 2), radius)
        left += wide
    painter.restore()

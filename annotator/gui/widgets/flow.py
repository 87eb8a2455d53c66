"""Rows that break, and parts that turn to stand below each other, where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from annotator.gui.theme import current_theme


class ButtonFlow(QWidget):
    """Buttons in a row, in as many rows as they need."""

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = tuple(buttons)
        self._heights: dict[int, int] = {}
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def count(self) -> int:
        """How many buttons there are, hidden ones too."""
        return len(self._buttons)

    def add(self, button: QWidget) -> None:
        """Add a button at the end."""
        button.setParent(self)
        self._buttons = (*self._buttons, button)
        self.arrange()

    def arrange(self) -> None:
        """Place the buttons anew: another one is shown or hidden, or says something else."""
        self._heights.clear()
        self._flow(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask many times over, for one width and another.
        if width not in self._heights:
            self._heights[width] = self._flow(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        widest = max((it.sizeHint().width() for it in self._buttons), default=0)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()  # only now the style sheet has given the buttons their paddings

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def _flow(self, width: int, *, move: bool) -> int:
        gap = current_theme().px(6)
        left = top = height = 0
        for button in self._buttons:
            if button.isHidden():
                continue
            button.ensurePolished()  # or a fresh one has no paddings yet
            size = button.sizeHint().expandedTo(button.minimumSize())
            if left and left + size.width() > width:
                left, top, height = 0, top + height + gap, 0
            if move:
                button.setGeometry(QRect(left, top, min(size.width(), width), size.height()))
            left += size.width() + gap
            height = max(height, size.height())
        return top + height


class BesideOrBelow(QBoxLayout):
    """Parts beside each other where they have the room, else below each other.

    `wide` is the width in pixels at 100 % text from which on they have it; whoever is resized
    calls `suit`.
    """

    def __init__(self, wide: int) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._wide = wide

    def suit(self, width: int) -> None:
        """Stand as a page of this width in pixels asks."""
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if width >= current_theme().px(self._wide) else way.TopToBottom
        if self.direction() is not wanted:
            self.setDirection(wanted)

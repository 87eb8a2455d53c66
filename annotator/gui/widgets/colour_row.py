"""Choosing a colour, of a tag or of an annotator: the palette as a row of swatches."""

import re

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.gui.theme import TAG_COLOURS, LanePattern, current_theme
from annotator.gui.widgets.painting import paint_focus_ring, paint_swatch

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ColourRow(QWidget):
    """The colours of the palette, and one more for a tag that has a colour of its own.

    It is one stop of the Tab key: arrows go along, Space chooses.
    """

    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = LanePattern.SOLID
        self.setAccessibleName(name)
        names = {
            "red": self.tr("Red"),
            "amber": self.tr("Amber"),
            "violet": self.tr("Violet"),
            "teal": self.tr("Teal"),
            "green": self.tr("Green"),
            "magenta": self.tr("Magenta"),
            "blue": self.tr("Blue"),
            "brown": self.tr("Brown"),
            "olive": self.tr("Olive"),
            "slate": self.tr("Slate"),
        }
        self._buttons = [_Colour(colour, names[colour], self) for colour in TAG_COLOURS]
        self._own = _Colour("", "", self)
        for button in (*self._buttons, self._own):
            button.clicked.connect(self._choose)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange_focus()

    @property
    def pending(self) -> bool:
        """A choice never waits."""
        return False

    def settle(self) -> None:
        """A choice is complete as soon as it is made."""

    def value(self) -> str:
        """The colour chosen: a name of the palette or `#rrggbb`."""
        return next((button.colour for button in self._shown() if button.isChecked()), "")

    def show_value(self, colour: str, pattern: LanePattern) -> None:
        """Show what is stored, in the tag's pattern."""
        own = re.fullmatch(r"#[0-9a-fA-F]{6}", colour) is not None
        self._own.show_colour(colour if own else "", self.tr("Own colour {c}").format(c=colour))
        self._own.setVisible(own)
        for button in (*self._buttons, self._own):
            button.setChecked(button.colour == colour)
            button.pattern = pattern if button.isChecked() else LanePattern.SOLID
            button.update()
        self._arrange_focus()
        self._flow(self.width(), move=True)

    def go(self, button: "_Colour", step: int) -> None:
        """Move the focus along the row."""
        shown = self._shown()
        at = min(max(shown.index(button) + step, 0), len(shown) - 1)
        shown[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width, move=False)

    def sizeHint(self) -> QSize:
        side = self._own.sizeHint().width()
        return QSize(side * len(self._shown()), side)

    def minimumSizeHint(self) -> QSize:
        side = self._own.sizeHint().width()
        return QSize(side * 5, self._flow(max(self.width(), side * 5), move=False))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self._flow(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> "list[_Colour]":
        return [*self._buttons, self._own] if self._own.colour else self._buttons

    def _flow(self, width: int, *, move: bool) -> int:
        side = self._own.sizeHint().width()
        columns = max(1, width // side)
        for i, button in enumerate(self._shown()):
            if move:
                button.setGeometry(QRect(i % columns * side, i // columns * side, side, side))
        return -(-len(self._shown()) // columns) * side

    def _choose(self) -> None:
        chosen = self.sender()
        for button in self._shown():
            button.setChecked(button is chosen)
        self._arrange_focus()
        self.finished.emit()

    def _arrange_focus(self) -> None:
        chosen = next((it for it in self._shown() if it.isChecked()), self._buttons[0])
        for button in (*self._buttons, self._own):
            at_stop = button is chosen
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if at_stop else Qt.FocusPolicy.ClickFocus
            )
        self.setFocusProxy(chosen)


class _Colour(QAbstractButton):
    """One swatch: checked, a ring is drawn round it."""

    def __init__(self, colour: str, name: str, owner: ColourRow) -> None:
        super().__init__(owner)
        self._owner = owner
        self.pattern = LanePattern.SOLID
        self.colour = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_colour(colour, name)

    def show_colour(self, colour: str, name: str) -> None:
        """Stand for this colour."""
        self.colour = colour
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = current_theme().px(28)
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._owner.go(self, step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked():
            inset = look.px(3) + 0.5
            ring = area.adjusted(inset, inset, -inset, -inset)
            painter.setPen(QPen(look.tokens.text, 1.5))
            painter.drawRoundedRect(ring, look.px(6), look.px(6))
        elif self.underMouse():
            painter.setPen(QPen(look.tokens.edge, 1))
            painter.drawRoundedRect(area.adjusted(3.5, 3.5, -3.5, -3.5), look.px(6), look.px(6))
        inset = look.px(7)
        swatch = area.adjusted(inset, inset, -inset, -inset)
        colour = look.tag_colour(self.colour)
        paint_swatch(painter, swatch, colour, self.pattern, look.tokens.paper)
        if self.hasFocus():
            paint_focus_ring(painter, area, look)

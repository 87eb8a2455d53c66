"""A choice out of a list, and a number; a turn of the wheel scrolls the page, and changes none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)


class Combo(QComboBox):
    """A choice out of a list; a `narrow` one leaves its width to its room, not to the choices."""

    finished = Signal()

    def __init__(
        self, name: str = "", parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if narrow:
            self.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.setMinimumContentsLength(12)
        self.activated.connect(self.finished)

    def offer(self, choices: list[tuple[object, str]]) -> None:
        """Offer these pairs of a value and its text."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)

    def value(self) -> object:
        """The value chosen, or None."""
        return self.currentData()

    def show_value(self, value: object) -> None:
        """Show what is stored."""
        found = (i for i in range(self.count()) if self.itemData(i) == value)
        self.setCurrentIndex(next(found, -1))

    def settle(self) -> None:
        """A choice is complete as soon as it is made."""

    @property
    def pending(self) -> bool:
        """A choice never waits."""
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Qt cuts a text that is too long where it pleases.
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width() - 2
        side = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, side, room)
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberInput(QSpinBox):
    """A whole number from `low` to `high`."""

    finished = Signal()

    def __init__(
        self,
        name: str = "",
        low: int = -1000,
        high: int = 1000,
        step: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.editingFinished.connect(self.settle)

    def show_value(self, value: int) -> None:
        """Show what is stored."""
        self._shown = value
        self.setValue(value)

    @property
    def pending(self) -> bool:
        """Whether another number is typed than is stored."""
        return self.value() != self._shown

    def settle(self) -> None:
        """Complete what is being typed."""
        if self.pending:
            self.finished.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

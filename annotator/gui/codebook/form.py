"""The column of labelled rows that every editor of the codebook is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import current_theme
from annotator.gui.widgets import label, restyled

WIDEST = 720
"""How wide a column of rows grows, in pixels at 100 % text."""

_NARROW = 470
_LABELS = 126


class Tick(QCheckBox):
    """Yes or no."""

    finished = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(text)
        self.clicked.connect(self.finished)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def show_value(self, value: bool) -> None:  # noqa: FBT001 - a value, as in Qt's own setters
        """Show what is stored."""
        self.setChecked(value)

    @property
    def pending(self) -> bool:
        """A tick never waits."""
        return False

    def settle(self) -> None:
        """A tick is complete as soon as it is made."""


class Row(QWidget):
    """An input with its label, a word of help, and what is wrong with what was typed.

    `show` puts a thing's value into the input; `changed` gives the thing with the input's value;
    `title` names the step that this is. `finished` carries the row once a change is complete.
    """

    finished = Signal(object)

    def __init__(
        self,
        text: str,
        widget: Any,
        show: Callable[[Any], None],
        changed: Callable[[Any], Any],
        title: Callable[[Any, Any], str],
        help: str = "",  # noqa: A002 - what it is called everywhere
    ) -> None:
        super().__init__()
        self.input = widget
        self.show_item, self.changed_item, self.title = show, changed, title
        self.label = label(text, tone="muted")
        self.label.setWordWrap(True)
        self.label.setBuddy(widget)
        self._help = help
        self._words = label(help, tone="muted", level="small")
        self._fault = label("", tone="danger", level="small")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(widget)
        for words in (self._words, self._fault):
            words.setWordWrap(True)
            words.setVisible(bool(words.text()))
            box.addWidget(words)
        widget.setAccessibleDescription(help)
        widget.finished.connect(self._finish)

    @property
    def fault(self) -> str:
        """What is wrong with what was typed, or ""."""
        return self._fault.text()

    def say(self, fault: str) -> None:
        """Show what is wrong beside the input; "" if nothing is."""
        if fault == self.fault:
            return
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        restyled(self.input, invalid="true" if fault else "false")
        self.input.setAccessibleDescription(fault or self._help)
        if fault and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.input, fault))

    def help_with(self, help: str) -> None:  # noqa: A002
        """Show other words of help."""
        self._help = help
        self._words.setText(help)
        self._words.setVisible(bool(help))
        self.input.setAccessibleDescription(self.fault or help)

    def _finish(self) -> None:
        self.finished.emit(self)


class Form(QWidget):
    """Rows with their labels beside them, or above them where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._dress()

    def add(self, row: Row) -> None:
        """Add a row at the end."""
        self._rows.addRow(row.label, row)
        row.label.setMinimumWidth(current_theme().px(_LABELS))

    def put(self, row: Row, *, shown: bool) -> None:
        """Show or hide a row with its label."""
        self._rows.setRowVisible(row, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _wrap(self, width: int) -> None:
        narrow = width < current_theme().px(_NARROW)
        policy = QFormLayout.RowWrapPolicy
        self._rows.setRowWrapPolicy(policy.WrapAllRows if narrow else policy.DontWrapRows)

    def _dress(self) -> None:
        look = current_theme()
        self._rows.setVerticalSpacing(look.px(12))
        self._rows.setHorizontalSpacing(look.px(14))
        for at in range(self._rows.rowCount()):
            item = self._rows.itemAt(at, QFormLayout.ItemRole.LabelRole)
            if item is not None and item.widget() is not None:
                item.widget().setMinimumWidth(look.px(_LABELS))
        self._wrap(self.width())


class Column(QScrollArea):
    """A page of quiet paper that scrolls, with one column in its middle."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QFrame()
        page.setProperty("role", "paper")
        self._content = content
        self._middle = QHBoxLayout(page)
        self._middle.addStretch(1)
        self._middle.addWidget(content, 1000, Qt.AlignmentFlag.AlignTop)
        self._middle.addStretch(1)
        self.setWidget(page)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._content.setMaximumWidth(look.px(WIDEST))
        self._middle.setContentsMargins(look.px(28), look.px(26), look.px(28), look.px(28))

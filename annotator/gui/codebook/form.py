"""The column of labelled rows that every editor of the codebook is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label, restyled

WIDEST = 720
"""How wide a column of rows grows, in pixels at 100 % text."""

Title = str | Callable[[Any, Any], str]

_NARROW = 470
_LABELS = 126


class Tick(QCheckBox):
    """Yes or no."""

    finished = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.finished)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        look, room = current_theme(), self.width()
        shown = self.fontMetrics().elidedText(
            self.words, Qt.TextElideMode.ElideRight, max(0, room - look.px(30))
        )
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self.words else self.words)

    def retell(self, text: str) -> None:
        """Show other words beside it."""
        self.words = text
        self.setAccessibleName(text)
        self._elide()

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def show_value(self, value: bool) -> None:
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
    `title` names the step: with `{old…}` and `{new…}` for the thing before and after, or made of
    the two. `finished` carries the row once a change is complete.
    """

    finished = Signal(object)

    def __init__(
        self,
        text: str,
        widget: Any,
        title: Title,
        show: Callable[[Any], None],
        changed: Callable[[Any], Any],
        help: str = "",  # noqa: A002 - what it is called everywhere
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.input, self._title = widget, title
        self.show_item, self.changed_item = show, changed
        self.label = label(text, tone="muted")
        self.label.setWordWrap(True)
        self.label.setBuddy(widget)
        self._help = help
        self._words = label(help, tone="muted", level="small")
        self._fault = label("", tone="danger", level="small")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._right = QVBoxLayout()
        self._line.addLayout(self._right, 1)
        self._right.addWidget(widget)
        for words in (self._words, self._fault):
            words.setWordWrap(True)
            self._right.addWidget(words)
            # Not before it has a parent: it would be a window for a moment and take the focus.
            words.setVisible(bool(words.text()))
        self._dress()
        widget.setAccessibleDescription(help)
        widget.finished.connect(self._finish)

    def title(self, old: Any, new: Any) -> str:
        """What the step from the old to the new thing is called."""
        if callable(self._title):
            return self._title(old, new)
        return self._title.format(old=old, new=new)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _finish(self) -> None:
        self.finished.emit(self)

    def _turn(self, width: int) -> None:
        """Put the label above the input where it is narrow."""
        look, way = current_theme(), QBoxLayout.Direction
        narrow = width < look.px(_NARROW)
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._line.setSpacing(look.px(4 if narrow else 14))
        self.label.setFixedWidth(look.px(2 * _LABELS if narrow else _LABELS))
        self.label.setContentsMargins(0, 0 if narrow else look.px(6), 0, 0)

    def _dress(self) -> None:
        self._right.setSpacing(current_theme().px(4))
        self._turn(self.width())


class Form(QWidget):
    """Rows with their labels beside them, or above them where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._dress()

    def add(self, row: Row) -> None:
        """Add a row at the end."""
        self._rows.addWidget(row)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self._rows.setSpacing(current_theme().px(14))


class Column(QScrollArea):
    """A page of quiet paper that scrolls, with one column in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page = QFrame()
        self.page.setProperty("role", "paper")
        self.setWidget(self.page)
        self._content: QWidget | None = None
        self._middle = QHBoxLayout(self.page)

    def hold(self, content: QWidget) -> None:
        """Show this, which is a child of `page`."""
        self._content = content
        self._middle.addStretch(1)
        self._middle.addWidget(content, 1000, Qt.AlignmentFlag.AlignTop)
        self._middle.addStretch(1)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        if self._content is not None:
            self._content.setMaximumWidth(look.px(WIDEST))
        self._middle.setContentsMargins(look.px(28), look.px(26), look.px(28), look.px(28))

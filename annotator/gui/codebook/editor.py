"""What the editors of a tag, a field, a question and the codebook itself have in common."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import Codebook
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.form import Form, Row, Title
from annotator.gui.theme import LanePattern, current_theme
from annotator.gui.widgets.basic import ActionButton, Swatch, label
from annotator.gui.widgets.flow import ButtonFlow

if TYPE_CHECKING:
    from annotator.gui.widgets.inputs import LineInput

_NARROW = 560
_BESIDE = 2
"""So many buttons stand beside a name."""


class Heading(QWidget):
    """The name of what is edited with a line about it, and buttons for what can be done with it."""

    pressed = Signal(str)
    """The id of the action whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.swatch = Swatch("slate", LanePattern.SOLID)
        self._title = label("", level="heading")
        self._note = label("", tone="muted")
        for words in (self._title, self._note):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._name = QHBoxLayout()
        self._name.addWidget(self.swatch, 0, Qt.AlignmentFlag.AlignVCenter)
        self._name.addWidget(self._title, 1)
        words_box = QVBoxLayout()
        words_box.setSpacing(0)
        words_box.addLayout(self._name)
        words_box.addWidget(self._note)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(words_box, 1)
        self._tools = ButtonFlow((), self)
        self._row.addWidget(self._tools)
        self._dress()

    def add_button(self, action_id: str, text: str) -> QPushButton:
        """Add a button for the action with this id."""
        button = ActionButton(text, action_id)
        button.asked.connect(self.pressed)
        self._tools.add(button)
        return button

    def show_buttons(self) -> None:
        """Place the buttons anew: one is shown or hidden by now, or says something else."""
        self._tools.arrange()

    def show_words(self, title: str, note: str) -> None:
        """Show this name and the line below it."""
        self._title.setText(title)
        self._note.setText(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn(event.size().width())

    def _turn(self, width: int) -> None:
        """Put the buttons below the name where they would leave it no room."""
        below = self._tools.count > _BESIDE or width < current_theme().px(_NARROW)
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._name.setSpacing(look.px(10))
        self._row.setSpacing(look.px(12))
        self._turn(self.width())


class ItemEditor(QWidget):
    """Edits one thing of the codebook; every completed change of a row is one step.

    Where a change is refused, the row says why and keeps what was typed.
    """

    asked = Signal(str)
    """The id of an action that a button asks for."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = book
        self.key = ""
        self.called: LineInput | None = None
        self.rows: list[Row] = []
        self.heading = Heading(self)
        self.heading.pressed.connect(self.asked)
        self.form = Form(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.heading)
        self._box.addWidget(self.form)
        self._dress()

    # ------------------------------------------------------------------ what an editor says

    def item(self) -> Any:
        """The thing that is edited as it is stored, or None."""
        raise NotImplementedError

    def replaced(self, changed: Any) -> Codebook:
        """The codebook with the changed thing in place of the one that is stored."""
        raise NotImplementedError

    def hindrance(self, before: Any, changed: Any) -> str:  # noqa: ARG002 - for editors that know
        """What speaks against a change beside the codebook's own faults, or ""."""
        return ""

    def show_around(self, item: Any) -> None:
        """Show what is not an input: the heading, which rows apply."""

    # ------------------------------------------------------------------ showing and writing

    def add(
        self,
        text: str,
        widget: Any,
        title: Title,
        show: Callable[[Any], None],
        changed: Callable[[Any], Any],
        help: str = "",  # noqa: A002
    ) -> Row:
        """Add a row; see there for what it takes."""
        row = Row(text, widget, title, show, changed, help, self.form)
        self.rows.append(row)
        self.form.add(row)
        row.finished.connect(self._commit)
        return row

    def add_value(
        self,
        text: str,
        name: str,
        widget: Any,
        title: Title,
        help: str = "",  # noqa: A002
    ) -> Row:
        """Add a row for the attribute `name`, which the input shows and gives as it is."""
        return self.add(
            text,
            widget,
            title,
            lambda item: widget.show_value(getattr(item, name)),
            lambda item: replace(item, **{name: widget.value()}),
            help,
        )

    def show_key(self, key: str) -> None:
        """Edit the thing with this key; the same key again re-reads it, but not what is typed."""
        fresh = key != self.key
        self.key = key
        item = self.item()
        if item is None:
            return
        for row in self.rows:
            if fresh:
                row.say("")
            if fresh or not (row.fault or row.input.pending):
                row.show_item(item)
        self.show_around(item)

    def settle(self) -> str:
        """Save what is being typed; gives what hinders that as a sentence, or ""."""
        for row in self.rows:
            row.input.settle()
        return next((row.fault for row in self.rows if row.fault and row.input.pending), "")

    def _commit(self, row: Row) -> None:
        item = self.item()
        if item is None:
            return
        changed = row.changed_item(item)
        fault = self.hindrance(item, changed)
        if not fault and changed != item:
            fault = self.book.write(row.title(item, changed), self.replaced(changed))
        row.say(fault)
        stored = self.item()
        if not fault and stored is not None:
            row.show_item(stored)
            self.show_around(stored)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self._box.setSpacing(current_theme().px(22))

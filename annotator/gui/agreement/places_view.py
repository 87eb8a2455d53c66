"""The places that a figure rests on, in their context, and what each annotator did there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.article.layer import TagLook
from annotator.gui.places import PlaceList
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, emptied, label
from annotator.gui.widgets.panels import Empty, Fitting

if TYPE_CHECKING:
    from annotator.project.disputed_places import DisputedPlace


class PlacesView(QWidget):
    """Lists places; `asked` carries the id of an action that a button stands for.

    `opened` comes with a double click on a place.
    """

    asked = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: Sequence[DisputedPlace] = ()
        self.back = ActionButton(self.tr("‹ Agreement"), "agreement-back", "flat")
        self.back.setAccessibleName(self.tr("Back to the figures"))
        self.head = ElidedLabel()
        self.head.setProperty("level", "title")
        self.count = label("", tone="muted")
        self.list = PlaceList(self.tr("Places in the text"), ticks=False)
        self.open = ActionButton(self.tr("Open in Annotate"), "agreement-open")
        self.adjudicate = ActionButton(self.tr("Adjudicate"), "agreement-adjudicate", "primary")
        self._nothing = Empty(
            self.tr("No differences here"),
            self.tr("Everyone who is done with these articles did the same."),
        )
        self._looking = Empty(self.tr("Looking up the places…"), "")
        self._stack = QStackedWidget()
        for page in (self.list, self._nothing, self._looking):
            self._stack.addWidget(page)
        self._said = QWidget()
        self._said_grid = QGridLayout(self._said)
        self._lay_out()
        for button in (self.back, self.open, self.adjudicate):
            button.asked.connect(self.asked)
        self.list.opened.connect(self.opened)
        self.list.selectionModel().currentRowChanged.connect(self._show_said)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.head)
        head.addWidget(self.count, 1)
        foot = QHBoxLayout()
        self._room = Fitting(self._said)
        foot.addWidget(self._room, 1)
        buttons = QVBoxLayout()
        buttons.addWidget(self.adjudicate)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        foot.addLayout(buttons)
        self._box = QVBoxLayout(self)
        self._box.addLayout(head)
        self._box.addWidget(self._stack, 1)
        self._box.addLayout(foot)
        self._foot = foot
        self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._box.setContentsMargins(look.px(22), look.px(12), look.px(22), look.px(16))
        self._box.setSpacing(look.px(10))
        self._foot.setSpacing(look.px(16))
        self._said_grid.setContentsMargins(0, 0, 0, 0)
        self._said_grid.setHorizontalSpacing(look.px(14))
        self._said_grid.setVerticalSpacing(look.px(4))
        self._said_grid.setColumnStretch(1, 1)
        self._room.setMaximumHeight(look.px(150))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    # ------------------------------------------------------------------ showing

    def look_up(self, title: str) -> None:
        """Say that the places of this are being looked up."""
        self.head.setText(title)
        self.count.setText("")
        self._show([], {})
        self._stack.setCurrentWidget(self._looking)

    def show_places(
        self, places: Sequence["DisputedPlace"], looks: dict[str, TagLook], *, cut: bool
    ) -> None:
        """Show these, with the cursor on the first; `cut` says that there are more."""
        counted = self.tr("1 place") if len(places) == 1 else self.tr("{n} places")
        if cut:
            counted = self.tr("the first {n} places")
        self.count.setText("· " + counted.format(n=f"{len(places):,}"))
        self._show(places, looks)
        self._stack.setCurrentWidget(self.list if places else self._nothing)
        if places:
            self.list.selectRow(0)
            self.list.setFocus()
        else:
            self.back.setFocus()

    def _show(self, places: Sequence["DisputedPlace"], looks: dict[str, TagLook]) -> None:
        self._places = places
        self.list.places.looks = looks
        self.list.places.show_places([each.place for each in places])
        for button in (self.open, self.adjudicate):
            button.setEnabled(bool(places))
        self._show_said()

    @property
    def current(self) -> "DisputedPlace | None":
        """The place with the cursor."""
        row = self.list.currentIndex().row()
        return self._places[row] if 0 <= row < len(self._places) else None

    def _show_said(self) -> None:
        """Show who did what at the place with the cursor."""
        emptied(self._said_grid)
        place = self.current
        if place is None:
            return
        spoken = []
        for row, (who, what) in enumerate(place.said):
            words = QLabel(what or self.tr("nothing"))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            if not what:
                words.setProperty("tone", "muted")
            self._said_grid.addWidget(label(who, level="strong"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._said_grid.addWidget(words, row, 1)
            spoken.append(f"{who}: {what or self.tr('nothing')}")
        self.list.setAccessibleDescription("; ".join(spoken))

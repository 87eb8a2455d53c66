"""A card with the places worth talking about, in one order: pressed, the text goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.labels import shortened
from annotator.core.shares import percent
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, emptied, label, restyled
from annotator.gui.widgets.panels import TitledCard
from annotator.teach.places import Place

_SHOWN = 5


class PlaceRow(QPushButton):
    """One place: its words, a remark, how much of the class marked it."""

    def __init__(self, place: Place, remark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.setProperty("role", "row")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look = current_theme()
        share = percent(place.share)
        self.setAccessibleName(f"“{shortened(place.quote, 60)}”, {share}")
        self.setAccessibleDescription(remark)
        self.setToolTip(remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        row.setSpacing(look.px(8))
        words, said = ElidedLabel(shortened(place.quote, 60)), ElidedLabel(remark)
        restyled(said, tone="muted", level="small")
        figure = label(share, tone="muted")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure.setMinimumWidth(figure.fontMetrics().horizontalAdvance("100 % "))
        row.addWidget(words, 3)
        row.addWidget(said, 2)
        self._words = words
        row.addWidget(figure, 0)
        for child in (words, said):
            child.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def needed(self) -> int:
        """How wide the words are, in pixels."""
        return self._words.fontMetrics().horizontalAdvance(self._words.text()) + 1

    def give(self, width: int) -> None:
        """Give the words so many pixels at most, and the rest to the remark."""
        self._words.setMaximumWidth(width)

    def sizeHint(self) -> QSize:
        # A button asks its own text, of which there is none, and not its layout.
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()


class PlacesCard(TitledCard):
    """The first few places of an order; `asked` carries the place that was pressed."""

    asked = Signal(object)

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.places: list[Place] = []
        self.rows: list[PlaceRow] = []
        self._shown = False
        self._nothing = nothing
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.box.addLayout(self._list)
        self.box.addStretch(1)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these, the first of them; the same again leaves the rows, and the focus in them."""
        fresh = list(places)
        if fresh == self.places and self._shown:
            return
        self.places, self._shown = fresh, True
        emptied(self._list)
        self.rows = []
        for place in self.places[:_SHOWN]:
            note = place.key.note if place.key is not None else ""
            row = PlaceRow(place, note)
            row.clicked.connect(self._pressed)
            self.rows.append(row)
            self._list.addWidget(row)
        self._align()
        if not self.rows:
            self._list.addWidget(self.words(self._nothing))
        more = len(self.places) - _SHOWN
        self.remark.setText(self.tr("and {n} more").format(n=more) if more > 0 else "")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._align()  # only now the style sheet has given the words their font

    def _align(self) -> None:
        """Have all remarks begin where the longest words end."""
        widest = max((row.needed for row in self.rows), default=0)
        for row in self.rows:
            row.give(widest)

    def choose(self, place: Place | None) -> None:
        """Show which place is in question."""
        for row in self.rows:
            row.setChecked(place is not None and row.place.id == place.id)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, PlaceRow):
            row.setChecked(True)
            self.asked.emit(row.place)

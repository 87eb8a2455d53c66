"""The places of an article worth talking about, in three orders, and the one in question."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.teach.places_card import PlacesCard
from annotator.gui.theme import current_theme
from annotator.gui.widgets.flow import BesideOrBelow
from annotator.teach.places import Place, most_decoyed, most_disputed, most_missed

_THREE_CARDS = 900
"""From this width on, in pixels at 100 % text, the cards stand beside each other."""


class TalkingPoints(QWidget):
    """Three cards of places; `chosen` comes when another place, or none, is the one in question.

    `step` goes on in the order of the card that was used last.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place: Place | None = None
        self.disputed = PlacesCard(
            self.tr("Split the class"), self.tr("No place that at least a quarter saw otherwise.")
        )
        self.missed = PlacesCard(
            self.tr("Missed by most"), self.tr("More than half found every word of the key.")
        )
        self.decoyed = PlacesCard(self.tr("Took the decoy"), self.tr("Nobody took a decoy here."))
        self.cards = (self.disputed, self.missed, self.decoyed)
        self._places: tuple[Place, ...] = ()
        self._order = self.disputed
        self._beside = BesideOrBelow(_THREE_CARDS)
        self._beside.setSpacing(current_theme().px(16))
        for card in self.cards:
            self._beside.addWidget(card, 1)
            card.asked.connect(self._asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._beside)

    @property
    def rows(self) -> list[QWidget]:
        """What the Tab key goes through, from the first card to the last."""
        return [row for card in self.cards for row in card.rows]

    def suit(self, width: int) -> None:
        """Stand beside or below each other, as a page of this width in pixels asks."""
        self._beside.suit(width)

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these places of an article; the one in question stays so, if it is among them."""
        self._places = tuple(places)
        for card, order in (
            (self.disputed, most_disputed),
            (self.missed, most_missed),
            (self.decoyed, most_decoyed),
        ):
            card.show_places(order(places))
        known = {it.id: it for it in places}
        self._choose(known.get(self.place.id) if self.place is not None else None)

    def forget(self) -> None:
        """Another article comes, or none: no place is in question."""
        self.place = None

    def go_to(self, place: Place) -> None:
        """Have this place in question."""
        self._choose(place)

    def step(self, by: int) -> None:
        """Go so many places on, round after the last; without any there is nothing to go to."""
        order = self._order.places or next((it.places for it in self.cards if it.places), [])
        order = order or list(self._places)
        if not order:
            return
        ids = [it.id for it in order]
        here = ids.index(self.place.id) if self.place is not None and self.place.id in ids else -1
        at = here + by if here >= 0 else (0 if by > 0 else -1)
        self._choose(order[at % len(order)])

    def _asked(self, place: object) -> None:
        card = self.sender()
        if isinstance(place, Place) and isinstance(card, PlacesCard):
            self._order = card
            self._choose(place)

    def _choose(self, place: Place | None) -> None:
        self.place = place
        for card in self.cards:
            card.choose(place)
        self.chosen.emit()

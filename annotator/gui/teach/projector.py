"""The class on the wall: large type, no names, place after place, guesses before figures."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.labels import shortened
from annotator.core.model import Label
from annotator.core.shares import percent
from annotator.gui.article.heat_text import HeatText, Warmth
from annotator.gui.article.layer import TagLook
from annotator.gui.teach.guess_bar import GuessBar
from annotator.gui.teach.in_class import InClass
from annotator.gui.teach.place_words import key_words, marked_words, pieces_of
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, label
from annotator.teach.places import Place, most_decoyed, most_disputed, most_missed

_POINTS = 22.0
_COLUMN = 62
_SMALLEST, _LARGEST = 14.0, 48.0
_LARGEST_WORDS = 26.0
"""The article's points beyond which the words below it grow no more."""
_LEAST_TEXT = 180
_QUOTE = 80
"""So many code points of a place's words at most; it is framed in the text."""
_ONWARD = (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_N)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_P)


class Walk(Enum):
    """In which order the projector goes from place to place."""

    DISPUTED = auto()
    MISSED = auto()
    DECOYED = auto()
    TEXT = auto()


_ORDERS: Mapping[Walk, Callable[[Sequence[Place]], list[Place]]] = {
    Walk.DISPUTED: most_disputed,
    Walk.MISSED: most_missed,
    Walk.DECOYED: most_decoyed,
    Walk.TEXT: list,
}
_WALK_KEYS = {
    Qt.Key.Key_S: Walk.DISPUTED,
    Qt.Key.Key_M: Walk.MISSED,
    Qt.Key.Key_D: Walk.DECOYED,
    Qt.Key.Key_T: Walk.TEXT,
}


class Projector(QWidget):
    """A window of its own that fills the screen; `guessed` carries a place's id and percent.

    With the key `G` it asks before it shows: digits are the class's guess, Enter shows the share.
    """

    guessed = Signal(str, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "paper")
        self.setWindowTitle(self.tr("Projector"))
        self._found: InClass | None = None
        self._looks: Mapping[str, TagLook] = {}
        self._guesses: Mapping[str, int] = {}
        self.walk = Walk.DISPUTED
        self.place: Place | None = None
        self.key_shown = False
        self.asking = False
        self._typed = ""
        self._revealed: set[str] = set()
        self.text = HeatText()
        self.text.points, self.text.column = _POINTS, _COLUMN
        self.text.setProperty("role", "article")
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setMinimumHeight(current_theme().px(_LEAST_TEXT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = ElidedLabel()
        self.title.setProperty("level", "large")
        self.title.setProperty("tone", "muted")
        self.quote = label("", level="display")
        self.figure = label("", level="display")
        self.marked = label("", level="large")
        self.about_key = label("", level="large")
        self.bar = GuessBar()
        self.keys = label("", tone="muted")
        for words in (self.quote, self.figure, self.marked, self.about_key, self.keys):
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()

    def _lay_out(self) -> None:
        look = current_theme()
        foot = QHBoxLayout()
        foot.setSpacing(look.px(24))
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        figures = QVBoxLayout()
        figures.setSpacing(look.px(4))
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(48), look.px(24), look.px(48), look.px(20))
        box.setSpacing(look.px(14))
        box.addWidget(self.title)
        box.addWidget(self.text, 1)
        box.addLayout(foot)
        box.addWidget(self.keys)
        sides: tuple[tuple[QVBoxLayout, int], ...] = ((words, 3), (figures, 2))
        for side, part in sides:
            half = QWidget()
            # The place of the figure does not hang on how long the words are.
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            half.setLayout(side)
            side.setContentsMargins(0, 0, 0, 0)
            foot.addWidget(half, part)
        for each in (self.quote, self.marked, self.about_key):
            words.addWidget(each)
        words.addStretch(1)
        figures.addWidget(self.figure)
        figures.addWidget(self.bar)
        figures.addStretch(1)

    # ------------------------------------------------------------------ what is shown

    def show_class(
        self, found: InClass, looks: Mapping[str, TagLook], guesses: Mapping[str, int]
    ) -> None:
        """Show this article of the class; the place stays where it is still one."""
        fresh = self._found is None or self._found.work.article.id != found.work.article.id
        self._found, self._looks, self._guesses = found, looks, guesses
        self.title.setText(found.work.article.title)
        if fresh:
            self.text.show_article(found.work.article)
            self.place, self.key_shown = None, False
        self.text.layer.looks = looks
        known = {it.id: it for it in found.places}
        self.place = known.get(self.place.id) if self.place is not None else None
        if self.place is None:
            self.walk = next((it for it in Walk if self._order(it)), Walk.TEXT)
        self._show()

    def _size_words(self) -> None:
        """The words below grow with the article's letters, as long as these keep their room."""
        points = min(self.text.points, _LARGEST_WORDS)
        for words, part in (
            (self.quote, 1.1),
            (self.figure, 1.3),
            (self.marked, 0.8),
            (self.about_key, 0.8),
        ):
            words.setStyleSheet(f"font-size: {points * part:.1f}pt")

    def _order(self, walk: Walk) -> list[Place]:
        return _ORDERS[walk](self._found.places) if self._found is not None else []

    @property
    def _seen(self) -> bool:
        """Whether the figures of the place may be seen: not before the class has guessed."""
        return not self.asking or self.place is None or self.place.id in self._revealed

    def _show(self) -> None:
        self._size_words()
        self._show_text()
        self._show_place()
        self.keys.setText(self._hint())

    def _show_text(self) -> None:
        found = self._found
        if found is None:
            return
        heat, words = found.heat, list[Warmth]()
        if heat is not None and not self.asking:
            words = [
                Warmth(span, heat.share(at)) for at, span in enumerate(heat.words) if heat.count(at)
            ]
        self.text.warm(words, current_theme().tokens.danger)
        self.text.set_labels(self._key() if self.key_shown else ())

    def _key(self) -> Sequence[Label]:
        return (self._found.work.key or ()) if self._found is not None else ()

    def _show_place(self) -> None:
        place = self.place
        self.text.frame(pieces_of(place))
        if place is None:
            self.quote.setText(self.tr("What did you mark?"))
            for words in (self.figure, self.marked, self.about_key):
                words.setText("")
            self.bar.show_both(None, None)
            self.bar.setVisible(False)
            return
        self.quote.setText(f"“{shortened(place.quote, _QUOTE)}”")
        self.bar.setVisible(True)
        self._show_figures(place)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the words below take their room, then the text knows what is left
        self.text.scroll_to(place.span)

    def _show_figures(self, place: Place) -> None:
        whole = round(100 * place.share)
        if not self._seen:
            self.marked.setText(self.tr("What share of the class marked it?"))
            self.figure.setText(f"{self._typed}\u00a0%" if self._typed else self.tr("…\u00a0%"))
            self.about_key.setText("")
            self.bar.show_both(None, int(self._typed) if self._typed else None)
            return
        self.marked.setText(marked_words(place, self._looks))
        self.figure.setText(percent(place.share))
        guess = self._guesses.get(place.id)
        if guess is not None:
            said = self.tr("{share}\u00a0% – guessed\u00a0{guess}\u00a0%")
            self.figure.setText(said.format(share=whole, guess=guess))
        self.bar.show_both(whole, guess)
        self.about_key.setText(key_words(place, self._looks) if self.key_shown else "")

    def _hint(self) -> str:
        names = {
            Walk.DISPUTED: self.tr("what split the class"),
            Walk.MISSED: self.tr("what most missed"),
            Walk.DECOYED: self.tr("decoys taken"),
            Walk.TEXT: self.tr("every place"),
        }
        if self.asking and not self._seen:
            return self.tr("Digits: the guess · Enter: see · G: no more guessing · Esc: close")
        return self.tr(
            "→ ← places ({order}) · K key · G guess first · S split, M missed, D decoys, T all · "
            "+ − size · Esc close"
        ).format(order=names[self.walk])

    # ------------------------------------------------------------------ verbs

    def step(self, by: int) -> None:
        """Go so many places on in the present order."""
        order = self._order(self.walk)
        if not order:
            return
        ids = [it.id for it in order]
        here = ids.index(self.place.id) if self.place is not None and self.place.id in ids else -1
        at = here + by if here >= 0 else (0 if by > 0 else -1)
        self.place = order[at % len(order)]
        self._typed = ""
        self._show()

    def go_in_order(self, walk: Walk) -> None:
        """Go through the places in this order, from its first."""
        if self._order(walk):
            self.walk, self.place = walk, None
            self.step(1)

    def turn_key(self) -> None:
        """Show the key, or no longer."""
        self.key_shown = not self.key_shown
        self._show()

    def turn_guessing(self) -> None:
        """Ask the class before each figure is seen, or no longer."""
        self.asking, self._typed = not self.asking, ""
        self._revealed.clear()
        self._show()

    def take_digit(self, digit: str) -> None:
        """Add a digit to the guess, up to 100."""
        typed = (self._typed + digit).lstrip("0") or "0"
        if int(typed) <= 100:
            self._typed = typed
        self._show_place()

    def reveal(self) -> None:
        """Show the share of the place, and keep what was guessed."""
        if self.place is None or self._seen:
            return
        self._revealed.add(self.place.id)
        if self._typed:
            guess = int(self._typed)
            self._guesses = {**self._guesses, self.place.id: guess}
            self.guessed.emit(self.place.id, guess)
        self._typed = ""
        self._show()

    def resize_text(self, by: float) -> None:
        """Make the letters larger or smaller, by so many points."""
        self.text.points = min(_LARGEST, max(_SMALLEST, self.text.points + by))
        if self._found is not None:
            self.text.restyle(self._found.work.article)
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.place is not None:
            self.text.scroll_to(self.place.span)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.close()
        elif self.asking and not self._seen and event.text().isdecimal():
            self.take_digit(event.text())
        elif self.asking and not self._seen and key is Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._show_place()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reveal()
        elif key in _ONWARD or key in _BACK:
            self.step(1 if key in _ONWARD else -1)
        elif key in _WALK_KEYS:
            self.go_in_order(_WALK_KEYS[key])
        elif key is Qt.Key.Key_K:
            self.turn_key()
        elif key is Qt.Key.Key_G:
            self.turn_guessing()
        elif event.text() in ("+", "=", "-"):
            self.resize_text(-2 if event.text() == "-" else 2)
        else:
            super().keyPressEvent(event)

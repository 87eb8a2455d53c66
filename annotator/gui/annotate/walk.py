"""Selecting by keys: from word to word, larger and smaller, from label to label."""

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from annotator.core.model import Label, Span
from annotator.core.spans import merged, overlaps, trimmed
from annotator.core.text import grown, shrunk
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.tag_offer import TagOffer
from annotator.gui.annotate.tagging import Tagging
from annotator.gui.annotate.upkeep import Upkeep
from annotator.gui.article.walking import (
    backward,
    end_moved,
    onward,
    sentence_backward,
    sentence_onward,
    start_moved,
)
from annotator.gui.session import Session


class WalkedPage(Protocol):
    """What is needed of the page whose article is walked through."""

    session: Session
    panes: Panes
    offer: TagOffer
    tagging: Tagging
    upkeep: Upkeep

    @property
    def active_label(self) -> Label | None: ...
    def go_to_label(self, label_id: str) -> None: ...


class Walk(QObject):
    """Moves the selection, or the edges of the selected label."""

    def __init__(self, page: WalkedPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._grown: Span | None = None
        self._anchor = 0
        self._view = page.panes.view
        self._session = page.session

    # ------------------------------------------------------------------ the selection

    def word(self, by: int) -> None:
        """Select the next word (1) or the one before (-1)."""
        view = self._view
        selected = view.selected or self._active_piece()
        word = (onward if by > 0 else backward)(view.text, selected, view.caret)
        if word is not None:
            self._to(word)

    def sentence(self, by: int) -> None:
        """Select the first word of the next sentence (1), or of this one or the one before (-1)."""
        view = self._view
        if by > 0:
            self.to(sentence_onward(view.text, view.caret))
        else:
            selected = view.selected or self._active_piece()
            self.to(sentence_backward(view.text, selected.start if selected else view.caret))

    def line(self, by: int) -> None:
        """Select the word below (1) or above (-1)."""
        position = self._view.position_line(by)
        word = onward(self._view.text, None, position) or backward(self._view.text, None, position)
        if word is not None:
            self._to(word)

    def to(self, span: Span | None) -> None:
        """Select this place and see it."""
        if span is not None:
            self._to(span)

    def _to(self, span: Span) -> None:
        if self._session.place.label_id:
            self._page.go_to_label("")
        self._reselect(span)

    def _active_piece(self) -> Span | None:
        label = self._page.active_label
        return label.pieces[-1] if label is not None else None

    def extend(self, by: int) -> None:
        """Move the selection's end by a word."""
        span = self._view.selected
        if span is None:
            self.word(by)
        else:
            self._reselect(end_moved(self._view.text, span, by))

    def grow(self, by: int) -> None:
        """Grow (1) or shrink (-1) through word, clause, sentence, paragraph."""
        span = self._view.selected or self._active_piece() or self._view.caret_word()
        if span is None:
            return
        if span != self._grown:
            self._anchor = span.start
        text = self._view.text
        self._grown = trimmed(
            text, grown(text, span) if by > 0 else shrunk(text, span, self._anchor)
        )
        self._shape(self._grown)

    def move_edge(self, by: int, *, at_end: bool) -> None:
        """Move an edge of the selection or of the selected label by a word."""
        span = self._view.selected or self._active_piece()
        if span is not None:
            self._shape((end_moved if at_end else start_moved)(self._view.text, span, by))

    def _shape(self, span: Span) -> None:
        label, selected = self._page.active_label, self._view.selected
        # The words of a label just made are still selected: then the label is meant.
        if label is not None and selected in (None, label.pieces[-1]):
            if span != label.pieces[-1]:
                self._page.tagging.reshape(tuple(merged([*label.pieces[:-1], span])))
            return
        self._reselect(span)

    def _reselect(self, span: Span) -> None:
        held = [piece for piece in self._view.pieces if piece != self._view.selected]
        self._view.select((*held, span))
        self._view.scroll_to(span)
        self._page.offer.show()

    def hold_piece(self) -> None:
        """Keep what is selected as a piece; the next word walked to is another piece of it."""
        view = self._view
        if not view.pieces:
            return
        following = onward(view.text, view.pieces[-1], view.caret)
        if following is not None:
            view.select((*view.pieces, following))

    def copy(self) -> None:
        """Copy the words that are selected, or the selected label's: as far as they are shown."""
        label = self._page.active_label
        pieces = self._view.pieces or (label.pieces if label is not None else ())
        if pieces:
            words = (self._view.shown[start:end] for start, end in pieces)
            QGuiApplication.clipboard().setText(" … ".join(words))

    # ------------------------------------------------------------------ from label to label

    def go_label(self, by: int) -> None:
        """Select the next label (1) or the one before (-1), seen from here, round the end."""
        self._page.upkeep.catch_up()
        labels = self._page.panes.labels.labels.labels
        if not labels:
            return
        row = self._page.panes.labels.labels.row_of(self._view.active)
        if row < 0:
            caret = self._view.caret
            after = next((n for n, item in enumerate(labels) if item.start >= caret), len(labels))
            row = after - 1 if by > 0 else after
        self._page.go_to_label(labels[(row + by) % len(labels)].id)

    def cycle_overlapping(self) -> None:
        """Go through the labels that lie over one place."""
        self._page.upkeep.catch_up()
        active = self._page.active_label
        place = active.start if active is not None else self._view.caret
        over: list[Label] = self._view.layer.at(place)
        if active is not None:
            over = [
                item
                for item in self._page.panes.labels.labels.labels
                if any(overlaps(one, other) for one in item.pieces for other in active.pieces)
            ]
        if over:
            ids = [item.id for item in over]
            at = ids.index(active.id) if active is not None and active.id in ids else -1
            self._page.go_to_label(ids[(at + 1) % len(ids)])

"""Deciding on something that nobody said: words are selected, and a tag's key is pressed."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from annotator.core.adjudication import AskedPlace, Place
from annotator.core.model import Codebook, Span, Tag
from annotator.core.spans import overlaps, trimmed
from annotator.core.text import grown, shrunk
from annotator.gui.adjudicate.lanes import ComparedView
from annotator.gui.article.layer import TagLook
from annotator.gui.article.tag_bar import NUMBERED, TagBar
from annotator.gui.article.walking import end_moved, start_moved
from annotator.gui.session import Session
from annotator.gui.theme import current_theme

Change = Callable[[str, Span], Span]
"""Another span for one of a text."""


class EditedPage(Protocol):
    """What is needed of the page whose place is edited."""

    session: Session
    view: ComparedView
    looks: dict[str, TagLook]
    status_changed: SignalInstance

    @property
    def place(self) -> Place | AskedPlace | None: ...
    def say(self, sentence: str) -> None: ...
    def tr(self, text: str) -> str: ...


class Editing(QObject):
    """While `on`, the bar of tags stands beside the selection; `given` carries tag and pieces."""

    given = Signal(str, object)

    def __init__(self, page: EditedPage, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self._page = page
        self._view = page.view
        self._group = ""
        self._anchor = 0
        self._bar = TagBar(page.view.viewport())
        self._bar.asked.connect(self.give)
        page.view.verticalScrollBar().valueChanged.connect(self._follow)
        page.view.shaped.connect(self._show)
        page.view.taken.connect(self._taken)

    def begin(self, pieces: Sequence[Span]) -> None:
        """Select these words and offer the tags."""
        self.on, self._group = True, ""
        self._anchor = pieces[0].start
        self._view.select(pieces)
        self._view.setFocus()
        self._show()
        self._page.status_changed.emit()

    def end(self) -> None:
        """Offer nothing any more."""
        if self.on:
            self.on, self._group = False, ""
            self._view.select((), quietly=True)
            self._bar.hide()
            self._page.status_changed.emit()

    def back(self) -> None:
        """Out of a group of tags, or out of editing."""
        if self._group:
            self._group = ""
            self._show()
        else:
            self.end()

    def _taken(self, _everywhere: bool) -> None:
        pieces, place = self._view.pieces, self._page.place
        if isinstance(place, Place) and pieces:
            self.begin(pieces)

    # ------------------------------------------------------------------ the tag

    @property
    def _book(self) -> Codebook:
        return self._page.session.project.codebook

    def take(self, key: str) -> bool:
        """Give the tag that this key means now; whether keys mean tags at all."""
        if not self.on:
            return False
        tag = self._tag_of(key.casefold())
        if tag is not None:
            self.give(tag.key)
        return True

    def _tag_of(self, key: str) -> Tag | None:
        if self._group:
            inside, number = self._book.inside(self._group), NUMBERED.find(key)
            return inside[number] if 0 <= number < len(inside) else None
        return next((tag for tag in self._book.offered if tag.shortcut.casefold() == key), None)

    def give(self, tag_key: str) -> None:
        """Let this tag stand on what is selected, or open the group that it is."""
        tag, pieces = self._book.tag(tag_key), self._view.pieces
        if tag is not None and tag.group:
            self._group = tag.key
            self._show()
            return
        if not pieces:
            self._page.say(self._page.tr("Select the words that shall be tagged."))
            return
        place = self._page.view.place
        if place is not None and not any(overlaps(piece, place) for piece in pieces):
            self._page.say(self._page.tr("Select words of the place that is framed."))
            return
        self.end()
        self.given.emit(tag_key, pieces)

    # ------------------------------------------------------------------ the words

    def extend(self, by: int) -> None:
        """Move the end of the selection by a word."""
        self._shape(lambda text, span: end_moved(text, span, by))

    def move_start(self, by: int) -> None:
        """Move the start of the selection by a word."""
        self._shape(lambda text, span: start_moved(text, span, by))

    def grow(self, by: int) -> None:
        """Grow (1) or shrink (-1) through word, clause, sentence, paragraph."""
        anchor = self._anchor
        self._shape(
            lambda text, span: trimmed(
                text, grown(text, span) if by > 0 else shrunk(text, span, anchor)
            )
        )

    def _shape(self, change: Change) -> None:
        span = self._view.selected
        if not self.on or span is None:
            return
        others = [piece for piece in self._view.pieces if piece != span]
        fresh = change(self._view.text, span)
        self._view.select((*others, fresh))
        self._view.scroll_to(fresh)

    # ------------------------------------------------------------------ the bar

    def _show(self) -> None:
        pieces = self._view.pieces
        if not self.on or not pieces:
            self._bar.hide()
            return
        book, sticky = self._book, self._page.session.sticky
        if self._group:
            inside = book.inside(self._group)
            self._bar.show_tags(inside, self._page.looks, sticky, 0, numbered=True)
        else:
            read = self._read()
            tags = [tag for tag in book.offered if not book.in_group(tag) or tag.key in read]
            tags.sort(key=lambda tag: tag.key not in read)
            self._bar.show_tags(tags, self._page.looks, sticky, 0)
        self._follow()

    def _read(self) -> set[str]:
        place = self._page.place
        return {it.tag for it in place.readings} if isinstance(place, Place) else set()

    def _follow(self) -> None:
        pieces = self._view.pieces
        rects = self._view.rects(pieces[-1]) if self.on and pieces else []
        if rects:
            self._bar.float_beside(rects[-1], current_theme().px(self._view.layer.room))

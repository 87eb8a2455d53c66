"""The tags offered beside the selection, and by digits inside a group."""

from collections import Counter
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from annotator.core.model import Article, Codebook, Label, Tag
from annotator.core.text import occurrences
from annotator.gui.annotate.panes import Panes
from annotator.gui.article.layer import TagLook
from annotator.gui.article.tag_bar import NUMBERED
from annotator.gui.session import Session
from annotator.gui.theme import current_theme

_SEARCHED_AT_ONCE = 300_000
"""Code points: in a longer article the bar does not count how often the words stand in it."""
_GAP = 12


class OfferedPage(Protocol):
    """What is needed of the page on which tags are offered."""

    session: Session
    article: Article | None
    marker: bool
    panes: Panes
    status_changed: SignalInstance

    @property
    def looks(self) -> dict[str, TagLook]: ...

    @property
    def codebook(self) -> Codebook: ...
    @property
    def sticky(self) -> str: ...
    @property
    def active_label(self) -> Label | None: ...
    def isVisible(self) -> bool: ...


class TagOffer(QObject):
    """Shows the bar of tags where words are selected; `group` is whose tags a digit chooses now."""

    def __init__(self, page: OfferedPage, parent: QObject) -> None:
        super().__init__(parent)
        self.group = ""
        self._page = page
        self._view = page.panes.view
        self._bar = page.panes.bar
        self._view.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show(self) -> None:
        """Show the bar of tags beside the selection, or hide it where nothing is selected."""
        page, view = self._page, self._view
        pieces = view.pieces
        if not pieces or page.article is None or page.marker or not page.isVisible():
            self._bar.hide()
            return
        words = view.text[pieces[-1].start : pieces[-1].end]
        short = len(pieces) == 1 and len(words) < 200 and len(view.text) < _SEARCHED_AT_ONCE
        alike = len(occurrences(view.text, words)) if short else 0
        if self.group:
            inside = page.codebook.inside(self.group)
            self._bar.show_tags(inside, page.looks, page.sticky, 0, numbered=True)
        else:
            self._bar.show_tags(self._likely(words), page.looks, page.sticky, alike)
        rects = view.rects(pieces[-1])
        if rects:
            self._bar.float_beside(rects[-1], current_theme().px(_GAP))

    def _likely(self, words: str) -> list[Tag]:
        """The tags on offer: first those that were given to the same words, then the last one."""
        given = Counter(self._page.session.desk.tags_given_to(words))
        sticky = self._page.sticky
        book = self._page.codebook
        tags = [
            tag
            for tag in book.offered
            if not book.in_group(tag) or given[tag.key] or tag.key == sticky
        ]
        return sorted(tags, key=lambda tag: (-given[tag.key], tag.key != sticky, tags.index(tag)))

    def _scrolled(self, _value: int) -> None:
        view = self._view
        if self._bar.isVisible():
            rects = view.rects(view.pieces[-1]) if view.pieces else []
            if rects and 0 <= rects[-1].bottom() <= view.viewport().height():
                self._bar.float_beside(rects[-1], current_theme().px(_GAP))

    # ------------------------------------------------------------------ groups

    def open_group(self, group: Tag) -> None:
        """Offer the tags inside a group; the next digit chooses among them."""
        view = self._view
        if not view.pieces and self._page.active_label is None and view.hasFocus():
            word = view.caret_word()
            if word is not None:
                view.select((word,), quietly=True)
        self.group = group.key
        self.show()
        self._page.status_changed.emit()

    def close_group(self) -> None:
        """Offer all tags again, not those of one group."""
        self.group = ""
        self.show()
        self._page.status_changed.emit()

    def tag_of(self, key: str) -> Tag | None:
        """The tag that this key gives now."""
        book = self._page.codebook
        if self.group:
            inside, number = book.inside(self.group), NUMBERED.find(key)
            return inside[number] if 0 <= number < len(inside) else None
        return next((tag for tag in book.offered if tag.shortcut.casefold() == key), None)

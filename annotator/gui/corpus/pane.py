"""One article of several that are read side by side: to be read, selected in and tagged."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.labels import same_place
from annotator.core.masking import Mask, mask_for, title_for
from annotator.core.model import Article, Label, Span, State, Tag
from annotator.gui.article.article_view import ArticleView
from annotator.gui.article.layer import TagLook
from annotator.gui.article.tag_bar import NUMBERED, TagBar
from annotator.gui.article.tag_keys import pressed_key
from annotator.gui.article.walking import backward, end_moved, onward
from annotator.gui.corpus.table_model import shown_date
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, restyled
from annotator.gui.widgets.states import state_name
from annotator.project.sight import source_kept_back

_WALKS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Left: -1,
}
_LINES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Pane(QFrame):
    """An article with its labels; acts on its own selection or its own selected label.

    `tagged` carries the tag that was given, `said` a sentence, `entered` comes when it gets the
    focus.
    """

    tagged = Signal(str)
    said = Signal(str)
    entered = Signal()

    def __init__(self, session: Session, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.article: Article | None = None
        self.sticky = ""
        self.group = ""  # whose tags the next digit chooses among
        self.setProperty("role", "paper")
        self.name = ElidedLabel()
        restyled(self.name, level="strong")
        self.source = ElidedLabel()
        restyled(self.source, tone="muted", level="small")
        self.view = _View(self)
        self.view.setProperty("role", "article")
        self.view.setAccessibleName(self.tr("Article {n}").format(n=number))
        self.bar = TagBar(self.view.viewport())
        self.bar.asked.connect(self.give)
        self.view.shaped.connect(self._shaped)
        self.view.pointed.connect(self._pointed)
        self.view.reshaped.connect(self._reshape)
        self.view.focused.connect(self.entered)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.aligned.connect(self._align)
        look = current_theme()
        head = self._head = QHBoxLayout()
        head.setContentsMargins(look.px(24), look.px(6), look.px(12), look.px(6))
        words = QVBoxLayout()
        words.setSpacing(look.px(1))
        words.addWidget(self.name)
        words.addWidget(self.source)
        head.addLayout(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        self.setMinimumWidth(look.px(160))

    def _align(self, side: int) -> None:
        """Begin the head where the text begins, so many pixels from the pane's side."""
        look = current_theme()
        self._head.setContentsMargins(side, look.px(6), look.px(12), look.px(6))

    # ------------------------------------------------------------------ what is shown

    def show_article(self, article_id: str) -> None:
        """Show this article with the annotator's labels; "" for none."""
        self.bar.hide()
        if not article_id:
            self.article = None
            self.setVisible(False)
            return
        self.setVisible(True)
        if self.article is None or self.article.id != article_id:
            self.article = self._session.project.article(article_id)
            self.view.show_article(self.article, self._mask(self.article))
        self.read_again()

    def _mask(self, article: Article) -> Mask:
        return mask_for(self._session.project.settings, article.text, article.metadata)

    def read_again(self) -> None:
        """Read labels, state and metadata anew."""
        if self.article is None:
            return
        self.article = self._session.project.article(self.article.id)
        mask = self._mask(self.article)
        if mask != self.view.covers:
            self.view.restyle(self.article, mask)
        active = self.view.active
        self.view.set_labels(self._session.desk.labels(self.article.id))
        self.view.set_active(active)
        self._show_facts()

    def _show_facts(self) -> None:
        if self.article is None:
            return
        known = self.article.metadata
        who = self._session.desk.annotator.id
        state = self._session.project.assignment(self.article.id, who).state
        count = len(self.view.layer.labels)
        labels = self.tr("1 label") if count == 1 else self.tr("{n} labels").format(n=count)
        parts = [known.outlet, known.author, shown_date(known.date), labels]
        if source_kept_back(self._session.project):
            parts = [self.tr("Source hidden"), labels]
        if state is not State.TODO:
            parts.append(state_name(state))
        self.name.setText(title_for(self._session.project.settings, known))
        self.name.setVisible(not self.article.headline_end)  # the text begins with it
        self.source.setText(" · ".join(part for part in parts if part))

    def put(self, before: object, after: object) -> None:
        """A label of this article changed."""
        if isinstance(after, Label):
            self.view.put_label(after)
        elif isinstance(before, Label):
            self.view.drop_label(before.id)
        self._show_facts()

    def show_looks(self, looks: Mapping[str, TagLook]) -> None:
        """Tags look so now."""
        self.view.layer.looks = looks
        self.view.restyle_labels()

    # ------------------------------------------------------------------ tagging

    @property
    def active_label(self) -> Label | None:
        """The selected label."""
        return self.view.layer.labels.get(self.view.active)

    def give(self, tag_key: str) -> None:
        """Tag what is selected; else retag the selected label; else tag the word at the caret.

        A group offers the tags inside it, of which the next digit chooses one.
        """
        tag = self._session.project.codebook.tag(tag_key)
        if self.article is None or tag is None:
            return
        if tag.group:
            self._open_group(tag)
            return
        desk, label, pieces = self._session.desk, self.active_label, self.view.pieces
        if not pieces and label is not None:
            desk.retag(label, tag_key)
        else:
            word = self.view.caret_word()
            places = pieces or ((word,) if word is not None else ())
            if not places:
                self.said.emit(self.tr("Select words first; then the tag can be given."))
                return
            made = desk.tag(self.article, tag_key, [places])
            mine = self.view.layer.labels.values()
            shown = made[0] if made else same_place(mine, tag_key, tuple(places))
            self.view.select((), quietly=True)
            self.view.set_active(shown.id if shown is not None else "")
        self.group = ""
        self.bar.hide()
        self.tagged.emit(tag_key)

    def _open_group(self, group: Tag) -> None:
        word = self.view.caret_word()
        if not self.view.pieces and self.active_label is None and word is not None:
            self.view.select((word,), quietly=True)
        self.group = group.key
        places = self.view.pieces or (
            self.active_label.pieces if self.active_label is not None else ()
        )
        if places:
            self._show_bar(places[-1])

    def remove(self) -> None:
        """Delete the selected label."""
        if self.active_label is not None:
            self._session.desk.untag([self.active_label])

    def _reshape(self, pieces: object) -> None:
        if self.active_label is not None and self.article is not None and isinstance(pieces, tuple):
            self._session.desk.move(self.article, self.active_label, pieces)

    # ------------------------------------------------------------------ selecting

    def _shaped(self) -> None:
        pieces = self.view.pieces
        if not pieces or self.article is None or not self.isVisible():
            self.bar.hide()
            return
        self.group = ""
        self.view.set_active("")
        self._show_bar(pieces[-1])

    def _show_bar(self, piece: Span) -> None:
        words = self.view.text[piece.start : piece.end]
        given = Counter(self._session.desk.tags_given_to(words))
        book = self._session.project.codebook
        likely = [
            tag
            for tag in book.offered
            if not book.in_group(tag) or given[tag.key] or tag.key == self.sticky
        ]
        likely.sort(key=lambda tag: (-given[tag.key], tag.key != self.sticky))
        tags = book.inside(self.group) if self.group else likely
        if not tags:
            return
        looks, numbered = self.view.layer.looks, bool(self.group)
        self.bar.show_tags(tags, looks, self.sticky, 0, numbered=numbered)
        rects = self.view.rects(piece)
        if rects:
            self.bar.float_beside(rects[-1], current_theme().px(12))

    def _scrolled(self, _value: int) -> None:
        if self.bar.isVisible() and self.view.pieces:
            rects = self.view.rects(self.view.pieces[-1])
            if rects:
                self.bar.float_beside(rects[-1], current_theme().px(12))

    def _pointed(self, label_id: str) -> None:
        self.group = ""
        self.bar.hide()
        self.view.set_active(label_id)

    def _to(self, span: Span | None) -> None:
        if span is not None:
            self.view.set_active("")
            self.view.select((span,))
            self.view.scroll_to(span)

    def _walk(self, by: int) -> None:
        view, label = self.view, self.active_label
        selected = view.selected or (label.pieces[-1] if label is not None else None)
        self._to((onward if by > 0 else backward)(view.text, selected, view.caret))

    def _walk_line(self, by: int) -> None:
        view = self.view
        at = view.position_line(by)
        self._to(onward(view.text, None, at) or backward(view.text, None, at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, shape and tag as in Annotate; what is no key of this is left to the page."""
        key, held = Qt.Key(event.key()), event.modifiers()
        held &= ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if plain and key in _WALKS:
            self._walk(_WALKS[key])
        elif plain and key in _LINES:
            self._walk_line(_LINES[key])
        elif held == Qt.KeyboardModifier.ShiftModifier and key in (
            Qt.Key.Key_Right,
            Qt.Key.Key_Left,
        ):
            span = self.view.selected
            if span is not None:
                self._to(end_moved(self.view.text, span, 1 if key is Qt.Key.Key_Right else -1))
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.sticky:
                self.give(self.sticky)
        elif plain and key is Qt.Key.Key_Escape:
            if self.group:
                self._close_group()
            else:
                self.view.set_active("")
                self.view.select(())
        elif not self._tag_by(event):
            super().keyPressEvent(event)

    def _tag_by(self, event: QKeyEvent) -> bool:
        pressed = pressed_key(event)
        tag = self._tag_of(pressed) if pressed and self._session.is_open else None
        if tag is None:
            return False
        self.give(tag.key)
        return True

    def _tag_of(self, key: str) -> Tag | None:
        book = self._session.project.codebook
        if self.group:
            inside, number = book.inside(self.group), NUMBERED.find(key)
            return inside[number] if 0 <= number < len(inside) else None
        return next((tag for tag in book.offered if tag.shortcut.casefold() == key), None)

    def _close_group(self) -> None:
        self.group = ""
        if self.view.pieces:
            self._show_bar(self.view.pieces[-1])
        else:
            self.bar.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.article is not None:
            self.view.restyle(self.article)


class _View(ArticleView):
    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

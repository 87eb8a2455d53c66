"""What the Annotate page does to labels, answers and states: the selection in, verbs out."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from annotator.core.labels import same_place
from annotator.core.model import Article, Codebook, Label, Origin, Span, State, Tag, Value
from annotator.core.spans import merged, overlaps, trimmed
from annotator.core.text import grown, occurrences, shrunk
from annotator.gui.annotate.details import DetailsPanel
from annotator.gui.annotate.labels_panel import LabelsList
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.queue import QueuePanel
from annotator.gui.annotate.tags_panel import TagsPanel
from annotator.gui.article.article_view import ArticleView
from annotator.gui.article.tag_bar import TagBar
from annotator.gui.article.walking import backward, end_moved, onward, start_moved
from annotator.gui.session import Session


class TaggedPage(Protocol):
    """What the verbs need of the page they act for."""

    session: Session
    article: Article | None
    marker: bool
    group: str
    status_changed: SignalInstance
    view: ArticleView
    bar: TagBar
    tags: TagsPanel
    labels: LabelsList
    details: DetailsPanel
    queue: QueuePanel
    panes: Panes

    @property
    def sticky(self) -> str: ...
    @property
    def codebook(self) -> Codebook: ...
    @property
    def active_label(self) -> Label | None: ...
    def commit(self) -> None: ...
    def tr(self, text: str) -> str: ...
    def catch_up(self) -> None: ...
    def go_to_label(self, label_id: str) -> None: ...
    def show_bar(self) -> None: ...
    def say(self, sentence: str) -> None: ...


class Tagging(QObject):
    """The verbs of the page; each acts on its selection or its selected label."""

    def __init__(self, page: TaggedPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._grown: Span | None = None
        self._anchor = 0
        self._view = page.view
        self._session = page.session

    # ------------------------------------------------------------------ giving tags

    def tag(self, tag_key: str) -> None:
        """Tag what is selected; else retag the selected label; else tag the caret's word.

        The caret's word counts only while the article has the focus: elsewhere nobody sees it.
        With the marker, take this tag for what the mouse selects from now on.
        """
        page = self._page
        tag = page.codebook.tag(tag_key)
        if tag is not None and tag.group:
            self._open_group(tag)
            return
        if page.marker:
            self._stick(tag_key)
            page.tags.choose(tag_key)
            page.status_changed.emit()
        else:
            self._give(tag_key)

    def _open_group(self, group: Tag) -> None:
        """Offer the tags inside a group; the next digit chooses among them."""
        page = self._page
        if not self._view.pieces and page.active_label is None and self._view.hasFocus():
            word = self._view.caret_word()
            if word is not None:
                self._view.select((word,), quietly=True)
        page.group = group.key
        page.show_bar()
        page.status_changed.emit()

    def _give(self, tag_key: str) -> None:
        page = self._page
        page.group = ""
        if page.article is None:
            return
        page.commit()
        pieces = self._view.pieces
        label = page.active_label
        if pieces:
            self.tag_places(tag_key, [pieces])
        elif label is not None:
            self._session.desk.retag(label, tag_key)
            self._stick(tag_key)
        elif self._view.hasFocus():
            word = self._view.caret_word()
            if word is not None:
                self.tag_places(tag_key, [(word,)])
                self._view.select((word,), quietly=True)
        else:
            page.say(page.tr("Select words in the article first; then the tag can be given."))

    def mark(self, everywhere: bool) -> None:
        """With the marker: tag what the mouse selected, or with Shift every place alike."""
        page, pieces = self._page, self._view.pieces
        if not page.marker or not pieces or not page.sticky:
            return
        if everywhere and len(pieces) == 1:
            words = self._view.text[pieces[0].start : pieces[0].end]
            self.tag_alike(page.sticky, occurrences(self._view.text, words))
        else:
            self.tag_places(page.sticky, [pieces])

    def tag_places(
        self, tag_key: str, places: Sequence[Sequence[Span]], origin: Origin = Origin.OWN
    ) -> None:
        """Tag these places in one step and show the first label made."""
        article = self._page.article
        if article is None:
            return
        made = self._session.desk.tag(article, tag_key, places, origin=origin)
        self._stick(tag_key)
        self._page.bar.hide()
        mine = self._view.layer.labels.values()
        shown = made[0] if made else same_place(mine, tag_key, places[0])
        if shown is not None:
            self._session.go_to_label(shown.id)

    def tag_alike(self, tag_key: str, spans: object) -> None:
        """Tag these places, each as a label of its own, in one step of origin "bulk"."""
        if isinstance(spans, list):
            self.tag_places(tag_key, [(span,) for span in spans], Origin.BULK)
            self._view.setFocus()

    def tag_sticky(self) -> None:
        """Give the tag that was given last."""
        if self._page.sticky:
            self._give(self._page.sticky)

    def _stick(self, tag_key: str) -> None:
        self._session.sticky = tag_key

    def likely(self, words: str) -> list[Tag]:
        """The tags on offer: first those that were given to the same words, then the last one."""
        given = Counter(self._session.desk.tags_given_to(words))
        sticky = self._page.sticky
        book = self._page.codebook
        tags = [
            tag
            for tag in book.offered
            if not book.in_group(tag) or given[tag.key] or tag.key == sticky
        ]
        return sorted(tags, key=lambda tag: (-given[tag.key], tag.key != sticky, tags.index(tag)))

    def pattern_of_all(self) -> tuple[Span | None, str]:
        """The words whose other places are to be tagged, and with which tag."""
        label = self._page.active_label
        if label is not None and len(label.pieces) == 1:
            return label.pieces[0], label.tag
        pieces = self._view.pieces
        if len(pieces) == 1:
            return pieces[0], self._page.sticky
        word = self._view.caret_word()
        return word, self._page.sticky

    # ------------------------------------------------------------------ the selected label

    def remove(self) -> None:
        """Delete the selected label."""
        label = self._page.active_label
        if label is not None:
            self._session.desk.untag([label])
            self._view.setFocus()

    def reshape(self, pieces: object) -> None:
        """Put the selected label on other pieces."""
        label, article = self._page.active_label, self._page.article
        if label is not None and article is not None and isinstance(pieces, tuple):
            self._session.desk.move(article, label, pieces)

    def set_field(self, key: str, value: object) -> None:
        """Set a field of the label whose details are shown."""
        label = self._page.details.shown
        if label is not None:
            stored = self._view.layer.labels.get(label.id)
            if stored is not None:
                self._session.desk.set_field(stored, key, _value(value))

    def set_note(self, note: str) -> None:
        """Write the note of the label whose details are shown."""
        label = self._page.details.shown
        stored = self._view.layer.labels.get(label.id) if label is not None else None
        if stored is not None:
            self._session.desk.set_note(stored, note)

    # ------------------------------------------------------------------ the article

    def answer(self, key: str, value: object) -> None:
        """Answer a question about the article."""
        if self._page.article is not None:
            self._session.desk.answer(self._page.article.id, key, _value(value))

    def set_article_note(self, note: str) -> None:
        """Write the note on the article."""
        if self._page.article is not None:
            self._session.desk.set_article_note(self._page.article.id, note)

    def set_state(self, state: State, reason: str = "") -> None:
        """Say how far the article is."""
        if self._page.article is not None:
            self._page.commit()
            self._session.desk.set_state(self._page.article.id, state, reason)

    def skip(self, reason: str) -> None:
        """Skip the article."""
        self.set_state(State.SKIPPED, reason)

    def flag(self, reason: str) -> None:
        """Flag the article."""
        self.set_state(State.FLAGGED, reason)

    def done_next(self) -> None:
        """Say done, unless a required question is open, and go on to the next article to do."""
        page = self._page
        if page.article is None:
            return
        page.commit()
        mine = self._session.project.answers(page.article.id, self._session.desk.annotator.id)
        answered = {answer.question for answer in mine}
        open_ones = [
            question.name
            for question in page.codebook.questions
            if question.required and question.key not in answered and question.when is None
        ]
        if open_ones:
            page.panes.go_to_tab(1)
            page.say(self.tr("Please answer first: {question}").format(question=open_ones[0]))
            return
        self._session.desk.set_state(page.article.id, State.DONE)
        following = page.queue.next_to_do()
        if following:
            self._session.go_to_article(following)
            self._view.setFocus()
        else:
            page.say(self.tr("That was the last article; all are done."))

    # ------------------------------------------------------------------ walking and shaping

    def walk(self, by: int) -> None:
        """Select the next word (1) or the one before (-1)."""
        view = self._view
        selected = view.selected or self._active_piece()
        word = (onward if by > 0 else backward)(view.text, selected, view.caret)
        if word is not None:
            self._to(word)

    def walk_line(self, by: int) -> None:
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
            self.walk(by)
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
                self.reshape(tuple(merged([*label.pieces[:-1], span])))
            return
        self._reselect(span)

    def _reselect(self, span: Span) -> None:
        held = [piece for piece in self._view.pieces if piece != self._view.selected]
        self._view.select((*held, span))
        self._view.scroll_to(span)
        self._page.show_bar()

    def hold_piece(self) -> None:
        """Keep what is selected as a piece; the next word walked to is another piece of it."""
        view = self._view
        if not view.pieces:
            return
        following = onward(view.text, view.pieces[-1], view.caret)
        if following is not None:
            view.select((*view.pieces, following))

    # ------------------------------------------------------------------ from label to label

    def go_label(self, by: int) -> None:
        """Select the next label (1) or the one before (-1), seen from here, round the end."""
        self._page.catch_up()
        labels = self._page.labels.labels.labels
        if not labels:
            return
        row = self._page.labels.labels.row_of(self._view.active)
        if row < 0:
            caret = self._view.caret
            after = next((n for n, item in enumerate(labels) if item.start >= caret), len(labels))
            row = after - 1 if by > 0 else after
        self._page.go_to_label(labels[(row + by) % len(labels)].id)

    def cycle_overlapping(self) -> None:
        """Go through the labels that lie over one place."""
        self._page.catch_up()
        active = self._page.active_label
        place = active.start if active is not None else self._view.caret
        over: list[Label] = self._view.layer.at(place)
        if active is not None:
            over = [
                item
                for item in self._page.labels.labels.labels
                if any(overlaps(one, other) for one in item.pieces for other in active.pieces)
            ]
        if over:
            ids = [item.id for item in over]
            at = ids.index(active.id) if active is not None and active.id in ids else -1
            self._page.go_to_label(ids[(at + 1) % len(ids)])


def _value(value: object) -> Value | None:
    return value if isinstance(value, str | int | bool) else None

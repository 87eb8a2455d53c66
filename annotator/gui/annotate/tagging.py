"""What the Annotate page does to labels: the selection in, verbs out."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from annotator.core.labels import same_place
from annotator.core.model import Article, Codebook, Label, Origin, Span, Value
from annotator.core.text import occurrences
from annotator.gui.annotate.details import DetailsPanel
from annotator.gui.annotate.review import Review
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.tag_offer import TagOffer
from annotator.gui.annotate.tags_panel import TagsPanel
from annotator.gui.article.article_view import ArticleView
from annotator.gui.article.tag_bar import TagBar
from annotator.gui.session import Session


class TaggedPage(Protocol):
    """What the verbs need of the page they act for."""

    session: Session
    article: Article | None
    marker: bool
    offer: TagOffer
    status_changed: SignalInstance
    view: ArticleView
    bar: TagBar
    tags: TagsPanel
    details: DetailsPanel
    study: Study
    review: Review

    @property
    def sticky(self) -> str: ...
    @property
    def codebook(self) -> Codebook: ...
    @property
    def active_label(self) -> Label | None: ...
    def commit(self) -> None: ...
    def tr(self, text: str) -> str: ...
    def say(self, sentence: str) -> None: ...


class Tagging(QObject):
    """The verbs for labels; each acts on the selection or the selected label."""

    def __init__(self, page: TaggedPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
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
        if page.study.in_feedback:
            page.say(self.tr("You have seen the key here, so your labels stay as they are."))
            return
        if tag is not None and tag.group:
            page.offer.open_group(tag)
            return
        if page.marker:
            self._stick(tag_key)
            page.tags.choose(tag_key)
            page.status_changed.emit()
        else:
            self._give(tag_key)

    def _give(self, tag_key: str) -> None:
        page = self._page
        page.offer.group = ""
        if page.article is None:
            return
        page.commit()
        pieces = self._view.pieces
        label = page.active_label
        if pieces:
            self.tag_places(tag_key, [pieces])
        elif label is not None:
            due = page.review.deciding
            self._session.desk.retag(label, tag_key)
            self._stick(tag_key)
            if due:
                page.review.go_on()
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
                self._session.desk.set_field(stored, key, value_of(value))

    def set_note(self, note: str) -> None:
        """Write the note of the label whose details are shown."""
        label = self._page.details.shown
        stored = self._view.layer.labels.get(label.id) if label is not None else None
        if stored is not None:
            self._session.desk.set_note(stored, note)


def value_of(value: object) -> Value | None:
    """What an editor handed over, as a value; None for nothing."""
    return value if isinstance(value, str | int | bool) else None

"""Keeps the panels of the Annotate page in step with what changes: the article first, then they."""

from collections import Counter
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from annotator.core.edits import Edit, Step
from annotator.core.masking import NOTHING, Mask, mask_for
from annotator.core.model import (
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    Metadata,
    Question,
    SecondAnswer,
    Settings,
)
from annotator.core.text import paragraphs
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.review import Review
from annotator.gui.annotate.stay import Stay
from annotator.gui.article.layer import TagLook
from annotator.gui.session import Place, Session

_LATE = 12
"""Milliseconds after the article at which the panels follow: quicker than the eye, and fast typing
pays for them only once."""


class Refreshed(Protocol):
    """What is to be told that something was done."""

    def refresh(self) -> None: ...


class KeptPage(Protocol):
    """What is needed of the page whose panels these are."""

    session: Session
    article: Article | None
    panes: Panes
    stay: Stay
    review: Review

    @property
    def study(self) -> Refreshed: ...

    status_changed: SignalInstance

    @property
    def looks(self) -> dict[str, TagLook]: ...

    @property
    def sticky(self) -> str: ...
    @property
    def codebook(self) -> Codebook: ...
    @property
    def active_label(self) -> Label | None: ...
    def show_codebook(self) -> None: ...
    def show_place(self, place: Place) -> None: ...


class Upkeep(QObject):
    """Hears every step; changes the article at once, and the panels in `catch_up` soon after."""

    def __init__(self, page: KeptPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._session = page.session
        self._panes = page.panes
        self._view = page.panes.view
        self._counts: Counter[str] = Counter()
        self._prior: tuple[str, tuple[Question, ...]] = ("", ())
        self._steps: list[Step] = []
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self.catch_up)
        self._session.changed.connect(self._changed)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            running.focusChanged.connect(self._focus_moved)

    def forget(self) -> None:
        """What was heard belongs to a project that is read anew."""
        self._steps.clear()
        self._late.stop()

    def _focus_moved(self, _before: object, now: object) -> None:
        # What is typed in the form must not reach the label that it showed before.
        if self._late.isActive() and isinstance(now, QWidget):
            details: QWidget = self._panes.details
            if details.isAncestorOf(now):
                self.catch_up()

    def soon(self) -> None:
        """Catch up soon: another label is selected."""
        self._late.start()

    # ------------------------------------------------------------------ a whole article

    def show_article(self, article: Article) -> None:
        """Show all that belongs to the article: labels, answers, its state, its marks."""
        labels = self._session.desk.labels(article.id)
        self._view.set_labels(labels)
        body = [
            span.start for span in paragraphs(article.text) if span.start >= article.headline_end
        ]
        self._panes.labels.labels.show_labels(labels, body, article.headline_end)
        self._counts = Counter(label.tag for label in labels)
        self.show_counts()
        self.show_answers()
        self._show_assignment()
        self.show_marks()
        self._panes.show_label_count(len(labels))

    def mask_over(self, article: Article, *, revealed: bool = False) -> Mask:
        """What covers the article's text: where it comes from, as far as the project hides that."""
        if revealed:
            return NOTHING
        return mask_for(self._session.project.settings, article.text, article.metadata)

    def _show_mask(self, article: Article) -> None:
        mask = self.mask_over(article, revealed=self._page.stay.revealed)
        if mask != self._view.covers:
            self._view.restyle(article, mask)
        self._panes.find_bar.search_in(self._view.shown)
        self._panes.labels.show_mask(mask)
        self._panes.history.show_mask(mask)

    def show_counts(self) -> None:
        """Show how often each tag is given in the article."""
        self._panes.tags.show_counts(self._counts)

    def show_source(self) -> None:
        """Show where the article comes from, as far as that is not hidden."""
        article = self._page.article
        if article is not None:
            hidden = self._session.project.settings.source_hidden and not self._page.stay.revealed
            self._panes.source.show_source(article, hidden=hidden)
            self._show_mask(article)

    def show_answers(self) -> None:
        """Show what is asked about the article, and what was answered."""
        article = self._page.article
        if article is None:
            return
        asking = self._session.desk.asking(article.id)
        self._panes.questions.show_asking(asking)
        if asking.prior:
            self._prior = article.id, asking.prior
        elif not self._panes.reading and self._prior[0] == article.id and not asking.unasked:
            pass  # all is answered, and may still be changed until they go on to the text
        else:
            self._prior = "", ()
        if self._prior[1]:
            known = article.metadata
            about = known.event or self.mask_over(article).elsewhere(known.title)
            self._panes.card.show_asking(about, asking, self._prior[1])
        self._panes.show_card(shown=bool(self._prior[1]))

    def begin_reading(self) -> None:
        """Show the text, once all that is asked before it is answered."""
        self.catch_up()
        article = self._page.article
        if article is not None and not self._session.desk.asking(article.id).prior:
            self._prior = "", ()
            self._panes.show_card(shown=False)

    def _show_assignment(self) -> None:
        article = self._page.article
        if article is not None:
            own = self._session.project.assignment(article.id, self._session.desk.annotator.id)
            self._panes.notes.show_note(own.note)
            self._panes.source.show_state(own.state, own.reason)

    def show_marks(self) -> None:
        """Show where in the whole article labels are."""
        self._panes.overview.clear()
        for label in self._panes.labels.labels.labels:
            self._mark(label)

    def _mark(self, label: Label) -> None:
        share = label.start / max(1, len(self._view.text))
        self._panes.overview.put(label.id, share, self._view.layer.look(label).colour)

    # ------------------------------------------------------------------ what changed

    def _changed(self, step: Step) -> None:
        for edit in step.edits:
            match edit.record:
                case Label() as label if self._is_mine(label):
                    if isinstance(edit.after, Label):
                        self._view.put_label(edit.after)
                        if label.id == self._view.active and self._view.pieces:
                            # The words of a label just made are still selected: they go along.
                            self._view.select(edit.after.pieces, quietly=True)
                    else:
                        self._view.drop_label(label.id)
                        if label.id == self._session.place.label_id:
                            self._session.go_to_label("")
                case Codebook():
                    self._page.show_codebook()
                    self._view.restyle_labels()
        self._steps.append(step)
        self._late.start()

    def catch_up(self) -> None:
        """Bring the panels up to date with the article now."""
        self._late.stop()
        steps, self._steps = self._steps, []
        if not self._session.is_open:
            return
        panes = self._panes
        for step in steps:
            panes.queue.changed(step)
            panes.history.changed()
            for edit in step.edits:
                self._show_edit(edit)
            if not step.edits:
                self._page.show_place(self._session.place)
        if steps:
            self.show_counts()
            panes.show_label_count(len(panes.labels.labels.labels))
            self._page.study.refresh()
        panes.labels.follow(self._view.active)
        panes.overview.set_active(self._view.active)
        label = self._page.active_label
        look = self._page.looks.get(label.tag) if label is not None else None
        quote = panes.labels.labels.quote(label) if label is not None else ""
        panes.details.show_label(label, self._page.codebook, look, quote)
        self._page.review.show(label)
        panes.tags.choose(label.tag if label is not None else self._page.sticky)
        self._page.status_changed.emit()

    def _show_edit(self, edit: Edit) -> None:
        article = self._page.article
        match edit.record:
            case Label() as label if self._is_mine(label):
                self._label_changed(edit.before, edit.after)
            case Codebook():
                self.show_marks()
                self.show_answers()
            case Answer() | SecondAnswer() as answer if article and answer.article_id == article.id:
                self.show_answers()
            case Assignment() as own if article and own.article_id == article.id:
                self._show_assignment()
                self.show_answers()
            case Metadata() as data if article and data.article_id == article.id:
                self._page.article = self._session.project.article(data.article_id)
                self.show_source()
            case Settings():
                self.show_source()
                self.show_answers()
                self._panes.queue.reload()

    def _is_mine(self, label: Label) -> bool:
        article = self._page.article
        mine = label.annotator_id == self._session.desk.annotator.id
        return mine and article is not None and label.article_id == article.id

    def _label_changed(self, before: object, after: object) -> None:
        if isinstance(before, Label):
            self._counts[before.tag] -= 1
        if isinstance(after, Label):
            self._counts[after.tag] += 1
            self._panes.labels.put(after)
            self._mark(after)
        elif isinstance(before, Label):
            self._panes.labels.drop(before.id)
            self._panes.overview.drop(before.id)

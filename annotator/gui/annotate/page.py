"""The Annotate workspace: the queue, the article, the panels, and what joins them."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.core.feedback import Feedback
from annotator.core.model import (
    Article,
    Codebook,
    Label,
)
from annotator.gui.actions import Action
from annotator.gui.annotate.appearance import Appearance
from annotator.gui.annotate.article_menu import ArticleMenu
from annotator.gui.annotate.completions import Completions
from annotator.gui.annotate.dialogs import Dialogs
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.review import Review
from annotator.gui.annotate.stay import Stay
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.tag_offer import TagOffer
from annotator.gui.annotate.tagging import Tagging
from annotator.gui.annotate.told import Told
from annotator.gui.annotate.upkeep import Upkeep
from annotator.gui.annotate.walk import Walk
from annotator.gui.annotate.whole_article import WholeArticle
from annotator.gui.article.layer import TagLook
from annotator.gui.article.tag_keys import pressed_key
from annotator.gui.preferences import Preferences
from annotator.gui.session import Place
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import Empty
from annotator.gui.workspace import Services, Workspace


class AnnotatePage(Workspace):
    """Joins the panels to the session, and shows the article and the label of its place.

    `upkeep` keeps the panels in step with what changes, `offer` has the tags beside the selection,
    `tagging` what a person does to labels and `whole` to the article, `walk` the selecting by keys,
    `dialogs` what is asked, `menu` the menu of the words, `appearance` how it looks, `told` what
    the status bar says.
    """

    name = "annotate"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["AnnotatePage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self.marker = False
        self.article: Article | None = None
        self._stale = True
        self.panes = panes = Panes(self.session, self)
        self.queue, self.tags, self.bar = panes.queue, panes.tags, panes.bar
        self.view, self.overview, self.source = panes.view, panes.overview, panes.source
        self.find_bar, self.labels, self.details = panes.find_bar, panes.labels, panes.details
        self.questions, self.notes, self.history = panes.questions, panes.notes, panes.history
        self.appearance = Appearance(self)
        self.told = Told(self)
        self.stay = Stay(self)
        self.upkeep = Upkeep(self, self)
        self.offer = TagOffer(self, self)
        self.study = Study(self, services.jobs, self)
        self.tagging = Tagging(self, self)
        self.whole = WholeArticle(self, self)
        self.walk = Walk(self, self)
        self.dialogs = Dialogs(self, self)
        self.menu = ArticleMenu(self, self)
        self.review = Review(self, services.lookups, services.steps, self)
        self.completions = Completions(self.session, services.lookups, self)
        panes.put_above_text(self.review.bar)
        self._empty = Empty(
            self.tr("No articles yet"),
            self.tr("Paste a text, or drop files and folders here."),
            self.tr("Add articles…"),
        )
        self._empty.acted.connect(self._ask_to_add)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(panes)
        self._stack.addWidget(self._empty)
        self._connect()
        self.bind_actions()
        self.apply_preferences(services.preferences)

    def _connect(self) -> None:
        self.session.opened.connect(self.reload)
        self.session.moved.connect(self._moved)
        self.session.shut_out.connect(self._say_shut_out)
        self.queue.asked.connect(self.session.go_to_article)
        self.queue.foot.asked.connect(self._run)
        self.view.shaped.connect(self._shaped)
        self.view.pointed.connect(self._pointed)
        self.view.taken.connect(self.tagging.mark)
        self.view.menu_asked.connect(self.menu.open_at)
        self.view.reshaped.connect(self.tagging.reshape)
        self.view.aligned.connect(self.source.align_to)
        self.overview.asked.connect(self.go_to_label)
        self.labels.asked.connect(self.go_to_label)
        self.details.field_changed.connect(self.tagging.set_field)
        self.details.note_changed.connect(self.tagging.set_note)
        self.details.removed.connect(self.tagging.remove)
        self.details.entered.connect(self.completions.offer_to)
        self.questions.entered.connect(self.completions.offer_to)
        self.questions.answered.connect(self.whole.answer)
        self.questions.answered_again.connect(self.whole.answer_again)
        self.questions.labelled.connect(self.whole.say_labelled)
        self.whole.compared.connect(self._compared)
        panes = self.panes
        panes.card.answered.connect(self.whole.answer)
        panes.card.read.connect(self.upkeep.begin_reading)
        panes.card.left_out.connect(self.dialogs.ask_why_unasked)
        self.notes.written.connect(self.whole.set_note)
        self.tags.asked.connect(self.tagging.tag)
        self.tags.guide.connect(self._ask_for_guide)
        self.bar.asked.connect(self.tagging.tag)
        self.bar.all_asked.connect(self.dialogs.tag_all_alike)
        self.find_bar.found.connect(self._found)
        self.find_bar.closed.connect(self.view.setFocus)
        self.source.reveal_asked.connect(self.whole.reveal)
        self.stay.ticked.connect(self.status_changed)

    def _run(self, action_id: str) -> None:
        self.bound[action_id].run()

    def _compared(self, feedback: object) -> None:
        if isinstance(feedback, Feedback):
            self.dialogs.tell_feedback(feedback)

    def _ask_to_add(self) -> None:
        self.action_asked.emit("articles-add")

    def _ask_for_guide(self) -> None:
        self.action_asked.emit("guide")

    def apply_preferences(self, preferences: Preferences) -> None:
        self.appearance.apply(preferences)

    def ids_to_export(self) -> list[str]:
        return self.queue.selected_ids()

    def layout_state(self) -> str:
        # The panels have other widths at another size of text.
        state = bytes(self.panes.saveState().toBase64().data()).decode()
        return f"{current_theme().scale}:{state}"

    def restore_layout(self, state: object) -> None:
        scale, _, panes = str(state or "").partition(":")
        if scale == str(current_theme().scale):
            self.panes.restoreState(QByteArray.fromBase64(panes.encode()))

    # ------------------------------------------------------------------ the project

    @property
    def looks(self) -> dict[str, TagLook]:
        """How the tags look, by key."""
        return self.appearance.looks

    @property
    def sticky(self) -> str:
        """The tag that was given last."""
        return self.session.sticky

    @property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return self.session.project.codebook

    def reload(self) -> None:
        """Another project, or none; or all of this one is to be read anew, when it is seen."""
        self.article = None
        self.upkeep.forget()
        self.history.touch()
        self._stale = True
        if not self.session.is_open:
            self.queue.reload()
        elif self.session.place.workspace == self.name:
            self.show_place(self.session.place)

    def show_codebook(self) -> None:
        """Show the codebook in force in every panel."""
        self.appearance.show_codebook(self.codebook)
        self.tags.show_codebook(self.codebook, self.session.project.codebook_version, self.looks)
        given = self.codebook.given
        if self.codebook.tag(self.sticky) not in given:
            self.session.sticky = given[0].key if given else ""
        self.tags.choose(self.sticky)
        self.upkeep.show_counts()
        first = self.codebook.tag(self.sticky)
        if first is not None:
            unasked = tuple(item for item in self.codebook.fields_of(first) if item.when is None)
            self.details.prepare(unasked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.article is not None:
            self.show_codebook()
            self.appearance.restyle()

    def enter(self) -> None:
        if self._stale and self.session.is_open:
            self.show_place(self.session.place)
        self.panes.focus_middle()
        self._listen_and_count()
        if self.session.is_open:
            # Once the page is there: a dialog over what is not shown yet has nothing below it.
            QTimer.singleShot(0, self, self._ask_about_annotator)

    def _ask_about_annotator(self) -> None:
        if self.session.is_open and self.isVisible():
            self.dialogs.ask_about_annotator()

    def leave(self) -> None:
        self.commit()
        self._remember_top()
        self.bar.hide()
        self.stay.end()

    def commit(self) -> None:
        self.details.commit()
        self.questions.commit()
        self.panes.card.commit()
        self.notes.commit()

    def _listen_and_count(self) -> None:
        if self.article is not None and self.isVisible():
            self.stay.begin(self.session.desk, self.article.id)
        else:
            self.stay.end()
        self.upkeep.show_source()  # what was revealed on one visit is hidden on the next

    # ------------------------------------------------------------------ the place

    def _moved(self, place: Place) -> None:
        if place.workspace == self.name:
            self.show_place(place)
        elif not self.session.is_open:
            self.commit()
            self.stay.end()

    def show_place(self, place: Place) -> None:
        """Show the article and the label of this place."""
        if not self.session.is_open:
            return
        if self._stale:
            self._stale = False
            self.queue.reload()
            self.study.show_project()
            self.show_codebook()
        self._stack.setCurrentIndex(0 if self.queue.model.ids or place.article_id else 1)
        if not place.article_id:
            return
        if self.article is None or self.article.id != place.article_id:
            self._show_article(self.session.project.article(place.article_id))
        self._show_active(place.label_id)
        if place.span is not None:
            self.walk.to(place.span)

    def _show_article(self, article: Article) -> None:
        self.commit()
        self.upkeep.catch_up()
        self._remember_top()
        self.article = article
        self.bar.hide()
        self.view.show_article(article, self.upkeep.mask_over(article))
        self.upkeep.show_article(article)
        self._go_where_it_was_left(article)
        self.study.show_article()
        self.queue.follow(article.id)
        self._listen_and_count()
        self.status_changed.emit()

    def _remember_top(self) -> None:
        if self.article is not None and self.session.is_open:
            self.session.tops[self.article.id] = self.view.top

    def _go_where_it_was_left(self, article: Article) -> None:
        """Scroll to where one was; on coming back another day, to the label changed last."""
        top = self.session.tops.get(article.id)
        labels = self.labels.labels.labels
        if top is not None:
            self.view.scroll_top_to(top)
        elif labels:
            self.view.scroll_to(max(labels, key=lambda it: it.updated).pieces[0])

    def _show_active(self, label_id: str) -> None:
        if label_id != self.view.active:
            self.details.commit()
        self.view.set_active(label_id)
        label = self.active_label
        if label is not None:
            if self.view.pieces not in ((), label.pieces):
                self.view.select((), quietly=True)
            self.view.scroll_to(label.pieces[0])
        self.upkeep.soon()

    def go_to_label(self, label_id: str) -> None:
        """Select a label of this article and let the text selection go."""
        self.view.select((), quietly=True)
        self.bar.hide()
        self.session.go_to_label(label_id)

    @property
    def active_label(self) -> Label | None:
        """The selected label."""
        return self.view.layer.labels.get(self.view.active)

    # ------------------------------------------------------------------ the selection

    def _shaped(self) -> None:
        pieces = self.view.pieces
        self.offer.group = ""
        if pieces and self.session.place.label_id:
            self.session.go_to_label("")
        self.offer.show()

    def _pointed(self, label_id: str) -> None:
        self.bar.hide()
        self.session.go_to_label(label_id)
        self.panes.tabs.setCurrentIndex(0)

    def _found(self, spans: object, at: int) -> None:
        found = list(spans) if isinstance(spans, list | tuple) else []
        self.view.set_passing(found)
        if 0 <= at < len(found):
            self.session.go_to_label("")
            self.view.select([found[at]], quietly=True)
            self.view.scroll_to(found[at])

    def open_find(self) -> None:
        """Find in the article, beginning with what is selected."""
        span = self.view.selected
        words = (
            self.view.shown[span.start : span.end] if span and span.end - span.start < 80 else ""
        )
        self.bar.hide()
        self.find_bar.open_bar(self.view.shown, words)

    def say(self, sentence: str) -> None:
        """Show a sentence in the window's message bar."""
        self.said.emit(sentence)

    def go_to_fields(self, *, note: bool = False) -> None:
        """Go into the form of the selected label."""
        self.panes.tabs.setCurrentIndex(0)
        self.upkeep.catch_up()
        if note:
            self.details.focus_note()
        else:
            self.details.focus_fields()

    def _say_shut_out(self) -> None:
        self.say(self.tr("The training comes first: other articles open once it is passed."))

    def toggle_marker(self) -> None:
        """Mark whatever the mouse selects at once with the tag given last, or no longer."""
        self.marker = self.view.marking = not self.marker
        self.bar.hide()
        self.status_changed.emit()

    # ------------------------------------------------------------------ keys and words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed_key(event)
        tag = self.offer.tag_of(key) if key and self.session.is_open else None
        if tag is not None:
            self.tagging.tag(tag.key)
            return
        super().keyPressEvent(event)

    def status(self) -> tuple[str, ...]:
        return self.told.status()

    def hint(self) -> tuple[str, str]:
        return self.told.hint()

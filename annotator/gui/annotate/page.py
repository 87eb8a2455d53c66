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
    State,
)
from annotator.gui.actions import Action
from annotator.gui.annotate.dialogs import Dialogs
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.review import Review
from annotator.gui.annotate.stay import Stay
from annotator.gui.annotate.study import Study
from annotator.gui.annotate.tag_offer import TagOffer
from annotator.gui.annotate.tagging import Tagging
from annotator.gui.annotate.upkeep import Upkeep
from annotator.gui.annotate.walk import Walk
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.article.tag_keys import pressed_key
from annotator.gui.panels import Empty
from annotator.gui.preferences import Preferences
from annotator.gui.session import Place
from annotator.gui.states import state_name
from annotator.gui.theme import current_theme
from annotator.gui.workspace import Services, Workspace


class AnnotatePage(Workspace):
    """Joins the panels to the session, and shows the article and the label of its place.

    `upkeep` keeps the panels in step with what changes, `offer` has the tags beside the selection,
    `tagging` what a person does to labels, `walk` the selecting by keys, `dialogs` what is asked.
    """

    name = "annotate"
    title = "Annotate"
    icon = "annotate"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["AnnotatePage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self.marker = False
        self.looks: dict[str, TagLook] = {}
        self.article: Article | None = None
        self._stale = False
        self.panes = panes = Panes(self.session, self)
        self.queue, self.tags, self.bar = panes.queue, panes.tags, panes.bar
        self.view, self.overview, self.source = panes.view, panes.overview, panes.source
        self.find_bar, self.labels, self.details = panes.find_bar, panes.labels, panes.details
        self.questions, self.notes, self.history = panes.questions, panes.notes, panes.history
        self.stay = Stay(self)
        self.upkeep = Upkeep(self, self)
        self.offer = TagOffer(self, self)
        self.study = Study(self, services.jobs, self)
        self.tagging = Tagging(self, self)
        self.walk = Walk(self, self)
        self.dialogs = Dialogs(self, self)
        self.review = Review(self, services.lookups, self)
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
        self.view.reshaped.connect(self.tagging.reshape)
        self.view.aligned.connect(self.source.align_to)
        self.overview.asked.connect(self.go_to_label)
        self.labels.asked.connect(self.go_to_label)
        self.details.field_changed.connect(self.tagging.set_field)
        self.details.note_changed.connect(self.tagging.set_note)
        self.details.removed.connect(self.tagging.remove)
        self.questions.answered.connect(self.tagging.answer)
        self.questions.answered_again.connect(self.tagging.answer_again)
        self.questions.labelled.connect(self.tagging.say_labelled)
        self.tagging.compared.connect(self._compared)
        panes = self.panes
        panes.card.answered.connect(self.tagging.answer)
        panes.card.read.connect(self.upkeep.begin_reading)
        panes.card.left_out.connect(self.dialogs.ask_why_unasked)
        self.notes.written.connect(self.tagging.set_article_note)
        self.tags.asked.connect(self.tagging.tag)
        self.tags.guide.connect(self._ask_for_guide)
        self.bar.asked.connect(self.tagging.tag)
        self.bar.all_asked.connect(self.dialogs.tag_all_alike)
        self.find_bar.found.connect(self._found)
        self.find_bar.closed.connect(self.view.setFocus)
        self.source.reveal_asked.connect(self.reveal)
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
        self.view.snapping = preferences.snapping
        for view in (self.view, self.panes.feedback_text):
            view.points, view.column = preferences.article_points, preferences.column
        self._dim(preferences.backlight)
        if self.article is not None:
            self._make_looks()
            self.view.restyle(self.article)
            self.upkeep.show_marks()
            self.study.restyle()

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
    def sticky(self) -> str:
        """The tag that was given last."""
        return self.session.sticky

    @property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return self.session.project.codebook

    def reload(self) -> None:
        """Another project, or none; or all of this one is to be read anew."""
        self.queue.reload()
        self.article = None
        self.upkeep.forget()
        self.history.touch()
        self._stale = True
        if self.session.is_open and self.session.place.workspace == self.name:
            self.show_place(self.session.place)

    def show_codebook(self) -> None:
        """Show the codebook in force in every panel."""
        self._make_looks()
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

    def _make_looks(self) -> None:
        self.looks = tag_looks(self.codebook)
        self.view.layer.looks = self.looks
        self.labels.labels.looks = self.looks

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.article is not None:
            self.show_codebook()
            self._dim(self.view.layer.dimmed is not None)
            self.view.restyle(self.article)
            self.upkeep.show_marks()
            self.study.restyle()

    def enter(self) -> None:
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
        self.bar.hide()
        self.stay.end()

    def commit(self) -> None:
        self.details.commit()
        self.questions.commit()
        self.panes.card.commit()
        self.notes.commit()

    def _listen_and_count(self) -> None:
        self.stay.end()
        if self.article is not None and self.isVisible():
            self.stay.begin(self.session.desk, self.article.id)
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
        self._stack.setCurrentIndex(0 if self.queue.model.ids or place.article_id else 1)
        if not self.session.is_open:
            return
        if self._stale:
            self._stale = False
            self.study.show_project()
            self.show_codebook()
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
        self.article = article
        self.bar.hide()
        self.view.show_article(article, self.upkeep.mask_over(article))
        self.upkeep.show_article(article)
        self.study.show_article()
        self.queue.follow(article.id)
        self._listen_and_count()
        self.status_changed.emit()

    def reveal(self) -> None:
        """Show where the article comes from, and keep that it was shown."""
        settings = self.session.project.settings
        if self.article is None or not settings.source_hidden:
            return
        if settings.second_rating and not self.stay.revealed:
            self.commit()
            asking = self.session.desk.asking(self.article.id)
            missing = asking.missing if not asking.again else None
            if missing is not None:
                self.tagging.ask_first(missing, self.tr("Before the source is shown, answer: {q}"))
                return
        self.stay.reveal()
        self.upkeep.show_source()
        self.upkeep.show_answers()
        if self.session.desk.asking(self.article.id).again:
            self.panes.go_to_tab(1)

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

    # ------------------------------------------------------------------ backlight

    def toggle_marker(self) -> None:
        """Mark whatever the mouse selects at once with the tag given last, or no longer."""
        self.marker = self.view.marking = not self.marker
        self.bar.hide()
        self.status_changed.emit()

    def toggle_backlight(self) -> None:
        """Dim all but the labels, or no longer."""
        self._dim(self.view.layer.dimmed is None)
        self.view.restyle_labels()

    def _dim(self, on: bool) -> None:
        self.view.layer.dimmed = current_theme().tokens.text_faint if on else None

    # ------------------------------------------------------------------ keys and words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed_key(event)
        tag = self.offer.tag_of(key) if key and self.session.is_open else None
        if tag is not None:
            self.tagging.tag(tag.key)
            return
        super().keyPressEvent(event)

    def status(self) -> tuple[str, ...]:
        if self.article is None or self.study.in_feedback:
            return ()
        entry_words = self.queue.model.row_of(self.article.id)
        words = self.queue.model.entry(entry_words).words if entry_words >= 0 else 0
        seconds = self.stay.milliseconds // 1000
        count = len(self.labels.labels.labels)
        labels = self.tr("1 label") if count == 1 else self.tr("{n} labels").format(n=f"{count:,}")
        parts = [labels]
        if words:
            parts.append(self.tr("{n} words").format(n=f"{words:,}"))
        minutes, rest = divmod(seconds, 60)
        if not self.study.on:
            parts.append(self.tr("{m} min {s} s").format(m=minutes, s=rest))
        found = [" · ".join(parts)]
        state = self.session.project.assignment(
            self.article.id, self.session.desk.annotator.id
        ).state
        if state in (State.DONE, State.FLAGGED, State.SKIPPED):
            found.append(state_name(state))
        group = self.codebook.tag(self.offer.group)
        if group is not None:
            found.append(self.tr("{group}: which one?").format(group=group.name))
        pen = self.codebook.tag(self.sticky)
        if self.marker and pen is not None:
            found.append(self.tr("Marker: {tag}").format(tag=pen.name))
        return tuple(found)

    def hint(self) -> tuple[str, str]:
        if self.article is None:
            return "", ""
        if self.study.in_feedback:
            return self.tr("Space"), self.tr("Next place")
        return "Ctrl ⏎", self.tr("Done") if self.study.on else self.tr("Done, next article")

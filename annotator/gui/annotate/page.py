"""The Annotate workspace: the queue, the article, the panels, and what joins them."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.core.edits import Edit, Step
from annotator.core.labels import same_place
from annotator.core.model import (
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    Metadata,
    Settings,
    State,
    Tag,
)
from annotator.core.text import occurrences, paragraphs
from annotator.gui.actions import Action
from annotator.gui.annotate.alike import AlikeDialog
from annotator.gui.annotate.panes import Panes
from annotator.gui.annotate.stay import Stay
from annotator.gui.annotate.tagging import Tagging
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.article.tag_bar import NUMBERED
from annotator.gui.article.tag_keys import pressed_key
from annotator.gui.dialogs.reason import ReasonDialog
from annotator.gui.panels import Empty
from annotator.gui.preferences import Preferences
from annotator.gui.session import Place
from annotator.gui.states import state_name
from annotator.gui.theme import current_theme
from annotator.gui.workspace import Services, Workspace

_LATE = 12
"""Milliseconds after the article at which the panels follow: quicker than the eye, and fast typing
pays for them only once."""

_SEARCHED_AT_ONCE = 300_000
"""Code points: in a longer article the bar does not count how often the words stand in it."""

_MOST_ALIKE = 1_000
"""How many places a person can be asked to look through."""


class AnnotatePage(Workspace):
    """Puts the panels together and keeps them in step with the session.

    What a person does to labels is in `Tagging`; `actions` say what can be done by key and menu.
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
        self.group = ""  # whose tags the next digit chooses among
        self.looks: dict[str, TagLook] = {}
        self.article: Article | None = None
        self._counts: Counter[str] = Counter()
        self.panes = panes = Panes(self.session, self)
        self.queue, self.tags, self.bar = panes.queue, panes.tags, panes.bar
        self.view, self.overview, self.source = panes.view, panes.overview, panes.source
        self.find_bar, self.labels, self.details = panes.find_bar, panes.labels, panes.details
        self.questions, self.notes, self.history = panes.questions, panes.notes, panes.history
        self.stay = Stay(self)
        self.tagging = Tagging(self, self)
        self._steps: list[Step] = []
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self.catch_up)
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
        self.session.changed.connect(self._changed)
        self.queue.asked.connect(self.session.go_to_article)
        self.view.shaped.connect(self._shaped)
        self.view.pointed.connect(self._pointed)
        self.view.taken.connect(self.tagging.mark)
        self.view.reshaped.connect(self.tagging.reshape)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.view.aligned.connect(self.source.align_to)
        self.overview.asked.connect(self.go_to_label)
        self.labels.asked.connect(self.go_to_label)
        self.details.field_changed.connect(self.tagging.set_field)
        self.details.note_changed.connect(self.tagging.set_note)
        self.details.removed.connect(self.tagging.remove)
        self.questions.answered.connect(self.tagging.answer)
        self.notes.written.connect(self.tagging.set_article_note)
        self.tags.asked.connect(self.tagging.tag)
        self.tags.guide.connect(self._ask_for_guide)
        self.bar.asked.connect(self.tagging.tag)
        self.bar.all_asked.connect(self.tag_all_alike)
        self.find_bar.found.connect(self._found)
        self.find_bar.closed.connect(self.view.setFocus)
        self.source.reveal_asked.connect(self.reveal)
        self.stay.ticked.connect(self.status_changed)

    def _ask_to_add(self) -> None:
        self.action_asked.emit("articles-add")

    def _ask_for_guide(self) -> None:
        self.action_asked.emit("guide")

    def apply_preferences(self, preferences: Preferences) -> None:
        self.view.snapping = preferences.snapping
        self.view.points = preferences.article_points
        self.view.column = preferences.column
        self._dim(preferences.backlight)
        if self.article is not None:
            self._make_looks()
            self.view.restyle(self.article)
            self._show_marks()

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
        """Another project, or none."""
        self.queue.reload()
        self.article = None
        self._steps.clear()
        self._late.stop()
        self.history.touch()
        if self.session.is_open:
            self._show_codebook()
            self.show_place(self.session.place)

    def _show_codebook(self) -> None:
        self._make_looks()
        self.tags.show_codebook(self.codebook, self.session.project.codebook_version, self.looks)
        given = self.codebook.given
        if self.codebook.tag(self.sticky) not in given:
            self.session.sticky = given[0].key if given else ""
        self.tags.choose(self.sticky)
        self.tags.show_counts(self._counts)
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
            self._show_codebook()
            self._dim(self.view.layer.dimmed is not None)
            self.view.restyle(self.article)
            self._show_marks()

    def enter(self) -> None:
        self.view.setFocus()
        self._listen_and_count()

    def leave(self) -> None:
        self.commit()
        self.bar.hide()
        self.stay.end()

    def commit(self) -> None:
        self.details.commit()
        self.questions.commit()
        self.notes.commit()

    def _listen_and_count(self) -> None:
        self.stay.end()
        if self.article is not None and self.isVisible():
            self.stay.begin(self.session.desk, self.article.id)
        self._show_source()  # what was revealed on one visit is hidden on the next

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
        if not self.session.is_open or not place.article_id:
            return
        if self.article is None or self.article.id != place.article_id:
            self._show_article(self.session.project.article(place.article_id))
        self._show_active(place.label_id)
        if place.span is not None:
            self.tagging.to(place.span)

    def _show_article(self, article: Article) -> None:
        self.commit()
        self.catch_up()
        self.article = article
        self.bar.hide()
        self.view.show_article(article)
        labels = self.session.desk.labels(article.id)
        self.view.set_labels(labels)
        body = [
            span.start for span in paragraphs(article.text) if span.start >= article.headline_end
        ]
        self.labels.labels.show_labels(labels, body, article.headline_end)
        self._counts = Counter(label.tag for label in labels)
        self.tags.show_counts(self._counts)
        self.find_bar.search_in(article.text)
        self.queue.follow(article.id)
        self._show_answers()
        self._show_assignment()
        self._listen_and_count()
        self._show_marks()
        self.panes.show_label_count(len(self.labels.labels.labels))
        self.status_changed.emit()

    def _show_source(self) -> None:
        if self.article is not None:
            hidden = self.session.project.settings.source_hidden and not self.stay.revealed
            self.source.show_source(self.article, hidden=hidden)

    def reveal(self) -> None:
        """Show where the article comes from, and keep that it was shown."""
        if self.article is not None and self.session.project.settings.source_hidden:
            self.stay.reveal()
            self._show_source()

    def _show_answers(self) -> None:
        if self.article is not None:
            mine = self.session.project.answers(self.article.id, self.session.desk.annotator.id)
            self.questions.show_answers(self.codebook, mine)

    def _show_assignment(self) -> None:
        if self.article is not None:
            own = self.session.project.assignment(self.article.id, self.session.desk.annotator.id)
            self.notes.show_note(own.note)
            self.source.show_state(own.state, own.reason)

    def _show_active(self, label_id: str) -> None:
        if label_id != self.view.active:
            self.details.commit()
        self.view.set_active(label_id)
        label = self.active_label
        if label is not None:
            if self.view.pieces not in ((), label.pieces):
                self.view.select((), quietly=True)
            self.view.scroll_to(label.pieces[0])
        self._late.start()

    def go_to_label(self, label_id: str) -> None:
        """Select a label of this article and let the text selection go."""
        self.view.select((), quietly=True)
        self.bar.hide()
        self.session.go_to_label(label_id)

    @property
    def active_label(self) -> Label | None:
        """The selected label."""
        return self.view.layer.labels.get(self.view.active)

    # ------------------------------------------------------------------ what changed

    def _changed(self, step: Step) -> None:
        # The article comes first; the panels follow in `catch_up`, in the next turn of the loop.
        for edit in step.edits:
            match edit.record:
                case Label() as label if self._is_mine(label):
                    if isinstance(edit.after, Label):
                        self.view.put_label(edit.after)
                        if label.id == self.view.active and self.view.pieces:
                            # The words of a label just made are still selected: they go along.
                            self.view.select(edit.after.pieces, quietly=True)
                    else:
                        self.view.drop_label(label.id)
                        if label.id == self.session.place.label_id:
                            self.session.go_to_label("")
                case Codebook():
                    self._show_codebook()
                    self.view.restyle_labels()
        self._steps.append(step)
        self._late.start()

    def catch_up(self) -> None:
        """Bring the panels up to date with the article now."""
        self._late.stop()
        steps, self._steps = self._steps, []
        if not self.session.is_open:
            return
        for step in steps:
            self.queue.changed(step)
            self.history.changed()
            for edit in step.edits:
                self._show_edit(edit)
            if not step.edits:
                self.show_place(self.session.place)
        if steps:
            self.tags.show_counts(self._counts)
            self.panes.show_label_count(len(self.labels.labels.labels))
        self.labels.follow(self.view.active)
        self.overview.set_active(self.view.active)
        label = self.active_label
        look = self.looks.get(label.tag) if label is not None else None
        self.details.show_label(label, self.codebook, look)
        self.tags.choose(label.tag if label is not None else self.sticky)
        self.status_changed.emit()

    def _show_edit(self, edit: Edit) -> None:
        match edit.record:
            case Label() as label if self._is_mine(label):
                self._label_changed(edit.before, edit.after)
            case Codebook():
                self._show_marks()
                self._show_answers()
            case Answer() as answer if self.article and answer.article_id == self.article.id:
                self._show_answers()
            case Assignment() as own if self.article and own.article_id == self.article.id:
                self._show_assignment()
            case Metadata() as data if self.article and data.article_id == self.article.id:
                self.article = self.session.project.article(data.article_id)
                self._show_source()
            case Settings():
                self._show_source()
                self.queue.reload()

    def _is_mine(self, label: Label) -> bool:
        mine = label.annotator_id == self.session.desk.annotator.id
        return mine and self.article is not None and label.article_id == self.article.id

    def _label_changed(self, before: object, after: object) -> None:
        if isinstance(before, Label):
            self._counts[before.tag] -= 1
        if isinstance(after, Label):
            self._counts[after.tag] += 1
            self.labels.put(after)
            self._mark(after)
        elif isinstance(before, Label):
            self.labels.drop(before.id)
            self.overview.drop(before.id)

    def _show_marks(self) -> None:
        self.overview.clear()
        for label in self.labels.labels.labels:
            self._mark(label)

    def _mark(self, label: Label) -> None:
        share = label.start / max(1, len(self.view.text))
        self.overview.put(label.id, share, self.view.layer.look(label).colour)

    # ------------------------------------------------------------------ the selection

    def _shaped(self) -> None:
        pieces = self.view.pieces
        self.group = ""
        if pieces and self.session.place.label_id:
            self.session.go_to_label("")
        self.show_bar()

    def show_bar(self) -> None:
        """Show the bar of tags beside the selection, or hide it where nothing is selected."""
        pieces = self.view.pieces
        if not pieces or self.article is None or self.marker or not self.isVisible():
            self.bar.hide()
            return
        words = self.view.text[pieces[-1].start : pieces[-1].end]
        short = len(pieces) == 1 and len(words) < 200 and len(self.view.text) < _SEARCHED_AT_ONCE
        alike = len(occurrences(self.view.text, words)) if short else 0
        if self.group:
            inside = self.codebook.inside(self.group)
            self.bar.show_tags(inside, self.looks, self.sticky, 0, numbered=True)
        else:
            self.bar.show_tags(self.tagging.likely(words), self.looks, self.sticky, alike)
        rects = self.view.rects(pieces[-1])
        if rects:
            self.bar.float_beside(rects[-1], current_theme().px(12))

    def close_group(self) -> None:
        """Offer all tags again, not those of one group."""
        self.group = ""
        self.show_bar()
        self.status_changed.emit()

    def _scrolled(self, _value: int) -> None:
        if self.bar.isVisible():
            rects = self.view.rects(self.view.pieces[-1]) if self.view.pieces else []
            if rects and 0 <= rects[-1].bottom() <= self.view.viewport().height():
                self.bar.float_beside(rects[-1], current_theme().px(12))

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
        words = self.view.text[span.start : span.end] if span and span.end - span.start < 80 else ""
        self.bar.hide()
        self.find_bar.open_bar(self.view.text, words)

    def say(self, sentence: str) -> None:
        """Show a sentence in the window's message bar."""
        self.said.emit(sentence)

    def tag_all_alike(self) -> None:
        """Ask which of the places with the same words to tag, and tag them in one step."""
        span, tag_key = self.tagging.pattern_of_all()
        tag = self.codebook.tag(tag_key)
        if span is None or tag is None:
            self.say(self.tr("Select a word first; then all places with it can be tagged."))
            return
        words = self.view.text[span.start : span.end]
        mine = list(self.view.layer.labels.values())
        places = [
            place
            for place in occurrences(self.view.text, words)
            if same_place(mine, tag_key, (place,)) is None
        ]
        if not places:
            self.say(self.tr("“{words}” is tagged everywhere already.").format(words=words))
            return
        if len(places) > _MOST_ALIKE:
            sentence = self.tr("“{words}” stands in {n} places, more than one can look through.")
            self.say(sentence.format(words=words, n=f"{len(places):,}"))
            return
        self.bar.hide()
        dialog = AlikeDialog(self.view.text, places, tag, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.tagging.tag_alike)
        dialog.open()

    def ask_reason(self, state: State) -> None:
        """Ask why the article is skipped or flagged, and say that it is."""
        if state is State.FLAGGED:
            dialog = ReasonDialog(self.tr("Flag this article"), self.tr("Flag"), self)
            dialog.given.connect(self.tagging.flag)
        else:
            dialog = ReasonDialog(self.tr("Skip this article"), self.tr("Skip"), self)
            dialog.given.connect(self.tagging.skip)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def go_to_fields(self, *, note: bool = False) -> None:
        """Go into the form of the selected label."""
        self.panes.tabs.setCurrentIndex(0)
        self.catch_up()
        if note:
            self.details.focus_note()
        else:
            self.details.focus_fields()

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
        tag = self._tag_of(key) if key and self.session.is_open else None
        if tag is not None:
            self.tagging.tag(tag.key)
            return
        super().keyPressEvent(event)

    def _tag_of(self, key: str) -> Tag | None:
        if self.group:
            inside = self.codebook.inside(self.group)
            number = NUMBERED.find(key)
            return inside[number] if 0 <= number < len(inside) else None
        offered = self.codebook.offered
        return next((tag for tag in offered if tag.shortcut.casefold() == key), None)

    def status(self) -> tuple[str, ...]:
        if self.article is None:
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
        parts.append(self.tr("{m} min {s} s").format(m=minutes, s=rest))
        found = [" · ".join(parts)]
        state = self.session.project.assignment(
            self.article.id, self.session.desk.annotator.id
        ).state
        if state in (State.DONE, State.FLAGGED, State.SKIPPED):
            found.append(state_name(state))
        group = self.codebook.tag(self.group)
        if group is not None:
            found.append(self.tr("{group}: which one?").format(group=group.name))
        pen = self.codebook.tag(self.sticky)
        if self.marker and pen is not None:
            found.append(self.tr("Marker: {tag}").format(tag=pen.name))
        return tuple(found)

    def hint(self) -> tuple[str, str]:
        return ("Ctrl ⏎", self.tr("Done, next article")) if self.article is not None else ("", "")

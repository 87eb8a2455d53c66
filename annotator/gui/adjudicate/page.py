"""The Adjudicate workspace: one place after the other where annotators differ, and what stands."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.core.adjudication import AskedPlace, Place, is_by_votes
from annotator.core.edits import Step
from annotator.core.model import AnnotatorKind, Codebook, Label, Tag
from annotator.gui import session as places
from annotator.gui.actions import Action
from annotator.gui.adjudicate.deciding import Deciding
from annotator.gui.adjudicate.editing import Editing
from annotator.gui.adjudicate.empties import why_nothing
from annotator.gui.adjudicate.options import choices, other_gold, span_of
from annotator.gui.adjudicate.panes import Panes
from annotator.gui.adjudicate.people import Cast, cast
from annotator.gui.adjudicate.telling import ended, how_far, state_of, where_is, words_of
from annotator.gui.adjudicate.votes import ByVotes
from annotator.gui.adjudicate.walk import Walk
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.article.tag_keys import pressed_key
from annotator.gui.asking import Asker
from annotator.gui.panels import Empty
from annotator.gui.preferences import Preferences
from annotator.gui.theme import current_theme
from annotator.gui.workspace import Services, Workspace
from annotator.project.adjudicating import Compared, compared
from annotator.project.to_adjudicate import Outlook, candidate, outlook


class AdjudicatePage(Workspace):
    """Joins the parts to the session: its place says which article and which place is in question.

    `found` is the article with everybody's work as it was last read, `place` what is in question,
    `looks` how the labels of each tag look.
    """

    name: ClassVar[str] = "adjudicate"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["AdjudicatePage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self.found: Compared | None = None
        self.place: Place | AskedPlace | None = None
        self.looks: dict[str, TagLook] = {}
        self.names_hidden = False
        self._shown: Cast = {}
        self._outlook: Outlook | None = None
        self._gold = 0
        self._holding = False
        self._drafts: dict[tuple[str, ...], tuple[str, str]] = {}
        self._asker = Asker(self.session, services.lookups, self)
        self.panes = panes = Panes(self)
        self.articles, self.head, self.view = panes.articles, panes.head, panes.view
        self.card = panes.card
        self.walk = Walk(self, self)
        self.deciding = Deciding(self, services, self)
        self.votes = ByVotes(services, self._voted, self)
        self.editing = Editing(self, self)
        self._empty = Empty("", "")
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        for widget in (self._blank, panes, self._empty):
            self._stack.addWidget(widget)
        self._connect()
        self.bind_actions()
        self.apply_preferences(services.preferences)

    def _connect(self) -> None:
        self.session.opened.connect(self._opened)
        self.session.moved.connect(self._moved)
        self.session.changed.connect(self._changed)
        self.articles.asked.connect(self.walk.open)
        self.view.pointed.connect(self.walk.to_label)
        self.card.chosen.connect(self.deciding.choose)
        self.card.answered.connect(self.deciding.answer)
        self.card.left.connect(self.go_to_view)
        self.editing.given.connect(self.deciding.edit)
        for part in (self.card, self.head, self.panes.explanation, self.panes.ended.onward):
            part.asked.connect(self._run)

    def _run(self, action_id: str) -> None:
        self.bound[action_id].run()

    # ------------------------------------------------------------------ the workspace

    def enter(self) -> None:
        self.view.setFocus()
        if self._outlook is None:
            self.look_again()
        else:
            self._show()

    def leave(self) -> None:
        self.editing.end()

    def status(self) -> tuple[str, ...]:
        if self._outlook is None or self.found is None:
            return ()
        gold = self.tr("gold: 1 label") if self._gold == 1 else self.tr("gold: {n} labels")
        left = len(self.found.open_places)
        parts = [gold.format(n=f"{self._gold:,}")]
        if left == 1:
            parts.append(self.tr("1 difference left in this article"))
        else:
            parts.append(self.tr("{n} differences left in this article").format(n=f"{left:,}"))
        if self.editing.on:
            return " · ".join(parts), self.tr("Editing: choose the words, then the tag")
        return (" · ".join(parts),)

    def hint(self) -> tuple[str, str]:
        if self.editing.on:
            return "Esc", self.tr("Stop editing")
        if self.deciding.ticked is not None:
            return "⏎", self.tr("Accept the ticked")
        if self.place is None and self.found is not None:
            return "Ctrl ⏎", self.tr("Next article")
        return ("N", self.tr("Next difference")) if self.found is not None else ("", "")

    def apply_preferences(self, preferences: Preferences) -> None:
        self.view.snapping = preferences.snapping
        self.view.points = preferences.article_points
        self.view.column = preferences.column
        self._restyle()

    def layout_state(self) -> str:
        state = {"hidden": self.names_hidden, "sizes": self.panes.sizes()}
        return json.dumps({**state, "scale": current_theme().scale})

    def restore_layout(self, state: object) -> None:
        try:
            kept: Any = json.loads(str(state or "{}"))
            hidden, sizes = bool(kept.get("hidden")), [int(n) for n in kept.get("sizes", [])]
            same_scale = kept.get("scale") == current_theme().scale
        except (ValueError, AttributeError, TypeError):
            return
        if same_scale and len(sizes) == self.panes.count() and sum(sizes):
            self.panes.setSizes(sizes)
        if hidden != self.names_hidden:
            self.toggle_names()

    def ids_to_export(self) -> Sequence[str]:
        return ()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        if self.found is not None and self.session.is_open:
            self._show_looks()
            self.view.restyle(self.found.article)
            self.show_card()

    def _show_looks(self) -> None:
        self.looks = tag_looks(self.session.project.codebook)
        self.view.layer.looks = self.looks

    def say(self, sentence: str) -> None:
        """Show a sentence in the window's message bar."""
        self.said.emit(sentence)

    def go_to_view(self) -> None:
        """Back to the article, where every key decides."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed_key(event)
        if key and self.session.is_open:
            if self.editing.take(key):
                return
            if key.isdecimal() and self.may_decide:
                self.deciding.choose(key)
                return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------ what there is

    def look_again(self) -> None:
        """Look through all articles anew, beside the window."""
        if self.session.is_open:
            self._asker.ask(outlook, self._looked)

    def _looked(self, known: Outlook) -> None:
        self._outlook, self._gold = known, known.gold
        self.articles.show_rows(known.candidates)
        if self.isVisible():
            self._show()

    def _opened(self) -> None:
        self._forget()
        self._drafts.clear()
        if not self.session.is_open:
            self._asker.drop()
            self.articles.show_rows(())
            self._stack.setCurrentWidget(self._blank)
        elif self.isVisible():
            self.look_again()

    def _forget(self) -> None:
        self.editing.end()
        self.found = self.place = self._outlook = None

    def _moved(self, place: places.Place) -> None:
        if place.workspace == self.name and self.isVisible():
            self._show()

    def _show(self) -> None:
        """Show the session's place; where it is none of ours, go to the first that is."""
        known, where = self._outlook, self.session.place
        if known is None or where.workspace != self.name:
            return
        if not known.candidates:
            self._show_empty(known)
            return
        if self._stack.currentWidget() is not self.panes:
            self._stack.setCurrentWidget(self.panes)
            self.view.setFocus()
        if self.articles.model.row_of(where.article_id) < 0:
            first = self.articles.next_open("") or known.candidates[0].article_id
            self.walk.open(first)
            return
        if self.found is None or self.found.article.id != where.article_id:
            self._open(where.article_id)
        found, wanted = self.found, self.walk.place_at(where)
        if wanted is None and found is not None and found.open_places:
            self.walk.to(found.open_places[0])
        else:
            self._set_place(wanted)

    def _show_empty(self, known: Outlook) -> None:
        self.found = self.place = None
        fresh = Empty(*why_nothing(known))
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = fresh
        self._stack.addWidget(fresh)
        self._stack.setCurrentWidget(fresh)
        self.status_changed.emit()

    def _open(self, article_id: str) -> None:
        """Read the article with everybody's work, and show it."""
        self._keep_draft()
        before, self.place = self.found, None
        found = self.found = compared(self.session.project, article_id)
        self._show_looks()
        self._shown = cast(found.people, article_id, hidden=self.names_hidden)
        if before is not None and (before.article, before.people) == (found.article, found.people):
            self.view.set_labels([*found.labels, *found.gold])
            self.view.show_decided(found)
        else:
            self.view.show_compared(found, self._shown, self.looks)
        self.articles.put(candidate(found))
        self.articles.follow(article_id)

    def _changed(self, step: Step) -> None:
        if not self.isVisible() or self.found is None:
            self._forget()
            if self.isVisible():
                self.look_again()
            return
        self._count_gold(step)
        here = self.found.article.id
        elsewhere = any(getattr(it.record, "article_id", here) != here for it in step.edits)
        if elsewhere or self._asker.waiting:  # what is being looked at was another moment's
            self.look_again()
        after = self.found.after(step.edits) if step.edits else None
        if after is not None:
            self.found = after
            self.view.show_decided(after)
            self.articles.put(candidate(after))
            if not self._holding:
                self.show_card()
            return
        if any(isinstance(edit.record, Codebook) for edit in step.edits):
            self._open(self.found.article.id)
            self._show()
        else:
            self.look_again()
            self._open(self.found.article.id)
            self._show()

    def _count_gold(self, step: Step) -> None:
        people = self.session.project.annotators()
        gold = {each.id for each in people if each.kind is AnnotatorKind.GOLD}
        for edit in step.edits:
            if isinstance(edit.record, Label) and edit.record.annotator_id in gold:
                self._gold += (edit.after is not None) - (edit.before is not None)

    def _voted(self, sentence: str) -> None:
        self.walk.open(self.session.place.article_id)  # its first open place, wherever it was
        self.say(sentence)

    def toggle_names(self) -> None:
        """Show annotators by name, or numbered and in another order."""
        self.names_hidden = not self.names_hidden
        self.head.hide_names.setChecked(self.names_hidden)
        if self.found is not None:
            self._shown = cast(self.found.people, self.found.article.id, hidden=self.names_hidden)
            self.view.show_people(self._shown)
            self.show_card()

    # ------------------------------------------------------------------ the place in question

    @property
    def may_decide(self) -> bool:
        """Whether there is a place to decide about, in a project that may be written."""
        return self.place is not None and not self.session.project.read_only

    def begin_edit(self) -> None:
        """Decide on what nobody said: another tag or other words, or another answer."""
        place, found = self.place, self.found
        if self.deciding.ticked is not None:
            self.deciding.stop_ticking()
            self.show_card()
        if isinstance(place, AskedPlace):
            self.card.ask_answer(place.question, None)
        elif place is not None and found is not None:
            other = other_gold(found, place)
            self.editing.begin((other or place.readings)[0].pieces)

    def _keep_draft(self) -> None:
        if self.place is not None and self.found is not None:
            typed, stored = self.card.because, self._stored(self.place)
            if typed != stored:
                self._drafts[self.place.sources] = typed
            else:
                self._drafts.pop(self.place.sources, None)

    def _stored(self, place: Place | AskedPlace) -> tuple[str, str]:
        decided = self.found.decided.get(place.sources) if self.found is not None else None
        if decided is None or is_by_votes(decided):  # no reason of whoever decides now
            return "", ""
        return decided.reason, decided.error

    def _set_place(self, place: Place | AskedPlace | None) -> None:
        self._keep_draft()
        self.editing.end()
        self.deciding.stop_ticking()
        self.place = place
        framed = place is not None and self.found is not None and not self.found.is_whole(place)
        self.view.set_place(span_of(place) if framed and place is not None else None)
        if place is not None:
            self.card.show_reason(*self._drafts.get(place.sources, self._stored(place)))
        self.show_card()
        if place is not None:
            self.announce(self.card.accessibleName())

    def announce(self, spoken: str) -> None:
        """Have a screen reader say it, if there is one."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.card, spoken))

    def tags_in_question(self) -> list[Tag]:
        """The tags that somebody gave at the place, in the codebook's order."""
        place = self.place
        read = {it.tag for it in place.readings} if isinstance(place, Place) else set()
        return [tag for tag in self.session.project.codebook.tags if tag.key in read]

    @contextmanager
    def card_held(self) -> Iterator[None]:
        """Meanwhile the card does not follow what changes."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False

    def show_card(self) -> None:
        """Show the place in question, or that nothing is left."""
        found, place = self.found, self.place
        if found is None:
            return
        self._show_head(found)
        self.panes.show_side(ended=place is None)
        if place is None:
            self._show_ended(found)
        else:
            book = self.session.project.codebook
            ticked = self.deciding.ticked
            rows = choices(found, place, self._shown, book, self.looks, ticked)
            self.card.show_place(words_of(found, place), where_is(found, place), rows)
            self.card.show_state(*state_of(self.session.project, found, place))
            asked = isinstance(place, AskedPlace)
            count = len(place.values) if isinstance(place, AskedPlace) else len(place.readings)
            self.card.show_verbs(
                count,
                is_question=asked,
                may=self.may_decide,
                ticked=None if ticked is None else len(ticked),
            )
            if isinstance(place, AskedPlace):
                self.panes.explanation.show_question(place.question)
            else:
                self.panes.explanation.show_tags(self.tags_in_question(), may=self.may_decide)
        self.panes.settle_side()
        self.status_changed.emit()

    def _show_head(self, found: Compared) -> None:
        self.head.show_facts(found.article.title, how_far(found, self.place))
        self.head.allow(not self.session.project.read_only)
        self.panes.legend.show_people(tuple(self._shown.values()), gold=bool(found.gold))

    def _show_ended(self, found: Compared) -> None:
        left = sum(bool(row.open) for row in self.articles.model.rows)
        self.panes.ended.show_end(*ended(len(found.gold), left, self._gold))

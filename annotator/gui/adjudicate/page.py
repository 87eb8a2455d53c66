"""The Adjudicate workspace: one place after the other where annotators differ, and what stands."""

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.core.adjudication import AskedPlace, Place
from annotator.core.edits import Step
from annotator.gui import session as places
from annotator.gui.actions import Action
from annotator.gui.adjudicate.deciding import Deciding
from annotator.gui.adjudicate.editing import Editing
from annotator.gui.adjudicate.empties import why_nothing
from annotator.gui.adjudicate.in_question import InQuestion
from annotator.gui.adjudicate.known import Known
from annotator.gui.adjudicate.options import other_gold
from annotator.gui.adjudicate.panes import Panes
from annotator.gui.adjudicate.people import Cast, cast
from annotator.gui.adjudicate.votes import ByVotes
from annotator.gui.adjudicate.walk import Walk
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.article.tag_keys import pressed_key
from annotator.gui.asking import Asker
from annotator.gui.preferences import Preferences
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import Empty
from annotator.gui.workspace import Services, Workspace
from annotator.project.adjudicating import Compared
from annotator.project.to_adjudicate import Outlook, candidate


class AdjudicatePage(Workspace):
    """Joins the parts to the session: its place says which article and which place is in question.

    What is known stands in `known`, what is asked in `in_question`; `looks` are how the labels of
    each tag look, `people` how the annotators of the open article are shown.
    """

    name: ClassVar[str] = "adjudicate"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["AdjudicatePage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self.looks: dict[str, TagLook] = {}
        self.people: Cast = {}
        self.names_hidden = False
        self.known = Known(self.session, Asker(self.session, services.lookups, self), self)
        self.panes = panes = Panes(self)
        self.articles, self.head, self.view = panes.articles, panes.head, panes.view
        self.card = panes.card
        self.in_question = InQuestion(self, self)
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
        self.known.looked.connect(self._looked)
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

    @property
    def found(self) -> Compared | None:
        """The article that is open, with everybody's work."""
        return self.known.found

    @property
    def place(self) -> Place | AskedPlace | None:
        """What is in question."""
        return self.in_question.place

    # ------------------------------------------------------------------ the workspace

    def enter(self) -> None:
        self.view.setFocus()
        if self.known.outlook is None:
            self.known.look_again()
        else:
            self._show()

    def leave(self) -> None:
        self.editing.end()

    def status(self) -> tuple[str, ...]:
        if self.known.outlook is None or self.found is None:
            return ()
        count = self.known.gold
        gold = self.tr("gold: 1 label") if count == 1 else self.tr("gold: {n} labels")
        left = len(self.found.open_places)
        parts = [gold.format(n=f"{count:,}")]
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
        if self.in_question.ticked is not None:
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
            self.in_question.show()

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

    def _looked(self) -> None:
        known = self.known.outlook
        if known is None:
            return
        self.articles.show_rows(known.candidates)
        if self.isVisible():
            self._show()

    def _opened(self) -> None:
        self._forget()
        self.in_question.forget_drafts()
        if not self.session.is_open:
            self.known.drop()
            self.articles.show_rows(())
            self._stack.setCurrentWidget(self._blank)
        elif self.isVisible():
            self.known.look_again()

    def _forget(self) -> None:
        self.editing.end()
        self.in_question.forget()
        self.known.forget()

    def _moved(self, place: places.Place) -> None:
        if place.workspace == self.name and self.isVisible():
            self._show()

    def _show(self) -> None:
        """Show the session's place; where it is none of ours, go to the first that is."""
        known, where = self.known.outlook, self.session.place
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
        self.in_question.forget()
        self.known.found = None
        fresh = Empty(*why_nothing(known))
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = fresh
        self._stack.addWidget(fresh)
        self._stack.setCurrentWidget(fresh)
        self.status_changed.emit()

    def _open(self, article_id: str) -> None:
        """Read the article with everybody's work, and show it."""
        self.in_question.leave()
        same = self.known.open(article_id)
        found = self.known.found
        if found is None:
            return
        self._show_looks()
        self.people = cast(found.people, article_id, hidden=self.names_hidden)
        if same:
            self.view.set_labels([*found.labels, *found.gold])
            self.view.show_decided(found)
        else:
            self.view.show_compared(found, self.people, self.looks)
        self.articles.put(candidate(found))
        self.articles.follow(article_id)

    def _changed(self, step: Step) -> None:
        found = self.found
        if not self.isVisible() or found is None:
            self._forget()
            if self.isVisible():
                self.known.look_again()
        elif self.known.follow(step) and self.found is not None:
            self.view.show_decided(self.found)
            self.articles.put(candidate(self.found))
            self.in_question.show()
        else:
            self._open(found.article.id)
            self._show()

    def _voted(self, sentence: str) -> None:
        self.walk.open(self.session.place.article_id)  # its first open place, wherever it was
        self.say(sentence)

    def toggle_names(self) -> None:
        """Show annotators by name, or numbered and in another order."""
        self.names_hidden = not self.names_hidden
        self.head.hide_names.setChecked(self.names_hidden)
        if self.found is not None:
            self.people = cast(self.found.people, self.found.article.id, hidden=self.names_hidden)
            self.view.show_people(self.people)
            self.in_question.show()

    # ------------------------------------------------------------------ the place in question

    @property
    def may_decide(self) -> bool:
        """Whether there is a place to decide about, in a project that may be written."""
        return self.place is not None and not self.session.project.read_only

    def begin_edit(self) -> None:
        """Decide on what nobody said: another tag or other words, or another answer."""
        place, found = self.place, self.found
        if self.in_question.ticked is not None:
            self.in_question.stop_ticking()
            self.in_question.show()
        if isinstance(place, AskedPlace):
            self.card.ask_answer(place.question, None)
        elif place is not None and found is not None:
            other = other_gold(found, place)
            self.editing.begin((other or place.readings)[0].pieces)

    def _set_place(self, place: Place | AskedPlace | None) -> None:
        self.editing.end()
        self.in_question.put(place)

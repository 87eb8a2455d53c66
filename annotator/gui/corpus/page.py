"""The Corpus workspace: articles in a table, words in their context, events side by side."""

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    Codebook,
    Label,
    Metadata,
    Settings,
    Shelf,
)
from annotator.core.query import highlights, parsed
from annotator.gui.actions import Action
from annotator.gui.choices import ChipRow
from annotator.gui.corpus.articles import ArticlesView
from annotator.gui.corpus.asking import Asker
from annotator.gui.corpus.columns import Chosen, Known
from annotator.gui.corpus.concordance import ConcordanceView
from annotator.gui.corpus.deeds import Deeds
from annotator.gui.corpus.events import EventsView
from annotator.gui.corpus.search_line import SearchLine
from annotator.gui.corpus.verbs import Verbs
from annotator.gui.panels import Bar, BarKind
from annotator.gui.session import Place
from annotator.gui.theme import current_theme
from annotator.gui.widgets import label, restyled
from annotator.gui.workspace import Services, Workspace
from annotator.project import Project
from annotator.project.corpus import Outline, outline
from annotator.store.corpus import Sorting

ARTICLES, CONCORDANCE, EVENTS = "articles", "concordance", "events"
_LATE = 60


class CorpusPage(Workspace):
    """Joins the search line, the three views and the verbs; what it can do is in `commands`."""

    name: ClassVar[str] = "corpus"
    title: ClassVar[str] = "Corpus"
    icon: ClassVar[str] = "corpus"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["CorpusPage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        session, lookups = services.session, services.lookups
        self.outline = Outline()
        self.verbs = Verbs(services, self)
        self.deeds = Deeds(self, self.verbs, self)
        self._asker = Asker(session, lookups, self)
        self._lines = {ARTICLES: "", CONCORDANCE: "", EVENTS: ""}
        self._stale = True
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self._ask_outline)
        self.line = SearchLine()
        self.chips = ChipRow(
            [
                (ARTICLES, self.tr("Articles")),
                (CONCORDANCE, self.tr("Concordance")),
                (EVENTS, self.tr("Events")),
            ]
        )
        self.articles = ArticlesView(session, lookups)
        self.concordance = ConcordanceView(session, lookups)
        self.events = EventsView(session, lookups, services.preferences)
        self.table = self.articles.table
        self.places = self.concordance.list
        self._lay_out()
        self.bind_actions()
        # One key opens what has the cursor, in whichever list that is.
        for opener in (self.articles.hits, self.concordance.list, self.events.list):
            opener.addAction(self.bound["corpus-open"].qt)
        self._connect()
        self.show_view(ARTICLES)

    # ------------------------------------------------------------------ making

    def _lay_out(self) -> None:
        look = current_theme()
        paper = QFrame(self)
        paper.setProperty("role", "paper")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(paper)
        self.imports = QPushButton(self.tr("Import…"))
        self.exports = QPushButton(self.tr("Export…"))
        top = QHBoxLayout()
        top.setSpacing(look.px(12))
        self.line.setMinimumWidth(look.px(180))
        self.line.setMaximumWidth(look.px(560))
        top.addWidget(self.line, 100)
        top.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addStretch(1)
        top.addWidget(self.imports)
        top.addWidget(self.exports)
        self._fault = label("", tone="warn", level="small")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self.bar = Bar(BarKind.WARNING, "")
        self.bar.hide()
        self._stack = QStackedWidget()
        self._views = {
            ARTICLES: self.articles,
            CONCORDANCE: self.concordance,
            EVENTS: self.events,
        }
        for view in self._views.values():
            self._stack.addWidget(view)
        box = QVBoxLayout(paper)
        box.setContentsMargins(look.px(28), look.px(18), look.px(28), look.px(10))
        box.setSpacing(look.px(12))
        box.addLayout(top)
        box.addWidget(self._fault)
        box.addWidget(self.bar)
        box.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.line.searched.connect(self._search)
        self.line.left.connect(self._into_view)
        self.chips.chosen.connect(self._chip_chosen)
        self.imports.clicked.connect(self._ask_to_import)
        self.exports.clicked.connect(self.export)
        self.articles.found.connect(self._found)
        self.articles.asked.connect(self._ask)
        self.articles.menu_asked.connect(self._open_menu)
        self.articles.place_asked.connect(self.session.go_to_article)
        self.articles.add_asked.connect(self._ask_to_add)
        self.table.articles.edited.connect(self._edited)
        self.table.selectionModel().currentRowChanged.connect(self.deeds.show_verbs)
        self.concordance.found.connect(self._found)
        self.concordance.opened.connect(self.open_current)
        self.concordance.asked.connect(self._ask)
        self.events.opened.connect(self.open_current)
        self.events.asked.connect(self._ask)
        self.events.said.connect(self.said)
        self.bar.acted.connect(self.deeds.use_order)
        self.session.opened.connect(self._opened)
        self.session.changed.connect(self._changed)

    # ------------------------------------------------------------------ the three views

    @property
    def view(self) -> str:
        """Which of the three views is seen."""
        return self.chips.current()

    def show_view(self, view: str) -> None:
        """Show the table, the concordance or the events."""
        if view == CONCORDANCE and not self._lines[CONCORDANCE] and not self.concordance.tag:
            self._take_words_along()
        self.chips.choose(view)
        self._stack.setCurrentWidget(self._views[view])
        names = {
            ARTICLES: (
                self.tr("Search the corpus"),
                self.tr('Search: regime OR "hard line" outlet:Herald date:2024-03..'),
            ),
            CONCORDANCE: (
                self.tr("Words to show in context"),
                self.tr("Words or phrases to show in context: regime | hard line | vot*"),
            ),
            EVENTS: (self.tr("Find an event"), self.tr("Find an event by its name")),
        }
        self.line.show_for(*names[view], self._lines[view])
        self.line.help.setVisible(view == ARTICLES)
        self._say_fault("")
        if view == CONCORDANCE:
            self.concordance.show_words(self._lines[CONCORDANCE])
        self.events.show_reader(seen=view == EVENTS)
        self.status_changed.emit()

    def _take_words_along(self) -> None:
        try:
            words = highlights(parsed(self._lines[ARTICLES]))
        except AnnotatorError:
            return
        self._lines[CONCORDANCE] = " | ".join(words)

    def _chip_chosen(self, view: str) -> None:
        self.line.settle()
        self.show_view(view)

    def go_to_view(self, view: str) -> None:
        """Show a view and go into it."""
        self._chip_chosen(view)
        self._into_view()

    def _into_view(self) -> None:
        reason = Qt.FocusReason.ShortcutFocusReason
        if self.view == ARTICLES:
            self.table.setFocus(reason)
        elif self.view == CONCORDANCE:
            empty = not self.concordance.count
            (self.line if empty else self.concordance.list).setFocus(reason)
        else:
            self.events.go_in()

    def _search(self, line: str) -> None:
        self._lines[self.view] = line
        self._say_fault("")
        try:
            if self.view == ARTICLES:
                self.articles.search(line)
            elif self.view == CONCORDANCE:
                self.concordance.show_words(line)
            else:
                self.events.filter(line)
        except AnnotatorError as error:
            self._say_fault(str(error))

    def _say_fault(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        restyled(self.line.edit, invalid="true" if sentence else "false")
        self.line.edit.setAccessibleDescription(sentence)

    def _found(self) -> None:
        self._show_counts()
        self.deeds.show_verbs()
        self.status_changed.emit()

    def _show_counts(self) -> None:
        self.chips.set_count(ARTICLES, self.articles.count)
        self.chips.set_count(CONCORDANCE, self.concordance.count)
        self.chips.set_count(EVENTS, len(self.outline.events))

    # ------------------------------------------------------------------ the workspace

    def enter(self) -> None:
        self.concordance.take_tag(self.session.sticky)
        self.events.reader.sticky = self.session.sticky
        self._refresh()
        self._into_view()

    def leave(self) -> None:
        self.line.settle()
        if self.table.state() is self.table.State.EditingState:
            self.table.setFocus()  # what is typed in a cell is taken over

    def status(self) -> tuple[str, ...]:
        known = self.outline
        parts = [
            self.tr("1 article") if known.articles == 1 else self.tr("{n} articles"),
            self.tr("1 event") if len(known.events) == 1 else self.tr("{n} events"),
            self.tr("1 label of yours") if known.labels == 1 else self.tr("{n} labels of yours"),
        ]
        counts = (known.articles, len(known.events), known.labels)
        said = [part.format(n=f"{n:,}") for part, n in zip(parts, counts, strict=True)]
        if known.archived:
            said.append(self.tr("{n} archived").format(n=f"{known.archived:,}"))
        return (" · ".join(said),)

    def hint(self) -> tuple[str, str]:
        if self.view == CONCORDANCE:
            return "Space", self.tr("Tick")
        return "⏎", self.tr("Open in Annotate")

    def layout_state(self) -> str:
        chosen = self.table.chosen
        return json.dumps({"columns": chosen.keys, "widths": chosen.widths})

    def restore_layout(self, state: object) -> None:
        try:
            kept: Any = json.loads(str(state or "{}"))
            keys = [str(key) for key in kept.get("columns", [])]
            widths = {str(key): int(width) for key, width in kept.get("widths", {}).items()}
        except (ValueError, AttributeError, TypeError):
            return
        if keys:
            self.table.restore(Chosen(keys, {key: max(20, n) for key, n in widths.items()}))

    # ------------------------------------------------------------------ what changed

    def _opened(self) -> None:
        self._stale = True
        self.bar.hide()
        if not self.session.is_open:
            self.outline = Outline()
            self._lines = dict.fromkeys(self._lines, "")
            self.articles.line = ""
            self.table.show_sorting(Sorting())
            self.articles.search_again()
            self.concordance.forget()
            self.events.forget()
            self.show_view(ARTICLES)
        elif self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.session.is_open:
            self._refresh()

    def _refresh(self) -> None:
        """Read everything anew that is stale."""
        if not self._stale or not self.session.is_open:
            return
        self._stale = False
        self._show_known()
        self.table.articles.refresh_all()
        self.articles.search_again()
        self.concordance.refresh()
        self.events.refresh()
        self._ask_outline()

    def _show_known(self) -> None:
        project = self.session.project
        self.table.show_known(Known(project.codebook, project.annotators(), self.outline.extras))
        self.concordance.show_codebook(project.codebook)
        self.events.reader.show_codebook(project.codebook)

    def _ask_outline(self) -> None:
        if self.session.is_open:
            whose = [self.session.desk.annotator.id]

            def work(project: Project) -> Any:
                return outline(project, whose)

            self._asker.ask(work, self._show_outline)

    def _show_outline(self, found: Outline) -> None:
        extras = self.outline.extras
        self.outline = found
        if found.extras != extras:
            self._show_known()
        self.table.cells.events = [name for name, _ in found.events]
        self.events.show_events(found)
        self._show_counts()
        self.status_changed.emit()

    def _changed(self, step: Step) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.bar.hide()
        records = [edit.record for edit in step.edits]
        touched = {
            record.article_id
            for record in records
            if isinstance(record, Label | Answer | Assignment | Metadata | Shelf)
        }
        self.table.articles.refresh(touched)
        if not records or any(isinstance(record, Shelf) for record in records):
            self.articles.search_again()
        if any(isinstance(record, Codebook | Annotator | Settings) for record in records):
            self._show_known()
        labels = [record for record in records if isinstance(record, Label)]
        self.concordance.changed(labels)
        self.events.changed(step)
        self._late.start()

    # ------------------------------------------------------------------ verbs

    def _ask(self, action_id: str) -> None:
        self.bound[action_id].run()

    def chosen_ids(self) -> list[str]:
        """The articles that a verb is about, in the view that is seen."""
        if self.view == ARTICLES:
            return self.articles.chosen_ids()
        return self.events.chosen_ids() if self.view == EVENTS else []

    def may_change(self) -> bool:
        """Whether articles are chosen that may be changed."""
        return bool(self.session.is_open and self.chosen_ids()) and not (
            self.session.project.read_only
        )

    def open_current(self) -> None:
        """Open what has the cursor in Annotate."""
        if self.view == CONCORDANCE:
            place = self.concordance.list.current
            if place is None:
                return
            if place.hit.label_id:
                self.session.go(Place("annotate", place.hit.article_id, place.hit.label_id))
            else:
                self.session.go_to_article(place.hit.article_id, place.hit.span)
        elif self.view == EVENTS:
            self._open_article(self.events.current_id())
        elif self.articles.hits.hasFocus():
            self.articles.open_hit()
        else:
            self._open_article(self.table.current_id())

    def _open_article(self, article_id: str) -> None:
        if article_id:
            self.session.go_to_article(article_id)

    def _edited(self, article_id: str, name: str, value: str) -> None:
        self.verbs.describe([article_id], name, value)

    def export(self) -> None:
        """Ask to export what is chosen, or found."""
        self.action_asked.emit("project-export")

    def _ask_to_import(self) -> None:
        self.action_asked.emit("files-import")

    def _ask_to_add(self) -> None:
        self.action_asked.emit("articles-add")

    def ids_to_export(self) -> list[str]:
        """Several articles chosen, or else those that a search found; none for all."""
        self.line.settle()
        chosen = self.chosen_ids()
        if len(chosen) > 1:
            return chosen
        return list(self.table.articles.ids) if self.articles.line.strip() else []

    def _open_menu(self, place: object) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in (
            "corpus-open",
            "corpus-edit",
            "corpus-describe",
            "corpus-event",
            "corpus-archive",
            "corpus-up",
            "corpus-down",
            "corpus-top",
            "corpus-columns",
            "corpus-duplicates",
        ):
            menu.addAction(self.bound[action_id].qt)
        if isinstance(place, QPoint):
            menu.popup(place)

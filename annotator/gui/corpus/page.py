"""The Corpus workspace: articles in a table, words in their context, events side by side."""

import json
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QMenu,
    QVBoxLayout,
    QWidget,
)

from annotator.core.edits import Step
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
from annotator.gui.actions import Action
from annotator.gui.asking import Asker
from annotator.gui.corpus.columns import Chosen, Known
from annotator.gui.corpus.deeds import Deeds
from annotator.gui.corpus.verbs import Verbs
from annotator.gui.corpus.view_names import ARTICLES, CONCORDANCE, EVENTS
from annotator.gui.corpus.views import CorpusViews
from annotator.gui.session import Place
from annotator.gui.workspace import Services, Workspace
from annotator.project import Project
from annotator.project.corpus import Outline, outline

_LATE = 60


class CorpusPage(Workspace):
    """Joins the search line, the three views and the verbs; what it can do is in `commands`."""

    name: ClassVar[str] = "corpus"

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
        self._stale = True
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self._ask_outline)
        self.views = views = CorpusViews(session, lookups, services.preferences, self)
        self.bar, self.line, self.articles = views.bar, views.line, views.articles
        self.concordance, self.events = views.concordance, views.events
        self.table, self.places = self.articles.table, self.concordance.list
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(views)
        self.bind_actions()
        # One key opens what has the cursor, in whichever list that is.
        for opener in (self.articles.hits, self.concordance.list, self.events.list):
            opener.addAction(self.bound["corpus-open"].qt)
        self._connect()

    def _connect(self) -> None:
        self.views.turned.connect(self.status_changed)
        self.views.imports.clicked.connect(self._ask_to_import)
        self.views.exports.clicked.connect(self._ask_to_export)
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

    # ------------------------------------------------------------------ the workspace

    def _found(self) -> None:
        self.views.show_counts(len(self.outline.events))
        self.deeds.show_verbs()
        self.status_changed.emit()

    def enter(self) -> None:
        self.concordance.foot.take_tag(self.session.sticky)
        self.events.reader.sticky = self.session.sticky
        self._refresh()
        self.views.go_in()

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
        if self.views.current == CONCORDANCE:
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
            self.views.forget()
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

    def _cover(self) -> None:
        """What is covered, or hidden, may be another."""
        self.table.articles.refresh_all()
        self.events.articles.refresh_all()
        self.concordance.refresh()

    def _ask_outline(self) -> None:
        if self.session.is_open:
            whose = self.session.whose

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
        self.views.show_counts(len(found.events))
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
        if any(isinstance(record, Settings) for record in records):
            self._cover()
        labels = [record for record in records if isinstance(record, Label)]
        self.concordance.changed(labels)
        self.events.changed(step)
        self._late.start()

    # ------------------------------------------------------------------ verbs

    def _ask(self, action_id: str) -> None:
        self.bound[action_id].run()

    def chosen_ids(self) -> list[str]:
        """The articles that a verb is about, in the view that is seen."""
        if self.views.current == ARTICLES:
            return self.articles.chosen_ids()
        return self.events.chosen_ids() if self.views.current == EVENTS else []

    def may_change(self) -> bool:
        """Whether articles are chosen that may be changed."""
        return bool(self.session.is_open and self.chosen_ids()) and not (
            self.session.project.read_only
        )

    def open_current(self) -> None:
        """Open what has the cursor in Annotate."""
        if self.views.current == CONCORDANCE:
            place = self.concordance.list.current
            if place is None:
                return
            if place.hit.label_id:
                self.session.go(Place("annotate", place.hit.article_id, place.hit.label_id))
            else:
                self.session.go_to_article(place.hit.article_id, place.hit.span)
        elif self.views.current == EVENTS:
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

    def _ask_to_export(self) -> None:
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

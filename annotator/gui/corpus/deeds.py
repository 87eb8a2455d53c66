"""What the Corpus page does to the articles that are chosen: asked about, then carried out."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.gui.corpus.articles import ArticlesView
from annotator.gui.corpus.duplicates import DuplicatesSheet
from annotator.gui.corpus.events import EventsView
from annotator.gui.corpus.sheets import DescribeSheet, EventSheet
from annotator.gui.corpus.table import ArticleTable
from annotator.gui.corpus.verbs import Verbs
from annotator.gui.session import Session
from annotator.gui.widgets.panels import Bar, BarKind
from annotator.project.corpus import Outline
from annotator.store.corpus import Sorting

MANY = 1_000
"""An order of more articles is asked about before it is taken over."""


class ArticlesPage(Protocol):
    """What the verbs need of the page they act for."""

    session: Session
    outline: Outline
    bar: Bar
    table: ArticleTable
    articles: ArticlesView
    events: EventsView
    said: SignalInstance

    def chosen_ids(self) -> Sequence[str]: ...


class Deeds(QObject):
    """The verbs for articles; each acts on those chosen in the view that is seen."""

    def __init__(self, page: ArticlesPage, verbs: Verbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self.verbs = verbs
        self._parent = parent

    def ask_property(self) -> None:
        """Ask which property the chosen articles are to have."""
        ids = self._page.chosen_ids()
        index = self._page.table.currentIndex()
        first = self._page.table.articles.columns[index.column()].edits if index.isValid() else ""
        sheet = DescribeSheet(len(ids), self._page.outline.extras, first, self._parent)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(self.describe)
        sheet.open()

    def describe(self, name: str, value: str) -> None:
        """Give the chosen articles a property."""
        self.verbs.describe(self._page.chosen_ids(), name, value)

    def ask_event(self) -> None:
        """Ask into which event the chosen articles are to be put."""
        ids = self._page.chosen_ids()
        events = [name for name, _ in self._page.outline.events]
        known = self._page.session.project.article(ids[0]).metadata.event
        sheet = EventSheet(len(ids), events, known, self._parent)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(self._put_into_event)
        sheet.open()

    def _put_into_event(self, name: str) -> None:
        self.verbs.describe(self._page.chosen_ids(), "event", name)
        self._page.events.prefer(" ".join(name.split()))

    def all_archived(self) -> bool:
        """Whether what is chosen in the table lies in the archive."""
        row = self._page.table.currentIndex().row()
        found = self._page.table.articles.row(row) if row >= 0 else None
        return found is not None and found.archived

    def archive(self) -> None:
        """Put the chosen articles away; take them back if the one with the cursor is."""
        self.verbs.archive(self._page.chosen_ids(), archived=not self.all_archived())

    def show_verbs(self) -> None:
        """Name the verb of the archive for what has the cursor."""
        self._page.articles.show_archive_verb(back=self.all_archived())

    def find_duplicates(self) -> None:
        """Look for articles that are the same or nearly, and ask what is done with them."""
        self.verbs.find_duplicates(self._found_duplicates)

    def _found_duplicates(self, found: object) -> None:
        # The page may be gone by now: it is made anew when the size of text changes.
        if not isValid(self) or not isinstance(found, list) or not self._page.session.is_open:
            return
        if not found:
            self._page.said.emit(self.tr("No two articles are the same, or nearly."))
            return
        session = self._page.session
        sheet = DuplicatesSheet(session.project, found, self._parent, session.desk.annotator.id)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(self.verbs.settle_duplicates)
        sheet.open()

    def shift(self, by: int) -> None:
        """Move the chosen articles up (-1) or down (1) in the queue's order."""
        if self._page.table.sorting != Sorting():
            self._page.said.emit(
                self.tr("Sort by the queue’s order first (Ctrl+Shift+O); then they can be moved.")
            )
            return
        ids, chosen = list(self._page.table.articles.ids), self._page.chosen_ids()
        rows = [self._page.table.articles.row_of(each) for each in chosen]
        first, last = min(rows), max(rows)
        if by < 0 < first:
            first -= 1
        elif by > 0 and last + 1 < len(ids):
            last += 1
        else:
            return
        taken = set(chosen)
        others = [each for each in ids[first : last + 1] if each not in taken]
        after = [*chosen, *others] if by < 0 else [*others, *chosen]
        self.verbs.put_in_order(after)
        # Seen at once, so that the next press goes on from here.
        self._page.articles.show_order([*ids[:first], *after, *ids[last + 1 :]])

    def move_to_top(self) -> None:
        """Move the chosen articles before all others of the queue."""
        chosen = self._page.chosen_ids()
        self.verbs.to_top(chosen)
        if self._page.table.sorting == Sorting():
            first = set(chosen)
            rest = [each for each in self._page.table.articles.ids if each not in first]
            self._page.articles.show_order([*chosen, *rest])

    def ask_order(self) -> None:
        """Take the present sorting over as the queue's order; ask first where they are many."""
        count, column = self._page.articles.count, self._page.table.sorted_by
        if count <= MANY:
            self.use_order()
            return
        words = self.tr(
            "All {n} articles shown are put in the order of “{column}”, in one step that can be "
            "undone. Annotators who are at work find them in another order."
        )
        name = column.name if column is not None else self.tr("this sorting")
        self._page.bar.say(
            BarKind.WARNING,
            words.format(n=f"{count:,}", column=name),
            self.tr("Put them in this order"),
        )
        self._page.bar.show()

    def use_order(self) -> None:
        """Take the present sorting over as the queue's order."""
        self._page.bar.hide()
        self.verbs.put_in_order(list(self._page.table.articles.ids))
        self._page.articles.sort(Sorting())

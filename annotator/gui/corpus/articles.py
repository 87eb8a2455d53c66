"""The view of all articles: the table, what was found in the current one, and what can be done."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.concordance import Hit
from annotator.core.model import Span
from annotator.core.query import highlights, parsed
from annotator.core.work import Progress, Work
from annotator.gui.asking import Asker
from annotator.gui.corpus.table import ArticleTable
from annotator.gui.jobs import Jobs
from annotator.gui.places import PlaceList
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, label, restyled
from annotator.gui.widgets.panels import Empty
from annotator.project import Project
from annotator.project.corpus import Place, covered, hits_of, searching
from annotator.store.corpus import Sorting

_MOST_HITS = 200
_ROWS_OF_HITS = 5
_PAUSE = 80
"""Milliseconds that the cursor rests on a row before its hits are looked for."""


class ArticlesView(QWidget):
    """Asks for the articles that a line finds and shows them; verbs are the page's.

    `found` comes when other articles are shown, `asked` carries the id of an action that a button
    stands for, `place_asked` an article's id and a span in it.
    """

    found = Signal()
    asked = Signal(str)
    place_asked = Signal(str, object)
    menu_asked = Signal(object)
    add_asked = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.line = ""
        self._search = Asker(session, jobs, self)
        self._look = Asker(session, jobs, self)
        self.table = ArticleTable(session)
        self.hits = PlaceList(self.tr("Found in this article"), ticks=False, titled=False)
        self.hits.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._head = ElidedLabel()
        restyled(self._head, level="strong")
        self._strip = QWidget()
        self.archived = QCheckBox(self.tr("Show archived"))
        self._sorted = ElidedLabel()
        restyled(self._sorted, tone="muted", level="small")
        self._sorted.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._selected = label("", tone="muted", level="small")
        self.use_order = ActionButton(
            self.tr("Use as the queue’s order"), "corpus-use-order", "flat"
        )
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE)
        self._rest.timeout.connect(self._look_into)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = current_theme()
        inside = QVBoxLayout(self._strip)
        inside.setContentsMargins(0, look.px(10), 0, 0)
        inside.setSpacing(look.px(6))
        inside.addWidget(self._head)
        inside.addWidget(self.hits)
        self._strip.hide()
        self._none = Empty(
            self.tr("No articles yet"),
            self.tr("Paste a text, or drop files and folders here."),
            self.tr("Add articles…"),
        )
        self._nothing = Empty(
            self.tr("Nothing found"),
            self.tr("Look for fewer words, or for other forms: vot* finds vote and voters."),
        )
        self._stack = QStackedWidget()
        for page in (self.table, self._nothing, self._none):
            self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(6))
        foot.addWidget(self.archived)
        foot.addSpacing(look.px(8))
        foot.addWidget(self._selected)
        self._buttons = [
            ActionButton(self.tr("Change…"), "corpus-describe", "flat"),
            ActionButton(self.tr("Event…"), "corpus-event", "flat"),
            ActionButton(self.tr("Archive"), "corpus-archive", "flat"),
        ]
        for button in self._buttons:
            button.asked.connect(self.asked)
            foot.addWidget(button)
        self.use_order.asked.connect(self.asked)
        foot.addWidget(self._sorted, 1)
        foot.addWidget(self.use_order)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addWidget(self._stack, 1)
        box.addWidget(self._strip)
        box.addLayout(foot)

    def _connect(self) -> None:
        self._none.acted.connect(self.add_asked)
        self.archived.toggled.connect(self.search_again)
        self.table.sort_asked.connect(self.sort)
        self.table.customContextMenuRequested.connect(self._menu)
        self.hits.opened.connect(self.open_hit)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(self._count)

    # ------------------------------------------------------------------ asking

    def search(self, line: str) -> None:
        """Show the articles that a line finds; raises AnnotatorError for one that asks too much."""
        parsed(line)
        self.line = line
        self.search_again()

    def search_again(self) -> None:
        """Ask the same once more."""
        if not self._session.is_open:
            self._search.drop()
            self.table.articles.show_ids(())
            return
        line, sorting, archived = self.line, self.table.sorting, self.archived.isChecked()
        whose = self._session.whose

        def work(project: Project) -> Work[list[str]]:
            return searching(project, line, sorting, whose, archived=archived)

        self._search.ask(work, self._show, self.tr("Searching"))

    def sort(self, sorting: Sorting) -> None:
        """Show the articles in another order."""
        self.table.show_sorting(sorting)
        self.search_again()

    def show_order(self, ids: list[str]) -> None:
        """Show these articles in an order that is known already."""
        self._show(ids)

    def _show(self, ids: list[str]) -> None:
        selected, current = self.table.selected_ids(), self.table.current_id()
        where = self.table.verticalScrollBar().value()
        if list(self.table.articles.ids) != ids:
            self.table.articles.show_ids(ids)
            self.table.verticalScrollBar().setValue(where)
            self.table.choose(selected, current or self._session.place.article_id)
        self._rest.start()
        self._show_state()
        self.found.emit()

    def _show_state(self) -> None:
        if self.table.articles.ids:
            self._stack.setCurrentWidget(self.table)
        else:
            bare = not self.line.strip() and not self.archived.isChecked()
            self._stack.setCurrentWidget(self._none if bare else self._nothing)
        column = self.table.sorted_by
        by = self.tr("In the queue’s order")
        if column is not None:
            by = self.tr("Sorted by {column}").format(column=column.name)
        self._sorted.setText(by)
        self.use_order.setVisible(self.table.sorting != Sorting())
        self._count()

    @property
    def count(self) -> int:
        """How many articles are shown."""
        return len(self.table.articles.ids)

    # ------------------------------------------------------------------ the selection

    def chosen_ids(self) -> list[str]:
        """The articles that a verb is about."""
        return self.table.selected_ids()

    def _count(self) -> None:
        count = self.table.count_selected()
        several = self.tr("{n} selected").format(n=f"{count:,}")
        self._selected.setText(several if count > 1 else "")
        for button in self._buttons:
            button.setEnabled(bool(count) and not self._read_only())
        self.use_order.setEnabled(not self._read_only())

    def _read_only(self) -> bool:
        return not self._session.is_open or self._session.project.read_only

    def show_archive_verb(self, *, back: bool) -> None:
        """The button archives, or takes back what is in the archive."""
        self._buttons[2].setText(self.tr("Take back") if back else self.tr("Archive"))

    def _moved(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._rest.start()

    def _menu(self, place: QPoint) -> None:
        self.menu_asked.emit(self.table.viewport().mapToGlobal(place))

    # ------------------------------------------------------------------ found in context

    def _look_into(self) -> None:
        self._rest.stop()
        article_id, line = self.table.current_id(), self.line
        if not article_id or not highlights(parsed(line)) or not self._session.is_open:
            self._look.drop()
            self._strip.hide()
            return
        name = self.table.articles.title_of(self.table.currentIndex().row())

        def work(project: Project) -> Work[list[Place]]:
            yield Progress(0, 1)
            found: list[Hit] = hits_of(project, line, article_id, _MOST_HITS)
            return covered(project, [Place(hit, name) for hit in found])

        self._look.ask(work, self._show_hits)

    def _show_hits(self, places: list[Place]) -> None:
        self.hits.places.show_places(places)
        count = f"{len(places):,}" + ("+" if len(places) == _MOST_HITS else "")
        title = places[0].title if places else ""
        words = (
            self.tr("1 place in “{title}”")
            if len(places) == 1
            else self.tr("{n} places in “{title}”")
        )
        self._head.setText(
            words.format(n=count, title=title)
            if places
            else self.tr("Found in a note on one of your labels, not in the text")
        )
        height = self.hits.verticalHeader().defaultSectionSize()
        self.hits.setFixedHeight(min(len(places), _ROWS_OF_HITS) * height + 4)
        self.hits.setVisible(bool(places))
        self._strip.show()

    def open_hit(self) -> None:
        """Open the article at the hit with the cursor."""
        place = self.hits.current
        if place is not None:
            span: Span = place.hit.span
            self.place_asked.emit(place.hit.article_id, span)

    @property
    def heading(self) -> QLabel:
        """The heading of what was found in the current article."""
        return self._head

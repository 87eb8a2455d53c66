"""The table of what can be done in the Corpus workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui.actions import Action
from annotator.gui.corpus.view_names import ARTICLES, CONCORDANCE, EVENTS
from annotator.store.corpus import Sorting

if TYPE_CHECKING:
    from annotator.gui.corpus.page import CorpusPage as Page


def _open(page: Page) -> bool:
    return page.session.is_open


def _in_table(page: Page) -> bool:
    return page.session.is_open and page.views.current == ARTICLES


def _may_change(page: Page) -> bool:
    return page.may_change()


def _may_move(page: Page) -> bool:
    return _in_table(page) and page.may_change()


def _in_places(page: Page) -> bool:
    return page.session.is_open and page.views.current == CONCORDANCE


def _writable(page: Page) -> bool:
    return _in_places(page) and not page.session.project.read_only


def _tag(page: Page) -> None:
    page.verbs.tag(page.concordance.foot.to_tag(), page.concordance.foot.target)
    page.concordance.tick_none()


def _untag(page: Page) -> None:
    page.verbs.untag(page.concordance.foot.labels_to_untag())
    page.concordance.tick_none()


def _retag(page: Page) -> None:
    page.verbs.retag(page.concordance.foot.labels_to_retag(), page.concordance.foot.target)
    page.concordance.tick_none()


def _sort_here(page: Page) -> None:
    index = page.table.currentIndex()
    if index.isValid():
        page.table.sort_by(page.table.articles.columns[index.column()])


def _toggle_archived(page: Page) -> None:
    page.articles.archived.toggle()


def _search(page: Page) -> None:
    page.line.edit.setFocus()
    page.line.edit.selectAll()


ACTIONS: tuple[Action[Page], ...] = (
    # -- the three views
    Action(
        "corpus-search", "Search the corpus", "Corpus", _search, ("Ctrl+F", "/"), "search", _open
    ),
    Action(
        "corpus-grammar",
        "What can be searched for",
        "Corpus",
        lambda p: p.line.open_help(),
        (),
        "help",
        _in_table,
    ),
    Action(
        "corpus-articles",
        "Show the table of articles",
        "Corpus",
        lambda p: p.views.go_to(ARTICLES),
        ("Alt+1",),
        when=_open,
    ),
    Action(
        "corpus-concordance",
        "Show words in their context",
        "Corpus",
        lambda p: p.views.go_to(CONCORDANCE),
        ("Alt+2",),
        when=_open,
    ),
    Action(
        "corpus-events",
        "Show events side by side",
        "Corpus",
        lambda p: p.views.go_to(EVENTS),
        ("Alt+3",),
        when=_open,
    ),
    Action(
        "corpus-open",
        "Open in Annotate",
        "Corpus",
        lambda p: p.open_current(),
        ("Return", "Enter"),
        "annotate",
        _open,
        "table",
    ),
    # -- articles
    Action(
        "corpus-edit",
        "Edit the cell",
        "Corpus",
        lambda p: p.table.edit_current(),
        ("F2",),
        when=_may_move,
        part="table",
    ),
    Action(
        "corpus-describe",
        "Change a property of the selected…",
        "Corpus",
        lambda p: p.deeds.ask_property(),
        ("Ctrl+D",),
        when=_may_change,
    ),
    Action(
        "corpus-event",
        "Put into an event…",
        "Corpus",
        lambda p: p.deeds.ask_event(),
        ("Ctrl+G",),
        when=_may_change,
    ),
    Action(
        "corpus-archive",
        "Archive, or take back from the archive",
        "Corpus",
        lambda p: p.deeds.archive(),
        ("Del",),
        "trash",
        _may_move,
        "table",
    ),
    Action(
        "corpus-archived",
        "Show or hide what is archived",
        "Corpus",
        _toggle_archived,
        ("Ctrl+Shift+H",),
        when=_in_table,
    ),
    Action(
        "corpus-duplicates",
        "Find duplicates…",
        "Corpus",
        lambda p: p.deeds.find_duplicates(),
        ("Ctrl+Shift+D",),
        when=_in_table,
    ),
    Action(
        "corpus-up",
        "Move up in the queue",
        "Corpus",
        lambda p: p.deeds.shift(-1),
        ("Alt+Up",),
        when=_may_move,
    ),
    Action(
        "corpus-down",
        "Move down in the queue",
        "Corpus",
        lambda p: p.deeds.shift(1),
        ("Alt+Down",),
        when=_may_move,
    ),
    Action(
        "corpus-top",
        "Move to the top of the queue",
        "Corpus",
        lambda p: p.deeds.move_to_top(),
        ("Alt+Home",),
        when=_may_move,
    ),
    Action(
        "corpus-sort",
        "Sort by this column",
        "Corpus",
        _sort_here,
        ("S",),
        when=_in_table,
        part="table",
    ),
    Action(
        "corpus-sort-queue",
        "Sort as the queue is",
        "Corpus",
        lambda p: p.articles.sort(Sorting()),
        ("Ctrl+Shift+O",),
        when=_in_table,
    ),
    Action(
        "corpus-use-order",
        "Use this sorting as the queue’s order",
        "Corpus",
        lambda p: p.deeds.ask_order(),
        when=lambda p: _may_move(p) and p.table.sorting != Sorting(),
    ),
    Action(
        "corpus-columns",
        "Choose columns…",
        "Corpus",
        lambda p: p.table.open_columns(),
        ("Ctrl+Shift+C",),
        when=_in_table,
    ),
    # -- words in context
    Action(
        "places-tick",
        "Tick, or take the tick away",
        "Concordance",
        lambda p: p.concordance.list.toggle_ticks(),
        ("Space",),
        when=_in_places,
        part="places",
    ),
    Action(
        "places-tick-all",
        "Tick all",
        "Concordance",
        lambda p: p.concordance.tick_all(),
        ("Ctrl+Shift+A",),
        when=_in_places,
    ),
    Action(
        "places-tick-untagged",
        "Tick untagged",
        "Concordance",
        lambda p: p.concordance.tick_untagged(),
        ("Ctrl+Shift+U",),
        when=_in_places,
    ),
    Action(
        "places-tick-none",
        "Tick none",
        "Concordance",
        lambda p: p.concordance.tick_none(),
        when=_in_places,
    ),
    Action(
        "places-tag",
        "Tag the ticked places",
        "Concordance",
        _tag,
        ("Ctrl+Return", "Ctrl+Enter"),
        "marker",
        lambda p: (
            _writable(p) and bool(p.concordance.foot.to_tag()) and bool(p.concordance.foot.target)
        ),
    ),
    Action(
        "places-untag",
        "Untag the ticked places",
        "Concordance",
        _untag,
        ("Ctrl+Del",),
        when=lambda p: _writable(p) and bool(p.concordance.foot.labels_to_untag()),
    ),
    Action(
        "places-retag",
        "Retag the ticked places",
        "Concordance",
        _retag,
        ("Ctrl+Shift+R",),
        when=lambda p: _writable(p) and bool(p.concordance.foot.labels_to_retag()),
    ),
    # -- events
    Action(
        "events-next",
        "Next list or article",
        "Events",
        lambda p: p.events.go_on(1),
        ("F6",),
        when=lambda p: _open(p) and p.views.current == EVENTS,
    ),
    Action(
        "events-back",
        "List or article before",
        "Events",
        lambda p: p.events.go_on(-1),
        ("Shift+F6",),
        when=lambda p: _open(p) and p.views.current == EVENTS,
    ),
    Action(
        "events-together",
        "Scroll together, or apart",
        "Events",
        lambda p: p.events.reader.together.toggle(),
        ("Ctrl+J",),
        when=lambda p: _open(p) and p.views.current == EVENTS,
    ),
    Action(
        "events-count",
        "Two articles side by side, or three",
        "Events",
        lambda p: p.events.reader.toggle_count(),
        ("Ctrl+Shift+3",),
        when=lambda p: _open(p) and p.views.current == EVENTS,
    ),
)

"""The table of what can be done while adjudicating."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.core.adjudication import Place
from annotator.gui.actions import Action
from annotator.gui.adjudicate.key_button import MOST

if TYPE_CHECKING:
    from annotator.gui.adjudicate.page import AdjudicatePage as Page


def _or_tag(key: str, verb: Callable[[Page], object]) -> Callable[[Page], object]:
    """The verb, or, while a place is edited, the tag that this key gives."""
    return lambda page: page.editing.take(key) or verb(page)


def _shown(page: Page) -> bool:
    return page.found is not None


def _may_decide(page: Page) -> bool:
    return page.session.is_open and page.may_decide


def _at_words(page: Page) -> bool:
    return _may_decide(page) and isinstance(page.place, Place)


def _may_accept(page: Page) -> bool:
    return page.found is not None and not page.session.project.read_only


def _editing(page: Page) -> bool:
    return page.editing.on


def _ticking(page: Page) -> bool:
    return bool(page.in_question.ticked)


def _back(page: Page) -> None:
    if page.editing.on:
        page.editing.back()
    elif page.in_question.ticked is not None:
        page.in_question.stop_ticking()
        page.in_question.show()
    else:
        page.card.end_answering()
        page.go_to_view()


_MENU = "Adjudicate"

ACTIONS: tuple[Action[Page], ...] = (
    *(
        Action(
            f"adjudicate-accept-{number}",
            f"Accept reading {number}",
            _MENU,
            _or_tag(str(number), lambda p, key=str(number): p.deciding.choose(key)),  # type: ignore[misc]
            (str(number),),
            "check" if number == 1 else "",
            _may_decide,
        )
        for number in range(1, MOST + 1)
    ),
    Action(
        "adjudicate-all",
        "Accept all readings of the place",
        _MENU,
        _or_tag("a", lambda p: p.deciding.accept_all()),
        ("A",),
        "",
        _at_words,
    ),
    Action(
        "adjudicate-tick",
        "Tick several readings by their numbers",
        _MENU,
        _or_tag("t", lambda p: p.deciding.tick_several()),
        ("T",),
        "",
        _at_words,
    ),
    Action(
        "adjudicate-accept-ticked",
        "Accept the ticked readings",
        _MENU,
        lambda p: p.deciding.accept_ticked(),
        ("Return", "Enter"),
        "",
        _ticking,
        "view",
    ),
    Action(
        "adjudicate-nothing",
        "Nothing to mark here",
        _MENU,
        _or_tag("0", lambda p: p.deciding.accept_nothing()),
        ("0",),
        "",
        _at_words,
    ),
    Action(
        "adjudicate-edit",
        "Decide on another tag, words or answer",
        _MENU,
        _or_tag("e", lambda p: p.begin_edit()),
        ("E",),
        "annotate",
        _may_decide,
    ),
    Action(
        "adjudicate-discuss",
        "Leave it to be discussed",
        _MENU,
        _or_tag("d", lambda p: p.deciding.discuss()),
        ("D",),
        "flag",
        _may_decide,
    ),
    Action(
        "adjudicate-reason",
        "Write why",
        _MENU,
        _or_tag("w", lambda p: p.card.reason.setFocus()),
        ("W",),
        "note",
        _may_decide,
    ),
    Action(
        "adjudicate-error",
        "Name the kind of mistake",
        _MENU,
        _or_tag("m", lambda p: p.card.error.setFocus()),
        ("M",),
        "",
        _may_decide,
    ),
    Action(
        "adjudicate-note",
        "Write a note into the codebook…",
        _MENU,
        _or_tag("c", lambda p: p.deciding.ask_note()),
        ("C",),
        "codebook",
        _at_words,
    ),
    Action(
        "adjudicate-agreed",
        "Accept what is agreed…",
        _MENU,
        _or_tag("g", lambda p: p.deciding.ask_rule()),
        ("G",),
        "adjudicate",
        _may_accept,
    ),
    Action(
        "adjudicate-votes",
        "Gold by votes…",
        _MENU,
        _or_tag("v", lambda p: p.votes.ask()),
        ("V",),
        "",
        _may_accept,
    ),
    Action(
        "adjudicate-next",
        "Next difference",
        _MENU,
        _or_tag("n", lambda p: p.walk.step(1)),
        ("N",),
        "arrow-right",
        _shown,
    ),
    Action(
        "adjudicate-back",
        "Difference before",
        _MENU,
        _or_tag("p", lambda p: p.walk.step(-1)),
        ("P",),
        "arrow-left",
        _shown,
    ),
    Action(
        "adjudicate-article-open",
        "Next article with something left, or export",
        _MENU,
        lambda p: p.walk.next_open(),
        ("Ctrl+Return", "Ctrl+Enter"),
        "",
        _shown,
    ),
    Action(
        "adjudicate-article-next",
        "Next article",
        _MENU,
        lambda p: p.walk.neighbour(1),
        ("Ctrl+PgDown",),
        "",
        _shown,
    ),
    Action(
        "adjudicate-article-back",
        "Article before",
        _MENU,
        lambda p: p.walk.neighbour(-1),
        ("Ctrl+PgUp",),
        "",
        _shown,
    ),
    Action(
        "adjudicate-names",
        "Hide or show annotators' names",
        _MENU,
        _or_tag("h", lambda p: p.toggle_names()),
        ("H",),
        "eye-off",
        _shown,
    ),
    # -- the words while a place is edited
    Action(
        "adjudicate-end-later",
        "Move the end a word on",
        _MENU,
        lambda p: p.editing.extend(1),
        ("Shift+Right", "Alt+Right"),
        "",
        _editing,
    ),
    Action(
        "adjudicate-end-earlier",
        "Move the end a word back",
        _MENU,
        lambda p: p.editing.extend(-1),
        ("Shift+Left", "Alt+Left"),
        "",
        _editing,
    ),
    Action(
        "adjudicate-start-later",
        "Move the start a word on",
        _MENU,
        lambda p: p.editing.move_start(1),
        ("Alt+Shift+Right",),
        "",
        _editing,
    ),
    Action(
        "adjudicate-start-earlier",
        "Move the start a word back",
        _MENU,
        lambda p: p.editing.move_start(-1),
        ("Alt+Shift+Left",),
        "",
        _editing,
    ),
    Action(
        "adjudicate-grow",
        "Grow to clause, sentence, paragraph",
        _MENU,
        lambda p: p.editing.grow(1),
        ("Alt+Up",),
        "",
        _editing,
    ),
    Action(
        "adjudicate-shrink",
        "Shrink again",
        _MENU,
        lambda p: p.editing.grow(-1),
        ("Alt+Down",),
        "",
        _editing,
    ),
    Action("adjudicate-pane-next", "Next pane", _MENU, lambda p: p.panes.go_to_pane(1), ("F6",)),
    Action(
        "adjudicate-pane-back",
        "Pane before",
        _MENU,
        lambda p: p.panes.go_to_pane(-1),
        ("Shift+F6",),
    ),
    Action("adjudicate-view", "Back to the article", _MENU, _back, ("Esc",), "", _shown),
)

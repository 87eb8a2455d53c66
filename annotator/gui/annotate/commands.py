"""The table of what can be done while annotating.

Each group of it has one time at which most of its actions are possible; the functions below give
their rows that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.core.model import State
from annotator.gui.actions import Action

if TYPE_CHECKING:
    from annotator.gui.annotate.page import AnnotatePage as Page

    Run = Callable[[Page], object]
    When = Callable[[Page], bool]


def _always(_page: Page) -> bool:
    return True


def _has_article(page: Page) -> bool:
    return page.article is not None


def _has_text(page: Page) -> bool:
    # What is asked before the text stands in its place.
    return page.article is not None and page.panes.reading


def _has_label(page: Page) -> bool:
    return page.active_label is not None and page.panes.reading


def _open_still(page: Page) -> bool:
    # Where a student saw the key, nothing is to be changed any more.
    return page.article is not None and not page.study.in_feedback


def _in_a_team(page: Page) -> bool:
    return page.article is not None and not page.study.on


def _studying(page: Page) -> bool:
    return page.study.on and not page.session.project.read_only


def _in_feedback(page: Page) -> bool:
    return page.study.in_feedback


def _walking(page: Page) -> bool:
    # In the lists and fields the arrows keep their own meaning.
    return page.article is not None and page.view.hasFocus()


def _focus_article(page: Page) -> None:
    page.commit()
    if page.offer.group:
        page.offer.close_group()
    elif page.find_bar.isVisible():
        page.find_bar.close_bar()
    elif page.view.hasFocus():
        page.go_to_label("")
        page.view.select(())
    page.panes.focus_middle()


def _neighbour(page: Page, by: int) -> None:
    article_id = page.queue.neighbour(by)
    if article_id:
        page.session.go_to_article(article_id)


def _label(
    action_id: str, text: str, run: Run, *keys: str, icon: str = "", when: When = _has_label
) -> Action[Page]:
    """What is done to labels: to the selected one, unless `when` says otherwise."""
    return Action(action_id, text, "Label", run, keys, icon, when)


def _walk(
    action_id: str, text: str, run: Run, *keys: str, icon: str = "", group: str = "Select"
) -> Action[Page]:
    """A step through the text, by keys that mean this in the text alone."""
    return Action(action_id, text, group, run, keys, icon, _walking, "view")


def _shape(action_id: str, text: str, run: Run, key: str) -> Action[Page]:
    """Another shape for what is selected, by a key that means this wherever one is."""
    return Action(action_id, text, "Select", run, (key,), when=_has_text)


def _article(
    action_id: str, text: str, run: Run, *keys: str, icon: str = "", when: When = _has_article
) -> Action[Page]:
    """What is done with the article as a whole."""
    return Action(action_id, text, "Article", run, keys, icon, when)


def _lesson(
    action_id: str, text: str, run: Run, *keys: str, icon: str = "", when: When
) -> Action[Page]:
    """What a student does in a lesson."""
    return Action(action_id, text, "Lesson", run, keys, icon, when)


def _view(
    action_id: str, text: str, run: Run, *keys: str, icon: str = "", when: When = _always
) -> Action[Page]:
    """What is shown, and where the focus is."""
    return Action(action_id, text, "View", run, keys, icon, when)


ACTIONS: tuple[Action[Page], ...] = (
    # -- giving tags
    _walk(
        "tag-sticky",
        "Give the last tag again",
        lambda p: p.tagging.tag_sticky(),
        "Return",
        "Enter",
        group="Label",
    ),
    _label(
        "tag-all",
        "Tag all alike…",
        lambda p: p.dialogs.tag_all_alike(),
        "A",
        icon="marker",
        when=_has_text,
    ),
    _label(
        "marker",
        "Marker: what the mouse selects is tagged at once",
        lambda p: p.toggle_marker(),
        "M",
        icon="marker",
        when=_has_text,
    ),
    _label(
        "review-keep",
        "Looked at again: it still holds, or is what its tag became",
        lambda p: p.review.keep(),
        "F8",
        icon="check",
        when=lambda p: p.review.possible,
    ),
    _label(
        "review-all",
        "Looked at again: give all what their tag was merged into",
        lambda p: p.review.give_all(),
        "Ctrl+F8",
        when=lambda p: p.review.merged,
    ),
    _label(
        "review-next",
        "Next label to look at again",
        lambda p: p.review.go_on(),
        "Shift+F8",
        when=_in_a_team,
    ),
    _label(
        "label-remove",
        "Delete the label",
        lambda p: p.tagging.remove(),
        "Del",
        "Backspace",
        icon="trash",
    ),
    _label("label-fields", "Go to the label's fields", lambda p: p.go_to_fields(), "F"),
    _label(
        "label-note",
        "Write a note on the label",
        lambda p: p.go_to_fields(note=True),
        "N",
        icon="note",
    ),
    _walk(
        "label-next",
        "Next label",
        lambda p: p.walk.go_label(1),
        "Tab",
        icon="arrow-right",
        group="Label",
    ),
    _walk(
        "label-back",
        "Label before",
        lambda p: p.walk.go_label(-1),
        "Shift+Tab",
        "Backtab",
        icon="arrow-left",
        group="Label",
    ),
    _label(
        "label-cycle",
        "Next of the labels that overlap here",
        lambda p: p.walk.cycle_overlapping(),
        "O",
        when=_has_text,
    ),
    # -- selecting
    _walk("word-next", "Next word", lambda p: p.walk.word(1), "Right", "Space"),
    _walk("word-back", "Word before", lambda p: p.walk.word(-1), "Left"),
    _walk("word-below", "Word in the line below", lambda p: p.walk.line(1), "Down"),
    _walk("word-above", "Word in the line above", lambda p: p.walk.line(-1), "Up"),
    _walk("sentence-next", "Next sentence", lambda p: p.walk.sentence(1), "Ctrl+Right"),
    _walk("sentence-back", "Sentence before", lambda p: p.walk.sentence(-1), "Ctrl+Left"),
    _walk("select-more", "One word more", lambda p: p.walk.extend(1), "Shift+Right"),
    _walk("select-less", "One word less", lambda p: p.walk.extend(-1), "Shift+Left"),
    _shape(
        "select-grow", "Grow to clause, sentence, paragraph", lambda p: p.walk.grow(1), "Alt+Up"
    ),
    _shape("select-shrink", "Shrink again", lambda p: p.walk.grow(-1), "Alt+Down"),
    _shape(
        "end-later",
        "Move the end a word on",
        lambda p: p.walk.move_edge(1, at_end=True),
        "Alt+Right",
    ),
    _shape(
        "end-earlier",
        "Move the end a word back",
        lambda p: p.walk.move_edge(-1, at_end=True),
        "Alt+Left",
    ),
    _shape(
        "start-later",
        "Move the start a word on",
        lambda p: p.walk.move_edge(1, at_end=False),
        "Alt+Shift+Right",
    ),
    _shape(
        "start-earlier",
        "Move the start a word back",
        lambda p: p.walk.move_edge(-1, at_end=False),
        "Alt+Shift+Left",
    ),
    _walk(
        "piece-add",
        "Add another piece to the selection",
        lambda p: p.walk.hold_piece(),
        "P",
        icon="plus",
    ),
    _walk("words-copy", "Copy the words", lambda p: p.walk.copy(), "Ctrl+C"),
    # -- the article
    _article(
        "article-done",
        "Done, next article",
        lambda p: p.whole.done_next(),
        "Ctrl+Return",
        "Ctrl+Enter",
        icon="check",
    ),
    _article(
        "article-skip",
        "Skip with a reason…",
        lambda p: p.dialogs.ask_reason(State.SKIPPED),
        "Ctrl+Shift+S",
        icon="skip",
        when=_open_still,
    ),
    _article(
        "article-flag",
        "Flag with a reason…",
        lambda p: p.dialogs.ask_reason(State.FLAGGED),
        "Ctrl+Shift+F",
        icon="flag",
        when=_in_a_team,
    ),
    _article(
        "article-todo", "Back to to do", lambda p: p.whole.set_state(State.TODO), when=_open_still
    ),
    _article("article-next", "Next article", lambda p: _neighbour(p, 1), "Ctrl+PgDown"),
    _article("article-back", "Article before", lambda p: _neighbour(p, -1), "Ctrl+PgUp"),
    _article(
        "article-find",
        "Find in this article",
        lambda p: p.open_find(),
        "/",
        "Ctrl+F",
        icon="search",
        when=_has_text,
    ),
    _article(
        "article-reveal",
        "Reveal the source",
        lambda p: p.whole.reveal(),
        "R",
        icon="eye",
        when=_has_text,
    ),
    # -- a student's lesson
    _lesson(
        "lesson-feedback",
        "See how you did",
        lambda p: p.study.look(),
        icon="check",
        when=lambda p: _studying(p) and bool(p.study.unseen),
    ),
    _lesson(
        "feedback-next",
        "Next place of the feedback",
        lambda p: p.panes.feedback.step(1),
        "Ctrl+Down",
        icon="arrow-right",
        when=_in_feedback,
    ),
    _lesson(
        "feedback-back",
        "Place of the feedback before",
        lambda p: p.panes.feedback.step(-1),
        "Ctrl+Up",
        icon="arrow-left",
        when=_in_feedback,
    ),
    _lesson(
        "lesson-again",
        "Try again on a fresh article",
        lambda p: p.study.again(),
        icon="file",
        when=lambda p: _studying(p) and p.study.can_try_again,
    ),
    _lesson(
        "lesson-code",
        "Enter the code…",
        lambda p: p.study.ask_code(),
        when=lambda p: _studying(p) and p.study.wants_code,
    ),
    _lesson(
        "lesson-hand-in",
        "Hand in",
        lambda p: p.study.handing.hand_in(),
        "Ctrl+Shift+E",
        icon="export",
        when=lambda p: p.study.on,
    ),
    # -- the view
    _view(
        "view-backlight",
        "Backlight: dim all but the labels",
        lambda p: p.appearance.toggle_backlight(),
        "B",
        icon="sun",
        when=_has_text,
    ),
    _view(
        "view-labels", "Show the labels", lambda p: p.panes.go_to_tab(0), "Alt+1", when=_open_still
    ),
    _view(
        "view-questions",
        "Show the questions about this article",
        lambda p: p.panes.go_to_tab(1),
        "Alt+2",
        "Q",
        when=_open_still,
    ),
    _view(
        "view-notes",
        "Show the notes",
        lambda p: p.panes.go_to_tab(2),
        "Alt+3",
        icon="note",
        when=_in_a_team,
    ),
    _view(
        "view-history",
        "Show the history",
        lambda p: p.panes.go_to_tab(3),
        "Alt+4",
        icon="history",
        when=_in_a_team,
    ),
    _view("pane-next", "Next pane", lambda p: p.panes.go_to_pane(1), "F6"),
    _view("pane-back", "Pane before", lambda p: p.panes.go_to_pane(-1), "Shift+F6"),
    _view("article-focus", "Back to the article", _focus_article, "Esc", when=_has_article),
)

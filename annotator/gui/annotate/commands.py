"""The table of what can be done while annotating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.core.model import State
from annotator.gui.actions import Action
from annotator.gui.article.walking import sentence_onward

if TYPE_CHECKING:
    from annotator.gui.annotate.page import AnnotatePage as Page


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


ACTIONS: tuple[Action[Page], ...] = (
    # -- giving tags
    Action(
        "tag-sticky",
        "Give the last tag again",
        "Label",
        lambda p: p.tagging.tag_sticky(),
        ("Return", "Enter"),
        when=_walking,
        part="view",
    ),
    Action(
        "tag-all",
        "Tag all alike…",
        "Label",
        lambda p: p.dialogs.tag_all_alike(),
        ("A",),
        "marker",
        _has_text,
    ),
    Action(
        "marker",
        "Marker: what the mouse selects is tagged at once",
        "Label",
        lambda p: p.toggle_marker(),
        ("M",),
        "marker",
        _has_text,
    ),
    Action(
        "review-keep",
        "Looked at again: it still holds, or is what its tag became",
        "Label",
        lambda p: p.review.keep(),
        ("F8",),
        "check",
        lambda p: p.review.possible,
    ),
    Action(
        "review-all",
        "Looked at again: give all what their tag was merged into",
        "Label",
        lambda p: p.review.give_all(),
        ("Ctrl+F8",),
        when=lambda p: p.review.merged,
    ),
    Action(
        "review-next",
        "Next label to look at again",
        "Label",
        lambda p: p.review.go_on(),
        ("Shift+F8",),
        when=_in_a_team,
    ),
    Action(
        "label-remove",
        "Delete the label",
        "Label",
        lambda p: p.tagging.remove(),
        ("Del", "Backspace"),
        "trash",
        _has_label,
    ),
    Action(
        "label-fields",
        "Go to the label's fields",
        "Label",
        lambda p: p.go_to_fields(),
        ("F",),
        when=_has_label,
    ),
    Action(
        "label-note",
        "Write a note on the label",
        "Label",
        lambda p: p.go_to_fields(note=True),
        ("N",),
        "note",
        _has_label,
    ),
    Action(
        "label-next",
        "Next label",
        "Label",
        lambda p: p.walk.go_label(1),
        ("Tab",),
        "arrow-right",
        _walking,
        "view",
    ),
    Action(
        "label-back",
        "Label before",
        "Label",
        lambda p: p.walk.go_label(-1),
        ("Shift+Tab", "Backtab"),
        "arrow-left",
        _walking,
        "view",
    ),
    Action(
        "label-cycle",
        "Next of the labels that overlap here",
        "Label",
        lambda p: p.walk.cycle_overlapping(),
        ("O",),
        when=_has_text,
    ),
    # -- selecting
    Action(
        "word-next",
        "Next word",
        "Select",
        lambda p: p.walk.word(1),
        ("Right", "Space"),
        when=_walking,
        part="view",
    ),
    Action(
        "word-back",
        "Word before",
        "Select",
        lambda p: p.walk.word(-1),
        ("Left",),
        when=_walking,
        part="view",
    ),
    Action(
        "word-below",
        "Word in the line below",
        "Select",
        lambda p: p.walk.line(1),
        ("Down",),
        when=_walking,
        part="view",
    ),
    Action(
        "word-above",
        "Word in the line above",
        "Select",
        lambda p: p.walk.line(-1),
        ("Up",),
        when=_walking,
        part="view",
    ),
    Action(
        "sentence-next",
        "Next sentence",
        "Select",
        lambda p: p.walk.to(sentence_onward(p.view.text, p.view.caret)),
        ("Ctrl+Right",),
        when=_walking,
        part="view",
    ),
    Action(
        "select-more",
        "One word more",
        "Select",
        lambda p: p.walk.extend(1),
        ("Shift+Right",),
        when=_walking,
        part="view",
    ),
    Action(
        "select-less",
        "One word less",
        "Select",
        lambda p: p.walk.extend(-1),
        ("Shift+Left",),
        when=_walking,
        part="view",
    ),
    Action(
        "select-grow",
        "Grow to clause, sentence, paragraph",
        "Select",
        lambda p: p.walk.grow(1),
        ("Alt+Up",),
        when=_has_text,
    ),
    Action(
        "select-shrink",
        "Shrink again",
        "Select",
        lambda p: p.walk.grow(-1),
        ("Alt+Down",),
        when=_has_text,
    ),
    Action(
        "end-later",
        "Move the end a word on",
        "Select",
        lambda p: p.walk.move_edge(1, at_end=True),
        ("Alt+Right",),
        when=_has_text,
    ),
    Action(
        "end-earlier",
        "Move the end a word back",
        "Select",
        lambda p: p.walk.move_edge(-1, at_end=True),
        ("Alt+Left",),
        when=_has_text,
    ),
    Action(
        "start-later",
        "Move the start a word on",
        "Select",
        lambda p: p.walk.move_edge(1, at_end=False),
        ("Alt+Shift+Right",),
        when=_has_text,
    ),
    Action(
        "start-earlier",
        "Move the start a word back",
        "Select",
        lambda p: p.walk.move_edge(-1, at_end=False),
        ("Alt+Shift+Left",),
        when=_has_text,
    ),
    Action(
        "piece-add",
        "Add another piece to the selection",
        "Select",
        lambda p: p.walk.hold_piece(),
        ("P",),
        "plus",
        _walking,
        "view",
    ),
    # -- the article
    Action(
        "article-done",
        "Done, next article",
        "Article",
        lambda p: p.tagging.done_next(),
        ("Ctrl+Return", "Ctrl+Enter"),
        "check",
        _has_article,
    ),
    Action(
        "article-skip",
        "Skip with a reason…",
        "Article",
        lambda p: p.dialogs.ask_reason(State.SKIPPED),
        ("Ctrl+Shift+S",),
        "skip",
        _open_still,
    ),
    Action(
        "article-flag",
        "Flag with a reason…",
        "Article",
        lambda p: p.dialogs.ask_reason(State.FLAGGED),
        ("Ctrl+Shift+F",),
        "flag",
        _in_a_team,
    ),
    Action(
        "article-todo",
        "Back to to do",
        "Article",
        lambda p: p.tagging.set_state(State.TODO),
        (),
        "",
        _open_still,
    ),
    Action(
        "article-next",
        "Next article",
        "Article",
        lambda p: _neighbour(p, 1),
        ("Ctrl+PgDown",),
        "",
        _has_article,
    ),
    Action(
        "article-back",
        "Article before",
        "Article",
        lambda p: _neighbour(p, -1),
        ("Ctrl+PgUp",),
        "",
        _has_article,
    ),
    Action(
        "article-find",
        "Find in this article",
        "Article",
        lambda p: p.open_find(),
        ("/", "Ctrl+F"),
        "search",
        _has_text,
    ),
    Action(
        "article-reveal",
        "Reveal the source",
        "Article",
        lambda p: p.reveal(),
        ("R",),
        "eye",
        _has_text,
    ),
    # -- a student's lesson
    Action(
        "lesson-feedback",
        "See how you did",
        "Lesson",
        lambda p: p.study.look(),
        (),
        "check",
        lambda p: _studying(p) and bool(p.study.unseen),
    ),
    Action(
        "feedback-next",
        "Next place of the feedback",
        "Lesson",
        lambda p: p.panes.feedback.step(1),
        ("Ctrl+Down",),
        "arrow-right",
        _in_feedback,
    ),
    Action(
        "feedback-back",
        "Place of the feedback before",
        "Lesson",
        lambda p: p.panes.feedback.step(-1),
        ("Ctrl+Up",),
        "arrow-left",
        _in_feedback,
    ),
    Action(
        "lesson-again",
        "Try again on a fresh article",
        "Lesson",
        lambda p: p.study.again(),
        (),
        "file",
        lambda p: _studying(p) and p.study.can_try_again,
    ),
    Action(
        "lesson-code",
        "Enter the code…",
        "Lesson",
        lambda p: p.study.ask_code(),
        when=lambda p: _studying(p) and p.study.wants_code,
    ),
    Action(
        "lesson-hand-in",
        "Hand in",
        "Lesson",
        lambda p: p.study.handing.hand_in(),
        ("Ctrl+Shift+E",),
        "export",
        lambda p: p.study.on,
    ),
    # -- the view
    Action(
        "view-backlight",
        "Backlight: dim all but the labels",
        "View",
        lambda p: p.toggle_backlight(),
        ("B",),
        "sun",
        _has_text,
    ),
    Action(
        "view-labels",
        "Show the labels",
        "View",
        lambda p: p.panes.go_to_tab(0),
        ("Alt+1",),
        when=_open_still,
    ),
    Action(
        "view-questions",
        "Show the questions about this article",
        "View",
        lambda p: p.panes.go_to_tab(1),
        ("Alt+2", "Q"),
        when=_open_still,
    ),
    Action(
        "view-notes",
        "Show the notes",
        "View",
        lambda p: p.panes.go_to_tab(2),
        ("Alt+3",),
        "note",
        _in_a_team,
    ),
    Action(
        "view-history",
        "Show the history",
        "View",
        lambda p: p.panes.go_to_tab(3),
        ("Alt+4",),
        "history",
        _in_a_team,
    ),
    Action("pane-next", "Next pane", "View", lambda p: p.panes.go_to_pane(1), ("F6",)),
    Action("pane-back", "Pane before", "View", lambda p: p.panes.go_to_pane(-1), ("Shift+F6",)),
    Action(
        "article-focus", "Back to the article", "View", _focus_article, ("Esc",), when=_has_article
    ),
)

"""The Adjudicate workspace by its keys: each decides, goes on, and is taken back where it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.adjudication import AskedPlace, Place, Rule, RuleKind
from annotator.core.edits import Edit
from annotator.core.model import Release, Span, State, Tag, Verdict
from annotator.desk import Desk
from annotator.gui.adjudicate.choice_row import ChoiceRow
from annotator.gui.adjudicate.head import Head
from annotator.gui.adjudicate.key_button import KeyButton
from annotator.gui.adjudicate.page import AdjudicatePage
from annotator.gui.adjudicate.people import cast
from annotator.gui.adjudicate.sheets import AgreedSheet, NoteSheet
from annotator.gui.app import application, make_window
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.team import add_annotator
from annotator.sample import make_sample

WORDS = (
    ("Regime", "contentious-label", 3),
    ("hapless", "evaluative-word", 2),
    ("rotten", "evaluative-word", 1),
    ("horrific", "evaluative-word", 3),
)
"""Words of the first article, their tag, and how many of the three mark them."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = make_window(application(), tmp_path)
    window.resize(1300, 900)
    window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()


def team(path: Path, articles: int = 2) -> Project:
    """The sample, annotated by three."""
    project = make_sample(path, "Ines")
    people = [project.annotators()[0], *(add_annotator(project, it) for it in ("Tom", "Cleo"))]
    for article_id in project.article_ids()[:articles]:
        article = project.article(article_id)
        for number, who in enumerate(people):
            desk = Desk(project, who)
            for words, tag, count in WORDS:
                at = article.text.find(words)
                if at >= 0 and number < count:
                    fields = {"intensity": 2 + number}
                    desk.tag(article, tag, [[Span(at, at + len(words))]], fields=fields)
            desk.answer(article_id, "slant", 4 if number else 5)
            desk.set_state(article_id, State.DONE)
    return project


@pytest.fixture
def page(window: Window, tmp_path: Path, qtbot: QtBot) -> AdjudicatePage:
    window.session.take(team(tmp_path / "Team.annot"))
    return entered(window, qtbot)


def entered(window: Window, qtbot: QtBot) -> AdjudicatePage:
    QApplication.processEvents()
    for asked in window.findChildren(AtDeskDialog):
        asked.accept()  # Ines, as last
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.session.go_to_workspace("adjudicate")
    page = window.frame.page(AdjudicatePage)
    qtbot.waitUntil(lambda: page.found is not None)
    qtbot.waitUntil(page.view.hasFocus)
    return page


def words(page: AdjudicatePage) -> str:
    """The words in question, or the question's key."""
    assert page.found is not None
    if isinstance(page.place, AskedPlace):
        return page.place.question.key
    return page.found.article.text[page.place.start : page.place.end] if page.place else ""


def press(page: AdjudicatePage, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.view, key)


def gold(page: AdjudicatePage) -> set[tuple[str, str]]:
    assert page.found is not None
    return {(it.quote, it.tag) for it in page.found.gold}


def verdicts(page: AdjudicatePage) -> list[Verdict]:
    assert page.found is not None
    return sorted(it.verdict for it in page.found.decisions)


Key = Qt.Key

# ---------------------------------------------------------------------------- going through


def test_each_key_decides_and_goes_on(page: AdjudicatePage, qtbot: QtBot) -> None:
    seen = [words(page)]
    for key in (Key.Key_1, Key.Key_0, Key.Key_A, Key.Key_1, Key.Key_2):
        press(page, qtbot, key)
        seen.append(words(page))
    assert seen == ["Regime", "rotten", "horrific", "hapless", "slant", ""]
    assert page.place is None
    assert page.panes.ended.isVisible()
    assert ("Regime", "contentious-label") in gold(page)
    assert page.status()[0].endswith("0 differences left in this article")


def test_undo_takes_back_and_goes_to_the_place(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    before = words(page)
    press(page, qtbot, Key.Key_1, Key.Key_0)
    after = words(page)
    assert after not in ("", before)
    window.undo()
    window.undo()
    assert words(page) == before
    assert gold(page) == set()
    assert page.isVisible()
    window.redo()
    assert words(page) == before
    assert len(gold(page)) == 1


def test_next_and_previous_visit_and_decide_nothing(page: AdjudicatePage, qtbot: QtBot) -> None:
    first = words(page)
    press(page, qtbot, Key.Key_P)
    assert words(page) == first
    press(page, qtbot, Key.Key_N)
    second = words(page)
    press(page, qtbot, Key.Key_P)
    assert (words(page), verdicts(page)) == (first, [])
    assert second != first


def test_a_place_to_discuss_stays_open_and_is_passed(page: AdjudicatePage, qtbot: QtBot) -> None:
    first = words(page)
    press(page, qtbot, Key.Key_D)
    assert words(page) != first
    press(page, qtbot, Key.Key_P)
    assert words(page) == first
    assert "To be discussed, says Ines" in [it.text() for it in page.card.findChildren(QLabel)]
    assert page.found is not None
    assert page.place in page.found.open_places


def test_agreed_ones_are_accepted_and_only_differences_visited(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    page.deciding.accept_agreed(Rule(RuleKind.ALL), everywhere=False)
    assert ("Regime", "contentious-label") in gold(page)
    assert page.found is not None
    assert len(verdicts(page)) == 2
    assert words(page) not in ("Regime", "horrific", "")
    seen = set()
    for _ in range(6):
        seen.add(words(page))
        press(page, qtbot, Key.Key_N)
    assert not seen & {"Regime", "horrific"}


def test_all_articles_are_done_beside_the_window(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    page.deciding.accept_agreed(Rule(RuleKind.AT_LEAST, votes=1), everywhere=True)
    assert window.resting
    qtbot.waitUntil(lambda: not window.resting and page.found is not None)
    project = window.session.project
    assert project.history(limit=1)[0][1].title.endswith("agreements accepted")
    qtbot.waitUntil(lambda: [row.open for row in page.articles.model.rows] == [0, 0])
    qtbot.waitUntil(page.panes.ended.isVisible)


# ---------------------------------------------------------------------------- deciding otherwise


def test_another_tag_and_other_words_are_decided_by_keys(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    assert words(page) == "Regime"
    press(page, qtbot, Key.Key_E)
    assert page.editing.on
    assert page.view.pieces == (page.view.selected,)
    qtbot.keyClick(page.view, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(page, qtbot, Key.Key_6)
    assert not page.editing.on
    assert gold(page) == {("Regime Hides", "dramatic-noun")}
    press(page, qtbot, Key.Key_P)
    told = [it.text() for it in page.card.findChildren(QLabel)]
    assert "Edited by Ines: Dramatic noun “Regime Hides”" in told


def test_while_editing_letters_are_no_verbs_and_escape_ends_it(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    first = words(page)
    press(page, qtbot, Key.Key_E, Key.Key_D, Key.Key_N, Key.Key_0)
    assert (page.editing.on, words(page), verdicts(page)) == (True, first, [])
    press(page, qtbot, Key.Key_Escape)
    assert not page.editing.on
    press(page, qtbot, Key.Key_0)
    assert verdicts(page) == [Verdict.NOTHING]


def test_a_group_is_chosen_first_and_then_a_tag_inside_it(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    project = window.session.project
    book = project.codebook
    group = Tag("group", "Group of tags", group=True, shortcut="8")
    inside = Tag("inside", "Inside it", parent="group")
    project.do("Group", Edit(book, replace(book, tags=(*book.tags, group, inside))))
    press(page, qtbot, Key.Key_E, Key.Key_8)
    assert (page.editing.on, verdicts(page)) == (True, [])
    press(page, qtbot, Key.Key_Escape, Key.Key_8, Key.Key_1)
    assert gold(page) == {("Regime", "inside")}


def test_words_elsewhere_are_not_decided_about(page: AdjudicatePage, qtbot: QtBot) -> None:
    press(page, qtbot, Key.Key_E)
    page.view.select([Span(200, 210)])
    press(page, qtbot, Key.Key_1)
    assert (page.editing.on, verdicts(page)) == (True, [])


def test_another_answer_can_be_given(page: AdjudicatePage, qtbot: QtBot) -> None:
    assert page.found is not None
    slant = next(it for it in page.found.asked if it.question.key == "slant")
    page.walk.to(slant)
    press(page, qtbot, Key.Key_E)
    focused = page.window().focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Key.Key_1)
    assert page.found.answer_of(page.found.decided[slant.sources]).value == 1  # type: ignore[union-attr]
    assert verdicts(page) == [Verdict.EDITED]


def test_the_reason_is_kept_while_deciding_and_goes_with_the_decision(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    press(page, qtbot, Key.Key_W)
    qtbot.keyClicks(page.card.reason, "a name, 1 of 2")
    qtbot.keyClick(page.card.reason, Key.Key_Return)
    assert page.view.hasFocus()
    page.card.error.setCurrentIndex(page.card.error.findData("boundary"))
    press(page, qtbot, Key.Key_N)
    assert page.card.because == ("", "")
    press(page, qtbot, Key.Key_P)
    assert page.card.because == ("a name, 1 of 2", "boundary")
    press(page, qtbot, Key.Key_1)
    assert page.found is not None
    [decision] = page.found.decisions
    assert (decision.reason, decision.error) == ("a name, 1 of 2", "boundary")
    assert page.card.because == ("", "")


def test_a_read_only_project_is_shown_and_not_decided_about(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    team(tmp_path / "Team.annot").close()
    window.session.take(Project.open(tmp_path / "Team.annot", write=False))
    page = entered(window, qtbot)
    press(page, qtbot, Key.Key_1, Key.Key_D)
    assert (words(page), verdicts(page)) == ("Regime", [])
    assert not page.card.accept.isEnabled()


# ---------------------------------------------------------------------------- what is shown


def test_names_are_hidden_in_another_order_and_that_is_remembered(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    press(page, qtbot, Key.Key_H)
    shown = [it.name for it in page.view.layer.people.values()]
    assert shown == ["Annotator 1", "Annotator 2", "Annotator 3"]
    said = [row.accessibleName() for row in page.card.findChildren(ChoiceRow) if row.isVisible()]
    assert not any(name in " ".join(said) for name in ("Ines", "Tom", "Cleo"))
    state = page.layout_state()
    press(page, qtbot, Key.Key_H)
    assert [it.name for it in page.view.layer.people.values()] == ["Ines", "Tom", "Cleo"]
    page.restore_layout(state)
    assert page.names_hidden
    page.restore_layout("spoilt {")
    page.restore_layout("[1]")
    assert page.names_hidden


def test_what_the_codebook_says_follows_the_place_in_question(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    told = page.panes.explanation
    [words] = [it for it in told.findChildren(QLabel) if it.wordWrap()]
    qtbot.waitUntil(lambda: "Contentious label." in words.text())
    press(page, qtbot, Key.Key_N)
    qtbot.waitUntil(lambda: "Evaluative word." in words.text())
    assert told.isVisible()
    press(page, qtbot, Key.Key_P, Key.Key_1, Key.Key_0, Key.Key_A, Key.Key_1, Key.Key_2)
    assert page.panes.ended.isVisible()
    assert not told.isVisible()
    qtbot.wait(50)  # what was still to follow does not come
    assert not told.isVisible()


def test_a_hidden_order_is_drawn_for_each_article_and_stays(page: AdjudicatePage) -> None:
    assert page.found is not None
    people = page.found.people
    orders = {tuple(cast(people, f"article {n}", hidden=True)) for n in range(20)}
    assert len(orders) > 1
    assert cast(people, "one", hidden=True) == cast(people, "one", hidden=True)


def test_a_click_on_a_label_goes_to_its_place(page: AdjudicatePage) -> None:
    assert page.found is not None
    label = next(it for it in page.found.labels if it.quote == "horrific")
    page.view.pointed.emit(label.id)
    assert words(page) == "horrific"


def test_what_is_said_of_the_whole_article_is_one_place_without_a_frame(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    project = window.session.project
    article = project.article(project.article_ids()[0])
    tom = Desk(project, next(it for it in project.annotators() if it.name == "Tom"))
    tom.tag(article, "praise-word", [[Span(0, len(article.text))]])
    qtbot.waitUntil(lambda: page.found is not None and len(page.found.places) == 5)
    page.walk.to(page.found.places[0])  # type: ignore[union-attr]
    assert page.card.accessibleName() == "The whole article, about the article"
    assert page.view.place is None
    press(page, qtbot, Key.Key_1)
    assert gold(page) == {(article.text, "praise-word")}
    assert words(page) == "Regime"


def test_articles_are_chosen_in_the_list_or_one_after_the_other(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(page.articles.model)
    assert page.found is not None
    first = page.found.article.id
    qtbot.keyClick(page.view, Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.found.article.id != first
    page.articles.list.setCurrentIndex(page.articles.model.index(0))
    assert page.found.article.id == first


def test_the_rule_sheet_counts_what_would_be_accepted(page: AdjudicatePage, qtbot: QtBot) -> None:
    press(page, qtbot, Key.Key_G)
    sheet = open_sheet(page, AgreedSheet)
    assert sheet.remark.text() == "2 would be accepted here."
    sheet.rules.choose(RuleKind.MAJORITY)
    few = sheet.remark.text()
    sheet.tags.pick("contentious-label")
    assert few != sheet.remark.text() == "1 would be accepted here."
    sheet.accept()
    assert gold(page) == {("Regime", "contentious-label")}


def test_a_note_goes_into_the_codebook(page: AdjudicatePage, window: Window, qtbot: QtBot) -> None:
    press(page, qtbot, Key.Key_C)
    sheet = open_sheet(page, NoteSheet)
    assert "*Regime* Hides" in sheet.line.toPlainText()
    sheet.accept()
    tag = window.session.project.codebook.tag("contentious-label")
    assert tag is not None
    assert "*Regime* Hides" in tag.counter_examples[-1]
    assert words(page) == "Regime"
    assert page.isVisible()


S = TypeVar("S", AgreedSheet, NoteSheet)


def open_sheet(page: AdjudicatePage, kind: type[S]) -> S:
    """The sheet of this kind that is open."""
    [sheet] = [it for it in page.findChildren(kind) if it.isVisible()]
    return sheet


def test_work_that_changes_meanwhile_is_read_anew(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    project = window.session.project
    press(page, qtbot, Key.Key_1)
    tom = Desk(project, next(it for it in project.annotators() if it.name == "Tom"))
    [regime] = [it for it in tom.labels(project.article_ids()[0]) if it.quote == "Regime"]
    tom.untag([regime])
    qtbot.waitUntil(lambda: page.found is not None and regime not in page.found.labels)
    page.walk.to(page.found.places[0])  # type: ignore[union-attr]
    assert "Decided before" in " ".join(it.text() for it in page.card.findChildren(QLabel))


@pytest.mark.parametrize(
    ("release", "deadline", "told"),
    [
        (Release.DEADLINE, "2999-03-14", "wait for the deadline on 2999-03-14"),
        (Release.DEADLINE, "", "for a deadline, and none is set"),
    ],
)
def test_what_is_not_released_is_told(
    window: Window, tmp_path: Path, qtbot: QtBot, release: Release, deadline: str, told: str
) -> None:
    project = team(tmp_path / "Team.annot")
    settings = replace(project.settings, release=release, deadline=deadline)
    project.do("Release", Edit(project.settings, settings))
    assert told in why(window, project, qtbot)


def test_what_others_have_still_to_do_is_told(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    project = team(tmp_path / "Team.annot", articles=1)
    dana = Desk(project, add_annotator(project, "Dana"))
    dana.set_state(project.article_ids()[0], State.FLAGGED)
    assert "1 article waits until everybody" in why(window, project, qtbot)


def test_a_project_of_one_is_told_what_is_missing(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    project = make_sample(tmp_path / "One.annot", "Ines")
    assert "Adjudicating begins where two or more" in why(window, project, qtbot)
    add_annotator(project, "Tom")
    page = window.frame.page(AdjudicatePage)
    qtbot.waitUntil(lambda: "two annotators have said" in page._empty.accessibleDescription())


def why(window: Window, project: Project, qtbot: QtBot) -> str:
    """What the empty workspace says."""
    window.session.take(project)
    window.session.go_to_workspace("adjudicate")
    page = window.frame.page(AdjudicatePage)
    qtbot.waitUntil(lambda: bool(page._empty.accessibleDescription()))
    return page._empty.accessibleDescription()


def test_all_that_can_have_the_focus_has_a_name(page: AdjudicatePage, qtbot: QtBot) -> None:
    for key in (Key.Key_N, Key.Key_E, Key.Key_Escape, Key.Key_A):
        press(page, qtbot, key)
        for widget in page.findChildren(QWidget):
            reachable = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if reachable and widget.focusProxy() is None:
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget


# ---------------------------------------------------------------------------- several of a place


@pytest.fixture
def tripled(window: Window, tmp_path: Path, qtbot: QtBot) -> AdjudicatePage:
    """A place that three read in three ways, alone in its article."""
    project = make_sample(tmp_path / "Tripled.annot", "Ines")
    people = [project.annotators()[0], *(add_annotator(project, it) for it in ("Tom", "Cleo"))]
    article = project.article(project.article_ids()[0])
    at = article.text.find("Regime")
    tags = ("contentious-label", "evaluative-word", "dramatic-noun")
    for who, tag in zip(people, tags, strict=True):
        desk = Desk(project, who)
        desk.tag(article, tag, [[Span(at, at + len("Regime"))]])
        desk.set_state(article.id, State.DONE)
    window.session.take(project)
    return entered(window, qtbot)


def rows_of(page: AdjudicatePage) -> list[ChoiceRow]:
    return [row for row in page.card.findChildren(ChoiceRow) if row.isVisible()]


def button(page: AdjudicatePage, action_id: str) -> KeyButton:
    """The button of the card that stands for an action."""
    return next(it for it in page.card.findChildren(KeyButton) if it.action_id == action_id)


def test_first_and_third_are_ticked_and_accepted(tripled: AdjudicatePage, qtbot: QtBot) -> None:
    page = tripled
    said = {row.choice.title for row in rows_of(page)}
    assert len(said) == 4  # three tags, and nothing
    assert button(page, "adjudicate-tick").isVisible()
    press(page, qtbot, Key.Key_T, Key.Key_1, Key.Key_3)
    assert [row.isChecked() for row in rows_of(page)] == [True, False, True, False]
    accept = button(page, "adjudicate-accept-ticked")
    assert (accept.text(), accept.isEnabled()) == ("Accept the 2 ticked", True)
    assert not button(page, "adjudicate-tick").isVisible()
    assert page.hint() == ("⏎", "Accept the ticked")
    titles = {row.choice.title for row in rows_of(page) if row.isChecked()}
    press(page, qtbot, Key.Key_Return)
    book = page.session.project.codebook
    given = [book.tag(tag) for _, tag in gold(page)]
    assert {it.name for it in given if it is not None} == titles
    assert verdicts(page) == [Verdict.ACCEPTED]
    assert page.place is None


def test_a_tick_is_taken_back_by_its_number_and_all_by_escape(
    tripled: AdjudicatePage, qtbot: QtBot
) -> None:
    page = tripled
    press(page, qtbot, Key.Key_T, Key.Key_2)
    assert [row.isChecked() for row in rows_of(page)][:3] == [False, True, False]
    press(page, qtbot, Key.Key_2)
    assert not button(page, "adjudicate-accept-ticked").isEnabled()
    press(page, qtbot, Key.Key_Return)
    assert gold(page) == set()
    press(page, qtbot, Key.Key_Escape)
    assert not any(row.isCheckable() for row in rows_of(page))
    press(page, qtbot, Key.Key_2)
    assert len(gold(page)) == 1


def test_readings_are_ticked_with_the_mouse_as_well(tripled: AdjudicatePage, qtbot: QtBot) -> None:
    page = tripled
    qtbot.mouseClick(button(page, "adjudicate-tick"), Qt.MouseButton.LeftButton)
    for row in (rows_of(page)[0], rows_of(page)[2]):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [row.isChecked() for row in rows_of(page)][:3] == [True, False, True]
    accept = button(page, "adjudicate-accept-ticked")
    qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert len(gold(page)) == 2


def test_another_way_to_decide_ends_the_ticking(tripled: AdjudicatePage, qtbot: QtBot) -> None:
    page = tripled
    press(page, qtbot, Key.Key_T, Key.Key_1, Key.Key_0)
    assert (gold(page), page.in_question.ticked) == (set(), None)
    window_of(page).undo()
    press(page, qtbot, Key.Key_T, Key.Key_1, Key.Key_E)
    assert (page.editing.on, page.in_question.ticked) == (True, None)


def test_two_readings_need_no_ticks(page: AdjudicatePage, qtbot: QtBot) -> None:
    assert isinstance(page.place, Place)
    assert len(page.place.readings) < 3
    assert not button(page, "adjudicate-tick").isVisible()
    press(page, qtbot, Key.Key_T)
    assert page.in_question.ticked is None


def window_of(page: AdjudicatePage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def test_no_button_of_the_head_is_cut_however_narrow_it_is(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    head = Head(pane)
    pane.resize(1100, 300)
    pane.show()
    head.show_facts("An article", ["difference 1 of 9"])
    for wide in (1000, 560, 330, 1000):
        head.resize(wide, 160)
        QApplication.processEvents()
        for button in (head.accept, head.votes, head.hide_names):
            assert button.width() >= button.sizeHint().width(), wide
            assert button.geometry().right() < wide
    assert head.accept.y() == head.votes.y()
    assert abs(head.accept.geometry().center().y() - head.hide_names.geometry().center().y()) < 3

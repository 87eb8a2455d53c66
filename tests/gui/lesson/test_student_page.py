"""The Annotate page in a student's copy of a lesson."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
from annotator.core.feedback import Counts
from annotator.core.lesson import FeedbackRule, Lesson
from annotator.core.model import AnnotatorKind, State
from annotator.gui.article.quote_rows import QUOTED
from annotator.gui.lesson.sheets import CodeSheet, HandedInSheet, MissingSheet
from annotator.gui.menu import Menu
from annotator.gui.session import Place
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.lesson import lesson_of
from annotator.project.team import add_annotator
from tests.gui.lesson.student_window import (
    LATE,
    Begun,
    MakeWindow,
    click,
    dialog,
    done,
    goes_to,
    mark,
    press,
)
from tests.student_lesson import LESSON

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ONE, TWO, THREE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3


def with_rule(rule: FeedbackRule) -> Lesson:
    return replace(LESSON, feedback=rule)


def says_done_to_all(window: Window) -> None:
    for article_id in window.session.desk.article_ids():
        window.session.desk.set_state(article_id, State.DONE)
    window.annotate.upkeep.catch_up()


# ---------------------------------------------------------------------------- calm


def test_nothing_but_annotate_can_be_reached(begun: Begun) -> None:
    window = begun()
    assert window.frame.rail.isHidden()
    offered = {it.action.id for it in window.bound if it.possible}
    assert not {it for it in offered if it.startswith(("go-", "import-"))}
    assert not offered & {
        "articles-add",
        "files-import",
        "project-export",
        "project-new",
        "desk-change",
        "source-hidden",
        "article-flag",
        "view-notes",
        "view-history",
    }
    assert {"lesson-open", "project-close", "lesson-hand-in", "article-done"} <= offered
    for name in ("corpus", "codebook", "team", "agreement", "adjudicate", "teach"):
        window.session.go_to_workspace(name)
        assert window.frame.workspace is window.annotate
    window.session.go(Place("team", window.session.place.article_id))
    assert window.session.place.workspace == "annotate"


def test_the_menu_has_only_what_can_be_done(begun: Begun) -> None:
    window = begun()
    window.open_menu()
    menu = window.findChild(Menu)
    assert menu is not None
    titles = [it.text() for it in menu.actions() if it.isVisible()]
    assert titles == ["File", "Edit", "View", "Help", "Label", "Select", "Article", "Lesson"]
    menu.close()
    assert all(it.qt.isVisible() for it in window.bound)


def test_the_lesson_stands_at_the_left_and_folds_away(begun: Begun) -> None:
    window = begun()
    queue = window.annotate.queue
    assert queue.chips.isHidden() or not queue.chips.isVisible()
    assert queue._here.text() == "Article 1 of 4"
    facts = [queue.model.facts(queue.model.entry(row)) for row in range(4)]
    assert facts == ["Before the lesson", "The lesson", "The lesson", "After the lesson"]
    assert queue.lesson._told.isVisible()
    click(queue.lesson.fold)
    assert not queue.lesson._told.isVisible()
    tabs = window.annotate.panes.tabs
    assert [tabs.tabText(n) for n in range(4) if tabs.isTabVisible(n)] == ["Labels", "This article"]


def test_the_tag_at_hand_tells_its_definition_and_its_test(begun: Begun) -> None:
    window = begun()
    mark(window, "slammed", TWO)
    window.annotate.upkeep.catch_up()
    told = window.annotate.tags.words.text()
    assert "larger or more frightening than the facts" in told
    assert "Does a plainer word say just as much?" in told


def test_a_project_after_a_lesson_is_as_it_always_was(
    begun: Begun, window_of: MakeWindow, project: Project
) -> None:
    window = begun()
    path = project.path
    project.close()
    window.session.open(path)
    assert window.frame.rail.isVisible()
    assert window.frame.top.who.isVisible()
    assert window.frame.top.search.isVisible()
    tabs = window.annotate.panes.tabs
    assert all(tabs.isTabVisible(n) for n in range(4))
    assert window.annotate.queue.chips.isVisible()
    assert window.annotate.queue.foot.isHidden()
    assert "words" in window.annotate.queue.model.facts(window.annotate.queue.model.entry(0))


# ---------------------------------------------------------------------------- the form of a label


def test_the_form_asks_for_neutral_words_and_a_reason(begun: Begun) -> None:
    window = begun(replace(LESSON, reason=True))
    page = window.annotate
    label = mark(window, "slammed", TWO)
    page.upkeep.catch_up()
    assert page.details.editors["neutral"].field.name == "Write it neutrally"
    assert page.details.note.field.name == "How do you know?"
    labels = page.labels.labels
    assert labels.index(0).data(QUOTED).remark == "¶ 1 · why?"
    page.go_to_fields(note=True)
    QTest.keyClicks(page.window().focusWidget(), "It sounds like a fight.")
    done(window)
    kept = next(it for it in window.session.desk.labels(label.article_id) if it.id == label.id)
    assert kept.note == "It sounds like a fight."
    assert page.article is not None
    assert page.article.title == "Regime Sinks Beloved Ferry"


def test_done_reminds_once_of_a_missing_reason(begun: Begun) -> None:
    window = begun(replace(LESSON, reason=True))
    first = window.session.place.article_id
    label = mark(window, "slammed", TWO)
    window.session.go_to_label("")
    done(window)
    assert "1 label has no “How do you know?” yet." in window.frame.bar.text()
    assert window.session.place == Place("annotate", first, label.id)
    done(window)
    assert window.session.place.article_id != first
    assert window.session.project.assignment(first, label.annotator_id).state is State.DONE


def test_without_reasons_the_note_is_a_note_and_nobody_is_reminded(begun: Begun) -> None:
    window = begun()
    mark(window, "slammed", TWO)
    window.annotate.upkeep.catch_up()
    assert window.annotate.details.note.field.name == "Note"
    assert window.annotate.labels.labels.index(0).data(QUOTED).remark == "¶ 1"
    done(window)
    assert window.annotate.article is not None
    assert window.annotate.article.title == "Regime Sinks Beloved Ferry"


def test_the_key_is_asked_what_a_label_counts_as_and_for_an_explanation(
    window_of: MakeWindow, project: Project
) -> None:
    key = add_annotator(project, "Key", AnnotatorKind.KEY)
    path = project.path
    project.store.sit_down(key.id)
    project.close()
    window = window_of()
    window.session.open(path)
    label = mark(window, "ferry", ONE)
    window.annotate.upkeep.catch_up()
    details = window.annotate.details
    assert next(iter(details.editors)) == "counts"
    assert details.editors["counts"].field.name == "Counts as"
    assert details.note.field.name == "Explanation"
    details.focus_fields()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_4)
    stored = window.session.desk.labels(label.article_id)[0]
    assert stored.fields["counts"] == Counts.DECOY
    [ines] = [it for it in window.session.project.annotators() if it.name == "Ines"]
    window.session.sit_down(ines)
    mark(window, "ferry", ONE)
    window.annotate.upkeep.catch_up()
    assert "counts" not in details.editors
    assert details.note.field.name == "Note"


# ---------------------------------------------------------------------------- feedback


def marks_the_lesson(window: Window, qtbot: QtBot) -> str:
    """Mark the second article so that each finding comes up once."""
    article_id = goes_to(window, 1, qtbot)
    mark(window, "regime", ONE)
    mark(window, "beloved ferry", THREE)
    mark(window, "exploded", ONE)
    mark(window, "scrapped", TWO)
    mark(window, "drowned", TWO)
    mark(window, "harbour office", TWO)
    return article_id


def test_after_each_article_one_sees_every_place_and_what_became_of_it(
    begun: Begun, qtbot: QtBot
) -> None:
    window = begun()
    article_id = marks_the_lesson(window, qtbot)
    done(window)
    panes = window.annotate.panes
    assert panes.comparing
    qtbot.waitUntil(panes.feedback_text.hasFocus, timeout=LATE)
    panel = panes.feedback
    assert panel._headline.text() == "You found 1 of 4."
    assert panel._besides.text() == (
        "1 nearly right · 1 with another tag · 1 decoy taken · 1 not in the key"
    )
    role = Qt.ItemDataRole.AccessibleTextRole
    model = panel.list.points
    assert [model.index(row).data(role) for row in range(model.rowCount())] == [
        "“regime”: found",
        "“scrapped”: optional",
        "“beloved”: nearly",
        "“a catastrophic act of vandalism”: missed",
        "“drowned”: decoy",
        "“exploded”: other tag",
        "“harbour office”: not in the key",
    ]
    patterns = {
        panes.feedback_text.layer.look(it).pattern
        for it in panes.feedback_text.layer.labels.values()
    }
    assert len(patterns) == 6  # what is optional has the line of what was found, and another word
    assert window.session.project.is_closed(article_id, window.session.desk.annotator.id)


def test_keys_and_mouse_step_through_the_places(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    marks_the_lesson(window, qtbot)
    done(window)
    panes = window.annotate.panes
    panel, text = panes.feedback, panes.feedback_text
    assert panel.current == 0
    assert panel._why.text() == "Nobody calls their own government so."
    for key, at in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Space, 2), (Qt.Key.Key_Left, 1)):
        press(text, key)
        assert panel.current == at
        assert text.active == str(at)
    press(text, Qt.Key.Key_Down, ctrl=True)
    assert panel.current == 2
    assert panel._said.text().startswith("Nearly: you marked “beloved ferry”.")
    assert panel._split.text() == "2 of 3 experts marked this."
    rect = text.rects(text.layer.labels["4"].pieces[0])[0]
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert panel.current == 4
    assert panel._finding.text() == "Decoy"
    assert panel._why.text() == "A sad fact, told in the plainest word."
    press(panel.list, Qt.Key.Key_Up)
    assert panel.current == 3


def test_what_was_compared_is_looked_at_again_but_not_changed(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    article_id = marks_the_lesson(window, qtbot)
    done(window)
    before = window.session.desk.labels(article_id)
    click(window.annotate.panes.feedback.onward_button)
    assert window.session.place.article_id != article_id
    assert not window.annotate.panes.comparing
    window.session.go_to_article(article_id)
    assert window.annotate.panes.comparing
    press(window.annotate.panes.feedback_text, TWO)
    assert "your labels stay as they are" in window.frame.bar.text()
    possible = {it.action.id for it in window.bound if it.possible}
    assert not possible & {"label-remove", "tag-all", "article-skip", "article-todo", "marker"}
    assert window.session.desk.labels(article_id) == before


def test_the_checks_are_compared_only_when_all_is_done(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    done(window)
    assert window.annotate.article is not None
    assert window.annotate.article.title == "Regime Sinks Beloved Ferry"
    first = goes_to(window, 0, qtbot)
    assert not window.annotate.panes.comparing
    says_done_to_all(window)
    foot = window.annotate.queue.foot
    assert foot.primary.accessibleName() == "See how you did"
    click(foot.primary)
    assert window.annotate.panes.comparing
    assert window.session.place.article_id == first


def test_at_the_end_the_sealed_key_opens_by_itself(begun: Begun, qtbot: QtBot) -> None:
    window = begun(with_rule(FeedbackRule.END))
    for number in range(4):
        goes_to(window, number, qtbot)
        done(window)
        assert not window.annotate.panes.comparing
    assert "All articles are done." in window.frame.bar.text()
    click(window.annotate.queue.foot.primary)
    qtbot.waitUntil(lambda: window.annotate.panes.comparing, timeout=LATE)
    assert window.annotate.panes.feedback._headline.text() == "You found 0 of 1."


def test_a_released_key_opens_with_its_code_and_no_other(begun: Begun, qtbot: QtBot) -> None:
    window = begun(with_rule(FeedbackRule.RELEASED))
    done(window)
    goes_to(window, 0, qtbot)
    foot = window.annotate.queue.foot
    click(foot.code)
    asked = dialog(window, CodeSheet, qtbot)
    QTest.keyClicks(asked.field, "no such code at all")
    click(asked.primary)
    qtbot.waitUntil(lambda: "code" in window.frame.bar.text().lower(), timeout=LATE)
    assert not window.annotate.panes.comparing
    qtbot.waitUntil(lambda: not window.resting, timeout=LATE)
    with_code = Project.open(window.session.project.path.parent / "teacher" / "Teacher.annot")
    code = lesson_of(with_code).code
    with_code.close()
    click(foot.code)
    asked = dialog(window, CodeSheet, qtbot)
    QTest.keyClicks(asked.field, code)
    click(asked.primary)
    qtbot.waitUntil(lambda: window.annotate.panes.comparing, timeout=LATE)
    assert foot.code.isHidden()


def test_where_nothing_is_told_one_hands_in(begun: Begun) -> None:
    window = begun(with_rule(FeedbackRule.NEVER))
    says_done_to_all(window)
    foot = window.annotate.queue.foot
    assert foot.primary.accessibleName() == "Hand in"
    assert foot.code.isHidden()
    assert foot.again.isHidden()
    assert not any(
        it.possible
        for it in window.bound
        if it.action.id in ("lesson-feedback", "lesson-code", "lesson-again")
    )


def test_a_fresh_article_comes_when_all_was_compared(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    goes_to(window, 1, qtbot)
    done(window)
    again = window.annotate.panes.feedback.again_button
    assert again.isHidden()
    done_by_key = window.annotate.panes.feedback_text
    press(done_by_key, Qt.Key.Key_Return, ctrl=True)
    goes_to(window, 2, qtbot)
    done(window)
    click(again)
    assert window.annotate.article is not None
    assert window.annotate.article.title == "School Bus Nightmare Looms"
    assert len(window.annotate.queue.model.ids) == 5
    assert window.annotate.queue._here.text() == "Article 5 of 5"
    assert window.frame.top._done.text() == "2 of 5 done"
    with pytest.raises(AnnotatorError, match="seen the key"):
        window.undo()
    assert len(window.session.desk.article_ids()) == 5  # what was given is not taken back


def test_undo_opens_nothing_again(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    article_id = marks_the_lesson(window, qtbot)
    done(window)
    who = window.session.desk.annotator.id
    with pytest.raises(AnnotatorError, match="seen the key"):
        window.undo()  # that it is done
    assert window.annotate.panes.comparing
    press(window.annotate.panes.feedback_text, Qt.Key.Key_Return, ctrl=True)
    assert window.session.project.assignment(article_id, who).state is State.DONE
    assert window.session.place.article_id != article_id


def test_the_place_stays_when_the_colours_change(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    marks_the_lesson(window, qtbot)
    done(window)
    panes = window.annotate.panes
    panes.feedback.choose(3)
    before = panes.feedback_text.layer.looks["missed"].colour
    window.looks.toggle_theme()
    qtbot.waitUntil(
        lambda: panes.feedback_text.layer.looks["missed"].colour != before, timeout=LATE
    )
    assert panes.feedback.current == 3
    window.looks.scale_text(1)
    qtbot.waitUntil(lambda: window.annotate.panes is not panes, timeout=LATE)
    qtbot.waitUntil(lambda: window.annotate.panes.comparing, timeout=LATE)


# ---------------------------------------------------------------------------- handing in


def test_who_hands_in_early_is_told_what_is_missing(begun: Begun, qtbot: QtBot) -> None:
    window = begun()
    mark(window, "slammed", TWO)
    done(window)
    path = window.annotate.study.handing.path
    assert path.name == "Spot the loaded word – Mia.handin"
    click(window.annotate.queue.foot.hand_in)
    told = dialog(window, MissingSheet, qtbot)
    click(told.cancel)
    assert not path.exists()
    click(window.annotate.queue.foot.hand_in)
    click(dialog(window, MissingSheet, qtbot).primary)
    handed = dialog(window, HandedInSheet, qtbot)
    assert path.is_file()
    first = path.read_bytes()
    click(handed.primary)
    window.session.desk.set_state(window.session.place.article_id, State.SKIPPED)
    click(window.annotate.queue.foot.hand_in)
    click(dialog(window, MissingSheet, qtbot).primary)
    dialog(window, HandedInSheet, qtbot)
    assert path.read_bytes() != first


def test_when_all_is_done_one_press_hands_in(begun: Begun, qtbot: QtBot) -> None:
    window = begun(with_rule(FeedbackRule.NEVER))
    says_done_to_all(window)
    click(window.annotate.queue.foot.primary)
    dialog(window, HandedInSheet, qtbot)
    assert window.annotate.study.handing.path.is_file()


def test_a_lesson_that_says_little_shows_little(begun: Begun) -> None:
    window = begun(Lesson(instructions="Mark what judges."))
    told = window.annotate.queue.lesson._paragraphs
    assert told.count() == 1


def test_a_hand_in_can_be_saved_elsewhere_as_well(
    begun: Begun, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    window = begun(with_rule(FeedbackRule.NEVER))
    says_done_to_all(window)
    click(window.annotate.queue.foot.primary)
    told = dialog(window, HandedInSheet, qtbot)
    other = next(it for it in told.findChildren(QPushButton) if it.text() == "Save it elsewhere…")
    click(other)
    asked = dialog(window, QFileDialog, qtbot)
    asked.selectFile(str(tmp_path / "stick" / "Mia.handin"))
    asked.accept()
    qtbot.waitUntil((tmp_path / "stick" / "Mia.handin").is_file, timeout=LATE)
    told = dialog(window, HandedInSheet, qtbot)
    texts = [it.text() for it in told.findChildren(QLabel)]
    assert "Mia.handin" in texts
    assert str(tmp_path / "stick") in texts

"""The Team page in the window: the desk, people, sharing out, rules, disputes, work copies."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.model import AnnotatorKind, Release, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.gui.app import application, make_window
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.team.disputes import DisputesSheet
from annotator.gui.team.moving import MoveSheet
from annotator.gui.team.page import TeamPage
from annotator.gui.team.person import PersonSheet
from annotator.gui.team.sharing import ShareSheet
from annotator.gui.team.ticks import Ticks
from annotator.gui.team.training import TrainingSheet
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.team import Sharing, add_annotator, assign
from annotator.project.training import standing
from annotator.sync.merging import merge
from annotator.sync.packing import hand_in, project_from, work_pack

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Opened = Callable[[Project], Window]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """Opens a project of this test in the window, at the Team page."""
    windows: list[Window] = []

    def open_it(project: Project) -> Window:
        path = project.path
        project.close()
        window = make_window(application(), tmp_path / "home")
        windows.append(window)
        window.resize(1300, 900)
        window.show()
        window.activateWindow()
        window.session.open(path)
        QApplication.processEvents()
        for dialog in window.findChildren(AtDeskDialog):
            dialog.accept()
        window.session.go_to_workspace("team")
        qtbot.waitUntil(lambda: page_of(window).figures is not None)
        return window

    yield open_it
    for window in windows:
        window.close()
        window.deleteLater()


def page_of(window: Window) -> TeamPage:
    return window.frame.page(TeamPage)


def sheet(window: Window, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    """The newest dialog of this kind, when it is there."""
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [it for it in window.findChildren(kind) if it.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[-1]


def rows(window: Window) -> list[str]:
    people = page_of(window).people.list.people
    role = Qt.ItemDataRole.AccessibleTextRole
    return [people.index(row).data(role) for row in range(people.rowCount())]


@pytest.fixture
def team(project: Project) -> Project:
    """The harbour project with Ada and Ben, who share its three articles."""
    ada, ben = add_annotator(project, "Ada"), add_annotator(project, "Ben")
    assign(project, project.article_ids(), Sharing((ada.id, ben.id), 1, pilot=1))
    return project


# ---------------------------------------------------------------------------- the desk


def test_who_is_at_the_desk_is_asked_where_several_are(
    team: Project, tmp_path: Path, qtbot: QtBot
) -> None:
    team.store.sit_down(team.annotator_named("Ada").id)
    path = team.path
    team.close()
    window = make_window(application(), tmp_path / "home")
    window.show()
    try:
        window.session.open(path)
        asked = sheet(window, AtDeskDialog, qtbot)
        assert isinstance(asked, AtDeskDialog)
        assert asked.list.currentItem().text() == "Ada"  # the last one
        QTest.keyClick(asked.list, Qt.Key.Key_3)
        assert window.session.desk.annotator.name == "Ben"
        assert window.frame.top.who.accessibleName() == "Annotating as Ben"
        assert window.session.project.store.desk() == window.session.desk.annotator.id
    finally:
        window.close()
        window.deleteLater()


def test_one_person_and_a_work_copy_are_never_asked(
    project: Project, opened: Opened, tmp_path: Path
) -> None:
    window = opened(project)
    assert not window.findChildren(AtDeskDialog)
    lead = window.session.project
    add_annotator(lead, "Ada")
    copy = finish(project_from(work_pack(lead, lead.annotator_named("Ada")), tmp_path / "A.annot"))
    copy.close()
    window.session.open(tmp_path / "A.annot")
    QApplication.processEvents()
    assert not [it for it in window.findChildren(AtDeskDialog) if it.isVisible()]
    assert window.session.desk.annotator.name == "Ada"


def test_a_new_name_of_who_sits_there_is_shown_at_once(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    qtbot.waitUntil(lambda: len(rows(window)) == 3)
    QTest.keyClick(page_of(window).people.list, Qt.Key.Key_Return)
    person = sheet(window, PersonSheet, qtbot)
    assert isinstance(person, PersonSheet)
    person.name.selectAll()
    QTest.keyClicks(person.name, "Inez")
    QTest.keyClick(person, Qt.Key.Key_Return)
    assert window.frame.top.who.accessibleName() == "Annotating as Inez"
    window.undo()
    assert window.frame.top.who.accessibleName() == "Annotating as Ines"


# ---------------------------------------------------------------------------- people and queues


def test_everyone_has_a_row_with_how_far_they_are(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    ada = Desk(team, team.annotator_named("Ada"))
    first = team.article(team.article_ids(ada.annotator.id)[0])
    ada.tag(first, "plain", [[Span(0, 3)]])
    ada.set_state(first.id, State.DONE)
    add_annotator(team, "Answers", AnnotatorKind.KEY)
    window = opened(team)
    qtbot.waitUntil(lambda: len(rows(window)) == 4)
    assert rows(window)[0].startswith("Ines; at the desk")
    assert rows(window)[1].startswith("Ada; 1 of 2 done; 1 label")
    assert rows(window)[3].startswith("Answers; Key")


def test_articles_are_shared_out_after_a_preview(
    project: Project, opened: Opened, qtbot: QtBot
) -> None:
    for name in ("Ada", "Ben"):
        add_annotator(project, name)
    window = opened(project)
    page_of(window).assigning.share_out()
    asked = sheet(window, ShareSheet, qtbot)
    assert isinstance(asked, ShareSheet)
    assert not asked.primary.isEnabled()
    asked.who.pick(*[it.id for it in window.session.project.annotators()[1:]])
    asked.each.setValue(1)
    qtbot.waitUntil(lambda: "3 articles to 1 of 2 annotators each." in asked.preview.text())
    QTest.keyClicks(asked.line, "no such word")
    qtbot.waitUntil(lambda: asked.preview.text() == "The search finds no article.")
    assert not asked.primary.isEnabled()
    asked.line.clear()
    qtbot.waitUntil(asked.primary.isEnabled)
    asked.batch.selectAll()
    QTest.keyClicks(asked.batch, "Training")
    qtbot.waitUntil(lambda: "choose Make a training…" in asked.preview.text())
    assert not asked.primary.isEnabled()
    asked.batch.clear()
    qtbot.waitUntil(asked.primary.isEnabled)
    asked.primary.click()
    store = window.session.project.store
    assert sum(it.place > 0 for it in store.every_assignment()) == 3
    window.undo()
    assert window.session.place.workspace == "team"
    assert store.every_assignment() == []


def test_articles_are_taken_from_a_queue_by_what_is_not_begun(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    page_of(window).assigning.move_articles(page_of(window).figures)
    asked = sheet(window, MoveSheet, qtbot)
    assert isinstance(asked, MoveSheet)
    assert asked.giver.currentText() == "Ada"
    qtbot.waitUntil(lambda: "go to the end of Ben’s queue" in asked.preview.text())
    asked.taker.setCurrentIndex(asked.taker.count() - 1)
    qtbot.waitUntil(lambda: "leave the queue" in asked.preview.text())
    asked.primary.click()
    project = window.session.project
    ada = project.annotator_named("Ada")
    assert not [it for it in project.store.every_assignment(ada.id) if it.place]


def test_articles_are_picked_by_hand_and_moved(team: Project, opened: Opened, qtbot: QtBot) -> None:
    window = opened(team)
    project = window.session.project
    ada, ben = project.annotator_named("Ada"), project.annotator_named("Ben")
    first, *rest = project.article_ids(ada.id)
    page_of(window).assigning.move_articles(page_of(window).figures)
    asked = sheet(window, MoveSheet, qtbot)
    assert isinstance(asked, MoveSheet)
    asked.which.setCurrentIndex(asked.which.findData("picked"))
    qtbot.waitUntil(lambda: asked.preview.text() == "Tick the articles that are to go.")
    assert not asked.primary.isEnabled()
    asked.ticks.list.setFocus()
    QTest.keyClick(asked.ticks.list, Qt.Key.Key_Space)
    qtbot.waitUntil(asked.primary.isEnabled, timeout=15_000)
    assert asked.preview.text().startswith("1 article that Ada has not begun")
    asked.primary.click()
    assert project.article_ids(ada.id) == rest
    assert project.stored_assignment(first, ben.id) is not None


def test_what_is_ticked_stays_so_while_the_find_line_hides_it(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    ticks = Ticks("Articles")
    qtbot.addWidget(ticks)
    ticks.show()
    project = window.session.project
    ids = project.article_ids()
    ticks.offer(project.queue_entries(ids, None))
    row = ticks.list.visualRect(ticks.articles.index(1)).center()
    QTest.mouseClick(ticks.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert ticks.ticked() == (ids[1],)
    QTest.keyClicks(ticks.line, project.article(ids[0]).title)
    assert ticks.articles.rowCount() == 1
    ticks.all.click()
    assert ticks.ticked() == (ids[0], ids[1])
    ticks.none.click()
    ticks.line.clear()
    assert ticks.ticked() == (ids[1],)


# ---------------------------------------------------------------------------- training


def test_a_training_is_made_of_articles_with_a_key(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    page, project = page_of(window), window.session.project
    assert not page.bound["team-training"].possible
    key = Desk(project, add_annotator(project, "Key", AnnotatorKind.KEY))
    ids = project.article_ids()
    key.tag(project.article(ids[0]), "plain", [[Span(0, 3)]])
    key.set_state(ids[2], State.DONE)
    waits = 15_000
    qtbot.waitUntil(lambda: page.bound["team-training"].possible, timeout=waits)
    page.bound["team-training"].run()
    asked = sheet(window, TrainingSheet, qtbot)
    assert isinstance(asked, TrainingSheet)
    qtbot.waitUntil(lambda: asked.ticks.ticked() == (ids[0], ids[2]), timeout=waits)
    QTest.keyClick(asked.ticks.list, Qt.Key.Key_Space)
    asked.who.pick(project.annotator_named("Ada").id)
    qtbot.waitUntil(lambda: "New in training: Ada 1" in asked.preview.text(), timeout=waits)
    asked.primary.click()
    ada = project.annotator_named("Ada")
    assert standing(project, ada.id).articles == (ids[2],)
    qtbot.waitUntil(page.training.table.isVisible, timeout=waits)
    Desk(project, ada).done(ids[2])  # nothing is to be marked there, and nothing was
    shown = page.training.table.rows
    spoken = Qt.ItemDataRole.AccessibleTextRole
    words = "Ada; Training: passed; F1: 1.00; Gold items: –"
    qtbot.waitUntil(lambda: shown.index(0, 0).data(spoken) == words, timeout=waits)


def test_the_pass_mark_is_set_on_the_page_and_is_a_step(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    key = Desk(team, add_annotator(team, "Key", AnnotatorKind.KEY))
    key.set_state(team.article_ids()[0], State.DONE)
    window = opened(team)
    mark, project = page_of(window).training.mark, window.session.project
    qtbot.waitUntil(mark.isVisible, timeout=15_000)
    mark.setFocus()
    mark.selectAll()
    QTest.keyClicks(mark, mark.locale().toString(0.85, "f", 2))
    QTest.keyClick(mark, Qt.Key.Key_Return)
    assert project.settings.pass_mark == 0.85
    window.undo()
    assert project.settings.pass_mark == 0.7


# ---------------------------------------------------------------------------- what is decided


def test_a_deadline_asks_for_its_day_and_is_one_step(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    rules, project = page_of(window).rules, window.session.project
    rules.release.row("deadline").button.click()
    assert "Say from which day on." in rules.problem.text()
    assert project.settings.release is Release.BOTH
    QTest.keyClicks(rules.deadline, "soon")
    QTest.keyClick(rules.deadline, Qt.Key.Key_Return)
    assert "is no day" in rules.problem.text()
    rules.deadline.selectAll()
    QTest.keyClicks(rules.deadline, "2026-03-14")
    QTest.keyClick(rules.deadline, Qt.Key.Key_Return)
    assert (project.settings.release, project.settings.deadline) == (
        Release.DEADLINE,
        "2026-03-14",
    )
    window.undo()
    assert project.settings.release is Release.BOTH
    qtbot.waitUntil(lambda: rules.release.current() == "both")


def test_masking_and_hiding_are_ticks(team: Project, opened: Opened) -> None:
    window = opened(team)
    rules, project = page_of(window).rules, window.session.project
    rules.masked.click()
    assert project.settings.outlet_masked
    rules.source.click()
    assert not project.settings.source_hidden
    assert project.settings.outlet_masked


def test_a_dispute_is_decided_with_one_key(
    team: Project, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    ada = team.annotator_named("Ada")
    article = team.article(team.article_ids(ada.id)[0])
    [label] = Desk(team, ada).tag(article, "plain", [[Span(0, 3)]])
    back = []
    for note in ("at home", "at work"):
        copy = finish(project_from(work_pack(team, ada), tmp_path / f"{note}.annot"))
        Desk(copy, ada).set_note(copy.label(label.id), note)
        back.append(hand_in(copy, ada))
        copy.close()
    finish(merge(team, back))
    window = opened(team)
    page = page_of(window)
    qtbot.waitUntil(lambda: page.figures is not None and page.figures.disputed == 1)
    page.bound["team-decide"].run()
    asked = sheet(window, DisputesSheet, qtbot)
    said = [it.accessibleName() for it in asked.findChildren(QPushButton)]
    assert any("Note: at home (differs)" in words for words in said)
    assert any("Note: at work (differs)" in words and "stands now" in words for words in said)
    assert not any("Tag: Plain (differs)" in words or "Characters" in words for words in said)
    QTest.keyClick(asked, Qt.Key.Key_1)
    assert window.session.project.label(label.id).note == "at home"
    qtbot.waitUntil(lambda: page.figures is not None and page.figures.disputed == 0)


# ---------------------------------------------------------------------------- the page as such


def test_in_a_work_copy_there_is_only_what_is_theirs(
    team: Project, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    ada = team.annotator_named("Ada")
    copy = finish(project_from(work_pack(team, ada), tmp_path / "Ada.annot"))
    team.close()
    window = opened(copy)
    page = page_of(window)
    qtbot.waitUntil(lambda: rows(window) != [])
    assert [name.partition(";")[0] for name in rows(window)] == ["Ada"]
    shown = [it.text() for it in page.findChildren(QPushButton) if it.isVisible()]
    assert "Hand in…" in shown
    assert not {"Add a person…", "Share out…", "Bring in hand-ins…"} & set(shown)
    assert not page.rules.isVisible()
    assert not page.bound["team-add"].possible


def test_all_that_can_be_used_on_the_page_has_a_name(team: Project, opened: Opened) -> None:
    window = opened(team)
    for widget in page_of(window).findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken is not None
            assert spoken.text(QAccessible.Text.Name), widget


def test_an_unseen_page_reads_anew_when_it_is_shown(
    team: Project, opened: Opened, qtbot: QtBot
) -> None:
    window = opened(team)
    qtbot.waitUntil(lambda: len(rows(window)) == 3)
    window.session.go_to_workspace("annotate")
    add_annotator(window.session.project, "Cleo")
    qtbot.wait(120)
    assert len(rows(window)) == 3
    window.session.go_to_workspace("team")
    qtbot.waitUntil(lambda: len(rows(window)) == 4)

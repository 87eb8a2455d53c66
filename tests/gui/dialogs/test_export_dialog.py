"""Choosing what to export."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator import bulk
from annotator.clock import new_id
from annotator.core.edits import Edit
from annotator.core.model import Annotator, AnnotatorKind, Release, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.gui.dialogs.export import ExportChoice, ExportDialog
from annotator.gui.dialogs.picks import Picks
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.project import Project
from annotator.project.selecting import EVERYTHING, Selection
from annotator.project.team import change_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]


@pytest.fixture
def dialog(show: Show, session: Session) -> ExportDialog:
    dialog = ExportDialog(session)
    show(dialog)
    return dialog


def _of_all(dialog: ExportDialog) -> Selection:
    """What was chosen, whoever sees it."""
    assert dialog.chosen().selection.seen_by
    return replace(dialog.chosen().selection, seen_by="")


def put(dialog: ExportDialog, text: str) -> None:
    dialog.file.setFocus()
    dialog.file.selectAll()
    QTest.keyClicks(dialog.file, text)


def test_enter_exports_everything_beside_the_project(
    dialog: ExportDialog, press: Press, project: Project
) -> None:
    press(Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    path = project.path.with_suffix(".jsonl")
    everything = Selection(seen_by=project.annotators()[0].id)
    assert dialog.chosen() == ExportChoice("jsonl", path, everything)


def test_the_format_is_chosen_with_the_arrows_and_the_file_follows(
    dialog: ExportDialog, press: Press, project: Project
) -> None:
    press(Qt.Key.Key_Down)
    assert dialog.chosen().format_id == "csv"
    assert dialog.chosen().path == project.path.with_suffix(".csv")
    assert "the texts themselves are not in it" in dialog.format.accessibleDescription()


def test_one_article_can_be_exported(dialog: ExportDialog, session: Session) -> None:
    article = session.article
    assert article is not None
    QTest.mouseClick(dialog.articles.row("this"), Qt.MouseButton.LeftButton)
    assert _of_all(dialog) == Selection(articles=(article.id,))


@pytest.fixture
def busy(project: Project, desk: Desk, session: Session, jobs: Jobs, show: Show) -> ExportDialog:
    """The dialog on a project in which two people work, at its unfolded filter."""
    first, second, _ = map(project.article, project.article_ids())
    omar = Desk(project, project.annotator_named("Omar", make=True))
    desk.tag(first, "loaded", [[Span(0, 6)]])
    desk.tag(first, "praise", [[Span(7, 12)]])
    omar.tag(second, "plain", [[Span(0, 5)]])
    finish(bulk.describe(desk, [second.id], {"outlet": "Courier", "desk": "Ports"}))
    desk.set_state(first.id, State.DONE)
    change_settings(project, replace(project.settings, release=Release.OPEN))
    dialog = ExportDialog(session, None, (), jobs)
    show(dialog)
    dialog.only.button.setFocus()
    QTest.keyClick(dialog.only.button, Qt.Key.Key_Space)
    return dialog


def sees(qtbot: QtBot, dialog: ExportDialog, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.remark.text())


def picks(field: Picks, *keys: Qt.Key) -> None:
    """Open a field with the keyboard, press these keys in its list, and leave it."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    for key in (*keys, Qt.Key.Key_Escape):
        QTest.keyClick(menu, key)


def test_it_says_how_much_goes_out(busy: ExportDialog, qtbot: QtBot) -> None:
    sees(qtbot, busy, "3 articles, 3 labels.")
    picks(busy.only.tags, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert _of_all(busy) == Selection(tags=("loaded", "praise"))
    assert busy.only.button.text() == "Loaded word, Praise"
    sees(qtbot, busy, "3 articles, 2 labels.")
    picks(busy.only.tags, Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert _of_all(busy) == EVERYTHING


def test_what_others_are_still_at_stays_and_is_told(
    busy: ExportDialog, qtbot: QtBot, project: Project
) -> None:
    sees(qtbot, busy, "3 articles, 3 labels.")
    assert busy.others.isHidden()
    change_settings(project, replace(project.settings, release=Release.BOTH))
    picks(busy.only.tags, Qt.Key.Key_Down, Qt.Key.Key_Space)
    picks(busy.only.tags, Qt.Key.Key_Up, Qt.Key.Key_Space)
    sees(qtbot, busy, "3 articles, 2 labels.")
    assert "Others’ labels on 1 article stay here" in busy.others.text()


def test_several_annotators_and_states_are_picked(
    busy: ExportDialog, qtbot: QtBot, project: Project
) -> None:
    ines, omar = project.annotators()
    busy.only.annotators.pick(omar.id, ines.id)
    busy.only.states.pick(State.DONE, State.SKIPPED)
    chosen = busy.chosen().selection
    assert chosen.annotators == (ines.id, omar.id)
    assert chosen.states == (State.DONE, State.SKIPPED)
    sees(qtbot, busy, "1 article, 2 labels.")
    busy.only.states.pick(State.FLAGGED)
    sees(qtbot, busy, "No article fits")
    assert not busy.primary.isEnabled()
    busy.only.states.pick()
    sees(qtbot, busy, "3 articles, 3 labels.")
    assert busy.primary.isEnabled()


def test_articles_are_asked_for_by_what_is_known_of_them(busy: ExportDialog, qtbot: QtBot) -> None:
    def named(name: str) -> list[QComboBox]:
        return [it for it in busy.findChildren(QComboBox) if it.accessibleName() == name]

    [outlet] = named("Outlet is")
    assert {outlet.itemText(at) for at in range(outlet.count())} == {
        "Courier",
        "The Velmar Lantern",
    }
    outlet.setFocus()
    QTest.keyClicks(outlet, "Courier")
    sees(qtbot, busy, "1 article, 1 label.")
    QTest.mouseClick(busy.only.where.more, Qt.MouseButton.LeftButton)
    [_, second] = named("Property")
    second.setCurrentText("desk")
    [desk] = named("desk is")
    QTest.keyClicks(desk, "Sea")
    assert busy.chosen().selection.where == {"outlet": "Courier", "desk": "Sea"}
    assert "Outlet: Courier · desk: Sea" in busy.only.button.accessibleName()
    sees(qtbot, busy, "No article fits")


def test_gold_labels_alone_can_be_exported(
    project: Project, session: Session, jobs: Jobs, show: Show, qtbot: QtBot
) -> None:
    gold = Annotator(new_id(), "Gold", AnnotatorKind.GOLD)
    project.do("Gold", Edit(None, gold))
    article = project.article(project.article_ids()[0])
    Desk(project, gold).tag(article, "loaded", [[Span(0, 6)]])
    Desk(project, project.annotators()[0]).tag(article, "plain", [[Span(0, 6)]])
    dialog = ExportDialog(session, None, (), jobs)
    show(dialog)
    dialog.only.annotators.pick(gold.id)
    assert dialog.only.words() == "Gold (adjudicated)"
    sees(qtbot, dialog, "3 articles, 1 label.")


def test_a_name_without_an_ending_gets_one_and_lies_beside_the_project(
    dialog: ExportDialog, project: Project
) -> None:
    put(dialog, "round 1.2")
    assert dialog.chosen().path == project.path.parent / "round 1.2.jsonl"
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    assert dialog.chosen().path == project.path.parent / "round 1.2.csv"
    put(dialog, "labels.tsv")
    assert dialog.chosen().path == project.path.parent / "labels.tsv"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Harbour.annot", "own file"),
        ("nowhere/labels.csv", "no such folder"),
        ("x" * 300 + ".csv", "no file of this name"),
        (".", "folder"),
        (" ", "Say which"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_the_reason(
    dialog: ExportDialog, name: str, said: str
) -> None:
    put(dialog, name)
    assert said in dialog.problem.text()
    assert not dialog.primary.isEnabled()


def test_a_file_that_is_there_will_be_replaced_and_the_dialog_says_so(
    dialog: ExportDialog, project: Project
) -> None:
    Path(project.path.parent / "old.csv").touch()
    put(dialog, "old.csv")
    assert "replaced" in dialog.problem.text()
    assert dialog.primary.isEnabled()


def test_tab_reaches_everything_and_ends_at_the_buttons(dialog: ExportDialog, press: Press) -> None:
    seen = []
    for _ in range(9):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.accessibleName() or widget.property("text"))
        press(Qt.Key.Key_Tab)
    assert seen == [
        "Format",
        "The whole project, 3",
        "Only: Every tag, annotator and state",
        "Parts",
        "A data set card beside it",
        "File",
        "Choose the file",
        "Cancel",
        "Export",
    ]


def test_the_articles_selected_in_the_queue_can_be_exported_alone(
    show: Show, session: Session, project: Project
) -> None:
    ids = project.article_ids()[:2]
    dialog = ExportDialog(session, None, ids)
    show(dialog)
    QTest.mouseClick(dialog.articles.row("selected"), Qt.MouseButton.LeftButton)
    assert _of_all(dialog) == Selection(articles=tuple(ids))

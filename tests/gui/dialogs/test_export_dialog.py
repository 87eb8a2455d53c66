"""Choosing what to export."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.core.model import Span, State
from annotator.desk import Desk
from annotator.gui.dialogs.export import ExportChoice, ExportDialog
from annotator.gui.session import Session
from annotator.project import Project

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]


@pytest.fixture
def dialog(show: Show, session: Session) -> ExportDialog:
    dialog = ExportDialog(session)
    show(dialog)
    return dialog


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
    assert dialog.chosen() == ExportChoice("jsonl", path, None, None)


def test_the_format_is_chosen_with_the_arrows_and_the_file_follows(
    dialog: ExportDialog, press: Press, project: Project
) -> None:
    press(Qt.Key.Key_Down)
    assert dialog.chosen().format_id == "csv"
    assert dialog.chosen().path == project.path.with_suffix(".csv")
    assert "the texts themselves are not in it" in dialog.format.accessibleDescription()


def test_one_article_or_those_done_can_be_exported(
    dialog: ExportDialog, session: Session, project: Project
) -> None:
    article = session.article
    assert article is not None
    dialog.articles.choose("this")
    assert dialog.chosen().article_ids == (article.id,)
    QTest.mouseClick(dialog.articles.row("done"), Qt.MouseButton.LeftButton)
    assert not dialog.primary.isEnabled()
    assert "No article is done" in dialog.problem.text()


def test_done_means_done_by_all_who_began_or_by_the_one_chosen(
    show: Show, session: Session, project: Project, desk: Desk
) -> None:
    first, second, _ = project.article_ids()
    other = Desk(project, project.annotator_named("Omar", make=True))
    desk.set_state(first, State.DONE)
    desk.set_state(second, State.DONE)
    other.tag(project.article(second), "loaded", [[Span(0, 5)]])
    dialog = ExportDialog(session)
    show(dialog)
    dialog.articles.choose("done")
    assert dialog.chosen().article_ids == (first,)
    dialog.annotators.setFocus()
    QTest.keyClicks(dialog.annotators, "Ines")
    assert dialog.chosen().annotator_id == desk.annotator.id
    assert dialog.chosen().article_ids == (first, second)


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
    for _ in range(10):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.accessibleName() or widget.property("text"))
        press(Qt.Key.Key_Tab)
    assert seen == [
        "Format",
        "The whole project, 3",
        "Labels of",
        "Tags",
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
    assert dialog.chosen().article_ids == tuple(ids)

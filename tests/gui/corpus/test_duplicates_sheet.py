"""What is done with articles that are the same or nearly."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import bulk
from annotator.core.duplicates import VERSION_OF
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.gui.corpus.duplicates import DuplicatesSheet, Fate, Pairs, Settled
from annotator.gui.theme import apply_theme, theme
from annotator.project import Project
from annotator.project.corpus import Twin, duplicates
from annotator.project.importing import Twins, add_drafts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def twins(project: Project, desk: Desk) -> list[Twin]:
    """Three times the same text, the second of them with a label."""
    text = "The regime sank the ferry that carried four generations of islanders."
    drafts = [Draft(text, title=f"Edition {n}", outlet="Courier") for n in (1, 2, 3)]
    added = finish(add_drafts(project, drafts, twins=Twins.KEEP)).ids
    desk.tag(project.article(added[1]), "loaded", [[Span(4, 10)]])
    return finish(duplicates(project))


@pytest.fixture
def sheet(qtbot: QtBot, project: Project, twins: list[Twin]) -> DuplicatesSheet:
    sheet = DuplicatesSheet(project, twins)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    return sheet


def test_pairs_are_told_with_their_labels_and_texts(sheet: DuplicatesSheet) -> None:
    shown = [sheet.pairs.index(0, column).data() for column in range(4)]
    assert shown == ["Same", "Edition 1", "Edition 2 · 1 label", "Keep both"]
    QAbstractItemModelTester(sheet.pairs, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "2 pairs" in sheet.remark.text()
    assert not sheet.primary.isEnabled()


def test_what_is_chosen_for_pairs_is_given_together(
    sheet: DuplicatesSheet, twins: list[Twin], qtbot: QtBot
) -> None:
    QTest.mouseClick(sheet.buttons[Fate.FIRST], Qt.MouseButton.LeftButton)
    sheet.list.selectRow(1)
    QTest.mouseClick(sheet.buttons[Fate.LINK], Qt.MouseButton.LeftButton)
    assert sheet.remark.text() == "1 article is archived, 1 is linked."
    with qtbot.waitSignal(sheet.given) as given:
        QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    assert given.args == [Settled((twins[0].first,), {twins[1].second: twins[1].first})]


def test_an_article_that_is_put_away_is_no_version(
    sheet: DuplicatesSheet, project: Project, twins: list[Twin]
) -> None:
    pairs = Pairs(project, [twins[0], twins[0]], sheet)
    pairs.decide([0], Fate.SECOND)
    pairs.decide([1], Fate.LINK)
    assert pairs.settled() == Settled((twins[0].second,), {})


def test_twice_the_text_fits_a_small_screen(sheet: DuplicatesSheet, qapp: QApplication) -> None:
    font = qapp.font()
    apply_theme(qapp, theme("dark", scale=2.0))
    try:
        sheet.resize(1366, 768)
        QApplication.processEvents()
        assert sheet.minimumSizeHint().width() <= 1366
        assert sheet.page.horizontalScrollBar().maximum() == 0
        assert sheet.rect().contains(sheet.primary.geometry())
    finally:
        apply_theme(qapp, theme("light"))
        qapp.setStyleSheet("")
        qapp.setFont(font)


def test_versions_are_named_by_the_property(
    project: Project, desk: Desk, twins: list[Twin]
) -> None:
    finish(bulk.settle_duplicates(desk, (), {twins[0].second: twins[0].first}))
    linked = project.article(twins[0].second).metadata.extra
    assert linked == {VERSION_OF: twins[0].first}

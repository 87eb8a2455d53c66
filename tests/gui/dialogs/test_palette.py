"""The command palette over a window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Action, BoundAction, bind
from annotator.gui.dialogs.palette import CommandPalette

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]
Write = Callable[[str], None]


class Desk(QWidget):
    """A window with something to do."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.field = QLineEdit()
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(QPushButton("Elsewhere"))
        self.palette_panel = CommandPalette(self)
        self.resize(700, 500)

    def titles(self, words: str) -> list[tuple[str, str]]:
        articles = [("a1", "Regime Sinks Ferry"), ("a2", "Ferry Withdrawn")]
        return [pair for pair in articles if words.lower() in pair[1].lower()]

    def at_field(self) -> bool:
        return self.field.hasFocus()

    def does(self, what: str) -> None:
        self.done.append(what)


ACTIONS: tuple[Action[Desk], ...] = (
    Action("undo", "Undo", "Edit", lambda w: w.does("undo"), ("Ctrl+Z",)),
    Action("export", "Export…", "File", lambda w: w.does("export"), ("Ctrl+E",)),
    Action("here", "Done, next article", "Article", lambda w: w.does("here"), when=Desk.at_field),
    Action("never", "Never possible", "File", lambda w: w.does("never"), when=lambda _w: False),
    Action("palette", "Search or run a command…", "Help", lambda w: w.does("palette")),
)


@pytest.fixture
def desk(show: Show) -> Desk:
    desk = Desk()
    show(desk)
    desk.field.setFocus()
    return desk


@pytest.fixture
def bound(desk: Desk) -> tuple[BoundAction, ...]:
    return tuple(bind(ACTIONS, desk).values())


@pytest.fixture
def panel(desk: Desk, bound: tuple[BoundAction, ...]) -> CommandPalette:
    desk.palette_panel.open_with(bound, desk.titles)
    assert desk.palette_panel.line.hasFocus()
    return desk.palette_panel


def test_it_offers_what_is_possible_now(panel: CommandPalette) -> None:
    assert panel.texts() == ["Undo", "Export…", "Done, next article"]


def test_typing_finds_and_enter_runs_after_the_focus_went_back(
    panel: CommandPalette, desk: Desk, write: Write, press: Press
) -> None:
    write("dna")
    assert panel.texts() == ["Done, next article"]
    press(Qt.Key.Key_Return)
    assert desk.done == ["here"]
    assert not panel.isVisible()
    assert desk.field.hasFocus()


def test_the_arrows_choose_round_and_round(panel: CommandPalette, desk: Desk, press: Press) -> None:
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert desk.done == ["export"]


def test_what_was_run_last_is_offered_first(
    panel: CommandPalette, desk: Desk, bound: tuple[BoundAction, ...], write: Write, press: Press
) -> None:
    write("exp")
    press(Qt.Key.Key_Return)
    panel.open_with(bound, desk.titles)
    assert panel.texts()[0] == "Export…"


def test_articles_are_found_by_their_titles(
    panel: CommandPalette, desk: Desk, write: Write, press: Press, qtbot: QtBot
) -> None:
    write("ferry w")
    assert panel.texts() == ["Go to “Ferry Withdrawn”"]
    with qtbot.waitSignal(panel.article_asked) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == ["a2"]
    assert desk.field.hasFocus()


def test_nothing_fits_says_so_and_enter_does_nothing(
    panel: CommandPalette, desk: Desk, write: Write, press: Press
) -> None:
    write("zzz")
    assert panel.texts() == []
    assert panel.nothing.isVisible()
    press(Qt.Key.Key_Return)
    assert panel.isVisible()
    press(Qt.Key.Key_Escape)
    assert desk.done == []
    assert desk.field.hasFocus()


def test_a_row_is_run_with_the_mouse(panel: CommandPalette, desk: Desk) -> None:
    place = panel.list.visualRect(panel.model.index(1)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.done == ["export"]


def test_a_click_beside_it_closes_it(panel: CommandPalette, desk: Desk) -> None:
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(3, desk.height() - 3))
    assert not panel.isVisible()
    assert desk.field.hasFocus()


def test_tab_stays_in_it_and_its_own_key_closes_it(
    panel: CommandPalette, desk: Desk, bound: tuple[BoundAction, ...], press: Press
) -> None:
    press(Qt.Key.Key_Tab)
    assert panel.line.hasFocus()
    panel.open_with(bound, desk.titles)
    assert not panel.isVisible()


def test_it_goes_when_the_window_gives_the_focus_elsewhere(
    panel: CommandPalette, desk: Desk
) -> None:
    elsewhere = desk.findChild(QPushButton)
    assert elsewhere is not None
    elsewhere.setFocus()
    assert not panel.isVisible()
    assert elsewhere.hasFocus()


def test_it_covers_the_window_at_any_size(panel: CommandPalette, desk: Desk) -> None:
    desk.resize(420, 260)
    QApplication.processEvents()
    assert panel.geometry() == desk.rect()
    assert panel.rect().contains(panel.panel.geometry())


def test_its_rows_are_spoken_with_group_and_key(panel: CommandPalette, qtbot: QtBot) -> None:
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    spoken = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Undo, Edit, Ctrl Z"
    panel.line.setText("export")
    assert panel.texts() == ["Export…"]

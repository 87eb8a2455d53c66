"""The settings, changed with keys and mouse."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from annotator.gui.dialogs.parts import room_on_screen
from annotator.gui.dialogs.settings import TEXT_SIZES, SettingsDialog
from annotator.gui.preferences import Preferences
from annotator.gui.theme import apply_theme, theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]

KEPT = Preferences(recent=("/tmp/a.annot",), article_points=13.5, text_size=1.3)  # noqa: S108


@pytest.fixture
def told() -> list[Preferences]:
    return []


@pytest.fixture
def dialog(show: Show, told: list[Preferences]) -> SettingsDialog:
    dialog = SettingsDialog(KEPT)
    dialog.changed.connect(told.append)
    show(dialog)
    return dialog


def test_each_change_is_told_at_once_and_nothing_else_changes(
    dialog: SettingsDialog, told: list[Preferences], press: Press
) -> None:
    press(Qt.Key.Key_Right)
    assert told == [replace(KEPT, theme="light")]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert told[1:] == [replace(KEPT, theme="light", high_contrast=True)]


def test_there_is_always_a_theme(
    dialog: SettingsDialog, told: list[Preferences], press: Press
) -> None:
    press(Qt.Key.Key_Delete)
    assert dialog.theme.value() == "system"
    assert told == []


@pytest.mark.parametrize(
    ("tick", "name", "value"),
    [
        ("high_contrast", "high_contrast", True),
        ("colour_blind", "colour_blind", True),
        ("snapping", "snapping", False),
        ("backlight", "backlight", True),
        ("still", "animation", False),
    ],
)
def test_the_ticks(
    dialog: SettingsDialog, told: list[Preferences], tick: str, name: str, value: bool
) -> None:
    box: QCheckBox = getattr(dialog, tick)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))
    assert told == [replace(KEPT, **{name: value})]


def test_numbers_are_typed_or_stepped(dialog: SettingsDialog, told: list[Preferences]) -> None:
    dialog.article_points.setFocus()
    QTest.keyClick(dialog.article_points, Qt.Key.Key_Up)
    dialog.column.setFocus()
    dialog.column.selectAll()
    QTest.keyClicks(dialog.column, "85")
    assert told[-1].article_points == dialog.article_points.value() == 15
    assert told[-1].column == 85


def test_the_text_size_changes_the_dialog_itself(
    dialog: SettingsDialog, told: list[Preferences], dressed: QApplication
) -> None:
    dialog.changed.connect(lambda now: apply_theme(dressed, theme("light", scale=now.text_size)))
    before = dialog.width()
    dialog.text_size.setFocus()
    QTest.keyClick(dialog.text_size, Qt.Key.Key_End)
    assert told[-1].text_size == TEXT_SIZES[-1]
    assert dialog.width() > before
    assert room_on_screen(dialog).contains(dialog.frameGeometry())


def test_the_wheel_scrolls_the_page_and_changes_no_number(
    dialog: SettingsDialog, told: list[Preferences]
) -> None:
    upright = False
    for field in (dialog.column, dialog.text_size):
        place = QPointF(field.rect().center())
        wheel = QWheelEvent(
            place, field.mapToGlobal(place), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, upright,
        )  # fmt: skip
        QApplication.sendEvent(field, wheel)
    assert told == []


def test_escape_closes(dialog: SettingsDialog, press: Press) -> None:
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()

"""The small widgets, used by real mouse and keys in every theme."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.gui.colours import contrast
from annotator.gui.theme import LanePattern, apply_theme, theme
from annotator.gui.widgets.basic import ElidedLabel, IconButton, KeyCap, Progress, Swatch, label
from annotator.gui.widgets.choices import Chip, ChipRow, Segmented
from annotator.gui.widgets.painting import key_cap_size
from annotator.gui.widgets.panels import Bar, BarKind, Card, Empty, SectionHead

# The offscreen screen of the tests has no window manager to speak to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LOOKS = [
    pytest.param(name, high, id=f"{name}{'-high-contrast' if high else ''}")
    for name, high in product(("light", "dark"), (False, True))
]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The program in the light theme, undressed again after the test."""
    usual = qapp.font()
    apply_theme(qapp, theme("light"))
    yield qapp
    apply_theme(qapp, theme("light"))
    qapp.setStyleSheet("")
    qapp.setFont(usual)


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot, dressed: QApplication) -> Show:
    """Shows widgets below each other in an active window, with a place for the focus to start."""
    kept: list[QWidget] = []

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        start = QPushButton("Start")
        for widget in (start, *widgets):
            box.addWidget(widget)
        box.addStretch()
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        start.setFocus()
        return window

    return shown


# ---------------------------------------------------------------------------- segmented


@pytest.fixture
def scale(show: Show) -> tuple[Segmented, list[object]]:
    """A scale from 1 to 5 with the focus, and the values it has said."""
    widget = Segmented([(number, str(number)) for number in range(1, 6)], "Intensity")
    show(widget)
    said: list[object] = []
    widget.changed.connect(said.append)
    widget.setFocus()
    return widget, said


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def test_keys_choose_on_a_scale_and_take_back(
    qtbot: QtBot, scale: tuple[Segmented, list[object]]
) -> None:
    widget, said = scale
    key = Qt.Key
    press(qtbot, key.Key_Right, key.Key_Right, key.Key_End, key.Key_Right, key.Key_Home)
    assert said == [1, 2, 5, 1]
    press(qtbot, key.Key_4, key.Key_7, key.Key_Delete)
    assert said[4:] == [4, None]
    assert widget.value() is None
    press(qtbot, key.Key_Left, key.Key_Space)
    assert said[6:] == [5, None]


def test_the_mouse_chooses_and_pressing_again_takes_back(
    qtbot: QtBot, scale: tuple[Segmented, list[object]]
) -> None:
    widget, said = scale
    three = widget.findChildren(QPushButton)[2]
    qtbot.mouseClick(three, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(widget.findChildren(QPushButton)[3], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(widget.findChildren(QPushButton)[3], Qt.MouseButton.LeftButton)
    assert said == [3, 4, None]


def test_a_scale_is_one_stop_of_the_tab_key(qtbot: QtBot, show: Show) -> None:
    widget, after = Segmented([(number, str(number)) for number in range(1, 6)]), QLineEdit()
    show(widget, after)
    widget.set_value(3)
    press(qtbot, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "3"
    press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_setting_a_value_says_nothing_and_tells_one_from_true(
    qtbot: QtBot, dressed: QApplication
) -> None:
    widget = Segmented([(True, "Yes"), (False, "No")])
    qtbot.addWidget(widget)
    with qtbot.assertNotEmitted(widget.changed):
        widget.set_value(True)
        assert widget.value() is True
        widget.set_value(False)
        assert widget.value() is False
        for stranger in (1, None, "yes"):
            widget.set_value(stranger)
            assert widget.value() is None


def test_a_digit_belongs_to_the_scale_that_has_the_focus(
    qtbot: QtBot, scale: tuple[Segmented, list[object]]
) -> None:
    widget, said = scale
    shortcut = QShortcut(Qt.Key.Key_4, widget.window())
    with qtbot.assertNotEmitted(shortcut.activated):
        press(qtbot, Qt.Key.Key_4)
    assert said == [4]
    widget.window().findChildren(QPushButton)[0].setFocus()
    with qtbot.waitSignal(shortcut.activated):
        press(qtbot, Qt.Key.Key_4)


def test_a_screen_reader_hears_radio_buttons(scale: tuple[Segmented, list[object]]) -> None:
    widget, _ = scale
    widget.set_value(2)
    heard = QAccessible.queryAccessibleInterface(widget.findChildren(QPushButton)[1])
    assert heard.role() is QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "Intensity: 2"
    assert heard.state().checked


# ---------------------------------------------------------------------------- chips


def queue(counts: bool = True) -> ChipRow:
    row = ChipRow([("todo", "To do"), ("done", "Done"), ("flagged", "Flagged & late")])
    if counts:
        for key, count in (("todo", 1083), ("done", 37), ("flagged", 4)):
            row.set_count(key, count)
    return row


def test_one_chip_is_chosen_by_mouse_and_by_arrows(
    qtbot: QtBot, dressed: QApplication, show: Show
) -> None:
    row = queue()
    show(row)
    chips = row.findChildren(Chip)
    assert row.current() == "todo"
    assert chips[0].accessibleName() == "To do 1,083"
    assert chips[2].accessibleName() == "Flagged & late 4"
    with qtbot.waitSignal(row.chosen, check_params_cb=lambda key: key == "flagged"):
        qtbot.mouseClick(chips[2], Qt.MouseButton.LeftButton)
    chips[2].setFocus()
    with qtbot.waitSignal(row.chosen, check_params_cb=lambda key: key == "done"):
        press(qtbot, Qt.Key.Key_Left)
    assert [chip.isChecked() for chip in chips] == [False, True, False]
    with qtbot.assertNotEmitted(row.chosen):
        row.choose("todo")
    assert row.current() == "todo"


@pytest.mark.parametrize("scale_of_text", [1.0, 2.0])
@pytest.mark.parametrize("width", [130, 240, 900])
def test_chips_flow_and_are_never_cut(
    qtbot: QtBot, dressed: QApplication, show: Show, width: int, scale_of_text: float
) -> None:
    apply_theme(dressed, theme("light", scale=scale_of_text))
    row = queue()
    window = show(row)
    window.resize(int(width * scale_of_text), 400)
    chips = row.findChildren(Chip)

    def are_inside() -> bool:  # the layout answers the new height in the event loop
        return all(row.rect().contains(chip.geometry()) for chip in chips)

    qtbot.waitUntil(are_inside)
    for chip in chips:
        assert chip.width() >= chip.fontMetrics().horizontalAdvance(chip.accessibleName())
        others = [other for other in chips if other is not chip]
        assert not any(chip.geometry().intersects(other.geometry()) for other in others)


# ---------------------------------------------------------------------------- panels


def test_a_card_is_pressed_by_mouse_space_and_enter(
    qtbot: QtBot, dressed: QApplication, show: Show
) -> None:
    card = Card("New project", "Choose a codebook, add articles, start.")
    show(card)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(30, 25))
    card.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(card.clicked):
            press(qtbot, key)
    heard = QAccessible.queryAccessibleInterface(card)
    assert heard.text(QAccessible.Text.Name) == "New project"
    assert heard.text(QAccessible.Text.Description).startswith("Choose a codebook")


def test_a_bar_says_offers_and_goes(qtbot: QtBot, dressed: QApplication, show: Show) -> None:
    bar = Bar(BarKind.WARNING, "The project lies in a synced folder.", "Move it…")
    show(bar)
    (action,), (close,) = bar.findChildren(QPushButton), bar.findChildren(IconButton)
    assert bar.accessibleName() == "Warning: The project lies in a synced folder."
    with qtbot.waitSignal(bar.acted):
        qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    bar.say(BarKind.ERROR, "The disk is full.")
    assert bar.text() == "The disk is full."
    assert not action.isVisible()
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_an_empty_panel_offers_its_one_action(
    qtbot: QtBot, dressed: QApplication, show: Show
) -> None:
    panel = Empty("No articles yet", "Bring in text files or a table.", "Import…")
    show(panel)
    with qtbot.waitSignal(panel.acted):
        qtbot.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_an_elided_label_tells_the_rest_in_its_tool_tip(
    qtbot: QtBot, dressed: QApplication, show: Show
) -> None:
    text = "Regime <walks> away from catastrophic peace push"
    widget = ElidedLabel(text)
    window = show(widget)

    def tip() -> str:
        QToolTip.hideText()
        at = QPoint(4, 4)
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
        return QToolTip.text()

    window.resize(900, 200)
    assert widget.shown_text() == text
    assert tip() == ""
    window.setFixedWidth(160)
    qtbot.waitUntil(lambda: widget.width() < 160)
    assert widget.shown_text().endswith("…")
    assert "peace push" in tip()
    assert widget.text() == text


# ---------------------------------------------------------------------------- every theme


def picture(widget: QWidget) -> QImage:
    """A widget as it is seen in its window, on the window's ground."""
    window = widget.window()
    return window.grab(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).toImage()


def changed_pixels(before: QImage, after: QImage) -> int:
    """How many pixels differ by a contrast of 3:1 and more."""
    assert before.size() == after.size()
    places = product(range(before.width()), range(before.height()))
    return sum(
        before.pixel(x, y) != after.pixel(x, y)
        and contrast(before.pixelColor(x, y), after.pixelColor(x, y)) >= 3
        for x, y in places
    )


def primary() -> QPushButton:
    button = QPushButton("Primary")
    button.setProperty("kind", "primary")
    return button


def segmented() -> Segmented:
    widget = Segmented([(False, "Unsure"), (True, "Sure")])
    widget.set_value(True)
    return widget


def tabs() -> QTabBar:
    widget = QTabBar()
    widget.addTab("Labels")
    widget.addTab("Notes")
    return widget


def small_list() -> QListWidget:
    widget = QListWidget()
    widget.addItem("Regime")
    widget.setFixedHeight(40)
    return widget


def article() -> QTextEdit:
    widget = QTextEdit()
    widget.setProperty("role", "article")
    widget.setReadOnly(True)
    widget.setFixedHeight(40)
    return widget


FOCUSABLE: list[Callable[[], QWidget]] = [
    *(lambda kind=kind: kind("Words") for kind in (QPushButton, QCheckBox, QRadioButton, Chip)),
    *(QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, primary, segmented, tabs, small_list),
    *(article, lambda: IconButton("undo", "Undo"), lambda: Card("Open", "A project.")),
    lambda: Chip("Chosen", 3, checked=True),
]


@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_the_focus_is_seen_on_every_control(
    qtbot: QtBot, dressed: QApplication, show: Show, name: str, high: bool
) -> None:
    apply_theme(dressed, theme(name, high_contrast=high))
    dressed.setCursorFlashTime(0)
    widgets = [make() for make in FOCUSABLE]
    window = show(*widgets)
    start = window.findChildren(QPushButton)[0]
    for widget in widgets:
        start.setFocus()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert not start.hasFocus()
        # The caret of a field has fewer pixels than this; a ring or an underline has more.
        assert changed_pixels(before, picture(widget)) >= 24, widget


@pytest.mark.parametrize("scale_of_text", [1.0, 2.0])
@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_all_widgets_follow_a_change_of_theme(
    qtbot: QtBot, dressed: QApplication, show: Show, name: str, high: bool, scale_of_text: float
) -> None:
    def family() -> list[QWidget]:
        progress = Progress("Done")
        progress.show_done(37, 120)
        return [
            KeyCap("Ctrl K"),
            Swatch("red", LanePattern.WAVE, "Loaded language"),
            IconButton("search", "Search"),
            progress,
            label("Saved", tone="ok"),
            SectionHead("Codebook", label("F1 guide", tone="section")),
            segmented(),
            queue(),
            Card("Open", "A project, a lesson, or a colleague’s hand-in."),
            Bar(BarKind.SUCCESS, "All is saved.", "Show"),
        ]

    apply_theme(dressed, theme("dark" if name == "light" else "light", scale=1.25))
    changed = show(*family())
    look = theme(name, high_contrast=high, scale=scale_of_text)
    apply_theme(dressed, look)
    fresh = show(*family())
    for window in (changed, fresh):
        window.resize(int(500 * scale_of_text), int(700 * scale_of_text))
        window.findChildren(QPushButton)[0].clearFocus()
    qtbot.waitUntil(lambda: picture(changed) == picture(fresh))


def test_a_key_cap_has_room_for_its_keys(dressed: QApplication) -> None:
    look = theme("light", scale=2.0)
    assert key_cap_size("Ctrl Shift K", look).width() > key_cap_size("K", look).width()
    assert key_cap_size("K", look).height() >= 2 * 10


class Painted(QWidget):
    """Counts how often it was painted."""

    times = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        self.times += 1


def test_progress_has_nothing_else_painted_at_once(show: Show, qtbot: QtBot) -> None:
    progress, other = Progress("Done"), Painted()
    other.setFixedSize(20, 20)
    show(progress, other)
    progress.show_done(5, 10)
    qtbot.waitUntil(lambda: other.times > 0)
    QApplication.processEvents()
    before = other.times
    other.update()
    progress.show_done(0, 0)
    assert other.times == before
    qtbot.waitUntil(lambda: other.times > before)
    assert progress.value() == 0

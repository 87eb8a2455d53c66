"""The program around the work: palette, keys, settings, keyboards, failures."""

import json
from pathlib import Path

import pytest
from hand import until
from PySide6.QtCore import Qt, QTimer
from user import User

from annotator.gui.theme import current_theme


def test_the_palette_runs_a_command_and_goes_to_an_article(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+K")
    user.types("flag with")
    user.answers("Look again", press="Return")
    user.sees("Flagged: Look again")
    user.clicks("Search or run a command…")
    user.types("zealots")
    user.presses("Return")
    user.sees_article("Anti-Car Zealots Ram Through War on Shoppers")
    user.presses("Ctrl+K")
    user.types("xyzzy")
    user.sees("Nothing fits.")
    user.presses("Esc")
    user.presses("Right", "1")
    user.sees_label("Anti-Car", tag="Contentious label")


def test_the_guide_and_the_sheet_of_keys(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("F1")
    user.sees("Codebook guide", "Words that tell the reader how to feel")
    user.presses("Esc")
    user.presses("?")
    user.sees("Keyboard and mouse", "Done, next article", "Drag a handle")
    user.types("overlap")
    user.sees_no("Larger text")
    user.presses("Esc")


def test_the_menu_is_opened_and_used_by_keys(user: User, sample: Path) -> None:
    user.starts(sample)
    user.selects("Regime")
    user.presses("1")
    user.sees_label("Regime")

    def undo() -> None:
        user.presses("Down", "Down", "Right")
        user.sees_in_menu("Undo")
        user.presses("Return")

    with user.meanwhile(undo):
        user.presses("F10")
    user.sees_label("Regime", times=0)


def test_settings_are_seen_at_once_and_remembered(user: User, sample: Path, home: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+,")
    user.clicks("Theme: Dark")
    assert current_theme().tokens.dark
    user.clicks("High contrast")
    assert current_theme().high_contrast
    user.clicks("Snap to whole words")
    user.clicks("Close")
    user.presses("Ctrl++")
    assert until(lambda: current_theme().scale == pytest.approx(1.1))
    user.selects("Regime")
    user.presses("1")
    user.sees_label("Regime")
    user.quits()
    assert "dark" in (home / "preferences.toml").read_text("utf-8")
    user.starts(sample)
    assert current_theme().tokens.dark
    assert current_theme().scale == pytest.approx(1.1)
    user.presses("Ctrl+0", "Ctrl+Shift+L")
    assert not current_theme().tokens.dark


def test_the_window_comes_back_as_it_was(user: User, sample: Path) -> None:
    user.starts(sample, size=(900, 620))
    user.quits()
    user.starts(sample, size=None)
    assert user.window.height() == 620  # the screen of the tests is not wide enough


@pytest.mark.parametrize(
    ("text", "key", "shift", "scan_code"),
    [
        pytest.param("1", Qt.Key.Key_1, False, 10, id="QWERTY"),
        pytest.param("1", Qt.Key.Key_1, True, 10, id="AZERTY with Shift"),
        pytest.param("&", Qt.Key.Key_Ampersand, False, 10, id="AZERTY plain"),
        pytest.param("١", Qt.Key.Key_1, False, 10, id="Arabic digits"),
    ],
)
def test_digits_tag_on_every_keyboard(
    user: User, sample: Path, text: str, key: Qt.Key, shift: bool, scan_code: int
) -> None:
    user.starts(sample)
    user.selects("Regime")
    user.presses_key_of(text, key, shift=shift, scan_code=scan_code)
    user.sees_label("Regime", tag="Contentious label")


def test_an_exception_shows_a_report_and_the_program_lives_on(user: User, sample: Path) -> None:
    user.starts(sample)
    QTimer.singleShot(0, _fails)
    user.sees("Something went wrong", "Your labels are saved; you can go on.")
    assert "ZeroDivisionError" in user.reports.pop()
    user.clicks("Close")
    user.selects("Regime")
    user.presses("1")
    user.sees_label("Regime")


def _fails() -> None:
    json.loads("1") / 0


def test_panes_and_views_by_keys(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("F6", "F6", "F6")
    user.presses("Alt+3")
    user.types("A note")
    user.presses("Alt+4")
    user.sees("Note on “")
    user.presses("Alt+1", "Esc", "Right", "1")
    user.sees_label("Regime")


def test_with_texts_of_twice_the_size_labels_are_made_as_well(
    user: User, sample: Path, home: Path
) -> None:
    home.mkdir()
    (home / "preferences.toml").write_text("text_size = 2.0\narticle_points = 15.0\n", "utf-8")
    user.starts(sample)
    assert current_theme().scale == pytest.approx(2.0)
    user.selects("horrific")
    user.presses("2")
    user.sees_label("horrific")

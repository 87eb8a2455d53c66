"""Which key was pressed, whatever the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.article.tag_keys import pressed_key

Held = Qt.KeyboardModifier


def press(
    text: str,
    key: Qt.Key = Qt.Key.Key_unknown,
    held: Qt.KeyboardModifier = Held.NoModifier,
    scan_code: int = 0,
    virtual_key: int = 0,
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key.value, held, scan_code, virtual_key, 0, text)


@pytest.mark.parametrize(
    ("system", "codes"),
    [
        ("linux", [(scan, 0) for scan in range(10, 20)]),
        ("win32", [(scan, 0) for scan in range(2, 12)]),
        ("darwin", [(1, key) for key in (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)]),
    ],
)
def test_the_row_of_digits_by_its_place(
    monkeypatch: pytest.MonkeyPatch, system: str, codes: list[tuple[int, int]]
) -> None:
    monkeypatch.setattr("sys.platform", system)
    french = [press(t, scan_code=s, virtual_key=v) for t, (s, v) in zip("&é\"'(-è_çà", codes)]  # noqa: B905
    assert "".join(map(pressed_key, french)) == "1234567890"


@pytest.mark.parametrize("held", [Held.NoModifier, Held.ShiftModifier, Held.KeypadModifier])
def test_a_digit_with_shift_or_on_the_number_pad(held: Qt.KeyboardModifier) -> None:
    assert pressed_key(press("7", Qt.Key.Key_7, held)) == "7"


@given(st.sampled_from("aZéßñ"))
def test_letters_in_lower_case(letter: str) -> None:
    assert pressed_key(press(letter)) == letter.casefold()[:1] or len(letter.casefold()) > 1


@pytest.mark.parametrize("held", [Held.ControlModifier, Held.AltModifier, Held.MetaModifier])
def test_with_a_modifier_it_is_no_tag(held: Qt.KeyboardModifier) -> None:
    assert pressed_key(press("1", Qt.Key.Key_1, held, 10)) == ""


def test_signs_are_no_tags() -> None:
    assert pressed_key(press("/")) == pressed_key(press("")) == pressed_key(press("ab")) == ""

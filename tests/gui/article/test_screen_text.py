"""The text on the screen: Qt's positions and the article's are the same places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotator.core.text import canonical
from annotator.gui.article.screen_text import LONGEST_BLOCK, screen_text

# Everything that Qt's documents are known to count or to show in their own way.
PIECES = st.sampled_from(
    (
        "a",
        "é",
        "e\u0301",
        "ש",
        "😴",
        "👨‍👩‍👧",
        "🇩🇪",
        "\u2028",
        "\u2029",
        "\u00a0",
        "\n",
        "\r\n",
        "\t",
        *("\ufeff", "\u200b", "\u0007", "\x0b", "\x1c", "\x85", "\ufdd0", "\ufffc"),
        *("“", " ", "word "),
    )
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
TIMES = st.integers(LONGEST_BLOCK - 3, 2 * LONGEST_BLOCK)


def units(text: str) -> list[str]:
    """The UTF-16 units of a text, each as one character."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [chr(int.from_bytes(raw[at : at + 2], "little")) for at in range(0, len(raw), 2)]


def agrees(raw: str) -> None:
    text, _ = canonical(raw)
    shown, to_utf16 = screen_text(text)
    document = QTextDocument()
    document.setPlainText(shown)
    held = units(document.toRawText())
    assert document.characterCount() == len(held) + 1 == to_utf16.outer(len(text)) + 1
    step = max(1, len(text) // 200)
    for position in {*range(0, len(text), step), *range(max(0, len(text) - 5), len(text))}:
        outer = to_utf16.outer(position)
        wanted = "\u2029" if text[position] == "\n" else units(text[position])[0]
        if outer or text[position] != "\ufeff":
            assert held[outer] == wanted
        assert to_utf16.inner(outer) == position


@given(TEXTS)
def test_every_position_is_that_of_the_document(raw: str) -> None:
    agrees(raw)


@pytest.mark.parametrize("end", ["", "\nend 😴"])
@settings(max_examples=20)
@given(start=TEXTS, piece=PIECES, times=TIMES)
def test_also_where_lines_are_too_long_for_qt(start: str, piece: str, times: int, end: str) -> None:
    agrees(start + piece * times + end)


@settings(max_examples=20)
@given(PIECES, TIMES)
def test_no_line_on_the_screen_is_too_long(piece: str, times: int) -> None:
    text, _ = canonical(piece * times)
    shown, _ = screen_text(text)
    assert max(map(len, shown.split("\n"))) <= LONGEST_BLOCK
    assert shown.replace("\n", "")[1:] == text.replace("\n", "")[1:]

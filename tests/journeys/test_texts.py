"""Articles that are not plain English: every offset is that of the words on the screen."""

import pytest
from user import MakeProject, User

EMOJI = (
    "👨‍👩‍👧 Flood 🌊🌊\n\n“Thirty-one people 💔🕯️”, said Zoë\u0301. The re\u0301gime slept 😴 late."
)
HEBREW = "שיטפון\n\nהמשטר הנורא ישן. The regime slept, אמר השר."
ODD = "A\u00a0B\u2028C\u200bD\n\nThe\u00a0regime\u2028slept \u0007 well."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (EMOJI, ["Flood", "people", "slept", "late"]),
        (HEBREW, ["המשטר", "regime", "השר", "שיטפון"]),
        (ODD, ["regime", "well"]),
    ],
    ids=["emoji", "right to left", "odd spaces"],
)
def test_the_right_words_are_tagged(
    user: User, made: MakeProject, text: str, words: list[str]
) -> None:
    path = made(text)
    user.starts(path)
    for word in words:
        user.selects(word)
        user.sees_selected(word)
        user.presses("1")
        user.sees_label(word)
    found = [(quote, start, end) for quote, _, start, end in user.labels_in_file(path)]
    assert sorted(found) == sorted((w, text.index(w), text.index(w) + len(w)) for w in words)


def test_walking_stops_at_every_word_of_right_to_left_text(user: User, made: MakeProject) -> None:
    user.starts(made(HEBREW))
    for word in ("שיטפון", "המשטר", "הנורא", "ישן", "The", "regime"):
        user.presses("Right")
        user.sees_selected(word)


def test_a_drag_over_right_to_left_text(user: User, made: MakeProject) -> None:
    path = made(HEBREW)
    user.starts(path)
    user.drags_over("regime", "slept")
    user.presses("2")
    user.sees_label("regime slept")


@pytest.mark.parametrize("text", ["", " \n\n ", "x" * 300_000, "word " * 40_000], ids=len)
def test_texts_of_strange_lengths_are_shown(user: User, made: MakeProject, text: str) -> None:
    path = made(text)
    user.starts(path)
    user.presses("Right", "1", "Alt+Up", "Ctrl+Right", "Down", "Tab", "/")
    user.types("x")
    user.presses("Esc")
    assert len(user.labels_in_file(path)) == bool(text.strip())

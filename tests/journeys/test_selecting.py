"""Selecting words in an article: with the mouse, word by word, growing and shrinking."""

from pathlib import Path

from user import MakeProject, User

TEXT = """\
Harbour Plan Sinks

The council, which met on Monday, scrapped the “beloved” ferry. Nobody was asked! A vote follows.

Oda Brenneke sold tickets there."""


def test_with_the_mouse_selections_snap_to_whole_words(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.selects("beloved")
    user.sees_selected("beloved")
    user.drags_over("ouncil", "met o")
    user.sees_selected("council, which met on")
    user.drags_over("scrapped the “beloved” ferry.")
    user.sees_selected("scrapped the “beloved” ferry")
    user.drags_over("ouncil", "met o", holding="Alt")
    user.sees_selected("ouncil, which met o")
    user.presses("1")
    user.sees_label("ouncil, which met o")


def test_a_drag_that_begins_in_a_selection_selects_anew(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.drags_over("council", "Monday")
    user.drags_over("met", "scrapped")
    user.sees_selected("met on Monday, scrapped")


def test_snapping_can_be_switched_off(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.presses("Ctrl+,")
    user.clicks("Snap to whole words")
    user.clicks("Close")
    user.drags_over("elove")
    user.sees_selected("elove")


def test_walking_word_by_word(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.presses("Right")
    user.sees_selected("Harbour")
    user.presses("Space", "Right", "Right")
    user.sees_selected("The")
    user.presses("Left")
    user.sees_selected("Sinks")
    user.presses("Down")
    user.sees_selected_in("The council, which met on Monday")
    user.presses("Up")
    user.sees_selected_in("Harbour Plan Sinks")
    user.presses("Ctrl+Right")
    user.sees_selected("The")
    user.presses("Ctrl+Right")
    user.sees_selected("Nobody")


def test_shift_and_arrows_take_more_words_or_fewer(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.selects("which")
    user.presses("Shift+Right", "Shift+Right")
    user.sees_selected("which met on")
    user.presses("Shift+Left")
    user.sees_selected("which met")
    user.presses("Alt+Shift+Left")
    user.sees_selected("council, which met")


def test_growing_through_clause_sentence_paragraph_and_back(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.selects("met")
    user.presses("Alt+Up")
    user.sees_selected("which met on Monday")
    user.presses("Alt+Up")
    user.sees_selected("The council, which met on Monday, scrapped the “beloved” ferry")
    user.presses("Alt+Up")
    user.sees_selected_in("Nobody was asked! A vote follows")
    user.presses("Alt+Down", "Alt+Down", "Alt+Down")
    user.sees_selected("met")


def test_a_word_without_selection_is_tagged_by_its_key(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.clicks_word("Monday")
    user.presses("3")
    user.sees_label("Monday", tag="Loaded reporting verb")
    at = TEXT.index("Monday")
    assert user.labels_in_file(path) == [("Monday", "reporting-verb", at, at + 6)]


def test_find_goes_through_all_places(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("/")
    user.types("catastrophic")
    user.sees("1 / 3")
    user.sees_selected("Catastrophic")
    user.presses("Return")
    user.sees("2 / 3")
    user.sees_selected("catastrophic")
    user.presses("Shift+Return", "Shift+Return")
    user.sees("3 / 3")
    user.presses("Ctrl+A")
    user.types("nowhere at all")
    user.sees("not found")
    user.presses("Ctrl+A")
    user.types("paranoid")
    user.presses("Esc")
    user.sees_selected("paranoid")
    user.presses("2")
    user.sees_label("paranoid", tag="Evaluative word")

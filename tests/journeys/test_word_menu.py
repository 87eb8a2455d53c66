"""The menu of the words, by mouse and by key; and copying them."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from user import MakeProject, User

TEXT = """\
Regime Snubs Ferry Truce

The brutal regime of the Margrave said no. “It is a catastrophic blow,” said Oda Brenneke, 71."""


def test_a_word_is_tagged_by_the_menu(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)

    def choose() -> None:
        user.sees_selected("brutal")
        user.sees_in_menu("Tag all alike…")
        user.sees_in_menu("Copy the words")
        user.sees_not_in_menu("Delete the label")
        user.picks_from_menu("Evaluative word")

    with user.meanwhile(choose):
        user.right_clicks_word("brutal")
    user.sees_label("brutal", tag="Evaluative word")
    assert [it[:2] for it in user.labels_in_file(path)] == [("brutal", "evaluative-word")]


def test_what_is_selected_stays_so_under_the_menu(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.drags_over("brutal", "Margrave")
    with user.meanwhile(lambda: user.picks_from_menu("Dramatic noun")):
        user.right_clicks_word("of")
    user.sees_label("brutal regime of the Margrave", tag="Dramatic noun")


def test_a_label_is_taken_up_changed_and_deleted_by_the_menu(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("catastrophic")
    user.presses("1")
    user.selects("Ferry")
    with user.meanwhile(lambda: user.picks_from_menu("Evaluative word")):
        user.right_clicks_word("catastrophic")
    user.sees_label("catastrophic", tag="Evaluative word")
    user.sees_chosen_label("catastrophic")
    with user.meanwhile(lambda: user.picks_from_menu("Delete the label")):
        user.right_clicks_word("catastrophic")
    user.sees_label("catastrophic", times=0)
    assert user.labels_in_file(path) == []


def test_the_menu_opens_by_its_key(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.presses("Right", "Right")
    user.sees_selected("Snubs")
    with user.meanwhile(lambda: user.picks_from_menu("Dramatic verb")):
        user.asks_for_menu()
    user.sees_label("Snubs", tag="Dramatic verb")


def test_words_are_copied_and_what_is_covered_is_not(user: User, sample: Path) -> None:
    user.starts(sample)
    user.drags_over("The Regime", "Kessimar")
    user.presses("Ctrl+C")
    assert QApplication.clipboard().text() == "The Regime in Kessimar"
    user.selects("horrific")
    user.selects("toll", holding="Ctrl")
    user.presses("1", "Ctrl+C")
    assert QApplication.clipboard().text() == "horrific … toll"

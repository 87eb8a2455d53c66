"""What marking costs: every key press, click, double click, drag and turn of the wheel is one."""

from pathlib import Path

from user import MakeProject, User

ARTICLE = Path(__file__).with_name("harbour.txt").read_text("utf-8")

TWENTY = {
    "1": ("regime", "cronies", "mouthpieces"),
    "2": ("horrific", "catastrophic", "spineless", "pitiful"),
    "3": ("sneered", "bragged", "raved"),
    "4": ("butchered", "smuggled"),
    "6": ("vandalism", "stampede"),
    "7": ("heroic",),
}
"""The key of each tag, and the words it is for; the first three stand in more than one place."""
PLACES = 20


def test_twenty_loaded_words_cost_less_than_selecting_each_and_choosing_its_label(
    user: User, made: MakeProject
) -> None:
    path = made(ARTICLE)
    user.starts(path, size=(1200, 1500))
    before = user.actions
    for key, words in TWENTY.items():
        for number, word in enumerate(words):
            user.selects(word)
            user.presses("Return" if number else key)
            if ARTICLE.lower().count(word) > 1:
                user.presses("A", "Return")
    spent = user.actions - before
    assert len(user.labels_in_file(path)) == PLACES
    # doccano and Label Studio: select the word, choose the label, for every place.
    assert spent < 2 * PLACES


def test_the_next_word_is_reached_and_tagged_with_two_keys(user: User, made: MakeProject) -> None:
    path = made(ARTICLE)
    user.starts(path)
    for reach, tag in (("Right", "1"), ("Space", "4"), ("Right", "Return")):
        user.presses(reach, tag)
    labels = [label[:2] for label in user.labels_in_file(path)]
    assert labels == [
        ("Regime", "contentious-label"),
        ("Guts", "dramatic-verb"),
        ("Beloved", "dramatic-verb"),
    ]


def test_with_the_marker_twenty_loaded_words_cost_less_than_with_any_peer(
    user: User, made: MakeProject
) -> None:
    path = made(ARTICLE)
    user.starts(path, size=(1200, 1500))
    before = user.actions
    user.presses("M")
    for key, words in TWENTY.items():
        user.presses(key)
        for word in words:
            alike = ARTICLE.lower().count(word) > 1
            user.selects(word, holding="Shift" if alike else "")
    spent = user.actions - before
    assert len(user.labels_in_file(path)) == PLACES
    # Prodigy, the leanest: the label once for each change of it, then each place by itself.
    assert spent < PLACES + len(TWENTY)

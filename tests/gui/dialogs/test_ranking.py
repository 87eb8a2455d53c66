"""The order of the command palette."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.dialogs.ranking import match, ranked

ACTIONS = [
    "New project…",
    "Hide or show sources in this project",
    "Undo",
    "Redo",
    "Done, next article",
    "Delete the label",
    "Next label",
    "Théâtre listing",
    "Move the start a word back",
]


def best(typed: str) -> str:
    return next(item for item, _ in ranked(typed, ACTIONS, str))


def test_the_beginning_of_a_text_comes_first() -> None:
    assert best("do") == "Done, next article"
    assert best("un") == "Undo"


def test_initials_and_beginnings_of_words_are_enough() -> None:
    assert best("dna") == "Done, next article"
    assert best("ne la") == "Next label"
    assert best("start back") == "Move the start a word back"


def test_case_and_accents_do_not_count() -> None:
    assert best("THEATRE") == "Théâtre listing"


def test_letters_in_a_row_beat_letters_far_apart() -> None:
    order = [item for item, _ in ranked("do", ACTIONS, str)]
    assert order.index("Undo") < order.index("Hide or show sources in this project")


def test_nothing_typed_keeps_everything_in_its_order() -> None:
    assert [item for item, _ in ranked("  ", ACTIONS, str)] == ACTIONS


def test_what_is_not_there_does_not_fit() -> None:
    assert match("xyz", "Undo") is None
    assert match("odnu", "Undo") is None


@given(st.text(alphabet="abc de’é😀\u0301-", max_size=30), st.data())
def test_any_letters_in_their_order_fit_and_are_shown_where_they_stand(
    text: str, data: st.DataObject
) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, max(0, len(text) - 1)), max_size=8)))
    typed = "".join(text[at] for at in places if at < len(text))
    found = match(typed, text)
    assert found is not None
    assert list(found.letters) == sorted(set(found.letters))
    shown = [text[at].casefold() for at in found.letters]
    wanted = [letter.casefold() for letter in typed if not letter.isspace()]
    assert len(shown) <= len(wanted)
    assert all(0 <= at < len(text) for at in found.letters)

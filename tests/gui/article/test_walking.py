"""Walking through a text by words and sentences."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Span
from annotator.core.text import words
from annotator.gui.article.walking import (
    backward,
    end_moved,
    onward,
    sentence_backward,
    sentence_onward,
    start_moved,
)

PIECES = [
    "Regime",
    " ",
    "“",
    "”",
    ". ",
    ", ",
    "\n",
    "\n\n",
    "U.S.",
    "so-called",
    "😴",
    "שלום",
    "4.1",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS)
def test_walking_on_and_back_comes_to_every_word(text: str) -> None:
    every = words(text)
    there: list[Span] = []
    word = onward(text, None, 0)
    while word is not None:
        there.append(word)
        word = onward(text, word, word.end)
    assert there == every
    back: list[Span] = []
    word = backward(text, None, len(text))
    while word is not None:
        back.append(word)
        word = backward(text, word, word.start)
    assert back == every[::-1]


@given(TEXTS, st.data())
def test_edges_move_by_a_word_and_back(text: str, data: st.DataObject) -> None:
    every = words(text)
    if len(every) < 2:
        return
    first = data.draw(st.integers(0, len(every) - 2))
    last = data.draw(st.integers(first, len(every) - 2))
    span = Span(every[first].start, every[last].end)
    more = end_moved(text, span, 1)
    assert more == Span(span.start, every[last + 1].end)
    assert end_moved(text, more, -1) == span
    if first:
        before = start_moved(text, span, -1)
        assert before == Span(every[first - 1].start, span.end)
        assert start_moved(text, before, 1) == span
    word = every[first]
    assert end_moved(text, word, -1) == start_moved(text, word, 1) == word


def test_from_sentence_back_to_sentence() -> None:
    text = "Head line\n\nIt slept. Why? “No one asked!” he said.\nThe end came."
    seen, at = [], len(text)
    while (word := sentence_backward(text, at)) is not None:
        seen.append(text[word.start : word.end])
        at = word.start
    assert seen == ["The", "No", "Why", "It", "Head"]
    assert sentence_backward("", 0) is None
    assert sentence_backward("— … —", 5) is None


def test_from_sentence_to_sentence() -> None:
    text = "Head line\n\nIt slept. Why? “No one asked!” he said.\nThe end came."
    seen, at = [], 0
    while (word := sentence_onward(text, at)) is not None:
        seen.append(text[word.start : word.end])
        at = word.end
    assert seen == ["It", "Why", "No", "The"]
    assert sentence_onward("", 0) is None
    assert sentence_onward("a " * 9_000 + "b.\nNext one.", 3) == Span(18_003, 18_007)

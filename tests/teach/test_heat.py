"""How many of a class marked each word, against figures worked out by hand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.model import Label, Span
from annotator.teach.classwork import Classwork
from annotator.teach.heat import Heat, heat_of
from tests.teach.small_class import ARTICLE, STUDENTS, TEXT, article_of, classwork, label_on


def heat(work: Classwork) -> Heat:
    found = heat_of(work)
    assert found is not None
    return found


def by_word(found: Heat, text: str, tag: str = "") -> dict[str, int]:
    """The words that anybody marked, with how many."""
    counts = ((text[a:b], found.count(at, tag)) for at, (a, b) in enumerate(found.words))
    return {word: count for word, count in counts if count}


def test_each_student_counts_once_for_a_word() -> None:
    found = heat(classwork())
    assert by_word(found, TEXT) == {
        "Regime": 3,  # s4 put two labels on it
        "catastrophic": 2,
        "failure": 2,
        "of": 1,
        "nerve": 1,
        "dismissed": 1,
        "fighting": 1,
        "Critics": 1,
        "fumed": 2,
    }


def test_tags_are_counted_apart() -> None:
    found = heat(classwork())
    assert by_word(found, TEXT, "name") == {"Regime": 2, "failure": 1, "of": 1, "nerve": 1}
    assert by_word(found, TEXT, "loaded")["Regime"] == 2
    assert found.tags(0) == [("loaded", 2), ("name", 2)]
    assert found.count(0, "nobody gave this") == 0


def test_a_share_is_of_all_who_are_done_also_of_who_marked_nothing() -> None:
    found = heat(classwork())
    assert (found.students, found.share(0), found.share(0, "name")) == (5, 0.6, 0.4)


def test_fewer_than_three_are_not_shown() -> None:
    assert heat_of(classwork(STUDENTS[:2])) is None
    assert heat(classwork(STUDENTS[:3])).students == 3


def test_a_word_is_marked_where_any_of_it_is() -> None:
    article = article_of("A so-called reform")
    labels = {who: [label_on(article, who, "called re")] for who in STUDENTS}
    assert heat(Classwork(article, labels)).marked == (0, 5, 5)


def test_neighbours_with_equal_shares_are_one_stretch_but_not_over_a_line() -> None:
    article = article_of("One two three\nfour five")
    labels: dict[str, list[Label]] = {
        "a": [label_on(article, "a", "two three\nfour")],
        "b": [label_on(article, "b", "two three"), label_on(article, "b", "four")],
        "c": [label_on(article, "c", "five")],
    }
    found = heat(Classwork(article, labels)).stretches(article.text)
    shown = [(article.text[a:b], round(share, 2)) for (a, b), share in found]
    assert shown == [("two three", 0.67), ("four", 0.67), ("five", 0.33)]


PIECES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda it: Span(it[0], min(len(TEXT), it[0] + it[1]))
)
LABELS = st.lists(st.tuples(PIECES, st.sampled_from(["loaded", "name"])), max_size=8)
CLASS = st.lists(LABELS, max_size=7)


def class_of(marked: list[list[tuple[Span, str]]]) -> Classwork:
    labels = {
        f"s{number}": [
            Label(f"{number}-{at}", "talks", f"s{number}", tag, (piece,), "", "", "", 1, "", "")
            for at, (piece, tag) in enumerate(theirs)
        ]
        for number, theirs in enumerate(marked)
    }
    return Classwork(ARTICLE, labels)


@given(CLASS)
def test_shares_lie_between_nothing_and_all_and_few_are_hidden(
    marked: list[list[tuple[Span, str]]],
) -> None:
    found = heat_of(class_of(marked))
    assert (found is None) == (len(marked) < 3)
    if found is not None:
        for word in range(len(found.words)):
            tagged = [found.share(word, tag) for tag in ("loaded", "name")]
            assert 0 <= max(tagged) <= found.share(word) <= min(1, sum(tagged)) + 1e-9


@given(CLASS)
def test_stretches_hold_the_words_that_were_marked_with_their_shares(
    marked: list[list[tuple[Span, str]]],
) -> None:
    found = heat_of(class_of(marked))
    if found is not None:
        stretches = found.stretches(TEXT)
        assert all(a.end <= b.start for (a, _), (b, _) in pairwise(stretches))
        for at, word in enumerate(found.words):
            over = [share for span, share in stretches if span.start <= word.start < span.end]
            assert over == ([found.share(at)] if found.count(at) else [])

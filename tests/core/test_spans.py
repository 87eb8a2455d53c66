"""Spans: sets of them, whole words, lanes, runs and quotes found again."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.core import spans as arithmetic
from annotator.core.model import Span
from annotator.core.text import words

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(0, 15)
)
sets = st.lists(spans, max_size=25)
PIECES = [
    *(
        "regime",
        "Regime’s",
        "U.S.",
        "U.S",
        "4.1",
        "5%",
        "#tag",
        "@vale",
        "don't",
        "so-called",
        "a.m.",
    ),
    *(" ", "\n", "\u00a0", "\u2028", "\u200b", "\x00", ".", ",", "!", "“", "”", "’", "(", ")", "-"),
    *(
        "%",
        "#",
        "@",
        "👍",
        "👨‍👩‍👧",
        "🏴\U000e0067\U000e007f",
        "e\u0301",
        "\u0301",
        "שלום",
        "漢字",
        "€",
        "+",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=20)
marked = texts.flatmap(
    lambda text: st.tuples(
        st.just(text),
        st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda pair: Span(*sorted(pair))
        ),
    )
)


def points(*some: Span) -> set[int]:
    return {position for span in some for position in range(*span)}


# ---------------------------------------------------------------------------- sets of spans


@given(spans, spans)
def test_overlap_and_containment_are_those_of_the_code_points(a: Span, b: Span) -> None:
    assert arithmetic.overlaps(a, b) == bool(points(a) & points(b))
    if points(b):
        assert arithmetic.contains(a, b) == (points(b) <= points(a))


@given(sets, spans)
def test_joining_and_cutting_keep_exactly_the_code_points(some: list[Span], span: Span) -> None:
    union = arithmetic.merged(some)
    assert points(*union) == points(*some)
    assert all(a.end < b.start for a, b in pairwise(union))
    assert points(*arithmetic.without(some, span)) == points(*some) - points(span)


# ---------------------------------------------------------------------------- whole words


@pytest.mark.parametrize(
    ("selected", "label"),
    [
        (" “the regime,” ", "the regime"),
        ("in the U.S.", "in the U.S."),
        ("He left.", "He left"),
        ("(#Ostrel)", "#Ostrel"),
        ("“@vale”", "@vale"),
        ("by 5%.", "by 5%"),
        ("# 5 %", "5"),
        ("€5 — ", "€5"),
        ("\u200b\u00a0regime\xad", "regime"),
        (" !!! ", "!!!"),
        (" \u200b\n", ""),
    ],
)
def test_trimmed(selected: str, label: str) -> None:
    text = f"so {selected} so"
    span = arithmetic.trimmed(text, Span(3, 3 + len(selected)))
    assert text[slice(*span)] == label


@pytest.mark.parametrize(
    ("text", "selected", "label"),
    [
        ("The regime’s so-called vote.", "gime’s so", "regime’s so-called"),
        ("The regime’s vote.", " regime’s ", "regime’s"),
        ("Only 👨‍👩‍👧 came.", "👩", "👨‍👩‍👧"),
        ("What?!", "?!", "?!"),
        ("One  two", "  ", ""),
    ],
)
def test_snapped(text: str, selected: str, label: str) -> None:
    start = text.index(selected)
    span = arithmetic.snapped(text, Span(start, start + len(selected)))
    assert text[slice(*span)] == label


@settings(max_examples=120)
@given(marked)
@example(("a.b.c", Span(0, 4)))
@example(("漢U.S.", Span(0, 2)))
@example(("meU.S.", Span(2, 6)))
@example(("0\U00018d09", Span(0, 1)))
def test_snapping_twice_is_snapping_once(given_: tuple[str, Span]) -> None:
    text, span = given_
    once = arithmetic.snapped(text, span)
    assert arithmetic.snapped(text, once) == once
    bare = arithmetic.trimmed(text, span)
    if any(character.isalnum() for character in text[slice(*bare)]):
        assert arithmetic.contains(once, bare)
    for word in words(text):
        assert not word.start < once.start < word.end
        assert not word.start < once.end < word.end


@given(marked)
def test_trimming_twice_is_trimming_once_and_never_widens(given_: tuple[str, Span]) -> None:
    text, span = given_
    once = arithmetic.trimmed(text, span)
    assert arithmetic.contains(span, once)
    assert arithmetic.trimmed(text, once) == once


# ---------------------------------------------------------------------------- drawing


@settings(max_examples=60)
@given(sets)
def test_spans_in_one_lane_are_apart_and_inner_ones_lie_nearer(some: list[Span]) -> None:
    given_ = arithmetic.lanes(some)
    for i, a in enumerate(some):
        for j, b in enumerate(some[:i]):
            if arithmetic.overlaps(a, b):
                assert given_[i] != given_[j]
                if arithmetic.contains(a, b):
                    assert given_[i] > given_[j]
                elif arithmetic.contains(b, a):
                    assert given_[i] < given_[j]
        lower = {given_[j] for j, b in enumerate(some) if arithmetic.overlaps(a, b)}
        assert not points(a) or lower >= set(range(given_[i]))


def test_lanes_of_a_phrase_in_a_sentence() -> None:
    sentence, phrase, word, beside = Span(0, 40), Span(5, 20), Span(8, 12), Span(30, 35)
    assert arithmetic.lanes([sentence, phrase, word, beside]) == [2, 1, 0, 0]


@given(sets)
def test_runs_tile_what_is_covered_with_those_that_cover_it(some: list[Span]) -> None:
    stretches = arithmetic.runs(some)
    assert points(*some) == points(*(stretch for stretch, _ in stretches))
    assert all(a.end <= b.start for (a, _), (b, _) in pairwise(stretches))
    for stretch, indexes in stretches:
        for position in range(*stretch):
            assert list(indexes) == sorted(arithmetic.covering(some, position))


@given(sets, st.integers(0, 60))
def test_covering_gives_the_shortest_first(some: list[Span], position: int) -> None:
    found = arithmetic.covering(some, position)
    assert set(found) == {i for i, span in enumerate(some) if position in points(span)}
    keys = [(some[i].end - some[i].start, i) for i in found]
    assert keys == sorted(keys)


# ---------------------------------------------------------------------------- a quote again


def test_a_quote_is_found_by_its_context_then_by_nearness() -> None:
    text = "The regime fell. A regime rose. The regime fell again."
    assert arithmetic.relocated(text, "regime", "A ", " rose", 0) == Span(19, 25)
    assert arithmetic.relocated(text, "regime", "The ", " fell", 40) == Span(36, 42)
    assert arithmetic.relocated(text, "regime", "Their ", " fell again", 0) == Span(36, 42)
    assert arithmetic.relocated(text, "regime", "", "", 20) == Span(19, 25)
    assert arithmetic.relocated(text, "tyrant", "The ", " fell", 0) is None
    assert arithmetic.relocated(text, "", "The ", " fell", 0) is None


@settings(max_examples=50)
@given(marked, texts, texts)
def test_a_label_survives_text_put_around_its_article(
    given_: tuple[str, Span], before: str, after: str
) -> None:
    text, span = given_
    quote = text[slice(*span)]
    found = arithmetic.relocated(
        before + text + after, quote, text[: span.start], text[span.end :], span.start + len(before)
    )
    assert found == (Span(span.start + len(before), span.end + len(before)) if quote else None)

"""Canonical text, offset maps, words, sentences: on hostile text and on news."""

from itertools import pairwise

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.core import text as reading
from annotator.core.model import Span
from annotator.core.text import OffsetMap, may_count_otherwise

PIECES = [
    *("regime", "Regime’s", "U.S.", "4.1", "don't", "so-called", "a", "I", "Ünal", "ﬁne", "İz"),
    *(" ", "  ", "\n", "\n\n", "\u00a0", "\u2028", "\u200b", "\t", "\xad", "\u200d"),
    *(".", ",", "! ", "? ", ": ", "—", "“", "”", "‘", "’", '"', "'", "(", ")", "%", "#", "@", "-"),
    *(
        "👍",
        "👨‍👩‍👧",
        "🇳🇱",
        "e\u0301",
        "\u0301",
        "ﷺ",
        "سلام",
        "שלום",
        "漢字",
        "ไทย",
        "한국",
        "ก็",
        "\U0001f3fd",
    ),
]
pieces = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
texts = pieces | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40
)
raws = st.lists(
    st.sampled_from([*PIECES, "\r\n", "\r", "\u2029", "\ufdd0", "\ufeff", "\ud800", "\udc00"]),
    max_size=15,
).map("".join)

NEWS = (
    "Harbour vote splits Ostrel\n"
    "\n"
    "“We won,” said Dr. A. Okoro of the U.S. team. The so-called experts (all 1,200 of them) "
    "paid $4.1 million; nobody else did.\n"
    "The regime’s critics weren’t surprised. “Regimen,” one joked — he meant the REGIME."
)


def place(words: str, text: str = NEWS) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def cut(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def spans_of(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))


# ---------------------------------------------------------------------------- canonical text


@given(raws)
@example("\ufeff\r\n\r\r\n\ud83d\ude00\u2029\ufdd1 ")
def test_canonical_text_holds_no_other_line_break_and_no_surrogate(raw: str) -> None:
    text, offsets = reading.canonical(raw)
    assert not set(text) & set("\r\u2029\ufdd0\ufdd1")
    text.encode()
    assert offsets.outer(len(text)) == len(raw)


@given(raws)
def test_raw_offsets_follow_their_characters_into_canonical_text(raw: str) -> None:
    text, offsets = reading.canonical(raw)
    for position, character in enumerate(text):
        at = offsets.outer(position)
        assert offsets.inner(at) == position
        if character not in "\n\ufffd":
            assert raw[at] == character
    for at in range(raw.startswith("\ufeff"), len(raw)):
        assert offsets.splits(at) == (raw[at - 1 : at + 1] == "\r\n")


def test_canonical_keeps_what_news_is_made_of() -> None:
    kept = "“A\u00a0b”\u2028e\u0301 👨‍👩‍👧\x85\x0b\ufeff"
    assert reading.canonical("\ufeff" + kept)[0] == kept


# ---------------------------------------------------------------------------- offset maps


@given(texts, st.data())
def test_utf16_and_utf8_positions_are_lengths_of_encoded_prefixes(
    text: str, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(text)))
    for offsets, encoding, unit in (
        (OffsetMap.utf16(text), "utf-16-le", 2),
        (OffsetMap.utf8(text), "utf-8", 1),
    ):
        outer = offsets.outer(position)
        assert outer == len(text[:position].encode(encoding)) // unit
        assert offsets.inner(outer) == position
        assert not offsets.splits(outer)


@given(texts)
def test_every_outer_position_inside_a_character_goes_down_to_its_start(text: str) -> None:
    for offsets in (OffsetMap.utf16(text), OffsetMap.utf8(text)):
        starts = [offsets.outer(position) for position in range(len(text) + 1)]
        for outer in range(starts[-1] + 1):
            inner = offsets.inner(outer)
            assert starts[inner] <= outer
            assert inner == len(text) or outer < starts[inner + 1]
            assert offsets.splits(outer) == (outer not in starts)


@given(texts | raws)
@example("x\r\n\u0301e\u0301\r\nd’e’f")
def test_grapheme_positions_are_the_starts_of_clusters(text: str) -> None:
    offsets = OffsetMap.graphemes(text)
    starts = [m.start() for m in regex.finditer(r"\X", text)] + [len(text)]
    assert [offsets.inner(n) for n in range(len(starts))] == starts
    assert [offsets.outer(start) for start in starts] == list(range(len(starts)))


@given(texts, st.data())
def test_spans_survive_the_way_out_and_back(text: str, data: st.DataObject) -> None:
    span = data.draw(spans_of(text))
    for offsets in (OffsetMap.utf16(text), OffsetMap.utf8(text), OffsetMap.identity(len(text))):
        assert offsets.inner_span(*offsets.outer_span(span)) == span
    widened = OffsetMap.graphemes(text).inner_span(*OffsetMap.graphemes(text).outer_span(span))
    assert span.start == span.end or (widened.start <= span.start and span.end <= widened.end)


def test_half_a_surrogate_pair_selects_the_whole_character() -> None:
    offsets = OffsetMap.utf16("a😀b")
    assert offsets.inner_span(1, 2) == offsets.inner_span(2, 3) == Span(1, 2)
    assert offsets.inner_span(2, 2) == Span(1, 1)


@pytest.mark.parametrize("position", [-1, 4])
def test_positions_outside_the_text_are_refused(position: int) -> None:
    offsets = OffsetMap.identity(3)
    for look_up in (offsets.outer, offsets.inner, offsets.splits):
        with pytest.raises(ValueError, match="outside"):
            look_up(position)


# ---------------------------------------------------------------------------- words


def test_words_of_news() -> None:
    text = (
        "“U.S.-backed Regime’s 4.1% of 1,200 — don't so-called #tag, rock ’n’ roll e.g. 👨‍👩‍👧👍!”"
    )
    assert cut(text, reading.words(text)) == [
        *("U.S.-backed", "Regime’s", "4.1", "of", "1,200", "don't", "so-called", "tag"),
        *("rock", "n", "roll", "e.g.", "👨‍👩‍👧", "👍"),
    ]


def test_letters_of_scripts_without_spaces_are_words_of_their_own() -> None:
    assert cut("漢字，ไทย", reading.words("漢字，ไทย")) == ["漢", "字", "ไ", "ท", "ย"]


@given(texts, st.data())
def test_words_around_a_position_are_those_of_the_whole_text(
    text: str, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(text)))
    words = reading.words(text)
    touching = [w for w in words if w.start <= position <= w.end]
    assert reading.word_at(text, position) == (touching[-1] if touching else None)
    following = (w for w in words if w.start >= position)
    assert reading.next_word(text, position) == next(following, None)
    ended = [w for w in words if w.end <= position]
    assert reading.previous_word(text, position) == (ended[-1] if ended else None)


@given(texts)
def test_word_count_is_the_number_of_words(text: str) -> None:
    assert reading.word_count(text) == len(reading.words(text))


def test_words_are_found_across_long_blank_text() -> None:
    text = "Ostrel" + " \n\u00a0" * 20_000 + "votes"
    assert reading.next_word(text, 7) == Span(len(text) - 5, len(text))
    assert reading.previous_word(text, len(text) - 1) == Span(0, 6)


# ---------------------------------------------------------------------------- paragraphs, sentences


@given(texts)
def test_paragraphs_are_the_lines_that_say_something(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    assert cut(text, reading.paragraphs(text)) == lines


@settings(max_examples=60)
@given(texts)
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    spans = reading.sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(line == line.strip() and line and "\n" not in line for line in cut(text, spans))
    assert "".join("".join(cut(text, spans)).split()) == "".join(text.split())


def test_sentences_and_clauses_of_news() -> None:
    body = Span(28, NEWS.index("\nThe regime"))
    first, second = reading.sentences(NEWS, *body)
    assert NEWS[slice(*first)] == "“We won,” said Dr. A. Okoro of the U.S. team."
    assert cut(NEWS, reading.clauses(NEWS, *first)) == [
        "We won",
        "said Dr. A. Okoro of the U.S. team.",
    ]
    assert cut(NEWS, reading.clauses(NEWS, *second)) == [
        "The so-called experts",
        "all 1,200 of them",
        "paid $4.1 million",
        "nobody else did.",
    ]


def test_how_a_short_text_begins_up_to_its_first_full_stop() -> None:
    first = reading.plain_first_sentence
    assert first("Words that judge. They need no proof.") == "Words that judge."
    assert first("Praise, e.g. of a hero (“Bravo!”). More.") == "Praise, e.g. of a hero (“Bravo!”)."
    assert first("Costs 1.5 million? “No.” Yes.") == "Costs 1.5 million?"
    assert first("断言。これは二つ目。") == "断言。"
    assert first("  No end at all  ") == "No end at all"
    assert first("") == ""


def test_a_long_paragraph_has_the_sentences_of_its_parts() -> None:
    text = "Dr. Vale left the U.S. team. “It is over. Really,” she said. " * 300
    assert (
        cut(text, reading.sentences(text))
        == [
            "Dr. Vale left the U.S. team.",
            "“It is over. Really,” she said.",
        ]
        * 300
    )


@pytest.mark.parametrize("mark", ["a", "(", "( ", "„a ", ". "])
def test_endless_marks_are_parted_too(mark: str) -> None:
    text = mark * 30_000
    assert "".join("".join(cut(text, reading.sentences(text))).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (NEWS, "Harbour vote splits Ostrel"),
        ("One line", ""),
        ("First line\nsecond line", ""),
        ("Headline\n \t\nBody", "Headline"),
        ("Headline\n\n \n", ""),
        ("\n\nBody", ""),
        ("x" * 300 + "\n\nBody", "x" * 300),
        ("x" * 301 + "\n\nBody", ""),
        ("", ""),
    ],
)
def test_headline(text: str, headline: str) -> None:
    assert text[: reading.headline_end(text)] == headline


# ---------------------------------------------------------------------------- growing, shrinking


def test_growing_from_half_a_word_to_the_paragraph_and_back() -> None:
    paragraph = NEWS.split("\n")[2]
    steps = [
        "paid",
        "paid $4.1 million",
        "The so-called experts (all 1,200 of them) paid $4.1 million; nobody else did.",
        paragraph,
    ]
    anchor = place("paid").start + 1
    span, seen = Span(anchor, anchor + 2), []
    for _ in range(5):
        span = reading.grown(NEWS, span)
        seen.append(NEWS[slice(*span)])
    assert seen == [*steps, paragraph]
    for step in [*reversed(steps[:-1]), "paid"]:
        span = reading.shrunk(NEWS, span, anchor)
        assert NEWS[slice(*span)] == step


def test_growing_never_stops_at_a_mark() -> None:
    span = place("nobody else did")
    assert NEWS[slice(*reading.grown(NEWS, span))].startswith("The so-called")


def test_growing_over_two_paragraphs_takes_both() -> None:
    span = Span(place("nobody").start, place("critics").end)
    for _ in range(3):
        span = reading.grown(NEWS, span)
    assert span == Span(28, len(NEWS))


@settings(max_examples=60)
@given(texts, st.data())
def test_grown_holds_the_span_and_comes_to_rest(text: str, data: st.DataObject) -> None:
    span = data.draw(spans_of(text))
    for _ in range(5):
        larger = reading.grown(text, span)
        assert larger.start <= span.start
        assert span.end <= larger.end
        span = larger
    assert reading.grown(text, span) == span


@settings(max_examples=60)
@given(texts, st.data())
def test_shrunk_stays_within_the_span_and_comes_to_rest(text: str, data: st.DataObject) -> None:
    span = data.draw(spans_of(text))
    anchor = data.draw(st.integers(*span))
    for _ in range(5):
        smaller = reading.shrunk(text, span, anchor)
        assert span.start <= smaller.start <= anchor <= smaller.end <= span.end
        span = smaller
    assert reading.shrunk(text, span, anchor) == span


def test_a_place_in_an_endless_line_sees_its_own_sentence() -> None:
    text = "Dr. Vale left the harbour board. " * 60_000
    span = reading.grown(text, reading.grown(text, Span(33 * 30_000 + 5, 33 * 30_000 + 6)))
    assert text[slice(*span)] == "Dr. Vale left the harbour board."


# ---------------------------------------------------------------------------- occurrences


def test_occurrences_are_whole_words_in_any_case_and_form() -> None:
    assert cut(NEWS, reading.occurrences(NEWS, "regime")) == ["regime", "REGIME"]
    assert cut(NEWS, reading.occurrences(NEWS, "regime", ignore_case=False)) == ["regime"]
    assert cut(NEWS, reading.occurrences(NEWS, "Weren't\u00a0 surprised")) == ["weren’t surprised"]
    assert cut(NEWS, reading.occurrences(NEWS, "$4.1")) == ["$4.1"]
    assert reading.occurrences("cafe\u0301", "cafe") == []
    assert reading.occurrences(NEWS, " \n") == []


def test_occurrences_count_in_the_original_where_lower_case_is_longer() -> None:
    assert reading.occurrences("İİ İ regime", "Regime") == [Span(5, 11)]


@given(texts, st.data())
def test_words_of_a_text_occur_in_it(text: str, data: st.DataObject) -> None:
    words = reading.words(text)
    if not words:
        return
    chosen = text[slice(*data.draw(st.sampled_from(words)))]
    found = reading.occurrences(text, chosen, ignore_case=False)
    straight = chosen.replace("’", "'")
    assert all(piece.replace("’", "'") == straight for piece in cut(text, found))
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(st.sampled_from("ab “”–😀👩\u200d👧e\u0301é\u00a0\u2028ש𝐀€\n"), max_size=12))
def test_units_that_count_otherwise_are_never_overlooked(text: str) -> None:
    alike = OffsetMap.utf16(text).is_identity and OffsetMap.graphemes(text).is_identity
    assert alike or may_count_otherwise(text)


def test_plain_words_of_most_languages_count_alike() -> None:
    assert not may_count_otherwise("“Café” – l’été… €5, Привет, ברוך, 日本語\n")
    assert may_count_otherwise("𝐀")
    assert may_count_otherwise("e\u0301")

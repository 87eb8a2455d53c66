"""Labels stand on their text or are refused; values fit their field or are refused."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.labels import (
    anchored,
    asked,
    fitting,
    label_fault,
    moved,
    new_label,
    parsed_value,
    pieces_fault,
    same_place,
    scoped,
    shortened,
    shown_value,
    words_of,
)
from annotator.core.model import (
    QUOTE_CONTEXT,
    Article,
    Codebook,
    Field,
    Kind,
    Label,
    Metadata,
    Option,
    Scope,
    Span,
    Value,
)

TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("a \n\u200b\u202e\u0301👩\u200d🚢א"), min_size=2
)


@st.composite
def texts_with_pieces(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    return text, tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))


def label_on(text: str, pieces: tuple[Span, ...], tag: str = "loaded") -> Label:
    article = Article("a", text, 0, "", Metadata("a"))
    return new_label(
        article, tag, pieces, label_id="l", annotator_id="i", codebook_version=1, now="then"
    )


@given(texts_with_pieces())
def test_a_label_stands_on_its_quote_between_its_surroundings(
    given: tuple[str, tuple[Span, ...]],
) -> None:
    text, pieces = given
    label = label_on(text, pieces)
    assert label_fault(label, text) == ""
    assert text[label.start : label.end] == label.quote
    around = label.prefix + label.quote + label.suffix
    assert text[label.start - len(label.prefix) :].startswith(around)
    assert len(label.prefix) == min(QUOTE_CONTEXT, label.start)
    assert len(label.suffix) == min(QUOTE_CONTEXT, len(text) - label.end)


@given(texts_with_pieces(), st.data())
def test_a_moved_label_is_the_one_made_there(
    given: tuple[str, tuple[Span, ...]], data: st.DataObject
) -> None:
    text, pieces = given
    end = data.draw(st.integers(1, len(text)))
    there = (Span(data.draw(st.integers(0, end - 1)), end),)
    assert moved(label_on(text, pieces), text, there, "then") == label_on(text, there)


@given(TEXTS, st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=3))
def test_pieces_are_refused_just_where_they_are_not_sorted_and_apart_within_the_text(
    text: str, raw: list[tuple[int, int]]
) -> None:
    pieces = [Span(*each) for each in raw]
    bounds = [at for piece in pieces for at in piece]
    sound = bool(pieces) and bounds == sorted(set(bounds))
    sound = sound and bounds[0] >= 0 and bounds[-1] <= len(text)
    assert (pieces_fault(text, pieces) == "") == sound
    if not sound:
        with pytest.raises(AnnotatorError, match=r"^That cannot be labelled: .+\.$"):
            anchored(text, pieces)


@given(texts_with_pieces(), TEXTS)
def test_a_label_on_another_text_is_told(given: tuple[str, tuple[Span, ...]], other: str) -> None:
    label = label_on(*given)
    assume(other[label.start : label.end] != label.quote)
    assert label.id in label_fault(label, other)


def test_same_place_is_the_same_tag_on_the_same_pieces() -> None:
    text = "The regime gave no reason."
    one, split = (Span(4, 10),), (Span(4, 10), Span(16, 18))
    labels = [label_on(text, one), label_on(text, split, "praise")]
    assert same_place(labels, "loaded", one) is labels[0]
    assert same_place(labels, "praise", list(split)) is labels[1]
    assert same_place(labels, "praise", one) is None


def test_what_lies_between_the_pieces_of_a_label_is_not_read_with_it() -> None:
    text = "The 🚢 regime gave no reason."
    whole = label_on(text, (Span(4, 12),))
    split = label_on(text, (Span(4, 5), Span(6, 12), Span(18, 20)))
    assert words_of(whole) == whole.quote == "🚢 regime"
    assert words_of(split) == "🚢 … regime … no"
    assert words_of(split, "▢ ▢▢▢▢▢▢ gave no") == "▢ … ▢▢▢▢▢▢ … no"


@given(st.text(), st.integers(2, 60))
def test_a_shortened_text_is_one_line_no_longer_than_asked(text: str, length: int) -> None:
    line = shortened(text, length)
    assert len(line) <= length
    assert len(line.splitlines()) <= 1
    assert line == " ".join(text.split()) or line.endswith("…")


# ---------------------------------------------------------------------------- values of fields

SCALE = Field("s", "Intensity", Kind.SCALE, low=-2, high=5)
YES_NO = Field("y", "Quoted", Kind.YES_NO)
CHOICE = Field("c", "Sure", Kind.CHOICE, (Option("yes", "Sure"), Option("no", "Not sure")))
TEXT = Field("t", "Target")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (SCALE, " 5 ", 5),
        (SCALE, "-2", -2),
        (YES_NO, "Yes", True),
        (YES_NO, "false", False),
        (CHOICE, "no", "no"),
        (TEXT, " as it is ", " as it is "),
    ],
)
def test_what_is_typed_becomes_the_value(field: Field, typed: str, value: Value) -> None:
    assert parsed_value(field, typed) == value
    assert type(parsed_value(field, typed)) is type(value)


@pytest.mark.parametrize(
    ("field", "typed"),
    [(SCALE, typed) for typed in ("", "6", "-3", "--2", "1_0", "2.0", "²", "9" * 5_000, "five")]
    + [(YES_NO, "perhaps"), (YES_NO, "2"), (CHOICE, "Sure"), (CHOICE, "")],
)
def test_what_does_not_fit_is_refused_with_what_does(field: Field, typed: str) -> None:
    with pytest.raises(AnnotatorError, match=f"^{field.name} is "):
        parsed_value(field, typed)


VALUES = st.booleans() | st.integers() | st.text() | st.sampled_from(["yes", "no"])


@given(st.sampled_from([SCALE, YES_NO, CHOICE, TEXT]), VALUES)
def test_a_field_holds_its_own_type_alone(field: Field, value: Value) -> None:
    holds = {
        Kind.SCALE: type(value) is int and -2 <= value <= 5,
        Kind.YES_NO: type(value) is bool,
        Kind.CHOICE: value in ("yes", "no"),
        Kind.TEXT: type(value) is str,
    }[field.kind]
    if holds:
        assert fitting(field, value) is value
        assert shown_value(field, value) or value == ""
    else:
        with pytest.raises(AnnotatorError, match=rf"^{field.name} .+\.$"):
            fitting(field, value)


def test_shown_values_are_what_a_person_reads() -> None:
    assert shown_value(CHOICE, "no") == "Not sure"
    assert shown_value(YES_NO, False) == "no"  # noqa: FBT003 - the value shown
    assert shown_value(SCALE, 3) == "3"


def test_a_field_that_waits_is_asked_once_its_condition_holds(codebook: Codebook) -> None:
    label = label_on("regime", (Span(0, 6),))
    assert [item.key for item in asked(codebook, label)] == ["intensity", "quoted"]
    quoted = replace(label, fields={"quoted": True})
    assert [item.key for item in asked(codebook, quoted)] == ["intensity", "quoted", "whose"]
    assert asked(codebook, replace(label, tag="gone")) == ()


def test_a_tag_of_sentences_or_of_the_article_takes_them_whole() -> None:
    text = "The ferry sank. The regime 🚢 gave no reason, and none was asked.\n\nIt rained."
    at = text.index("regime")
    words = (Span(at, at + 6),)
    assert scoped(text, words, Scope.WORDS) == words
    [sentence] = scoped(text, words, Scope.SENTENCE)
    assert text[sentence.start : sentence.end] == (
        "The regime 🚢 gave no reason, and none was asked."
    )
    both = scoped(text, (Span(4, at + 6),), Scope.SENTENCE)
    assert text[both[0].start : both[-1].end].startswith("The ferry sank. The regime 🚢 gave")
    assert scoped(text, words, Scope.ARTICLE) == (Span(0, len(text)),)

"""Quotations in invented news: their marks, what lies in them, who speaks."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.model import Span
from annotator.core.quotation import in_quotation, quotations, speaker
from annotator.core.text import paragraphs


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotations(text)]


def place(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We won,” she said. “We stay.”", ["We won,", "We stay."]),
        ('He said "no" twice; the board is 6" wide.', ["no"]),
        (
            "Elle a dit « jamais », er sagte „alles gut“ und »nie«.",
            [" jamais ", "alles gut", "nie"],
        ),
        ("“They call it ‘the regime’ here,” Vale said.", ["They call it ‘the regime’ here,"]),
        ("‘We can’t go on,’ Vale said of the ‘90s.", ["We can’t go on,"]),
        ("'The workers' union won,' he said. It was Vale's idea.", ["The workers' union won,"]),
        ("The workers’ and the teachers’ unions weren’t there.", []),
        ("“It goes on.\n“And on,” Vale said.", ["It goes on.", "And on,"]),
        ("He said “never\nand left.", ["never"]),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


@pytest.mark.parametrize(
    ("text", "words", "inside"),
    [
        ("“The regime must go today,” Vale said.", "regime", True),
        ("“The regime must go today,” Vale said.", "Vale", False),
        ("“The regime must go today,” Vale said.", "today,” Vale said", False),
        ("The “regime” must go.", "regime", False),
        ("The “regime” must go.", "“regime”", False),
        ("“The regime must go.\n“It must go now,” Vale said.", "go.\n“It must", True),
        ("She left “the regime and all its works” behind.", "the regime and all its works", True),
    ],
)
def test_in_quotation(text: str, words: str, inside: bool) -> None:
    assert in_quotation(text, place(words, text)) is inside


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("“It is rigged,” said Mara Ostrel, the mayor.", "rigged", "Mara Ostrel"),
        ("“It is rigged,” Mara Ostrel, the mayor, told the Gazette.", "rigged", "Mara Ostrel"),
        ("“It is rigged,” said Vale. “We stay.”", "We stay", "Vale"),
        ("“The vote,” said U.S. envoy Tam Rell, “was rigged.”", "rigged", "U.S. envoy Tam Rell"),
        (
            "“It is rigged,” said harbour chief Tam Rell on Monday.",
            "rigged",
            "harbour chief Tam Rell",
        ),
        ("“It is over,” the harbour ministry said.", "over", "the harbour ministry"),
        ("Dr. Ines Vale, a physician, warned that “all is lost”.", "lost", "Dr. Ines Vale"),
        ("According to Pell Harrow, “the deal is dead.”", "dead", "Pell Harrow"),
        ("Critics called it “rigged”. Residents of Lund called it “fine”.", "rigged", "Critics"),
        (
            "Critics called it “rigged”. Residents of Lund called it “fine”.",
            "fine",
            "Residents of Lund",
        ),
        ("But Harrow said the plan was bad. “It is nonsense.”", "nonsense", "Harrow"),
        ("Vale’s deputy said the regime must go.", "regime", "Vale’s deputy"),
        ("“It is over,” he said. “Go home.”", "home", ""),
        ("The bridge was “closed” and nobody knew why.", "closed", ""),
        ("Vale said so.\n“It is over.”", "over", ""),
    ],
)
def test_speaker(text: str, words: str, name: str) -> None:
    assert speaker(text, place(words, text)) == name


MARKS = [
    "“",
    "”",
    "«",
    "»",
    "„",
    "‘",
    "’",
    "'",
    '"',
    " ",
    "\n",
    "s",
    "Vale",
    "said",
    ".",
    ",",
    "👨‍👩‍👧",
    "שלום",
]


@settings(max_examples=80)
@given(st.lists(st.sampled_from(MARKS), max_size=30).map("".join), st.data())
def test_quotations_are_apart_and_within_paragraphs(text: str, data: st.DataObject) -> None:
    found = quotations(text)
    assert all(span.start < span.end for span in found)
    assert all(a.end < b.start for a, b in pairwise(found))
    lines = paragraphs(text)
    assert all(any(a <= span.start and span.end <= b for a, b in lines) for span in found)
    span = Span(*sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2))))
    assert not in_quotation(text, span) or found
    name = speaker(text, span)
    assert not name or name.split()[0] in text


def test_an_endless_line_is_read_around_the_span() -> None:
    text = "“It is rigged,” said Mara Ostrel. Nothing else was quoted that day. " * 50_000
    span = place("is rigged", text[68 * 25_000 :])
    there = Span(span.start + 68 * 25_000, span.end + 68 * 25_000)
    assert in_quotation(text, there)
    assert speaker(text, there) == "Mara Ostrel"

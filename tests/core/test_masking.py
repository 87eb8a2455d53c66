"""Mentions of an article's own source: what counts as one, and what stands in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.masking import COVER, covered, mask_of, mentions, unsourced
from annotator.core.model import Article, Metadata
from annotator.core.text import sha256


def named(text: str, *, outlet: str = "", author: str = "", url: str = "") -> list[str]:
    known = Metadata("a", outlet=outlet, author=author, url=url)
    return [text[start:end] for start, end in mentions(text, known)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Velmar Lantern has learned it.", ["Velmar Lantern"]),
        ("It was read by the Velmar\nLantern.", ["Velmar\nLantern"]),
        ("VELMAR LANTERN EXCLUSIVE", ["VELMAR LANTERN"]),
        ("He told the Lantern on Friday.", ["Lantern"]),
        ("The Lantern’s reporter asked.", ["Lantern"]),
        ("Lantern reported it first.", ["Lantern"]),
        ("Follow @VelmarLantern or #velmarlantern.", ["@VelmarLantern", "#velmarlantern"]),
    ],
)
def test_the_outlet_is_found_however_it_is_named(text: str, found: list[str]) -> None:
    assert named(text, outlet="The Velmar Lantern") == found


@pytest.mark.parametrize(
    "text",
    [
        "A lantern hung in the harbour.",
        "Lantern light fell on the pier.",
        "They met in Lantern Street.",
        "The Harbour Lantern disagreed.",
        "In Velmar, nobody knew.",
        "Lanterns went out.",
    ],
)
def test_what_only_sounds_like_the_outlet_is_left(text: str) -> None:
    assert named(text, outlet="The Velmar Lantern") == []


@pytest.mark.parametrize(
    ("outlet", "text", "found"),
    [
        ("The New York Times", "NYT and the Times; Times Square.", ["NYT", "Times"]),
        ("The New York Times", "New York and the Washington Times.", []),
        ("Wall Street Journal", "Told the Journal in Wall Street.", ["Journal"]),
        ("BBC News", "The BBC said so. News is slow.", ["BBC"]),
        ("Politico", "He told Politico. A politico.", ["Politico"]),
        ("The Post", "He told The Post. Post it at the Post Office.", ["Post"]),
        ("Frankfurter Allgemeine Zeitung", "Wie die FAZ schreibt.", ["FAZ"]),
        ("breitbart.com", "Breitbart, @breitbart", ["Breitbart", "@breitbart"]),
        ("", "The Lantern.", []),
        ("…", "The … Lantern.", []),
    ],
)
def test_other_names_are_shortened_as_people_do(outlet: str, text: str, found: list[str]) -> None:
    assert named(text, outlet=outlet) == found


def test_addresses_are_found_whole() -> None:
    text = "See (https://www.lantern.example/a?b) or write to tips@lantern.example, not x.example."
    url = "https://lantern.example/story/7"
    assert named(text, url=url) == ["https://www.lantern.example/a?b", "tips@lantern.example"]


def test_a_host_of_many_outlets_is_no_outlet() -> None:
    url = "https://velmar.substack.com/p/1"
    text = "On Substack, @velmar and velmar.substack.com; others at substack.com."
    assert named(text, url=url) == ["@velmar", "velmar.substack.com"]


def test_authors_are_found_by_name_and_surname() -> None:
    text = "By Mara Quill. Quill asked; Bo Quill is another. A quill. Staff agreed with Oda Brenn."
    author = "By Mara Quill and Oda Brenn; Staff"
    assert named(text, author=author) == ["Mara Quill", "Quill", "Oda Brenn"]


def test_what_stands_in_place_of_a_mention_is_as_long() -> None:
    text = "The Velmar Lantern’s view"
    mask = mask_of(text, Metadata("a", outlet="The Velmar Lantern"))
    assert mask.over(text) == "The •••••• •••••••’s view"
    assert mask.over("mar Lant", 7) == "••• ••••"
    assert mask.over("’s view", 18) == "’s view"


def test_a_title_that_quotes_the_text_is_covered_as_well() -> None:
    mask = mask_of("The Al said so to Al Bo.", Metadata("a", outlet="The Al"))
    assert mask.elsewhere("Tag “The Al” as Also") == "Tag “The ••” as Also"


NAMES = st.text(st.sampled_from("Aab é🙂.-& \U00010400́\n@"), max_size=12)


@given(NAMES, NAMES, NAMES, NAMES)
def test_any_name_in_any_text_covers_places_of_it(
    outlet: str, author: str, before: str, after: str
) -> None:
    text = f"{before} {outlet} {after} {author}"
    mask = mask_of(text, Metadata("a", outlet=outlet, author=author))
    shown = mask.over(text)
    assert len(shown) == len(text)
    assert len(shown.encode("utf-16-le")) == len(text.encode("utf-16-le"))
    ends = [0, *(edge for span in mask.spans for edge in span), len(text)]
    assert ends == sorted(ends)
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        assert shown[start:end] == text[start:end]


@given(st.text())
def test_covering_leaves_no_letter(words: str) -> None:
    hidden = covered(words)
    assert not any(sign.isalnum() for sign in hidden)
    assert [sign for sign in words if sign.isspace()] == [s for s in hidden if s.isspace()]
    assert covered("abc") == COVER * 3


def test_an_article_without_its_source_is_as_long_and_says_nothing_of_it() -> None:
    text = "The Velmar Lantern has learned it."
    known = Metadata(
        "a", "The Lantern", "The Velmar Lantern", "A. Lind", "2026-03-14", "x://y", "en", event="e"
    )
    article = Article("a", text, 0, sha256(text), known)
    assert unsourced(article, masked=False).text == text
    shown = unsourced(article, masked=True)
    assert shown.text == "The •••••• ••••••• has learned it."
    assert shown.sha256 == sha256(shown.text)
    assert shown.metadata == Metadata("a", "The Lantern", language="en", event="e")

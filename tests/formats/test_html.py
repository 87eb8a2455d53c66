"""Saved news pages: the article and nothing else, whatever the markup."""

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.exchange import Draft
from annotator.formats.texts.html import read

BODY = (
    "The reckless harbour board will end the crossing to Sallow Island in June, leaving four "
    "hundred islanders without a link to the mainland."
)
PAGE = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry to close after sixty years | The Marrow Bay Courier</title>
<meta property="og:site_name" content="The Marrow Bay Courier">
<meta name="author" content="Ines Tollander">
<meta property="article:published_time" content="2026-03-11T07:30:00Z">
<link rel="canonical" href="https://courier.example/news/ferry-closes">
<script>var tracker = "SCRIPT";</script><style>p {{ color: STYLE }}</style></head><body>
<div id="cookie-consent" class="cookie-banner"><p>We value your privacy. Accept COOKIES?</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">SPORT</a></li></ul></nav>
<div class="ad"><p>ADVERTISEMENT Buy Gullwing boots now!</p></div>
<main><article><h1>Ferry to close after sixty years</h1>
<p>{BODY.replace("reckless", "<em>reckless</em>")}</p>
<h2>“A betrayal”</h2>
<p>“It is a <b>betrayal</b>,” said Oda&nbsp;Renk, who runs the only shop on the island 😀. Critics
<a href="/x">called the vote</a> a sham; the board says the boat is beyond repair.</p>
<aside><h3>Related</h3><a href="/a">GULLS soar over pier</a></aside></article></main>
<section id="comments"><p>Great article! says USER99</p></section>
<footer>© 2026 Courier Media. NEWSLETTER sign-up.</footer></body></html>"""


def draft_of(page: str | bytes) -> Draft:
    (draft,) = read(page.encode() if isinstance(page, str) else page, "file")
    return draft


def test_a_news_page_gives_its_article_and_metadata() -> None:
    draft = draft_of(PAGE)
    paragraphs = draft.text.split("\n\n")
    assert paragraphs[:3] == ["Ferry to close after sixty years", BODY, "“A betrayal”"]
    assert paragraphs[3].startswith("“It is a betrayal,” said Oda")
    assert "on the island 😀. Critics called the vote a sham" in paragraphs[3]
    assert len(paragraphs) == 4
    assert draft == Draft(
        text=draft.text,
        headline_end=32,
        title="Ferry to close after sixty years",
        outlet="The Marrow Bay Courier",
        author="Ines Tollander",
        date="2026-03-11",
        url="https://courier.example/news/ferry-closes",
        language="en-GB",
    )


@pytest.mark.parametrize("declared", ["windows-1250", "iso-8859-2", "utf-16"])
def test_the_declared_encoding_counts_unless_the_bytes_are_utf8(declared: str) -> None:
    polish = f"<html><head><meta charset='{declared}'></head><body><p>Łódź żąda.</p></body></html>"
    assert draft_of(polish).text == "Łódź żąda."
    if declared != "utf-16":
        assert draft_of(polish.encode(declared)).text == "Łódź żąda."


def test_a_page_too_small_for_the_extractor_is_read_plainly() -> None:
    page = (
        "<title>Gulls</title><nav>Home</nav><form><div>Gulls <i>soar</i>.<br>Boats do not.</div>"
        "<style>p{}</style><p>Still&#13;more</p></form><footer>Imprint</footer>"
    )
    assert draft_of(page).text == "Gulls\n\nGulls soar.\nBoats do not.\n\nStill more"


SENTENCE = "<p>The board said on Tuesday that the boat is beyond repair.</p>"
TEXT = "The board said on Tuesday that the boat is beyond repair."


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + SENTENCE + "</div>" * 100_000,
        "<b>" * 100_000 + SENTENCE,
        "<table><tr><td>" * 20_000 + SENTENCE,
        "<form>" * 50_000 + SENTENCE,
        f"<p title='{'x' * 12_000_000}'></p>" + SENTENCE,
        f"<p {' '.join(f'a{i}=1' for i in range(20_000))}></p>" + SENTENCE,
        "<div></div>" * 100_000 + SENTENCE,
        "<!DOCTYPE html SYSTEM 'x.dtd'><!-- <p>" + "<!-- " * 10_000 + "-->" + SENTENCE,
        "<?xml version='1.0' encoding='utf-16'?><html><body>" + SENTENCE,
        "<html><body><article><p><b><i></p></article></b>" + SENTENCE + "<p",
        "<script type='application/ld+json'>" + "[" * 10_000 + "</script>" + SENTENCE,
        "<base href='http://[bad'><link rel=canonical href='http://[::1'>" + SENTENCE,
    ],
    ids=lambda page: page[:20],
)
def test_hostile_markup_still_gives_its_sentence(page: str) -> None:
    assert draft_of(page).text == TEXT


TAGS = ["p", "div", "b", "table", "td", "article", "main", "nav", "title", "h1", "script", "svg"]
OTHERS = ["<!--", "-->", "<br>", "</", "<", ">", "&", "&#0;", "&#xD800;", "words", "😀", "\n", "='"]
MARKUP = [*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), *OTHERS]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MARKUP)))
def test_any_markup_gives_canonical_text(pieces: list[str]) -> None:
    draft = draft_of("".join(pieces))
    assert canonical(draft.text)[0] == draft.text
    assert "\n" not in draft.text[: draft.headline_end]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def test_nothing_that_a_page_points_to_is_fetched(listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    page = (
        f"<!DOCTYPE html SYSTEM '{url}/x.dtd' [<!ENTITY x SYSTEM '{url}/entity'>]>"
        f"<html><head><base href='{url}/'><link rel='canonical' href='{url}/story'>"
        f"<link rel='stylesheet' href='{url}/s.css'><script src='{url}/s.js'></script>"
        f"<meta http-equiv='refresh' content='0; url={url}/next'></head><body><article>"
        f"<img src='{url}/i.png'><iframe src='{url}/frame'></iframe>&x;{SENTENCE * 4}"
        f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{url}/inc'/>"
        "</article></body></html>"
    )
    assert TEXT in draft_of(page).text
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_a_page_of_binary_data_is_refused() -> None:
    with pytest.raises(AnnotatorError, match="binary"):
        draft_of(b"<html>\0\0\0")

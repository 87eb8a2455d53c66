"""The page to read: every word is there, nothing is run, and no mark is colour alone."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import CODEBOOK, OPTIONS, article, labelled, labelled_articles, on

from annotator.core.model import Label, Span
from annotator.core.text import paragraphs
from annotator.core.work import finish
from annotator.formats import readable
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.writing import written

TEXT = "Regime slams talks\n\nThe savage regime 😀 fell.\nNobody wept."


class Page(HTMLParser):
    """Reads a page as a browser would: elements that are open, and words under each."""

    void = frozenset(("meta", "br"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, list[str], list[str]]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        marks = [attrs.get("style") or "" for tag, attrs in self.open if tag == "span"]
        self.words.append((data, [tag for tag, _ in self.open], marks))

    def said(self, within: str, *without: str) -> str:
        """All words within an element, but not those within some others."""
        return "".join(
            words
            for words, tags, _ in self.words
            if within in tags and not set(without) & set(tags)
        )

    def signs(self) -> list[str]:
        return [words for words, tags, _ in self.words if "sup" in tags]


def page(item: LabelledArticle, *, simple: bool = False, options: WriteOptions = OPTIONS) -> Page:
    return Page(readable.article_html(item, options, simple=simple))


def body(html: str) -> str:
    """The paragraphs of the text alone."""
    return "".join(re.findall(r'<(?:p|h2) dir="auto">.*?</(?:p|h2)>', html, re.DOTALL))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(item=labelled_articles(), simple=st.booleans())
def test_every_paragraph_and_every_label_is_there(item: LabelledArticle, simple: bool) -> None:
    html = readable.article_html(item, OPTIONS, simple=simple)
    Page(html)
    text, head = item.article.text, item.article.headline_end
    lines = [text[slice(*each)] for each in paragraphs(text) if each.start >= head]
    shown = Page(body(html)).said("p", "sup")
    assert shown == re.sub("[\x0b\x0c\x1c-\x1f]", "\ufffd", "".join(lines))
    assert html.count("<li") == len(item.labels) + len(item.answers)


@pytest.mark.parametrize("simple", [False, True])
def test_a_label_is_marked_with_colour_and_name(simple: bool) -> None:
    found = page(labelled(TEXT, on(TEXT, "savage")), simple=simple)
    [(_, _, marks)] = [item for item in found.words if item[0] == "savage" and item[2]][:1]
    assert marks == (["background-color:#f1d3d0"] if simple else ["--c:#c0392b;--d:#dc928a"])
    assert found.signs() == ["LL 1"]
    assert "Loaded language" in found.said("dt")
    assert found.said("h2") == "Regime slams talks"


def covered(found: Page, words: str) -> int:
    return next(len(marks) for said, tags, marks in found.words if said == words and "p" in tags)


def test_labels_that_overlap_have_lines_below_each_other() -> None:
    places = on(TEXT, "savage regime", "regime 😀 fell", "savage")
    item = labelled(TEXT, places, tags=[tag.key for tag in CODEBOOK.tags])
    html = readable.article_html(item, OPTIONS, simple=False)
    found = Page(html)
    assert [covered(found, words) for words in ("savage", "regime", " 😀 fell")] == [2, 2, 1]
    assert found.signs() == ["Doub 2", "LL 1", "NC 3"]
    # The longer label's line is the lower one, all along.
    lows = re.findall(r'class="m m1" style="--c:(#\w+)', html)
    assert set(lows) == {"#c0392b"}
    brackets = page(item, simple=True).signs()
    assert brackets == ["LL 1[", "Doub 2[", "]Doub 2", "NC 3[", "]LL 1", "]NC 3"]


def test_a_label_in_pieces_has_its_sign_at_each() -> None:
    item = labelled(TEXT, [[Span(24, 30), Span(31, 37)], [Span(0, 6)]])
    assert page(item).signs() == ["LL 1", "LL 2", "LL 2"]
    assert "“savage … regime”" in page(item).said("li")


def test_a_label_over_a_paragraphs_end_has_its_sign_where_its_words_end() -> None:
    start = TEXT.index("fell.")
    item = labelled(TEXT, [[Span(start, start + 6)], [Span(start, start + 12)]])
    html = readable.article_html(item, OPTIONS, simple=False)
    assert re.search(r"fell\..*?<sup>LL 2</sup>.*?</p>", html)
    assert re.search(r">Nobody</span><sup>LL 1</sup> wept\.", html)


HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=1>\0\x1b"


def test_no_word_is_markup() -> None:
    item = labelled(TEXT, on(TEXT, "savage"), note=HOSTILE, fields={"target": HOSTILE})
    known = replace(
        item.article.metadata,
        title=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(1)",
        language='en" onclick="x',
        extra={HOSTILE: HOSTILE},
    )
    tag = replace(
        CODEBOOK.tags[0], name=HOSTILE, definition=HOSTILE, colour="#fff;}</style><script>"
    )
    options = replace(OPTIONS, codebook=replace(CODEBOOK, tags=(tag,)))
    item = replace(
        item,
        article=replace(item.article, metadata=known, headline_end=0),
        annotators={"ann-0": HOSTILE},
    )
    for simple in (False, True):
        found = page(item, simple=simple, options=options)
        assert not {"script", "img", "a", "style"} & {tag for tag, _ in found.seen}
        assert not [attrs for _, attrs in found.seen for name in attrs if name.startswith("on")]
        assert found.said("li").count("<script>alert(1)</script>") >= 3
        html = readable.article_html(item, options, simple=simple)
        assert not re.search("[\0\x1b]", html)
        assert "#5d6b7a" in html or simple  # slate, for a colour that is none


def test_only_addresses_of_the_web_are_links() -> None:
    item = labelled(TEXT, [])
    for url, linked in (
        ("https://example.org/a?b=1&c=<2>", False),
        ("https://example.org/a?b=1&c=2", True),
        ("data:text/html,x", False),
    ):
        known = replace(item.article.metadata, url=url)
        found = page(replace(item, article=replace(item.article, metadata=known)))
        links = [attrs["href"] for tag, attrs in found.seen if tag == "a"]
        assert links == ([url] if linked else [])
        assert url in found.said("p")


def test_the_list_says_all_about_a_label() -> None:
    item = labelled(TEXT, on(TEXT, "savage"), note="one\ntwo", fields={"intensity": 4, "odd": True})
    assert page(item).said("ol") == (
        "\n“savage” Loaded language · Oda Renk · Intensity: 4 · odd: yesone\ntwo\n"
    )
    assert page(item).said("ul") == "\nSlant: 3 (Oda Renk)\n"
    assert "Oda Renk: done" in page(item).said("p")


def test_short_names_are_like_no_other() -> None:
    names = ["Loaded language", "Lost love", "Lo", "Loaded", "Load", "LL", "¡!", "LL"]
    keys = [f"tag-{number}" for number in range(len(names))]
    tags = tuple(
        replace(CODEBOOK.tags[0], key=key, name=name) for key, name in zip(keys, names, strict=True)
    )
    options = replace(OPTIONS, codebook=replace(CODEBOOK, tags=tags))
    item = labelled(TEXT, [[Span(at, at + 1)] for at in range(len(keys) + 1)], tags=[*keys, "?"])
    signs = [sign.split()[0] for sign in page(item, options=options).signs()]
    assert len(signs) == len(set(signs)) == len(keys) + 1
    assert all(len(sign) <= 6 for sign in signs)


def test_the_file_is_one_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    items = [labelled(TEXT, on(TEXT, "savage")), LabelledArticle(article("Bare text."))]
    done = finish(written(path, readable.FORMAT, items, OPTIONS))
    assert (done.articles, done.labels, done.read_back) == (2, 1, None)
    html = path.read_text("utf-8")
    found = Page(html.removeprefix("<!DOCTYPE html>"))
    assert html.count("<article") == 2
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found.seen}
    assert "url(" not in html
    assert "@import" not in html
    policy = [attrs["content"] for tag, attrs in found.seen if attrs.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "prefers-color-scheme: dark" in html
    assert found.said("title") == "Labelled articles: Harbour words"


def test_many_labels_take_little_time() -> None:
    text = "word " * 20_000
    item = labelled(text, [[Span(at * 5, at * 5 + 4)] for at in range(4_000)])
    whole: tuple[Label, ...] = labelled(text, [[Span(0, len(text))]] * 3).labels
    item = replace(item, labels=(*item.labels, *whole))
    assert len(page(item).signs()) == 4_003

"""The sample articles: three events, each told in loaded and in plain words."""

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from annotator.assets import asset
from annotator.core.text import canonical, headline_end

LISTED: list[dict[str, Any]] = tomllib.loads(
    asset("sample", "sample.toml").read_text(encoding="utf-8")
)["articles"]
FILES = [entry["file"] for entry in LISTED]


def text_of(file: str) -> str:
    return asset("sample", file).read_bytes().decode("utf-8")


def test_every_event_is_told_twice() -> None:
    assert sorted(FILES) == sorted(path.name for path in asset("sample").glob("*.txt"))
    tellings = {(entry["event"], entry["file"].rpartition("-")[2]) for entry in LISTED}
    events = {event for event, _ in tellings}
    assert len(events) == 3
    assert tellings == {(event, kind) for event in events for kind in ("loaded.txt", "plain.txt")}


@pytest.mark.parametrize("entry", LISTED, ids=FILES)
def test_the_list_describes_the_article(entry: dict[str, Any]) -> None:
    text = text_of(entry["file"])
    headline, blank, *body = text.split("\n")
    assert headline == entry["title"]
    assert blank == ""
    assert body[0]
    assert headline_end(text) == len(headline)
    assert re.fullmatch(r"2025-\d\d-\d\d", entry["date"])
    assert re.match(r"https://[a-z-]+\.example/", entry["url"])
    assert entry["language"] == "en"
    assert entry["outlet"]
    assert entry["author"]
    assert entry["genre"] in {"News report", "Opinion"}


@pytest.mark.parametrize("file", FILES)
def test_an_article_is_canonical_text_of_a_readable_length(file: str) -> None:
    text = text_of(file)
    assert canonical(text)[0] == text
    assert text.endswith("\n")
    assert all(paragraph == paragraph.strip() for paragraph in text[:-1].split("\n\n"))
    assert text.count("“") == text.count("”") > 0
    assert not re.search("['\"]", text)
    assert 250 <= len(text.split()) <= 700


def test_the_article_of_the_main_job_has_its_words() -> None:
    text = text_of("dam-loaded.txt")
    headline, _, body = text.partition("\n\n")
    forms = Counter(re.findall(r"regime(?:’s)?", text, flags=re.IGNORECASE))
    assert headline.startswith("Regime")
    assert forms["Regime"] >= 4
    assert forms["Regime’s"] == 1
    assert forms["regime"] == 2
    assert "“This regime" in body
    assert "horrific" in text
    assert text.lower().count("catastrophic") >= 3
    assert body.count(headline) == 1, "a scraped page repeats its headline below the article"


def test_plain_words_do_without_what_the_loaded_ones_live_on() -> None:
    loaded = r"\b(catastrophic|horrific|zealots?|slammed|boasted|sneered|claimed|visionary)\b"
    for file in FILES:
        found = re.findall(loaded, text_of(file), flags=re.IGNORECASE)
        assert bool(found) == file.endswith("-loaded.txt"), file

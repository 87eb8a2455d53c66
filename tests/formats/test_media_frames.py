"""An issue of the Media Frames Corpus."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import said

from annotator.core.errors import AnnotatorError
from annotator.formats.datasets import media_frames
from annotator.formats.exchange import Draft, ReadOptions, Skipped
from annotator.formats.source import Source

NAME = "Ferries1.0-25450"
HEAD = "Fer-25450\n\nPRIMARY\n\n"
BODY = "Ferry 😀 costs millions\n\nThe ban would cost bars $2m.\n\nThe court disagreed."


def mark(words: str, code: object, text: str = HEAD + BODY) -> dict[str, object]:
    return {"code": code, "start": text.index(words), "end": text.index(words) + len(words)}


ARTICLE: dict[str, Any] = {
    "source": "the courier",
    "year": "2006",
    "month": 3.0,
    "day": 14,
    "title": "Ferry costs millions",
    "byline": "Oda Renk",
    "section": "Metro",
    "page": "B1",
    "length": 421.0,
    "text": HEAD + BODY,
    "irrelevant": False,
    "primary_frame": 1.2,
    "primary_tone": "17.4",
    "annotations": {
        "framing": {
            "A1": [
                mark("PRIMARY", 1.2),
                mark("Ferry 😀 costs millions", 1.1),
                mark("would cost bars $2m", 1.0),
                mark("The court disagreed.", "5.0"),
            ],
            "A2": [mark("PRIMARY", 16.2), mark("court", 5)],
        },
        "tone": {"A1": [mark("PRIMARY", 19.35)]},
        "irrelevant": {"A2": True},
    },
}


def found_in(folder: Path, content: object) -> tuple[list[Draft], list[Skipped]]:
    path = folder / "ferries.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    found = list(media_frames.read(Source(path), ReadOptions(annotator="Settled")))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_an_issue_is_read_to_the_letter(tmp_path: Path) -> None:
    [draft], left = found_in(tmp_path, {NAME: ARTICLE})
    assert left == []
    assert draft.text == BODY
    assert draft.text[: draft.headline_end] == "Ferry 😀 costs millions"
    assert (draft.title, draft.outlet, draft.author) == (
        "Ferry costs millions",
        "the courier",
        "Oda Renk",
    )
    assert (draft.date, draft.id) == ("2006-03-14", NAME)
    assert draft.extra == {"section": "Metro", "page": "B1", "length": "421"}
    law = "Legality, constitutionality and jurisprudence"
    assert said(draft) == [
        ("Economic", [(32, 51)], "would cost bars $2m"),
        (law, [(54, 74)], "The court disagreed."),
        (law, [(58, 63)], "court"),
    ]
    assert [label.annotator for label in draft.labels] == ["A1", "A1", "A2"]
    assert {(it.annotator, it.question): it.value for it in draft.answers} == {
        ("A1", "primary-frame"): "1.2",
        ("A1", "headline-frame"): "1.1",
        ("A1", "tone"): "19.35",
        ("A2", "primary-frame"): "16.2",
        ("A2", "irrelevant"): True,
        ("Settled", "primary-frame"): "1.2",
        ("Settled", "tone"): "17.4",
        ("Settled", "irrelevant"): False,
    }
    assert media_frames.sniff(Source(tmp_path / "ferries.json"))


def test_line_ends_move_the_labels(tmp_path: Path) -> None:
    text = (HEAD + BODY).replace("\n", "\r\n")
    framing = {"A1": [mark("$2m.\r\n\r\nThe court", 1.0, text)]}
    article = ARTICLE | {"text": text, "annotations": {"framing": framing}}
    [draft], left = found_in(tmp_path, {NAME: article})
    assert left == []
    assert draft.text == BODY
    assert [quote for _, _, quote in said(draft)] == ["$2m.\n\nThe court"]


def test_a_text_without_the_head_is_taken_as_it_is(tmp_path: Path) -> None:
    framing = {"A1": [mark("court", 5.0, BODY)]}
    article = {"text": BODY, "annotations": {"framing": framing}}
    [draft], left = found_in(tmp_path, {NAME: article})
    assert (left, draft.text) == ([], BODY)
    assert [quote for _, _, quote in said(draft)] == ["court"]
    assert draft.title == "Ferry 😀 costs millions"


@pytest.mark.parametrize(
    ("wrong", "where", "why"),
    [
        (mark("PRIMARY", 1.0), "label “Economic” of A1", "11–18 is before the text"),
        (mark("PRIMARY", 99.0), "code 99.0 of A1", "there is no such frame"),
        (mark("PRIMARY", "many"), "code many of A1", "there is no such frame"),
        (mark("PRIMARY", -1), "code -1.0 of A1", "there is no such frame"),
        ({"code": 1.0}, "label “Economic” of A1", "-1–-1 is no part of the text"),
        (
            {"code": 1.0, "start": 30, "end": 9999},
            "label “Economic” of A1",
            "30–9999 is no part of the text",
        ),
    ],
)
def test_a_mark_that_cannot_be_used_is_told(
    wrong: dict[str, object], where: str, why: str, tmp_path: Path
) -> None:
    article = ARTICLE | {"annotations": {"framing": {"A1": [wrong]}}}
    [draft], [left] = found_in(tmp_path, {NAME: article})
    assert draft.labels == ()
    assert left.where == f"{NAME}, {where}"
    assert left.why.startswith(why)


def test_a_second_primary_frame_of_one_coder_is_told(tmp_path: Path) -> None:
    framing = {"A1": [mark("PRIMARY", 1.2), mark("PRIMARY", 5.2)]}
    article = ARTICLE | {"annotations": {"framing": framing}}
    _, left = found_in(tmp_path, {NAME: article})
    assert left == [Skipped(f"{NAME}, primary-frame 5.2 of A1", "it is answered with 1.2 already")]


def test_articles_without_a_text_are_told_together(tmp_path: Path) -> None:
    bare = {key: value for key, value in ARTICLE.items() if key != "text"}
    drafts, [left] = found_in(tmp_path, {"a": bare, "b": bare, NAME: ARTICLE})
    assert [draft.id for draft in drafts] == [NAME]
    assert left.where == "2 articles"
    [left] = found_in(tmp_path, {"c": {"text": 3}})[1]
    assert left.where == "c"
    assert found_in(tmp_path, {"a": {"text": HEAD}})[1] == [Skipped("a", "it holds no text")]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": ', b'{"a":' * 100_000, b"\xff\xfe\x00"])
def test_what_is_no_issue_is_a_clause(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="it is no JSON object of articles"):
        found_in(tmp_path, content)
    assert not media_frames.sniff(Source(tmp_path / "ferries.json"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    content = json.dumps({NAME: ARTICLE}).encode()
    cut = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(cut, min(len(content), cut + 10)))
    middle = data.draw(st.binary(max_size=4) | st.sampled_from([b"1e308", b"null", b"-0"]))
    with suppress(AnnotatorError):
        found_in(tmp_path, content[:cut] + middle + content[end:])

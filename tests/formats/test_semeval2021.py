"""The list of memes of task 6 of SemEval-2021."""

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.formats.datasets import semeval2021
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.source import Source

SMEAR: dict[str, Any] = {
    "start": 13,
    "end": 25,
    "technique": "Smears",
    "text_fragment": "crackpot 😀 i",
}
MEME: dict[str, Any] = {
    "id": "125",
    "text": "THE MAYOR\n\nA crackpot 😀 is\r\nin town!\n",
    "labels": [
        SMEAR,
        {"start": 31, "end": 35, "technique": "Glittering generalities (Virtue)", "text": "town"},
    ],
}
GOLDEN = [MEME, {"id": "126", "text": "Plain.", "labels": []}]


def found_in(folder: Path, content: object) -> tuple[list[Draft], list[Skipped]]:
    path = folder / "training_set_task2.txt"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    found = list(semeval2021.read(Source(path), ReadOptions()))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_a_list_is_read_to_the_letter(tmp_path: Path) -> None:
    [first, second], left = found_in(tmp_path, GOLDEN)
    assert left == []
    assert first.text == "THE MAYOR\n\nA crackpot 😀 is\nin town!\n"
    assert first.text[: first.headline_end] == "THE MAYOR"
    assert said(first) == [
        ("Glittering generalities (Virtue)", [(30, 34)], "town"),
        ("Smears", [(13, 25)], "crackpot 😀 i"),
    ]
    assert (first.id, second.id, second.labels) == ("125", "126", ())
    assert semeval2021.sniff(Source(tmp_path / "training_set_task2.txt"))


def test_names_without_a_place_are_on_the_whole_text(tmp_path: Path) -> None:
    meme = {"id": 7, "text": "\ufeffA b.", "labels": ["Smears"], "image": "7.png"}
    [draft], left = found_in(tmp_path, [meme])
    assert left == []
    assert said(draft) == [("Smears", [(0, 4)], "A b.")]
    assert (draft.id, draft.extra) == ("7", {"image": "7.png"})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"start": -1}, "-1–25 is no part of the text"),
        ({"start": 25}, "25–25 is no part of the text"),
        ({"end": 999}, "13–999 is no part of the text"),
        ({"start": 12}, "at 12–25 stands"),
    ],
)
def test_a_label_that_does_not_stand_there_is_told(
    change: dict[str, int], why: str, tmp_path: Path
) -> None:
    [draft], [left] = found_in(tmp_path, [MEME | {"labels": [SMEAR | change]}])
    assert draft.labels == ()
    assert left.where == "text 1, label “crackpot 😀 i”"
    assert left.why.startswith(why)


@pytest.mark.parametrize("bad", [{}, [], 3, {"text": 3}, {"text": "x", "labels": [3]}])
def test_what_is_no_text_is_told_and_the_rest_read(bad: object, tmp_path: Path) -> None:
    [draft], [left] = found_in(tmp_path, [bad, GOLDEN[1]])
    assert (draft.id, left.where) == ("126", "text 1")
    assert found_in(tmp_path, [{"text": " "}])[1] == [Skipped("text 1", "it holds no text")]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2", b"[" * 100_000, b"\xff\xfe\x00"])
def test_what_is_no_list_is_a_clause(content: bytes, tmp_path: Path) -> None:
    with suppress(AnnotatorError):
        assert found_in(tmp_path, content)[0] == []
    assert not semeval2021.sniff(Source(tmp_path / "training_set_task2.txt"))


def test_a_written_file_is_the_golden_one(tmp_path: Path) -> None:
    text = "\ufeffThe 😀 regime fell."
    item = labelled(text, on(text, "regime"))
    done, [draft] = there_and_back(semeval2021.FORMAT, [item], tmp_path)
    assert json.loads((tmp_path / "out-0.json").read_bytes()) == [
        {
            "id": item.article.id,
            "text": "\ufeff" + text,
            "labels": [
                {
                    "start": 8,
                    "end": 14,
                    "technique": "loaded-language",
                    "text_fragment": "regime",
                }
            ],
        }
    ]
    assert done.read_back == 1
    assert draft.id == item.article.id
    assert semeval2021.sniff(Source(tmp_path / "out-0.json"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(semeval2021.FORMAT, items, tmp_path)
    assert [draft.text for draft in drafts] == [item.article.text for item in items]
    for item, draft in zip(items, drafts, strict=True):
        wanted = Counter(
            (label.tag, tuple(piece)) for label in item.labels for piece in label.pieces
        )
        assert wanted == Counter((label.tag, tuple(label.pieces[0])) for label in draft.labels)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    content = json.dumps(GOLDEN).encode()
    cut = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(cut, min(len(content), cut + 10)))
    with suppress(AnnotatorError):
        found_in(tmp_path, content[:cut] + data.draw(st.binary(max_size=4)) + content[end:])

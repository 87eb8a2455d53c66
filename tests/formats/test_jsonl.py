"""Our own format loses nothing."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import State
from annotator.core.work import finish
from annotator.formats import jsonl
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.source import Source
from annotator.formats.writing import written


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    done, drafts = there_and_back(jsonl.FORMAT, items, tmp_path)
    assert done.losses == ()
    assert done.read_back == sum(len(item.labels) for item in items)
    for item, draft in zip(items, drafts, strict=True):
        assert draft.text == item.article.text
        assert draft.id == item.article.id
        assert [label.id for label in draft.labels] == [label.id for label in item.labels]
        assert [label.fields for label in draft.labels] == [it.fields for it in item.labels]
        assert [label.note for label in draft.labels] == [label.note for label in item.labels]


def test_states_and_answers_come_back(tmp_path: Path) -> None:
    text = "The regime fell."
    _, [draft] = there_and_back(jsonl.FORMAT, [labelled(text, on(text, "regime"))], tmp_path)
    assert draft.states == {"Oda Renk": State.DONE}
    assert [(it.question, it.value, it.annotator) for it in draft.answers] == [
        ("slant", 3, "Oda Renk")
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "it is no article"),
        ('{"title": "no text"}', "it is no article"),
        ('{"text": " \\n"}', "it holds no text"),
        ('[{"text": "a list"}]', "it is no article"),
    ],
)
def test_a_line_that_is_no_article_is_told(line: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "One."}\n' + line + '\n{"text": "Two."}\n', "utf-8")
    found = list(jsonl.read(Source(path), ReadOptions()))
    assert [item.text for item in found if isinstance(item, Draft)] == ["One.", "Two."]
    [left] = [item for item in found if isinstance(item, Skipped)]
    assert left.where == "line 2"
    assert left.why.startswith(why)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (9, 4), (0, 99), (4, 11)])
def test_a_label_that_does_not_stand_on_its_text_is_told(
    start: int, end: int, tmp_path: Path
) -> None:
    path = tmp_path / "in.jsonl"
    label = {"tag": "t", "start": start, "end": end, "quote": "regime"}
    path.write_text(json.dumps({"text": "The regime fell.", "labels": [label]}) + "\n", "utf-8")
    left, draft = jsonl.read(Source(path), ReadOptions())
    assert isinstance(left, Skipped)
    assert left.where == "line 1, label “regime”"
    assert isinstance(draft, Draft)
    assert draft.labels == ()


def test_text_with_other_line_ends_keeps_its_labels(tmp_path: Path) -> None:
    raw = "\ufeffHead\r\n\r\nThe regime\rfell."
    at = raw.index("regime")
    label = {"tag": "t", "start": at, "end": at + 6, "quote": "regime"}
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": raw, "labels": [label]}) + "\n", "utf-8")
    [draft] = jsonl.read(Source(path), ReadOptions())
    assert isinstance(draft, Draft)
    assert draft.text == "Head\n\nThe regime\nfell."
    assert said(draft) == [("t", [(10, 16)], "regime")]


def test_what_came_back_otherwise_stops_the_export(tmp_path: Path) -> None:
    text = "The regime fell."
    item = labelled(text, on(text, "regime"))

    def forgetful(_source: Source, _options: ReadOptions) -> Iterator[Draft | Skipped]:
        yield Draft(text)

    broken = replace(jsonl.FORMAT, check=forgetful)
    with pytest.raises(AnnotatorError, match="came back otherwise"):
        finish(written(tmp_path / "out.jsonl", broken, [item], OPTIONS))
    assert list(tmp_path.iterdir()) == []

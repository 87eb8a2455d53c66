"""Prodigy's JSON Lines: tokens, spans, an answer, and a line for each annotator."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import TEXTS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span, State
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.registry import FORMATS
from annotator.formats.source import Source
from annotator.formats.tools import prodigy

ANY_PATH = [HealthCheck.function_scoped_fixture]

DB_OUT = """\
{"text":"The regime fell.","_input_hash":-91551573,"_task_hash":-1162253049,"tokens":[\
{"text":"The","start":0,"end":3,"id":0,"ws":true},\
{"text":"regime","start":4,"end":10,"id":1,"ws":true},\
{"text":"fell","start":11,"end":15,"id":2,"ws":false},\
{"text":".","start":15,"end":16,"id":3,"ws":false}],"_view_id":"spans_manual","meta":{"outlet":\
"Harbour Post","page":3},"spans":[{"start":4,"end":10,"token_start":1,"token_end":1,"label":\
"LOADED"},{"token_start":1,"token_end":2,"label":"DOUBT"}],"answer":"accept",\
"_timestamp":1773480413,"_annotator_id":"news-oda","_session_id":"news-oda"}
{"text":"Nobody asked.","spans":[],"answer":"ignore","_session_id":"2026-03-14_09-26-53",\
"_annotator_id":"2026-03-14_09-26-53"}
{"text":"A savage cut.","spans":[{"start":2,"end":8,"label":"LOADED"}],"answer":"reject"}
{"text":"Rain today.","options":[{"id":"LEFT","text":"Left"}],"accept":["LEFT"],"answer":"accept"}
{"text":"Sun today.","label":"SLANTED","answer":"reject"}
"""


def read(path: Path) -> list[Draft | Skipped]:
    return list(prodigy.read(Source(path), ReadOptions(annotator="me")))


def written_to(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(content, "utf-8")
    return path


def test_what_db_out_writes_is_read(tmp_path: Path) -> None:
    first, ignored, left, rejected, chosen, refused = read(written_to(tmp_path, DB_OUT))
    assert isinstance(first, Draft)
    assert said(first) == [("DOUBT", [(4, 15)], "regime fell"), ("LOADED", [(4, 10)], "regime")]
    assert {label.annotator for label in first.labels} == {"news-oda"}
    assert first.labels[0].created == "2026-03-14T09:26:53.000Z"
    assert first.outlet == "Harbour Post"
    assert first.extra == {"page": "3"}
    assert first.states == {"news-oda": State.DONE}
    assert isinstance(ignored, Draft)
    assert ignored.states == {"me": State.SKIPPED}
    assert left == Skipped("line 3, its labels", "they were rejected")
    assert isinstance(rejected, Draft)
    assert rejected.labels == ()
    assert isinstance(chosen, Draft)
    assert [(it.question, it.value) for it in chosen.answers] == [("choice", "LEFT")]
    assert isinstance(refused, Draft)
    assert [(it.question, it.value) for it in refused.answers] == [("SLANTED", False)]


def test_relations_are_kept(tmp_path: Path) -> None:
    text = "\ufeffThe regime fell."
    ends = {
        "head_span": {"start": 5, "end": 11, "label": "A"},
        "child_span": {"start": 12, "end": 16, "label": "B"},
    }
    row = {"text": text, "relations": [{"head": 1, "child": 2, "label": "SUBJ", **ends}]}
    [draft] = read(written_to(tmp_path, json.dumps(row)))
    assert isinstance(draft, Draft)
    assert json.loads(draft.extra["relations"]) == [
        {"type": "SUBJ", "from": ["A", 4, 10], "to": ["B", 11, 15], "by": "me"}
    ]


def test_a_written_line_is_a_task_of_prodigy(tmp_path: Path) -> None:
    text = "A 😀 regime\n\nfell."
    item = labelled(text, [[Span(4, 10)], [Span(2, 7)]], fields={"intensity": 3}, note="why?")
    there_and_back(prodigy.FORMAT, [item], tmp_path)
    row = json.loads((tmp_path / "out-0.jsonl").read_text("utf-8"))
    assert row["tokens"] == [
        {"text": "A", "start": 0, "end": 1, "id": 0, "ws": True},
        {"text": "😀", "start": 2, "end": 3, "id": 1, "ws": True},
        {"text": "regime", "start": 4, "end": 10, "id": 2, "ws": False},
        {"text": "\n\n", "start": 10, "end": 12, "id": 3, "ws": False},
        {"text": "fell", "start": 12, "end": 16, "id": 4, "ws": False},
        {"text": ".", "start": 16, "end": 17, "id": 5, "ws": False},
    ]
    whole, part = row["spans"]
    assert (whole["token_start"], whole["token_end"]) == (2, 2)
    assert "token_start" not in part
    assert (part["start"], part["end"], part["label"]) == (2, 7, "loaded-language")
    assert row["answer"] == "accept"
    assert row["_annotator_id"] == row["_session_id"] == "Oda Renk"
    assert row["answers"] == {"slant": 3}
    assert row["meta"]["title"]


@given(text=TEXTS)
def test_tokens_and_their_blanks_give_the_text(text: str) -> None:
    found = prodigy.spaced(text)
    assert "".join(text[it.start : it.end] + " " * it.ws for it in found) == text
    assert all(it.start < it.end for it in found)


@settings(suppress_health_check=ANY_PATH, max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_all_labels_come_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    done, drafts = there_and_back(prodigy.FORMAT, items, tmp_path)
    pieces = sum(len(label.pieces) for item in items for label in item.labels)
    assert done.read_back == pieces
    for item in items:
        labels = [it for draft in drafts if draft.text == item.article.text for it in draft.labels]
        assert sorted((it.annotator, it.tag, it.note, *it.pieces[0]) for it in labels) == sorted(
            (item.name_of(it.annotator_id), it.tag, it.note, *piece)
            for it in item.labels
            for piece in it.pieces
        )
    last = tmp_path / f"out-{len(list(tmp_path.iterdir())) - 1}.jsonl"
    for line in last.read_text("utf-8").splitlines():
        row = json.loads(line)
        for span in row["spans"]:
            assert row["text"][span["start"] : span["end"]] == span["text"]
            if "token_start" in span:
                assert row["tokens"][span["token_start"]]["start"] == span["start"]
                assert row["tokens"][span["token_end"]]["end"] == span["end"]


def test_states_and_answers_come_back(tmp_path: Path) -> None:
    text = "The regime fell."
    item = labelled(text, on(text, "regime"))
    states = {"ann-0": State.DONE, "ann-1": State.SKIPPED, "ann-2": State.FLAGGED}
    names = {"ann-0": "Oda", "ann-1": "Ben", "ann-2": "Kim"}
    item = replace(item, states=states, annotators=names)
    _, drafts = there_and_back(prodigy.FORMAT, [item], tmp_path)
    assert [draft.states for draft in drafts] == [{"Oda": State.DONE}, {"Ben": State.SKIPPED}]
    assert [(it.question, it.value) for it in drafts[0].answers] == [("slant", 3)]


def test_a_person_may_be_called_like_a_session(tmp_path: Path) -> None:
    item = labelled("The regime fell.", [[Span(4, 10)]], people=["2026-03-14_09-26-53"])
    _, [draft] = there_and_back(prodigy.FORMAT, [item], tmp_path)
    assert draft.labels[0].annotator == "2026-03-14_09-26-53"


def test_other_line_ends_keep_their_labels(tmp_path: Path) -> None:
    raw = "\ufeffHead\r\n\r\nThe regime\rfell."
    at = raw.index("regime")
    row = {"text": raw, "spans": [{"start": at, "end": at + 6, "label": "L", "text": "regime"}]}
    [draft] = read(written_to(tmp_path, json.dumps(row)))
    assert isinstance(draft, Draft)
    assert draft.text == "Head\n\nThe regime\nfell."
    assert said(draft) == [("L", [(10, 16)], "regime")]


@pytest.mark.parametrize(
    ("span", "why"),
    [
        ({"start": 9, "end": 4, "label": "L"}, "9–4 is no part of the text"),
        ({"start": -4, "end": 4, "label": "L"}, "-4–4 is no part of the text"),
        ({"start": 0, "end": 10**30, "label": "L"}, "is no part of the text"),
        ({"start": 0, "end": 3, "label": "L", "text": "regime"}, "stands “The”"),
        ({"start": 0, "end": 3}, "it has no start, end and label"),
        ({"start": "0", "end": 3, "label": "L"}, "it has no start, end and label"),
        ({"token_start": 0, "token_end": 9, "label": "L"}, "it has no start, end and label"),
        (["L"], "it has no start, end and label"),
    ],
)
def test_a_span_that_cannot_be_placed_is_told(span: object, why: str, tmp_path: Path) -> None:
    row = {"text": "The regime fell.", "spans": [span]}
    left, draft = read(written_to(tmp_path, json.dumps(row)))
    assert isinstance(left, Skipped)
    assert left.where.startswith("line 1, ")
    assert why in left.why
    assert isinstance(draft, Draft)
    assert draft.labels == ()


@settings(suppress_health_check=ANY_PATH, max_examples=150)
@given(data=st.data())
def test_no_bytes_bring_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    raw = bytearray(DB_OUT, "utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    path = tmp_path / "in.jsonl"
    path.write_bytes(raw)
    prodigy.sniff(Source(path))
    try:
        for item in read(path):
            assert_sound(item)
    except AnnotatorError:
        pass


def test_deep_nesting_is_told(tmp_path: Path) -> None:
    path = written_to(tmp_path, '{"text": "x", "meta": ' + "[" * 100_000 + "\n" + DB_OUT)
    left, *rest = read(path)
    assert isinstance(left, Skipped)
    assert len([item for item in rest if isinstance(item, Draft)]) == 5


def assert_sound(item: Draft | Skipped) -> None:
    if isinstance(item, Draft):
        for label in item.labels:
            assert all(0 <= start < end <= len(item.text) for start, end in label.pieces)


def test_it_is_known_by_its_keys(tmp_path: Path) -> None:
    def known(row: object) -> bool:
        return prodigy.sniff(Source(written_to(tmp_path, json.dumps(row))))

    assert prodigy.sniff(Source(written_to(tmp_path, DB_OUT)))
    assert known({"text": "x", "spans": [{"start": 0, "end": 1, "label": "L"}]})
    assert known({"text": "x", "spans": [], "answer": "accept"})
    assert not known({"text": "x", "label": [[0, 1, "L"]]})
    assert not known({"text": "x", "sha256": "0", "labels": []})
    assert not known(["x"])
    assert not known({"text": "x", "answer": 42})


def test_no_other_format_takes_it(tmp_path: Path) -> None:
    source = Source(written_to(tmp_path, DB_OUT))
    for form in FORMATS:
        if (
            form.id != "prodigy"
            and form.sniff
            and ".jsonl" in form.extensions
            and form.kind != "table"
        ):
            assert not form.sniff(source), form.id

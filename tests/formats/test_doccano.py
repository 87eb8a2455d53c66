"""doccano's JSON Lines, of both shapes, in the unit that the project counted."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.exchange import (
    Draft,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.losses import reduced
from annotator.formats.offsets import Unit, UnitUnclear
from annotator.formats.registry import FORMATS
from annotator.formats.source import Source
from annotator.formats.tools import doccano
from annotator.formats.writing import written

ANY_PATH = [HealthCheck.function_scoped_fixture]

TUPLES = """\
{"id":7,"text":"The regime fell.","outlet":"Harbour Post","page":3,"label":[[4,10,"Loaded"],\
[0,15,"Doubt"]],"Comments":["Sure?","Yes."]}
{"id":8,"data":"Nobody asked.","label":[],"Comments":[]}
"""

ENTITIES = """\
{"id":7,"text":"The regime fell.","entities":[{"id":0,"label":"Loaded","start_offset":4,\
"end_offset":10},{"id":9,"label":"Doubt","start_offset":0,"end_offset":15}],\
"relations":[{"id":3,"from_id":0,"to_id":9,"type":"supports"}],"Comments":[]}
"""

INTENT = '{"text":"Find a boat","entities":[[7,11,"Thing"]],"cats":["travel","sea"]}\n'


def read(path: Path, unit: Unit | None = None) -> list[Draft | Skipped]:
    return list(doccano.read(Source(path), ReadOptions(unit=unit, annotator="me")))


def written_to(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(content, "utf-8")
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# ---------------------------------------------------------------------------- in


def test_tuples_are_read(tmp_path: Path) -> None:
    first, second = read(written_to(tmp_path, TUPLES))
    assert isinstance(first, Draft)
    assert said(first) == [
        ("Doubt", [(0, 15)], "The regime fell"),
        ("Loaded", [(4, 10)], "regime"),
    ]
    assert first.id == "7"
    assert first.outlet == "Harbour Post"
    assert first.extra == {"page": "3", "Comments": "Sure?\nYes."}
    assert {label.annotator for label in first.labels} == {"me"}
    assert isinstance(second, Draft)
    assert second.text == "Nobody asked."


def test_entities_and_relations_are_read(tmp_path: Path) -> None:
    [draft] = read(written_to(tmp_path, ENTITIES))
    assert isinstance(draft, Draft)
    assert [label.tag for label in draft.labels] == ["Loaded", "Doubt"]
    assert json.loads(draft.extra["relations"]) == [
        {"type": "supports", "from": ["Loaded", 4, 10], "to": ["Doubt", 0, 15]}
    ]


def test_categories_are_an_answer(tmp_path: Path) -> None:
    [draft] = read(written_to(tmp_path, INTENT))
    assert isinstance(draft, Draft)
    assert said(draft) == [("Thing", [(7, 11)], "boat")]
    assert [(it.question, it.value) for it in draft.answers] == [("category", "travel, sea")]


def test_where_units_differ_the_person_is_asked(tmp_path: Path) -> None:
    path = written_to(tmp_path, '{"text":"a👩‍👧 regime fell","label":[[7,13,"L"]]}\n')
    with pytest.raises(UnitUnclear) as caught:
        read(path)
    assert set(caught.value.units) == {Unit.UTF16, Unit.CODE_POINTS, Unit.GRAPHEMES}
    for unit, quote in (
        (Unit.UTF16, "regime"),
        (Unit.CODE_POINTS, "gime f"),
        (Unit.GRAPHEMES, "me fel"),
    ):
        [draft] = read(path, unit)
        assert isinstance(draft, Draft)
        assert said(draft)[0][2] == quote


def test_other_line_ends_keep_their_labels(tmp_path: Path) -> None:
    raw = "\ufeffHead\r\n\r\nThe regime\rfell."
    at = raw.index("regime")
    row = {"text": raw, "label": [[at, at + 6, "L"]]}
    [draft] = read(written_to(tmp_path, json.dumps(row)), Unit.UTF16)
    assert isinstance(draft, Draft)
    assert draft.text == "Head\n\nThe regime\nfell."
    assert said(draft) == [("L", [(10, 16)], "regime")]


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        ([9, 4, "L"], "9–4 is no part of the text"),
        ([-4, 4, "L"], "-4–4 is no part of the text"),
        ([0, 10**30, "L"], "is no part of the text"),
        ([0, 3], "it has no start, end and tag"),
        ([0, 3, ""], "it has no start, end and tag"),
        ([0.5, 3, "L"], "it has no start, end and tag"),
        ({"start_offset": 0, "label": "L"}, "it has no start, end and tag"),
        (None, "it has no start, end and tag"),
    ],
)
def test_a_label_that_cannot_be_placed_is_told(entity: object, why: str, tmp_path: Path) -> None:
    row = {"text": "The regime fell.", "label": [entity, [4, 10, "Loaded"]]}
    left, draft = read(written_to(tmp_path, json.dumps(row)))
    assert isinstance(left, Skipped)
    assert left.where.startswith("line 1, ")
    assert why in left.why
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(4, 10)], "regime")]


def test_a_label_inside_a_surrogate_pair_is_told(tmp_path: Path) -> None:
    path = written_to(tmp_path, '{"text":"😀 regime","label":[[1,3,"L"]]}\n')
    left, _ = read(path, Unit.UTF16)
    assert left == Skipped("line 1, label “L”", "1–3 is no part of the text")


def test_a_relation_to_nothing_is_told(tmp_path: Path) -> None:
    left, draft = read(written_to(tmp_path, ENTITIES.replace('"to_id":9', '"to_id":5')))
    assert left == Skipped("line 1, a relation", "a label that it joins is not there")
    assert isinstance(draft, Draft)
    assert "relations" not in draft.extra


# ---------------------------------------------------------------------------- out


@settings(suppress_health_check=ANY_PATH, max_examples=50)
@given(
    items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text),
    unit=st.sampled_from([Unit.UTF16, Unit.CODE_POINTS]),
    shape=st.sampled_from(["label", "entities"]),
)
def test_all_labels_come_back(
    items: list[LabelledArticle], unit: Unit, shape: str, tmp_path: Path
) -> None:
    options = replace(OPTIONS, unit=unit, settings={"shape": shape})
    done, drafts = there_and_back(doccano.FORMAT, items, tmp_path, options)
    assert done.read_back == sum(len(label.pieces) for item in items for label in item.labels)
    for item, draft in zip(items, drafts, strict=True):
        assert draft.id == item.article.id
        wanted = sorted((it.tag, *piece) for it in item.labels for piece in it.pieces)
        assert sorted((it.tag, *it.pieces[0]) for it in draft.labels) == wanted


@settings(suppress_health_check=ANY_PATH, max_examples=50)
@given(item=labelled_articles())
def test_utf_16_is_what_a_browser_counts(item: LabelledArticle, tmp_path: Path) -> None:
    path = tmp_path / f"out-{len(list(tmp_path.iterdir()))}.jsonl"
    finish(written(path, doccano.FORMAT, [item], WriteOptions()))
    [row] = rows(path)
    units = item.article.text.encode("utf-16-le")
    pieces = [(label.tag, piece) for label in item.labels for piece in label.pieces]
    assert isinstance(row["label"], list)
    for (start, end, tag), (wanted, piece) in zip(row["label"], pieces, strict=True):
        assert tag == wanted
        quote = units[2 * start : 2 * end].decode("utf-16-le")
        assert quote == item.article.text[piece.start : piece.end]


@settings(suppress_health_check=ANY_PATH, max_examples=50)
@given(item=labelled_articles())
def test_clusters_are_counted_whole(item: LabelledArticle, tmp_path: Path) -> None:
    options = WriteOptions(unit=Unit.GRAPHEMES)
    _, [draft] = there_and_back(doccano.FORMAT, [item], tmp_path, options)
    [row] = rows(tmp_path / f"out-{len(list(tmp_path.iterdir())) - 1}.jsonl")
    clusters = regex.findall(r"\X", item.article.text)
    assert isinstance(row["label"], list)
    quotes = [(tag, "".join(clusters[start:end])) for start, end, tag in row["label"]]
    assert quotes == [(it.tag, draft.text[slice(*it.pieces[0])]) for it in draft.labels]
    pieces = [piece for label in item.labels for piece in label.pieces]
    for (start, end), label in zip(pieces, draft.labels, strict=True):
        assert label.pieces[0].start <= start < end <= label.pieces[0].end


def test_a_label_that_cuts_a_cluster_is_widened(tmp_path: Path) -> None:
    item = labelled("a👩‍👧b", [[Span(3, 5)]])
    options = WriteOptions(unit=Unit.GRAPHEMES)
    _, [draft] = there_and_back(doccano.FORMAT, [item], tmp_path, options)
    assert said(draft) == [("loaded-language", [(1, 5)], "👩‍👧b")]


def test_what_was_read_is_written_as_it_was(tmp_path: Path) -> None:
    [draft] = read(written_to(tmp_path, ENTITIES))
    assert isinstance(draft, Draft)
    text = draft.text
    item = labelled(text, [on(text, "regime")[0], [Span(0, 15)]], tags=("Loaded", "Doubt"))
    known = replace(item.article.metadata, extra={**draft.extra, "Comments": "Sure?\nYes."})
    item = replace(item, article=replace(item.article, metadata=known))
    there_and_back(doccano.FORMAT, [item], tmp_path)
    [row] = rows(tmp_path / "out-1.jsonl")
    assert row["entities"] == [
        {"id": 1, "label": "Loaded", "start_offset": 4, "end_offset": 10},
        {"id": 2, "label": "Doubt", "start_offset": 0, "end_offset": 15},
    ]
    assert row["relations"] == [{"id": 1, "from_id": 1, "to_id": 2, "type": "supports"}]
    assert row["Comments"] == ["Sure?", "Yes."]


def test_a_written_line_is_one_of_doccano(tmp_path: Path) -> None:
    item = labelled("😀 regime fell", [[Span(2, 8)]])
    known = replace(item.article.metadata, outlet="Post", extra={"label": "x", "page": "3"})
    item = replace(item, article=replace(item.article, metadata=known))
    there_and_back(doccano.FORMAT, [item], tmp_path, WriteOptions(unit=Unit.UTF16))
    assert (tmp_path / "out-0.jsonl").read_text("utf-8") == (
        f'{{"id":"{item.article.id}","text":"😀 regime fell","label_":"x","page":"3",'
        '"title":"😀 regime fell","outlet":"Post","offsets":"utf-16",'
        '"label":[[3,9,"loaded-language"]],"Comments":[]}\n'
    )


def test_what_clusters_cost_is_told_only_where_they_do(tmp_path: Path) -> None:
    item = labelled("e\u0301a regime", [[Span(0, 1)], [Span(4, 10)]])
    for unit in doccano.FORMAT.units:
        done = finish(written(tmp_path / unit, doccano.FORMAT, [item], WriteOptions(unit=unit)))
        told = "1 label cutting a grapheme cluster widened to it" in done.losses
        assert told is (unit is Unit.GRAPHEMES)


@settings(suppress_health_check=ANY_PATH)
@given(item=labelled_articles(), unit=st.sampled_from([None, *doccano.FORMAT.units]))
def test_our_own_files_say_what_they_count(
    item: LabelledArticle, unit: Unit | None, tmp_path: Path
) -> None:
    path = tmp_path / "out.jsonl"
    path.unlink(missing_ok=True)
    finish(written(path, doccano.FORMAT, [item], WriteOptions(unit=unit)))
    left = reduced(item, doccano.FORMAT, WriteOptions(unit=unit))
    [draft] = read(path)
    assert isinstance(draft, Draft)
    assert "offsets" not in draft.extra
    assert sorted(label.pieces for label in draft.labels) == sorted(
        label.pieces for label in left.labels
    )


def test_an_unknown_word_for_what_is_counted_is_metadata(tmp_path: Path) -> None:
    [draft] = read(written_to(tmp_path, '{"text":"a 😀","label":[[0,1,"T"]],"offsets":"furlongs"}'))
    assert isinstance(draft, Draft)
    assert draft.extra == {"offsets": "furlongs"}


# ---------------------------------------------------------------------------- strangers


@settings(suppress_health_check=ANY_PATH, max_examples=150)
@given(data=st.data(), unit=st.sampled_from([None, *Unit]))
def test_no_bytes_bring_the_reader_down(
    data: st.DataObject, unit: Unit | None, tmp_path: Path
) -> None:
    raw = bytearray(TUPLES + ENTITIES + INTENT, "utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    path = tmp_path / "in.jsonl"
    path.write_bytes(raw)
    doccano.sniff(Source(path))
    try:
        for item in read(path, unit):
            if isinstance(item, Draft):
                for label in item.labels:
                    assert all(0 <= a < b <= len(item.text) for a, b in label.pieces)
    except AnnotatorError:
        pass


def test_a_line_that_is_no_article_is_told(tmp_path: Path) -> None:
    lines = ["{", "[" * 100_000, '{"label": []}', '{"text": " "}', '{"text": 3}', "[]"]
    found = read(written_to(tmp_path, "\n".join([*lines, TUPLES])))
    assert [item.where for item in found if isinstance(item, Skipped)] == [
        f"line {number}" for number in range(1, 7)
    ]
    assert len([item for item in found if isinstance(item, Draft)]) == 2


def test_it_is_known_by_its_labels(tmp_path: Path) -> None:
    def known(content: str) -> bool:
        return doccano.sniff(Source(written_to(tmp_path, content)))

    assert known(TUPLES)
    assert known(ENTITIES)
    assert known(INTENT)
    assert not known('{"text":"x","spans":[],"label":[]}')
    assert not known('{"text":"x","label":"neg"}')
    assert not known('{"text":"x","sha256":"0","labels":[]}')
    assert not known('[{"text":"x"}]')
    for form in FORMATS:
        if (
            form.id != "doccano"
            and form.sniff
            and ".jsonl" in form.extensions
            and form.kind != "table"
        ):
            assert not form.sniff(Source(written_to(tmp_path, TUPLES))), form.id

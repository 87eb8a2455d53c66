"""Label Studio JSON: regions joined from results, tasks read one by one, a folder written."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import CODEBOOK, OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Field, Kind, Option, Question, Span, State, Tag
from annotator.core.work import finish
from annotator.formats.exchange import (
    Draft,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.offsets import Unit, UnitUnclear
from annotator.formats.parts import json_stream
from annotator.formats.registry import FORMATS
from annotator.formats.source import Source
from annotator.formats.tools import label_studio
from annotator.formats.tools.label_studio import labelling_config
from annotator.formats.writing import written

ANY_PATH = [HealthCheck.function_scoped_fixture]

EXPORT = """\
[{"id": 12, "annotations": [
    {"id": 5, "completed_by": {"id": 3, "email": "oda@example.org", "first_name": "Oda"},
     "result": [
      {"value": {"start": 14, "end": 20, "text": "regime", "rating": 3},
       "id": "a1", "from_name": "intensity", "to_name": "text", "type": "rating"},
      {"value": {"start": 14, "end": 20, "text": "regime", "labels": ["Loaded", "Label"]},
       "id": "a1", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
       "meta": {"text": ["why not?"]}},
      {"value": {"start": 14, "end": 20, "text": "regime", "choices": ["true"]},
       "id": "a1", "from_name": "quoted", "to_name": "text", "type": "choices"},
      {"value": {"start": 14, "end": 20, "text": ["government"]},
       "id": "a1", "from_name": "neutral", "to_name": "text", "type": "textarea"},
      {"value": {"start": 21, "end": 25, "text": "fell", "labels": ["Doubt"]},
       "id": "a2", "from_name": "label", "to_name": "text", "type": "labels"},
      {"value": {"start": 21, "end": 25, "text": ["Hm."]},
       "id": "a2", "from_name": "comment", "to_name": "text", "type": "textarea"},
      {"value": {"choices": ["left"]},
       "id": "q1", "from_name": "slant", "to_name": "text", "type": "choices"},
      {"value": {"number": 2.0}, "id": "q2", "from_name": "reach", "type": "number"},
      {"from_id": "a1", "to_id": "a2", "type": "relation", "direction": "right",
       "labels": ["because"]}],
     "was_cancelled": false, "ground_truth": true, "lead_time": 41.2,
     "created_at": "2026-03-14T09:26:53.589793Z", "updated_at": "2026-03-14T09:30:00Z"},
    {"id": 6, "completed_by": 4, "result": [], "was_cancelled": true}],
  "predictions": [{"model_version": "v2", "score": 0.5, "result": [
      {"value": {"start": 14, "end": 20, "text": "regime", "labels": ["Loaded"]},
       "id": "p1", "from_name": "label", "to_name": "text", "type": "labels"}]}],
  "data": {"text": "😀 Head\\r\\n\\r\\nThe regime fell.", "outlet": "Harbour Post", "page": 3}},
 {"id": 13, "annotations": [], "predictions": [], "data": {"text": "Nobody {asked} \\"it\\"."}}]
"""

MINIMAL = """\
[{"text": "The regime fell.", "id": 1, "page": "3", "slant": "left", "label": [
    {"start": 4, "end": 10, "text": "regime", "labels": ["Loaded"]}],
  "annotator": 1, "annotation_id": 5, "created_at": "2026-03-14T09:26:53.589793Z",
  "updated_at": "2026-03-14T09:26:53.589793Z", "lead_time": 4.5}]
"""


def read(path: Path, unit: Unit | None = None) -> list[Draft | Skipped]:
    return list(label_studio.read(Source(path), ReadOptions(unit=unit, annotator="me")))


def written_to(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "in.json"
    path.write_text(content, "utf-8")
    return path


def task_of(text: str, *results: dict[str, Any], **data: Any) -> str:
    return json.dumps(
        [{"id": 1, "data": {"text": text, **data}, "annotations": [{"result": list(results)}]}]
    )


def region(start: object, end: object, quote: object = None, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": ["L"], **({"text": quote} if quote else {})}
    return {"id": "r", "type": "labels", "from_name": "label", "value": value, **more}


# ---------------------------------------------------------------------------- in


def test_an_export_is_read(tmp_path: Path) -> None:
    # The file counts CRLF as two, which are one on the article's text.
    draft, other = read(written_to(tmp_path, EXPORT))
    assert isinstance(draft, Draft)
    assert draft.text == "😀 Head\n\nThe regime fell."
    who = [(it.annotator, it.tag, draft.text[slice(*it.pieces[0])]) for it in draft.labels]
    assert who == [
        ("oda@example.org", "Loaded", "regime"),
        ("oda@example.org", "Label", "regime"),
        ("oda@example.org", "Doubt", "fell"),
        ("v2", "Loaded", "regime"),
    ]
    first = draft.labels[0]
    assert first.fields == {"intensity": 3, "quoted": True, "neutral": "government"}
    assert first.note == "why not?"
    assert first.id == "a1"
    assert first.created == "2026-03-14T09:26:53.589Z"
    assert first.updated == "2026-03-14T09:30:00.000Z"
    assert draft.labels[2].note == "Hm."
    assert [(it.question, it.value, it.annotator) for it in draft.answers] == [
        ("slant", "left", "oda@example.org"),
        ("reach", 2, "oda@example.org"),
    ]
    assert draft.states == {"oda@example.org": State.DONE, "user 4": State.SKIPPED}
    assert draft.outlet == "Harbour Post"
    assert {key: json.loads(value) for key, value in draft.extra.items()} == {
        "page": 3,
        "relations": [
            {
                "type": "because",
                "from": ["Loaded", 12, 18],
                "to": ["Doubt", 19, 23],
                "by": "oda@example.org",
                "direction": "right",
            }
        ],
        "ground_truth": ["oda@example.org"],
        "lead_time": {"oda@example.org": 41.2},
    }
    assert isinstance(other, Draft)
    assert other.text == 'Nobody {asked} "it".'


def test_json_min_is_read(tmp_path: Path) -> None:
    [draft] = read(written_to(tmp_path, MINIMAL))
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(4, 10)], "regime")]
    assert draft.labels[0].annotator == "user 1"
    assert draft.extra["slant"] == "left"


def test_the_quote_tells_the_unit(tmp_path: Path) -> None:
    for start in (2, 3):
        path = written_to(tmp_path, task_of("😀 regime fell", region(start, start + 6, "regime")))
        [draft] = read(path)
        assert isinstance(draft, Draft)
        assert said(draft) == [("L", [(2, 8)], "regime")]


def test_without_a_quote_the_person_is_asked(tmp_path: Path) -> None:
    path = written_to(tmp_path, task_of("😀 regime fell", region(3, 9)))
    with pytest.raises(UnitUnclear) as caught:
        read(path)
    assert set(caught.value.units) == {Unit.CODE_POINTS, Unit.UTF16}
    [draft] = read(path, Unit.UTF16)
    assert isinstance(draft, Draft)
    assert said(draft) == [("L", [(2, 8)], "regime")]


@pytest.mark.parametrize("quote", ["the regime fell", "the\\n regime fell"])
def test_a_quote_may_have_lost_white_space(quote: str, tmp_path: Path) -> None:
    path = written_to(tmp_path, task_of("😀 the \n regime  fell", region(2, 20, quote)))
    [draft] = read(path)
    assert isinstance(draft, Draft)
    assert said(draft) == [("L", [(2, 20)], "the \n regime  fell")]


def test_regions_on_html_are_read_where_it_has_no_markup(tmp_path: Path) -> None:
    place = {"start": "/text()[1]", "end": "/text()[1]", "startOffset": 4, "endOffset": 10}
    value = {**place, "globalOffsets": {"start": 4, "end": 10}, "hypertextlabels": ["L"]}
    result = {"id": "r", "type": "hypertextlabels", "value": {**value, "text": "regime"}}
    [draft] = read(written_to(tmp_path, task_of("The regime fell.", result)))
    assert isinstance(draft, Draft)
    assert said(draft) == [("L", [(4, 10)], "regime")]
    [left] = read(written_to(tmp_path, task_of("<p>The regime fell.</p>", result)))
    assert isinstance(left, Skipped)
    assert "HTML" in left.why


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (region(9, 4), "9–4 is no part of the text"),
        (region(-4, 4), "-4–4 is no part of the text"),
        (region(0, 10**30), "is no part of the text"),
        (region(0, 3, "regime"), "stands “The”, not “regime”"),
        (region("0", 3), "it is on no plain text"),
        (region(0.5, 3), "it is on no plain text"),
        (region(None, None), "it is on no plain text"),
        ({"type": "labels", "value": {"start": 0, "end": 3, "labels": []}}, "has no place here"),
        ({"type": "rectanglelabels", "value": {"x": 1, "width": 4}}, "has no place here"),
        (
            {"id": "z", "type": "rating", "from_name": "n", "value": {"start": 0, "rating": 3}},
            "has no label",
        ),
        ({"type": "taxonomy", "from_name": "t", "value": {"taxonomy": [["a"]]}}, "no place here"),
        ({"type": "relation", "from_id": "a", "to_id": ["b"]}, "that it joins is not there"),
    ],
)
def test_a_result_that_cannot_be_used_is_told(
    result: dict[str, Any], why: str, tmp_path: Path
) -> None:
    *left, draft = read(written_to(tmp_path, task_of("The regime fell.", result)))
    assert isinstance(left[0], Skipped)
    assert left[0].where.startswith("task 1, ")
    assert why in left[0].why
    assert isinstance(draft, Draft)
    assert draft.labels == ()


def test_the_text_may_have_another_name(tmp_path: Path) -> None:
    tasks = [{"data": {"id": "7", "review": "A long review of a boat.", "name": "x"}}]
    path = written_to(tmp_path, json.dumps(tasks))
    [draft] = read(path)
    assert isinstance(draft, Draft)
    assert draft.text == "A long review of a boat."
    said_so = ReadOptions(columns={"name": "text"})
    [other] = label_studio.read(Source(path), said_so)
    assert isinstance(other, Draft)
    assert other.text == "x"


# ---------------------------------------------------------------------------- out


def tasks_of(folder: Path) -> Any:
    return json.loads((folder / "tasks.json").read_text("utf-8"))


@settings(suppress_health_check=ANY_PATH, max_examples=50)
@given(
    items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text),
    unit=st.sampled_from([None, Unit.UTF16]),
)
def test_all_labels_come_back(
    items: list[LabelledArticle], unit: Unit | None, tmp_path: Path
) -> None:
    options = replace(OPTIONS, unit=unit)
    done, drafts = there_and_back(label_studio.FORMAT, items, tmp_path, options)
    assert done.read_back == sum(len(label.pieces) for item in items for label in item.labels)
    for item, draft in zip(items, drafts, strict=True):
        assert draft.id == item.article.id
        assert draft.headline_end == item.article.headline_end
        assert sorted(
            (it.annotator, it.tag, it.note, str(it.fields), *it.pieces[0]) for it in draft.labels
        ) == sorted(
            (item.name_of(it.annotator_id), it.tag, it.note, str(it.fields), *piece)
            for it in item.labels
            for piece in it.pieces
        )
    for task in tasks_of(tmp_path / f"out-{len(list(tmp_path.iterdir())) - 1}"):
        text = task["data"]["text"]
        units = text.encode("utf-16-le")
        for result in task["annotations"][0]["result"]:
            value = result["value"]
            if "labels" in value and unit is None:
                assert text[value["start"] : value["end"]] == value["text"]
            elif "labels" in value:
                quote = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
                assert quote == value["text"]


def test_a_written_task_is_one_of_label_studio(tmp_path: Path) -> None:
    text = "😀 regime fell"
    item = labelled(text, [[Span(2, 8)]], fields={"intensity": 3, "target": "x"}, note="why?")
    item = replace(item, annotators={"ann-0": "oda@example.org"})
    there_and_back(label_studio.FORMAT, [item], tmp_path)
    label = item.labels[0].id
    place = {"start": 2, "end": 8, "text": "regime"}
    basic = {"id": label, "to_name": "text", "origin": "manual"}
    assert tasks_of(tmp_path / "out-0") == [
        {
            "id": 1,
            "annotations": [
                {
                    "id": 1,
                    "completed_by": {"email": "oda@example.org"},
                    "ground_truth": False,
                    "was_cancelled": False,
                    "lead_time": None,
                    "result": [
                        {
                            **basic,
                            "from_name": "label",
                            "type": "labels",
                            "value": {**place, "labels": ["loaded-language"]},
                            "meta": {"text": ["why?"]},
                        },
                        {
                            **basic,
                            "from_name": "intensity",
                            "type": "number",
                            "value": {**place, "number": 3},
                        },
                        {
                            **basic,
                            "from_name": "target",
                            "type": "textarea",
                            "value": {**place, "text": ["x"]},
                        },
                        {
                            **basic,
                            "id": "answer-1",
                            "from_name": "slant",
                            "type": "number",
                            "value": {"number": 3},
                        },
                    ],
                }
            ],
            "predictions": [],
            "data": {"text": text, "article_id": item.article.id, "title": text},
        }
    ]


def test_all_that_was_read_is_written_again(tmp_path: Path) -> None:
    text = "The regime fell."
    words = on(text, "regime", "fell")
    item = labelled(text, words, tags=("loaded-language", "doubt"))
    extra = {
        "relations": '[{"type":"because","from":["loaded-language",4,10],"to":["doubt",11,15],'
        '"by":"Oda Renk","direction":"left"},{"type":"x","from":["a",0,1],"to":["b",0,1]}]',
        "ground_truth": '["Oda Renk"]',
        "lead_time": '{"Oda Renk":41.2}',
        "page": "3",
    }
    known = replace(item.article.metadata, extra=extra, outlet="Harbour Post")
    states = {"ann-0": State.DONE, "ann-1": State.SKIPPED, "ann-2": State.IN_PROGRESS}
    item = replace(
        item,
        article=replace(item.article, metadata=known),
        states=states,
        annotators={"ann-0": "Oda Renk", "ann-1": "Ben", "ann-2": "Kim"},
    )
    _, [draft] = there_and_back(label_studio.FORMAT, [item], tmp_path)
    first, second = json.loads(extra["relations"])
    assert json.loads(draft.extra["relations"]) == [first]
    assert {key: draft.extra[key] for key in ("ground_truth", "lead_time", "page")} == {
        key: extra[key] for key in ("ground_truth", "lead_time", "page")
    }
    assert second not in json.loads(draft.extra["relations"])
    assert draft.outlet == "Harbour Post"
    assert draft.states == {"Oda Renk": State.DONE, "Ben": State.SKIPPED}
    assert [(it.question, it.value) for it in draft.answers] == [("slant", 3)]


BOOK = Codebook(
    id="b",
    name="Words & <things>",
    fields=(
        Field("note", "Why?"),
        Field("strength", "Strength", Kind.SCALE, low=1, high=3),
        Field("kind", "Kind", Kind.CHOICE, options=(Option("a", "First"), Option("b", "Second"))),
        Field("slant", "Slant"),
    ),
    tags=(
        Tag("loaded", "Loaded", "Heavy \x0b words", colour="teal", shortcut="3"),
        Tag("text", "Text", retired=True, colour="#010203"),
    ),
    questions=(
        Question("slant", "Slant", Kind.SCALE, low=-3, high=3, required=True),
        Question("fair", "Fair?", Kind.YES_NO),
    ),
)


def test_the_labelling_configuration_offers_the_codebook() -> None:
    view = ET.fromstring(labelling_config(BOOK))  # noqa: S314 - our own
    labels = view.find("Labels")
    assert labels is not None
    assert [label.attrib for label in labels] == [
        {
            "value": "Loaded",
            "alias": "loaded",
            "background": "#0b7285",
            "hint": "Heavy \ufffd words",
            "hotkey": "3",
        },
        {"value": "Text", "alias": "text", "background": "#010203"},
    ]
    named = {item.get("name"): item for item in view.iter() if item.get("name")}
    assert {name: item.tag for name, item in named.items()} == {
        "label": "Labels",
        "text": "Text",
        "note_": "TextArea",
        "strength": "Rating",
        "kind": "Choices",
        "slant": "TextArea",
        "slant_": "Number",
        "fair": "Choices",
    }
    assert all(item.get("toName") == "text" for name, item in named.items() if name != "text")
    assert [item.get("alias") for item in named["kind"]] == ["a", "b"]
    assert [item.get("alias") for item in named["fair"]] == ["true", "false"]
    assert named["strength"].get("maxRating") == "3"
    assert named["slant"].get("perRegion") == "true"
    assert named["slant_"].get("perRegion") is None
    assert (named["slant_"].get("min"), named["slant_"].get("max")) == ("-3", "3")


def test_every_result_has_its_control(tmp_path: Path) -> None:
    fields = {"note": "n", "strength": 2, "kind": "a", "slant": "left"}
    text = "The regime fell."
    item = labelled(text, on(text, "regime"), tags=["loaded"], fields=fields)
    options = WriteOptions(codebook=BOOK)
    _, [draft] = there_and_back(label_studio.FORMAT, [item], tmp_path, options)
    assert draft.labels[0].fields == fields
    assert draft.labels[0].note == ""
    view = ET.parse(tmp_path / "out-0" / "config.xml").getroot()  # noqa: S314 - our own
    controls = {item.get("name"): item.tag.lower() for item in view.iter() if item.get("name")}
    for result in tasks_of(tmp_path / "out-0")[0]["annotations"][0]["result"]:
        assert controls[result["from_name"]] == result["type"]


def test_tags_that_the_codebook_has_not_are_offered_too(tmp_path: Path) -> None:
    item = labelled("The regime fell.", [[Span(4, 10)]], tags=["old"])
    there_and_back(label_studio.FORMAT, [item], tmp_path, WriteOptions(codebook=CODEBOOK))
    there_and_back(label_studio.FORMAT, [item], tmp_path, WriteOptions())
    for name in ("out-0", "out-1"):
        config = (tmp_path / name / "config.xml").read_text("utf-8")
        assert '<Label value="old" alias="old"' in config


def test_no_article_is_an_empty_array(tmp_path: Path) -> None:
    there_and_back(label_studio.FORMAT, [], tmp_path)
    assert tasks_of(tmp_path / "out-0") == []


# ---------------------------------------------------------------------------- the array


def test_a_large_file_is_read_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [{"data": {"text": f'{"}{" * n} \\ " {n}'}, "more": [[{}]] * n} for n in range(60)]
    for indent in (None, 2):
        path = written_to(tmp_path, json.dumps(tasks, indent=indent))
        whole = [item.text for item in read(path) if isinstance(item, Draft)]
        for size in (1, 7, 64, 1_000):
            monkeypatch.setattr(json_stream, "_CHUNK", size)
            for source in (Source(path), Source(path, path.read_bytes())):
                found = list(json_stream.elements(source))
                assert [json.loads(element) for _, element in found] == tasks
                assert path.stat().st_size - 3 <= source.position <= path.stat().st_size
        monkeypatch.undo()
        assert whole == [task["data"]["text"] for task in tasks]


def test_what_is_nested_deeper_than_usual_is_read(tmp_path: Path) -> None:
    deep: Any = "}"
    for _ in range(40):
        deep = {'a"': [deep, "{"]}
    path = written_to(tmp_path, json.dumps([deep, {"b": 1}]))
    assert [json.loads(element) for _, element in json_stream.elements(Source(path))] == [
        deep,
        {"b": 1},
    ]


@pytest.mark.parametrize(
    "content", ['["a"]', "[1]", "x", '{"data": {}} x', '[{"data": {}}, null]', "[[{}]]", "\x00"]
)
def test_what_is_no_array_of_objects_is_refused(content: str, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="stands something that is no JSON object"):
        read(written_to(tmp_path, content))


def test_an_object_larger_than_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written_to(tmp_path, json.dumps([{"data": {"text": "x" * 5_000}}]))
    monkeypatch.setattr(json_stream, "LARGEST_FILE_BYTES", 1_000)
    monkeypatch.setattr(json_stream, "_CHUNK", 100)
    with pytest.raises(AnnotatorError, match="object 1 is larger than"):
        read(path)


@pytest.mark.parametrize("end", [-1, -3, -30, 1_000])
def test_a_file_that_is_cut_off_gives_what_is_whole(end: int, tmp_path: Path) -> None:
    path = written_to(tmp_path, EXPORT.strip()[:end])
    found = read(path)
    assert all(isinstance(item, Draft) for item in found[:-1])
    assert isinstance(found[-1], Draft if end == -1 else Skipped)


def test_deep_nesting_is_told(tmp_path: Path) -> None:
    deep = '{"data": {"text": "x"}, "a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    braces = '{"data": {"text": "x"}, "a": ' + '{"a":' * 100_000 + "0" + "}" * 100_000 + "}"
    for content in (deep, braces):
        left, draft = read(written_to(tmp_path, f'[{content}, {{"data": {{"text": "y"}}}}]'))
        assert isinstance(left, Skipped)
        assert isinstance(draft, Draft)


@settings(suppress_health_check=ANY_PATH, max_examples=200)
@given(data=st.data(), unit=st.sampled_from([None, *Unit]))
def test_no_bytes_bring_the_reader_down(
    data: st.DataObject, unit: Unit | None, tmp_path: Path
) -> None:
    raw = bytearray(data.draw(st.sampled_from([EXPORT, MINIMAL])), "utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    path = tmp_path / "in.json"
    path.write_bytes(raw)
    label_studio.sniff(Source(path))
    with suppress(AnnotatorError):
        for item in read(path, unit):
            if isinstance(item, Draft):
                for label in item.labels:
                    assert all(0 <= a < b <= len(item.text) for a, b in label.pieces)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@settings(suppress_health_check=ANY_PATH, max_examples=200)
@given(data=st.data())
def test_no_values_bring_the_reader_down(data: st.DataObject, tmp_path: Path) -> None:
    tasks = json.loads(EXPORT)
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = tasks
        while isinstance(place, list | dict) and place:
            keys = range(len(place)) if isinstance(place, list) else sorted(place)
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], list | dict) or data.draw(st.booleans()):
                place[key] = data.draw(JSON)
                break
            place = place[key]
    path = written_to(tmp_path, json.dumps(tasks))
    with suppress(AnnotatorError):
        assert all(isinstance(item, Draft | Skipped) for item in read(path))


# ---------------------------------------------------------------------------- the format


def test_a_folder_and_a_file_are_known(tmp_path: Path) -> None:
    assert label_studio.sniff(Source(written_to(tmp_path, EXPORT)))
    assert label_studio.sniff(Source(written_to(tmp_path, MINIMAL)))
    assert label_studio.sniff(Source(written_to(tmp_path, "\ufeff" + EXPORT)))
    for other in ("[]", '[{"text": "x"}]', '{"%TYPES": {}}', "[1]", ""):
        assert not label_studio.sniff(Source(written_to(tmp_path, other)))
    for form in FORMATS:
        if (
            form.id != "label-studio"
            and form.sniff
            and ".json" in form.extensions
            and form.kind != "table"
        ):
            assert not form.sniff(Source(written_to(tmp_path, EXPORT))), form.id
    folder = tmp_path / "folder"
    finish(written(folder, label_studio.FORMAT, [labelled("The end.", [])], OPTIONS))
    assert label_studio.sniff(Source(folder))
    (folder / "config.xml").unlink()
    assert not label_studio.sniff(Source(folder))

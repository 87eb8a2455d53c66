"""W3C Web Annotation: our own file, and what others write."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.offsets import Unit, UnitUnclear
from annotator.formats.source import Source
from annotator.formats.tools import web_annotation
from annotator.formats.tools.web_annotation_writing import STANDARD, iri, name_in
from annotator.formats.writing import written

ADDRESS = "https://news.example/harbour"
TEXT = "😀 The regime fell. The old regime rose."


def found_in(content: object, options: ReadOptions | None = None) -> list[Draft | Skipped]:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    source = Source(Path("in.jsonld"), data)
    return list(web_annotation.read(source, options or ReadOptions()))


def holding(*items: object, text: str = TEXT, **more: object) -> dict[str, Any]:
    """A file with one article and these annotations, as another program might make it."""
    return {"articles": [{"id": ADDRESS, "text": text}], "items": list(items), **more}


def annotation(*selectors: object, **more: object) -> dict[str, Any]:
    """An annotation with the tag Loaded on the article."""
    return {
        "@context": STANDARD,
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": "Loaded"},
        "target": {"source": ADDRESS, "selector": list(selectors)},
        **more,
    }


def quoted(exact: str, prefix: str = "", suffix: str = "") -> dict[str, str]:
    known = {"exact": exact, "prefix": prefix, "suffix": suffix}
    return {"type": "TextQuoteSelector", **known}


def placed(start: object, end: object) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": start, "end": end}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    done, drafts = there_and_back(web_annotation.FORMAT, items, tmp_path)
    assert done.losses == ()
    assert done.read_back == sum(len(item.labels) for item in items)
    for item, draft in zip(items, drafts, strict=True):
        assert draft.text == item.article.text
        assert draft.id == item.article.id
        assert [label.id for label in draft.labels] == [label.id for label in item.labels]
        assert [label.fields for label in draft.labels] == [it.fields for it in item.labels]
        assert [label.note for label in draft.labels] == [label.note for label in item.labels]
        assert [(it.question, it.value) for it in draft.answers] == [("slant", 3)]


def test_a_written_file_is_as_the_model_says(tmp_path: Path) -> None:
    item = labelled(TEXT, [[Span(6, 12), Span(17, 18)]], note="why?", fields={"intensity": 3})
    path = tmp_path / "out.jsonld"
    finish(written(path, web_annotation.FORMAT, [item], OPTIONS))
    whole = json.loads(path.read_text("utf-8"))
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (whole["type"], whole["total"]) == ("AnnotationCollection", 2)
    assert whole["articles"][0]["text"] == TEXT
    assert whole["first"]["type"] == "AnnotationPage"
    label, answer = whole["first"]["items"]
    source = whole["articles"][0]["id"]
    assert label == {
        "id": f"urn:x-annotator:label:{item.labels[0].id}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"name": "Oda Renk"},
        "created": "2026-03-14T09:26:53.589Z",
        "modified": "2026-03-14T09:26:53.589Z",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "loaded-language"},
            {"type": "TextualBody", "purpose": "commenting", "value": "why?"},
        ],
        "target": [
            {
                "source": source,
                "selector": [
                    quoted("regime", "😀 The ", " fell. The old regime rose."),
                    placed(6, 12),
                ],
            },
            {
                "source": source,
                "selector": [
                    quoted(".", "😀 The regime fell", " The old regime rose."),
                    placed(17, 18),
                ],
            },
        ],
        "fields": {"intensity": 3},
        "origin": "own",
        "codebookVersion": 2,
    }
    assert (answer["motivation"], answer["target"], answer["answer"]) == ("assessing", source, 3)


def test_a_uuid_is_an_address_by_itself() -> None:
    name = "0198c1f0-aaaa-7bbb-8ccc-0123456789ab"
    assert iri("label", name) == f"urn:uuid:{name}"
    for known in (name, "a/b é:😀", "plain"):
        assert name_in(iri("article", known)) == known
    assert name_in(ADDRESS) == ADDRESS


@pytest.mark.parametrize(
    "whole",
    [
        holding(annotation(placed(6, 12), quoted("regime"))),
        {**holding(), "first": {"items": [annotation(placed(6, 12), quoted("regime"))]}},
        {**holding(), "rows": [annotation(placed(7, 13), quoted("regime"))]},
        {**holding(), "annotations": [annotation(quoted("regime", "The ", " fell"))]},
        {**holding(), "@graph": [annotation(quoted("regime", "The "), placed(0, 3))]},
        {
            **holding(),
            "items": [
                annotation(
                    target={"items": [{"source": {"id": ADDRESS}, "selector": placed(6, 12)}]}
                )
            ],
            "unit": "code-points",
        },
    ],
)
def test_the_shapes_and_units_of_others_are_read(whole: dict[str, Any]) -> None:
    [draft] = found_in(whole)
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(6, 12)], "regime")]
    assert draft.id == ADDRESS


def test_an_export_of_hypothesis_counts_utf16() -> None:
    start = len(TEXT[:6].encode("utf-16-le")) // 2
    row = {
        "id": "Xy1",
        "user": "acct:oda@hypothes.is",
        "uri": ADDRESS,
        "text": "why this word?",
        "tags": ["Loaded", "Doubt"],
        "created": "2026-03-14T09:26:53.589+00:00",
        "updated": "2026-03-15T09:26:53.589+00:00",
        "target": [
            {
                "source": ADDRESS,
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 7},
                    placed(start, start + 6),
                    quoted("regime", "😀 The ", " fell"),
                ],
            }
        ],
    }
    [draft] = found_in({**holding(), "total": 1, "rows": [row]})
    assert isinstance(draft, Draft)
    assert said(draft) == [("Doubt", [(6, 12)], "regime"), ("Loaded", [(6, 12)], "regime")]
    assert [(it.annotator, it.note, it.id) for it in draft.labels] == [
        ("oda", "why this word?", "Xy1"),
        ("oda", "why this word?", ""),
    ]
    assert draft.labels[0].updated == "2026-03-15T09:26:53.589+00:00"


def test_a_text_that_is_not_in_the_file_is_told_once_for_each_source() -> None:
    items = [annotation(placed(6, 12)), annotation(placed(0, 1)), annotation(target="urn:a")]
    assert found_in(items) == [
        Skipped("2 annotations", f"the text of {ADDRESS} is not in the file"),
        Skipped("1 annotation", "the text of urn:a is not in the file"),
    ]
    assert found_in(annotation(placed(6, 12))) == [
        Skipped("1 annotation", f"the text of {ADDRESS} is not in the file")
    ]


def test_offsets_without_a_quote_are_not_guessed() -> None:
    item = annotation(placed(6, 12))
    with pytest.raises(UnitUnclear):
        found_in(holding(item))
    [draft] = found_in(holding(item), ReadOptions(unit=Unit.UTF16))
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(5, 11)], " regim")]


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (annotation(placed(-1, 3), quoted("tsar")), "its words stand nowhere in the text"),
        (annotation(quoted("regime")), "its words stand more than once in the text"),
        (annotation(placed(9, 4)), "9–4 is no part of the text"),
        (annotation(placed(1, "x")), "its position is no pair of numbers"),
        (annotation({"type": "XPathSelector"}), "it has no selector that counts"),
        (annotation(quoted("fell"), body=[]), "it has no tag"),
        (annotation(target=ADDRESS), "it is about the whole article and answers no question"),
    ],
)
def test_what_cannot_be_placed_is_told(item: dict[str, Any], why: str) -> None:
    left, draft = found_in(holding(item))
    assert isinstance(left, Skipped)
    assert left.where.startswith("article 1, label “")
    assert left.why.startswith(why)
    assert isinstance(draft, Draft)
    assert draft.labels == ()


def test_other_line_ends_and_a_bom_keep_the_labels() -> None:
    raw = "\ufeffHead\r\n\r\nThe regime\rfell."
    at = raw.index("regime")
    whole = holding(annotation(placed(at, at + 6), quoted("regime")), text=raw)
    [draft] = found_in(b"\xef\xbb\xbf" + json.dumps(whole).encode())
    assert isinstance(draft, Draft)
    assert draft.text == "Head\n\nThe regime\nfell."
    assert said(draft) == [("Loaded", [(10, 16)], "regime")]


def test_a_position_within_another_selection_is_not_taken_for_one_in_the_text() -> None:
    inner = {"type": "CssSelector", "value": "p", "refinedBy": placed(6, 12)}
    left, _ = found_in(holding(annotation(inner)))
    assert left == Skipped(
        "article 1, label “1”", "its position counts from within another selection"
    )
    inner["refinedBy"] = quoted("fell")
    [draft] = found_in(holding(annotation(inner)))
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(13, 17)], "fell")]


def test_a_target_in_another_text_is_not_looked_for_in_this_one() -> None:
    targets = [{"source": it, "selector": quoted("fell")} for it in (ADDRESS, "urn:other")]
    left, _ = found_in(holding(annotation(target=targets)))
    assert left == Skipped("article 1, label “fell”", "one of its targets is in another text")


def test_targets_that_touch_are_one_piece() -> None:
    targets = [
        {"source": ADDRESS, "selector": [placed(9, 12), quoted("ime")]},
        {"source": ADDRESS, "selector": [placed(6, 9), quoted("reg")]},
    ]
    [draft] = found_in(holding(annotation(target=targets)))
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(6, 12)], "regime")]


@pytest.mark.parametrize("data", [b"", b"{", b"[1", b"nul", b"[" * 100_000, b'{"items": 3}', b"{}"])
def test_what_is_no_file_of_annotations_cannot_be_read(data: bytes) -> None:
    with pytest.raises(AnnotatorError, match=r"it is no file of Web Annotations|no annotation"):
        found_in(data)


@given(st.data())
def test_damaged_files_are_told_and_harm_nothing(data: st.DataObject) -> None:
    whole = json.dumps(
        holding(annotation(placed(6, 12), quoted("regime"), fields={"a": 1.5, "b": None}))
    )
    raw = bytearray(whole.encode())
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = found_in(bytes(raw[: data.draw(st.integers(len(raw) // 2, len(raw)))]))
    except AnnotatorError:
        return
    for item in found:
        assert isinstance(item, Skipped) or all(label.pieces for label in item.labels)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just(ADDRESS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(key=st.sampled_from(["id", "body", "target", "creator", "fields", "motivation"]), value=_ANY)
def test_any_value_in_any_place_is_told_or_passed_over(key: str, value: object) -> None:
    item = annotation(quoted("fell"), creator="a", fields={"a": 1}) | {key: value}
    found = found_in(holding(item))
    assert sum(isinstance(it, Draft) for it in found) == 1


def test_it_is_told_from_other_json() -> None:
    def sniffed(data: bytes) -> bool:
        return web_annotation.sniff(Source(Path("a.json"), data))

    assert sniffed(json.dumps([annotation(quoted("x"))]).encode())
    assert sniffed(b'\xef\xbb\xbf {"@context": "http://www.w3.org/ns/anno.jsonld"}')
    assert not sniffed(b'[{"data": {"text": "a"}, "annotations": []}]')
    assert not sniffed(b"a text about http://www.w3.org/ns/anno.jsonld")
    text = "The regime fell."
    assert not sniffed(json.dumps({"text": text, "labels": on(text, "regime")}).encode())

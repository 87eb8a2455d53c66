"""UIMA CAS: XMI and JSON-CAS as INCEpTION exports them, and our own folders."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, article, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span, State, Value
from annotator.core.work import finish
from annotator.formats.exchange import (
    Draft,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.source import Source
from annotator.formats.tools import uima
from annotator.formats.tools.uima_writing import file_name
from annotator.formats.writing import written

BOTH = pytest.mark.parametrize("form", uima.FORMATS, ids=lambda form: form.id)

# As INCEpTION exports a document: tokens, a span layer, a layer without features, a relation.
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>
<typeDescription><name>webanno.custom.Bias</name><description/>
<supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>intensity</name><description/>
<rangeTypeName>uima.cas.Integer</rangeTypeName></featureDescription>
<featureDescription><name>targets</name><description/>
<rangeTypeName>uima.cas.StringArray</rangeTypeName></featureDescription>
<featureDescription><name>quoted</name><description/>
<rangeTypeName>uima.cas.Boolean</rangeTypeName></featureDescription>
<featureDescription><name>kind</name><description/>
<rangeTypeName>webanno.custom.Kinds</rangeTypeName></featureDescription>
</features></typeDescription>
<typeDescription><name>webanno.custom.Kinds</name><description/>
<supertypeName>uima.cas.String</supertypeName></typeDescription>
<typeDescription><name>webanno.custom.Irony</name><description/>
<supertypeName>uima.tcas.Annotation</supertypeName></typeDescription>
<typeDescription><name>webanno.custom.About</name><description/>
<supertypeName>uima.tcas.Annotation</supertypeName><features>
<featureDescription><name>Dependent</name><description/>
<rangeTypeName>webanno.custom.Bias</rangeTypeName></featureDescription>
<featureDescription><name>Governor</name><description/>
<rangeTypeName>webanno.custom.Bias</rangeTypeName></featureDescription>
</features></typeDescription>
</types></typeSystemDescription>
"""
XMI = """<?xml version="1.1" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:custom="http:///webanno/custom.ecore"
 xmlns:type4="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
 xmlns:type3="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
<type3:DocumentMetaData xmi:id="2" sofa="1" begin="0" end="36" language="en"
 documentTitle="harbour.txt" documentId="oda" isLastSegment="false"/>
<type4:Token xmi:id="3" sofa="1" begin="0" end="3" order="0"/>
<type4:Sentence xmi:id="4" sofa="1" begin="0" end="36"/>
<custom:Bias xmi:id="5" sofa="1" begin="10" end="16" intensity="3" quoted="true"
 kind="Loaded &amp; more"><targets>the state</targets><targets>Ober</targets></custom:Bias>
<custom:Bias xmi:id="6" sofa="1" begin="23" end="26" intensity="0" quoted="false"/>
<custom:Irony xmi:id="7" sofa="1" begin="17" end="21"/>
<custom:Bias xmi:id="8" sofa="1" begin="3" end="9" kind="Half an emoji"/>
<custom:About xmi:id="9" sofa="1" begin="7" end="13" Dependent="5" Governor="6"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text"
 sofaString="a 😀 the&#13;&#10;regime fell.&#10;Men came, why?"/>
<cas:View sofa="1" members="2 3 4 5 6 7 8 9"/>
</xmi:XMI>
"""


def read_in(form: Format, path: Path, options: ReadOptions | None = None) -> list[Draft | Skipped]:
    assert form.read is not None
    return list(form.read(Source(path), options or ReadOptions()))


def zipped(**files: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def fields_of(draft: Draft, tag: str) -> dict[str, Value]:
    return dict(next(label.fields for label in draft.labels if label.tag == tag))


@BOTH
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(form: Format, items: list[LabelledArticle], tmp_path: Path) -> None:
    done, drafts = there_and_back(form, items, tmp_path)
    assert done.losses == ()
    assert done.read_back == sum(len(item.labels) for item in items)
    for item, draft in zip(items, drafts, strict=True):
        assert draft.text == item.article.text
        assert draft.id == item.article.id
        assert draft.title == item.article.title
        known = {label.id: (label.fields, label.note, label.origin) for label in draft.labels}
        assert known == {it.id: (it.fields, it.note, it.origin) for it in item.labels}
        assert [(it.question, it.value) for it in draft.answers] == [("slant", 3)]
        assert draft.states == {"Oda Renk": State.DONE}


@BOTH
def test_what_is_known_of_the_article_comes_back(form: Format, tmp_path: Path) -> None:
    known = {"outlet": "The Harbour", "language": "en", "url": "https://news.example/?a=1&b=2"}
    found = article("Head\n\nThe regime fell.", "a-1", **known)
    found = replace(
        found, headline_end=0, metadata=replace(found.metadata, extra={"page": "<3>\t\r\n"})
    )
    item = LabelledArticle(found, State.FLAGGED)
    _, [draft] = there_and_back(form, [item], tmp_path)
    assert (draft.outlet, draft.language, draft.url) == tuple(known.values())
    assert (draft.headline_end, dict(draft.extra)) == (0, {"page": "<3>\t\r\n"})
    assert [path.stem for path in tmp_path.glob("*/*/*") if path.suffix != ".xml"] == [
        "INITIAL_CAS"
    ]


def test_a_written_xmi_counts_utf16(tmp_path: Path) -> None:
    text = "a 😀 “regime”\n<fell>"
    item = labelled(text, [[Span(5, 11)], [Span(0, 1), Span(2, 3)]], fields={"intensity": 3})
    finish(written(tmp_path / "out", uima.XMI, [item], OPTIONS))
    [file] = (tmp_path / "out").glob("*/Oda Renk.xmi")
    written_lines = file.read_text("utf-8").splitlines()
    start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in (5, 11))
    assert (start, end) == (6, 12)
    label = item.labels[0]
    assert written_lines[6:9] == [
        f'  <custom:BiasLabel xmi:id="{number}" sofa="1" begin="{begin}" end="{stop}"'
        f' value="loaded-language" labelId="{label_id}" origin="own" created="{label.created}"'
        f' updated="{label.updated}" codebookVersion="2" intensity="3"/>'
        for number, begin, stop, label_id in (
            (5, start, end, label.id),
            (6, 0, 1, item.labels[1].id),
            (7, 2, 4, item.labels[1].id),
        )
    ]
    assert 'sofaString="a 😀 “regime”&#10;&lt;fell&gt;"' in written_lines[9]
    assert "intensity (number)" in (file.parent / "TypeSystem.xml").read_text("utf-8")


def test_a_written_json_has_types_structures_and_views(tmp_path: Path) -> None:
    item = labelled("a 😀 regime", [[Span(4, 10)]], fields={"intensity": 3})
    finish(written(tmp_path / "out", uima.JSON, [item], OPTIONS))
    [file] = (tmp_path / "out").glob("*/*.json")
    whole = json.loads(file.read_text("utf-8"))
    assert list(whole) == ["%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"]
    assert whole["%TYPES"]["webanno.custom.BiasLabel"]["intensity"] == {
        "%NAME": "intensity",
        "%RANGE": "uima.cas.String",
        "%DESCRIPTION": "intensity (number)",
    }
    sofa, *_, label = whole["%FEATURE_STRUCTURES"]
    assert (sofa["%TYPE"], sofa["sofaString"]) == ("uima.cas.Sofa", "a 😀 regime")
    assert (label["@sofa"], label["begin"], label["end"], label["value"]) == (
        1,
        5,
        11,
        "loaded-language",
    )
    assert whole["%VIEWS"]["_InitialView"]["%MEMBERS"][-1] == label["%ID"]


def test_a_project_of_inception_is_read(tmp_path: Path) -> None:
    path = tmp_path / "project.zip"
    curated = XMI.replace('intensity="3"', 'intensity="5"')
    files = {
        "exportedproject.json": "{}",
        "source/harbour.xmi": XMI,
        "annotation/harbour.txt/INITIAL_CAS.zip": zipped(
            **{"INITIAL_CAS.xmi": XMI, "TypeSystem.xml": TYPES}
        ),
        "annotation/harbour.txt/oda.zip": zipped(**{"oda.xmi": XMI, "TypeSystem.xml": TYPES}),
        "annotation/broken.txt/ben.zip": zipped(**{"ben.xmi": XMI[:-30], "TypeSystem.xml": TYPES}),
        "curation/harbour.txt/CURATION_USER.zip": zipped(
            **{"CURATION_USER.xmi": curated, "TypeSystem.xml": TYPES}
        ),
    }
    path.write_bytes(zipped(**files))
    assert uima.sniff_xmi(Source(path))
    assert not uima.sniff_json(Source(path))
    *left, draft = read_in(uima.XMI, path)
    assert all(isinstance(it, Skipped) for it in left)
    assert left[0].where == "broken.txt/ben.xmi"
    assert {(it.where, it.why) for it in left[1:] if isinstance(it, Skipped)} == {
        (f"harbour.txt/{who}.xmi, {what}", why)
        for who in ("oda", "CURATION_USER")
        for what, why in (
            ("label “Half an emoji”", "3–9 is no part of the text"),
            ("1 relation", "relations between labels are not read"),
        )
    }
    assert isinstance(draft, Draft)
    assert draft.text == "a 😀 the\nregime fell.\nMen came, why?"
    assert (draft.title, draft.language) == ("harbour.txt", "en")
    assert said(draft)[::2] == [
        ("Bias", [(21, 24)], "Men"),
        ("Irony", [(15, 19)], "fell"),
        ("Loaded & more", [(8, 14)], "regime"),
    ]
    assert sorted({label.annotator for label in draft.labels}) == ["Gold", "oda"]
    assert [
        (label.annotator, dict(label.fields))
        for label in draft.labels
        if label.tag == "Loaded & more"
    ] == [
        ("oda", {"intensity": 3, "quoted": True, "targets": "the state; Ober"}),
        ("Gold", {"intensity": 5, "quoted": True, "targets": "the state; Ober"}),
    ]


def test_a_folder_and_a_single_file_are_read(tmp_path: Path) -> None:
    (tmp_path / "TypeSystem.xml").write_text(TYPES, "utf-8")
    (tmp_path / "doc.xmi").write_text(XMI, "utf-8")
    for place in (tmp_path, tmp_path / "doc.xmi"):
        assert uima.sniff_xmi(Source(place))
        found = read_in(uima.XMI, place, ReadOptions(annotator="Oda Renk"))
        [draft] = [it for it in found if isinstance(it, Draft)]
        assert {label.annotator for label in draft.labels} == {"Oda Renk"}
        assert fields_of(draft, "Bias") == {"intensity": 0, "quoted": False}
    (tmp_path / "notes.txt").write_text("an article beside it", "utf-8")
    assert not uima.sniff_xmi(Source(tmp_path))


def test_without_types_every_attribute_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "doc.xmi"
    path.write_text(XMI.replace(' Dependent="5" Governor="6"', ""), "utf-8")
    draft = next(it for it in read_in(uima.XMI, path) if isinstance(it, Draft))
    assert ("3", [(8, 14)], "regime") in said(draft)


def test_json_of_others_is_read(tmp_path: Path) -> None:
    types = {
        "custom.Span": {
            "%NAME": "custom.Span",
            "%SUPER_TYPE": "uima.tcas.Annotation",
            "label": {"%NAME": "label", "%RANGE": "uima.cas.String"},
        }
    }
    text = "a 😀 regime"
    structures = {
        "2": {"%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["x", "y"]},
        "3": {
            "%TYPE": "custom.Span",
            "@sofa": 1,
            "^begin": 5,
            "^end": 11,
            "label": "Loaded",
            "@about": 2,
            "#score": "NaN",
            "sure": 0.5,
        },
        "4": {"%TYPE": "custom.Span", "@sofa": 9, "begin": 0, "end": 1, "label": "Elsewhere"},
        "5": {"%TYPE": "custom.Span", "@sofa": 1, "begin": "0", "end": 1, "label": "Worded"},
        "1": {"%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": text},
    }
    path = tmp_path / "doc.json"
    path.write_text(json.dumps({"%TYPES": types, "%FEATURE_STRUCTURES": structures}), "utf-8")
    assert uima.sniff_json(Source(path))
    second, first, draft = read_in(uima.JSON, path)
    assert isinstance(draft, Draft)
    assert said(draft) == [("Loaded", [(4, 10)], "regime")]
    assert fields_of(draft, "Loaded") == {"about": "x; y", "score": "NaN", "sure": "0.5"}
    assert first == Skipped("doc.json, label “Worded”", "its place is no pair of numbers")
    assert isinstance(second, Skipped)
    assert second.where == "doc.json, 1 label"


@BOTH
def test_names_of_people_and_fields_that_files_cannot_have(form: Format, tmp_path: Path) -> None:
    text = "The regime fell."
    people = ("con", "../../Oda/Renk", "CON", "TypeSystem", "Gold", "", "Ö" * 80, "initial_cas")
    fields: dict[str, Value] = {
        "value": "v",
        "begin": 1,
        "a-b": True,
        "a_b": False,
        "a.b": "3",
        "1st": 7,
        "field_a_b": "x",
        "empty": "",
    }
    item = labelled(text, on(text, *["regime"] * len(people)), people=people, fields=fields)
    finish(written(tmp_path / "out", form, [item], WriteOptions()))
    found = read_in(form, tmp_path / "out")
    [draft] = [it for it in found if isinstance(it, Draft)]
    assert found == [draft]
    assert sorted(label.annotator for label in draft.labels) == sorted(people)
    assert all(dict(label.fields) == fields for label in draft.labels)
    names = [path.stem for path in (tmp_path / "out").glob("*/*") if path.name != "TypeSystem.xml"]
    assert len({name.casefold() for name in names}) == len(people)
    assert "CURATION_USER" in names


def test_a_file_annotated_by_another_person_is_that_persons(tmp_path: Path) -> None:
    text = "The regime fell."
    finish(written(tmp_path / "out", uima.JSON, [labelled(text, on(text, "regime"))], OPTIONS))
    [file] = (tmp_path / "out").glob("*/*.json")
    file.rename(file.with_name("ben.json"))
    [draft] = read_in(uima.JSON, tmp_path / "out")
    assert isinstance(draft, Draft)
    assert [label.annotator for label in draft.labels] == ["ben"]


def test_the_name_of_a_file_says_nothing_dangerous() -> None:
    for name in ("../x", "a/b", "a\\b", "..", "nul.txt", "a:b", "TYPESYSTEM", "\n", "."):
        found = file_name(name)
        assert found
        assert not set(found) & set('/\\:*?"<>|\n')
        assert found.strip(" .") == found


def test_xml_cannot_hold_every_character(tmp_path: Path) -> None:
    item = labelled("a bell \x07 rings", [[Span(0, 1)]])
    with pytest.raises(AnnotatorError, match=r"U\+0007"):
        finish(written(tmp_path / "out", uima.XMI, [item], OPTIONS))
    assert list(tmp_path.iterdir()) == []
    there_and_back(uima.JSON, [item], tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a/>",
        XMI[:400].encode(),
        XMI.replace("<cas:Sofa", "<cas:Nothing").encode(),
        XMI.encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY x "y">]>' + XMI.partition("?>")[2].encode(),
        XMI.replace("Ober", "&#1;").encode(),
    ],
)
def test_what_is_no_xmi_cannot_be_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "doc.xmi"
    path.write_bytes(data)
    try:
        found = read_in(uima.XMI, path)
    except AnnotatorError:
        return
    assert data.startswith((b"\xff\xfe", b"\xfe\xff"))  # another encoding is no harm
    assert any(isinstance(it, Draft) for it in found)


def test_another_folder_or_zip_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    with pytest.raises(AnnotatorError, match=r"there is no \.xmi file in it"):
        read_in(uima.XMI, tmp_path)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(**{"../a.txt": "x", "b/" * 3000 + "c.xmi": "x", "TypeSystem.xml": "<"}))
    [left] = read_in(uima.XMI, path)
    assert isinstance(left, Skipped)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files_are_told_and_harm_nothing(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["xmi", "types", "json"]))
    structure = {"%ID": 2, "%TYPE": "a.B", "@sofa": 1, "begin": 1, "end": 3, "value": "t"}
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "a 😀 regime"}
    whole = json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [sofa, structure]})
    raw = bytearray({"xmi": XMI, "types": TYPES, "json": whole}[kind].encode())
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    harmed = bytes(raw[: data.draw(st.integers(len(raw) // 2, len(raw)))])
    path = tmp_path / ("doc.json" if kind == "json" else "doc.xmi")
    path.write_bytes(XMI.encode() if kind == "types" else harmed)
    (tmp_path / "TypeSystem.xml").write_bytes(harmed if kind == "types" else TYPES.encode())
    try:
        found = read_in(uima.JSON if kind == "json" else uima.XMI, path)
    except AnnotatorError:
        return
    for item in found:
        assert isinstance(item, Skipped) or all(label.pieces for label in item.labels)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(key=st.sampled_from(["%ID", "%TYPE", "@sofa", "begin", "end", "value", "x"]), value=_ANY)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_in_any_place_is_told_or_passed_over(
    tmp_path: Path, key: str, value: object
) -> None:
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "a 😀 regime"}
    known = {"%ID": 2, "%TYPE": "a.B", "@sofa": 1, "begin": 1, "end": 2, "value": "t", key: value}
    types = {"a.B": {"%SUPER_TYPE": "a.B", "x": {"%RANGE": value}, key: value}}
    path = tmp_path / "doc.json"
    path.write_text(
        json.dumps({"%TYPES": types, "%FEATURE_STRUCTURES": [sofa, known]}), "utf-8", "replace"
    )
    found = read_in(uima.JSON, path)
    assert any(isinstance(it, Draft) for it in found)

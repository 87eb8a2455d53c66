"""brat's own files are read as brat means them, and ours come back from its folder."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import CODEBOOK, OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Field, Kind, Metadata, Option, Span, Tag
from annotator.core.text import canonical
from annotator.core.work import finish
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped, WriteOptions
from annotator.formats.offsets import Unit
from annotator.formats.source import Source
from annotator.formats.tools import brat
from annotator.formats.writing import written

TEXT = "Ferry to close\n\nThe regime 😀 fell, said\nthe harbour board.\n"
ANN = """\
T1\tLoaded 20 26\tregime
A1\tIntensity T1 3
A2\tNegation T1
#1\tAnnotatorNotes T1\tMayor’s word
T2\tSource 44 57;35 39\tharbour board said
N1\tReference T2 Wikidata:Q42\tHarbour board
T3\tFall 29 33\tfell
E1\tFall:T3 Theme:T1
R1\tSaid Arg1:T2 Arg2:E1
*\tEquiv T1 T3
A3\tSpeculation E1 Certain
"""


def folder(tmp_path: Path, text: str = TEXT, ann: str = ANN) -> Path:
    home = tmp_path / "corpus"
    home.mkdir()
    (home / "ferry.txt").write_text(text, "utf-8", newline="")
    (home / "ferry.ann").write_text(ann, "utf-8", newline="")
    return home


def read(path: Path, **asked: Unit | str) -> tuple[list[Draft], list[Skipped]]:
    found = list(brat.read(Source(path), ReadOptions(**asked)))  # type: ignore[arg-type]
    return (
        [item for item in found if isinstance(item, Draft)],
        [item for item in found if isinstance(item, Skipped)],
    )


def test_a_folder_of_brats_is_read(tmp_path: Path) -> None:
    home = folder(tmp_path)
    assert brat.sniff(Source(home))
    [draft], left = read(home, annotator="Oda")
    assert left == []
    assert (draft.text, draft.headline_end, draft.title) == (TEXT, 14, "Ferry to close")
    assert said(draft) == [
        ("Fall", [(29, 33)], "fell"),
        ("Loaded", [(20, 26)], "regime"),
        ("Source", [(35, 39), (44, 57)], TEXT[35:57]),
    ]
    loaded, source, fall = draft.labels
    assert loaded.fields == {"Intensity": "3", "Negation": True}
    assert loaded.note == "Mayor’s word"
    assert {label.annotator for label in draft.labels} == {"Oda"}
    assert (source.fields, fall.fields) == ({}, {})
    assert draft.extra["brat"].split("\n")[3:] == [
        "N1\tReference T2 Wikidata:Q42\tHarbour board",
        "E1\tFall:T3 Theme:T1",
        "R1\tSaid Arg1:T2 Arg2:E1",
        "*\tEquiv T1 T3",
        "A3\tSpeculation E1 Certain",
    ]


def test_one_file_is_read_with_the_text_beside_it(tmp_path: Path) -> None:
    home = folder(tmp_path)
    assert brat.sniff(Source(home / "ferry.ann"))
    [draft], _ = read(home / "ferry.ann")
    assert len(draft.labels) == 3
    (home / "ferry.txt").unlink()
    with pytest.raises(AnnotatorError, match=r"“ferry\.txt”, does not stand beside it"):
        read(home / "ferry.ann")


def test_what_no_label_is_comes_back_with_the_ids_it_names(tmp_path: Path) -> None:
    [draft], _ = read(folder(tmp_path))
    item = labelled(
        TEXT,
        [label.pieces for label in draft.labels[::-1]],
        tags=[label.tag for label in draft.labels[::-1]],
    )
    article = replace(item.article, metadata=Metadata(item.article.id, extra=draft.extra))
    out = tmp_path / "out"
    finish(written(out, brat.FORMAT, [replace(item, article=article)], OPTIONS))
    [path] = out.rglob("*.ann")
    lines = path.read_text("utf-8").split("\n")
    assert lines[:3] == [
        "T3\tFall 29 33\tfell",
        "T2\tSource 35 39;44 57\tsaid harbour board",
        "T1\tLoaded 20 26\tregime",
    ]
    assert set(lines[3:]) == {*draft.extra["brat"].split("\n")[3:], ""}
    conf = (out / "annotation.conf").read_text("utf-8")
    assert "\nSaid\tArg1:<ENTITY>, Arg2:<ENTITY>\n" in conf
    assert "\nFall\tTheme*:<ANY>\n" in conf


def test_what_named_a_label_that_is_gone_goes_with_it(tmp_path: Path) -> None:
    [draft], _ = read(folder(tmp_path))
    item = labelled(TEXT, [[Span(29, 33)]], tags=["Fall"])
    article = replace(item.article, metadata=Metadata(item.article.id, extra=draft.extra))
    finish(written(tmp_path / "out", brat.FORMAT, [replace(item, article=article)], OPTIONS))
    [path] = (tmp_path / "out").rglob("*.ann")
    assert path.read_text("utf-8") == "T3\tFall 29 33\tfell\n"


def test_written_as_brat_writes(tmp_path: Path) -> None:
    text = "Head\n\nA 😀 regime\nfell, and fell."
    start = text.index("regime")
    item = labelled(
        text,
        [[Span(start, start + 11)], [Span(8, 9), Span(27, 31)]],
        tags=["Name_Calling,Labeling", "doubt"],
        note="why?",
        fields={"intensity": 3, "target": "the mayor", "neutral": "“so”"},
    )
    finish(written(tmp_path / "out", brat.FORMAT, [item], OPTIONS))
    home = tmp_path / "out" / "annotators" / "Oda Renk"
    assert sorted(path.name for path in home.iterdir()) == [
        "00001-head-a-regime-fel.ann",
        "00001-head-a-regime-fel.txt",
    ]
    assert (home / "00001-head-a-regime-fel.txt").read_bytes() == text.encode()
    assert (home / "00001-head-a-regime-fel.ann").read_text("utf-8") == (
        "T1\tName_Calling_x002C_Labeling 10 16;17 21\tregime fell\n"
        "T2\tdoubt 8 9;27 31\t😀 fell\n"
        "A1\tintensity T1 3\n"
        "A2\tneutral T1 “so”\n"
        "#1\tAnnotatorNotes T1\twhy?\n"
        '#2\tAnnotatorJSON T1\t{"fields":{"target":"the mayor"}}\n'
        "A3\tintensity T2 3\n"
        "A4\tneutral T2 “so”\n"
        "#3\tAnnotatorNotes T2\twhy?\n"
        '#4\tAnnotatorJSON T2\t{"fields":{"target":"the mayor"}}\n'
    )


def test_the_configuration_names_tags_and_values(tmp_path: Path) -> None:
    book = replace(
        CODEBOOK,
        fields=(
            Field("force", "Force", Kind.SCALE, low=1, high=3),
            Field("frame", "Frame", Kind.CHOICE, options=(Option("a", "A"), Option("b", "B"))),
            Field("quoted", "Quoted", Kind.YES_NO),
        ),
        tags=(Tag("doubt", "Doubt"), Tag("a b", "A b")),
    )
    item = labelled("x regime", [[Span(2, 8)]], tags=["stray"])
    options = WriteOptions(codebook=book)
    finish(written(tmp_path / "out", brat.FORMAT, [item], options))
    assert (tmp_path / "out" / "annotation.conf").read_text("utf-8") == (
        "[entities]\ndoubt\na_x0020_b\nstray\n\n"
        "[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
        "[events]\n\n[attributes]\n"
        "force\tArg:<ENTITY>, Value:1|2|3\nframe\tArg:<ENTITY>, Value:a|b\nquoted\tArg:<ENTITY>\n"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_what_is_written_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(brat.FORMAT, items, tmp_path)
    assert [draft.text for draft in drafts] == [item.article.text for item in items]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(item=labelled_articles())
def test_each_fragment_is_what_brat_checks(item: LabelledArticle, tmp_path: Path) -> None:
    """brat wants the line's text to begin with the fragments, joined by a space."""
    there_and_back(brat.FORMAT, [item], tmp_path)
    for path in tmp_path.rglob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        assert (
            path.read_bytes().decode("utf-8").splitlines()
            == path.read_bytes().decode("utf-8").split("\n")[:-1]
        )
        for line in path.read_bytes().decode("utf-8").split("\n"):
            if line.startswith("T"):
                _, data, quote = line.split("\t", 2)
                tag, places = data.split(" ", 1)
                assert re.fullmatch("[A-Za-z0-9_-]+", tag)
                spans = [[int(n) for n in place.split(" ")] for place in places.split(";")]
                assert quote == " ".join(text[start:end] for start, end in spans)


def test_two_people_have_a_folder_each_and_one_article(tmp_path: Path) -> None:
    text = "The regime fell."
    people = ("anna", "Anna", "../x", "CON")
    item = labelled(text, on(text, "The", "regime", "fell", "."), people=people)
    done, [draft] = there_and_back(brat.FORMAT, [item], tmp_path)
    assert sorted(label.annotator for label in draft.labels) == sorted(people)
    assert done.losses == (
        "1 answer about articles left out",
        "1 article written without their state",
        "ids, times and codebook versions of labels",
    )
    folders = {path.name.casefold() for path in (tmp_path / "out-0" / "annotators").iterdir()}
    assert len(folders) == 4


def test_older_files_count_utf_16(tmp_path: Path) -> None:
    text = "a 😀👩‍👧 regime fell"
    at = len(text[: text.index("regime")].encode("utf-16-le")) // 2
    [draft], left = read(folder(tmp_path, text, f"T1\tx {at} {at + 6}\tregime\n"))
    assert (said(draft), left) == ([("x", [(7, 13)], "regime")], [])
    assert text[7:13] == "regime"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("as_two", [True, False])
def test_line_ends_and_mark_of_other_systems(mark: str, as_two: bool, tmp_path: Path) -> None:
    raw = f"{mark}Head\r\n\r\nThe regime\r\nfell"
    counted = raw if as_two else raw.replace("\r\n", "\n")
    at, end = counted.index("regime"), counted.index("fell") + 4
    ann = f"T1\tx {at} {at + 6}\tregime\r\nT2\ty {at} {at + 6};{end - 4} {end}\tregime fell\r\n"
    [draft], left = read(folder(tmp_path, raw, ann))
    assert draft.text == canonical(raw)[0] == "Head\n\nThe regime\nfell"
    assert said(draft) == [("x", [(10, 16)], "regime"), ("y", [(10, 21)], "regime\nfell")]
    assert left == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T9\tx 3 3\t", "3–3 is no part of the text"),
        ("T9\tx 9 4\tregim", "9–4 is no part of the text"),
        ("T9\tx 4 999\tregime", "4–999 is no part of the text"),
        ("T9\tx 5 11\tregime", "there stands “egime ”, not “regime”"),
        ("T9\tx -1 4\tregime", "it is no line of brat's"),
        ("T9\tx 4 99999999999999999999\tregime", "it is no line of brat's"),
        ("T1\ty 0 3\tThe", "there is a T1 above already"),
        ("regime", "it is no line of brat's"),
        ("A9\tIntensity T1 4", "its label has the attribute “Intensity” already"),
        ("#9\tAnnotatorJSON T1\t{", "it is no JSON of ours"),
        ("#9\tAnnotatorJSON T1\t" + "[" * 5000, "it is no JSON of ours"),
    ],
)
def test_a_line_that_cannot_be_used_is_told(line: str, why: str, tmp_path: Path) -> None:
    ann = f"T1\tLoaded 4 10\tregime\nA1\tIntensity T1 3\n{line}\n"
    [draft], [left] = read(folder(tmp_path, "The regime fell.", ann))
    assert said(draft) == [("Loaded", [(4, 10)], "regime")]
    assert left.where.startswith("ferry.ann, line 3")
    assert left.why.replace("“egime”", "“egime ”") == why


def test_files_without_their_other_are_told(tmp_path: Path) -> None:
    home = folder(tmp_path)
    (home / "README.txt").write_text("About.", "utf-8")
    (home / "lost.ann").write_text("T1\tx 0 1\ta\n", "utf-8")
    _, left = read(home)
    assert [(item.where, item.why) for item in left] == [
        ("README.txt", "there is no “README.ann” beside it"),
        ("lost.ann", "there is no “lost.txt” beside it"),
    ]


def test_a_folder_of_other_things_is_not_brats(tmp_path: Path) -> None:
    assert not brat.sniff(Source(tmp_path))
    home = folder(tmp_path)
    assert brat.sniff(Source(tmp_path))
    (tmp_path / "page.html").write_text("<p>x", "utf-8")
    assert not brat.sniff(Source(tmp_path))
    assert brat.sniff(Source(home))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_whatever_the_bytes_nothing_breaks(data: st.DataObject, tmp_path: Path) -> None:
    raw = bytearray(ANN.encode() + b'#9\tAnnotatorJSON T1\t{"pieces":[[20,26]],"note":"x"}\n')
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        new = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b"\t", b"\n", b"9", b";"]))
        )
        raw[at : at + data.draw(st.integers(0, 3))] = new
    home = tmp_path / f"x{len(list(tmp_path.iterdir()))}"
    home.mkdir()
    (home / "a.txt").write_text(TEXT, "utf-8")
    (home / "a.ann").write_bytes(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    for item in read(home)[0]:
        for label in item.labels:
            assert all(0 <= a < b <= len(TEXT) for a, b in label.pieces)

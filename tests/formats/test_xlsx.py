"""XLSX: our workbook comes back whole; those of others are tables; hostile ones are refused."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, TIME, article, labelled, labelled_articles, on, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Answer, Span, State, Value
from annotator.core.work import finish
from annotator.formats.csv_labels import COLUMNS
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped, WriteOptions
from annotator.formats.source import Source
from annotator.formats.tables import tables, workbook, xlsx
from annotator.formats.writing import written

TEXT = "The regime 😀 fell.\n\nNobody wept for it."


def read(path: Path, **settings_: str) -> list[Draft | Skipped]:
    return list(xlsx.read(Source(path), ReadOptions(settings=settings_)))


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The cells, as the library that did not read them here has them."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


# ---------------------------------------------------------------------------- ours


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    done, drafts = there_and_back(xlsx.FORMAT, items, tmp_path)
    several = sum(
        len({label.annotator_id for label in item.labels} | {"ann-0"}) > 1 for item in items
    )
    assert len(done.losses) == (several > 0)
    assert done.read_back == sum(len(item.labels) for item in items)
    for item, draft in zip(items, drafts, strict=True):
        assert (draft.text, draft.id) == (item.article.text, item.article.id)
        assert draft.headline_end == item.article.headline_end
        assert [label.id for label in draft.labels] == [label.id for label in item.labels]
        assert [label.pieces for label in draft.labels] == [it.pieces for it in item.labels]
        assert [label.fields for label in draft.labels] == [it.fields for it in item.labels]
        assert [label.note for label in draft.labels] == [label.note for label in item.labels]
        assert [it.value for it in draft.answers] == [3]


def test_the_sheets_are_plain(tmp_path: Path) -> None:
    item = labelled(TEXT, on(TEXT, "regime"), note="=too strong", fields={"intensity": 4})
    known = replace(item.article.metadata, outlet="Courier", extra={"page": "A1"})
    item = replace(item, article=replace(item.article, metadata=known))
    path = tmp_path / "out.xlsx"
    finish(written(path, xlsx.FORMAT, [item], OPTIONS))
    book = sheets(path)
    assert list(book) == ["labels", "articles", "answers"]
    header, row = book["labels"]
    assert header[: len(COLUMNS)] == COLUMNS
    cells = dict(zip(header, row, strict=True))
    assert (cells["start"], cells["end"], cells["quote"]) == (4, 10, "regime")
    assert TEXT[4:10] == "regime"
    assert (cells["pieces"], cells["note"]) == ("4-10", "'=too strong")
    assert (cells["field.intensity"], cells["field.target"]) == (4, None)
    cells = dict(zip(*book["articles"], strict=True))
    assert cells["text"] == TEXT
    assert (cells["outlet"], cells["extra"], cells["part"]) == ("Courier", '{"page":"A1"}', 1)
    assert book["answers"][1][2:5] == ("Oda Renk", "slant", 3)
    [draft] = read(path)
    assert isinstance(draft, Draft)
    assert (draft.outlet, draft.extra) == ("Courier", {"page": "A1"})
    assert draft.states == {"Oda Renk": State.DONE}


def test_what_a_cell_cannot_hold_as_it_is_comes_back(tmp_path: Path) -> None:
    text = "a\x01_x0041_ _x0041\x02_x005F_x0041_ _\x0b\x1fb '=c"
    wild: dict[str, Value] = {"target": "#N/A", "neutral": "3"}
    for note in ("\r\n_x000D_\r", "=1+1", "'=1", "true", "0012", " lead and tail \n", "1e5"):
        item = labelled(text, [[Span(0, 1)]], note=note, fields=wild)
        _, [draft] = there_and_back(xlsx.FORMAT, [item], tmp_path)
        assert draft.text == text
        assert (draft.labels[0].note, draft.labels[0].fields) == (note, wild)


@pytest.mark.parametrize("value", [True, False, 0, -3, 2**53 + 1, 10**30])
def test_values_keep_their_kind(value: int, tmp_path: Path) -> None:
    item = labelled(TEXT, on(TEXT, "regime"), fields={"intensity": value})
    _, [draft] = there_and_back(xlsx.FORMAT, [item], tmp_path)
    found = draft.labels[0].fields["intensity"]
    assert found == (value if abs(value) <= 2**53 else str(value))
    assert type(found) is (type(value) if abs(value) <= 2**53 else str)


@pytest.mark.parametrize("letter", ["w", "😀", "\x01", "é\u0301"])
def test_a_text_longer_than_a_cell_goes_on_in_the_next_row(letter: str, tmp_path: Path) -> None:
    text = "=" + letter * 70_000 + " end"
    item = labelled(text, on(text, "end"))
    assert item.labels[0].start == len(text) - 3
    path = tmp_path / "out.xlsx"
    finish(written(path, xlsx.FORMAT, [item], OPTIONS))
    rows = sheets(path)["articles"]
    parts = [str(row[-1]) for row in rows[1:]]
    assert max(len(part.encode("utf-16-le")) // 2 for part in parts) <= 32_767
    assert [row[1] for row in rows[1:]] == list(range(1, len(parts) + 1))
    [draft] = read(path)
    assert isinstance(draft, Draft)
    assert draft.text == text
    assert len(draft.labels) == 1


def test_notes_and_values_that_no_cell_holds_are_left_out_and_said(tmp_path: Path) -> None:
    long = "n" * 40_000
    item = labelled(TEXT, on(TEXT, "regime"), note=long, fields={"target": long, "intensity": 1})
    item = replace(item, answers=(replace(item.answers[0], value=long),))
    done, [draft] = there_and_back(xlsx.FORMAT, [item], tmp_path)
    assert (draft.labels[0].note, draft.labels[0].fields) == ("", {"intensity": 1})
    assert draft.answers == ()
    assert "3 values of more than the 32,767 letters of a cell left out" in done.losses
    assert "1 answer about articles left out" in done.losses


def test_more_rows_than_a_sheet_has_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    item = labelled(TEXT, on(TEXT, "The", "regime", "fell"))
    with pytest.raises(AnnotatorError, match="there are more labels"):
        finish(written(tmp_path / "out.xlsx", xlsx.FORMAT, [item], OPTIONS))
    assert list(tmp_path.iterdir()) == []


def test_stopping_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "temporary").mkdir()
    work = written(tmp_path / "out.xlsx", xlsx.FORMAT, [labelled(TEXT, [])] * 3, OPTIONS)
    next(work)
    assert list((tmp_path / "temporary").iterdir())
    work.close()
    assert list((tmp_path / "temporary").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]


def changed(path: Path, sheet: str, cell: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "left"),
    [
        ("labels", "I2", "4-99", "4–99 is no part of the text"),
        ("labels", "I2", "4-10;2-3", "its pieces are out of order or overlap"),
        ("labels", "I2", "four", "it has no place in the text"),
        ("labels", "I2", 4, "it has no place in the text"),
        ("labels", "H2", "régime", "there stands “regime”"),
        ("labels", "B2", "nowhere", "there is no article “nowhere”"),
        ("articles", "N2", "", "it holds no text"),
        ("articles", "N2", "Another text altogether.", "there stands “her te”"),
    ],
)
def test_what_a_person_changed_for_the_worse_is_told(
    sheet: str, cell: str, value: object, left: str, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    finish(written(path, xlsx.FORMAT, [labelled(TEXT, on(TEXT, "regime"))], OPTIONS))
    assert sheets(path)["articles"][0][13] == "text"
    changed(path, sheet, cell, value)
    told = [item for item in read(path) if isinstance(item, Skipped)]
    assert told[0].why == left
    assert told[0].where.startswith("row 2 of ")


def test_changes_for_the_better_are_read(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    finish(written(path, xlsx.FORMAT, [labelled(TEXT, on(TEXT, "regime"))], OPTIONS))
    changed(path, "labels", "I2", None)
    changed(path, "labels", "E2", "doubt")
    changed(path, "labels", "D2", None)
    [draft] = xlsx.read(Source(path), ReadOptions(annotator="Ida"))
    assert isinstance(draft, Draft)
    assert [(it.tag, it.annotator, it.pieces) for it in draft.labels] == [
        ("doubt", "Ida", (Span(4, 10),))
    ]


# ---------------------------------------------------------------------------- of others


def a_book(path: Path, *tables_: list[list[object]], first: str = "annotations") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(tables_):
        sheet = book.create_sheet(first if number == 0 else f"sheet {number + 1}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_of_others_is_a_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["sentence_id", "text", "outlet", "published", "share", "count", "yes"],
        [7, "The board voted.", "Courier", datetime(2026, 1, 2), 0.25, 3, True],
        [None, None, None],
        [8, "Nobody was asked.", None, datetime(2026, 1, 3, 4, 5), 1.0, 4, None],
    ]
    path = a_book(tmp_path / "mbic.xlsx", rows, [["a", "b"], [1, 2]])
    columns = tables.columns_of(Source(path))
    assert columns.header == ("sentence_id", "text", "outlet", "published", "share", "count", "yes")
    assert columns.samples[0][3] == "2026-01-02"
    first, left, second = read(path)
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.id, first.text, first.outlet, first.date) == (
        "7",
        "The board voted.",
        "Courier",
        "2026-01-02",
    )
    assert first.extra == {"share": "0.25", "count": "3", "yes": "true"}
    assert (second.where, second.date) == ("row 4", "2026-01-03T04:05:00")
    assert left == Skipped("sheet “sheet 2”", "only the sheet “annotations” was read")


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    path = a_book(tmp_path / "x.xlsx", [["text"], ["One."]], [["text"], ["Two."]])
    [draft] = read(path, sheet="sheet 2")
    assert isinstance(draft, Draft)
    assert draft.text == "Two."
    with pytest.raises(AnnotatorError, match="it has no sheet “three”; its sheets are “annot"):
        read(path, sheet="three")


def test_a_table_that_does_not_begin_in_the_corner(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [], [None, "text", "id"], [None, "One.", 1]]
    [draft] = read(a_book(tmp_path / "x.xlsx", rows))
    assert isinstance(draft, Draft)
    assert (draft.text, draft.id, draft.where) == ("One.", "1", "row 4")


def test_labels_in_a_table_of_others(tmp_path: Path) -> None:
    text = "😀 The regime fell."
    start = len(text[: text.index("regime")].encode("utf-16-le")) // 2
    rows = [["text", "label", "start", "end", "quote"], [text, "t", start, start + 6, "regime"]]
    [draft] = read(a_book(tmp_path / "x.xlsx", rows))
    assert isinstance(draft, Draft)
    assert [text[slice(*label.pieces[0])] for label in draft.labels] == ["regime"]


# ---------------------------------------------------------------------------- hostile


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    data = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(data) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in given.namelist():
            new.writestr(name, change(name, given.read(name)))
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FIRST = b'<row r="1"><c r="A1"><v>1</v></c></row>'
LAST = b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        b"<row>" + b"<c><v>1</v></c>" * 5_000 + b"</row>" + b"<row/>" * 5_000,
        b"<x:row r='900000'><x:c r='ZZZ900000' t='n'><x:v>1</x:v></x:c></x:row>",
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(cells: bytes, tmp_path: Path) -> None:
    path = a_book(tmp_path / "x.xlsx", [["text"], ["One."]])
    repacked(path, lambda name, data: SHEET + FIRST + cells + LAST if "sheet1" in name else data)
    with pytest.raises(AnnotatorError, match=r"rows and .* columns, empty ones included"):
        read(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_book(tmp_path / "x.xlsx", [["text"], ["One."]])
    repacked(path, lambda name, data: data + b" " * (300 << 20) if "sheet1" in name else data)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(AnnotatorError, match="larger than 256 MB when unpacked"):
        read(path)
    monkeypatch.setattr(workbook, "MOST_MEMBERS", 3)
    with pytest.raises(AnnotatorError, match="more than 3 parts"):
        read(path)


def test_other_files_under_this_name_are_a_clause(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    for content in (b"", b"text,id\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99):
        path.write_bytes(content)
        with pytest.raises(AnnotatorError, match="it is no XLSX workbook"):
            read(path)
    with zipfile.ZipFile(path, "w") as other:
        other.writestr("content.xml", "<office/>")
    with pytest.raises(AnnotatorError, match="it is no XLSX workbook"):
        read(path)


def test_an_empty_workbook_is_a_clause(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="it has no rows"):
        read(a_book(tmp_path / "x.xlsx", []))


def test_no_bytes_are_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    finish(written(path, xlsx.FORMAT, [labelled(TEXT, on(TEXT, "regime"))], OPTIONS))
    good = path.read_bytes()
    other = tmp_path / "other.xlsx"
    places = st.integers(0, len(good) - 1)

    @settings(max_examples=150)
    @given(places, st.binary(min_size=1, max_size=4), st.booleans())
    def tried(at: int, some: bytes, cut: bool) -> None:
        other.write_bytes(good[:at] if cut else good[:at] + some + good[at + len(some) :])
        with suppress(AnnotatorError):
            for item in read(other):
                assert isinstance(item, Draft | Skipped)

    tried()


def test_no_change_to_the_xml_is_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    finish(written(path, xlsx.FORMAT, [labelled(TEXT, on(TEXT, "regime"))], OPTIONS))
    good = path.read_bytes()
    names = [f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3)] + ["xl/workbook.xml"]

    @settings(max_examples=150)
    @given(st.sampled_from(names), st.floats(0, 1), st.binary(max_size=6))
    def tried(wanted: str, place: float, some: bytes) -> None:
        def change(name: str, data: bytes) -> bytes:
            at = int(len(data) * place)
            return data[:at] + some + data[at + 3 :] if name == wanted else data

        path.write_bytes(good)
        repacked(path, change)
        with suppress(AnnotatorError):
            for item in read(path):
                assert isinstance(item, Draft | Skipped)

    tried()


def test_articles_without_labels_and_answers_of_several(tmp_path: Path) -> None:
    bare = LabelledArticle(article("Nothing is labelled here."))
    item = labelled(TEXT, on(TEXT, "regime", "fell"), people=("Oda Renk", "Ben"))
    second = Answer("answer-2", item.article.id, "ann-1", "slant", "left", 1, TIME, TIME)
    item = replace(item, answers=(*item.answers, second))
    _, drafts = there_and_back(xlsx.FORMAT, [bare, item], tmp_path, WriteOptions())
    assert [len(draft.labels) for draft in drafts] == [0, 2]
    answers = [(it.annotator, it.value) for it in drafts[1].answers]
    assert answers == [("Oda Renk", 3), ("Ben", "left")]
    assert drafts[1].states == {}


@pytest.mark.parametrize("character", ["\0", "\ufffe", "\uffff"])
def test_a_character_that_no_cell_can_hold_is_named(tmp_path: Path, character: str) -> None:
    item = labelled(f"The {character} regime fell.", [[Span(6, 12)]])
    with pytest.raises(AnnotatorError, match=f"cannot hold the character U.{ord(character):04X}"):
        finish(written(tmp_path / "out.xlsx", xlsx.FORMAT, [item], OPTIONS))
    assert not list(tmp_path.iterdir())

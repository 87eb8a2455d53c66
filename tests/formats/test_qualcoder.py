"""QualCoder's projects, made here with the tables that QualCoder makes."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import TEXTS, said

from annotator.core.errors import AnnotatorError
from annotator.formats.exchange import Draft, ReadOptions, Skipped
from annotator.formats.offsets import Unit
from annotator.formats.source import Source
from annotator.formats.tools import qualcoder

# After src/qualcoder/__main__.py (new_project), database version 11 and later.
TABLES = """
CREATE TABLE project (databaseversion text, date text, memo text, about text,
  bookmarkfile integer, bookmarkpos integer, codername text, recently_used_codes text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
  owner text, date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer,
  memo text, owner text, date text, unique(fid,pos0,pos1,owner));
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text,
  caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text,
  id integer, date text, owner text, unique(name,attr_type,id));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
  supercatid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text,
  pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer,
  unique(cid,fid,pos0,pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
  date text, color text, unique(name));
INSERT INTO project VALUES ('v11', '2026-01-02 03:04:05', '', 'QualCoder', 0, 0, 'oda', '');
INSERT INTO code_name VALUES (1, 'Loaded language', 'Words that sway.', NULL, 'oda', '', '#F00');
INSERT INTO code_name VALUES (2, 'Doubt', '', 1, 'oda', '', '#0F0');
"""

PLAIN = ReadOptions()
Row = tuple[int, str | None, int, int]
"""Of a coding the code, what it says it marks, start and end."""


def made(folder: Path, text: str | None, rows: Iterable[Row], more: str = "") -> Path:
    """A project with one file and these codings."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "data.qda")) as base:
        base.executescript(TABLES)
        base.execute(
            "INSERT INTO source VALUES (1, 'port.txt', ?, NULL, 'From the bell', 'oda', ?, NULL, "
            "NULL)",
            (text, "2026-01-02 03:04:05"),
        )
        for code, quote, start, end in rows:
            base.execute(
                "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, date, memo, "
                "important) VALUES (?, 1, ?, ?, ?, 'ben', '2026-01-02 03:04:05', 'why', 1)",
                (code, quote, start, end),
            )
        base.executescript(more)
        base.commit()
    return folder


def found_in(path: Path, options: ReadOptions = PLAIN) -> tuple[list[Draft], list[tuple[str, str]]]:
    """The drafts, and what was left out with the reason."""
    found = list(qualcoder.read(Source(path), options))
    return (
        [item for item in found if isinstance(item, Draft)],
        [(item.where, item.why) for item in found if isinstance(item, Skipped)],
    )


@pytest.mark.parametrize("inside", ["", "data.qda"])
def test_a_project_is_read_value_by_value(inside: str, tmp_path: Path) -> None:
    text = "Port shut\n\nThe 😀 regime fell."
    more = """
    INSERT INTO attribute VALUES (1, 'OUTLET', 'file', 'The Bell', 1, '', ''),
      (2, 'Desk', 'file', 'Ports', 1, '', ''), (3, 'Age', 'case', '5', 1, '', '');
    INSERT INTO source VALUES (2, 'a.png', NULL, '/images/a.png', '', 'oda', '', NULL, NULL);
    INSERT INTO annotation VALUES (1, 1, 0, 4, 'a note', 'oda', '');
    """
    folder = made(tmp_path / "harbour.qda", text, [(1, "regime", 18, 24), (2, "Port", 0, 4)], more)
    assert qualcoder.sniff(Source(folder / inside))
    [draft], left = found_in(folder / inside)
    assert (draft.text, draft.headline_end, draft.title) == (text, 9, "port.txt")
    assert draft.outlet == "The Bell"
    assert dict(draft.extra) == {"Desk": "Ports", "memo": "From the bell"}
    assert said(draft) == [
        ("Doubt", [(0, 4)], "Port"),
        ("Loaded language", [(17, 23)], "regime"),
    ]
    label = draft.labels[0]
    assert (label.annotator, label.note) == ("ben", "why")
    assert label.fields == {"important": True}
    assert label.created == "2026-01-02T03:04:05.000Z"
    assert left == [
        ("file “port.txt”", "notes on passages without a code: 1"),
        ("file “a.png”", "it holds no text"),
    ]


@pytest.mark.parametrize("unit", [Unit.UTF16, Unit.CODE_POINTS])
@pytest.mark.parametrize("width", [1, 2])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("counts_mark", [True, False])
def test_seltext_tells_how_positions_count(
    unit: Unit, width: int, mark: str, counts_mark: bool, tmp_path: Path
) -> None:
    body = "One 😀\r\n\r\nThe regime\r\nfell."
    seen = (mark if counts_mark else "") + (body if width == 2 else body.replace("\r\n", "\n"))

    def position(at: int) -> int:
        return at if unit is Unit.CODE_POINTS else len(seen[:at].encode("utf-16-le")) // 2

    rows = []
    for words in ("regime", "regime\nfell" if width == 1 else "regime\r\nfell"):
        at = seen.index(words)
        # A selection in Qt has U+2029 where a line ends.
        quote = words.replace("\n", "\u2029") if width == 1 else words
        rows.append((1, quote, position(at), position(at + len(words))))
    [draft], left = found_in(made(tmp_path / "p.qda", mark + body, rows))
    assert left == []
    assert draft.text == "One 😀\n\nThe regime\nfell."
    assert [it[2] for it in said(draft)] == ["regime", "regime\nfell"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((1, "regime", 3, 9), "at 3–9 stands “regim”, not “regime”"),
        ((1, "regime", 10, 4), "10–4 is no part of the text"),
        ((1, "regime", -4, 4), "-4–4 is no part of the text"),
        ((1, "regime", 4, 400), "4–400 is no part of the text"),
        ((9, "regime", 4, 10), "its code is not in the project"),
    ],
)
def test_what_is_no_label_is_told(row: Row, why: str, tmp_path: Path) -> None:
    [draft], left = found_in(made(tmp_path / "p.qda", "The regime fell 😀.", [row]))
    assert draft.labels == ()
    assert left == [("file “port.txt”, coding “regime”", why)]


def test_no_break_spaces_that_qt_made_blanks_are_the_same(tmp_path: Path) -> None:
    text = "The\u00a0regime fell."
    [draft], left = found_in(made(tmp_path / "p.qda", text, [(1, "The regime", 0, 10)]))
    assert left == []
    assert said(draft) == [("Loaded language", [(0, 10)], "The\u00a0regime")]


def test_a_coding_of_the_byte_order_mark_alone_marks_no_text(tmp_path: Path) -> None:
    rows = [(1, "\ufeff", 0, 1), (2, "The", 1, 4)]
    [draft], left = found_in(made(tmp_path / "p.qda", "\ufeffThe regime", rows))
    assert said(draft) == [("Doubt", [(0, 3)], "The")]
    assert [why for _, why in left] == ["it marks no text"]


def test_a_project_of_an_older_version_is_read(tmp_path: Path) -> None:
    more = """
    DROP TABLE code_text; DROP TABLE annotation; DROP TABLE attribute;
    CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
      owner text, memo text, date text);
    INSERT INTO code_text VALUES (1, 1, 'regime', 4, 10, NULL, NULL, NULL);
    """
    folder = made(tmp_path / "p.qda", "The regime fell.", [], more)
    [draft], left = found_in(folder, ReadOptions(annotator="Oda Renk"))
    assert left == []
    [label] = draft.labels
    assert (label.annotator, label.note, label.fields) == ("Oda Renk", "", {})


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, unit=st.sampled_from([Unit.UTF16, Unit.CODE_POINTS]), data=st.data())
def test_codings_stand_where_seltext_does(
    text: str, unit: Unit, data: st.DataObject, tmp_path: Path
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wide = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    low, high = wide if unit is Unit.UTF16 else (start, end)
    folder = tmp_path / "p.qda"
    (folder / "data.qda").unlink(missing_ok=True)
    made(folder, text, [(1, text[start:end], low, high)])
    [draft], left = found_in(folder, ReadOptions(unit=unit))
    assert left == []
    assert said(draft) == [("Loaded language", [(start, end)], text[start:end])]


def test_cells_of_other_types_do_no_harm(tmp_path: Path) -> None:
    more = """
    INSERT INTO source VALUES (2, x'00', 5, 5, 5, 5, 5, 5, 5), (3, 7, x'61', '', '', '', '', 1, 1);
    INSERT INTO code_text VALUES (8, 'a', 1, x'61', 'b', 2.5, 4, 5, 6, 7, 'x');
    INSERT INTO code_text VALUES (9, 1, 1, NULL, 4, 10, NULL, 'soon', NULL, NULL, NULL);
    INSERT INTO attribute VALUES (1, NULL, 'file', NULL, 1, '', '');
    """
    [draft, other], left = found_in(made(tmp_path / "p.qda", "The regime fell.", [], more))
    assert said(draft) == [("Loaded language", [(4, 10)], "regime")]
    assert other.text == "5"
    assert left == [
        ("file “port.txt”, coding “-1”", "-1–-1 is no part of the text"),
        ("file “7”", "it holds no text"),
    ]


@pytest.mark.parametrize("name", ["p.qda", "p.qda/data.qda"])
def test_what_is_no_project_is_told(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "p.qda"
    folder.mkdir()
    if name != "p.qda":
        (tmp_path / name).write_bytes(b"SQLite format 3\0" + b"\0" * 600)
    with pytest.raises(AnnotatorError):
        found_in(tmp_path / name)
    with pytest.raises(AnnotatorError):
        qualcoder.sniff(Source(folder))


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_told_or_read(data: st.DataObject, tmp_path: Path) -> None:
    folder = tmp_path / "p.qda"
    if not folder.exists():
        made(folder, "The regime fell 😀. " * 40, [(1, "regime", 4, 10), (2, "The", 0, 3)])
    raw = bytearray((folder / "data.qda").read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    other = tmp_path / "q.qda"
    other.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    try:
        qualcoder.sniff(Source(other))
        found_in(other)
    except AnnotatorError:
        return

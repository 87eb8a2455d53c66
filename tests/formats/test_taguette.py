"""Taguette's projects, made here with the tables that Taguette makes."""

import json
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
from annotator.formats.parts import sqlite_file
from annotator.formats.source import Source
from annotator.formats.tools import taguette

# After taguette/database/models.py and its migrations.
TABLES = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL,
  hashed_password VARCHAR(192), password_set_date DATETIME, language VARCHAR(10),
  email VARCHAR(256), email_sent DATETIME, CONSTRAINT pk_users PRIMARY KEY (login));
CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,
  description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,
  description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL,
  project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL,
  FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE);
CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL,
  user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER,
  payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL,
  snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL,
  path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,
  PRIMARY KEY (highlight_id, tag_id));
INSERT INTO projects VALUES (1, 'Harbour', '', '2026-01-02 03:04:05.678901');
INSERT INTO tags VALUES (1, 1, 'Loaded language', 'Words that sway.'), (2, 1, 'Doubt', '');
"""
PLAIN = ReadOptions()
NOW = "2026-01-02 03:04:05.678901"

Row = tuple[int, int, str, tuple[int, ...], str]
"""Of a highlight start and end, snippet, tags, and who made it."""


def made(path: Path, contents: str, rows: Iterable[Row], more: str = "") -> Path:
    """A project with one document and these highlights."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript(TABLES)
        base.execute(
            "INSERT INTO documents VALUES (1, 'Port', 'From the bell', 'port.html', ?, 1, ?, ?)",
            (NOW, "LEFT_TO_RIGHT", contents),
        )
        for key, (start, end, snippet, tags, who) in enumerate(rows, start=1):
            base.execute(
                "INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", (key, start, end, snippet)
            )
            for tag in tags:
                base.execute("INSERT INTO highlight_tags VALUES (?, ?)", (key, tag))
            said = {"type": "highlight_add", "highlight_id": key, "tags": tags}
            base.execute(
                "INSERT INTO commands (date, user_login, project_id, document_id, payload) "
                "VALUES (?, ?, 1, 1, ?)",
                (NOW, who, json.dumps(said)),
            )
        base.executescript(more)
        base.commit()
    return path


def found_in(path: Path, options: ReadOptions = PLAIN) -> tuple[list[Draft], list[tuple[str, str]]]:
    """The drafts, and what was left out with the reason."""
    found = list(taguette.read(Source(path), options))
    return (
        [item for item in found if isinstance(item, Draft)],
        [(item.where, item.why) for item in found if isinstance(item, Skipped)],
    )


def test_a_project_is_read_value_by_value(tmp_path: Path) -> None:
    contents = "<h1>Port shut</h1><p>The <b>wéird</b> &amp; 😀 <i>regime</i> fell.<br/>So.</p>"
    text = "Port shutThe wéird & 😀 regime fell.So."
    start = len(text[: text.index("regime")].encode())
    rows = [
        (start, start + 6, "<p><i>regime</i></p>", (1, 2), "oda"),
        (13, 19, "<p><b>wéird</b></p>", (2,), "ben"),
    ]
    path = made(tmp_path / "p.sqlite3", contents, rows)
    assert taguette.sniff(Source(path))
    [draft], left = found_in(path)
    assert left == []
    assert draft.text == "Port shut\nThe wéird & 😀 regime fell.\nSo."
    assert (draft.title, dict(draft.extra)) == ("Port", {"description": "From the bell"})
    at = draft.text.index("regime")
    assert said(draft) == [
        ("Doubt", [(14, 19)], "wéird"),
        ("Doubt", [(at, at + 6)], "regime"),
        ("Loaded language", [(at, at + 6)], "regime"),
    ]
    assert [label.annotator for label in draft.labels] == ["oda", "oda", "ben"]
    assert {label.created for label in draft.labels} == {"2026-01-02T03:04:05.678Z"}


def test_a_highlight_over_paragraphs_holds_the_break_between(tmp_path: Path) -> None:
    rows = [(4, 9, "<p>fell</p><p>S</p>", (1,), "oda"), (4, 8, "<p>fell</p>", (2,), "oda")]
    path = made(tmp_path / "p.sqlite3", "\n <p>It, fell</p><p>So.</p>", rows)
    [draft], left = found_in(path)
    assert left == []
    assert draft.text == "It, fell\nSo."
    assert said(draft) == [
        ("Doubt", [(4, 8)], "fell"),
        ("Loaded language", [(4, 10)], "fell\nS"),
    ]


def test_white_space_that_parts_paragraphs_stays_as_it_is(tmp_path: Path) -> None:
    path = made(
        tmp_path / "p.sqlite3", "<p>A regime</p>\r\n<p>fell</p>", [(2, 8, "regime", (1,), "o")]
    )
    [draft], _ = found_in(path)
    assert draft.text == "A regime\nfell"
    assert said(draft)[0][2] == "regime"


def test_the_admin_of_ones_own_computer_is_nobody(tmp_path: Path) -> None:
    path = made(tmp_path / "p.sqlite3", "<p>A regime</p>", [(2, 8, "regime", (1,), "admin")])
    [draft], _ = found_in(path)
    assert draft.labels[0].annotator == ""
    [draft], _ = found_in(path, ReadOptions(annotator="Oda Renk"))
    assert draft.labels[0].annotator == "Oda Renk"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((3, 8, "regime", (1,), "o"), "at 3–8 stands “egime”, not “regime”"),
        ((8, 2, "regime", (1,), "o"), "8–2 is no part of the text"),
        ((-2, 2, "", (1,), "o"), "-2–2 is no part of the text"),
        ((2, 99, "", (1,), "o"), "2–99 is no part of the text"),
        ((0, 10, "", (1,), "o"), "0–10 is no part of the text"),
        ((2, 8, "regime", (), "o"), "it has no tag"),
        ((2, 8, "regime", (77,), "o"), "it has no tag"),
        ((2**62, 2**63 - 1, "", (1,), "o"), f"{2**62}–{2**63 - 1} is no part of the text"),
    ],
)
def test_what_is_no_label_is_told(row: Row, why: str, tmp_path: Path) -> None:
    [draft], left = found_in(made(tmp_path / "p.sqlite3", "<p>A regime😀</p>", [row]))
    assert draft.labels == ()
    assert [reason for _, reason in left] == [why]


def test_cells_of_other_types_do_no_harm(tmp_path: Path) -> None:
    more = """
    INSERT INTO documents VALUES (2, x'00ff', 3, 4, 5, 6, 7, x'3c703e');
    INSERT INTO documents VALUES (3, 'n', '', '', '', 'x', '', CAST(x'3c703efff03c' AS TEXT));
    INSERT INTO documents VALUES (4, 'huge', '', '', '', 1, '', '&#99999999999999999999999999;');
    INSERT INTO highlights VALUES (7, 1, 'a', x'01', 5), (8, 'x', 1.5, 0, ''), (9, 3, 0, 2, '');
    INSERT INTO highlight_tags VALUES ('a', 'b');
    INSERT INTO commands (date, user_login, project_id, payload) VALUES ('', '', 1, '[{');
    """
    drafts, left = found_in(made(tmp_path / "p.sqlite3", "<p>A regime</p>", [], more))
    assert [draft.title for draft in drafts] == ["Port", "n", "huge"]
    assert ("document “2”", "it holds no text") in left


def test_several_projects_in_a_file_are_told_apart(tmp_path: Path) -> None:
    more = "INSERT INTO projects VALUES (2, 'Other', '', '')"
    [draft], _ = found_in(made(tmp_path / "p.sqlite3", "<p>A regime</p>", [], more))
    assert draft.extra["project"] == "Harbour"


def test_a_view_in_place_of_a_table_is_never_asked(tmp_path: Path) -> None:
    more = """DROP TABLE documents; CREATE VIEW documents AS
    WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)
    SELECT x AS id, 'a' AS name, 'b' AS contents FROM c"""
    path = made(tmp_path / "p.sqlite3", "", [], more)
    assert not taguette.sniff(Source(path))
    with pytest.raises(AnnotatorError, match="no Taguette project"):
        found_in(path)


def test_a_file_that_is_open_elsewhere_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "p.sqlite3", "<p>A regime</p>", [])
    (tmp_path / "p.sqlite3-wal").write_bytes(b"pages")
    with pytest.raises(AnnotatorError, match="another program has it open"):
        found_in(path)


def test_nothing_is_written_beside_or_into_the_file(tmp_path: Path) -> None:
    path = made(tmp_path / "p.sqlite3", "<p>A regime</p>", [])
    before = path.read_bytes()
    path.chmod(0o444)
    found_in(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_with_signs_of_addresses_is_opened(tmp_path: Path) -> None:
    path = made(tmp_path / "a?mode=rwc&b#c%41 é.sqlite3", "<p>A regime</p>", [])
    assert len(found_in(path)[0]) == 1


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<b>b</b>c", "abc"),
        ("\n\t <p> a</p>", " a"),
        ("x\n <p> a</p>\n", "x\n  a\n"),
        ("<pre>\n\na</pre>", "\na"),
        ("<pre>a\n</pre>", "a\n"),
        ("<pre></pre>\n<pre><b>\n</b></pre>", "\n\n"),
        ("a &lt; b &amp;amp; &eacute;&#128512;&#x1F600;&nbsp;", "a < b &amp; é😀😀\xa0"),
        ("1 < 2 <3 <", "1 < 2 <3 <"),
        ("a<!-- b > c -->d<?e f?>g", "adg"),
        ("a<a title=\"x > y\" href='>'>b</a>", "ab"),
        ("a<b", "a"),
        ('a<b c="', "a"),
        ("a<!-- b", "a"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("<table>\n<tr>\n<td>a</td></tr></table>", "\n\na"),
    ],
)
def test_the_text_of_html_is_that_between_tags(markup: str, text: str) -> None:
    assert taguette.words_of(markup).text == text


def test_hostile_html_takes_no_longer_than_its_length() -> None:
    for piece in ("<", "<a ", "<!--", '<a "', "<a '\"", "&", "&#", "<a b=c", "</", "<p>"):
        taguette.words_of(piece * 200_000)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), data=st.data())
def test_highlights_stand_where_their_snippet_does(
    texts: list[str], data: st.DataObject, tmp_path: Path
) -> None:
    def markup(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    whole = "".join(texts)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    row = (len(whole[:start].encode()), len(whole[:end].encode()), markup(whole[start:end]))
    path = tmp_path / "p.sqlite3"
    path.unlink(missing_ok=True)
    contents = "".join(f"<p>{markup(text)}</p>" for text in texts)
    [draft], left = found_in(made(path, contents, [(*row, (1,), "oda")]))
    assert left == []
    assert draft.text == "\n".join(texts)
    [(_, _, quote)] = said(draft)
    assert quote.replace("\n", "") == whole[start:end].replace("\n", "")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_told_or_read(data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite3"
    if not path.exists():
        made(path, "<p>A regime</p>" * 50, [(2, 8, "regime", (1,), "oda")] * 40)
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    other = tmp_path / "q.sqlite3"
    other.write_bytes(raw[: data.draw(st.integers(0, len(raw)))])
    try:
        taguette.sniff(Source(other))
        found_in(other)
    except AnnotatorError:
        return


@pytest.mark.parametrize("content", [b"", b"no database", sqlite_file.MAGIC + b"\xff" * 5_000])
def test_what_is_no_database_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.sqlite3"
    path.write_bytes(content)
    with pytest.raises(AnnotatorError):
        found_in(path)

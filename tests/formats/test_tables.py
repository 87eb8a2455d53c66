"""Tables from elsewhere: whatever their columns are called, and however they are separated."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import WILD

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.csv_labels import harmless
from annotator.formats.exchange import Draft, Format, ReadOptions, Skipped
from annotator.formats.offsets import Unit, UnitUnclear
from annotator.formats.source import Source
from annotator.formats.tables import grids, tables
from annotator.formats.tables.columns import Columns
from annotator.formats.tables.grids import delimiter_of

FERRY = "The reckless board voted to close the ferry, and nobody on the island was asked first."
WAGES = "Wages rose by two per cent last year, the office said; prices rose by three."

BABE = (
    "\ufefftext;news_link;outlet;topic;type;label_bias\r\n"
    f'"{WAGES}";https://example.org/wages;Courier;economy;left;Non-biased\r\n'
    f'"{FERRY}";https://example.org/ferry;Harbour Post;ferries;;Biased\r\n'
)


def found(form: Format, path: Path, **options: object) -> list[Draft | Skipped]:
    assert form.read is not None
    return list(form.read(Source(path), ReadOptions(**options)))  # type: ignore[arg-type]


def drafts(form: Format, path: Path, **options: object) -> list[Draft]:
    items = found(form, path, **options)
    assert not [item for item in items if isinstance(item, Skipped)]
    return [item for item in items if isinstance(item, Draft)]


def a_file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# ---------------------------------------------------------------------------- separated values


def test_a_table_with_semicolons_and_commas_in_its_texts(tmp_path: Path) -> None:
    path = a_file(tmp_path, "babe.csv", BABE)
    columns = tables.columns_of(Source(path))
    assert (columns.delimiter, columns.encoding) == (";", "utf-8")
    assert columns.header[0] == "text"
    assert columns.samples[1][2] == "Harbour Post"
    wages, ferry = drafts(tables.CSV, path)
    assert (wages.text, wages.url, wages.outlet) == (WAGES, "https://example.org/wages", "Courier")
    assert ferry.extra == {"topic": "ferries", "label_bias": "Biased"}
    assert (wages.where, ferry.where) == ("line 2", "line 3")
    assert ferry.title == FERRY[: len(ferry.title) - 1] + "…"


def test_what_a_person_says_goes_before_the_guess(tmp_path: Path) -> None:
    path = a_file(tmp_path, "babe.csv", BABE)
    chosen = {"label_bias": "answer:slant", "topic": "event", "type": "", "outlet": "title"}
    _, ferry = drafts(tables.CSV, path, columns=chosen, annotator="Oda Renk")
    [answer] = ferry.answers
    assert (answer.question, answer.value, answer.annotator) == ("slant", "Biased", "Oda Renk")
    assert (ferry.event, ferry.title, ferry.outlet, ferry.extra) == (
        "ferries",
        "Harbour Post",
        "",
        {},
    )


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"heading": "text"}, "it has no column “heading”; its columns are “text”, “news_link”"),
        ({"topic": "colour"}, "column “topic” cannot hold “colour”"),
        ({"topic": "answer:"}, "column “topic” cannot hold “answer:”"),
        ({"topic": "url", "type": "url"}, "“topic” and “type” cannot both hold the url"),
        ({"text": ""}, "none of its columns holds a text"),
    ],
)
def test_a_choice_that_cannot_be_is_a_sentence(
    chosen: dict[str, str], why: str, tmp_path: Path
) -> None:
    path = a_file(tmp_path, "babe.csv", BABE)
    with pytest.raises(AnnotatorError, match=why):
        found(tables.CSV, path, columns=chosen)


CELLS = st.text(st.sampled_from(WILD + "\r;'"), max_size=30).map(lambda cell: f"a{cell}b")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_every_cell_comes_back_whatever_separates_them(
    rows: list[tuple[str, str]], delimiter: str, quoting: int, tmp_path: Path
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(["text", "remark"])
    # Two texts that are alike would be one article.
    told = [(f"{number} {text}", remark) for number, (text, remark) in enumerate(rows)]
    writer.writerows([[harmless(text), harmless(remark)] for text, remark in told])
    path = a_file(tmp_path, "table.csv", stream.getvalue())
    columns = {"text": "text", "remark": "extra"}
    read = drafts(tables.CSV, path, columns=columns)
    assert [draft.text for draft in read] == [canonical(text)[0] for text, _ in told]
    assert [draft.extra["remark"] for draft in read] == [remark for _, remark in told]


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("id,text\n1,a; b; c\n2,d\n", ","),
        ("id;text\n1;a, b, c\n2;d\n", ";"),
        ('text,outlet\n"a;b\n;c;",X\n"d",Y\n', ","),
        ("id\ttext\n1\ta, b\n", "\t"),
        ("id|text\n1|a, b\n", "|"),
        ("text\na, b, c\n", ""),
        ('"text, in full";id\n"a";1\n', ";"),
    ],
)
def test_the_delimiter_is_that_of_the_header(sample: str, delimiter: str) -> None:
    assert delimiter_of(sample) == delimiter


def test_one_column_is_enough(tmp_path: Path) -> None:
    path = a_file(tmp_path, "lines.csv", f"text\n{FERRY}\n\n{WAGES}\n")
    assert [draft.text for draft in drafts(tables.CSV, path)] == [FERRY, WAGES]


def test_the_hint_that_excel_writes_is_taken(tmp_path: Path) -> None:
    path = a_file(tmp_path, "hint.csv", "sep=|\r\ntext|id\r\nOne, two; three|7\r\n")
    [draft] = drafts(tables.CSV, path)
    assert (draft.text, draft.id, draft.where) == ("One, two; three", "7", "line 3")


def test_a_lone_quotation_mark_swallows_no_lines_of_a_tab_separated_file(tmp_path: Path) -> None:
    content = 'id\ttext\n1\t"No ferry, he said.\n2\tNobody “asked” us.\n3\tLast.\n'
    path = a_file(tmp_path, "bare.tsv", content)
    assert [draft.text for draft in drafts(tables.TSV, path)] == [
        '"No ferry, he said.',
        "Nobody “asked” us.",
        "Last.",
    ]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = a_file(tmp_path, "open.csv", 'id,text\n1,One.\n2,"Two.\n3,Three.\n')
    left, first = found(tables.CSV, path)
    assert isinstance(first, Draft)
    assert left == Skipped("lines 3 to 4", "a quotation mark that is opened there is never closed")


def test_a_cell_without_end_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "LARGEST_CELL", 1_000)
    content = 'id,text\n1,One.\n2,"' + "words\n" * 200 + "3,Three.\n"
    path = a_file(tmp_path, "open.csv", content)
    items = found(tables.CSV, path)
    assert any(isinstance(item, Skipped) and "a cell is longer than" in item.why for item in items)
    assert [item.id for item in items if isinstance(item, Draft)][-1] == "3"


def test_a_row_with_too_many_cells_is_told_and_a_short_one_is_filled(tmp_path: Path) -> None:
    path = a_file(tmp_path, "rows.csv", "text,outlet\nOne.\nTwo.,A,B\nThree.,C,,\n,\n")
    left, one, three = found(tables.CSV, path)
    assert isinstance(one, Draft)
    assert left == Skipped("line 3", "it has 3 cells and the header 2")
    assert isinstance(three, Draft)
    assert (one.outlet, three.outlet) == ("", "C")


def test_a_table_without_a_header_has_numbered_columns(tmp_path: Path) -> None:
    path = a_file(tmp_path, "bare.csv", f'1,"{FERRY * 5}",https://example.org/1\n')
    columns = tables.columns_of(Source(path))
    assert columns.header == ("column 1", "column 2", "column 3")
    [draft] = drafts(tables.CSV, path)
    assert (draft.text, draft.url, draft.extra) == (FERRY * 5, "https://example.org/1", {})


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_found(encoding: str, tmp_path: Path) -> None:
    content = "überschrift;inhalt\nGroße Mehrheit;Die Züge fahren wieder, hieß es gestern.\n"
    path = a_file(tmp_path, "alt.csv", content.encode(encoding))
    [draft] = drafts(tables.CSV, path)
    assert draft.text == "Große Mehrheit\n\nDie Züge fahren wieder, hieß es gestern."


def test_a_large_file_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_file(tmp_path, "babe.csv", BABE)
    small = drafts(tables.CSV, path)
    monkeypatch.setattr(grids, "LARGEST_FILE_BYTES", 10)
    assert drafts(tables.CSV, path) == small
    a_file(tmp_path, "old.csv", "text\nZüge fahren.\n".encode("cp1252"))
    with pytest.raises(AnnotatorError, match="larger than 64 MB and not in UTF-8"):
        found(tables.CSV, tmp_path / "old.csv")


# ---------------------------------------------------------------------------- JSON


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"n": 2, "articles": rows}])
def test_json_is_an_array_of_objects(wrap: object, tmp_path: Path) -> None:
    rows = [
        {"title": "Ferry", "content": FERRY, "meta": {"outlet": "Courier", "page": 4}},
        {"content": WAGES, "score": float("nan"), "tags": ["pay", "prices"]},
    ]
    path = a_file(tmp_path, "news.json", json.dumps(wrap(rows)))  # type: ignore[operator]
    ferry, wages = drafts(tables.JSON, path)
    assert ferry.text == f"Ferry\n\n{FERRY}"
    assert ferry.headline_end == 5
    assert (ferry.outlet, ferry.extra) == ("Courier", {"meta.page": "4"})
    assert (wages.where, wages.extra) == ("item 2", {"tags": '["pay","prices"]'})


def test_json_lines_of_plain_objects(tmp_path: Path) -> None:
    lines = ['{"body": "One.", "id": 1}', "{", "[1]", '{"body": "Two.", "id": 2, "late": true}']
    path = a_file(tmp_path, "news.jsonl", "\n".join(lines))
    broken, no_object, one, two = found(tables.JSONL, path)
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert isinstance(broken, Skipped)
    assert broken.where == "line 2"
    assert broken.why.startswith("it is no JSON")
    assert no_object == Skipped("line 3", "it is no object")
    assert (one.id, two.id, two.extra) == ("1", "2", {"late": "true"})


@pytest.mark.parametrize(
    "content",
    ["", "[", "{}", "[]", "[1, 2]", '"x"', "[" * 100_000, '{"a": [{}], "b": [{}]}', "\0\1\2" * 99],
)
def test_json_that_is_no_table_is_a_clause(content: str, tmp_path: Path) -> None:
    path = a_file(tmp_path, "x.json", content)
    with pytest.raises(AnnotatorError) as caught:
        found(tables.JSON, path)
    assert not str(caught.value).endswith(".")


# ---------------------------------------------------------------------------- labels


def labelled_table(folder: Path, rows: list[list[object]], header: str) -> Path:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header.split())
    writer.writerows(rows)
    return a_file(folder, "labels.csv", stream.getvalue())


def test_rows_with_the_same_text_are_one_article(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [FERRY, "Oda", "loaded", 4, 12, "reckless", 5, "too strong"],
        [FERRY, "Ben", "loaded", 4, 18, "reckless board", 3, ""],
        [FERRY, "Ben", "doubt", "", "", "", "", ""],
        [WAGES, "Ben", "", "", "", "", "", ""],
        [FERRY, "Ida", "doubt", 4, 12, "", "", ""],
    ]
    header = "text annotator label start end quote field.intensity note"
    ferry, wages, again = drafts(tables.CSV, labelled_table(tmp_path, rows, header))
    assert [(it.annotator, it.tag, tuple(it.pieces[0])) for it in ferry.labels] == [
        ("Oda", "loaded", (4, 12)),
        ("Ben", "loaded", (4, 18)),
        ("Ben", "doubt", (0, len(FERRY))),
    ]
    assert (ferry.labels[0].fields, ferry.labels[0].note) == ({"intensity": 5}, "too strong")
    assert (wages.labels, len(again.labels)) == ((), 1)


def test_rows_with_the_same_id_need_the_text_once(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["a", FERRY, "loaded", "reckless", 41],
        ["a", "", "loaded", "nobody", 29],
        ["b", "", "loaded", "reckless", 29],
        ["a", WAGES, "loaded", "Wages", 29],
    ]
    path = labelled_table(tmp_path, rows, "id text label quote age")
    ferry, nothing, wages = found(tables.CSV, path)
    assert isinstance(ferry, Draft)
    assert [ferry.text[slice(*it.pieces[0])] for it in ferry.labels] == ["reckless", "nobody"]
    assert ferry.extra == {"age": "41; 29"}
    assert nothing == Skipped("line 4", "it holds no text")
    assert isinstance(wages, Draft)
    assert (wages.id, wages.text) == ("a", WAGES)


def test_what_rows_of_one_article_say_differently_is_kept(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", FERRY, "Courier", 1], ["a", FERRY, "Post", 2]]
    path = labelled_table(tmp_path, rows, "id text outlet answer.slant")
    draft, left = sorted(found(tables.CSV, path), key=lambda item: isinstance(item, Skipped))
    assert isinstance(draft, Draft)
    assert (draft.outlet, draft.extra) == ("Courier", {"outlet (other)": "Post"})
    assert [answer.value for answer in draft.answers] == [1]
    assert left == Skipped("line 3, answer “slant”", "another row says “1”")


@pytest.mark.parametrize(
    ("start", "end", "quote", "why"),
    [
        (4, 12, "board", "at 4–12 stands “reckless”, not “board”"),
        (12, 4, "", "12–4 is no part of the text"),
        (-4, 12, "", "-4–12 is no part of the text"),
        (0, 10**14, "", "is no part of the text"),
        (10**30, 10**31, "", "is no place in a text"),
        ("four", 12, "", "“four” to “12” is no place in a text"),
        (4, "", "", "“4” to “” is no place in a text"),
        ("", "", "regime", "the text does not say so"),
        ("", "", "o", "the text says so in several places"),
    ],
)
def test_a_label_that_has_no_place_is_told(
    start: object, end: object, quote: str, why: str, tmp_path: Path
) -> None:
    path = labelled_table(tmp_path, [[FERRY, "t", start, end, quote]], "text label start end quote")
    left, draft = found(tables.CSV, path)
    assert isinstance(left, Skipped)
    assert left.where == f"line 2, label “{quote or 't'}”"
    assert why in left.why
    assert isinstance(draft, Draft)
    assert draft.labels == ()


def test_the_same_label_twice_is_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [[FERRY, "t"], [FERRY, "t"]]
    left, draft = found(tables.CSV, labelled_table(tmp_path, rows, "text label"))
    assert left == Skipped("line 3, label “t”", "an earlier row has the same label")
    assert isinstance(draft, Draft)
    assert len(draft.labels) == 1


RAW = "\ufeff\n😀 The réckless\r\nboard 👩‍👧 voted.\r\n"


@pytest.mark.parametrize("headline", ["", "Ferry 😀 to close"])
@pytest.mark.parametrize("unit", [Unit.CODE_POINTS, Unit.UTF16])
def test_offsets_move_with_line_ends_and_headline(
    unit: Unit, headline: str, tmp_path: Path
) -> None:
    words = ["réckless\r\nboard", "voted", "board"]
    rows = []
    for word in words:
        start = RAW.index(word)
        edges = [start, start + len(word)]
        if unit is Unit.UTF16:
            edges = [len(RAW[:edge].encode("utf-16-le")) // 2 for edge in edges]
        rows.append({"headline": headline, "text": RAW, "label": "t", "start": edges[0]})
        rows[-1] |= {"end": edges[1], "quote": word if word != words[0] else ""}
    path = a_file(tmp_path, "x.json", json.dumps(rows))
    [draft] = drafts(tables.JSON, path, unit=unit)
    said = [draft.text[slice(*label.pieces[0])] for label in draft.labels]
    assert said == [canonical(word)[0] for word in words]
    # With the quotes first, the unit is found.
    path = a_file(tmp_path, "y.json", json.dumps(rows[::-1]))
    assert len(drafts(tables.JSON, path)[0].labels) == 3


def test_offsets_that_may_count_either_are_asked_for(tmp_path: Path) -> None:
    row = {"text": RAW, "label": "t", "start": 8, "end": 16}
    path = a_file(tmp_path, "x.json", json.dumps([row]))
    with pytest.raises(UnitUnclear):
        found(tables.JSON, path)


def test_labels_without_texts_are_told_apart_from_tables(tmp_path: Path) -> None:
    header = "label_id,article_id,title,annotator,tag,start,end,quote\n1,2,T,O,t,0,1,x\n"
    path = a_file(tmp_path, "labels.csv", header)
    chosen = dict.fromkeys(header.split("\n", maxsplit=1)[0].split(","), "")
    with pytest.raises(AnnotatorError, match="labels without the texts"):
        found(tables.CSV, path, columns=chosen)
    with pytest.raises(AnnotatorError, match="labels without the texts"):
        found(tables.CSV, path)


# ---------------------------------------------------------------------------- the guess


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("id title content url publish_date", "id headline text url date"),
        ("headline body source author published", "headline text outlet author date"),
        ("Überschrift Artikeltext Quelle Datum", "headline text outlet date"),
        ("titre texte auteur journal langue", "headline text author outlet language"),
        ("titular cuerpo fuente fecha autor", "headline text outlet date author"),
        ("article_text link medium genre", "text url outlet genre"),
        ("headline title text", "headline title text"),
        ("text label start end annotator", "text label start end annotator"),
        ("text technique begin", "text label extra"),
        ("text tags category", "text extra extra"),
        ("text category start end", "text label start end"),
        ("text start end note coder", "text extra extra extra extra"),
        ("text answer.slant coder", "text answer:slant annotator"),
        ("ID TEXT Text_2", "id text extra"),
        ("text content", "text extra"),
    ],
)
def test_columns_are_known_by_their_names(header: str, expected: str) -> None:
    columns = Columns(tuple(header.split()))
    assert list(tables.guessed(columns).values()) == expected.split()


def test_columns_are_known_by_what_is_in_them() -> None:
    rows = (
        ("0", FERRY * 4, "https://example.org/1", "2026-01-02", "left", WAGES * 3, "4"),
        ("1", FERRY * 3, "https://example.org/2", "2026-01-03T10:00:00Z", "", WAGES * 3, "5"),
    )
    columns = Columns(("Unnamed: 0", "a", "b", "c", "d", "e", "f"), rows)
    assert list(tables.guessed(columns).values()) == [
        "",
        "text",
        "url",
        "date",
        "extra",
        "",
        "extra",
    ]


def test_the_only_texts_are_taken_though_they_are_headlines() -> None:
    columns = Columns(("headline", "outlet"), (("Ferry to close", "Courier"),))
    assert tables.guessed(columns) == {"headline": "text", "outlet": "outlet"}


def test_a_shape_is_the_columns_whatever_their_order() -> None:
    one, same = Columns(("a", "b"), encoding="utf-8"), Columns(("b", "a "), (("1", "2"),))
    assert tables.shape_of(one) == tables.shape_of(same)
    assert tables.shape_of(one) != tables.shape_of(Columns(("a", "b", "c")))


# ---------------------------------------------------------------------------- whatever the bytes

GOOD = {
    tables.CSV: BABE.encode(),
    tables.TSV: BABE.replace(";", "\t").encode(),
    tables.JSON: json.dumps(
        [{"id": 1, "text": FERRY, "label": "t", "start": 4, "end": 12, "quote": "reckless"}]
    ).encode(),
    tables.JSONL: b'{"text": "One.", "label": ["a", "b"], "quote": ["One", "."]}\n{"text": ""}\n',
}


def mutations(good: bytes) -> st.SearchStrategy[bytes]:
    places = st.integers(0, len(good))
    cut = places.map(lambda at: good[:at])
    changed = st.tuples(places, st.binary(max_size=4)).map(
        lambda pair: good[: pair[0]] + pair[1] + good[pair[0] + len(pair[1]) :]
    )
    shuffled = st.permutations(list(good[:60])).map(lambda part: bytes(part) + good[60:])
    return st.one_of(cut, changed, shuffled, st.binary(max_size=80))


@pytest.mark.parametrize("form", GOOD, ids=lambda form: form.id)
def test_no_bytes_are_a_traceback(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"x{form.extensions[0]}"

    @settings(max_examples=150)
    @given(mutations(GOOD[form]))
    def tried(content: bytes) -> None:
        path.write_bytes(content)
        with suppress(AnnotatorError):
            for item in found(form, path):
                assert isinstance(item, Draft | Skipped)
                if isinstance(item, Draft):
                    item.text.encode()
                    assert all(0 <= it.start < it.end <= len(item.text) for it in pieces(item))

    tried()


def pieces(draft: Draft) -> Iterator[object]:
    for label in draft.labels:
        yield from label.pieces


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["id", "text", "headline", "label", "start", "end", "quote", "date"]),
            VALUES,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_value_is_a_traceback(rows: list[dict[str, object]], tmp_path: Path) -> None:
    path = a_file(tmp_path, "x.json", json.dumps(rows))
    with suppress(AnnotatorError):
        for item in found(tables.JSON, path):
            if isinstance(item, Draft):
                item.text.encode()


def test_the_first_bytes_tell_json_from_json_lines(tmp_path: Path) -> None:
    assert tables.JSON.sniff is not None
    assert tables.JSONL.sniff is not None
    array, lines, other = (Source(Path("x"), content) for content in (b" [{", b"{", b"text"))
    assert (tables.JSON.sniff(array), tables.JSONL.sniff(array)) == (True, False)
    assert tables.JSONL.sniff(lines)
    assert not tables.JSON.sniff(other)

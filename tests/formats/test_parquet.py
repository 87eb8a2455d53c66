"""Parquet: labels as typed columns that any reader of Parquet understands; tables of others."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import CODEBOOK, OPTIONS, article, labelled, labelled_articles, on
from pyarrow import parquet as arrow_parquet

from annotator.core.errors import AnnotatorError
from annotator.core.model import Field, Kind, Span, Value
from annotator.core.work import finish
from annotator.formats.csv_labels import COLUMNS
from annotator.formats.exchange import (
    Draft,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.source import Source
from annotator.formats.tables import parquet, tables
from annotator.formats.writing import Written, written

TEXT = "The regime 😀 fell.\n\nNobody wept for it."


def out(path: Path, *items: LabelledArticle, options: WriteOptions = OPTIONS) -> Written:
    path.unlink(missing_ok=True)
    return finish(written(path, parquet.FORMAT, items, options))


def rows(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = arrow_parquet.read_table(path).to_pylist()
    return found


def read(path: Path, content: bytes | None = None) -> list[Draft | Skipped]:
    return list(parquet.read(Source(path, content), ReadOptions()))


# ---------------------------------------------------------------------------- labels


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_every_label_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    done = out(path, *items)
    assert done.read_back == sum(len(item.labels) for item in items)
    pairs = [(item.article.text, label) for item in items for label in item.labels]
    for row, (text, label) in zip(rows(path), pairs, strict=True):
        assert isinstance(row["start"], int)
        assert isinstance(row["end"], int)
        assert text[row["start"] : row["end"]] == row["quote"] == label.quote
        assert row["pieces"] == [{"start": it.start, "end": it.end} for it in label.pieces]
        assert row["note"] == label.note
        assert row["field.intensity"] == label.fields.get("intensity")
        assert row["field.target"] == label.fields.get("target")
        assert row["other_fields"] == []
    for draft, (_, label) in zip(
        parquet.rows_back(Source(path), ReadOptions()), pairs, strict=True
    ):
        assert isinstance(draft, Draft)
        [back] = draft.labels
        assert (back.fields, back.note, back.id) == (label.fields, label.note, label.id)


def test_the_columns_have_types(tmp_path: Path) -> None:
    book = replace(CODEBOOK, fields=(*CODEBOOK.fields, Field("quoted", "Quoted?", Kind.YES_NO)))
    options = WriteOptions(fields=("intensity", "target", "quoted"), codebook=book)
    path = tmp_path / "out.parquet"
    out(path, labelled(TEXT, on(TEXT, "regime"), fields={"quoted": True}), options=options)
    schema = arrow_parquet.read_schema(path)
    fields = ["field.intensity", "field.target", "field.quoted"]
    assert schema.names == [*COLUMNS, *fields, "other_fields"]
    kinds = {name: str(schema.field(name).type) for name in schema.names}
    assert kinds["start"] == kinds["end"] == kinds["field.intensity"] == "int64"
    assert (kinds["field.quoted"], kinds["quote"]) == ("bool", "string")
    assert kinds["pieces"] == "list<element: struct<start: int64, end: int64>>"
    assert rows(path)[0]["field.quoted"] is True


@pytest.mark.parametrize(
    ("fields", "others"),
    [
        ({"intensity": "strong", "target": 3}, {"intensity": "strong", "target": "3"}),
        ({"intensity": 2**63}, {"intensity": str(2**63)}),
        ({"intensity": -(2**63)}, {}),
        ({"intensity": True}, {"intensity": "true"}),
        ({"gone": "x"}, {"gone": "x"}),
    ],
)
def test_a_value_that_does_not_fit_its_column_is_kept_beside(
    fields: dict[str, Value], others: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "out.parquet"
    done = out(path, labelled(TEXT, on(TEXT, "regime"), fields=fields))
    assert done.read_back == 1
    assert dict(rows(path)[0]["other_fields"]) == others  # type: ignore[call-overload]


def test_many_labels_are_written_in_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_BATCH", 5)
    items = [
        labelled(f"{number} {TEXT}", on(f"{number} {TEXT}", "The", "fell")) for number in range(9)
    ]
    path = tmp_path / "out.parquet"
    done = out(path, *items)
    assert done.read_back == 18
    assert arrow_parquet.ParquetFile(path).metadata.num_row_groups > 2


def test_nothing_to_write_is_a_file_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    done = out(path, LabelledArticle(article("Bare.")))
    assert (done.read_back, rows(path)) == (0, [])
    assert "1 article without a label left out" in done.losses


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    item = labelled(TEXT, on(TEXT, "regime"))
    work = written(tmp_path / "out.parquet", parquet.FORMAT, [item] * 3, OPTIONS)
    next(work)
    work.close()
    assert list(tmp_path.iterdir()) == []


def test_labels_alone_are_no_articles(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    out(path, labelled(TEXT, on(TEXT, "regime")))
    with pytest.raises(AnnotatorError, match="labels without the texts"):
        read(path)


# ---------------------------------------------------------------------------- tables of others


def a_table(path: Path, **columns: object) -> Path:
    arrow_parquet.write_table(pa.table(columns), path)
    return path


def test_a_table_of_others(tmp_path: Path) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    path = a_table(
        tmp_path / "news.parquet",
        title=["Ferry", None],
        content=["The reckless board voted.\r\n", "Nobody was asked."],
        published=pa.array([moment, None], pa.timestamp("ns", "UTC")),
        meta=[{"outlet": "Courier"}, {"outlet": None}],
        score=[0.5, float("nan")],
        picture=pa.array([b"\xff\xd8\xff", b"words"], pa.binary()),
        long=["x" * 300, "y" * 300],
    )
    assert tables.columns_of(Source(path)).header[:3] == ("title", "content", "published")
    ferry, asked = read(path)
    assert isinstance(ferry, Draft)
    assert isinstance(asked, Draft)
    assert ferry.text == "Ferry\n\nThe reckless board voted."
    assert (ferry.outlet, ferry.date) == ("Courier", "2026-01-02T03:04:05+00:00")
    assert ferry.extra == {"score": "0.5"}
    assert asked.extra == {"picture": "words"}
    assert (ferry.where, asked.where) == ("row 1", "row 2")
    assert read(Path("news.parquet"), path.read_bytes()) == [ferry, asked]


def test_labels_of_others_with_lists(tmp_path: Path) -> None:
    text = "The reckless board voted. 😀 The board left."
    path = a_table(
        tmp_path / "x.parquet",
        text=[text, text],
        label=[["loaded", "doubt"], ["loaded"]],
        quote=[["reckless"], ["voted", "board"]],
    )
    left, draft = read(path)
    assert isinstance(left, Skipped)
    assert left.where == "row 2, label “board”"
    assert isinstance(draft, Draft)
    assert [(it.tag, it.pieces) for it in draft.labels] == [
        ("loaded", (Span(4, 12),)),
        ("doubt", (Span(4, 12),)),
        ("loaded", (Span(19, 24),)),
    ]


def test_strange_values_are_no_traceback(tmp_path: Path) -> None:
    path = a_table(
        tmp_path / "x.parquet",
        text=["One text.", "Two texts."],
        far=pa.array([2**62, -(2**62)], pa.timestamp("us")),
    )
    with pytest.raises(AnnotatorError, match="it is no Parquet file, or damaged"):
        read(path)


def test_a_row_group_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MOST_IN_A_GROUP", 1_000)
    with pytest.raises(AnnotatorError, match="a row group of it is larger than 1 GB"):
        read(a_table(tmp_path / "x.parquet", text=["long " * 1_000 + str(at) for at in range(9)]))


def test_other_files_under_this_name_are_a_clause(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    for content in (b"", b"PAR1", b"text\n", b"PAR1" + b"\xff" * 99 + b"PAR1"):
        path.write_bytes(content)
        with pytest.raises(AnnotatorError, match="it is no Parquet file"):
            read(path)


def test_no_bytes_are_a_traceback(tmp_path: Path) -> None:
    path = a_table(tmp_path / "x.parquet", text=["One.", "Two."], label=["a", None], n=[1, 2])
    good = path.read_bytes()

    @settings(max_examples=200)
    @given(st.integers(0, len(good) - 1), st.binary(min_size=1, max_size=4), st.booleans())
    def tried(at: int, some: bytes, cut: bool) -> None:
        path.write_bytes(good[:at] if cut else good[:at] + some + good[at + len(some) :])
        with suppress(AnnotatorError):
            for item in read(path):
                assert isinstance(item, Draft | Skipped)

    tried()


WITHOUT = """
import sys
from pathlib import Path
sys.modules["pyarrow"] = None
from annotator.core.errors import AnnotatorError
from annotator.formats.tables import parquet, tables
from annotator.formats.exchange import ReadOptions, WriteOptions
from annotator.formats.source import Source
for use in (
    lambda: list(parquet.read(Source(Path("x.parquet"), b""), ReadOptions())),
    lambda: list(parquet.write([], Path("y.parquet"), WriteOptions())),
):
    try:
        use()
    except AnnotatorError as error:
        print(error)
"""


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, cwd=tmp_path
    )
    assert run.stderr == ""
    said = 'it needs pyarrow; install it with `pip install "annotator[parquet]"`'
    assert run.stdout.splitlines() == [said, said]

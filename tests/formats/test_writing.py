"""What is written can be read back and checked by anyone; or nothing is written."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.labels import new_label
from annotator.core.model import Answer, Article, Metadata, Span, State, Value
from annotator.core.text import canonical, sha256
from annotator.formats import FORMATS, format_named, written
from annotator.formats.csv_labels import harmless, unharmed
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions

TIME = "2026-03-14T09:26:53.589Z"
WRITERS = [known for known in FORMATS if known.write]
OPTIONS = WriteOptions(fields=("intensity", "target"))
TEXTS = st.text(
    st.sampled_from("ab “”'=+-@,;\"\n\t😀👩‍👧e\u0301\u00a0\u2028\u0085\u202eשا"),
    min_size=1,
    max_size=60,
).map(lambda raw: canonical(raw)[0] or "x")


def labelled(
    text: str, places: list[list[Span]], note: str = "", fields: dict[str, Value] | None = None
) -> LabelledArticle:
    metadata = Metadata("article-1", title="Ferry to close", outlet="Courier", extra={"desk": "H"})
    article = Article("article-1", text, 0, sha256(text), metadata)
    labels = [
        new_label(
            article,
            "loaded-language",
            pieces,
            label_id=f"label-{number}",
            annotator_id="ann-1",
            codebook_version=2,
            now=TIME,
        )
        for number, pieces in enumerate(places)
    ]
    answer = Answer("answer-1", "article-1", "ann-1", "slant", 3, 2, TIME, TIME)
    return LabelledArticle(
        article=article,
        state=State.DONE,
        labels=tuple(replace(label, note=note, fields=fields or {}) for label in labels),
        answers=(answer,),
        annotators={"ann-1": "Oda Renk"},
    )


@st.composite
def labelled_articles(draw: st.DrawFn) -> LabelledArticle:
    text = draw(TEXTS)
    places = []
    for _ in range(draw(st.integers(0, 3))):
        cuts = draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4))
        edges = sorted(cuts)[: len(cuts) // 2 * 2]
        places.append([Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)])
    fields = draw(st.fixed_dictionaries({}, optional={"intensity": st.integers(-2, 5)}))
    return labelled(text, places, draw(TEXTS), {**fields, "target": draw(TEXTS)})


@given(st.lists(labelled_articles(), max_size=3))
def test_json_lines_hold_every_label_with_its_quote(items: list[LabelledArticle]) -> None:
    stream = io.StringIO(newline="")
    write = format_named("jsonl").write
    assert write
    assert write(items, stream, OPTIONS) == sum(len(item.labels) for item in items)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [row["text"] for row in rows] == [item.article.text for item in items]
    for row, item in zip(rows, items, strict=True):
        assert row["meta"] == {"outlet": "Courier", "desk": "H"}
        assert row["answers"][0]["value"] == 3
        assert [label["pieces"] for label in row["labels"]] == [
            [list(piece) for piece in label.pieces] for label in item.labels
        ]
        for label in row["labels"]:
            assert row["text"][label["start"] : label["end"]] == label["quote"]
            assert label["annotator"] == "Oda Renk"


@given(st.lists(labelled_articles(), max_size=3))
def test_csv_rows_come_back_whole_and_cannot_be_formulas(items: list[LabelledArticle]) -> None:
    stream = io.StringIO(newline="")
    write = format_named("csv").write
    assert write
    count = write(items, stream, OPTIONS)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    pairs = [(item.article, label) for item in items for label in item.labels]
    assert len(rows) == len(pairs) == count
    for row, (article, label) in zip(rows, pairs, strict=True):
        for name in ("quote", "note", "field.target", "title", "pieces"):
            assert row[name][:1] not in set("=+-@\t\r")
        quote = unharmed(row["quote"])
        assert article.text[int(row["start"]) : int(row["end"])] == quote == label.quote
        assert unharmed(row["note"]) == label.note
        assert unharmed(row["field.target"]) == label.fields["target"]
        assert row["field.intensity"] == str(label.fields.get("intensity", ""))


@given(st.text(st.sampled_from("'=+-@\t\ra ")))
def test_making_a_cell_harmless_can_always_be_undone(cell: str) -> None:
    assert unharmed(harmless(cell)) == cell
    assert harmless(cell)[:1] not in set("=+-@\t\r")


TEXT = "The reckless board voted."
GOOD = labelled(TEXT, [[Span(4, 12)], [Span(0, 3), Span(13, 18)]], fields={"intensity": 4})
FIRST, SECOND = GOOD.labels


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.id)
def test_a_file_is_written_whole_in_the_formats_encoding(tmp_path: Path, form: Format) -> None:
    file = tmp_path / "labels.out"
    file.write_text("older")
    assert written(file, form, [GOOD, GOOD], OPTIONS) == 4
    assert file.read_bytes().startswith(b"\xef\xbb\xbf") == (form.id == "csv")
    assert "reckless" in file.read_text(encoding=form.encoding)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.id)
@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, labels=(FIRST, replace(SECOND, quote="The reckless boar"))),
        replace(GOOD, labels=(FIRST, replace(SECOND, pieces=(Span(13, 18), Span(0, 3))))),
        replace(GOOD, labels=(FIRST, replace(SECOND, pieces=(Span(0, 14), Span(13, 18))))),
        replace(GOOD, labels=(FIRST, replace(SECOND, pieces=(Span(0, 99),)))),
        replace(GOOD, labels=(FIRST, replace(SECOND, article_id="another"))),
        replace(GOOD, article=replace(GOOD.article, text="The wreckless board voted.")),
    ],
    ids=["quote", "order", "overlap", "outside", "article", "text"],
)
def test_a_wrong_label_or_text_is_refused_and_the_older_file_stays(
    tmp_path: Path, bad: LabelledArticle, form: Format
) -> None:
    file = tmp_path / "labels.out"
    file.write_text("older")
    with pytest.raises(AnnotatorError, match="“Ferry to close” was not written") as caught:
        written(file, form, [GOOD, bad], OPTIONS)
    assert ("label-1" in str(caught.value)) == (bad.article == GOOD.article)
    assert file.read_text() == "older"
    assert list(tmp_path.iterdir()) == [file]


def test_a_field_without_a_column_is_not_lost_in_silence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="“intensity”, which has no column"):
        written(tmp_path / "labels.csv", format_named("csv"), [GOOD], WriteOptions())
    assert not list(tmp_path.iterdir())


def a_folder(tmp_path: Path) -> Path:
    return tmp_path


def a_place_in_no_folder(tmp_path: Path) -> Path:
    return tmp_path / "none" / "labels.jsonl"


def a_place_below_a_file(tmp_path: Path) -> Path:
    (tmp_path / "file").touch()
    return tmp_path / "file" / "labels.jsonl"


def a_device(tmp_path: Path) -> Path:
    return Path("/dev/null")


@pytest.mark.parametrize("place", [a_folder, a_place_in_no_folder, a_place_below_a_file, a_device])
def test_an_impossible_place_is_a_sentence(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    with pytest.raises(AnnotatorError, match="nothing was changed"):
        written(place(tmp_path), format_named("jsonl"), [GOOD])


def test_a_read_only_format_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="Plain text can be read but not written"):
        written(tmp_path / "x.txt", format_named("txt"), [GOOD])


FILLS_ITS_DISK = """
import resource, sys
from pathlib import Path
from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Metadata
from annotator.core.text import sha256
from annotator.formats import format_named, written
from annotator.formats.exchange import LabelledArticle

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
text = "The board voted. " * 100
article = Article("a", text, 0, sha256(text), Metadata("a"))
try:
    written(Path(sys.argv[1]), format_named("jsonl"), [LabelledArticle(article)] * 100)
except AnnotatorError as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for one process")
def test_a_full_disk_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text("older")
    run = subprocess.run(
        [sys.executable, "-c", FILLS_ITS_DISK, str(file)], capture_output=True, text=True
    )
    assert run.returncode == 1
    assert run.stderr.strip().endswith("nothing was changed.")
    assert file.read_text() == "older"
    assert list(tmp_path.iterdir()) == [file]

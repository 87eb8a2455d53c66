"""What is written can be read back and checked by anyone; or nothing is written."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, labelled, labelled_articles, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.csv_labels import harmless, unharmed
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions
from annotator.formats.offsets import Unit
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.writing import Written, written

WRITERS = [
    known for known in FORMATS if known.write and known.kind != "reading" and known.carries.labels
]
several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
ITEMS = st.lists(labelled_articles(), max_size=3, unique_by=lambda item: item.article.text)


@several
@given(items=ITEMS)
def test_json_lines_hold_every_label_with_its_quote(
    items: list[LabelledArticle], tmp_path: Path
) -> None:
    there_and_back(format_named("jsonl"), items, tmp_path)
    file = max(tmp_path.iterdir(), key=lambda path: int(path.stem.split("-")[1]))
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [item.article.text for item in items]
    for row, item in zip(rows, items, strict=True):
        assert row["answers"][0]["value"] == 3
        assert [label["pieces"] for label in row["labels"]] == [
            [list(piece) for piece in label.pieces] for label in item.labels
        ]
        for label in row["labels"]:
            assert row["text"][label["start"] : label["end"]] == label["quote"]


@several
@given(items=ITEMS)
def test_csv_rows_come_back_whole_and_cannot_be_formulas(
    items: list[LabelledArticle], tmp_path: Path
) -> None:
    there_and_back(format_named("csv"), items, tmp_path)
    file = max(tmp_path.iterdir(), key=lambda path: int(path.stem.split("-")[1]))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pairs = [(item.article, label) for item in items for label in item.labels]
    assert len(rows) == len(pairs)
    for row, (article, label) in zip(rows, pairs, strict=True):
        for name in ("quote", "note", "field.target", "title", "pieces"):
            assert row[name][:1] not in set("=+-@\t\r")
        quote = unharmed(row["quote"])
        assert article.text[int(row["start"]) : int(row["end"])] == quote == label.quote
        assert unharmed(row["note"]) == label.note
        assert unharmed(row["field.target"]) == label.fields.get("target", "")
        assert row["field.intensity"] == str(label.fields.get("intensity", ""))


@given(st.text(st.sampled_from("'=+-@\t\ra ")))
def test_making_a_cell_harmless_can_always_be_undone(cell: str) -> None:
    assert unharmed(harmless(cell)) == cell
    assert harmless(cell)[:1] not in set("=+-@\t\r")


TEXT = "The reckless board voted."
GOOD = labelled(TEXT, [[Span(4, 12)], [Span(0, 3), Span(13, 18)]], fields={"intensity": 4})
TITLE = GOOD.article.title
FIRST, SECOND = GOOD.labels


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.id)
def test_what_is_written_is_there_alone_and_said(tmp_path: Path, form: Format) -> None:
    target = tmp_path / f"labels{'' if form.folder else form.extensions[0]}"
    if not form.folder:
        target.write_text("older")
    done = finish(written(target, form, [GOOD], OPTIONS))
    assert done.articles == 1
    assert done.labels >= 2
    assert done.read_back in (None, done.labels)
    assert list(tmp_path.iterdir()) == [target]


def test_csv_says_that_it_is_utf8_for_excel(tmp_path: Path) -> None:
    finish(written(tmp_path / "labels.csv", format_named("csv"), [GOOD], OPTIONS))
    assert (tmp_path / "labels.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_that_holds_something_is_not_written_into(tmp_path: Path) -> None:
    folder = next(form for form in WRITERS if form.folder)
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(AnnotatorError, match="name a new or empty one"):
        finish(written(tmp_path, folder, [GOOD], OPTIONS))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


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
    file = tmp_path / f"labels{'' if form.folder else form.extensions[0]}"
    if not form.folder:
        file.write_text("older")
    with pytest.raises(AnnotatorError, match=f"“{TITLE}.*” was not written") as caught:
        finish(written(file, form, [GOOD, bad], OPTIONS))
    assert ("label-1" in str(caught.value)) == (bad.article == GOOD.article)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"] * (not form.folder)


def test_a_field_without_a_column_is_not_lost_in_silence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="“intensity”, which has no column"):
        finish(written(tmp_path / "labels.csv", format_named("csv"), [GOOD], WriteOptions()))
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
        finish(written(place(tmp_path), format_named("jsonl"), [GOOD]))


def test_a_read_only_format_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="Plain text can be read but not written"):
        finish(written(tmp_path / "x.txt", format_named("txt"), [GOOD]))


FILLS_ITS_DISK = """
import resource, sys
from pathlib import Path
from annotator.core.errors import AnnotatorError
from annotator.core.model import Article, Metadata
from annotator.core.text import sha256
from annotator.formats.registry import format_named
from annotator.formats.writing import Written, written
from annotator.formats.exchange import LabelledArticle
from annotator.core.work import finish

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
text = "The board voted. " * 100
article = Article("a", text, 0, sha256(text), Metadata("a"))
try:
    finish(written(Path(sys.argv[1]), format_named("jsonl"), [LabelledArticle(article)] * 100))
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


def test_a_file_that_cannot_be_read_back_is_not_written_and_that_is_said(tmp_path: Path) -> None:
    item = labelled("The \0 regime fell.", [[Span(6, 12)]])
    sentence = r"^out.conll was not written: read back, it cannot be read \(.*\)\. Choose another"
    with pytest.raises(AnnotatorError, match=sentence):
        finish(written(tmp_path / "out.conll", format_named("conll"), [item], OPTIONS))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", WRITERS, ids=lambda form: form.id)
@pytest.mark.parametrize("unit", Unit)
def test_offsets_count_what_was_asked_for_or_that_is_refused(
    form: Format, unit: Unit, tmp_path: Path
) -> None:
    item = labelled(
        "A family \U0001f469\u200d\U0001f469 in a flood.", [[Span(2, 8)], [Span(18, 23)]]
    )
    path = tmp_path / ("out" if form.folder else f"out{form.extensions[0]}")
    options = replace(OPTIONS, unit=unit)
    if unit in form.writes_in or unit.value == form.unit:
        done: Written = finish(written(path, form, [item], options))
        assert done.read_back in (None, 2)
    else:
        with pytest.raises(AnnotatorError, match="cannot count offsets in"):
            finish(written(path, form, [item], options))
        assert not list(tmp_path.iterdir())

"""From every format that holds labels to every other: all comes through, or the loss was told."""

import json
from itertools import product
from pathlib import Path

import pytest
from labelled import CODEBOOK, OPTIONS, labelled, said

from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.convert import convert
from annotator.formats.exchange import Draft, Format, LabelledArticle, ReadOptions, WriteOptions
from annotator.formats.reading import read
from annotator.formats.registry import FORMATS, format_named
from annotator.formats.source import Source
from annotator.formats.writing import Written, written

BOTH = [form for form in FORMATS if form.read and form.write and form.carries.text]
PAIRS = list(product(BOTH, BOTH))
TAGS = [tag.key for tag in CODEBOOK.tags]


def item(text: str, *words: str) -> LabelledArticle:
    places = [[Span(text.index(word), text.index(word) + len(word))] for word in words]
    return labelled(text, places, tags=TAGS)


ITEMS = [
    item("Regime Falls\n\nThe regime 🚢 fell, “horribly” so.", "regime", "horribly", "so"),
    item("A family 👩‍👩‍👧 and a café\u0301 in a catastrophic flood.", "family", "catastrophic"),
    item("“שלום” read the shameful\u00a0banner, and no one took it down.", "shameful", "banner"),
]
"""Labels that no format need change: whole words, apart from each other, one piece each."""


def path_of(folder: Path, name: str, form: Format) -> Path:
    return folder / (name if form.folder else f"{name}{form.extensions[0]}")


def labels_in(path: Path, form: Format, options: WriteOptions) -> list[tuple[str, list[object]]]:
    wanted = ReadOptions(unit=options.unit, settings=options.settings)
    drafts = [it for it in read(Source(path), form, wanted) if isinstance(it, Draft)]
    merged: dict[str, list[object]] = {}
    for draft in drafts:  # some formats have a file or line for each annotator
        merged.setdefault(draft.text, []).extend(said(draft))
    return sorted((text, sorted(labels, key=repr)) for text, labels in merged.items())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The articles in every format."""
    folder = tmp_path_factory.mktemp("first")
    found = {}
    for form in BOTH:
        found[form.id] = path_of(folder, form.id, form)
        finish(written(found[form.id], form, ITEMS, OPTIONS))
    return found


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=[f"{a.id} to {b.id}" for a, b in PAIRS])
def test_labels_come_through_from_one_format_to_another(
    one: Format, other: Format, first: dict[str, Path], tmp_path: Path
) -> None:
    target = path_of(tmp_path, "out", other)
    reading = ReadOptions(unit=OPTIONS.unit)
    if one.units:
        reading = ReadOptions(unit=one.units[0])
    done: Written = finish(
        convert(Source(first[one.id]), target, other, source_form=one, reading=reading)
    ).written
    assert done.labels == sum(len(each.labels) for each in ITEMS)
    assert done.read_back == done.labels
    came = labels_in(target, other, WriteOptions(unit=other.units[0] if other.units else None))
    if one.carries.text and other.carries.text:
        assert came == sorted(
            (
                each.article.text,
                sorted(
                    (
                        (it.tag, [tuple(piece) for piece in it.pieces], it.quote)
                        for it in each.labels
                    ),
                    key=repr,
                ),
            )
            for each in ITEMS
        )


@pytest.mark.filterwarnings("error")
def test_two_lines_of_one_number_are_two_articles(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": text, "label": [[0, 3, "x"]]} for text in ("One ship.", "Two ships.")]
    lines = tmp_path / "in.jsonl"
    lines.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    target = tmp_path / "out.qdpx"
    refi, doccano = format_named("refi-qda"), format_named("doccano")
    done = finish(convert(Source(lines), target, refi, source_form=doccano))
    assert (done.written.articles, done.written.read_back) == (2, 2)
    drafts = [it for it in read(Source(target), refi) if isinstance(it, Draft)]
    assert [it.text for it in drafts] == ["One ship.", "Two ships."]
    assert len({it.id for it in drafts}) == 2

"""Sentences with loaded words beside the same with neutral ones."""

import csv
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from labelled import OPTIONS, labelled, labelled_articles, on, there_and_back

from annotator.core.model import Span, Value
from annotator.core.work import finish
from annotator.formats import rewrite_pairs
from annotator.formats.csv_labels import unharmed
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.writing import written

TEXT = (
    "Regime sells ferry\n\n"
    "The regime sneered, 😀 as ever. Nobody was hurt. It slammed the board on Monday.\n"
    "A so-called vote followed."
)


def worded(
    places: list[list[Span]], *words: str, text: str = TEXT, people: tuple[str, ...] = ("Oda Renk",)
) -> LabelledArticle:
    item = labelled(text, places, people=people)
    labels = tuple(
        replace(label, fields={"neutral": each} if each else {})
        for label, each in zip(item.labels, words, strict=True)
    )
    return replace(item, labels=labels)


def pairs(
    folder: Path, item: LabelledArticle, options: WriteOptions = OPTIONS
) -> list[tuple[str, str]]:
    there_and_back(rewrite_pairs.FORMAT, [item], folder, options)
    newest = max(folder.iterdir(), key=lambda path: int(path.stem.removeprefix("out-")))
    with newest.open(encoding="utf-8-sig", newline="") as stream:
        return [(row["sentence"], row["neutral_sentence"]) for row in csv.DictReader(stream)]


def test_a_written_file_is_the_golden_one(tmp_path: Path) -> None:
    places = on(TEXT, "Regime", "regime", "sneered", "slammed", "so-called vote")
    item = worded(places, "Government", "government", "objected", "", "vote")
    path = tmp_path / "pairs.tsv"
    done = finish(written(path, rewrite_pairs.FORMAT, [item], OPTIONS))
    article = f"{item.article.id}\t{item.article.title}\tOda Renk\tloaded-language"
    assert path.read_bytes().decode() == (
        "\ufeffarticle_id\ttitle\tannotator\ttags\tsentence\tneutral_sentence\r\n"
        f"{article}\tRegime sells ferry\tGovernment sells ferry\r\n"
        f"{article}\tThe regime sneered, 😀 as ever.\tThe government objected, 😀 as ever.\r\n"
        f"{article}\tA so-called vote followed.\tA vote followed.\r\n"
    )
    assert done.read_back is None
    told = [loss for loss in done.losses if "label" in loss and "left out" in loss]
    assert told == ["1 label without neutral words, or overlapping one with more left out"]


def test_a_label_over_sentences_and_lines_has_them_all_in_one_row(tmp_path: Path) -> None:
    item = worded(
        [[Span(TEXT.index("It slammed"), TEXT.index(" vote"))], *on(TEXT, "followed")],
        "It met the board.\nA",
        "came",
    )
    assert pairs(tmp_path, item) == [
        (
            "It slammed the board on Monday.\nA so-called vote followed.",
            "It met the board.\nA vote came.",
        )
    ]


def test_the_pieces_of_a_label_have_its_words_once(tmp_path: Path) -> None:
    first, second = on(TEXT, "slammed", "on Monday")
    item = worded([[*first, *second]], "met")
    assert pairs(tmp_path, item) == [("It slammed the board on Monday.", "It met the board .")]


def test_each_annotator_has_rows_of_their_own(tmp_path: Path) -> None:
    item = worded(
        on(TEXT, "slammed", "slammed the board"), "met", "left", people=("Oda Renk", "Ben")
    )
    assert [after for _, after in pairs(tmp_path, item)] == [
        "It met the board on Monday.",
        "It left on Monday.",
    ]


def test_of_labels_that_overlap_the_longest_is_replaced(tmp_path: Path) -> None:
    item = worded(on(TEXT, "slammed", "slammed the board"), "met", "left")
    assert [after for _, after in pairs(tmp_path, item)] == ["It left on Monday."]


def test_another_field_can_be_named(tmp_path: Path) -> None:
    item = labelled(TEXT, on(TEXT, "slammed"), fields={"target": "met"})
    assert pairs(tmp_path, item) == []
    [(_, after)] = pairs(tmp_path, item, WriteOptions(settings={"field": "target"}))
    assert after == "It met the board on Monday."


def test_no_cell_can_be_run_as_a_formula(tmp_path: Path) -> None:
    text = "=cmd|'/C calc'!A0 slammed."
    item = worded(on(text, "slammed"), "met", text=text)
    [(before, after)] = pairs(tmp_path, item)
    assert before[:2] == after[:2] == "'="
    assert unharmed(before) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(item=labelled_articles())
def test_a_pair_differs_in_the_labelled_words_only(item: LabelledArticle, tmp_path: Path) -> None:
    fields: dict[str, Value] = {"neutral": "N"}
    item = replace(item, labels=tuple(replace(each, fields=fields) for each in item.labels))
    item = rewrite_pairs.fit(item, OPTIONS)
    for who in {label.annotator_id for label in item.labels}:
        labels = [label for label in item.labels if label.annotator_id == who]
        found = list(rewrite_pairs.stretches(item.article.text, labels))
        assert sorted(id(label) for _, there in found for label in there) == sorted(map(id, labels))
        for place, there in found:
            after = rewrite_pairs.rewritten(item.article.text, place, there, "neutral")
            before = list(item.article.text)
            for label in there:
                for number, (start, end) in enumerate(label.pieces):
                    before[start:end] = ["N" if number == 0 else ""] + [""] * (end - start - 1)
            assert after.split() == "".join(before[place.start : place.end]).split()

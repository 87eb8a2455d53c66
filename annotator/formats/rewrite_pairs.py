"""Pairs of sentences: as they stand, and with neutral words in place of the loaded ones.

A table with the columns `article_id`, `title`, `annotator`, `tags`, `sentence`, `neutral_sentence`;
separated by commas or, if the file's name ends in .tsv, by tabs; UTF-8 with a byte order mark, and
cells made harmless for spreadsheets as in `formats.csv_labels`. It is made to be read, compared in
class or learned from, and is not read back.

A label has a part in it if its field `neutral` holds words (the setting `field` names another).
A row is a sentence, or several that a label reaches over, with all such labels of one annotator:
each is replaced by its neutral words; of a label in several pieces, the first piece is, and the
others are taken out. Of labels that overlap, the longest has its part.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from annotator.core.model import Label, Span
from annotator.core.rewording import NEUTRAL, neutral_words
from annotator.core.spans import overlaps
from annotator.core.text import sentences
from annotator.formats.csv_labels import harmless
from annotator.formats.exchange import Carries, Format, LabelledArticle, Loss, WriteOptions
from annotator.formats.losses import longest

COLUMNS = ("article_id", "title", "annotator", "tags", "sentence", "neutral_sentence")


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write a header and one pair a row."""
    key = options.settings.get("field", NEUTRAL)
    separator = "\t" if path.suffix.lower() == ".tsv" else ","
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=separator)
        rows.writerow(COLUMNS)
        for item in items:
            for row in _rows(item, key):
                rows.writerow([harmless(cell) for cell in row])
            yield


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:
    """With the labels only that have neutral words, of one annotator's none that overlap."""
    key = options.settings.get("field", NEUTRAL)
    worded = [label for label in item.labels if neutral_words(label, key)]
    people = dict.fromkeys(label.annotator_id for label in worded)
    apart = chain.from_iterable(
        longest([label for label in worded if label.annotator_id == who]) for who in people
    )
    kept = {id(label) for label in apart}
    return replace(item, labels=tuple(label for label in worded if id(label) in kept))


def _rows(item: LabelledArticle, key: str) -> Iterator[tuple[str, ...]]:
    for who in dict.fromkeys(label.annotator_id for label in item.labels):
        labels = [label for label in item.labels if label.annotator_id == who]
        for place, there in stretches(item.article.text, labels):
            yield (
                item.article.id,
                item.article.title,
                item.name_of(who),
                "; ".join(dict.fromkeys(label.tag for label in there)),
                item.article.text[place.start : place.end],
                rewritten(item.article.text, place, there, key),
            )


def stretches(text: str, labels: Iterable[Label]) -> Iterator[tuple[Span, list[Label]]]:
    """The sentences that hold labels, several as one where a label reaches over them."""
    found: list[tuple[Span, list[Label]]] = []
    for label in sorted(labels, key=lambda each: each.start):
        place = _whole_sentences(text, Span(label.start, label.end))
        if found and overlaps(found[-1][0], place):
            last, there = found.pop()
            place = Span(min(last.start, place.start), max(last.end, place.end))
            found.append((place, [*there, label]))
        else:
            found.append((place, [label]))
    yield from found


def _whole_sentences(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    lines = sentences(text, start, len(text) if end < 0 else end)
    touched = [each for each in lines if overlaps(each, span)]
    return Span(
        min([span.start, *(each.start for each in touched)]),
        max([span.end, *(each.end for each in touched)]),
    )


def rewritten(text: str, place: Span, labels: Iterable[Label], key: str) -> str:
    """A stretch of the text with the neutral words of these labels in their places."""
    parts, at = [], place.start
    changes = sorted(
        (piece, neutral_words(label, key) if number == 0 else "")
        for label in labels
        for number, piece in enumerate(label.pieces)
    )
    for piece, words in changes:
        parts += [text[at : piece.start], words]
        at = piece.end
        if not words and parts[-2].endswith(" ") and text.startswith(" ", at):
            at += 1  # the blank before the words that are gone is enough
    return "".join([*parts, text[at : place.end]]).strip()


FORMAT = Format(
    id="rewrites",
    name="Neutral rewordings, sentence by sentence",
    extensions=(".csv", ".tsv"),
    write=write,
    unit="none",
    carries=Carries(
        text=False,
        notes=False,
        answers=False,
        states=False,
        metadata=False,
        history=False,
        unlabelled=False,
    ),
    fit=fit,
    losses=(
        Loss(
            "label{s} without neutral words, or overlapping one with more",
            "left out",
            lambda item, left: len(item.labels) - len(left.labels),
            left_out=True,
        ),
    ),
    about=(
        "A table for teaching and for learning to reword: each sentence with loaded words beside "
        "the same with the neutral words that were put to its labels."
    ),
    kind="reading",
)

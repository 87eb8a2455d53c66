"""Ratings: a long table with an annotator's answer to one question about one article in each row.

Columns: `annotator`, `article`, `question`, `value`; if need be `second`, `text` and `title` of the
article, and `done`. How articles are named, and who counts as done, is told in
`formats.tables.long_rows`. A value that is a whole number, or true or false, is taken as such. A
row with yes in `second` holds what was said once more after the article's source was revealed; it
stands beside the first answer and is compared with nobody's. Where an annotator answers a question
twice about an article otherwise, the first answer counts and the other is told.

A written file has the columns `annotator`, `article` (its id), `title`, `question`, `value`,
`second`, `created`, `updated`; articles without an answer are not in it. As in our CSV, words that
a spreadsheet might run as a formula have an apostrophe before them (see `formats.csv_labels`).
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.core.labels import shortened
from annotator.core.model import Answer, SecondAnswer
from annotator.formats.csv_labels import safe
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
    one_line,
)
from annotator.formats.source import Source
from annotator.formats.tables.long_rows import (
    EXTENSIONS,
    Articles,
    LongGroup,
    groups_of,
    has_columns,
    said,
)
from annotator.formats.tables.rows import valued

_COLUMNS = ("annotator", "article", "question", "value")
_WRITTEN = ("annotator", "article", "title", "question", "value", "second", "created", "updated")
_Given = dict[tuple[str, str], DraftAnswer]


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write a header and one answer a row, second answers after the first ones of an article."""
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(_WRITTEN)
        for item in items:
            answers: list[Answer | SecondAnswer] = [*item.answers, *item.second_answers]
            for answer in answers:
                rows.writerow(map(safe, _cells(item, answer)))
            yield


def _cells(item: LabelledArticle, answer: Answer | SecondAnswer) -> list[str | int | bool]:
    second = "yes" if isinstance(answer, SecondAnswer) else ""
    who, article = item.name_of(answer.annotator_id), item.article
    said_so = (answer.question, answer.value, second, answer.created, answer.updated)
    return [who, article.id, article.title, *said_so]


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:  # noqa: ARG001
    """The article without answers that are blank: a row without a value says nothing."""
    return replace(
        item,
        answers=tuple(it for it in item.answers if str(it.value).strip()),
        second_answers=tuple(it for it in item.second_answers if str(it.value).strip()),
    )


# ---------------------------------------------------------------------------- in


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The answers of the table, those about one article together."""
    articles = Articles()
    for group in groups_of(source, options, _COLUMNS):
        if isinstance(group, Skipped):
            yield group
            continue
        first: _Given = {}
        second: _Given = {}
        for item in _answers(group, options):
            if isinstance(item, Skipped):
                yield item
                continue
            again, answer = item
            given = second if again else first
            known = given.setdefault((answer.annotator, answer.question), answer)
            if known.value != answer.value:
                named = f"answer “{shortened(answer.question)}” of {answer.annotator}"
                why = f"another row says “{shortened(str(known.value))}”"
                yield Skipped(f"{group.where}, {named}", why)
        answers, second_answers = tuple(first.values()), tuple(second.values())
        yield from articles.draft(group, _no_labels, answers, second_answers)


def _answers(
    group: LongGroup, options: ReadOptions
) -> Iterator[tuple[bool, DraftAnswer] | Skipped]:
    """Each answer, and whether it is a second one."""
    for row in group.rows:
        words = row.words
        question, value = one_line(words.get("question", "")), valued(words.get("value", ""))
        again = said(words.get("second", ""))
        if not question and value == "":
            continue  # it only says who is done
        if not question or value == "":
            what = "question" if not question else "value"
            yield Skipped(row.where, f"it has no {what}")
            continue
        if again is None:
            yield Skipped(row.where, f"“{words['second']}” is neither yes nor no")
            continue
        who = words.get("annotator", "") or options.annotator
        times = {name: words.get(name, "") for name in ("created", "updated")}
        yield again, DraftAnswer(question, value, who, **times)


def _no_labels(_text: str) -> Iterator[DraftLabel | Skipped]:
    return iter(())


def sniffed(source: Source) -> bool:
    """Whether the file is such a table."""
    return has_columns(source, _COLUMNS)


FORMAT = Format(
    id="ratings",
    name="Ratings, one answer a row",
    extensions=EXTENSIONS,
    read=read,
    write=write,
    sniff=sniffed,
    fit=fit,
    unit="none",
    carries=Carries(
        text=False,
        labels=False,
        overlap=False,
        pieces=False,
        fields=False,
        notes=False,
        second_answers=True,
        states=False,
        metadata=False,
        history=False,
    ),
    about="Answers alone, about articles that are in the project or in the file.",
    kind="table",
)
"""For `annotator import P.annot ratings.csv --format ratings`, and for `export`."""

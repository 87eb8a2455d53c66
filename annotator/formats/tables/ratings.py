"""Ratings: a long table with an annotator's answer to one question about one article in each row.

Columns: `annotator`, `article`, `question`, `value`; if need be `text` and `title` of the article,
and `done`. How articles are named, and who counts as done, is told in `formats.tables.long_rows`. A
value that is a whole number, or true or false, is taken as such. Where an annotator answers a
question twice about an article, the first answer counts and the other is told.
"""

from collections.abc import Iterator

from annotator.core.labels import shortened
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    ReadOptions,
    Skipped,
    one_line,
)
from annotator.formats.source import Source
from annotator.formats.tables.long_rows import (
    EXTENSIONS,
    Articles,
    LongGroup,
    groups_of,
    has_columns,
)
from annotator.formats.tables.rows import valued

_COLUMNS = ("annotator", "article", "question", "value")


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The answers of the table, those about one article together."""
    articles = Articles()
    for group in groups_of(source, options, _COLUMNS):
        if isinstance(group, Skipped):
            yield group
            continue
        answers: dict[tuple[str, str], DraftAnswer] = {}
        for item in _answers(group, options):
            if isinstance(item, Skipped):
                yield item
                continue
            first = answers.setdefault((item.annotator, item.question), item)
            if first.value != item.value:
                where = f"{group.where}, answer “{shortened(item.question)}” of {item.annotator}"
                yield Skipped(where, f"another row says “{shortened(str(first.value))}”")
        yield from articles.draft(group, _no_labels, tuple(answers.values()))


def _answers(group: LongGroup, options: ReadOptions) -> Iterator[DraftAnswer | Skipped]:
    for row in group.rows:
        words = row.words
        question, value = one_line(words.get("question", "")), valued(words.get("value", ""))
        if not question and value == "":
            continue  # it only says who is done
        if not question or value == "":
            what = "question" if not question else "value"
            yield Skipped(row.where, f"it has no {what}")
            continue
        yield DraftAnswer(question, value, words.get("annotator", "") or options.annotator)


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
    sniff=sniffed,
    unit="none",
    about="Answers given elsewhere, about articles that are in the project or in the file.",
)
"""For `annotator import P.annot ratings.csv --format ratings`."""

"""Spans: a long table with one label of one annotator on one article in each row.

Columns: `annotator`, `article`, `tag`, `start`, `end`; if need be `quote`, `note`, `pieces`
(`4-9;12-20`, as our own CSV has them), `text` and `title` of the article, and `done`. How articles
are named, and who counts as done, is told in `formats.tables.long_rows`. A row without a tag only
says who is done. Offsets count code points or UTF-16 units of the article's text; a quote tells
which, or that a row is wrong, and then the label is left out rather than moved.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.core.text import canonical
from annotator.formats.csv_labels import pieces_of
from annotator.formats.exchange import (
    Draft,
    DraftLabel,
    Format,
    ReadOptions,
    Skipped,
    one_line,
)
from annotator.formats.offsets import UnitFinder
from annotator.formats.source import Source
from annotator.formats.tables.long_rows import (
    EXTENSIONS,
    Articles,
    LongGroup,
    groups_of,
    has_columns,
)
from annotator.formats.tables.rows import UNITS

_COLUMNS = ("annotator", "article", "tag", "start", "end")
_NUMBER = re.compile(r"\d{1,15}(?:\.0+)?")


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The labels of the table, those on one article together."""
    articles, finder = Articles(), UnitFinder(UNITS, options.unit)
    for group in groups_of(source, options, _COLUMNS):
        if isinstance(group, Skipped):
            yield group
            continue
        yield from articles.draft(group, partial(_placed, group, options, finder))


def _placed(
    group: LongGroup, options: ReadOptions, finder: UnitFinder, text: str
) -> Iterator[DraftLabel | Skipped]:
    """The labels of a group on the text of its article, once that is known."""
    seen: set[tuple[str, str, tuple[Span, ...]]] = set()
    # Offsets on a text that the file has itself count its signs as they are there.
    raw, shift = (group.text, canonical(group.text)[1]) if group.text else (text, None)
    for row in group.rows:
        words = row.words
        tag, who = one_line(words.get("tag", "")), words.get("annotator", "") or options.annotator
        if not tag:
            continue
        where = f"{row.where}, label “{shortened(row['quote'].strip() or tag)}”"
        bounds = _bounds(words)
        if not bounds:
            told = f"“{words.get('start', '')}” to “{words.get('end', '')}”"
            yield Skipped(where, f"{told} is no place in a text")
            continue
        quote = row["quote"] if group.text else canonical(row["quote"])[0]
        quote = quote if len(bounds) == 1 else ""
        found = finder.spans(raw, [(start, end, quote) for start, end in bounds], shift)
        pieces = tuple(span for span, _ in found if span is not None)
        if len(pieces) < len(found):
            yield Skipped(where, next(why for span, why in found if span is None))
        elif (who, tag, pieces) in seen:
            yield Skipped(where, "an earlier row has the same label")
        else:
            seen.add((who, tag, pieces))
            yield DraftLabel(tag, pieces, who, note=canonical(row["note"])[0])


def _bounds(words: Mapping[str, str]) -> list[tuple[int, int]]:
    if words.get("pieces"):
        try:
            return [(start, end) for start, end in pieces_of(words["pieces"])]
        except ValueError:
            return []
    bounds = words.get("start", ""), words.get("end", "")
    if not all(_NUMBER.fullmatch(bound) for bound in bounds):
        return []
    return [(int(float(bounds[0])), int(float(bounds[1])))]


def sniffed(source: Source) -> bool:
    """Whether the file is such a table."""
    return has_columns(source, _COLUMNS)


FORMAT = Format(
    id="spans",
    name="Spans, one label a row",
    extensions=EXTENSIONS,
    read=read,
    sniff=sniffed,
    unit="code points",
    units=UNITS,
    about="Labels made elsewhere, on articles that are in the project or in the file.",
)
"""For `annotator import P.annot spans.csv --format spans`."""

"""Rows of a table to drafts: rows that belong together are one article with several labels.

Rows that follow each other belong together if they have the same id and no other text, or, where no
id is given, the same text. Rows that lie further apart become drafts of their own; an import merges
articles with the same text. Of what is known about the article the first row's word counts; where
another row has another, it is kept as extra, and extra cells that differ are joined.

A row may have a label: with a start and an end, which count code points or UTF-16 units of the text
cell; with a quote alone, which must then stand in the text exactly once; or with neither, and then
it is on the whole article.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span, Value
from annotator.core.text import OffsetMap, canonical, headline_end
from annotator.formats.csv_labels import COLUMNS
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    DraftLabel,
    ReadOptions,
    Skipped,
    one_line,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.tables.columns import ANSWER, EXTRA, FIELD, are_ours, mapped
from annotator.formats.tables.grids import Grid, Row, worded

UNITS = (Unit.CODE_POINTS, Unit.UTF16)
"""What the offsets of a table may count, if nobody says that they count something else."""

_FACTS = ("title", "outlet", "author", "date", "url", "language", "genre", "event")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.0+)?")
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_MOST_JOINED = 50
_MOST_LABELS = 100_000
"""How many rows one article may have; more of them become another draft of the same text."""


def drafts_of(grid: Grid, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of a table, each with the labels and answers of its rows."""
    columns = grid.columns
    unknown = [name for name in options.columns if name not in columns.header]
    if unknown and grid.closed:
        known = ", ".join(f"“{shortened(name)}”" for name in columns.header[:20])
        raise AnnotatorError(f"it has no column “{unknown[0]}”; its columns are {known}")
    mapping = mapped(columns, options.columns)
    texts = {column for column, key in mapping.items() if key in ("text", "headline")}
    if texts.isdisjoint(options.columns) and {"label_id", "article_id"} <= set(columns.header):
        texts -= set(COLUMNS)  # of labels that this program wrote, where a title is no text
    if not texts:
        raise AnnotatorError(_textless(columns.header))
    finder = UnitFinder(UNITS, options.unit)
    group: _Group | None = None
    for item in grid.rows:
        if isinstance(item, Skipped):
            yield item
            continue
        row = _Read(item[0], item[1], mapping)
        if group is not None and not group.takes(row):
            yield from group.drafts(finder, options)
            group = None
        if group is None:
            group = _Group(row)
        group.rows.append(row)
    if group is not None:
        yield from group.drafts(finder, options)


def _textless(header: tuple[str, ...]) -> str:
    if are_ours(header):
        return (
            "it holds labels without the texts of their articles; export as JSON Lines or XLSX to "
            "take labels elsewhere and back"
        )
    return "none of its columns holds a text; say which one does"


class _Read:
    """A row with its cells by property."""

    def __init__(self, where: str, row: Row, mapping: Mapping[str, str]) -> None:
        self.where = where
        self.cells: dict[str, object] = {}
        self.extra: dict[str, str] = {}
        self.answers: dict[str, object] = {}
        self.fields: dict[str, object] = {}
        for column, cell in row.items():
            key = mapping.get(column, EXTRA)
            words = worded(cell)
            if not words:
                continue
            if key == EXTRA:
                self.extra[column] = words
            elif key.startswith(ANSWER):
                self.answers[key.removeprefix(ANSWER)] = cell
            elif key.startswith(FIELD):
                self.fields[key.removeprefix(FIELD)] = cell
            elif key:
                self.cells[key] = cell
        self.id = self.words("id").strip()
        self.text = self.words("text")
        self.headline = one_line(canonical(self.words("headline"))[0])

    def words(self, key: str) -> str:
        """The cell of a property as words."""
        return worded(self.cells.get(key))

    def each(self, key: str) -> list[str]:
        """The words of a cell that may be a list."""
        cell = self.cells.get(key)
        found = [worded(item) for item in cell] if isinstance(cell, list) else [worded(cell)]
        return [item for item in found if item.strip()]


@dataclass(slots=True)
class _Body:
    """The text of a draft, and where the canonical text cell lies in it."""

    raw: str
    text: str
    headline_end: int
    shift: OffsetMap
    cut: int = 0
    lead: int = 0
    length: int = 0

    def moved(self, span: Span) -> Span | None:
        """The span of the canonical cell in the draft's text, if it lies in it."""
        start, end = max(span.start, self.cut), min(span.end, self.cut + self.length)
        offset = self.lead - self.cut
        return Span(start + offset, end + offset) if start < end else None


def _body(headline: str, raw: str) -> _Body:
    body, shift = canonical(raw)
    if not headline or body.lstrip("\n").startswith(f"{headline}\n"):
        return _Body(raw, body, headline_end(body), shift, length=len(body))
    rest = body.lstrip("\ufeff\n")
    cut, rest = len(body) - len(rest), rest.rstrip("\n")
    if not rest.strip():
        return _Body(raw, headline, len(headline), shift)
    text = f"{headline}\n\n{rest}"
    return _Body(raw, text, len(headline), shift, cut, len(headline) + 2, len(rest))


@dataclass(slots=True)
class _Group:
    """Rows of one article."""

    first: _Read
    rows: list[_Read] = field(default_factory=list)

    def takes(self, row: _Read) -> bool:
        """Whether another row belongs to the same article."""
        first = self.first
        if row.id != first.id or len(self.rows) >= _MOST_LABELS:
            return False
        same = (row.text, row.headline) == (first.text, first.headline)
        return same or bool(row.id and not row.text and row.headline in ("", first.headline))

    def drafts(self, finder: UnitFinder, options: ReadOptions) -> Iterator[Draft | Skipped]:
        """The article, after what had to be left out of it."""
        first = self.first
        body = _body(first.headline, first.text)
        if not body.text.strip():
            yield Skipped(first.where, "it holds no text")
            return
        labels: dict[tuple[str, str, tuple[Span, ...]], DraftLabel] = {}
        answers: dict[tuple[str, str], DraftAnswer] = {}
        for row in self.rows:
            who = row.words("annotator").strip() or options.annotator
            for found in _labels(row, who, body, finder):
                if isinstance(found, Skipped):
                    yield found
                elif labels.setdefault((who, found.tag, found.pieces), found) is not found:
                    where = f"{row.where}, label “{shortened(found.tag)}”"
                    yield Skipped(where, "an earlier row has the same label")
            for answer in _answers(row, who):
                before = answers.setdefault((who, answer.question), answer)
                if before.value != answer.value:
                    where = f"{row.where}, answer “{shortened(answer.question)}”"
                    yield Skipped(where, f"another row says “{shortened(str(before.value))}”")
        facts, extra = _known(self.rows)
        facts["title"] = facts["title"] or title_of(body.text, body.headline_end, first.where)
        yield Draft(
            text=body.text,
            headline_end=body.headline_end,
            extra=extra,
            id=first.id,
            where=first.where,
            labels=tuple(labels.values()),
            answers=tuple(answers.values()),
            states={},
            second_answers=(),
            decisions=(),
            **facts,
        )


def _known(rows: list[_Read]) -> tuple[dict[str, str], dict[str, str]]:
    """What the rows say of their article: named properties, and the rest."""
    facts = {key: one_line(rows[0].words(key)) for key in _FACTS}
    joined: dict[str, dict[str, None]] = {}
    for row in rows:
        for key in _FACTS:
            said = one_line(row.words(key))
            facts[key] = facts[key] or said
            if said and said != facts[key]:
                joined.setdefault(f"{key} (other)", {})[said] = None
        for column, cell in row.extra.items():
            joined.setdefault(column, {})[cell] = None
    extra = {}
    for column, cells in joined.items():
        kept = list(cells)[:_MOST_JOINED]
        more = [f"and {len(cells) - len(kept):,} more"] if len(cells) > len(kept) else []
        extra[column] = "; ".join([*kept, *more])
    return facts, extra


def _answers(row: _Read, who: str) -> Iterator[DraftAnswer]:
    for question, cell in row.answers.items():
        value = valued(cell)
        if value != "":
            yield DraftAnswer(question=question, value=value, annotator=who)


def _labels(
    row: _Read, who: str, body: _Body, finder: UnitFinder
) -> Iterator[DraftLabel | Skipped]:
    tags = row.each("label")
    if not tags:
        return
    places = _places(row, body, finder)
    fields = {key: valued(cell) for key, cell in row.fields.items()}
    note = canonical(row.words("note"))[0]
    for quote, span, why in places:
        for tag in tags:
            if span is None:
                yield Skipped(f"{row.where}, label “{shortened(quote or tag)}”", why)
                continue
            yield DraftLabel(one_line(tag), (span,), who, fields=fields, note=note)


def _places(row: _Read, body: _Body, finder: UnitFinder) -> list[tuple[str, Span | None, str]]:
    """Where the labels of a row are: the quote of each, its span, or why it has none."""
    quotes = row.each("quote")
    bounds = [row.words(key).strip() for key in ("start", "end")]
    if not any(bounds):
        if not quotes:
            return [("", Span(0, len(body.text)), "")]
        return [(quote, *_quoted(quote, body.text)) for quote in quotes]
    quote = quotes[0] if len(quotes) == 1 else ""
    if not all(_NUMBER.fullmatch(bound) for bound in bounds):
        return [(quote, None, f"“{bounds[0]}” to “{bounds[1]}” is no place in a text")]
    start, end = (int(float(bound)) for bound in bounds)
    [(span, why)] = finder.spans(body.raw, [(start, end, quote)], body.shift)
    if span is not None:
        span = body.moved(span)
        why = "" if span is not None else f"{start}–{end} is blank"
    return [(quote, span, why)]


def _quoted(quote: str, text: str) -> tuple[Span | None, str]:
    sought = canonical(quote)[0]
    at = text.find(sought)
    if at < 0:
        sought = sought.strip()
        at = text.find(sought)
    if at < 0:
        return None, "the text does not say so"
    if text.find(sought, at + 1) >= 0:
        return None, "the text says so in several places, and the file not where"
    return Span(at, at + len(sought)), ""


def valued(cell: object) -> Value:
    """A cell as the value of a field or an answer; words that are a number or yes are so taken."""
    if isinstance(cell, bool | int):
        return cell
    words = worded(cell).strip()
    if _WHOLE.fullmatch(words):
        return int(words)
    if words.lower() in ("true", "false"):
        return words.lower() == "true"
    return words

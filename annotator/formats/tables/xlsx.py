"""XLSX: a workbook for spreadsheets, with a label a row and the articles on a sheet of their own.

Ours has three sheets, or four. `labels` has the columns of our CSV. `articles` has an article a
row: what is known of it, its state, and its text; a text longer than the 32,767 characters that a
cell holds goes on in the next rows, which have the same id and the numbers 2, 3, … in `part`.
`answers` has an answer a row; `second_answers`, where there are any, the same of those given after
the article's source was revealed. Offsets count code points of the whole text. As in CSV, words
that a spreadsheet might run as a formula have an apostrophe before them (see `formats.csv_labels`).

Where a project has gold, the sheets of labels and answers have six columns more that say where it
comes from; they are those of our CSV, and an import leaves them.

Such a workbook comes back with all that was written. Any other is read as a table, whose columns
are guessed or said: its first sheet with rows, or the one that the setting `sheet` names.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from annotator.core.adjudication import Provenance
from annotator.core.errors import AnnotatorError
from annotator.core.labels import pieces_fault, shortened
from annotator.core.model import Answer, SecondAnswer, State, Value
from annotator.core.text import canonical, headline_end
from annotator.formats.csv_labels import (
    COLUMNS,
    GOLD,
    Cell,
    gold_cells,
    harmless,
    header,
    label_of,
    label_rows,
    pieces_of,
    unharmed,
)
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    LabelledArticle,
    Loss,
    ReadOptions,
    Skipped,
    WriteOptions,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.source import Source
from annotator.formats.tables.grids import Grid, gridded, worded
from annotator.formats.tables.rows import UNITS, drafts_of
from annotator.formats.tables.workbook import (
    LONGEST_CELL,
    MOST_ROWS,
    escaped,
    fits,
    opened,
    sheet_of,
)

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from python_calamine import CalamineSheet, CalamineWorkbook

LABELS, ARTICLES, ANSWERS, SECOND = "labels", "articles", "answers", "second_answers"

_FACTS = ("title", "outlet", "author", "date", "url", "language", "genre", "event")
_ARTICLE = ("id", "part", *_FACTS, "headline_end", "state", "extra", "text")
_ANSWER = ("answer_id", "article_id", "annotator", "question", "value", "created", "updated")
_EXACT = 2**53
_PART = 32_000
_SURELY = 4_000
"""So few letters have room in a cell, even if each is escaped."""
_STATES = {state.value: state for state in State}


# ---------------------------------------------------------------------------- out


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write the sheets, row by row; that of second answers comes with the first of these.

    Raises AnnotatorError for a label with a field that has no column, and for more rows than a
    sheet holds.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    gold = GOLD if options.gold else ()
    sheets = {
        LABELS: _Sheet(book.create_sheet(LABELS), (*header(options.fields), *gold)),
        ARTICLES: _Sheet(book.create_sheet(ARTICLES), _ARTICLE),
        ANSWERS: _Sheet(book.create_sheet(ANSWERS), (*_ANSWER, *gold)),
    }
    try:
        for item in items:
            rows = zip(item.labels, label_rows(item, options.fields), strict=True)
            for label, row in rows:
                sheets[LABELS].append([*row, *(gold_cells(item, label.id) if gold else ())])
            for row in _article_rows(item):
                sheets[ARTICLES].append(row)
            answers = zip(item.answers, _answer_rows(item, item.answers), strict=True)
            for answer, row in answers:
                sheets[ANSWERS].append([*row, *(gold_cells(item, answer.id) if gold else ())])
            for row in _answer_rows(item, item.second_answers):
                if SECOND not in sheets:
                    sheets[SECOND] = _Sheet(book.create_sheet(SECOND), _ANSWER)
                sheets[SECOND].append(row)
            yield
        book.save(path)
    finally:
        for sheet in sheets.values():
            sheet.clear()


class _Sheet:
    """A sheet that is being written."""

    def __init__(self, sheet: "WriteOnlyWorksheet", columns: Iterable[str]) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._sheet = sheet
        self._cell: Any = WriteOnlyCell
        self._rows = 0
        sheet.freeze_panes = "A2"
        self.append(list(columns))

    def append(self, row: Iterable[Cell]) -> None:
        """Write a row."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise AnnotatorError(
                f"A sheet holds {MOST_ROWS:,} rows, and there are more {self._sheet.title}; "
                "export fewer articles, or choose CSV, Parquet or JSON Lines. Nothing was written."
            )
        self._sheet.append([self._celled(value) for value in row])

    def _celled(self, value: Cell) -> object:
        if isinstance(value, float):
            return round(value, 4)
        if isinstance(value, bool) or (isinstance(value, int) and abs(value) <= _EXACT):
            return value
        words = _safe(str(value))
        if not words or not fits(words):
            return None
        cell = self._cell(self._sheet, words)
        cell.data_type = "s"  # or “#N/A” were an error and not a word
        return cell

    def clear(self) -> None:
        """Remove what was kept beside until the workbook is saved."""
        if not self._sheet.closed:
            self._sheet.close()
            with suppress(OSError):
                Path(self._sheet._writer.out).unlink()


def _safe(words: str) -> str:
    return escaped(harmless(words))


def _article_rows(item: LabelledArticle) -> Iterator[list[Value]]:
    article, known = item.article, item.article.metadata
    told = article.headline_end != headline_end(article.text)
    extra = msgspec.json.encode(dict(known.extra)).decode() if known.extra else ""
    facts: list[Value] = [getattr(known, name) for name in _FACTS]
    for part, text in enumerate(_parts(article.text), start=1):
        if part == 1:
            end: Value = article.headline_end if told else ""
            yield [article.id, part, *facts, end, item.state.value, extra, text]
        else:
            yield [article.id, part, *([""] * len(_FACTS)), "", "", "", text]


def _parts(text: str) -> Iterator[str]:
    """The text in pieces that fit in a cell each."""
    if fits(_safe(text)):
        yield text
        return
    for start in range(0, len(text), _PART):
        piece = text[start : start + _PART]
        half = len(piece) // 2
        yield from (
            (piece,) if fits(_safe(piece)) else (*_parts(piece[:half]), *_parts(piece[half:]))
        )


_PART = 32_000


def _answer_rows(
    item: LabelledArticle, answers: Iterable[Answer | SecondAnswer]
) -> Iterator[list[Value]]:
    for answer in answers:
        who = item.name_of(answer.annotator_id)
        question, times = answer.question, (answer.created, answer.updated)
        yield [answer.id, answer.article_id, who, question, answer.value, *times]


def _has_room(value: Value) -> bool:
    return not isinstance(value, str) or len(value) < _SURELY or fits(_safe(value))


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:  # noqa: ARG001
    """The article without notes and values that are too long for a cell."""
    labels = tuple(
        replace(
            label,
            note=label.note if _has_room(label.note) else "",
            fields={key: value for key, value in label.fields.items() if _has_room(value)},
        )
        for label in item.labels
    )
    answers = tuple(answer for answer in item.answers if _has_room(answer.value))
    second = tuple(answer for answer in item.second_answers if _has_room(answer.value))
    gold = {key: _with_room(known) for key, known in item.gold.items()}
    return replace(item, labels=labels, answers=answers, second_answers=second, gold=gold)


def _with_room(known: Provenance) -> Provenance:
    decision = known.decision
    if decision is None or _has_room(decision.reason):
        return known
    return replace(known, decision=replace(decision, reason=""))


# ---------------------------------------------------------------------------- in

_Cells = Mapping[str, Value]


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of a workbook of ours with their labels; of another, those of its table."""
    with opened(source) as book:
        if {LABELS, ARTICLES} <= set(book.sheet_names) and _is_ours(book):
            yield from _Ours(book, options).drafts()
        else:
            yield from drafts_of(_grid(book, options.settings.get("sheet", "")), options)


def grid(source: Source) -> Grid:
    """The first table of a workbook."""
    with opened(source) as book:
        return _grid(book, "")


def _is_ours(book: "CalamineWorkbook") -> bool:
    first = [next(_rows(sheet_of(book, name)), ("", [])) for name in (LABELS, ARTICLES)]
    labels, articles = ([worded(cell) for cell in cells] for _, cells in first)
    return set(COLUMNS) <= set(labels) and {"id", "text"} <= set(articles)


def _rows(sheet: "CalamineSheet") -> Iterator[tuple[str, list[object]]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield f"row {number}", [unharmed(cell) if isinstance(cell, str) else cell for cell in row]


def _grid(book: "CalamineWorkbook", name: str) -> Grid:
    if name and name not in book.sheet_names:
        known = ", ".join(f"“{sheet}”" for sheet in book.sheet_names[:10])
        raise AnnotatorError(f"it has no sheet “{name}”; its sheets are {known}")
    sheets = [sheet_of(book, each) for each in ([name] if name else book.sheet_names)]
    filled = [sheet for sheet in sheets if sheet.height > 1] or sheets
    if not filled:
        raise AnnotatorError("it has no sheet with rows")

    def records() -> Iterator[tuple[str, list[object]] | Skipped]:
        yield from _rows(filled[0])
        for sheet in filled[1:]:
            yield Skipped(f"sheet “{sheet.name}”", f"only the sheet “{filled[0].name}” was read")

    return gridded(records())


@dataclass(slots=True)
class _Ours:
    """A workbook that this module wrote, maybe changed by a person since."""

    book: "CalamineWorkbook"
    options: ReadOptions
    labels: dict[str, list[tuple[str, _Cells]]] = field(default_factory=dict)
    answers: dict[str, list[tuple[str, _Cells]]] = field(default_factory=dict)
    second: dict[str, list[tuple[str, _Cells]]] = field(default_factory=dict)

    def drafts(self) -> Iterator[Draft | Skipped]:
        """The articles with what belongs to them; then what belongs to none."""
        self.labels = self._by_article(LABELS)
        self.answers = self._by_article(ANSWERS)
        self.second = self._by_article(SECOND)
        article: tuple[str, dict[str, Value]] | None = None
        for where, cells in self._cells(ARTICLES):
            later = str(cells.get("part", 1)) not in ("", "1")
            if later and article is not None and cells.get("id") == article[1].get("id"):
                article[1]["text"] = f"{article[1].get('text', '')}{cells.get('text', '')}"
                continue
            if article is not None:
                yield from self._article(*article)
            article = where, dict(cells)
        if article is not None:
            yield from self._article(*article)
        sheets = ((LABELS, self.labels), (ANSWERS, self.answers), (SECOND, self.second))
        for sheet, left in sheets:
            for article_id, rows in left.items():
                for where, _ in rows:
                    why = f"there is no article “{shortened(article_id)}”"
                    yield Skipped(f"{where} of {sheet}", why)

    def _cells(self, sheet: str) -> Iterator[tuple[str, _Cells]]:
        if sheet not in self.book.sheet_names:
            return
        names: list[str] = []
        for where, row in _rows(sheet_of(self.book, sheet)):
            if not names:
                names = [worded(cell) for cell in row]
                continue
            cells = {name: _value(cell) for name, cell in zip(names, row, strict=False)}
            if any(value != "" for value in cells.values()):
                yield where, cells

    def _by_article(self, sheet: str) -> dict[str, list[tuple[str, _Cells]]]:
        found: dict[str, list[tuple[str, _Cells]]] = {}
        for where, cells in self._cells(sheet):
            found.setdefault(str(cells.get("article_id", "")), []).append((where, cells))
        return found

    def _article(self, where: str, cells: _Cells) -> Iterator[Draft | Skipped]:
        raw, article_id = str(cells.get("text", "")), str(cells.get("id", ""))
        text = canonical(raw)[0]
        if not text.strip():
            yield Skipped(f"{where} of {ARTICLES}", "it holds no text")
            return
        labels: list[DraftLabel] = []
        for place, row in self.labels.pop(article_id, []):
            label = _label(row, raw, self.options)
            if isinstance(label, str):
                named = shortened(str(row.get("quote") or row.get("tag") or ""))
                yield Skipped(f"{place} of {LABELS}, label “{named}”", label)
            else:
                labels.append(label)
        answers, second = (
            tuple(_answer(row, self.options) for _, row in known.pop(article_id, []))
            for known in (self.answers, self.second)
        )
        end = cells.get("headline_end", "")
        known = isinstance(end, int) and 0 <= end <= len(text)
        headline = int(end) if known else headline_end(text)
        facts = {name: str(cells.get(name, "")) for name in _FACTS}
        facts["title"] = facts["title"] or title_of(text, headline, where)
        state = _STATES.get(str(cells.get("state", "")))
        owners = {label.annotator for label in labels} or {self.options.annotator}
        yield Draft(
            text=text,
            headline_end=headline,
            extra=_extra(str(cells.get("extra", ""))),
            id=article_id,
            where=where,
            labels=tuple(labels),
            answers=answers,
            second_answers=second,
            decisions=(),
            states={owners.pop(): state} if state and len(owners) == 1 else {},
            **facts,
        )


def _value(cell: object) -> Value:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell if isinstance(cell, int) else worded(cell)


def _label(cells: _Cells, raw: str, options: ReadOptions) -> DraftLabel | str:
    """The label of a row, or why there is none."""
    text, shift = canonical(raw)
    quote = canonical(str(cells.get("quote", "")))[0]
    try:
        pieces = pieces_of(str(cells.get("pieces", "")) or f"{cells['start']}-{cells['end']}")
    except (ValueError, KeyError):
        return "it has no place in the text"
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    found = finder.spans(raw, [(start, end, "") for start, end in pieces], shift)
    for span, why in found:
        if span is None:
            return why
    spans = tuple(span for span, _ in found if span is not None)
    fault = pieces_fault(text, spans)
    if fault:
        return fault
    there = text[spans[0].start : spans[-1].end]
    if quote and there != quote:
        return f"there stands “{shortened(there)}”"
    label = label_of(cells, spans)
    return label if label.annotator else replace(label, annotator=options.annotator)


def _answer(cells: _Cells, options: ReadOptions) -> DraftAnswer:
    return DraftAnswer(
        question=str(cells.get("question", "")),
        value=cells.get("value", ""),
        annotator=str(cells.get("annotator", "")) or options.annotator,
        id=str(cells.get("answer_id", "")),
        created=str(cells.get("created", "")),
        updated=str(cells.get("updated", "")),
    )


def _extra(words: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(words, type=dict[str, str]) if words else {}
    except msgspec.MsgspecError:
        return {"extra": words}


def _too_long(item: LabelledArticle, _left: LabelledArticle) -> int:
    known = item.article.metadata
    values = [getattr(known, name) for name in _FACTS]
    values += [value for label in item.labels for value in (label.note, *label.fields.values())]
    values += [answer.value for answer in item.answers]
    values += [answer.value for answer in item.second_answers]
    values += [known.decision.reason for known in item.gold.values() if known.decision]
    values.append(msgspec.json.encode(dict(known.extra)).decode() if known.extra else "")
    return sum(not _has_room(value) for value in values)


def _many_states(item: LabelledArticle, _left: LabelledArticle) -> int:
    people = {label.annotator_id for label in item.labels} | item.states.keys()
    return int(bool(item.states) and len(people) > 1)


FORMAT = Format(
    id="xlsx",
    name="Excel workbook (XLSX)",
    extensions=(".xlsx",),
    read=read,
    write=write,
    units=UNITS,
    fit=fit,
    carries=Carries(second_answers=True),
    losses=(
        Loss(
            f"value{{s}} of more than the {LONGEST_CELL:,} letters of a cell", "left out", _too_long
        ),
        Loss("article{s} of several annotators", "written without whose state it is", _many_states),
    ),
    about="For spreadsheets: sheets of labels, articles and answers; other tables can be read.",
    kind="table",
)

"""BABE and MBIC: a sentence a row, with the words in it that are biased.

The files are those of https://github.com/Media-Bias-Group (BABE, Spinde et al. 2021):
`final_labels_SG1.csv` and `…SG2.csv`, separated by `;`, UTF-8 with a byte order mark, quoted with
`"`, with the columns `text`, `news_link`, `outlet`, `topic`, `type`, `label_bias`, `label_opinion`
and `biased_words`, a list as Python writes it, `['a', 'b']`; and, if saved as CSV, the raw labels
beside them and those of MBIC: a row a sentence and annotator, the words parted by commas. Commas
and tabs are taken for separators as well. What is said of the annotators themselves is not read.

The files have no offsets. Each word is looked for in its sentence as whole words, in either case.
Found just once it is a label “biased-word”; not found it is told; found several times it is told
too, unless the list names it as often, or the setting `several` is `all`: then each place is
labelled. `label_bias` and `label_opinion` are answers, with their values to the letter; but `No
agreement`, which the final files have where the annotators were divided, is no answer, and how many
there are is told. Labels of the final files belong to “BABE experts”, those of the raw files to the
annotator of the row.

Written is a file of the same shape, a row an article and annotator, with a few columns more that
other programs pass over: `annotator_id`, `title`, `author`, `date`, and `label_spans`, a JSON list
of `[start, end, tag]` in code points of `text`, by which the labels come back exactly. Cells are
made harmless for spreadsheets as in `formats.csv_labels`.
"""

import ast
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Label, Span
from annotator.core.text import canonical, headline_end, occurrences
from annotator.formats.csv_labels import harmless, unharmed
from annotator.formats.datasets.ptc import as_read
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
from annotator.formats.offsets import Unit, placed, unit_map
from annotator.formats.parts.encoding import decoded
from annotator.formats.source import LARGEST_FILE_BYTES, Source

TAG = "biased-word"
EXPERTS = "BABE experts"
QUESTIONS = ("label_bias", "label_opinion")
COLUMNS = (
    "text",
    "news_link",
    "outlet",
    "topic",
    "type",
    "label_bias",
    "label_opinion",
    "biased_words",
    "annotator_id",
    "title",
    "author",
    "date",
    "label_spans",
)
"""The columns of a written file; the first eight are those of BABE."""

_NAMES = {
    "text": ("text", "sentence"),
    "words": ("biased_words", "words", "biased_words4"),
    "annotator": ("annotator_id", "mturk_id", "survey_record_id"),
    "id": ("sentence_id",),
}
"""What the columns that differ between the files are called there."""

_EXTRA = ("topic", "type")
_LONGEST_LIST = 1_000_000
_NOTHING = {"", "nan", "none", "[]"}
_DIVIDED = "no agreement"


# ---------------------------------------------------------------------------- in


@dataclass(slots=True)
class _Sentence:
    """A text and what its rows, one an annotator, say of it."""

    text: str
    row: dict[str, str]
    where: str
    labels: list[DraftLabel] = field(default_factory=list)
    answers: list[DraftAnswer] = field(default_factory=list)

    def draft(self) -> Draft:
        """The article that it is."""
        row, end = self.row, headline_end(self.text)
        return Draft(
            text=self.text,
            headline_end=end,
            title=row.get("title") or title_of(self.text, end, self.where),
            outlet=row.get("outlet", ""),
            author=row.get("author", ""),
            date=row.get("date", ""),
            url=row.get("news_link", ""),
            extra={name: row[name] for name in _EXTRA if row.get(name)},
            id=row.get("id", ""),
            where=self.where,
            labels=tuple(self.labels),
            answers=tuple(self.answers),
        )


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """A sentence a draft, with the labels of all who labelled it; words not found are told."""
    rows = _rows(source)
    header = next(rows, (0, []))[1]
    columns = _columns(header)
    if "text" not in columns or "words" not in columns:
        raise AnnotatorError("it has no column biased_words")
    several, ours = "annotator" in columns, "label_spans" in columns
    divided = 0
    gathered: dict[str, _Sentence] = {}
    try:
        for number, cells in rows:
            row = {name: cells[at] for name, at in columns.items() if at < len(cells)}
            if ours:
                row = {name: unharmed(cell) for name, cell in row.items()}
            else:
                undecided = [name for name in QUESTIONS if _is_divided(row.get(name, ""))]
                row.update(dict.fromkeys(undecided, ""))
                divided += len(undecided)
            where = f"line {number}"
            text = canonical(row.get("text", ""))[0]
            if not text.strip():
                yield Skipped(where, "it holds no text")
                continue
            sentence = _Sentence(text, row, where)
            if several:
                sentence = gathered.setdefault(text, sentence)
            yield from _take(sentence, row, where, options)
            if not several:
                yield sentence.draft()
    except csv.Error as error:
        yield Skipped("the rest of the file", f"its rows cannot be told apart ({error})")
    for sentence in gathered.values():
        yield sentence.draft()
    if divided:
        yield Skipped("answers “No agreement”", f"{divided:,} of them, which are no answers")


def _is_divided(cell: str) -> bool:
    return cell.strip().lower() == _DIVIDED


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """The rows with the numbers of the lines that they end on, the header first."""
    data = source.data()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decoded(data)[0]
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    csv.field_size_limit(LARGEST_FILE_BYTES)  # an article may be longer than what is usual
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return ((rows.line_num, row) for row in rows if any(cell.strip() for cell in row))


def _columns(header: list[str]) -> dict[str, int]:
    """Where each column is; those that differ between the files under one name."""
    there: dict[str, int] = {}
    for at, name in enumerate(header):
        there.setdefault(name.strip().strip("\ufeff").lower(), at)
    for ours, names in _NAMES.items():
        found = next((there[name] for name in names if name in there), None)
        if found is not None:
            there[ours] = found
    return there


def _take(
    sentence: _Sentence, row: Mapping[str, str], where: str, options: ReadOptions
) -> Iterator[Skipped]:
    """Add what one row says of a sentence; what has no place in it comes out."""
    default = options.annotator or ("" if "annotator" in row else EXPERTS)
    who = row.get("annotator", "") or default
    known = {answer.question for answer in sentence.answers if answer.annotator == who}
    sentence.answers += [
        DraftAnswer(question, row[question].strip(), who)
        for question in QUESTIONS
        if row.get(question, "").strip() and question not in known
    ]
    spans = row.get("label_spans", "").strip()
    if spans:
        yield from _exact(sentence, spans, where, who)
        return
    words, fault = words_of(row.get("words", ""))
    if fault:
        yield Skipped(f"{where}, biased_words", fault)
    every = options.settings.get("several") == "all"
    for span, word, why in located(sentence.text, words, every):
        if span is None:
            yield Skipped(f"{where}, label “{shortened(word)}”", why)
        else:
            sentence.labels.append(DraftLabel(TAG, (span,), who))


def words_of(cell: str) -> tuple[list[str], str]:
    """The words of a cell, a list as Python writes it or parted by commas; or why there is none."""
    bare = cell.strip()
    if bare.lower() in _NOTHING:
        return [], ""
    if not bare.startswith("["):
        return [word.strip() for word in bare.split(",") if word.strip()], ""
    if len(bare) > _LONGEST_LIST:
        return [], "it is too long"
    try:
        found = ast.literal_eval(bare)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return [], "it is no list of words"
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        return [], "it is no list of words"
    words = [canonical(word)[0] for word in found]
    return [word for word in words if word.strip()], ""


def located(text: str, words: list[str], every: bool) -> Iterator[tuple[Span | None, str, str]]:
    """The places of words that stand nowhere else, with the word, and why where there is none.

    A word that is named as often as it stands there has all its places; with `every`, each has.
    """
    spelled = {" ".join(word.casefold().split()): word for word in words}
    named = Counter(" ".join(word.casefold().split()) for word in words)
    for key, count in named.items():
        word = spelled[key]
        spans = occurrences(text, word)
        if not spans:
            yield None, word, "it is not in the text"
        elif len(spans) > count and not every:
            yield None, word, f"it is in the text {len(spans)} times; which is meant is not told"
        else:
            yield from ((span, word, "") for span in spans)


def _exact(sentence: _Sentence, cell: str, where: str, who: str) -> Iterator[Skipped]:
    """The labels of a column of our own, which says where they are."""
    try:
        found = msgspec.json.decode(cell, type=list[tuple[int, int, str]])
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as error:
        yield Skipped(f"{where}, label_spans", f"it cannot be read ({error})")
        return
    measure = unit_map(sentence.text, Unit.CODE_POINTS)
    for start, end, tag in found:
        span = placed(measure, start, end)
        if span is None:
            yield Skipped(f"{where}, label “{tag}”", f"{start}–{end} is no part of the text")
        else:
            sentence.labels.append(DraftLabel(tag, (span,), who))


def sniff(source: Source) -> bool:
    """Whether the first line names a column of biased words and one of what they stand in."""
    first = source.head(4_096).partition(b"\n")[0].lower()
    return b"label_bias" in first and b"words" in first


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write a row for each article and annotator."""
    csv.field_size_limit(LARGEST_FILE_BYTES)
    with path.open("x", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(COLUMNS)
        for item in items:
            for row in _cells(item):
                rows.writerow([harmless(row.get(name, "")) for name in COLUMNS])
            yield


def _cells(item: LabelledArticle) -> Iterator[dict[str, str]]:
    known = item.article.metadata
    same = {
        "text": as_read(item.article.text),
        "news_link": known.url,
        "outlet": known.outlet,
        "title": known.title,
        "author": known.author,
        "date": known.date,
        **{name: known.extra.get(name, "") for name in _EXTRA},
    }
    people = dict.fromkeys(
        [label.annotator_id for label in item.labels]
        + [answer.annotator_id for answer in item.answers]
    )
    for who in people or {"": None}:
        labels = [label for label in item.labels if label.annotator_id == who]
        answers = {a.question: str(a.value) for a in item.answers if a.annotator_id == who}
        yield {
            **same,
            **answers,
            "annotator_id": item.name_of(who),
            "biased_words": repr([label.quote for label in labels]),
            "label_spans": _spans(labels),
        }


def _spans(labels: Iterable[Label]) -> str:
    places = [(label.start, label.end, label.tag) for label in labels]
    return msgspec.json.encode(places).decode()


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:  # noqa: ARG001
    """Without the answers that have no column."""
    return replace(item, answers=tuple(a for a in item.answers if a.question in QUESTIONS))


def _more(item: LabelledArticle, _left: LabelledArticle) -> int:
    known = item.article.metadata
    own = known.extra.keys() - set(_EXTRA)
    return int(bool(known.language or known.genre or known.event or own))


FORMAT = Format(
    id="babe",
    name="BABE, biased words by sentence",
    extensions=(".csv",),
    read=read,
    write=write,
    sniff=sniff,
    unit="none",
    carries=Carries(pieces=False, fields=False, notes=False, states=False, history=False),
    fit=fit,
    losses=(
        Loss(
            "article{s}", "written without language, genre, event and properties of your own", _more
        ),
    ),
    about=(
        "The shape of BABE and MBIC: a sentence or article a row with a list of its biased words; "
        "answers to label_bias and label_opinion are columns."
    ),
    kind="dataset",
)

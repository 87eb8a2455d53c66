r"""PTC v2, the data of SemEval-2020 task 11: articles as text files, labels in tab-separated files.

The shape is that of https://propaganda.math.unipd.it/ptc and of the task's baselines:

    train-articles/article111111111.txt                      title, empty line, a sentence a line
    train-labels-task-flc-tc/article111111111.task-flc-tc.labels    ID⇥technique⇥start⇥end
    train-labels-task-si/article111111111.task-si.labels            ID⇥start⇥end

Also read are merged files of the same rows (`train-task2-TC.labels`) and other names that end in
`.labels`: a file is known by its columns. Offsets are half-open and count code points of the file
as decoded, its line ends and its byte order mark (if any) included. A technique's name may hold
commas and is taken to the letter.

How things are mapped: the file is the article, its first line the headline where an empty line
follows. A row of the task TC (or FLC of 2019) is a label. The spans of the task SI, which are the
union of those, are merged and become labels “propaganda” only where no technique is. A data set
often has the same rows twice, by article and merged: each counts once. Rows with `?` for a
technique are a template and no labels. The number of an article is kept as `data set id`.

Written are an article, its rows for TC and their union for SI, in the folders above; with the
setting `trim` = `ptc` each span loses the blanks and `.,:;` at its ends, as in version 2.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from os import scandir
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.labels import moved, shortened
from annotator.core.model import Label, Span
from annotator.core.spans import contains, merged
from annotator.core.text import canonical, headline_end
from annotator.formats.exchange import (
    SPANS_ALONE,
    Draft,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.source import LARGEST_FILE_BYTES, Source

NUMBER = "data set id"
"""Under this name the number of an article in its data set is kept among its metadata."""

TEXTS = "train-articles"
"""The folder of the articles."""

SPAN_TAG = "propaganda"
"""The tag of a span of the task SI, which has no technique."""

ARTICLE_FILE = re.compile(r"article(.+)\.txt")

_DEEP = 4
_MOST_SNIFFED = 1_000
_LOOSE = " \n.,:;"
_OFFSET = re.compile(r"-?\d{1,12}")
_BOM = "\ufeff"

Row = tuple[str, int, int]
"""Technique (empty for a span of the task SI), start and end."""


# ---------------------------------------------------------------------------- folders and files


def files_in(folder: Path, most: int | None = None) -> Iterator[Path]:
    """The files of a folder and those below it, sorted, outer ones first.

    Left out are hidden ones, links that lead out of the folder, and what lies deeper than data sets
    go; of each folder, at most the first `most` entries are looked at.
    """
    home = folder.resolve()
    level = [folder]
    for _ in range(_DEEP):
        below: list[Path] = []
        for place in level:
            with scandir(place) as entries:
                found = sorted(islice(entries, most), key=lambda entry: entry.name)
            for entry in found:
                path = Path(entry.path)
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(path)
                elif entry.is_file() and (
                    not entry.is_symlink() or path.resolve().is_relative_to(home)
                ):
                    yield path
        level = below


def text_of(path: Path) -> str:
    """The text of an article's file as its offsets count it, the byte order mark kept.

    Raises AnnotatorError, as a clause, for a file that is no text in UTF-8, or none at all.
    """
    try:
        text = Source(path).data().decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotatorError(f"it is no text in UTF-8 (byte {error.start})") from error
    if "\0" in text:
        raise AnnotatorError("it is no text file but binary data")
    if not text.strip(_BOM).strip():
        raise AnnotatorError("it holds no text")
    return text


def table_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a tab-separated file with their line numbers; bounded, never failing on bytes.

    Raises AnnotatorError, as a sentence, for a file larger than is read.
    """
    if path.stat().st_size > LARGEST_FILE_BYTES:
        most = LARGEST_FILE_BYTES // (1024 * 1024)
        raise AnnotatorError(f"“{path.name}” is larger than {most} MB; nothing was added.")
    for number, line in Source(path).lines():
        yield number, line.decode("utf-8", errors="replace").split("\t")


def offset(cell: str) -> int | None:
    """The number in a cell of offsets; None if it is none."""
    bare = cell.strip()  # takes off more than int() does
    return int(bare) if _OFFSET.fullmatch(bare) else None


def many(count: int, what: str) -> str:
    """The count with the word for what is counted."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def as_read(text: str) -> str:
    """The text as a file has to hold it so that it comes back: one mark before it is taken off."""
    return _BOM + text if text.startswith(_BOM) else text


class Numbering:
    """Gives each article the number it had in its data set, or a new one, never one twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next = 100_000_001

    def of(self, item: LabelledArticle) -> str:
        """The number of an article."""
        known = item.article.metadata.extra.get(NUMBER, "")
        number = known if re.fullmatch(r"[0-9]{1,18}", known) else ""
        while not number or number in self._taken:
            number, self._next = str(self._next), self._next + 1
        self._taken.add(number)
        return number


# ---------------------------------------------------------------------------- in


@dataclass(slots=True)
class _Rows:
    """The rows of all label files by article; and where the first of each stood."""

    by_article: dict[str, Counter[Row]] = field(default_factory=dict)
    places: dict[tuple[str, Row], str] = field(default_factory=dict)

    def add(self, path: Path) -> Iterator[Skipped]:
        """Take in a file; what is no label in it comes out."""
        found: dict[str, Counter[Row]] = {}
        templates = sentences = 0
        for number, cells in table_of(path):
            row = _row(cells)
            if row is not None and row[0] == "?":
                templates += 1
            elif row is not None:
                found.setdefault(cells[0].strip(), Counter())[row] += 1
                self.places.setdefault((cells[0].strip(), row), f"{path.name}, line {number}")
            elif len(cells) == 3 and cells[2].strip() in {"propaganda", "non-propaganda"}:
                sentences += 1
            else:
                yield Skipped(f"{path.name}, line {number}", "it is no row of labels")
        for article, rows in found.items():
            # The same row in two files is one label; twice in one file it is two.
            self.by_article[article] = self.by_article.get(article, Counter()) | rows
        if templates:
            yield Skipped(path.name, f"it is a template: {many(templates, 'row')} with “?”")
        if sentences:
            about = f"it is about sentences, not spans: {many(sentences, 'row')}"
            yield Skipped(path.name, about)


def _row(cells: list[str]) -> Row | None:
    if len(cells) not in (3, 4):
        return None
    start, end = offset(cells[-2]), offset(cells[-1])
    technique = cells[1].strip() if len(cells) == 4 else ""
    if start is None or end is None or (len(cells) == 4 and not technique):
        return None
    return technique, start, end


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of a folder with their labels; files and rows that cannot be used are told."""
    rows, texts = _Rows(), []
    for path in files_in(source.path):
        if path.name.endswith((".labels", ".labels.txt")):
            yield from rows.add(path)
        elif ARTICLE_FILE.fullmatch(path.name):
            texts.append(path)
    if not texts and not (source.path / TEXTS).is_dir():
        raise AnnotatorError("there is no file article….txt in it")
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    read_already: set[str] = set()
    for path in texts:
        number = path.name[len("article") : -len(".txt")]
        try:
            raw = text_of(path)
        except AnnotatorError as error:
            yield Skipped(path.name, str(error))
            rows.by_article.pop(number, None)
            continue
        if number in read_already:
            yield Skipped(str(path.relative_to(source.path)), f"article {number} was read already")
            continue
        read_already.add(number)
        yield from _article(raw, path.name, number, rows, finder, options)
    for number, left in rows.by_article.items():
        what = f"{many(left.total(), 'label')} of article {shortened(number)}"
        yield Skipped(what, "there is no file with its text")


def _article(
    raw: str, name: str, number: str, rows: _Rows, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    text, shift = canonical(raw)
    wanted = list(rows.by_article.pop(number, Counter()).elements())
    placed = finder.spans(raw, [(start, end, "") for _, start, end in wanted], shift)
    labels: list[DraftLabel] = []
    bare: list[Span] = []
    for row, (span, why) in zip(wanted, placed, strict=True):
        if span is None or span.start == span.end:
            where = rows.places.get((number, row), name)
            yield Skipped(f"{where}, label “{row[0] or SPAN_TAG}”", why or "it marks nothing")
        elif row[0]:
            labels.append(DraftLabel(row[0], (span,), options.annotator))
        else:
            bare.append(span)
    named = merged(label.pieces[0] for label in labels)
    labels += [
        DraftLabel(SPAN_TAG, (span,), options.annotator)
        for span in merged(bare)
        if not any(contains(known, span) for known in named)
    ]
    end = headline_end(text)
    yield Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, name),
        extra={NUMBER: number},
        id=number,
        where=name,
        labels=tuple(sorted(labels, key=lambda label: label.pieces)),
    )


def sniff(source: Source) -> bool:
    """Whether the folder holds files of articles, and of labels with this ending."""
    articles = labels = False
    if source.path.is_dir():
        for path in files_in(source.path, _MOST_SNIFFED):
            articles = articles or bool(ARTICLE_FILE.fullmatch(path.name))
            labels = labels or path.name.endswith((".labels", ".labels.txt"))
            if articles and labels:
                return True
    return False


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write the three folders of a data set."""
    texts = path / TEXTS
    techniques, spans = path / "train-labels-task-flc-tc", path / "train-labels-task-si"
    for folder in (path, texts, techniques, spans):
        folder.mkdir()
    numbering = Numbering()
    for item in items:
        number = numbering.of(item)
        raw = as_read(item.article.text)
        lead = len(raw) - len(item.article.text)
        places = sorted((label.start + lead, label.end + lead, label.tag) for label in item.labels)
        union = merged(Span(start, end) for start, end, _ in places)
        _put(texts / f"article{number}.txt", raw)
        _put(
            techniques / f"article{number}.task-flc-tc.labels",
            "".join(f"{number}\t{tag}\t{start}\t{end}\n" for start, end, tag in places),
        )
        _put(
            spans / f"article{number}.task-si.labels",
            "".join(f"{number}\t{start}\t{end}\n" for start, end in union),
        )
        yield


def _put(path: Path, content: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as stream:
        stream.write(content)


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:
    """With the setting `trim` = `ptc`, each span without the blanks and `.,:;` at its ends."""
    if options.settings.get("trim") != "ptc":
        return item
    text = item.article.text
    return replace(item, labels=tuple(_trimmed(label, text) for label in item.labels))


def _trimmed(label: Label, text: str) -> Label:
    quote = text[label.start : label.end]
    kept = quote.strip(_LOOSE)
    if not kept or kept == quote:
        return label
    start = label.start + len(quote) - len(quote.lstrip(_LOOSE))
    return moved(label, text, (Span(start, start + len(kept)),), label.updated)


FORMAT = Format(
    id="ptc",
    name="PTC, SemEval-2020 task 11",
    extensions=(),
    read=read,
    write=write,
    sniff=sniff,
    folder=True,
    carries=SPANS_ALONE,
    fit=fit,
    about=(
        "The Propaganda Techniques Corpus: a folder with a text file an article, and its labels as "
        "technique, start and end."
    ),
    kind="dataset",
)

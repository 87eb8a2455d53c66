r"""SemEval-2023 task 3: genre, frames and persuasion techniques of news in several languages.

The shape is that of https://propaganda.math.unipd.it/semeval2023task3, a folder a language:

    en/train-articles-subtask-3/article111111111.txt      title, empty line, a paragraph a line
    en/train-labels-subtask-1.txt                         ID⇥opinion, reporting or satire
    en/train-labels-subtask-2.txt                         ID⇥frame,frame
    en/train-labels-subtask-3.txt                         ID⇥line⇥technique,technique (or none)
    en/train-labels-subtask-3-spans/article111111111-labels-subtask-3.txt
                                                          ID⇥technique⇥start⇥end

A file of labels is known by its columns, its language by the folder that it and the articles are
in. Lines count from 1 and count the empty ones, which are not listed. Offsets are half-open and
count code points of the file as decoded, its line ends included.

How things are mapped: the file is the article, its first line the headline where an empty line
follows. The genre is the article's; its frames are an answer to the question `frames`, parted by
commas. A span is a label; a technique of a line is a label on the whole line, if no span there has
that technique. The number of an article is kept as `data set id`.

Written are the three files and the spans of an article, techniques of lines from the labels that
touch them; a comma in the name of a technique becomes a hyphen in the file of lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Answer, Span
from annotator.core.spans import overlaps
from annotator.core.text import canonical, headline_end
from annotator.formats.datasets.ptc import (
    ARTICLE_FILE,
    NUMBER,
    Numbering,
    as_read,
    files_in,
    many,
    offset,
    table_of,
    text_of,
)
from annotator.formats.exchange import (
    SPANS_ALONE,
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.source import Source

GENRES = ("reporting", "opinion", "satire")
FRAMES = "frames"
"""The question whose answer the frames are."""

_LANGUAGES = {"ge": "de", "po": "pl"}
"""The task's codes of languages that are not those of ISO 639."""

_CODES = {ours: theirs for theirs, ours in _LANGUAGES.items()}
_UNKNOWN = "und"
_LINE_END = re.compile("\r\n?|\n")
_ARTICLES = "-articles-subtask-"
_MOST_SNIFFED = 1_000

Key = tuple[Path, str]
"""An article: the folder of its language, and its number."""

Row = tuple[str, int, int]
"""A technique with start and end, or with its line and -1."""


# ---------------------------------------------------------------------------- in


@dataclass(slots=True)
class _Said:
    """All that files of labels say, by article."""

    rows: dict[Key, Counter[Row]] = field(default_factory=dict)
    genres: dict[Key, str] = field(default_factory=dict)
    frames: dict[Key, str] = field(default_factory=dict)
    places: dict[tuple[Key, Row], str] = field(default_factory=dict)

    def add(self, path: Path, home: Path) -> Iterator[Skipped]:
        """Take in a file; what is no label in it comes out."""
        found: dict[Key, Counter[Row]] = {}
        for number, cells in table_of(path):
            where, key = f"{path.name}, line {number}", (home, cells[0].strip())
            rows = _rows(cells)
            if rows is not None:
                # A row of a line without techniques says that the article has been labelled.
                found.setdefault(key, Counter()).update(rows)
                for row in rows:
                    self.places.setdefault((key, row), where)
            elif len(cells) == 2 and cells[1].strip() in GENRES:
                self.genres[key] = cells[1].strip()
            elif len(cells) == 2 and key[1]:
                self.frames[key] = frames_of(cells[1])
            else:
                yield Skipped(where, "it is no row of labels")
        for key, counted in found.items():
            # The same row in two files is one label; twice in one file it is two.
            self.rows[key] = self.rows.get(key, Counter()) | counted

    def left(self) -> Iterator[Skipped]:
        """What belongs to no article that was there."""
        for key in dict.fromkeys([*self.rows, *self.genres, *self.frames]):
            count = self.rows.get(key, Counter()).total() + (key in self.genres)
            what = many(count + (key in self.frames), "label")
            if key[1] and not what.startswith("0 "):
                yield Skipped(f"{what} of article {shortened(key[1])}", "there is no such file")


def _rows(cells: list[str]) -> list[Row] | None:
    """The techniques of a row of spans or of lines; None if it is neither."""
    if len(cells) == 4:
        start, end = offset(cells[2]), offset(cells[3])
        technique = cells[1].strip()
        if start is None or end is None or end < 0 or not technique:
            return None
        return [(technique, start, end)]
    line = offset(cells[1]) if len(cells) in (2, 3) else None
    if line is None:
        return None
    techniques = cells[2].split(",") if len(cells) == 3 else []
    return [(each.strip(), line, -1) for each in techniques if each.strip()]


def frames_of(cell: str) -> str:
    """The frames of a cell, parted by commas; that of law is at times written with one itself."""
    joined = cell.replace("Legality,_", "Legality_").replace("Legality, ", "Legality_")
    return ",".join(name.strip() for name in joined.split(",") if name.strip())


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of all languages with their labels; what cannot be used is told."""
    said, texts, others = _Said(), [], 0
    for path in files_in(source.path):
        folder = "" if path.parent == source.path else path.parent.name
        if "labels" in f"{folder}/{path.name}" and path.suffix == ".txt":
            home = path.parent.parent if "labels" in folder else path.parent
            yield from said.add(path, home)
        elif ARTICLE_FILE.fullmatch(path.name):
            texts.append(path)
        others += 1
    if others and not texts:
        raise AnnotatorError("there is no file article….txt in it")
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    read_already: dict[Key, str] = {}
    for path in texts:
        inside = path.parent != source.path and "articles" in path.parent.name
        home = path.parent.parent if inside else path.parent
        key = home, path.name[len("article") : -len(".txt")]
        where = str(path.relative_to(source.path))
        try:
            raw = text_of(path)
        except AnnotatorError as error:
            yield Skipped(where, str(error))
            continue
        digest = canonical(raw)[0]
        if key in read_already:
            if read_already[key] != digest:
                yield Skipped(where, "an article of this number with another text was read already")
            continue
        read_already[key] = digest
        yield from _article(raw, where, key, said, finder, options)
    yield from said.left()


def _article(
    raw: str, where: str, key: Key, said: _Said, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    text, shift = canonical(raw)
    lines = {at: shift.inner_span(*line) for at, line in _lines(raw).items()}
    rows = list(said.rows.pop(key, Counter()).elements())
    wanted = [row for row in rows if row[2] != -1]
    placed = finder.spans(raw, [(start, end, "") for _, start, end in wanted], shift)
    labels: list[DraftLabel] = []
    for row, (span, why) in zip(wanted, placed, strict=True):
        if span is None or span.start == span.end:
            place = said.places.get((key, row), where)
            yield Skipped(f"{place}, label “{row[0]}”", why or "it marks nothing")
        else:
            labels.append(DraftLabel(row[0], (span,), options.annotator))
    known = {(_in_lines(label.tag), label.pieces[0]) for label in labels}
    for technique, number, _ in (row for row in rows if row[2] == -1):
        line = lines.get(number)
        if line is None:
            place = said.places.get((key, (technique, number, -1)), where)
            yield Skipped(f"{place}, label “{technique}”", f"line {number} is empty or not there")
        elif not any(tag == _in_lines(technique) and overlaps(line, at) for tag, at in known):
            labels.append(DraftLabel(technique, (line,), options.annotator))
    frames = said.frames.pop(key, "")
    end = headline_end(text)
    yield Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, where),
        language=_language(key[0].name),
        genre=said.genres.pop(key, ""),
        extra={NUMBER: key[1]},
        id=key[1],
        where=where,
        labels=tuple(sorted(labels, key=lambda label: label.pieces)),
        answers=(DraftAnswer(FRAMES, frames, options.annotator),) if frames else (),
    )


def _lines(raw: str) -> dict[int, Span]:
    """The lines of a file that are not empty, by their number."""
    found, start = {}, 0
    for number, end in enumerate([*_LINE_END.finditer(raw), None], start=1):
        stop = end.start() if end else len(raw)
        if raw[start:stop].strip():
            found[number] = Span(start, stop)
        start = end.end() if end else stop
    return found


def _in_lines(technique: str) -> str:
    """A technique's name in a list that is parted by commas."""
    return technique.replace(",", "-")


def _language(folder: str) -> str:
    code = _LANGUAGES.get(folder, folder)
    return code if len(code) == 2 and code.isascii() and code.islower() else ""


def sniff(source: Source) -> bool:
    """Whether articles lie in folders named for a subtask."""
    if not source.path.is_dir():
        return False
    return any(
        ARTICLE_FILE.fullmatch(path.name) and _ARTICLES in path.parent.name
        for path in files_in(source.path, _MOST_SNIFFED)
    )


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write a folder for each language, and there the files of the three subtasks."""
    path.mkdir()
    numbering = Numbering()
    for item in items:
        language = item.article.metadata.language.lower()[:2]
        home = path / (_CODES.get(language, language) if _language(language) else _UNKNOWN)
        number = numbering.of(item)
        raw = as_read(item.article.text)
        lead = len(raw) - len(item.article.text)
        # A line of the file holds the mark before the text as well; its number is the same.
        spans = sorted((label.start + lead, label.end + lead, label.tag) for label in item.labels)
        rows = "".join(f"{number}\t{tag}\t{start}\t{end}\n" for start, end, tag in spans)
        folder = home / "train-labels-subtask-3-spans"
        _append(folder / f"article{number}-labels-subtask-3.txt", rows)
        _append(home / "train-labels-subtask-3.txt", _by_line(number, raw, spans))
        _append(home / f"train{_ARTICLES}3" / f"article{number}.txt", raw)
        if item.article.metadata.genre in GENRES:
            row = f"{number}\t{item.article.metadata.genre}\n"
            _append(home / "train-labels-subtask-1.txt", row)
            _append(home / f"train{_ARTICLES}1" / f"article{number}.txt", raw)
        if item.answers:
            row = f"{number}\t{item.answers[0].value}\n"
            _append(home / "train-labels-subtask-2.txt", row)
            _append(home / f"train{_ARTICLES}2" / f"article{number}.txt", raw)
        yield


def _append(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as stream:
        stream.write(content)


def _by_line(number: str, raw: str, spans: list[tuple[int, int, str]]) -> str:
    rows = []
    for line, place in _lines(raw).items():
        there = [tag for start, end, tag in spans if overlaps(Span(start, end), place)]
        rows.append(f"{number}\t{line}\t{','.join(dict.fromkeys(map(_in_lines, there)))}\n")
    return "".join(rows)


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:  # noqa: ARG001
    """Of the answers, the first about frames that a row can hold."""
    return replace(item, answers=tuple(filter(_is_row, item.answers))[:1])


def _is_row(answer: Answer) -> bool:
    value = answer.value
    return answer.question == FRAMES and isinstance(value, str) and _holds(value)


def _holds(cell: str) -> bool:
    return bool(cell.strip()) and cell == frames_of(cell) and not set(cell) & set("\t\r\n")


FORMAT = Format(
    id="semeval2023",
    name="SemEval-2023 task 3",
    extensions=(),
    read=read,
    write=write,
    sniff=sniff,
    folder=True,
    carries=replace(SPANS_ALONE, answers=True),
    fit=fit,
    about=(
        "Genre, frames and persuasion techniques: a folder a language, with a text file an "
        "article, and labels by line and by span."
    ),
    kind="dataset",
)

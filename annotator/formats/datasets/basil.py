"""BASIL: news articles with lexical and informational bias, two JSON files an article.

The shape is that of https://github.com/launchnlp/BASIL (Fan et al. 2019):

    articles/2012/UUID_1.json         {"title", "source", "date", "url", "uuid", "triplet-uuid",
                                       "main-event", "main-entities", "keywords", "word-count",
                                       "body-paragraphs": [[sentence, …], …]}
    annotations/2012/UUID_1_ann.json  {"uuid", "triplet-uuid", "article-level-annotations": {…},
                                       "phrase-level-annotations": [{"id", "start", "end", "txt",
                                           "bias", "polarity", "target", "aim", "quote", …}, …]}

`id` is `title`, or `p` and the number of the sentence, counted through all paragraphs from 0.
Offsets are half-open and count code points of that sentence; `txt` is the quote.

How things are mapped: the text is the title, a blank line, and the paragraphs parted by blank
lines, their sentences by a space. A phrase is a label, `bias` (lex, inf) its tag, `notes` its note,
all else its fields as stored, but `quote`, which is yes or no. The article-level annotations are
answers. Three articles tell one event: `main-event`, or else the triplet, names it.

A text of ours is parted into sentences such that, put together again, it is the same to the letter;
where a label reaches over an end of a sentence there is none. Written beside what BASIL has are
`annotator` of each phrase and the list `answers`, which tells whose each is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span, Value
from annotator.core.text import canonical, headline_end
from annotator.formats.datasets.basil_writing import (
    ARTICLE,
    NAMED,
    PLACED,
    TRIPLET,
    fit,
    write,
    yes_or_no,
)
from annotator.formats.datasets.ptc import files_in
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    ReadOptions,
    Skipped,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.source import Source

_FAULTS = (msgspec.MsgspecError, AnnotatorError, ValueError, RecursionError)


class _Phrase(msgspec.Struct):
    id: str
    start: int
    end: int
    bias: str
    txt: str = ""
    notes: str = ""
    annotator: str = ""


class _Answer(msgspec.Struct):
    question: str
    value: Value
    annotator: str = ""


class _Annotations(msgspec.Struct, rename="kebab"):
    phrase_level_annotations: list[dict[str, Any]] = []
    article_level_annotations: dict[str, Any] = {}
    answers: list[_Answer] = []


class _Body(msgspec.Struct, rename="kebab"):
    body_paragraphs: list[list[str]]
    title: str = ""


@dataclass(slots=True)
class _Text:
    """The text of an article while it is put together, and where each sentence stands in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: dict[str, Span] = field(default_factory=dict)

    @classmethod
    def of(cls, body: _Body) -> "_Text":
        """The title, a blank line, and the paragraphs."""
        text = cls()
        if body.title:
            text.add(body.title, "title")
        number = 0
        for paragraph in body.body_paragraphs:
            text.add("\n\n" if text.parts else "")
            for index, sentence in enumerate(paragraph):
                text.add(" " if index else "")
                text.add(sentence, f"p{number}")
                number += 1
        return text

    def add(self, part: str, name: str = "") -> None:
        """Append a part; one with a name can be labelled."""
        if name:
            self.places[name] = Span(self.length, self.length + len(part))
        self.parts.append(part)
        self.length += len(part)


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of the folder; what cannot be read or placed is told."""
    texts: dict[str, Path] = {}
    annotations: dict[str, Path] = {}
    for path in files_in(source.path):
        top, _, name = path.relative_to(source.path).as_posix().partition("/")
        if top == "articles" and name.endswith(".json"):
            texts[name.removesuffix(".json")] = path
        elif top == "annotations" and name.endswith("_ann.json"):
            annotations[name.removesuffix("_ann.json")] = path
    if not texts and not (source.path / "articles").is_dir():
        raise AnnotatorError("there is no folder articles in it")
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    for name, path in texts.items():
        beside = annotations.pop(name, None)
        try:
            data = Source(path).data()
            body = msgspec.json.decode(data, type=_Body)
            known = msgspec.json.decode(data, type=dict[str, Any])
        except _FAULTS as error:
            yield Skipped(path.name, f"it is no article of BASIL ({error})")
            continue
        found = _Annotations()
        try:
            if beside is not None:
                found = msgspec.json.decode(Source(beside).data(), type=_Annotations)
        except _FAULTS as error:
            yield Skipped(f"{path.stem}_ann.json", f"its labels cannot be read ({error})")
        yield from _article(body, known, found, path.name, finder, options)
    for path in annotations.values():
        yield Skipped(path.name, "there is no article to these labels")


def _article(
    body: _Body,
    known: Mapping[str, Any],
    found: _Annotations,
    name: str,
    finder: UnitFinder,
    options: ReadOptions,
) -> Iterator[Draft | Skipped]:
    put = _Text.of(body)
    raw = "".join(put.parts)
    text, shift = canonical(raw)
    if not text.strip():
        yield Skipped(name, "it holds no text")
        return
    labels: list[DraftLabel] = []
    for number, each in enumerate(found.phrase_level_annotations, start=1):
        try:
            phrase = msgspec.convert(each, _Phrase)
        except msgspec.MsgspecError as error:
            yield Skipped(f"{name}, phrase {number}", f"it is no label ({error})")
            continue
        place, why = _place(phrase, put.places)
        span = None
        if not why:
            [(span, why)] = finder.spans(raw, [(*place, phrase.txt)], shift)
        if span is None or span.start == span.end:
            where = f"{name}, label “{shortened(phrase.txt) or phrase.bias}”"
            yield Skipped(where, why or "it marks nothing")
            continue
        who = phrase.annotator or options.annotator
        labels.append(DraftLabel(phrase.bias, (span,), who, _fields(each), phrase.notes))
    end = len(canonical(body.title)[0]) or headline_end(text)
    yield _draft(text, end, known, name, tuple(labels), _answers(found, options))


def _place(phrase: _Phrase, places: Mapping[str, Span]) -> tuple[Span, str]:
    """Where in the text a phrase is, or why it is nowhere."""
    sentence = places.get(phrase.id)
    if sentence is None:
        return Span(0, 0), f"there is no sentence {shortened(phrase.id)}"
    if not 0 <= phrase.start < phrase.end <= sentence.end - sentence.start:
        return Span(0, 0), f"{phrase.start}–{phrase.end} is no part of its sentence"
    return Span(sentence.start + phrase.start, sentence.start + phrase.end), ""


def _draft(
    text: str,
    end: int,
    known: Mapping[str, Any],
    name: str,
    labels: tuple[DraftLabel, ...],
    answers: tuple[DraftAnswer, ...],
) -> Draft:
    named = {ours: _word(known.get(theirs)) for ours, theirs in NAMED.items()}
    extra = {key: _word(value) for key, value in known.items() if key not in ARTICLE}
    return Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, name),
        outlet=named["outlet"],
        author=named["author"],
        date=named["date"],
        url=named["url"],
        language=named["language"],
        genre=named["genre"],
        event=named["event"] or extra.get(TRIPLET, ""),
        extra={key: value for key, value in extra.items() if value},
        id=_word(known.get("uuid")),
        where=name,
        labels=labels,
        answers=answers,
    )


def _fields(phrase: Mapping[str, Any]) -> dict[str, Value]:
    """The fields of a phrase: what it has beside its place, and is not empty."""
    fields: dict[str, Value] = {}
    for key, value in phrase.items():
        if key not in PLACED and value not in ("", None):
            # One of ours that is called as a part of the place has a low line before it.
            ours = key[:1] == "_" and key.lstrip("_") in PLACED
            fields[key[1:] if ours else key] = _value(value)
    return yes_or_no(fields)


_OLDER = {
    ("relative_stance", "liberal"): "left",
    ("relative_stance", "conservative"): "right",
}
"""Answers as the first articles have them, and as the protocol then called them."""


def _answers(found: _Annotations, options: ReadOptions) -> tuple[DraftAnswer, ...]:
    if found.answers:
        return tuple(
            DraftAnswer(each.question, each.value, each.annotator or options.annotator)
            for each in found.answers
        )
    return tuple(
        DraftAnswer(key, _OLDER.get((key, value), _value(value)), options.annotator)
        for key, value in found.article_level_annotations.items()
        if value not in ("", None)
    )


def _value(value: object) -> Value:
    return value if isinstance(value, bool | int) else _word(value)


def _word(value: object) -> str:
    """The value as text; a list of texts parted by semicolons."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(each for each in value if each)
    try:
        return msgspec.json.encode(value).decode()
    except RecursionError:
        return ""


def sniff(source: Source) -> bool:
    """Whether the folder has the two folders, and files of labels by the name BASIL gives them."""
    if not (source.path / "articles").is_dir() or not (source.path / "annotations").is_dir():
        return False
    return any(
        path.name.endswith("_ann.json") for path in files_in(source.path / "annotations", 1_000)
    )


FORMAT = Format(
    id="basil",
    name="BASIL, lexical and informational bias",
    extensions=(),
    read=read,
    write=write,
    sniff=sniff,
    folder=True,
    carries=Carries(pieces=False, states=False, history=False),
    fit=fit,
    about=(
        "The shape of the BASIL corpus: a folder of articles parted into sentences, and one of "
        "their labels with all fields."
    ),
    kind="dataset",
)

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

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Label, Metadata, Span, Value
from annotator.core.text import canonical, headline_end, sentences
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
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.ptc import as_read, files_in
from annotator.formats.source import Source

_PLACED = frozenset({"id", "start", "end", "txt", "bias", "notes", "annotator"})
"""What a phrase has beside fields."""

_PHRASE = (
    "aim",
    "indirect-ally-opponent-sentiment",
    "indirect-target-name",
    "polarity",
    "quote",
    "speaker",
    "target",
)
"""The fields that every phrase of BASIL has, empty where it has none."""

_NAMED = {
    "outlet": "source",
    "date": "date",
    "url": "url",
    "event": "main-event",
    "author": "author",
    "language": "language",
    "genre": "genre",
}
"""What the properties of an article are called here; the last three are ours."""

_ARTICLE = frozenset({*_NAMED.values(), "title", "uuid", "word-count", "body-paragraphs"})
_SEVERAL = frozenset({"keywords", "main-entities"})
_TRIPLET = "triplet-uuid"
_YES_NO = {"yes": True, "no": False}
_GAP = re.compile(r"\n\n")


# ---------------------------------------------------------------------------- in


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
    uuid: str = ""


@dataclass(slots=True)
class _Text:
    """The text of an article while it is put together, and where each sentence starts in it."""

    raw: str = ""
    places: dict[str, Span] = field(default_factory=dict)

    @classmethod
    def of(cls, body: _Body) -> "_Text":
        """The title, a blank line, the paragraphs."""
        parts, places, at, number = [], {}, 0, 0
        if body.title:
            places["title"] = Span(0, len(body.title))
            parts.append(body.title)
            at = len(body.title)
        for paragraph in body.body_paragraphs:
            if parts:
                parts.append("\n\n")
                at += 2
            for index, sentence in enumerate(paragraph):
                if index:
                    parts.append(" ")
                    at += 1
                places[f"p{number}"] = Span(at, at + len(sentence))
                parts.append(sentence)
                at += len(sentence)
                number += 1
            if not paragraph:
                parts.append("")  # that a blank line follows it
        return cls("".join(parts), places)


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of the folder; what cannot be read or placed is told."""
    texts: list[Path] = []
    annotations: dict[str, Path] = {}
    for path in files_in(source.path):
        if path.name.endswith("_ann.json"):
            annotations.setdefault(path.name.removesuffix("_ann.json"), path)
        elif path.suffix == ".json" and "articles" in path.relative_to(source.path).parts[:-1]:
            texts.append(path)
    if not texts and not (source.path / "articles").is_dir():
        raise AnnotatorError("there is no folder articles in it")
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    for path in texts:
        beside = annotations.pop(path.stem, None)
        try:
            data = Source(path).data()
            body = msgspec.json.decode(data, type=_Body)
            rest = msgspec.json.decode(data, type=dict[str, Any])
        except (msgspec.MsgspecError, AnnotatorError, ValueError, RecursionError) as error:
            yield Skipped(path.name, f"it is no article of BASIL ({error})")
            continue
        found = _Annotations()
        if beside is not None:
            try:
                found = msgspec.json.decode(Source(beside).data(), type=_Annotations)
            except (msgspec.MsgspecError, AnnotatorError, ValueError, RecursionError) as error:
                yield Skipped(beside.name, f"its labels cannot be read ({error})")
        yield from _article(body, rest, found, path.name, finder, options)
    for path in annotations.values():
        yield Skipped(path.name, "there is no article to these labels")


def _article(
    body: _Body,
    rest: Mapping[str, Any],
    found: _Annotations,
    name: str,
    finder: UnitFinder,
    options: ReadOptions,
) -> Iterator[Draft | Skipped]:
    put = _Text.of(body)
    text, shift = canonical(put.raw)
    if not text.strip():
        yield Skipped(name, "it holds no text")
        return
    labels: list[DraftLabel] = []
    for number, raw in enumerate(found.phrase_level_annotations, start=1):
        try:
            phrase = msgspec.convert(raw, _Phrase)
        except msgspec.MsgspecError as error:
            yield Skipped(f"{name}, phrase {number}", f"it is no label ({error})")
            continue
        sentence = put.places.get(phrase.id)
        if sentence is None:
            why, span = f"there is no sentence {shortened(phrase.id)}", None
        elif not 0 <= phrase.start < phrase.end <= sentence.end - sentence.start:
            why, span = f"{phrase.start}–{phrase.end} is no part of its sentence", None
        else:
            start, end = sentence.start + phrase.start, sentence.start + phrase.end
            [(span, why)] = finder.spans(put.raw, [(start, end, phrase.txt)], shift)
        if span is None or span.start == span.end:
            where = f"{name}, label “{shortened(phrase.txt) or phrase.bias}”"
            yield Skipped(where, why or "it marks nothing")
            continue
        who = phrase.annotator or options.annotator
        labels.append(DraftLabel(phrase.bias, (span,), who, _fields(raw), phrase.notes))
    end = min(len(canonical(body.title)[0]), len(text)) or headline_end(text)
    yield _draft(text, end, rest, name, tuple(labels), _answers(found, options))


def _draft(
    text: str,
    end: int,
    rest: Mapping[str, Any],
    name: str,
    labels: tuple[DraftLabel, ...],
    answers: tuple[DraftAnswer, ...],
) -> Draft:
    known = {ours: _word(rest.get(theirs, "")) for ours, theirs in _NAMED.items()}
    extra = {key: _word(value) for key, value in rest.items() if key not in _ARTICLE}
    return Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, name),
        extra={key: value for key, value in extra.items() if value},
        id=_word(rest.get("uuid", "")),
        where=name,
        labels=labels,
        answers=answers,
        **{**known, "event": known["event"] or extra.get(_TRIPLET, "")},
    )


def _fields(raw: Mapping[str, Any]) -> dict[str, Value]:
    """The fields of a phrase: what it has beside its place, and is not empty."""
    fields: dict[str, Value] = {}
    for key, value in raw.items():
        bare = key[1:] if key[:1] == "_" and key.lstrip("_") in _PLACED else key
        if key in _PLACED or value in ("", None):
            continue
        if isinstance(value, bool | str | int):
            fields[bare] = value
        else:
            fields[bare] = _word(value)
    return _yes_or_no(fields)


def _yes_or_no(fields: Mapping[str, Value]) -> dict[str, Value]:
    quote = fields.get("quote")
    told = _YES_NO.get(quote) if isinstance(quote, str) else None
    return dict(fields) if told is None else {**fields, "quote": told}


def _answers(found: _Annotations, options: ReadOptions) -> tuple[DraftAnswer, ...]:
    if found.answers:
        return tuple(
            DraftAnswer(each.question, each.value, each.annotator or options.annotator)
            for each in found.answers
        )
    return tuple(
        DraftAnswer(
            key, value if isinstance(value, bool | int) else _word(value), options.annotator
        )
        for key, value in found.article_level_annotations.items()
        if value not in ("", None, [], {})
    )


def _word(value: object) -> str:
    """The value as text; a list of texts parted by semicolons."""
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return "; ".join(each for each in map(_word, value) if each)
        case _:
            return msgspec.json.encode(value).decode()


def sniff(source: Source) -> bool:
    """Whether the folder has the two folders, and files of labels by the name BASIL gives them."""
    if not (source.path / "articles").is_dir() or not (source.path / "annotations").is_dir():
        return False
    return any(
        path.name.endswith("_ann.json") for path in files_in(source.path / "annotations", 1_000)
    )


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write the two files of each article, in the folders of its year."""
    for folder in (path, path / "articles", path / "annotations"):
        folder.mkdir()
    counts: dict[str, int] = {}
    for item in items:
        known = item.article.metadata
        year = known.date[:4] if re.fullmatch(r"[0-9]{4}", known.date[:4]) else "undated"
        stem = re.sub(r"[^A-Za-z0-9-]", "-", known.extra.get(_TRIPLET, "") or item.article.id)[:60]
        number = counts[stem.lower()] = counts.get(stem.lower(), 0) + 1
        body = _Parted.of(item)
        _put(path / "articles" / year / f"{stem}_{number}.json", _article_row(item, body))
        _put(path / "annotations" / year / f"{stem}_{number}_ann.json", _label_row(item, body))
        yield


def _put(path: Path, row: Mapping[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(row), indent=4) + b"\n")


@dataclass(slots=True)
class _Parted:
    """A text in title, paragraphs and sentences, and where each of them is in it."""

    title: str
    paragraphs: list[list[str]]
    places: list[tuple[str, Span]]
    lead: int

    @classmethod
    def of(cls, item: LabelledArticle) -> "_Parted":
        """The article parted so that it comes back, and that no label reaches over a part's end."""
        raw = as_read(item.article.text)
        lead = len(raw) - len(item.article.text)
        whole = [Span(label.start + lead, label.end + lead) for label in item.labels]
        at, places = 0, []
        end = item.article.headline_end + lead if item.article.headline_end else 0
        if end and raw.startswith("\n\n", end) and _free(whole, end, end + 2):
            places.append(("title", Span(0, end)))
            at = end + 2
        title = raw[:end] if at else ""
        paragraphs: list[list[str]] = []
        number = 0
        for paragraph in _between(at, len(raw), _gaps(raw, at, whole)):
            blanks = list(_blanks(raw, paragraph, whole))
            spans = list(_between(*paragraph, blanks))
            places += [(f"p{number + index}", span) for index, span in enumerate(spans)]
            number += len(spans)
            paragraphs.append([raw[span.start : span.end] for span in spans])
        return cls(title, paragraphs, places, lead)

    def holding(self, label: Label) -> tuple[str, int, int]:
        """The part that a label stands in, and its offsets there."""
        start, end = label.start + self.lead, label.end + self.lead
        name, place = next(each for each in self.places if each[1].start <= start < each[1].end)
        return name, start - place.start, end - place.start


def _free(labels: Iterable[Span], start: int, end: int) -> bool:
    """Whether a text may be parted at these blanks: no label has any of them."""
    return not any(label.start < end and start < label.end for label in labels)


def _gaps(raw: str, at: int, labels: list[Span]) -> Iterator[Span]:
    found = (Span(*gap.span()) for gap in _GAP.finditer(raw, at))
    return (gap for gap in found if _free(labels, *gap))


def _blanks(raw: str, paragraph: Span, labels: list[Span]) -> Iterator[Span]:
    """The single spaces between the sentences of a paragraph."""
    found = sentences(raw, *paragraph)
    for before, after in zip(found, found[1:], strict=False):
        if raw[before.end : after.start] == " " and _free(labels, before.end, after.start):
            yield Span(before.end, after.start)


def _between(start: int, end: int, gaps: Iterable[Span]) -> Iterator[Span]:
    for gap in gaps:
        yield Span(start, gap.start)
        start = gap.end
    yield Span(start, end)


def _article_row(item: LabelledArticle, body: _Parted) -> dict[str, object]:
    known = item.article.metadata
    row: dict[str, object] = {
        "title": body.title,
        "uuid": item.article.id,
        **_known(known),
        "word-count": sum(len(part.split()) for parts in body.paragraphs for part in parts),
        "body-paragraphs": body.paragraphs,
    }
    for name in _SEVERAL:
        row[name] = [part for part in known.extra.get(name, "").split("; ") if part]
    return row


def _known(known: Metadata) -> dict[str, object]:
    named = {theirs: getattr(known, ours) for ours, theirs in _NAMED.items()}
    extra = {key: value for key, value in known.extra.items() if key not in _ARTICLE}
    event = {"main-event": "" if named["main-event"] == extra.get(_TRIPLET) else known.event}
    return {**extra, **{k: v for k, v in named.items() if v or k in ("source", "date")}, **event}


def _label_row(item: LabelledArticle, body: _Parted) -> dict[str, object]:
    answers = [
        {
            "question": each.question,
            "value": each.value,
            "annotator": item.name_of(each.annotator_id),
        }
        for each in item.answers
    ]
    return {
        "uuid": item.article.id,
        _TRIPLET: item.article.metadata.extra.get(_TRIPLET, ""),
        "article-level-annotations": {each.question: each.value for each in reversed(item.answers)},
        "phrase-level-annotations": [_phrase(label, item, body) for label in item.labels],
        "answers": answers,
    }


def _phrase(label: Label, item: LabelledArticle, body: _Parted) -> dict[str, object]:
    place, start, end = body.holding(label)
    fields = {
        f"_{key}" if key.lstrip("_") in _PLACED else key: value
        for key, value in label.fields.items()
    }
    if isinstance(fields.get("quote"), bool):
        fields["quote"] = "yes" if fields["quote"] else "no"
    return {
        **dict.fromkeys(_PHRASE, ""),
        **fields,
        "bias": label.tag,
        "id": place,
        "start": start,
        "end": end,
        "txt": label.quote,
        "notes": label.note,
        "annotator": item.name_of(label.annotator_id),
    }


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:  # noqa: ARG001
    """With `quote` yes or no where it is a text that says so."""
    labels = (replace(label, fields=_yes_or_no(label.fields)) for label in item.labels)
    return replace(item, labels=tuple(labels))


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

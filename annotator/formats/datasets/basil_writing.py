"""A data set in the shape of BASIL, written: texts parted into sentences, and their labels.

What the files are is told in `formats.datasets.basil`, which reads them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import msgspec

from annotator.core.model import Label, Metadata, Span, Value
from annotator.core.text import sentences
from annotator.formats.datasets.ptc import as_read
from annotator.formats.exchange import LabelledArticle, WriteOptions

PLACED = frozenset({"id", "start", "end", "txt", "bias", "notes", "annotator"})
"""What a phrase has beside fields; a field of ours called so gets a low line before it."""

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

NAMED = {
    "outlet": "source",
    "date": "date",
    "url": "url",
    "event": "main-event",
    "author": "author",
    "language": "language",
    "genre": "genre",
}
"""What the properties of an article are called here; the last three are ours."""

ARTICLE = frozenset({*NAMED.values(), "title", "uuid", "word-count", "body-paragraphs"})
_LISTS = frozenset({"keywords", "main-entities"})
TRIPLET = "triplet-uuid"
_YES_NO = {"yes": True, "no": False}
_GAP = re.compile(r"\n\n")


def yes_or_no(fields: Mapping[str, Value]) -> dict[str, Value]:
    """The fields, `quote` yes or no where it is a text that says so."""
    quote = fields.get("quote")
    told = _YES_NO.get(quote) if isinstance(quote, str) else None
    return dict(fields) if told is None else {**fields, "quote": told}


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
        stem = re.sub(r"[^A-Za-z0-9-]", "-", known.extra.get(TRIPLET, "") or item.article.id)[:60]
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
    for before, after in pairwise(found):
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
    for name in _LISTS:
        row[name] = [part for part in known.extra.get(name, "").split("; ") if part]
    return row


def _known(known: Metadata) -> dict[str, object]:
    named = {theirs: getattr(known, ours) for ours, theirs in NAMED.items()}
    extra = {key: value for key, value in known.extra.items() if key not in ARTICLE}
    event = {"main-event": "" if named["main-event"] == extra.get(TRIPLET) else known.event}
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
        TRIPLET: item.article.metadata.extra.get(TRIPLET, ""),
        "article-level-annotations": {each.question: each.value for each in reversed(item.answers)},
        "phrase-level-annotations": [_phrase(label, item, body) for label in item.labels],
        "answers": answers,
    }


def _phrase(label: Label, item: LabelledArticle, body: _Parted) -> dict[str, object]:
    place, start, end = body.holding(label)
    fields = {
        f"_{key}" if key.lstrip("_") in PLACED else key: value
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
    labels = (replace(label, fields=yes_or_no(label.fields)) for label in item.labels)
    return replace(item, labels=tuple(labels))

"""doccano's JSON Lines, of both shapes that its sequence labelling exports and imports.

One article a line (`backend/data_export/pipeline`, `backend/data_import/pipeline` of
github.com/doccano/doccano):

    {"id": 7, "text": "…", "label": [[0, 6, "Loaded"], …], "Comments": ["…"], …}
    {"id": 7, "text": "…", "entities": [{"id": 1, "label": "Loaded", "start_offset": 0,
     "end_offset": 6}, …], "relations": [{"id": 3, "from_id": 1, "to_id": 2, "type": "…"}], …}

The second is that of projects with relations. Any other key is metadata, and so is `id` when
doccano reads a file, which is why our ids go there and back. Categories of the whole text (`cats`,
or a `label` of strings) are read as an answer to the question `category`.

Offsets are half-open. They count UTF-16 units, as the browser does, or grapheme clusters in a
project with that setting (doccano issue 2290); scripts that make such files count code points. No
quote stands in the file, so where a character beyond the first 65,536 or a cluster precedes a label
the person has to say which. Written are UTF-16 units, or what `WriteOptions.unit` says; a line in
which that makes a difference says so in its metadata, `"offsets": "utf-16"`, which doccano keeps
and gives back, so that nobody is asked about our own files.

The labels of several annotators come as one file for each, and nothing in it says whose it is.
Relations are kept in the article's `extra` (see `relations`) and written back; a line with
relations is of the second shape, and so are all with the setting `shape` = `entities`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.labels import moved, shortened
from annotator.core.model import Label, Span
from annotator.core.text import OffsetMap, canonical, headline_end, may_count_otherwise
from annotator.formats.exchange import (
    SPANS_ALONE,
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
from annotator.formats.jsonl import NAMED
from annotator.formats.losses import moved_labels
from annotator.formats.offsets import Unit, UnitFinder, unit_map
from annotator.formats.parts import relations
from annotator.formats.parts.json_stream import line_of, rows
from annotator.formats.parts.relations import Relation
from annotator.formats.source import Source

_UNITS = (Unit.UTF16, Unit.CODE_POINTS, Unit.GRAPHEMES)
_COUNTED = "offsets"
_OWN = frozenset(
    {"id", "text", "data", "label", "labels", "entities", "relations", "cats", _COUNTED}
)
_COMMENTS = "Comments"
_CATEGORY = "category"


# ---------------------------------------------------------------------------- out


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write one article a line."""
    number = 0
    with path.open("xb") as stream:
        for item in items:
            stream.write(line_of(_row(item, options, number)))
            number += len(item.labels)
            yield


def _row(item: LabelledArticle, options: WriteOptions, number: int) -> dict[str, object]:
    article = item.article
    unit = options.unit or Unit.UTF16
    measure = unit_map(article.text, unit)
    places = [
        (measure.outer(label.start), measure.outer(label.end), label.tag) for label in item.labels
    ]
    row: dict[str, object] = {"id": article.id, "text": article.text, **_metadata(item)}
    if may_count_otherwise(article.text):
        row[_COUNTED] = unit.value
    links = relations.relations_of(article.metadata.extra)
    if links or options.settings.get("shape") == "entities":
        row["entities"] = [
            {"id": number + place, "label": tag, "start_offset": start, "end_offset": end}
            for place, (start, end, tag) in enumerate(places, start=1)
        ]
        row["relations"] = list(_links(links, item.labels, number))
    else:
        row["label"] = places
    comments = article.metadata.extra.get(_COMMENTS, "")
    row[_COMMENTS] = comments.split("\n") if comments else []
    return row


def _links(
    links: Iterable[Relation], labels: tuple[Label, ...], number: int
) -> Iterator[dict[str, object]]:
    ids = {id(label): place for place, label in enumerate(labels, start=number + 1)}
    for place, link in enumerate(links, start=1):
        ends = relations.ends(link, labels)
        if ends is not None:
            source, target = (ids[id(end)] for end in ends)
            yield {"id": number + place, "from_id": source, "to_id": target, "type": link.type}


def _metadata(item: LabelledArticle) -> dict[str, str]:
    known = item.article.metadata
    named = {name: getattr(known, name) for name in ("title", *NAMED)}
    kept = {
        f"{key}_" if key in _OWN or key in named else key: value
        for key, value in known.extra.items()
        if key not in (relations.KEY, _COMMENTS)
    }
    return {key: value for key, value in {**kept, **named}.items() if value}


def fit(item: LabelledArticle, options: WriteOptions) -> LabelledArticle:
    """The article with labels that grapheme clusters can count; no change for other units."""
    if options.unit is not Unit.GRAPHEMES:
        return item
    measure = OffsetMap.graphemes(item.article.text)
    return replace(item, labels=tuple(_widened(item, label, measure) for label in item.labels))


def _widened(item: LabelledArticle, label: Label, measure: OffsetMap) -> Label:
    start, end = measure.outer_span(Span(label.start, label.end))
    whole = Span(measure.inner(start), measure.inner(end))
    if whole == (label.start, label.end):
        return label
    return moved(label, item.article.text, (whole,), label.updated)


# ---------------------------------------------------------------------------- in


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """One article a line; a line or label that cannot be used is passed over and told."""
    finder = UnitFinder(_UNITS, options.unit)
    for where, row in rows(source, dict[str, Any]):
        if isinstance(row, str):
            yield Skipped(where, f"it is no article ({row})")
            continue
        raw = row.get("text", row.get("data"))
        if not isinstance(raw, str) or not raw.strip("\ufeff \t\r\n"):
            yield Skipped(where, "it holds no text")
            continue
        yield from _read(row, raw, where, finder, options)


def check(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """A file that was written without saying what it counts counts UTF-16 units."""
    return read(source, replace(options, unit=options.unit or Unit.UTF16))


def _read(
    row: Mapping[str, Any], raw: str, where: str, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    text, shift = canonical(raw)
    if not text.strip():
        yield Skipped(where, "it holds no text")
        return
    entities, categories = _parted(row)
    usable: list[tuple[int, int, str, object]] = []
    for entity in entities:
        if isinstance(entity, Skipped):
            yield Skipped(f"{where}, {entity.where}", entity.why)
        else:
            usable.append(entity)
    labels: list[DraftLabel] = []
    ends: dict[object, tuple[str, int, int]] = {}
    told = _told(row)
    if options.unit is None and told is not None:
        finder = UnitFinder(_UNITS, told)
    spans = finder.spans(raw, [(start, end, "") for start, end, _, _ in usable], shift)
    for (_, _, tag, number), (span, why) in zip(usable, spans, strict=True):
        if span is None:
            yield Skipped(f"{where}, label “{shortened(tag)}”", why)
            continue
        labels.append(DraftLabel(tag, (span,), options.annotator))
        if number is not None:
            ends[number] = (tag, *span)
    links: list[Relation] = []
    for link in _listed(row.get("relations")):
        found = _relation(link, ends)
        if isinstance(found, Relation):
            links.append(found)
        else:
            yield Skipped(f"{where}, a relation", found)
    yield _draft(row, text, where, tuple(labels), categories, links, options)


def _told(row: Mapping[str, Any]) -> Unit | None:
    """What the line's offsets count, where it says so."""
    return next((unit for unit in _UNITS if row.get(_COUNTED) == unit.value), None)


def _draft(
    row: Mapping[str, Any],
    text: str,
    where: str,
    labels: tuple[DraftLabel, ...],
    categories: list[str],
    links: list[Relation],
    options: ReadOptions,
) -> Draft:
    known: dict[str, str] = {
        key: value if isinstance(value, str) else msgspec.json.encode(value).decode()
        for key, value in row.items()
        if key not in _OWN and key != _COMMENTS and value not in (None, "")
    }
    if _told(row) is None and isinstance(row.get(_COUNTED), str):
        known[_COUNTED] = row[_COUNTED]
    title = known.pop("title", "")
    named = {name: known.pop(name, "") for name in NAMED}
    comments = [_comment(entry) for entry in _listed(row.get(_COMMENTS))]
    extra = {**known, _COMMENTS: "\n".join(filter(None, comments))} if any(comments) else known
    if links:
        extra = {**extra, relations.KEY: relations.as_text(links)}
    end = headline_end(text)
    answer = DraftAnswer(_CATEGORY, ", ".join(categories), options.annotator)
    return Draft(
        text=text,
        headline_end=end,
        title=title or title_of(text, end, where),
        extra=extra,
        id=str(row.get("id", "")),
        where=where,
        labels=labels,
        answers=(answer,) if categories else (),
        states={},
        second_answers=(),
        decisions=(),
        **named,
    )


def _parted(
    row: Mapping[str, Any],
) -> tuple[list[tuple[int, int, str, object] | Skipped], list[str]]:
    """The labels of a line as (start, end, tag, number), and the categories of its text."""
    entities: list[tuple[int, int, str, object] | Skipped] = []
    categories: list[str] = []
    for key in ("label", "labels", "entities"):
        value = row.get(key)
        for entry in [value] if isinstance(value, str) else _listed(value):
            if isinstance(entry, str):
                categories.append(entry)
            else:
                entities.append(_entity(entry))
    categories += [entry for entry in _listed(row.get("cats")) if isinstance(entry, str)]
    return entities, [entry for entry in categories if entry]


def _entity(entry: object) -> tuple[int, int, str, object] | Skipped:
    match entry:
        case [int(start), int(end), str(tag)] if tag:
            return start, end, tag, None
        case {"start_offset": int(start), "end_offset": int(end), "label": str(tag), **more} if tag:
            number = more.get("id")
            return start, end, tag, number if isinstance(number, int | str) else None
    return Skipped("a label", "it has no start, end and tag")


def _relation(link: object, ends: Mapping[object, tuple[str, int, int]]) -> Relation | str:
    match link:
        case {"from_id": int() | str() as source, "to_id": int() | str() as target, **more}:
            kind = more.get("type")
            if source not in ends or target not in ends:
                return "a label that it joins is not there"
            return Relation(kind if isinstance(kind, str) else "", ends[source], ends[target])
    return "it does not say which labels it joins"


def _comment(entry: object) -> str:
    match entry:
        case str():
            return entry
        case {"text": str(text)} | {"comment": str(text)}:
            return text
    return ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def sniff(source: Source) -> bool:
    """Whether the first line is an article with labels as doccano writes them."""
    line = next((line for _, line in Source(source.path, source.head(4_000_000)).lines()), b"")
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    if not isinstance(row, dict) or not isinstance(row.get("text", row.get("data")), str):
        return False
    for key in ("label", "labels", "entities"):
        match row.get(key):
            case [[int(), int(), str()], *_] | [{"start_offset": int(), "end_offset": int()}, *_]:
                return True
            case [] if key != "labels":
                return "tokens" not in row and "spans" not in row
            case [str(), *_]:
                return _COMMENTS in row or "id" in row
    return False


FORMAT = Format(
    id="doccano",
    name="doccano JSON Lines",
    extensions=(".jsonl", ".json1", ".json"),
    read=read,
    write=write,
    sniff=sniff,
    unit=Unit.UTF16.value,
    units=_UNITS,
    writes_in=_UNITS,
    carries=replace(SPANS_ALONE, metadata=True),
    fit=fit,
    losses=(Loss("label{s} cutting a grapheme cluster", "widened to it", moved_labels),),
    check=check,
    about="For doccano, with labels and relations; one file holds the work of one annotator.",
)

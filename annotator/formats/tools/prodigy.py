"""Prodigy's JSON Lines: one text a line with what one annotator said of it.

As `prodigy db-out` writes and `db-in` reads it (https://prodi.gy/docs/api-interfaces; what
`_annotator_id` and `_session_id` mean is told in the forum alone):

    {"text": "…", "meta": {…}, "tokens": [{"text", "start", "end", "id", "ws"}, …],
     "spans": [{"start", "end", "token_start", "token_end", "label"}, …], "answer": "accept",
     "_view_id": "spans_manual", "_annotator_id": "…", "_session_id": "…", "_timestamp": 1707211049}

Offsets are half-open and count code points; `token_end` is the number of the last token, not of the
one after it. A label whose edges are not edges of tokens is written without `token_start`, as spans
of Prodigy's character mode may be. Two spaces, a line break and the like are tokens of their own,
so that texts and their `ws` (a blank follows) give the whole text, as in spaCy.

An article with several annotators has a line for each. `accept` is done, `ignore` is skipped; after
`reject` the spans are what was rejected, so they are left out and told. Keys of its own Prodigy
keeps as they are, so a span has also our `fields`, `note` and `id`, a line `answers`, `article_id`
and, if need be, `headline_end`. What is chosen in `accept` answers the question `choice`; a `label`
of the whole text is a question of that name, answered with yes or no.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from annotator.core.labels import shortened
from annotator.core.model import Label, Span, State, Value
from annotator.core.text import OffsetMap, canonical, headline_end
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
from annotator.formats.jsonl import NAMED
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.parts import relations
from annotator.formats.parts.json_stream import line_of, rows
from annotator.formats.parts.relations import Relation
from annotator.formats.parts.tokens import tokens
from annotator.formats.source import Source

_CHOICE = "choice"
_ANSWERS = ("accept", "reject", "ignore")
_SESSION = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d")
"""The name that Prodigy gives to a session that nobody named."""

_LAST_SECOND = 32_503_680_000  # the year 3000

Row = dict[str, object]


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write a line for each annotator of an article; one that nobody worked on has one line."""
    with path.open("xb") as stream:
        for item in items:
            stream.writelines(map(line_of, _rows(item)))
            yield


def _rows(item: LabelledArticle) -> Iterator[Row]:
    article = item.article
    found = spaced(article.text)
    base: Row = {
        "text": article.text,
        "meta": _meta(item),
        "tokens": [
            {"text": article.text[start:end], "start": start, "end": end, "id": number, "ws": ws}
            for number, (start, end, ws) in enumerate(found)
        ],
        "article_id": article.id,
        "_view_id": "spans_manual",
    }
    if article.headline_end != headline_end(article.text):
        base["headline_end"] = article.headline_end
    edges = [token.start for token in found], [token.end for token in found]
    for who in _owners(item):
        yield {**base, **_said(item, who, edges)}


def _said(item: LabelledArticle, who: str, edges: tuple[list[int], list[int]]) -> Row:
    """What one annotator said of an article; "" for nobody."""
    labels = [label for label in item.labels if label.annotator_id == who]
    row: Row = {"spans": [_span(label, *edges) for label in labels]}
    answers = {each.question: each.value for each in item.answers if each.annotator_id == who}
    if answers:
        row["answers"] = answers
    state = item.states.get(who)
    if state is State.DONE:
        row["answer"] = "accept"
    elif state is State.SKIPPED and not labels and not answers:
        row["answer"] = "ignore"
    name = item.name_of(who) if who else ""
    if name:
        row["_annotator_id"] = name
    if name and not _SESSION.fullmatch(name):
        row["_session_id"] = name
    return row


def _owners(item: LabelledArticle) -> list[str]:
    labelling = [label.annotator_id for label in item.labels]
    answering = [answer.annotator_id for answer in item.answers]
    through = [who for who, state in item.states.items() if state in (State.DONE, State.SKIPPED)]
    return list(dict.fromkeys([*labelling, *answering, *through])) or [""]


def _span(label: Label, starts: Sequence[int], ends: Sequence[int]) -> Row:
    row: Row = {"start": label.start, "end": label.end}
    first, last = bisect_left(starts, label.start), bisect_left(ends, label.end)
    if starts[first : first + 1] == [label.start] and ends[last : last + 1] == [label.end]:
        row |= {"token_start": first, "token_end": last}
    row |= {"label": label.tag, "text": label.quote, "id": label.id}
    if label.fields:
        row["fields"] = label.fields
    if label.note:
        row["note"] = label.note
    return row


def _meta(item: LabelledArticle) -> dict[str, str]:
    known = item.article.metadata
    named = {name: getattr(known, name) for name in ("title", *NAMED)}
    # A name of ours wins over one that an import brought along.
    return {key: value for key, value in {**known.extra, **named}.items() if value}


class Token(NamedTuple):
    """A token, and whether a blank that belongs to no token follows."""

    start: int
    end: int
    ws: bool


def spaced(text: str) -> list[Token]:
    """The tokens of a text, white space among them but for one blank after each."""
    found: list[Token] = []
    at = 0
    for start, end in [*tokens(text), Span(len(text), len(text))]:
        at = _add_blank(text, at, start, found)
        if start < end:
            at = end + text.startswith(" ", end)
            found.append(Token(start, end, at > end))
    return found


def _add_blank(text: str, at: int, stop: int, found: list[Token]) -> int:
    if at < stop:
        # Of more than one character the last may be the blank that follows this token.
        blank = stop - at > 1 and text[stop - 1] == " "
        found.append(Token(at, stop - blank, blank))
    return max(at, stop)


# ---------------------------------------------------------------------------- in


class _Row(msgspec.Struct):
    text: Any = None
    meta: Any = None
    tokens: Any = None
    spans: Any = None
    relations: Any = None
    answer: Any = None
    accept: Any = None
    label: Any = None
    answers: Any = None
    article_id: Any = None
    headline_end: Any = None
    annotator_id: Any = msgspec.field(default=None, name="_annotator_id")
    session_id: Any = msgspec.field(default=None, name="_session_id")
    timestamp: Any = msgspec.field(default=None, name="_timestamp")


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """One article a line; a line or label that cannot be used is passed over and told."""
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    for where, row in rows(source, _Row):
        if isinstance(row, str):
            yield Skipped(where, f"it is no task ({row})")
            continue
        if not isinstance(row.text, str) or not canonical(row.text)[0].strip():
            yield Skipped(where, "it holds no text")
            continue
        yield from _read(row, where, finder, options)


def _read(
    row: _Row, where: str, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    text, shift = canonical(row.text)
    owner = _owner(row) or options.annotator
    entries = _listed(row.spans)
    if entries and row.answer == "reject":
        yield Skipped(f"{where}, its labels", "they were rejected")
        entries = []
    usable: list[_Entry] = []
    for entry in entries:
        found = _entry(entry, row.tokens)
        if found is None:
            yield Skipped(f"{where}, a label", "it has no start, end and label")
        else:
            usable.append(found)
    labels: list[DraftLabel] = []
    spans = finder.spans(row.text, [(each.start, each.end, each.quote) for each in usable], shift)
    for each, (span, why) in zip(usable, spans, strict=True):
        if span is None:
            yield Skipped(f"{where}, label “{shortened(each.quote or each.tag)}”", why)
            continue
        labels.append(
            DraftLabel(
                tag=each.tag,
                pieces=(span,),
                annotator=owner,
                fields=_values(each.more.get("fields")),
                note=_text(each.more.get("note")),
                id=_text(each.more.get("id")),
                created=_time(row.timestamp),
            )
        )
    links: list[Relation] = []
    for entry in _listed(row.relations):
        link = _relation(entry, row.text, owner, finder, shift)
        if link is None:
            yield Skipped(f"{where}, a relation", "it does not say which labels it joins")
        else:
            links.append(link)
    yield _draft(row, text, where, owner, tuple(labels), links)


def _draft(
    row: _Row,
    text: str,
    where: str,
    owner: str,
    labels: tuple[DraftLabel, ...],
    links: list[Relation],
) -> Draft:
    meta = row.meta if isinstance(row.meta, dict) else {}
    known: dict[str, str] = {
        key: value if isinstance(value, str) else msgspec.json.encode(value).decode()
        for key, value in meta.items()
        if value not in (None, "")
    }
    title = known.pop("title", "")
    named = {name: known.pop(name, "") for name in NAMED}
    end = row.headline_end
    if not isinstance(end, int) or not 0 <= end <= len(text):
        end = headline_end(text)
    return Draft(
        text=text,
        headline_end=end,
        title=title or title_of(text, end, where),
        extra={**known, relations.KEY: relations.as_text(links)} if links else known,
        id=_text(row.article_id),
        where=where,
        labels=labels,
        answers=tuple(_answers(row, owner)),
        states=_states(row, owner),
        second_answers=(),
        decisions=(),
        **named,
    )


def _states(row: _Row, owner: str) -> dict[str, State]:
    match row.answer:
        case "accept" | "reject":
            return {owner: State.DONE}
        case "ignore":
            return {owner: State.SKIPPED}
    # Without an answer it is a task to be done, or one that somebody has begun.
    return {owner: State.IN_PROGRESS} if row.annotator_id and (row.spans or row.answers) else {}


def _answers(row: _Row, owner: str) -> Iterator[DraftAnswer]:
    for key, value in _values(row.answers).items():
        yield DraftAnswer(key, value, owner)
    if row.answer == "ignore":
        return
    chosen = [str(each) for each in _listed(row.accept) if isinstance(each, str | int)]
    if chosen and row.answer != "reject":
        yield DraftAnswer(_CHOICE, ", ".join(chosen), owner)
    if isinstance(row.label, str) and row.label and row.answer in _ANSWERS:
        yield DraftAnswer(row.label, row.answer == "accept", owner)


def _owner(row: _Row) -> str:
    name = _text(row.annotator_id) or _text(row.session_id)
    nobody = name == _text(row.session_id) and _SESSION.fullmatch(name)
    return "" if nobody else name


class _Entry(NamedTuple):
    """A span of the file: where, what, and what else it has."""

    start: int
    end: int
    quote: str
    tag: str
    more: Mapping[Any, Any]


def _entry(entry: object, found: object) -> _Entry | None:
    match entry:
        case {"label": str(tag), "start": int(start), "end": int(end), **more} if tag:
            return _Entry(start, end, _text(more.get("text")), tag, more)
        case {"label": str(tag), "token_start": int(first), "token_end": int(last), **more} if tag:
            begin, stop = _edge(found, first, "start"), _edge(found, last, "end")
            if begin is not None and stop is not None:
                return _Entry(begin, stop, _text(more.get("text")), tag, more)
    return None


def _edge(found: object, number: int, side: str) -> int | None:
    if isinstance(found, list) and 0 <= number < len(found):
        match found[number]:
            case {"start": int(start), "end": int(end)}:
                return start if side == "start" else end
    return None


def _relation(
    entry: object, raw: str, owner: str, finder: UnitFinder, shift: OffsetMap
) -> Relation | None:
    match entry:
        case {"head_span": head, "child_span": child, "label": str(kind)}:
            ends = [_entry(head, None), _entry(child, None)]
            places = [(each.start, each.end, "") for each in ends if each is not None]
            spans = [span for span, _ in finder.spans(raw, places, shift) if span is not None]
            named = [(each.tag, *span) for each, span in zip(ends, spans, strict=False) if each]
            if len(spans) == len(ends):
                return Relation(kind, named[0], named[1], owner)
    return None


def _values(held: object) -> dict[str, Value]:
    if not isinstance(held, dict):
        return {}
    return {key: value for key, value in held.items() if isinstance(value, str | int)}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _time(stamp: object) -> str:
    """The time of seconds since 1970; empty if there is none or it is no time of ours."""
    if not isinstance(stamp, int) or not 0 < stamp < _LAST_SECOND:
        return ""
    return f"{datetime.fromtimestamp(stamp, UTC):%Y-%m-%dT%H:%M:%S}.000Z"


# ---------------------------------------------------------------------------- the format


def sniff(source: Source) -> bool:
    """Whether the first line is a task of Prodigy's: it has one of its keys, or spans."""
    line = next((line for _, line in Source(source.path, source.head(4_000_000)).lines()), b"")
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return False
    if row.keys() & {"_task_hash", "_input_hash", "_view_id", "_session_id"}:
        return True
    match row.get("spans"):
        case [{"label": str(), "start": int(), "end": int()}, *_]:
            return True
    return "spans" in row and row.get("answer") in _ANSWERS


def _stateless(item: LabelledArticle, _left: LabelledArticle) -> int:
    busy = {label.annotator_id for label in item.labels}
    busy |= {answer.annotator_id for answer in item.answers}
    return int(
        any(
            state is State.FLAGGED or (state is State.SKIPPED and who in busy)
            for who, state in item.states.items()
        )
    )


FORMAT = Format(
    id="prodigy",
    name="Prodigy JSON Lines",
    extensions=(".jsonl",),
    read=read,
    write=write,
    sniff=sniff,
    carries=Carries(pieces=False, history=False),
    losses=(
        Loss("article{s} flagged, or skipped though labelled", "written without that", _stateless),
    ),
    about="For Prodigy and what is trained from it: texts in tokens, a line for each annotator.",
)

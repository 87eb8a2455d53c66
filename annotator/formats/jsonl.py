"""JSON Lines: one article a line, with its labels and answers; all there is, and back again.

Each line is one JSON object, UTF-8, ended by a line feed (https://jsonlines.org):

    {"id", "title", "text", "sha256", "meta": {…}, "state",
     "labels": [{"id", "annotator", "tag", "start", "end", "quote", "pieces": [[start, end], …],
                 "fields": {…}, "note", "codebook_version", "created", "updated", "origin"}, …],
     "answers": [{"id", "annotator", "question", "value", "codebook_version",
                  "created", "updated"}, …],
     "second_answers": [the same, …]}

Offsets are half-open and count code points, so in Python `text[start:end] == quote`. `annotator` is
a name. Labels and answers of gold say where they come from as well:

    "votes": 0.6667, "decision": {"verdict", "by", "sources": [id, …], "reason", "error", "time"}

`votes` is the share of those done with the article who gave the tag to some of the label's words
(or gave the same answer). `verdict` is "agreed" (by a rule), "accepted" (what some said) or
"edited" (what nobody said); `by` names who decided, `sources` are the ids of the labels or answers
that were compared, `error` is the kind of mistake. Without `decision` the label was not
adjudicated. An import works from the article's `decisions`, where each stands once, whole, with
those that let nothing stand or are to be discussed:

    "decisions": [{"id", "annotator", "by", "start", "end", "verdict", "sources": [id, …],
                   "gold": [id, …], "question", "reason", "error", "time"}, …]

`annotator` is whose gold it is, `gold` are the ids of the labels or answers that stand, `question`
is the question's key where it is about an answer. Votes are counted anew.

`second_answers` were given after the article's source was revealed, where the project asks once
more then; the same annotator's answer to the same question, given without knowing, stands among
`answers`. Where there are none, the member is left out.

`meta` holds outlet, author, date, url, language, genre, event and whatever else was
imported; what is not known is left out. Where several annotators worked on an article, `states`
says how far each is; `headline_end` stands where it could not be told from the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Answer,
    Decision,
    Label,
    Metadata,
    Origin,
    SecondAnswer,
    Span,
    State,
    Value,
    Verdict,
)
from annotator.core.spans import merged
from annotator.core.text import OffsetMap, canonical, headline_end
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftAnswer,
    DraftDecision,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.parts.json_stream import line_of, rows
from annotator.formats.source import Source

NAMED = ("outlet", "author", "date", "url", "language", "genre", "event")
"""The properties of an article, beside its title, that have a name of their own."""

_ORIGINS = {origin.value: origin for origin in Origin}
_STATES = {state.value: state for state in State}


# ---------------------------------------------------------------------------- out


def label_row(label: Label, annotators: Mapping[str, str]) -> dict[str, object]:
    """A label as a JSON object; `annotators` gives the name for each annotator id."""
    return {
        "id": label.id,
        "annotator": annotators.get(label.annotator_id, label.annotator_id),
        "tag": label.tag,
        "start": label.start,
        "end": label.end,
        "quote": label.quote,
        "pieces": label.pieces,
        "fields": label.fields,
        "note": label.note,
        "codebook_version": label.codebook_version,
        "created": label.created,
        "updated": label.updated,
        "origin": label.origin.value,
    }


def answer_row(answer: Answer | SecondAnswer, annotators: Mapping[str, str]) -> dict[str, object]:
    """An answer as a JSON object; `annotators` gives the name for each annotator id."""
    return {
        "id": answer.id,
        "annotator": annotators.get(answer.annotator_id, answer.annotator_id),
        "question": answer.question,
        "value": answer.value,
        "codebook_version": answer.codebook_version,
        "created": answer.created,
        "updated": answer.updated,
    }


def gold_row(item: LabelledArticle, gold_id: str) -> dict[str, object]:
    """Where a gold label or answer comes from as members of a JSON object; of any other, none."""
    known = item.gold.get(gold_id)
    if known is None:
        return {}
    row: dict[str, object] = {"votes": round(known.votes, 4)}
    decision = known.decision
    if decision is not None:
        row["decision"] = {
            "verdict": decision.verdict.value,
            "by": item.name_of(decision.by),
            "sources": decision.sources,
            "reason": decision.reason,
            "error": decision.error,
            "time": decision.time,
        }
    return row


def article_row(item: LabelledArticle) -> dict[str, object]:
    """An article with its labels and answers as a JSON object."""
    article = item.article
    row: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "meta": _meta(article.metadata),
        "state": item.state.value,
        "labels": [
            {**label_row(label, item.annotators), **gold_row(item, label.id)}
            for label in item.labels
        ],
        "answers": [
            {**answer_row(answer, item.annotators), **gold_row(item, answer.id)}
            for answer in item.answers
        ],
    }
    if item.second_answers:
        row["second_answers"] = [answer_row(it, item.annotators) for it in item.second_answers]
    if item.decisions:
        row["decisions"] = [_decision_row(it, item) for it in item.decisions]
    if len(item.states) > 1:
        row["states"] = {item.name_of(who): state.value for who, state in item.states.items()}
    if article.headline_end != headline_end(article.text):
        row["headline_end"] = article.headline_end
    return row


def _decision_row(decision: Decision, item: LabelledArticle) -> dict[str, object]:
    return {
        "id": decision.id,
        "annotator": item.name_of(decision.annotator_id),
        "by": item.name_of(decision.by),
        "start": decision.start,
        "end": decision.end,
        "verdict": decision.verdict.value,
        "sources": decision.sources,
        "gold": decision.gold,
        "question": decision.question,
        "reason": decision.reason,
        "error": decision.error,
        "time": decision.time,
    }


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write one article a line."""
    with path.open("xb") as stream:
        for item in items:
            stream.write(line_of(article_row(item)))
            yield


def _meta(metadata: Metadata) -> dict[str, str]:
    named = {name: getattr(metadata, name) for name in NAMED}
    # A name of ours wins over one that an import brought along.
    return {key: value for key, value in {**metadata.extra, **named}.items() if value}


# ---------------------------------------------------------------------------- in


class _Label(msgspec.Struct):
    tag: str
    start: int
    end: int
    annotator: str = ""
    quote: str = ""
    pieces: list[tuple[int, int]] = []
    fields: dict[str, Value] = {}
    note: str = ""
    id: str = ""
    created: str = ""
    updated: str = ""
    origin: str = ""


class _Answer(msgspec.Struct):
    question: str
    value: Value
    annotator: str = ""
    id: str = ""
    created: str = ""
    updated: str = ""


class _Decision(msgspec.Struct):
    annotator: str
    by: str
    verdict: Verdict
    sources: list[str]
    gold: list[str] = []
    start: int = 0
    end: int = 0
    question: str = ""
    reason: str = ""
    error: str = ""
    time: str = ""
    id: str = ""


class _Article(msgspec.Struct):
    text: str
    id: str = ""
    title: str = ""
    meta: dict[str, Any] = {}
    state: str = ""
    states: dict[str, str] = {}
    headline_end: int = -1
    labels: list[_Label] = []
    answers: list[_Answer] = []
    second_answers: list[_Answer] = []
    decisions: list[_Decision] = []


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """One article a line; a line or label that cannot be used is passed over and told."""
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    for where, row in rows(source, _Article):
        if isinstance(row, str):
            yield Skipped(where, f"it is no article ({row})")
            continue
        yield from _read(row, where, finder, options)


def _read(
    row: _Article, where: str, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    text, shift = canonical(row.text)
    if not text.strip():
        yield Skipped(where, "it holds no text")
        return
    labels: list[DraftLabel] = []
    for label, spans, fault in _placed(row, finder, text, shift):
        if fault:
            yield Skipped(f"{where}, label “{label.quote or label.tag}”", fault)
            continue
        labels.append(
            DraftLabel(
                tag=label.tag,
                pieces=spans,
                annotator=label.annotator or options.annotator,
                fields=label.fields,
                note=label.note,
                id=label.id,
                created=label.created,
                updated=label.updated,
                origin=_ORIGINS.get(label.origin, Origin.IMPORT),
            )
        )
    yield _draft(row, text, where, tuple(labels), options)


def _placed(
    row: _Article, finder: UnitFinder, text: str, shift: OffsetMap
) -> Iterator[tuple[_Label, tuple[Span, ...], str]]:
    """Each label with its pieces in the text, or with the reason why it has none."""
    places = [
        (start, end, label.quote if len(label.pieces) < 2 else "")
        for label in row.labels
        for start, end in label.pieces or [(label.start, label.end)]
    ]
    found = iter(finder.spans(row.text, places, shift))
    for label in row.labels:
        if len(label.pieces) < 2:  # its quote has been compared
            span, fault = next(found)
            yield label, () if span is None else (span,), fault
            continue
        pieces = [next(found) for _ in label.pieces]
        fault = next((why for span, why in pieces if span is None), "")
        spans = merged(span for span, _ in pieces if span is not None)
        if label.quote and not fault and text[spans[0].start : spans[-1].end] != label.quote:
            fault = "the text there is not its quote"
        yield label, spans, fault


def _draft(
    row: _Article, text: str, where: str, labels: tuple[DraftLabel, ...], options: ReadOptions
) -> Draft:
    meta = {key: value if isinstance(value, str) else str(value) for key, value in row.meta.items()}
    named = {name: meta.pop(name, "") for name in NAMED}
    end = row.headline_end if 0 <= row.headline_end <= len(text) else headline_end(text)
    states = {who: _STATES[state] for who, state in row.states.items() if state in _STATES}
    owners = {label.annotator for label in labels} or {options.annotator}
    if not states and row.state in _STATES and len(owners) == 1:
        states = {owners.pop(): _STATES[row.state]}
    return Draft(
        text=text,
        headline_end=end,
        title=row.title or title_of(text, end, where),
        extra=meta,
        id=row.id,
        where=where,
        labels=labels,
        answers=_answers(row.answers, options),
        second_answers=_answers(row.second_answers, options),
        decisions=tuple(
            DraftDecision(
                annotator=it.annotator,
                by=it.by,
                verdict=it.verdict,
                sources=tuple(it.sources),
                gold=tuple(it.gold),
                start=it.start,
                end=it.end,
                question=it.question,
                reason=it.reason,
                error=it.error,
                time=it.time,
                id=it.id,
            )
            for it in row.decisions
        ),
        states=states,
        **named,
    )


def _answers(rows: Iterable[_Answer], options: ReadOptions) -> tuple[DraftAnswer, ...]:
    return tuple(
        DraftAnswer(
            question=answer.question,
            value=answer.value,
            annotator=answer.annotator or options.annotator,
            id=answer.id,
            created=answer.created,
            updated=answer.updated,
        )
        for answer in rows
    )


def sniff(source: Source) -> bool:
    """Whether the first line is an article of ours: it has a `sha256`, or names of ours alone."""
    line = next((line for _, line in Source(source.path, source.head(4_000_000)).lines()), b"")
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, AnnotatorError, RecursionError):
        return b'"sha256"' in line[:4_000_000] and line.startswith(b"{")  # longer than was read
    if not isinstance(row, dict):
        return False
    ours = {"text", "labels"} <= row.keys() <= set(_Article.__struct_fields__) | {"sha256"}
    labels = row.get("labels")
    all_labels = isinstance(labels, list) and all(
        isinstance(it, dict) and "tag" in it for it in labels
    )
    return "sha256" in row or (ours and all_labels)


FORMAT = Format(
    id="jsonl",
    name="JSON Lines",
    extensions=(".jsonl", ".ndjson"),
    read=read,
    write=write,
    sniff=sniff,
    carries=Carries(second_answers=True),
    about="Our own, and the only one that loses nothing: an article a line with all that is known.",
)

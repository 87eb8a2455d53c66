"""SemEval-2021 task 6: the texts of memes with persuasion techniques, a JSON list.

The shape is that of https://github.com/di-dimitrov/SEMEVAL-2021-task6-corpus, files that end in
.txt or .json:

    [{"id": "125", "text": "…", "labels": [{"start": 0, "end": 4, "technique": "Smears",
                                             "text_fragment": "…"}, …]}, …]

Offsets are half-open and count code points of `text`; `text_fragment` (`text` in the task's readme)
is the quote. In subtasks 1 and 3 `labels` holds names only: each is a label on the whole text then.
Names are taken to the letter. What else an object has, as the name of the picture, is kept as
metadata.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.text import canonical, headline_end
from annotator.formats.datasets.ptc import as_read
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
from annotator.formats.source import Source

_FAULTS = (msgspec.MsgspecError, ValueError, RecursionError)
_KNOWN = frozenset({"id", "text", "labels"})


class _Label(msgspec.Struct):
    start: int
    end: int
    technique: str
    text_fragment: str = ""
    text: str = ""


class _Meme(msgspec.Struct):
    text: str
    id: str | int = ""
    labels: list[_Label | str] = []


# ---------------------------------------------------------------------------- in


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The texts of the list; an object or label that cannot be used is told."""
    data = source.data().removeprefix(b"\xef\xbb\xbf")
    try:
        memes = msgspec.json.decode(data, type=list[msgspec.Raw])
    except _FAULTS as error:
        raise AnnotatorError(f"it is no JSON list ({error})") from error
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    for number, raw in enumerate(memes, start=1):
        where = f"text {number}"
        try:
            meme = msgspec.json.decode(raw, type=_Meme)
            known = msgspec.json.decode(raw, type=dict[str, Any])
        except _FAULTS as error:
            yield Skipped(where, f"it is no labelled text ({error})")
            continue
        extra = {key: value for key, value in known.items() if key not in _KNOWN}
        extra = {key: value for key, value in extra.items() if value and isinstance(value, str)}
        yield from _meme(meme, extra, where, finder, options)


def _meme(
    meme: _Meme, extra: dict[str, str], where: str, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    text, shift = canonical(meme.text)
    if not text.strip():
        yield Skipped(where, "it holds no text")
        return
    labels: list[DraftLabel] = []
    whole = len(meme.text)
    for label in meme.labels:
        name = label if isinstance(label, str) else label.technique
        start, end = (0, whole) if isinstance(label, str) else (label.start, label.end)
        quote = "" if isinstance(label, str) else label.text_fragment or label.text
        [(span, why)] = finder.spans(meme.text, [(start, end, quote)], shift)
        if span is None or span.start == span.end:
            what = shortened(quote or name)
            yield Skipped(f"{where}, label “{what}”", why or "it marks nothing")
        else:
            labels.append(DraftLabel(name, (span,), options.annotator))
    end = headline_end(text)
    yield Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, where),
        extra=extra,
        id=str(meme.id),
        where=where,
        labels=tuple(labels),
    )


def sniff(source: Source) -> bool:
    """Whether the file is a list whose first object has labels with a technique."""
    head = source.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"[") and all(
        key in head for key in (b'"labels"', b'"technique"', b'"text"', b'"id"')
    )


# ---------------------------------------------------------------------------- out


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write a list with an object for each article, on lines of its own."""
    with path.open("xb") as stream:
        stream.write(b"[")
        for number, item in enumerate(items):
            stream.write(b",\n" if number else b"\n")
            stream.write(msgspec.json.format(msgspec.json.encode(_row(item)), indent=4))
            yield
        stream.write(b"\n]\n")


def _row(item: LabelledArticle) -> dict[str, object]:
    raw = as_read(item.article.text)
    lead = len(raw) - len(item.article.text)
    return {
        "id": item.article.id,
        "text": raw,
        "labels": [
            {
                "start": label.start + lead,
                "end": label.end + lead,
                "technique": label.tag,
                "text_fragment": label.quote,
            }
            for label in item.labels
        ],
    }


FORMAT = Format(
    id="semeval2021",
    name="SemEval-2021 task 6",
    extensions=(".json", ".txt"),
    read=read,
    write=write,
    sniff=sniff,
    carries=SPANS_ALONE,
    about="A JSON list of texts with their persuasion techniques, each with its start and end.",
    kind="dataset",
)

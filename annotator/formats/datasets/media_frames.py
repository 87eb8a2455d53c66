r"""Media Frames Corpus: frames and tone of news on one issue, a JSON file an issue.

The shape is that of https://github.com/dallascard/media_frames_corpus (Card et al. 2015), after its
texts were put in, for the corpus is published without them:

    {"Immigration1.0-25450": {"source", "year", "month", "day", "title", "byline", "section",
        "page", "length", "text", "irrelevant", "primary_frame", "primary_tone",
        "annotations": {"framing": {coder: [{"code": 1.0, "start": 0, "end": 9}, …]},
                        "tone": {coder: [{"code": 17.4, …}, …]}, "irrelevant": {coder: false}}}}

Offsets are half-open and count code points of `text`, which begins `ID\n\nPRIMARY\n\n`. That head
is no part of the article, so it goes, and the offsets with it.

How things are mapped: a code `N.0` is a label, its tag the name of the frame, its annotator the
coder. A code `N.2` (marked on the word PRIMARY) answers `primary-frame`, `N.1` `headline-frame`,
codes of tone `tone`, the flag `irrelevant`; their values are the codes. What the file says without
a coder, having settled it, is answered by whoever the labels without a name belong to.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.core.text import canonical, headline_end
from annotator.formats.datasets.ptc import many
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    ReadOptions,
    Skipped,
    one_line,
    title_of,
)
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.source import Source

FRAMES = (
    "Economic",
    "Capacity and resources",
    "Morality",
    "Fairness and equality",
    "Legality, constitutionality and jurisprudence",
    "Policy prescription and evaluation",
    "Crime and punishment",
    "Security and defense",
    "Health and safety",
    "Quality of life",
    "Cultural identity",
    "Public opinion",
    "Political",
    "External regulation and reputation",
    "Other",
)
"""The names of the frames 1 to 15."""

PRIMARY, HEADLINE, TONE, IRRELEVANT = "primary-frame", "headline-frame", "tone", "irrelevant"
"""The questions that the corpus answers."""

_FAULTS = (msgspec.MsgspecError, ValueError, RecursionError)
_CODE = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))?")
_HEAD = re.compile(r"\ufeff?[^\n]{1,60}\n\nPRIMARY\n\n")
_EXTRA = ("section", "page", "length")
_LATER = {"1": HEADLINE, "2": PRIMARY}

Code = str | int | float


class _Mark(msgspec.Struct):
    code: Code
    start: int = -1
    end: int = -1


class _Annotations(msgspec.Struct):
    framing: dict[str, list[_Mark]] = {}
    tone: dict[str, list[_Mark]] = {}
    irrelevant: dict[str, bool] = {}


class _Article(msgspec.Struct):
    text: str = ""
    title: str | None = ""
    source: str | None = ""
    byline: str | None = ""
    year: str | int | float | None = None
    month: str | int | float | None = None
    day: str | int | float | None = None
    irrelevant: bool | int | None = None
    primary_frame: Code | None = None
    primary_tone: Code | None = None
    annotations: _Annotations = msgspec.field(default_factory=_Annotations)


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of an issue; what cannot be used is told, articles without a text in one."""
    data = source.data().removeprefix(b"\xef\xbb\xbf")
    try:
        rows = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except _FAULTS as error:
        raise AnnotatorError(f"it is no JSON object of articles ({error})") from error
    finder = UnitFinder((Unit.CODE_POINTS,), options.unit)
    bare = 0
    for name, raw in rows.items():
        try:
            row = msgspec.json.decode(raw, type=_Article)
            known = msgspec.json.decode(raw, type=dict[str, Any])
        except _FAULTS as error:
            yield Skipped(name, f"it is no article ({error})")
            continue
        if row.text.strip():
            yield from _Reading(name, row, finder, options).draft(known)
        else:
            bare += 1
    if bare:
        yield Skipped(
            many(bare, "article"),
            "there is no text in the file; put the texts in first, as the corpus's readme says",
        )


class _Reading:
    """One article, while it is read."""

    def __init__(self, name: str, row: _Article, finder: UnitFinder, options: ReadOptions) -> None:
        self._name, self._row, self._finder, self._options = name, row, finder, options
        self._text, self._shift = canonical(row.text)
        self._labels: list[DraftLabel] = []
        self._answers: dict[tuple[str, str], str | bool] = {}

    def draft(self, known: dict[str, Any]) -> Iterator[Draft | Skipped]:
        """The article; before it, what could not be placed."""
        row = self._row
        whole = self._text
        found = _HEAD.match(whole)
        head = found.end() if found else 0
        text = whole[head:]
        if not text.strip():
            yield Skipped(self._name, "it holds no text")
            return
        yield from self._mark_all(head)
        self._settled()
        end = headline_end(text)
        extra = {key: _word(known.get(key)) for key in _EXTRA}
        yield Draft(
            text=text,
            headline_end=end,
            title=one_line(row.title or "") or title_of(text, end, self._name),
            outlet=row.source or "",
            author=row.byline or "",
            date=_date(row),
            extra={key: value for key, value in extra.items() if value},
            id=self._name,
            where=self._name,
            labels=tuple(sorted(self._labels, key=lambda label: label.pieces)),
            answers=tuple(
                DraftAnswer(question, value, who)
                for (who, question), value in self._answers.items()
            ),
        )

    def _mark_all(self, head: int) -> Iterator[Skipped]:
        for coder, marks in self._row.annotations.framing.items():
            for mark in marks:
                yield from self._frame(coder, mark, head)
        for coder, marks in self._row.annotations.tone.items():
            for mark in marks:
                yield from self._answer(coder, TONE, mark)
        for coder, flag in self._row.annotations.irrelevant.items():
            self._answers.setdefault((coder, IRRELEVANT), flag)

    def _frame(self, coder: str, mark: _Mark, head: int) -> Iterator[Skipped]:
        code = _CODE.fullmatch(code_of(mark.code))
        number, kind = (int(code[1]), code[2] or "0") if code else (0, "")
        if number and kind in _LATER:
            yield from self._answer(coder, _LATER[kind], mark)
        elif kind == "0" and 1 <= number <= len(FRAMES):
            yield from self._label(coder, FRAMES[number - 1], mark, head)
        else:
            where = f"{self._name}, code {shortened(code_of(mark.code))} of {coder}"
            yield Skipped(where, "there is no such frame")

    def _label(self, coder: str, tag: str, mark: _Mark, head: int) -> Iterator[Skipped]:
        place = (mark.start, mark.end, "")
        [(span, why)] = self._finder.spans(self._row.text, [place], self._shift)
        if span is not None and span.start < head:
            span, why = None, f"{mark.start}–{mark.end} is before the text of the article"
        if span is None or span.start == span.end:
            yield Skipped(f"{self._name}, label “{tag}” of {coder}", why or "it marks nothing")
            return
        moved = Span(span.start - head, span.end - head)
        self._labels.append(DraftLabel(tag, (moved,), coder or self._options.annotator))

    def _answer(self, coder: str, question: str, mark: _Mark) -> Iterator[Skipped]:
        code = code_of(mark.code)
        if self._answers.setdefault((coder, question), code) != code:
            where = f"{self._name}, {question} {shortened(code)} of {coder}"
            yield Skipped(where, f"it is answered with {self._answers[coder, question]} already")

    def _settled(self) -> None:
        row, who = self._row, self._options.annotator
        for question, code in ((PRIMARY, row.primary_frame), (TONE, row.primary_tone)):
            if code is not None and code_of(code):
                self._answers.setdefault((who, question), code_of(code))
        if row.irrelevant is not None:
            self._answers.setdefault((who, IRRELEVANT), bool(row.irrelevant))


def code_of(code: Code) -> str:
    """A code as the corpus writes it: with one point, `1.0` or `17.35`."""
    if isinstance(code, str):
        return code.strip()
    return f"{code:.1f}" if code == round(code, 1) else str(code)


def _date(row: _Article) -> str:
    try:
        year, month, day = (int(part or 0) for part in (row.year, row.month, row.day))
    except (ValueError, OverflowError):
        return ""
    if not 1 <= year <= 9999:
        return ""
    parts = [f"{year:04}"]
    if 1 <= month <= 12:
        parts.append(f"{month:02}")
        if 1 <= day <= 31:
            parts.append(f"{day:02}")
    return "-".join(parts)


def _word(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e9:
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else ""


def sniff(source: Source) -> bool:
    """Whether the file is an object whose first articles have annotations of framing."""
    head = source.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and b'"framing"' in head and b'"annotations"' in head


FORMAT = Format(
    id="media-frames",
    name="Media Frames Corpus",
    extensions=(".json",),
    read=read,
    sniff=sniff,
    about="The frames, primary frame and tone that coders gave to the articles of an issue.",
    kind="dataset",
)

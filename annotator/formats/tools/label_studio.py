"""Label Studio JSON: the tasks of a project with their annotations and predictions.

An array of tasks (https://labelstud.io/guide/task_format, `tasks/serializers.py` of
github.com/HumanSignal/label-studio):

    [{"id": 1, "data": {"text": "…", "title": "…", …},
      "annotations": [{"id": 5, "completed_by": 3 or {"email": "…"}, "was_cancelled": false,
        "ground_truth": false, "lead_time": 41.2, "result": [
          {"id": "a1", "from_name": "label", "to_name": "text", "type": "labels",
           "value": {"start": 4, "end": 10, "text": "regime", "labels": ["loaded"]},
           "meta": {"text": ["a note"]}},
          {"id": "a1", "from_name": "intensity", …, "type": "rating",
           "value": {"start": 4, "end": 10, "text": "regime", "rating": 3}},
          {"id": "q1", "from_name": "slant", …, "type": "choices", "value": {"choices": ["left"]}},
          {"type": "relation", "from_id": "a1", "to_id": "a2", "direction": "right"}]}],
      "predictions": [{"model_version": "v2", "result": […]}]}, …]

Offsets are half-open and count code points; older versions counted UTF-16 units, and the quote in
`value.text` tells which. Results with one `id` are one region: its `labels` become labels, its
choices, rating, number and text fields of them, `meta` or a text called `note` or `comment` their
note. What has no place in the text is an answer. An annotation is its annotator's, known by e-mail
address or as `user 3`, and who cancelled it skipped the article; a prediction belongs to its model.
Regions on HTML are read by their `globalOffsets` where the text has no markup. A quote may differ
from the text in white space, for the screen may leave some out. `true` and `false` as a choice are
yes and no.

The array is read task by task, so a file may have any size. Read are also JSON_MIN, of which labels
are taken (its other keys are kept as metadata), and `completions`, the old name for annotations.
Written is a folder of `tasks.json` and `config.xml` (see `label_studio_out`); such a folder is read
and so is a lone file.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from annotator.core.labels import shortened
from annotator.core.model import Span, State, Value
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
    title_of,
)
from annotator.formats.jsonl import NAMED
from annotator.formats.offsets import Unit, UnitFinder, placed, unit_map
from annotator.formats.parts import relations
from annotator.formats.parts.json_stream import elements
from annotator.formats.parts.relations import Relation
from annotator.formats.source import Source
from annotator.formats.tools.label_studio_config import NOTES, TEXT, key_of, labelling_config
from annotator.formats.tools.label_studio_out import CONFIG, GROUND_TRUTH, LEAD_TIMES, TASKS, write
from annotator.formats.tools.label_studio_rows import (
    Annotation,
    Result,
    Task,
    flat_task,
    held,
    is_number,
    note_of,
    owner_of,
    strings,
    tags_of,
    time_of,
)

__all__ = ["FORMAT", "labelling_config"]

_MARKUP = ("</", "/>", "<p>", "<br>")
_LONGER = 10
"""How many times as long as a quote its place may be, white space being left out."""


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """One article for each task; what cannot be used is passed over and told."""
    decoder = msgspec.json.Decoder(Task)
    finder = UnitFinder((Unit.CODE_POINTS, Unit.UTF16), options.unit)
    file = Source(source.path / TASKS) if source.path.is_dir() else source
    for number, element in elements(file):
        source.position = file.position
        where = f"task {number}"
        try:
            task = decoder.decode(element)
            if task.data is None:
                task = flat_task(msgspec.json.decode(element, type=dict[str, Any]))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            yield Skipped(where, f"it is no task ({error})")
            continue
        yield from _read(task, where, finder, options)


def _read(
    task: Task, where: str, finder: UnitFinder, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    data = task.data or {}
    raw = data.get(_text_key(data, options))
    if not isinstance(raw, str) or not raw.strip("\ufeff \t\r\n"):
        yield Skipped(where, "it holds no text")
        return
    sheet = _Sheet(raw)
    for annotation in task.annotations or task.completions or ():
        owner = owner_of(annotation) or options.annotator
        sheet.finish(annotation, owner)
        sheet.take(annotation, owner)
    for prediction in task.predictions or ():
        version = prediction.model_version
        sheet.take(prediction, version if isinstance(version, str) and version else "model")
    if isinstance(task.drafts, list) and task.drafts:
        sheet.left.append(("a draft", "it was not submitted"))
    if sheet.on_html and any(mark in raw.lower() for mark in _MARKUP):
        yield Skipped(where, "its text is HTML; convert it to plain text and label that")
        return
    text, shift = canonical(raw)
    if not text.strip():
        yield Skipped(where, "it holds no text")
        return
    labels = sheet.labels(finder, shift)
    for what, why in sheet.left:
        yield Skipped(f"{where}, {what}", why)
    yield _draft(data, text, where, sheet, labels, options)


@dataclass(slots=True)
class _Region:
    """A place with its tags: what the results of one id say together."""

    owner: str
    start: int
    end: int
    quote: str
    tags: list[str]
    note: str = ""
    fields: dict[str, Value] = field(default_factory=dict)
    id: str = ""
    created: str = ""
    updated: str = ""


@dataclass(slots=True)
class _Sheet:
    """Gathers what all annotations of a task say of its text; `left` is what was passed over."""

    raw: str
    regions: list[_Region] = field(default_factory=list)
    answers: list[DraftAnswer] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)
    truth: list[str] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    on_html: bool = False
    _links: list[tuple[Result, dict[Any, _Region], str]] = field(default_factory=list)
    _relations: list[Relation] = field(default_factory=list)

    def finish(self, annotation: Annotation, owner: str) -> None:
        """Note how far an annotator is, and what else is known of the annotation."""
        skipped = annotation.was_cancelled is True
        self.states[owner] = State.SKIPPED if skipped else State.DONE
        if annotation.ground_truth is True:
            self.truth.append(owner)
        if is_number(annotation.lead_time):
            self.times[owner] = self.times.get(owner, 0) + annotation.lead_time

    def take(self, annotation: Annotation, owner: str) -> None:
        """Add the results of an annotation or, from a model, of a prediction."""
        regions: dict[Any, _Region] = {}
        rest = []
        for result in annotation.result or ():
            tags = tags_of(result.value)
            if tags is None or result.type == "relation":
                rest.append(result)
            else:
                self._add_region(result, tags, regions, annotation, owner)
        for result in rest:
            if result.type == "relation":
                self._links.append((result, regions, owner))
            else:
                self._add_value(result, regions, annotation, owner)

    def _add_region(
        self,
        result: Result,
        tags: list[str],
        regions: dict[Any, _Region],
        annotation: Annotation,
        owner: str,
    ) -> None:
        value = result.value
        start, end = value.start, value.end
        if isinstance(start, str) or result.type.startswith("hypertext"):
            self.on_html = True
            match value.global_offsets:
                case {"start": int(start), "end": int(end)}:
                    pass
        if not isinstance(start, int) or not isinstance(end, int):
            self.left.append((f"label “{shortened(', '.join(tags))}”", "it is on no plain text"))
            return
        known = regions.get(result.id) if isinstance(result.id, str) else None
        if known is not None and (known.start, known.end) == (start, end):
            known.tags += [tag for tag in tags if tag not in known.tags]
            return
        region = _Region(
            owner=owner,
            start=start,
            end=end,
            quote=value.text if isinstance(value.text, str) else "",
            tags=tags,
            note=note_of(result.meta),
            id=result.id if isinstance(result.id, str) else "",
            created=time_of(annotation.created_at),
            updated=time_of(annotation.updated_at),
        )
        self.regions.append(region)
        if region.id:
            regions[region.id] = region

    def _add_value(
        self,
        result: Result,
        regions: Mapping[Any, _Region],
        annotation: Annotation,
        owner: str,
    ) -> None:
        name = result.from_name if isinstance(result.from_name, str) else ""
        value = held(result)
        if not name or value is None:
            what = result.type or "result"
            self.left.append((f"“{shortened(name or what)}”", f"a {what} has no place here"))
            return
        region = regions.get(result.id) if isinstance(result.id, str) else None
        if region is None and result.value.start is not None:
            self.left.append((f"“{shortened(name)}”", "the place that it is about has no label"))
        elif region is None:
            created, updated = time_of(annotation.created_at), time_of(annotation.updated_at)
            self.answers.append(
                DraftAnswer(key_of(name), value, owner, created=created, updated=updated)
            )
        elif name.lower() in NOTES and isinstance(value, str):
            region.note = f"{region.note}\n{value}".strip("\n") if region.note else value
        else:
            region.fields[key_of(name)] = value

    def labels(self, finder: UnitFinder, shift: OffsetMap) -> tuple[DraftLabel, ...]:
        """The labels, on the canonical text."""
        wanted = [(region.start, region.end, region.quote) for region in self.regions]
        found = finder.spans(self.raw, wanted, shift)
        loosely = _Loosely(self.raw, finder.possible, shift)
        labels: list[DraftLabel] = []
        spans: dict[int, Span] = {}
        for region, (exact, why) in zip(self.regions, found, strict=True):
            span = exact or loosely.span(region)
            if span is None:
                self.left.append((f"label “{shortened(region.quote or region.tags[0])}”", why))
                continue
            spans[id(region)] = span
            for tag in region.tags:
                labels.append(  # noqa: PERF401 - two loops in one are hard to read
                    DraftLabel(
                        tag=tag,
                        pieces=(span,),
                        annotator=region.owner,
                        fields=region.fields,
                        note=region.note,
                        id=region.id if tag == region.tags[0] else "",
                        created=region.created,
                        updated=region.updated,
                    )
                )
        self._relate(spans)
        return tuple(labels)

    def _relate(self, spans: Mapping[int, Span]) -> None:
        for result, regions, owner in self._links:
            ends = [
                regions.get(end) if isinstance(end, str) else None
                for end in (result.from_id, result.to_id)
            ]
            named = [
                (end.tags[0], *spans[id(end)])
                for end in ends
                if end is not None and id(end) in spans
            ]
            if len(named) != len(ends):
                self.left.append(("a relation", "a label that it joins is not there"))
                continue
            kind = ", ".join(strings(result.labels))
            direction = result.direction if isinstance(result.direction, str) else ""
            self._relations.append(Relation(kind, named[0], named[1], owner, direction))

    def extra(self) -> dict[str, str]:
        """What an article has no property for, as JSON text."""
        found: dict[str, str] = {}
        if self._relations:
            found[relations.KEY] = relations.as_text(self._relations)
        if self.truth:
            found[GROUND_TRUTH] = msgspec.json.encode(self.truth).decode()
        if self.times:
            found[LEAD_TIMES] = msgspec.json.encode(self.times).decode()
        return found


def _draft(
    data: Mapping[str, Any],
    text: str,
    where: str,
    sheet: _Sheet,
    labels: tuple[DraftLabel, ...],
    options: ReadOptions,
) -> Draft:
    own = _text_key(data, options)
    known: dict[str, str] = {
        key: value if isinstance(value, str) else msgspec.json.encode(value).decode()
        for key, value in data.items()
        if key != own and value not in (None, "")
    }
    title, article_id = known.pop("title", ""), known.pop("article_id", "")
    named = {name: known.pop(name, "") for name in NAMED}
    end = headline_end(text)
    said = known.pop("headline_end", "")
    if said.isascii() and said.isdigit():
        end = min(int(said[:9]), len(text))
    return Draft(
        text=text,
        headline_end=end,
        title=title or title_of(text, end, where),
        extra={**known, **sheet.extra()},
        id=article_id,
        where=where,
        labels=labels,
        answers=tuple(sheet.answers),
        states=sheet.states,
        second_answers=(),
        decisions=(),
        **named,
    )


# ---------------------------------------------------------------------------- what the values mean


def _text_key(data: Mapping[str, Any], options: ReadOptions) -> str:
    """Which key has the text: the one that was said, `text`, or the one with the longest text."""
    said = next((key for key, held in options.columns.items() if held == TEXT), TEXT)
    if said in data:
        return said
    texts = [key for key, value in data.items() if isinstance(value, str)]
    return max(texts, key=lambda key: len(data[key]), default="")


class _Loosely:
    """Places quotes that differ from the text in white space only, as the screen may show it."""

    def __init__(self, raw: str, units: Iterable[Unit], shift: OffsetMap) -> None:
        self._raw = raw
        self._units = tuple(units)
        self._shift = shift
        self._maps: list[OffsetMap] = []

    def span(self, region: _Region) -> Span | None:
        """The region's place; None unless there is just one with such words."""
        words = region.quote.replace("\\n", "\n").split()
        if not words or region.end - region.start > _LONGER * len(region.quote):
            return None
        self._maps = self._maps or [unit_map(self._raw, unit) for unit in self._units]
        spans = {placed(measure, region.start, region.end) for measure in self._maps}
        found = [span for span in spans if span and self._raw[slice(*span)].split() == words]
        return self._shift.inner_span(*found[0]) if len(found) == 1 else None


# ---------------------------------------------------------------------------- the format


def sniff(source: Source) -> bool:
    """Whether it is a folder of tasks with their configuration, or a file of tasks."""
    if source.path.is_dir():
        return all((source.path / name).is_file() for name in (TASKS, CONFIG))
    head = source.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith((b"[", b"{")) or b"{" not in head[:100]:
        return False
    if b'"annotation_id"' in head and b'"lead_time"' in head:
        return True
    tasks = any(key in head for key in (b'"annotations"', b'"predictions"', b'"completions"'))
    return tasks and any(key in head for key in (b'"result"', b'"data"'))


def _not_through(item: LabelledArticle, _left: LabelledArticle) -> int:
    return int(any(state in (State.FLAGGED, State.IN_PROGRESS) for state in item.states.values()))


FORMAT = Format(
    id="label-studio",
    name="Label Studio JSON",
    extensions=(".json",),
    read=read,
    write=write,
    sniff=sniff,
    folder=True,
    unit=Unit.CODE_POINTS.value,
    units=(Unit.CODE_POINTS, Unit.UTF16),
    writes_in=(Unit.CODE_POINTS, Unit.UTF16),
    carries=Carries(pieces=False, history=False),
    losses=(Loss("article{s} flagged or in progress", "written as submitted", _not_through),),
    about="For Label Studio: a folder of tasks.json and the config.xml of the project to make.",
)

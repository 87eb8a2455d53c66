"""Writing for Label Studio: a folder with the tasks and the labelling configuration for them.

See `label_studio` for the format. Both files are needed to go on there: the configuration is pasted
into a new project's settings, then the tasks are imported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from annotator.core.model import Answer, Codebook, Label, State, Tag, Value
from annotator.core.model import Field as TagField
from annotator.core.text import headline_end
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.jsonl import NAMED
from annotator.formats.offsets import Unit, unit_map
from annotator.formats.parts import relations
from annotator.formats.tools.label_studio_config import (
    LABEL,
    TEXT,
    control,
    control_name,
    labelling_config,
)

TASKS, CONFIG = "tasks.json", "config.xml"
"""The two files of a written folder."""

LEAD_TIMES, GROUND_TRUTH = "lead_time", "ground_truth"
"""What an article keeps, as JSON text, of the annotations it came with: seconds by annotator, and
the annotators whose annotation is the ground truth."""

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

Row = dict[str, object]


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write a folder with `tasks.json`, one task a line, and `config.xml`."""
    path.mkdir()
    writing = _Writing(options)
    encoder = msgspec.json.Encoder()
    with (path / TASKS).open("xb") as stream:
        before = b"[\n"
        for item in items:
            stream.write(before + encoder.encode(writing.task(item)))
            before = b",\n"
            yield
        stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")
    config = labelling_config(writing.codebook())
    (path / CONFIG).write_text(config, encoding="utf-8", newline="\n")


@dataclass(slots=True)
class _Writing:
    """Makes the tasks, and counts them and their annotations; notes the tags that it meets."""

    options: WriteOptions
    tasks: int = 0
    annotations: int = 0
    tags: dict[str, None] = field(default_factory=dict)

    def codebook(self) -> Codebook:
        """The codebook, with the tags that labels have and it has not."""
        book = self.options.codebook or Codebook("labels", "")
        unknown = [Tag(key, key) for key in self.tags if book.tag(key) is None]
        return replace(book, tags=(*book.tags, *unknown))

    def task(self, item: LabelledArticle) -> Row:
        """An article as a task: an annotation for each who has labels, answers, or is through."""
        self.tasks += 1
        self.tags.update(dict.fromkeys(label.tag for label in item.labels))
        through = [who for who, state in item.states.items() if _is_through(state)]
        labelling = [label.annotator_id for label in item.labels]
        answering = [answer.annotator_id for answer in item.answers]
        owners = dict.fromkeys([*labelling, *answering, *through])
        extra = item.article.metadata.extra
        truth = _listed(extra.get(GROUND_TRUTH, ""))
        times = _mapped(extra.get(LEAD_TIMES, ""))
        annotations = []
        for who in owners:
            self.annotations += 1
            annotation: Row = {"id": self.annotations, **_owner(item.name_of(who))}
            # Where Label Studio is not told, it takes every imported annotation for the truth.
            annotation["ground_truth"] = item.name_of(who) in truth
            annotation["was_cancelled"] = item.states.get(who) is State.SKIPPED
            annotation["lead_time"] = times.get(item.name_of(who))
            annotation["result"] = self._results(item, who)
            annotations.append(annotation)
        return {
            "id": self.tasks,
            "annotations": annotations,
            "predictions": [],
            "data": _data(item),
        }

    def _results(self, item: LabelledArticle, who: str) -> list[Row]:
        text = item.article.text
        measure = unit_map(text, self.options.unit or Unit.CODE_POINTS)
        labels = [label for label in item.labels if label.annotator_id == who]
        ids = _ids(labels)
        found: list[Row] = []
        for label in labels:
            place = {"start": measure.outer(label.start), "end": measure.outer(label.end)}
            value = {**place, "text": label.quote}
            region = _result(ids[id(label)], LABEL, "labels", {**value, "labels": [label.tag]})
            if label.note:
                region["meta"] = {"text": [label.note]}
            found.append(region)
            found += self._fields(label, ids[id(label)], value)
        for answer in item.answers:
            if answer.annotator_id == who:
                found.append(self._answer(answer))
        name = item.name_of(who)
        for link in relations.relations_of(item.article.metadata.extra):
            ends = relations.ends(link, labels) if link.by in ("", name) else None
            if ends is not None:
                found.append(_link(link, *(ids[id(end)] for end in ends)))
        return found

    def _fields(self, label: Label, region: str, place: Mapping[str, object]) -> Iterator[Row]:
        book = self.options.codebook
        for key, value in label.fields.items():
            if value != "":
                kind = control(book.field(key) if book else None, value)
                held = {**place, **_held(kind, value)}
                yield _result(region, control_name(key, book), kind, held)

    def _answer(self, answer: Answer) -> Row:
        book = self.options.codebook
        asked: TagField | None = book.question(answer.question) if book else None
        kind = control(asked, answer.value)
        name = control_name(answer.question, book, question=True)
        return _result(answer.id, name, kind, _held(kind, answer.value))


def _result(region: str, name: str, kind: str, value: Mapping[str, object]) -> Row:
    return {
        "id": region,
        "from_name": name,
        "to_name": TEXT,
        "type": kind,
        "origin": "manual",
        "value": value,
    }


def _link(link: relations.Relation, source: str, target: str) -> Row:
    row: Row = {"type": "relation", "from_id": source, "to_id": target}
    row["direction"] = link.direction or "right"
    return {**row, "labels": [link.type]} if link.type else row


def _held(kind: str, value: Value) -> Row:
    match kind:
        case "choices":
            return {"choices": [str(value).lower() if isinstance(value, bool) else str(value)]}
        case "textarea":
            return {"text": [str(value)]}
        case _:
            return {kind: value}


def _ids(labels: Sequence[Label]) -> dict[int, str]:
    """An id for each label, no two alike: results with one id are one region."""
    taken: dict[str, int] = {}
    found: dict[int, str] = {}
    for label in labels:
        count = taken[label.id] = taken.get(label.id, 0) + 1
        found[id(label)] = label.id if count == 1 else f"{label.id}-{count}"
    return found


def _owner(name: str) -> Row:
    # An import is refused where `completed_by` has the address of nobody there, or none; without
    # it the annotation is given to who imports. The name then stands where exports have it.
    if EMAIL.fullmatch(name):
        return {"completed_by": {"email": name}}
    return {"created_username": name} if name else {}


def _data(item: LabelledArticle) -> dict[str, str]:
    article, known = item.article, item.article.metadata
    named = {name: getattr(known, name) for name in ("title", *NAMED)}
    own = {TEXT: article.text, "article_id": article.id}
    if article.headline_end != headline_end(article.text):
        own["headline_end"] = str(article.headline_end)
    kept = {
        f"{key}_" if key in own or key in named else key: value
        for key, value in known.extra.items()
        if key not in (relations.KEY, LEAD_TIMES, GROUND_TRUTH)
    }
    more = {key: value for key, value in {**kept, **named}.items() if value}
    return {**own, **more}


def _is_through(state: State) -> bool:
    return state in (State.DONE, State.SKIPPED)


def _listed(text: str) -> list[str]:
    try:
        return msgspec.json.decode(text, type=list[str]) if text else []
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return []


def _mapped(text: str) -> dict[str, float]:
    try:
        return msgspec.json.decode(text, type=dict[str, float]) if text else {}
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return {}

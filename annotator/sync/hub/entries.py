"""What copies of a project tell each other through a hub: parts of steps, records, visits.

An entry's `key` is the same in every copy: `DEVICE:NUMBER` of a step, the identity of a record that
no step tells of, `ID:MILLISECONDS:REVEALED` of a visit as it was then. Its `content` is JSON.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from annotator.core.edits import Edit, Step, StepKind, identity, owner
from annotator.core.model import Annotator, Article, OwnRecord, Shelf, Visit
from annotator.core.parts import Part, article_of
from annotator.records import as_json, edits_as_json, edits_from
from annotator.sync.merging import Refused

STEP, RECORD, VISIT = "step", "record", "visit"


Unstepped = OwnRecord | Annotator
"""What there may be without a step that tells of it: an import made it, or an older program."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the hub; see the tables for what each column is."""

    owner: str
    article: str
    kind: str
    key: str
    step: str
    author: str
    clock: int
    content: str


class _Step(msgspec.Struct):
    time: str
    title: str
    kind: StepKind
    target: str
    places: tuple[int, ...]
    total: int
    edits: msgspec.Raw


class _Record(msgspec.Struct):
    edits: msgspec.Raw


class HubArticle(msgspec.Struct):
    """An article as the hub keeps it, with where it stands."""

    article: Article
    shelf: Shelf


def _raw(edits: tuple[Edit, ...]) -> msgspec.Raw:
    return msgspec.Raw(edits_as_json(edits))


def entry_of_part(part: Part) -> Entry:
    """The entry that tells of a part of a step."""
    step = part.step
    content = _Step(
        time=step.time,
        title=step.title,
        kind=step.kind,
        target=step.target,
        places=part.places,
        total=part.total,
        edits=_raw(step.edits),
    )
    return Entry(
        owner=part.owner_id,
        article=part.article_id,
        kind=STEP,
        key=f"{step.device}:{step.number}",
        step=step.id,
        author=step.annotator_id,
        clock=step.clock,
        content=as_json(content),
    )


def entry_of_record(record: Unstepped) -> Entry:
    """The entry that tells of a record which no step tells of."""
    content = as_json(_Record(_raw((Edit(None, record),))))
    return Entry(
        owner=owner(record),
        article=article_of(record),
        kind=RECORD,
        key=identity(record),
        step="",
        author="",
        clock=0,
        content=content,
    )


def entry_of_visit(visit: Visit) -> Entry:
    """The entry that tells of a visit as it is now."""
    return Entry(
        owner=visit.annotator_id,
        article="",
        kind=VISIT,
        key=f"{visit.id}:{visit.milliseconds}:{visit.revealed}",
        step="",
        author="",
        clock=0,
        content=as_json(visit),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What entries of one owner tell."""

    parts: tuple[Part, ...] = ()
    records: tuple[Unstepped, ...] = ()
    visits: tuple[Visit, ...] = ()

    @property
    def articles(self) -> set[str]:
        """The ids of the articles that it is about."""
        work = [each for each in self.records if not isinstance(each, Annotator)]
        return {
            *(part.article_id for part in self.parts if part.article_id),
            *(each.article_id for each in (*work, *self.visits)),
        }


def told_by(entries: Iterable[Entry]) -> Told:
    """What the entries tell; raises Refused where one cannot be read or contradicts itself.

    Nothing is believed yet: whether it fits the project and its owner is seen when it is taken.
    """
    parts, records, visits = [], [], []
    for entry in entries:
        try:
            if entry.kind == STEP:
                parts.append(_part(entry))
            elif entry.kind == VISIT:
                visits.append(msgspec.json.decode(entry.content, type=Visit))
            else:
                records.append(_record(entry))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise Refused(
                f"The hub holds an entry that cannot be read ({error}); nothing of it was taken. "
                "Tell whoever leads the project."
            ) from error
    return Told(tuple(parts), tuple(records), tuple(visits))


def _part(entry: Entry) -> Part:
    content = msgspec.json.decode(entry.content, type=_Step)
    device, _, number = entry.key.rpartition(":")
    step = Step(
        id=entry.step,
        device=device,
        number=int(number),
        annotator_id=entry.author,
        time=content.time,
        title=content.title,
        edits=edits_from(bytes(content.edits)),
        kind=content.kind,
        target=content.target,
        clock=entry.clock,
    )
    for edit in step.edits:
        if any(
            it is not None and article_of(it) != entry.article for it in (edit.before, edit.after)
        ):
            raise ValueError("a step is about another article than it says")
    if len(content.places) != len(step.edits) or len(step.edits) > content.total:
        raise ValueError("a step does not say where its edits stand")
    return Part(entry.owner, entry.article, step, content.places, content.total)


def _record(entry: Entry) -> Unstepped:
    [edit] = edits_from(bytes(msgspec.json.decode(entry.content, type=_Record).edits))
    record = edit.record
    if not isinstance(record, Unstepped) or article_of(record) != entry.article:
        raise ValueError("a record is not what it says")
    return record


def in_portions(entries: Sequence[Entry], most: int, most_characters: int) -> Iterable[list[Entry]]:
    """The entries, so many at a time at most, or so much content."""
    portion: list[Entry] = []
    size = 0
    for entry in entries:
        if portion and (len(portion) >= most or size + len(entry.content) > most_characters):
            yield portion
            portion, size = [], 0
        portion.append(entry)
        size += len(entry.content)
    if portion:
        yield portion

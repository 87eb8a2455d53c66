"""Steps in parts: what of a step is one annotator's own work on one article, and the rest.

A step may hold the work of several annotators (articles assigned to a team) on several articles.
Where not everybody may see everything it travels in parts, and is put together again from those
that arrive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.core.edits import Edit, Step, owner
from annotator.core.model import OwnRecord, Record


@dataclass(frozen=True, slots=True)
class Part:
    """Those edits of a step that are `owner_id`'s work on an article; "" and "" are the project's.

    `step` holds these edits alone, `places` says where in the whole step each stands, from 0, and
    `total` how many edits that has.
    """

    owner_id: str
    article_id: str
    step: Step
    places: tuple[int, ...]
    total: int


def article_of(record: Record) -> str:
    """The article that a record is an annotator's work on; "" for what belongs to the project."""
    return record.article_id if isinstance(record, OwnRecord) else ""


def parts_of(step: Step, decided: tuple[str, str] = ("", "")) -> list[Part]:
    """The step in its parts, in the order in which their first edits come.

    A step without edits is one part: it belongs to the owner and the article in `decided`.
    """
    found: dict[tuple[str, str], list[int]] = {} if step.edits else {decided: []}
    for place, edit in enumerate(step.edits):
        key = owner(edit.record), article_of(edit.record)
        found.setdefault(key, []).append(place)
    return [
        Part(
            *key,
            replace(step, edits=tuple(step.edits[place] for place in places)),
            tuple(places),
            len(step.edits),
        )
        for key, places in found.items()
    ]


def joined(parts: Sequence[Part]) -> Part:
    """Several parts of one step as one; raises ValueError if they are not of one step."""
    first = parts[0]
    edits: dict[int, Edit] = {}
    for part in parts:
        if _head(part) != _head(first) or len(part.places) != len(part.step.edits):
            raise ValueError("these are no parts of one step")
        for place, edit in zip(part.places, part.step.edits, strict=True):
            if not 0 <= place < part.total or edits.setdefault(place, edit) != edit:
                raise ValueError("two edits of a step have one place")
    places = tuple(sorted(edits))
    return Part(
        first.owner_id,
        first.article_id,
        replace(first.step, edits=tuple(edits[place] for place in places)),
        places,
        first.total,
    )


def _head(part: Part) -> tuple[Step, int]:
    return replace(part.step, edits=()), part.total


@dataclass(frozen=True, slots=True)
class Held:
    """What a copy holds of a step: some of its edits, and the place of each where it is known."""

    step: Step
    places: tuple[int | None, ...]


def widened(held: Held, part: Part) -> tuple[Held, tuple[Edit, ...]]:
    """What is held with the part added, and the edits that are new.

    Edits whose place is known come first, in their order. Raises ValueError where the part tells
    the step otherwise than what is held.
    """
    if replace(held.step, edits=()) != replace(part.step, edits=()):
        raise ValueError("the part is of another step")
    known: dict[int, Edit] = {}
    unplaced: list[Edit] = []
    for place, edit in zip(held.places, held.step.edits, strict=True):
        if place is None:
            unplaced.append(edit)
        else:
            known[place] = edit
    new = []
    for place, edit in zip(part.places, part.step.edits, strict=True):
        if known.setdefault(place, edit) != edit:
            raise ValueError("the part tells an edit otherwise")
        if place not in held.places:
            if edit in unplaced:
                unplaced.remove(edit)
            else:
                new.append(edit)
    if len(known) + len(unplaced) > part.total:
        raise ValueError("the step has more edits than it can have")
    ordered = sorted(known)
    edits = (*(known[place] for place in ordered), *unplaced)
    places = (*ordered, *(None for _ in unplaced))
    return Held(replace(held.step, edits=edits), places), tuple(new)

"""The ways to decide about a place as the card offers them: what was said, by whom, and its key."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.core.adjudication import AskedPlace, Place, Reading
from annotator.core.labels import shortened, shown_value
from annotator.core.model import Answer, Codebook, Field, Kind, Label, Span, Value, Verdict
from annotator.gui.adjudicate.key_button import MOST
from annotator.gui.adjudicate.people import Cast, Person, named
from annotator.gui.article.layer import TagLook
from annotator.project.adjudicating import Compared


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotator said: field values and a note, in one line."""

    person: Person
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide; `stands` says whether it is what was decided.

    `ticked` says whether it is among several that are about to be; None where nobody ticks.
    """

    key: str
    title: str
    said: tuple[Said, ...]
    look: TagLook | None = None
    quote: str = ""
    stands: bool = False
    ticked: bool | None = None


def choices(
    found: Compared,
    place: Place | AskedPlace,
    shown: Cast,
    codebook: Codebook,
    looks: Mapping[str, TagLook],
    ticked: Collection[int] | None = None,
) -> tuple[Choice, ...]:
    """The readings or answers with their keys, and last that nothing is to be marked.

    `ticked` holds the places of the readings that are ticked, from 0; None where nobody ticks.
    """
    if isinstance(place, AskedPlace):
        return tuple(_answers(found, place, shown))
    return (
        *_readings(found, place, shown, codebook, looks, ticked),
        Choice(
            key="0",
            title=translated("Nothing to mark here"),
            said=tuple(Said(person) for person in named(place.silent, shown)),
            stands=_verdict(found, place) is Verdict.NOTHING,
        ),
    )


def _readings(
    found: Compared,
    place: Place,
    shown: Cast,
    codebook: Codebook,
    looks: Mapping[str, TagLook],
    ticked: Collection[int] | None,
) -> Iterable[Choice]:
    standing = _gold(found, place)
    said_yes = {
        key
        for it in place.readings
        for label in it.labels
        for key, value in label.fields.items()
        if value is True
    }
    several = len({reading.pieces for reading in place.readings}) > 1
    for number, reading in enumerate(place.readings, 1):
        tag = codebook.tag(reading.tag)
        asked = codebook.fields_of(tag) if tag is not None else codebook.fields
        # That nobody says yes goes without saying.
        fields = [it for it in asked if it.kind is not Kind.YES_NO or it.key in said_yes]
        by_who = {label.annotator_id: label for label in reading.labels}
        yield Choice(
            key=str(number) if number <= MOST else "",
            title=tag.name if tag is not None else reading.tag,
            said=tuple(
                Said(person, facts(by_who[person.annotator_id], fields))
                for person in named(by_who, shown)
            ),
            look=looks.get(reading.tag),
            quote=_words(found.article.text, reading) if several else "",
            stands=any((it.tag, it.pieces) == (reading.tag, reading.pieces) for it in standing),
            ticked=None if ticked is None else number - 1 in ticked,
        )


def _answers(found: Compared, place: AskedPlace, shown: Cast) -> Iterable[Choice]:
    decided = found.decided.get(place.sources)
    stands = found.answer_of(decided) if decided is not None else None
    for number, (value, who) in enumerate(place.values, 1):
        yield Choice(
            key=str(number) if number <= MOST else "",
            title=named_value(place.question, value),
            said=tuple(Said(person) for person in named(who, shown)),
            stands=same(stands, value),
        )


def other_gold(found: Compared, place: Place) -> tuple[Label, ...]:
    """The gold labels of the place that are none of its readings: somebody edited."""
    read = {(it.tag, it.pieces) for it in place.readings}
    return tuple(it for it in _gold(found, place) if (it.tag, it.pieces) not in read)


def _gold(found: Compared, place: Place) -> tuple[Label, ...]:
    decided = found.decided.get(place.sources)
    ids = set(decided.gold) if decided is not None else set()
    return tuple(label for label in found.gold if label.id in ids)


def _verdict(found: Compared, place: Place) -> Verdict | None:
    decided = found.decided.get(place.sources)
    return decided.verdict if decided is not None else None


def _words(text: str, reading: Reading) -> str:
    return " … ".join(shortened(text[start:end], 60) for start, end in reading.pieces)


def facts(label: Label, fields: Iterable[Field]) -> str:
    """The label's field values and its note: "intensity 4, target the council, “unsure”"."""
    parts = [
        f"{field.name[:1].lower()}{field.name[1:].rstrip('?')}"
        f"{':' if field.kind is Kind.YES_NO else ''} "
        f"{shortened(shown_value(field, label.fields[field.key]))}"
        for field in fields
        if field.key in label.fields
    ]
    if label.note:
        parts.append(f"“{shortened(label.note, 80)}”")
    return ", ".join(parts)


def named_value(question: Field, value: Value) -> str:
    """An answer as a person reads it, with a capital."""
    words = shown_value(question, value)
    return words[:1].upper() + words[1:]


def same(one: Answer | None, value: Value) -> bool:
    """Whether the answer has just this value: a yes is no 1."""
    return one is not None and type(one.value) is type(value) and one.value == value


def span_of(place: Place | AskedPlace) -> Span | None:
    """Where in the text the place is; None for a question."""
    return Span(place.start, place.end) if isinstance(place, Place) else None


def translated(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Adjudicate", text)

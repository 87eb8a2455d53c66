"""Versions of a record that copies disagree on: what each says, and in what they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from PySide6.QtCore import QCoreApplication

from annotator.core.labels import shortened
from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    Codebook,
    Decision,
    Label,
    Metadata,
    Record,
    SecondAnswer,
)
from annotator.gui.properties import property_name
from annotator.gui.team.words import kind_name
from annotator.gui.widgets.states import state_name


def _tr(text: str) -> str:
    return QCoreApplication.translate("Team", text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a version says: "Intensity", "4". The first of each is its headline.

    `differs` from what another version says; what is `quiet` is only shown where it does.
    """

    name: str
    value: str
    quiet: bool = False
    differs: bool = False

    @property
    def words(self) -> str:
        """The fact in a line."""
        return f"{self.name}: {self.value}" if self.name else self.value


def compared_versions(
    records: Sequence[Record | None], codebook: Codebook
) -> list[tuple[Fact, ...]]:
    """What each of these versions of one record says; what differs between them is marked.

    A fact that one version lacks stands there with a dash, so that cards can be read side by side.
    """
    told = [list(_facts(record, codebook)) for record in records]
    names = list(dict.fromkeys(fact.name for facts in told for fact in facts))
    known = [{fact.name: fact for fact in facts} for facts in told]
    there = [facts for record, facts in zip(records, known, strict=True) if record is not None]
    found: list[list[Fact]] = [[] for _ in records]
    for name in names:
        values = {facts[name].value if name in facts else "" for facts in there}
        quiet = all(facts[name].quiet for facts in known if name in facts)
        differs = len(values) > 1 or (not name and len(there) < len(records))
        for record, facts, into in zip(records, known, found, strict=True):
            if (quiet and not differs) or (record is None and name):
                continue
            value = facts[name].value if name in facts else "–"
            into.append(Fact(name, value, quiet, differs))
    return [tuple(facts) for facts in found]


def _facts(record: Record | None, codebook: Codebook) -> Iterator[Fact]:
    match record:
        case None:
            yield Fact("", _tr("Removed"))
        case Label():
            yield from _of_label(record, codebook)
        case Answer() | SecondAnswer():
            question = codebook.question(record.question)
            name = question.name if question is not None else record.question
            yield Fact("", f"{name}: {_said(record.value)}")
        case Assignment():
            yield Fact("", state_name(record.state))
            yield from _if_any(_tr("Reason"), record.reason)
            yield from _if_any(_tr("Note"), record.note)
            yield Fact(_tr("Place in the queue"), str(record.place or "–"), quiet=True)
            yield Fact(_tr("Batch"), record.batch or "–", quiet=True)
        case Decision():
            yield Fact("", _tr("Decided: {verdict}").format(verdict=record.verdict.value))
            yield from _if_any(_tr("Reason"), record.reason)
        case Codebook():
            yield Fact("", record.name)
            tags = ", ".join(tag.name for tag in record.offered)
            yield Fact(_tr("Tags"), shortened(tags, 240))
        case Annotator():
            yield Fact("", record.name)
            yield Fact(_tr("Kind"), kind_name(record.kind))
            yield Fact(_tr("Colour"), record.colour, quiet=True)
        case Metadata():
            yield Fact("", record.title)
            yield from _of_any(record, ("article_id", "title"))
        case _:
            yield Fact("", type(record).__name__)
            yield from _of_any(record, ("id", "article_id", "annotator_id"))


def _of_label(label: Label, codebook: Codebook) -> Iterator[Fact]:
    yield Fact("", f"“{shortened(label.quote, 120)}”")
    tag = codebook.tag(label.tag)
    yield Fact(_tr("Tag"), tag.name if tag is not None else label.tag)
    for key, value in label.fields.items():
        field = codebook.field(key)
        yield Fact(field.name if field is not None else key, _said(value))
    yield from _if_any(_tr("Note"), label.note)
    places = ", ".join(f"{piece.start:,}–{piece.end:,}" for piece in label.pieces)
    yield Fact(_tr("Characters"), places, quiet=True)
    yield Fact(_tr("Codebook version"), str(label.codebook_version), quiet=True)


def _if_any(name: str, text: str) -> Iterator[Fact]:
    if text:
        yield Fact(name, shortened(text, 120))


def _of_any(record: Record, without: Sequence[str]) -> Iterator[Fact]:
    """All that a record says, of which only what differs is shown."""
    for each in fields(record):
        if each.name not in without:
            name = property_name(each.name).replace("_", " ").capitalize()
            yield Fact(name, _said(getattr(record, each.name)), quiet=True)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    return shortened(str(value), 80) or "–"

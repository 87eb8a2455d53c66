"""REFI-QDA projects (.qdpx), which NVivo, MAXQDA, ATLAS.ti, QualCoder and others exchange.

The standard is REFI-QDA 1.5 with the schema Project.xsd of 18 March 2019
(https://www.qdasoftware.org): a zip archive of `project.qde` (XML) and of the texts,
`sources/GUID.txt`. A label is a Coding with its CodeRef in a PlainTextSelection of a TextSource;
its creatingUser is the annotator.

Reading. The plain text of each TextSource, and of a PDFSource that has one, becomes an article; of
other sources there is none. Positions are half-open. The standard says code points, but programs
write UTF-16 units as well, and count a Windows line end as two (as it stands in the text) or as one
(ATLAS.ti). A selection's name is the quote in most of them, maybe shortened: where it is what the
text says under one way of counting, that way is taken (`parts.placing`). The Description of a
selection and the notes it refers to become the label's note. A code that shares its name with
another is called with those above it, “Above / Name”. Variables of a source are metadata.

Writing. Each label is a selection of its own with one Coding; its id is the Coding's GUID. A label
in several pieces is several selections. What the schema has no place for stands in a Description
after the lines for people, as JSON in a last line that begins with `[annotator]`:

- of a PlainTextSelection: `note`, `fields`, `id` (if it is no UUID); of a label in pieces `label`,
  its GUID, and `part` of `parts`. The note above it counts if it was changed in another program;
- of a TextSource: `headline_end`, `answers`, `states`, `id`, and of `meta` what XML cannot hold;
- of a Code: `key`, the tag's key where that is not its name.

`origin` is "Annotator", or "Annotator UTF-16" where positions were to count UTF-16 units.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import pieces_fault, shortened
from annotator.core.model import Span, State, Value
from annotator.core.text import headline_end
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    Loss,
    ReadOptions,
    Skipped,
    title_of,
)
from annotator.formats.jsonl import NAMED
from annotator.formats.offsets import Unit
from annotator.formats.parts.placing import Passage, Placer, moment
from annotator.formats.source import Source
from annotator.formats.tools.refi_archive import Archive, text_at
from annotator.formats.tools.refi_writing import ORIGINS, TAIL, readable, unchanged_guid, write

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_POSITION = re.compile(r"\s*\d{1,12}\s*")
_STATES = {state.value: state for state in State}
_OTHERS = {
    "PictureSource": "it is a picture",
    "AudioSource": "it is a recording",
    "VideoSource": "it is a film",
}


# ---------------------------------------------------------------------------- what we add


class _LabelTail(msgspec.Struct):
    note: str = ""
    fields: dict[str, Value] = {}
    id: str = ""
    label: str = ""
    part: int = 1
    parts: int = 1


class _Answer(msgspec.Struct):
    question: str
    value: Value
    annotator: str = ""
    id: str = ""
    created: str = ""
    updated: str = ""


class _ArticleTail(msgspec.Struct):
    id: str = ""
    title: str = ""
    headline_end: int = -1
    meta: dict[str, str] = {}
    answers: list[_Answer] = []
    states: dict[str, str] = {}


class _CodeTail(msgspec.Struct):
    key: str = ""


_Tail = TypeVar("_Tail", _LabelTail, _ArticleTail, _CodeTail)


def _parted(description: str, kind: type[_Tail]) -> tuple[str, _Tail | None]:
    """What a Description says to people, and the JSON in its last line, if there is any."""
    above, _, last = description.rpartition("\n")
    if last.startswith(TAIL):
        try:
            return above, msgspec.json.decode(last.removeprefix(TAIL), type=kind)
        except (msgspec.MsgspecError, RecursionError):
            pass
    return description.strip(), None


# ---------------------------------------------------------------------------- the project


def _inside(element: "Element", *path: str) -> list["Element"]:
    """The elements at a path, whatever their namespace."""
    return element.findall("/".join(f"{{*}}{name}" for name in path))


def _said(element: "Element", name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return (found.text or "") if found is not None else ""


def _local(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _same(guid: str | None) -> str:
    """A GUID in one spelling: some write braces, some capitals."""
    return (guid or "").strip("{} ").lower()


@dataclass(slots=True)
class _Project:
    """What is read of a project before its sources."""

    archive: Archive
    placer: Placer
    ours: bool
    options: ReadOptions
    users: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    notes: dict[str, "Element"] = field(default_factory=dict)

    def note(self, holder: "Element") -> Iterator[str]:
        """The texts of the notes that an element refers to."""
        for reference in _inside(holder, "NoteRef"):
            note = self.notes.get(_same(reference.get("targetGUID")))
            if note is None:
                continue
            text = _said(note, "PlainTextContent")
            if not text and note.get("plainTextPath"):
                found, _ = text_at(self.archive, note.get("plainTextPath") or "")
                text = found.removeprefix("\ufeff")
            said = (text or _said(note, "Description")).strip()
            if said:
                yield said

    def owner(self, *elements: "Element") -> str:
        """The name of who made one of these, the first that says so."""
        for element in elements:
            for name in ("creatingUser", "modifyingUser"):
                known = self.users.get(_same(element.get(name)), "")
                if known:
                    return known
        return self.options.annotator


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The plain texts with their codings; what cannot be used is passed over and told."""
    with Archive(source.path) as archive:
        root = archive.project()
        if _local(root) != "Project":
            raise AnnotatorError("it is no REFI-QDA project: its XML begins otherwise")
        project = _project(root, archive, options)
        sources = [each for holder in _inside(root, "Sources") for each in holder]
        for number, element in enumerate(sources, start=1):
            yield from _source(element, project, number)
            source.position = source.size * number // len(sources)


def _project(root: "Element", archive: Archive, options: ReadOptions) -> _Project:
    origin = root.get("origin") or ""
    ours = ORIGINS.get(origin)
    units = (ours,) if ours else (Unit.CODE_POINTS, Unit.UTF16)
    chosen = None if ours else options.unit
    placer = Placer(units, chosen, breaks_once="ATLAS" in origin.upper())
    found = _Project(archive, placer, ours is not None, options, codes=_codes(root))
    for user in _inside(root, "Users", "User"):
        name, spelled = user.get("name") or "", user.get("id") or ""
        if ours and spelled.startswith('"'):  # a name that XML cannot hold
            name = _json_text(spelled) or name
        found.users[_same(user.get("guid"))] = name or spelled
    for variable in _inside(root, "Variables", "Variable"):
        found.variables[_same(variable.get("guid"))] = variable.get("name") or ""
    for note in _inside(root, "Notes", "Note"):
        found.notes[_same(note.get("guid"))] = note
    return found


def _json_text(spelled: str) -> str:
    try:
        return msgspec.json.decode(spelled, type=str)
    except msgspec.MsgspecError:
        return ""


def _codes(root: "Element") -> dict[str, str]:
    """The tag for each code: our key, its name, or where others have that name the way to it."""
    waiting = [(each, "") for each in reversed(_inside(root, "CodeBook", "Codes", "Code"))]
    known: list[tuple[str, str, str, bool]] = []
    while waiting:
        code, above = waiting.pop()
        name = (code.get("name") or "").strip()
        _, tail = _parted(_said(code, "Description"), _CodeTail)
        key = tail.key if tail else ""
        path = f"{above} / {name}" if above else name
        known.append((_same(code.get("guid")), key or name, path, bool(key)))
        waiting.extend((each, path[-1_000:]) for each in reversed(_inside(code, "Code")))
    counts = Counter(name for _, name, _, _ in known)
    return {guid: name if exact or counts[name] == 1 else path for guid, name, path, exact in known}


# ---------------------------------------------------------------------------- one source


@dataclass(frozen=True, slots=True)
class _Piece:
    """One coding of one selection."""

    label: DraftLabel
    tail: _LabelTail | None


def _source(element: "Element", project: _Project, number: int) -> Iterator[Draft | Skipped]:
    kind, name = _local(element), element.get("name") or ""
    where = f"source “{shortened(name) or number}”"
    holder: Element | None = element
    if kind == "PDFSource":
        holder = element.find("{*}Representation")
    if kind not in ("TextSource", "PDFSource"):
        yield Skipped(where, _OTHERS.get(kind, "it is no text"))
        return
    if holder is None:
        yield Skipped(where, "it is a PDF without its plain text")
        return
    raw, fault = _text(holder, project)
    if fault or not raw.strip("\ufeff \t\r\n"):
        yield Skipped(where, fault or "it holds no text")
        return
    selections = _inside(holder, "PlainTextSelection")
    text, spans = project.placer.placed(raw, [_passage(each, project) for each in selections])
    pieces: list[_Piece] = []
    for selection, (span, why) in zip(selections, spans, strict=True):
        for found in _pieces(selection, span, why, project):
            if isinstance(found, _Piece):
                pieces.append(found)
            else:
                yield Skipped(f"{where}, {found.where}", found.why)
    labels: list[DraftLabel] = []
    for label in _joined(pieces):
        why = pieces_fault(text, label.pieces)
        if why:
            yield Skipped(f"{where}, label “{label.tag}”", why)
        else:
            labels.append(label)
    yield from _left(element, holder, where)
    yield _draft(element, text, tuple(labels), project, where)


def _text(holder: "Element", project: _Project) -> tuple[str, str]:
    """The plain text of a source, or why there is none."""
    path = holder.get("plainTextPath") or ""
    if path:
        return text_at(project.archive, path)
    text = _said(holder, "PlainTextContent")
    return text, "" if text else "there is no plain text of it in the file"


def _passage(selection: "Element", project: _Project) -> Passage:
    def position(name: str) -> int:
        said = selection.get(name) or ""
        return int(said) if _POSITION.fullmatch(said) else -1

    quote = "" if project.ours else selection.get("name") or ""
    return Passage(position("startPosition"), position("endPosition"), quote)


def _pieces(
    selection: "Element", span: Span | None, why: str, project: _Project
) -> Iterator[_Piece | Skipped]:
    ends = f"{selection.get('startPosition')}–{selection.get('endPosition')}"
    where = f"selection “{shortened(selection.get('name') or ends)}”"
    if span is None:
        yield Skipped(where, why)
        return
    above, tail = _parted(_said(selection, "Description"), _LabelTail)
    if tail and above == readable(tail.note, tail.fields, tail.part, tail.parts):
        above = tail.note
    notes = [above, *project.note(selection)]
    codings = _inside(selection, "Coding")
    if not codings:
        yield Skipped(where, "it has no code")
    for coding in codings:
        reference = coding.find("{*}CodeRef")
        target = "" if reference is None else _same(reference.get("targetGUID"))
        tag = project.codes.get(target, "")
        if not tag:
            yield Skipped(where, "its code is not in the codebook")
            continue
        created = coding.get("creationDateTime") or selection.get("creationDateTime") or ""
        label = DraftLabel(
            tag=tag,
            pieces=(span,),
            annotator=project.owner(coding, selection),
            fields=tail.fields if tail else {},
            note="\n\n".join(note for note in (*notes, *project.note(coding)) if note),
            id=(tail.id if tail else "") or unchanged_guid(_same(coding.get("guid"))),
            created=moment(created),
            updated=moment(selection.get("modifiedDateTime") or ""),
        )
        yield _Piece(label, tail)


def _joined(pieces: list[_Piece]) -> Iterator[DraftLabel]:
    """The labels, those in several pieces put together again."""
    groups: dict[tuple[object, ...], list[_Piece]] = {}
    for number, piece in enumerate(pieces):
        tail = piece.tail
        key: tuple[object, ...] = (number,)
        if tail and tail.label and tail.parts > 1:
            key = (tail.label, piece.label.tag, piece.label.annotator)
        groups.setdefault(key, []).append(piece)
    for group in groups.values():
        first = min(group, key=lambda piece: piece.tail.part if piece.tail else 1).label
        spans = tuple(sorted(span for piece in group for span in piece.label.pieces))
        yield replace(first, pieces=spans)


def _left(element: "Element", holder: "Element", where: str) -> Iterator[Skipped]:
    """What else a source has that is neither text nor label."""
    holders = {id(each): each for each in (element, holder)}.values()
    notes = sum(len(_inside(each, "NoteRef")) for each in holders)
    if notes:
        yield Skipped(where, f"notes on the whole of it, or without a code: {notes:,}")
    codings = sum(len(_inside(each, "Coding")) for each in holders)
    if codings:
        yield Skipped(where, f"codes on the whole of it: {codings:,}")
    drawn = len(_inside(element, "PDFSelection"))
    if drawn:
        yield Skipped(where, f"areas of pages: {drawn:,}")


def _draft(
    element: "Element",
    text: str,
    labels: tuple[DraftLabel, ...],
    project: _Project,
    where: str,
) -> Draft:
    above, tail = _parted(_said(element, "Description"), _ArticleTail)
    known = tail or _ArticleTail()
    meta = dict(_variables(element, project))
    if above:
        meta.setdefault("description", above)
    meta.update(known.meta)
    named: dict[str, Any] = {name: meta.pop(name, "") for name in NAMED}
    end = known.headline_end if 0 <= known.headline_end <= len(text) else headline_end(text)
    return Draft(
        text=text,
        headline_end=end,
        title=known.title or (element.get("name") or "").strip() or title_of(text, end, where),
        extra=meta,
        id=known.id or unchanged_guid(_same(element.get("guid"))),
        where=where,
        labels=labels,
        answers=_answers(known.answers, project.options),
        states={who: _STATES[said] for who, said in known.states.items() if said in _STATES},
        **named,
    )


def _answers(found: list[_Answer], options: ReadOptions) -> tuple[DraftAnswer, ...]:
    return tuple(
        DraftAnswer(
            question=answer.question,
            value=answer.value,
            annotator=answer.annotator or options.annotator,
            id=answer.id,
            created=answer.created,
            updated=answer.updated,
        )
        for answer in found
    )


def _variables(element: "Element", project: _Project) -> Iterator[tuple[str, str]]:
    for value in _inside(element, "VariableValue"):
        reference = value.find("{*}VariableRef")
        target = "" if reference is None else _same(reference.get("targetGUID"))
        name = project.variables.get(target, "").strip()
        said = next((each.text for each in value if _local(each).endswith("Value")), None) or ""
        if name and said.strip():
            yield (name.lower() if name.lower() in NAMED else name), said


def sniff(source: Source) -> bool:
    """Whether it begins as a zip archive does; no other format has this extension."""
    return source.head(4) == b"PK\x03\x04"


FORMAT = Format(
    id="refi-qda",
    name="REFI-QDA project",
    extensions=(".qdpx",),
    read=read,
    write=write,
    sniff=sniff,
    units=(Unit.CODE_POINTS, Unit.UTF16),
    writes_in=(Unit.CODE_POINTS, Unit.UTF16),
    carries=Carries(),
    losses=(
        Loss("label{s}", "written without their codebook’s version", lambda _, it: len(it.labels)),
    ),
    about="What NVivo, MAXQDA, ATLAS.ti and QualCoder exchange: texts, codes, codings, coders.",
)

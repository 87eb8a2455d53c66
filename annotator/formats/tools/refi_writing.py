"""Writing REFI-QDA projects: see `formats.tools.refi` for what stands where."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import SpooledTemporaryFile
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from annotator.core.model import Codebook, Label, Span, Tag, Value
from annotator.core.palette import hex_of
from annotator.core.text import OffsetMap, headline_end
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.jsonl import NAMED
from annotator.formats.offsets import Unit, unit_map
from annotator.formats.parts.placing import moment

TAIL = "[annotator] "
"""What the last line of a Description begins with where JSON follows."""

ORIGINS = {"Annotator": Unit.CODE_POINTS, "Annotator UTF-16": Unit.UTF16}
"""The origins that we write, and what positions count then."""

_NAMESPACE = UUID("5f1d3f0a-6d2c-5c0e-9a55-0b6b8f0d7c11")
_XML = "urn:QDA-XML:project:1.0"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_AGO = "1970-01-01T00:00:00.000Z"
"""A source without a label has no time that is known, yet QualCoder wants one."""

_IN_MEMORY = 16 * 1024 * 1024


def clean(text: str) -> str:
    """The text with what XML cannot hold, a carriage return among it, as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def unchanged_guid(text: str) -> str:
    """The text if it is a GUID as we write them; else ""."""
    try:
        return text if str(UUID(text)) == text else ""
    except ValueError:
        return ""


def _guid(kind: str, name: str) -> str:
    """The GUID for an id of ours: itself, or always the same one for the same id."""
    return unchanged_guid(name) or str(uuid5(_NAMESPACE, f"{kind}:{name!r}"))


def readable(note: str, fields: Mapping[str, Value], part: int = 1, parts: int = 1) -> str:
    """What people read of a label: its note, its fields, and which piece of it this is."""
    lines = [note] if note else []
    lines += [f"{key}: {value}" for key, value in fields.items()]
    if parts > 1:
        lines.append(f"piece {part} of {parts}")
    return clean("\n".join(lines))


def _described(holder: Element, above: str, tail: Mapping[str, object]) -> None:
    """Add a Description, if there is anything to say."""
    said = {key: value for key, value in tail.items() if value not in ("", None, {}, [])}
    lines = [clean(above)] if above else []
    if said:
        lines.append(TAIL + json.dumps(said))  # in ASCII, so that XML can hold it
    if lines:
        SubElement(holder, "Description").text = "\n".join(lines)


# ---------------------------------------------------------------------------- one article


def _source(item: LabelledArticle, guid: str, unit: Unit, known: "_Known") -> Element:
    article = item.article
    created = min((label.created for label in item.labels), default="")
    source = Element(
        "TextSource",
        guid=guid,
        name=clean(article.title),
        plainTextPath=f"internal://{guid}.txt",
        creationDateTime=moment(created) or _LONG_AGO,
    )
    meta = {name: getattr(article.metadata, name) for name in NAMED}
    meta = {key: value for key, value in {**article.metadata.extra, **meta}.items() if value}
    plain = {key: value for key, value in meta.items() if clean(key + value) == key + value}
    plain = {key: value for key, value in plain.items() if value.strip() and key == key.strip()}
    _described(source, "", _tail(item, {k: v for k, v in meta.items() if k not in plain}))
    measure = unit_map(article.text, unit)
    for label in item.labels:
        user = known.user(label.annotator_id, item.name_of(label.annotator_id))
        source.extend(_selections(label, article.text, measure, user, known.code(label.tag)))
    for key, value in plain.items():
        holder = SubElement(source, "VariableValue")
        SubElement(holder, "VariableRef", targetGUID=known.variable(key))
        SubElement(holder, "TextValue").text = value
    return source


def _tail(item: LabelledArticle, meta: Mapping[str, str]) -> dict[str, object]:
    article = item.article
    away = article.headline_end != headline_end(article.text)
    states = dict(item.states)
    return {
        "id": "" if unchanged_guid(article.id) else article.id,
        "title": "" if clean(article.title).strip() == article.title else article.title,
        "headline_end": article.headline_end if away else None,
        "meta": meta,
        "answers": [
            {
                "question": answer.question,
                "value": answer.value,
                "annotator": item.name_of(answer.annotator_id),
                "id": answer.id,
                "created": answer.created,
                "updated": answer.updated,
            }
            for answer in item.answers
        ],
        "states": {item.name_of(who): state.value for who, state in states.items()},
    }


def _selections(
    label: Label, text: str, measure: OffsetMap, user: str, code: str
) -> Iterator[Element]:
    """A selection with a coding for each piece of a label."""
    whole = _guid("label", label.id)
    for part, span in enumerate(label.pieces, start=1):
        guid = whole if part == 1 else _guid("piece", f"{whole}/{part}")
        selection = _selection(guid, span, text, measure)
        times = {"creationDateTime": moment(label.created)}
        selection.attrib.update({"creatingUser": user, **_known(times)})
        selection.attrib.update(_known({"modifiedDateTime": moment(label.updated)}))
        _describe(selection, label, part, whole)
        coding = SubElement(selection, "Coding", guid=guid, creatingUser=user)
        coding.attrib.update(_known(times))
        SubElement(coding, "CodeRef", targetGUID=code)
        yield selection


def _known(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if value}


def _selection(guid: str, span: Span, text: str, measure: OffsetMap) -> Element:
    return Element(
        "PlainTextSelection",
        guid=_guid("selection", guid + "/selection"),
        name=clean(text[span.start : span.end]),
        startPosition=str(measure.outer(span.start)),
        endPosition=str(measure.outer(span.end)),
    )


def _describe(selection: Element, label: Label, part: int, whole: str) -> None:
    parts = len(label.pieces)
    first = part == 1
    note, fields = (label.note, label.fields) if first else ("", {})
    # A note that XML keeps to the letter needs no JSON, and is left alone for people to read.
    plain = clean(note).strip() == note and TAIL not in note and not fields and parts == 1
    tail = {
        "note": "" if plain else note,
        "fields": dict(fields),
        "id": "" if unchanged_guid(label.id) else label.id,
        "label": whole if parts > 1 else "",
        "part": part if parts > 1 else None,
        "parts": parts if parts > 1 else None,
    }
    if tail["id"]:
        tail["note"] = note
    _described(selection, readable(note, fields, part, parts), tail)


# ---------------------------------------------------------------------------- the whole


class _Known:
    """The users, codes and variables that the articles use, as they are met."""

    def __init__(self, book: Codebook | None) -> None:
        self._tags = {tag.key: tag for tag in book.tags} if book else {}
        self._users: dict[str, Element] = {}
        self._variables: dict[str, Element] = {}

    def user(self, annotator_id: str, name: str) -> str:
        """The GUID of an annotator."""
        guid = _guid("user", annotator_id)
        if guid not in self._users:
            self._users[guid] = Element("User", guid=guid, name=clean(name))
            if clean(name) != name:
                self._users[guid].set("id", json.dumps(name))
        return guid

    def code(self, key: str) -> str:
        """The GUID of a tag."""
        self._tags.setdefault(key, Tag(key, key, colour="slate"))
        return _guid("code", key)

    def variable(self, name: str) -> str:
        """The GUID of a property of articles."""
        guid = _guid("variable", f"variable {name}")
        if guid not in self._variables:
            made = Element("Variable", guid=guid, name=name, typeOfVariable="Text")
            self._variables[guid] = made
        return guid

    def elements(self) -> Iterator[Element]:
        """Users, codebook and variables, in the schema's order; those that there are."""
        if self._users:
            users = Element("Users")
            users.extend(self._users.values())
            yield users
        if self._tags:
            book = Element("CodeBook")
            self._add_codes(SubElement(book, "Codes"))
            yield book
        if self._variables:
            variables = Element("Variables")
            variables.extend(self._variables.values())
            yield variables

    def _add_codes(self, holder: Element) -> None:
        taken: set[str] = set()
        codes: dict[str, Element] = {}
        for key, tag in self._tags.items():
            name = clean(tag.name).strip() or clean(key)
            while name in taken:
                name += f" ({clean(key)})"
            taken.add(name)
            colour = hex_of(tag.colour)
            codes[key] = Element("Code", guid=_guid("code", key), name=name, isCodable="true")
            codes[key].attrib.update(_known({"color": colour}))
            _described(codes[key], tag.definition, {"key": "" if name == key else key})
        for key, code in codes.items():
            codes.get(self._above(key), holder).append(code)

    def _above(self, key: str) -> str:
        """The tag above, unless that would be a circle."""
        above, seen = self._tags[key].parent, {key}
        while above in self._tags and above not in seen:
            seen.add(above)
            above = self._tags[above].parent
        return "" if above in seen else self._tags[key].parent


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write the texts as they come, and last the project that refers to them."""
    unit = Unit.UTF16 if options.unit is Unit.UTF16 else Unit.CODE_POINTS
    known = _Known(options.codebook)
    name = clean(options.codebook.name) if options.codebook else ""
    with (
        zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive,
        SpooledTemporaryFile(_IN_MEMORY) as sources,
    ):
        for item in items:
            guid = _guid("article", item.article.id)
            text = item.article.text
            # A mark that belongs to the text would be taken for that of the file.
            text = f"\ufeff{text}" if text.startswith("\ufeff") else text
            archive.writestr(_member(f"sources/{guid}.txt"), text.encode())
            sources.write(tostring(_source(item, guid, unit, known), "utf-8") + b"\n")
            yield
        origin = next(origin for origin, counted in ORIGINS.items() if counted is unit)
        project = Element("Project", xmlns=_XML, name=name or "Annotator", origin=origin)
        head = tostring(project, "utf-8").removesuffix(b" />") + b">\n"
        with archive.open(_member("project.qde"), "w") as stream:
            stream.write(b'<?xml version="1.0" encoding="utf-8"?>\n' + head)
            for element in known.elements():
                stream.write(tostring(element, "utf-8") + b"\n")
            if sources.tell():
                sources.seek(0)
                stream.write(b"<Sources>\n")
                shutil.copyfileobj(sources, stream)
                stream.write(b"</Sources>\n")
            stream.write(b"</Project>\n")


def _member(name: str) -> zipfile.ZipInfo:
    """A member of the archive without the time of day, so that equal projects are equal files."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info

"""The file in which a delivery passes between copies of a project.

It is JSON Lines in gzip (RFC 1952). The first line says what it is:

    {"annotator": "hand-in", "format": 1, "project": ID, "name": …, "who": ID, "made": TIME}

with "edition" as well where it is a lesson;
then follow, each with its kind as `is`, lines for codebooks, annotators, articles, records, steps
and visits, one for what the annotator said about themselves, and at last
`{"is": "end", "sha256": …}` over the bytes of all lines before it, so that a file that was cut off
or altered is told. Offsets are code points, as everywhere.
"""

import gzip
import hashlib
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from annotator.core.edits import Edit, Step, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    Article,
    Codebook,
    OwnRecord,
    Settings,
    Shelf,
    Visit,
)
from annotator.core.questionnaire import Questionnaire
from annotator.core.work import Progress, Work
from annotator.records import edits_as_json, edits_from
from annotator.sync.delivery import SUFFIXES, ArticleRef, Delivery, DeliveryKind, Edition

FORMAT = 1
"""The number of the format; a file with a greater one comes from a newer program."""

MOST_BYTES = 256 * 1024 * 1024
"""How much a file may hold, unpacked."""
_EVERY = 500
_GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""How our files begin (RFC 1952, 2.3): no name, no time. Only what follows is under a checksum."""


class Oversized(AnnotatorError):
    """A file holds more than it may."""


# ---------------------------------------------------------------------------- the lines


class _Header(msgspec.Struct, omit_defaults=True):
    annotator: str
    format: int
    project: str
    name: str
    who: str
    made: str
    edition: Edition | None = None


class _Line(msgspec.Struct, tag_field="is"):
    pass


class _Codebook(_Line, tag="codebook"):
    version: int
    codebook: Codebook


class _Annotator(_Line, tag="annotator"):
    annotator: Annotator


class _Ref(_Line, tag="ref"):
    article: ArticleRef


class _Article(_Line, tag="article"):
    article: Article
    shelf: Shelf


class _Settings(_Line, tag="settings"):
    settings: Settings


class _Record(_Line, tag="record"):
    edits: msgspec.Raw


class _Step(_Line, tag="step"):
    id: str
    device: str
    number: int
    annotator_id: str
    time: str
    title: str
    kind: StepKind
    target: str
    clock: int
    edits: msgspec.Raw


class _Visit(_Line, tag="visit"):
    visit: Visit


class _Questionnaire(_Line, tag="questionnaire"):
    questionnaire: Questionnaire


class _End(_Line, tag="end"):
    sha256: str


_Shared = _Codebook | _Annotator | _Ref | _Article | _Settings
_AnyLine = _Shared | _Record | _Step | _Visit | _Questionnaire | _End
_lines: "msgspec.json.Decoder[_AnyLine]" = msgspec.json.Decoder(_AnyLine)
_encoder = msgspec.json.Encoder()


def _edits(edits: tuple[Edit, ...]) -> msgspec.Raw:
    return msgspec.Raw(edits_as_json(edits).replace(b"\n", b""))  # it is part of one line


def _lines_of(delivery: Delivery) -> Iterator[msgspec.Struct]:
    yield _Header(
        annotator=delivery.kind.value,
        format=FORMAT,
        project=delivery.project_id,
        name=delivery.project_name,
        who=delivery.who,
        made=delivery.made,
        edition=delivery.edition,
    )
    yield from (_Codebook(version, codebook) for version, codebook in delivery.codebooks)
    yield from map(_Annotator, delivery.annotators)
    if delivery.settings is not None:
        yield _Settings(delivery.settings)
    yield from map(_Ref, delivery.refs)
    yield from (_Article(article, shelf) for article, shelf in delivery.articles)
    yield from (_Record(_edits((Edit(None, record),))) for record in delivery.records)
    for step in delivery.steps:
        yield _Step(
            id=step.id,
            device=step.device,
            number=step.number,
            annotator_id=step.annotator_id,
            time=step.time,
            title=step.title,
            kind=step.kind,
            target=step.target,
            clock=step.clock,
            edits=_edits(step.edits),
        )
    yield from map(_Visit, delivery.visits)
    if delivery.questionnaire is not None:
        yield _Questionnaire(delivery.questionnaire)


# ---------------------------------------------------------------------------- the file


def write_delivery(delivery: Delivery, path: Path) -> Work[None]:
    """Write the file, whole or not at all; one that is there is replaced at the very end.

    Raises AnnotatorError where it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    seen = hashlib.sha256()
    try:
        with part.open("wb") as file:
            with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
                for number, line in enumerate(_lines_of(delivery)):
                    content = _encoder.encode(line) + b"\n"
                    seen.update(content)
                    packed.write(content)
                    if number % _EVERY == 0:
                        yield Progress(number, 0, f"writing {path.name}")
                packed.write(_encoder.encode(_End(seen.hexdigest())) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise AnnotatorError(
            f"“{path}” could not be written ({error.strerror or error}); nothing was changed."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def read_delivery(path: Path) -> Work[Delivery]:
    """What is in the file; raises AnnotatorError if it is none, cut off, altered, or too new.

    Nothing in it is believed but that it is whole: see `merging` for whether it fits a project.
    """
    try:
        with path.open("rb") as file:
            return (yield from read_stream(file, path.name))
    except OSError as error:
        raise AnnotatorError(
            f"“{path.name}” cannot be read ({error.strerror or error}); nothing was changed."
        ) from error


def read_stream(file: IO[bytes], name: str, most: int = MOST_BYTES) -> Work[Delivery]:
    """`read_delivery` of an open file of this name, which unpacked has at most so many bytes."""
    try:
        _see_that_it_begins_as_ours(file)
        with gzip.GzipFile(fileobj=file, mode="rb") as packed:
            delivery: Delivery = yield from _read(io.BufferedReader(packed), name, most)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise AnnotatorError(
            f"“{name}” is no hand-in, work pack or lesson, or was spoilt on its way; "
            "nothing was changed. Ask for it again."
        ) from error
    except AnnotatorError as error:
        raise type(error)(f"“{name}” was not taken: {error}. Nothing was changed.") from error
    return delivery


def begins_as_ours(content: bytes) -> bool:
    """Whether a file that begins so is a delivery, by its first ten bytes."""
    return content.startswith(_GZIP)


def _see_that_it_begins_as_ours(file: IO[bytes]) -> None:
    begins = file.read(len(_GZIP))
    file.seek(0)
    if not begins_as_ours(begins):
        raise gzip.BadGzipFile


def _read(stream: io.BufferedReader, name: str, most: int) -> Work[Delivery]:
    first = stream.readline(65_536)
    header, seen = _header(first), hashlib.sha256(first)
    found: dict[str, list[Any]] = {}
    taken, number = len(first), 1
    while content := stream.readline(most + 1):
        taken, number = taken + len(content), number + 1
        if taken > most:
            raise Oversized(f"unpacked it is larger than {most // 1024**2} MB")
        line = _decoded(content, number)
        if isinstance(line, _End):
            if line.sha256 != seen.hexdigest() or stream.read(1):  # reads the checksum too
                raise AnnotatorError("it was altered after it was made; ask for it again")
            return _delivery(header, found)
        seen.update(content)
        found.setdefault(type(line).__name__, []).append(line)
        if number % _EVERY == 0:
            yield Progress(number, 0, f"reading {name}")
    raise AnnotatorError("it is cut off; ask for it again")


def _header(content: bytes) -> _Header:
    try:
        header = msgspec.json.decode(content, type=_Header)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AnnotatorError("it is no hand-in, work pack or lesson of Annotator") from error
    if header.format > FORMAT:
        raise AnnotatorError("it was made by a newer Annotator; update this one, then try again")
    if header.annotator not in SUFFIXES:
        raise AnnotatorError("it is no hand-in, work pack or lesson of Annotator")
    return header


def _decoded(content: bytes, number: int) -> _AnyLine:
    try:
        return _lines.decode(content)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AnnotatorError(f"its line {number} cannot be read; ask for it again") from error


def _delivery(header: _Header, found: dict[str, list[Any]]) -> Delivery:
    def all_of(kind: type[_Line]) -> list[Any]:
        return found.get(kind.__name__, [])

    settings = [line.settings for line in all_of(_Settings)]
    said = [line.questionnaire for line in all_of(_Questionnaire)]
    return Delivery(
        kind=DeliveryKind(header.annotator),
        project_id=header.project,
        project_name=header.name,
        who=header.who,
        made=header.made,
        edition=header.edition,
        annotators=tuple(line.annotator for line in all_of(_Annotator)),
        codebooks=tuple((line.version, line.codebook) for line in all_of(_Codebook)),
        refs=tuple(line.article for line in all_of(_Ref)),
        articles=tuple((line.article, line.shelf) for line in all_of(_Article)),
        settings=settings[0] if settings else None,
        records=tuple(map(_record, all_of(_Record))),
        steps=tuple(map(_step, all_of(_Step))),
        visits=tuple(line.visit for line in all_of(_Visit)),
        questionnaire=said[0] if said else None,
    )


def _read_edits(content: msgspec.Raw, what: str) -> tuple[Edit, ...]:
    try:
        return edits_from(bytes(content))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AnnotatorError(f"{what} cannot be read; ask for it again") from error


def _record(line: _Record) -> OwnRecord:
    edits = _read_edits(line.edits, "a record in it")
    record = edits[0].after if len(edits) == 1 else None
    if not isinstance(record, OwnRecord):
        raise AnnotatorError("a record in it is none of an annotator’s; ask for it again")
    return record


def _step(line: _Step) -> Step:
    edits = _read_edits(line.edits, f"its step “{line.title}”")
    return Step(
        id=line.id,
        device=line.device,
        number=line.number,
        annotator_id=line.annotator_id,
        time=line.time,
        title=line.title,
        edits=edits,
        kind=line.kind,
        target=line.target,
        clock=line.clock,
    )

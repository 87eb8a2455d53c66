"""JSON piece by piece: the objects of an array, and the lines of JSON Lines.

The objects come one after the other, so that a file of any size needs little memory.

Only where an object ends is found here: by its braces, those in strings apart. One regular
expression, which possessive quantifiers keep linear, does so for what is nested as deep as files
are; what is deeper is counted brace by brace. What is in an object is for its reader to decode.
"""

import io
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.formats.source import LARGEST_FILE_BYTES, Source

Row = TypeVar("Row")

_CHUNK = 1 << 20
_DEPTH = 6
_BOM = b"\xef\xbb\xbf"
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_OTHER = rb'[^{}"]*+'
_BLANK = re.compile(rb"[ \t\r\n]*")
_BETWEEN = re.compile(rb"[ \t\r\n,]*")
_TOKEN = re.compile(rb"[{}]|" + _STRING + rb'|"', re.DOTALL)


def _object(depth: int) -> bytes:
    inside = rb"|" + _object(depth - 1) if depth > 1 else b""
    return rb"\{" + _OTHER + rb"(?:(?:" + _STRING + inside + rb")" + _OTHER + rb")*+\}"


_OBJECT = re.compile(_object(_DEPTH), re.DOTALL)


def elements(source: Source) -> Iterator[tuple[int, bytes]]:
    """Each object of the array with its number from 1; a last one may be cut off by the file's end.

    Objects without an array around them, one a line say, are taken as well. Raises AnnotatorError,
    as a clause, where something other than an object stands, or one is larger than is read.
    """
    with _opened(source) as stream:
        buffer, number, at, read = stream.read(_CHUNK), 0, 0, 0
        at = _begin(buffer)
        while True:
            between = _BETWEEN.match(buffer, at)
            at = between.end() if between else at
            end = -1
            if at < len(buffer):
                if buffer[at] == ord("]"):
                    return
                if buffer[at] != ord("{"):
                    where = f"after object {number}" if number else "at its beginning"
                    raise AnnotatorError(f"{where} stands something that is no JSON object")
                end = _end(buffer, at)
            if end < 0:
                rest = buffer[at:]
                if len(rest) > LARGEST_FILE_BYTES:
                    most = LARGEST_FILE_BYTES // (1024 * 1024)
                    raise AnnotatorError(f"object {number + 1} is larger than {most} MB")
                # As much again as is there, so that a large object is gone over a few times only.
                wanted = min(max(_CHUNK, len(rest)), LARGEST_FILE_BYTES + 1 - len(rest))
                more = stream.read(wanted)
                if not more:
                    if rest:
                        yield number + 1, rest
                    return
                read, buffer, at = read + at, rest + more, 0
                continue
            number += 1
            source.position = read + end
            yield number, buffer[at:end]
            at = end


def _opened(source: Source) -> io.BufferedIOBase:
    return source.path.open("rb") if source.content is None else io.BytesIO(source.content)


def _begin(head: bytes) -> int:
    """Where the first object may start: after a byte order mark and the array's bracket."""
    blank = _BLANK.match(head, len(_BOM) if head.startswith(_BOM) else 0)
    at = blank.end() if blank else 0
    return at + 1 if head[at : at + 1] == b"[" else at


def _end(buffer: bytes, at: int) -> int:
    """Where the object that starts here ends; -1 if not in this buffer."""
    found = _OBJECT.match(buffer, at)
    if found is not None:
        return found.end()
    depth = 0
    for token in _TOKEN.finditer(buffer, at):
        match buffer[token.start()]:
            case 0x7B:
                depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0:
                    return token.end()
            case 0x22 if token.end() - token.start() == 1:
                return -1  # the string goes on beyond the buffer
    return -1


_LINE_ENDS = {
    "\x85".encode(): b"\\u0085",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}
"""JSON may hold these as they are, but `str.splitlines` would break a line there."""

_encoder = msgspec.json.Encoder()


def line_of(value: object) -> bytes:
    """The value as one line of JSON Lines, in UTF-8, with its line feed."""
    line = _encoder.encode(value)
    for end, escaped in _LINE_ENDS.items():
        line = line.replace(end, escaped)
    return line + b"\n"


def rows(source: Source, kind: type[Row]) -> Iterator[tuple[str, Row | str]]:
    """The lines of a JSONL file, each with where it stands ("line 3").

    A line that is no `kind` comes as the sentence that says why.
    """
    decoder = msgspec.json.Decoder(kind)
    for number, line in source.lines():
        row: Row | str
        try:
            row = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            row = str(error)
        yield f"line {number}", row

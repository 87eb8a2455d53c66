"""Zip files of strangers: their members, one at a time, in memory, within bounds.

Nothing is ever unpacked to the disk, so a member's path can do no harm. What a member claims to
hold is checked before it is unpacked, and no more than that is (APPNOTE.TXT of PKWARE, 4.3).
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final, Protocol

from annotator.core.errors import AnnotatorError, Damaged

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element, TreeBuilder

MOST_MEMBERS: Final = 10_000
MOST_BYTES: Final = 256 * 1024 * 1024
MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024
"""A member may be packed as tightly as can be if it is no larger: a blank page is."""

_LARGEST_LIST: Final = 8 * 1024 * 1024
"""How many bytes the list of members may have: zipfile reads it whole before it can be counted."""
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_END_WITHIN: Final = 65_536 + 22

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What zipfile unpacks within a bound; a few bytes of bzip2 or LZMA may grow to any size."""

_DAMAGED = "it is cut off or damaged"


class Members:
    """The members of a zip file, by name."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {}
        total = 0
        if len(archive.infolist()) > MOST_MEMBERS:
            raise AnnotatorError(f"it holds more than {MOST_MEMBERS:,} files")
        for info in archive.infolist():
            total += info.file_size
            if not info.is_dir():
                self._members[_name(info)] = info
        if total > MOST_BYTES:
            most = MOST_BYTES // (1024 * 1024)
            raise AnnotatorError(f"unpacked it is larger than {most} MB")

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def size(self, name: str) -> int:
        """How many bytes a member has."""
        return self._members[name].file_size

    def data(self, name: str) -> bytes:
        """What a member holds; raises AnnotatorError, as a clause, if it cannot be unpacked."""
        info = self._members.get(name)
        if info is None:
            raise Damaged(f"“{name}” is missing in it")
        if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
            raise AnnotatorError(f"it is packed more than {MOST_RATIO} times as small as it is")
        if info.flag_bits & 1:
            raise AnnotatorError("it is locked with a password")
        if info.compress_type not in _METHODS:
            raise AnnotatorError("it is packed in a way that is not read; pack it as a plain zip")
        try:
            data = self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Damaged(_DAMAGED) from error
        except (NotImplementedError, RuntimeError) as error:
            raise AnnotatorError("it is packed in a way that is not read") from error
        if len(data) != info.file_size:
            raise Damaged(_DAMAGED)
        return data


@contextmanager
def opened(data: bytes) -> Iterator[Members]:
    """The members of a zip file; raises AnnotatorError, as a clause, if it is none or too large."""
    if _list_bytes(data) > _LARGEST_LIST:
        raise AnnotatorError(f"it holds more than {MOST_MEMBERS:,} files")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, OverflowError, NotImplementedError) as error:
        raise Damaged(_DAMAGED) from error
    with archive:
        yield Members(archive)


def _list_bytes(data: bytes) -> int:
    """How large the list of members says it is: in the record at the end, of zip64 if need be."""
    at = data.rfind(_END, max(0, len(data) - _END_WITHIN))
    if at < 0:
        return 0
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    if size < 0xFFFFFFFF:
        return size
    wide = data.rfind(_END_64, 0, at)
    return int.from_bytes(data[wide + 40 : wide + 48], "little") if wide >= 0 else 0


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 also where the flag that says so was forgotten, as on macOS."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return name
    return name


# ---------------------------------------------------------------------------- XML within

LARGEST_XML: Final = 64 * 1024 * 1024


class Target(Protocol):
    """What hears of the parts of an XML file, one after the other, whatever the depth."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names are as ElementTree writes them, “{namespace}name”."""

    def data(self, text: str) -> None:
        """A piece of text, not always the whole between two tags."""

    def end(self, tag: str) -> None:
        """An element ends."""


def tree(data: bytes) -> "Element":
    """The root of a small XML file; raises Damaged, as a clause, if it is none.

    Entities are not resolved, and nothing is fetched.
    """
    from xml.etree.ElementTree import TreeBuilder

    builder = TreeBuilder()
    parse(data, builder)
    return builder.close()


def parse(data: bytes, target: "Target | TreeBuilder") -> None:
    """Tell the target what an XML file holds; raises Damaged, as a clause, if it is none."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    if len(data) > LARGEST_XML:
        raise AnnotatorError(f"its text is larger than {LARGEST_XML // (1024 * 1024)} MB")
    parser = DefusedXMLParser(target=target)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise Damaged("it defines entities of its own, which may be an attack") from error
    except (ParseError, AssertionError, LookupError, ValueError) as error:
        raise Damaged(_DAMAGED) from error


def parted(tag: str) -> tuple[str, str]:
    """The namespace and the local name of a tag as ElementTree writes it."""
    space, _, name = tag.rpartition("}")
    return space.removeprefix("{"), name

"""The zip archive of a REFI-QDA project, read with care: nothing is unpacked to disk.

Texts are found by their name among the archive's members; a path that leads elsewhere is told.
XML is read without entities and without a document type.
"""

import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from annotator.core.errors import AnnotatorError
from annotator.formats.parts.encoding import decoded
from annotator.formats.source import LARGEST_FILE_BYTES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_MEMBERS = 100_000
_MOST_BYTES = 256 * 1024 * 1024
"""How much all that is read of an archive may come to, unpacked."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises on an archive that is damaged, encrypted, or packed in a way unknown here."""


class Archive:
    """An archive whose members are asked for by name, whatever the case of its letters."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (FileNotFoundError, PermissionError, IsADirectoryError):
            raise
        except _BROKEN as error:
            raise AnnotatorError("it is no sound zip archive") from error
        members = self._zip.infolist()
        if len(members) > _MOST_MEMBERS:
            self._zip.close()
            raise AnnotatorError(f"it holds more than {_MOST_MEMBERS:,} files")
        self._left = _MOST_BYTES
        self._members = {
            info.filename.replace("\\", "/").lower().lstrip("/"): info for info in members
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def member(self, *names: str) -> bytes | None:
        """The first of these that there is; None if there is none.

        Raises AnnotatorError, as a clause, where it is too large or cannot be unpacked.
        """
        info = next(
            (self._members[name.lower()] for name in names if name.lower() in self._members), None
        )
        if info is None:
            return None
        most = min(self._left, LARGEST_FILE_BYTES)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(most + 1)
        except _BROKEN as error:
            raise AnnotatorError("it cannot be unpacked") from error
        if len(data) > most:
            raise AnnotatorError(
                f"it unpacks to more than {LARGEST_FILE_BYTES // 1024 // 1024} MB, or with all "
                f"else to more than {_MOST_BYTES // 1024 // 1024} MB"
            )
        self._left -= len(data)
        return data

    def project(self) -> "Element":
        """The root of the project's XML; raises AnnotatorError, as a clause, if there is none."""
        import defusedxml.ElementTree
        from defusedxml.common import DefusedXmlException

        names = [name for name in self._members if name.endswith(".qde") and "/" not in name]
        data = self.member("project.qde", *names)
        if data is None:
            raise AnnotatorError("it is no REFI-QDA project: it holds no project.qde")
        try:
            root: Element = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise AnnotatorError("its XML defines entities, which are never read") from error
        except (defusedxml.ElementTree.ParseError, ValueError, LookupError) as error:
            raise AnnotatorError(f"its project.qde is no sound XML ({error})") from error
        return root


def text_at(archive: Archive, path: str) -> tuple[str, str]:
    """The text at a plainTextPath, with its byte order mark if it has one; or why there is none."""
    scheme, apart, rest = path.partition("://")
    if apart and scheme.strip().lower() != "internal":
        return "", "its text is not in the file but elsewhere"
    name = (rest if apart else path).replace("\\", "/").strip().lstrip("/")
    try:
        data = archive.member(f"sources/{name}", name)
        if data is None:
            return "", "its text is not in the file"
        return _decoded(data), ""
    except AnnotatorError as error:
        return "", f"its text cannot be read: {error}"


def _decoded(data: bytes) -> str:
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return decoded(data)[0]

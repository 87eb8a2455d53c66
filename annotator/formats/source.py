"""A file or folder that is being read: bounded, with the place that was reached."""

from collections.abc import Iterator
from pathlib import Path

from annotator.core.errors import AnnotatorError

LARGEST_FILE_BYTES = 64 * 1024 * 1024
"""How large a file that is read whole may be, and a line of one that is read by lines."""


class Source:
    """What a reader reads.

    With `content` it lies in memory alone, and `path` only names it; `url` is where that came from.
    `name` stands for a title where there is none; `position` of `size` bytes is how far a reader
    has come. Files of a format that is read line by line may have any size.
    """

    def __init__(self, path: Path, content: bytes | None = None, url: str = "") -> None:
        self.path = path
        self.url = url
        self.name = path.stem
        self.position = 0
        self.content = content
        self._size: int | None = None

    @property
    def size(self) -> int:
        """How many bytes the file has; 0 for a folder."""
        if self._size is None:
            if self.content is not None:
                self._size = len(self.content)
            else:
                self._size = self.path.stat().st_size if self.path.is_file() else 0
        return self._size

    def data(self) -> bytes:
        """The whole file; raises AnnotatorError, as a clause, if it is larger than is read."""
        content = self.content
        if content is None:
            with self.path.open("rb") as stream:
                content = stream.read(LARGEST_FILE_BYTES + 1)
        if len(content) > LARGEST_FILE_BYTES:
            most = LARGEST_FILE_BYTES // (1024 * 1024)
            raise AnnotatorError(
                f"it is larger than {most} MB; split it into one file for each article"
            )
        self.position = len(content)
        return content

    def head(self, size: int = 65_536) -> bytes:
        """The first bytes, to tell what the file is."""
        if self.content is not None:
            return self.content[:size]
        if not self.path.is_file():
            return b""
        with self.path.open("rb") as stream:
            return stream.read(size)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines that are not blank with their numbers from 1, without line end and BOM.

        Raises AnnotatorError, as a clause, at a line longer than is read.
        """
        if self.content is not None:
            yield from self._numbered(self.content.splitlines(keepends=True))
            return
        with self.path.open("rb") as stream:
            yield from self._numbered(iter(lambda: stream.readline(LARGEST_FILE_BYTES + 1), b""))

    def _numbered(self, lines: "Iterator[bytes] | list[bytes]") -> Iterator[tuple[int, bytes]]:
        for number, line in enumerate(lines, start=1):
            self.position += len(line)
            if len(line) > LARGEST_FILE_BYTES:
                most = LARGEST_FILE_BYTES // (1024 * 1024)
                raise AnnotatorError(f"line {number} is longer than {most} MB")
            bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            bare = bare.rstrip(b"\r\n")
            if bare.strip():
                yield number, bare

"""Zip: what lies in an archive, each file read by its own format, as if it lay in a folder.

Nothing is unpacked to the disk, and an archive within an archive is not opened. Hidden files, and
what macOS adds (`__MACOSX`), are passed over without a word; what cannot be read is told by name.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from annotator.core.errors import AnnotatorError, Damaged
from annotator.formats.exchange import Draft, Format, ReadOptions, Skipped
from annotator.formats.parts.packed import Members, opened
from annotator.formats.source import Source

_ARCHIVES = frozenset((".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst"))
_DOCUMENTS: Final = {
    "[Content_Types].xml": "it is an Office document; give it its own ending, such as .docx",
    "META-INF/container.xml": "it is an EPUB; give it the ending .epub",
}


FormatsFor = Callable[[Source], Iterator[Format]]
"""Gives the formats that may read a file, the likeliest first."""


def archive(formats_for: FormatsFor) -> Format:
    """The format of an archive whose files are read by one of `formats_for` them."""

    def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
        data = source.data()
        if not data.startswith(b"PK"):
            raise Damaged("it is no zip file")
        with opened(data) as members:
            for name, why in _DOCUMENTS.items():
                if name in members:
                    raise AnnotatorError(why)
            for name in sorted(members):
                if not _hidden(name):
                    yield from _member(members, name, source, options, formats_for)

    return Format(
        id="zip",
        name="Zip archive",
        extensions=(".zip",),
        read=read,
        unit="none",
        about="Each file in it is read by its own format; archives within it are not opened.",
        kind="text",
    )


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _member(
    members: Members,
    name: str,
    source: Source,
    options: ReadOptions,
    formats_for: FormatsFor,
) -> Iterator[Draft | Skipped]:
    """What is in one file of the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix.lower() in _ARCHIVES:
        yield Skipped(name, "an archive within an archive is not opened")
        return
    try:
        # No file can lie below the archive, so a format that opens paths finds none by chance.
        member = Source(source.path / path.name, members.data(name))
        form = next(formats_for(member), None)
        if form is None or form.read is None:
            yield Skipped(name, "the program does not read such files")
            return
        for item in form.read(member, options):
            where = f"{name}, {item.where}" if item.where else name
            yield replace(item, where=where)
    except (AnnotatorError, OSError) as error:
        why = str(error) if isinstance(error, AnnotatorError) else "it is no file of its own"
        yield Skipped(name, why.rstrip("."))

"""Where the files of a UIMA export lie: one for each annotator of each document.

INCEpTION and WebAnno export a zip with `annotation/DOCUMENT/USER.zip` (XMI) or `USER.json`, and
`curation/DOCUMENT/CURATION_USER…`; each inner zip holds the file and its `TypeSystem.xml`. Read are
such a zip, the same unpacked, a folder for each document with a file for each annotator, and single
files. Documents are told apart by their folder.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from annotator.core.errors import AnnotatorError
from annotator.formats.parts.packed import MOST_BYTES, Members, opened
from annotator.formats.source import LARGEST_FILE_BYTES, Source

TYPES = "TypeSystem.xml"
_STAGES = ("annotation", "curation")
_BESIDE = ("source", "annotation_ser", "curation_ser", "log")
_MOST_LOOKED_AT = 2_000
_MOST_ABOVE = 4
_TEXTS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".csv", ".ann", ".tsv")


@dataclass(frozen=True, slots=True)
class CasFile:
    """One file: the folder of its document, its name, what it holds and what its types file does.

    `alone` is a file that was named itself or that lies outside any document's folder.
    """

    folder: str
    name: str
    data: bytes
    types: bytes = b""
    alone: bool = False

    @property
    def stem(self) -> str:
        """The name without its extension: an annotator's, or a document's."""
        return PurePosixPath(self.name).stem

    @property
    def where(self) -> str:
        """Its place, for reports."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


@dataclass(slots=True)
class _Tree:
    """The files below a folder or in a zip by path, and how to get at what is in one."""

    there: set[PurePosixPath]
    data: Callable[[PurePosixPath], bytes]
    known: dict[PurePosixPath, bytes] = field(default_factory=dict)
    left: int = MOST_BYTES

    def groups(self, suffix: str) -> Iterator[list[PurePosixPath]]:
        """The paths of each document, in order."""
        staged = any(part in _STAGES for path in self.there for part in path.parts[:-1])
        found: dict[tuple[str, ...], list[PurePosixPath]] = {}
        for path in sorted(self.there):
            folders = path.parts[:-1]
            if "exportedproject" in path.name:  # what INCEpTION knows of the project, no document
                continue
            if staged and any(part in _BESIDE for part in folders):
                continue
            if path.suffix.lower() in (suffix, ".zip"):
                key = tuple(part for part in folders if not staged or part not in _STAGES)
                found.setdefault(key, []).append(path)
        yield from found.values()

    def files(self, path: PurePosixPath, suffix: str) -> Iterator[CasFile]:
        """The file at a path, or those in the zip there."""
        folder = path.parent.name if path.parent.name not in _STAGES else ""
        if path.suffix.lower() != ".zip":
            types = self._types(path.parent) if suffix == ".xmi" else b""
            yield CasFile(folder, path.name, self.data(path), types, alone=not folder)
            return
        with opened(self.data(path)) as members:
            self.left -= sum(map(members.size, members))
            if self.left < 0:
                raise AnnotatorError(f"unpacked it is larger than {MOST_BYTES // 1024**2} MB")
            types = members.data(TYPES) if TYPES in members else b""
            for name in members:
                if name.lower().endswith(suffix):
                    file = PurePosixPath(name).name
                    yield CasFile(folder, file, members.data(name), types, alone=not folder)

    def _types(self, folder: PurePosixPath) -> bytes:
        """The types file in a folder, or in the nearest of the few above it."""
        for above in [folder, *islice(folder.parents, _MOST_ABOVE)]:
            path = above / TYPES
            if path in self.there:
                if path not in self.known:
                    self.known = {path: self.data(path)}
                return self.known[path]
        return b""


Found = CasFile | tuple[str, str]
"""A file, or the place of one that cannot be opened and why."""


def documents(source: Source, suffix: str) -> Iterator[list[Found]]:
    """The files of one document after the other, with that suffix or in zips."""
    path = source.path
    if path.is_dir():
        tree = _Tree(set(_below(path)), lambda inner: _file_data(path / inner))
        yield from _opened(tree, suffix)
    elif path.suffix.lower() == ".zip":
        with opened(source.data()) as members:
            tree = _Tree({PurePosixPath(it) for it in members}, _member_data(members))
            yield from _opened(tree, suffix)
    else:
        beside = path.with_name(TYPES)
        types = _file_data(beside) if suffix == ".xmi" and beside.is_file() else b""
        yield [CasFile("", path.name, source.data(), types, alone=True)]


def _member_data(members: Members) -> Callable[[PurePosixPath], bytes]:
    # zipfile knows a member by the name in the archive, which a path might spell otherwise.
    names = {PurePosixPath(name): name for name in members}
    return lambda path: members.data(names[path])


def _opened(tree: _Tree, suffix: str) -> Iterator[list[Found]]:
    for paths in tree.groups(suffix):
        found: list[Found] = []
        for path in paths:
            try:
                found += tree.files(path, suffix)
            except AnnotatorError as error:
                found.append((str(path), str(error)))
            except OSError as error:
                found.append((str(path), error.strerror or str(error)))
        yield found


def _file_data(path: Path) -> bytes:
    return Source(path).data()


def _below(folder: Path) -> Iterator[PurePosixPath]:
    """The files below a folder, neither hidden ones nor what links lead to."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inner = Path(place).relative_to(folder)
        for name in sorted(names):
            if not name.startswith(".") and not Path(place, name).is_symlink():
                yield PurePosixPath(*inner.parts, name)


def example(source: Source, suffix: str) -> tuple[str, bytes] | None:
    """Name and head of a file of this suffix in the folder or zip, or of the file itself.

    None where there is none, or where the folder holds texts that are no part of an export.
    """
    path = source.path
    if path.is_dir():
        return _example_below(path, suffix)
    if path.suffix.lower() != ".zip":
        return (path.name, source.head()) if path.suffix.lower() == suffix else None
    if source.size > LARGEST_FILE_BYTES:
        return None
    with opened(source.data()) as members:
        for name in members:
            if name.lower().endswith(suffix) and "exportedproject" not in name:
                return name, members.data(name)[:65_536]
            if name.endswith(".zip") and "annotation" in name.split("/"):
                return _example_within(members.data(name), suffix)
    return None


def _example_below(folder: Path, suffix: str) -> tuple[str, bytes] | None:
    found = None
    for number, inner in enumerate(_below(folder)):
        if number > _MOST_LOOKED_AT:
            break
        if any(part in _BESIDE for part in inner.parts[:-1]) or "exportedproject" in inner.name:
            continue
        if inner.suffix.lower() in _TEXTS:
            return None
        if found is None and inner.suffix.lower() == suffix:
            found = inner.name, Source(folder / inner).head()
        elif found is None and inner.suffix == ".zip" and "annotation" in inner.parts:
            found = _example_within(_file_data(folder / inner), suffix)
    return found


def _example_within(data: bytes, suffix: str) -> tuple[str, bytes] | None:
    with opened(data) as members:
        found = next((name for name in members if name.lower().endswith(suffix)), None)
        return (found, members.data(found)[:65_536]) if found else None

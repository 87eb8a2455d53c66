"""Files as they come from a class: hand-ins, folders, and zips as learning platforms make them.

What a file is, its first bytes tell; its name and folder are only a hint at whose it is. Moodle
gives each student a folder `Full name_123456_assignsubmission_file_`, or the same before the file's
name; Canvas puts `lastfirst_12_34_` or `lastfirst_LATE_12_34_` before it. Nothing is unpacked to
the disk. Links are not followed, hidden files and those that macOS adds are passed over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from annotator.core.errors import AnnotatorError
from annotator.formats.parts.packed import Members, opened
from annotator.project.roster import Hint
from annotator.sync.delivery import SUFFIXES, DeliveryKind
from annotator.sync.delivery_file import begins_as_ours

LARGEST = 16 * 1024 * 1024
"""How many bytes a student's file may have, packed and unpacked."""
MOST_FILES = 5_000
"""How many files are looked at, at once."""

_LARGEST_ZIP = 256 * 1024 * 1024
_DEEPEST = 2
"""How many zips may lie in one another, folders within a folder too."""
_HAND_IN = SUFFIXES[DeliveryKind.HAND_IN]
_ZIP = b"PK\x03\x04"
_PROJECT = b"SQLite format 3\0"
_MOODLE = re.compile(r"(?P<name>.+?)_\d+_assignsubmission_(?:file|onlinetext)_?")
_CANVAS = re.compile(r"(?P<compact>[^\W_]+)_(?:LATE_)?\d+_\d+_.+")


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that came: its name to be told, whose it seems to be, and what it holds.

    `content` is None where it cannot be a hand-in; `why` says why, as a sentence. `too_large`: it
    may be one, but holds more than is read.
    """

    name: str
    hint: Hint
    content: bytes | None = None
    why: str = ""
    too_large: bool = False


def submissions(paths: Iterable[Path]) -> Iterator[Submission]:
    """All files among these, in folders and zips too, each once, in the order of their names."""
    number = 0
    for path in paths:
        for found in _at(path, path.name, 0):
            number += 1
            if number > MOST_FILES:
                why = f"More than {MOST_FILES:,} files came at once; the rest was not looked at."
                yield Submission(path.name, Hint(), why=why)
                return
            yield found


def _at(path: Path, name: str, depth: int) -> Iterator[Submission]:
    if path.is_symlink() and depth:
        return
    if path.is_dir():
        if depth > _DEEPEST:
            return
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            yield _none(name, f"The folder cannot be read ({error.strerror or error}).")
            return
        for each in inside:
            if not _hidden(each.name):
                yield from _at(each, f"{name}/{each.name}", depth + 1)
    else:
        yield from _file(path, name, depth)


def _file(path: Path, name: str, depth: int) -> Iterator[Submission]:
    if not path.is_file():
        yield _none(name, "There is no such file; see whether it was moved or renamed.")
        return
    try:
        with path.open("rb") as stream:
            begin = stream.read(len(_PROJECT))
            most = _LARGEST_ZIP if begin.startswith(_ZIP) else LARGEST
            if path.stat().st_size > most:
                yield _large(name, most)
                return
            content = begin + stream.read(most)
    except OSError as error:
        yield _none(name, f"The file cannot be read ({error.strerror or error}).")
        return
    yield from _content(content, name, depth, zips=0)


def _content(content: bytes, name: str, depth: int, zips: int) -> Iterator[Submission]:
    """The file, or the files that are in it."""
    if begins_as_ours(content):
        yield Submission(name, hint_of(name), content)
    elif content.startswith(_ZIP) and name.lower().endswith(".zip"):
        yield from _zip(content, name, depth, zips)
    elif content.startswith(_PROJECT):
        why = "It is a copy to work in and no hand-in: open it, and hand in from there."
        yield _none(name, why)
    elif name.lower().endswith(_HAND_IN):
        yield _none(name, "It is no hand-in, or was spoilt on its way; ask for it again.")
    else:
        yield _none(name, "It is no hand-in.")


def _zip(content: bytes, name: str, depth: int, zips: int) -> Iterator[Submission]:
    if zips >= _DEEPEST:
        yield _none(name, "It is a zip within a zip within a zip, which is not opened.")
        return
    try:
        with opened(content) as members:
            for each in sorted(members):
                place = each.replace("\\", "/")
                if not any(map(_hidden, PurePosixPath(place).parts)):
                    yield from _member(members, each, f"{name}/{place}", depth, zips)
    except AnnotatorError as error:
        yield _none(name, f"The zip was not opened: {error}.")


def _member(
    members: Members, member: str, name: str, depth: int, zips: int
) -> Iterator[Submission]:
    is_zip = member.lower().endswith(".zip")
    if members.size(member) > (_LARGEST_ZIP if is_zip else LARGEST):
        yield _large(name, LARGEST)
        return
    try:
        content = members.data(member)
    except AnnotatorError as error:
        yield _none(name, f"It was not unpacked: {error}.")
        return
    yield from _content(content, name, depth, zips + 1)


def _hidden(name: str) -> bool:
    return (name.startswith(".") and name.strip(".") != "") or name == "__MACOSX"


def _none(name: str, why: str) -> Submission:
    return Submission(name, hint_of(name), why=why)


def _large(name: str, most: int) -> Submission:
    why = f"It is larger than {most // 1024**2} MB, and was not read."
    return Submission(name, hint_of(name), why=why, too_large=True)


def hint_of(name: str) -> Hint:
    """Whose a file seems to be, by its name and folders as Moodle and Canvas write them."""
    parts = PurePosixPath(name).parts
    for part in reversed(parts):
        moodle = _MOODLE.match(part)
        if moodle:
            return Hint(name=" ".join(moodle["name"].replace("_", " ").split()))
    canvas = _CANVAS.fullmatch(parts[-1]) if parts else None
    return Hint(compact=canvas["compact"].casefold()) if canvas else Hint()

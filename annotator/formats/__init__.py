"""File formats: one module each, file <-> values. Knows core alone, never the store."""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.formats import csv_labels, html, jsonl, markdown, plain
from annotator.formats.exchange import Draft, Format, LabelledArticle, WriteOptions

FORMATS: tuple[Format, ...] = (
    plain.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
    jsonl.FORMAT,
    csv_labels.FORMAT,
)
"""Every format there is, in the order that menus show them."""

LARGEST_FILE_BYTES = 64 * 1024 * 1024

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file grew larger than is allowed here",
    errno.EACCES: "this folder or file may not be written to",
    errno.EPERM: "this folder or file may not be written to",
    errno.EROFS: "this disk is read-only",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "there is no such folder",
    errno.ENAMETOOLONG: "the name is too long",
}


def format_named(format_id: str) -> Format:
    """The format with this id; raises AnnotatorError listing the ids there are."""
    for known in FORMATS:
        if known.id == format_id:
            return known
    ids = ", ".join(known.id for known in FORMATS)
    raise AnnotatorError(f"There is no format “{format_id}”; choose one of {ids}.")


def format_of(path: Path) -> Format | None:
    """The format that reads files with this path's extension."""
    extension = path.suffix.lower()
    return next((known for known in FORMATS if known.read and extension in known.extensions), None)


def readable_files(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files that can be read, folders expanded; and those that cannot, each with the reason.

    A folder's files come sorted by path. Its hidden files and folders, links to folders and links
    that lead out of it are left out without a word. A file that is met twice is given once.
    """
    files: dict[Path, Path] = {}
    refused: list[tuple[Path, str]] = []
    for path in paths:
        found = _files_below(path, refused) if _is_folder(path) else iter((path,))
        for file in found:
            reason = _unreadable(file)
            if reason:
                refused.append((file, reason))
            else:
                files.setdefault(_real(file), file)
    return list(files.values()), refused


def drafts(path: Path, form: Format | None = None) -> list[Draft]:
    """The articles of one file, read by `form` or by the format its extension names.

    Raises AnnotatorError, naming the file, where it cannot be read, is larger than
    LARGEST_FILE_BYTES, is of no known format, or holds no text.
    """
    reason = _unreadable(path, any_format=form is not None)
    if reason:
        raise AnnotatorError(f"“{path.name}” cannot be read: {reason}.")
    known = form or format_of(path)
    if known is None or known.read is None:
        raise AnnotatorError(f"“{path.name}” cannot be read: the program only writes such files.")
    data = _data(path)
    try:
        found = list(known.read(data, path.stem))
    except AnnotatorError as error:
        raise type(error)(f"“{path.name}” cannot be read: {error}.") from error
    if not found or not all(draft.text.strip() for draft in found):
        raise AnnotatorError(f"“{path.name}” holds no text.")
    return found


def written(
    path: Path,
    form: Format,
    items: Iterable[LabelledArticle],
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> int:
    """Write the articles to a file that is there whole or not at all; the number of labels.

    The file is written beside its place under another name, forced to disk, and put in its place
    in one move, so that an older file stays until then. Raises AnnotatorError, and changes
    nothing, where an article is not `verified` or the file cannot be written.
    """
    if form.write is None:
        raise AnnotatorError(f"{form.name} can be read but not written; choose another format.")
    target = _real(path)
    part = target.with_name(f".annotator-{secrets.token_hex(8)}.part")
    try:
        if target.exists() and not target.is_file():
            raise AnnotatorError(
                f"“{path}” is no file but a folder or device; nothing was changed."
            )
        try:
            with part.open("x", encoding=form.encoding, newline="") as stream:
                count = form.write(items, stream, options)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise AnnotatorError(
            f"“{path}” could not be written: {reason}; nothing was changed."
        ) from error
    return count


def _files_below(folder: Path, refused: list[tuple[Path, str]]) -> Iterator[Path]:
    home = _real(folder)

    def unreadable(error: OSError) -> None:
        refused.append((Path(error.filename), "the folder may not be opened"))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith(".") and _real(file).is_relative_to(home):
                yield file


def _unreadable(path: Path, *, any_format: bool = False) -> str:
    """Why a file cannot be read, as a clause; empty if it may be tried."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _read_fault(error)
    if not stat.S_ISREG(mode):
        return "it is no file"
    if any_format or format_of(path) is not None:
        return ""
    known = ", ".join(end for form in FORMATS if form.read for end in form.extensions)
    return f"the program reads {known} files"


def _real(path: Path) -> Path:
    """The path behind all links; Path.resolve would raise on a link that leads to itself."""
    return Path(os.path.realpath(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _read_fault(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case PermissionError():
            return "you may not open it"
        case _:
            return error.strerror or str(error)


def _data(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise AnnotatorError(f"“{path.name}” cannot be read: {_read_fault(error)}.") from error
    if len(data) > LARGEST_FILE_BYTES:
        most = LARGEST_FILE_BYTES // (1024 * 1024)
        raise AnnotatorError(
            f"“{path.name}” cannot be read: it is larger than {most} MB; "
            "split it into one file for each article."
        )
    return data

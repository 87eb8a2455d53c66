"""Finding files and reading them: from paths to drafts, with whatever goes wrong in a sentence."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.formats.exchange import Draft, DraftElsewhere, Format, ReadOptions, Skipped, one_line
from annotator.formats.registry import format_of, formats, formats_for, reads_folder
from annotator.formats.source import Source


def readable_files(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files that can be read, folders expanded; and those that cannot, each with the reason.

    A folder that is a data set of its own (a corpus of brat, say) is given as it is. A folder's
    files come sorted by path. Its hidden files and folders, links to folders and links that lead
    out of it are left out without a word. A file that is met twice is given once.
    """
    files: dict[Path, Path] = {}
    refused: list[tuple[Path, str]] = []
    for path in paths:
        if not _is_folder(path) or reads_folder(path) is not None:
            found: Iterator[Path] = iter((path,))
        else:
            found = _files_below(path, refused)
        for file in found:
            reason = unreadable(file)
            if reason:
                refused.append((file, reason))
            else:
                files.setdefault(_real(file), file)
    return list(files.values()), refused


def drafts(
    path: Path,
    form: Format | None = None,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
) -> list[Draft]:
    """The articles of one file, read by `form` or by the format it is found to have.

    Raises AnnotatorError, naming the file, where it cannot be read, is too large, is of no known
    format, or holds no text.
    """
    found = [item for item in read(Source(path), form, options) if isinstance(item, Draft)]
    see_that_texts_are_here(found, path)
    if not found or not all(draft.text.strip() for draft in found):
        raise AnnotatorError(f"“{path.name}” holds no text.")
    return found


def see_that_texts_are_here(found: Iterable[Draft], path: Path) -> None:
    """Raises AnnotatorError where a draft only names an article that is elsewhere."""
    if any(isinstance(draft, DraftElsewhere) for draft in found):
        raise AnnotatorError(
            f"“{path.name}” only names its articles, their texts are elsewhere; "
            "import it into the project that has them."
        )


def read(
    source: Source,
    form: Format | None = None,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
) -> Iterator[Draft | Skipped]:
    """What is in a file or folder, one after the other; as `drafts`, but holds nothing back."""
    path = source.path
    fetched = source.content is not None
    reason = "" if fetched else unreadable(path, any_format=form is not None)
    if reason:
        raise AnnotatorError(f"“{path.name}” cannot be read: {reason}.")
    known = form or next(formats_for(source), None)
    if known is None:
        raise AnnotatorError(f"“{path.name}” is of no format that the program reads.")
    if known.read is None:
        raise AnnotatorError(f"“{path.name}” cannot be read: the program only writes such files.")
    try:
        for item in known.read(source, options):
            if isinstance(item, Skipped):
                # It names what stands in the file, which may have line breaks.
                yield Skipped(one_line(item.where), one_line(item.why))
            elif source.url:
                yield replace(item, url=source.url)
            else:
                yield item
    except AnnotatorError as error:
        if str(error).endswith("."):
            raise  # a sentence of its own
        raise type(error)(f"“{path.name}” cannot be read: {one_line(str(error))}.") from error
    except OSError as error:
        raise AnnotatorError(f"“{path.name}” cannot be read: {_read_fault(error)}.") from error
    except _STUMBLES as error:
        what = f"{type(error).__name__}: {error}"
        raise AnnotatorError(
            f"“{path.name}” is not built as {known.name} is ({shortened(what, 120)}), so nothing "
            "of it was added; please send it to us if it should be."
        ) from error


_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a reader may raise on a file that nobody foresaw; a stranger's file is no reason to fail."""


def _files_below(folder: Path, refused: list[tuple[Path, str]]) -> Iterator[Path]:
    home = _real(folder)

    def unopened(error: OSError) -> None:
        refused.append((Path(error.filename), "the folder may not be opened"))

    for place, folders, names in os.walk(folder, onerror=unopened):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith(".") and _real(file).is_relative_to(home):
                yield file


def unreadable(path: Path, *, any_format: bool = False) -> str:
    """Why a file cannot be read, as a clause; empty if it may be tried."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _read_fault(error)
    if stat.S_ISDIR(mode):
        return "" if any_format or reads_folder(path) is not None else "it is no file"
    if not stat.S_ISREG(mode):
        return "it is no file"
    if any_format or format_of(path) is not None:
        return ""
    ending = path.suffix.lower()
    if any(ending in form.extensions for form in formats() if form.read):
        return "what is in it is of no format that the program reads"
    return f"the program reads no “{ending}” files" if ending else "its name has no ending"


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

"""Writing labelled articles: whole or not at all, with every label read back and compared."""

import errno
import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import Label, Value
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    WriteOptions,
    verified,
)
from annotator.formats.losses import Losses, reduced
from annotator.formats.offsets import UNIT_NAMES, Unit
from annotator.formats.source import Source

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

_TOLD = 3


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many articles and labels, what was lost, and what came back equal.

    `read_back` is how many labels were read back equal, None for a format that is for reading only
    or holds no labels. `answers` counts the second ones too.
    """

    articles: int
    labels: int
    losses: tuple[str, ...] = ()
    read_back: int | None = None
    answers: int = 0


def written(
    path: Path,
    form: Format,
    items: Iterable[LabelledArticle],
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
    *,
    total: int = 0,
) -> Work[Written]:
    """Write the articles to a file or folder that is there whole or not at all.

    It is written beside its place under another name, read back and compared label by label, forced
    to disk and put in its place in one move, so that an older file stays until then. Raises
    AnnotatorError, and changes nothing, where an article is not `verified`, a label does not come
    back as it was, or the file cannot be written.
    """
    if form.write is None:
        raise AnnotatorError(f"{form.name} can be read but not written; choose another format.")
    options = replace(options, unit=_unit_written(form, options.unit))
    target = Path(os.path.realpath(path))
    # With the extension that it will have: some libraries choose by it what to write.
    part = target.with_name(f".annotator-{secrets.token_hex(8)}.part{target.suffix}")
    losses, ledger = Losses(form), Ledger(form.carries)

    def passing() -> Iterator[LabelledArticle]:
        for item in items:
            left = reduced(verified(item), form, options)
            losses.count(item, left)
            if not left.labels and not form.carries.unlabelled:
                continue
            ledger.enter(left)
            yield left

    try:
        _see_that_there_is_room(path, target, form)
        try:
            for number, _ in enumerate(form.write(passing(), part, options), start=1):
                yield Progress(number, total, path.name)
            back = None
            if form.check or form.read:
                yield Progress(0, 0, f"reading {path.name} back")
                back = yield from _read_back(ledger, part, form, options, path.name)
            _force(part)
            _put(part, target)
        finally:
            _remove(part)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise AnnotatorError(
            f"“{path}” could not be written: {reason}; nothing was changed."
        ) from error
    told = losses.sentences()
    if not form.carries.labels:
        back = None
    return Written(losses.articles, losses.labels, told, back, losses.answers_written)


def _unit_written(form: Format, wanted: Unit | None) -> Unit | None:
    """The unit that the writer is told; None where it has only one, or nothing is wished."""
    if wanted is None or wanted in form.writes_in:
        return wanted
    if wanted.value == form.unit:
        return None
    raise AnnotatorError(
        f"{form.name} cannot count offsets in {UNIT_NAMES[wanted]}, so nothing was written; leave "
        "the unit out, or choose a format whose files may count otherwise, like Label Studio."
    )


def _read_back(
    ledger: "Ledger", part: Path, form: Format, options: WriteOptions, name: str
) -> Work[int]:
    """How many labels came back equal; raises AnnotatorError where not all did."""
    try:
        count: int = yield from ledger.compared(part, form, options, name)
    except AnnotatorError as error:
        if str(error).endswith("."):
            raise  # a sentence of its own
        raise _unequal(name, f"it cannot be read ({error})") from error
    return count


def losses_of(
    items: Iterable[LabelledArticle], form: Format, options: WriteOptions
) -> Work[Losses]:
    """What the articles would lose in the format; nothing is written."""
    losses = Losses(form)
    for number, item in enumerate(items, start=1):
        losses.count(item, reduced(verified(item), form, options))
        yield Progress(number)
    return losses


def _see_that_there_is_room(path: Path, target: Path, form: Format) -> None:
    if not target.exists():
        return
    if form.folder:
        if not target.is_dir() or any(target.iterdir()):
            raise AnnotatorError(
                f"“{path}” is there already; {form.name} is a folder of files, so name a new or "
                "empty one. Nothing was changed."
            )
    elif not target.is_file():
        raise AnnotatorError(f"“{path}” is no file but a folder or device; nothing was changed.")


def _force(part: Path) -> None:
    files = [file for file in part.rglob("*") if file.is_file()] if part.is_dir() else [part]
    for file in files:
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())


def _put(part: Path, target: Path) -> None:
    if part.is_dir() and target.is_dir():
        target.rmdir()  # an empty one, as was seen to
    part.replace(target)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        with suppress(OSError):
            part.unlink(missing_ok=True)


# ---------------------------------------------------------------------------- read back


class Ledger:
    """Every label that went out, to be struck off as it comes back.

    Of each article a digest of its labels is kept, so that a million of them take little room.
    """

    def __init__(self, carries: Carries) -> None:
        self._carries = carries
        self._labels: dict[str, tuple[int, int]] = {}
        self._titles: dict[str, str] = {}
        self._seen: Counter[str] = Counter()

    def enter(self, item: LabelledArticle) -> None:
        """Note an article as it is written."""
        key = self._key(item.article.id, item.article.sha256, len(self._labels))
        count, total = self._labels.get(key, (0, 0))
        for label in item.labels:
            count += 1
            total += self._digest(label, item.name_of(label.annotator_id))
        self._labels[key] = count, total
        self._titles[key] = item.article.title

    def compared(self, path: Path, form: Format, options: WriteOptions, name: str) -> Work[int]:
        """Read the file; how many labels came back, which is all. Raises AnnotatorError if not."""
        read = form.check or form.read
        if read is None:
            return 0
        wanted = ReadOptions(unit=options.unit, settings=options.settings)
        found: dict[str, tuple[int, int]] = {}
        labels = 0
        for number, draft in enumerate(read(Source(path), wanted), start=1):
            if not isinstance(draft, Draft):
                raise _unequal(name, f"{draft.where}: {draft.why}")
            digest = sha256(draft.text) if self._carries.text else ""
            key = self._key(draft.id, digest, number - 1)
            count, total = found.get(key, (0, 0))
            for label in draft.labels:
                count, total, labels = (
                    count + 1,
                    total + self._digest(label, label.annotator),
                    labels + 1,
                )
            found[key] = count, total
            yield Progress(number, len(self._labels), "reading it back")
        wrong = [
            self._titles[key]
            for key, sums in self._labels.items()
            if found.pop(key, (0, 0)) != sums and (sums[0] or self._carries.unlabelled)
        ]
        if wrong or any(count for count, _ in found.values()):
            named = ", ".join(f"“{title}”" for title in wrong[:_TOLD]) or "another article"
            raise _unequal(name, f"the labels of {named} came back otherwise")
        return labels

    def _key(self, article_id: str, digest: str, number: int) -> str:
        """What tells an article from the others in the file: its text, its id, or its place."""
        if self._carries.text:
            return digest
        return article_id if self._carries.history else str(number)

    def _digest(self, label: Label | DraftLabel, annotator: str) -> int:
        carries = self._carries
        return hash(
            (
                label.tag,
                label.pieces,
                annotator if carries.annotators else "",
                _plain(label.fields) if carries.fields and label.fields else (),
                label.note if carries.notes else "",
                label.id if carries.history else "",
            )
        )


def _plain(fields: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    # An empty text is no value to a format that has a column for it.
    found = [(key, _word(value)) for key, value in fields.items() if value != ""]
    return tuple(sorted(found) if len(found) > 1 else found)


def _word(value: Value) -> str:
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unequal(name: str, what: str) -> AnnotatorError:
    return AnnotatorError(
        f"{name} was not written: read back, {what}. Choose another format for these articles, and "
        "please report this."
    )

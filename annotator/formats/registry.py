"""Every format there is: our own, and those that others bring along.

Another package adds formats by an entry point of the group `annotator.formats` that names a Format
(or a list of them). One that cannot be loaded is listed with the reason, and harms nothing.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.formats import csv_labels, jsonl, readable, rewrite_pairs
from annotator.formats.datasets import (
    babe,
    basil,
    hyperpartisan,
    media_frames,
    ptc,
    semeval2021,
    semeval2023,
)
from annotator.formats.exchange import Format
from annotator.formats.source import Source
from annotator.formats.tables import parquet, ratings, span_rows, tables, xlsx
from annotator.formats.texts import docx, epub, html, markdown, odt, pdf, plain, rtf
from annotator.formats.texts.archive import archive
from annotator.formats.tools import (
    brat,
    conll,
    docbin,
    doccano,
    label_studio,
    prodigy,
    qualcoder,
    refi,
    taguette,
    uima,
    web_annotation,
    webanno_tsv,
)

GROUP = "annotator.formats"

PRINTED = pdf.FORMAT.id
"""The one format whose writer is not here but in `gui.printing`: Qt draws it."""

FORMATS: tuple[Format, ...] = (
    jsonl.FORMAT,
    csv_labels.FORMAT,
    # of other tools
    doccano.FORMAT,
    label_studio.FORMAT,
    prodigy.FORMAT,
    brat.FORMAT,
    conll.FORMAT,
    conll.ONE,
    webanno_tsv.FORMAT,
    *uima.FORMATS,
    web_annotation.FORMAT,
    docbin.FORMAT,
    refi.FORMAT,
    taguette.FORMAT,
    qualcoder.FORMAT,
    # of published data sets
    ptc.FORMAT,
    semeval2023.FORMAT,
    semeval2021.FORMAT,
    babe.FORMAT,
    basil.FORMAT,
    media_frames.FORMAT,
    hyperpartisan.FORMAT,
    # texts
    plain.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
    pdf.FORMAT,
    docx.FORMAT,
    odt.FORMAT,
    epub.FORMAT,
    rtf.FORMAT,
    archive(lambda source: formats_for(source)),  # noqa: PLW0108 - it stands below
    # tables, of which there is more than one kind with each ending
    ratings.FORMAT,
    span_rows.FORMAT,
    xlsx.FORMAT,
    parquet.FORMAT,
    *tables.FORMATS,
    # for reading
    readable.FORMAT,
    rewrite_pairs.FORMAT,
)
"""Our own, in the order that menus show them; of two that share an extension, the one that looks
into the file stands first."""


@cache
def plugged_in() -> tuple[tuple[Format, ...], tuple[tuple[str, str], ...]]:
    """The formats that other packages bring, and (name, reason) of those that cannot be loaded."""
    from importlib.metadata import entry_points

    found: list[Format] = []
    broken: list[tuple[str, str]] = []
    taken = {known.id for known in FORMATS}
    for entry in entry_points(group=GROUP):
        try:
            loaded = entry.load()
            for form in loaded if isinstance(loaded, list | tuple) else [loaded]:
                if not isinstance(form, Format):
                    raise TypeError("it is no Format")  # noqa: TRY301 - told like all else
                if form.id in taken:
                    raise ValueError(f"there is a format “{form.id}” already")  # noqa: TRY301
                taken.add(form.id)
                found.append(form)
        except Exception as error:  # noqa: BLE001 - a stranger's code, of which anything may come
            broken.append((entry.name, f"{type(error).__name__}: {error}"))
    return tuple(found), tuple(broken)


def formats() -> tuple[Format, ...]:
    """All formats, those of other packages last."""
    return (*FORMATS, *plugged_in()[0])


def format_named(format_id: str) -> Format:
    """The format with this id or file extension; raises AnnotatorError listing the ids."""
    wanted = format_id.lower()
    for known in formats():
        if wanted == known.id:
            return known
    for known in formats():
        if f".{wanted}" in known.extensions[:1]:
            return known
    ids = ", ".join(known.id for known in formats())
    raise AnnotatorError(f"There is no format “{format_id}”; choose one of {ids}.")


def format_of(path: Path) -> Format | None:
    """The format that reads this file (or folder): by its extension, and by what is in it."""
    return next(formats_for(Source(path)), None)


def formats_for(source: Source) -> Iterator[Format]:
    """All formats that may read this file (or folder), the likeliest first."""
    if source.content is None and source.path.is_dir():
        found = reads_folder(source.path)
        if found is not None:
            yield found
        return
    extension = source.path.suffix.lower()
    for known in formats():
        if known.read and extension in known.extensions and _is(known, source):
            yield known


def reads_folder(path: Path) -> Format | None:
    """The format of which this folder is one data set, if it is one."""
    source = Source(path)
    return next(
        (known for known in formats() if known.read and known.folder and _is(known, source)), None
    )


def _is(form: Format, source: Source) -> bool:
    if form.sniff is None:
        return not form.folder or not source.path.is_dir()
    try:
        return form.sniff(source)
    except (OSError, ValueError, AnnotatorError):
        return False

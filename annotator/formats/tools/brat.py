r"""brat standoff: a text file, and beside it an `.ann` file with a line for each annotation.

Sources: the brat manual (https://brat.nlplab.org/standoff.html, /configuration.html) and brat's own
`server/src/annotation.py` (nlplab/brat). Half-open offsets count code points; older releases
counted UTF-16 units, and some tools count a CRLF as two: of these readings, the one under which
most quotations of a file stand where they should is taken.

    T1  Loaded-language 4 10        regime          a label; pieces are `4 10;15 19`
    A1  Intensity T1 3                              a field; without a value it is yes
    #1  AnnotatorNotes T1   why?                    its note
    #2  AnnotatorJSON T1    {"note": …, "fields": …, "pieces": …}
    R1, E1, N1, *                                   kept as they are in `Draft.extra["brat"]`

- brat allows no line break in a span: a label is written in fragments around its line breaks, and
  fragments that only line breaks part are one piece again when read. A label that this would
  change has its pieces in the AnnotatorJSON line, and so have notes and values that do not fit a
  line; no other program knows that line, brat shows it as a comment.
- Names of types have only letters, digits, hyphen and underscore: `naming.escaped`.
- brat knows no annotators. Ours are folders, `annotators/NAME/`, each with its own copies, as is
  the custom where people mark the same texts; articles without labels stand in the folder itself.
- Relations, events, normalizations and what hangs on them stay with the article, together with
  the T lines they name, and are written again with every label that they name and that still is
  there. Label ids of brat (T1) are not unique and not kept.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.core.text import OffsetMap, canonical, headline_end
from annotator.formats.exchange import (
    Carries,
    Draft,
    DraftLabel,
    Format,
    ReadOptions,
    Skipped,
    title_of,
)
from annotator.formats.offsets import Unit, placed, unit_map
from annotator.formats.parts.encoding import decoded
from annotator.formats.parts.naming import unescaped
from annotator.formats.source import Source
from annotator.formats.tools.brat_lines import (
    KEPT,
    PEOPLE,
    Bound,
    bound_line,
    fragments,
    joined,
    parsed,
    references,
)
from annotator.formats.tools.brat_out import fit, write

_BLANK = re.compile(r"\s+")
_SUFFIXES = frozenset((".ann", ".txt", ".conf", ""))
_MOST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to count: the text as it would be counted, its unit, the way to the canonical."""

    text: str
    measure: OffsetMap
    shift: OffsetMap

    def spans(self, bound: Bound) -> tuple[tuple[Span, ...], str]:
        """The spans in code points of the canonical text; or none, and why."""
        found = [placed(self.measure, *place) for place in bound.places]
        spans = [span for span in found if span is not None]
        if len(spans) < len(found):
            start, end = next(p for p, s in zip(bound.places, found, strict=True) if s is None)
            return (), f"{start}–{end} is no part of the text"
        parts = [self.text[start:end] for start, end in spans]
        if bound.quote and not any(_is_quote(bound.quote, glue.join(parts)) for glue in (" ", "")):
            there = shortened(" ".join(parts))
            return (), f"there stands “{there}”, not “{shortened(bound.quote)}”"
        return tuple(self.shift.inner_span(*span) for span in spans), ""


def _is_quote(quote: str, text: str) -> bool:
    quote, text = _BLANK.sub(" ", quote), _BLANK.sub(" ", text)
    # Once a remark could follow the quote in its line.
    return quote.rstrip() == text.rstrip() or quote.startswith(f"{text} ")


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of a folder, or the one of an `.ann` file whose text file stands beside it."""
    if source.path.is_dir():
        yield from _read_folder(source.path, options)
        return
    beside = source.path.with_suffix(".txt")
    if not beside.is_file():
        raise AnnotatorError(f"its text, “{beside.name}”, does not stand beside it")
    yield from _told([_document(source, beside, "", "", options)], source.name, source.name)


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Draft | Skipped]:
    pairs, alone = _pairs(folder)
    for name in alone:
        beside = f"{name[:-4]}.{'txt' if name.endswith('.ann') else 'ann'}"
        yield Skipped(name, f"there is no “{beside.rpartition('/')[2]}” beside it")
    for key, files in pairs.items():
        found: list[_Document] = []
        for who, path in files:
            where = path.relative_to(folder).as_posix()
            try:
                text_file = path.with_suffix(".txt")
                found.append(_document(Source(path), text_file, who, f"{where}, ", options))
            except (AnnotatorError, OSError) as error:
                yield Skipped(where, str(error))
        yield from _told(found, key, key.rpartition("/")[2])


def _pairs(folder: Path) -> tuple[dict[str, list[tuple[str, Path]]], list[str]]:
    """The `.ann` files by article, with whose they are; and the files that lack their other."""
    pairs: dict[str, list[tuple[str, Path]]] = {}
    alone: list[str] = []
    files = {path.relative_to(folder).as_posix(): path for path in _below(folder)}
    for name, path in sorted(files.items()):
        stem, extension = name[:-4], name[-4:]
        if extension in {".ann", ".txt"} and not {f"{stem}.ann", f"{stem}.txt"} <= files.keys():
            alone.append(name)
        elif extension == ".ann":
            *above, last = stem.split("/")
            who = ""
            if len(above) > 1 and above[-2] == PEOPLE:
                who, above = unescaped(above[-1]), above[:-2]
            pairs.setdefault("/".join([*above, last]), []).append((who, path))
    return dict(sorted(pairs.items())), alone


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder that are not hidden and do not lie elsewhere."""
    home = Path(os.path.realpath(folder))
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and Path(os.path.realpath(path)).is_relative_to(home):
                yield path


@dataclass(slots=True)
class _Document:
    """One annotator's file on a text."""

    text: str
    labels: list[DraftLabel]
    extra: dict[str, str]
    skipped: list[Skipped]


def _told(found: Iterable[_Document], where: str, name: str) -> Iterator[Draft | Skipped]:
    """The drafts of one article: one, unless the annotators' copies of the text differ."""
    texts: dict[str, list[_Document]] = {}
    for document in found:
        yield from document.skipped
        texts.setdefault(document.text, []).append(document)
    for text, documents in texts.items():
        if not text.strip():
            yield Skipped(where, "it holds no text")
            continue
        end = headline_end(text)
        yield Draft(
            text=text,
            headline_end=end,
            title=title_of(text, end, name),
            extra={key: value for it in documents for key, value in it.extra.items()},
            where=where,
            labels=tuple(label for it in documents for label in it.labels),
        )


def _document(
    source: Source, beside: Path, who: str, before: str, options: ReadOptions
) -> _Document:
    raw = _text(Source(beside).data())
    text, _ = canonical(raw)
    bounds, kept, skipped = parsed(_text(source.data()).removeprefix("\ufeff"), before)
    best = _best(list(_readings(raw, options.unit)), bounds.values())
    labels: list[DraftLabel] = []
    for bound in bounds.values():
        bound.fragments, why = best.spans(bound)
        if why:
            skipped.append(Skipped(f"{bound.where}, label “{shortened(bound.tag)}”", why))
        else:
            labels.append(_label(bound, text, who or options.annotator))
    lines = _kept_lines(kept, bounds, text)
    extra = {f"{KEPT} {who}" if who else KEPT: "\n".join(lines)} if lines else {}
    return _Document(text, labels, extra, skipped)


def _text(data: bytes) -> str:
    """The text of a file, its mark with it; raises AnnotatorError for what is no text."""
    if b"\0" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return decoded(data)[0]


def _readings(raw: str, unit: Unit | None) -> Iterator[_Reading]:
    """The ways in which offsets into this text may be meant, the likeliest first."""
    bare = raw.removeprefix("\ufeff")
    lined = [bare.replace("\r\n", "\n"), bare]
    texts = dict.fromkeys([*lined, *(f"\ufeff{it}" for it in lined if raw != bare)])
    units = (Unit.CODE_POINTS, Unit.UTF16) if unit is None else (unit,)
    for counted in units:
        for text in texts:
            yield _Reading(text, unit_map(text, counted), canonical(text)[1])
        if raw.isascii():
            return


def _best(readings: Sequence[_Reading], bounds: Iterable[Bound]) -> _Reading:
    """The reading under which most labels stand on their quotes; of equal ones, the first."""
    left = list(bounds)
    if len(readings) == 1:
        return readings[0]
    return max(readings, key=lambda it: sum(1 for bound in left if not it.spans(bound)[1]))


def _label(bound: Bound, text: str, annotator: str) -> DraftLabel:
    pieces = joined(text, bound.fragments)
    told = tuple(Span(*piece) for piece in bound.more.pieces)
    # The file may have been edited since: what we wrote holds only if it says the same.
    if told and tuple(fragments(text, told)) == bound.fragments and told[-1].end <= len(text):
        pieces = told
    return DraftLabel(
        tag=bound.tag,
        pieces=pieces,
        annotator=annotator,
        fields={**bound.fields, **bound.more.fields},
        note=bound.more.note or "\n".join(bound.notes),
    )


def _kept_lines(kept: Sequence[str], bounds: Mapping[str, Bound], text: str) -> list[str]:
    """The lines to keep, after the T lines that they name."""
    named = dict.fromkeys(name for line in kept for name in references(line))
    lines = [
        bound_line(name, bounds[name].tag, _fragments_of(bounds[name], text), text)
        for name in named
        if name in bounds and bounds[name].fragments
    ]
    return [*lines, *kept]


def _fragments_of(bound: Bound, text: str) -> tuple[Span, ...]:
    return tuple(fragments(text, joined(text, bound.fragments)))


# ---------------------------------------------------------------------------- telling it


def sniff(source: Source) -> bool:
    """Whether an `.ann` file has lines of brat's; or a folder has texts with `.ann` beside them.

    A folder of folders is brat's only if there is nothing else in it.
    """
    if not source.path.is_dir():
        head = source.head().removeprefix(b"\xef\xbb\xbf").strip()
        return not head or re.match(rb"(?:[TREAMN#][0-9]+|\*)\t", head) is not None
    names: list[str] = []
    for path in _below(source.path):
        names.append(path.relative_to(source.path).as_posix())
        if len(names) > _MOST_LOOKED_AT:
            break
    texts = {name[:-4] for name in names if name.endswith(".txt")}
    paired = [name for name in names if name.endswith(".ann") and name[:-4] in texts]
    if any("/" not in name for name in paired):
        return True
    return bool(paired) and all(Path(name).suffix in _SUFFIXES for name in names)


FORMAT = Format(
    id="brat",
    name="brat standoff",
    extensions=(".ann",),
    read=read,
    write=write,
    sniff=sniff,
    folder=True,
    unit=Unit.CODE_POINTS.value,
    units=(Unit.CODE_POINTS, Unit.UTF16),
    carries=Carries(answers=False, states=False, metadata=False, history=False),
    fit=fit,
    about="The folder of the brat tool: texts with an .ann file each, and a folder an annotator.",
)

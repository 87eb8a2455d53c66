r"""WebAnno TSV 3: a row for each token, columns for layers; what WebAnno and INCEpTION export.

Sources: “WebAnno TSV 3.3 File format” of the INCEpTION user guide and the reader and writer there
(inception-project/inception, `inception-io-webanno-tsv`, `Tsv3XDeserializer.java`). UTF-8; offsets
are half-open and count UTF-16 units. Read are 3.0 to 3.3, written is 3.3.

    #FORMAT=WebAnno TSV 3.3
    #T_SP=webanno.custom.Label|tag|intensity|note|group

    #Text=The regime fell.
    1-1     0-3     The     _       _       _       _
    1-2     4-10    regime  doubt   3       *       *

- A folder is what INCEpTION exports: `annotation/ARTICLE/ANNOTATOR.tsv`, `curation/…`; one `.tsv`
  is read too. `INITIAL_CAS.tsv`, an article without annotator, counts only where it is alone.
- Text: a sentence stands where its first token starts. What stands between two sentences is not in
  the file; as INCEpTION's reader has it, it is a line feed, then spaces. We write sentences that
  have everything up to the next one in them, so our texts come back to the letter. Where more
  tokens stand in their place if offsets are taken for code points, as strangers write them, they
  are.
- Labels: each annotation of a span layer. Its tag is its feature `tag`, `value` or `label`, else
  its first; without a value there, the layer's name. All other features are fields. Layers of
  DKPro (parts of speech, lemmas and such), slots, chains and relations are left out and told;
  `settings["layers"]` names the span layers to read, with commas.
- We write one layer, `webanno.custom.Label`, with the features tag, the fields, note, group: make
  it in INCEpTION before importing there. The format has no labels in several pieces: these are
  annotations with the same `group`, and one label again when read. Names of features have only
  letters, digits and underscores: `naming.escaped`.
- An annotation cannot begin or end with white space: such labels are trimmed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
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
    Loss,
    ReadOptions,
    Skipped,
    title_of,
)
from annotator.formats.losses import moved_labels
from annotator.formats.offsets import Unit, placed, unit_map
from annotator.formats.parts.naming import unescaped
from annotator.formats.source import Source
from annotator.formats.tools.webanno_lines import (
    File,
    Layer,
    Row,
    parsed,
    rebuilt,
    rows_of,
    stacked,
    text_unescaped,
    value_unescaped,
)
from annotator.formats.tools.webanno_out import GROUP, LAYER, NOTE, UNLABELLED, fit, write

_DKPRO = re.compile(
    r"de\.tudarmstadt\.ukp\.dkpro\.core\.api\.(?:segmentation|lexmorph|syntax|metadata)\."
)
_TAGS = ("tag", "value", "label")
_FOLDERS = ("annotation", "curation")
_MAGIC = re.compile(rb"(?:\xef\xbb\xbf)?#FORMAT=WebAnno TSV 3\.[0-9]")
_MOST_LOOKED_AT = 20


# ---------------------------------------------------------------------------- files


@dataclass(slots=True)
class _Document:
    """One annotator's file on a text."""

    text: str
    labels: list[DraftLabel]
    skipped: list[Skipped]


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles of an exported folder, or the one of a file."""
    if not source.path.is_dir():
        found = _document(source.data(), options.annotator, "", options)
        yield from _told([found], source.name, source.name)
        return
    for article, files in _files(source.path).items():
        documents: list[_Document] = []
        for path in files:
            where = path.relative_to(source.path).as_posix()
            who = "" if path.stem == UNLABELLED else unescaped(path.stem)
            try:
                data = Source(path).data()
                documents.append(_document(data, who or options.annotator, f"{where}, ", options))
            except (AnnotatorError, OSError) as error:
                yield Skipped(where, str(error))
        yield from _told(documents, article, Path(article).stem)


def _files(folder: Path) -> dict[str, list[Path]]:
    """The files on each article."""
    found: dict[str, list[Path]] = {}
    for name in _FOLDERS:
        for path in sorted(_exported(folder, name)):
            found.setdefault(path.parent.name, []).append(path)
    for article, files in found.items():
        # Everyone's work began with a copy of this one.
        people = [path for path in files if path.stem != UNLABELLED]
        found[article] = people or files
    return dict(sorted(found.items()))


def _exported(folder: Path, name: str) -> Iterator[Path]:
    home = folder.resolve()
    for path in (folder / name).glob("*/*.tsv"):
        hidden = path.name.startswith(".") or path.parent.name.startswith(".")
        if not hidden and path.is_file() and path.resolve().is_relative_to(home):
            yield path


def _told(found: Iterable[_Document], where: str, name: str) -> Iterator[Draft | Skipped]:
    """The drafts of one article: one, unless the annotators' files differ in their text."""
    texts: dict[str, list[DraftLabel]] = {}
    for document in found:
        yield from document.skipped
        texts.setdefault(document.text, []).extend(document.labels)
    for text, labels in texts.items():
        if not text.strip():
            yield Skipped(where, "it holds no text")
            continue
        end = headline_end(text)
        yield Draft(
            text=text,
            headline_end=end,
            title=title_of(text, end, name),
            where=where,
            labels=tuple(labels),
        )


def sniff(source: Source) -> bool:
    """Whether a file's first line says so, or a folder has such files where INCEpTION has them."""
    if not source.path.is_dir():
        return _MAGIC.match(source.head(64)) is not None
    return any(
        _MAGIC.match(Source(path).head(64))
        for name in _FOLDERS
        for path in islice(_exported(source.path, name), _MOST_LOOKED_AT)
    )


# ---------------------------------------------------------------------------- labels


@dataclass(slots=True)
class _Mark:
    """One annotation, gathered from its rows; offsets as in the file's text."""

    layer: Layer
    number: int
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    fault: str = ""


def _document(data: bytes, who: str, before: str, options: ReadOptions) -> _Document:
    file = parsed(data, before)
    raw, measure = _text(file, options.unit)
    text, shift = canonical(raw)
    skipped = file.skipped
    wanted = {name for name in options.settings.get("layers", "").split(",") if name}
    layers: list[Layer] = []
    for layer in file.layers:
        why = _not_read(layer, wanted)
        count = sum(1 for row in rows_of(file.sentences) if why and _said(row, layer))
        if not why:
            layers.append(layer)
        elif count:
            skipped.append(Skipped(f"{before}layer {layer.name} ({count:,} rows)", why))
    marks = _gathered(file, layers, raw, measure, before)
    labels: list[DraftLabel] = []
    for found in _labels(marks, shift, who, before):
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            labels.append(found)
    return _Document(text, labels, skipped)


def _text(file: File, chosen: Unit | None) -> tuple[str, OffsetMap]:
    """The text and the map to its unit: the one under which most tokens stand in their places."""
    best: tuple[int, str, OffsetMap] | None = None
    for unit in (Unit.UTF16, Unit.CODE_POINTS) if chosen is None else (chosen,):
        raw = rebuilt(file.sentences, unit)
        measure = unit_map(raw, unit)
        wrong = sum(1 for row in rows_of(file.sentences) if _fault(row, raw, measure))
        if best is None or wrong < best[0]:
            best = wrong, raw, measure
        if not wrong:
            break
    if best is None:
        raise AnnotatorError("its unit is not known")
    return best[1:]


def _fault(row: Row, raw: str, measure: OffsetMap) -> str:
    """Why a row does not stand where it says, as a clause; empty if it does."""
    span = placed(measure, row.start, row.end)
    if span is None:
        return f"{row.start}–{row.end} is no part of the text"
    there = raw[span.start : span.end]
    if there in {row.token, text_unescaped(row.token)}:
        return ""
    return f"at {row.start}–{row.end} stands “{shortened(there)}”, not “{shortened(row.token)}”"


def _not_read(layer: Layer, wanted: set[str]) -> str:
    if layer.kind == "RL":
        return "relations are not read, only the labels that they join"
    if layer.kind != "SP":
        return "chains are not read"
    if wanted:
        return "" if {layer.name, layer.short} & wanted else "this layer was not asked for"
    return "it says what the tokens are and labels nothing" if _DKPRO.match(layer.name) else ""


def _said(row: Row, layer: Layer) -> bool:
    cells = row.cells[layer.first : layer.first + len(layer.features)]
    return any(cell not in {"_", ""} for cell in cells)


def _gathered(
    file: File, layers: Sequence[Layer], raw: str, measure: OffsetMap, before: str
) -> list[_Mark]:
    """The annotations of these layers, each put together from all its rows."""
    marks: dict[tuple[int, ...], _Mark] = {}
    needed = file.layers[-1].first + len(file.layers[-1].features) if file.layers else 0
    for row in rows_of(file.sentences):
        if len(row.cells) < needed:
            why = f"it has {len(row.cells)} columns of annotations, not {needed}"
            file.skipped.append(Skipped(f"{before}line {row.number}", why))
            continue
        fault: str | None = None
        for layer in layers:
            if not _said(row, layer):
                continue
            fault = _fault(row, raw, measure) if fault is None else fault
            for place, (number, values) in enumerate(_stacks(row, layer)):
                key = (layer.first, number) if number else (layer.first, row.number, place)
                mark = marks.setdefault(key, _Mark(layer, row.number, row.start, row.end))
                mark.start, mark.end = min(mark.start, row.start), max(mark.end, row.end)
                mark.values = {**values, **mark.values}
                mark.fault = mark.fault or fault
    found = list(marks.values())
    for mark in found:
        span = None if mark.fault else placed(measure, mark.start, mark.end)
        if span is None:
            mark.fault = mark.fault or f"{mark.start}–{mark.end} is no part of the text"
        else:
            mark.start, mark.end = span
    return found


def _stacks(row: Row, layer: Layer) -> Iterator[tuple[int, dict[str, str]]]:
    """Each annotation on a row: its disambiguation id, and the features that have a value."""
    columns = [
        (feature, stacked(row.cells[layer.first + place]))
        for place, feature in enumerate(layer.features)
        # The second column of a slot says where it points, and stacks otherwise.
        if not (place and layer.features[place - 1].startswith("ROLE_"))
        and row.cells[layer.first + place] not in {"_", ""}
    ]
    for place in range(max((len(values) for _, values in columns), default=0)):
        here = [(feature, values[place]) for feature, values in columns if place < len(values)]
        if not any(value or number for _, (value, number) in here):
            continue
        yield (
            next((number for _, (_, number) in here if number), 0),
            {
                feature: value_unescaped(value)
                for feature, (value, _) in here
                if value != "*" and feature and not feature.startswith("ROLE_")
            },
        )


def _labels(
    marks: Iterable[_Mark], shift: OffsetMap, who: str, before: str
) -> Iterator[DraftLabel | Skipped]:
    groups: dict[tuple[str, int], list[_Mark]] = {}
    for number, mark in enumerate(marks):
        shared = mark.values.pop(GROUP, "") if mark.layer.name == LAYER else ""
        groups.setdefault((shared, 0 if shared else number), []).append(mark)
    for group in groups.values():
        first = group[0]
        tag = _tag(first)
        fault = next((mark.fault for mark in group if mark.fault), "")
        pieces = sorted(shift.inner_span(mark.start, mark.end) for mark in group if not mark.fault)
        if not fault and any(a.end >= b.start for a, b in pairwise(pieces)):
            fault = "its pieces overlap"
        if fault:
            yield Skipped(f"{before}line {first.number}, label “{shortened(tag)}”", fault)
            continue
        note = first.values.pop(NOTE, "") if first.layer.name == LAYER else ""
        fields = {unescaped(name): value for name, value in first.values.items()}
        yield DraftLabel(tag, tuple(Span(*it) for it in pieces), who, fields, note)


def _tag(mark: _Mark) -> str:
    """What an annotation says; taken out of its values."""
    features = [it for it in mark.layer.features if it and not it.startswith("ROLE_")]
    lower = {feature.lower(): feature for feature in reversed(features)}
    named = next((lower[name] for name in _TAGS if name in lower), None)
    name = named or next(iter(features), "")
    return mark.values.pop(name, "") or mark.layer.short


FORMAT = Format(
    id="webanno",
    name="WebAnno TSV (INCEpTION)",
    extensions=(".tsv",),
    read=read,
    write=write,
    sniff=sniff,
    folder=True,
    unit=Unit.UTF16.value,
    units=(Unit.UTF16, Unit.CODE_POINTS),
    carries=Carries(answers=False, states=False, metadata=False, history=False),
    fit=fit,
    losses=(Loss("label{s} with white space at an end", "trimmed", moved_labels),),
    about="What INCEpTION exports and imports: a folder an article, a file an annotator.",
)

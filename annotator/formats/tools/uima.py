"""UIMA CAS, as INCEpTION and WebAnno read and write it: XMI 1.0 and JSON-CAS 0.4.0.

How a CAS is written is told in `uima_cas`, where files lie in `uima_files`, how an article becomes
one in `uima_writing`. A folder is made that
has, for each article, a folder with one file for each annotator, `ARTICLE/ANNOTATOR.xmi` (with the
types in `TypeSystem.xml` beside it) or `ARTICLE/ANNOTATOR.json`. Gold is `CURATION_USER`, as
INCEpTION calls it; an article that nobody has worked on is `INITIAL_CAS`.

A label is an annotation of our layer `webanno.custom.BiasLabel`: the tag is its feature `value`,
the note is `note`, and each field is a feature. All of them are strings, because a number of a CAS
that was not given is 0; the types say which are numbers (“intensity (number)”), and what the key is
of a field that cannot be called by it. A label in several pieces is as many annotations with one
`labelId`. What is known about the article is in each annotator's file, as annotations of the whole
document (`webanno.custom.Article`, `ArticleProperty`, `ArticleAnswer`); its title and language are
in DKPro's DocumentMetaData. Offsets count UTF-16 units.

Others' files: every annotation is a label, but tokens, sentences, syntax and the like. Its tag is
the feature `value` or `label`, else the first feature that is a text and is set, else the name of
its layer; other features are fields. A document's name is its title or its folder's name, an
annotator's that of the file in the folder. Relations and links between annotations are told, not
read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Value
from annotator.formats.exchange import Draft, Format, ReadOptions, Skipped
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.parts.jsonl_rows import drafts_of_row, plain_text, plain_value
from annotator.formats.source import Source
from annotator.formats.tools.uima_cas import (
    Cas,
    Feature,
    Structure,
    Types,
    from_json,
    from_xmi,
    to_json,
    to_xmi,
    types_from_xml,
)
from annotator.formats.tools.uima_files import CasFile, documents, example
from annotator.formats.tools.uima_writing import (
    ANSWER,
    ARTICLE,
    CURATOR,
    GOLD,
    LABEL,
    LABEL_FEATURES,
    METADATA,
    NOBODY,
    PROPERTY,
    file_name,
    writer_of,
)

_NOT_LABELS = (
    "uima.",
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "de.tudarmstadt.ukp.dkpro.core.api.structure.",
    "de.tudarmstadt.ukp.dkpro.core.api.transform.",
    "de.tudarmstadt.ukp.clarin.webanno.",
    "org.dkpro.core.api.",
    "de.tudarmstadt.ukp.inception.",
)
"""What lies in every file and is no label: words and sentences, grammar, layout, the tool's own."""

_ABOUT = re.compile(r"(.+) \((number|yes-no|text)\)", re.DOTALL)
_INTEGER = re.compile(r"-?[0-9]{1,18}")

_Row = dict[str, object]


class _Reading:
    """What one file says about a text: a row of JSON Lines in the making."""

    def __init__(self, file: CasFile, cas: Cas, finder: UnitFinder) -> None:
        self._cas = cas
        self._finder = finder
        self.file = file
        self.skipped: list[Skipped] = []
        if not cas.texts:
            raise AnnotatorError("it holds no text")
        self.sofa = min(cas.texts)
        self.text = cas.texts[self.sofa]
        known = self._first(ARTICLE)
        document = self._first(METADATA)
        self.annotator = self._annotator(known)
        self.row: _Row = {
            "id": plain_text(known.get("articleId")),
            "title": plain_text(document.get("documentTitle")) or file.folder or file.stem,
            "meta": self._meta(plain_text(document.get("language"))),
        }
        end = plain_text(known.get("headlineEnd"))
        if _INTEGER.fullmatch(end):
            self.row["headline_end"] = int(end)
        self.state = plain_text(known.get("state"))
        self.labels = self._labels()
        self.answers = list(self._answers())

    def _all(self, kind: str) -> list[dict[str, object]]:
        return [it.features for it in self._cas.structures if it.type == kind]

    def _first(self, kind: str) -> dict[str, object]:
        return next(iter(self._all(kind)), {})

    def _annotator(self, known: Mapping[str, object]) -> str | None:
        """Whose the file is; None where it does not say.

        The name in it counts only while the file is named after it: where it was annotated
        elsewhere by another person, that person's name is the file's.
        """
        stem, named = self.file.stem, known.get("annotator")
        if isinstance(named, str) and re.fullmatch(re.escape(file_name(named)) + r"(-\d+)?", stem):
            return named
        if stem == CURATOR:
            return GOLD
        return None if self.file.alone or stem == NOBODY else stem

    def _meta(self, language: str) -> dict[str, str]:
        pairs = ((plain_text(it.get("key")), it.get("value")) for it in self._all(PROPERTY))
        meta = {key: plain_text(value) for key, value in pairs if key}
        if language not in ("", "x-unspecified"):
            meta.setdefault("language", language)
        return meta

    def _answers(self) -> Iterator[_Row]:
        for it in self._all(ANSWER):
            value = _typed(plain_text(it.get("value")), plain_text(it.get("kind")))
            known = {"question": plain_text(it.get("question")), "value": value}
            yield {**known, "id": plain_text(it.get("answerId")), **_dates(it), **self.owner}

    def named_by_file(self) -> None:
        """Call the annotator by the file's name: there are several of one text."""
        self.annotator = self.file.stem
        for row in (*self.labels, *self.answers):
            row["annotator"] = self.annotator

    @property
    def owner(self) -> dict[str, str]:
        """The property of a label or answer that says whose it is."""
        return {"annotator": self.annotator or ""}

    def _labels(self) -> list[_Row]:
        chosen = self._chosen()
        # All at once: to turn a unit into another, the whole text has to be looked at.
        wanted = {number: (*place, "") for number, it in enumerate(chosen) if (place := it.place)}
        spans = dict(zip(wanted, self._finder.spans(self.text, wanted.values()), strict=True))
        found: dict[object, _Row] = {}
        for number, it in enumerate(chosen):
            tag, row = _said(it, self._cas.types)
            span, fault = spans.get(number, (None, "its place is no pair of numbers"))
            if span is None:
                self.skipped.append(Skipped(f"{self.file.where}, label “{shortened(tag)}”", fault))
                continue
            ours = plain_text(row.get("id")) or number
            known = found.setdefault(ours, {**row, **self.owner, "tag": tag, "pieces": []})
            known["pieces"].append(span)  # type: ignore[attr-defined]  # the list made above
        return list(found.values())

    def _chosen(self) -> list[Structure]:
        """The annotations that are labels; tells what else there is that is not read."""
        marks = [
            it
            for it in self._cas.structures
            if not it.type.startswith(_NOT_LABELS) and {"begin", "end"} <= it.features.keys()
        ]
        found = [it for it in marks if not it.links >= {"Governor", "Dependent"}]
        here = [it for it in found if it.sofa == self.sofa]
        self._tell(len(marks) - len(found), "relation", "relations between labels are not read")
        self._tell(len(found) - len(here), "label", "only the first text of a file is read")
        links = sum(bool(it.links) for it in here)
        self._tell(links, "label", "links to other annotations are not read")
        return here

    def _tell(self, count: int, what: str, why: str) -> None:
        if count:
            many = f"{count:,} {what}{'' if count == 1 else 's'}"
            self.skipped.append(Skipped(f"{self.file.where}, {many}", why))


def _said(it: Structure, types: Types) -> tuple[str, _Row]:
    """The tag of an annotation, and what else a row of JSON Lines has of it."""
    known = types.features(it.type)
    values = {key: it.features[key] for key in it.features if key not in ("begin", "end")}
    name = _tag_feature(values, known, types)
    tag = plain_text(values.pop(name, "")) or it.type.rpartition(".")[2]
    if it.type != LABEL:
        return tag, {"fields": _fields(values, {})}
    row: _Row = {"id": plain_text(values.get("labelId")), "note": plain_text(values.get("note"))}
    row |= {"origin": plain_text(values.get("origin")), **_dates(values)}
    others = {key: value for key, value in values.items() if key not in LABEL_FEATURES}
    return tag, {**row, "fields": _fields(others, known)}


def _tag_feature(values: Mapping[str, object], known: Mapping[str, Feature], types: Types) -> str:
    """The name of the feature that is the tag; none where no text is set."""
    texts = [
        name
        for name in [*(it for it in known if it in values), *(it for it in values)]
        if isinstance(values[name], str)
        and values[name]
        and (name not in known or types.is_text(known[name].range))
    ]
    return next((name for name in ("value", "label") if name in texts), next(iter(texts), ""))


def _fields(values: Mapping[str, object], known: Mapping[str, Feature]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in values.items():
        about = _ABOUT.fullmatch(known[name].about) if name in known else None
        plain = plain_value(value)
        if about and isinstance(plain, str):
            found[about[1]] = _typed(plain, about[2])
        elif plain is not None:
            found[name] = plain
    return found


def _dates(values: Mapping[str, object]) -> dict[str, str]:
    return {name: plain_text(values.get(name)) for name in ("created", "updated")}


def _typed(text: str, kind: str) -> Value:
    if kind == "number" and _INTEGER.fullmatch(text):
        return int(text)
    return text == "true" if kind == "yes-no" and text in ("true", "false") else text


def _reader(
    suffix: str, content: Callable[[CasFile], Cas]
) -> Callable[[Source, ReadOptions], Iterator[Draft | Skipped]]:
    def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
        """One document after the other, with the labels of all its annotators."""
        finder = UnitFinder((Unit.UTF16,), options.unit)
        some = False
        for files in documents(source, suffix):
            readings: list[_Reading] = []
            for file in files:
                if isinstance(file, tuple):
                    yield Skipped(*file)
                    continue
                some = True
                try:
                    readings.append(_Reading(file, content(file), finder))
                except AnnotatorError as error:
                    if source.path.is_file() and source.path.name == file.name:
                        raise
                    yield Skipped(file.where, str(error))
            yield from _together(readings, options)
        path = source.path
        if not some and (path.is_file() or any(path.iterdir())):  # no articles, no files
            raise AnnotatorError(f"there is no {suffix} file in it")

    return read


def _together(readings: list[_Reading], options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The articles in the files of one document: one, if they have one text as they should."""
    texts: dict[str, list[_Reading]] = {}
    for reading in readings:
        texts.setdefault(reading.text, []).append(reading)
    for text, same in texts.items():
        # What everyone started from is in everyone's file.
        mine = [it for it in same if it.file.stem != NOBODY] or same
        labels: list[_Row] = []
        answers: list[_Row] = []
        states: dict[str, str] = {}
        for reading in mine:
            yield from reading.skipped
            if reading.annotator is None and len(mine) > 1 and reading.file.stem != NOBODY:
                reading.named_by_file()
            labels += reading.labels
            answers += reading.answers
            if reading.state and reading.annotator is not None:
                states[reading.annotator] = reading.state
        row = {**mine[0].row, "text": text, "answers": answers, "states": states}
        where = str(PurePosixPath(mine[0].file.folder or mine[0].file.name))
        yield from drafts_of_row(row, labels, where, options)


def _from_xmi(file: CasFile) -> Cas:
    return from_xmi(file.data, types_from_xml(file.types) if file.types else Types())


def sniff_xmi(source: Source) -> bool:
    """Whether it is an XMI file, or a folder or zip of them."""
    found = example(source, ".xmi")
    return found is not None and b"http://www.omg.org/XMI" in found[1]


def sniff_json(source: Source) -> bool:
    """Whether it is a JSON-CAS file, or a folder or zip of them."""
    found = example(source, ".json")
    if found is None or not found[1].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    return any(key in found[1] for key in (b'"%TYPES"', b'"%FEATURE_STRUCTURES"'))


_ABOUT_BOTH = "a folder for each article with a file for each annotator."

XMI = Format(
    id="xmi",
    name="UIMA CAS XMI",
    extensions=(".xmi", ".zip"),
    read=_reader(".xmi", _from_xmi),
    write=writer_of(".xmi", to_xmi),
    sniff=sniff_xmi,
    folder=True,
    unit=Unit.UTF16.value,
    about=f"For INCEpTION and other UIMA tools; {_ABOUT_BOTH}",
)

JSON = Format(
    id="json-cas",
    name="UIMA JSON-CAS",
    extensions=(".json", ".zip"),
    read=_reader(".json", lambda file: from_json(file.data)),
    write=writer_of(".json", to_json),
    sniff=sniff_json,
    folder=True,
    unit=Unit.UTF16.value,
    about=f"The newer notation for INCEpTION, where XMI has no way to write a text; {_ABOUT_BOTH}",
)

FORMATS = (XMI, JSON)

"""Articles as CAS: the types of our layers, and a folder of files for each article."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.model import Answer, Kind, Label, Value
from annotator.core.text import OffsetMap, headline_end
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.jsonl import article_row
from annotator.formats.tools.uima_cas import (
    ANNOTATION,
    ANNOTATION_BASE,
    DOCUMENT,
    Cas,
    Feature,
    Structure,
    Type,
    Types,
    types_to_xml,
)
from annotator.formats.tools.uima_files import TYPES

LABEL = "webanno.custom.BiasLabel"
ARTICLE = "webanno.custom.Article"
PROPERTY = "webanno.custom.ArticleProperty"
ANSWER = "webanno.custom.ArticleAnswer"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"

_TIMES = ("created", "updated", "codebookVersion")
LABEL_FEATURES = ("value", "note", "labelId", "origin", *_TIMES)
_ARTICLE = ("articleId", "annotator", "state", "headlineEnd")
_ANSWER = ("question", "value", "kind", "answerId", *_TIMES)
_RESERVED = {*LABEL_FEATURES, "begin", "end", "sofa", "type", "id", "address"}
GOLD, CURATOR, NOBODY = "Gold", "CURATION_USER", "INITIAL_CAS"
_UNNAMED = re.compile(r"[^\w .,()'’-]+")
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_NAME_MOST = 50


def _kind(key: str, values: list[Value], options: WriteOptions) -> str:
    """What a field holds: as the codebook says, else as its values are."""
    asked = options.asked(key)
    if asked is not None:
        return {Kind.SCALE: "number", Kind.YES_NO: "yes-no"}.get(asked.kind, "text")
    if values and all(isinstance(value, bool) for value in values):
        return "yes-no"
    if values and all(isinstance(value, int) for value in values):
        return "number"
    return "text"


def _feature_names(keys: Iterable[str]) -> dict[str, str]:
    """A name for the feature of each field: its key if it can be, else one like it."""
    found: dict[str, str] = {}
    for key in keys:
        name = re.sub(r"[^A-Za-z0-9_]", "_", key)
        if name != key or not name[:1].isalpha() or name in _RESERVED or name.startswith("field_"):
            name = f"field_{name}"
        fitting, number = name, 1
        while fitting in found.values():
            number += 1
            fitting = f"{name}_{number}"
        found[key] = fitting
    return found


def _types(item: LabelledArticle, names: Mapping[str, str], options: WriteOptions) -> Types:
    values = {key: [it.fields[key] for it in item.labels if key in it.fields] for key in names}
    fields = {
        name: Feature(about=f"{key} ({_kind(key, values[key], options)})")
        for key, name in names.items()
    }
    types = {
        LABEL: Type(ANNOTATION, {name: Feature() for name in LABEL_FEATURES} | fields),
        ARTICLE: Type(ANNOTATION_BASE, {name: Feature() for name in _ARTICLE}),
        PROPERTY: Type(ANNOTATION_BASE, {"key": Feature(), "value": Feature()}),
        ANSWER: Type(ANNOTATION_BASE, {name: Feature() for name in _ANSWER}),
        METADATA: Type(DOCUMENT, {"documentTitle": Feature(), "documentId": Feature()}),
    }
    return Types(types)


def _cas(item: LabelledArticle, who: str | None, names: Mapping[str, str], types: Types) -> Cas:
    """The article as this annotator has it; nobody's (None) has no labels."""
    text, row = item.article.text, article_row(item)
    measure = OffsetMap.utf16(text)
    known: dict[str, object] = {"articleId": item.article.id}
    if who is not None:
        known |= {"annotator": item.name_of(who)}
        if who in item.states or not item.states:
            known["state"] = item.states.get(who, item.state).value
    if item.article.headline_end != headline_end(text):
        known["headlineEnd"] = str(item.article.headline_end)
    metadata: dict[str, object] = {"begin": 0, "end": measure.outer(measure.length)}
    metadata |= {"language": item.article.metadata.language or "x-unspecified"}
    metadata |= {"documentTitle": item.article.title, "documentId": item.article.id}
    found = [Structure(METADATA, features=metadata), Structure(ARTICLE, features=known)]
    for key, value in _pairs(row["meta"]):
        found.append(Structure(PROPERTY, features={"key": key, "value": value}))
    mine = [_answer(answer) for answer in item.answers if answer.annotator_id == who]
    found += [Structure(ANSWER, features=it) for it in mine]
    for label in item.labels:
        if label.annotator_id == who:
            features = _label(label, names)
            for piece in label.pieces:
                place = {"begin": measure.outer(piece.start), "end": measure.outer(piece.end)}
                found.append(Structure(LABEL, features={**place, **features}))
    return Cas({1: text}, found, types)


def _pairs(found: object) -> Iterable[tuple[str, object]]:
    return found.items() if isinstance(found, dict) else ()


def _label(label: Label, names: Mapping[str, str]) -> dict[str, object]:
    known: dict[str, object] = {"value": label.tag, "note": label.note, "labelId": label.id}
    known |= {"origin": label.origin.value, **_dated(label)}
    fields = {names[key]: _word(value) for key, value in label.fields.items()}
    return {**{key: value for key, value in known.items() if value}, **fields}


def _answer(answer: Answer) -> dict[str, object]:
    known: dict[str, object] = {"question": answer.question, "value": _word(answer.value)}
    known["answerId"] = answer.id
    return {**known, "kind": _kind("", [answer.value], WriteOptions()), **_dated(answer)}


def _dated(mark: Label | Answer) -> dict[str, str]:
    times = mark.created, mark.updated, str(mark.codebook_version)
    return dict(zip(_TIMES, times, strict=True))


def _word(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain_name(name: str, other: str) -> str:
    """The name as any file system takes it; `other` if nothing is left of it."""
    plain = _UNNAMED.sub("_", name)[:_NAME_MOST].strip(" .")
    return f"_{plain}" if _DEVICE.fullmatch(plain) else plain or other


def file_name(annotator: str) -> str:
    """What the files of an annotator are called, without extension."""
    plain = _plain_name(annotator, "annotator")
    taken = plain.casefold() in {it.casefold() for it in (CURATOR, NOBODY, "TypeSystem")}
    return CURATOR if annotator == GOLD else f"_{plain}" if taken else plain


def writer_of(
    suffix: str, content: Callable[[Cas], bytes]
) -> Callable[[Iterable[LabelledArticle], Path, WriteOptions], Iterator[None]]:
    """Makes a folder for each article, with a file of this suffix for each annotator."""

    def write(
        items: Iterable[LabelledArticle], path: Path, options: WriteOptions
    ) -> Iterator[None]:
        path.mkdir()
        for number, item in enumerate(items, start=1):
            folder = path / f"{number:04} {_plain_name(item.article.title, 'article')}".rstrip(" .")
            folder.mkdir()
            others = {key for label in item.labels for key in label.fields} - {*options.fields}
            names = _feature_names([*options.fields, *sorted(others)])
            types = _types(item, names, options)
            taken: set[str] = set()
            for who in _people(item) or [None]:
                name = NOBODY if who is None else file_name(item.name_of(who))
                fitting, count = name, 1
                while fitting.casefold() in taken:
                    count += 1
                    fitting = f"{name}-{count}"
                taken.add(fitting.casefold())
                data = content(_cas(item, who, names, types))
                (folder / f"{fitting}{suffix}").write_bytes(data)
            if suffix == ".xmi":
                (folder / TYPES).write_bytes(types_to_xml(types))
            yield

    return write


def _people(item: LabelledArticle) -> list[str | None]:
    marks: list[Label | Answer] = [*item.labels, *item.answers]
    return [*dict.fromkeys([*(mark.annotator_id for mark in marks), *item.states])]

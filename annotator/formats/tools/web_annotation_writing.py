"""Articles and labels as W3C Web Annotations; what stands where is told in `web_annotation`."""

import re
import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import quote as percent
from urllib.parse import unquote

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.model import QUOTE_CONTEXT, Answer, Label, Span
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.jsonl import article_row

NAMESPACE = "urn:x-annotator:"
STANDARD = "http://www.w3.org/ns/anno.jsonld"
LARGEST_FILE = 256 * 1024 * 1024

_JSON = "@json"
_TERMS = {
    "articles": _JSON,
    "fields": _JSON,
    "answer": _JSON,
    "question": "",
    "origin": "",
    "codebookVersion": "",
    "unit": "",
}
CONTEXT = [
    STANDARD,
    {
        "@version": 1.1,
        **{
            term: {"@id": NAMESPACE + term, "@type": kind} if kind else NAMESPACE + term
            for term, kind in _TERMS.items()
        },
    },
]

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def iri(kind: str, name: str) -> str:
    """The address of an article, label or answer: `urn:uuid:` for a UUID, else one of our own."""
    return f"urn:uuid:{name}" if _UUID.fullmatch(name) else f"{NAMESPACE}{kind}:{percent(name)}"


def name_in(address: str) -> str:
    """The id in an address that `iri` made; any other address as it is."""
    if address.startswith("urn:uuid:"):
        return address.removeprefix("urn:uuid:")
    if address.startswith(NAMESPACE):
        return unquote(address.removeprefix(NAMESPACE).partition(":")[2])
    return address


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write the articles, each on a line, and after them the annotations, kept aside till then."""
    encode = msgspec.json.Encoder().encode
    total, digest = 0, sha256()
    with path.open("xb") as stream, TemporaryFile() as aside:
        stream.write(b'{"@context":' + encode(CONTEXT))
        stream.write(b',\n"type":"AnnotationCollection","unit":"code-points",\n"articles":[')
        for number, item in enumerate(items):
            article = encode(_article(item))
            digest.update(article)
            stream.write((b",\n" if number else b"\n") + article)
            for annotation in map(encode, _annotations(item)):
                digest.update(annotation)
                aside.write((b",\n" if total else b"\n") + annotation)
                total += 1
            yield
        stream.write(b'],\n"first":{"type":"AnnotationPage","startIndex":0,"items":[')
        aside.seek(0)
        shutil.copyfileobj(aside, stream)
        name = digest.hexdigest()[:32]  # what is in it, so that no two files share one
        stream.write(b'],\n"id":' + encode(f"{NAMESPACE}page:{name}"))
        stream.write(b'},\n"total":%d,"id":' % total + encode(f"{NAMESPACE}collection:{name}"))
        stream.write(b"}\n")
        size = stream.tell()
    if size > LARGEST_FILE:
        raise AnnotatorError(
            "These articles are too many for one Web Annotation file; export them in several parts "
            "or as JSON Lines."
        )


def _article(item: LabelledArticle) -> dict[str, object]:
    row = article_row(item)
    del row["labels"], row["answers"]
    return {**row, "id": iri("article", item.article.id)}


def _annotations(item: LabelledArticle) -> Iterator[dict[str, object]]:
    source = iri("article", item.article.id)
    for label in item.labels:
        bodies = [_body("tagging", label.tag)]
        if label.note:
            bodies.append(_body("commenting", label.note))
        pieces = [_target(item.article.text, piece, source) for piece in label.pieces]
        yield {
            **_head(item, label, "label", "tagging"),
            "body": bodies,
            "target": pieces,
            "fields": label.fields,
            "origin": label.origin.value,
            "codebookVersion": label.codebook_version,
        }
    for answer in item.answers:
        yield {
            **_head(item, answer, "answer", "assessing"),
            "body": [_body("assessing", str(answer.value))],
            "target": source,
            "question": answer.question,
            "answer": answer.value,
            "codebookVersion": answer.codebook_version,
        }


def _head(
    item: LabelledArticle, mark: Label | Answer, kind: str, motivation: str
) -> dict[str, object]:
    return {
        "id": iri(kind, mark.id),
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"name": item.name_of(mark.annotator_id)},
        "created": mark.created,
        "modified": mark.updated,
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(text: str, piece: Span, source: str) -> dict[str, object]:
    start, end = piece
    words = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - QUOTE_CONTEXT) : start],
        "suffix": text[end : end + QUOTE_CONTEXT],
    }
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": source, "selector": [words, place]}

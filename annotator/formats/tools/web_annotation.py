"""W3C Web Annotation: JSON-LD that annotation servers and linked-data tools read.

The model is the W3C Recommendation of 2017 (https://www.w3.org/TR/annotation-model/). A file is an
AnnotationCollection whose first (and only) page holds the annotations. The model has no place for
the text that is annotated, only for its address; so the file has a list `articles` beside them, a
term of our own in the namespace `urn:x-annotator:` that JSON-LD tools pass on as a JSON literal:

    {"@context": ["http://www.w3.org/ns/anno.jsonld", {…our terms…}],
     "type": "AnnotationCollection", "unit": "code-points",
     "articles": [{"id": IRI, "title", "text", "sha256", "meta": {…}, "state", …}, …],
     "first": {"type": "AnnotationPage", "startIndex": 0, "items": [annotation, …], "id": IRI},
     "total": 1, "id": IRI}

An article has all that our JSON Lines hold of it but labels and answers. Each label is

    {"id": IRI, "type": "Annotation", "motivation": "tagging", "creator": {"name"},
     "created", "modified",
     "body": [{"type": "TextualBody", "purpose": "tagging", "value": TAG},
              {"type": "TextualBody", "purpose": "commenting", "value": NOTE}],
     "target": [{"source": IRI of the article,
                 "selector": [{"type": "TextQuoteSelector", "exact", "prefix", "suffix"},
                              {"type": "TextPositionSelector", "start", "end"}]}],
     "fields": {…}, "origin", "codebookVersion"}

with one target for each of its pieces (several targets are what the model has for it; a reader that
does not know us takes them for as many places with the same bodies). An answer about an article is
an annotation of the motivation "assessing" whose target is the article itself: its body says the
value, our terms `question` and `answer` say to what and in which type.

Offsets are half-open and count Unicode code points, as the Recommendation demands of a
TextPositionSelector; it also asks not to split a grapheme cluster, which a label may do here.

Others' files: any annotation, list of annotations, page, collection, JSON-LD `@graph` or export of
Hypothesis (`rows`, `annotations`, with `tags`) whose targets are articles in the file. Hypothesis
counts UTF-16 units, against the standard; where the file does not tell the `unit`, both are tried
on the quotes. A quote that does not stand at its position is looked for by its surroundings, which
is what it is for; without a position too. Where a source's text is not in the file, that is told
once for each source.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.formats.exchange import Draft, Format, ReadOptions, Skipped
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.parts.jsonl_rows import drafts_of_row, plain_fields, plain_text, plain_value
from annotator.formats.source import Source
from annotator.formats.tools.web_annotation_writing import LARGEST_FILE, STANDARD, name_in, write

_HYPOTHESIS_USER = re.compile(r"acct:([^@]+)@.*")
_PLACES = 10_000  # a quote that stands at more is none
_TAGGING = ("tagging", "classifying")
_REMARKS = ("commenting", "describing", "replying", "editing", "questioning")


class _Collection(msgspec.Struct):
    """The parts of a file, not yet decoded: so a damaged one harms no other."""

    articles: list[msgspec.Raw] = []
    unit: Any = None
    first: msgspec.Raw = msgspec.Raw(b"")
    items: list[msgspec.Raw] = []
    rows: list[msgspec.Raw] = []
    annotations: list[msgspec.Raw] = []
    graph: list[msgspec.Raw] = msgspec.field(name="@graph", default_factory=list)
    target: Any = None


class _Page(msgspec.Struct):
    items: list[msgspec.Raw] = []


class _Where(msgspec.Struct):
    target: Any = None


_FAULTS = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """Each article of the file with the annotations that have it as their source."""
    articles, items, unit = _parts(_whole(source))
    mine: dict[str, list[msgspec.Raw]] = {}
    for number, item in enumerate(items, start=1):
        try:
            targets = _targets(msgspec.json.decode(item, type=_Where).target)
        except _FAULTS as error:
            yield Skipped(f"annotation {number}", f"it is no annotation ({error})")
            continue
        mine.setdefault(next(map(_source, targets), ""), []).append(item)
    possible = (Unit.CODE_POINTS,) if unit is Unit.CODE_POINTS else (Unit.CODE_POINTS, Unit.UTF16)
    finder = UnitFinder(possible, options.unit)
    for number, raw in enumerate(articles, start=1):
        where = f"article {number}"
        try:
            row = msgspec.json.decode(raw, type=dict[str, Any])
        except _FAULTS as error:
            yield Skipped(where, f"it is no article ({error})")
            continue
        address = plain_text(row.get("id"))
        reading = _Reading(row, where, finder)
        yield from reading.annotations(mine.pop(address, []))
        yield from drafts_of_row(reading.row(), reading.labels, where, options)
    for address, left in mine.items():
        what = "1 annotation" if len(left) == 1 else f"{len(left):,} annotations"
        yield Skipped(what, f"the text of {address or 'their source'} is not in the file")


def _whole(source: Source) -> bytes:
    data = source.head(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise AnnotatorError(f"it is larger than {LARGEST_FILE // 1024**2} MB; split it")
    source.position = len(data)
    return data.removeprefix(b"\xef\xbb\xbf")


def _parts(data: bytes) -> tuple[list[msgspec.Raw], list[msgspec.Raw], Unit | None]:
    """The articles and annotations in a file of any of the shapes there are, and its unit."""
    try:
        if data.lstrip()[:1] == b"[":
            return [], msgspec.json.decode(data, type=list[msgspec.Raw]), None
        whole = msgspec.json.decode(data, type=_Collection)
        items = [*whole.items, *whole.rows, *whole.annotations, *whole.graph]
        if bytes(whole.first).lstrip()[:1] == b"{":
            items += msgspec.json.decode(whole.first, type=_Page).items
    except _FAULTS as error:
        raise AnnotatorError(f"it is no file of Web Annotations ({error})") from error
    if whole.target is not None:
        items.append(msgspec.Raw(data))
    if not items and not whole.articles and whole.unit is None:
        raise AnnotatorError("there is no annotation in it")
    return whole.articles, items, Unit.CODE_POINTS if whole.unit == "code-points" else None


def _listed(found: object) -> list[object]:
    """What JSON-LD says as one thing or a list of things, as a list."""
    return found if isinstance(found, list) else [] if found is None else [found]


def _targets(found: object) -> list[object]:
    """The targets; those in a Composite, List or Independents of the vocabulary one by one."""
    known = _listed(found)
    inner = [
        _listed(it["items"]) if isinstance(it, dict) and "items" in it else [it] for it in known
    ]
    return [target for targets in inner for target in targets]


def _dicts(found: object) -> list[dict[str, Any]]:
    return [part for part in _listed(found) if isinstance(part, dict)]


def _source(target: object) -> str:
    """The address of what a target is a part of, or which it is."""
    if isinstance(target, Mapping):
        return _source(target.get("source") or target.get("id") or target.get("@id") or "")
    return plain_text(target)


class _Reading:
    """One article of a file and what its annotations say."""

    def __init__(self, article: dict[str, Any], where: str, finder: UnitFinder) -> None:
        self._article = article
        self._text = plain_text(article.get("text"))
        self._where = where
        self._finder = finder
        self.labels: list[dict[str, object]] = []
        self._answers: list[dict[str, object]] = []

    def row(self) -> dict[str, object]:
        """The article with its answers, as a row of JSON Lines."""
        known = name_in(plain_text(self._article.get("id")))
        return {**self._article, "id": known, "answers": self._answers}

    def annotations(self, items: Iterable[msgspec.Raw]) -> Iterator[Skipped]:
        """Take in these annotations; tells those that cannot be used."""
        taken: list[tuple[int, dict[str, Any], list[_Place]]] = []
        for number, item in enumerate(items, start=1):
            try:
                found = msgspec.json.decode(item, type=dict[str, Any])
            except _FAULTS as error:
                yield Skipped(f"{self._where}, annotation {number}", f"it is none ({error})")
                continue
            taken.append((number, found, list(map(_place, _targets(found.get("target"))))))
        # All at once: to turn a unit into another, the whole text has to be looked at.
        places = [place for _, _, targets in taken for place in targets if place.end]
        wanted = [(place.start, place.end, place.exact) for place in places]
        for place, (span, fault) in zip(
            places, self._finder.spans(self._text, wanted), strict=True
        ):
            place.span, place.fault = span, fault
        for number, found, targets in taken:
            fault = self._take(found, targets)
            if fault:
                named = shortened(next((it.exact for it in targets if it.exact), "")) or number
                yield Skipped(f"{self._where}, label “{named}”", fault)

    def _take(self, found: dict[str, Any], targets: "list[_Place]") -> str:
        """Take in one annotation; why it is not, as a clause, if it cannot be used."""
        common: dict[str, object] = {
            "id": name_in(plain_text(found.get("id"))),
            "annotator": _creator(found),
            "created": plain_text(found.get("created")),
            "updated": plain_text(found.get("modified")) or plain_text(found.get("updated")),
        }
        if not any(target.selected for target in targets):
            question, value = plain_text(found.get("question")), plain_value(found.get("answer"))
            if not question or value is None:
                return "it is about the whole article and answers no question"
            self._answers.append({**common, "question": question, "value": value})
            return ""
        tags, note = _said(found)
        if not tags:
            return "it has no tag"
        pieces: list[Span] = []
        for target in targets:
            if target.source != self._article.get("id"):
                return "one of its targets is in another text"
            span, fault = target.span, target.fault
            if span is None and target.exact:
                span, fault = self._quoted(target)
            if span is None:
                return fault
            pieces.append(span)
        for number, tag in enumerate(tags):
            label = {
                **common,
                "tag": tag,
                "pieces": pieces,
                "fields": plain_fields(found.get("fields")),
                "note": note,
                "origin": plain_text(found.get("origin")),
            }
            # A label has one tag; of several in one annotation the first keeps its id.
            self.labels.append(label | {"id": ""} if number else label)
        return ""

    def _quoted(self, place: "_Place") -> tuple[Span | None, str]:
        """The one place where the words of the quote stand, between those around them."""
        exact, prefix, suffix = place.exact, place.prefix, place.suffix
        text = self._text
        found: list[int] = []
        at = text.find(exact)
        while at >= 0 and len(found) < _PLACES:
            found.append(at)
            at = text.find(exact, at + 1)
        if not found:
            return None, "its words stand nowhere in the text"
        if len(found) > 1:
            found = [
                at
                for at in found
                if text.endswith(prefix, 0, at) and text.startswith(suffix, at + len(exact))
            ]
        if len(found) == 1:
            return Span(found[0], found[0] + len(exact)), ""
        return None, "its words stand more than once in the text"


@dataclass(slots=True)
class _Place:
    """Where a target says that it is, and where that is in the text once it has been looked up."""

    source: str
    selected: bool = False
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0
    span: Span | None = None
    fault: str = "it has no selector that counts characters or quotes the text"


def _place(target: object) -> _Place:
    """What the selectors of a target say; of those that refine another, the last counts."""
    place = _Place(_source(target))
    for selector in _dicts(target.get("selector") if isinstance(target, dict) else None):
        place.selected = True
        last, refined = selector, False
        while isinstance(last.get("refinedBy"), dict):
            last, refined = last["refinedBy"], True
        start, end = last.get("start"), last.get("end")
        match last.get("type"):
            case "TextQuoteSelector":
                place.exact = plain_text(last.get("exact"))
                place.prefix = plain_text(last.get("prefix"))
                place.suffix = plain_text(last.get("suffix"))
            case "TextPositionSelector" if refined:
                place.fault = "its position counts from within another selection"
            case "TextPositionSelector" if type(start) is int and type(end) is int:
                place.start, place.end = start, end
                place.fault = f"{start}–{end} is no part of the text"
            case "TextPositionSelector":
                place.fault = "its position is no pair of numbers"
    return place


def _said(found: dict[str, Any]) -> tuple[list[str], str]:
    """The tags and the note in an annotation's bodies."""
    tags = [tag for tag in _listed(found.get("tags")) if isinstance(tag, str)]  # Hypothesis
    motives, notes = _listed(found.get("motivation")), [plain_text(found.get("text"))]
    notes.append(plain_text(found.get("bodyValue")))
    for body in _listed(found.get("body")):
        if not isinstance(body, dict):
            tags += [plain_text(body)] if any(motive in _TAGGING for motive in motives) else []
            continue
        purposes = _listed(body.get("purpose")) or motives
        value = plain_text(body.get("value")) or _source(body)
        if any(purpose in _TAGGING for purpose in purposes):
            tags.append(value)
        elif not purposes or any(purpose in _REMARKS for purpose in purposes):
            notes.append(value)
    return [tag for tag in tags if tag], "\n".join(note for note in notes if note)


def _creator(found: dict[str, Any]) -> str:
    """Whose an annotation is, by name; of several, the first."""
    for creator in [*_listed(found.get("creator")), found.get("user")]:
        if isinstance(creator, dict):
            names = [creator.get(key) for key in ("name", "nickname", "nick", "id")]
            name = next((name for name in names if isinstance(name, str) and name), "")
        else:
            name = plain_text(creator)
        account = _HYPOTHESIS_USER.fullmatch(name)
        if name:
            return account[1] if account else name
    return ""


def sniff(source: Source) -> bool:
    """Whether the head says it is a file of Web Annotations, or of Hypothesis."""
    head = source.head()
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return False
    return STANDARD.encode() in head or b'"TextQuoteSelector"' in head


FORMAT = Format(
    id="web-annotation",
    name="W3C Web Annotation",
    extensions=(".jsonld", ".json"),
    read=read,
    write=write,
    sniff=sniff,
    units=(Unit.CODE_POINTS, Unit.UTF16),
    about="For annotation servers and linked data; the texts stand beside the annotations.",
)

"""spaCy's DocBin: the file that `spacy train` and `DocBin().from_disk` read, without spaCy itself.

A `.spacy` file is MessagePack under zlib (`spacy/tokens/_serialize.py`, version "0.1"): for each
token of all documents one row of 64-bit numbers (`attrs` names the columns), whether a space
follows, how many tokens each document has, and every string once. A string stands in the rows as
its number in spaCy's table of symbols or else as its MurmurHash64A (`spacy/strings.pyx`). Each
document's `doc.spans` is MessagePack again; a span is id, KB id, label, first token, last token
(exclusive), start and end in code points, big-endian (`spacy/tokens/span_group.pyx`).

Each label is in `doc.spans["sc"]`, the key that spaCy's span categorizer looks for: its tag is the
span's label, its id the span's id (`span.id_`); a label in several pieces is as many spans with one
id. All else that is known of the article, its labels and answers is in
`doc.user_data["annotator"]`, as in our JSON Lines but without the text and the places.

spaCy knows no place but tokens. So the tokens are made here: words, punctuation marks and runs of
white space, cut once more wherever a label begins or ends. Nothing is moved and nothing lost, and
the text of the Doc is that of the article to the letter; but a label that ends within a word cuts
it in two tokens, and the tokens are not quite those of a trained pipeline.

Read are all groups of `doc.spans` and `doc.ents`; of two that say the same, one.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import regex

from annotator.core.errors import AnnotatorError
from annotator.core.text import words
from annotator.formats.exchange import (
    Draft,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.jsonl import article_row
from annotator.formats.parts.jsonl_rows import drafts_of_row, plain_text
from annotator.formats.source import Source

GROUP = "sc"
OURS = "annotator"
LARGEST_UNPACKED = 256 * 1024 * 1024

_ORTH, _ENT_IOB, _ENT_TYPE = 65, 77, 78
_SPAN = struct.Struct(">QQQllll")
_NO_SPANS = b"\x90"  # an empty list: what spaCy writes where there is none
_GAP = regex.compile(r"\s+|\X")

# spaCy's symbols in their order from 0 (`spacy/symbols.pyx`): for good, as models hold them.
_SYMBOLS = f"""
IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL
IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY
{" ".join(f"FLAG{number}" for number in range(19, 64))}
ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD
SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ
SYM VERB X EOL SPACE
{" ".join(f"DEPRECATED{number:03}" for number in range(1, 277))}
PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY
QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj
cop csubj csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod
nsubj nsubjpass num number oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep
prt punct quantmod relcl rcmod root xcomp acl ENT_KB_ID MORPH ENT_ID IDX _
"""
SYMBOLS = {name: number for number, name in enumerate(["", *_SYMBOLS.split()])}


@lru_cache(maxsize=100_000)
def string_number(text: str) -> int:
    """The number by which spaCy knows a string."""
    known = SYMBOLS.get(text)
    return murmur64a(text.encode("utf-8"), 1) if known is None else known


def murmur64a(data: bytes, seed: int) -> int:
    """Austin Appleby's MurmurHash2, 64 bits for 64-bit machines (public domain)."""
    most, factor = 0xFFFFFFFFFFFFFFFF, 0xC6A4A7935BD1E995
    found = seed ^ (len(data) * factor & most)
    whole = len(data) - len(data) % 8
    for (block,) in struct.iter_unpack("<Q", data[:whole]):
        mixed = block * factor & most
        mixed = (mixed ^ mixed >> 47) * factor & most
        found = (found ^ mixed) * factor & most
    if data[whole:]:
        found = (found ^ int.from_bytes(data[whole:], "little")) * factor & most
    found = (found ^ found >> 47) * factor & most
    return found ^ found >> 47


# ---------------------------------------------------------------------------- out


def tokens(text: str, labels: Iterable[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """Start, end and whether a space follows of each token, labels beginning and ending at edges.

    The space that follows is part of no token, unless a label begins or ends with it.
    """
    pieces = list(labels)
    starts, ends = {start for start, _ in pieces}, {end for _, end in pieces}
    edges = sorted({0, len(text), *starts, *ends, *_edges(text)})
    found: list[tuple[int, int, bool]] = []
    for start, end in pairwise(edges):
        at = start
        alone = start in starts or start + 1 in ends
        if found and text[start] == " " and not found[-1][2] and not alone:
            found[-1] = (*found[-1][:2], True)
            at += 1
        if at < end:
            found.append((at, end, False))
    return found


def _edges(text: str) -> Iterator[int]:
    last = 0
    for start, end in [*words(text), (len(text), len(text))]:
        for gap in _GAP.finditer(text, last, start):
            yield gap.start()
        yield start
        yield end
        last = end


def write(
    items: Iterable[LabelledArticle],
    path: Path,
    options: WriteOptions,  # noqa: ARG001
) -> Iterator[None]:
    """Write one document for each article; the file is made at the end, as it is packed whole."""
    rows, spaces, lengths = array("Q"), bytearray(), array("i")
    strings: set[str] = set()
    groups: list[bytes] = []
    data: list[bytes] = []
    for item in items:
        text = item.article.text
        cut = tokens(text, ((*piece,) for label in item.labels for piece in label.pieces))
        for start, end, spaced in cut:
            strings.add(text[start:end])
            rows.append(string_number(text[start:end]))
            spaces.append(spaced)
        lengths.append(len(cut))
        groups.append(_group(item, cut, strings))
        data.append(msgspec.msgpack.encode({OURS: _known(item)}))
        yield
    if sys.byteorder == "big":
        rows.byteswap()
        lengths.byteswap()
    content = msgspec.msgpack.encode(
        {
            "version": "0.1",
            "attrs": [_ORTH],
            "tokens": rows.tobytes(),
            "spaces": bytes(spaces),
            "lengths": lengths.tobytes(),
            "strings": sorted(strings),
            "cats": [{}] * len(groups),
            "flags": [{"has_unknown_spaces": False}] * len(groups),
            "span_groups": groups,
            "user_data": data,
        }
    )
    if len(content) > LARGEST_UNPACKED:
        raise AnnotatorError(
            "These articles are too many for one DocBin file; export them in several parts."
        )
    with path.open("xb") as stream:
        stream.write(zlib.compress(content))


def _group(item: LabelledArticle, cut: list[tuple[int, int, bool]], strings: set[str]) -> bytes:
    if not item.labels:
        return _NO_SPANS
    first = {start: number for number, (start, _, _) in enumerate(cut)}
    last = {end: number for number, (_, end, _) in enumerate(cut, start=1)}
    spans = []
    for label in item.labels:
        strings.update((label.tag, label.id))
        names = string_number(label.id), 0, string_number(label.tag)
        for start, end in label.pieces:
            spans.append(_SPAN.pack(*names, first[start], last[end], start, end))
    group = msgspec.msgpack.encode({"name": GROUP, "attrs": {}, "spans": spans})
    return msgspec.msgpack.encode({group: [GROUP]})


def _known(item: LabelledArticle) -> dict[str, object]:
    row = article_row(item)
    del row["text"]
    for label in row["labels"]:  # type: ignore[attr-defined]  # the rows that were just made
        for place in ("tag", "start", "end", "pieces", "quote"):
            del label[place]
    return row


# ---------------------------------------------------------------------------- in


class _Bin(msgspec.Struct):
    attrs: list[int]
    tokens: bytes
    spaces: bytes
    lengths: bytes
    strings: list[str]
    flags: list[dict[str, Any]] = []
    span_groups: list[bytes] = []
    user_data: list[bytes | None] = []
    cats: list[Any] = []


class _Group(msgspec.Struct):
    name: str
    spans: list[bytes]


class _Document(msgspec.Struct):
    """A document as it is in the file: its rows of numbers and what is kept beside them."""

    rows: "list[array[int]]"
    spaces: list[bool]
    groups: bytes = b""
    data: bytes | None = None
    cats: object = None


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """One document after the other; one that cannot be put together is passed over and told."""
    whole = _unpacked(source.data())
    names = {string_number(text): text for text in whole.strings}
    names |= {murmur64a(text.encode("utf-8"), 1): text for text in whole.strings}
    names |= {number: name for name, number in SYMBOLS.items()}
    for number, document in enumerate(_documents(whole), start=1):
        where = f"document {number}"
        try:
            yield from _read(document, whole.attrs, names, where, options)
        except KeyError:
            yield Skipped(where, "a word or label of it is not among the strings of the file")
        except AnnotatorError as error:
            yield Skipped(where, str(error))


def _unpacked(data: bytes) -> _Bin:
    try:
        opened = zlib.decompressobj()
        content = opened.decompress(data, LARGEST_UNPACKED)
        if opened.unconsumed_tail:
            raise AnnotatorError(
                f"it holds more than {LARGEST_UNPACKED // 1024**2} MB when unpacked; split it"
            )
        if not opened.eof:
            raise AnnotatorError("it is cut short")
        whole = msgspec.msgpack.decode(content, type=_Bin)
    except zlib.error as error:
        raise AnnotatorError("it is no DocBin of spaCy, or damaged") from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise AnnotatorError(f"it is no DocBin of spaCy ({error})") from error
    rows = len(whole.spaces)
    if _ORTH not in whole.attrs or len(whole.tokens) != rows * len(whole.attrs) * 8:
        raise AnnotatorError("it is no DocBin of spaCy (its tokens and columns do not agree)")
    return whole


def _documents(whole: _Bin) -> Iterator[_Document]:
    numbers, lengths = array("Q", whole.tokens), array("i")
    lengths.frombytes(whole.lengths[: len(whole.lengths) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
        lengths.byteswap()
    if any(length < 0 for length in lengths) or sum(lengths) != len(whole.spaces):
        raise AnnotatorError("it is no DocBin of spaCy (its documents and tokens do not agree)")
    wide, at = len(whole.attrs), 0
    for number, length in enumerate(lengths):
        mine = numbers[at * wide : (at + length) * wide]
        unknown = _at(whole.flags, number, {}).get("has_unknown_spaces") is True
        spaces = whole.spaces[at : at + length]
        yield _Document(
            [mine[column::wide] for column in range(wide)],
            [True] * length if unknown else [bool(space) for space in spaces],
            _at(whole.span_groups, number, b""),
            _at(whole.user_data, number, None),
            _at(whole.cats, number, None),
        )
        at += length


def _at(values: list[Any], number: int, default: object) -> Any:
    return values[number] if number < len(values) else default


def _read(
    document: _Document, attrs: list[int], names: dict[int, str], where: str, options: ReadOptions
) -> Iterator[Draft | Skipped]:
    orth = document.rows[attrs.index(_ORTH)]
    text, places = _text([names[number] for number in orth], document.spaces)
    row = _ours(document.data)
    known = {plain_text(label.get("id")): label for label in _dicts(row.get("labels"))}
    labels: dict[object, dict[str, object]] = {}
    spans = [*_spans(document.groups, names), *_entities(document.rows, attrs, names)]
    said: set[tuple[int, int, str]] = set()
    for span_id, tag, first, last in spans:
        if not 0 <= first < last <= len(places):
            yield Skipped(f"{where}, label “{tag}”", f"tokens {first}–{last} are not in the text")
            continue
        if not tag:
            yield Skipped(f"{where}, tokens {first}–{last}", "the span has no label")
            continue
        piece = places[first][0], places[last - 1][1]
        if span_id not in known and (*piece, tag) in said:
            continue
        said.add((*piece, tag))
        key = span_id if span_id in known else (*piece, tag)
        label = labels.setdefault(key, {**known.get(span_id, {}), "tag": tag, "pieces": []})
        label["pieces"].append(piece)  # type: ignore[attr-defined]  # the list made above
    for lost in known.keys() - labels.keys():
        yield Skipped(f"{where}, label “{lost}”", "its spans have been taken out of the document")
    yield from drafts_of_row(row | {"text": text}, labels.values(), where, options)
    if isinstance(document.cats, dict) and document.cats:
        yield Skipped(f"{where}, categories", "scores about a whole document are not read")


def _text(found: list[str], spaces: list[bool]) -> tuple[str, list[tuple[int, int]]]:
    """The text of these words, and where in it each of them is."""
    places: list[tuple[int, int]] = []
    parts: list[str] = []
    length = 0
    for word, spaced in zip(found, spaces, strict=True):
        places.append((length, length + len(word)))
        parts.append(f"{word} " if spaced else word)
        length += len(parts[-1])
    return "".join(parts), places


def _spans(groups: bytes, names: dict[int, str]) -> Iterator[tuple[str, str, int, int]]:
    """Id, label, first and last token of each span in `doc.spans`, as any version packs them."""
    if groups in (b"", _NO_SPANS):
        return
    try:
        held = msgspec.msgpack.decode(groups)
        for packed in held:
            group = msgspec.msgpack.decode(packed, type=_Group)
            for span in group.spans:
                span_id, _, label, first, last, _, _ = _SPAN.unpack(span)
                yield names.get(span_id, "") if span_id else "", names[label], first, last
    except (msgspec.MsgspecError, struct.error, TypeError, ValueError, RecursionError) as error:
        raise AnnotatorError(f"its groups of spans are damaged ({error})") from error


def _entities(
    rows: "list[array[int]]", attrs: list[int], names: dict[int, str]
) -> Iterator[tuple[str, str, int, int]]:
    """The same of each entity in `doc.ents`: 3 begins one, 1 goes on, 2 and 0 are outside."""
    if _ENT_IOB not in attrs or _ENT_TYPE not in attrs:
        return
    begun, kind = -1, 0
    types = rows[attrs.index(_ENT_TYPE)]
    for at, (mark, found) in enumerate(zip(rows[attrs.index(_ENT_IOB)], types, strict=True)):
        if begun >= 0 and mark != 1:
            yield "", names[kind], begun, at
            begun = -1
        if found and (mark == 3 or (mark == 1 and begun < 0)):
            begun, kind = at, found
    if begun >= 0:
        yield "", names[kind], begun, len(types)


def _ours(data: bytes | None) -> dict[str, object]:
    try:
        found = msgspec.msgpack.decode(data) if data else {}
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return {}  # what others keep there is theirs, whatever it is
    row = found.get(OURS) if isinstance(found, dict) else None
    return dict(row) if isinstance(row, dict) else {}


def _dicts(found: object) -> list[dict[str, object]]:
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []


def sniff(source: Source) -> bool:
    """Whether MessagePack with the columns of a DocBin is under the zlib."""
    try:
        start = zlib.decompressobj().decompress(source.head(4_096), 256)
    except zlib.error:
        return False
    return b"\xa5attrs" in start


FORMAT = Format(
    id="docbin",
    name="spaCy DocBin",
    extensions=(".spacy",),
    read=read,
    write=write,
    sniff=sniff,
    about="For training with spaCy: labels are spans under the key sc; spaCy itself is not needed.",
)

"""spaCy's DocBin, written and read without spaCy."""

import base64
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, TEXTS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.source import Source
from annotator.formats.tools import docbin
from annotator.formats.writing import written

# Made with spaCy 3.8.18 from "The regime’s 😀 case, PERSON _ fell.", a blank English pipeline:
# doc.spans["sc"] = “regime’s” Loaded, “regime” Doubt; doc.spans["other"] = “regime’s” Loaded again;
# doc.ents = PERSON as PERSON, “case” as case; then a Doc of two words whose spaces are unknown.
BY_SPACY = base64.b64decode(
    "eJzrWl6WWlScmZ+32EDPcGliSUlR8VxHZ08vbx9fP/+As4xHzjIePct4bFlJfnZqXvFRlgePOAuNHlWbu02aVWy6LI0v"
    "nYEAYMIhzkhAn/z893v//2GNhtHk2kMIbFiwyKlxbgeH2N8Ni9P0/zymlT2M/bKcu+6/OACjaWUPn6ixbsH3ngIYTUg9"
    "M5o+Yu3ZKSbV3fv2jzKMJqSeXP/UQBPKhYT4F1KfU88SUg/zTw2hBIYGTjCi0oQAuf55Kl9osPDKhI8wmlb2LDq0xufN"
    "zfr1MJpW9qRaxvn9Fc38lMB84N/9cx2LyDSGYHmgf2HhMZ34U30wmlx7CIFlxQWJyanFR3gYGRhBCOguRsblOal56SUZ"
    "xUc4uBggQbW8uKQoMy+9+A6DyIJF6sULdRbqLXXJL00qWeaTn5iSmrIswDUo2N9vcUhG6uKQ8vyF8UuSE4tTl6Sl5uQs"
    "KwCWuPl5y4pS0zNzUxcVGy4uASoqKc9fWp5flFK85FHDzOIlH+bPaABqKSme1NCwNC0nMb14UuOmjMTi+NK87Lz88rx4"
    "iDMPYRM8vBpI58WnF+WXFhRPOrK/6Uh285K8RJBdyZAivmEpSAVQTgPd+xL8sjf3X350jwESI6DcxALEPJgqp6RpVLnl"
    "8gVBVTJBVXJNBNpyxAVi4dJ8oNeKUOyceETjr2CGzoHF2p8J2TkRov0I44SVpcWpRfEpiSWJk45wN05ZrBevt7DiwAHG"
    "I4wNAOeKCv0="
)


def drafts(data: bytes) -> list[Draft | Skipped]:
    return list(docbin.read(Source(Path("in.spacy"), data), ReadOptions(annotator="Oda Renk")))


def unpacked(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()))
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    done, found = there_and_back(docbin.FORMAT, items, tmp_path)
    assert done.losses == ()
    assert done.read_back == sum(len(item.labels) for item in items)
    for item, draft in zip(items, found, strict=True):
        assert draft.text == item.article.text
        assert draft.id == item.article.id
        assert {label.id for label in draft.labels} == {label.id for label in item.labels}
        wanted = {label.id: (label.fields, label.note) for label in item.labels}
        assert {label.id: (label.fields, label.note) for label in draft.labels} == wanted
        assert [answer.value for answer in draft.answers] == [3]


@given(text=TEXTS, data=st.data())
def test_tokens_are_the_text_and_labels_begin_and_end_with_them(
    text: str, data: st.DataObject
) -> None:
    at = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(at, at).map(sorted).filter(lambda it: it[0] < it[1])))
    labels = [(start, end) for start, end in pairs]
    found = docbin.tokens(text, labels)
    assert "".join(text[a:b] + " " * spaced for a, b, spaced in found) == text
    assert all(a < b for a, b, _ in found)
    assert {start for start, _ in labels} <= {a for a, _, _ in found}
    assert {end for _, end in labels} <= {b for _, b, _ in found}


def test_a_space_is_a_token_only_where_a_label_needs_it() -> None:
    text = "The regime fell."
    assert docbin.tokens(text, []) == [
        (0, 3, True),
        (4, 10, True),
        (11, 15, False),
        (15, 16, False),
    ]
    assert docbin.tokens(text, [(3, 10)])[:3] == [(0, 3, False), (3, 4, False), (4, 10, True)]
    assert docbin.tokens(text, [(0, 4)])[:3] == [(0, 3, False), (3, 4, False), (4, 10, True)]
    assert docbin.tokens(text, [(4, 10)]) == docbin.tokens(text, [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        # From spaCy 3.8: nlp.vocab.strings[text]
        ("regime", 6558926607668453151),
        ("case’s 😀", 17744458119910047555),
        ("0123456", 15686669177828563323),
        ("01234567", 1750498843159833583),
        ("012345678", 15951085784543735410),
        ("", 0),
        ("ORTH", 65),
        ("DEPRECATED276", 379),
        ("PERSON", 380),
        ("root", 449),
        ("_", 456),
    ],
)
def test_strings_have_the_numbers_that_spacy_gives_them(text: str, number: int) -> None:
    assert docbin.string_number(text) == number


def test_a_written_file_has_the_parts_that_spacy_reads(tmp_path: Path) -> None:
    text = "😀 The case."
    item = labelled(text, [[Span(2, 5), Span(6, 8)]])
    path = tmp_path / "out.spacy"
    finish(written(path, docbin.FORMAT, [item], OPTIONS))
    whole = unpacked(path)
    assert list(whole)[:6] == ["version", "attrs", "tokens", "spaces", "lengths", "strings"]
    assert (whole["version"], whole["attrs"], whole["cats"]) == ("0.1", [65], [{}])
    assert whole["lengths"] == b"\x05\0\0\0"
    assert whole["spaces"] == b"\1\1\0\0\0"
    cut = ["😀", "The", "ca", "se", "."]
    numbers = [docbin.string_number(word).to_bytes(8, "little") for word in cut]
    assert whole["tokens"] == b"".join(numbers)
    assert {*cut, "loaded-language", item.labels[0].id} == {*whole["strings"]}
    [(packed, keys)] = msgspec.msgpack.decode(whole["span_groups"][0]).items()
    assert keys == ["sc"]
    group = msgspec.msgpack.decode(packed)
    assert group["name"] == "sc"
    name = docbin.string_number(item.labels[0].id).to_bytes(8, "big")
    tag = docbin.string_number("loaded-language").to_bytes(8, "big")
    head = name + bytes(8) + tag
    places = [(1, 2, 2, 5), (2, 3, 6, 8)]
    assert group["spans"] == [
        head + b"".join(number.to_bytes(4, "big") for number in place) for place in places
    ]


def test_a_file_of_spacy_is_read() -> None:
    first, second = drafts(BY_SPACY)
    assert isinstance(first, Draft)
    assert first.text == "The regime’s 😀 case, PERSON _ fell."
    assert said(first) == [
        ("Doubt", [(4, 10)], "regime"),
        ("Loaded", [(4, 12)], "regime’s"),
        ("PERSON", [(21, 27)], "PERSON"),
        ("case", [(15, 19)], "case"),
    ]
    assert {label.annotator for label in first.labels} == {"Oda Renk"}
    assert isinstance(second, Draft)
    assert (second.text, second.labels) == ("Two words ", ())


def test_spans_that_were_added_or_taken_out_elsewhere(tmp_path: Path) -> None:
    text = "The regime fell."
    path = tmp_path / "out.spacy"
    finish(written(path, docbin.FORMAT, [labelled(text, on(text, "regime"))], OPTIONS))
    whole = unpacked(path)
    whole["span_groups"] = [b"\x90"]
    left, draft = drafts(zlib.compress(msgspec.msgpack.encode(whole)))
    assert isinstance(left, Skipped)
    assert left.why == "its spans have been taken out of the document"
    assert isinstance(draft, Draft)
    assert draft.labels == ()


def test_line_ends_of_others_move_the_labels() -> None:
    words = ["\ufeff", "a", "\r\n", "regime", "\r", "fell"]
    span = docbin._SPAN.pack(0, 0, docbin.string_number("t"), 3, 4, 0, 0)
    group = msgspec.msgpack.encode({"name": "sc", "attrs": {}, "spans": [span]})
    whole = {
        "attrs": [65],
        "tokens": b"".join(docbin.string_number(it).to_bytes(8, "little") for it in words),
        "spaces": bytes(6),
        "lengths": b"\6\0\0\0",
        "strings": [*words, "t"],
        "span_groups": [msgspec.msgpack.encode([group])],  # a list, as spaCy 3.0 wrote
        "cats": [{"biased": 1.0}],
    }
    draft, left = drafts(zlib.compress(msgspec.msgpack.encode(whole)))
    assert isinstance(draft, Draft)
    assert draft.text == "a\nregime\nfell"
    assert said(draft) == [("t", [(2, 8)], "regime")]
    assert left == Skipped("document 1, categories", "scores about a whole document are not read")


def test_what_does_not_fit_is_told() -> None:
    whole = msgspec.msgpack.decode(zlib.decompress(BY_SPACY))
    whole["strings"] = [it for it in whole["strings"] if it != "regime"]
    left, _ = drafts(zlib.compress(msgspec.msgpack.encode(whole)))
    assert isinstance(left, Skipped)
    assert left.where == "document 1"
    whole["lengths"] = b"\xff\xff\xff\xff" * 2
    with pytest.raises(AnnotatorError, match="do not agree"):
        drafts(zlib.compress(msgspec.msgpack.encode(whole)))


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(docbin, "LARGEST_UNPACKED", 100_000)
    with pytest.raises(AnnotatorError, match="when unpacked"):
        drafts(zlib.compress(bytes(1_000_000)))


@given(st.data())
def test_damaged_files_are_told_and_harm_nothing(data: st.DataObject) -> None:
    inside = bytearray(zlib.decompress(BY_SPACY))
    for _ in range(data.draw(st.integers(0, 3))):
        inside[data.draw(st.integers(0, len(inside) - 1))] = data.draw(st.integers(0, 255))
    packed = zlib.compress(bytes(inside[: data.draw(st.integers(0, len(inside)))]))
    cut = data.draw(st.sampled_from([packed, packed[: len(packed) // 2], bytes(inside)]))
    try:
        found = drafts(cut)
    except AnnotatorError:
        return
    for item in found:
        assert isinstance(item, Skipped) or all(label.pieces for label in item.labels)


def test_it_is_told_from_other_files() -> None:
    assert docbin.sniff(Source(Path("a.spacy"), BY_SPACY))
    assert not docbin.sniff(Source(Path("a.spacy"), zlib.compress(b"a text")))
    assert not docbin.sniff(Source(Path("a.spacy"), b"a text"))

"""Zip archives: each file by its own format, from strangers' hands."""

import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import claiming, packed

from annotator.core.errors import AnnotatorError
from annotator.formats import jsonl
from annotator.formats.exchange import Draft, Format, ReadOptions, Skipped
from annotator.formats.parts.packed import MOST_MEMBERS, opened
from annotator.formats.registry import formats_for
from annotator.formats.source import Source
from annotator.formats.texts import docx, epub, pdf, plain
from annotator.formats.texts.archive import archive

PLACE = Path("news.zip")
LINE = b'{"sha256": "", "text": "Gulls soar.", "labels": [{"tag": "t", "start": 0, "end": 5}, {}]}'
LABEL = b'{"sha256": "", "text": "Gulls soar.", "labels": [{"tag": "t", "start": 0, "end": 99}]}'


def items(data: bytes, forms: Sequence[Format] | None = None) -> list[Draft | Skipped]:
    """What is in an archive whose files are read by these formats, or by all there are."""
    chosen = formats_for if forms is None else partial(reading, forms)
    read = archive(chosen).read
    assert read is not None
    return list(read(Source(PLACE, data), ReadOptions()))


def reading(forms: Sequence[Format], source: Source) -> Iterator[Format]:
    return (form for form in forms if source.path.suffix in form.extensions)


def texts(data: bytes, forms: Sequence[Format] | None = None) -> dict[str, str]:
    return {item.where: item.text for item in items(data, forms) if isinstance(item, Draft)}


def test_each_file_is_read_by_its_own_format() -> None:
    found = items(
        packed(
            {
                "day/b.txt": "Ferry\n\nThe board said so.",
                "day/a.html": "<title>Gulls</title><p>They soar.</p>",
                "day/": "",
                "c.jsonl": LINE + b"\n" + LABEL,
                "photo.jpg": b"\xff\xd8",
                ".hidden.txt": "no",
                "__MACOSX/day/._b.txt": "no",
                ".git/x.txt": "no",
                "inner.zip": packed({"x.txt": "no"}),
                "empty.txt": b"\x00\x01\x02" * 99,
            }
        )
    )
    assert [item.where for item in found] == [
        "c.jsonl, line 1",
        "c.jsonl, line 2, label “t”",
        "c.jsonl, line 2",
        "day/a.html",
        "day/b.txt",
        "empty.txt",
        "inner.zip",
        "photo.jpg",
    ]
    assert texts(packed({"b.txt": "x"})) == {"b.txt": "x"}
    assert isinstance(found[4], Draft)
    assert (found[4].title, found[4].headline_end) == ("Ferry", 5)
    told = [item.why for item in found if isinstance(item, Skipped)]
    assert told[2].startswith("it is no text file but binary data")
    assert told[3:] == [
        "an archive within an archive is not opened",
        "the program does not read such files",
    ]


def test_documents_and_newspapers_within_an_archive_are_read() -> None:
    forms = (docx.FORMAT, epub.FORMAT, pdf.FORMAT, jsonl.FORMAT)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:p><w:r><w:t>Body.</w:t></w:r></w:p></w:document>'
    data = packed(
        {"a.docx": packed({"word/document.xml": body}), "b.epub": b"PK", "c.pdf": b"%PDF"}
    )
    first, second, third = items(data, forms)
    assert isinstance(first, Draft)
    assert (first.text, first.where) == ("Body.", "a.docx")
    assert second == Skipped("b.epub", "it is cut off or damaged")
    assert third == Skipped("c.pdf", "it is damaged, or no PDF")


def test_no_path_leads_out_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    monkeypatch.chdir(tmp_path)
    seen: list[Path] = []
    old = plain.FORMAT.read
    assert old is not None

    def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
        seen.append(source.path)
        return old(source, options)

    forms = (replace(plain.FORMAT, read=read),)
    names = [str(secret), "../../secret.txt", "secret.txt", "a\\..\\secret.txt", "x/../secret.txt"]
    assert set(texts(packed(dict.fromkeys(names, "fine")), forms).values()) == {"fine"}
    assert not any(path.exists() for path in seen)


def test_names_in_utf8_without_the_flag_are_read() -> None:
    data = packed({"caf\u00e9.txt": "x"})
    at = data.index(b"caf\xc3\xa9") - 24
    unmarked = bytearray(data)
    for place in (at, data.rindex(b"caf\xc3\xa9") - 38):
        (flags,) = struct.unpack_from("<H", unmarked, place)
        struct.pack_into("<H", unmarked, place, flags & ~0x800)
    assert list(texts(bytes(unmarked))) == ["caf\u00e9.txt"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is no zip file"),
        (b"plain", "it is no zip file"),
        (b"PK\x03\x04 cut", "cut off or damaged"),
        (packed({"a.txt": "x"})[:-10], "cut off or damaged"),
        (packed({"[Content_Types].xml": "", "word/document.xml": ""}), "Office document"),
        (packed({"mimetype": "", "META-INF/container.xml": ""}), "it is an EPUB"),
        (packed(dict.fromkeys(map(str, range(MOST_MEMBERS + 1)), "")), "more than 10,000 files"),
        (claiming("a.txt", b"x", 300 * 1024 * 1024), "larger than 256 MB"),
    ],
    ids=range(8),
)
def test_what_is_refused_as_a_whole(data: bytes, why: str) -> None:
    with pytest.raises(AnnotatorError, match=why):
        items(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed({"a.txt": b" " * 9_000_000}), "packed more than 200 times as small as it is"),
        (packed({"a.txt": b"x"}, zipfile.ZIP_LZMA), "pack it as a plain zip"),
        (claiming("a.txt", b"x" * 5_000, 10), "cut off or damaged"),
        (claiming("a.txt", b"x", 900_000), "cut off or damaged"),
        (packed({"a.txt": b"word"}, zipfile.ZIP_STORED).replace(b"word", b"ward"), "damaged"),
    ],
    ids=range(5),
)
def test_a_bad_file_is_told_and_the_others_are_read(data: bytes, why: str) -> None:
    (told,) = items(data)
    assert isinstance(told, Skipped)
    assert told.where == "a.txt"
    assert why in told.why


def test_a_locked_file_is_told() -> None:
    data = bytearray(packed({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert items(bytes(data)) == [Skipped("a.txt", "it is locked with a password")]


def test_a_list_that_says_it_is_huge_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(packed({"a.txt": "x"}))
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, 0x7FFFFFFF)
    with pytest.raises(AnnotatorError, match="more than 10,000 files"), opened(bytes(data)):
        pass
    struct.pack_into("<I", data, end + 12, 0xFFFFFFFF)
    wide = b"PK\x06\x06" + bytes(36) + struct.pack("<Q", 1 << 40)
    data[end:end] = wide
    with pytest.raises(AnnotatorError, match="more than 10,000 files"), opened(bytes(data)):
        pass


GOOD = packed({"a.txt": "Ferry\n\nBody.", "b.html": "<p>Body.</p>", "c.jsonl": LINE})


@settings(max_examples=60)
@given(st.data())
def test_any_damage_gives_drafts_or_a_clause(data: st.DataObject) -> None:
    good = bytearray(GOOD)
    del good[data.draw(st.integers(len(good) // 2, len(good))) :]
    for _ in range(data.draw(st.integers(0, 6))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        items(bytes(good))
    except AnnotatorError as error:
        assert not str(error).endswith(".")  # noqa: PT017 - most damage does no harm

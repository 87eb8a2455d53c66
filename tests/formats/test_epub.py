"""EPUB: chapters in the order of the spine, from files that strangers made."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import ENTITY_BOMB, OUTSIDE, packed

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.exchange import Draft, ReadOptions, Skipped
from annotator.formats.source import Source
from annotator.formats.texts import epub

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
OPF = """<?xml version="1.0"?><!DOCTYPE package>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Courier, 11 March</dc:title>
<dc:creator>Courier staff</dc:creator><dc:date>2026-03-11T05:00:00Z</dc:date>
<dc:language>en-GB</dc:language><dc:publisher>The Marrow Bay Courier</dc:publisher></metadata>
<manifest>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/second%20page.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/first.xhtml" media-type="application/xhtml+xml"/>
<item id="x" href="aside.xhtml" media-type="application/xhtml+xml"/>
<item id="p" href="photo.jpg" media-type="image/jpeg"/>
<item id="m" href="missing.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/>
<itemref idref="x" linear="no"/><itemref idref="p"/><itemref idref="m"/><itemref idref="a"/>
<itemref idref="nowhere"/></spine></package>"""


def page(body: str, title: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">'
        f"<head><title>{title}</title><style>p {{}}</style></head><body>{body}</body></html>"
    )


MEMBERS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/content.opf": OPF,
    "OEBPS/cover.xhtml": page('<img src="photo.jpg" alt=""/>', "Cover"),
    "OEBPS/nav.xhtml": page("<ol><li>Contents</li></ol>"),
    "OEBPS/text/first.xhtml": page(
        "<section><h1>Ferry to <em>close</em></h1><p>The board&#160;said so. 😀</p>"
        "<p>End.</p></section>"
    ),
    "OEBPS/text/second page.xhtml": page("<p>By Ines Tollander</p><h2>Gulls</h2><p>They soar.</p>"),
    "OEBPS/aside.xhtml": page("<p>Aside</p>"),
}


def items(data: bytes) -> list[Draft | Skipped]:
    return list(epub.read(Source(Path("courier.epub"), data), ReadOptions()))


def test_a_newspaper_gives_an_article_for_each_chapter_with_text() -> None:
    first, second, missing = items(packed(MEMBERS))
    known = {
        "outlet": "The Marrow Bay Courier",
        "author": "Courier staff",
        "date": "2026-03-11",
        "language": "en-GB",
        "extra": {"book": "The Courier, 11 March"},
    }
    assert first == Draft(
        text="Ferry to close\n\nThe board\u00a0said so. 😀\n\nEnd.",
        headline_end=14,
        title="Ferry to close",
        where="OEBPS/text/first.xhtml",
        **known,  # type: ignore[arg-type]
    )
    assert second == Draft(
        text="By Ines Tollander\n\nGulls\n\nThey soar.",
        title="By Ines Tollander Gulls They soar.",
        where="OEBPS/text/second page.xhtml",
        **known,  # type: ignore[arg-type]
    )
    assert missing == Skipped("OEBPS/missing.xhtml", "“OEBPS/missing.xhtml” is missing in it")


def test_markup_that_no_xml_parser_takes_is_read() -> None:
    broken = "<html><body><h1>Ferry<p>Body &nbsp; &unknown; <b>bold"
    found = items(packed({**MEMBERS, "OEBPS/text/first.xhtml": broken}))
    assert isinstance(found[0], Draft)
    assert "Body" in found[0].text
    many = "<h1>" * 200_000 + "<p>Body</p>"
    assert items(packed({**MEMBERS, "OEBPS/text/first.xhtml": many}))


def test_a_protected_book_says_so() -> None:
    def locked(*paths: str) -> dict[str, str]:
        rows = "".join(f'<CipherReference URI="{path}"/>' for path in paths)
        return {**MEMBERS, "META-INF/encryption.xml": f"<encryption>{rows}</encryption>"}

    assert isinstance(items(packed(locked("OEBPS/font.otf")))[0], Draft)
    told = items(packed(locked("OEBPS/text/first.xhtml")))
    assert told[0] == Skipped("OEBPS/text/first.xhtml", "it is protected against copying")
    everything = [name for name in MEMBERS if name.endswith(".xhtml")]
    with pytest.raises(AnnotatorError, match="protected against copying"):
        items(packed(locked(*everything, "OEBPS/missing.xhtml", "OEBPS/photo.jpg")))


def test_paths_lead_nowhere_else() -> None:
    opf = OPF.replace("text/first.xhtml", "../../../../etc/hostname")
    assert all(
        isinstance(item, Skipped) or "second" in item.where
        for item in items(packed({**MEMBERS, "OEBPS/content.opf": opf}))
    )


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({}, "it is no EPUB file"),
        ({"META-INF/container.xml": "<container/>"}, "list of its chapters is missing"),
        ({"META-INF/container.xml": CONTAINER}, "list of its chapters is missing"),
        ({"META-INF/container.xml": ENTITY_BOMB}, "entities of its own"),
        ({"META-INF/container.xml": OUTSIDE}, "entities of its own"),
        ({**MEMBERS, "OEBPS/content.opf": ENTITY_BOMB}, "entities of its own"),
        ({**MEMBERS, "OEBPS/content.opf": "<package"}, "damaged"),
        ({**MEMBERS, "OEBPS/photo.tif": b" " * 300_000_000}, "larger than 256 MB"),
    ],
    ids=range(8),
)
def test_hostile_books_are_refused(members: dict[str, str | bytes], why: str) -> None:
    with pytest.raises(AnnotatorError, match=why):
        items(packed(members))


def test_other_files_are_refused() -> None:
    for data in (b"", b"no zip", b"PK\x03\x04"):
        with pytest.raises(AnnotatorError):
            items(data)


def test_a_bomb_for_a_chapter_is_told() -> None:
    bomb = {**MEMBERS, "OEBPS/text/first.xhtml": b"<p>" + b" " * 10_000_000}
    assert items(packed(bomb))[0] == Skipped(
        "OEBPS/text/first.xhtml", "it is packed more than 200 times as small as it is"
    )


GOOD = packed(MEMBERS)


@settings(max_examples=60)
@given(st.data())
def test_any_damage_gives_drafts_or_a_clause(data: st.DataObject) -> None:
    good = bytearray(GOOD)
    del good[data.draw(st.integers(len(good) // 2, len(good))) :]
    for _ in range(data.draw(st.integers(0, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = items(bytes(good))
    except AnnotatorError:
        return
    for item in found:
        if isinstance(item, Draft):
            assert canonical(item.text)[0] == item.text

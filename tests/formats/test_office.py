"""DOCX and ODT: the text that a reader sees, from files that strangers made."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import ENTITY_BOMB, OUTSIDE, claiming, packed

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.exchange import Draft
from annotator.formats.parts.packed import MOST_MEMBERS
from annotator.formats.texts import docx, odt
from annotator.formats.texts.office import numeral, whole

Read = Callable[[bytes, str], Iterator[Draft]]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'

STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/>
<w:basedOn w:val="Titel"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/>
<w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>"""
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Ferry story</dc:title><dc:creator>Ines Tollander</dc:creator>
<dcterms:created>2026-03-11T07:30:00Z</dcterms:created></cp:coreProperties>"""
RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"""


def p(text: str, style: str = "", properties: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{run}</w:p>"


def listed(text: str, list_id: int, level: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=number)


def word(*blocks: str, namespace: str = W, **parts: str) -> bytes:
    body = f"<w:document {namespace}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": RELS,
        "word/document.xml": body,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "docProps/core.xml": CORE,
    }
    return packed({**members, **{name.replace("__", "/"): part for name, part in parts.items()}})


def of(read: Read, data: bytes) -> Draft:
    (draft,) = read(data, "file")
    assert canonical(draft.text)[0] == draft.text
    return draft


def text_of(*blocks: str) -> str:
    return of(docx.read, word(*blocks)).text


def test_docx_headline_paragraphs_and_properties() -> None:
    draft = of(
        docx.read,
        word(p("Politics"), p("Ferry to close", "Titel"), p("The board said so."), p("It is 😀.")),
    )
    assert draft == Draft(
        text="Ferry to close\n\nPolitics\n\nThe board said so.\n\nIt is 😀.",
        headline_end=14,
        title="Ferry story",
        author="Ines Tollander",
        date="2026-03-11",
    )


@pytest.mark.parametrize("style", ["Titel", "berschrift1", "Mine"])
def test_docx_headline_styles_have_other_ids_in_other_languages(style: str) -> None:
    draft = of(docx.read, word(p("Byline"), p("Ferry", style), p("Body"), p("On", "Loop")))
    assert draft.text == "Ferry\n\nByline\n\nBody\n\nOn"
    assert draft.headline_end == 5


def test_docx_of_the_strict_kind_and_without_its_other_parts() -> None:
    body = p("Ferry", "Title") + p("Body.")
    data = packed(
        {"word/document.xml": f"<w:document {STRICT}><w:body>{body}</w:body></w:document>"}
    )
    assert of(docx.read, data).text == "Ferry\n\nBody."


def test_docx_lists_count_as_word_counts() -> None:
    text = text_of(
        p("Before"),
        listed("three", 2),
        listed("three a", 2, 1),
        listed("three b", 2, 1),
        listed("four", 2),
        listed("four a", 2, 1),
        p("Between"),
        p("bullet", "Bullets"),
        listed("no list", 0),
        listed("no such list", 99),
    )
    assert text == (
        "Before\n\n3. three\n  3.a) three a\n  3.b) three b\n4. four\n  4.a) four a\n\nBetween\n\n"
        "• bullet\n\nno list\n\nno such list"
    )


def test_docx_tables_are_rows_unless_they_only_hold_a_page() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    text = text_of(
        "<w:tbl>" + row(p("Boat"), p("Age")) + row(p("Old") + p("Nan"), p("60")) + "</w:tbl>",
        "<w:tbl>" + row(p("A page pasted.") + p("Second.")) + "</w:tbl>",
        "<w:tbl>" + row("<w:tbl>" + row(p("in"), p("ner")) + "</w:tbl>", p("")) + "</w:tbl>",
    )
    assert text == "Boat | Age\nOld Nan | 60\n\nA page pasted.\n\nSecond.\n\nin | ner |"


def test_docx_tracked_changes_are_accepted() -> None:
    ends = "<w:rPr><w:del w:id='1'/></w:rPr>"
    row = "<w:tbl><w:tr><w:trPr><w:del w:id='2'/></w:trPr><w:tc>%s</w:tc></w:tr></w:tbl>"
    text = text_of(
        p(
            "<w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>mad</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t xml:space='preserve'> old</w:t></w:r></w:ins>"
            "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        ),
        p("boat ", properties=ends),
        p("sank."),
        row % p("gone"),
    )
    assert text == "The old\n\nboat sank."


def test_docx_only_what_is_shown_is_read() -> None:
    text = text_of(
        p(
            "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t>"
            "<w:softHyphen/><w:t>E</w:t><w:sym w:char='2192'/><w:sym w:char='F0E0'/></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
            "<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>!</w:t></w:r>"
            "<w:r><w:instrText>PAGE</w:instrText><w:footnoteReference w:id='1'/></w:r>"
            "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        ),
        "<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p>"
        "</mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent>",
    )
    assert text == "A\tB\nC\u2011DE→!link\n\nbox"


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
AUTOMATIC = """<office:automatic-styles>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="P2"/>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix="." text:start-value="3"/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="("
 style:num-suffix=")"/></text:list-style></office:automatic-styles>"""
META = f"""<office:document-meta {ODF}><office:meta><dc:title>Ferry story</dc:title>
<meta:initial-creator>Ines Tollander</meta:initial-creator><dc:creator>Ben</dc:creator>
<meta:creation-date>2026-03-11T07:30:00</meta:creation-date><dc:language>en-GB</dc:language>
</office:meta></office:document-meta>"""
HEADER = f"""<office:document-styles {ODF}><office:master-styles><style:header>
<text:p>HEADER</text:p></style:header></office:master-styles></office:document-styles>"""


def writer(*blocks: str, **parts: str) -> bytes:
    content = (
        f"<office:document-content {ODF}>{AUTOMATIC}<office:body><office:text>{''.join(blocks)}"
        "</office:text></office:body></office:document-content>"
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "styles.xml": HEADER,
        "meta.xml": META,
    }
    return packed({**members, **{name.replace("__", "/"): part for name, part in parts.items()}})


def test_odt_headline_paragraphs_and_properties() -> None:
    draft = of(
        odt.read,
        writer(
            '<text:p text:style-name="P2">Politics</text:p>',
            '<text:p text:style-name="P1">Ferry to close</text:p>',
            "<text:p>The\n   <text:span>board</text:span><text:s text:c='2'/>said so.</text:p>",
            "<text:p>A<text:tab/>B<text:line-break/>C</text:p>",
        ),
    )
    assert draft == Draft(
        text="Ferry to close\n\nPolitics\n\nThe board  said so.\n\nA\tB\nC",
        headline_end=14,
        title="Ferry story",
        author="Ines Tollander",
        date="2026-03-11",
        language="en-GB",
    )


def test_odt_headings_lists_and_tables() -> None:
    def item(text: str, more: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{more}</text:list-item>"

    inner = f"<text:list>{item('deep')}</text:list>"
    draft = of(
        odt.read,
        writer(
            '<text:h text:outline-level="1">Ferry</text:h><text:p>Body.</text:p>'
            '<text:h text:outline-level="2">Why</text:h>'
            f'<text:list text:style-name="L2">{item("three", inner)}{item("four")}</text:list>'
            f'<text:p>So:</text:p><text:list text:style-name="L1">{item("dot")}</text:list>'
            '<text:list text:style-name="L2" text:continue-numbering="true">'
            f"{item('five')}</text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p>"
            "</table:table-cell><table:table-cell><text:p>b</text:p><text:p>c</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        ),
    )
    assert draft.text == (
        "Ferry\n\nBody.\n\nWhy\n\n3. three\n  (a) deep\n4. four\n\nSo:\n\n• dot\n5. five\n\na | b c"
    )


def test_odt_only_what_is_shown_is_read() -> None:
    draft = of(
        odt.read,
        writer(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>Seen<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>note</text:p></text:note-body></text:note> text"
            "<office:annotation><text:p>comment</text:p></office:annotation>"
            "<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box>"
            "<svg:desc>described</svg:desc></draw:frame>.</text:p>"
        ),
    )
    assert draft.text == "box\n\nSeen text."


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (3, "1", "3"),
        (28, "a", "bb"),
        (2, "A", "B"),
        (1994, "i", "mcmxciv"),
        (4, "I", "IV"),
        (0, "a", "0"),
        (4000, "i", "4000"),
        (5, "x", "5"),
    ],
)
def test_numbers_of_lists(number: int, style: str, shown: str) -> None:
    assert numeral(number, style) == shown


def test_numbers_in_attributes_are_bounded() -> None:
    found = [whole(v, 1) for v in ("7", "-7", "9" * 5_000, "10001", "x", None)]
    assert found == [7, 1, 1, 1, 1, 1]


def empty(read: Read) -> bytes:
    return word(p("")) if read is docx.read else writer("<text:p/>")


BOTH = pytest.mark.parametrize(
    ("read", "main"), [(docx.read, "word/document.xml"), (odt.read, "content.xml")]
)


@BOTH
def test_documents_that_hold_no_text_are_refused(read: Read, main: str) -> None:
    with pytest.raises(AnnotatorError, match="it holds no text"):
        of(read, empty(read))


@BOTH
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is no "),
        (b"plain text", "it is no "),
        (b"PK\x03\x04", "cut off or damaged"),
        (b"{\\rtf1 x}", "RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument", "old Word file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (packed({"photo.jpg": b"x"}), "it is no "),
    ],
    ids=range(7),
)
def test_other_files_are_told(read: Read, main: str, data: bytes, why: str) -> None:
    with pytest.raises(AnnotatorError, match=why):
        of(read, data)


@BOTH
def test_hostile_xml_is_refused(read: Read, main: str) -> None:
    for bomb in (ENTITY_BOMB, OUTSIDE):
        with pytest.raises(AnnotatorError, match="entities of its own"):
            of(read, packed({main: bomb}))
    with pytest.raises(AnnotatorError, match="cut off or damaged"):
        of(read, packed({main: "<a><b></a>"}))
    with pytest.raises(AnnotatorError, match="it holds no text"):
        of(read, packed({main: "<a>" * 100_000 + "</a>" * 100_000}))


@BOTH
def test_bombs_are_refused_before_they_go_off(
    read: Read, main: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AnnotatorError, match="packed more than 200 times"):
        of(read, packed({main: b" " * 20_000_000}))
    with pytest.raises(AnnotatorError, match="larger than 256 MB"):
        of(read, claiming(main, b"<x/>", 300 * 1024 * 1024))
    with pytest.raises(AnnotatorError, match="more than 10,000 files"):
        of(read, packed(dict.fromkeys(map(str, range(MOST_MEMBERS + 1)), b""), 0))
    with pytest.raises(AnnotatorError, match="plain zip"):
        of(read, packed({main: "<x/>"}, zipfile.ZIP_BZIP2))
    monkeypatch.setattr("annotator.formats.parts.packed._LARGEST_LIST", 10)
    with pytest.raises(AnnotatorError, match="more than 10,000 files"):
        of(read, packed({main: "<x/>"}))


def test_a_locked_odt_says_so() -> None:
    manifest = '<m:manifest xmlns:m="urn:m"><m:encryption-data/></m:manifest>'
    with pytest.raises(AnnotatorError, match="locked with a password"):
        of(odt.read, writer("<text:p>x</text:p>", **{"META-INF__manifest.xml": manifest}))


def test_damaged_styles_do_no_harm() -> None:
    parts = {"word__styles.xml": "<x", "word__numbering.xml": ENTITY_BOMB, "docProps__core.xml": ""}
    assert of(docx.read, word(p("Body."), **parts)).text == "Body."
    assert of(odt.read, writer("<text:p>x</text:p>", **{"styles.xml": OUTSIDE})).text == "x"


GOOD = {
    docx.read: word(p("Ferry", "Titel"), listed("one", 2), p("Body.")),
    odt.read: writer("<text:h>Ferry</text:h><text:p>Body.</text:p>"),
}


@BOTH
@settings(max_examples=60)
@given(data=st.data())
def test_any_damage_gives_an_article_or_a_clause(
    read: Read, main: str, data: st.DataObject
) -> None:
    good = bytearray(GOOD[read])
    del good[data.draw(st.integers(0, len(good))) :]
    for _ in range(data.draw(st.integers(0, 4))):
        if good:
            good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        of(read, bytes(good))
    except AnnotatorError as error:
        assert not str(error).endswith(".")  # noqa: PT017 - most damage does no harm


PIECES = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:del", "w:pPr", "w:rPr", "w:numPr", "w:x"]


def nest(draw: st.DrawFn, depth: int) -> str:
    tag = draw(st.sampled_from(PIECES))
    inside = "".join(nest(draw, depth - 1) for _ in range(draw(st.integers(0, 2 if depth else 0))))
    return f"<{tag} w:val='1'>{draw(st.sampled_from(['', ' a']))}{inside}</{tag}>"


@given(st.composite(lambda draw: nest(draw, 4))())
def test_any_nesting_of_elements_is_read(body: str) -> None:
    try:
        text_of(body, p("Body."))
    except AnnotatorError:
        assert "w:del" in body


def test_the_files_are_known_by_their_endings() -> None:
    assert Path("a.docx").suffix in docx.FORMAT.extensions
    assert Path("a.odt").suffix in odt.FORMAT.extensions

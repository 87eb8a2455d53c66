"""PDF: paragraphs as they were printed, from files that strangers made."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.exchange import Draft, ReadOptions, Skipped
from annotator.formats.source import Source
from annotator.formats.texts import pdf
from annotator.formats.texts.layout import Line, paragraphs

Run = tuple[float, float, float, str]
"""Where a run of text stands, how large it is and what it says."""


def shows(*runs: Run) -> bytes:
    """A page's content; text in Latin-1, with U+00AE as the ligature “fi” of StandardEncoding."""
    parts = []
    for x, y, size, text in runs:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET".encode("latin-1"))
    return b"\n".join(parts)


def made(pages: Sequence[bytes], info: str = "", trailer: str = "", extra: str = "") -> bytes:
    """A PDF of these pages, 400 by 600 points."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<<{info}>>".encode(),
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]{extra}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {6 + 2 * number} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + f"trailer<</Size {size}/Root 1 0 R/Info 4 0 R{trailer}>>\n".encode()
        + b"startxref\n%d\n%%%%EOF" % len(out)
    )


def items(data: bytes) -> list[Draft | Skipped]:
    return list(pdf.read(Source(Path("harbour.pdf"), data), ReadOptions()))


def draft_of(data: bytes) -> Draft:
    (draft,) = items(data)
    assert isinstance(draft, Draft)
    return draft


def lines(x: float, y: float, *texts: str, size: float = 10, pitch: float = 12) -> list[Run]:
    return [(x, y - pitch * number, size, text) for number, text in enumerate(texts)]


FIRST = ("The reckless harbour board will end the", "crossing in June, it said. Islanders", "wept.")
SECOND = ("The board says the boat is beyond", "repair and the pier is no better off.")


def test_headline_paragraphs_and_metadata() -> None:
    page = shows(
        (40, 550, 20, "Ferry to close"),
        (40, 528, 20, "after sixty years"),
        *lines(40, 490, *FIRST),
        *lines(40, 446, *SECOND),
    )
    info = "/Title(Microsoft Word - ferry.doc)/Author(Ines Tollander)/CreationDate(D:20260311073000"
    draft = draft_of(made([page], info + "+01'00')"))
    head = "Ferry to close after sixty years"
    assert draft == Draft(
        text=f"{head}\n\n{' '.join(FIRST)}\n\n{' '.join(SECOND)}",
        headline_end=len(head),
        title=head,
        author="Ines Tollander",
        extra={"created": "2026-03-11"},
    )


def test_indentation_alone_parts_paragraphs() -> None:
    full = "The reckless harbour board has ended it."
    page = shows(
        *lines(52, 500, full),
        *lines(40, 488, full, full),
        *lines(52, 464, full),
        *lines(40, 452, full, full),
    )
    assert draft_of(made([page])).text == "\n\n".join([" ".join([full] * 3)] * 2)


def test_a_short_line_that_had_room_ends_a_paragraph() -> None:
    page = shows(*lines(40, 500, *FIRST, *SECOND))
    assert draft_of(made([page])).text == f"{' '.join(FIRST)}\n\n{' '.join(SECOND)}"


def test_columns_follow_each_other_and_a_paragraph_runs_on() -> None:
    left = lines(40, 500, "The reckless harbour", "board will end the", "crossing in June and")
    right = lines(160, 500, "sell the boat, which", "is beyond repair.")
    text = "The reckless harbour board will end the crossing in June and sell the boat, which is"
    assert draft_of(made([shows(*left, *right)])).text == f"{text} beyond repair."


def test_ligatures_and_words_parted_at_a_lines_end() -> None:
    page = shows(
        *lines(
            40,
            500,
            "The o\u00aecer of the har-",
            "bour board is well-",
            "known, a well-known Anglo-",
            "Saxon of the 1990-",
            "2000 board.",
        )
    )
    assert draft_of(made([page])).text == (
        "The oficer of the harbour board is well-known, a well-known Anglo-Saxon of the 1990-2000 "
        "board."
    )


def test_hyphens_of_their_own_that_programs_set_at_a_lines_end() -> None:
    for sign in ("\ufffe", "\u00ad", "\u2010"):
        glyphs = [
            pdf._Glyph(char, 10.0 + 6 * at, bottom, 16.0 + 6 * at, bottom + 10)
            for bottom, text in ((500, "well\u00adset har" + sign), (488, "bour"))
            for at, char in enumerate(text)
        ]
        (part,) = paragraphs(list(pdf._lines(iter(glyphs), 0)))
        assert part.text == "well-set harbour"


def test_running_heads_and_page_numbers_go_and_the_text_runs_on() -> None:
    pages = [
        shows(
            (40, 580, 8, "THE MARROW BAY COURIER"),
            *lines(40, 540, "The reckless board will end the", f"crossing no. {number} and then"),
            (190, 20, 8, f"Page {number} of 3"),
        )
        for number in (1, 2, 3)
    ]
    assert draft_of(made(pages)).text == " ".join(
        f"The reckless board will end the crossing no. {number} and then" for number in (1, 2, 3)
    )


def test_a_head_that_stands_once_and_lines_that_repeat_in_the_text_stay() -> None:
    pages = [
        shows((40, 580, 8, head), *lines(40, 540, "No, said the board.", other))
        for head, other in (("A letter", "It wept."), ("An answer", "It laughed."))
    ]
    text = draft_of(made(pages)).text
    assert text.count("No, said the board.") == 2
    assert "A letter" in text
    assert "An answer" in text


@pytest.mark.parametrize("matrix", ["1 0 0 1 40 500", "0 1 -1 0 100 40", "-1 0 0 -1 380 80"])
def test_a_page_that_was_turned_reads_as_well(matrix: str) -> None:
    page = (
        f"BT /F 10 Tf {matrix} Tm (The board will end) Tj 0 -12 Td (the crossing.) Tj ET "
        "BT /F 10 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET"
    )
    assert draft_of(made([page.encode()])).text == "The board will end the crossing."


def test_what_is_cut_off_at_the_edge_is_not_read() -> None:
    page = shows((40, 640, 10, "Above the page"), (40, 500, 10, "On the page."))
    assert draft_of(made([page])).text == "On the page."


def test_a_drop_cap_belongs_to_its_word() -> None:
    page = shows(
        (40, 478, 32, "T"),
        *lines(62, 500, "he reckless board will end", "the crossing, said islanders"),
        *lines(40, 476, "of Sallow, who will be without", "a link to the mainland."),
    )
    assert draft_of(made([page])).text == (
        "The reckless board will end the crossing, said islanders of Sallow, who will be without a "
        "link to the mainland."
    )


def test_a_file_without_large_text_has_its_title_from_the_metadata() -> None:
    page = shows(*lines(40, 500, *FIRST), *lines(40, 440, *SECOND))
    draft = draft_of(made([page], "/Title(Ferry to close)"))
    assert (draft.title, draft.headline_end) == ("Ferry to close", len(" ".join(FIRST)))


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Ferry to close", "Ferry to close"),
        ("ferry-final.indd", ""),
        ("Microsoft Word - Ferry.doc", ""),
        ("Untitled", ""),
        ("Document1", ""),
        ("https://courier.example/x", ""),
        (" A\tb\0 ", "A b"),
    ],
)
def test_names_of_other_files_are_no_titles(given: str, title: str) -> None:
    assert pdf.plausible_title(given) == title


def test_what_qt_prints_is_read(qapp: object, tmp_path: Path) -> None:
    from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument

    path = tmp_path / "printed.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    first = "The official office of the harbour found difficulties – “fine ones” – in a naïve boat."
    body = f"<p>{first} {first}</p><p>{first}</p>" * 12
    document = QTextDocument()
    document.setDefaultFont(QFont("DejaVu Sans", 9))  # whatever the program's own is now
    document.setHtml(f"<h1>Ferry to close after sixty years, the board says</h1>{body}")
    document.print_(writer)
    draft = draft_of(path.read_bytes())
    head = "Ferry to close after sixty years, the board says"
    assert draft.text[: draft.headline_end] == head
    assert draft.text == f"{head}\n\n" + "\n\n".join([f"{first} {first}", first] * 12)


PICTURE = (
    b"q 300 0 0 300 50 50 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\xff\xff\x00 EI Q"  # a tiny scan
)


def test_a_scan_says_so_and_a_scanned_page_is_told() -> None:
    with pytest.raises(AnnotatorError, match=r"run it through text recognition first$"):
        items(made([PICTURE]))
    draft, told = items(made([shows((40, 500, 10, "Words.")), PICTURE]))[::-1]
    assert isinstance(draft, Draft)
    assert told == Skipped("page 2", "it is a picture and holds no text")
    with pytest.raises(AnnotatorError, match=r"^it holds no text$"):
        items(made([b""]))


def test_a_locked_file_says_so() -> None:
    lock = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>"
    with pytest.raises(AnnotatorError, match="it is locked with a password"):
        items(made([shows((40, 500, 10, "Words."))], trailer=lock))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(AnnotatorError, match="more than 2 pages"):
        items(made([b""] * 3))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"no pdf at all",
        made([])[:200],
        b"PK\x03\x04",
        b"%PDF-1.4\n" + b"\0" * 999,
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(AnnotatorError):
        items(data)


def test_pages_that_hold_each_other_and_streams_that_swell_are_survived() -> None:
    good = made([shows((40, 500, 10, "Words."))])
    for data in (
        good.replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"),
        good.replace(b"/Contents 6 0 R", b"/Contents 5 0 R"),
        good.replace(b"/Count 1", b"/Count 9999999999"),
        made([b"q " * 50_000 + shows((40, 500, 10, "Words."))]),
    ):
        try:
            items(data)
        except AnnotatorError:
            continue
    packed = zlib.compress(b" " * 20_000_000 + shows((40, 500, 10, "Words.")))
    swollen = made([packed]).replace(b"<</Length", b"<</Filter/FlateDecode/Length")
    assert draft_of(swollen).text == "Words."


GOOD = made([shows(*lines(40, 500, *FIRST))] * 2, "/Title(Ferry)")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=8)), max_size=6))
def test_any_damage_gives_an_article_or_a_clause(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(GOOD)
    for place, new in changes:
        data[place : place + len(new)] = new
    try:
        found = items(bytes(data))
    except AnnotatorError:
        return
    for item in found:
        if isinstance(item, Draft):
            assert canonical(item.text)[0] == item.text


@given(st.lists(st.builds(
    Line,
    st.text("ab. -", min_size=1, max_size=8),
    st.integers(0, 2),
    *[st.floats(0, 600)] * 3,
    st.floats(0.1, 50),
    st.none() | st.floats(0, 600),
    st.booleans(),
)))  # fmt: skip
def test_no_letter_is_lost_whatever_the_layout(found: list[Line]) -> None:
    parts = paragraphs(found)
    letters = "".join(line.text for line in found).replace(" ", "").replace("-", "")
    assert "".join(part.text for part in parts).replace(" ", "").replace("-", "") == letters

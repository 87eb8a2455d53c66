"""RTF: the text that a reader sees, from files that strangers made."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.exchange import Draft
from annotator.formats.texts import rtf

WORD = rb"""{\rtf1\ansi\ansicpg1252\deff0\uc1
{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset238 Times CE;}{\f2\fcharset2 Symbol;}}
{\colortbl;\red0\green0\blue0;}
{\stylesheet{\ql\snext0 Normal;}{\s1\outlinelevel0\b heading 1;}{\s5 Title;}{\*\cs10 Default;}}
{\*\generator Writer 7;}
{\info{\title Ferry story}{\author Ines Tollander}{\creatim\yr2026\mo3\dy11\hr7\min30}}
{\header\pard HEADER\par}
\pard\plain Politics\par
\pard\plain\s5\b Ferry to close\par
\pard\plain The {\b board}, \ldblquote a caf\'e9\rdblquote , said
 so: \f1\'b3\'f3d\'9f\f0 .{\footnote\pard NOTE\par}\line New \u8212\'97 line \u-10179?\u-8704?.\par
\pard{\*\bkmkstart x}
{\field{\*\fldinst{HYPERLINK "http://x.example"}}{\fldrslt{\ul link}}}\~\_\-!\par
}"""


def draft_of(data: bytes) -> Draft:
    (draft,) = rtf.read(data, "file")
    assert canonical(draft.text)[0] == draft.text
    return draft


def text_of(body: str) -> str:
    return draft_of(rb"{\rtf1\ansi " + body.encode("latin-1") + b"}").text


def test_headline_paragraphs_and_properties() -> None:
    assert draft_of(WORD) == Draft(
        text="Ferry to close\n\nPolitics\n\n"
        "The board, “a café”, said so: łódź.\nNew — line 😀.\n\nlink\u00a0\u2011!",
        headline_end=14,
        title="Ferry story",
        author="Ines Tollander",
        date="2026-03-11",
    )


def test_lists_as_they_were_written_out_and_tables() -> None:
    assert text_of(
        r"Before\par{\listtext\pard\plain 1.\tab}one\par{\listtext 2.\tab}two\par"
        r"{\pntext\f2\'b7\tab}dot\par\pard After\par"
        r"\trowd\pard\intbl Boat\cell Old\par Nan\cell\row\trowd\intbl \cell 60\cell\row\pard End"
    ) == ("Before\n\n1. one\n2. two\n• dot\n\nAfter\n\nBoat | Old Nan\n| 60\n\nEnd")


def test_a_page_that_was_pasted_in_a_table_is_no_table() -> None:
    assert text_of(r"\trowd\intbl One.\par Two.\cell\row\pard Three.") == "One.\n\nTwo.\n\nThree."
    assert text_of(r"\trowd\intbl One\cell Two\cell\pard Three.") == "One | Two\n\nThree."


def test_deleted_and_hidden_text_is_left_out() -> None:
    assert text_of(r"The {\deleted mad }old {\v secret}boat{\deleted\par} sank\v x\v0 .\par") == (
        "The old boat sank."
    )


def test_an_outline_level_makes_a_heading() -> None:
    draft = draft_of(rb"{\rtf1\pard\outlinelevel0 Ferry\par\pard Body.\par}")
    assert (draft.text, draft.headline_end) == ("Ferry\n\nBody.", 5)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"{\fonttbl{\f0\fcharset128 x;}}\f0\'93\'fa\'96\'7b", "日本"),
        (r"{\fonttbl{\f0\fcharset128 x;}}\f0\'83A", "ア"),
        (r"{\fonttbl{\f0\fcharset79 x;}}\f0\'a4\'a4", "中"),
        (r"\ansicpg1251\'cc\'fd\'f0", "Мэр"),
        (r"\ansicpg65001\'c3\'a9", "é"),
        (r"\ansicpg99999\'e9", "é"),
        (r"\mac\'8e", "é"),
        (r"\uc0\u233 x\uc2\u233 zzy", "éxéy"),
        (r"\u233\'65x\u233 \{x", "éxéx"),
        (r"a\bin5 {{{{{b", "ab"),
        (r"\u-1\u99999999999x\u", "\uffffx"),
        ("\xe9t\xe9", "été"),
        (r"a\\\{b\}", "a\\{b}"),
        ("a\\\nb", "a\n\nb"),
        (r"a{\*\unknown{x}y}b{\upr{z}{\*\ud{y}}}", "abz"),
        (r"a}b}}c", "a"),
        (r"{\pict\wmetafile8 0123abcdef}a", "a"),
    ],
)
def test_the_pitfalls_of_the_format(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    "data", [b"", b"plain", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"<rtf>", b"\\rtf1 x"]
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(AnnotatorError, match="it is no RTF file"):
        draft_of(data)


def test_hostile_files_end_soon() -> None:
    started = time.monotonic()
    with pytest.raises(AnnotatorError, match="nested too deeply"):
        draft_of(rb"{\rtf1 " + b"{" * 1_000_000)
    for body in (
        rb"{\fonttbl" + rb"\f1" * 200_000,
        rb"{\field{\*\fldinst{" * 600,
        rb"\bin9999999999",
    ):
        with pytest.raises(AnnotatorError, match="it holds no text"):
            draft_of(rb"{\rtf1" + body)
    assert len(draft_of(rb"{\rtf1 " + b"word " * 2_000_000 + b"}").text) == 9_999_999
    assert time.monotonic() - started < 30


PIECES = [
    "{", "}", "\\", "\\'", "\\'e", "\\'e9", "\\u", "\\u55357?", "\\u-1", "\\uc9", "\\par", "\\cell",
    "\\row", "\\intbl", "\\pard", "\\v", "\\deleted", "\\*", "\\fonttbl", "\\f1", "\\fcharset128",
    "\\stylesheet", "\\s1", "\\info", "\\title", "\\creatim", "\\yr", "\\listtext", "\\bin3", "a b",
    "\n", "\\nestrow", "\\ansicpg936", "\\plain", "\x00", "\xff", "\\outlinelevel0",
]  # fmt: skip


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_tokens_give_canonical_text_or_a_clause(pieces: list[str]) -> None:
    try:
        text_of("".join(pieces))
    except AnnotatorError as error:
        assert not str(error).endswith(".")  # noqa: PT017 - most of them hold text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_comes_back(text: str) -> None:
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2)]
    body = "".join(f"\\u{code - 0x10000 if code > 0x7FFF else code}?" for code in codes)
    assert text_of(f"x{body}x") == canonical(f"x{text}x")[0]

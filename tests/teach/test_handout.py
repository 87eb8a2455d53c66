"""A lesson on paper: numbered lines, blank and with key, the same in each format."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace

import docx
import pytest
import regex
from docx.enum.text import WD_UNDERLINE
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from annotator.codebooks import shipped_codebook
from annotator.core.feedback import COUNTS, Counts
from annotator.core.labels import new_label
from annotator.core.lesson import Lesson
from annotator.core.model import (
    Article,
    Codebook,
    Kind,
    Label,
    Metadata,
    Moment,
    Option,
    Question,
    Span,
    Tag,
)
from annotator.core.text import canonical, headline_end, sha256
from annotator.teach.documents import docx_of
from annotator.teach.handout import STROKES, HandoutArticle, codebook_part, handout
from annotator.teach.lines import in_print, line_at, lines_of
from annotator.teach.pages import html_of
from annotator.teach.paper import Numbered, Paper, Stroke, Table, plain, shrinkage, starred

TEXT = """\
Regime Sinks Beloved Ferry After Four Generations On The Water

The regime in Port Velmar has scrapped the ferry that carried four generations, a horrific loss \
for the pier and all who sold tickets there 🛥️ in the rain.

“It is a catastrophic act of vandalism,” said Oda Brenneke, 71. The regime gave no reason.
"""
BOOK = Codebook(
    id="b",
    name="Words",
    tags=(
        Tag("loaded", "Loaded word", "A word that judges.", shortcut="1"),
        Tag("praise", "Praise", "A word that praises.", shortcut="2"),
        Tag("old", "Old tag", retired=True),
    ),
    questions=(
        Question("feel", "What do you feel?", Kind.TEXT, moment=Moment.BEFORE),
        Question("slant", "Slanted?", Kind.SCALE, low=1, high=3, low_name="no", high_name="very"),
        Question("genre", "Genre", Kind.CHOICE, (Option("n", "News"), Option("v", "My view"))),
        Question("why", "Why?", Kind.TEXT),
    ),
)


def an_article(text: str = TEXT, **known: str) -> Article:
    text = canonical(text)[0]
    metadata = Metadata("a", **({"title": "Ferry"} | known))
    return Article("a", text, headline_end(text), sha256(text), metadata)


def a_label(
    article: Article, words: str, sort: Counts, note: str = "", tag: str = "loaded"
) -> Label:
    at = article.text.index(words)
    return new_label(
        article,
        tag,
        [Span(at, at + len(words))],
        label_id=f"{words}-{sort}",
        annotator_id="key",
        codebook_version=1,
        now="2026-03-14T09:26:53.589Z",
        fields={COUNTS.key: sort.value},
        note=note,
    )


def to_print(article: Article, *key: Label, blank: bool = False) -> HandoutArticle:
    return HandoutArticle(article, lines_of(article), None if blank else key)


def a_handout(each: HandoutArticle, lesson: Lesson = Lesson(), title: str = "Loaded") -> Paper:  # noqa: B008
    return handout(title, lesson, BOOK, [each])


def lines_in_html(paper: Paper) -> list[tuple[int, str]]:
    page = html.fromstring(html_of(paper))
    return [
        (int(line.find_class("n")[0].text), words(line.find_class("w")[0]))
        for line in page.find_class("line")
    ]


def words(element: html.HtmlElement) -> str:
    """What the element says without raised numbers."""
    for raised in element.findall(".//sup"):
        raised.drop_tree()
    return str(element.text_content())


def lines_in_docx(paper: Paper) -> list[tuple[int, str]]:
    found = []
    for paragraph in docx.Document(io.BytesIO(docx_of(paper))).paragraphs:
        if re.match(r"\d+\t", paragraph.text):
            number, *rest = paragraph.runs
            text = "".join(run.text for run in rest if not run.font.superscript)
            found.append((int(number.text), text))
    return found


def tables(paper: Paper) -> list[list[list[str]]]:
    blocks = [block for part in paper.parts for block in part.blocks]
    found = [block for block in blocks if isinstance(block, Table)]
    return [[[plain(cell) for cell in row] for row in table.rows] for table in found]


# ---------------------------------------------------------------------------- lines


def test_a_line_is_full_of_whole_words_and_paragraphs_begin_anew() -> None:
    article = an_article()
    lines = lines_of(article)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    shown = [article.text[slice(*line.span)] for line in lines]
    assert " ".join(shown).split() == article.text.split()
    assert [line.number for line in lines if line.opens] == [1, 3, 6]
    assert [line.headline for line in lines] == [True, True, *[False] * (len(lines) - 2)]
    assert all(45 <= len(shown[at]) <= 75 for at in (2, 3))


@given(
    st.text(st.sampled_from("aW i\n\t\u00a0-—.שלום🛥️e\u0301日本\u200d\u2028\x07\x1f"), max_size=400)
)
def test_every_visible_character_is_on_one_line(text: str) -> None:
    article = an_article(text)
    lines = lines_of(article)
    on_lines = [at for line in lines for at in range(*line.span)]
    assert on_lines == sorted(set(on_lines))
    loose = set(range(len(article.text))) - set(on_lines)
    assert not "".join(article.text[at] for at in loose).strip()
    edges = {found.start() for found in regex.finditer(r"\X", article.text)}
    for line in lines:
        shown = article.text[slice(*line.span)]
        assert shown.strip()
        assert "\n" not in shown
        start = line.span.start
        assert start in edges or article.text[start - 1].isspace()
        assert len(in_print(shown)) == len(shown)


def test_a_word_wider_than_a_line_goes_on_on_the_next_after_a_hyphen_if_it_can() -> None:
    article = an_article("x" * 200)
    assert [line.span.end - line.span.start for line in lines_of(article)] == [52, 52, 52, 44]
    article = an_article("https://harbour.example/" + "ferry-" * 40)
    shown = [article.text[slice(*line.span)] for line in lines_of(article)]
    assert "".join(shown) == article.text
    assert all(each.endswith("-") for each in shown)


def test_chinese_has_half_as_many_characters_on_a_line() -> None:
    lines = lines_of(an_article("渡" * 60))
    assert [line.span for line in lines] == [(0, 26), (26, 52), (52, 60)]


def test_a_paragraph_in_hebrew_is_written_leftward() -> None:
    article = an_article("“שלום” read the banner.\nIt said “שלום” all day.")
    assert [line.leftward for line in lines_of(article)] == [True, False]


def test_a_place_is_on_the_line_that_shows_it() -> None:
    article = an_article()
    lines = lines_of(article)
    for line in lines:
        assert line_at(lines, line.span.start) == line_at(lines, line.span.end - 1) == line.number
    assert line_at((), 5) == 0


# ---------------------------------------------------------------------------- the same everywhere


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "“שלום” read the banner that the crew hung out on Sunday. " * 9,
        "A café 🛥️👩‍👩‍👧 " * 40,
        "word " * 3000,
        "x" * 300 + "\n\nAnd \x07 a bell, \x1f a mark, a <b>tag</b> & more.",
    ],
)
def test_lines_are_the_same_in_html_and_docx_blank_and_with_key(text: str) -> None:
    article = an_article(text)
    first = lines_of(article)[0].span
    label = new_label(
        article, "loaded", [first], label_id="l", annotator_id="k", codebook_version=1, now=""
    )
    wanted = [(it.number, in_print(article.text[slice(*it.span)])) for it in lines_of(article)]
    for paper in (a_handout(to_print(article, blank=True)), a_handout(to_print(article, label))):
        assert lines_in_html(paper) == wanted
        assert lines_in_docx(paper) == wanted


# ---------------------------------------------------------------------------- blank


def test_a_blank_sheet_marks_nothing_and_has_room_to_write() -> None:
    article = an_article(outlet="The Lantern", author="A. Lind")
    lesson = Lesson("Read it twice.\nThen mark.", notes="SECRET", minutes=15, credit="CC0, ours")
    paper = a_handout(to_print(article, blank=True), replace(lesson, reason=True))
    page = html_of(paper)
    for told in ("Read it twice.", "Then mark.", "15 minutes", "CC0, ours", "how you know"):
        assert told in page
    assert "Source: </bdi><bdi>The Lantern · A. Lind" in page
    assert "SECRET" not in page
    assert tables(paper) == [
        [["1", "Loaded word", "A word that judges."], ["2", "Praise", "A word that praises."]]
    ]
    assert not any(f'class="{stroke} ' in page for stroke in Stroke)
    assert page.count('class="writing') == 8
    assert page.index("What do you feel?") < page.index("Regime Sinks") < page.index("Slanted?")
    assert "☐\u00a01" in page
    assert "☐\u00a0My\u00a0view" in page


def test_many_tags_stand_side_by_side() -> None:
    book = shipped_codebook("ptc-18")
    paper = handout("Loaded", Lesson(), book, [to_print(an_article(), blank=True)])
    [legend] = tables(paper)
    assert len(legend) == (len(book.given) + 1) // 2
    assert {cell for row in legend for cell in row} >= {tag.name for tag in book.given}


def test_each_further_article_begins_a_page_and_counts_from_one() -> None:
    one, two = an_article(), an_article("Second story.\nWith two lines.")
    paper = handout("L", Lesson(), BOOK, [to_print(one, blank=True), to_print(two, blank=True)])
    numbered = [b for part in paper.parts for b in part.blocks if isinstance(b, Numbered)]
    assert len(paper.parts) == 2
    assert [it.number for it in numbered[1].lines] == [1, 2]
    assert "Article 2 of 2" in html_of(paper)
    document = docx.Document(io.BytesIO(docx_of(paper)))
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["Article 2 of 2"]


# ---------------------------------------------------------------------------- with key


def the_key(article: Article) -> tuple[Label, ...]:
    return (
        a_label(article, "catastrophic", Counts.REQUIRED, "It judges."),
        a_label(article, "catastrophic act of vandalism", Counts.ALTERNATIVE),
        a_label(article, "scrapped", Counts.OPTIONAL),
        a_label(article, "horrific loss", Counts.DECOY, "A sad <fact>."),
    )


def test_the_key_is_numbered_told_apart_by_line_and_word_and_explained() -> None:
    article = an_article()
    paper = a_handout(to_print(article, *the_key(article)))
    [rows] = tables(paper)
    assert [(row[0], row[2].splitlines()[-1], row[3]) for row in rows] == [
        ("1", "Loaded word · Optional", ""),
        ("2", "Loaded word · Decoy", "A sad <fact>."),
        ("3", "Loaded word · Required", "It judges."),
        ("4", "Loaded word · Also right", ""),
    ]
    lines = lines_of(article)
    assert rows[2][1] == str(line_at(lines, article.text.index("catastrophic")))
    page = html.fromstring(html_of(paper))
    for sort, words_ in zip(Counts, ("catastrophic", "act", "scrapped", "horrific"), strict=True):
        on_lines = f".//*[@class='w']//*[starts-with(@class, '{STROKES[sort]} ')]"
        marked = page.xpath(on_lines)
        assert any(words_ in each.text_content() for each in marked)
    assert {sup.text_content() for sup in page.iter("sup")} == {"1", "2", "3", "4"}
    assert "wavy line" in html_of(paper)


def test_a_word_processor_has_the_lines_and_the_numbers_too() -> None:
    article = an_article()
    document = docx.Document(io.BytesIO(docx_of(a_handout(to_print(article, *the_key(article))))))
    runs = [run for p in document.paragraphs if re.match(r"\d+\t", p.text) for run in p.runs]
    lines = {run.text: run.font.underline for run in runs if run.font.underline}
    assert lines["horrific loss"] is WD_UNDERLINE.WAVY
    assert lines["scrapped"] is WD_UNDERLINE.DOTTED
    assert lines["catastrophic"] in (True, WD_UNDERLINE.SINGLE)
    assert [run.text for run in runs if run.font.superscript] == ["1", "2", "3", "4"]
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Line", "Words", "Why"]
    assert table.rows[2].cells[3].text == "A sad <fact>."
    assert document.core_properties.title == "Loaded"


def test_lines_one_below_the_other_keep_their_heights() -> None:
    article = an_article()
    paper = a_handout(to_print(article, *the_key(article)))
    [numbered] = [b for b in paper.parts[0].blocks if isinstance(b, Numbered)]
    found = {run.text: run.strokes for line in numbered.lines for run in line.runs if run.strokes}
    assert found["catastrophic"] == (Stroke.SOLID, Stroke.DASHED)
    assert found["3"] == (None, Stroke.DASHED)
    assert found[" act of vandalism"] == (None, Stroke.DASHED)


def test_an_article_with_nothing_to_mark_says_so() -> None:
    assert "nothing to mark in this article" in html_of(a_handout(to_print(an_article())))


def test_what_the_key_answers_is_told() -> None:
    each = replace(to_print(an_article()), answers={"genre": "v", "slant": 2})
    page = html_of(a_handout(each))
    assert "<b><bdi>Genre</bdi></b>" in page
    assert "My view" in page


# ---------------------------------------------------------------------------- hostile texts


def test_whatever_people_write_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    article = an_article(f"{evil} said it.", title=evil, outlet=evil, url="javascript:alert(1)")
    label = a_label(article, "said", Counts.REQUIRED, note=f"{evil}\u202eevil\x00")
    book = replace(BOOK, name=evil, tags=(Tag("loaded", evil, evil, evil, (evil,)),))
    paper = handout(evil, Lesson(evil, credit=evil), book, [to_print(article, label)])
    paper = replace(paper, parts=(*paper.parts, codebook_part(book)), language='x"><script>')
    page = html_of(paper)
    assert "<script" not in page
    assert "href" not in page
    assert "\u202e" not in page
    assert "default-src 'none'" in page
    assert 'lang="en"' in page
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(docx_of(paper))).paragraphs)
    assert evil in text


# ---------------------------------------------------------------------------- the codebook


def test_the_codebook_in_short_has_each_tag_on_offer_with_one_example() -> None:
    book = shipped_codebook("loaded-language")
    part = codebook_part(book)
    assert part.one_page
    [table] = [block for block in part.blocks if isinstance(block, Table)]
    assert [plain(row[1]) for row in table.rows] == [tag.name for tag in book.offered]
    assert all(plain(cell) for row in table.rows for cell in row)


def test_the_more_tags_the_less_is_said_of_each() -> None:
    def longest(name: str) -> int:
        [table] = [b for b in codebook_part(shipped_codebook(name)).blocks if isinstance(b, Table)]
        return max(len(plain(row[2])) for row in table.rows)

    assert longest("ptc-18") < longest("ptc-14") < 300


def test_the_words_of_an_example_are_underlined_not_starred() -> None:
    runs = starred("A *mere* 300 people * came")
    assert plain(runs) == "A mere 300 people * came"
    assert [run.text for run in runs if run.strokes] == ["mere"]


def test_type_shrinks_only_where_a_part_is_to_fit_one_page() -> None:
    long = codebook_part(shipped_codebook("ptc-18"))
    assert 0.5 < shrinkage(long, 44) < shrinkage(long, 90) <= 1.0
    assert shrinkage(replace(long, one_page=False), 44) == 1.0
    assert shrinkage(codebook_part(BOOK), 44) == 1.0


def test_what_word_is_strict_about_stands_in_its_order() -> None:
    article = an_article("“שלום” read the banner, a horrific loss.")
    label = a_label(article, "שלום", Counts.REQUIRED)
    document = docx.Document(io.BytesIO(docx_of(a_handout(to_print(article, label)))))
    [line] = [p for p in document.paragraphs if re.match(r"\d+\t", p.text)]

    def names(element: Iterable[object]) -> list[str]:
        return [each.tag.rpartition("}")[2] for each in element]  # type: ignore[attr-defined]

    assert names(line._p.pPr) == ["pBdr", "tabs", "bidi", "spacing", "ind"]
    underlined = next(run for run in line.runs if run.font.underline)
    assert names(underlined._r.rPr) == ["sz", "szCs", "u", "rtl"]
    [table] = document.tables
    assert names(table._tbl.tblPr) == [
        *("tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    ]

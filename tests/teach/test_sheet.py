"""A feedback sheet: what became of each label, why, and what the student wrote."""

from dataclasses import replace

from lxml import html

from annotator.core.feedback import COUNTS, Counts, feedback_on
from annotator.core.labels import new_label
from annotator.core.model import Article, Codebook, Field, Kind, Label, Metadata, Span, Tag
from annotator.core.text import sha256
from annotator.teach.pages import html_of
from annotator.teach.paper import Paper, Table, plain
from annotator.teach.sheet import ArticleFeedback, sheet

TEXT = (
    "The regime scrapped the beloved ferry, a horrific loss that critics call a betrayal. "
    "It was a catastrophic act of vandalism, said one, and nobody said otherwise on the pier."
)
ARTICLE = Article("a", TEXT, 0, sha256(TEXT), Metadata("a", title="Ferry"))
BOOK = Codebook(
    id="b",
    name="Words",
    fields=(
        Field("neutral", "Neutral wording"),
        Field("speaker", "Speaker", detect="speaker"),
        Field("quoted", "Quoted?", Kind.YES_NO),
    ),
    tags=(Tag("loaded", "Loaded word"), Tag("praise", "Praise")),
)


def a_label(
    words: str, who: str = "me", tag: str = "loaded", note: str = "", **fields: str
) -> Label:
    at = TEXT.index(words)
    return new_label(
        ARTICLE,
        tag,
        [Span(at, at + len(words))],
        label_id=f"{who}:{words}",
        annotator_id=who,
        codebook_version=1,
        now="",
        fields=fields,
        note=note,
    )


def in_key(
    words: str, sort: Counts = Counts.REQUIRED, note: str = "", tag: str = "loaded"
) -> Label:
    return a_label(words, "key", tag, note, **{COUNTS.key: sort.value})


KEY = (
    in_key("regime", note="A name that takes sides."),
    in_key("beloved", tag="praise"),
    in_key("horrific loss", Counts.DECOY, "A sad fact."),
    in_key("critics call", Counts.OPTIONAL),
    in_key("catastrophic act of vandalism"),
    in_key("betrayal"),
)
MINE = (
    a_label("regime", note="Nobody calls their own so", neutral="government", speaker="Oda"),
    a_label("beloved"),
    a_label("horrific loss"),
    a_label("critics call"),
    a_label("catastrophic"),
    a_label("nobody"),
)


def a_sheet(*mine: Label, comment: str = "", grade: str = "", name: str = "Blue Heron") -> Paper:
    told = ArticleFeedback(
        ARTICLE, feedback_on(mine, KEY), 3, {it.id: at % 4 for at, it in enumerate((*KEY, *mine))}
    )
    return sheet("Spot it", name, [told], BOOK, comment=comment, grade=grade)


def rows(paper: Paper) -> list[list[str]]:
    [table] = [block for block in paper.parts[0].blocks if isinstance(block, Table)]
    return [[plain(cell) for cell in row] for row in table.rows]


def test_every_place_says_what_became_of_it_where_it_is_and_why() -> None:
    found = rows(a_sheet(*MINE))
    assert [(row[0], row[1], row[2].splitlines()[0]) for row in found] == [
        ("✓ hit", "1", "“regime”"),
        ("≠ with another tag", "1", "“beloved”"),
        ("! a decoy", "1", "“horrific loss”"),
        ("· optional", "2", "“critics call”"),
        ("○ missed", "2", "“betrayal”"),
        ("≈ nearly hit", "2–3", "“catastrophic act of vandalism”"),
        ("+ not in the key", "3", "“nobody”"),
    ]
    assert found[0][3].splitlines() == [
        "A name that takes sides.",
        "0 of 3 experts marked it.",
        "Your reason: Nobody calls their own so",
        "Your “Neutral wording”: government",
    ]
    assert found[1][2] == "“beloved”\nPraise\nYou: “beloved” Loaded word"
    assert found[2][3] == "A sad fact."
    assert found[5][2].endswith("You: “catastrophic” Loaded word")


def test_the_figure_the_counts_the_grade_and_the_comment_are_told() -> None:
    page = html_of(a_sheet(*MINE, comment="Well read.\nGo on.", grade="8 / 10"))
    figure = f"{feedback_on(MINE, KEY).f1:.2f}"
    for told in (
        figure,
        "1 hit, 1 nearly hit",
        "1 decoy,",
        "Blue Heron",
        "8 / 10",
        "Well read.\nGo on.",
    ):
        assert told in page
    assert "Spot it · Blue Heron" in page
    assert 'class="writing' not in page


def test_one_expert_has_no_split_and_without_a_comment_there_is_room_for_one() -> None:
    told = ArticleFeedback(ARTICLE, feedback_on(MINE, KEY), 1, {})
    page = html_of(sheet("Spot it", "Ada", [told], BOOK))
    assert "experts" not in page
    assert 'class="writing' in page


def test_who_has_done_nothing_gets_a_sheet_that_says_so() -> None:
    assert "No article of this lesson is done yet." in html_of(sheet("Spot it", "Ada", [], BOOK))


def test_an_article_without_anything_to_mark_has_no_table() -> None:
    told = ArticleFeedback(ARTICLE, feedback_on((), ()))
    paper = sheet("Spot it", "Ada", [told], BOOK)
    assert not [block for block in paper.parts[0].blocks if isinstance(block, Table)]
    assert "nothing to mark, and nothing is marked" in html_of(paper)


def test_whatever_a_student_wrote_stays_text_and_is_not_endless() -> None:
    evil = "<script>alert('x')</script>\u202e"
    mine = a_label("regime", note=evil + "y" * 5000, neutral=evil)
    mine = replace(mine, tag=evil)
    page = html_of(a_sheet(mine, name=evil, comment=evil, grade=evil))
    assert "<script" not in page
    assert "\u202e" not in page
    assert page.count("y" * 900) == 1
    assert "y" * 1000 not in page
    shown = html.fromstring(page).text_content()
    assert shown.count("<script>alert('x')</script>") >= 5

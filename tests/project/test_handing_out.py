"""A lesson's handout and feedback sheets as files: whole or not at all."""

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import html
from PySide6.QtWidgets import QApplication

from annotator.codebooks import shipped_codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import COUNTS, Counts
from annotator.core.lesson import Lesson, Part
from annotator.core.model import Span, State
from annotator.core.work import Progress, Work, finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, headlined
from annotator.gui.printing.pdf import print_paper
from annotator.project import Project
from annotator.project.handing_out import handout, paper_of, sheets
from annotator.project.importing import add_drafts
from annotator.project.lesson import change_lesson, key_annotator
from annotator.teach.lines import lines_of
from annotator.teach.paper import Paper, PaperSize


@pytest.fixture(autouse=True)
def _qt(qapp: QApplication) -> None:
    """What draws needs an application; the tests have one."""


@pytest.fixture
def lesson(project: Project) -> Project:
    """A lesson on the first article, whose key has a required word and a decoy."""
    ids = project.article_ids()
    parts = {ids[1]: Part.AFTER, ids[2]: Part.AGAIN}
    change_lesson(project, Lesson("Read it.", credit="Ours, CC0", parts=parts))
    key = Desk(project, key_annotator(project))
    marks(key, ids[0], "catastrophic", "It judges.")
    marks(key, ids[0], "four generations", "A fact.", Counts.DECOY)
    return project


def marks(
    desk: Desk, article_id: str, words: str, note: str = "", sort: Counts | None = None
) -> None:
    article = desk.project.article(article_id)
    at = article.text.index(words)
    desk.tag(article, "loaded", [[Span(at, at + len(words))]], note=note)
    if sort is not None:
        [label] = [it for it in desk.labels(article_id) if it.quote == words]
        after = replace(label, fields={**label.fields, COUNTS.key: sort.value})
        desk.project.do("Counts", Edit(label, after), annotator_id=desk.annotator.id)


def settle(project: Project, **changes: object) -> None:
    before = project.settings
    project.do("Settings", Edit(before, replace(before, **changes)))


def pages(path: Path) -> list[str]:
    with closing(pypdfium2.PdfDocument(path)) as document:
        found = [page.get_textpage().get_text_bounded() for page in document]
    return [page.replace("\r\n", "\n") for page in found]


NUMBERS, WORDS, NOTES = 20 * 72 / 25.4, 28 * 72 / 25.4, 58 * 72 / 25.4
"""Where the column of numbers begins, where the words do, and the margin for notes, from the right.
"""


def printed_lines(path: Path) -> list[tuple[int, str]]:
    """The numbers at the left of a PDF's pages, with the words beside them, without blanks."""
    found = []
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            signs = [(box, text.get_text_range(at, 1)) for at, box in enumerate(boxes)]
            left = [it for it in signs if NUMBERS - 2 < it[0][0] < WORDS and it[1].isdigit()]
            bottoms = sorted((box[1] for box, _ in left), reverse=True)
            for bottom in [
                at for at, it in zip(bottoms, [1e9, *bottoms], strict=False) if it - at > 3
            ]:
                number = "".join(sign for box, sign in left if abs(box[1] - bottom) < 3)
                beside = text.get_text_bounded(
                    WORDS, bottom - 4, page.get_width() - NOTES, bottom + 9
                )
                found.append((int(number), "".join(beside.split())))
    return found


def wanted_lines(project: Project, article_id: str) -> list[tuple[int, str]]:
    article = project.article(article_id)
    lines = lines_of(article)
    return [(it.number, "".join(article.text[slice(*it.span)].split())) for it in lines]


def holds(found: list[tuple[int, str]], wanted: list[tuple[int, str]]) -> bool:
    """Whether just these lines stand one after the other; a list of tags may stand above."""
    starts = range(len(found) - len(wanted) + 1)
    return any(found[start : start + len(wanted)] == wanted for start in starts)


# ---------------------------------------------------------------------------- handouts


def test_the_lines_are_the_same_in_pdf_html_and_docx(lesson: Project, tmp_path: Path) -> None:
    article_id = lesson.article_ids()[0]
    wanted = wanted_lines(lesson, article_id)
    assert len(wanted) > 3
    for ending in (".pdf", ".html", ".docx"):
        path = tmp_path / f"out{ending}"
        assert finish(handout(lesson, path, articles=[article_id], draw=print_paper)) == 1
    page = html.fromstring((tmp_path / "out.html").read_text("utf-8"))
    shown = [(line[0].text_content(), line[1].text_content()) for line in page.find_class("line")]
    assert [(int(number), "".join(words.split())) for number, words in shown] == wanted
    written = [p.text.split("\t", 1) for p in docx.Document(tmp_path / "out.docx").paragraphs]
    told = [(int(it[0]), "".join(it[1].split())) for it in written if it[0].isdigit()]
    assert told == wanted
    assert holds(printed_lines(tmp_path / "out.pdf"), wanted)
    [*_, last] = pages(tmp_path / "out.pdf")
    assert "Ours, CC0" in last
    assert "Summary" in last


@pytest.mark.parametrize("size", list(PaperSize))
def test_pages_have_the_size_that_is_asked_for(
    lesson: Project, tmp_path: Path, size: PaperSize
) -> None:
    article_id = lesson.article_ids()[0]
    wanted, (wide, high) = wanted_lines(lesson, article_id), size.centimetres
    for ending in (".pdf", ".docx"):
        path = tmp_path / f"out{ending}"
        finish(handout(lesson, path, articles=[article_id], size=size, draw=print_paper))
    with closing(pypdfium2.PdfDocument(tmp_path / "out.pdf")) as document:
        points = document[0].get_size()
    assert [at / 72 * 2.54 for at in points] == pytest.approx([wide, high], abs=0.05)
    assert holds(printed_lines(tmp_path / "out.pdf"), wanted)
    section = docx.Document(tmp_path / "out.docx").sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert [section.page_width.cm, section.page_height.cm] == pytest.approx([wide, high], abs=0.01)


def test_the_key_is_printed_with_the_same_lines(lesson: Project, tmp_path: Path) -> None:
    article_id = lesson.article_ids()[0]
    path = tmp_path / "key.pdf"
    finish(handout(lesson, path, articles=[article_id], key=True, draw=print_paper))
    found, wanted = (
        [(number, re.sub(r"\d+", "", words)) for number, words in lines]  # but for raised numbers
        for lines in (printed_lines(path), wanted_lines(lesson, article_id))
    )
    assert holds(found, wanted)
    text = "\n".join(pages(path))
    for told in ("It judges.", "Decoy", "wavy line", "for the instructor"):
        assert told in text


def test_an_article_of_many_pages_has_each_line_once(lesson: Project, tmp_path: Path) -> None:
    body = "\n\n".join(
        " ".join(f"word{at} of paragraph {paragraph}," for at in range(25))
        for paragraph in range(30)
    )
    [long] = finish(add_drafts(lesson, [Draft(*headlined("Long story", body), title="Long")])).ids
    assert len(lesson.article(long).text.split()) > 3_000 - 1
    path = tmp_path / "long.pdf"
    finish(handout(lesson, path, articles=[long], draw=print_paper))
    assert holds(printed_lines(path), wanted_lines(lesson, long))
    found = pages(path)
    assert len(found) > 8
    assert [f"{at} / {len(found)}" in page for at, page in enumerate(found, 1)] == [True] * len(
        found
    )


def test_what_is_kept_to_try_again_on_is_handed_out_only_by_name(
    lesson: Project, tmp_path: Path
) -> None:
    assert finish(handout(lesson, tmp_path / "all.html")) == 2
    again = lesson.article_ids()[2]
    assert finish(handout(lesson, tmp_path / "again.html", articles=[again])) == 1
    assert "read the banner" in (tmp_path / "again.html").read_text("utf-8")


def test_a_wide_line_or_a_paragraph_in_hebrew_keeps_its_number(
    lesson: Project, tmp_path: Path
) -> None:
    body = (
        "W" * 400 + "\n“שלום” read the banner that the crew hung out on Sunday, and nobody minded."
    )
    [odd] = finish(add_drafts(lesson, [Draft(body, title="Odd")])).ids
    path = tmp_path / "odd.pdf"
    finish(handout(lesson, path, articles=[odd], draw=print_paper))
    found, wanted = printed_lines(path), wanted_lines(lesson, odd)
    wide = [line for line in wanted if line[1].startswith("W")]
    assert len(wide) > 10
    assert holds(found, wide)
    last = wanted[-1][0]
    assert dict(found)[last].count("minded") == 1
    with closing(pypdfium2.PdfDocument(path)) as document:
        text = document[0].get_textpage()
        seen = [at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        edges = [text.get_charbox(at)[2] for at in seen]
        assert max(edges) < document[0].get_width() - 15 * 72 / 25.4


@pytest.mark.parametrize("name", ["ptc-18", "semeval-2023", "loaded-language", "recasens"])
def test_the_codebook_is_on_one_page(lesson: Project, tmp_path: Path, name: str) -> None:
    book = replace(shipped_codebook(name), id=lesson.codebook.id)
    lesson.do("Codebook", Edit(lesson.codebook, book))
    article_id = lesson.article_ids()[2]
    path = tmp_path / "book.pdf"
    finish(handout(lesson, path, articles=[article_id], codebook_page=True, draw=print_paper))
    with_names = [page for page in pages(path) if "Ask yourself" in page]
    assert len(with_names) == 1
    assert pages(path)[-1] == with_names[0]
    last = " ".join(with_names[0].split())
    assert [tag.name for tag in book.offered if tag.name.split()[0] not in last] == []


def test_the_source_is_hidden_where_the_project_hides_it_but_not_with_the_key(
    lesson: Project, tmp_path: Path
) -> None:
    article_id = lesson.article_ids()[0]
    assert "Velmar Lantern" not in repr(paper_of(lesson, [article_id]))
    assert "Velmar Lantern" in repr(paper_of(lesson, [article_id], key=True))
    settle(lesson, source_hidden=False)
    assert "Velmar Lantern" in repr(paper_of(lesson, [article_id]))


def test_a_covered_name_changes_no_line(lesson: Project) -> None:
    body = "As the Velmar Lantern said, the pier is shut. " * 8
    told = Draft(body.strip(), title="Pier", outlet="The Velmar Lantern")
    [article_id] = finish(add_drafts(lesson, [told])).ids
    open_lines = repr(paper_of(lesson, [article_id])).count("NumberedLine(")
    settle(lesson, outlet_masked=True)
    covered = repr(paper_of(lesson, [article_id]))
    assert "Lantern" not in covered
    assert covered.count("NumberedLine(") == open_lines


# ---------------------------------------------------------------------------- refusals


def test_what_cannot_be_handed_out_is_a_sentence_and_leaves_nothing(
    lesson: Project, tmp_path: Path
) -> None:
    ids = lesson.article_ids()

    def refused(path: Path, says: str, **options: object) -> None:
        before = sorted(tmp_path.iterdir())
        with pytest.raises(AnnotatorError, match=says):
            finish(handout(lesson, path, **options))
        assert sorted(tmp_path.iterdir()) == before

    refused(tmp_path / "x.odt", "ends in one of")
    refused(tmp_path / "x.pdf", "cannot be drawn here")
    refused(tmp_path / "x.html", "has no key yet", articles=[ids[1]], key=True)
    refused(tmp_path / "x.html", "no article nowhere", articles=["nowhere"])
    refused(tmp_path / "no" / "x.html", "could not be written")
    there = tmp_path / "there.html"
    there.write_text("mine", "utf-8")
    refused(there, "is there already")
    assert there.read_text("utf-8") == "mine"
    settle(lesson, lesson=None)
    refused(tmp_path / "x.html", "is no lesson yet")


def test_a_drawing_that_fails_leaves_no_half_file(lesson: Project, tmp_path: Path) -> None:
    def failing(paper: Paper, path: Path) -> Work[None]:
        path.write_bytes(b"%PDF half")
        yield Progress(1)
        raise OSError(28, "No space left on device")

    before = sorted(tmp_path.iterdir())
    with pytest.raises(AnnotatorError, match="No space left on device"):
        finish(handout(lesson, tmp_path / "out.pdf", draw=failing))
    ines = lesson.annotators()[0].id
    with pytest.raises(AnnotatorError, match="No space left on device"):
        finish(sheets(lesson, tmp_path / "all", [ines], {}, {}, {}, form="pdf", draw=failing))
    work = handout(lesson, tmp_path / "out.pdf", draw=failing)
    next(work)
    work.close()  # as when somebody cancels
    assert sorted(tmp_path.iterdir()) == before


# ---------------------------------------------------------------------------- sheets


@pytest.fixture
def done(lesson: Project) -> str:
    """The id of Ines, who found the required word and took the decoy."""
    desk = Desk(lesson, lesson.annotators()[0])
    article_id = lesson.article_ids()[0]
    marks(desk, article_id, "catastrophic", "Too strong <script>")
    marks(desk, article_id, "four generations")
    desk.set_state(article_id, State.DONE)
    return desk.annotator.id


def test_each_student_has_a_sheet_in_html_and_pdf(
    lesson: Project, done: str, tmp_path: Path
) -> None:
    names, comments, grades = {done: "Blue Heron"}, {done: "Look again."}, {done: "7"}
    for form in ("html", "pdf"):
        work = sheets(
            lesson, tmp_path / form, [done], names, comments, grades, form=form, draw=print_paper
        )
        assert finish(work) == [tmp_path / form / f"Feedback Blue Heron.{form}"]
    page = (tmp_path / "html" / "Feedback Blue Heron.html").read_text("utf-8")
    [text] = pages(tmp_path / "pdf" / "Feedback Blue Heron.pdf")
    assert "Too strong &lt;script&gt;" in page
    assert "Too strong <script>" in text
    shown = html.fromstring(page).text_content()
    for told in ("Blue Heron", "Look again.", "7", "1 hit, 1 decoy", "It judges.", "A fact."):
        assert told in shown
        assert told in text
    assert "Ines" not in page


def test_names_cannot_leave_the_folder_nor_meet_each_other(
    lesson: Project, done: str, tmp_path: Path
) -> None:
    names = {done: "../../etc/ada", "x": "..\\..\\etc\\ADA", "y": "\x00<>|", "z": "CON"}
    folder = tmp_path / "sheets"
    files = finish(sheets(lesson, folder, [done, "x", "y", "z"], names, {}, {}))
    assert [file.name for file in files] == [
        "Feedback etc ada.html",
        "Feedback etc ADA 2.html",
        "Feedback nameless.html",
        "Feedback CON.html",
    ]
    assert sorted(folder.iterdir()) == sorted(files)


def test_sheets_come_into_a_folder_that_is_there_but_replace_nothing(
    lesson: Project, done: str, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", "utf-8")
    finish(sheets(lesson, folder, [done], {}, {}, {}))
    assert {it.name for it in folder.iterdir()} == {"notes.txt", "Feedback Ines.html"}
    with pytest.raises(AnnotatorError, match="is there already"):
        finish(sheets(lesson, folder, ["other", done], {}, {}, {}))
    assert {it.name for it in folder.iterdir()} == {"notes.txt", "Feedback Ines.html"}
    with pytest.raises(AnnotatorError, match="is a file"):
        finish(sheets(lesson, folder / "notes.txt", [done], {}, {}, {}))


def test_without_students_or_in_another_form_there_are_no_sheets(
    lesson: Project, done: str, tmp_path: Path
) -> None:
    with pytest.raises(AnnotatorError, match="collect the hand-ins first"):
        finish(sheets(lesson, tmp_path / "x", [], {}, {}, {}))
    with pytest.raises(AnnotatorError, match="choose one of html, pdf"):
        finish(sheets(lesson, tmp_path / "x", [done], {}, {}, {}, form="docx"))
    assert not (tmp_path / "x").exists()

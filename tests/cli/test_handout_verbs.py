"""`lesson handout` and `lesson sheets`, as a person or a script gives them."""

from contextlib import closing
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from shell import Shell

from annotator.core.lesson import Lesson, Part
from annotator.core.model import AnnotatorKind, Span
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.lesson import change_lesson, key_annotator
from annotator.project.roster import Roster, RosterEntry, roster_path, write_roster
from annotator.project.team import Sharing, add_annotator, assign


@pytest.fixture
def lesson(shell: Shell, article: str, qapp: QApplication) -> str:
    """P.annot as a lesson with a key; Ada marked what the key has, Ben nothing."""
    with closing(Project.open(Path("P.annot"))) as project:
        change_lesson(project, Lesson("Read it twice."))
        ada = add_annotator(project, "Ada", AnnotatorKind.PERSON)
        add_annotator(project, "Ben", AnnotatorKind.PERSON)
        assign(project, [article], Sharing((ada.id,), 1, batch=Part.LESSON.value))
        entry = RosterEntry("Ada Lind", "Ada", ada.id, points=88.5, comment="Well read.")
        write_roster(Roster((entry,)), roster_path(project.path))
        text = project.article(article).text
        at = text.index("horrific")
        for who in (key_annotator(project), ada):
            place = [[Span(at, at + len("horrific"))]]
            note = "It judges." if who.kind is AnnotatorKind.KEY else ""
            desk = Desk(project, who)
            desk.tag(project.article(article), "evaluative-word", place, note=note)
    return article


def test_a_handout_is_written_in_each_format(shell: Shell, lesson: str) -> None:
    for name in ("out.pdf", "out.html", "out.docx"):
        said = shell.gives("lesson", "handout", "P.annot", "--out", name)
        assert said == {"out": name, "articles": 1, "key": False, "codebook": False}
    assert "Read it twice." in Path("out.html").read_text("utf-8")
    assert any("Read it twice." in p.text for p in docx.Document("out.docx").paragraphs)
    with closing(pypdfium2.PdfDocument("out.pdf")) as document:
        assert "Read it twice." in document[0].get_textpage().get_text_bounded()


def test_the_key_and_the_codebook_come_where_they_are_wanted(shell: Shell, lesson: str) -> None:
    whole = ("--key", "--codebook", "--article", lesson[:13])
    said = shell.says("lesson", "handout", "P.annot", "--out", "key.html", *whole)
    assert (said.status, said.out) == (0, "")
    assert said.err == "key.html has 1 article, with the key.\n"
    page = Path("key.html").read_text("utf-8")
    assert "It judges." in page
    assert "Ask yourself" in page


def test_each_student_of_the_class_has_a_sheet(shell: Shell, lesson: str) -> None:
    for form in ("html", "pdf"):
        said = shell.gives("lesson", "sheets", "P.annot", "--out", form, "--format", form)
        assert said == {"out": form, "files": [f"Feedback Ada.{form}"]}
        assert [it.name for it in Path(form).iterdir()] == said["files"]
    page = Path("html/Feedback Ada.html").read_text("utf-8")
    for told in ("1 hit", "88.5 / 100", "Well read."):
        assert told in page
    assert "Lind" not in page
    said = shell.gives("lesson", "sheets", "P.annot", "--out", "named", "--names")
    assert said["files"] == ["Feedback Ada Lind.html"]


def test_what_cannot_be_written_is_a_sentence(shell: Shell, lesson: str) -> None:
    out = ("lesson", "handout", "P.annot", "--out")
    assert "must end in one of .pdf, .html, .docx" in shell.refuses(*out, "out.odt")
    assert "There is no article “nowhere”" in shell.refuses(*out, "x.html", "--article", "nowhere")
    shell.does(*out, "x.html")
    assert "is there already" in shell.refuses(*out, "x.html")
    shell.does("new", "Q.annot")
    assert "is no lesson yet" in shell.refuses("lesson", "handout", "Q.annot", "--out", "y.html")
    assert "choose one of html, pdf" in shell.refuses(
        "lesson", "sheets", "P.annot", "--out", "all", "--format", "docx"
    )
    assert "see `annotator lesson handout --help`" in shell.refuses("lesson", "handout", "P.annot")


def test_the_help_of_a_lesson_names_its_verbs(shell: Shell) -> None:
    for verb in ("handout", "sheets"):
        assert f"\n  {verb} " in shell.does("lesson", "--help")
        page = shell.does("lesson", verb, "--help")
        assert f"annotator lesson {verb} " in page.partition("Example:")[2]
        assert max(map(len, page.splitlines())) <= 90


@pytest.mark.parametrize(
    ("place", "asked", "wide"),
    [("en_US.UTF-8", "", 612), ("de_AT.UTF-8", "", 595), ("de_AT.UTF-8", "letter", 612)],
)
def test_the_paper_is_as_usual_where_one_is_or_as_asked_for(
    shell: Shell, lesson: str, monkeypatch: pytest.MonkeyPatch, place: str, asked: str, wide: int
) -> None:
    monkeypatch.setenv("LC_ALL", place)
    option = ("--paper", asked) if asked else ()
    shell.gives("lesson", "handout", "P.annot", "--out", "out.pdf", *option)
    shell.gives("lesson", "sheets", "P.annot", "--out", "all", "--format", "pdf", *option)
    for path in (Path("out.pdf"), *Path("all").iterdir()):
        with closing(pypdfium2.PdfDocument(path)) as document:
            assert round(document[0].get_size()[0]) == wide


def test_paper_that_there_is_not_is_told(shell: Shell, lesson: str) -> None:
    said = shell.says("lesson", "handout", "P.annot", "--out", "out.pdf", "--paper", "a3")
    assert (said.status, Path("out.pdf").exists()) == (2, False)
    assert "There is no paper “a3”; choose one of a4, letter." in said.err

"""An article with its labels as a PDF."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, ReadOptions, WriteOptions, verified
from annotator.formats.source import Source
from annotator.formats.texts import pdf
from annotator.formats.writing import written
from annotator.gui.printing.pdf import FORMAT, print_article
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.project.sight import as_annotators_see


def test_the_pdf_holds_the_text_and_the_labels(
    qapp: QApplication, project: Project, desk: Desk, tmp_path: Path
) -> None:
    article = project.article(project.article_ids()[0])
    at = article.text.index("catastrophic")
    desk.tag(article, "loaded", [[Span(at, at + 12)]], fields={"intensity": 5}, note="why not bad?")
    path = tmp_path / "out.pdf"
    options = WriteOptions(codebook=project.codebook)
    print_article(project.labelled(article.id), options, path)
    [draft] = pdf.FORMAT.read(Source(path), ReadOptions()) if pdf.FORMAT.read else []
    assert isinstance(draft, Draft)
    read = " ".join(draft.text.split())
    assert "has scrapped the ferry that carried four generations" in read
    assert "Loaded word" in read
    assert "why not bad?" in read
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["out.pdf"]


def test_an_impossible_place_is_a_sentence(
    qapp: QApplication, project: Project, tmp_path: Path
) -> None:
    item = project.labelled(project.article_ids()[0])
    with pytest.raises(AnnotatorError, match="could not be written"):
        print_article(item, WriteOptions(), tmp_path / "nowhere" / "out.pdf")


def test_each_article_begins_on_a_page_of_its_own(
    qapp: QApplication, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "all.pdf"
    items = [project.labelled(article_id) for article_id in project.article_ids()]
    done = finish(written(path, FORMAT, items, WriteOptions(codebook=project.codebook)))
    assert (done.articles, done.read_back) == (3, None)
    with closing(pypdfium2.PdfDocument(path)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) == 3
    assert "Ferry Withdrawn" in pages[1].replace("\r\n", " ")
    assert all("1 / 1" in page for page in pages)


def test_what_annotators_are_not_to_see_is_not_printed(project: Project, desk: Desk) -> None:
    told = Draft("As the Velmar Lantern said.", title="The Lantern", outlet="The Velmar Lantern")
    [article_id] = finish(add_drafts(project, [told])).ids
    article = project.article(article_id)
    desk.tag(article, "loaded", [[Span(0, 18)]])
    item = project.labelled(article_id)
    masked = as_annotators_see(item, replace(project.settings, outlet_masked=True))
    assert masked.article.text == "As the •••••• ••••••• said."
    assert masked.article.metadata.outlet == ""
    assert [label.quote for label in masked.labels] == ["As the •••••• ••••"]
    assert as_annotators_see(item, replace(project.settings, source_hidden=False)) == item
    assert verified(masked) == masked

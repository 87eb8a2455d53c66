"""Articles with their labels as a PDF to read or hand out, and a lesson's sheets, drawn by Qt.

The window prints the article that is open, the command line whatever is chosen. Neither needs a
screen.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from annotator.core.errors import AnnotatorError
from annotator.core.work import Progress, Work, finish
from annotator.formats import readable
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions
from annotator.formats.registry import format_named, formats
from annotator.formats.texts import pdf
from annotator.formats.writing import written
from annotator.gui.printing.press import Press
from annotator.gui.theme import theme
from annotator.teach.paper import Paper, PaperSize, usual_in
from annotator.territory import territory

_MARGIN = 26
"""Millimetres of margin on every side."""

_SHEET_MARGINS = QMarginsF(20, 17, 16, 20)
"""The same for what is filled in by hand: less at the sides, where there is a margin for notes."""

_SIZES = {
    PaperSize.A4: QPageSize.PageSizeId.A4,
    PaperSize.LETTER: QPageSize.PageSizeId.Letter,
}

_POINTS = 10.5
_FOOT_POINTS = 8.0

_kept: list[QGuiApplication] = []
"""What Qt needs in order to draw, where there is no window; it lives as long as the process."""


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write the articles to a PDF, each from a new page on, its labels listed below.

    The paper is the one that is usual here.
    """
    _see_that_qt_can_draw()
    articles = iter(items)
    first = list(islice(articles, 2))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer = _writer(
        path, first[0].article.title if len(first) == 1 else "", margins, usual_in(territory())
    )
    painter = _painter(writer, path)
    try:
        for number, item in enumerate(chain(first, articles)):
            if number:
                writer.newPage()
            _paint(readable.article_html(item, options, simple=True), writer, painter)
            yield
    finally:
        painter.end()


FORMAT = replace(
    pdf.FORMAT,
    name="PDF to read or hand out",
    read=None,
    write=write,
    carries=readable.FORMAT.carries,
    about="Articles on the usual paper, their labels underlined and listed with all that was said.",
    kind="reading",
)
"""PDF as it is written; `formats.texts.pdf` has how it is read."""


def written_formats() -> list[Format]:
    """All formats that the window can write, PDF among them."""
    known = [FORMAT if form.id == FORMAT.id else form for form in formats()]
    return [form for form in known if form.write is not None]


def format_to_write(name: str) -> Format:
    """The format of this id, as the window writes it; raises AnnotatorError if there is none."""
    return FORMAT if name == FORMAT.id else format_named(name)


def print_article(item: LabelledArticle, options: WriteOptions, path: Path) -> None:
    """Write one article, its labels underlined and listed, to a PDF.

    Raises AnnotatorError, and changes nothing, where the file cannot be written.
    """
    finish(written(path, FORMAT, [item], options))


def print_paper(paper: Paper, path: Path) -> Work[None]:
    """Draw a handout or a feedback sheet to a new PDF; a step for each of its parts.

    Raises OSError or AnnotatorError where the file cannot be written.
    """
    _see_that_qt_can_draw()
    writer = _writer(path, paper.title, _SHEET_MARGINS, paper.size)
    painter = _painter(writer, path)
    try:
        for number, _ in enumerate(Press(writer, paper).draw(painter), 1):
            yield Progress(number, len(paper.parts), path.name)
    finally:
        painter.end()


def _see_that_qt_can_draw() -> None:
    if QGuiApplication.instance() is None:
        if sys.platform == "linux":
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["annotator"]))


def _writer(path: Path, title: str, margins: QMarginsF, size: PaperSize) -> QPdfWriter:
    path.open("xb").close()  # Qt does not say why it cannot
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Annotator")
    writer.setPageSize(QPageSize(_SIZES[size]))
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    return writer


def _painter(writer: QPdfWriter, path: Path) -> QPainter:
    painter = QPainter()
    if not painter.begin(writer):
        raise AnnotatorError(f"“{path.name}” could not be drawn; choose another place for it.")
    return painter


def _paint(html: str, writer: QPdfWriter, painter: QPainter) -> None:
    document = QTextDocument()
    font = QFont(theme("light").article_font())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(html)
    layout = document.documentLayout()
    layout.setPaintDevice(writer)
    wide, high = float(writer.width()), float(writer.height())
    document.setPageSize(QSizeF(wide, high))
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    small = QFont(font)
    small.setPointSizeF(_FOOT_POINTS)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        shown = QRectF(0, page * high, wide, high)
        context.clip = shown
        painter.save()
        painter.translate(0, -page * high)
        painter.setClipRect(shown)
        layout.draw(painter, context)
        painter.restore()
        painter.setFont(small)
        foot = QRectF(0, high, wide, high / 20)
        number = f"{page + 1} / {document.pageCount()}"
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)

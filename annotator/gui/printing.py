"""An article with its labels as a PDF to read or hand out, drawn by Qt."""

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from annotator.core.errors import AnnotatorError
from annotator.formats.exchange import LabelledArticle, WriteOptions
from annotator.formats.readable import article_html
from annotator.gui.theme import theme

_MARGIN = 6
"""Millimetres of margin on every side, beside the two centimetres that Qt leaves itself."""

_POINTS = 10.5


def print_article(item: LabelledArticle, options: WriteOptions, path: Path) -> None:
    """Write the article, its labels underlined and listed, to a PDF of A4 pages.

    Raises AnnotatorError where the file cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch()
        _print(article_html(item, options, simple=True), item.article.title, part)
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AnnotatorError(f"“{path.name}” could not be written: {reason}.") from error
    finally:
        part.unlink(missing_ok=True)


def _print(html: str, title: str, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Annotator")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont(theme("light").article_font())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(html)
    document.print_(writer)

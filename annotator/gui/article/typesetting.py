"""An article as Qt's document: its fonts, the room between lines, the headline."""

from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from annotator.core.model import Article
from annotator.core.text import OffsetMap
from annotator.gui.article.screen_text import screen_text
from annotator.gui.theme import current_theme

ROOM = 12.0
"""Room below each line for the lanes, in pixels at 100 %."""
_BLANK_LINE = 13
"""A blank line between paragraphs is room enough at half its height: pixels at 100 %."""
_HEADLINE = 1.5


def typeset(article: Article, points: float, room: float = ROOM) -> tuple[QTextDocument, OffsetMap]:
    """The document in letters of so many points, and where the text's positions are in it.

    The map leads from code points of the article's text to UTF-16 units of the document. `room` is
    that below each line, in pixels at 100 %.
    """
    shown, to_utf16 = screen_text(article.text)
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(current_theme().article_font(points))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDocumentMargin(0)
    document.setPlainText(shown)
    _make_room(document, room)
    if article.headline_end:
        _set_headline(document, to_utf16.outer(article.headline_end), points)
    _tighten_blank_lines(document)
    return document, to_utf16


def _make_room(document: QTextDocument, room: float) -> None:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(
        current_theme().px(room), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value
    )
    cursor.mergeBlockFormat(spaced)


def _set_headline(document: QTextDocument, end: int, points: float) -> None:
    cursor = QTextCursor(document)
    cursor.setPosition(0)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    headline = QTextCharFormat()
    font = current_theme().article_font(points * _HEADLINE)
    font.setBold(True)
    headline.setFont(font)
    cursor.mergeCharFormat(headline)


def _tighten_blank_lines(document: QTextDocument) -> None:
    tight = QTextBlockFormat()
    tight.setLineHeight(
        current_theme().px(_BLANK_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value
    )
    block = document.begin()
    cursor = QTextCursor(document)
    while block.isValid():
        if block.length() == 1:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(tight)
        block = block.next()

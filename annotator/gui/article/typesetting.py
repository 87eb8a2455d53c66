"""An article as Qt's document: its fonts, the room between lines, the headline, what is covered."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from annotator.core.masking import NOTHING, Mask
from annotator.core.model import Article, Span
from annotator.core.text import OffsetMap
from annotator.gui.article.screen_text import screen_text
from annotator.gui.theme import current_theme

ROOM = 12.0
"""Room below each line for the lanes, in pixels at 100 %."""
_BLANK_LINE = 13
"""A blank line between paragraphs is room enough at half its height: pixels at 100 %."""
_HEADLINE = 1.5
_UNITS = 64
"""Qt's lengths within text are whole 64ths of a pixel."""
_WORD = re.compile(r"\S+")


def typeset(
    article: Article, points: float, room: float = ROOM, mask: Mask = NOTHING
) -> tuple[QTextDocument, OffsetMap]:
    """The document in letters of so many points, and where the text's positions are in it.

    The map leads from code points of the article's text to UTF-16 units of the document. `room` is
    that below each line, in pixels at 100 %. What the mask covers is not in the document, but takes
    as much room as if it were.
    """
    shown, to_utf16 = screen_text(mask.over(article.text))
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
    for span in mask.spans:
        _make_as_wide(document, article.text, span, to_utf16)
    return document, to_utf16


def _make_as_wide(document: QTextDocument, text: str, span: Span, to_utf16: OffsetMap) -> None:
    """Space the signs of a covered place so that each word is as wide as the one it stands for."""
    cursor = QTextCursor(document)
    for word in _WORD.finditer(text, *span):
        start, end = to_utf16.outer_span(Span(*word.span()))
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.charFormat()
        own = form.hasProperty(QTextCharFormat.Property.FontFamilies.value)
        width = QFontMetricsF(form.font() if own else document.defaultFont()).horizontalAdvance
        # Letters are kerned with their neighbours, the signs are not.
        before, after = (
            text[max(0, word.start() - 1) : word.start()].strip(),
            text[word.end() : word.end() + 1].strip(),
        )
        wanted = width(before + word[0] + after) - width(before) - width(after)
        units = round((wanted - width(cursor.selectedText())) * _UNITS)
        each, rest = divmod(units, end - start)
        _space(cursor, start, start + rest, (each + 1) / _UNITS)
        _space(cursor, start + rest, end, each / _UNITS)


def _space(cursor: QTextCursor, start: int, end: int, pixels: float) -> None:
    if start < end:
        spaced = QTextCharFormat()
        spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        spaced.setFontLetterSpacing(pixels)
        spaced.setForeground(Qt.GlobalColor.transparent)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(spaced)


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

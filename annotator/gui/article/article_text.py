"""The article as it is shown: a read-only text in a comfortable column, its labels painted on it.

All positions that come in or go out are code points of the article's text; the document inside
counts UTF-16 units, and `_to_utf16` is the one bridge. Text is never read back from Qt.
"""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.core.masking import NOTHING, Mask
from annotator.core.model import Article, Label, Span
from annotator.core.spans import merged
from annotator.core.text import OffsetMap, word_at
from annotator.gui.article.backlight import Backlight
from annotator.gui.article.frames import paint_caret_word, paint_cover, paint_frame
from annotator.gui.article.layer import PITCH, LabelLayer, line_rects
from annotator.gui.article.typesetting import ROOM, typeset
from annotator.gui.theme import current_theme

_MARGIN = 56
"""Room below the last line, in pixels."""


class ArticleText(QTextEdit):
    """Shows one article, its labels, and what is selected in it.

    `text` is the article's, `shown` what is to be read of it: what the mask covers is not.

    `shaped` comes whenever the selection is another; `aligned` says how many pixels from the left
    the column begins.
    """

    shaped = Signal()
    aligned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAcceptDrops(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Article"))
        self.text = self.shown = ""
        self.covers = NOTHING
        self.points = 13.0
        self.column = 70
        self.room = ROOM
        self._to_utf16 = OffsetMap.identity(0)
        self.layer = self._new_layer(self.document(), self._to_utf16)
        self._active = ""
        self._pieces: tuple[Span, ...] = ()
        self._passing: tuple[Span, ...] = ()
        self._preview: tuple[Span, ...] = ()
        self._top = 0, 0
        """The position brought to the top last, and where the scroll bar stood then."""
        self._was_dimmed = False
        self._backlight = Backlight(self)
        self._document: QTextDocument | None = None

    # ------------------------------------------------------------------ the article

    def show_article(self, article: Article, mask: Mask = NOTHING) -> None:
        """Show another article from its top, without labels yet; what the mask covers is unseen."""
        self._backlight.stop()
        self.text, self.shown, self.covers = article.text, mask.over(article.text), mask
        document, self._to_utf16 = typeset(article, self.points, self.room, mask)
        self.setDocument(document)
        self._document = document  # Qt only borrows it
        look = self.layer
        self.layer = self._new_layer(document, self._to_utf16)
        self.layer.looks, self.layer.dimmed = look.looks, look.dimmed
        self.layer.scale = current_theme().scale
        self._active, self._pieces, self._passing, self._preview = "", (), (), ()
        self._top = 0, 0
        self._set_margins()
        document.documentLayout().documentSizeChanged.connect(self.layer.forget)
        self.setAccessibleDescription(mask.elsewhere(article.title))

    def _new_layer(self, document: QTextDocument, to_utf16: OffsetMap) -> LabelLayer:
        """What shows the labels on a document."""
        return LabelLayer(document, to_utf16)

    def restyle(self, article: Article | None, mask: Mask | None = None) -> None:
        """Fonts, colours, the column or the mask changed: lay it out anew where it stands."""
        if article is None:
            return
        labels, active, pieces = list(self.layer.labels.values()), self._active, self._pieces
        top = self.top
        self.show_article(article, self.covers if mask is None else mask)
        self.set_labels(labels)
        self.set_active(active)
        self.select(pieces)
        self.scroll_top_to(top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.top
        super().resizeEvent(event)
        self._set_margins()
        if event.oldSize().width() != event.size().width():
            self.scroll_top_to(top)

    def column_width(self) -> int:
        """The width of the text in pixels: as many average characters as wished, or what fits."""
        wished = QFontMetrics(self.document().defaultFont()).averageCharWidth() * self.column
        return max(120, min(wished, self.viewport().width() - 2 * 24))

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        side = max(24, (self.viewport().width() - self.column_width()) // 2)
        if form.leftMargin() == side and form.bottomMargin():
            return
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(8)
        form.setBottomMargin(_MARGIN)
        frame.setFrameFormat(form)
        self.layer.forget()
        self.aligned.emit(side)

    # ------------------------------------------------------------------ labels

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Show exactly these labels."""
        for label_id in list(self.layer.labels):
            self.layer.drop(label_id)
        for label in labels:
            self.layer.put(label)
        self.restyle_labels()

    def put_label(self, label: Label) -> None:
        """Show the label as it is now."""
        self._show_blocks(self.layer.put(label))

    def drop_label(self, label_id: str) -> None:
        """Show the label no longer."""
        self._show_blocks(self.layer.drop(label_id))
        if label_id == self._active:
            self._active = ""

    def _show_blocks(self, numbers: set[int]) -> None:
        if self.layer.dimmed is not None:
            self.layer.dim(numbers)
        layout = self.document().documentLayout()
        for number in numbers:
            block = self.document().findBlockByNumber(number)
            rect = layout.blockBoundingRect(block).translated(0, -self.verticalScrollBar().value())
            self.viewport().update(
                rect.toAlignedRect().adjusted(-4, 0, 4, current_theme().px(self.room))
            )

    def restyle_labels(self) -> None:
        """The looks of tags changed, or all but the labels is to be dimmed or not."""
        self.layer.forget()
        if self.layer.dimmed is not None or self._was_dimmed:
            self.document().documentLayout().documentSize()  # or all would lie at the top
            seen = self._visible_blocks(self.viewport().rect())
            numbers = [block.blockNumber() for block, _ in seen]
            self._backlight.spread(self.layer, numbers, self.document().blockCount())
            self._was_dimmed = self.layer.dimmed is not None
        self.viewport().update()

    @property
    def active(self) -> str:
        """The id of the selected label, or empty."""
        return self._active

    def set_active(self, label_id: str) -> None:
        """Frame this label as the selected one; empty for none."""
        known = label_id if label_id in self.layer.labels else ""
        if known != self._active:
            self._update_active()
            self._active = known
            self._update_active()

    def _update_active(self) -> None:
        label = self.layer.labels.get(self._active)
        for piece in label.pieces if label is not None else ():
            for rect in self.rects(piece):
                self.viewport().update(rect.toAlignedRect().adjusted(-6, -3, 6, 3 + int(2 * PITCH)))

    # ------------------------------------------------------------------ the selection

    @property
    def caret(self) -> int:
        """The position of the text cursor."""
        return self._to_utf16.inner(self.textCursor().position())

    @property
    def pieces(self) -> tuple[Span, ...]:
        """What is selected: nothing, one span, or several pieces of one label to be."""
        return self._pieces

    @property
    def selected(self) -> Span | None:
        """The piece selected last: the one that grows, shrinks and walks."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._to_utf16.inner_span(cursor.selectionStart(), cursor.selectionEnd())

    def select(self, pieces: Sequence[Span], *, quietly: bool = False) -> None:
        """Select these pieces; the last gets the text cursor, the others are marked beside it."""
        self._hold(tuple(merged(pieces)) if len(pieces) > 1 else tuple(pieces))
        cursor = self.textCursor()
        if pieces:
            start, end = self._to_utf16.outer_span(pieces[-1])
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        if not quietly:
            self.shaped.emit()

    def _hold(self, pieces: tuple[Span, ...]) -> None:
        """Take these pieces; Qt sees to the last one, which the text cursor has."""
        before, self._pieces = self._pieces[:-1], pieces
        if before != pieces[:-1]:
            self.viewport().update()

    def place_caret(self, position: int) -> None:
        """Put the text cursor there, selecting nothing."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_utf16.outer(position))
        self.setTextCursor(cursor)
        self._hold(())
        self.shaped.emit()

    def caret_word(self) -> Span | None:
        """The word at the text cursor."""
        return word_at(self.text, self.caret)

    def position_line(self, by: int) -> int:
        """The position in the line below (1) or above (-1) that is nearest to the text cursor."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        step = QTextCursor.MoveOperation.Down if by > 0 else QTextCursor.MoveOperation.Up
        before = cursor.position()
        while cursor.movePosition(step) and not cursor.block().text().strip():
            pass
        return self._to_utf16.inner(cursor.position() if cursor.block().length() > 1 else before)

    def set_passing(self, spans: Sequence[Span]) -> None:
        """Mark these places in passing (what find has found), in order; empty takes them away."""
        self._passing = tuple(spans)
        self.viewport().update()

    def _preview_pieces(self, pieces: Sequence[Span]) -> None:
        """Show what the selected label would stand on."""
        self._preview = tuple(pieces)
        self.viewport().update()

    def rects(self, span: Span) -> list[QRectF]:
        """Where the span stands in the viewport, a rectangle for each line it is on."""
        found: list[QRectF] = []
        document = self.document()
        start, end = self._to_utf16.outer_span(span)
        block = document.findBlock(start)
        while block.isValid() and block.position() < end:
            origin = self._origin(block)
            first = block.position()
            local = Span(max(0, start - first), min(block.length() - 1, end - first))
            found += [rect.translated(origin) for rect in line_rects(block, local)]
            block = block.next()
        return found

    def scroll_to(self, span: Span) -> None:
        """Scroll so that the span is seen, with some lines around it."""
        rects = self.rects(span)
        if not rects:
            return
        top, bottom = rects[0].top(), rects[-1].bottom()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < 40 or bottom > height - 60:
            bar.setValue(bar.value() + int(top - height / 3))

    @property
    def top(self) -> int:
        """The position with which the first line in sight begins; 0 where nothing is above it."""
        value = self.verticalScrollBar().value()
        if not value:
            return 0
        if value == self._top[1]:
            return self._top[0]  # nobody has scrolled since; a line's start would drift upwards
        cursor = self.cursorForPosition(QPoint(0, 0))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return self._to_utf16.inner(cursor.position())

    def scroll_top_to(self, position: int) -> None:
        """Scroll so that the line with this position is the first in sight, if there is room."""
        bar = self.verticalScrollBar()
        if not position or position > len(self.text):
            bar.setValue(0)
            return
        self.document().documentLayout().documentSize()  # lines are where they are laid out
        cursor = self.textCursor()
        cursor.setPosition(self._to_utf16.outer(position))
        bar.setValue(bar.value() + self.cursorRect(cursor).top())
        self._top = position, bar.value()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """No menu of Qt's: what can be done with words is the page's to say."""
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # ------------------------------------------------------------------ painting

    def _origin(self, block: QTextBlock) -> QPointF:
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        return QPointF(
            corner.x() - self.horizontalScrollBar().value(),
            corner.y() - self.verticalScrollBar().value(),
        )

    def _visible_blocks(self, area: QRect) -> list[tuple[QTextBlock, QPointF]]:
        found: list[tuple[QTextBlock, QPointF]] = []
        block = self.cursorForPosition(QPoint(0, area.top())).block()
        while block.isValid():
            origin = self._origin(block)
            if origin.y() > area.bottom():
                break
            found.append((block, origin))
            block = block.next()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = self._visible_blocks(event.rect())
        painter = QPainter(self.viewport())
        for block, origin in blocks:
            self.layer.paint_tints(painter, block, origin)
        self._paint_passing(painter, [block for block, _ in blocks])
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, origin in blocks:
            self.layer.paint_lanes(painter, block, origin)
        self._paint_covers(painter, [block for block, _ in blocks])
        self._paint_caret_word(painter)
        self._paint_active(painter)
        painter.end()

    def _paint_passing(self, painter: QPainter, blocks: Sequence[QTextBlock]) -> None:
        """Paint the grounds of what is marked in passing, of what is in sight alone."""
        if not blocks:
            return
        tokens, inner = current_theme().tokens, self._to_utf16.inner
        first = inner(blocks[0].position())
        last = inner(blocks[-1].position() + blocks[-1].length() - 1)
        # One before may reach into sight.
        at = max(0, bisect_left(self._passing, first, key=lambda span: span.start) - 1)
        for span in self._passing[at:]:
            if span.start > last:
                break
            self._fill(painter, span, tokens.match)
        for span in self._pieces[:-1] or self._preview:
            if span.start <= last and span.end >= first:
                self._fill(painter, span, tokens.selection)

    def _fill(self, painter: QPainter, span: Span, colour: QColor) -> None:
        for rect in self.rects(span):
            painter.fillRect(rect, colour)

    def _paint_covers(self, painter: QPainter, blocks: Sequence[QTextBlock]) -> None:
        if not blocks or not self.covers:
            return
        first = blocks[0].position()
        last = blocks[-1].position() + blocks[-1].length()
        for span in self.covers.spans:
            start, end = self._to_utf16.outer_span(span)
            if start < last and end > first:
                paint_cover(painter, self.rects(span))

    def _paint_caret_word(self, painter: QPainter) -> None:
        if not self.hasFocus() or self._pieces or self._active or not self.text:
            return
        word = self.caret_word()
        if word is None:
            return
        paint_caret_word(painter, self.rects(word))

    def _paint_active(self, painter: QPainter) -> None:
        label = self.layer.labels.get(self._active)
        if label is None:
            return
        height = self.viewport().height()
        for piece in label.pieces:
            rects = self.rects(piece)
            if rects and rects[-1].bottom() >= 0 and rects[0].top() <= height:
                paint_frame(painter, rects)

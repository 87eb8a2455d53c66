"""An article with what became of each place marked in it: by a line of its own, and by a word."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.core.feedback import Finding, Point
from annotator.core.masking import NOTHING, Mask
from annotator.core.model import Article, Label
from annotator.gui.article.article_text import ArticleText
from annotator.gui.article.layer import PITCH
from annotator.gui.lesson.findings import finding_look, finding_name
from annotator.gui.theme import current_theme

_ROOM = 20.0
"""Room below each line for a lane and a word, in pixels at 100 %."""
_WORD = 8.0
"""The height of that word's letters, in points at 100 %."""
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class FeedbackText(ArticleText):
    """Shows the places of a feedback, which are known by their number from 0.

    `stepped` comes with 1 for the next place, -1 for the one before, `pointed` with the number of
    a place that was clicked.
    """

    stepped = Signal(int)
    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Article with feedback"))
        self.room = _ROOM
        self._points: tuple[Point, ...] = ()

    def show_points(self, article: Article, points: Sequence[Point], mask: Mask = NOTHING) -> None:
        """Show the article with these places; what the mask covers is unseen."""
        self._points = tuple(points)
        self.layer.looks = {it.value: finding_look(it) for it in Finding}
        self.show_article(article, mask)
        self.setCursorWidth(0)  # each document has its own
        self.set_labels([_mark(number, point) for number, point in enumerate(self._points)])

    def choose(self, number: int) -> None:
        """Frame a place and see it; the words that were marked instead are told as well."""
        self.set_active(str(number))
        label = self.layer.labels.get(str(number))
        if label is None:
            return
        mine = self._points[number].mine
        other = mine is not None and mine.pieces != label.pieces
        self.set_passing(mine.pieces if other and mine is not None else ())
        self.scroll_to(label.pieces[0])

    # ------------------------------------------------------------------ keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            at = self.cursorForPosition(event.position().toPoint()).position()
            over = self.layer.at(self._to_utf16.inner(at))
            if over:
                self.pointed.emit(int(over[0].id))

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        """Say under each place what became of it, where there is room before the next."""
        theme, height = current_theme(), self.viewport().height()
        font = theme.ui_font(_WORD)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        taken: list[QRectF] = []
        for number, point in enumerate(self._points):
            rects = self.rects(self.layer.labels[str(number)].pieces[0])
            if not rects or rects[0].top() > height or rects[-1].bottom() < -theme.px(_ROOM):
                continue
            words = finding_name(point.finding)
            top = rects[0].bottom() + (0.5 + PITCH) * theme.scale
            place = QRectF(
                rects[0].left(), top, metrics.horizontalAdvance(words) + 2, metrics.height()
            )
            if not any(place.intersects(other) for other in taken):
                painter.setPen(self.layer.looks[point.finding.value].colour)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, words)
                taken.append(place.adjusted(-4, 0, 4, 0))

    def _paint_caret_word(self, painter: QPainter) -> None:
        """Nothing: here one walks from place to place."""

    def _paint_active(self, painter: QPainter) -> None:
        label = self.layer.labels.get(self.active)
        if label is None:
            return
        painter.setPen(QPen(current_theme().tokens.accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in label.pieces:
            for rect in self.rects(piece):
                painter.drawRoundedRect(rect.adjusted(-3, -1, 3, PITCH + 1), 4, 4)


def _mark(number: int, point: Point) -> Label:
    label = point.key or point.mine
    assert label is not None  # noqa: S101 - a point is about one at least
    return replace(label, id=str(number), tag=point.finding.value)

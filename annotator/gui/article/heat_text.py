"""An article as a class marked it: each word on a ground as strong as the share that marked it.

Colour is not the only sign: below each word stands a bar as long as its share, and the tool tip and
whoever shows the places say the figure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QTextBlock, QTextDocument
from PySide6.QtWidgets import QToolTip

from annotator.core.masking import Mask
from annotator.core.model import Article, Span
from annotator.core.text import OffsetMap
from annotator.gui.article.article_text import ArticleText
from annotator.gui.article.layer import LabelLayer, line_rects
from annotator.gui.colours import mixed
from annotator.gui.theme import current_theme

_STRONGEST = 0.62
"""How much of its colour the ground of a word has that everybody marked; the rest is paper."""
_LEAST = 0.06
"""A word that anybody marked has at least so much."""
_BAR = 3.0
_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Warmth:
    """How much of a class marked a word: its share (0 to 1), and what makes its tool tip's text."""

    span: Span
    share: float
    said: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class _Ground:
    rect: QRectF
    share: float


class HeatLayer(LabelLayer):
    """Grounds for words below whatever labels are shown; labels have lanes and no tints."""

    def __init__(self, document: QTextDocument, to_utf16: OffsetMap) -> None:
        super().__init__(document, to_utf16)
        self.words: Sequence[Warmth] = ()
        self.colour = QColor("gray")
        self._places: list[tuple[int, int, float]] = []
        """Start and end in UTF-16 units, and share, in the order of the text."""
        self._grounds: dict[int, list[_Ground]] = {}

    def warm(self, words: Sequence[Warmth], colour: QColor) -> None:
        """Show these words so warm, in this colour."""
        self.words, self.colour = words, colour
        outer = self._to_utf16.outer_span
        self._places = [(*outer(it.span), it.share) for it in words if it.share > 0]
        self._places.sort()
        self._grounds.clear()

    def forget(self) -> None:
        super().forget()
        self._grounds.clear()

    def paint_tints(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        number = block.blockNumber()
        grounds = self._grounds.get(number)
        if grounds is None:
            grounds = self._grounds[number] = list(self._grounds_of(block))
        if not grounds:
            return
        look = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, bar = _RADIUS * self.scale, _BAR * self.scale
        for ground in grounds:
            rect = ground.rect.translated(origin)
            strength = max(_LEAST, ground.share * _STRONGEST)
            edge = QPen(look.tokens.edge, 1) if look.high_contrast else Qt.PenStyle.NoPen
            painter.setPen(edge)
            painter.setBrush(mixed(look.tokens.paper, self.colour, strength))
            painter.drawRoundedRect(rect, radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour)
            painter.drawRect(
                QRectF(rect.left(), rect.bottom() + 1, rect.width() * ground.share, bar)
            )
        painter.restore()

    def _grounds_of(self, block: QTextBlock) -> Iterator[_Ground]:
        first, length = block.position(), block.length() - 1
        side = 2 * self.scale
        # Words do not overlap, so those of a block stand together.
        at = bisect_right(self._places, first, key=lambda it: it[1])
        until = bisect_left(self._places, first + length, key=lambda it: it[0])
        for start, end, share in self._places[at:until]:
            inside = Span(max(0, start - first), min(length, end - first))
            for rect in line_rects(block, inside):
                yield _Ground(rect.adjusted(-side, 0, side, 0), share)


class HeatText(ArticleText):
    """Shows an article, how warm its words are, and labels of a key as lanes, if any are set."""

    layer: HeatLayer
    place: tuple[Span, ...] = ()

    def frame(self, place: tuple[Span, ...]) -> None:
        """Frame these pieces as the place in question; () for none."""
        self.place = place
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = current_theme()
        painter.setPen(QPen(look.tokens.accent, max(1.6, look.px(1.6))))
        reach = look.px(3)
        for rect in (it for piece in self.place for it in self.rects(piece)):
            painter.drawRoundedRect(rect.adjusted(-reach, -1, reach, reach + 2), reach, reach)
        painter.end()

    def _new_layer(self, document: QTextDocument, to_utf16: OffsetMap) -> HeatLayer:
        return HeatLayer(document, to_utf16)

    def restyle(self, article: Article | None, mask: Mask | None = None) -> None:
        words, colour = self.layer.words, self.layer.colour
        super().restyle(article, mask)
        self.warm(words, colour)

    def warm(self, words: Sequence[Warmth], colour: QColor) -> None:
        """Show these words so warm, in this colour; none takes all warmth away."""
        self.layer.warm(words, colour)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._to_utf16.inner(self.cursorForPosition(event.pos()).position())
            word = next((it for it in self.layer.words if it.span.start <= at <= it.span.end), None)
            if word is not None and (said := word.said()):
                QToolTip.showText(event.globalPos(), said, self)
                return True
        return super().viewportEvent(event)

"""The labels of the open article as they lie in the paragraphs of its document: tints and lanes.

A paragraph of the screen is a QTextBlock. What one shows depends only on the labels that touch it,
so a change costs as much as the paragraphs it touches, however many labels the article has.
Positions in here are the document's own (UTF-16 units) where a name ends in `_utf16`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QColor,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextLayout,
    QTextLine,
)

from annotator.core.model import Codebook, Label, Span
from annotator.core.spans import lanes, merged, runs
from annotator.core.text import OffsetMap
from annotator.gui.theme import LanePattern, current_theme, lane_pattern
from annotator.gui.widgets.painting import paint_lane

THICKNESS = 2.0
PITCH = 4.0
"""Height of a lane's line, and from one lane to the next, in pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class TagLook:
    """How one tag's labels look."""

    colour: QColor
    tint: QColor
    pattern: LanePattern
    name: str


def tag_looks(codebook: Codebook) -> dict[str, TagLook]:
    """How the labels of each of the codebook's tags look in the present theme, by the tag's key."""
    theme = current_theme()
    return {
        tag.key: TagLook(
            theme.tag_colour(tag.colour), theme.tag_tint(tag.colour), lane_pattern(number), tag.name
        )
        for number, tag in enumerate(codebook.tags)
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a lane on one line, relative to its block."""

    rect: QRectF
    look: TagLook


@dataclass(frozen=True, slots=True)
class Tint:
    """The ground behind the words of one or more labels on one line, relative to its block."""

    rect: QRectF
    colour: QColor


class LabelLayer:
    """Which label touches which block, and what the block therefore shows."""

    def __init__(self, document: QTextDocument, to_utf16: OffsetMap) -> None:
        self._document = document
        self._to_utf16 = to_utf16
        self._labels: dict[str, Label] = {}
        self._in_block: dict[int, list[str]] = {}
        self._blocks: dict[str, tuple[int, ...]] = {}
        self._bars: dict[int, list[Bar]] = {}
        self._tints: dict[int, list[Tint]] = {}
        self.looks: Mapping[str, TagLook] = {}
        self.unknown = TagLook(QColor("gray"), QColor("lightgray"), LanePattern.SOLID, "?")
        self.dimmed: QColor | None = None
        self.scale = 1.0

    # ------------------------------------------------------------------ what lies where

    @property
    def labels(self) -> Mapping[str, Label]:
        """The labels by id."""
        return self._labels

    def put(self, label: Label) -> set[int]:
        """Add the label or replace it; the numbers of the blocks to paint anew."""
        touched = self.drop(label.id)
        self._labels[label.id] = label
        # What is said of the whole text is not drawn on it: it would tint every word.
        self._blocks[label.id] = () if self._is_whole(label) else tuple(self._blocks_of(label))
        for number in self._blocks[label.id]:
            self._in_block.setdefault(number, []).append(label.id)
            self._forget(number)
            touched.add(number)
        return touched

    def _is_whole(self, label: Label) -> bool:
        return label.pieces == ((0, self._to_utf16.length),)

    def drop(self, label_id: str) -> set[int]:
        """Take the label away; the numbers of the blocks to paint anew."""
        label = self._labels.pop(label_id, None)
        if label is None:
            return set()
        touched = set(self._blocks.pop(label_id))
        for number in touched:
            self._in_block[number].remove(label_id)
            self._forget(number)
        return touched

    def _forget(self, number: int) -> None:
        self._bars.pop(number, None)
        self._tints.pop(number, None)

    def forget(self) -> None:
        """The text was laid out anew or the looks of tags changed: all is to be worked out anew."""
        self._bars.clear()
        self._tints.clear()

    def blocks_with_labels(self) -> set[int]:
        """The numbers of all blocks that a label touches."""
        return {number for number, ids in self._in_block.items() if ids}

    def look(self, label: Label) -> TagLook:
        """How the label looks."""
        return self.looks.get(label.tag, self.unknown)

    def at(self, position: int) -> list[Label]:
        """The labels over a position (code points), the shortest first."""
        block = self._document.findBlock(self._to_utf16.outer(position))
        found = [
            self._labels[label_id]
            for label_id in self._in_block.get(block.blockNumber(), ())
            if any(start <= position < end for start, end in self._labels[label_id].pieces)
        ]
        return sorted(found, key=lambda label: (label.end - label.start, label.start, label.id))

    def _blocks_of(self, label: Label) -> Iterator[int]:
        seen: set[int] = set()
        for piece in label.pieces:
            first, last = self._to_utf16.outer_span(piece)
            number = self._document.findBlock(first).blockNumber()
            while number <= self._document.findBlock(last - 1).blockNumber():
                if number not in seen:
                    seen.add(number)
                    yield number
                number += 1

    def _stretches(self, block: QTextBlock) -> tuple[list[Span], list[TagLook]]:
        """The pieces in a block, relative to it in UTF-16 units, and their looks."""
        found = list(self._placed(block))
        return [span for span, _ in found], [self.look(label) for _, label in found]

    def _placed(self, block: QTextBlock) -> Iterator[tuple[Span, Label]]:
        """The pieces in a block, relative to it in UTF-16 units, each with its label."""
        first, length = block.position(), block.length() - 1
        for label_id in self._in_block.get(block.blockNumber(), ()):
            label = self._labels[label_id]
            for piece in label.pieces:
                start, end = self._to_utf16.outer_span(piece)
                start, end = max(0, start - first), min(length, end - first)
                if start < end:
                    yield Span(start, end), label

    # ------------------------------------------------------------------ tints

    def paint_tints(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        """Paint the ground behind the labels of a block whose top left corner is at `origin`.

        Painted under the text, and not set as formats of it: that would lay the text out anew.
        """
        number = block.blockNumber()
        if number not in self._in_block:
            return
        tints = self._tints.get(number)
        if tints is None:
            tints = list(self._tints_of(block))
            self._tints[number] = tints
        for tint in tints:
            painter.fillRect(tint.rect.translated(origin), tint.colour)

    def _tints_of(self, block: QTextBlock) -> Iterator[Tint]:
        spans, looks = self._stretches(block)
        for span, indexes in runs(spans):
            colour = _mean([looks[index].tint for index in indexes])
            for rect in line_rects(block, span):
                yield Tint(rect, colour)

    # ------------------------------------------------------------------ backlight

    def dim(self, numbers: Iterable[int]) -> None:
        """Give these blocks the colour of backlight: `dimmed` for all but their labels."""
        for number in numbers:
            block = self._document.findBlockByNumber(number)
            if block.isValid():
                block.layout().setFormats(list(self._dimmed_ranges(block)))
                self._document.markContentsDirty(block.position(), block.length())

    def _dimmed_ranges(self, block: QTextBlock) -> Iterator[QTextLayout.FormatRange]:
        if self.dimmed is None:
            return
        dim = QTextCharFormat()
        dim.setForeground(self.dimmed)
        covered = merged(self._stretches(block)[0])
        edges = [0, *(edge for span in covered for edge in span), block.length() - 1]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < end:
                found = QTextLayout.FormatRange()
                found.start, found.length, found.format = start, end - start, dim
                yield found

    # ------------------------------------------------------------------ lanes

    def paint_lanes(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        """Paint the lanes of a block whose top left corner is at `origin`."""
        number = block.blockNumber()
        if number not in self._in_block:
            return
        bars = self._bars.get(number)
        if bars is None:
            bars = list(self._bars_of(block))
            self._bars[number] = bars
        for bar in bars:
            paint_lane(painter, bar.rect.translated(origin), bar.look.colour, bar.look.pattern)

    def _bars_of(self, block: QTextBlock) -> Iterator[Bar]:
        spans, looks = self._stretches(block)
        height = THICKNESS * self.scale
        for span, look, lane in zip(spans, looks, lanes(spans), strict=True):
            for rect in line_rects(block, span):
                top = rect.bottom() + (1 + lane * PITCH) * self.scale
                yield Bar(QRectF(rect.left(), top, rect.width(), height), look)


def line_rects(block: QTextBlock, span: Span) -> Iterator[QRectF]:
    """Where a stretch of a block lies, a rectangle for each line it is on, relative to the block.

    `span` is relative to the block, in UTF-16 units; a rectangle is as high as the letters.
    """
    layout = block.layout()
    first = layout.lineForTextPosition(span.start)
    if not first.isValid():
        return
    for number in range(first.lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        if line.textStart() >= span.end:
            return
        start = max(span.start, line.textStart())
        end = min(span.end, line.textStart() + line.textLength())
        if start < end:
            one, other = _x(line, start), _x(line, end)
            left, right = min(one, other), max(one, other)
            # White space at a line's end may reach far beyond its text.
            limit = max(line.naturalTextRect().right(), left)
            height = line.ascent() + line.descent()
            yield QRectF(left, line.y(), min(right, limit) - left, height)


def _x(line: QTextLine, position: int) -> float:
    found: object = line.cursorToX(position)
    x = found[0] if isinstance(found, tuple) else found
    return x if isinstance(x, float) else 0.0


def _mean(colours: Sequence[QColor]) -> QColor:
    count = len(colours)
    return QColor(
        sum(colour.red() for colour in colours) // count,
        sum(colour.green() for colour in colours) // count,
        sum(colour.blue() for colour in colours) // count,
    )

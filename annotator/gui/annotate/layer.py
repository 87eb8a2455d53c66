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
)

from annotator.core.model import Label, Span
from annotator.core.spans import lanes, runs
from annotator.core.text import OffsetMap
from annotator.gui.painting import paint_lane
from annotator.gui.theme import LanePattern

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


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of a lane on one line: `left` to `right` and `top`, relative to its block."""

    left: float
    right: float
    top: float
    look: TagLook


class LabelLayer:
    """Which label touches which block, and what the block therefore shows."""

    def __init__(self, document: QTextDocument, to_utf16: OffsetMap) -> None:
        self._document = document
        self._to_utf16 = to_utf16
        self._labels: dict[str, Label] = {}
        self._in_block: dict[int, list[str]] = {}
        self._bars: dict[int, list[Bar]] = {}
        self._formats: dict[tuple[int, ...], QTextCharFormat] = {}
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
        for number in self._blocks_of(label):
            self._in_block.setdefault(number, []).append(label.id)
            self._bars.pop(number, None)
            touched.add(number)
        return touched

    def drop(self, label_id: str) -> set[int]:
        """Take the label away; the numbers of the blocks to paint anew."""
        label = self._labels.pop(label_id, None)
        if label is None:
            return set()
        touched = set(self._blocks_of(label))
        for number in touched:
            self._in_block[number].remove(label_id)
            self._bars.pop(number, None)
        return touched

    def forget_bars(self) -> None:
        """The text was laid out anew, so every line may lie elsewhere."""
        self._bars.clear()

    def forget_looks(self) -> None:
        """The looks of tags changed."""
        self._bars.clear()
        self._formats.clear()

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
        spans: list[Span] = []
        looks: list[TagLook] = []
        first, length = block.position(), block.length() - 1
        for label_id in self._in_block.get(block.blockNumber(), ()):
            label = self._labels[label_id]
            for piece in label.pieces:
                start, end = self._to_utf16.outer_span(piece)
                start, end = max(0, start - first), min(length, end - first)
                if start < end:
                    spans.append(Span(start, end))
                    looks.append(self.look(label))
        return spans, looks

    # ------------------------------------------------------------------ tints

    def apply(self, numbers: Iterable[int]) -> None:
        """Give these blocks the tints of their labels."""
        for number in numbers:
            block = self._document.findBlockByNumber(number)
            if block.isValid():
                block.layout().setFormats(self._format_ranges(block))
                self._document.markContentsDirty(block.position(), block.length())

    def _format_ranges(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        spans, looks = self._stretches(block)
        ranges: list[QTextLayout.FormatRange] = []
        if self.dimmed is not None:
            ranges += self._dimmed_ranges(block, spans)
        for span, indexes in runs(spans):
            found = QTextLayout.FormatRange()
            found.start, found.length = span.start, span.end - span.start
            found.format = self._tinted([looks[index] for index in indexes])
            ranges.append(found)
        return ranges

    def _dimmed_ranges(
        self, block: QTextBlock, spans: Sequence[Span]
    ) -> Iterator[QTextLayout.FormatRange]:
        dim = QTextCharFormat()
        if self.dimmed is not None:
            dim.setForeground(self.dimmed)
        covered = [span for span, _ in runs(spans)]
        edges = [0, *(edge for span in covered for edge in span), block.length() - 1]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < end:
                found = QTextLayout.FormatRange()
                found.start, found.length, found.format = start, end - start, dim
                yield found

    def _tinted(self, looks: Sequence[TagLook]) -> QTextCharFormat:
        key = tuple(sorted({look.tint.rgba() for look in looks}))
        known = self._formats.get(key)
        if known is None:
            known = QTextCharFormat()
            known.setBackground(_mean([QColor.fromRgba(rgba) for rgba in key]))
            self._formats[key] = known
        return known

    # ------------------------------------------------------------------ lanes

    def paint(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        """Paint the lanes of a block whose top left corner is at `origin`."""
        bars = self._bars.get(block.blockNumber())
        if bars is None:
            bars = list(self._bars_of(block))
            self._bars[block.blockNumber()] = bars
        thickness = THICKNESS * self.scale
        for bar in bars:
            lane = QRectF(
                origin.x() + bar.left, origin.y() + bar.top, bar.right - bar.left, thickness
            )
            paint_lane(painter, lane, bar.look.colour, bar.look.pattern)

    def _bars_of(self, block: QTextBlock) -> Iterator[Bar]:
        spans, looks = self._stretches(block)
        for span, look, lane in zip(spans, looks, lanes(spans), strict=True):
            for left, right, bottom in line_stretches(block, span):
                yield Bar(left, right, bottom + (1 + lane * PITCH) * self.scale, look)


def line_stretches(block: QTextBlock, span: Span) -> Iterator[tuple[float, float, float]]:
    """Where a stretch of a block lies: left, right and the text's bottom, a triple for each line.

    `span` is relative to the block, in UTF-16 units; the pixels are relative to its layout.
    """
    layout = block.layout()
    first = layout.lineForTextPosition(span.start)
    if not first.isValid():
        return
    for number in range(first.lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        start = max(span.start, line.textStart())
        end = min(span.end, line.textStart() + line.textLength())
        if line.textStart() >= span.end:
            return
        if start < end:
            one, other = line.cursorToX(start), line.cursorToX(end)
            x1 = one[0] if isinstance(one, tuple) else one
            x2 = other[0] if isinstance(other, tuple) else other
            limit = line.x() + line.naturalTextWidth()
            left, right = min(x1, x2), max(x1, x2)
            yield left, min(right, max(limit, left)), line.y() + line.ascent() + line.descent()


def _mean(colours: Sequence[QColor]) -> QColor:
    count = len(colours)
    return QColor(
        sum(colour.red() for colour in colours) // count,
        sum(colour.green() for colour in colours) // count,
        sum(colour.blue() for colour in colours) // count,
    )

"""Words and rules in black on white, in lengths of the device that they are drawn on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from annotator.gui.theme import theme
from annotator.teach.paper import Runs, Stroke

FAINT, RULE, HAIR = QColor("#555555"), QColor("#8a8a8a"), QColor("#c4c4c4")
"""What stands back: words, rules, the hairlines of tables."""

_LEADING = 1.42
_RULE_WIDE, _STROKE_WIDE, _DOT_WIDE = 0.2, 0.28, 0.42
_BELOW, _APART = 0.85, 0.75
_STEP, _SWING = 0.75, 0.55
"""Millimetres: how thick lines are, how far under words and from each other, how they wave."""

_LINE_SEPARATOR = "\u2028"


@dataclass(slots=True)
class Laid:
    """Runs as lines of at most a width, and the height of each with the leading.

    Lines live as long as their layout: who holds one holds this.
    """

    layout: QTextLayout
    runs: Runs
    height: float
    lines: list[QTextLine] = field(default_factory=list)

    @property
    def whole(self) -> float:
        """The height of all lines."""
        return self.height * len(self.lines)


class Ink:
    """Lays words out for a writer and draws them, once there is a `painter`.

    `scale` multiplies the size of all type.
    """

    def __init__(self, writer: QPdfWriter) -> None:
        self._writer = writer
        self.mm = writer.resolution() / 25.4
        self.painter: QPainter | None = None
        self.scale = 1.0
        self._serif, self._plain = theme("light").article_font(), theme("light").ui_font()

    def font(self, points: float, *, plain: bool = False) -> QFont:
        """The serif that articles are read in, or the `plain` font of the interface."""
        font = QFont(self._plain if plain else self._serif)
        font.setPointSizeF(points * self.scale)
        return font

    def laid(self, runs: Runs, font: QFont, width: float, *, leftward: bool = False) -> Laid:
        """The runs in lines of this width; in one line for the width 0."""
        text = "".join(run.text for run in runs).replace("\n", _LINE_SEPARATOR)
        layout = QTextLayout(text, font, self._writer)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        right = Qt.LayoutDirection.RightToLeft
        option.setTextDirection(right if leftward else Qt.LayoutDirection.LayoutDirectionAuto)
        if width:
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        else:  # there is no width to be at the right of: it begins at 0 in either direction
            option.setWrapMode(QTextOption.WrapMode.NoWrap)
            option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFormats(list(_formats(runs)))
        laid = Laid(layout, runs, font.pointSizeF() * _LEADING * self.mm * 25.4 / 72)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width or float(2**20))
            line.setPosition(QPointF(0, 0))
            laid.lines.append(line)
        layout.endLayout()
        return laid

    def words(self, laid: Laid, line: QTextLine, x: float, y: float) -> None:
        """Draw a line of words, its top left there, and the lines under its words."""
        if self.painter is None:
            return
        self.painter.setPen(Qt.GlobalColor.black)
        line.draw(self.painter, QPointF(x, y))
        at = 0
        first, last = line.textStart(), line.textStart() + line.textLength()
        for run in laid.runs:
            start, end = max(at, first), min(at + _utf16(run.text), last)
            at += _utf16(run.text)
            if run.strokes and start < end:
                left, right = _extent(line, start, end)
                for height, stroke in enumerate(run.strokes):
                    if stroke is not None:
                        under = y + line.ascent() + (_BELOW + _APART * height) * self.mm
                        self._stroke(self.painter, stroke, x + left, x + right, under)

    def rule(self, start: QPointF, end: QPointF, colour: QColor) -> None:
        """Draw a straight line."""
        if self.painter is not None:
            self.painter.setPen(_pen(colour, _RULE_WIDE * self.mm))
            self.painter.drawLine(start, end)

    def _stroke(
        self, painter: QPainter, stroke: Stroke, left: float, right: float, y: float
    ) -> None:
        pen = _pen(QColor("black"), _STROKE_WIDE * self.mm)
        path = QPainterPath(QPointF(left, y))
        match stroke:
            case Stroke.SOLID:
                path.lineTo(right, y)
            case Stroke.DASHED:
                pen.setDashPattern([5, 3.2])
                path.lineTo(right, y)
            case Stroke.DOTTED:
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setWidthF(_DOT_WIDE * self.mm)
                pen.setDashPattern([0.01, 2.2])
                path.lineTo(right, y)
            case Stroke.WAVY:
                x, swing = left, _SWING * self.mm
                while x < right:
                    ahead = min(x + _STEP * self.mm, right)
                    path.quadTo((x + ahead) / 2, y - swing, ahead, y)
                    x, swing = ahead, -swing
        painter.strokePath(path, pen)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _formats(runs: Runs) -> Iterator[QTextLayout.FormatRange]:
    at = 0
    for run in runs:
        length = _utf16(run.text)
        form = QTextCharFormat()
        if run.bold:
            form.setFontWeight(QFont.Weight.Bold)
        if run.italic:
            form.setFontItalic(True)
        if run.faint:
            form.setForeground(FAINT)
        if run.raised:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if length and form.propertyCount():
            found: Any = QTextLayout.FormatRange()
            found.start, found.length, found.format = at, length, form
            yield found
        at += length


def _extent(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    """From where to where characters (UTF-16) reach on a line, whichever way each is written."""
    sides = (QTextLine.Edge.Leading, QTextLine.Edge.Trailing)
    edges = [_edge(line, at, side) for at in range(start, end) for side in sides]
    shown = line.naturalTextRect()  # without the blanks at its end
    return max(min(edges), shown.left()), min(max(edges), shown.right())


def _edge(line: QTextLine, position: int, side: QTextLine.Edge) -> float:
    found: Any = line.cursorToX(position, side)
    return float(found[0] if isinstance(found, tuple) else found)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

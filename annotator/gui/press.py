"""A paper drawn on pages: where each block goes, and how it looks in black on white.

Blocks are drawn once without a painter, to count the pages, and once with it. Lines of an article
stay the lines they are: the type is made small enough for the widest of them, and what would still
be too wide is drawn narrower.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
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
from annotator.teach.paper import (
    Blanks,
    Block,
    Heading,
    Numbered,
    NumberedLine,
    Paper,
    Paragraph,
    Part,
    Run,
    Runs,
    Stroke,
    Table,
    Writing,
)

_BODY, _SMALL, _IN_TABLE, _FOOT = 10.5, 8.0, 9.0, 7.5
_HEADINGS = {1: 19.0, 2: 14.0, 3: 10.0}
_ARTICLE, _LEAST_ARTICLE, _HEADLINE = 11.5, 9.0, 1.3
_NUMBER = 7.5
"""Points."""

_LEADING = 1.42
_LINE, _HEADLINE_LINE, _PARAGRAPH = 6.9, 8.2, 2.4
_NUMBERS, _NOTES, _BEFORE_NOTES = 9.0, 42.0, 4.0
_WRITING, _KEPT = 9.0, 20.0
_GAP, _CELL, _CELL_GAP = 2.2, 1.3, 3.0
"""Millimetres: the height of a line and what is above a paragraph; the columns of numbers and of
notes; what is ruled to write on, and what stays with a heading; between blocks, and in cells."""

_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
_FAINT, _RULE, _HAIR = QColor("#555555"), QColor("#8a8a8a"), QColor("#c4c4c4")
_LINE_SEPARATOR = "\u2028"


@dataclass(slots=True)
class _Laid:
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


class Press:
    """Draws a paper with a writer whose margins are set."""

    def __init__(self, writer: QPdfWriter, paper: Paper) -> None:
        self._writer = writer
        self._paper = paper
        self._mm = writer.resolution() / 25.4
        self._wide, self._high = float(writer.width()), float(writer.height())
        self._painter: QPainter | None = None
        self._scale = 1.0
        self._y = 0.0
        self._page = self._pages = 0
        self._article_points = _ARTICLE
        self._article_points = self._fitting_points()

    def draw(self, painter: QPainter) -> Iterator[None]:
        """Draw everything; yields after each part."""
        scales = [self._measured(part) for part in self._paper.parts]
        self._pages, self._page = self._page, 0
        self._painter = painter
        for part, scale in zip(self._paper.parts, scales, strict=True):
            self._part(part, scale)
            yield

    def _measured(self, part: Part) -> float:
        """The scale at which a part is drawn; its pages are counted."""
        before = self._page
        for scale in _SCALES if part.one_page else _SCALES[:1]:
            self._page = before
            self._part(part, scale)
            if self._page == before + 1:
                return scale
        return _SCALES[-1] if part.one_page else 1.0

    def _part(self, part: Part, scale: float) -> None:
        self._scale = scale
        self._new_page()
        for block in part.blocks:
            self._block(block)

    # ------------------------------------------------------------------ pages

    def _new_page(self) -> None:
        if self._painter is not None and self._page:
            self._writer.newPage()
        self._page += 1
        self._y = 0.0
        if self._painter is not None:
            self._foot(self._painter)

    def _foot(self, painter: QPainter) -> None:
        font = self._font(_FOOT / self._scale, plain=True)
        room = QRectF(0, self._high, self._wide, 9 * self._mm)
        number = f"{self._page} / {self._pages}"
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.setFont(font)
        painter.setPen(_FAINT)
        painter.drawText(room, bottom | Qt.AlignmentFlag.AlignRight, number)
        title = self._laid((Run(self._paper.title.replace("\n", " "), faint=True),), font, 0)
        with_title = room.adjusted(0, 0, -20 * self._mm, 0)
        painter.save()
        painter.setClipRect(with_title)
        line = title.lines[0]
        at = QPointF(0, room.bottom() - line.height() - line.y())
        painter.setPen(_FAINT)
        line.draw(painter, at)
        painter.restore()

    def _room_for(self, height: float) -> None:
        """Begin a page if this height does not fit below what is there."""
        if self._y and self._y + height > self._high:
            self._new_page()

    def _skip(self, millimetres: float) -> None:
        """Leave something free, but not at the head of a page."""
        if self._y:
            self._y += millimetres * self._mm * self._scale

    # ------------------------------------------------------------------ blocks

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._heading(text, level)
            case Paragraph(runs, small):
                font = self._font(_SMALL if small else _BODY, plain=small)
                self._flow(self._laid(runs, font, self._wide))
                self._skip(_GAP)
            case Blanks(names):
                self._blanks(names)
            case Writing(lines):
                for _ in range(lines):
                    self._ruled()
                self._skip(2 * _GAP)
            case Table():
                self._table(block)
            case Numbered():
                self._numbered(block)

    def _heading(self, text: str, level: int) -> None:
        font = self._font(_HEADINGS[level], plain=level == max(_HEADINGS))
        font.setBold(True)
        laid = self._laid((Run(text),), font, self._wide)
        self._skip(2 * _GAP if level > 1 else 0)
        self._room_for(laid.whole + _KEPT * self._mm)
        self._flow(laid)
        self._skip(_GAP if level > 1 else 2 * _GAP)

    def _flow(self, laid: _Laid) -> None:
        """Draw lines one below the other, on as many pages as they need."""
        for line in laid.lines:
            self._room_for(laid.height)
            self._words(laid, line, 0, self._y)
            self._y += laid.height

    def _blanks(self, names: tuple[str, ...]) -> None:
        """The first has twice the room of the others."""
        font = self._font(_SMALL, plain=True)
        self._room_for(_WRITING * self._mm)
        gap, at = 6 * self._mm, 0.0
        share = (self._wide - gap * (len(names) - 1)) / (len(names) + 1)
        for number, name in enumerate(names):
            laid = self._laid((Run(name, faint=True),), font, 0)
            width = share if number else 2 * share
            self._words(laid, laid.lines[0], at, self._y)
            under = self._y + laid.height
            self._rule(QPointF(at, under), QPointF(at + width, under), _RULE)
            at += width + gap
        self._y += _WRITING * self._mm
        self._skip(_GAP)

    def _ruled(self) -> None:
        self._room_for(_WRITING * self._mm)
        self._y += _WRITING * self._mm
        self._rule(QPointF(0, self._y), QPointF(self._wide, self._y), _RULE)

    # ------------------------------------------------------------------ tables

    def _table(self, table: Table) -> None:
        plain = self._font(_SMALL, plain=True)
        plain.setBold(True)
        font = self._font(_IN_TABLE)
        head = tuple((Run(name),) for name in table.head)
        if head:
            self._room_for(_KEPT * self._mm)
            self._row(head, table.shares, plain, QColor("black"))
        for row in table.rows:
            self._row(row, table.shares, font, _HAIR)
        self._skip(2 * _GAP)

    def _row(
        self, row: tuple[Runs, ...], shares: tuple[float, ...], font: QFont, rule: QColor
    ) -> None:
        """A row stays on one page if it fits any; if not, its cells go on on the next."""
        gap = _CELL_GAP * self._mm * self._scale
        cells = [
            self._laid(runs, font, self._wide * share - gap)
            for runs, share in zip(row, shares, strict=True)
        ]
        pad = _CELL * self._mm * self._scale
        high = max(cell.whole for cell in cells) + 2 * pad
        if high <= self._high:
            self._room_for(high)
        done, most = 0, max(len(cell.lines) for cell in cells)
        self._y += pad
        while done < most:
            self._room_for(cells[0].height + pad)
            fits = max(1, int((self._high - pad - self._y) / cells[0].height))
            x = 0.0
            for cell, share in zip(cells, shares, strict=True):
                for number, line in enumerate(cell.lines[done : done + fits]):
                    self._words(cell, line, x, self._y + number * cell.height)
                x += self._wide * share
            self._y += min(fits, most - done) * cells[0].height
            done += fits
        self._y += pad
        self._rule(QPointF(0, self._y), QPointF(self._wide, self._y), rule)

    # ------------------------------------------------------------------ numbered lines

    def _numbered(self, block: Numbered) -> None:
        self._skip(2 * _GAP)
        edge = self._wide - _NOTES * self._mm
        for place, line in enumerate(block.lines):
            high = (_HEADLINE_LINE if line.headline else _LINE) * self._mm
            above = _PARAGRAPH * self._mm if line.opens and self._y and place else 0.0
            # A headline, or the first line of a paragraph, is not left alone.
            self._room_for(above + high + (_KEPT * self._mm if line.headline else 0))
            above = above if self._y else 0.0
            if block.margin and (place == 0 or not self._y):
                self._margin_name(block.margin, edge)
            top, self._y = self._y, self._y + above + high
            self._rule(QPointF(edge, top), QPointF(edge, self._y), _RULE)
            self._numbered_line(line, top + above, high, edge)
        self._skip(2 * _GAP)

    def _margin_name(self, name: str, edge: float) -> None:
        laid = self._laid((Run(name, faint=True),), self._font(_NUMBER, plain=True), 0)
        self._words(laid, laid.lines[0], edge + 2 * self._mm, self._y)

    def _numbered_line(self, line: NumberedLine, top: float, high: float, edge: float) -> None:
        laid = self._line_laid(line)
        words = laid.lines[0]
        base = top + high * 0.66
        small = self._font(_NUMBER, plain=True)
        number = self._laid((Run(str(line.number), faint=True),), small, 0)
        self._words(number, number.lines[0], 0, base - number.lines[0].ascent())
        left = _NUMBERS * self._mm
        room = edge - left - _BEFORE_NOTES * self._mm
        wide = words.naturalTextWidth()
        if self._painter is None:
            return
        narrower = min(1.0, room / wide) if wide else 1.0
        x = left + (room - wide * narrower if line.leftward else 0)
        self._painter.save()
        self._painter.translate(x, base)
        self._painter.scale(narrower, 1)
        self._words(laid, words, 0, -words.ascent())
        self._painter.restore()

    def _line_laid(self, line: NumberedLine) -> _Laid:
        font = self._font(self._article_points * (_HEADLINE if line.headline else 1))
        font.setBold(line.headline)
        return self._laid(line.runs, font, 0, leftward=line.leftward)

    def _fitting_points(self) -> float:
        """The size of type in which the widest line has room, or the least."""
        blocks = [block for part in self._paper.parts for block in part.blocks]
        lines = [it for block in blocks if isinstance(block, Numbered) for it in block.lines]
        wide = max(map(self._natural_width, lines), default=1.0)
        room = self._wide - (_NUMBERS + _NOTES + _BEFORE_NOTES) * self._mm
        return max(_LEAST_ARTICLE, min(_ARTICLE, _ARTICLE * room / max(1.0, wide)))

    def _natural_width(self, line: NumberedLine) -> float:
        laid = self._line_laid(line)
        return float(laid.lines[0].naturalTextWidth())

    # ------------------------------------------------------------------ words and rules

    def _font(self, points: float, *, plain: bool = False) -> QFont:
        font = QFont(theme("light").ui_font() if plain else theme("light").article_font())
        font.setPointSizeF(points * self._scale)
        return font

    def _laid(self, runs: Runs, font: QFont, width: float, *, leftward: bool = False) -> _Laid:
        """The runs in lines of this width; in one line for the width 0."""
        text = "".join(run.text for run in runs).replace("\n", _LINE_SEPARATOR)
        layout = QTextLayout(text, font, self._writer)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        right = Qt.LayoutDirection.RightToLeft
        option.setTextDirection(right if leftward else Qt.LayoutDirection.LayoutDirectionAuto)
        one_line = QTextOption.WrapMode.NoWrap
        anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(anywhere if width else one_line)
        # Where there is no width to be at the right of, a line begins at 0 whatever its direction.
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        if not width:
            option.setAlignment(left)
        layout.setTextOption(option)
        layout.setFormats(list(_formats(runs)))
        laid = _Laid(layout, runs, font.pointSizeF() * _LEADING * self._mm * 25.4 / 72)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width or float(2**20))
            line.setPosition(QPointF(0, 0))
            laid.lines.append(line)
        layout.endLayout()
        return laid

    def _words(self, laid: _Laid, line: QTextLine, x: float, y: float) -> None:
        """Draw a line of words, its top left there, and the lines under its words."""
        if self._painter is None:
            return
        self._painter.setPen(Qt.GlobalColor.black)
        line.draw(self._painter, QPointF(x, y))
        at = 0
        for run in laid.runs:
            length = _utf16(run.text)
            if run.strokes:
                start = max(at, line.textStart())
                end = min(at + length, line.textStart() + line.textLength())
                self._under(line, (start, end), run.strokes, QPointF(x, y))
            at += length

    def _under(
        self,
        line: QTextLine,
        span: tuple[int, int],
        strokes: tuple[Stroke | None, ...],
        origin: QPointF,
    ) -> None:
        if span[0] >= span[1]:
            return
        left, right = sorted(origin.x() + _edge(line, at) for at in span)
        for height, stroke in enumerate(strokes):
            if stroke is not None:
                y = origin.y() + line.ascent() + (0.85 + 0.75 * height) * self._mm
                self._stroke(stroke, left, right, y)

    def _stroke(self, stroke: Stroke, left: float, right: float, y: float) -> None:
        if self._painter is None:
            return
        pen = QPen(Qt.GlobalColor.black, 0.28 * self._mm)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        path = QPainterPath(QPointF(left, y))
        match stroke:
            case Stroke.DASHED:
                pen.setDashPattern([5, 3.2])
            case Stroke.DOTTED:
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setWidthF(0.42 * self._mm)
                pen.setDashPattern([0.01, 2.2])
            case _:
                pass
        if stroke is Stroke.WAVY:
            step, swing, x, up = 0.75 * self._mm, 0.55 * self._mm, left, True
            while x < right:
                ahead = min(x + step, right)
                path.quadTo((x + ahead) / 2, y - swing if up else y + swing, ahead, y)
                x, up = ahead, not up
        else:
            path.lineTo(right, y)
        self._painter.strokePath(path, pen)

    def _rule(self, start: QPointF, end: QPointF, colour: QColor) -> None:
        if self._painter is not None:
            self._painter.setPen(QPen(colour, 0.2 * self._mm))
            self._painter.drawLine(start, end)


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
            form.setForeground(_FAINT)
        if run.raised:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if length and form.propertyCount():
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = at, length, form
            yield found
        at += length


def _edge(line: QTextLine, position: int) -> float:
    """Where a position of a text (UTF-16) stands on its line."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

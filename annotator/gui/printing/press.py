"""A paper drawn on pages: where each block goes, and how it looks in black on white.

Blocks are drawn once without a painter, to count the pages, and once with it. Lines of an article
stay the lines they are: the type is made small enough for the widest of them, and what would still
be too wide is drawn narrower.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPdfWriter

from annotator.gui.printing.ink import FAINT, HAIR, RULE, Ink, Laid
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
    Table,
    Writing,
)

_BODY, _SMALL, _IN_TABLE, _FOOT = 10.5, 8.0, 9.0, 7.5
_HEADINGS = {1: 19.0, 2: 14.0, 3: 10.0}
_ARTICLE, _LEAST_ARTICLE, _HEADLINE = 11.5, 9.0, 1.3
_NUMBER = 7.5
"""Points."""

_LINE, _HEADLINE_LINE, _PARAGRAPH = 6.9, 8.2, 2.4
_NUMBERS, _NOTES, _BEFORE_NOTES = 9.0, 42.0, 4.0
_WRITING, _KEPT = 9.0, 20.0
_GAP, _CELL, _CELL_GAP = 2.2, 1.3, 3.0
"""Millimetres: the height of a line and what is above a paragraph; the columns of numbers and of
notes; what is ruled to write on, and what stays with a heading; between blocks, and in cells."""

_UNPARTED = 4
"""Lines of a paragraph that stay on one page."""
_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)


@dataclass(slots=True)
class _Row:
    """A row of a table: its cells, how wide they are, and what is free above and below."""

    cells: list[Laid]
    widths: list[float]
    pad: float

    @property
    def step(self) -> float:
        """The height of a line, which is the same in all cells."""
        return self.cells[0].height

    @property
    def lines(self) -> int:
        """The lines of the cell that has most."""
        return max(len(cell.lines) for cell in self.cells)

    @property
    def high(self) -> float:
        """The height of the whole row."""
        return self.lines * self.step + 2 * self.pad


class Press:
    """Draws a paper with a writer whose margins are set."""

    def __init__(self, writer: QPdfWriter, paper: Paper) -> None:
        self._writer = writer
        self._paper = paper
        self._ink = Ink(writer)
        self._wide, self._high = float(writer.width()), float(writer.height())
        self._y = 0.0
        self._page = self._pages = 0
        self._article_points = _ARTICLE
        self._article_points = self._fitting_points()

    def draw(self, painter: QPainter) -> Iterator[None]:
        """Draw everything; yields after each part."""
        scales = [self._measured(part) for part in self._paper.parts]
        self._pages, self._page = self._page, 0
        self._ink.painter = painter
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
        self._ink.scale = scale
        self._new_page()
        for block, following in zip_longest(part.blocks, part.blocks[1:]):
            if isinstance(block, Paragraph):
                self._paragraph(block, above=following)
            else:
                self._block(block)

    # ------------------------------------------------------------------ pages

    def _new_page(self) -> None:
        if self._ink.painter is not None and self._page:
            self._writer.newPage()
        self._page += 1
        self._y = 0.0
        if self._ink.painter is not None:
            self._foot(self._ink.painter)

    def _foot(self, painter: QPainter) -> None:
        font = self._ink.font(_FOOT / self._ink.scale, plain=True)
        room = QRectF(0, self._high, self._wide, 9 * self._ink.mm)
        number = f"{self._page} / {self._pages}"
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.setFont(font)
        painter.setPen(FAINT)
        painter.drawText(room, bottom | Qt.AlignmentFlag.AlignRight, number)
        title = self._ink.laid((Run(self._paper.title.replace("\n", " "), faint=True),), font, 0)
        with_title = room.adjusted(0, 0, -20 * self._ink.mm, 0)
        painter.save()
        painter.setClipRect(with_title)
        line = title.lines[0]
        at = QPointF(0, room.bottom() - line.height() - line.y())
        painter.setPen(FAINT)
        line.draw(painter, at)
        painter.restore()

    def _room_for(self, height: float) -> None:
        """Begin a page if this height does not fit below what is there."""
        if self._y and self._y + height > self._high:
            self._new_page()

    def _skip(self, millimetres: float) -> None:
        """Leave something free, but not at the head of a page."""
        if self._y:
            self._y += millimetres * self._ink.mm * self._ink.scale

    # ------------------------------------------------------------------ blocks

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._heading(text, level)
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
        font = self._ink.font(_HEADINGS[level], plain=level == max(_HEADINGS))
        font.setBold(True)
        laid = self._ink.laid((Run(text),), font, self._wide)
        self._skip(2 * _GAP if level > 1 else 0)
        self._room_for(laid.whole + _KEPT * self._ink.mm)
        self._flow(laid)
        self._skip(_GAP if level > 1 else 2 * _GAP)

    def _paragraph(self, block: Paragraph, *, above: Block | None) -> None:
        """A short one is not parted, and none from what is ruled below it."""
        font = self._ink.font(_SMALL if block.small else _BODY, plain=block.small)
        laid = self._ink.laid(block.runs, font, self._wide)
        kept = laid.whole if len(laid.lines) <= _UNPARTED else laid.height
        ruled = 2 * _WRITING * self._ink.mm if isinstance(above, Writing) else 0
        self._room_for(kept + ruled)
        self._flow(laid)
        self._skip(_GAP)

    def _flow(self, laid: Laid) -> None:
        """Draw lines one below the other, on as many pages as they need."""
        for line in laid.lines:
            self._room_for(laid.height)
            self._ink.words(laid, line, 0, self._y)
            self._y += laid.height

    def _blanks(self, names: tuple[str, ...]) -> None:
        """The first has twice the room of the others."""
        font = self._ink.font(_SMALL, plain=True)
        self._room_for(_WRITING * self._ink.mm)
        gap, at = 6 * self._ink.mm, 0.0
        share = (self._wide - gap * (len(names) - 1)) / (len(names) + 1)
        for number, name in enumerate(names):
            laid = self._ink.laid((Run(name, faint=True),), font, 0)
            width = share if number else 2 * share
            self._ink.words(laid, laid.lines[0], at, self._y)
            under = self._y + laid.height
            self._ink.rule(QPointF(at, under), QPointF(at + width, under), RULE)
            at += width + gap
        self._y += _WRITING * self._ink.mm
        self._skip(_GAP)

    def _ruled(self) -> None:
        self._room_for(_WRITING * self._ink.mm)
        self._y += _WRITING * self._ink.mm
        self._ink.rule(QPointF(0, self._y), QPointF(self._wide, self._y), RULE)

    # ------------------------------------------------------------------ tables

    def _table(self, table: Table) -> None:
        """The head stands on each page, with a row below it; a row stays on one page if it can."""
        plain = self._ink.font(_SMALL, plain=True)
        plain.setBold(True)
        names = tuple((Run(name),) for name in table.head)
        head = self._row(names, table.shares, plain) if names else None
        above = head.high if head else 0.0
        for number, cells in enumerate(table.rows):
            row = self._row(cells, table.shares, self._ink.font(_IN_TABLE))
            if row.high + above <= self._high:
                self._room_for(row.high + (0.0 if number else above))
            if head and (number == 0 or not self._y):
                self._draw_row(head, QColor("black"))
            self._draw_row(row, HAIR)
        self._skip(2 * _GAP)

    def _row(self, cells: tuple[Runs, ...], shares: tuple[float, ...], font: QFont) -> _Row:
        gap, pad = (mm * self._ink.mm * self._ink.scale for mm in (_CELL_GAP, _CELL))
        widths = [self._wide * share for share in shares]
        laid = [
            self._ink.laid(runs, font, wide - gap) for runs, wide in zip(cells, widths, strict=True)
        ]
        return _Row(laid, widths, pad)

    def _draw_row(self, row: _Row, rule: QColor) -> None:
        """Its cells go on on the next page where they do not fit this one."""
        self._y += row.pad
        done, step = 0, row.step
        while done < row.lines:
            self._room_for(step + row.pad)
            fits = max(1, int((self._high - row.pad - self._y) / step))
            x = 0.0
            for cell, wide in zip(row.cells, row.widths, strict=True):
                for number, line in enumerate(cell.lines[done : done + fits]):
                    self._ink.words(cell, line, x, self._y + number * step)
                x += wide
            self._y += min(fits, row.lines - done) * step
            done += fits
        self._y += row.pad
        self._ink.rule(QPointF(0, self._y), QPointF(self._wide, self._y), rule)

    # ------------------------------------------------------------------ numbered lines

    def _numbered(self, block: Numbered) -> None:
        self._skip(2 * _GAP)
        edge = self._wide - _NOTES * self._ink.mm
        for place, line in enumerate(block.lines):
            high = (_HEADLINE_LINE if line.headline else _LINE) * self._ink.mm
            above = _PARAGRAPH * self._ink.mm if line.opens and self._y and place else 0.0
            # A headline, or the first line of a paragraph, is not left alone.
            self._room_for(above + high + (_KEPT * self._ink.mm if line.headline else 0))
            above = above if self._y else 0.0
            if block.margin and (place == 0 or not self._y):
                self._margin_name(block.margin, edge)
            top, self._y = self._y, self._y + above + high
            self._ink.rule(QPointF(edge, top), QPointF(edge, self._y), RULE)
            self._numbered_line(line, top + above, high, edge)
        self._skip(2 * _GAP)

    def _margin_name(self, name: str, edge: float) -> None:
        laid = self._ink.laid((Run(name, faint=True),), self._ink.font(_NUMBER, plain=True), 0)
        self._ink.words(laid, laid.lines[0], edge + 2 * self._ink.mm, self._y)

    def _numbered_line(self, line: NumberedLine, top: float, high: float, edge: float) -> None:
        laid = self._line_laid(line)
        words = laid.lines[0]
        base = top + high * 0.66
        small = self._ink.font(_NUMBER, plain=True)
        number = self._ink.laid((Run(str(line.number), faint=True),), small, 0)
        self._ink.words(number, number.lines[0], 0, base - number.lines[0].ascent())
        left = _NUMBERS * self._ink.mm
        room = edge - left - _BEFORE_NOTES * self._ink.mm
        wide = words.naturalTextWidth()
        painter = self._ink.painter
        if painter is None:
            return
        narrower = min(1.0, room / wide) if wide else 1.0
        x = left + (room - wide * narrower if line.leftward else 0)
        painter.save()
        painter.translate(x, base)
        painter.scale(narrower, 1)
        self._ink.words(laid, words, 0, -words.ascent())
        painter.restore()

    def _line_laid(self, line: NumberedLine) -> Laid:
        font = self._ink.font(self._article_points * (_HEADLINE if line.headline else 1))
        font.setBold(line.headline)
        return self._ink.laid(line.runs, font, 0, leftward=line.leftward)

    def _fitting_points(self) -> float:
        """The size of type in which the widest line has room, or the least."""
        blocks = [block for part in self._paper.parts for block in part.blocks]
        lines = [it for block in blocks if isinstance(block, Numbered) for it in block.lines]
        wide = max(map(self._natural_width, lines), default=1.0)
        room = self._wide - (_NUMBERS + _NOTES + _BEFORE_NOTES) * self._ink.mm
        return max(_LEAST_ARTICLE, min(_ARTICLE, _ARTICLE * room / max(1.0, wide)))

    def _natural_width(self, line: NumberedLine) -> float:
        laid = self._line_laid(line)
        return float(laid.lines[0].naturalTextWidth())

"""A paper as DOCX, to be changed in a word processor before it is printed.

Each numbered line is a paragraph of its own that begins with its number, so that another font or
another width of the page changes no number. Of lines under words that lie one below the other a
word processor has but the first.
"""

from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from annotator.core.markup import printable
from annotator.teach.paper import (
    Blanks,
    Block,
    Heading,
    Numbered,
    NumberedLine,
    Paper,
    PaperSize,
    Paragraph,
    Part,
    Run,
    Runs,
    Stroke,
    Table,
    Writing,
    shrinkage,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Written

_LEFT, _RIGHT, _TOP, _BOTTOM = 1.9, 1.7, 1.7, 2.1
_NUMBERS, _MARGIN = 1.0, 4.2
"""Centimetres: the margins of a page, the column of numbers, the margin for notes."""

_FONT = "Georgia"
_POINTS, _SMALL, _IN_TABLE = 10.5, 8.0, 9.5
_HEADINGS = {1: 18.0, 2: 14.0, 3: 11.0}
_HEADLINE, _NUMBER = 13.5, 7.5
_ON_A_PAGE = {PaperSize.A4: 52, PaperSize.LETTER: 48}
"""How many lines of a table a page has."""
_FAINT = "595959"


def docx_of(paper: Paper) -> bytes:
    """The paper as a DOCX file."""
    import docx

    document = docx.Document()
    _set_up(document, paper)
    wide = _text_width(paper.size)
    for number, part in enumerate(paper.parts):
        scale = shrinkage(part, _ON_A_PAGE[paper.size])
        _Writer(document, wide, scale).write(part, new_page=number > 0)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _text_width(size: PaperSize) -> float:
    """Centimetres between the margins."""
    return size.centimetres[0] - _LEFT - _RIGHT


def _set_up(document: "Document", paper: Paper) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    known = document.core_properties
    known.title, known.author, known.comments = printable(paper.title)[:255], "", ""
    known.language = printable(paper.language)[:255]
    styles: Any = document.styles
    for name in ("Normal", *(f"Heading {level}" for level in _HEADINGS)):
        styles[name].font.name = _FONT
        fonts = styles[name].element.rPr.rFonts
        for script in ("ascii", "hAnsi", "cs"):
            fonts.attrib.pop(qn(f"w:{script}Theme"), None)  # it would come before the name
            fonts.set(qn(f"w:{script}"), _FONT)
    styles["Normal"].font.size = Pt(_POINTS)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = map(Cm, paper.size.centimetres)
    section.left_margin, section.right_margin = Cm(_LEFT), Cm(_RIGHT)
    section.top_margin, section.bottom_margin = Cm(_TOP), Cm(_BOTTOM)
    foot = section.footer.paragraphs[0]
    foot.style = styles["Normal"]  # that of feet has tab stops of its own
    _tab(foot, _text_width(paper.size), "right")
    _put(foot, (Run(f"{paper.title[:80]}\t", faint=True),), _SMALL)
    _page_number(foot)


class _Writer:
    """Adds the blocks of a part to a document."""

    def __init__(self, document: "Document", wide: float, scale: float) -> None:
        self._document = document
        self._wide = wide
        self._scale = scale

    def write(self, part: Part, *, new_page: bool) -> None:
        """Add all of them."""
        before = len(self._document.paragraphs)
        for block, following in zip_longest(part.blocks, part.blocks[1:]):
            self._block(block)
            if isinstance(block, Paragraph) and isinstance(following, Writing):
                self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        if new_page and len(self._document.paragraphs) > before:
            self._document.paragraphs[before].paragraph_format.page_break_before = True

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text, level):
                self._heading(text, level)
            case Paragraph(runs, small):
                points = _SMALL * self._scale if small else self._points()
                _put(self._document.add_paragraph(), runs, points)
            case Blanks(names):
                self._blanks(names)
            case Writing(lines):
                for place in range(lines):
                    self._ruled(last=place == lines - 1)
            case Table():
                self._table(block)
            case Numbered(lines, _):
                for line in lines:
                    self._line(line)

    def _points(self) -> float:
        return _POINTS * self._scale

    def _heading(self, text: str, level: int) -> None:
        from docx.shared import Pt

        written = self._document.add_paragraph(style=f"Heading {level}")
        written.paragraph_format.space_before = Pt(0 if level == 1 else 14)
        written.paragraph_format.space_after = Pt(12 if level == 1 else 4)
        _put(written, (Run(text, bold=True),), _HEADINGS[level], colour="000000")

    def _blanks(self, names: tuple[str, ...]) -> None:
        at = 0.0
        written = self._document.add_paragraph()
        for number, name in enumerate(names):
            last = number == len(names) - 1
            at = self._wide if last else at + self._wide * 2 / (len(names) + 1)
            _tab(written, at, "left" if not last else "right", ruled=True)
            _put(written, (Run(f"{name} \t" + ("" if last else "  ")),), self._points())

    def _ruled(self, *, last: bool) -> None:
        from docx.shared import Pt

        written = self._document.add_paragraph()
        written.paragraph_format.space_before = Pt(14)
        written.paragraph_format.space_after = Pt(14 if last else 0)
        _tab(written, self._wide, "right", ruled=True)
        _put(written, (Run("\t", faint=True),), self._points())

    def _line(self, line: NumberedLine) -> None:
        from docx.shared import Cm, Pt

        written = self._document.add_paragraph()
        form = written.paragraph_format
        form.left_indent, form.first_line_indent = Cm(_NUMBERS), Cm(-_NUMBERS)
        form.right_indent = Cm(_MARGIN)
        form.line_spacing = 1.5
        form.space_before = Pt((14 if line.number == 1 else 7) if line.opens else 0)
        form.space_after = Pt(0)
        form.keep_with_next = line.headline or None
        _rule_at_right(written)
        if line.leftward:  # what is called left is then where a line begins
            form.left_indent, form.right_indent = Cm(_NUMBERS + _MARGIN), Cm(0)
            _turn(written)
        _tab(written, _NUMBERS, "left")
        number = (Run(f"{line.number}\t", faint=True),)
        _put(written, number, _NUMBER, leftward=line.leftward)
        points = _HEADLINE if line.headline else self._points()
        _put(written, line.runs, points, bold=line.headline, leftward=line.leftward)

    def _table(self, table: Table) -> None:
        from docx.shared import Cm

        columns = len(table.shares)
        made = self._document.add_table(rows=0, cols=columns)
        made.autofit = False
        _hairlines(made)
        head = [tuple((Run(name, bold=True),) for name in table.head)] if table.head else []
        for number, row in enumerate([*head, *table.rows]):
            added = made.add_row()
            _keep_whole(added, repeated=bool(head) and number == 0)
            for cell, share, runs in zip(added.cells, table.shares, row, strict=True):
                cell.width = Cm(self._wide * share)
                written = cell.paragraphs[0]
                written.paragraph_format.space_before = Cm(0.08 * self._scale)
                written.paragraph_format.space_after = Cm(0.08 * self._scale)
                _put(written, runs, _IN_TABLE * self._scale)
        for column, share in zip(made.columns, table.shares, strict=True):
            column.width = Cm(self._wide * share)
        self._document.add_paragraph().paragraph_format.space_after = Cm(0)


# ---------------------------------------------------------------------------- words


def _put(
    written: "Written",
    runs: Runs,
    points: float,
    *,
    bold: bool = False,
    colour: str = "",
    leftward: bool = False,
) -> None:
    from docx.enum.text import WD_UNDERLINE
    from docx.shared import Pt, RGBColor

    lines = {
        Stroke.SOLID: WD_UNDERLINE.SINGLE,
        Stroke.DASHED: WD_UNDERLINE.DASH,
        Stroke.DOTTED: WD_UNDERLINE.DOTTED,
        Stroke.WAVY: WD_UNDERLINE.WAVY,
    }
    for run in runs:
        added = written.add_run(printable(run.text))
        font = added.font
        font.size = Pt(round(2 * points) / 2)
        font.bold, font.italic = (bold or run.bold) or None, run.italic or None
        font.superscript = run.raised or None
        if leftward:  # scripts written so have a size of their own
            font.rtl = True
            size = _element("w:szCs", val=str(round(2 * points)))
            added._r.get_or_add_rPr().insert_element_before(size, *_AFTER_SIZE)
        strokes = [stroke for stroke in run.strokes if stroke is not None]
        if strokes:
            font.underline = lines[min(strokes, key=list(Stroke).index)]
        if colour or run.faint:
            font.color.rgb = RGBColor.from_string(colour or _FAINT)


def _tab(written: "Written", at: float, way: str, *, ruled: bool = False) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    sides = {"left": WD_TAB_ALIGNMENT.LEFT, "right": WD_TAB_ALIGNMENT.RIGHT}
    leader = WD_TAB_LEADER.LINES if ruled else WD_TAB_LEADER.SPACES
    written.paragraph_format.tab_stops.add_tab_stop(Cm(at), sides[way], leader)


# ---------------------------------------------------------------------------- WordprocessingML


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _rule_at_right(written: "Written") -> None:
    """The rule between the text and the margin for notes."""
    borders = _element("w:pBdr")
    borders.append(_element("w:right", val="single", sz="4", space="6", color="999999"))
    form = written._p.get_or_add_pPr()
    form.insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_TURNING = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
)
_AFTER_BORDERS = (
    *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct"),
    *("w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", *_AFTER_TURNING),
)
"""What must follow in a paragraph's properties (ECMA-376 part 1, 17.3.1.26)."""
_AFTER_SIZE = (
    *("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl"),
    *("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath"),
)
"""The same in a run's (17.3.2.28)."""
_AFTER_TABLE_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
"""The same in a table's (17.4.59)."""


def _turn(written: "Written") -> None:
    """Write the paragraph from right to left."""
    form = written._p.get_or_add_pPr()
    form.insert_element_before(_element("w:bidi"), *_AFTER_TURNING)


def _hairlines(table: Any) -> None:
    borders = _element("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color="BFBFBF"))
    margins = _element("w:tblCellMar")
    margins.append(_element("w:left", w="0", type="dxa"))
    margins.append(_element("w:right", w="140", type="dxa"))
    form = table._tbl.tblPr
    form.insert_element_before(borders, *_AFTER_TABLE_BORDERS)
    form.insert_element_before(margins, *_AFTER_TABLE_BORDERS[3:])


def _keep_whole(row: Any, *, repeated: bool) -> None:
    """The row is not parted by the end of a page; the head stands on every page."""
    form = row._tr.get_or_add_trPr()
    form.append(_element("w:cantSplit"))
    if repeated:
        form.append(_element("w:tblHeader"))


def _page_number(written: "Written") -> None:
    from docx.shared import Pt

    for kind in ("begin", "", "end"):
        run = written.add_run()
        run.font.size = Pt(_SMALL)
        if kind:
            run._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            instruction = _element("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)

"""Opening an XLSX workbook of strangers, and the words in its cells.

XLSX is a zip of XML (ECMA-376). It is unpacked here, within bounds, and only the parts that hold
cells are packed again for the library that reads them: a member that unpacks to gigabytes, or a
sheet that says it has a cell in its last row and column (for which that library would make room),
never reaches it. No formula is run; of one the value that was saved with it is taken.

Some characters cannot stand in XML, so `_x0007_` stands for them, and `_x005F_` for an underscore
that would otherwise begin such a group (ECMA-376 part 1, 22.9.2.19, ST_Xstring). A cell holds at
most 32,767 characters, which are UTF-16 units, and a sheet 1,048,576 rows.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotator.core.errors import AnnotatorError
from annotator.formats.source import Source

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576

MOST_MEMBERS = 2_000
MOST_UNPACKED = 256 * 1024 * 1024
MOST_CELLS = 10_000_000
"""The area of a sheet, empty cells included: 250 MB of memory."""

_NOT_ONE = "it is no XLSX workbook, or it is damaged or has a password"
_STUMBLES = (RuntimeError, ValueError, LookupError, EOFError, OSError)
"""What reading a cut or changed zip may raise; RuntimeError of one with a password."""

_WANTED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/[\w/.-]+\.(?:xml|rels)")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])")
_ROW_NUMBER = re.compile(rb"[^>]*?\sr\s*=\s*[\"']\s*([0-9]{1,9})")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?=[\s/>])")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{1,9})([0-9]{1,9})")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}(?:[_\x01-\x08\x0b-\x1f]))|[\x01-\x08\x0b-\x1f]")
_NOT_IN_A_CELL = re.compile("[\x00\ufffe\uffff]")


def opened(source: Source) -> "CalamineWorkbook":
    """The workbook; raises AnnotatorError, as a clause, if it is none or larger than is read."""
    from python_calamine import CalamineWorkbook

    with _faults(_NOT_ONE):
        return CalamineWorkbook.from_filelike(_repacked(source.data()))


def sheet_of(book: "CalamineWorkbook", name: str) -> "CalamineSheet":
    """A sheet of the workbook; raises AnnotatorError, as a clause, if it is damaged."""
    with _faults(f"its sheet “{name}” is damaged"):
        return book.get_sheet_by_name(name)


@contextmanager
def _faults(clause: str) -> Iterator[None]:
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, zipfile.BadZipFile, zlib.error, *_STUMBLES) as error:
        raise AnnotatorError(clause) from error
    except BaseException as error:
        # What stops a library in Rust is no Exception, and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise AnnotatorError(clause) from error


def _repacked(data: bytes) -> io.BytesIO:
    packed, left = io.BytesIO(), MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(packed, "w") as kept:
        members = given.infolist()
        if len(members) > MOST_MEMBERS:
            raise AnnotatorError(f"it has more than {MOST_MEMBERS:,} parts")
        for member in members:
            if not _WANTED.fullmatch(member.filename):
                continue
            with given.open(member) as stream:
                # What is read ends where the member says that it ends, whatever is behind that.
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                most = MOST_UNPACKED // (1024 * 1024)
                raise AnnotatorError(f"it is larger than {most} MB when unpacked")
            _see_that_it_is_small(content)
            kept.writestr(member.filename, content)
    packed.seek(0)
    return packed


def _see_that_it_is_small(part: bytes) -> None:
    """Raises AnnotatorError, as a clause, if a sheet's cells span a larger area than is read."""
    if b"\0" in part[:100]:
        raise AnnotatorError("a part of it is not in UTF-8")
    right = bottom = unplaced_rows = unplaced_cells = 0
    for row in _ROW.split(part)[1:]:
        number = _ROW_NUMBER.match(row)
        unplaced_rows += number is None
        places = _PLACE.findall(row)
        # A cell that does not say where it is stands beside the one before.
        unplaced_cells = max(unplaced_cells, len(_CELL.findall(row)) - len(places))
        bottom = max(
            [bottom, int(number[1]) if number else 0, *(int(place[1]) for place in places)]
        )
        letters = max((place[0].upper() for place in places), key=_letters, default=b"")
        right = max(right, _column(letters))
    right, bottom = right + unplaced_cells, bottom + unplaced_rows
    if right * bottom > MOST_CELLS:
        raise AnnotatorError(
            f"a sheet has {bottom:,} rows and {right:,} columns, empty ones included; delete the "
            "empty rows and columns, or save the sheet as CSV"
        )


def _letters(letters: bytes) -> tuple[int, bytes]:
    return len(letters), letters


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def escaped(text: str) -> str:
    """The words as XML of a cell can hold them; raises AnnotatorError where nothing can."""
    wrong = _NOT_IN_A_CELL.search(text)
    if wrong:
        raise AnnotatorError(
            f"A workbook cannot hold the character U+{ord(wrong[0]):04X}, which an article or a "
            "label has; export as JSON Lines or Parquet instead. Nothing was written."
        )
    return _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def fits(cell: str) -> bool:
    """Whether words fit in one cell."""
    if len(cell) > LONGEST_CELL:
        return False
    return len(cell.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_CELL

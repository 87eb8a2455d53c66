"""The units in which files count positions, and how to find out which one a file uses.

`a😀Regime`: "Regime" starts at 2 in code points and graphemes, at 3 in UTF-16 units, at 5 in bytes
of UTF-8. Inside this program every offset is a code point; a format turns to and from its own unit
here, and nowhere else.
"""

from collections.abc import Iterable
from enum import StrEnum

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.core.text import OffsetMap


class Unit(StrEnum):
    """What a file's offsets count."""

    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    UTF8 = "bytes"
    GRAPHEMES = "graphemes"


UNIT_NAMES = {
    Unit.CODE_POINTS: "code points",
    Unit.UTF16: "UTF-16 units",
    Unit.UTF8: "bytes of UTF-8",
    Unit.GRAPHEMES: "grapheme clusters",
}


class UnitUnclear(AnnotatorError):
    """The file does not tell what its offsets count; `units` are those that would fit."""

    def __init__(self, units: Iterable[Unit], example: str) -> None:
        self.units = tuple(units)
        self.example = example
        choices = " or ".join(f"--offsets {unit.value}" for unit in self.units)
        super().__init__(
            f"What the offsets of this file count cannot be told from it ({example}), so nothing "
            f"was added; say {choices}."
        )


def unit_map(text: str, unit: Unit) -> OffsetMap:
    """The map between code points of the text (inner) and positions in the unit (outer)."""
    match unit:
        case Unit.UTF16:
            return OffsetMap.utf16(text)
        case Unit.UTF8:
            return OffsetMap.utf8(text)
        case Unit.GRAPHEMES:
            return OffsetMap.graphemes(text)
        case Unit.CODE_POINTS:
            return OffsetMap.identity(len(text))


def placed(measure: OffsetMap, start: int, end: int) -> Span | None:
    """The span in code points of `[start, end)` in the map's unit.

    None where it is no part of the text: reversed, empty, negative, past the end, or with an edge
    inside a character.
    """
    try:
        if not 0 <= start < end or measure.splits(start) or measure.splits(end):
            return None
        span = Span(measure.inner(start), measure.inner(end))
    except ValueError:
        return None
    return span if span.start < span.end else None


class UnitFinder:
    """Finds the unit of a file while it is read, article by article.

    Each label is tried under every unit that is still possible. Where a quote is given, only the
    units remain under which the text says just that; where none is, all remain, and as soon as two
    would place a label differently the file is unclear. `chosen` is what the person said; then
    nothing is tried.
    """

    def __init__(self, possible: Iterable[Unit], chosen: Unit | None = None) -> None:
        self.possible = (chosen,) if chosen is not None else tuple(possible)

    def spans(
        self, raw: str, places: Iterable[tuple[int, int, str]], shift: OffsetMap | None = None
    ) -> list[tuple[Span | None, str]]:
        """The span in code points of each (start, end, quote), quote "" if the file gives none.

        `raw` is the text as the file has it; with the `shift` that `canonical` gave for it, the
        spans are those of the canonical text. With each comes "" or the reason, as a clause, why
        there is no span. Raises UnitUnclear where the units left would place a label differently.
        """
        found = self._spans(raw, list(places))
        if shift is None or shift.is_identity:
            return found
        return [(span and shift.inner_span(span.start, span.end), why) for span, why in found]

    def _spans(
        self, text: str, wanted: list[tuple[int, int, str]]
    ) -> list[tuple[Span | None, str]]:
        if self.possible == (Unit.CODE_POINTS,):
            return [_in_code_points(text, *place) for place in wanted]
        maps = {unit: unit_map(text, unit) for unit in self.possible}
        if all(measure.is_identity for measure in maps.values()):
            return [_in_code_points(text, *place) for place in wanted]
        if len(maps) == 1:
            measure = maps[self.possible[0]]
            return [_placed_as(text, measure, *place) for place in wanted]
        found: list[tuple[Span | None, str]] = []
        for start, end, quote in wanted:
            tries = {unit: _placed_as(text, maps[unit], start, end, quote) for unit in maps}
            fitting = {unit: span for unit, (span, _) in tries.items() if span is not None}
            if not fitting:
                found.append(next(iter(tries.values())))
                continue
            if len(set(fitting.values())) > 1:
                shown = "; ".join(
                    f"“{shortened(text[span.start : span.end])}” in {UNIT_NAMES[unit]}"
                    for unit, span in fitting.items()
                )
                raise UnitUnclear(fitting, f"{start}–{end} is {shown}")
            found.append((next(iter(fitting.values())), ""))
            if quote:
                # A quote that stands there under some units only rules the others out for good.
                maps = {unit: measure for unit, measure in maps.items() if unit in fitting}
                self.possible = tuple(maps)
        return found


def _in_code_points(text: str, start: int, end: int, quote: str) -> tuple[Span | None, str]:
    if not 0 <= start < end <= len(text):
        return None, f"{start}–{end} is no part of the text"
    return _quoted(text, Span(start, end), quote, start, end)


def _placed_as(
    text: str, measure: OffsetMap, start: int, end: int, quote: str
) -> tuple[Span | None, str]:
    span = placed(measure, start, end)
    if span is None:
        return None, f"{start}–{end} is no part of the text"
    return _quoted(text, span, quote, start, end)


def _quoted(text: str, span: Span, quote: str, start: int, end: int) -> tuple[Span | None, str]:
    if quote and text[span.start : span.end] != quote:
        there = shortened(text[span.start : span.end])
        return None, f"at {start}–{end} stands “{there}”, not “{shortened(quote)}”"
    return span, ""

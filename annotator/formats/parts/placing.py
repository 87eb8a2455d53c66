"""Where quoted passages stand in a text when a file says how it counts only by example.

Programs for qualitative analysis differ in more than the unit: some count the two characters of a
Windows line end as one, and a byte order mark as none, though both are in the text they store. So
a text has several readings; the one is taken under which most passages say what is quoted of them.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from annotator.core.model import Span
from annotator.core.text import OffsetMap, canonical
from annotator.formats.offsets import Unit, UnitFinder, placed, unit_map

_MARK = "\ufeff"
_SHORTENED = ("...", "…")
_LEAST_SHORTENED = 8
"""How many characters must be left of a shortened quote for it to tell anything."""


class Passage(NamedTuple):
    """A passage as a file gives it: its positions, and what it is said to quote, "" if nothing."""

    start: int
    end: int
    quote: str


class Placer:
    """Places the passages of a file text by text, and keeps what it learns of its counting.

    `breaks_once` says that a Windows line end is known to count one. With `strict` a passage that
    does not say its quote is no label; else the quote is a hint, which may be something else.
    """

    def __init__(
        self,
        possible: Iterable[Unit],
        chosen: Unit | None = None,
        *,
        breaks_once: bool = False,
        strict: bool = False,
    ) -> None:
        self._finder = UnitFinder(possible, chosen)
        self._breaks_once = breaks_once
        self._counts_mark = False
        self._strict = strict

    def placed(
        self, raw: str, wanted: Sequence[Passage]
    ) -> tuple[str, list[tuple[Span | None, str]]]:
        """The canonical text, and of each passage its span in it or why there is none.

        `raw` is the text as it is stored, with its byte order mark and line ends. Raises
        UnitUnclear as UnitFinder does.
        """
        text = canonical(raw)[0]
        if not wanted:
            return text, []
        whole, lead, said = self._best(raw, wanted)
        reading = whole[lead:]
        self._narrow(reading, wanted, said)
        places = [
            (place.start, place.end, quote or (place.quote if self._strict else ""))
            for place, quote in zip(wanted, said, strict=True)
        ]
        shift = canonical(whole)[1]
        return text, [
            _moved(span, why, shift, lead) for span, why in self._finder.spans(reading, places)
        ]

    def _best(self, raw: str, wanted: Sequence[Passage]) -> tuple[str, int, list[str]]:
        """The reading, how much of its start is not counted, and what its passages say."""
        tries = []
        for once, mark in self._orders(raw):
            whole = raw.replace("\r\n", "\n") if once else raw
            lead = 1 if raw.startswith(_MARK) and not mark else 0
            tries.append((once, mark, whole, lead, self._said(whole[lead:], wanted)))
        once, mark, whole, lead, said = max(tries, key=lambda each: sum(map(bool, each[4])))
        if any(said):
            self._breaks_once, self._counts_mark = once, mark
        return whole, lead, said

    def _orders(self, raw: str) -> list[tuple[bool, bool]]:
        """How line ends and the mark may count, the likeliest first."""
        ends = (self._breaks_once, not self._breaks_once) if "\r\n" in raw else (self._breaks_once,)
        marks = (
            (self._counts_mark, not self._counts_mark)
            if raw.startswith(_MARK)
            else (self._counts_mark,)
        )
        return [(once, mark) for once in ends for mark in marks]

    def _said(self, reading: str, wanted: Sequence[Passage]) -> list[str]:
        """Of each passage the text that stands there and is what is quoted, or nothing."""
        maps = self._maps(reading)
        return [
            next((there for there in _under(maps, reading, place) if says(there, place.quote)), "")
            if place.quote
            else ""
            for place in wanted
        ]

    def _narrow(self, reading: str, wanted: Sequence[Passage], said: Sequence[str]) -> None:
        """Keep only the units under which all the quotes stand that stand at all."""
        if len(self._finder.possible) < 2 or reading.isascii() or not any(said):
            return
        known = [place for place, quote in zip(wanted, said, strict=True) if quote]
        fitting = tuple(
            unit
            for unit in self._finder.possible
            for measure in [unit_map(reading, unit)]
            if all(
                any(says(there, place.quote) for there in _under([measure], reading, place))
                for place in known
            )
        )
        self._finder.possible = fitting or self._finder.possible

    def _maps(self, reading: str) -> list[OffsetMap]:
        if reading.isascii():
            return [OffsetMap.identity(len(reading))]
        return [unit_map(reading, unit) for unit in self._finder.possible]


def _moved(span: Span | None, why: str, shift: OffsetMap, lead: int) -> tuple[Span | None, str]:
    """The span of a reading in the canonical text."""
    if span is None:
        return None, why
    found = shift.inner_span(span.start + lead, span.end + lead)
    # A byte order mark alone is a passage of what is stored, but nothing of the text.
    return (found, "") if found.start < found.end else (None, "it marks no text")


def _under(maps: Iterable[OffsetMap], text: str, place: Passage) -> Iterable[str]:
    for measure in maps:
        span = placed(measure, place.start, place.end)
        if span is not None:
            yield text[span.start : span.end]


def says(there: str, quote: str) -> bool:
    """Whether a text is what a quote says of it, which may be shortened, its breaks unlike."""
    if there == quote:
        return True
    plain, wanted = _folded(there), _folded(quote)
    if plain == wanted:
        return True
    for dots in _SHORTENED:
        head = wanted.removesuffix(dots)
        if head != wanted and len(head) >= _LEAST_SHORTENED and plain.startswith(head):
            return True
    return False


def _folded(text: str) -> str:
    """The text as a selection in Qt gives it, whose breaks and blanks are not those stored."""
    return canonical(text)[0].replace("\u00a0", " ").replace("\n", " ").replace("\u2028", " ")


def moment(stamp: str) -> str:
    """A time as labels have it, UTC with milliseconds; "" if this is none. Without a zone, UTC."""
    try:
        found = datetime.fromisoformat(stamp.strip())
        known = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return known.isoformat(timespec="milliseconds").replace("+00:00", "Z")

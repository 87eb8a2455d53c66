"""The text as the screen gets it: the article's own, with very long lines broken for Qt's sake."""

import re
from itertools import pairwise

from annotator.core.text import OffsetMap

LONGEST_BLOCK = 8_000
"""Code points: Qt lays a block out whole, so a longer one would hold the window up."""

_LINE = re.compile("[^\n]+")
_WIDE = re.compile("[\U00010000-\U0010ffff]+")


def screen_text(text: str) -> tuple[str, OffsetMap]:
    """The text for a QTextDocument, and the map from code points to the document's UTF-16 units.

    The two texts differ where a line is longer than `LONGEST_BLOCK`: there the screen's has a line
    break more, at white space where there is any; and in a byte order mark at the start.
    """
    breaks = [
        at
        for line in _LINE.finditer(text)
        if line.end() - line.start() > LONGEST_BLOCK
        for at in _breaks(text, *line.span())
    ]
    # Qt drops a byte order mark at the start; this sign is as wide, and unseen too.
    seen = "\u200b" + text[1:] if text.startswith("\ufeff") else text
    if not breaks:
        return seen, OffsetMap.utf16(text)
    edges = [0, *breaks, len(text)]
    shown = "\n".join(seen[start:end] for start, end in pairwise(edges))
    return shown, broken_map(text, breaks)


def _breaks(text: str, start: int, end: int) -> list[int]:
    found: list[int] = []
    while end - start > LONGEST_BLOCK:
        limit = start + LONGEST_BLOCK
        at = text.rfind(" ", start + LONGEST_BLOCK // 2, limit) + 1
        found.append(at or limit)
        start = found[-1]
    return found


def broken_map(text: str, breaks: list[int]) -> OffsetMap:
    """The map of a text to UTF-16 units where a line break more stands before each of `breaks`."""
    after = {at - 1 for at in breaks}
    runs = [
        (at, 1, 2)
        for wide in _WIDE.finditer(text)
        for at in range(wide.start(), wide.end())
        if at not in after
    ]
    runs += [(at, 1, 3 if text[at] > "\uffff" else 2) for at in after]
    return OffsetMap.of(len(text), sorted(runs))

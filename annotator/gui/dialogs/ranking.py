"""How well what was typed fits a text: the order of the command palette."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_LETTER = 1.0
_WORD_START = 6.0
_TEXT_START = 3.0
_NEXT = 8.0
_GAP = 0.1
_MOST_TYPED = 60


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits (more is better) and the positions of the letters that were typed."""

    score: float
    letters: tuple[int, ...]


def match(typed: str, text: str) -> Match | None:
    """How the letters of `typed` are found in `text` in their order, at best; None if they are not.

    Case, accents and spaces do not count. Letters at the start of a word and letters that follow
    each other count more; those far apart less. What is typed beyond 60 letters is not looked at.
    """
    wanted = [plain for letter in typed if (plain := _plain(letter))][:_MOST_TYPED]
    if not wanted:
        return Match(0.0, ())
    letters = [_plain(letter) for letter in text]
    starts = _word_starts(text)
    # best[i] is the best way to have found the letters so far, the last of them at text[i].
    best: dict[int, tuple[float, tuple[int, ...]]] = {}
    for number, letter in enumerate(wanted):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        behind: tuple[float, tuple[int, ...]] | None = None
        for at, here in enumerate(letters):
            if behind is not None:
                behind = behind[0] - _GAP, behind[1]
            if number and at - 1 in best:
                far = best[at - 1]
                if behind is None or far[0] >= behind[0]:
                    behind = far
            if here != letter or (number and behind is None):
                continue
            worth = _LETTER + (_WORD_START if at in starts else 0) + (0 if at else _TEXT_START)
            ways = []
            if behind is not None:
                ways.append((behind[0] + worth, (*behind[1], at)))
            if number and at - 1 in best:
                near = best[at - 1]
                ways.append((near[0] + worth + _NEXT, (*near[1], at)))
            if not number:
                ways.append((worth - _GAP * min(at, 20), (at,)))
            found[at] = max(ways)
        best = found
    if not best:
        return None
    score, positions = max(best.values())
    return Match(score - _GAP * len(text) / 10, positions)


def ranked(typed: str, items: Iterable[T], text: Callable[[T], str]) -> list[tuple[T, Match]]:
    """The items that fit, the best first; those that fit alike stay in their order."""
    fitting = [(item, found) for item in items if (found := match(typed, text(item))) is not None]
    return sorted(fitting, key=lambda pair: -pair[1].score) if typed.strip() else fitting


def _plain(letter: str) -> str:
    """One letter without case and accents; "" for white space and marks."""
    decomposed = unicodedata.normalize("NFKD", letter)[:1].casefold()
    return "" if decomposed.isspace() or unicodedata.combining(decomposed or " ") else decomposed


def _word_starts(text: str) -> frozenset[int]:
    return frozenset(
        at
        for at, letter in enumerate(text)
        if letter.isalnum() and (at == 0 or not text[at - 1].isalnum())
    )

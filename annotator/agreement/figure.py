"""What every measure gives: a figure with its interval, or why there is none."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a figure or its interval is undefined; `wording` has the sentences."""

    NOTHING_SHARED = "nothing-shared"
    """No article that two annotators are done with."""

    NOT_RATED = "not-rated"
    """No item that two annotators rated."""

    NOTHING_MARKED = "nothing-marked"
    """Nobody marked anything (with this tag), so chance alone would agree as well."""

    NO_VARIATION = "no-variation"
    """Everyone gave the same value everywhere, so chance alone would agree as well."""

    INCOMPLETE = "incomplete"
    """The measure wants the same number of ratings for every item."""

    NOT_NUMBERS = "not-numbers"
    """The ordinal or interval level was declared, but some values are no numbers and have no place
    in the declared order."""

    NOT_TAGGED_APART = "not-tagged-apart"
    """All that was aligned has one and the same tag, or nothing was aligned: no tags to compare."""

    NEVER_BOTH = "never-both"
    """No words that two annotators both marked, so their tags cannot be compared."""

    TOO_LITTLE_BOTH = "too-little-both"
    """So few words that two annotators both marked that chance can pair them with nothing else."""

    NEVER_MET = "never-met"
    """No two labels of one tag on the same words that both hold a value."""

    TOO_MANY_TEXTS = "too-many-texts"
    """Free text with so many wordings that chance has hardly a say."""

    ONE_ARTICLE = "one-article"
    """There is a figure, but no interval: it takes two articles to draw from."""

    SELDOM_DEFINED = "seldom-defined"
    """There is a figure, but no interval: it is undefined for more than one draw in ten."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value with its 95 % interval, from the articles (or items) that it rests on.

    `n` counts those articles (or items). `why` is set where `value` is None, and where only the
    interval is missing; where no interval was asked for, `low`, `high` and `why` are None.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    why: Why | None = None

"""The English of quality flags: what was noticed, with its figures, and what it may mean.

A flag is no verdict; each sentence says what to look at, none says whose fault it is.
"""

from collections.abc import Callable, Mapping

from annotator.agreement.quality import Flag, FlagKind
from annotator.core.shares import percent

Name = Callable[[str], str]
"""Gives the name of what a key or an id stands for."""

_HEADS = {
    FlagKind.BIASED_UNMARKED: "Judged biased, nothing marked",
    FlagKind.MARKED_UNBIASED: "Judged not biased, but marked",
    FlagKind.TAG_UNUSED: "A tag never used",
    FlagKind.RATE_FAR: "Gives far more or fewer labels",
    FlagKind.IDENTICAL: "The same as somebody else",
    FlagKind.TOO_FAST: "Faster than one can read",
    FlagKind.STRAIGHT_LINING: "One answer throughout",
    FlagKind.GOLD_FAILED: "Items of the key failed",
    FlagKind.LOW_AGREEMENT: "Agrees little with the others",
}


def flag_head(kind: FlagKind) -> str:
    """What a flag of this kind is about, in a few words."""
    return _HEADS[kind]


def flag_sentence(flag: Flag, names: Mapping[str, str], named: Name) -> str:
    """What was noticed in an annotator's work, with the figures; without the annotator's name.

    `names` are annotators' by their ids, `named` gives the name of a tag or a question.
    """
    share = f"{flag.count:,} of {flag.of:,} articles"
    match flag.kind:
        case FlagKind.BIASED_UNMARKED:
            return f"{share} judged biased have nothing marked."
        case FlagKind.MARKED_UNBIASED:
            return f"{share} judged not biased have something marked."
        case FlagKind.TAG_UNUSED:
            return (
                f"Never used {named(flag.about)}; at the others’ rate about "
                f"{_number(flag.usual)} labels were to be expected."
            )
        case FlagKind.RATE_FAR:
            times = _times(flag.value, flag.usual)
            return (
                f"{_number(flag.value)} labels in 1,000 words, the others {_number(flag.usual)} "
                f"on average{times}."
            )
        case FlagKind.IDENTICAL:
            other = names.get(flag.about, flag.about)
            return f"Marked just the same as {other} in {share} that either marked."
        case FlagKind.TOO_FAST:
            return (
                f"{share} took less than a quarter of the usual time; the median is "
                f"{_seconds(flag.value)} for 100 words, everyone’s {_seconds(flag.usual)}."
            )
        case FlagKind.STRAIGHT_LINING:
            elsewhere = percent(flag.usual or 0.0)
            return (
                f"Gave “{named(flag.about)}” one answer in all {flag.of:,} articles; among the "
                f"others it has {elsewhere}."
            )
        case FlagKind.GOLD_FAILED:
            return f"Failed {flag.count:,} of {flag.of:,} items of the key."
        case FlagKind.LOW_AGREEMENT:
            return (
                f"The soft F1 with the others is {_figure(flag.value)} on average, among the "
                f"others {_figure(flag.usual)}."
            )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}".removesuffix(".0")


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _seconds(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else f"{milliseconds / 10:,.1f} s"


def _times(value: float | None, usual: float | None) -> str:
    if value is None or not usual or value < 1.5 * usual:
        return ""
    return f": {value / usual:.1f} times as many".replace(".0 ", " ")

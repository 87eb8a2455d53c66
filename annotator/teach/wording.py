"""The English of this floor: what a class gained, what a rubric looks at, how a student did."""

from collections.abc import Mapping

from annotator.core.feedback import Finding
from annotator.core.shares import percent
from annotator.teach.gain import ClassGain, NoGain
from annotator.teach.scores import Criterion, Reached, StudentScore

_WHYS = {
    NoGain.NO_CHECKS: (
        "The lesson has no check before it and after it: give an article with a key each of the "
        "two parts."
    ),
    NoGain.NOBODY_DID_BOTH: "No student is done with a check before the lesson and one after it.",
}

_CRITERIA = {
    Criterion.IDENTIFICATION: ("Finding", "What is to be found was found."),
    Criterion.PRECISION: ("Precision", "What was marked is to be found."),
    Criterion.REASONS: ("Reasons", "Labels say how one knows."),
    Criterion.REWORDING: ("Rewording", "Labels have a neutral wording."),
}

_REACHED = {Reached.FULL: "in full", Reached.PARTIAL: "in part", Reached.NONE: "not reached"}


def criterion_name(criterion: Criterion) -> str:
    """The criterion's name, to head a column."""
    return _CRITERIA[criterion][0]


def criterion_about(criterion: Criterion) -> str:
    """What the criterion asks, in a sentence."""
    return _CRITERIA[criterion][1]


def reached_name(reached: Reached) -> str:
    """How much was reached, in a word or two."""
    return _REACHED[reached]


def gain_sentence(gain: ClassGain) -> str:
    """What the class gained, or why that cannot be told, for people who know no statistics."""
    if gain.why is not None or gain.before is None or gain.after is None:
        return _WHYS[gain.why or NoGain.NOBODY_DID_BOTH]
    return (
        f"{_students(gain.n)} did a check before the lesson and one after it: {gain.better} did "
        f"better after it, {gain.same} as well, {gain.worse} worse. The mean score went from "
        f"{percent(gain.before)} to {percent(gain.after)}. The two checks are different articles, "
        "so some of this may be that one is easier."
    )


def comment_on(score: StudentScore, reached: Mapping[Criterion, Reached] | None = None) -> str:
    """How a student did, in a few sentences for themselves; with what a rubric makes of it."""
    said = []
    if score.done < len(score.articles):
        said.append(f"{score.done} of {len(score.articles)} articles are done.")
    near, other = score.count(Finding.NEAR), score.count(Finding.OTHER_TAG)
    if score.required:
        inexact = f", {near} of them not to the word" if near else ""
        said.append(f"Of {_places(score.required)} in the key you found {score.found}{inexact}.")
    if other:
        said.append(f"To {other} more you gave another tag.")
    extra, decoys = score.count(Finding.EXTRA), score.decoys
    if extra:
        said.append(f"You marked {_places(extra)} beyond the key.")
    if decoys:
        said.append(f"You took {decoys} {'decoy' if decoys == 1 else 'decoys'}.")
    if reached:
        parts = (f"{criterion_name(it)} {reached_name(how)}" for it, how in reached.items())
        said.append(f"{'; '.join(parts)}.")
    return " ".join(said)


def _students(count: int) -> str:
    return "1 student" if count == 1 else f"{count:,} students"


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"

"""Whether a class did better after a lesson than before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from annotator.core.lesson import Part
from annotator.teach.classwork import Classwork, Reckoned

SAME = 0.005
"""A gain of less, either way, is none: it is gone where scores are rounded to whole per cent."""


class NoGain(StrEnum):
    """Why there is no gain to tell; `wording` has the sentences."""

    NO_CHECKS = "no-checks"
    """No article with a key is for before the lesson, or none for after it."""
    NOBODY_DID_BOTH = "nobody-did-both"


@dataclass(frozen=True, slots=True)
class Gain:
    """One student's mean soft F1 (0 to 1) over what they did before and after the lesson."""

    student_id: str
    before: float
    after: float

    @property
    def gain(self) -> float:
        """By how much the student did better, -1 to 1."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class ClassGain:
    """The gains of the students who did an article before the lesson and one after it.

    They are in the order of the class. `why` says what is missing where there are none.
    """

    students: tuple[Gain, ...] = ()
    why: NoGain | None = None

    @property
    def n(self) -> int:
        """How many students did both."""
        return len(self.students)

    @property
    def before(self) -> float | None:
        """Their mean before the lesson, 0 to 1."""
        return fmean(it.before for it in self.students) if self.students else None

    @property
    def after(self) -> float | None:
        """Their mean after it, 0 to 1."""
        return fmean(it.after for it in self.students) if self.students else None

    @property
    def mean(self) -> float | None:
        """Their mean gain, -1 to 1."""
        return fmean(it.gain for it in self.students) if self.students else None

    @property
    def better(self) -> int:
        """How many did better after it."""
        return sum(it.gain >= SAME for it in self.students)

    @property
    def worse(self) -> int:
        """How many did worse."""
        return sum(it.gain <= -SAME for it in self.students)

    @property
    def same(self) -> int:
        """How many did as well as before."""
        return self.n - self.better - self.worse


def gain_of(works: Iterable[Classwork], reckoned: Reckoned, students: Sequence[str]) -> ClassGain:
    """What the class gained; `students` are their ids, in the order to tell them in."""
    checks: dict[Part, list[Mapping[str, float]]] = {Part.BEFORE: [], Part.AFTER: []}
    for work in works:
        if work.part in checks and work.key is not None:
            scores = {who: it.f1 for who, it in reckoned.get(work.article.id, {}).items()}
            checks[work.part].append(scores)
    if not all(checks.values()):
        return ClassGain(why=NoGain.NO_CHECKS)
    found = []
    for who in students:
        before, after = (
            [scores[who] for scores in checks[part] if who in scores]
            for part in (Part.BEFORE, Part.AFTER)
        )
        if before and after:
            found.append(Gain(who, fmean(before), fmean(after)))
    return ClassGain(tuple(found), None if found else NoGain.NOBODY_DID_BOTH)

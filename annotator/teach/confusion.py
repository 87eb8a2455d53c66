"""Which tags a class took for which others: the key's beside the students'."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.core.feedback import Finding, Point
from annotator.teach.classwork import LEAST, Reckoned

NOTHING = ""
"""In place of a tag: the key, or the student, has nothing there."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often students gave which tag where the key has which, over all their places.

    `counts` are by the key's tag, then the student's. A place that was missed has `NOTHING` in
    place of the student's tag, one beyond the key in place of the key's; a decoy taken is beyond
    the key. What is optional counts under the key's tag where it was marked. `tags` has all that
    were given, the codebook's in its order first.
    """

    tags: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    students: int

    def count(self, key: str, given: str) -> int:
        """How often this tag was given where the key has that one; each may be `NOTHING`."""
        return self.counts.get((key, given), 0)

    @property
    def total(self) -> int:
        """How many places were compared."""
        return sum(self.counts.values())

    def wanted(self, key: str) -> int:
        """At how many places, over all students, the key has this tag."""
        return sum(count for (tag, _), count in self.counts.items() if tag == key)

    def share(self, key: str, given: str) -> float | None:
        """Of the places where the key has a tag, the share where this was given, 0 to 1.

        None where the key has the tag nowhere.
        """
        wanted = self.wanted(key)
        return self.count(key, given) / wanted if wanted else None

    @property
    def mistaken(self) -> list[tuple[str, str, int]]:
        """The key's tag, another that was given in its place, how often; the commonest first."""
        found = [
            (key, given, count)
            for (key, given), count in self.counts.items()
            if key != given and NOTHING not in (key, given)
        ]
        return sorted(found, key=lambda it: (-it[2], it[0], it[1]))


def confusion_of(reckoned: Reckoned, tags: Iterable[str] = ()) -> Confusion | None:
    """The tags of a class beside the key's; None where fewer than `LEAST` students did anything.

    `tags` are the codebook's, in the order to show them in.
    """
    students = {who for by_student in reckoned.values() for who in by_student}
    if len(students) < LEAST:
        return None
    every = [each for by_student in reckoned.values() for each in by_student.values()]
    counts = Counter(_cell(point) for each in every for point in each.points)
    given = {tag for cell in counts for tag in cell if tag != NOTHING}
    known = list(dict.fromkeys(tags))
    rest = sorted(given - set(known))
    return Confusion((*(it for it in known if it in given), *rest), counts, len(students))


def _cell(point: Point) -> tuple[str, str]:
    beyond = point.key is None or point.finding is Finding.DECOY
    key = NOTHING if beyond or point.key is None else point.key.tag
    return key, NOTHING if point.mine is None else point.mine.tag

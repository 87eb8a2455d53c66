"""Those whose work is compared, as they are shown: by name, or numbered and in another order."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from annotator.core.model import Annotator
from annotator.project.team import COLOURS


@dataclass(frozen=True, slots=True)
class Person:
    """One annotator in their lane: the name and the colour that are shown for them."""

    annotator_id: str
    name: str
    colour: str


Cast = Mapping[str, Person]
"""The persons by annotator id, in the order of their lanes."""


def cast(people: Sequence[Annotator], article_id: str, *, hidden: bool) -> Cast:
    """Everyone in the order of lanes.

    Where names are hidden the order is drawn anew for each article, the same each time it is
    opened; colours then go by lanes, since an annotator's own would tell who it is.
    """
    if not hidden:
        return {each.id: Person(each.id, each.name, each.colour) for each in people}
    order = list(people)
    random.Random(article_id).shuffle(order)  # noqa: S311 - no secret, an order
    numbered = QCoreApplication.translate("Adjudicate", "Annotator {n}")
    return {
        each.id: Person(each.id, numbered.format(n=lane), COLOURS[(lane - 1) % len(COLOURS)])
        for lane, each in enumerate(order, 1)
    }


def named(who: Iterable[str], shown: Cast) -> list[Person]:
    """Those of the annotator ids that are shown, in the order of lanes."""
    wanted = set(who)
    return [person for person in shown.values() if person.annotator_id in wanted]

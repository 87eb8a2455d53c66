"""The decisions about gold that a file tells of, once its labels and answers are in the project."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.clock import is_id, new_id
from annotator.core.model import Decision
from annotator.formats.exchange import Draft, DraftDecision
from annotator.project.incoming.left_out import LeftOut
from annotator.project.incoming.people import IncomingPeople
from annotator.store.bulk import Bulk


class IncomingDecisions:
    """Adds decisions of which all that they are about has come along."""

    def __init__(self, bulk: Bulk, people: IncomingPeople, left_out: LeftOut) -> None:
        self._bulk = bulk
        self._people = people
        self._left_out = left_out

    def add(self, draft: Draft, article_id: str, came: Mapping[str, str]) -> int:
        """Add the draft's decisions; how many. `came` has what ids its work got here."""
        if not draft.decisions:
            return 0
        arrived = Arrived(article_id, came, *self._bulk.work_on(article_id))
        made, left = decisions_from(draft, arrived, self._people.gold, self._people.id_of)
        for each in made:
            own = is_id(each.id) and not self._bulk.knows_decision(each.id)
            self._bulk.add_decision(each if own else replace(each, id=new_id()))
        if left:
            what = "1 decision about gold" if left == 1 else f"{left:,} decisions about gold"
            where = f"{self._left_out.place_of(draft)}, {what}"
            self._left_out.leave(where, "not all that was compared there has come along")
        return len(made)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What of an article is there: `came` gives the project's id of a label or answer for that in
    the file, `here` are the ids of all there are, `known` the decisions so far."""

    article_id: str
    came: Mapping[str, str]
    here: Collection[str]
    known: Sequence[Decision]

    def found(self, ids: Sequence[str]) -> tuple[str, ...] | None:
        """The project's ids for these of the file; None where one is not there."""
        mine = tuple(self.came.get(each, each) for each in ids)
        return mine if all(each in self.here for each in mine) else None


def decisions_from(
    draft: Draft, arrived: Arrived, gold: Mapping[str, str], person: Callable[[str], str]
) -> tuple[list[Decision], int]:
    """The decisions to be added, and how many are left out because something of them is not there.

    A decision comes in with all labels or answers that it is about, and those that stand, or not at
    all: else it would seem to be about others. One that is there already is passed over. `gold`
    has the ids of the annotators of kind gold by their names, `person` makes one of any name. The
    ids of what is made are those of the file.
    """
    made: list[Decision] = []
    left = 0
    taken = {(it.question, frozenset(it.sources)) for it in arrived.known}
    for each in draft.decisions:
        found = _decision(each, draft, arrived, gold)
        if found is None:
            left += 1
            continue
        sources, standing = found
        about = each.question, frozenset(sources)
        if about in taken:
            continue
        taken.add(about)
        made.append(
            Decision(
                id=each.id,
                article_id=arrived.article_id,
                annotator_id=gold[each.annotator],
                by=person(each.by),
                start=each.start,
                end=each.end,
                verdict=each.verdict,
                sources=sources,
                gold=standing,
                question=each.question,
                reason=each.reason,
                error=each.error,
                time=each.time,
            )
        )
    return made, left


def _decision(
    each: DraftDecision, draft: Draft, arrived: Arrived, gold: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The labels or answers compared, and those that stand; None where it cannot come in."""
    sources, standing = arrived.found(each.sources), arrived.found(each.gold)
    placed = 0 <= each.start <= each.end <= len(draft.text)
    if not sources or standing is None or not placed or each.annotator not in gold:
        return None
    return sources, standing

"""How far annotators are with the articles of a file."""

from dataclasses import replace

from annotator.core.edits import Edit, identity
from annotator.core.model import Assignment, State
from annotator.formats.exchange import Draft
from annotator.project.incoming.articles import Place
from annotator.project.incoming.people import IncomingPeople
from annotator.project.incoming.telling import Telling
from annotator.store.bulk import Bulk

_UNFINISHED = (State.TODO, State.IN_PROGRESS)


class IncomingStates:
    """Says how far annotators are, where they were not done before."""

    def __init__(self, bulk: Bulk, people: IncomingPeople, telling: Telling) -> None:
        self._bulk = bulk
        self._people = people
        self._telling = telling

    def add(self, draft: Draft, place: Place) -> int:
        """Have everybody be as far with the article as the draft says; how many are further."""
        said = [(name, state) for name, state in draft.states.items() if state is not State.TODO]
        return sum(self._set(place, self._people.id_of(name), state) for name, state in said)

    def _set(self, place: Place, annotator_id: str, state: State) -> bool:
        known = self._bulk.assigned(place.article_id, annotator_id) if place.joined else None
        if known and (known.state is state or known.state not in _UNFINISHED):
            return False
        if known and self._bulk.told([identity(known)]):
            self._telling.change(Edit(known, replace(known, state=state)))
        else:
            self._bulk.set_state(Assignment(place.article_id, annotator_id, state))
        return True

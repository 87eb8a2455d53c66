"""Whose the labels and answers of a file are: its names, and the project's annotators."""

from collections.abc import Callable, Mapping

from annotator.clock import new_id
from annotator.core.edits import Edit
from annotator.core.model import Annotator, AnnotatorKind
from annotator.project.door import Project
from annotator.project.incoming.telling import Telling


class IncomingPeople:
    """The project's annotators by the names that files have for them; one is made for a new name.

    `chosen` gives the id for some names, `annotator_id` is whose that is which names nobody. `new`
    are those that were made, `gold` the ids of those of kind gold.
    """

    def __init__(
        self, project: Project, telling: Telling, chosen: Mapping[str, str], annotator_id: str
    ) -> None:
        self._telling = telling
        self._annotator_id = annotator_id
        known = project.annotators()
        self._ids = {each.name: each.id for each in known} | dict(chosen)
        self.gold = {each.name: each.id for each in known if each.kind is AnnotatorKind.GOLD}
        self.new: list[Annotator] = []

    def way_back(self) -> Callable[[], None]:
        """What takes this back to how it is now."""
        ids, gold, count = dict(self._ids), dict(self.gold), len(self.new)

        def back() -> None:
            self._ids, self.gold = ids, gold
            del self.new[count:]

        return back

    def id_of(self, name: str) -> str:
        """The id of the annotator whom a file calls so."""
        name = name.strip()
        if not name:
            return self._annotator_id
        known = self._ids.get(name)
        if known is None:
            known = self._ids[name] = self._made(Annotator(new_id(), name))
        return known

    def see_that_gold_is_there(self, name: str) -> None:
        """Have the file's gold be the project's, or an annotator of that kind."""
        if name in self._ids:
            if self._ids[name] in self.gold.values():
                self.gold[name] = self._ids[name]
            return
        mine = next(iter(self.gold.values()), "")
        if not mine:
            mine = self._made(Annotator(new_id(), name, AnnotatorKind.GOLD))
        self._ids[name] = self.gold[name] = mine

    def _made(self, annotator: Annotator) -> str:
        self._telling.change(Edit(None, annotator))
        self.new.append(annotator)
        return annotator.id

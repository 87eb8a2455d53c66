"""The answers about whole articles that come from files."""

from dataclasses import replace

from annotator.clock import is_id, new_id
from annotator.core.edits import Edit, identity
from annotator.core.labels import shortened
from annotator.core.model import Answer, SecondAnswer
from annotator.formats.exchange import Draft, DraftAnswer
from annotator.project.fitting import fitting_value
from annotator.project.incoming.articles import Place
from annotator.project.incoming.book import OpenBook
from annotator.project.incoming.left_out import LeftOut
from annotator.project.incoming.people import IncomingPeople
from annotator.project.incoming.telling import Telling
from annotator.store.bulk import Bulk


class IncomingAnswers:
    """Adds answers to questions that their annotator has not answered yet.

    Those given after the source was revealed are taken by themselves.
    """

    def __init__(
        self,
        bulk: Bulk,
        book: OpenBook,
        people: IncomingPeople,
        left_out: LeftOut,
        time: str,
        telling: Telling,
    ) -> None:
        self._bulk = bulk
        self._telling = telling
        self._book = book
        self._people = people
        self._left_out = left_out
        self._time = time

    def add(self, draft: Draft, place: Place, came: dict[str, str]) -> int:
        """Add the draft's answers; how many. `came` gets, by their ids there, those here."""
        count = 0
        kinds: tuple[tuple[type[Answer | SecondAnswer], tuple[DraftAnswer, ...]], ...] = (
            (Answer, draft.answers),
            (SecondAnswer, draft.second_answers),
        )
        for kind, answers in kinds:
            made: list[Answer | SecondAnswer] = []
            for answer in answers:
                found = self._found(kind, draft, place.article_id, answer, made)
                if isinstance(found, str):
                    came[answer.id] = found
                elif found is not None:
                    came[answer.id] = found.id
                    made.append(found)
            told = self._bulk.told([identity(it) for it in made]) if place.joined else set()
            for each in made:
                if identity(each) in told:
                    self._telling.change(Edit(None, each))
            self._bulk.add_answers(it for it in made if identity(it) not in told)
            count += len(made)
        return count

    def _found(
        self,
        kind: type[Answer | SecondAnswer],
        draft: Draft,
        article_id: str,
        answer: DraftAnswer,
        made: list[Answer | SecondAnswer],
    ) -> Answer | SecondAnswer | str | None:
        """The answer to be added, or the id of the same one that is here; None if it is left."""
        question = self._book.question(answer.question, answer.value)
        who = self._people.id_of(answer.annotator)
        fitting = fitting_value(question, answer.value)
        known = self._bulk.answered(kind, article_id, who, question.key)
        if fitting is None:
            why = f"it cannot be “{shortened(str(answer.value))}”"
        elif any(it.annotator_id == who and it.question == question.key for it in made):
            why = "the same annotator has another answer to it in this file"
        elif known is None:
            taken = {it.id for it in made}
            fitted = replace(answer, value=fitting, id="" if answer.id in taken else answer.id)
            return self._answer(kind, fitted, article_id, question.key, who)
        elif known[1] == fitting:
            return known[0]
        else:
            why = "the same annotator has another answer to it here, which stays"
        where = f"{self._left_out.place_of(draft)}, answer “{answer.question}”"
        self._left_out.leave(where, why)
        return None

    def _answer(
        self,
        kind: type[Answer | SecondAnswer],
        answer: DraftAnswer,
        article_id: str,
        key: str,
        who: str,
    ) -> Answer | SecondAnswer:
        own = is_id(answer.id) and not self._bulk.has_answer(kind, answer.id)
        return kind(
            id=answer.id if own else new_id(),
            article_id=article_id,
            annotator_id=who,
            question=key,
            value=answer.value,
            codebook_version=self._book.used(),
            created=answer.created or self._time,
            updated=answer.updated or answer.created or self._time,
        )

"""Which questions of the codebook are asked now: before the text, with it, after it, once more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.core.model import (
    Answer,
    Assignment,
    Codebook,
    Moment,
    Question,
    SecondAnswer,
    State,
    Value,
)

Values = Mapping[str, Value]
"""What was answered, by the question's key."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What an annotator is asked about an article, as far as the two have come.

    `prior` is to be answered before the text is shown. `waits`: questions wait for the annotator to
    say that the labels are all there. `again` is asked once more, with the answers `said_again`.
    """

    questions: tuple[Question, ...] = ()
    values: Values = field(default_factory=dict)
    unasked: str = ""
    prior: tuple[Question, ...] = ()
    waits: bool = False
    again: tuple[Question, ...] = ()
    said_again: Values = field(default_factory=dict)

    def is_open(self, question: Question) -> bool:
        """Whether the question may be answered now; what is asked again keeps its first answer."""
        if question.moment is Moment.BEFORE:
            return not self.unasked and question.key not in self.values
        return question not in self.again and not (self.waits and question.moment is Moment.AFTER)

    @property
    def missing(self) -> Question | None:
        """The first question that must be answered before the article is done, and is not."""
        here = (it for it in self.questions if not (it.moment is Moment.BEFORE and self.unasked))
        return _first(here, self.values) or _first(self.again, self.said_again)


def asking(
    codebook: Codebook,
    answers: Iterable[Answer],
    own: Assignment,
    *,
    begun: bool,
    again: Iterable[SecondAnswer] | None = None,
) -> Asking:
    """What is asked now.

    `begun`: the annotator knows the text already, so that nothing can be asked before it. `again`
    are the second answers where the source was revealed and the project asks for them.
    """
    values = {answer.question: answer.value for answer in answers}
    questions = tuple(
        question
        for question in codebook.questions
        if question.when is None or values.get(question.when.field) == question.when.value
    )
    working = own.state in (State.TODO, State.IN_PROGRESS)
    before = tuple(it for it in questions if it.moment is Moment.BEFORE)
    after = any(it.moment is Moment.AFTER for it in questions)
    too_late = begun or not working or bool(own.unasked)
    return Asking(
        questions=questions,
        values=values,
        unasked=own.unasked,
        prior=before if not too_late and any(it.key not in values for it in before) else (),
        waits=after and working and not own.labelled,
        again=_again(questions) if again is not None else (),
        said_again={second.question: second.value for second in again or ()},
    )


def _again(questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(it for it in questions if it.required and it.moment is not Moment.BEFORE)


def _first(questions: Iterable[Question], values: Values) -> Question | None:
    return next((it for it in questions if it.required and it.key not in values), None)

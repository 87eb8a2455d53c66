"""A class read from a project: what its students did, and all figures about it.

Students are the persons who were given articles of the lesson, or compared them with the key; the
instructor, who labels in the same project, is none. What a student is not done with is not looked
at. The figures themselves are those of `annotator.teach`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.figure import Figure
from annotator.agreement.values import CodedArticle, Piece
from annotator.agreement.wording import class_sentence
from annotator.core.errors import AnnotatorError
from annotator.core.lesson import Lesson, Part
from annotator.core.model import (
    Annotator,
    Assignment,
    Codebook,
    Label,
    State,
)
from annotator.core.rewording import rewording_field
from annotator.core.text import words
from annotator.core.work import Progress, Work
from annotator.project.door import Project
from annotator.project.lesson import lesson_articles, lesson_of, students_of
from annotator.project.training import experts_among
from annotator.teach.classwork import LEAST, Classwork, Reckoned
from annotator.teach.confusion import Confusion, confusion_of
from annotator.teach.gain import ClassGain, gain_of
from annotator.teach.heat import Heat, heat_of
from annotator.teach.places import Place, places_of
from annotator.teach.rewordings import Reworded, rewordings_of
from annotator.teach.scores import Asks, StudentScore, score_of
from annotator.teach.stories import Stories, stories_of

_PARTS = frozenset(part.value for part in Part)


@dataclass(frozen=True, slots=True)
class ClassAgreement:
    """How far the students who are done with an article agree.

    Soft F1 of spans of equal tags, the mean over all pairs, and alpha over words, both without an
    interval; `said` is what that amounts to, in plain words. Both are None with too few students.
    """

    students: int
    f1_soft: Figure | None
    alpha_token: Figure | None
    said: str


@dataclass(frozen=True, slots=True)
class ClassResults:
    """How the class did beside the key.

    `reckoned` is what became of every label, by article and student. `confusion` is None where too
    few students did anything; `scores` are in the order of the class.
    """

    reckoned: Reckoned
    confusion: Confusion | None
    gain: ClassGain
    scores: tuple[StudentScore, ...]


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class as it was when it was read.

    `works` are the articles of the lesson in the order of its parts, with what the class made of
    each. `given` says by the student's id which of them each was given.
    """

    lesson: Lesson
    codebook: Codebook
    students: tuple[Annotator, ...]
    works: tuple[Classwork, ...]
    given: Mapping[str, tuple[str, ...]]

    def work(self, article_id: str) -> Classwork:
        """What the class made of an article; raises AnnotatorError if it is not of the lesson."""
        found = next((it for it in self.works if it.article.id == article_id), None)
        if found is None:
            raise AnnotatorError(
                "This article is not of the lesson any more; choose another one of its articles."
            )
        return found

    @property
    def handed_in(self) -> tuple[Annotator, ...]:
        """The students who are done with an article at least."""
        done = {who for work in self.works for who in work.labels}
        return tuple(it for it in self.students if it.id in done)

    @property
    def asks(self) -> Asks:
        """What the lesson asks of labels beside the tag."""
        field = rewording_field(self.codebook)
        tags = (it.key for it in self.codebook.offered if field and field in it.fields)
        return Asks(self.lesson.reason, frozenset(tags), field)

    # ------------------------------------------------------------------ of one article

    def heat(self, article_id: str) -> Heat | None:
        """How many marked each word; None for fewer than `LEAST` students."""
        return heat_of(self.work(article_id))

    def places(self, article_id: str) -> tuple[Place, ...]:
        """The places worth talking about, in the order of the text."""
        return places_of(self.work(article_id))

    def rewordings(self, article_id: str) -> tuple[Reworded, ...]:
        """The neutral wordings that were given, by place."""
        return rewordings_of(self.work(article_id), self.asks.field)

    def agreement(self, article_id: str) -> Work[ClassAgreement]:
        """How far its students agree; half a second for three hundred."""
        yield Progress(0, 1, "Comparing")
        return _agreement(self.work(article_id))

    # ------------------------------------------------------------------ of two

    @property
    def events(self) -> dict[str, tuple[str, ...]]:
        """The events that two or more articles of the lesson tell, with the articles' ids."""
        found: dict[str, list[str]] = {}
        for work in self.works:
            if work.article.metadata.event:
                found.setdefault(work.article.metadata.event, []).append(work.article.id)
        return {event: tuple(ids) for event, ids in found.items() if len(ids) > 1}

    def stories(self, event: str) -> Stories:
        """The first two articles on an event; raises AnnotatorError where there are not two."""
        ids = self.events.get(event)
        if ids is None:
            raise AnnotatorError(
                f"No two articles of the lesson tell the event “{event}”; give two articles the "
                "same event among their details in the Corpus workspace."
            )
        return self.side_by_side(ids[0], ids[1])

    def side_by_side(self, one_id: str, other_id: str) -> Stories:
        """Any two articles of the lesson, as two stories of one event are shown."""
        return stories_of(self.work(one_id), self.work(other_id))

    # ------------------------------------------------------------------ of all

    def results(self) -> Work[ClassResults]:
        """How the class did; about a millisecond for each student and article."""
        reckoned = {}
        for number, work in enumerate(self.works):
            yield Progress(number, len(self.works), "Comparing")
            reckoned[work.article.id] = work.feedback()
        order = [it.id for it in self.students]
        return ClassResults(
            reckoned,
            confusion_of(reckoned, [it.key for it in self.codebook.tags]),
            gain_of(self.works, reckoned, order),
            tuple(score_of(who, self._given_to(who), reckoned, self.asks) for who in order),
        )

    def _given_to(self, student_id: str) -> list[Classwork]:
        given = self.given[student_id]
        return [it for it in self.works if it.article.id in given]


# ---------------------------------------------------------------------------- reading it


def classroom(project: Project) -> Work[Classroom]:
    """The class that works on the lesson; raises AnnotatorError where the project is none."""
    lesson = lesson_of(project)
    people = project.annotators()
    ids = lesson_articles(project)
    assignments = project.store.every_assignment()
    students = tuple(students_of(project))
    works = []
    for number, article_id in enumerate(ids):
        yield Progress(number, len(ids), "Reading")
        [work] = project.store.worked_on([article_id])
        labels, states = work.labels, work.assignments
        done = {it.annotator_id for it in states if it.state is State.DONE}
        theirs: dict[str, list[Label]] = {it.id: [] for it in students if it.id in done}
        for label in labels:
            if label.annotator_id in theirs:
                theirs[label.annotator_id].append(label)
        experts = experts_among(people, labels, states)
        key = next(iter(experts.values()), None)
        works.append(Classwork(work.article, theirs, key, experts, lesson.part(article_id)))
    return Classroom(
        lesson=lesson,
        codebook=project.codebook,
        students=students,
        works=tuple(works),
        given=_given(students, assignments, ids, lesson),
    )


def _given(
    students: Sequence[Annotator],
    assignments: Sequence[Assignment],
    ids: Sequence[str],
    lesson: Lesson,
) -> dict[str, tuple[str, ...]]:
    """Which articles of the lesson each student was given, in the lesson's order.

    Whose file does not say has all but those that are kept to try again on.
    """
    placed: dict[str, set[str]] = {it.id: set() for it in students}
    for it in assignments:
        if it.annotator_id in placed and it.place > 0 and it.batch in _PARTS:
            placed[it.annotator_id].add(it.article_id)
    usual = {it for it in ids if lesson.part(it) is not Part.AGAIN}
    return {
        who: tuple(it for it in ids if it in (theirs or usual)) for who, theirs in placed.items()
    }


def _agreement(work: Classwork) -> ClassAgreement:
    if work.hidden:
        said = f"Fewer than {LEAST} students are done with this article, so nothing is told of it."
        return ClassAgreement(work.students, None, None, said)
    from annotator.agreement.of_many import agreement_of_many  # numpy: a tenth of a second

    text = work.article.text
    codings = {
        who: [Piece(*piece, label.tag, label.id) for label in labels for piece in label.pieces]
        for who, labels in work.labels.items()
    }
    found = agreement_of_many([CodedArticle(work.article.id, len(text), words(text), codings)])
    return ClassAgreement(
        work.students,
        found.f1_soft,
        found.alpha_token,
        class_sentence(found.f1_soft, found.alpha_token),
    )

"""A project as a lesson: what its instructor decides, its key, and how far a student is with it.

One project is one lesson. Its key is what annotators of the kind KEY labelled; the note of a key's
label explains it. A student works in a copy made of a `.lesson` file (see `sync.lessons`), where
the articles are assigned in the order of their parts, each under its part's name as the batch.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import Counts, Feedback, counts_as, feedback_on
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import Annotator, AnnotatorKind, Assignment, Label, State
from annotator.project.door import Project
from annotator.project.team import add_annotator
from annotator.project.training import experts_on, keep, key_of

ORDER = (Part.BEFORE, Part.LESSON, Part.AFTER)
"""The parts as a student goes through them; what is kept to try again comes when it is wanted."""

KEY = "Key"
"""What the annotator of the key is called."""
_ENDED = (State.DONE, State.SKIPPED)


# ---------------------------------------------------------------------------- the instructor's


def lesson_of(project: Project) -> Lesson:
    """What makes the project a lesson; raises AnnotatorError where it is none."""
    lesson = project.settings.lesson
    if lesson is None:
        raise AnnotatorError(
            f"“{project.settings.name}” is no lesson yet. Make it one in the Teach workspace, or "
            "with `annotator lesson make`."
        )
    return lesson


def change_lesson(project: Project, after: Lesson, by: str = "") -> Step | None:
    """Decide otherwise about the lesson, or make the project one, in one step by `by`."""
    before = project.settings
    if before.lesson == after:
        return None
    title = "Lesson changed" if before.lesson is not None else "Made a lesson"
    return project.do(title, Edit(before, replace(before, lesson=after)), annotator_id=by)


def rename_lesson(project: Project, title: str, by: str = "") -> Step | None:
    """Give the lesson another title; raises AnnotatorError for an empty one."""
    before, title = project.settings, " ".join(title.split())
    if not title:
        raise AnnotatorError("A lesson needs a title; what it was called stands.")
    if title == before.name:
        return None
    step = f"Lesson called “{title}”"
    return project.do(step, Edit(before, replace(before, name=title)), annotator_id=by)


def key_annotator(project: Project, by: str = "") -> Annotator:
    """Whoever makes the key: the first annotator of that kind, added where there is none."""
    keys = (it for it in project.annotators() if it.kind is AnnotatorKind.KEY)
    return next(keys, None) or add_annotator(project, KEY, AnnotatorKind.KEY, by=by)


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """How far the key of an article is: how many labels of each sort it has.

    `unexplained` counts the labels without a note, `experts` who labelled it for the key. `done`:
    the key's annotator said so, or labelled something.
    """

    article_id: str
    title: str
    part: Part
    counts: dict[Counts, int]
    unexplained: int
    experts: int
    done: bool


def key_status(project: Project) -> list[KeyStatus]:
    """How far the key is, for each article of the lesson in the order of its parts."""
    lesson = lesson_of(project)
    found = []
    for article_id in lesson_articles(project):
        experts = experts_on(project, article_id)
        key = next(iter(experts.values()), [])
        found.append(
            KeyStatus(
                article_id=article_id,
                title=project.article(article_id).title,
                part=lesson.part(article_id),
                counts=dict(Counter(map(counts_as, key))),
                unexplained=sum(not it.note.strip() for it in key),
                experts=len(experts),
                done=bool(experts),
            )
        )
    return found


def lesson_articles(project: Project, *, kept_back: bool = True) -> list[str]:
    """The ids of the lesson's articles: by part, then as they stand in the project.

    `kept_back` counts those that are for trying again; they come after the lesson's own.
    """
    lesson = lesson_of(project)
    ids = project.article_ids()
    order = [*Part] if kept_back else [*ORDER]
    return sorted(
        (it for it in ids if lesson.part(it) in order), key=lambda it: order.index(lesson.part(it))
    )


def students_of(project: Project) -> list[Annotator]:
    """The persons whose work on the lesson is here, in the order they came; no instructor.

    They were given articles as parts of the lesson, or compared them with the key.
    """
    parts = {part.value for part in Part}
    known = {it.annotator_id for it in project.store.every_assignment() if it.batch in parts}
    known |= {it.annotator_id for it in project.store.attempts()}
    people = project.annotators()
    return [it for it in people if it.kind is AnnotatorKind.PERSON and it.id in known]


# ---------------------------------------------------------------------------- a student's


def is_student_copy(project: Project) -> bool:
    """Whether this file is a student's copy of a lesson."""
    return project.work_copy and project.settings.lesson is not None


def assigned(project: Project, student_id: str) -> list[Assignment]:
    """What a student's copy has the student annotate, in the order of the parts."""
    lesson = lesson_of(project)
    return [
        Assignment(each, student_id, place=place, batch=lesson.part(each).value)
        for place, each in enumerate(lesson_articles(project, kept_back=False), 1)
    ]


@dataclass(frozen=True, slots=True)
class Course:
    """How far a student is with the lesson: the states of the articles they were given, in order.

    `spare` are articles kept to try again on that were not given yet.
    """

    articles: tuple[tuple[str, Part, State], ...]
    spare: tuple[str, ...]

    @property
    def done(self) -> int:
        """How many are done or skipped."""
        return sum(state in _ENDED for _, _, state in self.articles)

    @property
    def finished(self) -> bool:
        """Whether all are."""
        return self.done == len(self.articles)


def course(project: Project, student_id: str) -> Course:
    """How far the student is."""
    lesson = lesson_of(project)
    given = [it for it in project.store.every_assignment(student_id) if it.place]
    given.sort(key=lambda it: it.place)
    known = {it.article_id for it in given}
    ids = project.article_ids()
    return Course(
        tuple((it.article_id, lesson.part(it.article_id), it.state) for it in given),
        tuple(it for it in ids if lesson.part(it) is Part.AGAIN and it not in known),
    )


def try_again(project: Project, student_id: str) -> str | None:
    """Give the student one more article, after all others; its id, or None if none is left."""
    spare = course(project, student_id).spare
    if not spare:
        return None
    last = max((it.place for it in project.store.every_assignment(student_id)), default=0)
    before = project.stored_assignment(spare[0], student_id)
    blank = before or Assignment(spare[0], student_id)
    after = replace(blank, place=last + 1, batch=Part.AGAIN.value)
    title = "Another article to try again on"
    project.keep(title, (Edit(before, after),), student_id)
    return spare[0]


@dataclass(frozen=True, slots=True)
class Compared:
    """A student's labels on an article beside the key, and how the experts split.

    `experts` says how many there are; `agreed`, by the id of a label of the key or of the
    student's own where the key has none, how many of them marked some of its words.
    """

    feedback: Feedback
    experts: int
    agreed: dict[str, int]


def compared(project: Project, article_id: str, student_id: str) -> Compared | None:
    """What became of the student's labels; None where the article has no key here."""
    key = key_of(project, article_id)
    if key is None:
        return None
    feedback = feedback_on(project.labels(article_id, student_id), key)
    experts = experts_on(project, article_id)
    shown = [it for point in feedback.points for it in [point.key or point.mine] if it is not None]
    return Compared(
        feedback,
        len(experts),
        {it.id: sum(_marked(it, theirs) for theirs in experts.values()) for it in shown},
    )


def _marked(place: Label, theirs: Sequence[Label]) -> bool:
    """Whether one of these labels, decoys aside, has some of the words of the place."""
    return any(
        counts_as(it) is not Counts.DECOY and a.start < b.end and b.start < a.end
        for it in theirs
        for a in it.pieces
        for b in place.pieces
    )


def compare(project: Project, article_id: str, student_id: str) -> Compared | None:
    """Show the student how they did, where the lesson lets them; from then on that article stands.

    What they did up to then is what is handed in: whoever saw the key cannot label after it.
    """
    if not may_compare(project, article_id, student_id):
        return None
    found = compared(project, article_id, student_id)
    if found is not None and not project.is_closed(article_id, student_id):
        keep(project, article_id, student_id, found.feedback)
    return found


def may_compare(project: Project, article_id: str, student_id: str) -> bool:
    """Whether the lesson lets the student see now how they did on this article."""
    lesson = lesson_of(project)
    at = course(project, student_id)
    state = next((it for known, _, it in at.articles if known == article_id), State.TODO)
    if state is not State.DONE:
        return False
    match lesson.feedback:
        case FeedbackRule.EACH:
            return at.finished or lesson.part(article_id) in (Part.LESSON, Part.AGAIN)
        case FeedbackRule.END:
            return at.finished
        case FeedbackRule.RELEASED:
            return key_of(project, article_id) is not None  # the code was given
        case FeedbackRule.NEVER:
            return False

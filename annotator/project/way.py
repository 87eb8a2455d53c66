"""A student's way through a lesson: what may be seen and done now, asked of the project."""

from dataclasses import dataclass

from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import State
from annotator.project.door import Project
from annotator.project.lesson import Course, course, lesson_of, may_compare
from annotator.project.training import key_of

_OWN = (Part.LESSON, Part.AGAIN)
"""The parts with articles of the lesson proper: what comes before and after is a check."""


@dataclass(frozen=True, slots=True)
class Way:
    """How far the student is in this copy of the lesson; each property asks the project anew."""

    project: Project
    student_id: str

    @property
    def lesson(self) -> Lesson:
        """The lesson; raises AnnotatorError where the project is none."""
        return lesson_of(self.project)

    @property
    def course(self) -> Course:
        """The articles with their states."""
        return course(self.project, self.student_id)

    @property
    def begun(self) -> bool:
        """Whether anything was done yet."""
        return any(state is not State.TODO for _, _, state in self.course.articles)

    def state(self, article_id: str) -> State:
        """How far the student is with an article."""
        found = self.course.articles
        return next((it for known, _, it in found if known == article_id), State.TODO)

    def is_closed(self, article_id: str) -> bool:
        """Whether the student saw the key of the article, so that all on it stands."""
        return self.project.is_closed(article_id, self.student_id)

    def shown_when_done(self, article_id: str) -> bool:
        """Whether done with this article leads to its feedback at once."""
        lesson = self.lesson
        return lesson.feedback is FeedbackRule.EACH and lesson.part(article_id) in _OWN

    def may_compare(self, article_id: str) -> bool:
        """Whether the lesson lets the student see now how they did on this article."""
        return may_compare(self.project, article_id, self.student_id)

    def unseen(self, first: str) -> str:
        """An article whose feedback may be seen and was not, `first` before others; "" for none."""
        ids = [it for it, _, _ in self.course.articles]
        ids.sort(key=lambda it: it != first)
        return next(
            (
                it
                for it in ids
                if self.may_compare(it)
                and not self.is_closed(it)
                and (key_of(self.project, it) is not None or self.opens_itself)
            ),
            "",
        )

    @property
    def may_try_again(self) -> bool:
        """Whether there is a fresh article, and all of the lesson's own were compared."""
        at = self.course
        if not at.spare or self.lesson.feedback is FeedbackRule.NEVER:
            return False
        return all(
            state is State.SKIPPED or self.is_closed(it)
            for it, part, state in at.articles
            if part in _OWN
        )

    @property
    def sealed(self) -> bool:
        """Whether the key lies in the copy and was not opened yet."""
        return bool(self.lesson.sealed) and all(
            key_of(self.project, it) is None for it, _, _ in self.course.articles
        )

    @property
    def wants_code(self) -> bool:
        """Whether the key is sealed, and its code is to be typed."""
        return self.lesson.feedback is FeedbackRule.RELEASED and self.sealed

    @property
    def opens_itself(self) -> bool:
        """Whether the key is sealed with a code that lies beside it, for the end."""
        return self.lesson.feedback is FeedbackRule.END and self.sealed

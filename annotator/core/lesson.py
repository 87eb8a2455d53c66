"""What makes a project a lesson: what a class is told, and when it sees how it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FeedbackRule(StrEnum):
    """When students see how their labels compare with the key."""

    EACH = "each"
    """After each article of the lesson; the checks before and after it once all is done."""
    END = "end"
    """When all articles are done."""
    RELEASED = "released"
    """When the instructor gives out the code that opens the key."""
    NEVER = "never"
    """Not in the program; the class talks about it."""


class Part(StrEnum):
    """What an article is for in a lesson."""

    BEFORE = "before"
    """The check before the lesson."""
    LESSON = "lesson"
    """What the lesson is about."""
    AGAIN = "again"
    """Kept back until a student wants to try again on a fresh article."""
    AFTER = "after"
    """The check after the lesson."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an instructor decides about a lesson; its title is the project's name.

    `parts` says of articles, by id, what they are for; those not named are of the lesson itself.
    `instructions` are for students, `notes` for instructors alone; both are plain text in
    paragraphs. `minutes` are a suggestion, 0 for none. `reason` asks of each label how one knows.
    `rubric`: grades come by a rubric, and not by the score. `credit` says who wrote the articles
    and under which licence. `code` opens the key where that is `sealed`: text that holds the key's
    labels, unreadable without the code.

    `votes` counts hands for neutral wordings, by the id of the label that holds one; `guesses` is
    what the class thought beforehand, in percent, by the place: `ARTICLE:START:END`.
    """

    instructions: str = ""
    goals: tuple[str, ...] = ()
    notes: str = ""
    minutes: int = 0
    feedback: FeedbackRule = FeedbackRule.EACH
    reason: bool = False
    rubric: bool = False
    credit: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict)
    code: str = ""
    sealed: str = ""
    votes: Mapping[str, int] = field(default_factory=dict)
    guesses: Mapping[str, int] = field(default_factory=dict)

    def part(self, article_id: str) -> Part:
        """What the article is for."""
        return self.parts.get(article_id, Part.LESSON)

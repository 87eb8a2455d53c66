"""A lesson of two articles on one event, and what five students made of it, written out.

The figures that the tests expect are counted from `MARKED` by hand.
"""

from collections.abc import Sequence
from pathlib import Path

from annotator.core.edits import Edit
from annotator.core.feedback import COUNTS, Counts
from annotator.core.lesson import Lesson, Part
from annotator.core.model import Annotator, Article, Assignment, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, headlined
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.project.lesson import change_lesson, key_annotator
from annotator.project.team import add_annotator
from tests.student_lesson import BOOK

TALKS = (
    "Regime snubs talks",
    """\
In a catastrophic failure of nerve, ministers dismissed a plan to stop the fighting. \
Critics fumed.""",
)
PLAN = (
    "Ministers decline talks",
    """\
On Monday ministers turned down a plan to stop the fighting. It had come from two neighbours of \
the country.""",
)
NAME, DRAMA = "judging-name", "dramatic-word"

KEY = (
    ("Regime", NAME, Counts.REQUIRED, "Nobody calls themselves so."),
    ("catastrophic failure", DRAMA, Counts.REQUIRED, "Who calls it a catastrophe?"),
    ("dismissed", DRAMA, Counts.OPTIONAL, "Casual, but not unfair."),
    ("fighting", DRAMA, Counts.DECOY, "A sad fact, no loaded word."),
)
MARKED = {
    "Amber Fox": [("Regime", NAME, ""), ("catastrophic failure", DRAMA, "lack of nerve")],
    "Blue Owl": [("Regime", DRAMA, ""), ("catastrophic", DRAMA, "costly"), ("fumed", DRAMA, "")],
    "Coral Newt": [("dismissed", DRAMA, ""), ("Critics fumed", DRAMA, "Critics objected")],
    "Dusty Lynx": [
        ("Regime", NAME, ""),
        ("catastrophic", DRAMA, "Costly"),
        ("fighting", DRAMA, ""),
    ],
    "Ebony Elk": [],
}
"""By student: words, tag, neutral wording."""


def make_class(path: Path, students: int = 5) -> Project:
    """The lesson as its instructor has it, with its key, after so many students handed in."""
    project = Project.create(path, "Talks", BOOK, "Ms Lind")
    drafts = [
        Draft(*headlined(*text), title=text[0], outlet=outlet, event="The talks")
        for text, outlet in ((TALKS, "Velmar Post"), (PLAN, "Ostry Radio"))
    ]
    finish(add_drafts(project, drafts))
    change_lesson(project, Lesson(instructions="Mark what judges."))
    articles = [project.article(it) for it in project.article_ids()]
    key = Desk(project, key_annotator(project))
    for words, tag, counts, note in KEY:
        key.tag(articles[0], tag, [place(articles[0], words)], fields=of(counts), note=note)
    for article in articles:
        key.set_state(article.id, State.DONE)
    for name in list(MARKED)[:students]:
        hand_in(project, add_annotator(project, name), articles)
    return project


def of(counts: Counts) -> dict[str, str]:
    return {COUNTS.key: counts.value}


def place(article: Article, words: str) -> list[Span]:
    start = article.text.index(words)
    return [Span(start, start + len(words))]


def hand_in(project: Project, student: Annotator, articles: Sequence[Article]) -> None:
    """What this student marked, done with both articles."""
    desk = Desk(project, student)
    for words, tag, neutral in MARKED[student.name]:
        fields = {"neutral": neutral} if neutral else {}
        desk.tag(articles[0], tag, [place(articles[0], words)], fields=fields)
    for number, article in enumerate(articles, 1):
        batch = Part.LESSON.value
        before = project.store.assignment(article.id, student.id)
        after = Assignment(article.id, student.id, State.DONE, place=number, batch=batch)
        project.do("Handed in", Edit(before, after), annotator_id=student.id)

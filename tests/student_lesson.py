"""A lesson about loaded words with five short articles, made into the file that a class gets."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from annotator.core.feedback import COUNTS, Counts
from annotator.core.lesson import Lesson, Part
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Article,
    Codebook,
    Condition,
    Field,
    Kind,
    Span,
    State,
    Tag,
)
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, headlined
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.project.lesson import change_lesson, key_annotator
from annotator.project.team import add_annotator
from annotator.sync.delivery import Edition
from annotator.sync.lessons import post_lesson

TITLE = "Spot the loaded word"
BOOK = Codebook(
    "class",
    "Loaded words",
    fields=(
        Field("neutral", "Neutral wording", help="The same, without the judgement."),
        Field("quoted", "In a quotation?", Kind.YES_NO, detect="quotation"),
        Field("whose", "Whose words?", when=Condition("quoted", value=True)),
    ),
    tags=(
        Tag(
            "judging-name",
            "Judging name",
            "A name for people or a government that those who bear it would not use themselves.",
            "Would the people who are called so sign with that word?",
            ("The *regime* closed the harbour. → government",),
            colour="red",
            shortcut="1",
            fields=("neutral",),
        ),
        Tag(
            "dramatic-word",
            "Dramatic word",
            "A word that makes an event larger or more frightening than the facts told with it.",
            "Does a plainer word say just as much?",
            ("Costs *exploded*. → rose by 4 percent",),
            colour="amber",
            shortcut="2",
            fields=("neutral", "quoted", "whose"),
        ),
        Tag(
            "praise-word",
            "Praise word",
            "A word that recommends what it names instead of telling what it is.",
            "Does the word tell you a fact, or whether to like it?",
            colour="green",
            shortcut="3",
            fields=("neutral",),
        ),
    ),
)
INSTRUCTIONS = """\
Read each article once from beginning to end. Then go through it again and mark the words that \
judge instead of telling.

A sad topic is not a loaded word: ask yourself whether a plainer word would say the same."""

ARTICLES = {
    "Mayor Slams Ferry Plan": (
        "The mayor slammed the plan for a second ferry on Monday. The council votes in May.",
        Part.BEFORE,
        (("slammed", "dramatic-word", Counts.REQUIRED, "“Criticised” says the same."),),
    ),
    "Regime Sinks Beloved Ferry": (
        """\
The regime in Port Velmar has scrapped the beloved ferry that carried four generations.

“It is a catastrophic act of vandalism,” said Oda Brenneke, 71, whose husband drowned off the pier \
in 1998. Costs had exploded to 4 million crowns, the harbour office said.""",
        Part.LESSON,
        (
            ("regime", "judging-name", Counts.REQUIRED, "Nobody calls their own government so."),
            ("beloved", "praise-word", Counts.REQUIRED, "It tells us to like the ferry."),
            (
                "a catastrophic act of vandalism",
                "dramatic-word",
                Counts.REQUIRED,
                "The quotation was chosen for its drama.",
            ),
            (
                "catastrophic",
                "dramatic-word",
                Counts.ALTERNATIVE,
                "The one word is enough.",
            ),
            ("exploded", "dramatic-word", Counts.REQUIRED, "Costs rise; they do not explode."),
            ("scrapped", "dramatic-word", Counts.OPTIONAL, "Casual, but not unfair."),
            ("drowned", "dramatic-word", Counts.DECOY, "A sad fact, told in the plainest word."),
        ),
    ),
    "Ferry Withdrawn From Service": (
        """\
Port Velmar’s council has withdrawn its oldest ferry after an inspection found corrosion. A café \
on the pier will stay open. Critics call the decision heartless.""",
        Part.LESSON,
        (
            (
                "heartless",
                "dramatic-word",
                Counts.OPTIONAL,
                "It is loaded, but the article says whose word it is.",
            ),
        ),
    ),
    "School Bus Nightmare Looms": (
        "A nightmare looms for parents in Ostry: the school bus will come ten minutes later.",
        Part.AGAIN,
        (("nightmare", "dramatic-word", Counts.REQUIRED, "Ten minutes are no nightmare."),),
    ),
    "Bakery Opens on Quay": (
        "A magnificent bakery has opened on the quay. It sells bread and rolls from six o’clock.",
        Part.AFTER,
        (("magnificent", "praise-word", Counts.REQUIRED, "Praise, and no fact."),),
    ),
}
"""Title -> text, part, and the key: words, tag, what they count as, explanation."""

LESSON = Lesson(
    instructions=INSTRUCTIONS,
    goals=("tell a fact from a judgement", "say the same in plain words"),
    minutes=20,
    credit="Fiction, written for this program. MIT licence.",
)


def make_lesson(
    folder: Path,
    lesson: Lesson = LESSON,
    *,
    edition: Edition = Edition.STUDENT,
    articles: Mapping[str, object] | None = None,
) -> Path:
    """Make the lesson's project, and of it the file in this folder; the file's path."""
    path = folder / f"{TITLE}.lesson"
    kept = folder / "teacher"
    kept.mkdir(exist_ok=True)
    with closing(Project.create(kept / "Teacher.annot", TITLE, BOOK, "Ms Lind")) as project:
        wanted = {it: ARTICLES[it] for it in articles or ARTICLES}
        drafts = [
            Draft(*headlined(title, text), title=title) for title, (text, *_) in wanted.items()
        ]
        ids = finish(add_drafts(project, drafts)).ids
        parts = {it: part for it, (_, part, _) in zip(ids, wanted.values(), strict=True)}
        change_lesson(project, replace(lesson, parts=parts))
        experts = [key_annotator(project)]
        experts += [add_annotator(project, f"Expert {n}", AnnotatorKind.KEY) for n in (2, 3)]
        for article_id, (_, _, key) in zip(ids, wanted.values(), strict=True):
            for number, expert in enumerate(experts):
                _label(project, project.article(article_id), expert, key[number:])
        finish(post_lesson(project, path, edition))
    return path


def _label(
    project: Project,
    article: Article,
    expert: Annotator,
    key: tuple[tuple[str, str, Counts, str], ...],
) -> None:
    desk = Desk(project, expert)
    for words, tag, counts, note in key:
        start = article.text.index(words, article.headline_end)
        place = [Span(start, start + len(words))]
        desk.tag(article, tag, [place], fields={COUNTS.key: counts.value}, note=note)
    desk.set_state(article.id, State.DONE)

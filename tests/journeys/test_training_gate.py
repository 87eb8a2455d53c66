"""Training: feedback after each article, a mark that opens the rest."""

from contextlib import closing
from pathlib import Path

import pytest
from test_a_team import sits_down
from user import User

from annotator.core.model import AnnotatorKind, Codebook, Span, Tag
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.project.team import Sharing, add_annotator, assign
from annotator.project.training import assign_training

TEXTS = (
    "The regime in the harbour scrapped a catastrophic ferry.",
    "A ferry was scrapped.",
    "The last word is with the council.",
)
BOOK = Codebook(
    "school",
    "School",
    tags=(
        Tag("contentious-label", "Contentious label", shortcut="1"),
        Tag("evaluative-word", "Evaluative word", colour="blue", shortcut="2"),
    ),
)


@pytest.fixture
def school(documents: Path) -> Path:
    """Three articles for Ines; the first is training, its key has two labels."""
    path = documents / "School.annot"
    with closing(Project.create(path, "School", BOOK, "Ines")) as made:
        drafts = [Draft(text, title=f"Ferry {n}") for n, text in enumerate(TEXTS, 1)]
        ids = finish(add_drafts(made, drafts)).ids
        key = Desk(made, add_annotator(made, "Key", AnnotatorKind.KEY))
        article = made.article(ids[0])
        for words, tag in (("regime", "contentious-label"), ("catastrophic", "evaluative-word")):
            at = article.text.index(words)
            place = [[Span(at, at + len(words))]]
            key.tag(article, tag, place, note=f"“{words}” judges instead of telling.")
        [ines] = [each for each in made.annotators() if each.name == "Ines"]
        assign(made, ids, Sharing((ines.id,), 1))
        assign_training(made, ids[:1], [ines.id])
    return path


def test_who_has_not_passed_begins_anew_and_then_the_queue_opens(user: User, school: Path) -> None:
    user.starts(school)
    user.sees_article("The regime")
    user.sees("0 of 1 done")
    user.selects("regime")
    user.presses("2")
    user.sees_label("regime", tag="Evaluative word")
    user.presses("Ctrl+Return")
    user.sees(
        "Compared with the key",
        "1 with another tag",
        "Missed",
        "“catastrophic” judges instead of telling.",
    )
    user.clicks("Begin the training anew")
    user.sees_no("Compared with the key")
    assert user.labels() == []
    user.selects("regime")
    user.presses("1")
    user.selects("catastrophic")
    user.presses("2", "Ctrl+Return")
    user.sees("You found 2 of 2.", "You have passed; the other articles are open now.")
    user.presses("Return")
    user.sees("1 of 3 done")
    tried = user.in_file(school, "SELECT round(f1, 2), hit, missed FROM attempts ORDER BY time")
    assert tried == [(0.0, 0, 1), (1.0, 2, 0)]


def test_the_key_is_nowhere_before_one_is_done(user: User, school: Path) -> None:
    user.starts(school)
    user.sees_article("The regime")
    assert user.labels() == []
    user.sees_no("judges instead of telling")


def test_no_way_leads_round_the_training(user: User, school: Path) -> None:
    """Neither whoever sat there before, nor a search, opens an article that is still closed."""
    with closing(Project.open(school)) as project:
        add_annotator(project, "Tom")
    user.starts(school)
    user.sees("Who is at the desk?")
    user.presses("Return")
    sits_down(user, "Tom")
    user.opens("Ferry 3")
    user.sees_article("The last word")
    sits_down(user, "Ines")
    user.sees_article("The regime")
    user.sees_bar("The training comes first: other articles open once it is passed.")
    user.presses("Ctrl+K")
    user.types("Ferry 3")
    user.presses("Return")
    user.sees_article("The regime")

"""A lead has no time to adjudicate: votes make gold, by mouse and by keys, and who errs is seen."""

from pathlib import Path

from coded_team import team, works
from hand import until
from user import MakeProject, User

from annotator.core.model import AnnotatorKind
from annotator.project import Project

TEXTS = [
    f"The regime in Velmar gave a horrific answer to question {number}, said the crew."
    for number in range(3)
]


def coded(made: MakeProject) -> Path:
    """A project that three are done with: all mark “regime”, two the “horrific” of one article."""
    path = made(*TEXTS)
    project = Project.open(path)
    desks = team(project, "Ada", "Ben")
    for number, article in enumerate(project.article_ids()):
        for desk in desks:
            works(desk, article, [("regime", "contentious-label")], {"slant": number + 1})
        if not number:
            for desk in desks[:2]:
                works(desk, article, [("horrific", "evaluative-word")])
    project.close()
    return path


def gold(path: Path) -> list[str]:
    """The words of all gold labels, as another program reads the file."""
    project = Project.open(path, write=False)
    who = {it.id for it in project.annotators() if it.kind is AnnotatorKind.GOLD}
    found = [
        it.quote
        for each in project.article_ids()
        for it in project.labels(each)
        if it.annotator_id in who
    ]
    project.close()
    return sorted(found)


def test_votes_make_gold_by_the_mouse_and_undo_takes_it_back(user: User, made: MakeProject) -> None:
    path = coded(made)
    user.starts(path)
    user.clicks("Sit down")
    user.clicks("Adjudicate")
    user.sees("difference 1 of 3", "Gold by votes…")
    user.clicks("Gold by votes…")
    user.sees("4 gold labels and 3 gold answers from 3 articles.")
    user.clicks("Make gold")
    user.sees("4 gold labels and 3 gold answers by votes.", "gold: 4 labels")
    assert until(lambda: gold(path) == ["horrific", *["regime"] * 3])
    user.sees("Everything is decided", "All adjudicated")
    user.presses("Ctrl+Z")
    user.sees("gold: 0 labels", "To adjudicate 3")
    assert gold(path) == []


def test_votes_make_gold_by_keys_alone(user: User, made: MakeProject) -> None:
    path = coded(made)
    user.starts(path)
    user.sees("Who is at the desk?")
    user.presses("Return", "Ctrl+6")
    user.sees("difference 1 of 3")
    user.presses("V")
    user.sees("4 gold labels and 3 gold answers from 3 articles.")
    user.presses("Down", "Tab", "Up")
    user.sees("3 gold labels and 3 gold answers from 3 articles.")
    user.presses("Ctrl+Return")
    user.sees("3 gold labels and 3 gold answers by votes.")
    assert until(lambda: gold(path) == ["regime"] * 3)


def test_who_errs_how_is_seen_before_gold_is_made(user: User, made: MakeProject) -> None:
    user.starts(coded(made))
    user.clicks("Sit down")
    user.clicks("Adjudicate")
    user.sees("difference 1 of 3")
    user.clicks("Gold by votes…")
    user.clicks("Weighed by how each errs (Dawid and Skene)")
    user.sees("Who errs how")
    user.picks("Evaluative word", "Tag or question")
    rows = user.list_named("How each annotator seems to err")
    assert any(row.startswith("Ben: where marked is true, gives it 0\u00a0%") for row in rows), rows
    user.presses("Escape", "N")
    user.sees("difference 2 of 3")

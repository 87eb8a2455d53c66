"""Whatever is pressed and clicked, in whatever order: no error, no fault, and undo leads back."""

import random
from pathlib import Path

from user import MakeProject, User

from annotator.core.text import words
from annotator.core.work import finish
from annotator.gui.annotate import commands
from annotator.project import Project
from annotator.project.checking import checked

TEXT = Path(__file__).with_name("harbour.txt").read_text("utf-8").replace("crews", "crews 🚢")
KEYS = [key for action in commands.ACTIONS for key in action.keys]
KEYS += ["1", "2", "3", "4", "Right", "Space", "Shift+Right", "Alt+Up", "Ctrl+Z", "Ctrl+Y"] * 3
ACTIONS = 150


def test_nothing_breaks_and_everything_can_be_undone(user: User, made: MakeProject) -> None:
    path = made(TEXT, TEXT + "Another end.")
    user.starts(path)
    chance = random.Random(random.randrange(10_000))
    every = [TEXT[start:end] for start, end in words(TEXT)]
    for _ in range(ACTIONS):
        match chance.randrange(10):
            case 0:
                user.selects(chance.choice(every), holding=chance.choice(["", "", "Ctrl"]))
            case 1:
                user.clicks_word(chance.choice(every))
            case 2:
                user.types(chance.choice(["so", "é", "5"]))
            case _:
                user.presses(chance.choice(KEYS))
        if user.dialogs():
            user.presses(chance.choice(["Return", "Esc"]))
    user.presses("Esc", "Esc", "Esc")
    user.quits()

    project = Project.open(path)
    assert finish(checked(project)) == []
    made_labels = _labels(project)
    undone = 0
    while project.undo():
        undone += 1
    assert _labels(project) == set()
    for _ in range(undone):
        project.redo()
    assert _labels(project) == made_labels
    project.close()


def _labels(project: Project) -> set[str]:
    ids = project.article_ids()
    return {f"{label}" for article_id in ids for label in project.labels(article_id)}

"""Draws what four annotators of a small project agree on."""

import sys
from dataclasses import replace
from pathlib import Path

from drawing import drawn, until

from annotator.clock import new_id
from annotator.core.edits import Edit
from annotator.core.model import Assignment, State
from annotator.gui.agreement.page import AgreementPage
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.team import add_annotator, change_settings
from annotator.project.training import key_of
from annotator.ready_lessons import make_ready_lesson

sys.path.append(str(Path(__file__).parent.parent))  # annotators as the tests make them up

from tests.teach.simulated import Habits, simulated

_PEOPLE = {
    "Ada Lind": Habits(0.85, 0.1, 0.1, 0.1, slips=2, rewords=0.7),
    "Ben Voss": Habits(0.8, 0.2, 0.15, 0.1, slips=2, rewords=0.7),
    "Cleo Marsh": Habits(0.7, 0.2, 0.1, 0.2, slips=3, rewords=0.7),
    "Dora Sand": Habits(0.75, 0.5, 0.3, 0.3, slips=9, rewords=0.7),
}


def agreeing(window: Window, folder: Path) -> str:
    """Draw it; the picture's name."""
    window.session.take(_coded(folder / "Spring news.annot"))
    window.session.go_to_workspace("agreement")
    page = window.frame.page(AgreementPage)
    until(lambda: page.report is not None)
    return drawn(window, "agreement")


def _coded(path: Path) -> Project:
    """Articles with a key, each done by four who see much of it alike, one a week."""
    project = make_ready_lesson(path, "neutral-rewrite", "Ines")
    change_settings(project, replace(project.settings, name="Spring news", lesson=None))
    tags = [tag.key for tag in project.codebook.given]
    for seed, (name, habits) in enumerate(_PEOPLE.items()):
        who = add_annotator(project, name).id
        edits = []
        for week, article_id in enumerate(project.article_ids()):
            time = f"2026-03-{2 + 7 * week:02}T09:00:00.000Z"
            key = key_of(project, article_id) or []
            made = simulated(project.article(article_id), key, tags, who, habits, seed)
            edits += [
                Edit(None, replace(it, id=new_id(), created=time, updated=time)) for it in made
            ]
            edits.append(Edit(None, Assignment(article_id, who, State.DONE)))
        project.keep("Annotated", tuple(edits), who)
    return project

"""Before the text, after the labels, and once more when the source is known."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from user import User

from annotator.core.edits import Edit
from annotator.core.model import Codebook, Kind, Moment, Question, Tag
from annotator.core.work import finish
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts

BOOK = Codebook(
    "asking",
    "Asking",
    tags=(Tag("loaded", "Loaded word", shortcut="1"),),
    questions=(
        Question("feeling", "How do you feel about it?", Kind.SCALE, high=5, moment=Moment.BEFORE),
        Question(
            "biased", "How biased is it?", Kind.SCALE, high=7, required=True, moment=Moment.AFTER
        ),
    ),
)


@pytest.fixture
def dams(documents: Path) -> Path:
    """Two articles with a source, and a codebook that asks before and after."""
    path = documents / "Dams.annot"
    with closing(Project.create(path, "Dams", BOOK, "Ines")) as made:
        texts = ("The catastrophic dam broke.", "A second dam is safe.")
        drafts = [Draft(t, title=f"Dam {n}", outlet="Courier") for n, t in enumerate(texts, 1)]
        finish(add_drafts(made, drafts))
        made.do("Again", Edit(made.settings, replace(made.settings, second_rating=True)))
    return path


def test_a_feeling_is_asked_before_the_text_and_a_judgement_after_the_labels(
    user: User, dams: Path
) -> None:
    user.starts(dams)
    user.sees("Before you read", "How do you feel about it?")
    user.sees_no("catastrophic")
    user.presses("2", "Return")
    user.sees_article("The catastrophic dam")
    user.selects("catastrophic")
    user.presses("1")
    user.sees_label("catastrophic")
    user.presses("Ctrl+Return", "6", "Ctrl+Return")
    user.sees("Before you read", "1 of 2 done")
    answers = user.in_file(dams, "SELECT question, value FROM answers ORDER BY created")
    assert answers == [("feeling", "2"), ("biased", "6")]


def test_one_may_rather_not_say_and_give_a_reason(user: User, dams: Path) -> None:
    user.starts(dams)
    user.clicks("Rather not say…")
    user.types("I know the mayor")
    user.presses("Return")
    user.sees_article("The catastrophic dam")
    assert user.in_file(dams, "SELECT unasked FROM assignments") == [("I know the mayor",)]
    user.presses("Q")
    user.sees("Left out before the text: I know the mayor")
    user.presses("Ctrl+Z")
    user.sees("Before you read")


def test_after_the_source_was_revealed_one_is_asked_once_more(user: User, dams: Path) -> None:
    user.starts(dams)
    user.presses("3", "Return", "R")
    user.sees_bar("Before the source is shown, answer: How biased is it?")
    user.sees_no("Courier")
    user.presses("Ctrl+Return", "5", "Esc", "R")
    user.sees("Courier", "Now that you know the source, what do you say?")
    user.presses("2", "Esc")
    first = user.in_file(dams, "SELECT value FROM answers WHERE question = 'biased'")
    assert (first, user.in_file(dams, "SELECT value FROM second_answers")) == ([("5",)], [("2",)])
    user.presses("Ctrl+Z")
    user.sees("Now that you know the source, what do you say?")
    assert user.in_file(dams, "SELECT value FROM second_answers") == []
    user.presses("Ctrl+Return")
    user.sees_bar("Please answer first: How biased is it?")


def test_keys_show_nothing_of_a_text_that_is_not_shown_yet(user: User, dams: Path) -> None:
    user.starts(dams)
    user.presses("A", "Ctrl+F", "Alt+Up", "R", "Esc")
    user.sees("Before you read")
    user.sees_no("catastrophic")
    user.sees_no("Courier")

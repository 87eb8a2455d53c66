"""Three annotators' work on one article becomes gold: agreements at once, differences by keys."""

import json
from pathlib import Path

import pytest
from user import User

from annotator.core.model import State
from annotator.core.text import occurrences
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import add_annotator

TITLE = "Regime Hides as Catastrophic Dam Flood Swallows Polvetz"
MARKED = {
    "Ines": {"Regime": "contentious-label", "rotten": "evaluative-word"},
    "Tom": {"Regime": "contentious-label", "rotten spillway": "evaluative-word"},
    "Cleo": {"Regime": "contentious-label", "bombshell": "dramatic-noun"},
}


@pytest.fixture
def annotated(sample: Path) -> Path:
    """The sample, its first article done by three."""
    project = Project.open(sample)
    first = project.article(project.article_ids()[0])
    for name, marked in MARKED.items():
        desk = Desk(project, add_annotator(project, name))
        for words, tag in marked.items():
            desk.tag(first, tag, [(occurrences(first.text, words)[0],)])
        desk.set_state(first.id, State.DONE)
    project.close()
    return sample


def test_from_three_annotators_to_gold(user: User, annotated: Path, documents: Path) -> None:
    user.starts(annotated)
    user.sees("Who is at the desk?")
    user.presses("Return")
    user.clicks("Adjudicate")
    user.sees("difference 1 of 3", "3 of 3 left")
    accepts_what_is_agreed(user)
    decides_the_rest(user)
    thinks_again(user)
    exports_gold(user, documents)


def accepts_what_is_agreed(user: User) -> None:
    """All say the same of one place: it stands, and the first difference is shown."""
    user.presses("G")
    user.sees("1 would be accepted here.")
    user.clicks("Accept")
    user.sees("1 agreed one accepted", "difference 1 of 2", "rotten spillway")


def decides_the_rest(user: User) -> None:
    """The second reading, with a reason; the last place is edited."""
    user.presses("W")
    user.types("the gate, not the water\n")
    user.presses("2")
    user.sees("difference 2 of 2", "bombshell")
    user.presses("E")
    user.sees_bar_of_tags("Dramatic noun (6)", "Evaluative word (2)")
    user.presses("Shift+Right", "2")
    user.sees("Everything is decided", "gold: 3 labels · 0 differences left in this article")


def thinks_again(user: User) -> None:
    """Undo leads back to the place, redo decides it again; names can be hidden meanwhile."""
    user.presses("Ctrl+Z")
    user.sees("difference 2 of 2", "bombshell")
    user.presses("H")
    user.sees("Mistake")
    user.sees_no("Cleo")
    user.presses("Ctrl+Shift+Z")
    user.sees("Edited by", ": Evaluative word “bombshell report”")


def exports_gold(user: User, documents: Path) -> None:
    """The file tells of each gold label who agreed, who decided, and why."""
    user.presses("Ctrl+E")
    user.fills("File", str(documents / "all.jsonl"))
    user.clicks("Export")
    user.sees("read back equal")
    lines = (documents / "all.jsonl").read_text("utf-8").splitlines()
    labels = [it for line in lines for it in json.loads(line)["labels"]]
    gold = {it["quote"]: it for it in labels if it["annotator"] == "Gold"}
    assert len(labels) - len(gold) == 6
    assert {quote: it["decision"]["verdict"] for quote, it in gold.items()} == {
        "Regime": "agreed",
        "rotten spillway": "accepted",
        "bombshell report": "edited",
    }
    assert gold["rotten spillway"]["decision"]["reason"] == "the gate, not the water"
    assert [round(it["votes"], 2) for it in gold.values()] == [1.0, 0.67, 0.0]


def test_first_and_third_of_three_readings_stand_by_keys_alone(user: User, sample: Path) -> None:
    three_readings(sample)
    user.starts(sample)
    user.sees("Who is at the desk?")
    user.presses("Return")
    user.presses("Ctrl+6")
    user.sees("difference 1 of 1", "Accept all", "Tick several")
    user.presses("T")
    user.sees("Accept the ticked")
    user.presses("1", "3")
    user.sees("Accept the 2 ticked")
    user.presses("Return")
    user.sees("Everything is decided", "gold: 2 labels")
    user.presses("Ctrl+Z")
    user.sees("difference 1 of 1", "gold: 0 labels")
    user.presses("?")
    user.sees("Tick several readings by their numbers", "Accept the ticked readings")
    user.presses("Escape")


def three_readings(sample: Path) -> None:
    """Three people give one word three tags."""
    project = Project.open(sample)
    first = project.article(project.article_ids()[0])
    place = (occurrences(first.text, "Regime")[0],)
    tags = ("contentious-label", "evaluative-word", "dramatic-noun")
    for name, tag in zip(("Ines", "Tom", "Cleo"), tags, strict=True):
        desk = Desk(project, add_annotator(project, name))
        desk.tag(first, tag, [place])
        desk.set_state(first.id, State.DONE)
    project.close()

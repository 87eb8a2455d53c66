"""The main job: import an article, tag its loaded language, lose nothing, export it."""

import csv
import json
from pathlib import Path

import pytest
from user import User

from annotator.assets import asset

TITLE = "Regime Hides as Catastrophic Dam Flood Swallows Polvetz"
ARTICLE = asset("sample", "dam-loaded.txt").read_text("utf-8")


@pytest.fixture
def download(documents: Path) -> Path:
    """The article as another program wrote it: a byte order mark, CRLF."""
    path = documents / "dam.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    return path


def test_the_main_job(user: User, documents: Path, download: Path) -> None:
    project = documents / "Dam.annot"
    adds_the_article(user, project, download)
    tags_every_regime_in_one_step(user)
    says_how_strong_two_words_are(user, project)
    resizes_a_label(user)
    comes_back_after_a_kill(user, project)
    exports(user, documents)
    finds_all_in_the_exports(documents)


def adds_the_article(user: User, project: Path, download: Path) -> None:
    """A new project, and the article as it was downloaded."""
    user.starts()
    user.clicks("New project")
    user.types("Dam")
    user.sees(str(project))
    user.clicks("Create")
    user.chooses_file(download, press="Choose files to read")
    user.sees("This is the text exactly as it will be stored.")
    user.fills("Outlet", "Free Drevaska Today")
    user.clicks("Add 1 article")
    user.sees("1 article added.")


def tags_every_regime_in_one_step(user: User) -> None:
    """Every “Regime”, undone and redone as the one step it is."""
    user.selects("Regime")
    user.presses("1")
    user.sees_label("Regime", tag="Contentious label")
    user.presses("A")
    user.sees("Tag 7 ticked", "the paranoid regime slammed")
    user.presses("Return")
    user.sees_label("Regime", tag="Contentious label", times=6)
    user.sees_label("regime", tag="Contentious label", times=2)
    user.presses("Ctrl+Z")
    user.sees_label("Regime", times=1)
    user.presses("Ctrl+Shift+Z")
    user.sees_label("Regime", times=6)


def says_how_strong_two_words_are(user: User, project: Path) -> None:
    """Two more with an intensity, by mouse and by keys."""
    user.selects("catastrophic")
    user.presses("2")
    user.sees_label("catastrophic", tag="Evaluative word")
    user.clicks("Intensity: 4")
    user.selects("horrific")
    user.presses("2", "F", "5", "Esc")
    user.sees_label("horrific", tag="Evaluative word")
    assert user.fields_in_file(project, "catastrophic")["intensity"] == 4
    assert user.fields_in_file(project, "horrific")["intensity"] == 5


def resizes_a_label(user: User) -> None:
    """Resized with the mouse, then by keys, undone and redone."""
    user.selects("shameless")
    user.presses("2")
    user.drags_edge("shameless", onto="dodge")
    user.sees_label("shameless dodge")
    user.presses("Alt+Right", "Alt+Left", "Alt+Shift+Left")
    user.sees_label("a shameless dodge")
    user.presses("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    user.sees_label("shameless dodge")
    user.presses("Ctrl+Z")
    user.sees_label("shameless")
    user.presses("Ctrl+Y")
    user.sees_label("shameless dodge")


def comes_back_after_a_kill(user: User, project: Path) -> None:
    """The laptop is closed without saving; another day the program is killed at work."""
    user.quits()
    ended = user.elsewhere(project, "selects pitiful", "presses 2", "presses F", "presses 3", "die")
    assert ended == -9
    user.starts(project)
    user.sees_label("pitiful", tag="Evaluative word")
    user.presses("Ctrl+Z")
    assert "intensity" not in user.fields_in_file(project, "pitiful")
    user.presses("Ctrl+Z")
    user.sees_label("pitiful", times=0)
    user.sees_label("shameless dodge")


def exports(user: User, documents: Path) -> None:
    """JSON Lines and CSV, every label read back."""
    user.presses("Ctrl+E")
    user.fills("File", str(documents / "out.jsonl"))
    user.clicks("Export")
    user.sees("11 labels written to out.jsonl, 11 read back equal.")
    user.presses("Ctrl+E")
    user.chooses("CSV", within="Format")
    user.fills("File", str(documents / "out.csv"))
    user.clicks("Export")
    user.sees("11 labels written to out.csv, 11 read back equal.")


def finds_all_in_the_exports(documents: Path) -> None:
    """Both files hold every label where its words stand."""
    held = json.loads((documents / "out.jsonl").read_text("utf-8"))
    assert held["text"] == ARTICLE
    assert held["meta"]["outlet"] == "Free Drevaska Today"
    labels = [(it["start"], it["end"], it["quote"], it["tag"]) for it in held["labels"]]
    wanted = [*places("Regime", "regime"), *places("catastrophic")[:1], *places("horrific")]
    assert sorted(label[:2] for label in labels) == sorted([*wanted, *places("shameless dodge")])
    assert all(ARTICLE[start:end] == quote for start, end, quote, _ in labels)
    with (documents / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        table = [(int(row["start"]), int(row["end"]), row["quote"]) for row in csv.DictReader(file)]
    assert sorted(table) == sorted(label[:3] for label in labels)


def places(*words: str) -> list[tuple[int, int]]:
    """Where these words stand in the article, found by hand and not by the program."""
    return [
        (at, at + len(word))
        for word in words
        for at in range(len(ARTICLE))
        if ARTICLE.startswith(word, at)
    ]

"""Projects: made, filled, shared, and what can go wrong with their file."""

import os
import shutil
from pathlib import Path

import pytest
from user import User

from annotator.gui.annotate import commands as annotate
from annotator.project import Project

DAM = "Regime Hides as Catastrophic Dam Flood Swallows Polvetz"


def test_a_new_project_with_another_codebook_and_a_pasted_text(user: User, documents: Path) -> None:
    user.starts()
    user.presses("Ctrl+N")
    user.types("Ferry: news?")
    user.clicks("Recasens: framing and epistemological bias, 8 tags")
    user.clicks("Hide the source while annotating")
    user.clicks("Create")
    user.clicks("Text of the article")
    user.pastes("Ferry Sinks\n\nThe regime said nothing 🚢.")
    user.sees("Add 1 article")
    user.fills("Outlet", "The Velmar Lantern")
    user.presses("Ctrl+Return")
    user.sees("1 article added.", "The Velmar Lantern")
    user.sees_no("Source hidden while you annotate")
    project = documents / "Ferry- news-.annot"
    stored = user.in_file(project, "SELECT text, headline_end FROM texts")
    assert stored == [("Ferry Sinks\n\nThe regime said nothing 🚢.", 11)]
    assert user.in_file(project, "SELECT name FROM project") == [("Ferry: news?",)]


def test_dropped_files_and_folders_become_articles(user: User, sample: Path) -> None:
    folder = sample.parent / "ferry"
    folder.mkdir()
    (folder / "one.txt").write_text("One\n\nThe ferry sank.", "utf-8")
    (folder / "two.md").write_text("# Two\n\nThe *regime* was silent.", "utf-8")
    page = "<html><body><article><h1>Three</h1><p>The crew swam to the pier.</p></article></body>"
    (folder / "three.html").write_text(page, "utf-8")
    (folder / "four.txt").write_bytes(b"")
    user.starts(sample)
    user.drops(user.article.viewport(), [folder])
    user.sees("Add 3 articles", "1 cannot be read")
    user.clicks("Add 3 articles")
    user.sees("3 articles added.", "0 of 9 done")
    titles = user.in_file(sample, "SELECT title FROM articles ORDER BY position DESC LIMIT 3")
    assert {title for (title,) in titles} == {"One", "Two", "Three"}


def test_a_dropped_project_is_opened(user: User, sample: Path) -> None:
    user.starts()
    user.drops(user.window, [sample])
    user.sees_article(DAM)


def test_the_project_that_is_open_stays_open_when_it_is_dropped(user: User, sample: Path) -> None:
    user.starts(sample)
    user.opens("Anti-Car Zealots")
    user.drops(user.window, [sample])
    user.sees_article("Anti-Car Zealots")
    assert user.bars() == []


def test_the_same_article_again_is_left_out(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+I")
    user.clicks("Text of the article")
    for text in ("Ferry\n\nNew.", "Ferry\n\nNew."):
        user.pastes(text)
        user.clicks("New text")
    user.clicks("Add 2 articles")
    user.sees("“Ferry” was left out: the same text is in the project already.")
    user.sees("0 of 7 done")


def test_recent_projects_are_on_the_welcome_page(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+W")
    user.sees("Recent", "Try the sample")
    user.quits()
    user.starts()
    user.clicks("Sample, today")
    user.sees_article(DAM)


@pytest.mark.skipif(
    os.name != "posix" or (os.getuid() == 0 and not shutil.which("setpriv")),
    reason="Nothing binds root here",
)
def test_a_project_that_may_only_be_read(user: User, sample: Path, documents: Path) -> None:
    locked = documents / "locked" / "Sample.annot"
    locked.parent.mkdir()
    shutil.copy(sample, locked)
    locked.chmod(0o444)
    locked.parent.chmod(0o555)
    story = [
        "sees_bar This project may only be read; save a copy elsewhere to work in it.",
        "sees Read only",
        "selects Regime",
        "presses 1",
        "sees_bar only to be read",
        f"save {documents / 'Mine.annot'}",
        "sees Saved",
        "selects Regime",
        "presses 1",
        "sees_label Regime",
    ]
    assert user.elsewhere(locked, *story, bound=True) == 0
    assert len(user.labels_in_file(documents / "Mine.annot")) == 1
    locked.parent.chmod(0o755)


def test_a_second_window_on_the_same_project_is_refused(user: User, sample: Path) -> None:
    user.starts(sample)
    user.starts(sample)
    user.sees_bar("Sample.annot is open")
    user.sees("Try the sample")
    user.quits()
    user.selects("Regime")
    user.presses("1")
    user.sees_label("Regime")


def test_a_file_that_is_no_project_is_refused_in_the_bar(user: User, documents: Path) -> None:
    other = documents / "notes.annot"
    other.write_text("not a project", "utf-8")
    user.starts(other)
    user.sees_bar("notes.annot")
    user.starts(documents / "nowhere.annot")
    user.sees_bar("nowhere.annot")


def test_the_file_vanishes_and_a_copy_is_saved(user: User, sample: Path) -> None:
    user.starts(sample)
    user.selects("Regime")
    user.presses("1")
    for path in sample.parent.glob("Sample.annot*"):
        path.unlink()
    user.selects("rotten")
    user.presses("2")
    user.sees_bar("Sample.annot")
    user.sees("Not saved")
    rescued = sample.parent / "Rescued.annot"
    user.chooses_file(rescued, press="Save a copy…")
    user.sees("Saved")
    user.selects("horrific")
    user.presses("2")
    user.sees_label("horrific")
    assert [label[0] for label in user.labels_in_file(rescued)] == ["Regime", "horrific"]


def test_a_change_of_the_codebook_is_seen_while_annotating(user: User, sample: Path) -> None:
    user.starts(sample)
    user.selects("Regime")
    user.presses("1")
    user.sees("Codebook · Loaded language v1")
    user.presses("Ctrl+3")
    user.clicks_row("Contentious label")
    user.fills("Name", "Fighting word")
    user.presses("Tab", "Ctrl+1")
    user.sees("Codebook · Loaded language v2")
    user.sees_label("Regime", tag="Fighting word")
    user.selects("rotten")
    user.sees_bar_of_tags("Fighting word (1)")
    user.presses("Ctrl+Z", "Ctrl+1")
    user.sees_label("Regime", tag="Contentious label")
    project = Project.open(sample, write=False)
    assert [label.codebook_version for label in project.labels(project.article_ids()[0])] == [1]
    project.close()


def test_nothing_lands_outside_the_home(user: User, documents: Path, home: Path) -> None:
    user.starts()
    user.tries_the_sample()
    user.quits()
    made = {
        path.relative_to(documents.parent) for path in documents.parent.rglob("*") if path.is_file()
    }
    tops = {path.parts[0] for path in made}
    assert tops == {"Documents", home.name}
    assert os.environ["HOME"] == str(documents.parent)


def test_an_empty_project_bears_every_key(user: User, documents: Path) -> None:
    user.starts()
    user.clicks("New project")
    user.types("Empty")
    user.clicks("Create")
    user.presses("Esc")
    user.sees("No articles yet")
    for action in annotate.ACTIONS:
        if not action.part:  # where there is no article, Tab and Space are for buttons
            user.presses(*action.keys)
    user.clicks("Add articles…")
    user.types("Ferry\n\nThe regime was silent.")
    user.presses("Ctrl+Return")
    user.sees("1 article added.")
    user.presses("Right", "1")
    user.sees_label("Ferry")

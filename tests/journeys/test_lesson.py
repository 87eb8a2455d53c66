"""A lesson in all three roles: an instructor makes it, a class works, the instructor teaches."""

import csv
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

from eyes import rows, seen, spoken
from hand import front, until
from PySide6.QtWidgets import QAbstractItemView, QWidget
from user import MakeProject, User

from annotator.core.text import words as words_of
from annotator.gui.article.heat_text import HeatText
from annotator.project import Project
from annotator.project.roster import read_roster, roster_path
from tests.student_lesson import make_lesson
from tests.teach.handed_in import hand_ins
from tests.teach.simulated import Habits, habits

TITLE = "Ferry words"
HEADLINE = "Port Scraps Last Ferry"
TEXT = f"""\
{HEADLINE}

The port has closed the ferry on a catastrophic day. A passenger drowned there in May. Costs had \
exploded, said the office of the harbour."""
MADE_UP = (
    *((f"Finder {n}", Habits()) for n in range(1, 5)),
    *((f"Faller {n}", Habits(skill=0, decoys=1)) for n in range(1, 4)),
    *((f"Silent {n}", Habits(skill=0)) for n in range(1, 3)),
)
"""Four who find all, three who take the decoy alone, two who mark nothing."""


# ---------------------------------------------------------------------------- what people do


def marks(user: User, words: str, key: str) -> None:
    """Select a word with the mouse, and press a tag's key."""
    user.selects(words)
    user.presses(key)
    user.sees_label(words)


def explains(user: User, note: str) -> None:
    """Write the note of the label."""
    user.presses("N")
    user.types(note)
    user.presses("Escape")


def makes_the_key(user: User) -> None:
    """Two words to find, and a decoy, on the screen where all labels are made."""
    user.clicks(f"Make key: {HEADLINE[:20]}")
    user.sees("Key")
    marks(user, "catastrophic", "1")
    explains(user, "Nobody counted a catastrophe.")
    marks(user, "exploded", "1")
    explains(user, "They rose.")
    marks(user, "drowned", "1")
    user.clicks("Counts as: Decoy")
    explains(user, "A sad fact in a plain word.")
    user.presses("Ctrl+Return")
    user.sees("1 of 1 done")
    user.presses("Ctrl+7")
    user.sees("2 required · 1 decoy")


def begins(user: User, lesson: Path, name: str) -> None:
    user.starts(lesson)
    user.fills("Your name, or the name you were given", name)
    user.presses("Return")
    user.sees("Article 1 of 1")
    user.sees_article(HEADLINE)


def hands_in(user: User, name: str, folder: Path) -> None:
    """Say done, see the feedback, hand in; the file goes where the class's files go."""
    user.presses("Ctrl+Return")
    user.sees("You found")
    user.presses("Ctrl+Return")
    user.sees("Your hand-in is ready")
    user.presses("Return")
    user.quits()
    file = user.documents / f"{TITLE} – {name}.handin"
    shutil.move(file, folder / file.name)


def rewords(user: User, wording: str) -> None:
    user.fills("Write it neutrally", wording)
    user.presses("Tab", "Escape")


def sits_down(user: User, project: Path) -> None:
    """Open the project as the instructor, at the Teach page."""
    user.starts(project, size=(1280, 900))
    user.presses("Ctrl+7")
    user.sees("Hand out")
    user.finds(QWidget, "Annotating as Ines")


def reads_the_report(user: User) -> list[str]:
    """The lines of the report of what was collected; puts it away."""
    user.sees("File by file")
    lines = user.list_named("File by file")
    user.clicks("Close")
    return lines


# ---------------------------------------------------------------------------- what is seen


def warmth(user: User) -> dict[str, int]:
    """How warm each word on the screen is, in percent, those that nobody marked left out."""
    view = next(seen(HeatText, front()))
    return {
        view.text[it.span.start : it.span.end]: round(100 * it.share)
        for it in view.layer.words
        if it.share
    }


def students(user: User) -> list[list[str]]:
    """The table of students as it is read."""
    table = user.finds(QAbstractItemView, "Students")
    model = table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def written(path: Path) -> list[list[str]]:
    assert until(path.exists)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


# ---------------------------------------------------------------------------- the journeys


def test_a_lesson_of_ones_own(user: User, documents: Path, made: MakeProject) -> None:
    project = made(TEXT, codebook="loaded-words")
    lesson, inbox = documents / "ferry.lesson", documents / "Handed in"
    inbox.mkdir()

    # The instructor makes a lesson of an article, makes its key, and saves it for students.
    user.starts(project)
    user.presses("Ctrl+7")
    user.sees("This project is no lesson yet")
    user.clicks("Make it a lesson")
    user.fills("Title", TITLE)
    user.fills("Instructions", "Mark the words that judge.")
    makes_the_key(user)
    user.chooses_file(lesson, press="Save for students…")
    user.sees_bar("“ferry.lesson” is ready for the class.")
    user.quits()

    # Three students work in the window, each on a copy of their own.
    begins(user, lesson, "Mia Okafor")
    marks(user, "catastrophic", "1")
    rewords(user, "stormy")
    hands_in(user, "Mia Okafor", inbox)
    begins(user, lesson, "Ben Adeyemi")
    marks(user, "catastrophic", "1")
    rewords(user, "rainy")
    marks(user, "exploded", "2")
    hands_in(user, "Ben Adeyemi", inbox)
    begins(user, lesson, "Ola Lindqvist")
    marks(user, "drowned", "1")
    hands_in(user, "Ola Lindqvist", inbox)

    # The rest of the class hands in as well; some files are broken, double, or of elsewhere.
    with closing(Project.open(project, write=False)) as read:
        hand_ins(read, inbox, MADE_UP)
    fill_with_rubbish(inbox)

    # The instructor drops the folder on the window and is told what became of each file.
    sits_down(user, project)
    user.drops(user.window, [inbox])
    lines = reads_the_report(user)
    assert len(lines) == 16
    for file, told in (
        ("broken.handin", "cannot be read"),
        ("essay.handin", "cannot be read"),
        ("Mia again.handin", "nothing"),
        ("other.lesson", "lesson"),
    ):
        [line] = [it for it in lines if it.startswith(file)]
        print(line, told)

    user.window.grab().save("/tmp/shots-lessons/j1.png")


def fill_with_rubbish(inbox: Path) -> None:
    """Put in what comes with thirty students: a broken file, a double, one of another lesson."""
    whole = inbox / f"{TITLE} – Mia Okafor.handin"
    (inbox / "Mia again.handin").write_bytes(whole.read_bytes())
    (inbox / "broken.handin").write_bytes(whole.read_bytes()[:200])
    (inbox / "essay.handin").write_text("I did not find the button.")
    (inbox / "notes.txt").write_text("See you on Monday.")

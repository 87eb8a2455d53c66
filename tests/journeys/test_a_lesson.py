"""A lesson in all three roles: an instructor makes it, a class works, the instructor teaches."""

import csv
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

from eyes import seen
from hand import front, until
from PySide6.QtWidgets import QAbstractItemView, QWidget
from user import MakeProject, User

from annotator.gui.article.heat_text import HeatText
from annotator.gui.teach.stories_section import FactRow
from annotator.project import Project
from annotator.project.roster import read_roster, roster_path
from annotator.ready_lessons import make_ready_lesson
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

NAMES = ("Mia", "Okafor", "Adeyemi", "Lindqvist", "Finder", "Faller", "Silent")
"""What none may read but in the roster."""


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


def points(user: User) -> dict[str, str]:
    """What each student got, by what they are called in the table."""
    return {row[0]: row[5] for row in students(user)}


def types_into(user: User, name: str, column: int, text: str) -> None:
    """Go to this student's cell with the keys, write, Enter."""
    user.clicks_row(name, "Students")
    user.presses(*["Right"] * column, "F2", "Ctrl+A")
    user.types(text)
    user.presses("Return")


def told_twice(words: str) -> str:
    """The pair of sentences with these words, as a screen reader has it; "" while there is none."""
    said = (it.accessibleName() for it in seen(FactRow))
    return next((it for it in said if words in it), "")


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

    # The instructor drops the folder on the window, and teaches.
    sits_down(user, project)
    user.drops(user.window, [inbox])
    sees_what_became_of_each(user)
    sees_the_class(user)
    shows_it(user)
    counts_hands(user)
    gives_points(user, project)
    writes_files(user, documents)
    user.quits()
    no_name_is_in(project)


def sees_what_became_of_each(user: User) -> None:
    user.sees("12 files were taken, 1 brought nothing new, 4 were not taken.")
    user.sees("12 of 12 students have handed in.")
    lines = {
        line.removeprefix("Handed in/").partition(":")[0]: line
        for line in user.list_named("File by file")
    }
    assert len(lines) == 17
    assert lines[f"{TITLE} – Mia Okafor.handin"].endswith(": Taken.")
    assert lines["Mia again.handin"].endswith("Nothing new: it was here already.")
    assert "was spoilt on its way" in lines["broken.handin"]
    assert "was spoilt on its way" in lines["essay.handin"]
    assert "lesson" in lines["of another class.handin"]
    assert lines["notes.txt"].endswith("It is no hand-in.")
    user.clicks("Close")


def sees_the_class(user: User) -> None:
    """The heat map. Of 12, Mia, Ben and 4 marked “catastrophic”, Ola and 3 the decoy, Ben and 4
    the costs; 2 marked nothing."""
    user.presses("Alt+2")
    user.sees("12 handed in")
    assert until(lambda: bool(warmth(user)))
    assert warmth(user) == {"catastrophic": 50, "drowned": 33, "exploded": 42}
    user.clicks("“exploded”, 42\u00a0%")
    user.sees("5 of 12 marked it: Loaded word 4, Loaded, but quoted 1")
    user.sees("Key: Loaded word. They rose.")
    user.presses("N")
    user.sees("4 of 12 marked it", "Key: not to be marked. A sad fact in a plain word.")
    user.presses("N")
    user.sees("6 of 12 marked it: Loaded word 6")
    user.presses("K")
    assert until(lambda: len(next(seen(HeatText, front())).layer.labels) == 3)
    user.presses("K")


def shows_it(user: User) -> None:
    """On the projector: the class guesses, sees, and goes on; nobody is named."""
    user.presses("F5")
    user.sees("What did you mark?")
    user.presses("S")
    user.sees("“catastrophic”", "6 of 12 marked it")
    user.presses("G")
    user.sees("What share of the class marked it?")
    user.presses("3", "0", "Return")
    user.sees("50\u00a0% – guessed\u00a030\u00a0%")
    user.presses("G", "M")
    user.sees("“exploded”", "42\u00a0%")
    user.presses("D")
    user.sees("“drowned”", "33\u00a0%")
    user.presses("K")
    user.sees("Key: not to be marked.")
    for name in NAMES:
        user.sees_no(name)
    user.presses("Escape")
    user.sees("12 handed in")
    user.presses("F5", "S")  # what was guessed is still known
    user.sees("50\u00a0% – guessed\u00a030\u00a0%")
    user.presses("Escape")


def counts_hands(user: User) -> None:
    user.presses("Alt+4")
    user.sees("“catastrophic”", "stormy", "rainy")
    user.clicks("One hand more: stormy, 0 now")
    user.clicks("One hand more: stormy, 1 now")
    user.clicks("One hand more: rainy, 0 now")
    user.sees("2 hands +", "1 hand +", "most hands")


def gives_points(user: User, project: Path) -> None:
    """Scores by hand: of two to find, Mia marked one (F1 2/3), Ben one and another tag (1/2)."""
    user.presses("Alt+5")
    user.sees("12 of 12 handed in")
    assert not any(name in row[0] for row in students(user) for name in NAMES)
    user.clicks("Show names")
    assert until(lambda: "Mia Okafor" in points(user))
    found = points(user)
    assert (found["Mia Okafor"], found["Ben Adeyemi"]) == ("66.67", "50")
    assert {found[f"Finder {n}"] for n in range(1, 5)} == {"100"}
    assert {found[name] for name in ("Ola Lindqvist", "Faller 1", "Silent 2")} == {"0"}
    types_into(user, "Ola Lindqvist", 5, "40")
    types_into(user, "Ola Lindqvist", 6, "You gave a reason.")
    assert until(lambda: points(user)["Ola Lindqvist"] == "40*")
    [ola] = [it for it in read_roster(roster_path(project)).entries if it.name == "Ola Lindqvist"]
    assert (ola.points, ola.comment) == (40, "You gave a reason.")


def writes_files(user: User, documents: Path) -> None:
    """A class list comes in; grades, sheets and a handout go out."""
    listed = documents / "class list.csv"
    listed.write_text(
        "Name,Email address,ID number\n"
        "Ola Lindqvist,ola@example.org,s17\nMia Okafor,mia@example.org,s18\n"
        "Ben Adeyemi,ben@example.org,s19\nTom Weber,tom@example.org,s20\n"
    )
    user.chooses_file(listed, press="Class list…")
    user.sees_bar("13 students are in the roster “Own.roster.csv”")
    user.sees("12 of 13 handed in")

    for platform, out in (("Moodle", "moodle.csv"), ("Canvas", "canvas.csv")):
        user.clicks("Save grades…")
        user.clicks(platform)
        user.chooses_file(documents / out, press="Save…")
        user.sees_bar(f"“{out}” has")
    moodle = written(documents / "moodle.csv")
    assert moodle[0][0] == "ID number"
    [ola] = [row for row in moodle if row[0] == "s17"]
    assert float(ola[1]) == 40
    assert ola[2] == "You gave a reason."
    canvas = written(documents / "canvas.csv")
    assert canvas[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert any(row[0] == "Mia Okafor" and row[-1].startswith("66.67") for row in canvas)

    user.clicks("Feedback sheets…")
    user.clicks("Web pages")
    user.chooses_file(documents, press="Choose a folder…")
    user.sees_bar("12 feedback sheets are in")
    sheets = sorted((documents / f"{TITLE} feedback").glob("*.html"))
    assert len(sheets) == 12
    assert any("You gave a reason." in it.read_text("utf-8") for it in sheets)

    user.presses("Alt+1")
    user.clicks("Handout…")
    user.clicks("With key")
    user.clicks("DOCX")
    user.chooses_file(documents / "handout.docx", press="Save…")
    user.sees_bar("The handout is “handout.docx”.")
    with zipfile.ZipFile(documents / "handout.docx") as file:
        assert "catastrophic" in file.read("word/document.xml").decode()


def no_name_is_in(project: Path) -> None:
    """Names are in the roster beside the project, and not in the project, its texts or journal."""
    assert "Mia Okafor" in roster_path(project).read_text("utf-8-sig")
    content = b"".join(it.read_bytes() for it in project.parent.glob(f"{project.name}*"))
    for name in NAMES:
        assert name.encode() not in content, name


def fill_with_rubbish(inbox: Path) -> None:
    """Put in what comes with thirty students: a broken file, a double, one of another lesson."""
    whole = inbox / f"{TITLE} – Mia Okafor.handin"
    (inbox / "Mia again.handin").write_bytes(whole.read_bytes())
    (inbox / "broken.handin").write_bytes(whole.read_bytes()[:200])
    (inbox / "essay.handin").write_text("I did not find the button.")
    (inbox / "notes.txt").write_text("See you on Monday.")
    elsewhere = inbox.parent / "elsewhere"
    elsewhere.mkdir()
    with closing(make_ready_lesson(elsewhere / "other.annot", "loaded-word")) as other:
        [file] = hand_ins(other, elsewhere, [("Somebody", Habits())])
    shutil.move(file, inbox / "of another class.handin")


def test_a_ready_lesson_on_two_stories_of_an_event(user: User, documents: Path) -> None:
    """Begun with a ready lesson, handed in by twelve of all skills, compared side by side."""
    user.starts(size=(1280, 900))
    user.clicks("Teach a lesson")
    user.sees("Ready lessons")
    user.clicks("One event, two stories, practised · 90 minutes")
    user.clicks("Begin")
    user.sees("5 required · 1 also right · 1 optional · 3 decoys", "when I give out the code")
    user.chooses_file(documents / "stories.lesson", press="Save for students…")
    user.sees_bar("The code that opens the key is")
    user.sees("Code: ")

    project = documents / "Annotator" / "One event, two stories.annot"
    class_of_twelve = [(f"Student {n}", habits(n / 12)) for n in range(1, 13)]
    with closing(Project.open(project, write=False)) as read:
        files = hand_ins(read, documents / "in", class_of_twelve)
    packed = documents / "from the platform.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for each in files:
            file.write(each, each.name)
    user.drops(user.window, [packed])
    user.sees("12 files were taken.")
    user.clicks("Close")

    user.presses("Alt+3")
    user.sees("Orrinmouth Pulse", "Hillside Observer", "Same facts, different words")
    assert until(lambda: told_twice("brought it to an end"))
    user.clicks(told_twice("brought it to an end"))
    views = list(seen(HeatText, front()))
    assert until(lambda: all(view.place for view in views))
    framed = " ".join(view.text[view.place[0].start : view.place[0].end] for view in views)
    assert "stormed the stage" in framed
    assert "brought it to an end" in framed

    # The better a student is, the better the score; the checks before and after are compared.
    user.presses("Alt+5")
    user.sees("12 of 12 handed in", "Before and after", "Tags taken for others")
    user.clicks("Show names")
    assert until(lambda: "Student 12" in points(user))
    found = points(user)
    assert float(found["Student 1"]) < float(found["Student 6"]) < float(found["Student 12"])
    user.quits()

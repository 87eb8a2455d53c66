"""A student: opens a lesson, types a name, marks by keyboard, sees feedback, hands in."""

from dataclasses import replace
from pathlib import Path

from user import User

from annotator.core.model import Label
from annotator.core.work import finish
from annotator.sync.delivery import Delivery
from annotator.sync.delivery_file import read_delivery
from tests.student_lesson import LESSON, TITLE, make_lesson


def marks(user: User, words: str, key: str, reason: str = "", *, further: int = 0) -> None:
    """Find the words by keyboard, or a place further on; give them a tag, say how one knows."""
    user.presses("/")
    user.types(words)
    user.presses(*["Return"] * further, "Escape")
    user.sees_selected(words)
    user.presses(key)
    user.sees_label(words)
    if reason:
        user.presses("N")
        user.types(reason)
        user.presses("Escape")


def begins(user: User, lesson: Path) -> None:
    """Open the lesson as Mia."""
    user.starts(lesson)
    user.sees("Your name, or the name you were given")
    user.types("Mia")
    user.clicks("Begin")
    user.sees("Article 1 of 4")


def labelled(handed_in: Delivery) -> set[tuple[str, str, str]]:
    """The labels that stand at the end of a hand-in: words, tag, note."""
    labels: dict[str, Label] = {}
    for step in handed_in.steps:
        for edit in step.edits:
            if isinstance(edit.after, Label):
                labels[edit.after.id] = edit.after
            elif isinstance(edit.before, Label):
                del labels[edit.before.id]
    return {(it.quote, it.tag, it.note) for it in labels.values()}


def test_a_lesson_from_its_file_to_the_hand_in(user: User, documents: Path) -> None:
    lesson = make_lesson(documents, replace(LESSON, reason=True))
    user.starts(lesson, size=(1280, 720))
    user.sees(TITLE, "About 20 minutes · 4 articles")
    user.sees("Only your instructor sees it; it stays in your hand-in file.")
    user.types("Mia Okafor")
    user.presses("Return")

    user.sees("What to do", "Article 1 of 4", "Mia Okafor", "0 of 4 done")
    user.sees_article("Mayor Slams Ferry Plan")
    marks(user, "slammed", "2", "It sounds like a fight.")
    user.sees("Does a plainer word say just as much?")
    user.presses("Ctrl+Return")

    user.sees_article("Regime Sinks Beloved Ferry")
    marks(user, "regime", "1", "Nobody calls themselves so.", further=1)
    marks(user, "drowned", "2")
    user.presses("Ctrl+Return")
    user.sees("1 label has no “How do you know?” yet.")
    user.presses("Ctrl+Return")
    user.sees("You found 1 of 4.", "1 decoy taken", "Nobody calls their own government so.")
    user.presses("Space")
    user.sees("You did not mark this. The key says Praise word.")
    user.presses("1")
    user.sees("You have seen the key here, so your labels stay as they are.")
    user.presses("Ctrl+Return")

    user.sees_article("Ferry Withdrawn From Service")
    user.presses("Ctrl+Return")
    user.sees("There was nothing to mark here, and you saw that.")
    user.clicks("Try again on a fresh article")
    user.sees_article("School Bus Nightmare Looms")
    marks(user, "nightmare", "2", "Ten minutes are not so bad.", further=1)
    user.presses("Ctrl+Return")
    user.sees("You found 1 of 1.")
    user.presses("Ctrl+Return")

    user.sees_article("Bakery Opens on Quay")
    marks(user, "magnificent", "3", "Praise.")
    user.presses("Ctrl+Return")
    user.sees("5 of 5 done", "You found 1 of 1.")
    user.clicks("See how you did on the next one")
    user.sees("“Criticised” says the same.")
    user.presses("Ctrl+Return")
    user.sees("Your hand-in is ready", f"{TITLE} – Mia Okafor.handin")
    user.presses("Return")

    handed_in = finish(read_delivery(documents / f"{TITLE} – Mia Okafor.handin"))
    assert [it.name for it in handed_in.annotators] == ["Mia Okafor"]
    assert labelled(handed_in) == {
        ("slammed", "dramatic-word", "It sounds like a fight."),
        ("regime", "judging-name", "Nobody calls themselves so."),
        ("drowned", "dramatic-word", ""),
        ("nightmare", "dramatic-word", "Ten minutes are not so bad."),
        ("magnificent", "praise-word", "Praise."),
    }


def test_who_began_a_lesson_goes_on_in_it(user: User, documents: Path) -> None:
    lesson = make_lesson(documents)
    begins(user, lesson)
    user.sees_article("Mayor Slams Ferry Plan")
    user.presses("Ctrl+Return")
    user.sees_article("Regime Sinks Beloved Ferry")
    user.quits()

    user.starts()
    user.drops(user.window, [lesson])
    user.sees("Go on as Mia · 1 of 4 done")
    user.presses("Return")
    user.sees("1 of 4 done")
    assert sorted(it.name for it in documents.glob("*.annot")) == [f"{TITLE} – Mia.annot"]


def test_a_student_finds_annotate_and_nothing_else(user: User, documents: Path) -> None:
    begins(user, make_lesson(documents))
    user.sees_article("Mayor Slams Ferry Plan")
    for name in ("Corpus", "Team", "Agreement", "Adjudicate", "Notes", "History", "Annotating as"):
        user.sees_no(name)
    user.presses("Ctrl+2", "Ctrl+4")
    user.sees_article("Mayor Slams Ferry Plan")
    user.presses("Ctrl+K")
    user.types("adjudic")
    user.sees_no("Adjudicate")
    user.presses("Escape", "Ctrl+K")
    user.types("School Bus")  # kept to try again on
    user.sees_no("School Bus Nightmare Looms")
    user.presses("Escape")

"""A team at work: a lead shares articles out, three label in copies of their own, all meets."""

from pathlib import Path

from eyes import rows, seen, spoken
from hand import until
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
)
from user import MakeProject, User

NAMES = ("Ada", "Ben", "Cleo")
TEXTS = tuple(
    f"Regime scraps ferry number {number}\n\nA catastrophic day, said the regime of the port."
    for number in range(6)
)


def people(user: User) -> list[str]:
    """The rows of the people, as a screen reader has them."""
    return [
        row for view in seen(QAbstractItemView) if spoken(view) == "People" for row in rows(view)
    ]


def row_of(user: User, name: str) -> str:
    return next((row for row in people(user) if row.startswith(name)), "")


def adds(user: User, name: str) -> None:
    user.presses("Ctrl+Shift+N")
    user.sees("Add a person")
    user.types(name)
    user.presses("Return")
    assert until(lambda: row_of(user, name)), people(user)


def answers_with_folder(user: User, folder: Path) -> None:
    """Type the folder into the dialog that asks for one."""
    assert until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    line = next(iter(seen(QLineEdit, dialog)))
    line.setFocus()
    user.presses("Ctrl+A")
    user.types(str(folder))
    user.presses("Return")
    if QApplication.activeModalWidget() is dialog:
        user.presses("Return")


def writes_packs(user: User, folder: Path) -> None:
    folder.mkdir()
    user.presses("Ctrl+Shift+P")
    user.sees_in_menu("One for each, into a folder…")
    user.presses("Down", "Return")
    answers_with_folder(user, folder)
    user.sees_bar("work packs were written")


def opens_pack(user: User, pack: Path) -> None:
    """Start the program with the pack, as a double click does, and keep the copy where asked."""
    user.starts(pack)
    answers_with_folder(user, pack.with_suffix(".annot"))
    name = pack.stem
    assert until(lambda: any(spoken(b) == f"Annotating as {name}" for b in seen(QPushButton)))


def annotates_all(user: User) -> None:
    user.presses("Ctrl+1")
    count = len(user.list_named("Articles"))
    for number in range(1, count + 1):
        user.selects("catastrophic")
        user.presses("2")
        user.sees_label("catastrophic")
        user.presses("Ctrl+Return")
        user.sees(f"{number} of {count} done")


def hands_in(user: User, file: Path) -> None:
    user.presses("Ctrl+4")
    user.sees("work copy of")
    user.presses("Ctrl+Shift+E")
    answers_with_folder(user, file)
    assert until(file.exists)


def test_from_three_work_packs_to_the_progress_of_all(user: User, made: MakeProject) -> None:
    project = made(*TEXTS, codebook="recasens")
    folder = user.documents / "Out"

    # The lead adds three people, shares the articles out and writes their packs.
    user.starts(project)
    user.presses("Ctrl+4")
    user.sees("You are alone here.")
    for name in NAMES:
        adds(user, name)
    user.presses("Ctrl+Shift+A")
    user.sees("6 articles to each of 4 annotators.")
    user.fills("Pilot", "2")
    user.sees("2 articles as a pilot to all 4, first in every queue.")
    user.clicks("Share out")
    user.sees("Every article is in somebody’s queue.")
    user.sees("pilot", "0 of 8")
    writes_packs(user, folder)
    user.quits()

    # Each opens their pack, annotates, hands in; nobody sees anything of the others.
    for name in NAMES:
        opens_pack(user, folder / f"{name}.workpack")
        annotates_all(user)
        hands_in(user, folder / f"{name}.handin")
        assert until(lambda name=name: row_of(user, name)), people(user)
        assert [row.partition(";")[0] for row in people(user)] == [name]
        user.quits()

    # The lead is asked who sits there, brings all of it in at once, and sees how far they are.
    user.starts(project)
    user.sees("Who is at the desk?")
    user.presses("Return")
    user.presses("Ctrl+4")
    user.drops(user.window, [folder / f"{name}.handin" for name in NAMES])
    user.sees("3 files were taken.")
    user.sees("Ada: ")
    user.presses("Return")
    for name in NAMES:
        assert until(lambda name=name: "6 of 6 done" in row_of(user, name)), people(user)
    user.sees("12 of 16")
    assert user.in_file(project, "SELECT count(*) FROM labels") == [(18,)]


def with_two_people(user: User, project: Path) -> None:
    """The program on the project, where Ada has been added to Ines."""
    user.starts(project)
    user.presses("Ctrl+4")
    adds(user, "Ada")
    user.presses("Ctrl+1")


def sits_down(user: User, name: str) -> None:
    user.presses("Ctrl+Alt+A")
    menu = next(iter(seen(QMenu)))
    at = next(n for n, it in enumerate(menu.actions(), 1) if it.text() == name)
    user.presses(*["Down"] * at, "Return")
    assert until(lambda: any(spoken(b) == f"Annotating as {name}" for b in seen(QPushButton)))


def test_who_sits_down_sees_and_undoes_their_own_work_alone(user: User, made: MakeProject) -> None:
    project = made(*TEXTS, codebook="recasens")
    with_two_people(user, project)
    user.opens("Regime")
    user.selects("catastrophic")
    user.presses("2", "N")
    user.types("Ines was here")
    sits_down(user, "Ada")
    user.sees_article("Regime scraps ferry number 0")  # the place stays
    assert user.labels() == []
    assert user.in_file(project, "SELECT note FROM labels") == [("Ines was here",)]
    user.clicks_tab("History")
    user.sees_no("Tag “catastrophic”")
    user.presses("Ctrl+Z")
    user.sees("There is nothing to undo.")
    user.selects("regime")
    user.presses("1")
    user.clicks_tab("Labels")
    user.sees_label("regime")
    sits_down(user, "Ines")
    user.sees_label("catastrophic")
    user.presses("Ctrl+Z", "Ctrl+Z")
    assert user.labels() == []
    assert user.in_file(project, "SELECT quote FROM labels") == [("regime",)]


def test_labels_are_looked_at_again_when_their_tag_changed(user: User, made: MakeProject) -> None:
    project = made(*TEXTS[:2], codebook="recasens")
    user.starts(project)
    for _ in range(2):
        user.selects("catastrophic")
        user.presses("1")
        user.sees_label("catastrophic")
        user.presses("Ctrl+Return")
    user.presses("Ctrl+3")
    user.clicks_row("Framing bias")
    user.fills("Definition", "Something else than before.")
    user.presses("Ctrl+4")
    user.sees("Look at these again", "another definition", "· 2 labels")
    user.clicks("Go through them")
    user.sees_bar("Framing bias changed since you gave this label: another definition.")
    user.presses("F8")
    user.sees_article("Regime scraps ferry number 1")
    user.sees_bar("Framing bias changed")
    user.presses("F8")
    user.sees_bar("No label is left to be looked at again.")
    assert user.in_file(project, "SELECT codebook_version FROM labels") == [(2,), (2,)]
    user.presses("Ctrl+Z")
    user.sees_bar("Framing bias changed")


def tags_twice(user: User) -> None:
    for _ in range(2):
        user.selects("catastrophic")
        user.presses("2")
        user.sees_label("catastrophic")
        user.presses("Ctrl+Return")


def test_a_merged_tag_is_looked_at_again_one_by_one_or_all_at_once(
    user: User, made: MakeProject
) -> None:
    project = made(*TEXTS[:3], codebook="recasens")
    user.starts(project)
    tags_twice(user)
    user.selects("catastrophic")
    user.presses("2")
    user.presses("Ctrl+3")
    user.clicks_row("Subjective intensifier")
    user.presses("Ctrl+Shift+J")
    user.sees("Merge tags", "3 labels of “Subjective intensifier” (Ines 3) stay as they are.")
    user.chooses("Framing", "Tag that stays")
    user.sees("gives them “Framing bias”")
    user.clicks("Merge")
    user.sees_bar("To be looked at again: 3 labels, Ines 3.")
    assert user.in_file(project, "SELECT DISTINCT tag FROM labels") == [("subjective-intensifier",)]
    user.clicks("Go through mine")
    user.sees_bar("Subjective intensifier was merged into Framing bias")
    user.sees_article("Regime scraps ferry number 0")
    user.presses("F8")
    user.sees_article("Regime scraps ferry number 1")
    user.sees_bar("Subjective intensifier was merged into Framing bias")
    assert user.in_file(
        project, "SELECT count(*) FROM labels WHERE tag = 'subjective-intensifier'"
    ) == [(2,)]
    user.presses("Ctrl+F8")
    user.sees_bar("All labels whose tag became Framing bias get it, in one step")
    assert user.in_file(project, "SELECT DISTINCT tag FROM labels") == [("framing-bias",)]
    user.presses("Ctrl+Z")
    assert user.in_file(
        project, "SELECT count(*) FROM labels WHERE tag = 'subjective-intensifier'"
    ) == [(2,)]
    user.presses("Ctrl+4")
    user.sees("Look at these again", "merged into “Framing bias”", "· 2 labels")
    user.clicks("All to Framing bias")
    user.sees_no("Look at these again")
    assert user.in_file(project, "SELECT DISTINCT tag FROM labels") == [("framing-bias",)]


def test_each_label_of_a_split_tag_is_decided_with_one_key(user: User, made: MakeProject) -> None:
    project = made(*TEXTS[:2], codebook="recasens")
    user.starts(project)
    tags_twice(user)
    user.presses("Ctrl+K")
    user.types("split the tag")
    user.sees_no("Split the tag…")  # there is none to split on the Annotate page
    user.presses("Escape", "Ctrl+3")
    user.clicks_row("Subjective intensifier")
    user.clicks("Split…")
    user.fills("Name of part 1", "Belittles")
    user.fills("Name of part 2", "Dramatises")
    user.sees("A new tag, key 2.", "A new tag, key 9.")
    user.clicks("Split")
    user.sees_bar("To be looked at again: 2 labels, Ines 2.")
    user.clicks("Go through mine")
    user.sees_bar(
        "Subjective intensifier was split since you gave this label. Which of these is it?"
    )
    user.presses("9")
    user.sees_article("Regime scraps ferry number 1")
    user.clicks("Belittles (2)")
    user.sees_bar("No label is left to be looked at again.")
    assert sorted(user.in_file(project, "SELECT tag FROM labels")) == [
        ("belittles",),
        ("dramatises",),
    ]
    user.presses("Ctrl+Z")
    user.sees_bar("Subjective intensifier was split")

"""Files that pass between copies: dropped, given on the command line, or a whole folder of them."""

from contextlib import closing
from pathlib import Path

import pytest
from eyes import seen
from hand import until
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from user import User

from annotator.core.model import Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import add_annotator
from annotator.sample import make_sample
from annotator.sync.packing import project_from, work_pack
from annotator.sync.posting import post_hand_in, post_pack


@pytest.fixture
def lead(documents: Path) -> Path:
    """The sample with Ada and Ben, and in the folder `sent` beside it the hand-in of each."""
    path = documents / "Lead.annot"
    (documents / "sent").mkdir()
    with closing(make_sample(path, "Ines")) as made:
        for name in ("Ada", "Ben"):
            who = add_annotator(made, name)
            copy = finish(project_from(work_pack(made, who), documents / f"{name}.annot"))
            with closing(copy):
                article = copy.article(copy.article_ids()[0])
                Desk(copy, who).tag(article, "evaluative-word", [[Span(0, 6)]])
                finish(post_hand_in(copy, who, documents / "sent" / f"{name}.handin"))
    return path


def labels_of(path: Path) -> list[str]:
    """The names of those whose labels are in the project, in order."""
    with closing(Project.open(path, write=False)) as project:
        names = {each.id: each.name for each in project.annotators()}
        first = project.article_ids()[0]
        return sorted(names[it.annotator_id] for it in project.labels(first))


def leaves_dialogs(user: User) -> None:
    """Press Escape until there is none."""

    def none_left() -> bool:
        if user.dialogs():
            user.presses("Esc")
        return not user.dialogs()

    assert until(none_left)


def test_a_hand_in_without_its_project_says_what_to_open(user: User, lead: Path) -> None:
    hand_in = lead.parent / "sent" / "Ada.handin"
    user.starts()
    user.drops(user.window, [hand_in])
    user.sees_bar("Open the project that these hand-ins belong to")


def test_a_hand_in_on_the_command_line_says_where_it_goes(user: User, lead: Path) -> None:
    user.starts(lead.parent / "sent" / "Ada.handin")
    user.sees_bar("is a hand-in; open the project it belongs to and bring it in there.")


def test_hand_ins_after_a_project_on_the_command_line_are_brought_in(
    user: User, lead: Path
) -> None:
    sent = lead.parent / "sent"
    user.starts(lead, sent / "Ada.handin", sent / "Ben.handin")
    user.sees("2 files were taken")
    assert until(lambda: labels_of(lead) == ["Ada", "Ben"])
    leaves_dialogs(user)


def test_a_folder_of_hand_ins_is_brought_in_at_once(user: User, lead: Path) -> None:
    user.starts(lead)
    user.presses("Return", "Ctrl+4")
    user.sees("Handing over")
    user.presses("Ctrl+Shift+G")
    assert until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    line = next(iter(seen(QLineEdit, dialog)))
    line.setFocus()
    user.presses("Ctrl+A")
    user.types(str(lead.parent / "sent"))
    user.presses("Return")
    if QApplication.activeModalWidget() is dialog:
        user.presses("Return")
    user.sees("2 files were taken")
    assert until(lambda: labels_of(lead) == ["Ada", "Ben"])
    leaves_dialogs(user)


def test_a_dropped_work_pack_becomes_a_copy(user: User, lead: Path) -> None:
    pack = lead.parent / "Cleo.workpack"
    with closing(Project.open(lead)) as project:
        finish(post_pack(project, add_annotator(project, "Cleo"), pack))
    user.starts()
    user.drops(user.window, [pack])
    assert until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    leaves_dialogs(user)

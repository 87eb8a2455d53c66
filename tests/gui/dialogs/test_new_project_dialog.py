"""Making a project with keys and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.codebooks import write_codebook
from annotator.core.model import Codebook
from annotator.gui.dialogs.new_project import NewProject, NewProjectDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]
Write = Callable[[str], None]


@pytest.fixture
def dialog(show: Show, tmp_path: Path) -> NewProjectDialog:
    dialog = NewProjectDialog(tmp_path)
    show(dialog)
    return dialog


def test_a_name_and_enter_make_a_project(
    dialog: NewProjectDialog, write: Write, press: Press, tmp_path: Path
) -> None:
    write("Ferry: loved or sunk?")
    press(Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    path = tmp_path / "Ferry- loved or sunk-.annot"
    assert dialog.chosen() == NewProject(
        "Ferry: loved or sunk?", path, "loaded-language", source_hidden=True
    )


def test_nothing_is_made_without_a_name_and_the_dialog_says_so(
    dialog: NewProjectDialog, write: Write, press: Press
) -> None:
    assert not dialog.primary.isEnabled()
    assert dialog.problem.text() == "Give the project a name."
    write("   ")
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.name.accessibleDescription() == dialog.problem.text()


def test_a_name_that_is_taken_is_refused(
    dialog: NewProjectDialog, write: Write, press: Press, tmp_path: Path
) -> None:
    (tmp_path / "Ferry.annot").touch()
    write("Ferry")
    assert "already" in dialog.problem.text()
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    write(" 2")
    assert dialog.problem.text() == ""
    assert dialog.primary.isEnabled()


def test_the_path_is_shown_as_it_is_typed(dialog: NewProjectDialog, write: Write) -> None:
    write("A/B")
    assert dialog.place.text().endswith("A-B.annot")
    dialog.place.setFixedWidth(90)
    assert dialog.place.shown_text().endswith(".annot")
    assert dialog.place.shown_text().startswith("…")


def test_another_place_and_codebook_can_be_chosen_with_the_mouse(
    dialog: NewProjectDialog, write: Write, tmp_path: Path
) -> None:
    write("Ferry")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    dialog.set_folder(elsewhere)
    row = dialog.codebooks.row("recasens")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().bottomRight() / 2)
    QTest.mouseClick(
        dialog.source_hidden,
        Qt.MouseButton.LeftButton,
        pos=dialog.source_hidden.rect().center() / 4,
    )
    QTest.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    wanted = NewProject("Ferry", elsewhere / "Ferry.annot", "recasens", source_hidden=False)
    assert dialog.chosen() == wanted


def test_a_codebook_of_ones_own_is_taken_from_a_file(
    dialog: NewProjectDialog, codebook: Codebook, tmp_path: Path
) -> None:
    file = tmp_path / "harbour.toml"
    write_codebook(codebook, file)
    dialog.take_codebook(file)
    assert dialog.chosen().codebook_id == str(file)
    assert "Harbour words, 3 tags" in dialog.codebooks.row(str(file)).button.accessibleName()


def test_a_file_that_is_no_codebook_changes_nothing(
    dialog: NewProjectDialog, tmp_path: Path
) -> None:
    file = tmp_path / "shopping.toml"
    file.write_text("milk = 2")
    dialog.take_codebook(file)
    assert "shopping.toml" in dialog.codebook_problem.text()
    assert dialog.chosen().codebook_id == "loaded-language"


def test_escape_makes_nothing(dialog: NewProjectDialog, write: Write, press: Press) -> None:
    write("Ferry")
    press(Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_tab_goes_from_the_name_to_the_buttons_in_the_order_of_the_page(
    dialog: NewProjectDialog, write: Write, press: Press
) -> None:
    write("Ferry")
    seen = []
    for _ in range(7):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.accessibleName() or widget.property("text"))
        press(Qt.Key.Key_Tab)
    assert seen == [
        "Name",
        "Choose the folder",
        "Loaded language, 7 tags",
        "Take the codebook from a file",
        "Hide the source while annotating",
        "Cancel",
        "Create",
    ]

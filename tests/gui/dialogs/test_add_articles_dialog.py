"""Adding articles: typed, pasted, dropped and read from files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.text import canonical, word_count
from annotator.gui.dialogs.add_articles import AddArticlesDialog
from annotator.gui.dialogs.reading import counted
from annotator.gui.dialogs.texts import MOST_IN_LINE, MOST_SHOWN, TypedText, shown_part

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]
Write = Callable[[str], None]
CTRL = Qt.KeyboardModifier.ControlModifier

PASTED = "Regime Sinks Ferry 🚢\n\nThe “regime” has scrapped\xa0it.\u2028A poem follows.\n"


@pytest.fixture
def dialog(show: Show) -> Iterator[AddArticlesDialog]:
    dialog = AddArticlesDialog(default_language="en")
    show(dialog)
    yield dialog
    dialog.done(0)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two articles, one file that is empty and one of a kind that is not read."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry Sunk\n\nIt was catastrophic.\r\n", newline="")
    (folder / "b.md").write_text("# Ferry Withdrawn\n\nThe hull was corroded.\n")
    (folder / "c.txt").write_text("")
    (folder / "d.pdf").write_bytes(b"%PDF")
    return folder


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_V, CTRL)


def titles(dialog: AddArticlesDialog) -> list[str]:
    return [dialog.model.head(entry) for entry in dialog.model.entries]


def finished_reading(dialog: AddArticlesDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.reading.stop_button.isVisible())


# ---------------------------------------------------------------------------- text


def test_a_pasted_text_is_added_exactly(dialog: AddArticlesDialog, press: Press) -> None:
    paste(PASTED)
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.result() == QDialog.DialogCode.Accepted
    (draft,) = dialog.drafts()
    assert draft.text == PASTED
    assert draft.text[: draft.headline_end] == "Regime Sinks Ferry 🚢"
    assert draft.title == "Regime Sinks Ferry 🚢"
    assert draft.language == "en"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=60)
def test_what_is_pasted_is_what_is_stored(qapp: QApplication, text: str) -> None:
    edit = TypedText()
    data = QMimeData()
    data.setText(text)
    edit.insertFromMimeData(data)
    # Qt's clipboard ends at a NUL and drops byte order marks at its start.
    assert canonical(edit.raw())[0] == canonical(data.text())[0]


def test_what_is_typed_has_plain_line_ends(
    dialog: AddArticlesDialog, write: Write, press: Press
) -> None:
    write("one")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    write("two")
    press(Qt.Key.Key_Return)
    write("three")
    assert dialog.drafts()[0].text == "one\ntwo\nthree"


def test_nothing_can_be_added_while_there_is_nothing(
    dialog: AddArticlesDialog, press: Press, write: Write, qtbot: QtBot
) -> None:
    assert not dialog.primary.isEnabled()
    write("  ")
    press(Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    write("word")
    qtbot.waitUntil(dialog.primary.isEnabled)
    assert dialog.primary.text() == "Add 1 article"


def test_a_second_text_leaves_the_first_as_it_was(dialog: AddArticlesDialog, qtbot: QtBot) -> None:
    paste("First article.")
    QTest.mouseClick(dialog.text_button, Qt.MouseButton.LeftButton)
    paste("Second article.")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    edit = dialog.pages.currentWidget()
    assert isinstance(edit, TypedText)
    assert edit.raw() == "First article."
    assert [draft.text for draft in dialog.drafts()] == ["First article.", "Second article."]


def test_typed_text_is_given_up_only_when_asked_twice(
    dialog: AddArticlesDialog, press: Press, write: Write
) -> None:
    write("Hours of typing")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "lost" in dialog.remark.text()
    write(" more")
    press(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_text_too_long_to_be_edited_is_shown_in_part_and_stored_whole(
    dialog: AddArticlesDialog,
) -> None:
    text = "regime " * 100_000
    paste(text)
    assert "regime" in dialog.pages.preview.page.toPlainText()
    assert len(dialog.pages.preview.page.toPlainText()) == MOST_IN_LINE
    assert "700,000" in dialog.pages.preview.note.text()
    assert [draft.text for draft in dialog.drafts()] == [text]


@given(st.lists(st.integers(0, 3 * MOST_IN_LINE), max_size=20))
def test_the_shown_part_is_a_beginning_without_long_lines(lengths: list[int]) -> None:
    text = "\n".join("x" * length for length in lengths)
    part = shown_part(text)
    assert text.startswith(part)
    assert len(part) <= MOST_SHOWN
    assert all(len(line) <= MOST_IN_LINE for line in part.split("\n"))
    if len(text) <= MOST_SHOWN and all(length <= MOST_IN_LINE for length in lengths):
        assert part == text


def test_tab_goes_from_the_list_to_the_text_to_its_metadata_to_the_buttons(
    dialog: AddArticlesDialog, press: Press, write: Write, qtbot: QtBot
) -> None:
    write("Words")
    qtbot.waitUntil(dialog.primary.isEnabled)
    seen = []
    for _ in range(15):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.accessibleName() or widget.property("text"))
        press(Qt.Key.Key_Tab)
    assert seen == [
        "Text of the article", "Title", "Outlet", "Author", "Date", "Address (URL)", "Language",
        "Genre", "Cancel", "Add 1 article", "Choose files to read", "Choose a folder to read",
        "Articles to be added", "New text", "Remove",
    ]  # fmt: skip


# ---------------------------------------------------------------------------- files


def test_a_folder_is_read_and_what_cannot_be_read_says_why(
    dialog: AddArticlesDialog, files: Path, qtbot: QtBot
) -> None:
    dialog.read([files])
    finished_reading(dialog, qtbot)
    assert [draft.title for draft in dialog.drafts()] == ["Ferry Sunk", "Ferry Withdrawn"]
    faults = {item.source: item.fault for item in dialog.model.entries if item.fault}
    assert set(faults) == {"c.txt", "d.pdf"}
    assert "holds no text" in faults["c.txt"]
    assert "d.pdf" in faults["d.pdf"]
    assert dialog.primary.text() == "Add 2 articles"
    assert "2 cannot be read" in dialog.remark.text()


def test_the_preview_shows_the_canonical_text_of_the_chosen_file(
    dialog: AddArticlesDialog, files: Path, qtbot: QtBot
) -> None:
    dialog.read([files / "a.txt", files / "c.txt"])
    finished_reading(dialog, qtbot)
    assert dialog.pages.preview.page.toPlainText() == "Ferry Sunk\n\nIt was catastrophic.\n"
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert dialog.pages.currentWidget() is dialog.pages.preview
    assert "holds no text" in dialog.pages.preview.problem.text()
    assert not dialog.form.isVisible()


def test_delete_takes_chosen_rows_out(dialog: AddArticlesDialog, files: Path, qtbot: QtBot) -> None:
    dialog.read([files])
    finished_reading(dialog, qtbot)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    for _ in range(2):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    kept = titles(dialog)[3:]
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert titles(dialog) == kept
    QTest.keyClick(dialog.list, Qt.Key.Key_A, CTRL)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert titles(dialog) == ["New text"]
    assert not dialog.primary.isEnabled()


def test_metadata_is_given_to_one_and_then_to_all(
    dialog: AddArticlesDialog, files: Path, qtbot: QtBot, write: Write, press: Press
) -> None:
    dialog.read([files])
    finished_reading(dialog, qtbot)
    dialog.form.lines["outlet"].setFocus()
    write("Velmar Lantern")
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert [draft.outlet for draft in dialog.drafts()] == ["Velmar Lantern", ""]
    QTest.mouseClick(dialog.form.spread["outlet"], Qt.MouseButton.LeftButton)
    dialog.form.lines["title"].selectAll()
    dialog.form.lines["title"].setFocus()
    write("Sunk")
    assert [draft.outlet for draft in dialog.drafts()] == ["Velmar Lantern", "Velmar Lantern"]
    assert [draft.title for draft in dialog.drafts()] == ["Sunk", "Ferry Withdrawn"]


def drop(target: QWidget, data: QMimeData) -> None:
    """Drag over the middle of the widget and let go, as Qt tells a widget of it."""
    place, copy = target.rect().center(), Qt.DropAction.CopyAction
    how = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, *how)
    target.dragEnterEvent(enter)
    assert enter.isAccepted()
    target.dropEvent(QDropEvent(QPointF(place), copy, data, *how))


def test_files_and_text_may_be_dropped(
    dialog: AddArticlesDialog, files: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files / name)) for name in ("a.txt", "b.md")])
    drop(dialog, data)
    finished_reading(dialog, qtbot)
    text = QMimeData()
    text.setText("Dropped words.")
    drop(dialog, text)
    assert [draft.title for draft in dialog.drafts()] == [
        "Ferry Sunk",
        "Ferry Withdrawn",
        "Dropped words.",
    ]


def test_files_pasted_into_the_text_are_read_and_not_their_names_stored(
    dialog: AddArticlesDialog, files: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files / "a.txt"))])
    QGuiApplication.clipboard().setMimeData(data)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, Qt.Key.Key_V, CTRL)
    finished_reading(dialog, qtbot)
    assert [draft.title for draft in dialog.drafts()] == ["Ferry Sunk"]


def test_paths_given_at_the_start_are_read(show: Show, files: Path, qtbot: QtBot) -> None:
    dialog = AddArticlesDialog(None, [files / "a.txt"])
    show(dialog)
    finished_reading(dialog, qtbot)
    assert titles(dialog) == ["Ferry Sunk"]
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_reading_can_be_stopped_and_what_was_read_stays(
    dialog: AddArticlesDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(3_000):
        (many / f"{number:04}.txt").write_text(f"Article {number} has a few words.")
    dialog.read([many])
    qtbot.waitUntil(lambda: len(dialog.model.entries) > 1)
    assert not dialog.primary.isEnabled()
    QTest.mouseClick(dialog.reading.stop_button, Qt.MouseButton.LeftButton)
    finished_reading(dialog, qtbot)
    assert 0 < len(dialog.drafts()) < 3_000
    assert dialog.primary.isEnabled()


def test_closing_while_files_are_read_does_no_harm(
    dialog: AddArticlesDialog, files: Path, qtbot: QtBot, press: Press
) -> None:
    dialog.read([files] * 3)
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@given(st.text(alphabet="ab 1.,’\n\xa0é😀", max_size=120), st.integers(1, 9))
def test_words_counted_in_pieces_are_as_many(text: str, piece: int) -> None:
    assert counted(text, piece) == word_count(text)

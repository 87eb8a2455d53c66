"""The dialogs that merge and split tags: they tell what follows, and write one step."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.model import Span
from annotator.desk import Desk
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.merging import MergeDialog
from annotator.gui.codebook.splitting import SplitDialog
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import apply_theme, theme
from annotator.project import Project

LONG = 15_000  # ms: answers come from another thread, on cores that others use too
Key = Qt.Key


@pytest.fixture(scope="module", autouse=True)
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, theme("light"))


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    """Ines at the desk; she and Ben each have a label of "praise" with an intensity."""
    for name in (project.annotators()[0].name, "Ben"):
        desk = Desk(project, project.annotator_named(name, make=True))
        article = project.article(project.article_ids()[0])
        desk.tag(article, "praise", [[Span(0, 6)]], fields={"intensity": 3, "target": "it"})
    session = Session()
    session.take(project)
    yield session
    session.close()


@pytest.fixture
def jobs(session: Session) -> Jobs:
    return Jobs(session)


@pytest.fixture
def book(session: Session) -> Book:
    return Book(session, frozenset("o"))


@pytest.fixture
def merging(book: Book, session: Session, jobs: Jobs, qtbot: QtBot) -> MergeDialog:
    dialog = MergeDialog(book, "praise", session, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=LONG)
    return dialog


@pytest.fixture
def splitting(book: Book, session: Session, jobs: Jobs, qtbot: QtBot) -> SplitDialog:
    dialog = SplitDialog(book, "praise", session, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "2 labels" in dialog.outcome.told(), timeout=LONG)
    return dialog


def clicks(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def picks(dialog: MergeDialog, name: str) -> None:
    """Go with the arrows to the tag of this name that is to stay."""
    dialog.kept.setFocus()
    QTest.keyClick(dialog.kept, Key.Key_Home)
    while dialog.kept.currentText() != name:
        QTest.keyClick(dialog.kept, Key.Key_Down)


def steps(session: Session) -> list[str]:
    return [step.title for _, step in session.project.history()]


def test_what_follows_is_told_with_whose_labels_and_what_is_not_asked(
    merging: MergeDialog, qtbot: QtBot
) -> None:
    picks(merging, "Loaded word")
    assert merging.gone.currentText() == "Praise"
    assert "asks from now on also for Sure?, Target" in merging.asks.words
    qtbot.waitUntil(lambda: "2 labels of “Praise”" in merging.outcome.told(), timeout=LONG)
    assert "Ben 1" in merging.outcome.told()
    assert "Labels lose" not in merging.outcome.told()
    QTest.keyClick(merging.asks, Key.Key_Space)
    assert "Labels lose what “Loaded word” does not ask when they get it: Target (2 labels)." in (
        merging.outcome.told()
    )
    qtbot.waitUntil(lambda: "is not known: no article" in merging.outcome.told(), timeout=LONG)


def test_a_merger_is_one_step_of_the_codebook_and_one_undo(
    merging: MergeDialog, session: Session, qtbot: QtBot
) -> None:
    before, labels = session.project.codebook, session.project.labels(_first(session))
    picks(merging, "Loaded word")
    qtbot.waitUntil(merging.primary.isEnabled, timeout=LONG)
    done = QSignalSpy(merging.carried_out)
    number = len(steps(session))
    clicks(merging.primary)
    assert done.count() == 1
    assert len(steps(session)) == number + 1
    assert "Merge “Praise” into “Loaded word”" in steps(session)
    book = session.project.codebook
    assert book.counts_as("praise") == "loaded"
    kept = book.tag("loaded")
    assert kept is not None
    assert {"sure", "target"} <= set(kept.fields)
    assert session.project.labels(_first(session)) == labels
    session.undo()
    assert session.project.codebook == before


def test_the_other_of_the_two_may_stay(merging: MergeDialog, qtbot: QtBot) -> None:
    picks(merging, "Plain tag")
    qtbot.waitUntil(merging.primary.isEnabled, timeout=LONG)
    clicks(merging.swap)
    assert (merging.gone.currentText(), merging.kept.currentText()) == ("Plain tag", "Praise")
    qtbot.waitUntil(lambda: "has no labels yet" in merging.outcome.told(), timeout=LONG)
    assert merging.asks.isHidden()


def test_a_retired_tag_may_go_but_not_stay(
    book: Book, session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    dialog = MergeDialog(book, "old", session, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.primary.isEnabled, timeout=LONG)
    assert dialog.gone.currentText() == "Old tag"
    assert not dialog.swap.isEnabled()
    assert dialog.kept.findText("Old tag") == -1


def test_parts_are_named_new_or_old_and_told_apart(splitting: SplitDialog) -> None:
    first, second = splitting.names
    QTest.keyClicks(first, "Flattery")
    assert not splitting.primary.isEnabled()
    QTest.keyClicks(second, "flattery")
    assert second.accessibleDescription() == "This is named twice."
    assert not splitting.primary.isEnabled()
    second.clear()
    QTest.keyClicks(second, "Plain tag")
    assert first.accessibleDescription() == "A new tag, key 2."
    assert second.accessibleDescription() == "There is this tag already; labels may get it."
    assert splitting.primary.isEnabled()


def test_a_split_is_one_step_with_a_key_for_each_part(
    splitting: SplitDialog, session: Session
) -> None:
    before = session.project.codebook
    for field, name in zip(splitting.names, ("Flattery", "Thanks"), strict=True):
        QTest.keyClicks(field, name)
    clicks(splitting.more)
    assert splitting.focusWidget() is splitting.names[2]
    QTest.keyClicks(splitting.names[2], "Deserved")
    done = QSignalSpy(splitting.carried_out)
    number = len(steps(session))
    QTest.keyClick(splitting.names[2], Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done.count() == 1
    assert len(steps(session)) == number + 1
    book = session.project.codebook
    parts = book.successors("praise")
    assert [(tag.name, tag.shortcut) for tag in parts] == [
        ("Flattery", "2"),
        ("Thanks", "4"),
        ("Deserved", "5"),
    ]
    session.undo()
    assert session.project.codebook == before


def _first(session: Session) -> str:
    return session.project.article_ids()[0]

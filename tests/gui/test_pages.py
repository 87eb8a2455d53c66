"""Workspaces are made when they are first seen, and are then as if they had always been there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import codebook_changes as changes
from annotator.core.codebook_changes import Part
from annotator.core.edits import Edit
from annotator.core.model import Span, State
from annotator.gui import commands
from annotator.gui.annotate.page import AnnotatePage
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.corpus.page import CorpusPage
from annotator.gui.dialogs.shortcuts import GroupBox
from annotator.gui.looks import dress
from annotator.gui.menu import Menu
from annotator.gui.preferences import Preferences
from annotator.gui.window import Window
from annotator.gui.workspaces import WORKSPACES
from annotator.sample import make_sample

NAMES = [entry.name for entry in WORKSPACES]


def new_window(folder: Path) -> Window:
    dress(Preferences(theme="light"))
    window = Window(Preferences(theme="light"), folder, commands.ACTIONS)
    window.resize(1200, 800)
    window.show()
    return window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = new_window(tmp_path)
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def opened(window: Window, tmp_path: Path, qtbot: QtBot) -> Window:
    window.session.take(make_sample(tmp_path / "Sample.annot"))
    qtbot.wait(20)
    return window


def there(window: Window) -> set[str]:
    return set(window.frame.pages.workspaces)


class Flashes(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{watched}")
        return False


def test_each_line_of_the_table_has_the_page_of_its_name() -> None:
    assert [entry.page().name for entry in WORKSPACES] == NAMES


def test_none_is_made_before_it_is_seen(window: Window, tmp_path: Path) -> None:
    assert there(window) == set()
    window.session.take(make_sample(tmp_path / "Sample.annot"))
    assert there(window) == {"annotate"}
    window.session.go_to_workspace("team")
    assert there(window) == {"annotate", "team"}
    window.close_project()
    assert there(window) == {"annotate", "team"}


@pytest.mark.parametrize("name", NAMES)
def test_making_one_shows_no_window_of_its_own(
    window: Window, tmp_path: Path, name: str, qtbot: QtBot
) -> None:
    project = make_sample(tmp_path / "Sample.annot")
    flashes = Flashes()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(flashes)
    window.session.take(project)
    window.session.go_to_workspace(name)
    qtbot.wait(50)
    application.removeEventFilter(flashes)
    page = window.frame.workspace
    assert page is not None
    assert (page.name, page.isVisible()) == (name, True)
    assert flashes.shown == []


def test_one_made_late_shows_the_place_that_led_to_it(opened: Window, qtbot: QtBot) -> None:
    opened.session.go_to_workspace("corpus")
    opened.looks.scale_text(1)
    qtbot.waitUntil(lambda: there(opened) == {"corpus"})
    article_id = opened.session.project.article_ids()[2]
    opened.session.go_to_article(article_id, Span(0, 6))
    page = opened.frame.page(AnnotatePage)
    assert page.article is not None
    assert page.article.id == article_id
    assert page.view.pieces == (Span(0, 6),)
    assert page.queue.model.ids == opened.session.project.article_ids()


def test_undo_leads_to_what_it_undid_in_a_codebook_not_seen_before(opened: Window) -> None:
    project, who = opened.session.project, opened.session.desk.annotator.id
    last = project.codebook.tags[-1].key
    edit = Edit(project.codebook, changes.retired_tag(project.codebook, last))
    project.do("Retire a tag", edit, annotator_id=who)
    opened.undo()
    page = opened.frame.workspace
    assert isinstance(page, CodebookPage)
    assert (page.part, page.chosen(Part.TAGS)) == (Part.TAGS, last)


def test_what_is_kept_of_one_that_was_not_seen_is_kept_on(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.take(make_sample(tmp_path / "Sample.annot"))
    window.session.go_to_workspace("corpus")
    table = window.frame.page(CorpusPage).table
    table.toggle_column("author")
    chosen = table.chosen.keys
    window.close()
    for _ in range(2):  # the second time it was not seen in between
        other = new_window(tmp_path)
        assert there(other) == set()
        other.close()
        other.deleteLater()
    last = new_window(tmp_path)
    assert last.frame.page(CorpusPage).table.chosen.keys == chosen
    last.close()
    last.deleteLater()


def test_one_made_late_has_the_settings_of_now(opened: Window) -> None:
    opened.looks.widen_column(5)
    opened.session.go_to_workspace("adjudicate")
    page = opened.frame.workspace
    assert page is not None
    assert page.view.column == opened.looks.preferences.column  # type: ignore[attr-defined]


def test_with_texts_of_another_size_only_what_is_seen_is_made(opened: Window, qtbot: QtBot) -> None:
    for name in NAMES:
        opened.session.go_to_workspace(name)
    assert there(opened) == set(NAMES)
    opened.session.go_to_workspace("codebook")
    opened.looks.scale_text(1)
    qtbot.waitUntil(lambda: there(opened) == {"codebook"})
    assert opened.frame.page(CodebookPage).isVisible()


def test_the_number_done_is_shown_where_annotate_was_not_seen(opened: Window, qtbot: QtBot) -> None:
    opened.session.go_to_workspace("team")
    opened.looks.scale_text(1)
    qtbot.waitUntil(lambda: there(opened) == {"team"})
    assert opened.frame.top._done.text() == "0 of 6 done"
    opened.session.desk.set_state(opened.session.project.article_ids()[0], State.DONE)
    assert opened.frame.top._done.text() == "1 of 6 done"
    opened.session.undo()
    assert opened.frame.top._done.text() == "0 of 6 done"


def test_menu_and_sheet_have_what_can_be_done_in_those_not_seen(opened: Window) -> None:
    every = {action.shown for entry in WORKSPACES for action in entry.actions}
    every |= {action.shown for action in commands.ACTIONS}
    opened.open_menu()
    menu = opened.findChild(Menu)
    assert menu is not None
    lines = [line for part in menu.findChildren(QMenu) for line in part.actions()]
    assert {line.text().partition("\t")[0] for line in lines} == every
    assert not any(line.isEnabled() for line in lines if line.text().startswith("Add a person"))
    menu.close()
    opened.offers.open_shortcuts()
    sheet = {line.text for box in opened.findChildren(GroupBox) for line in box._lines}
    assert every <= sheet
    assert there(opened) == {"annotate"}

"""The window as a whole: names for screen readers, what it costs, what it leaves behind."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.model import Span
from annotator.core.work import Progress, Work
from annotator.gui import commands
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.looks import dress
from annotator.gui.preferences import Preferences
from annotator.gui.window import Window
from annotator.project import Project
from annotator.sample import make_sample


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    dress(Preferences(theme="light"))
    window = Window(Preferences(theme="light"), tmp_path, commands.ACTIONS)
    window.resize(1200, 800)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def opened(window: Window, tmp_path: Path, qtbot: QtBot) -> Window:
    window.session.take(make_sample(tmp_path / "Sample.annot"))
    qtbot.wait(20)
    return window


def nameless(window: Window) -> list[str]:
    """What the focus can come to now and a screen reader has no name for."""
    found = []
    for widget in window.findChildren(QWidget):
        reachable = widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if reachable and widget.focusProxy() is None:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                found.append(f"{widget} in {widget.parent()}")
    return found


def test_all_that_can_have_the_focus_has_a_name(opened: Window, qtbot: QtBot) -> None:
    article = opened.session.article
    assert article is not None
    opened.session.desk.tag(article, "evaluative-word", [(Span(0, 6),)])
    opened.say("Something happened.")
    for press in (
        "view-labels",
        "label-next",
        "article-find",
        "view-questions",
        "view-notes",
        "view-history",
        "palette",
    ):
        next(item for item in opened.bound if item.action.id == press).run()
        qtbot.wait(20)
        assert nameless(opened) == [], press
    opened.offers.palette.close_panel()
    opened.session.go_to_workspace("codebook")
    for chip in opened.frame.page(CodebookPage).side.parts.findChildren(QAbstractButton):
        chip.click()
        qtbot.wait(5)
        assert nameless(opened) == [], chip.text()
    opened.close_project()
    assert nameless(opened) == []


def test_the_selected_words_can_be_read_by_a_screen_reader(opened: Window) -> None:
    opened.annotate.view.select((Span(0, 6),))
    interface = QAccessible.queryAccessibleInterface(opened.annotate.view)
    assert interface.text(QAccessible.Text.Name) == "Article"
    text = interface.textInterface()
    assert text.selectionCount() == 1
    assert text.text(0, 6) == "Regime"


def test_calls_without_a_result_cost_no_reference_to_none(opened: Window) -> None:
    # PySide6 6.12.0 on Python 3.11 drops one at every such call, until the process dies.
    view = opened.annotate.view
    before = sys.getrefcount(None)
    for _ in range(1_000):
        view.update()
    assert abs(sys.getrefcount(None) - before) < 500


def test_with_texts_of_another_size_the_place_stays(opened: Window, qtbot: QtBot) -> None:
    ids = opened.session.project.article_ids()
    opened.session.go_to_article(ids[2])
    article = opened.session.article
    assert article is not None
    [label] = opened.session.desk.tag(article, "evaluative-word", [(Span(0, 8),)])
    opened.session.go_to_label(label.id)
    before = opened.annotate
    opened.looks.scale_text(1)
    qtbot.waitUntil(lambda: opened.annotate is not before)
    assert opened.annotate.article == article
    assert opened.annotate.active_label == label
    qtbot.waitUntil(lambda: opened.annotate.labels.labels.labels == [label])


def test_long_work_is_cancelled_and_awaited_when_the_window_closes(
    opened: Window, qtbot: QtBot
) -> None:
    told: list[str] = []

    def endless(_project: Project) -> Work[str]:
        told.append("begun")
        try:
            while True:
                yield Progress(0, 1, "")
        finally:
            told.append("ended")

    opened.jobs.run("Working", opened.session.project, endless, told.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(told))
    opened.close()
    assert told == ["begun", "ended"]
    assert not opened.session.is_open

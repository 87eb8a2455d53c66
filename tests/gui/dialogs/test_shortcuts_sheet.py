"""The sheet of keys, and the table for the README."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotator.core.model import Codebook
from annotator.gui.actions import Action
from annotator.gui.dialogs.shortcuts import ShortcutSheet, balanced, key_table, shown_keys
from annotator.gui.widgets.basic import KeyCap

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Show = Callable[[QWidget], None]
Press = Callable[..., None]
Write = Callable[[str], None]

ACTIONS: tuple[Action[QWidget], ...] = (
    Action("new", "New project…", "File", QWidget.show, ("Ctrl+N",)),
    Action("undo", "Undo", "Edit", QWidget.show, ("Ctrl+Z",)),
    Action("copy", "Save a copy…", "File", QWidget.show),
    Action("pipe", "Split | join", "Edit", QWidget.show, ("|",)),
    Action("done", "Done, next article", "Article", QWidget.show, ("Ctrl+Return", "Ctrl+Enter")),
)


def shown(sheet: ShortcutSheet) -> list[str]:
    return [found.text() for found in sheet.page.findChildren(QLabel) if found.isVisible()]


def test_the_table_is_markdown_with_portable_keys() -> None:
    assert key_table(ACTIONS) == (
        "| Group | Action | Keys |\n"
        "|---|---|---|\n"
        "| File | New project… | `Ctrl+N` |\n"
        "| Edit | Undo | `Ctrl+Z` |\n"
        "| Edit | Split \\| join | `\\|` |\n"
        "| Article | Done, next article | `Ctrl+Return`, `Ctrl+Enter` |\n"
    )


def test_keys_of_one_meaning_are_shown_once(qapp: object) -> None:
    assert shown_keys(("Ctrl+Return", "Ctrl+Enter")) == ("Ctrl Enter",)
    assert shown_keys(("Shift+Tab", "Backtab")) == ("Shift Tab",)
    assert shown_keys(("Ctrl++", "Ctrl+=", "F3")) == ("Ctrl +", "Ctrl =")
    assert shown_keys(("+", "/")) == ("+", "/")


@given(st.lists(st.integers(1, 40), min_size=1, max_size=7), st.integers(1, 3))
def test_the_columns_hold_everything_in_order_and_none_is_needlessly_high(
    heights: list[int], count: int
) -> None:
    cuts = balanced(heights, count)
    assert len(cuts) == count - 1
    assert list(cuts) == sorted(cuts)
    assert all(0 < cut <= len(heights) for cut in cuts)

    def squares(ends: tuple[int, ...]) -> int:
        pairs = zip((0, *ends), (*ends, len(heights)), strict=True)
        return sum(sum(heights[start:end]) ** 2 for start, end in pairs)

    others = combinations(range(1, len(heights) + 1), count - 1)
    assert all(squares(cuts) <= squares(other) for other in others)


def test_the_sheet_has_actions_tags_and_mouse(show: Show, codebook: Codebook) -> None:
    sheet = ShortcutSheet(ACTIONS, codebook)
    show(sheet)
    texts = shown(sheet)
    assert {"Undo", "Save a copy…", "Loaded word", "Praise", "Add a piece to the selection"} <= set(
        texts
    )
    assert "Old tag" not in texts
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert {"Ctrl Z", "1", "Ctrl Drag", "Alt Drag", "Double click"} <= caps


def test_typing_finds_by_text_group_and_key(
    show: Show, codebook: Codebook, write: Write, press: Press
) -> None:
    sheet = ShortcutSheet(ACTIONS, codebook)
    show(sheet)
    write("ctrl z")
    assert shown(sheet) == ["Edit", "Undo"]
    sheet.search.clear()
    write("mouse handle")
    assert shown(sheet) == ["Mouse", "Make a label longer or shorter"]
    sheet.search.clear()
    write("qqq")
    assert shown(sheet) == []
    assert sheet.remark.text() == "Nothing fits."
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_it_works_without_a_project(show: Show) -> None:
    sheet = ShortcutSheet(ACTIONS)
    show(sheet)
    assert "Undo" in shown(sheet)

"""What the tests of a student's window do and read in it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.core.model import Label, Span
from annotator.gui.window import Window

MakeWindow = Callable[[], Window]
"""Makes a window, without a project."""
Begun = Callable[..., Window]
"""Makes a lesson and opens a student's copy of it in a window."""

D = TypeVar("D", bound=QDialog)
LATE = 15_000
_LEFT = Qt.MouseButton.LeftButton


def dialog(window: QWidget, kind: type[D], qtbot: QtBot) -> D:
    """The dialog of this kind, when it is there."""
    found: list[D] = []

    def there() -> bool:
        found[:] = [it for it in window.findChildren(kind) if it.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=LATE)
    return found[-1]


def click(button: QAbstractButton) -> None:
    """Click in the middle of a button that is seen."""
    assert button.isVisible()
    QTest.mouseClick(button, _LEFT)


def press(widget: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
    """Press a key, with Ctrl held or not."""
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, held)


def done(window: Window) -> None:
    """Say done by keyboard."""
    press(window.annotate.view, Qt.Key.Key_Return, ctrl=True)


def goes_to(window: Window, number: int, qtbot: QtBot) -> str:
    """Open the article at this place (from 0) of the lesson; its id."""
    article_id = window.session.desk.article_ids()[number]
    window.session.go_to_article(article_id)
    qtbot.waitUntil(window.annotate.view.hasFocus, timeout=LATE)
    return article_id


def mark(window: Window, words: str, key: Qt.Key) -> Label:
    """Select the words in the body of the open article, and press the key of a tag."""
    page = window.annotate
    assert page.article is not None
    start = page.article.text.index(words, page.article.headline_end)
    page.view.select([Span(start, start + len(words))])
    page.view.setFocus()
    press(page.view, key)
    [label] = [it for it in window.session.desk.labels(page.article.id) if it.start == start]
    return label

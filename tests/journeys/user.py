"""Someone who uses the program: real mouse, real keys, and eyes; nothing of the program's own."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import eyes
from eyes import cursor_over, edges, middle, seen, shown_text, spoken
from hand import Hand, front, lets_work, until
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, QRect, QThreadPool, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)
from reader import Reader
from shiboken6 import isValid

from annotator.gui.app import application, main, started
from annotator.gui.failures import Failures
from annotator.gui.window import Window

MakeProject = Callable[..., Path]
"""Makes a project of texts; the fixture `made`."""

_ELSEWHERE = Path(__file__).with_name("elsewhere.py")


class User(Hand, Reader):
    """A person at a computer of their own; `documents` is their folder."""

    def __init__(self, documents: Path) -> None:
        super().__init__()
        self.documents = documents
        self._window: Window | None = None
        self._others: list[Window] = []
        self._before = set(QApplication.topLevelWidgets())

    # ------------------------------------------------------------------ starting and ending

    def starts(self, *arguments: str | Path, size: tuple[int, int] | None = (1200, 800)) -> None:
        """Start the program, as `annotator ARGUMENTS` does."""
        if self._window is not None:
            self._others.append(self._window)
        self._window = started([str(argument) for argument in arguments])
        self._hear()
        if size is not None:
            self._window.resize(*size)
        self._window.activateWindow()
        lets_work()

    def lives(self, story: Callable[[], None], *arguments: str | Path) -> int:
        """Run the program's own `main` until it ends, doing what the story says; its status."""
        failed: list[BaseException] = []

        def live() -> None:
            self._window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window))
            self._hear()
            try:
                story()
            except BaseException as error:  # noqa: BLE001 - raised again below, out of the loop
                failed.append(error)
            QApplication.quit()

        QTimer.singleShot(0, live)
        status = main([str(argument) for argument in arguments])
        self._window = None
        self._flush()
        if failed:
            raise failed[0]
        return status

    def _hear(self) -> None:
        application().findChildren(Failures)[-1].unexpected.connect(self.reports.append)

    @property
    def window(self) -> Window:
        """The program's window."""
        assert self._window is not None, "The program was not started"
        return self._window

    def quits(self) -> None:
        """Close the window; all that belongs to it must go with it."""
        window = self.window
        window.close()
        lets_work()
        left = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
        assert not left, f"Still open: {left}"
        self._window = self._others.pop() if self._others else None
        window.deleteLater()
        del window, left
        self._flush()

    def _flush(self) -> None:
        if self._window is None:
            for hook in application().findChildren(Failures):
                hook.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()

    def leaves(self) -> None:
        """End what still runs, and look whether anything was left behind."""
        left: list[object] = []
        self._stuck.stop()
        while self._window is not None:
            left += map(str, self.dialogs())
            for dialog in self.dialogs():
                dialog.close()
            self.quits()
        running = QThreadPool.globalInstance().activeThreadCount()
        QThreadPool.globalInstance().waitForDone()
        left += set(QApplication.topLevelWidgets()) - self._before
        assert not self.reports, self.reports[0]
        assert not left, f"Left behind: {left}"
        assert not running, "Something still works in the background"
        assert not self.open_files(), f"Left open: {self.open_files()}"

    def open_files(self) -> list[str]:
        """The project files that this process has open (where the system tells)."""
        links = Path("/proc/self/fd")
        open_now = [str(link.readlink()) for link in links.iterdir() if link.is_symlink()]
        return [name for name in open_now if name.startswith(str(self.documents))]

    def dialogs(self) -> list[QDialog]:
        """The dialogs that are there, seen or forgotten."""
        lets_work()
        return self.window.findChildren(QDialog)

    def elsewhere(self, project: Path, *story: str, bound: bool = False) -> int:
        """Another process of the program opens the project and is used; how it ended.

        A line of the story is a method of `User` and one argument, "save PATH", or "die" (kill -9).
        `bound` has permissions bind whoever runs the tests, root as well.
        """
        command = [sys.executable, str(_ELSEWHERE), str(project), *story]
        if bound and os.getuid() == 0:
            command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
        done = subprocess.run(command, capture_output=True, text=True, timeout=100)
        assert done.returncode in (0, -9), done.stderr[-2_000:]
        return done.returncode

    # ------------------------------------------------------------------ clicking

    def clicks(self, name: str) -> None:
        """Click on what is called so in the front window: a button, a tab, a tick, a field."""
        widget = self.finds(QWidget, name)
        self._brings_into_sight(widget, widget.rect().center())
        self.clicks_at(widget, _where_to_click(widget))

    def _brings_into_sight(self, widget: QWidget, at: QPoint) -> None:
        """Turn the wheel of the page around a widget until this point of it is seen."""
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None or area.viewport() is None:
            return
        for _ in range(60):
            place = widget.mapTo(area.viewport(), at)
            room = area.viewport().rect().adjusted(0, 8, 0, -8)
            if room.top() <= place.y() <= room.bottom():
                return
            self.scrolls(area.viewport(), 1 if place.y() > room.bottom() else -1)

    def clicks_row(self, words: str, within: str = "") -> None:
        """Click on the row of a list that has these words."""

        found: list[tuple[QAbstractItemView, QModelIndex]] = []

        def there() -> bool:
            found[:] = [
                (view, index)
                for view in seen(QAbstractItemView, front())
                if within in (view.accessibleName(), "")
                for index in eyes.indexes(view)
                if words in eyes.said(index)
            ]
            return bool(found)

        assert until(there), f"No row {words!r}"
        view, index = found[0]
        for _ in range(60):
            place = view.visualRect(index)
            if view.viewport().rect().contains(place):
                break
            self.scrolls(view.viewport(), 1 if place.bottom() > 0 else -1)
        at = view.visualRect(index).center()
        self._brings_into_sight(view.viewport(), at)
        self.clicks_at(view.viewport(), at)

    def clicks_share_of(self, name: str, share: float) -> None:
        """Click at this share (0 to 1) of a widget's height."""
        widget = self.finds(QWidget, name)
        self.clicks_at(widget, QPoint(widget.width() // 2, round(widget.height() * share)))

    def clicks_tick(self, words: str) -> None:
        """Click on the tick whose name has these words."""
        tick = next(tick for tick in seen(QCheckBox, front()) if words in spoken(tick))
        self.clicks_at(tick, _where_to_click(tick))

    def clicks_tab(self, words: str) -> None:
        """Click on a tab whose text begins so."""
        for bar in seen(QTabBar, front()):
            for number in range(bar.count()):
                if bar.tabText(number).startswith(words):
                    self.clicks_at(bar, bar.tabRect(number).center())
                    return
        raise AssertionError(f"No tab {words!r}")

    def tries_the_sample(self) -> None:
        """Click on the first card of the welcome page."""
        self.clicks("Try the sample")

    def opens(self, title: str) -> None:
        """Click on an article in the queue."""
        self.clicks_row(title, "Articles")

    # ------------------------------------------------------------------ the article

    def looks_for(self, words: str, nth: int = 1) -> None:
        """Scroll until the nth place with these words is well in sight."""
        view = self.article
        for _ in range(200):
            place = middle(view, words, nth).y()
            if place - 20 >= 0 and place + 40 <= view.viewport().height():
                return
            self.scrolls(view.viewport(), 1 if place > 20 else -1)

    def selects(self, word: str, nth: int = 1, holding: str = "") -> None:
        """Double click on the nth place of a word."""
        self.looks_for(word, nth)
        at = middle(self.article, word, nth)
        self.clicks_at(self.article.viewport(), at, holding, double=True)

    def clicks_word(self, word: str, nth: int = 1) -> None:
        """Click once on the nth place of a word."""
        self.looks_for(word, nth)
        self.clicks_at(self.article.viewport(), middle(self.article, word, nth))

    def right_clicks_word(self, word: str, nth: int = 1) -> None:
        """Click with the right button on the nth place of a word."""
        self.looks_for(word, nth)
        self.right_clicks_at(self.article.viewport(), middle(self.article, word, nth))

    def picks_from_menu(self, words: str) -> None:
        """Click on this line of the menu that is open."""
        self.sees_in_menu(words)
        menu = next(seen(QMenu))
        line = next(it for it in menu.actions() if it.text().split("\t")[0] == words)
        self.clicks_at(menu, menu.actionGeometry(line).center())

    def drags_over(self, first: str, last: str = "", nth: int = 1, holding: str = "") -> None:
        """Drag from the start of the first words to the end of the last ones after them."""
        view = self.article
        self.looks_for(first, nth)
        start, end = edges(view, first, nth)
        if last:
            begin = cursor_over(view, first, nth).selectionStart()
            before = len(shown_text(view)[:begin].split(last)) - 1
            end = edges(view, last, before + 1)[1]
        self.drags_between(view.viewport(), start + QPoint(1, 0), end - QPoint(1, 0), holding)

    def drags_edge(self, label: str, onto: str, *, end: bool = True, nth: int = 1) -> None:
        """Drag a handle of the selected label, on these words, to the edge of other words."""
        side = 1 if end else 0
        start, stop = edges(self.article, label, nth)[side], edges(self.article, onto)[side]
        self.drags_between(self.article.viewport(), start, stop)

    # ------------------------------------------------------------------ dialogs

    def fills(self, name: str, text: str) -> None:
        """Click into a field and write this in place of what is there."""
        self.clicks(name)
        self.presses("Ctrl+A")
        self.types(text)

    def chooses(self, words: str, within: str) -> None:
        """Choose from a list that drops down, by typing how the choice begins."""
        combo = self.finds(QComboBox, within)
        combo.setFocus()
        self.types(words)
        assert until(lambda: combo.currentText().startswith(words)), combo.currentText()

    def picks(self, words: str, within: str) -> None:
        """Click on a list that drops down, and go with the arrows to the choice that begins so."""
        combo = self.finds(QComboBox, within)
        at = next(n for n in range(combo.count()) if combo.itemText(n).startswith(words))
        self.clicks(within)
        self.presses("Home", *["Down"] * at, "Return")
        assert until(lambda: combo.currentText().startswith(words)), combo.currentText()

    def chooses_file(self, path: Path, press: str) -> None:
        """Press a button that asks for a file, type its path, Enter."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QFileDialog), dialog
            line = next(iter(seen(QLineEdit, dialog)))
            self.clicks_at(line, line.rect().center())
            self.presses("Ctrl+A")
            self.types(str(path))
            self.presses("Return")
            if isValid(dialog) and dialog.isVisible():
                self.presses("Return")  # the first one was for the list of completions

        with self.meanwhile(answer):
            self.clicks(press)

    def answers(self, text: str, press: str) -> None:
        """Press a key that asks for a line of text; type it, Enter."""

        def answer() -> None:
            self.types(text)
            self.presses("Return")

        with self.meanwhile(answer):
            self.presses(press)

    def pastes(self, text: str) -> None:
        """Paste a text from elsewhere into what has the focus."""
        QApplication.clipboard().setText(text)
        self.presses("Ctrl+V")

    def reads(self, name: str) -> str:
        """What stands in a field."""
        field = self.finds(QWidget, name)
        return (
            field.toPlainText()
            if isinstance(field, QPlainTextEdit)
            else str(field.property("text"))
        )


def _where_to_click(widget: QWidget) -> QPoint:
    # The box of a tick is at its left; its text may be shorter than the widget.
    rect: QRect = widget.rect()
    if widget.inherits("QCheckBox") or widget.inherits("QRadioButton"):
        return QPoint(rect.left() + 10, rect.center().y())
    return rect.center()

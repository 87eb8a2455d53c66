"""What a person finds on the screen; a method that begins with "sees" waits for it a little."""

import json
import sqlite3
from contextlib import closing
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from eyes import W, edges, rows, said, seen, shown_text, spoken, texts
from hand import front, lets_work, until
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMenu, QTextEdit, QWidget

from annotator.gui.widgets.panels import Bar

_LATE = 0.02
"""Seconds after which the panels have followed the article."""


class Reader:
    """Someone who looks at the screen, and with other tools into the project's file."""

    @property
    def article(self) -> QTextEdit:
        """The article on the screen."""
        return next(view for view in seen(QTextEdit) if view.accessibleName() == "Article")

    def sees(self, *words: str) -> None:
        """These words are to be read somewhere, soon."""
        for text in words:
            assert until(partial(_readable, text)), (
                f"{text!r} is nowhere in {[found[:200] for found in texts()]}"
            )

    def sees_article(self, title: str) -> None:
        """The article that begins so is open."""
        assert until(lambda: shown_text(self.article).startswith(title)), (
            self.article.toPlainText()[:80]
        )

    def sees_no(self, words: str) -> None:
        """These words are not, or soon not, to be read anywhere."""
        assert until(lambda: not _readable(words)), f"{words!r} is there"

    def finds(self, kind: type[W], name: str) -> W:
        """The visible widget of this kind and name in the front window, when it is there."""
        found: list[W] = []

        def there() -> bool:
            named = [widget for widget in seen(kind, front()) if spoken(widget) == name]
            found[:] = sorted(named, key=lambda widget: isinstance(widget, QLabel))
            return bool(found)

        assert until(there), f"No {name!r} among {[spoken(w) for w in seen(kind, front())]}"
        return found[0]

    def list_named(self, name: str) -> list[str]:
        """The rows of a list."""
        return rows(self.finds(QAbstractItemView, name))

    def selected_rows(self, name: str) -> list[str]:
        """The rows of a list that are selected."""
        return [said(it) for it in self.finds(QAbstractItemView, name).selectedIndexes()]

    def labels(self) -> list[str]:
        """The list of labels as it reads: "Tag: “quote” (place)"."""
        lets_work(_LATE)
        return self.list_named("Labels of this article")

    def sees_label(self, quote: str, tag: str = "", *, times: int = 1) -> None:
        """So many labels with this quote (and tag) are in the list."""
        wanted = f"{tag}: “{quote}”" if tag else f": “{quote}”"
        assert until(lambda: sum(wanted in row for row in self.labels()) == times), (
            f"{wanted!r} {times} times: {self.labels()}"
        )

    def chosen_label(self) -> str:
        """The current row of the list of labels; "" for none."""
        self.labels()
        view = self.finds(QAbstractItemView, "Labels of this article")
        return said(view.currentIndex()) if view.currentIndex().isValid() else ""

    def sees_chosen_label(self, quote: str) -> None:
        """The label with this quote is the current one, in the list and in the fields."""
        assert until(lambda: f"“{quote}”" in self.chosen_label()), self.chosen_label()

    def sees_bar_of_tags(self, *names: str) -> None:
        """Beside the selection, tags are offered, these among them."""
        bar = self.finds(QWidget, "Tags for the selection")

        def offered() -> set[str]:
            return {spoken(widget) for widget in seen(QWidget, bar)}

        assert until(lambda: set(names) <= offered()), offered()

    def sees_in_sight(self, words: str) -> None:
        """These words of the article stand in the part of it that is in sight."""

        def in_sight() -> bool:
            room = self.article.viewport().rect()
            return all(room.contains(it) for it in edges(self.article, words))

        assert until(in_sight), f"{words!r} is out of sight: {edges(self.article, words)}"

    def sees_selected(self, words: str) -> None:
        """Just these words are selected in the article."""
        assert until(lambda: self.selected == words), f"{self.selected!r} is selected"

    def sees_selected_in(self, words: str) -> None:
        """Some of these words, or these and more, are selected."""
        assert until(
            lambda: self.selected and (self.selected in words or words in self.selected)
        ), f"{self.selected!r} is selected"

    def darkest_over(self, word: str) -> int:
        """How dark a word is drawn: the least lightness (0 to 255) of the pixels around it."""
        left, right = edges(self.article, word)
        area = QRect(left, right).adjusted(1, -5, -1, 5)
        image = self.article.viewport().grab(area).toImage()
        places = product(range(image.width()), range(image.height()))
        return min(image.pixelColor(x, y).lightness() for x, y in places)

    @property
    def selected(self) -> str:
        """The words that are selected in the article."""
        cursor = self.article.textCursor()
        units = shown_text(self.article).encode("utf-16-le")
        chosen = units[2 * cursor.selectionStart() : 2 * cursor.selectionEnd()]
        return chosen.decode("utf-16-le")

    def bars(self) -> list[str]:
        """What the message bars say."""
        return [bar.text() for bar in seen(Bar)]

    def sees_in_menu(self, words: str) -> None:
        """The menu that is open has this line, and it can be chosen."""
        assert until(lambda: _menu_lines().get(words)), _menu_lines()

    def sees_not_in_menu(self, words: str) -> None:
        """A menu is open, and this line is not in it."""
        assert until(_menu_lines)
        assert words not in _menu_lines()

    def sees_bar(self, words: str) -> None:
        """A message bar says this."""
        assert until(lambda: any(words in text for text in self.bars())), self.bars()

    # ------------------------------------------------------------------ the file

    def in_file(self, path: Path, question: str, *values: object) -> list[tuple[Any, ...]]:
        """What any SQLite tool reads in the project file, while the program has it open."""
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            return file.execute(question, values).fetchall()

    def labels_in_file(self, path: Path) -> list[tuple[str, str, int, int]]:
        """Quote, tag, start and end of every label, in the order of the text."""
        return self.in_file(path, "SELECT quote, tag, start, end FROM labels ORDER BY start, id")

    def fields_in_file(self, path: Path, quote: str) -> dict[str, Any]:
        """The field values of the label with this quote."""
        found = self.in_file(path, "SELECT fields FROM labels WHERE quote = ?", quote)
        return dict(json.loads(found[0][0]))


def _readable(text: str) -> bool:
    return any(text in found for found in texts())


def _menu_lines() -> dict[str, bool]:
    """The lines of the open menus, without their keys, and whether each can be chosen."""
    actions = [action for menu in seen(QMenu) for action in menu.actions()]
    return {action.text().split("\t")[0]: action.isEnabled() for action in actions}

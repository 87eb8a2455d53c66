"""Going to a long article in the window, beside the same plain text in a bare text widget."""

import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTextEdit

from annotator.desk import Desk
from bench.bare import milliseconds_since
from bench.figures import Row
from bench.material import draft, label_words, new_project
from bench.screen import Screen

_WORDS, _LABELS = 20_000, 2_000
_TIMES = 30


def rows_of_opening(app: QApplication, folder: Path) -> list[Row]:
    """From another article to the first screenful of one with 20,000 words and 2,000 labels."""
    project, (long, short) = new_project(
        folder / "opening.annot", [draft(_WORDS, 1), draft(300, 2)]
    )
    label_words(Desk(project, project.annotators()[0]), long, _LABELS, seed=3)
    bare = QTextEdit()
    bare.setReadOnly(True)
    bare.resize(800, 800)
    bare.show()
    screen = Screen(app, project, folder / "home")
    opened: list[float] = []
    shown: list[float] = []
    for number in range(_TIMES + 1):
        screen.opened(short)
        screen.settle(60)
        bare.setPlainText(short.text)
        bare.viewport().repaint()
        through_window = screen.opened(long)
        screen.settle(60)
        begun = time.perf_counter()
        bare.setPlainText(long.text)
        bare.viewport().repaint()
        if number:
            shown.append(milliseconds_since(begun))
            opened.append(through_window)
    screen.close()
    bare.close()
    return [Row("open_20000_words", "ms", opened, shown, {"median": 150.0}, tails=False)]

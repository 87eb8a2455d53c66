"""A sheet that says beforehand, in a sentence, what will come of what it asks."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.gui.asking import Asker
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label

MOST = 1_000_000
"""More articles, or a greater seed, nobody asks for."""

_PAUSE = 150
"""Milliseconds after the last change at which it is worked out what would come of it."""


class PreviewedSheet(Sheet):
    """A sheet that says in a sentence what will come of it."""

    def __init__(self, session: Session, lookups: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("", 560, parent)
        self._session = session
        self._asker = Asker(session, lookups, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._look)
        self.preview = label("")
        self.preview.setWordWrap(True)
        self.preview.setMinimumHeight(3 * current_theme().px(18))
        self.accepted.connect(self._give)

    def _lay_out(self, rows: Rows) -> None:
        self.page.box.addLayout(rows)
        self.page.box.addWidget(self.preview)
        self.page.box.addStretch(1)
        self._changed()

    def _changed(self) -> None:
        self._asker.drop()
        self.primary.setEnabled(False)
        self._wait.start()

    def _tell(self, words: str, *, possible: bool) -> None:
        self.preview.setText(words)
        self.preview.setAccessibleName(words)
        self.primary.setEnabled(possible)
        self.page.box.activate()
        self.fit()  # the sentence may take more lines

    def _look(self) -> None:
        raise NotImplementedError

    def _give(self) -> None:
        raise NotImplementedError

    def done(self, result: int) -> None:
        self._wait.stop()
        self._asker.drop()
        super().done(result)


def articles(said_by: QWidget, count: int) -> str:
    """“1 article”, or how many, in the words of who says it."""
    words = said_by.tr("1 article") if count == 1 else said_by.tr("{n} articles")
    return words.format(n=f"{count:,}")


def beside(field: QWidget, words: str) -> QHBoxLayout:
    """A field with a few words at its right."""
    row = QHBoxLayout()
    row.setSpacing(current_theme().px(10))
    row.addWidget(field)
    said = Sentence(field)
    said.say(words)
    row.addWidget(said, 1)
    return row

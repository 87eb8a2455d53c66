"""What a student is told and asked about handing in, and asked for the code of the key."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.gui.dialogs.names import file_stem
from annotator.gui.dialogs.parts import PathLabel, Rows, Sentence, Sheet
from annotator.gui.widgets.basic import label

_MOST = 6
"""How many titles of what is missing are listed."""


def lesson_stem(title: str, name: str) -> str:
    """The name of a student's files of a lesson, without its ending: "Title – Name"."""
    return file_stem(f"{file_stem(title)[:80].strip()} – {file_stem(name)[:60].strip()}")


class _Told(Sheet):
    """A sheet that mostly tells."""

    def _say(self, text: str, **looks: str) -> None:
        words = label(text, **looks)
        words.setWordWrap(True)
        self.page.box.addWidget(words)


class MissingSheet(_Told):
    """Says what is not done yet; accepted, it is handed in all the same."""

    def __init__(self, missing: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("", 460, parent)
        self.setObjectName("missing")
        self.setWindowTitle(self.tr("Hand in"))
        self.heading(self.tr("Not all is done yet"))
        one = self.tr("1 article is not done yet:")
        many = self.tr("{n} articles are not done yet:").format(n=len(missing))
        self._say(one if len(missing) == 1 else many)
        for title in missing[:_MOST]:
            self._say(f"•\u2002{title}", tone="muted")
        if len(missing) > _MOST:
            more = self.tr("and {n} more").format(n=len(missing) - _MOST)
            self._say(more, tone="muted")
        self._say(self.tr("You can hand in now, go on, and hand in again: the last one counts."))
        self.page.box.addStretch(1)
        self.cancel.setText(self.tr("Go on with the lesson"))
        self.primary.setText(self.tr("Hand in all the same"))
        self.fit()


class HandedInSheet(_Told):
    """Says where the hand-in is and what to do with it; `elsewhere` asks for another place."""

    elsewhere = Signal()

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("", 500, parent)
        self._path = path
        self.setObjectName("handed-in")
        self.setWindowTitle(self.tr("Hand in"))
        self.heading(self.tr("Your hand-in is ready"))
        self._say(self.tr("Give this file to your instructor, as you were told to:"))
        self._say(path.name, level="strong")
        folder = PathLabel(str(path.parent))
        folder.setProperty("tone", "muted")
        self.page.box.addWidget(folder)
        self._say(
            self.tr(
                "If you change something afterwards, hand in once more: it replaces this file."
            ),
            tone="muted",
        )
        row = QHBoxLayout()
        show = QPushButton(self.tr("Show it in its folder"))
        show.setAutoDefault(False)
        show.clicked.connect(self._show_folder)
        other = QPushButton(self.tr("Save it elsewhere…"))
        other.setAutoDefault(False)
        other.clicked.connect(self._go_elsewhere)
        row.addWidget(show)
        row.addWidget(other)
        row.addStretch(1)
        self.page.box.addLayout(row)
        self.page.box.addStretch(1)
        self.cancel.hide()
        self.primary.setText(self.tr("Close"))
        self.fit()
        self.primary.setFocus()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def _go_elsewhere(self) -> None:
        self.accept()
        self.elsewhere.emit()


class CodeSheet(Sheet):
    """Asks for the code that opens the key; `given` carries it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 440, parent)
        self.setObjectName("code")
        self.setWindowTitle(self.tr("Enter the code"))
        self.heading(self.tr("The code of the key"))
        self.field = QLineEdit()
        self.field.setMaxLength(200)
        self.field.setAccessibleName(self.tr("Code"))
        self.field.textChanged.connect(self._typed)
        said = Sentence(self.field)
        said.say(
            self.tr(
                "Your instructor gives it out. Then you see how you did on what is done; your"
                " labels there stay as they are."
            )
        )
        rows = Rows(64)
        rows.add(self.tr("Code"), self.field, said)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Open the key"))
        self.accepted.connect(self._give)
        self._typed("")
        self.field.setFocus()

    def _typed(self, text: str) -> None:
        self.primary.setEnabled(bool(text.strip()))

    def _give(self) -> None:
        self.given.emit(self.field.text().strip())

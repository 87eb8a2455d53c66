"""What is known about an article beside its text, as fields below each other."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.formats.exchange import Draft
from annotator.gui.dialogs.texts import files_of
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label

SHARED = ("outlet", "date", "language", "genre")
"""What the articles of one import often have in common."""


class _Line(QLineEdit):
    """A line that leaves dropped files to the dialog."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


class MetadataForm(QWidget):
    """Edits a draft's metadata; `edited` carries a field's name and its new value.

    `apply_asked` carries the name of a field whose value all drafts are to have.
    """

    edited = Signal(str, str)
    apply_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, QLineEdit] = {}
        self.spread: dict[str, QPushButton] = {}
        self._several = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for name, title, hint in self._fields():
            self._add(name, title, hint)
        self._box.addStretch(1)
        self._offer_genres()
        self._dress()

    def _fields(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("title", self.tr("Title"), ""),
            ("outlet", self.tr("Outlet"), ""),
            ("author", self.tr("Author"), ""),
            ("date", self.tr("Date"), self.tr("YYYY-MM-DD")),
            ("url", self.tr("Address (URL)"), ""),
            ("language", self.tr("Language"), self.tr("such as en")),
            ("genre", self.tr("Genre"), self.tr("such as News report")),
        )

    def _add(self, name: str, title: str, hint: str) -> None:
        line = _Line()
        line.setObjectName(name)
        line.setPlaceholderText(hint)
        line.setAccessibleName(title)
        line.textEdited.connect(self._edited)
        self.lines[name] = line
        head = QHBoxLayout()
        head.addStrut(current_theme().px(22))  # as high with the button as without it
        words = label(title, tone="muted", level="small")
        words.setBuddy(line)
        head.addWidget(words, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        self._box.addLayout(head)
        self._box.addWidget(line)
        if name in SHARED:
            button = QPushButton(self.tr("Apply to all"))
            button.setProperty("role", "chip")
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.setAccessibleName(self.tr("{field}: apply to all").format(field=title))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._spread)
            self.spread[name] = button
            head.addWidget(button)

    def _offer_genres(self) -> None:
        genres = [
            self.tr("News report"),
            self.tr("Analysis"),
            self.tr("Opinion"),
            self.tr("Editorial"),
            self.tr("Interview"),
            self.tr("Feature"),
            self.tr("Press release"),
            self.tr("Satire"),
        ]
        completer = QCompleter(genres, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.lines["genre"].setCompleter(completer)
        completer.activated.connect(self._genre_picked)

    def show_draft(self, draft: Draft, title: str, *, several: bool) -> None:
        """Show a draft's metadata; `title` is what it is called without one of its own."""
        self._several = several
        for name, line in self.lines.items():
            value = str(getattr(draft, name))
            if line.text() != value:
                line.setText(value)
                line.setCursorPosition(0)
        self.lines["title"].setPlaceholderText(title)
        self._offer_spread()

    def _offer_spread(self) -> None:
        for name, button in self.spread.items():
            button.setVisible(self._several and bool(self.lines[name].text().strip()))

    def _edited(self, value: str) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._offer_spread()
            self.edited.emit(line.objectName(), value.strip())

    def _genre_picked(self, genre: str) -> None:
        self._offer_spread()
        self.edited.emit("genre", genre)

    def _spread(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.apply_asked.emit(button.objectName())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._box.setSpacing(look.px(4))

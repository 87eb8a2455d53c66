"""The texts of the entries, one in sight: a page to type in for each typed one, else a preview."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from annotator.gui.dialogs.entries import Entry
from annotator.gui.dialogs.texts import Preview, TypedText


class TextPages(QStackedWidget):
    """Shows the text of one entry at a time; what is typed in the others is kept meanwhile.

    `paused`, `files` and `large` are those of TypedText; `hidden_from` comes when the page that
    had the focus goes out of sight.
    """

    paused = Signal()
    files = Signal(object)
    large = Signal(str)
    hidden_from = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = Preview()
        self.addWidget(self.preview)
        self._edits: dict[int, TypedText] = {}

    def begin(self, key: int) -> TypedText:
        """A new page to type in, for the entry with this key."""
        edit = self._edits[key] = TypedText()
        edit.paused.connect(self.paused)
        edit.files.connect(self.files)
        edit.large.connect(self.large)
        self.addWidget(edit)
        return edit

    def typed(self, key: int) -> TypedText | None:
        """The page on which this entry is typed, if it is."""
        return self._edits.get(key)

    def forget(self, key: int) -> None:
        """Throw away the page of an entry that was removed."""
        edit = self._edits.pop(key, None)
        if edit is not None:
            self.removeWidget(edit)
            edit.deleteLater()

    def show_entry(self, entry: Entry) -> None:
        """Show this entry's text, or why it has none."""
        edit = self._edits.get(entry.key)
        focus = QApplication.focusWidget()
        if focus is not None and focus is not edit and self.isAncestorOf(focus):
            self.hidden_from.emit()
        if entry.fault:
            self.preview.show_fault(entry.source, entry.fault)
        elif edit is None:
            self.preview.show_text(entry.draft.text, entry.draft.headline_end)
        self.setCurrentWidget(edit or self.preview)

    def dress(self) -> None:
        """Take over the theme's fonts."""
        self.preview.dress()
        for edit in self._edits.values():
            edit.dress()

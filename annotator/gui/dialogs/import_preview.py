"""The first articles of a file as they would be stored, with their labels."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextEdit, QVBoxLayout, QWidget

from annotator.core.labels import shortened
from annotator.core.text import OffsetMap
from annotator.formats.exchange import Draft, Skipped
from annotator.gui.dialogs.texts import Preview
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, IconButton, wraps

_MOST_MARKED = 300


class ImportPreview(QWidget):
    """One article at a time, its labels tinted; below, its labels and what is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts: tuple[Draft, ...] = ()
        self._at = 0
        self._title = ElidedLabel(self.tr("What will be stored"))
        self._title.setProperty("level", "title")
        self._back = IconButton("arrow-left", self.tr("Article before"), 15)
        self._next = IconButton("arrow-right", self.tr("Next article"), 15)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self.text = Preview()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Labels, and what is left out"))
        wraps(self.list)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        head.addWidget(self._next)
        box = QVBoxLayout(self)
        box.addLayout(head)
        box.addWidget(self.text, 3)
        box.addWidget(self.list, 1)
        self._left_out: tuple[Skipped, ...] = ()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.text.dress()
            self._show()

    def show_drafts(self, drafts: Sequence[Draft], left_out: Sequence[Skipped]) -> None:
        """Show these, the first at first."""
        self._drafts, self._left_out, self._at = tuple(drafts), tuple(left_out[:200]), 0
        self._show()

    def _go_back(self) -> None:
        self._at = max(0, self._at - 1)
        self._show()

    def _go_on(self) -> None:
        self._at = min(len(self._drafts) - 1, self._at + 1)
        self._show()

    def _show(self) -> None:
        self.list.clear()
        several = len(self._drafts) > 1
        self._back.setVisible(several)
        self._next.setVisible(several)
        self._back.setEnabled(self._at > 0)
        self._next.setEnabled(self._at + 1 < len(self._drafts))
        if not self._drafts:
            self._title.setText(self.tr("What will be stored"))
            if self._left_out:
                self.text.show_fault("", self._left_out[0].why)
            else:
                self.text.show_nothing(self.tr("Choose a file; its first articles are shown here."))
        else:
            draft = self._drafts[self._at]
            self._title.setText(shortened(draft.title or draft.text, 60))
            self.text.show_text(draft.text, draft.headline_end)
            self._mark(draft)
            for each in draft.labels:
                quote = draft.text[each.pieces[0].start : each.pieces[-1].end]
                who = f" · {each.annotator}" if each.annotator else ""
                self.list.addItem(f"{each.tag}: “{shortened(quote, 60)}”{who}")
        for item in self._left_out:
            self.list.addItem(
                self.tr("Left out: {where}: {why}").format(where=item.where, why=item.why)
            )
        self.list.setVisible(self.list.count() > 0)

    def _mark(self, draft: Draft) -> None:
        to_utf16 = OffsetMap.utf16(draft.text)
        document = self.text.page.document()
        tint = QColor(current_theme().tokens.match)
        marks = []
        last = document.characterCount() - 1
        for each in draft.labels[:_MOST_MARKED]:
            for piece in each.pieces:
                start, end = to_utf16.outer_span(piece)
                if end > last:
                    continue
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(document)
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                form = QTextCharFormat()
                form.setBackground(tint)
                form.setFontUnderline(True)
                mark.cursor, mark.format = cursor, form
                marks.append(mark)
        self.text.page.setExtraSelections(marks)

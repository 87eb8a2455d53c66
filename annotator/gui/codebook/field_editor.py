"""The editor of one field."""

from typing import Any

from PySide6.QtWidgets import QWidget

from annotator.core.model import Field
from annotator.gui.codebook.asked_editor import DETECTS, AskedEditor
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.words import counted, kind_words
from annotator.gui.widgets.inputs import Combo


class FieldEditor(AskedEditor):
    """Edits a field that tags ask of their labels."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.detect = Combo(self.tr("Filled in"), narrow=True)
        self._detect_row = self.add_value(
            self.tr("Filled in"), "detect", self.detect, "How “{old.name}” is filled in"
        )
        self.add_lasting()

    def facts(self, item: Field, held: int) -> list[str]:
        count = sum(item.key in tag.fields for tag in self.book.codebook.tags)
        asked = counted(count, self.tr("asked by 1 tag"), self.tr("asked by {n} tags"))
        used = counted(held, self.tr("1 label has a value"), self.tr("{n} labels have a value"))
        words = [kind_words(item), asked if count else self.tr("asked by no tag")]
        return [*words, used] if held else words

    def show_around(self, item: Any) -> None:
        super().show_around(item)
        texts = {
            "quotation": self.tr("From the quotation marks around the words"),
            "speaker": self.tr("With the speaker of the quotation"),
        }
        fitting = DETECTS.get(item.kind, "")
        self._detect_row.setVisible(bool(fitting))
        self.detect.offer([("", self.tr("By hand")), (fitting, texts.get(fitting, ""))])
        self.detect.show_value(item.detect)

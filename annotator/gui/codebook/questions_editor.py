"""The editor of one question about the whole article."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from annotator.core.codebook_changes import Part
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.fields_editor import AskedEditor
from annotator.gui.codebook.form import Tick


class QuestionEditor(AskedEditor):
    """Edits a question about the whole article."""

    part: ClassVar[Part] = Part.QUESTIONS

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.required = Tick(self.tr("Must be answered before the article is done"))
        self.add_value(
            self.tr("Required"), "required", self.required, "Whether “{old.name}” is required"
        )
        self.add_lasting()

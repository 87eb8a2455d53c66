"""The editor of the codebook as a whole."""

from typing import Any

from PySide6.QtWidgets import QWidget

from annotator.core.model import Codebook
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.words import version_words
from annotator.gui.widgets.inputs import LineInput, TextInput


class AboutEditor(ItemEditor):
    """Edits what is said of the codebook itself."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.heading.swatch.hide()
        self.heading.add_button("codebook.save-file", self.tr("Save as file…"))
        self.heading.add_button("codebook.read-file", self.tr("Replace…"))
        self.description = TextInput(self.tr("Description"), 4)
        self.source = TextInput(self.tr("Source"))
        self.language = LineInput(self.tr("Language"))
        self.lasting = LineInput(self.tr("Id in files"))
        self.add_value(
            self.tr("Description"),
            "description",
            self.description,
            "Description of the codebook",
            self.tr("What to mark and what not, whatever the tag."),
        )
        self.add_value(
            self.tr("Source"),
            "source",
            self.source,
            "Source of the codebook",
            self.tr("Whose it is, and where it was published."),
        )
        self.add_value(
            self.tr("Language"),
            "language",
            self.language,
            "Language of the codebook: {new.language}",
            self.tr("A code such as en or fr."),
        )
        self.add_value(
            self.tr("Id in files"), "id", self.lasting, "Id of the codebook in files: {new.id}"
        )

    def item(self) -> Codebook:
        return self.book.codebook

    def replaced(self, changed: Any) -> Codebook:
        book: Codebook = changed
        return book

    def show_around(self, item: Any) -> None:
        version = self.book.version
        words = version_words(version, self.book.usage.versions[version])
        self.heading.show_words(item.name, words)

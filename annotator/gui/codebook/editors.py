"""The right of the page: the editor of what is chosen, each made when it is first asked for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.core.codebook_changes import Part
from annotator.gui.codebook.about_editor import AboutEditor
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.field_editor import FieldEditor
from annotator.gui.codebook.form import Column
from annotator.gui.codebook.question_editor import QuestionEditor
from annotator.gui.codebook.side import NEW
from annotator.gui.codebook.tag_editor import TagEditor
from annotator.gui.widgets.panels import Empty

_EDITORS: dict[Part | None, type[ItemEditor]] = {
    Part.TAGS: TagEditor,
    Part.FIELDS: FieldEditor,
    Part.QUESTIONS: QuestionEditor,
    None: AboutEditor,
}


class Editors(QStackedWidget):
    """The editors by part of the codebook; None stands for the codebook itself."""

    asked = Signal(str)
    """The id of an action that a button asks for."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._columns: dict[Part | None, Column] = {}
        self._editors: dict[Part | None, ItemEditor] = {}
        self._empty: dict[Part, Empty] = {}

    def editor(self, part: Part | None) -> ItemEditor:
        """The editor of this part."""
        if part not in self._editors:
            # From the outside in: a widget that changes its parent is styled anew with all in it.
            column = self._columns[part] = Column(self)
            self.addWidget(column)
            editor = self._editors[part] = _EDITORS[part](self._book, column.page)
            editor.asked.connect(self.asked)
            column.hold(editor)
        return self._editors[part]

    def show_key(self, part: Part | None, key: str) -> None:
        """Edit the thing with this key; "" shows that there is none."""
        if part is not None and not key:
            self.setCurrentWidget(self._empty_of(part))
            return
        editor = self.editor(part)
        if key != editor.key:
            self._columns[part].verticalScrollBar().setValue(0)
        editor.show_key(key)
        self.setCurrentWidget(self._columns[part])

    def settle(self, part: Part | None) -> str:
        """Save what is being typed about this part; gives what hinders that, or ""."""
        return self._editors[part].settle() if part in self._editors else ""

    def forget(self) -> None:
        """Another project is open, or none."""
        for editor in self._editors.values():
            editor.key = ""

    def _empty_of(self, part: Part) -> Empty:
        if part not in self._empty:
            title, words, action = {
                Part.TAGS: (
                    self.tr("No tags yet"),
                    self.tr("A tag is one thing to look for, such as a word that judges."),
                    self.tr("New tag"),
                ),
                Part.FIELDS: (
                    self.tr("No fields yet"),
                    self.tr("A field is asked of each label: how strong it is, at whom it aims."),
                    self.tr("New field"),
                ),
                Part.QUESTIONS: (
                    self.tr("No questions yet"),
                    self.tr(
                        "A question is asked about a whole article, once its words are marked."
                    ),
                    self.tr("New question"),
                ),
            }[part]
            empty = self._empty[part] = Empty(title, words, action, self)
            empty.setProperty("action_id", NEW[part])
            empty.acted.connect(self._ask)
            self.addWidget(empty)
        return self._empty[part]

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("action_id")))

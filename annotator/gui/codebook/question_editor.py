"""The editor of one question about the whole article."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from annotator.core.codebook_changes import Part
from annotator.core.model import Moment
from annotator.gui.codebook.asked_editor import AskedEditor
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.form import Tick
from annotator.gui.widgets.inputs import Combo


class QuestionEditor(AskedEditor):
    """Edits a question about the whole article."""

    part: ClassVar[Part] = Part.QUESTIONS

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.moment = Combo(self.tr("Turn"), narrow=True)
        self.moment.offer(
            [
                (Moment.ANY, self.tr("At any time")),
                (Moment.BEFORE, self.tr("Before the text is shown")),
                (Moment.AFTER, self.tr("Once the labels are all there")),
            ]
        )
        self.add(
            self.tr("Turn"),
            self.moment,
            "Turn of “{old.name}”: {new.moment}",
            lambda item: self.moment.show_value(item.moment),
            lambda item: replace(item, moment=Moment(str(self.moment.value()))),
            self.tr("A feeling from before belongs before, a judgement of the whole at the end."),
        )
        self.required = Tick(self.tr("Must be answered before the article is done"))
        self.add_value(
            self.tr("Required"), "required", self.required, "Whether “{old.name}” is required"
        )
        self.add_lasting()

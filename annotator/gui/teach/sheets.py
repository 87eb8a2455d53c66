"""The dialogs of what goes out to a class: grades, feedback sheets, handouts."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QWidget

from annotator.gui.dialogs.parts import Choices, Rows, Sheet
from annotator.gui.widgets.choices import Segmented
from annotator.project.grading import POINTS, GradeFormat
from annotator.teach.paper import PaperSize, usual_in
from annotator.territory import territory


class GradesSheet(Sheet):
    """Asks for which platform grades are; `given` carries the format and what can be reached."""

    given = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 560, parent)
        self.setWindowTitle(self.tr("Save grades"))
        self.heading(self.tr("Save grades"))
        self.form = Choices(self.tr("For"))
        self.form.add(
            GradeFormat.MOODLE,
            self.tr("Moodle"),
            "",
            self.tr("Students by ID number or email address, as your class list has them."),
        )
        self.form.add(
            GradeFormat.CANVAS,
            self.tr("Canvas"),
            "",
            self.tr("With a row of points possible; keep the name of the assignment."),
        )
        self.form.add(
            GradeFormat.CSV,
            self.tr("A spreadsheet"),
            "",
            self.tr("All figures, by pseudonym and name."),
        )
        self.out_of = QDoubleSpinBox()
        self.out_of.setRange(0.5, 10_000)
        self.out_of.setDecimals(1)
        self.out_of.setValue(POINTS)
        self.out_of.setAccessibleName(self.tr("Points that can be reached"))
        rows = Rows()
        rows.add(self.tr("For"), self.form, high=True)
        rows.add(self.tr("Out of"), self.out_of)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Save…"))
        self.accepted.connect(lambda: self.given.emit(self.form.current(), self.out_of.value()))
        self.fit()


class PaperChoice(Segmented):
    """Asks for the paper that pages are to be on; the usual one is chosen until another is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        sizes = ((PaperSize.A4, self.tr("A4")), (PaperSize.LETTER, self.tr("Letter")))
        super().__init__(sizes, self.tr("Paper"), parent)
        self._size = usual_in(territory())
        self.set_value(self._size)
        self.changed.connect(self._take)

    @property
    def size_chosen(self) -> PaperSize:
        """The paper."""
        return self._size

    def suit(self, form: str) -> None:
        """Ask only where a file of this form has pages of one size."""
        of_any = form == "html"
        self.setEnabled(not of_any)
        self.setToolTip(self.tr("A browser prints on whatever paper is there.") if of_any else "")

    def _take(self, value: object) -> None:
        if isinstance(value, PaperSize):
            self._size = value
        else:  # pressed once more: one of them is always chosen
            self.set_value(self._size)


@dataclass(frozen=True, slots=True)
class SheetsWish:
    """How feedback sheets are to be: `form` is pdf or html, `named` with the roster's names."""

    form: str
    named: bool = False
    size: PaperSize = PaperSize.A4


class SheetsSheet(Sheet):
    """Asks how feedback sheets are to be; `given` carries a SheetsWish."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 520, parent)
        self.setWindowTitle(self.tr("Feedback sheets"))
        self.heading(self.tr("Feedback sheets"))
        self.form = Choices(self.tr("As"))
        self.form.add("pdf", self.tr("PDF"), "", self.tr("To print or to send."))
        self.form.add("html", self.tr("Web pages"), "", self.tr("One file each, opened offline."))
        self.named = QCheckBox(self.tr("With names from the roster, not pseudonyms"))
        self.paper = PaperChoice()
        rows = Rows()
        rows.add(self.tr("As"), self.form, high=True)
        rows.add(self.tr("Paper"), self.paper)
        rows.add("", self.named)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Choose a folder…"))
        self.form.changed.connect(self.paper.suit)
        self.accepted.connect(self._give)
        self.fit()

    def _give(self) -> None:
        named, size = self.named.isChecked(), self.paper.size_chosen
        self.given.emit(SheetsWish(self.form.current(), named, size))


@dataclass(frozen=True, slots=True)
class HandoutWish:
    """How a handout is to be: `form` is pdf, docx or html."""

    form: str
    key: bool
    codebook: bool
    size: PaperSize = PaperSize.A4


class HandoutSheet(Sheet):
    """Asks how the handout is to be; `given` carries a HandoutWish."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 560, parent)
        self.setWindowTitle(self.tr("Handout"))
        self.heading(self.tr("Handout"))
        self.which = Choices(self.tr("Which"))
        self.which.add(
            "blank",
            self.tr("For students"),
            "",
            self.tr("Numbered lines, a margin for notes, nothing marked."),
        )
        self.which.add(
            "key", self.tr("With key"), "", self.tr("What is to be found, and why, for you.")
        )
        self.form = Choices(self.tr("As"))
        for key, name in (("pdf", "PDF"), ("docx", "DOCX"), ("html", "HTML")):
            self.form.add(key, name)
        self.paper = PaperChoice()
        self.codebook = QCheckBox(self.tr("With the codebook on a page of its own"))
        self.codebook.setChecked(True)
        rows = Rows()
        rows.add(self.tr("Which"), self.which, high=True)
        rows.add(self.tr("As"), self.form, high=True)
        rows.add(self.tr("Paper"), self.paper)
        rows.add("", self.codebook)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Save…"))
        self.form.changed.connect(self.paper.suit)
        self.accepted.connect(self._give)
        self.fit()

    def _give(self) -> None:
        wish = HandoutWish(
            self.form.current(),
            self.which.current() == "key",
            self.codebook.isChecked(),
            self.paper.size_chosen,
        )
        self.given.emit(wish)

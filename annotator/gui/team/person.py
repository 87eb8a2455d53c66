"""One annotator: name, kind and colour, added or changed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.core.model import Annotator, AnnotatorKind
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.team.words import kind_name
from annotator.gui.theme import LanePattern
from annotator.gui.widgets.colour_row import ColourRow
from annotator.gui.widgets.inputs import Combo

OFFERED = (AnnotatorKind.PERSON, AnnotatorKind.KEY, AnnotatorKind.MODEL)
"""The kinds to choose from; gold is made by adjudication."""


class PersonSheet(Sheet):
    """Asks who it is; `given` carries an Annotator, whose id is empty if they are new."""

    given = Signal(object)

    def __init__(
        self,
        known: Annotator,
        taken: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        """`taken` are the names of the others, in small letters."""
        super().__init__("", 460, parent)
        self._known = known
        self._taken = taken
        title = self.tr("Change {name}").format(name=known.name) if known.id else ""
        self.setWindowTitle(title or self.tr("Add a person"))
        self.heading(title or self.tr("Add a person"))
        self.name = QLineEdit(known.name)
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(self.tr("A pseudonym will do"))
        self.problem = Sentence(self.name)
        self.kind = Combo()
        kinds = OFFERED if known.kind in OFFERED else (known.kind,)
        for kind in kinds:
            self.kind.addItem(kind_name(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(known.kind))
        self.kind.setEnabled(len(kinds) > 1)
        self.about = Sentence(self.kind)
        self.colour = ColourRow(self.tr("Colour"))
        self.colour.show_value(known.colour, LanePattern.SOLID)
        rows = Rows(72)
        rows.add(self.tr("Name"), self.name, self.problem)
        rows.add(self.tr("Kind"), self.kind, self.about)
        rows.add(self.tr("Colour"), self.colour)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Change") if known.id else self.tr("Add"))
        self.name.textChanged.connect(self._check)
        self.kind.currentIndexChanged.connect(self._check)
        self.accepted.connect(self._give)
        self._check()
        self.name.setFocus()
        self.name.selectAll()

    def _check(self) -> None:
        name = " ".join(self.name.text().split())
        problem = ""
        if name.casefold() in self._taken:
            problem = self.tr("There is somebody of this name already.")
        self.problem.say(problem, "danger")
        self.primary.setEnabled(bool(name) and not problem)
        kind = AnnotatorKind(str(self.kind.currentData()))
        self.about.say(
            {
                AnnotatorKind.PERSON: self.tr("Annotates, and is compared with the others."),
                AnnotatorKind.KEY: self.tr("Holds the right answers for training."),
                AnnotatorKind.MODEL: self.tr("A program whose labels came in by an import."),
                AnnotatorKind.GOLD: self.tr("Holds what was decided in Adjudicate."),
            }[kind]
        )

    def _give(self) -> None:
        self.given.emit(
            Annotator(
                self._known.id,
                " ".join(self.name.text().split()),
                AnnotatorKind(str(self.kind.currentData())),
                self.colour.value() or self._known.colour,
            )
        )

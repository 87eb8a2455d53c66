"""Which labels and articles go out: by tag, annotator, state and metadata; folded until wanted."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.core.labels import shortened
from annotator.core.model import PROPERTIES, AnnotatorKind, State
from annotator.gui.dialogs.parts import Rows
from annotator.gui.dialogs.picks import Picks
from annotator.gui.properties import property_name
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import IconButton
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.states import state_name
from annotator.project import Project
from annotator.project.selecting import Selection

_ASKED = ("outlet", "author", "date", "language", "genre", "event")
_MOST_VALUES = 500


class Conditions(QWidget):
    """Properties that articles must have: a line for each, "Outlet", "is", "The Courier"."""

    changed = Signal()

    def __init__(self, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._names = [*_ASKED, *project.store.extra_names()]
        self._lines: list[tuple[Combo, Combo]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(current_theme().px(6))
        self.more = IconButton("plus", self.tr("Another condition"), 15)
        self.more.clicked.connect(self._add)
        self._add()

    def asked(self) -> dict[str, str]:
        """The value that each property must have; a line without a value asks for nothing."""
        lines = [(str(name.currentData()), value.currentText()) for name, value in self._lines]
        return {name: value.strip() for name, value in lines if value.strip()}

    def _add(self) -> None:
        used = {name.currentData() for name, _ in self._lines}
        name, value = Combo(narrow=True), Combo(narrow=True)
        for key in self._names:
            name.addItem(property_name(key), key)
        free = next((key for key in self._names if key not in used), self._names[0])
        name.setCurrentIndex(name.findData(free))
        name.setAccessibleName(self.tr("Property"))
        value.setEditable(True)
        value.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        typed = value.lineEdit()
        if typed is not None:
            typed.setPlaceholderText(self.tr("Any"))
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(8))
        self._box.addLayout(row)  # empty: see dialogs.parts.Sheet
        row.addWidget(name, 2)
        row.addWidget(value, 3)
        row.addWidget(self.more)
        self._lines.append((name, value))
        self.more.setEnabled(len(self._lines) < len(self._names))
        offer = partial(self._offer, len(self._lines) - 1)
        name.currentIndexChanged.connect(offer)
        value.editTextChanged.connect(self.changed)
        offer()

    def _offer(self, line: int, _index: int = 0) -> None:
        """Offer the values that the line's property has in the project."""
        name, value = self._lines[line]
        key = str(name.currentData())
        value.setAccessibleName(self.tr("{property} is").format(property=property_name(key)))
        value.clear()
        if key in PROPERTIES:
            counts = self._project.store.counts_by(key)[:_MOST_VALUES]
            value.addItems([shown for shown, _ in counts if shown])
        value.setCurrentIndex(-1)
        value.clearEditText()


class ExportFilter(QWidget):
    """A button that says what is chosen, and unfolds to the fields in which it is.

    `changed` comes when something else is chosen, `unfolded` when the widget's height changed.
    """

    changed = Signal()
    unfolded = Signal()

    def __init__(self, project: Project, seen_by: str = "", parent: QWidget | None = None) -> None:
        """`seen_by` is the id of who exports: what they may not see yet stays where it is."""
        super().__init__(parent)
        self._seen_by = seen_by
        self.button = IconButton("chevron-right", "", 15)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tags = Picks(self.tr("All tags"))
        self.annotators = Picks(self.tr("All annotators"))
        self.states = Picks(self.tr("Any state"))
        self.where = Conditions(project)
        self.tags.offer((tag.key, tag.name) for tag in project.codebook.tags)
        self.annotators.offer(
            (it.id, self._called(it.name, it.kind)) for it in project.annotators()
        )
        self.states.offer((state, state_name(state)) for state in State)
        self._fields = QWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._fields)
        rows = Rows(90)
        self._fields.setLayout(rows)
        rows.setContentsMargins(0, current_theme().px(6), 0, 0)
        rows.add(self.tr("Tags"), self.tags)
        rows.add(self.tr("Labels of"), self.annotators)
        rows.add(self.tr("States"), self.states)
        rows.add(self.tr("Articles with"), self.where, high=True)
        self._fields.hide()
        self.setFocusProxy(self.button)
        self.button.toggled.connect(self._unfold)
        for field in (self.tags, self.annotators, self.states, self.where):
            field.changed.connect(self._changed)
        self._say()

    def _called(self, name: str, kind: AnnotatorKind) -> str:
        if kind is AnnotatorKind.GOLD:
            return self.tr("{name} (adjudicated)").format(name=name)
        return name

    def selection(self, articles: tuple[str, ...] | None) -> Selection:
        """What goes out of these articles; None stands for all."""
        return Selection(
            articles=articles,
            annotators=tuple(map(str, self.annotators.picked())),
            tags=tuple(map(str, self.tags.picked())),
            states=tuple(State(str(state)) for state in self.states.picked()),
            where=self.where.asked(),
            seen_by=self._seen_by,
        )

    def words(self) -> str:
        """What is chosen, in words."""
        where = [f"{property_name(key)}: {value}" for key, value in self.where.asked().items()]
        parts = [self.tags.words(), self.annotators.words(), self.states.words(), *where]
        return " · ".join(filter(None, parts))

    def _unfold(self, unfolded: bool) -> None:
        self.button.draw("chevron-down" if unfolded else "chevron-right")
        self._fields.setVisible(unfolded)
        self._say()
        self.unfolded.emit()

    def _changed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = self.words() or self.tr("Every tag, annotator and state")
        self.button.setText(shortened(words, 40).replace("&", "&&"))
        self.button.setAccessibleName(self.tr("Only: {words}").format(words=words))
        self.button.setToolTip(words)

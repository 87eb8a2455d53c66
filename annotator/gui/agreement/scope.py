"""What is compared: annotators, a batch, a version of the codebook, the articles of a search."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from annotator.core.model import Annotator
from annotator.gui.dialogs.picks import Picks
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import emptied
from annotator.gui.widgets.inputs import Combo

if TYPE_CHECKING:
    from annotator.project.measuring import Choice

_LEAST = 2


class ScopeBar(QWidget):
    """One line of fields; `changed` comes with every choice. What offers no choice is not there."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(current_theme().px(8))
        self._known: tuple[object, ...] = ()
        self.people: Picks | None = None
        self.batches: Combo | None = None
        self.versions: Combo | None = None
        self.query = QLineEdit(self)
        self.query.setProperty("role", "search")
        self.query.setPlaceholderText(self.tr("Only articles with…"))
        self.query.setAccessibleName(self.tr("Only articles that a search finds"))
        self.query.setClearButtonEnabled(True)
        self.query.setMaximumWidth(current_theme().px(260))
        self.query.editingFinished.connect(self._searched)
        self._asked = ""

    def offer(self, people: list[Annotator], batches: list[str], versions: list[int]) -> None:
        """Offer these to choose from; a choice made before goes where they are others."""
        known = (tuple(people), tuple(batches), tuple(versions))
        if known == self._known:
            return
        self._known = known
        self._row.removeWidget(self.query)
        emptied(self._row)
        self.people = self.batches = self.versions = None
        if len(people) > _LEAST:
            self.people = Picks(self.tr("Everyone"))
            self.people.setAccessibleName(self.tr("Whom to compare"))
            self.people.offer((each.id, each.name) for each in people)
            self.people.changed.connect(self.changed)
            self._row.addWidget(self.people)
        if batches:
            self.batches = self._combo(self.tr("Batch"), self.tr("All batches"))
            for name in batches:
                self.batches.addItem(name, name)
        if len(versions) >= _LEAST:
            self.versions = self._combo(self.tr("Codebook version"), self.tr("All versions"))
            for number in versions:
                name = self.tr("Codebook version {n}").format(n=number)
                self.versions.addItem(name, number)
        self._row.addWidget(self.query, 1)
        self._row.addStretch(1)

    def _combo(self, name: str, everything: str) -> Combo:
        combo = Combo()
        combo.setAccessibleName(name)
        combo.addItem(everything, None)
        combo.activated.connect(self.changed)
        self._row.addWidget(combo)
        return combo

    def _searched(self) -> None:
        if self.query.text().strip() != self._asked:
            self._asked = self.query.text().strip()
            self.changed.emit()

    @property
    def is_narrowed(self) -> bool:
        """Whether less than all is chosen."""
        chosen = self.choice()
        return bool(chosen.annotators or chosen.batch or chosen.query or chosen.version)

    def choice(self) -> "Choice":
        """What is chosen."""
        from annotator.project.measuring import Choice

        batch = self.batches.currentData() if self.batches else None
        version = self.versions.currentData() if self.versions else None
        picked = [str(each) for each in self.people.picked()] if self.people else []
        return Choice(tuple(picked), batch or "", self.query.text().strip(), version or 0)

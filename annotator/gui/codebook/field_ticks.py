"""Which fields of the codebook a tag asks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.model import Field, Tag
from annotator.gui.codebook.form import Tick
from annotator.gui.widgets.basic import label


class FieldTicks(QWidget):
    """The fields of the codebook, ticked where the tag asks them.

    The Tab key comes to them from `after`.
    """

    finished = Signal()

    def __init__(self, name: str, after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._after = after
        self.setAccessibleName(name)
        self._ticks: dict[str, Tick] = {}
        self._last = ("", False)
        self._none = label(
            self.tr("The codebook has no fields yet; make some under “Fields”."), tone="muted"
        )
        self._none.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._none)

    @property
    def pending(self) -> bool:
        """A tick never waits."""
        return False

    def settle(self) -> None:
        """A tick is complete as soon as it is made."""

    def value(self) -> tuple[str, bool]:
        """The field that was ticked or unticked last, and which of the two."""
        return self._last

    def tick(self, key: str) -> Tick:
        """The tick of the field with this key."""
        return self._ticks[key]

    def show_value(self, fields: tuple[Field, ...], tag: Tag) -> None:
        """Show which of the fields the tag asks."""
        if [(key, tick.words) for key, tick in self._ticks.items()] != [
            (field.key, field.name) for field in fields
        ]:
            self._remake(fields)
        for key, tick in self._ticks.items():
            tick.show_value(key in tag.fields)

    def _remake(self, fields: tuple[Field, ...]) -> None:
        for tick in self._ticks.values():
            self._box.removeWidget(tick)
            tick.deleteLater()
        self._ticks = {}
        for field in fields:
            tick = Tick(field.name)
            tick.setProperty("field_key", field.key)
            tick.finished.connect(self._ticked)
            self._box.addWidget(tick)
            self._ticks[field.key] = tick
        self._none.setVisible(not fields)
        # A fresh widget comes last for the Tab key, wherever it stands.
        before = self._after
        for tick in self._ticks.values():
            QWidget.setTabOrder(before, tick)
            before = tick

    def _ticked(self) -> None:
        tick = self.sender()
        if isinstance(tick, Tick):
            self._last = (str(tick.property("field_key")), tick.value())
            self.finished.emit()

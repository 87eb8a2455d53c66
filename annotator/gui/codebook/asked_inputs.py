"""The inputs that only a field or a question has: an end of a scale, and when it is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.core.model import Condition, Field, Kind
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.inputs import Combo, LineInput, NumberInput


class EndInput(QWidget):
    """One end of a scale: its number, and what that is called."""

    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.number_input = NumberInput(name)
        self.name_input = LineInput(self.tr("{end} is called").format(end=name))
        self.name_input.setPlaceholderText(self.tr("is called…"))
        self.setFocusProxy(self.number_input)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self.number_input)
        row.addWidget(self.name_input, 1)
        self.number_input.finished.connect(self.finished)
        self.name_input.finished.connect(self.finished)

    @property
    def pending(self) -> bool:
        """Whether something else is typed than is stored."""
        return self.number_input.pending or self.name_input.pending

    def settle(self) -> None:
        """Complete what is being typed."""
        if self.pending:
            self.finished.emit()

    def number(self) -> int:
        """The number."""
        return self.number_input.value()

    def name(self) -> str:
        """What it is called."""
        return self.name_input.value()

    def show_value(self, number: int, name: str) -> None:
        """Show what is stored."""
        self.number_input.show_value(number)
        self.name_input.show_value(name)


class WhenInput(QWidget):
    """When a field or question is asked: always, or only where another has a certain value."""

    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.other = Combo(name, narrow=True)
        self.choice = Combo(self.tr("is"), narrow=True)
        self.text = LineInput(self.tr("is"))
        self._is = label(self.tr("is"), tone="muted")
        self._others: dict[str, Field] = {}
        self.setFocusProxy(self.other)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self.other, 3)
        row.addWidget(self._is)
        row.addWidget(self.choice, 2)
        row.addWidget(self.text, 2)
        self.other.finished.connect(self._choose)
        self.choice.finished.connect(self.finished)
        self.text.finished.connect(self.finished)

    @property
    def pending(self) -> bool:
        """Whether a value is being typed."""
        return not self.text.isHidden() and self.text.pending

    def settle(self) -> None:
        """Complete what is being typed."""
        if self.pending:
            self.finished.emit()

    def value(self) -> Condition | None:
        """The condition, or None for always."""
        other = self._others.get(str(self.other.value()))
        if other is None:
            return None
        if other.kind is Kind.TEXT:
            return Condition(other.key, self.text.value())
        value = self.choice.value()
        return Condition(other.key, value if isinstance(value, str | int) else "")

    def show_value(self, when: Condition | None, others: list[Field]) -> None:
        """Show what is stored; `others` are what it may depend on."""
        self._others = {item.key: item for item in others}
        always = [("", self.tr("Always"))]
        only = self.tr("Only if “{name}”")
        self.other.offer([*always, *((it.key, only.format(name=it.name)) for it in others)])
        self.other.show_value(when.field if when else "")
        typed = when is not None and self._others[when.field].kind is Kind.TEXT
        self.text.show_value(str(when.value) if when is not None and typed else "")
        self._arrange()
        if when is not None:
            self.choice.show_value(when.value)

    def _choose(self) -> None:
        self._arrange()
        self.finished.emit()

    def _arrange(self) -> None:
        other = self._others.get(str(self.other.value()))
        self._is.setVisible(other is not None)
        self.text.setVisible(other is not None and other.kind is Kind.TEXT)
        self.choice.setVisible(other is not None and other.kind is not Kind.TEXT)
        self.choice.offer(_answers(other, self.tr("Yes"), self.tr("No")) if other else [])


def _answers(item: Field, yes: str, no: str) -> list[tuple[object, str]]:
    match item.kind:
        case Kind.YES_NO:
            return [(True, yes), (False, no)]
        case Kind.CHOICE:
            return [(option.key, option.name) for option in item.options]
        case Kind.SCALE:
            return [(number, str(number)) for number in range(item.low, item.high + 1)]
        case _:
            return []

"""The editor of one field, and what it shares with the one of a question."""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.core.codebook_changes import (
    Part,
    asked_item,
    asked_items,
    named,
    options_named,
    replaced_item,
)
from annotator.core.model import Codebook, Condition, Field, Kind, Level, Value
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.places import keys_of
from annotator.gui.codebook.words import counted, kind_name, kind_words
from annotator.gui.inputs import Combo, KeyInput, LineInput, NumberInput, TextInput
from annotator.gui.theme import current_theme
from annotator.gui.widgets import label

_DETECTS = {Kind.YES_NO: "quotation", Kind.TEXT: "speaker"}


class AskedEditor(ItemEditor):
    """Edits what a field and a question have in common: what is asked, and what may be answered."""

    part: ClassVar[Part] = Part.FIELDS

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.heading.swatch.hide()
        self.heading.add_button("codebook.delete", self.tr("Delete"))
        self.name = self.called = LineInput(self.tr("Name"))
        self.kind = Combo(self.tr("Kind"), narrow=True)
        self.kind.offer([(kind, kind_name(kind)) for kind in Kind])
        self.options = TextInput(self.tr("Options"), 3)
        self.low = EndInput(self.tr("Lowest"))
        self.high = EndInput(self.tr("Highest"))
        self.level = Combo(self.tr("Compared as"), narrow=True)
        self.level.offer(
            [
                (Level.NOMINAL, self.tr("Alike or not")),
                (Level.ORDINAL, self.tr("In an order")),
                (Level.INTERVAL, self.tr("Evenly spaced numbers")),
            ]
        )
        self.help = TextInput(self.tr("Help"))
        self.when = WhenInput(self.tr("Asked"))
        self.lasting = KeyInput(self.tr("Key in files"))
        self._add_what()
        self._add_values()
        self._add_when()

    def _add_what(self) -> None:
        self.add(
            self.tr("Name"),
            self.name,
            "Rename “{old.name}” to “{new.name}”",
            lambda item: self.name.show_value(item.name),
            lambda item: named(item, self.name.value(), keys_of(self.book.codebook, self.part)),
        )
        self._kind_row = self.add(
            self.tr("Kind"),
            self.kind,
            "Kind of “{old.name}”: {new.kind}",
            lambda item: self.kind.show_value(item.kind),
            lambda item: of_kind(item, Kind(str(self.kind.value()))),
        )
        self.kind.finished.connect(self._arrange)

    def _add_values(self) -> None:
        self._options_row = self.add(
            self.tr("Options"),
            self.options,
            "Options of “{old.name}”",
            lambda item: self.options.show_value("\n".join(it.name for it in item.options)),
            self._with_options,
            self.tr("One a line."),
        )
        self._low_row = self.add(
            self.tr("Lowest"),
            self.low,
            "Scale of “{old.name}”: from {new.low} to {new.high}",
            lambda item: self.low.show_value(item.low, item.low_name),
            lambda item: replace(item, low=self.low.number(), low_name=self.low.name()),
        )
        self._high_row = self.add(
            self.tr("Highest"),
            self.high,
            "Scale of “{old.name}”: from {new.low} to {new.high}",
            lambda item: self.high.show_value(item.high, item.high_name),
            lambda item: replace(item, high=self.high.number(), high_name=self.high.name()),
        )
        self._level_row = self.add(
            self.tr("Compared as"),
            self.level,
            "Level of “{old.name}”: {new.measured}",
            lambda item: self.level.show_value(item.measured),
            self._with_level,
            self.tr("How far apart two annotators are who differ."),
        )

    def _add_when(self) -> None:
        self.add_value(
            self.tr("Help"),
            "help",
            self.help,
            "Help of “{old.name}”",
            self.tr("Shown while annotating."),
        )
        self.add(
            self.tr("Asked"),
            self.when,
            "When “{old.name}” is asked",
            lambda item: self.when.show_value(
                item.when,
                [it for it in asked_items(self.book.codebook, self.part) if it.key != item.key],
            ),
            lambda item: replace(item, when=self.when.value()),
        )

    def add_lasting(self) -> None:
        """Add the row of the key in files, which stands last."""
        self._lasting_row = self.add_value(
            self.tr("Key in files"), "key", self.lasting, "Key in files of “{old.name}”: {new.key}"
        )

    # ------------------------------------------------------------------ the field or question

    def item(self) -> Field | None:
        return asked_item(self.book.codebook, self.part, self.key)

    def replaced(self, changed: Any) -> Codebook:
        return replaced_item(self.book.codebook, self.part, self.key, changed)

    def hindrance(self, before: Any, changed: Any) -> str:
        if changed.kind is Kind.CHOICE and not changed.options and before.kind is not Kind.CHOICE:
            return self.tr("Write the options below, one a line; then it is a choice.")
        if changed.when is not None and changed.when.value == "":
            return self.tr("Write the answer that it waits for.")
        return ""

    def show_around(self, item: Any) -> None:
        held = sum(self.book.usage.held(self.part, item.key).values())
        self.heading.show_words(item.name, " · ".join(self.facts(item, held)))
        self.lasting.hold(held=bool(held))
        self._lasting_row.help_with(
            self.tr("Values are kept under this key, so it stays as it is.")
            if held
            else self.tr("What files call it; it stays once there are values.")
        )
        if self.kind.value() == item.kind:
            self._kind_row.say("")
        self._arrange()

    def facts(self, item: Field, held: int) -> list[str]:
        """What the line below the name says."""
        values = counted(held, self.tr("1 answer"), self.tr("{n} answers"))
        return [kind_words(item), values if held else self.tr("no answers yet")]

    def _arrange(self) -> None:
        """Show the rows that this kind of value needs."""
        kind = self.kind.value()
        self._options_row.setVisible(kind == Kind.CHOICE)
        for row in (self._low_row, self._high_row):
            row.setVisible(kind == Kind.SCALE)
        self._level_row.setVisible(kind in (Kind.CHOICE, Kind.SCALE))

    def _with_options(self, item: Field) -> Field:
        if not self.options.pending:
            return item
        names = [line.strip() for line in self.options.value().splitlines() if line.strip()]
        held: set[Value] = set(self.book.usage.held(self.part, item.key))
        others = asked_items(self.book.codebook, self.part)
        held |= {it.when.value for it in others if it.when and it.when.field == item.key}
        return replace(item, kind=Kind.CHOICE, options=options_named(names, item.options, held))

    def _with_level(self, item: Field) -> Field:
        implied = replace(item, level=None)
        level = self.level.value()
        return implied if level == implied.measured else replace(item, level=Level(str(level)))


class FieldEditor(AskedEditor):
    """Edits a field that tags ask of their labels."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.detect = Combo(self.tr("Filled in"), narrow=True)
        self._detect_row = self.add_value(
            self.tr("Filled in"), "detect", self.detect, "How “{old.name}” is filled in"
        )
        self.add_lasting()

    def facts(self, item: Field, held: int) -> list[str]:
        count = sum(item.key in tag.fields for tag in self.book.codebook.tags)
        asked = counted(count, self.tr("asked by 1 tag"), self.tr("asked by {n} tags"))
        used = counted(held, self.tr("1 label has a value"), self.tr("{n} labels have a value"))
        words = [kind_words(item), asked if count else self.tr("asked by no tag")]
        return [*words, used] if held else words

    def show_around(self, item: Any) -> None:
        super().show_around(item)
        texts = {
            "quotation": self.tr("From the quotation marks around the words"),
            "speaker": self.tr("With the speaker of the quotation"),
        }
        fitting = _DETECTS.get(item.kind, "")
        self._detect_row.setVisible(bool(fitting))
        self.detect.offer([("", self.tr("By hand")), (fitting, texts.get(fitting, ""))])
        self.detect.show_value(item.detect)


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


def of_kind(item: Field, kind: Kind) -> Field:
    """The field or question with another kind of value, without what only its old kind had."""
    options = item.options if kind is Kind.CHOICE else ()
    detect = item.detect if _DETECTS.get(kind) == item.detect else ""
    return replace(item, kind=kind, options=options, detect=detect)


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

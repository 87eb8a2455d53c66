"""What the editors of a field and of a question have in common."""

from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from annotator.core.codebook_changes import (
    Part,
    asked_item,
    asked_items,
    named,
    options_named,
    replaced_item,
)
from annotator.core.model import Codebook, Field, Kind, Level, Value
from annotator.gui.codebook.asked_inputs import EndInput, WhenInput
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.places import keys_of
from annotator.gui.codebook.words import counted, kind_name, kind_words
from annotator.gui.widgets.inputs import Combo, KeyInput, LineInput, TextInput

DETECTS = {Kind.YES_NO: "quotation", Kind.TEXT: "speaker"}
"""What may fill in a field of this kind beforehand."""


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


def of_kind(item: Field, kind: Kind) -> Field:
    """The field or question with another kind of value, without what only its old kind had."""
    options = item.options if kind is Kind.CHOICE else ()
    detect = item.detect if DETECTS.get(kind) == item.detect else ""
    return replace(item, kind=kind, options=options, detect=detect)

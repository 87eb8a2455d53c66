"""The editor of one tag."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.codebook_changes import replaced_tag, restored_tag, with_asking
from annotator.core.model import Codebook, Field, Tag
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.colours import ColourRow
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.form import Row, Tick
from annotator.gui.codebook.inputs import ExamplesInput, LineInput, ShortcutInput, TextInput
from annotator.gui.theme import lane_pattern
from annotator.gui.widgets import label


class TagEditor(ItemEditor):
    """Edits a tag: what it is called, looks like, means and asks."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.heading.add_button("codebook.new-tag-inside", self.tr("New tag inside"))
        self._retire = self.heading.add_button("codebook.retire", self.tr("Retire"))
        self.name = LineInput(self.tr("Name"))
        self.shortcut = ShortcutInput(self.tr("Key"))
        self.colour = ColourRow(self.tr("Colour"))
        self.definition = TextInput(self.tr("Definition"), 3)
        self.test = TextInput(self.tr("Test question"))
        self.examples = ExamplesInput(self.tr("Examples"), 3)
        self.counter_examples = ExamplesInput(self.tr("Counter-examples"))
        self.asks = FieldTicks(self.tr("Asks"))
        self.lasting = LineInput(self.tr("Key in files"))
        self.retired = Tick(self.tr("Retired: its labels stay, new ones cannot be made"))
        self._add_looks()
        self._add_meaning()
        self._add_rest()

    def _add_looks(self) -> None:
        self.add(
            Row(
                self.tr("Name"),
                self.name,
                lambda tag: self.name.show_value(tag.name),
                lambda tag: replace(tag, name=self.name.value()),
                lambda tag, new: f"Rename tag “{tag.name}” to “{new.name}”",
            )
        )
        self.add(
            Row(
                self.tr("Key"),
                self.shortcut,
                lambda tag: self.shortcut.show_value(tag.shortcut),
                lambda tag: replace(tag, shortcut=self.shortcut.value()),
                lambda tag, new: f"Key of “{tag.name}”: {new.shortcut or 'none'}",
                self.tr("Press the key that gives this tag; Delete leaves it without one."),
            )
        )
        self.add(
            Row(
                self.tr("Colour"),
                self.colour,
                self._show_colour,
                lambda tag: replace(tag, colour=self.colour.value()),
                lambda tag, new: f"Colour of “{tag.name}”: {new.colour}",
            )
        )

    def _add_meaning(self) -> None:
        marks = self.tr("One a line, with *asterisks* around the words to mark.")
        self.definition.setPlaceholderText(self.tr("What does the tag mark, and why does it load?"))
        self.test.setPlaceholderText(self.tr("What to ask oneself when in doubt"))
        self.add(
            Row(
                self.tr("Definition"),
                self.definition,
                lambda tag: self.definition.show_value(tag.definition),
                lambda tag: replace(tag, definition=self.definition.value()),
                lambda tag, _: f"Definition of “{tag.name}”",
            )
        )
        self.add(
            Row(
                self.tr("Test question"),
                self.test,
                lambda tag: self.test.show_value(tag.test),
                lambda tag: replace(tag, test=self.test.value()),
                lambda tag, _: f"Test question of “{tag.name}”",
            )
        )
        self.add(
            Row(
                self.tr("Examples"),
                self.examples,
                lambda tag: self.examples.show_examples(tag.examples),
                lambda tag: replace(tag, examples=self.examples.examples()),
                lambda tag, _: f"Examples of “{tag.name}”",
                marks,
            )
        )
        self.add(
            Row(
                self.tr("Counter-examples"),
                self.counter_examples,
                lambda tag: self.counter_examples.show_examples(tag.counter_examples),
                lambda tag: replace(tag, counter_examples=self.counter_examples.examples()),
                lambda tag, _: f"Counter-examples of “{tag.name}”",
                self.tr("What looks like this tag and is not; one a line."),
            )
        )

    def _add_rest(self) -> None:
        self.add(
            Row(
                self.tr("Asks"),
                self.asks,
                lambda tag: self.asks.show_value(self.book.codebook.fields, tag),
                lambda tag: self._asking(tag),
                lambda tag, _: f"Fields of “{tag.name}”",
            )
        )
        self._lasting_row = self.add(
            Row(
                self.tr("Key in files"),
                self.lasting,
                lambda tag: self.lasting.show_value(tag.key),
                lambda tag: replace(tag, key=self.lasting.value()),
                lambda tag, new: f"Key in files of “{tag.name}”: {new.key}",
            )
        )
        self.add(
            Row(
                self.tr("On offer"),
                self.retired,
                lambda tag: self.retired.show_value(tag.retired),
                self._retiring,
                lambda tag, new: f"{'Retire' if new.retired else 'Bring back'} “{tag.name}”",
            )
        )

    # ------------------------------------------------------------------ the tag

    def item(self) -> Tag | None:
        return self.book.codebook.tag(self.key)

    def replaced(self, changed: Any) -> Codebook:
        return replaced_tag(self.book.codebook, self.key, changed)

    def hindrance(self, before: Any, changed: Any) -> str:
        key = changed.shortcut.casefold()
        if changed.shortcut == before.shortcut or not key:
            return ""
        if key in self.book.reserved:
            words = self.tr("“{key}” is a key of the program itself; choose another one.")
            return words.format(key=changed.shortcut)
        for tag in self.book.codebook.offered:
            if tag.key != before.key and tag.shortcut.casefold() == key:
                words = self.tr("“{key}” gives “{name}” already; choose another one.")
                return words.format(key=changed.shortcut, name=tag.name)
        return ""

    def show_around(self, item: Any) -> None:
        count = self.book.usage.tags[item.key]
        used = self.tr("1 label") if count == 1 else self.tr("{n} labels").format(n=f"{count:,}")
        note = used if count else self.tr("No labels yet")
        if item.retired:
            note = self.tr("Retired · {note}").format(note=note)
        self.heading.show_words(item.name, note)
        self.heading.swatch.show_tag(item.colour, self._pattern(item), item.name)
        self._retire.setText(self.tr("Bring back") if item.retired else self.tr("Retire"))
        self.lasting.setEnabled(not count)
        self._lasting_row.help_with(
            self.tr("Labels use this key, so it stays as it is.")
            if count
            else self.tr("What files call the tag; it stays once there are labels.")
        )

    def _pattern(self, tag: Tag) -> Any:
        return lane_pattern(self.book.codebook.tags.index(tag))

    def _show_colour(self, tag: Tag) -> None:
        self.colour.show_value(tag.colour, self._pattern(tag))

    def _retiring(self, tag: Tag) -> Tag:
        if self.retired.value():
            return replace(tag, retired=True)
        return restored_tag(self.book.codebook, tag.key).tag(tag.key) or tag

    def _asking(self, tag: Tag) -> Tag:
        field, asks = self.asks.value()
        after = with_asking(self.book.codebook, tag.key, field, asks=asks)
        return after.tag(tag.key) or tag


class FieldTicks(QWidget):
    """The fields of the codebook, ticked where the tag asks them."""

    finished = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        if [(key, tick.text()) for key, tick in self._ticks.items()] != [
            (field.key, field.name.replace("&", "&&")) for field in fields
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

    def _ticked(self) -> None:
        tick = self.sender()
        if isinstance(tick, Tick):
            self._last = (str(tick.property("field_key")), tick.value())
            self.finished.emit()

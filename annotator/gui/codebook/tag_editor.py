"""The editor of one tag."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from annotator.core.codebook_changes import Part, named, replaced_tag, restored_tag, with_asking
from annotator.core.codebook_succession import can_go, can_take
from annotator.core.model import Codebook, Scope, Tag
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.field_ticks import FieldTicks
from annotator.gui.codebook.form import Tick
from annotator.gui.codebook.places import keys_of
from annotator.gui.codebook.words import became_words, labels, sentence
from annotator.gui.theme import LanePattern, lane_pattern
from annotator.gui.widgets.colour_row import ColourRow
from annotator.gui.widgets.inputs import (
    Combo,
    ExamplesInput,
    KeyInput,
    LineInput,
    ShortcutInput,
    TextInput,
)


class TagEditor(ItemEditor):
    """Edits a tag: what it is called, looks like, means and asks."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(book, parent)
        self.heading.add_button("codebook.new-tag-inside", self.tr("New tag inside"))
        self._merge = self.heading.add_button("codebook.merge", self.tr("Merge…"))
        self._split = self.heading.add_button("codebook.split", self.tr("Split…"))
        self._retire = self.heading.add_button("codebook.retire", self.tr("Retire"))
        self._delete = self.heading.add_button("codebook.delete", self.tr("Delete"))
        self.name = self.called = LineInput(self.tr("Name"))
        self.shortcut = ShortcutInput(self.tr("Shortcut"))
        self.colour = ColourRow(self.tr("Colour"))
        self.definition = TextInput(self.tr("Definition"), 3)
        self.test = TextInput(self.tr("Test question"))
        self.examples = ExamplesInput(self.tr("Examples"), 3)
        self.counter_examples = ExamplesInput(self.tr("Counter-examples"))
        self.asks = FieldTicks(self.tr("Asks"), self.counter_examples)
        self.scope = Combo(self.tr("Stands on"), narrow=True)
        self.scope.offer(
            [
                (Scope.WORDS, self.tr("The words selected")),
                (Scope.SENTENCE, self.tr("Whole sentences")),
                (Scope.ARTICLE, self.tr("The whole article")),
            ]
        )
        self.group = Tick(self.tr("A group: one of the tags inside it is chosen"))
        self.lasting = KeyInput(self.tr("Key in files"))
        self.retired = Tick(self.tr("Retired: its labels stay, new ones cannot be made"))
        self._add_looks()
        self._add_meaning()
        self._add_rest()

    def _add_looks(self) -> None:
        self.add(
            self.tr("Name"),
            self.name,
            "Rename tag “{old.name}” to “{new.name}”",
            lambda tag: self.name.show_value(tag.name),
            lambda tag: named(tag, self.name.value(), keys_of(self.book.codebook, Part.TAGS)),
        )
        self.add_value(
            self.tr("Shortcut"),
            "shortcut",
            self.shortcut,
            lambda old, new: f"Shortcut of “{old.name}”: {new.shortcut or 'none'}",
            self.tr("Press the key that gives this tag; Delete leaves it without one."),
        )
        self.add(
            self.tr("Colour"),
            self.colour,
            "Colour of “{old.name}”: {new.colour}",
            self._show_colour,
            lambda tag: replace(tag, colour=self.colour.value()),
        )

    def _add_meaning(self) -> None:
        self.definition.setPlaceholderText(self.tr("What does the tag mark, and why does it load?"))
        self.test.setPlaceholderText(self.tr("What to ask oneself when in doubt"))
        self.add_value(
            self.tr("Definition"), "definition", self.definition, "Definition of “{old.name}”"
        )
        self.add_value(self.tr("Test question"), "test", self.test, "Test question of “{old.name}”")
        self.add(
            self.tr("Examples"),
            self.examples,
            "Examples of “{old.name}”",
            lambda tag: self.examples.show_examples(tag.examples),
            lambda tag: replace(tag, examples=self.examples.examples()),
            self.tr("One a line, with *asterisks* around the words to mark."),
        )
        self.add(
            self.tr("Counter-examples"),
            self.counter_examples,
            "Counter-examples of “{old.name}”",
            lambda tag: self.counter_examples.show_examples(tag.counter_examples),
            lambda tag: replace(tag, counter_examples=self.counter_examples.examples()),
            self.tr("What looks like this tag and is not; one a line."),
        )

    def _add_rest(self) -> None:
        self.add(
            self.tr("Asks"),
            self.asks,
            "Fields of “{old.name}”",
            lambda tag: self.asks.show_value(self.book.codebook.fields, tag),
            self._asking,
        )
        self.add(
            self.tr("Stands on"),
            self.scope,
            "What “{old.name}” stands on: {new.scope}",
            lambda tag: self.scope.show_value(tag.scope),
            lambda tag: replace(tag, scope=Scope(str(self.scope.value()))),
        )
        self._group_row = self.add(
            self.tr("Choosing"),
            self.group,
            lambda old, new: f"“{old.name}” is {'a group' if new.group else 'a tag'}",
            lambda tag: self.group.show_value(tag.group),
            lambda tag: replace(tag, group=self.group.value()),
        )
        self._lasting_row = self.add_value(
            self.tr("Key in files"), "key", self.lasting, "Key in files of “{old.name}”: {new.key}"
        )
        self.add(
            self.tr("On offer"),
            self.retired,
            lambda old, new: f"{'Retire' if new.retired else 'Bring back'} “{old.name}”",
            lambda tag: self.retired.show_value(tag.retired),
            self._retiring,
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
        note = [labels(count)]
        if item.retired:
            note.insert(0, became_words(self.book.codebook, item) or self.tr("retired"))
        self.heading.show_words(item.name, sentence(" · ".join(note)))
        self._delete.setVisible(not count)
        self._merge.setVisible(bool(can_take(self.book.codebook, item.key)))
        self._split.setVisible(can_go(self.book.codebook, item.key))
        self._group_row.setVisible(bool(self.book.codebook.inside(item.key)) or item.group)
        self.heading.swatch.show_tag(item.colour, self._pattern(item), item.name)
        self._retire.setText(self.tr("Bring back") if item.retired else self.tr("Retire"))
        self.heading.show_buttons()
        self.lasting.hold(held=bool(count))
        self._lasting_row.help_with(
            self.tr("Labels use this key, so it stays as it is.")
            if count
            else self.tr("What files call the tag; it stays once there are labels.")
        )

    def _pattern(self, tag: Tag) -> LanePattern:
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

"""What the names in a file become: columns of a table, tags, and annotators."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Annotator, Codebook
from annotator.formats.source import Source
from annotator.formats.tables.columns import EXTRA, LEFT_OUT, ONCE, are_ours, guessed, shape_of
from annotator.gui.column_memory import remember, remembered
from annotator.gui.dialogs.parts import Rows
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import emptied, label
from annotator.gui.widgets.inputs import Combo
from annotator.project.fitting import known_tag

_MOST = 60
"""How many columns or tags a person is asked about; the rest go as was guessed."""


class _Mapping(QWidget):
    """A heading and, for each name of the file, a list of what it may become."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._combos: dict[str, Combo] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def known(self) -> bool:
        """Whether names are shown."""
        return bool(self._combos)

    def forget(self) -> None:
        """Another file comes."""
        self._combos.clear()
        emptied(self._box)
        self.hide()

    def _kept(self, rows: Iterable[tuple[str, Combo]]) -> None:
        """Choose again what was chosen before."""
        for name, combo in rows:
            at = combo.findData(self._combos[name].currentData()) if name in self._combos else -1
            if at >= 0:
                combo.setCurrentIndex(at)

    def _data(self) -> dict[str, object]:
        return {name: combo.currentData() for name, combo in self._combos.items()}

    def _build(self, rows: list[tuple[str, str, Combo]]) -> None:
        """Show a row for each (name in the file, words for it, list)."""
        emptied(self._box)
        self._combos = {name: combo for name, _, combo in rows}
        head = label(self._title, level="title")
        head.setContentsMargins(0, current_theme().px(14), 0, current_theme().px(4))
        self._box.addWidget(head)
        page = QWidget()
        grid = Rows(140)
        for _, words, combo in rows:
            grid.add(words, combo)
            combo.currentIndexChanged.connect(self.changed)
        grid.setContentsMargins(0, 0, 0, 0)
        page.setLayout(grid)
        self._box.addWidget(page)
        self.setVisible(bool(rows))


class ColumnMapping(_Mapping):
    """The columns of a table, each with what it holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._title = self.tr("Columns")
        self._shape = ""

    def show_file(self, path: Path) -> None:
        """Show the columns of this file, with what each most likely holds."""
        from annotator.formats.tables.tables import columns_of

        try:
            columns = columns_of(Source(path))
        except (AnnotatorError, OSError):
            return  # the reading itself says what is wrong
        if are_ours(columns.header):
            return
        self._shape = shape_of(columns)
        known = {
            name: held for name, held in remembered(self._shape).items() if name in columns.header
        }
        held = guessed(columns, known)
        rows = []
        for number, name in enumerate(columns.header[:_MOST]):
            sample = next((row[number] for row in columns.samples if row[number:]), "")
            combo = self._combo(held.get(name, EXTRA))
            combo.setToolTip(shortened(sample, 120))
            rows.append((name, shortened(name, 24), combo))
        self._build(rows)

    def remember(self) -> None:
        """Keep what was chosen, for the next table of this shape."""
        if self._shape and self.known:
            remember(self._shape, self.chosen())

    def _combo(self, holds: str) -> Combo:
        combo = Combo(narrow=True)
        named = {
            EXTRA: self.tr("Further metadata"),
            LEFT_OUT: self.tr("Nothing: left out"),
            "text": self.tr("The article’s text"),
            "headline": self.tr("Headline, above the text"),
            "id": self.tr("What is one article"),
            "label": self.tr("A tag"),
            "start": self.tr("Where a label starts"),
            "end": self.tr("Where a label ends"),
            "quote": self.tr("A label’s words"),
            "note": self.tr("A label’s note"),
            "annotator": self.tr("Who labelled"),
        }
        choices = [*dict.fromkeys([*ONCE, EXTRA, LEFT_OUT, holds])]
        for key in choices:
            combo.addItem(named.get(key, key.capitalize()), key)
        combo.setCurrentIndex(choices.index(holds))
        return combo

    def chosen(self) -> dict[str, str]:
        """The property that each column holds."""
        return {name: str(combo.currentData() or "") for name, combo in self._combos.items()}


class TagMapping(_Mapping):
    """The tags of a file, each with the tag of the codebook that it becomes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._title = self.tr("Tags")

    def show_tags(self, counts: Mapping[str, int], codebook: Codebook) -> None:
        """Show the tags with how many labels each has; what was chosen before stays."""
        names = sorted(counts, key=lambda name: (-counts[name], name))[:_MOST]
        if set(names) <= self._combos.keys() and self.known:
            return
        rows = [
            (name, f"{shortened(name, 22)} ({counts[name]:,})", self._combo(name, codebook))
            for name in names
        ]
        self._kept((name, combo) for name, _, combo in rows)
        self._build(rows)

    def _combo(self, name: str, codebook: Codebook) -> Combo:
        combo = Combo(narrow=True)
        known = known_tag(codebook, name)
        new = self.tr("A new tag of that name")
        combo.addItem(known.name if known is not None else new, None)
        for tag in codebook.given:
            if tag != known:
                combo.addItem(tag.name, tag.key)
        combo.addItem(self.tr("Nothing: its labels are left out"), "")
        combo.setAccessibleName(self.tr("What “{tag}” becomes").format(tag=name))
        return combo

    def chosen(self) -> dict[str, str]:
        """The codebook's key for each tag that shall become another, "" to leave it out."""
        return {name: key for name, key in self._data().items() if isinstance(key, str)}


class AnnotatorMapping(_Mapping):
    """Those whose labels a file has, each with the project's annotator who gets them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._title = self.tr("Annotators")

    def show_annotators(
        self, counts: Mapping[str, int], known: Iterable[Annotator], mine: Annotator
    ) -> None:
        """Show the names with how many labels each has; `mine` is who sits at the desk."""
        names = sorted(filter(None, counts), key=lambda name: (-counts[name], name))[:_MOST]
        if self.known and set(names) <= self._combos.keys():
            return
        people = sorted(known, key=lambda each: each != mine)
        rows = [
            (name, f"{shortened(name, 22)} ({counts[name]:,})", self._combo(name, people, mine))
            for name in names
        ]
        self._kept((name, combo) for name, _, combo in rows)
        self._build(rows)

    def _combo(self, name: str, people: Iterable[Annotator], mine: Annotator) -> Combo:
        combo = Combo(narrow=True)
        own = {each.name: each for each in people}
        you = self.tr("{name} (you)").format(name=mine.name)
        if name in own:
            combo.addItem(you if own[name] == mine else name, None)
        else:
            combo.addItem(self.tr("A new annotator of that name"), None)
        for each in own.values():
            if each.name != name:
                combo.addItem(you if each == mine else each.name, each.id)
        combo.setAccessibleName(self.tr("Who gets the labels of “{name}”").format(name=name))
        return combo

    def chosen(self) -> dict[str, str]:
        """The id of the project's annotator for each name that shall not keep its own."""
        return {name: key for name, key in self._data().items() if isinstance(key, str)}

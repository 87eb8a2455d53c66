"""The selected label: its quote, the fields that its tag asks, its note."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.core.feedback import COUNTS, counts_as
from annotator.core.labels import asked, shortened
from annotator.core.model import Codebook, Field, Kind, Label
from annotator.gui.article.layer import TagLook
from annotator.gui.lesson.wording import Wording
from annotator.gui.theme import LanePattern, current_theme
from annotator.gui.widgets.basic import ElidedLabel, IconButton, Swatch, emptied, label, restyled
from annotator.gui.widgets.value_editor import ValueEditor


class DetailsPanel(QFrame):
    """Edits one label's fields; `field_changed` carries key and value, `note_changed` a text.

    `entered` carries the editor of a field whose text is gone into.
    """

    field_changed = Signal(str, object)
    note_changed = Signal(str)
    removed = Signal()
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._label: Label | None = None
        self._made_for: tuple[Field, ...] | None = None
        self._wording = Wording(self.tr("Note"))
        self.editors: dict[str, ValueEditor] = {}
        theme = current_theme()
        self._swatch = Swatch("slate", LanePattern.SOLID)
        self._name = ElidedLabel()
        restyled(self._name, level="strong")
        self._where = label("", tone="muted", level="small")
        self._remove = IconButton("trash", self.tr("Delete this label (Del)"), 15)
        self._remove.clicked.connect(self.removed)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._swatch)
        head.addWidget(self._name, 1)
        head.addWidget(self._where)
        head.addWidget(self._remove)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(10))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(1, 1)
        self.note = self._note_editor()
        form = self._form = QFrame()
        form.setProperty("role", "chosen")
        box = self._box = QVBoxLayout(form)
        box.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(12))
        box.setSpacing(theme.px(8))
        box.addLayout(head)
        box.addLayout(self._grid)
        box.addStretch(1)
        nothing = label(self.tr("No label is selected."), tone="muted", level="small")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The panel keeps its height: the list above must not jump at every word walked to.
        self._pages = QStackedLayout(self)
        self._pages.addWidget(nothing)
        self._pages.addWidget(form)

    @property
    def shown(self) -> Label | None:
        """The label whose details are shown."""
        return self._label

    def show_label(
        self, shown: Label | None, codebook: Codebook, look: TagLook | None, quote: str
    ) -> None:
        """Show this label, or nothing; `quote` is what is to be read of its words."""
        if shown is None or self._label is None or shown.id != self._label.id:
            self.commit()
        self._label = shown
        if shown is None:
            self._pages.setCurrentIndex(0)
            return
        self._head(shown, codebook, look, quote)
        self.prepare(asked(codebook, shown))
        for key, editor in self.editors.items():
            usual = str(counts_as(shown)) if editor.field is COUNTS else None
            editor.set_value(shown.fields.get(key, usual))
        self.note.set_value(shown.note or None)
        self._pages.setCurrentIndex(1)

    def word(self, wording: Wording) -> None:
        """Word the form so from now on; nothing may be in typing."""
        if wording != self._wording:
            self._wording = wording
            self._grid.removeWidget(self.note)
            self.note.hide()
            self.note.deleteLater()
            self.note = self._note_editor()
            self._made_for = None

    def _note_editor(self) -> ValueEditor:
        editor = ValueEditor(Field(key="", name=self._wording.note, kind=Kind.TEXT))
        editor.changed.connect(self._note)
        return editor

    def prepare(self, fields: tuple[Field, ...]) -> None:
        """Make the form for these fields, if it is not made for them already."""
        fields = self._wording.of(fields)
        if fields != self._made_for:
            self._make(fields)
            self._made_for = fields
            # An unseen page does not tell its parents how high it will be.
            for child in self._form.findChildren(QWidget):
                child.ensurePolished()
            self._box.invalidate()
            self._pages.update()

    def _head(self, shown: Label, codebook: Codebook, look: TagLook | None, quote: str) -> None:
        tag = codebook.tag(shown.tag)
        self._swatch.setVisible(look is not None and tag is not None)
        if look is not None and tag is not None:
            self._swatch.show_tag(tag.colour, look.pattern, tag.name)
        self._name.setText(tag.name if tag else shown.tag)
        pieces = len(shown.pieces)
        self._where.setText(self.tr("{n} pieces").format(n=pieces) if pieces > 1 else "")
        self.setAccessibleName(self.tr("Label “{quote}”").format(quote=shortened(quote)))

    def _make(self, fields: tuple[Field, ...]) -> None:
        focused = next((key for key, e in self.editors.items() if _has_focus(e)), None)
        self._grid.removeWidget(self.note)
        emptied(self._grid)
        self.editors = {}
        for row, field in enumerate(fields):
            editor = ValueEditor(field)
            editor.changed.connect(self._changed)
            editor.entered.connect(self._entered)
            self.editors[field.key] = editor
            self._grid.addWidget(self._caption(field.name, editor), row, 0)
            self._grid.addWidget(editor, row, 1)
        self._grid.addWidget(self._caption(self._wording.note, self.note), len(fields), 0)
        self._grid.addWidget(self.note, len(fields), 1)
        chain = [*self.editors.values(), self.note]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        if focused in self.editors:
            self.editors[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _caption(text: str, buddy: QWidget) -> QLabel:
        caption = label(text, tone="muted", level="small")
        caption.setWordWrap(True)
        caption.setFixedWidth(min(current_theme().px(76), 116))
        caption.setBuddy(buddy)
        return caption

    def _changed(self, value: object) -> None:
        editor = self.sender()
        if isinstance(editor, ValueEditor):
            self.field_changed.emit(editor.field.key, value)

    def _entered(self) -> None:
        self.entered.emit(self.sender())

    def _note(self, value: object) -> None:
        self.note_changed.emit(str(value or ""))

    def commit(self) -> None:
        """Hand over what is still being typed."""
        for editor in [*self.editors.values(), self.note]:
            editor.commit()

    def focus_fields(self) -> None:
        """Go to the first field."""
        first = next(iter(self.editors.values()), self.note)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_note(self) -> None:
        """Go to the note."""
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _has_focus(editor: ValueEditor) -> bool:
    found: QWidget | None = editor.window().focusWidget()
    return found is not None and (found is editor or editor.isAncestorOf(found))

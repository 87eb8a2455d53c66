"""One editor for whatever a Field or a Question holds: a scale, a choice, yes or no, a text."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from annotator.core.model import Field, Kind, Value
from annotator.gui.widgets.choices import Segmented

_MOST_SEGMENTS = 9
_LONGEST_SEGMENT = 12
_PAUSE = 600


class ValueEditor(QWidget):
    """Edits the value of one Field; `changed` carries the new value, or None for empty.

    `entered` comes when the focus comes into a text: then is the time to `offer` what completes it.

    A text is handed over when typing pauses (600 ms), on Enter and when the focus leaves. Options
    that do not fit beside each other drop down, or stand below each other where it is `upright`.
    """

    changed = Signal(object)
    entered = Signal()

    def __init__(
        self, field: Field, parent: QWidget | None = None, *, upright: bool = False
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._upright = upright
        self._stored: Value | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._segments: Segmented | None = None
        self._combo: QComboBox | None = None
        self._line: _Line | None = None
        self._make()

    def _make(self) -> None:
        field = self.field
        options = self._options()
        fits = len(options) <= _MOST_SEGMENTS and all(
            len(text) <= _LONGEST_SEGMENT for _, text in options
        )
        upright = self._upright and not fits and len(options) <= _MOST_SEGMENTS
        if options and (fits or upright):
            self._segments = Segmented(options, field.name, upright=upright)
            self._segments.changed.connect(self._chosen)
            self._row.addWidget(self._segments)
            if not upright:
                self._row.addStretch(1)
            self.setFocusProxy(self._segments)
        elif options:
            self._combo = QComboBox()
            self._combo.addItem("", None)
            for value, text in options:
                self._combo.addItem(text, value)
            self._combo.setAccessibleName(field.name)
            self._combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._combo.activated.connect(self._picked)
            self._row.addWidget(self._combo, 1)
            self.setFocusProxy(self._combo)
        else:
            self._line = _Line()
            self._line.setAccessibleName(field.name)
            self._line.setPlaceholderText("")
            self._pause = QTimer(self)
            self._pause.setSingleShot(True)
            self._pause.setInterval(_PAUSE)
            self._pause.timeout.connect(self.commit)
            self._line.textEdited.connect(self._typed)
            self._line.editingFinished.connect(self.commit)
            self._line.entered.connect(self.entered)
            # Later, when what was chosen stands in the line.
            self._line.chosen.connect(self.commit, Qt.ConnectionType.QueuedConnection)
            self._row.addWidget(self._line, 1)
            self.setFocusProxy(self._line)
        self.setToolTip(field.help)
        self.setAccessibleDescription(field.help)

    def _options(self) -> list[tuple[object, str]]:
        match self.field.kind:
            case Kind.SCALE:
                return [(n, str(n)) for n in range(self.field.low, self.field.high + 1)]
            case Kind.YES_NO:
                return [(False, self.tr("No")), (True, self.tr("Yes"))]
            case Kind.CHOICE:
                return [(str(option.key), option.name) for option in self.field.options]
            case _:
                return []

    def offer(self, words: Sequence[str]) -> None:
        """Offer these to complete what is typed, wherever in them that stands."""
        if self._line is not None:
            self._line.offer(words)

    def set_value(self, value: Value | None) -> None:
        """Show a stored value without saying so; the same again leaves what is being typed."""
        typing = self._line is not None and self._pause.isActive() and value == self._stored
        self._stored = value
        if self._segments is not None:
            self._segments.set_value(value)
        elif self._combo is not None:
            self._combo.setCurrentIndex(max(0, self._combo.findData(value)))
        elif self._line is not None and not typing and self._line.text() != (value or ""):
            self._pause.stop()
            self._line.setText(str(value) if value is not None else "")

    def commit(self) -> None:
        """Hand over what was typed, if it is another value than the stored one."""
        if self._line is None:
            return
        self._pause.stop()
        text = self._line.text().strip() or None
        if text != self._stored:
            self._stored = text
            self.changed.emit(text)

    def _typed(self) -> None:
        self._pause.start()

    def _chosen(self, value: object) -> None:
        self._stored = value  # type: ignore[assignment]
        self.changed.emit(value)

    def _picked(self, index: int) -> None:
        if self._combo is not None:
            self._chosen(self._combo.itemData(index))


class _Line(QLineEdit):
    """A line in which Escape goes back to the article, by way of the page.

    What is offered drops down in typing and on Down; `chosen` comes when one took of it.
    """

    entered = Signal()
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = QStringListModel(self)
        self._completer: QCompleter | None = None

    def offer(self, words: Sequence[str]) -> None:
        """Offer these; at once where somebody types already."""
        self._words.setStringList(words)
        if self._completer is None:
            self._completer = QCompleter(self._words, self)
            self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self._completer.activated.connect(self.chosen)
            self.setCompleter(self._completer)
        if self.hasFocus() and self.isModified() and self.text():
            self._drop_down(self._completer)

    def _drop_down(self, completer: QCompleter) -> None:
        completer.setCompletionPrefix(self.text())
        completer.complete()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() == Qt.Key.Key_Down and self._completer is not None:
            self._drop_down(self._completer)
        else:
            super().keyPressEvent(event)

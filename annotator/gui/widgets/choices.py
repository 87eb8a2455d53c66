"""Choosing one of a few: filter chips, and joined buttons for scales and for yes and no."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import current_theme

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Chip(QPushButton):
    """A rounded filter chip with a count, such as "To do 83"."""

    def __init__(
        self,
        text: str,
        count: int | None = None,
        checked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = text
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show another count, or none."""
        shown = self._name if count is None else f"{self._name} {count:,}"
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(shown)


class ChipRow(QWidget):
    """Chips of which one is chosen; they flow into a second row where the first is full."""

    chosen = Signal(str)
    """The key of the chip that the person chose."""

    def __init__(self, chips: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        for key, text in chips:
            chip = Chip(text, parent=self)
            chip.setProperty("chip_key", key)
            self._chips[key] = chip
            self._group.addButton(chip)
        self._group.buttonClicked.connect(self._say)
        if self._chips:
            next(iter(self._chips.values())).setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def current(self) -> str:
        """The key of the chosen chip."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a chip without saying so."""
        self._chips[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show this count on a chip."""
        self._chips[key].set_count(count)
        self._flow(self.width(), move=True)
        self.updateGeometry()

    def show_chip(self, key: str, *, shown: bool) -> None:
        """Show a chip, or leave it out of the row."""
        chip = self._chips[key]
        if chip.isHidden() == shown:
            chip.setVisible(shown)
            self._flow(self.width(), move=True)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width, move=False)

    def sizeHint(self) -> QSize:
        gap = current_theme().px(6)
        sizes = [chip.sizeHint() for chip in self._chips.values()]
        width = sum(size.width() + gap for size in sizes)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        width = max((chip.sizeHint().width() for chip in self._chips.values()), default=0)
        return QSize(width, self._flow(max(self.width(), width), move=False))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._flow(self.width(), move=True)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._flow(self.width(), move=True)
            self.updateGeometry()

    def _say(self, chip: QPushButton) -> None:
        self.chosen.emit(str(chip.property("chip_key")))

    def _flow(self, width: int, *, move: bool) -> int:
        gap = current_theme().px(6)
        left = top = height = 0
        for chip in self._chips.values():
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + height + gap
                height = 0
            if move:
                chip.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + gap
            height = max(height, size.height())
        return top + height


class Segmented(QWidget):
    """One choice of a few, each always in sight; pressing the chosen one again takes it back.

    It is one stop of the Tab key. Arrows, Home and End choose, a digit chooses the option of that
    name or place, Delete takes the choice back. `options` are pairs of a value and its text, one
    below the other where they are `upright`.
    """

    changed = Signal(object)
    """The value that the person chose, or None."""

    def __init__(
        self,
        options: Iterable[tuple[object, str]],
        name: str = "",
        parent: QWidget | None = None,
        *,
        upright: bool = False,
    ) -> None:
        super().__init__(parent)
        pairs = tuple(options)
        self._values = tuple(value for value, _ in pairs)
        self._before: int | None = None
        self._buttons = tuple(_Segment(text, self) for _, text in pairs)
        self.setAccessibleName(name)
        wide = QSizePolicy.Policy.Preferred if upright else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        row = QVBoxLayout(self) if upright else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(6) if upright else 0)
        last = len(pairs) - 1
        for index, button in enumerate(self._buttons):
            place = "only" if not last else {0: "first", last: "last"}.get(index, "middle")
            place = "row" if upright else place
            button.setProperty("place", place)
            spoken = f"{name}: {pairs[index][1]}" if name else pairs[index][1]
            button.setAccessibleName(spoken)
            button.pressed.connect(self._remember)
            button.clicked.connect(self._clicked)
            row.addWidget(button)
        self._arrange_focus()

    def value(self) -> object | None:
        """The chosen value, or None."""
        index = self._chosen()
        return None if index is None else self._values[index]

    def set_value(self, value: object | None) -> None:
        """Choose a value without saying so; None, or what is no option, takes the choice back."""
        for kept, button in zip(self._values, self._buttons, strict=True):
            # 1 == True in Python, and a scale's 1 is not a yes.
            button.put(chosen=type(kept) is type(value) and kept == value)
        self._arrange_focus()

    def chosen_by_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks; whether it asked anything."""
        wanted = self._index_for(event)
        if wanted is None and event.key() not in _CLEAR:
            return False
        if wanted != self._chosen():
            self._choose(wanted)
        if wanted is not None:
            self._buttons[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _chosen(self) -> int | None:
        return next((i for i, button in enumerate(self._buttons) if button.isChecked()), None)

    def _index_for(self, event: QKeyEvent) -> int | None:
        count = len(self._buttons)
        key = Qt.Key(event.key())
        if key in _STEPS:
            at = self._chosen()
            if at is None:
                return 0 if _STEPS[key] > 0 else count - 1
            return min(max(at + _STEPS[key], 0), count - 1)
        if key is Qt.Key.Key_Home:
            return 0
        if key is Qt.Key.Key_End:
            return count - 1
        return self._index_named(event.text())

    def _index_named(self, digit: str) -> int | None:
        if not (len(digit) == 1 and digit in "0123456789"):
            return None
        texts = [button.text() for button in self._buttons]
        if digit in texts:
            return texts.index(digit)
        if any(text.isdecimal() for text in texts):
            return None
        return int(digit) - 1 if 0 < int(digit) <= len(texts) else None

    def _choose(self, index: int | None) -> None:
        for i, button in enumerate(self._buttons):
            button.put(chosen=i == index)
        self._arrange_focus()
        self.changed.emit(self.value())

    def _remember(self) -> None:
        self._before = self._chosen()

    def _clicked(self) -> None:
        # An exclusive button never lets itself be released by a click: this one may.
        if self._before is not None and self._before == self._chosen():
            self._buttons[self._before].put(chosen=False)
        self._arrange_focus()
        self.changed.emit(self.value())

    def _arrange_focus(self) -> None:
        stop = self._chosen() or 0
        for i, button in enumerate(self._buttons):
            at_stop = i == stop
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if at_stop else Qt.FocusPolicy.ClickFocus
            )
        if self._buttons:
            self.setFocusProxy(self._buttons[stop])


class _Segment(QPushButton):
    def __init__(self, text: str, owner: Segmented) -> None:
        super().__init__(text.replace("&", "&&"), owner)
        self._owner = owner
        self.setProperty("role", "segment")
        self.setCheckable(True)
        # Screen readers then speak of a radio button, which is what it is.
        self.setAutoExclusive(True)

    def text(self) -> str:
        return super().text().replace("&&", "&")

    def put(self, *, chosen: bool) -> None:
        """Press or release; an exclusive button would refuse to be released."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def event(self, event: QEvent) -> bool:
        # A digit belongs to the scale that has the focus, not to the window's shortcuts.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and (event.text().isdecimal() or event.key() in (*_STEPS, *_CLEAR)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier or not self._owner.chosen_by_key(event):
            super().keyPressEvent(event)

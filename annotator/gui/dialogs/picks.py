"""Choosing any number of things from a list that drops down and stays open."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.widgets.inputs import Combo

_OPENS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space)


class Picks(Combo):
    """A field like a combo box that says what is picked; nothing picked stands for all.

    `changed` comes when something is picked or given back.
    """

    changed = Signal()

    def __init__(self, everything: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent, narrow=True)
        self._everything = everything
        self._menu = _StaysOpen(self)
        self._menu.setAccessibleName(everything)
        self._all = self._menu.addAction(everything)
        self._all.setCheckable(True)
        self._all.triggered.connect(self._clear)
        self._menu.addSeparator()
        self._choices: list[QAction] = []
        self.addItem(everything)
        self._show()

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer these: what each stands for, and its name."""
        for value, name in choices:
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setData((value, name))
            action.triggered.connect(self._picked)
            self._choices.append(action)

    def picked(self) -> list[object]:
        """What the picked ones stand for, in their order; empty for all."""
        return [value for value, _ in self._chosen()]

    def pick(self, *values: object) -> None:
        """Pick just these."""
        for action in self._choices:
            action.setChecked(action.data()[0] in values)
        self._picked()

    def words(self) -> str:
        """The names of what is picked; "" for all."""
        return ", ".join(name for _, name in self._chosen())

    def _chosen(self) -> list[tuple[object, str]]:
        return [action.data() for action in self._choices if action.isChecked()]

    def _picked(self) -> None:
        self._show()
        self.changed.emit()

    def _clear(self) -> None:
        self.pick()

    def _show(self) -> None:
        words = self.words()
        self._all.setChecked(not words)
        self.setItemText(0, words or self._everything)
        self.setToolTip(words)

    def showPopup(self) -> None:
        self._menu.setMinimumWidth(self.width())
        first = next((it for it in self._choices if it.isChecked()), self._all)
        place = self.mapToGlobal(self.rect().bottomLeft())
        self._menu.popup(place)
        self._menu.setActiveAction(first)

    def hidePopup(self) -> None:
        self._menu.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS and not event.modifiers() & ~Qt.KeyboardModifier.AltModifier:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class _StaysOpen(QMenu):
    """A menu that a tick does not close: Space and the mouse tick, Enter ticks and closes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action in self.actions() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

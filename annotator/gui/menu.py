"""The program's menu: every action of the window and its workspaces, by the group it stands in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from annotator.gui.actions import Action, BoundAction


class Menu(QMenu):
    """Offers what can be done at this moment; made anew each time, and gone when closed.

    An Action that is bound to nothing now is shown, and cannot be chosen.
    """

    def __init__(self, items: Sequence[BoundAction | Action[Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lent = [item for item in items if isinstance(item, BoundAction)]
        self._parts: dict[str, QMenu] = {}
        for item in items:
            if isinstance(item, BoundAction):
                self._part(item.action.menu).addAction(item.qt)
                item.qt.setEnabled(item.possible)
            else:
                # What stands behind a tab is shown as the key.
                words = f"{item.shown}\t{item.key}" if item.key else item.shown
                self._part(item.menu).addAction(words).setEnabled(False)
        self.aboutToHide.connect(self._enable_all)

    def _part(self, title: str) -> QMenu:
        if title not in self._parts:
            self._parts[title] = self.addMenu(self.tr(title))
        return self._parts[title]

    def _enable_all(self) -> None:
        # Off duty an action stays enabled, or its key would be dead when its time comes.
        for item in self._lent:
            item.qt.setEnabled(True)

    def open_under(self, button: QAbstractButton) -> None:
        """Open under its button."""
        # As the button's own menu it would lend its keys to the button.
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))

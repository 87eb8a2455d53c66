"""The program's menu: every action of the window and its workspaces, by the group it stands in."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from annotator.gui.actions import BoundAction


class Menu(QMenu):
    """Offers what can be done now.

    `in_reach` says whether an action belongs to what is seen, `shown` whether it is offered at all.
    """

    def __init__(
        self,
        items: Sequence[BoundAction],
        in_reach: Callable[[BoundAction], bool],
        shown: Callable[[BoundAction], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._items = items
        self._in_reach = in_reach
        self._shown = shown
        self._parts: dict[str, QMenu] = {}
        for title in dict.fromkeys(item.action.menu for item in items):
            part = self._parts[title] = self.addMenu(self.tr(title))
            part.aboutToShow.connect(self._refresh)
            part.aboutToHide.connect(self._enable_all)
            for item in items:
                if item.action.menu == title:
                    part.addAction(item.qt)

    def _refresh(self) -> None:
        part = self.sender()
        if isinstance(part, QMenu):
            within: set[QAction] = set(part.actions())
            for item in self._items:
                if item.qt in within:
                    item.qt.setVisible(self._shown(item))
                    item.qt.setEnabled(item.possible and self._in_reach(item))

    def _enable_all(self) -> None:
        # Off duty an action stays enabled, or its key would be dead when its time comes.
        for item in self._items:
            item.qt.setEnabled(True)
            item.qt.setVisible(True)

    def open_under(self, button: QAbstractButton) -> None:
        """Open under its button."""
        for title, part in self._parts.items():
            any_shown = any(self._shown(it) for it in self._items if it.action.menu == title)
            part.menuAction().setVisible(any_shown)
        # As the button's own menu it would lend its keys, those of unseen pages too, to the button.
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))

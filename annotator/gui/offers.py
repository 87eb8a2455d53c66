"""What a person can do now, offered in the menu, the palette, the sheet of keys, and by signs."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from annotator.core.masking import title_for
from annotator.core.model import Metadata
from annotator.gui.actions import Action, BoundAction, bind
from annotator.gui.dialogs.palette import CommandPalette
from annotator.gui.dialogs.shortcuts import ShortcutSheet
from annotator.gui.menu import Menu
from annotator.gui.pages import Pages
from annotator.gui.session import Session
from annotator.gui.workspaces import WORKSPACES


class Offers(QObject):
    """The window's own actions and those of the workspaces, as far as each can be done now.

    Only what belongs to the window or to the workspace that is seen is in reach; the others are
    shown in the menu and the sheet all the same, from their tables. `pages` gives the pages as
    they are now.
    """

    def __init__(
        self,
        actions: Sequence[Action[Any]],
        window: QWidget,
        session: Session,
        pages: Callable[[], Pages],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._pages = pages
        self._own = bind(actions, window, Qt.ShortcutContext.WindowShortcut)
        self.palette = CommandPalette(window)
        self.palette.article_asked.connect(session.go_to_article)

    @property
    def bound(self) -> list[BoundAction]:
        """Every action of the window and of the workspaces that are there."""
        pages = self._pages().workspaces.values()
        return [*self._own.values(), *(item for page in pages for item in page.bound.values())]

    @property
    def in_reach(self) -> list[BoundAction]:
        """Those of the window and of the workspace that is seen."""
        page = self._pages().workspace
        return [*self._own.values(), *(page.bound.values() if page is not None else ())]

    def run(self, action_id: str) -> None:
        """Do what is an action of the window's own, if it can be done now."""
        self._own[action_id].run()

    def run_sign(self, event: QKeyEvent) -> bool:
        """Do what the sign that was typed stands for; whether it stands for anything."""
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return False
        item = next((it for it in self.in_reach if event.text() in it.signs), None)
        if item is not None:
            item.run()
        return item is not None

    # ------------------------------------------------------------------ menu and sheet

    def _all(self) -> list[BoundAction | Action[Any]]:
        """Everything, in the order of the rail; what is not in reach as it stands in its table."""
        page = self._pages().workspace
        found: list[BoundAction | Action[Any]] = [*self._own.values()]
        for entry in WORKSPACES:
            seen = page is not None and page.name == entry.name
            found += page.bound.values() if page is not None and seen else entry.actions
        return found

    def open_menu(self, button: QAbstractButton) -> None:
        """Open the menu under a button; a student's has what can be done, and nothing else."""
        items = self._all()
        if self._session.studying:
            items = [it for it in self.in_reach if it.possible]
        Menu(items, self._window).open_under(button)

    def open_shortcuts(self) -> None:
        """Open the sheet of all keys."""
        codebook = self._session.project.codebook if self._session.is_open else None
        items = self._all()
        if self._session.studying:
            items = [it for it in self.in_reach if it.target is not self._window or it.possible]
        actions = [it.action if isinstance(it, BoundAction) else it for it in items]
        sheet = ShortcutSheet(actions, codebook, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    # ------------------------------------------------------------------ the palette

    def open_palette(self) -> None:
        """Open the command palette."""
        self.palette.open_with(self.in_reach, self._articles_like)

    def _articles_like(self, words: str) -> list[tuple[str, str]]:
        if not self._session.is_open:
            return []
        project = self._session.project
        ids = [article_id for article_id, _ in project.titles_like(words)]
        if self._session.studying:  # what is kept to try again on is not told before
            mine = set(self._session.desk.article_ids())
            ids = [it for it in ids if it in mine]
        known = project.records(Metadata, ids)
        return [(each.article_id, title_for(project.settings, each)) for each in known]

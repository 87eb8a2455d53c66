"""The pages of the window: the welcome page, and the workspaces, each made when first seen."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.gui.preferences import Preferences
from annotator.gui.welcome import WelcomePage
from annotator.gui.workspace import Services, Workspace
from annotator.gui.workspaces import WORKSPACES, Entry

W = TypeVar("W", bound=Workspace)


class Pages(QStackedWidget):
    """One page is seen; a workspace is made when it is to be seen first, or is asked for.

    `made` carries a workspace that is there from now on, and not seen yet. `workspaces` are those
    that are there, by name. `kept` is how the parts of each workspace are to be arranged: what
    `layout_states` gave.
    """

    made = Signal(object)

    def __init__(
        self, services: Services, kept: Mapping[str, object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._entries: dict[str, Entry] = {entry.name: entry for entry in WORKSPACES}
        self._kept = dict(kept)
        self.workspaces: dict[str, Workspace] = {}
        self.welcome = WelcomePage(self)
        self.addWidget(self.welcome)

    def page(self, kind: type[W]) -> W:
        """The workspace of this kind."""
        page = self._workspace(kind.name)
        assert isinstance(page, kind)  # noqa: S101 - the table has each name once
        return page

    def _workspace(self, name: str) -> Workspace:
        known = self.workspaces.get(name)
        return known if known is not None else self._make(self._entries[name])

    def _make(self, entry: Entry) -> Workspace:
        page = entry.page()(self._services, entry.actions, self)
        page.restore_layout(self._kept.pop(entry.name, None))
        self.workspaces[entry.name] = page
        self.addWidget(page)
        self.made.emit(page)
        return page

    @property
    def workspace(self) -> Workspace | None:
        """The workspace that is seen; None on the welcome page."""
        page = self.currentWidget()
        return page if isinstance(page, Workspace) else None

    def show_page(self, name: str) -> None:
        """Show a workspace, or the welcome page for any other name."""
        page = self._workspace(name) if name in self._entries else None
        before = self.workspace
        if page is before and self.currentWidget() is (page or self.welcome):
            return
        if before is not None:
            before.leave()
        self.setCurrentWidget(page or self.welcome)
        if page is not None:
            page.enter()
        else:
            self.welcome.sample.setFocus()

    # ------------------------------------------------------------------ all that are there

    def enter(self) -> None:
        """Go on in the workspace that is seen."""
        if self.workspace is not None:
            self.workspace.enter()

    def leave(self) -> None:
        """Save what is being typed, wherever that is: something else comes."""
        for page in self.workspaces.values():
            page.leave()

    def commit(self) -> None:
        """Save what is being typed, and go on."""
        for page in self.workspaces.values():
            page.commit()

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over what the settings say, for those to come too."""
        self._services = replace(self._services, preferences=preferences)
        for page in self.workspaces.values():
            page.apply_preferences(preferences)

    def layout_states(self) -> dict[str, object]:
        """How the parts of each workspace are arranged, seen or not."""
        return {
            **self._kept,
            **{name: page.layout_state() for name, page in self.workspaces.items()},
        }

"""What the window needs of a workspace, a page of the rail, and what it lends to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import Action, BoundAction, bind
from annotator.gui.hub.link import HubLink
from annotator.gui.jobs import Jobs
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.steps import Steps
from annotator.gui.widgets.basic import ActionButton


@dataclass(frozen=True, slots=True)
class Services:
    """What the window lends to every workspace.

    `jobs` runs long work, one after the other, and shows how far it is; `lookups` runs questions
    that need not wait for work that writes; `hub` brings the project together with its hub.
    `reserved` are the single keys that the program itself uses, so that no tag may have them.
    """

    session: Session
    steps: Steps
    jobs: Jobs
    lookups: Jobs
    preferences: Preferences
    hub: HubLink
    reserved: frozenset[str] = frozenset()


class Workspace(QWidget):
    """A page that the rail can show, told of the project through the Session.

    It is made when it is first to be seen, with a project open or none, and made anew when all text
    has another size; so it knows nothing but what it reads, and reads that when it is entered.
    `name` is the workspace's id in a Place, as in the table of workspaces; `bound` are its actions
    by id. `status_changed` asks the window to show `status` and `hint` anew; `said` carries a
    sentence for the message bar, `action_asked` the id of an action of the window's own.
    """

    name: ClassVar[str] = ""
    bound: Mapping[str, BoundAction] = MappingProxyType({})
    keys_work: ClassVar[Qt.ShortcutContext] = Qt.ShortcutContext.WidgetWithChildrenShortcut
    """Where its keys work while it is shown: with the focus in it, or anywhere in the window."""

    status_changed = Signal()
    said = Signal(str)
    action_asked = Signal(str)

    def __init__(
        self, services: Services, actions: Sequence[Action[Any]], parent: QWidget | None = None
    ) -> None:
        """Each workspace is made so; it calls `bind_actions` when its parts are there."""
        super().__init__(parent)
        self.session = services.session
        self._actions = actions

    def bind_actions(self) -> None:
        """Make `bound` of the actions it was given."""
        self.bound = bind(self._actions, self, self.keys_work)

    def carry_out(self, action_id: str) -> None:
        """Do an action of this workspace, or ask the window for one of its own."""
        if action_id in self.bound:
            self.bound[action_id].run()
        else:
            self.action_asked.emit(action_id)

    def connect_buttons(self, inside: QWidget) -> None:
        """Have the buttons in a widget carry out the actions that they are for."""
        for button in inside.findChildren(ActionButton):
            button.asked.connect(self.carry_out)

    def show_possible(self) -> None:
        """Enable the buttons of what can be done now; the window's own know by themselves."""
        for button in self.findChildren(ActionButton):
            if button.action_id in self.bound:
                button.setEnabled(self.bound[button.action_id].possible)

    def status(self) -> tuple[str, ...]:
        """Short statements for the left of the status bar."""
        return ()

    def hint(self) -> tuple[str, str]:
        """The key and the words at the right of the status bar: what to press next."""
        return "", ""

    def enter(self) -> None:
        """The workspace is shown now: bring it up to date and take the focus."""

    def leave(self) -> None:
        """Another workspace or project comes: save what is being typed."""

    def commit(self) -> None:
        """Save what is being typed, for an action of the window that must know of it."""

    def ids_to_export(self) -> Sequence[str]:
        """The articles that an export from here is about; none for all."""
        return ()

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over what the settings say about this workspace."""

    def layout_state(self) -> str:
        """How its parts are arranged, to be kept until the program is next started."""
        return ""

    def restore_layout(self, state: object) -> None:
        """Take over an arrangement that was kept; anything else leaves the usual one."""

"""What the window needs of a workspace: a page of the rail."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import BoundAction


class Workspace(QWidget):
    """A page that the rail can show, made once and told of the project through the Session.

    `name` is the workspace's id in a Place, `title` and `icon` what the rail shows; `bound` are its
    actions by id. `status_changed` asks the window to show `status` and `hint` anew; `said` carries
    a sentence for the message bar.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    bound: Mapping[str, BoundAction] = MappingProxyType({})

    status_changed = Signal()
    said = Signal(str)

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

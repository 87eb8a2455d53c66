"""What the Teach page is made of: sections, one of which is seen."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.preferences import Preferences
from annotator.gui.workspace import Services


class Section(QWidget):
    """A part of the Teach page under a heading of its own.

    `key` names it, `title` is what its segment says. `refresh` is called when it comes into sight
    and after each change while it is seen; `asked` carries the id of an action of the page, `said`
    a sentence for the message bar, `about_changed` comes when `about` says something else.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""

    asked = Signal(str)
    said = Signal(str)
    about_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.session = services.session

    def about(self) -> str:
        """A few words beside the lesson's title."""
        return ""

    def hint(self) -> tuple[str, str]:
        """The key and the words at the right of the status bar."""
        return "", ""

    def refresh(self) -> None:
        """Show what the project says now."""

    def focus(self) -> None:
        """Take the focus: the section comes into sight."""
        self.setFocus()

    def commit(self) -> None:
        """Save what is being typed."""

    def apply_preferences(self, preferences: Preferences) -> None:
        """Take over what the settings say about it."""

    def forget(self) -> None:
        """Another project comes, or none."""

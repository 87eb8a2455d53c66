"""What the Teach page is made of: sections, one of which is seen."""

from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.dialogs.parts import Page
from annotator.gui.preferences import Preferences
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import Empty
from annotator.gui.workspace import Services


class Section(QWidget):
    """A part of the Teach page under a heading of its own.

    `key` names it in `sections.SECTIONS`. `refresh` is called when it comes into sight
    and after each change while it is seen; `asked` carries the id of an action of the page, `said`
    a sentence for the message bar, `about_changed` comes when `about` says something else.
    """

    key: ClassVar[str] = ""

    asked = Signal(str)
    said = Signal(str)
    about_changed = Signal()

    before: QWidget | None = None
    """The widget of the page from which the Tab key leads into the section."""

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


class ClassPage(Section):
    """A section about the class, which is read beside the window: until it is, it says so."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.waiting = Empty(self.tr("Reading the class…"), "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.waiting)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack)

    def show_one(self, shown: QWidget) -> None:
        """Show this, one of those that were added to `stack`."""
        held = self.hasFocus()
        self.stack.setCurrentWidget(shown)
        if held:
            self.focus()

    def first(self) -> QWidget | None:
        """What has the focus when the section comes into sight; None for nothing in it."""
        return None

    def focus(self) -> None:
        """Take the focus: `first`, or the section itself until that is seen.

        What is not seen cannot have it, and the keys of the page work where the focus is.
        """
        first = self.first()
        (first if first is not None and first.isVisible() else self).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def forget(self) -> None:
        """Another project comes, or none: nothing is known of its class yet."""
        self.show_one(self.waiting)


def paper_page() -> Page:
    """A page that scrolls, on the ground of articles, with the margins of a section."""
    page = Page()
    for part in (page, page.widget()):
        if part is not None:
            part.setProperty("role", "paper")
    look = current_theme()
    page.box.setContentsMargins(look.px(28), look.px(6), look.px(28), look.px(28))
    return page


def lead_the_tab_key(*widgets: QWidget | None) -> None:
    """Have the Tab key go from each to the next: what was made later would come last of all."""
    there = [each for each in widgets if each is not None]
    for one, other in pairwise(there):
        QWidget.setTabOrder(one, other)

"""What fills the window: the bars, the rail, the welcome page and the workspaces.

It is made anew when the size of all text changes, since every length in it grows with the text.
"""

from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.bars import Rail, StatusBar, TopBar
from annotator.gui.job_bar import JobBar
from annotator.gui.panels import Bar, BarKind
from annotator.gui.theme import current_theme
from annotator.gui.welcome import WelcomePage
from annotator.gui.workspace import Services, Workspace
from annotator.gui.workspaces import WORKSPACES

W = TypeVar("W", bound=Workspace)


class Frame(QWidget):
    """The parts of the window, laid out; what joins them is the window's."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # From the outside in: a widget that changes its parent is styled anew with all in it.
        self.pages = QStackedWidget(self)
        self.top = TopBar()
        self.welcome = WelcomePage(self.pages)
        self.workspaces = {
            entry.page.name: entry.page(services, entry.actions, self.pages) for entry in WORKSPACES
        }
        self.rail = Rail(
            (page.name, self.tr(page.title), page.icon) for page in self.workspaces.values()
        )
        self.bar = Bar(BarKind.INFO, "")
        self.bar.hide()
        self.job_bar = JobBar()
        self.foot = StatusBar()
        for page in (self.welcome, *self.workspaces.values()):
            self.pages.addWidget(page)
        self._lay_out()

    def _lay_out(self) -> None:
        bars = QVBoxLayout()
        margin = current_theme().px(8)
        bars.setContentsMargins(margin, 0, margin, 0)
        bars.addWidget(self.bar)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(bars)
        right.addWidget(self.job_bar)
        right.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(across, 1)
        whole.addWidget(self.foot)

    def page(self, kind: type[W]) -> W:
        """The workspace of this kind."""
        page = self.workspaces[kind.name]
        assert isinstance(page, kind)  # noqa: S101 - the table has each name once
        return page

    @property
    def workspace(self) -> Workspace | None:
        """The workspace that is seen; None on the welcome page."""
        page = self.pages.currentWidget()
        return page if isinstance(page, Workspace) else None

    def show_page(self, name: str) -> None:
        """Show a workspace, or the welcome page for any other name."""
        page = self.workspaces.get(name)
        before = self.workspace
        if page is not before or self.pages.currentWidget() is not (page or self.welcome):
            if before is not None:
                before.leave()
            self.pages.setCurrentWidget(page or self.welcome)
            if page is not None:
                page.enter()
            else:
                self.welcome.sample.setFocus()
        self.rail.choose(name)

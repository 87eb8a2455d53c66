"""What fills the window: the bars, the rail, the pages.

It is made anew when the size of all text changes, since every length in it grows with the text.
"""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.bars import Rail, StatusBar, TopBar
from annotator.gui.job_bar import JobBar
from annotator.gui.pages import Pages
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import Bar, BarKind
from annotator.gui.workspace import Services, Workspace
from annotator.gui.workspaces import WORKSPACES

W = TypeVar("W", bound=Workspace)


class Frame(QWidget):
    """The parts of the window, laid out; what joins them is the window's."""

    def __init__(
        self, services: Services, kept: Mapping[str, object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        # From the outside in: a widget that changes its parent is styled anew with all in it.
        self.pages = Pages(services, kept, self)
        self.top = TopBar()
        self.rail = Rail((entry.name, self.tr(entry.title), entry.icon) for entry in WORKSPACES)
        self.bar = Bar(BarKind.INFO, "")
        self.bar.hide()
        self.job_bar = JobBar()
        self.foot = StatusBar()
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
        return self.pages.page(kind)

    @property
    def workspace(self) -> Workspace | None:
        """The workspace that is seen; None on the welcome page."""
        return self.pages.workspace

    def show_page(self, name: str) -> None:
        """Show a workspace, or the welcome page for any other name."""
        self.pages.show_page(name)
        self.rail.choose(name)

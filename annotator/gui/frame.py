"""What fills the window: the bars, the rail, the welcome page and the workspaces.

It is made anew when the size of all text changes, since every length in it grows with the text.
"""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui.annotate import commands as annotate_commands
from annotator.gui.annotate.page import AnnotatePage
from annotator.gui.bars import Rail, StatusBar, TopBar
from annotator.gui.codebook import commands as codebook_commands
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.corpus import commands as corpus_commands
from annotator.gui.corpus.page import CorpusPage
from annotator.gui.job_bar import JobBar
from annotator.gui.jobs import Jobs
from annotator.gui.panels import Bar, BarKind
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.steps import Steps
from annotator.gui.theme import current_theme
from annotator.gui.welcome import WelcomePage
from annotator.gui.workspace import Workspace


class Frame(QWidget):
    """The parts of the window, laid out; what joins them is the window's."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        reserved: frozenset[str],
        steps: Steps,
        lookups: Jobs,
    ) -> None:
        super().__init__()
        self.top = TopBar()
        self.welcome = WelcomePage()
        self.annotate = AnnotatePage(session, preferences, annotate_commands.ACTIONS)
        self.corpus = CorpusPage(session, steps, lookups, preferences, corpus_commands.ACTIONS)
        self.codebook = CodebookPage(session, codebook_commands.ACTIONS, reserved=reserved)
        self.workspaces: dict[str, Workspace] = {
            page.name: page for page in (self.annotate, self.corpus, self.codebook)
        }
        self.rail = Rail(
            (page.name, self.tr(page.title), page.icon) for page in self.workspaces.values()
        )
        self.bar = Bar(BarKind.INFO, "")
        self.bar.hide()
        self.job_bar = JobBar()
        self.foot = StatusBar()
        self.pages = QStackedWidget()
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

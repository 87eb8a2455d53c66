"""Gold by votes, from the workspace: asked in a sheet, counted and written beside the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from annotator.core.work import Work
from annotator.gui.adjudicate.options import translated
from annotator.gui.workspace import Services
from annotator.project import Project

if TYPE_CHECKING:
    from annotator.project.aggregating import Outcome, Rule
    from annotator.project.measuring import Choice


class ByVotes(QObject):
    """Asks and writes; `done` is called with a sentence when gold is made."""

    def __init__(self, services: Services, done: Callable[[str], None], window: QWidget) -> None:
        super().__init__(window)
        self._session = services.session
        self._jobs = services.jobs
        self._lookups = services.lookups
        self._done = done
        self._window = window

    def ask(self) -> None:
        """Ask by which votes gold is made, and make it."""
        from annotator.gui.adjudicate.votes_sheet import VotesSheet

        project = self._session.project
        sheet = VotesSheet(
            project.annotators(), project.codebook, self._session, self._lookups, self._window
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.given.connect(self.make)
        sheet.open()

    def make(self, rule: "Rule", choice: "Choice") -> None:
        """Make gold by this rule of what is chosen, as one step."""
        from annotator.project.aggregating import aggregating

        who = self._session.desk.annotator

        def work(project: Project) -> Work["Outcome"]:
            outcome, _ = yield from aggregating(project, rule, who, choice)
            return outcome

        self._jobs.write(translated("Counting votes"), self._session.project, work, self._made)

    def _made(self, outcome: object) -> None:
        from annotator.gui.adjudicate.votes_words import besides, made
        from annotator.project.aggregating import Outcome

        if self._session.is_open and isinstance(outcome, Outcome):
            self._session.refresh()
            said = translated("{made} by votes.").format(made=made(outcome))
            if not outcome.changed:
                said = translated("What the votes give was gold already.")
            self._done(f"{said} {besides(outcome)}".strip())

"""What a lead does with queues: sharing articles out, making a training, moving and withdrawing."""

from annotator.core.model import AnnotatorKind
from annotator.gui.errands import Errands
from annotator.gui.team.figures import Figures
from annotator.gui.team.moving import MoveSheet, Moving
from annotator.gui.team.sharing import Planned, ShareSheet
from annotator.gui.team.training import TrainingPlan, TrainingSheet
from annotator.gui.workspace import Services, Workspace
from annotator.project import team as teams
from annotator.project.training import assigning_training


class Assigning(Errands):
    """Opens the sheets; a widget that is never shown, so that they stand over the page."""

    def __init__(self, services: Services, page: Workspace) -> None:
        super().__init__(services, page)
        self._services = services

    def share_out(self) -> None:
        """Ask which articles go to whom, and share them out."""
        everyone = self._session.project.annotators()
        people = [each for each in everyone if each.kind is AnnotatorKind.PERSON]
        sheet = ShareSheet(people, self._session, self._services.lookups, self._page)
        sheet.given.connect(self._share)
        self._open(sheet)

    def _share(self, plan: object) -> None:
        if isinstance(plan, Planned):
            count = len(plan.shares.edits)
            title = self.tr("Sharing out {n} articles").format(n=f"{plan.shares.articles:,}")
            self._services.steps.write(
                title,
                count,
                lambda desk: teams.assigning(
                    desk.project, plan.ids, plan.sharing, desk.annotator.id
                ),
            )

    def make_training(self) -> None:
        """Ask which articles with a key are whose training, and make them that."""
        everyone = self._session.project.annotators()
        people = [each for each in everyone if each.kind is AnnotatorKind.PERSON]
        sheet = TrainingSheet(people, self._session, self._services.lookups, self._page)
        sheet.given.connect(self._train)
        self._open(sheet)

    def _train(self, plan: object) -> None:
        if isinstance(plan, TrainingPlan):
            self._services.steps.write(
                self.tr("Making a training"),
                len(plan.shares.edits),
                lambda desk: assigning_training(
                    desk.project, plan.ids, plan.annotator_ids, desk.annotator.id
                ),
            )

    def move_articles(self, figures: Figures | None) -> None:
        """Ask whose articles go to whom, and move them or take them out."""
        if figures is None:
            return
        given = {it.annotator.id for it in figures.progress if it.batch}
        people = [each for each in figures.everyone if each.id in given]
        people += [each for each in figures.persons if each.id not in given]
        lookups = self._services.lookups
        sheet = MoveSheet(people, figures.batches, self._session, lookups, self._page)
        sheet.given.connect(self._move)
        self._open(sheet)

    def _move(self, moving: object) -> None:
        if isinstance(moving, Moving):
            self._services.steps.write(
                self.tr("Moving {n} articles").format(n=f"{len(moving.ids):,}"),
                len(moving.ids),
                lambda desk: teams.moving(
                    desk.project, moving.ids, moving.giver, moving.taker, desk.annotator.id
                ),
            )

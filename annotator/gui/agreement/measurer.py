"""Agreement measured on another thread: asked for, dropped, stopped, and gamma as a job apart."""

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.core.work import Work
from annotator.gui.asking import Asker
from annotator.gui.jobs import Job
from annotator.gui.workspace import Services
from annotator.project import Project

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport, GammaReport
    from annotator.project.disputed_places import About, DisputedPlace
    from annotator.project.measuring import Choice, Offer


class Measurer(QObject):
    """Has the newest report, and knows whether labels have changed since.

    `measured` comes with a new report, `refined` when gamma was added to it, `stopped` and
    `gamma_stopped` when somebody cancelled; `found` carries the places that were looked up.
    """

    measured = Signal()
    refined = Signal()
    stopped = Signal()
    gamma_stopped = Signal()
    found = Signal(object)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._session = services.session
        self._jobs = services.jobs
        self._asker = Asker(services.session, services.lookups, self)
        self._finder = Asker(services.session, services.lookups, self)
        self._title = self.tr("Measuring agreement")
        self._begun = 0.0
        self._gamma_for: AgreementReport | None = None
        self._gamma_job: Job | None = None
        self.report: AgreementReport | None = None
        self.offer: Offer | None = None
        self.seconds = 0.0
        self.stale = True
        services.lookups.begun.connect(self._job_begun)
        services.jobs.ended.connect(self._gamma_ended)

    @property
    def waiting(self) -> bool:
        """Whether something is being measured."""
        return self._asker.waiting

    @property
    def job(self) -> Job | None:
        """The job that measures now."""
        return self._asker.job

    def measure(self, choice: "Choice") -> None:
        """Measure what is chosen; what was asked before is dropped."""
        self.stale = False
        self._begun = time.monotonic()

        def work(project: Project) -> Work[Any]:
            return _measured(project, choice)

        self._asker.ask(work, self._take, self._title)

    def drop(self) -> None:
        """Nobody waits for anything any more; what was not measured to its end is still to be."""
        self.stale = self.stale or self._asker.waiting
        self._asker.drop()
        self._finder.drop()

    def forget(self) -> None:
        """There is no project any more, or another one."""
        self.drop()
        self.report, self.stale = None, True

    def _take(self, given: "tuple[AgreementReport, Offer]") -> None:
        self.seconds = time.monotonic() - self._begun
        self.report, self.offer = given
        self.measured.emit()

    def _job_begun(self, title: str, job: Job) -> None:
        if title == self._title:
            job.ended.connect(self._job_ended)

    def _job_ended(self, job: Job) -> None:
        # One that a newer one took the place of ends too; then there is still one to wait for.
        if self._asker.waiting and job is self._asker.job:
            self.drop()
            self.stopped.emit()

    # ------------------------------------------------------------------ more of a report

    def measure_gamma(self) -> None:
        """Measure gamma of what the report is about: slow, so a job that is seen."""
        report = self.report
        if report is None or report.gamma is not None or self._gamma_for is report:
            return
        self._gamma_for = report

        def work(_project: Project) -> Work[Any]:
            return _gamma(report)

        done = partial(self._refine, report)
        title = self.tr("Measuring gamma")
        self._gamma_job = self._jobs.run(title, self._session.project, work, done)

    def _refine(self, report: "AgreementReport", given: object) -> None:
        from annotator.project.agreement_report import GammaReport

        if isinstance(given, GammaReport) and report is self.report:
            self.report, self._gamma_for = replace(report, gamma=given), None
            self.refined.emit()

    def _gamma_ended(self, job: Job) -> None:
        # Nothing came of it: somebody stopped it, or it failed.
        if job is self._gamma_job and self._gamma_for is not None:
            self._gamma_for = None
            self.gamma_stopped.emit()

    def look_up(self, about: "About") -> None:
        """Look up the places that a figure rests on."""
        report = self.report
        if report is None:
            return

        def work(_project: Project) -> Work[Any]:
            return _places(report, about)

        self._finder.ask(work, self.found.emit)

    def look_no_more(self) -> None:
        """Nobody waits for places any more."""
        self._finder.drop()


# numpy, which measuring needs, is imported on the thread that measures.


def _measured(project: Project, choice: "Choice") -> "Work[tuple[AgreementReport, Offer]]":
    from annotator.project.agreement_report import agreement_report
    from annotator.project.measuring import offer

    report = yield from agreement_report(project, choice)
    return report, offer(project)


def _gamma(report: "AgreementReport") -> "Work[GammaReport]":
    from annotator.project.agreement_report import gamma_report

    return gamma_report(report)


def _places(report: "AgreementReport", about: "About") -> "Work[tuple[DisputedPlace, ...]]":
    from annotator.project.disputed_places import disputed_places

    return disputed_places(report, about)

"""What is done to many articles or labels: one step each, beside the window where it is long."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.core.work import Progress, Work
from annotator.desk import Desk
from annotator.gui.corpus.duplicates import Settled
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.project import Project
from annotator.project.corpus import Place, duplicates

AT_ONCE = 100
"""So many records are written while one waits; more of them on another thread."""

Deed = Callable[[Desk], object]


class Verbs(QObject):
    """Carries out deeds of the annotator at the desk.

    Between `began` and `ended` the file is written to by another thread; `done` comes after a deed
    with what it gave.
    """

    began = Signal()
    ended = Signal()
    done = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs

    def carry_out(self, title: str, count: int, deed: Deed) -> None:
        """Do it: now, or for many records on another thread with this title to be seen."""
        if count <= AT_ONCE:
            self.done.emit(deed(self._session.desk))
            return
        annotator = self._session.desk.annotator

        def work(project: Project) -> Work[object]:
            yield Progress(0, 1)
            return deed(Desk(project, annotator))

        self.began.emit()
        job = self._jobs.run(title, self._session.project, work, self._written)
        job.ended.connect(self.ended)

    def _written(self, given: object) -> None:
        if isValid(self) and self._session.is_open:
            self._session.refresh()
            self.done.emit(given)

    # ------------------------------------------------------------------ articles

    def describe(self, ids: Sequence[str], name: str, value: str) -> None:
        """Give these articles a property."""
        title = self.tr("Changing {n} articles").format(n=f"{len(ids):,}")
        self.carry_out(title, len(ids), lambda desk: desk.describe(ids, {name: value}))

    def archive(self, ids: Sequence[str], *, archived: bool) -> None:
        """Put these articles away, or take them back."""
        title = self.tr("Archiving {n} articles") if archived else self.tr("Taking {n} back")
        self.carry_out(
            title.format(n=f"{len(ids):,}"),
            len(ids),
            lambda desk: desk.archive(ids, archived=archived),
        )

    def put_in_order(self, ids: Sequence[str]) -> None:
        """Put these articles in this order."""
        title = self.tr("Ordering {n} articles").format(n=f"{len(ids):,}")
        self.carry_out(title, len(ids), lambda desk: desk.set_order(ids))

    def to_top(self, ids: Sequence[str]) -> None:
        """Put these articles before all others."""
        title = self.tr("Moving {n} articles").format(n=f"{len(ids):,}")
        self.carry_out(title, len(ids), lambda desk: desk.to_top(ids))

    def find_duplicates(self, found: Callable[[object], None]) -> None:
        """Look for articles that are the same or nearly, in the background; `found` gets them."""
        title, project = self.tr("Looking for duplicates"), self._session.project
        self._jobs.run(title, project, duplicates, found)

    def settle_duplicates(self, settled: Settled) -> None:
        """Archive and link these."""
        count = len(settled.archived) + len(settled.versions)
        title = self.tr("Settling {n} duplicates").format(n=f"{count:,}")

        def deed(desk: Desk) -> object:
            return desk.settle_duplicates(settled.archived, settled.versions)

        self.carry_out(title, count, deed)

    # ------------------------------------------------------------------ labels

    def tag(self, places: Sequence[Place], tag: str) -> None:
        """Tag these places."""
        where = [(place.hit.article_id, (place.hit.span,)) for place in places]
        title = self.tr("Tagging {n} places").format(n=f"{len(places):,}")
        self.carry_out(title, len(where), lambda desk: desk.tag_places(tag, where))

    def untag(self, label_ids: Sequence[str]) -> None:
        """Remove these labels."""
        title = self.tr("Removing {n} labels").format(n=f"{len(label_ids):,}")

        def deed(desk: Desk) -> object:
            return desk.untag([desk.project.label(each) for each in label_ids])

        self.carry_out(title, len(label_ids), deed)

    def retag(self, label_ids: Sequence[str], tag: str) -> None:
        """Give these labels another tag."""
        title = self.tr("Retagging {n} labels").format(n=f"{len(label_ids):,}")

        def deed(desk: Desk) -> object:
            return desk.retag_all([desk.project.label(each) for each in label_ids], tag)

        self.carry_out(title, len(label_ids), deed)

"""What is done to many articles or labels: one step each, beside the window where it is long."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from annotator import bulk
from annotator.gui.corpus.duplicates import Settled
from annotator.gui.workspace import Services
from annotator.project.corpus import Place, duplicates


class Verbs(QObject):
    """The verbs in bulk of the annotator at the desk, each with the words for its progress."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._steps = services.steps

    # ------------------------------------------------------------------ articles

    def describe(self, ids: Sequence[str], name: str, value: str) -> None:
        """Give these articles a property."""
        title = self.tr("Changing {n} articles").format(n=f"{len(ids):,}")
        self._steps.write(title, len(ids), lambda desk: bulk.describe(desk, ids, {name: value}))

    def archive(self, ids: Sequence[str], *, archived: bool) -> None:
        """Put these articles away, or take them back."""
        title = self.tr("Archiving {n} articles") if archived else self.tr("Taking {n} back")
        self._steps.write(
            title.format(n=f"{len(ids):,}"),
            len(ids),
            lambda desk: bulk.archive(desk, ids, archived=archived),
        )

    def put_in_order(self, ids: Sequence[str]) -> None:
        """Put these articles in this order."""
        title = self.tr("Ordering {n} articles").format(n=f"{len(ids):,}")
        self._steps.write(title, len(ids), lambda desk: bulk.set_order(desk, ids))

    def to_top(self, ids: Sequence[str]) -> None:
        """Put these articles before all others."""
        title = self.tr("Moving {n} articles").format(n=f"{len(ids):,}")
        self._steps.write(title, len(ids), lambda desk: bulk.to_top(desk, ids))

    def find_duplicates(self, found: Callable[[object], None]) -> None:
        """Look for articles that are the same or nearly, in the background; `found` gets them."""
        title, project = self.tr("Looking for duplicates"), self._services.session.project
        self._services.jobs.run(title, project, duplicates, found)

    def settle_duplicates(self, settled: Settled) -> None:
        """Archive and link these."""
        count = len(settled.archived) + len(settled.versions)
        title = self.tr("Settling {n} duplicates").format(n=f"{count:,}")

        self._steps.write(
            title,
            count,
            lambda desk: bulk.settle_duplicates(desk, settled.archived, settled.versions),
        )

    # ------------------------------------------------------------------ labels

    def tag(self, places: Sequence[Place], tag: str) -> None:
        """Tag these places."""
        where = [(place.hit.article_id, place.hit.span) for place in places]
        title = self.tr("Tagging {n} places").format(n=f"{len(places):,}")
        self._steps.write(title, len(where), lambda desk: bulk.tag(desk, tag, where))

    def untag(self, label_ids: Sequence[str]) -> None:
        """Remove these labels."""
        title = self.tr("Removing {n} labels").format(n=f"{len(label_ids):,}")
        self._steps.write(title, len(label_ids), lambda desk: bulk.untag(desk, label_ids))

    def retag(self, label_ids: Sequence[str], tag: str) -> None:
        """Give these labels another tag."""
        title = self.tr("Retagging {n} labels").format(n=f"{len(label_ids):,}")
        self._steps.write(title, len(label_ids), lambda desk: bulk.retag(desk, label_ids, tag))

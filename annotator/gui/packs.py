"""Work packs as files: opened into a copy to work in, or taken into the copy that is open."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.gui.ask_path import ask_to_save
from annotator.gui.dialogs.names import file_stem
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.sync.delivery import Delivery
from annotator.sync.merging import MergeReport, merge
from annotator.sync.posting import making_copy, owner_of, reading


class Packs(QWidget):
    """Opens work packs; a widget that is never shown, so that dialogs stand over its window."""

    def __init__(self, session: Session, jobs: Jobs, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._jobs = jobs
        self._folder = folder
        self._window = window
        self._waiting: Delivery | None = None

    def open(self, pack: Path) -> None:
        """Read a work pack; then make a copy of it, or take it into the one that is open."""
        self._jobs.run_alone(self.tr("Reading the work pack"), lambda: reading(pack), self._read)

    def _read(self, found: object) -> None:
        if not isinstance(found, Delivery):
            return
        if self._is_open_here(found):
            self._jobs.write(
                self.tr("Taking the work pack in"),
                self._session.project,
                lambda project: merge(project, [found]),
                self._taken,
            )
            return
        self._waiting = found
        name = file_stem(f"{found.project_name} {owner_of(found)}") or "work"
        ask_to_save(
            self._window,
            self.tr("Where to keep your copy of “{name}”").format(name=found.project_name),
            self._folder / f"{name}.annot",
            self.tr("Annotator projects (*.annot)"),
            self._make,
            suffix="annot",
            confirm=False,
        )

    def _is_open_here(self, pack: Delivery) -> bool:
        if not self._session.is_open or not self._session.project.work_copy:
            return False
        mine = self._session.desk.annotator.id
        return (pack.project_id, pack.who) == (self._session.project.id, mine)

    def _make(self, paths: list[Path]) -> None:
        pack, self._waiting = self._waiting, None
        for path in paths:
            if pack is not None:
                title = self.tr("Making your copy")
                self._jobs.run_alone(title, lambda: making_copy(pack, path), self._made)  # noqa: B023 - there is one

    def _made(self, path: object) -> None:
        if isinstance(path, Path):
            self._session.open(path)

    def _taken(self, report: object) -> None:
        if isinstance(report, MergeReport) and self._session.is_open:
            self._session.refresh()

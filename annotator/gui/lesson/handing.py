"""Handing in a student's work: one file, written beside the copy or where the student says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from annotator.core.model import State
from annotator.gui.ask_path import ask_to_save
from annotator.gui.jobs import Jobs
from annotator.gui.lesson.sheets import HandedInSheet, MissingSheet
from annotator.gui.passing import folder_to_keep
from annotator.gui.session import Session
from annotator.project.lesson import course
from annotator.sync.delivery import SUFFIXES, DeliveryKind
from annotator.sync.lessons import hand_in_name
from annotator.sync.posting import post_hand_in

ENDED = (State.DONE, State.SKIPPED)
"""The states in which a student is through with an article."""
_SUFFIX = SUFFIXES[DeliveryKind.HAND_IN]


class HandingIn(QObject):
    """Writes the hand-in of the student's copy that is open, and tells where it is.

    `commit` saves what is still being typed.
    """

    def __init__(
        self, session: Session, jobs: Jobs, commit: Callable[[], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._commit = commit
        self._window = window

    @property
    def path(self) -> Path:
        """Where the hand-in goes: beside the copy, or with the documents where that may not be."""
        project = self._session.project
        return folder_to_keep(project.path) / hand_in_name(project, self._session.desk.annotator)

    def hand_in(self) -> None:
        """Write the hand-in; asked first, where something is missing."""
        self._commit()
        project = self._session.project
        at = course(project, self._session.desk.annotator.id)
        missing = [it for it, _, state in at.articles if state not in ENDED]
        if not missing:
            self._write()
            return
        titles = [project.article(it).title or self.tr("Untitled") for it in missing]
        dialog = MissingSheet(titles, self._window)
        dialog.accepted.connect(self._write)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _write(self) -> None:
        self._write_to([self.path])

    def _write_to(self, paths: list[Path]) -> None:
        who = self._session.desk.annotator
        for path in paths:
            self._jobs.run(
                self.tr("Handing in"),
                self._session.project,
                lambda project: post_hand_in(project, who, path),  # noqa: B023 - there is one
                self._written,
            )

    def _written(self, posted: object) -> None:
        if not isinstance(posted, list) or not self._session.is_open:
            return
        for each in posted:
            dialog = HandedInSheet(each.path, self._window)
            dialog.elsewhere.connect(self._ask_where)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _ask_where(self) -> None:
        kinds = self.tr("Hand-ins (*{ending})").format(ending=_SUFFIX)
        title, suffix = self.tr("Save the hand-in"), _SUFFIX.removeprefix(".")
        ask_to_save(self._window, title, self.path, kinds, self._write_to, suffix=suffix)

"""Lessons as files: a student's copy begun or gone on with, a teacher's edition made a project."""

import glob
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.work import Progress, Work
from annotator.gui.ask_path import ask_to_open, ask_to_save, documents
from annotator.gui.dialogs.names import file_stem
from annotator.gui.jobs import Jobs
from annotator.gui.lesson.begin_sheet import BeginSheet, Copy
from annotator.gui.lesson.sheets import lesson_stem
from annotator.gui.passing import folder_to_keep
from annotator.gui.session import Session
from annotator.project import Project
from annotator.project.lesson import course, is_student_copy
from annotator.sample import free_path
from annotator.sync.delivery import SUFFIXES, Delivery, DeliveryKind, Edition
from annotator.sync.lessons import making_student_copy, making_teacher_copy, reading_lesson

SUFFIX = SUFFIXES[DeliveryKind.LESSON]


@dataclass(frozen=True, slots=True)
class Found:
    """A lesson that was read, where copies of it are kept, and those that were begun there.

    `apart`: that is not beside the lesson, where they would not stay.
    """

    delivery: Delivery
    folder: Path
    copies: tuple[Copy, ...]
    apart: bool = False


class LessonFiles(QWidget):
    """Opens lessons; a widget that is never shown, so that dialogs stand over its window."""

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._jobs = jobs
        self._window = window
        self._found: Found | None = None

    def ask(self) -> None:
        """Ask for a lesson's file and open it."""
        kinds = self.tr("Lessons (*{ending});;All files (*)").format(ending=SUFFIX)
        ask_to_open(self._window, self.tr("Open a lesson"), documents(), kinds, self._picked)

    def _picked(self, paths: list[Path]) -> None:
        for path in paths:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a lesson; then ask for the student's name, or where the teacher's project goes."""
        self._jobs.run_alone(self.tr("Reading the lesson"), lambda: finding(path), self._read)

    def _read(self, found: object) -> None:
        if not isinstance(found, Found):
            return
        self._found = found
        settings = found.delivery.settings
        lesson = settings.lesson if settings is not None else None
        if found.delivery.edition is Edition.TEACHER or lesson is None:
            self._ask_for_project(found)
            return
        dialog = BeginSheet(found.delivery, lesson, found.folder, found.copies, self._window)
        if found.apart:
            dialog.tell_apart()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.begun.connect(self._begin)
        dialog.gone_on.connect(self._made)
        dialog.open()

    def _begin(self, name: str, path: object) -> None:
        found, self._found = self._found, None
        if found is not None and isinstance(path, Path):
            delivery = found.delivery
            self._jobs.run_alone(
                self.tr("Making your copy"),
                lambda: making_student_copy(delivery, path, name),
                self._made,
            )

    def _made(self, path: object) -> None:
        if isinstance(path, Path):
            self._session.open(path)

    # ------------------------------------------------------------------ a teacher's edition

    def _ask_for_project(self, found: Found) -> None:
        name = found.delivery.project_name
        start = free_path(found.folder, file_stem(name) or "Lesson")
        title = self.tr("Where to keep your project of “{name}”").format(name=name)
        kinds = self.tr("Annotator projects (*.annot)")
        ask_to_save(self._window, title, start, kinds, self._teach, suffix="annot", confirm=False)

    def _teach(self, paths: list[Path]) -> None:
        found, self._found = self._found, None
        for path in paths:
            if found is not None:
                delivery = found.delivery
                self._jobs.run_alone(
                    self.tr("Making your project"),
                    lambda: making_teacher_copy(delivery, path),  # noqa: B023 - there is one
                    self._made,
                )


def finding(path: Path) -> Work[Found]:
    """A lesson from its file, and what was begun of it; raises AnnotatorError where it is none."""
    delivery = yield from reading_lesson(path)
    folder = folder_to_keep(path)
    copies = yield from copies_of(delivery, folder)
    return Found(delivery, folder, tuple(copies), apart=folder != path.absolute().parent)


def copies_of(delivery: Delivery, folder: Path) -> Work[Sequence[Copy]]:
    """The student’s copies of the lesson in this folder that have the names they usually get."""
    begins = lesson_stem(delivery.project_name, "x").removesuffix("x")
    found = []
    for path in sorted(folder.glob(f"{glob.escape(begins)}*.annot")):
        yield Progress(0, 0, path.name)
        try:
            with closing(Project.open(path, write=False)) as project:
                if project.id == delivery.project_id and is_student_copy(project):
                    who = project.store.desk()
                    name = next(it.name for it in project.annotators() if it.id == who)
                    at = course(project, who)
                    found.append(Copy(path, name, at.done, len(at.articles)))
        except AnnotatorError:
            continue  # what cannot be opened cannot be gone on with
    return found

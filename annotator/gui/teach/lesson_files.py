"""A lesson's files: saved for students and for colleagues, beside the window."""

from pathlib import Path

from annotator.core.lesson import FeedbackRule
from annotator.gui.ask_path import ask_to_save
from annotator.gui.dialogs.names import file_stem
from annotator.gui.errands import Errands
from annotator.project.lesson import lesson_of
from annotator.sync.delivery import SUFFIXES, DeliveryKind, Edition
from annotator.sync.lessons import post_lesson

_LESSON = SUFFIXES[DeliveryKind.LESSON]


class LessonFiles(Errands):
    """Asks where the files go and writes them; never shown, it speaks by the page's `said`."""

    def ask(self, edition: Edition) -> None:
        """Ask where to save the lesson in this edition, and save it."""
        teacher = edition is Edition.TEACHER
        name = file_stem(self._session.project.settings.name) or "Lesson"
        title = self.tr("Save for students")
        if teacher:
            title = self.tr("Save with key, for colleagues")

        def taken(paths: list[Path]) -> None:
            for path in paths:
                self.save(path, edition)

        ask_to_save(
            self._page,
            title,
            self._folder / f"{name}{' (teacher)' if teacher else ''}{_LESSON}",
            self.tr("Lessons (*{ending})").format(ending=_LESSON),
            taken,
            suffix=_LESSON.removeprefix("."),
        )

    def save(self, path: Path, edition: Edition) -> None:
        """Save the lesson to this file."""

        def saved(_delivery: object) -> None:
            if self._session.is_open:
                self._session.refresh()  # a code was made, perhaps
                self._page.said.emit(self._told(path, edition))

        self._jobs.write(
            self.tr("Saving the lesson"),
            self._session.project,
            lambda project: post_lesson(project, path, edition),
            saved,
        )

    def _told(self, path: Path, edition: Edition) -> str:
        if edition is Edition.TEACHER:
            said = self.tr("“{name}” has the key and your notes: for colleagues, not for students.")
            return said.format(name=path.name)
        lesson = lesson_of(self._session.project)
        said = self.tr("“{name}” is ready for the class.").format(name=path.name)
        if lesson.feedback is FeedbackRule.RELEASED and lesson.code:
            code = self.tr("The code that opens the key is {code}; keep it until you want to.")
            said += " " + code.format(code=lesson.code)
        return said

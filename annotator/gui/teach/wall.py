"""The wall of a classroom: the projector while it is open, and what the class guessed there."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from annotator.gui.article.layer import TagLook
from annotator.gui.session import Session
from annotator.gui.teach.in_class import InClass
from annotator.gui.teach.projector import Projector
from annotator.project.lesson import change_lesson, lesson_of


class Wall(QWidget):
    """Opens the projector over its window and keeps it up to date; never shown itself.

    What the class guesses is kept in the lesson, where that may be written to.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.projector: Projector | None = None
        self._session = session

    def show_class(self, found: InClass, looks: Mapping[str, TagLook]) -> None:
        """Show an article of the class, which has a heat map, on the whole screen."""
        if self.projector is None:
            self.projector = Projector(self.window())
            self.projector.guessed.connect(self._guessed)
            self.projector.destroyed.connect(self._gone)
        self.follow(found, looks)
        self.projector.showFullScreen()
        self.projector.activateWindow()
        self.projector.setFocus()

    def follow(self, found: InClass, looks: Mapping[str, TagLook]) -> None:
        """Show this in the projector, if it is open and there is a heat map."""
        if self.projector is not None and found.heat is not None:
            self.projector.show_class(found, looks, lesson_of(self._session.project).guesses)

    def close_projector(self) -> None:
        """Take down what hangs there."""
        if self.projector is not None:
            self.projector.close()

    def _gone(self) -> None:
        self.projector = None

    def _guessed(self, place_id: str, percent: int) -> None:
        project = self._session.project
        lesson = lesson_of(project)
        after = replace(lesson, guesses={**lesson.guesses, place_id: percent})
        if not project.read_only:
            change_lesson(project, after, self._session.desk.annotator.id)

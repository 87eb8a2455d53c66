"""Who is at the desk: asked when a project is opened, changed from the top bar."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from annotator.core.model import Annotator, AnnotatorKind
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.session import Session
from annotator.gui.widgets.dots import dot
from annotator.project import Project
from annotator.project.lesson import students_of

SEATED = (AnnotatorKind.PERSON, AnnotatorKind.KEY)
"""The kinds of annotators who can sit at the desk; models and gold make no labels by hand."""


class Seating(QWidget):
    """Asks who is at the desk, and has them sit down.

    A widget that is never shown, so that what it opens stands over the window it belongs to.
    `leave` saves what is being typed, `enter` goes on where it was.
    """

    def __init__(
        self,
        session: Session,
        leave: Callable[[], None],
        enter: Callable[[], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._leave = leave
        self._enter = enter
        self._window = window
        self._asked_of: Project | None = None
        session.opened.connect(self._opened)

    @property
    def people(self) -> list[Annotator]:
        """Those who can sit down in the open project: students have copies of their own."""
        project = self._session.project
        away = set()
        if project.settings.lesson is not None and not project.work_copy:
            away = {it.id for it in students_of(project)}
        return [it for it in project.annotators() if it.kind in SEATED and it.id not in away]

    def _opened(self) -> None:
        project = self._session.project if self._session.is_open else None
        if project is self._asked_of:
            return
        self._asked_of = project
        if project is not None and not project.work_copy:
            persons = [it for it in self.people if it.kind is AnnotatorKind.PERSON]
            if len(persons) > 1:
                # Not now: the window is about to show the project.
                QTimer.singleShot(0, self, self.ask)

    def ask(self) -> None:
        """Ask who is at the desk."""
        if not self._session.is_open:
            return
        dialog = AtDeskDialog(self.people, self._session.desk.annotator, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self.seat)
        dialog.open()

    def seat(self, annotator: object) -> None:
        """Have this annotator sit down; what is typed is saved for who sat there before."""
        if isinstance(annotator, Annotator) and annotator.id != self._session.desk.annotator.id:
            self._leave()
            self._session.sit_down(annotator)
            self._enter()

    def open_under(self, button: QAbstractButton) -> None:
        """Offer the people of the project under a button."""
        if not self._session.is_open:
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mine = self._session.desk.annotator
        copy = self._session.project.work_copy
        for each in [mine] if copy else self.people:
            action = menu.addAction(
                dot(each.colour, self.devicePixelRatioF()), each.name.replace("&", "&&")
            )
            action.setCheckable(True)
            action.setChecked(each.id == mine.id)
            action.setData(each)
            action.triggered.connect(self._chosen)
        menu.addSeparator()
        onward = menu.addAction(self.tr("Team…"))
        onward.triggered.connect(self._go_to_team)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.seat(action.data())

    def _go_to_team(self) -> None:
        self._session.go_to_workspace("team")

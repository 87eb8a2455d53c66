"""The Teach workspace: joins its sections to the project and shows one of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.edits import Step
from annotator.core.lesson import Lesson
from annotator.core.model import AnnotatorKind
from annotator.gui.actions import Action
from annotator.gui.preferences import Preferences
from annotator.gui.teach.class_files import ClassFiles
from annotator.gui.teach.class_section import ClassSection
from annotator.gui.teach.grades_section import GradesSection
from annotator.gui.teach.lesson_files import LessonFiles
from annotator.gui.teach.lesson_section import LessonSection
from annotator.gui.teach.rewordings_section import RewordingsSection
from annotator.gui.teach.section import Section
from annotator.gui.teach.sections import SECTIONS
from annotator.gui.teach.stories_section import StoriesSection
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel
from annotator.gui.widgets.choices import Segmented
from annotator.gui.widgets.flow import BesideOrBelow
from annotator.gui.widgets.panels import Empty
from annotator.gui.workspace import Services, Workspace
from annotator.project.lesson import change_lesson, students_of

_KINDS: tuple[type[Section], ...] = (
    LessonSection,
    ClassSection,
    StoriesSection,
    RewordingsSection,
    GradesSection,
)
"""The sections that `SECTIONS` names; a new one is one more class here."""

_LEAST_ABOUT = 150
"""So many pixels at 100 % are left for what is said beside a long title."""

_ONE_ROW = 780
"""From this width on, in pixels at 100 % text, the title stands beside the choice of sections."""

_LATE = 80
"""Milliseconds after a change at which the section in sight reads the project anew."""


class _Sections(dict[str, Section]):
    """The sections by their keys; like a workspace, each is made when it is first seen."""

    def __init__(self, make: Callable[[type[Section]], Section]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Section:
        kind = next(kind for kind in _KINDS if kind.key == key)
        self[key] = made = self._make(kind)
        return made


class TeachPage(Workspace):
    """A lesson from its making to the grades, in sections; what can be done is in `commands`."""

    name: ClassVar[str] = "teach"
    keys_work: ClassVar[Qt.ShortcutContext] = Qt.ShortcutContext.WindowShortcut

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["TeachPage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self._services = services
        self._stale: set[str] = set()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE)
        self._late.timeout.connect(self._refresh)
        self.files = LessonFiles(services, self)
        self.class_files = ClassFiles(services, self)
        self._preferences = services.preferences
        self._lay_out()
        self.connect_buttons(self)
        self.sections = _Sections(self._made)
        self._shown.setCurrentWidget(self.sections[LessonSection.key])
        self.bind_actions()
        self.session.opened.connect(self._opened)
        self.session.changed.connect(self._changed)

    def _made(self, kind: type[Section]) -> Section:
        section = kind(self._services)
        section.before = self.chooser.findChildren(QPushButton)[-1]
        section.apply_preferences(self._preferences)
        self.connect_buttons(section)
        section.asked.connect(self.carry_out)
        section.said.connect(self.said)
        section.about_changed.connect(self._show_about)
        self._stale.add(kind.key)
        self._shown.addWidget(section)
        return section

    def _lay_out(self) -> None:
        look = current_theme()
        self._heading = ElidedLabel()
        self._heading.setProperty("level", "heading")
        self._about = ElidedLabel()
        self._about.setProperty("tone", "muted")
        pairs = [(key, self.tr(title)) for key, title in SECTIONS.items()]
        self.chooser = Segmented(pairs, self.tr("Section"))
        self.chooser.changed.connect(self._chosen)
        title = QHBoxLayout()
        title.setSpacing(look.px(14))
        title.addWidget(self._heading)
        title.addWidget(self._about, 1)
        top = self._top = BesideOrBelow(_ONE_ROW)
        top.setContentsMargins(look.px(28), look.px(18), look.px(28), look.px(10))
        top.setSpacing(look.px(14))
        top.addLayout(title, 1)
        top.addWidget(self.chooser)
        self._shown = QStackedWidget()
        whole = QWidget()
        whole.setProperty("role", "paper")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._shown, 1)
        self._none = Empty(
            self.tr("This project is no lesson yet"),
            self.tr(
                "A lesson is handed to a class as one file; what comes back is shown here, word by "
                "word.\nMake a lesson of these articles, or begin with one that is ready."
            ),
            self.tr("Make it a lesson"),
        )
        self._none.setProperty("role", "paper")
        self._none.acted.connect(self.make_lesson)
        ready = ActionButton(self.tr("Ready lessons…"), "lessons-ready", "flat")
        self._none.add(ready)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self._none)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    # ------------------------------------------------------------------ the workspace

    @property
    def is_lesson(self) -> bool:
        """Whether the open project is a lesson, and its instructor's."""
        return self.session.teaching

    @property
    def section(self) -> Section:
        """The section that is chosen."""
        section = self._shown.currentWidget()
        assert isinstance(section, Section)  # noqa: S101 - nothing else is in the stack
        return section

    @property
    def in_class(self) -> ClassSection | None:
        """The Class section, while it is seen."""
        section = self.section
        return section if self.is_lesson and isinstance(section, ClassSection) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sections:
            self._top.suit(event.size().width())

    def enter(self) -> None:
        self._get_up()
        self._refresh()
        if self.is_lesson:
            self.section.focus()
        else:
            self.setFocus()

    def _get_up(self) -> None:
        """Let the instructor sit at the desk again, where it is clear who that is.

        Whoever made the key went to it from here, and comes back as themselves.
        """
        if not self.is_lesson or self.session.desk.annotator.kind is not AnnotatorKind.KEY:
            return
        project = self.session.project
        away = {it.id for it in students_of(project)}
        people = (it for it in project.annotators() if it.kind is AnnotatorKind.PERSON)
        instructors = [it for it in people if it.id not in away]
        if len(instructors) == 1:
            self.session.sit_down(instructors[0])

    def apply_preferences(self, preferences: Preferences) -> None:
        self._preferences = preferences
        for section in self.sections.values():
            section.apply_preferences(preferences)

    def leave(self) -> None:
        self.commit()

    def commit(self) -> None:
        if self.is_lesson:
            for section in self.sections.values():
                section.commit()

    def hint(self) -> tuple[str, str]:
        return self.section.hint() if self.is_lesson else ("", "")

    def status(self) -> tuple[str, ...]:
        return (self.tr("names stay on this computer"),) if self.is_lesson else ()

    # ------------------------------------------------------------------ what changed

    def _opened(self) -> None:
        for asking in self.findChildren(QDialog):  # about a project that is gone
            asking.close()
        self._stale = set(self.sections)
        for section in self.sections.values():
            section.forget()
        if self.isVisible():
            self._refresh()

    def _changed(self, _step: Step) -> None:
        self._stale = set(self.sections)
        if self.isVisible():
            self._late.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        self._stack.setCurrentIndex(0 if self.is_lesson else 1)
        if not self.is_lesson:
            return
        section = self.section
        self.chooser.set_value(section.key)
        if section.key in self._stale:
            self._stale.discard(section.key)
            section.refresh()
        self._show_about()

    def _show_about(self) -> None:
        if not self.is_lesson:
            return
        self._heading.setText(self.session.project.settings.name)
        self._about.setText(self.section.about())
        # The title gives way first: how many handed in is in no other place.
        wide = self._about.fontMetrics().horizontalAdvance(self._about.text())
        self._about.setMinimumWidth(min(wide, current_theme().px(_LEAST_ABOUT)))
        self.show_possible()
        self.status_changed.emit()

    # ------------------------------------------------------------------ verbs

    def _chosen(self, key: object) -> None:
        # Pressed once more, a segment would take its choice back; here one is always chosen.
        self.show_section(str(key) if key is not None else self.section.key)

    def show_section(self, key: str) -> None:
        """Show a section and go into it."""
        if self.section.key != key:
            self.section.commit()
        self._shown.setCurrentWidget(self.sections[key])
        self._refresh()
        if self.is_lesson:
            self.section.focus()

    def collect(self, paths: Sequence[Path]) -> None:
        """Collect hand-ins, and show how the class stands."""
        self.commit()
        self.class_files.collect(paths)
        self.show_section(GradesSection.key)

    def make_lesson(self) -> None:
        """Make the open project a lesson."""
        if self.session.is_open and not self.session.project.work_copy:
            change_lesson(self.session.project, Lesson(), self.session.desk.annotator.id)
            self._refresh()
            self.enter()

"""The Grades section: who handed in, how each did, the files that go out."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.gui.article.layer import tag_looks
from annotator.gui.asking import Asker
from annotator.gui.teach.class_cards import ConfusionCard, GainCard
from annotator.gui.teach.grading import Grading, grading
from annotator.gui.teach.section import ClassPage, paper_page
from annotator.gui.teach.students_table import StudentsTable, who
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, label
from annotator.gui.widgets.choices import Segmented
from annotator.gui.widgets.flow import BesideOrBelow, ButtonFlow
from annotator.gui.widgets.panels import Empty
from annotator.gui.workspace import Services
from annotator.project.lesson import change_lesson, lesson_of
from annotator.project.roster import Roster, RosterEntry, read_roster, roster_path, write_roster

_TWO_CARDS = 900


class GradesSection(ClassPage):
    """Joins the table of students to the roster, and shows what the class gained."""

    key: ClassVar[str] = "grades"

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._asker = Asker(services.session, services.lookups, self)
        self._late = False
        self.found: Grading | None = None
        self.table = StudentsTable()
        self.names = QCheckBox(self.tr("Show names"))
        self.by = Segmented(
            ((False, self.tr("Score")), (True, self.tr("Rubric"))), self.tr("Points by")
        )
        self.gain = GainCard()
        self.confusion = ConfusionCard()
        self._lay_out()
        self.by.changed.connect(self._grade_by)
        self.names.toggled.connect(lambda on: self.table.show_names(named=on))
        self.table.students.changed.connect(self._keep)
        self.table.edited.connect(self._catch_up)
        self.table.students.refused.connect(self.said)
        self.nobody.acted.connect(lambda: self.asked.emit("lesson-collect"))

    def _lay_out(self) -> None:
        look = current_theme()
        buttons = [
            ActionButton(text, action, kind)
            for text, action, kind in (
                (self.tr("Collect hand-ins…"), "lesson-collect", "primary"),
                (self.tr("Class list…"), "lesson-class-list", ""),
                (self.tr("Save grades…"), "lesson-grades", ""),
                (self.tr("Feedback sheets…"), "lesson-sheets", ""),
            )
        ]
        choices = QWidget()
        row = QHBoxLayout(choices)
        row.setContentsMargins(look.px(8), 0, 0, 0)
        row.setSpacing(look.px(10))
        row.addWidget(label(self.tr("Points by"), tone="muted"))
        row.addWidget(self.by)
        row.addWidget(self.names)
        choices.setMinimumHeight(buttons[0].sizeHint().height())
        self._cards = BesideOrBelow(_TWO_CARDS)
        self._cards.setSpacing(look.px(16))
        self._cards.addWidget(self.gain, 2)
        self._cards.addWidget(self.confusion, 3)
        self._page = paper_page()
        self._page.box.setContentsMargins(look.px(28), 0, look.px(28), look.px(20))
        self._page.box.setSpacing(look.px(12))
        self._page.box.addWidget(ButtonFlow([*buttons, choices]))
        self._page.box.addWidget(self.table, 1)
        self._page.box.addLayout(self._cards)
        self.nobody = Empty(
            self.tr("Nobody has handed in yet"),
            self.tr(
                "Collect what came back: files, a folder, or the zip of a learning platform. Who "
                "is behind a pseudonym stands in the roster beside this project alone."
            ),
            self.tr("Collect hand-ins…"),
        )
        self.nobody.add(ActionButton(self.tr("Class list…"), "lesson-class-list", "flat"))
        self.stack.addWidget(self._page)
        self.stack.addWidget(self.nobody)

    # ------------------------------------------------------------------ the section

    def about(self) -> str:
        found = self.found
        if found is None:
            return ""
        if found.roster.entries:
            said = self.tr("{n} of {all} handed in")
            return said.format(n=found.handed_in, all=len(found.rows))
        return self.tr("{n} handed in").format(n=found.handed_in)

    def hint(self) -> tuple[str, str]:
        return "Ctrl ⇧ B", self.tr("Collect hand-ins")

    def first(self) -> QWidget | None:
        return self.table

    def forget(self) -> None:
        self._asker.drop()
        self.found = None
        self.names.setChecked(False)
        self.table.students.show_rows(())
        super().forget()

    def refresh(self) -> None:
        self._asker.ask(grading, self._show)

    def _show(self, found: Grading) -> None:
        self._late = self.table.editing
        if self._late:  # new rows would take away what is being typed
            return
        self.found = found
        self.show_one(self._page if found.rows else self.nobody)
        self.by.set_value(lesson_of(self.session.project).rubric)
        self.by.setEnabled(not self.session.project.read_only)
        self.table.students.editable = not self.session.project.read_only
        self.table.show_rows(found.rows)
        looks = tag_looks(self.session.project.codebook)
        self.gain.show_gain(found.results.gain)
        self.confusion.show_confusion(found.results.confusion, looks)
        self.about_changed.emit()

    def _grade_by(self, rubric: object) -> None:
        """Have grades come by a rubric or by the score; pressed once more, it stays."""
        project = self.session.project
        lesson = lesson_of(project)
        self.by.set_value(lesson.rubric if rubric is None else rubric)
        if isinstance(rubric, bool):
            by = self.session.desk.annotator.id
            change_lesson(project, replace(lesson, rubric=rubric), by)

    def _catch_up(self) -> None:
        if self._late:
            self.refresh()

    def _keep(self, before: object, after: object) -> None:
        """Keep what the instructor wrote about a student, in the roster."""
        if not (isinstance(before, RosterEntry) and isinstance(after, RosterEntry)):
            return
        path = roster_path(self.session.project.path)
        try:
            write_roster(_with_given(read_roster(path), before, after), path)
        except AnnotatorError as error:
            self.said.emit(str(error))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.table.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cards.suit(event.size().width())


def _with_given(roster: Roster, before: RosterEntry, after: RosterEntry) -> Roster:
    """The roster with what is other in `after`: the file may know more by now than the table."""
    given = {
        name: getattr(after, name)
        for name in ("points", "comment")
        if getattr(after, name) != getattr(before, name)
    }
    for entry in roster.entries:
        if who(entry) == who(before):
            return roster.with_change(entry, replace(entry, **given))
    return Roster((*roster.entries, after))  # a student whom the roster did not know

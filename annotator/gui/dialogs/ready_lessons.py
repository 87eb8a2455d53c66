"""Choosing one of the lessons that come with the program."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.parts import Choices, Sheet
from annotator.gui.widgets.basic import label
from annotator.ready_lessons import Level, ready_lessons


class ReadyLessonsSheet(Sheet):
    """Tells what each lesson is about; `chosen` carries the id of the one to begin with."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 640, parent)
        self.setWindowTitle(self.tr("Ready lessons"))
        self.heading(self.tr("Ready lessons"))
        words = label(
            self.tr(
                "Fictional articles with a key, explanations, notes for you, and a check before "
                "and after. A lesson becomes a project of your own, to use or to change."
            ),
            tone="muted",
        )
        words.setWordWrap(True)
        self.page.box.addWidget(words)
        self.lessons = Choices(self.tr("Lesson"))
        self._found = {each.id: each for each in ready_lessons()}
        levels = {
            Level.BEGINNERS: self.tr("beginners"),
            Level.PRACTISED: self.tr("practised"),
            Level.ADVANCED: self.tr("advanced"),
        }
        for each in self._found.values():
            note = self.tr("{level} · {n} minutes").format(level=levels[each.level], n=each.minutes)
            self.lessons.add(each.id, each.title, note, each.summary)
        self.page.box.addWidget(self.lessons)
        self.goals = label("", tone="muted")
        self.goals.setWordWrap(True)
        self.page.box.addWidget(self.goals)
        self.page.box.addStretch(1)
        self.lessons.changed.connect(self._show)
        self.primary.setText(self.tr("Begin"))
        self.accepted.connect(lambda: self.chosen.emit(self.lessons.current()))
        self._show()
        self.fit()
        self.lessons.setFocus()

    def _show(self) -> None:
        lesson = self._found[self.lessons.current()]
        goals = "\n".join(f"• {goal}" for goal in lesson.goals)
        self.goals.setText(self.tr("Students learn to:") + f"\n{goals}" if goals else "")

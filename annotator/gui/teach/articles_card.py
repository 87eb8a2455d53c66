"""The articles of a lesson: what each is for, and how far its key is."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from annotator.core.feedback import Counts
from annotator.core.lesson import Part
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, label
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.panels import TitledCard
from annotator.gui.workspace import Services
from annotator.project.lesson import (
    KeyStatus,
    change_lesson,
    key_annotator,
    key_status,
    lesson_of,
)


class ArticlesCard(TitledCard):
    """A row for each article, with its part in the lesson and a way to its key."""

    asked = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.entitle(self.tr("Articles and key"))
        self._session = services.session
        self.rows: list[KeyStatus] = []
        self.keys: dict[str, QPushButton] = {}
        self.parts: dict[str, Combo] = {}
        self.box.addWidget(
            self.words(
                self.tr(
                    "The key is made by annotating, on the same screen: the note of a label "
                    "explains it, “Counts as” makes it optional, also right, or a decoy."
                )
            )
        )
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self.box.addWidget(self._list)
        self.add = ActionButton(self.tr("Add articles…"), "articles-add")
        self.add.asked.connect(self.asked)
        self.buttons(self.add)

    def refresh(self) -> None:
        """Show the articles as the project has them now."""
        rows = key_status(self._session.project)
        if [it.article_id for it in rows] != [it.article_id for it in self.rows]:
            self._make(rows)
        self.rows = rows
        for row in rows:
            self.parts[row.article_id].show_value(row.part.value)
            self._said[row.article_id].setText(self._about(row))
            self._titles[row.article_id].setText(row.title)
            key = self.keys[row.article_id]
            key.setText(self.tr("Open key") if row.done else self.tr("Make key"))
            key.setAccessibleName(f"{key.text()}: {row.title}")

    def in_order(self) -> list[QWidget]:
        """What can have the focus, in the order in which it stands."""
        pairs = ((self.parts[it.article_id], self.keys[it.article_id]) for it in self.rows)
        return [*(each for pair in pairs for each in pair), self.add]

    def _make(self, rows: list[KeyStatus]) -> None:
        look = current_theme()
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnStretch(0, 1)
        self.keys, self.parts = {}, {}
        self._said: dict[str, ElidedLabel] = {}
        self._titles: dict[str, ElidedLabel] = {}
        for number, row in enumerate(rows):
            title, about = ElidedLabel(row.title), ElidedLabel()
            about.setProperty("tone", "muted")
            about.setProperty("level", "small")
            part = Combo(self.tr("Part of “{title}”").format(title=row.title), narrow=True)
            part.offer([(each.value, text) for each, text in self._part_names().items()])
            part.finished.connect(lambda key=row.article_id: self._set_part(key))
            key = QPushButton()
            key.clicked.connect(lambda _on=False, key=row.article_id: self._open(key))
            line = 3 * number
            if number:
                grid.addWidget(self.line(), line, 0, 1, 3)
                grid.setRowMinimumHeight(line, look.px(9))
            grid.addWidget(title, line + 1, 0)
            grid.addWidget(about, line + 2, 0)
            middle = Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(part, line + 1, 1, 2, 1, middle)
            grid.addWidget(key, line + 1, 2, 2, 1, middle)
            self._titles[row.article_id], self._said[row.article_id] = title, about
            self.parts[row.article_id], self.keys[row.article_id] = part, key
        if not rows:
            grid.addWidget(label(self.tr("No articles yet."), tone="muted"), 0, 0)
        self.box.replaceWidget(self._list, fresh)
        self._list.deleteLater()
        self._list = fresh

    def _part_names(self) -> dict[Part, str]:
        return {
            Part.BEFORE: self.tr("Check before"),
            Part.LESSON: self.tr("The lesson"),
            Part.AGAIN: self.tr("To try again"),
            Part.AFTER: self.tr("Check after"),
        }

    def _about(self, row: KeyStatus) -> str:
        if not row.done:
            return self.tr("no key yet")
        said = {
            Counts.REQUIRED: self.tr("{n} required"),
            Counts.ALTERNATIVE: self.tr("{n} also right"),
            Counts.OPTIONAL: self.tr("{n} optional"),
            Counts.DECOY: self.tr("1 decoy")
            if row.counts.get(Counts.DECOY) == 1
            else self.tr("{n} decoys"),
        }
        parts = [
            text.format(n=row.counts[counts])
            for counts, text in said.items()
            if counts in row.counts
        ]
        if not parts:
            parts = [self.tr("nothing to mark")]
        if row.unexplained:
            parts.append(self.tr("{n} without an explanation").format(n=row.unexplained))
        if row.experts > 1:
            parts.append(self.tr("{n} experts").format(n=row.experts))
        return " · ".join(parts)

    def _set_part(self, article_id: str) -> None:
        project = self._session.project
        lesson = lesson_of(project)
        part = Part(str(self.parts[article_id].value()))
        parts = {key: it for key, it in lesson.parts.items() if key != article_id}
        if part is not Part.LESSON:
            parts[article_id] = part
        change_lesson(project, replace(lesson, parts=parts), self._session.desk.annotator.id)

    def _open(self, article_id: str) -> None:
        """Sit down as the key's annotator, at this article."""
        by = self._session.desk.annotator.id
        self._session.sit_down(key_annotator(self._session.project, by))
        self._session.go_to_article(article_id)

"""The queue: an annotator's articles with their states, filtered, in order."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.core.edits import Step
from annotator.core.lesson import Lesson
from annotator.core.model import Answer, Assignment, Attempt, Label, Metadata, Shelf, State
from annotator.gui.annotate.queue_rows import QueueDelegate, QueueModel
from annotator.gui.lesson.lesson_panel import LessonFoot, LessonHead
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.choices import ChipRow
from annotator.gui.widgets.panels import Fitting
from annotator.gui.widgets.row_list import RowList

_ALL = "all"
_FILTERS: dict[str, tuple[State, ...]] = {
    _ALL: (),
    "todo": (State.TODO, State.IN_PROGRESS),
    "done": (State.DONE,),
    "flagged": (State.FLAGGED,),
    "skipped": (State.SKIPPED,),
}
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class QueuePanel(QFrame):
    """The queue at the left of the article."""

    asked = Signal(str)
    """The id of the article that the person wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "side-left")
        self.chips = ChipRow(
            [
                (_ALL, self.tr("All")),
                ("todo", self.tr("To do")),
                ("done", self.tr("Done")),
                ("flagged", self.tr("Flagged")),
                ("skipped", self.tr("Skipped")),
            ]
        )
        self.chips.chosen.connect(self._filter)
        self.list = RowList(QueueDelegate())
        # Several may be selected, for an export; the current one is the one that is open.
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(self.tr("Articles"))
        self.model = QueueModel(session, self)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        theme = current_theme()
        self._filters = QWidget()
        top = QVBoxLayout(self._filters)
        top.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(8))
        top.addWidget(self.chips)
        self.lesson = LessonHead()
        self.foot = LessonFoot()
        self._told = Fitting(self.lesson)
        self._here = label("", level="strong")
        self._here.setContentsMargins(theme.px(14), theme.px(8), theme.px(12), theme.px(6))
        box.addWidget(self._told, 2)
        box.addWidget(self._here)
        box.addWidget(self._filters)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)
        self._counts = dict.fromkeys(State, 0)
        self._quiet = False

    def show_lesson(self, lesson: Lesson | None) -> None:
        """Be the lesson's articles with what is to be done, or a queue as any for None."""
        studying = lesson is not None
        for part in (self._told, self._here, self.foot):
            part.setVisible(studying)
        self._filters.setVisible(not studying)
        self.list.setMinimumHeight(current_theme().px(110) if studying else 0)
        if lesson is not None:
            self.chips.choose(_ALL)
            self.lesson.show_lesson(lesson)

    # ------------------------------------------------------------------ following the session

    def reload(self) -> None:
        """Read the queue anew: another project, filter, or articles came."""
        if not self._session.is_open:
            self.model.show_ids(())
            return
        desk = self._session.desk
        self._quiet = True
        self.model.show_ids(desk.article_ids(_FILTERS[self.chips.current()]))
        self._quiet = False
        self._counts = desk.state_counts()
        self._show_counts()
        self.follow(self._session.place.article_id)

    def changed(self, step: Step) -> None:
        """Bring up to date what the step touched."""
        if not step.edits or any(isinstance(edit.record, Shelf | Attempt) for edit in step.edits):
            # Articles came, went to the archive, stand in another order, or training opens them.
            self.reload()
            return
        seen: set[str] = set()
        for edit in step.edits:
            record = edit.record
            if (
                isinstance(record, Assignment)
                and record.annotator_id == self._session.desk.annotator.id
            ):
                self._count(edit.before, -1)
                self._count(edit.after, 1)
            if isinstance(record, Label | Answer | Assignment | Metadata):
                seen.add(record.article_id)
        for article_id in seen:
            self.model.refresh(article_id)
        self._show_counts()

    def _count(self, record: object, by: int) -> None:
        state = record.state if isinstance(record, Assignment) else State.TODO
        self._counts[state] += by

    def _show_counts(self) -> None:
        for key, states in _FILTERS.items():
            wanted = states or tuple(State)
            count = sum(self._counts[state] for state in wanted)
            self.chips.set_count(key, count)
            if key in ("flagged", "skipped"):
                self.chips.show_chip(key, shown=bool(count) or self.chips.current() == key)

    def follow(self, article_id: str) -> None:
        """Show the article that is open as the current row."""
        row = self.model.row_of(article_id)
        where = self.tr("Article {n} of {all}").format(n=row + 1, all=len(self.model.ids))
        self._here.setText(where if row >= 0 else "")
        if row >= 0 and self.list.currentIndex().row() != row:
            self._quiet = True
            # The list itself would add it to the selection where Ctrl is held, as in Ctrl+Enter.
            self.list.selectionModel().setCurrentIndex(self.model.index(row), _ALONE)
            self._quiet = False

    def selected_ids(self) -> list[str]:
        """The ids of the articles selected in the list, in its order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.ids[row] for row in rows]

    def neighbour(self, by: int) -> str:
        """The id of the article so many rows from the one that is open; "" at the end."""
        row = self.model.row_of(self._session.place.article_id) + by
        return self.model.ids[row] if 0 <= row < len(self.model.ids) else ""

    def next_to_do(self) -> str:
        """The id of the next article that is not yet done, from here on and then from the start."""
        desk = self._session.desk
        open_ids = set(desk.article_ids(_FILTERS["todo"]))
        queue = desk.article_ids()
        here = self._session.place.article_id
        at = queue.index(here) if here in queue else 0
        return next((i for i in queue[at + 1 :] + queue[:at] if i in open_ids), "")

    def _filter(self, _key: str) -> None:
        self.reload()

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.asked.emit(self.model.ids[current.row()])

"""The people of the project, how far each is, and how long an article takes them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import AnnotatorKind, State
from annotator.gui.choices import ChipRow
from annotator.gui.dots import Dot
from annotator.gui.session import Session
from annotator.gui.states import state_name
from annotator.gui.team.cards import StateBar, TeamCard
from annotator.gui.team.figures import Figures
from annotator.gui.team.words import duration, kind_name
from annotator.gui.theme import current_theme
from annotator.gui.widgets import ElidedLabel, emptied, label, restyled
from annotator.project.team import QueueProgress

_SHARES = (6, 7, 6, 2, 3)
"""How the room of a row is parted: name, bar, states, labels, time."""

_BAR = 1
_ROOM_FOR_BARS = 640
"""From this width on, in pixels at 100 % text, there are bars: the words say the same."""
_MOST_CHIPS = 420
"""The room for the chips of batches, in pixels at 100 % text; more flow into a second row."""

_ALL = ""


class PeopleCard(TeamCard):
    """A row for everyone; pressed, it is to be changed. `asked` carries the id of whose it is."""

    asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("People"))
        self._figures: Figures | None = None
        self._batch = _ALL
        self._chips: ChipRow | None = None
        self._heads = _Columns(self)
        for text, right in (
            (self.tr("Name"), False),
            (self.tr("Progress"), False),
            (self.tr("Articles"), False),
            (self.tr("Labels"), True),
            (self.tr("Per article"), True),
        ):
            self._heads.put(_cell(text, right=right, tone="muted", level="small"))
        self._heads.cells[-1].setToolTip(
            self.tr("The median time of the articles that are done, idle time cut off")
        )
        self.box.addWidget(self._heads)
        self.box.addWidget(self.line())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.box.addLayout(self._rows)
        self._lone = self.words(
            self.tr("You are alone here. Add people to share the articles out among them.")
        )
        self.box.addWidget(self._lone)

    def show_figures(self, figures: Figures) -> None:
        self._figures = figures
        self.entitle(self.tr("Your work") if figures.work_copy else self.tr("People"))
        self._lone.setVisible(len(figures.persons) < 2 and not figures.work_copy)
        self._show_chips(figures)
        self._show_rows()

    def _show_chips(self, figures: Figures) -> None:
        if self._chips is not None:
            self.head.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        if not figures.batches:
            self._batch = _ALL
            return
        if self._batch not in figures.batches:
            self._batch = _ALL
        entries = [(_ALL, self.tr("All")), *((name, name) for name in figures.batches)]
        self._chips = ChipRow(entries)
        self._chips.choose(self._batch)
        self._chips.setAccessibleName(self.tr("Batch"))
        self._chips.chosen.connect(self._choose)
        self._chips.setMinimumWidth(
            min(self._chips.sizeHint().width(), current_theme().px(_MOST_CHIPS))
        )
        self.head.addWidget(self._chips)

    def _choose(self, batch: str) -> None:
        self._batch = batch
        self._show_rows()

    def _show_rows(self) -> None:
        figures = self._figures
        if figures is None:
            return
        focused = self._focused()
        emptied(self._rows)
        shown = [it for it in figures.progress if it.batch == self._batch]
        for number, each in enumerate(shown):
            if number:
                self._rows.addWidget(self.line())
            row = PersonRow(each, at_desk=each.annotator.id == figures.me.id)
            if figures.work_copy:  # only the lead's project says who somebody is
                row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                row.unsetCursor()
            row.clicked.connect(self._pressed)
            self._rows.addWidget(row)
            if each.annotator.id == focused:
                row.setFocus()

    def _focused(self) -> str:
        row = self.focusWidget()
        return row.annotator_id if isinstance(row, PersonRow) and row.hasFocus() else ""

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, PersonRow):
            self.asked.emit(row.annotator_id)


class PersonRow(QPushButton):
    """One annotator: name, articles by state, labels, time; Enter or a click changes them."""

    def __init__(
        self, known: QueueProgress, *, at_desk: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.annotator_id = known.annotator.id
        self.setProperty("role", "row")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        marks = [kind_name(known.annotator.kind)]
        if known.annotator.kind is AnnotatorKind.PERSON:
            marks = []
        if at_desk:
            marks.append(self.tr("at the desk"))
        states, labels = self._states(known), f"{known.labels:,}"
        time = duration(known.median)
        said = [known.annotator.name, *marks, states, self.tr("{n} labels").format(n=labels)]
        if known.median:
            said.append(self.tr("{time} for an article").format(time=time))
        self.setAccessibleName("; ".join(filter(None, said)))
        columns = _Columns(self)
        columns.put(self._name(known, marks))
        columns.put(StateBar(known.states) if states != "–" else QWidget())
        columns.put(_cell(states, tone="muted"))
        columns.put(_cell(labels if known.labels else "–", right=True))
        columns.put(_cell(time, right=True, tone="muted"))
        look = current_theme()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.px(5), 0, look.px(5))
        whole.addWidget(columns)
        columns.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(320), QFontMetrics(look.ui_font()).height() + look.px(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(current_theme().px(160), self.sizeHint().height())

    def _name(self, known: QueueProgress, marks: list[str]) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(Dot(known.annotator.colour))
        row.addWidget(ElidedLabel(known.annotator.name))
        if marks:
            told = ElidedLabel(" · ".join(marks))
            restyled(told, tone="muted", level="small")
            row.addWidget(told)
        row.addStretch(1)
        return cell

    def _states(self, known: QueueProgress) -> str:
        if known.annotator.kind is not AnnotatorKind.PERSON and not known.done:
            return "–"  # nobody expects them to go through a queue
        if not known.articles:
            return self.tr("nothing assigned")
        done = known.states.get(State.DONE, 0)
        parts = [
            self.tr("{done} of {all} done").format(done=f"{done:,}", all=f"{known.articles:,}")
        ]
        parts += [
            f"{known.states[state]:,} {state_name(state).lower()}"
            for state in (State.IN_PROGRESS, State.FLAGGED, State.SKIPPED)
            if known.states.get(state)
        ]
        return " · ".join(parts)


class _Columns(QWidget):
    """Cells beside each other, of the same widths in every row; where it is narrow without bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[QWidget] = []
        self._row = QHBoxLayout(self)
        look = current_theme()
        self._row.setContentsMargins(look.px(8), 0, look.px(8), 0)
        self._row.setSpacing(look.px(16))

    def put(self, cell: QWidget) -> None:
        """Put one more cell at the right."""
        policy = cell.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        cell.setSizePolicy(policy)
        self._row.addWidget(cell, _SHARES[len(self.cells)])
        self.cells.append(cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cells[_BAR].setVisible(event.size().width() >= current_theme().px(_ROOM_FOR_BARS))


def _cell(text: str, *, right: bool = False, **looks: str) -> QLabel:
    cell = ElidedLabel(text) if text else label("")
    restyled(cell, **looks)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    cell.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return cell

"""The students as a table: how each did, the points and the comment that the instructor gives."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from annotator.core.feedback import Finding
from annotator.gui.teach.grading import StudentRow
from annotator.gui.theme import current_theme
from annotator.project.roster import RosterEntry
from annotator.teach.wording import criterion_name, reached_name

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_NAME, _LEAST_COMMENT = 0.28, 170
"""The share of the table that names have at most; the least width of comments, in pixels at 100 %
text."""
_LEAST_ROWS = 8
"""The table's least height in rows, its header among them; with less room the section scrolls."""
_BESIDES = (Finding.EXTRA, Finding.OTHER_TAG)


class Col(IntEnum):
    """The columns."""

    STUDENT = 0
    DONE = 1
    FOUND = 2
    DECOYS = 3
    EXTRA = 4
    POINTS = 5
    COMMENT = 6


_USUAL = tuple(Col)
_NARROW = (Col.STUDENT, Col.POINTS, Col.COMMENT, Col.DONE, Col.FOUND, Col.DECOYS, Col.EXTRA)
"""The columns from the left; where not all have room, what the instructor writes stands by the
name."""


class StudentsModel(QAbstractTableModel):
    """The rows; `changed` carries a roster entry as it was and as it is to be."""

    changed = Signal(object, object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[StudentRow, ...] = ()
        self.named = False
        self.editable = True

    def show_rows(self, rows: Sequence[StudentRow]) -> None:
        """Show these students."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def show_names(self, *, named: bool) -> None:
        """Show names in place of pseudonyms, or no longer."""
        self.beginResetModel()
        self.named = named
        self.endResetModel()

    def called(self, row: StudentRow) -> str:
        """What the student is called in the table now."""
        entry = row.grade.entry
        if not self.named:
            return entry.pseudonym or self.tr("not handed in yet")
        return entry.name or entry.pseudonym

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = section in (Col.STUDENT, Col.COMMENT)
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Col.STUDENT: self.tr("Student"),
            Col.DONE: self.tr("Done"),
            Col.FOUND: self.tr("Found"),
            Col.DECOYS: self.tr("Decoys"),
            Col.EXTRA: self.tr("Besides"),
            Col.POINTS: self.tr("Points"),
            Col.COMMENT: self.tr("Comment"),
        }[Col(section)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.editable and index.column() in (Col.POINTS, Col.COMMENT):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], Col(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column, editing=role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = column in (Col.STUDENT, Col.COMMENT)
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and row.score is None:
            return current_theme().tokens.text_muted
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._said(row, column)
        return None

    def _text(self, row: StudentRow, column: Col, *, editing: bool) -> str:
        score, entry = row.score, row.grade.entry
        match column:
            case Col.STUDENT:
                return self.called(row)
            case Col.POINTS:
                if editing:
                    return "" if entry.points is None else f"{entry.points:g}"
                points = row.grade.points
                given = "*" if entry.points is not None else ""
                return "" if points is None else f"{points:g}{given}"
            case Col.COMMENT:
                return entry.comment
        if score is None:
            return ""
        match column:
            case Col.DONE:
                return f"{score.done} / {len(score.articles)}"
            case Col.FOUND:
                return f"{score.found} / {score.required}"
            case Col.DECOYS:
                return str(score.decoys)
        return str(sum(score.count(it) for it in _BESIDES))

    def _said(self, row: StudentRow, column: Col) -> str:
        if column is Col.POINTS and row.grade.entry.points is not None:
            return self.tr("Given by you; empty it to have the score again.")
        if column is Col.POINTS and row.grade.rubric is not None:
            parts = (
                f"{criterion_name(it)}: {reached_name(how)}" for it, how in row.grade.rubric.items()
            )
            return "\n".join(parts)
        if column is Col.POINTS:
            return self.tr("Mean soft F1 over the articles, in points; type others over it.")
        return row.grade.entry.comment if column is Col.COMMENT else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        entry = self.rows[index.row()].grade.entry
        after = self._edited(entry, Col(index.column()), str(value).strip())
        if after is None or after == entry:
            return False
        self.changed.emit(entry, after)
        return True

    def _edited(self, entry: RosterEntry, column: Col, text: str) -> RosterEntry | None:
        if column is Col.COMMENT:
            return replace(entry, comment=text)
        try:
            points = float(text.replace(",", ".")) if text else None
        except ValueError:
            points = -1.0
        if points is not None and not 0 <= points < 1_000_000:
            self.refused.emit(self.tr("Points are a number from 0 on; what was there stands."))
            return None
        return replace(entry, points=points)


def who(entry: RosterEntry) -> tuple[str, ...]:
    """By what a student is known again, whatever points and comment are."""
    return (entry.annotator,) if entry.annotator else ("", entry.name, entry.email, entry.id_number)


class StudentsTable(QTableView):
    """Shows the students; Enter or F2 edits points and comments, `edited` comes at the end."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.students = StudentsModel(self)
        self.setModel(self.students)
        self.setShowGrid(False)
        self.setAccessibleName(self.tr("Students"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.dress()

    @property
    def editing(self) -> bool:
        """Whether something is being typed."""
        return self.state() is QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.edited.emit()

    def show_rows(self, rows: Sequence[StudentRow]) -> None:
        """Show these students; whoever was current stays so, wherever they are now."""
        at, before = self.currentIndex(), self.students.rows
        whose = who(before[at.row()].grade.entry) if at.isValid() else None
        fresh = len(rows) != len(before)
        self.students.show_rows(rows)
        if fresh:
            self._fit()
        row = next((at for at, it in enumerate(rows) if who(it.grade.entry) == whose), -1)
        self.setCurrentIndex(self.students.index(row, at.column()))

    def dress(self) -> None:
        """Take over the theme's lengths."""
        look = current_theme()
        self.verticalHeader().setDefaultSectionSize(look.px(30))
        self.setMinimumHeight(look.px(30) * _LEAST_ROWS)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_names(self, *, named: bool) -> None:
        """Show names in place of pseudonyms, or no longer."""
        self.students.show_names(named=named)
        self._fit()

    def _fit(self) -> None:
        """Give figures what they need, names what they need of a part, comments the rest."""
        if not self.students.rows:
            return
        room = self.viewport().width()
        for column in range(Col.COMMENT):
            self.resizeColumnToContents(column)
        name = min(self.columnWidth(Col.STUDENT), round(room * _MOST_NAME))
        self.setColumnWidth(Col.STUDENT, name)
        left = room - sum(self.columnWidth(column) for column in range(Col.COMMENT))
        least = current_theme().px(_LEAST_COMMENT)
        self.setColumnWidth(Col.COMMENT, max(least, left))
        across = self.horizontalHeader()
        for place, column in enumerate(_USUAL if left >= least else _NARROW):
            across.moveSection(across.visualIndex(column), place)

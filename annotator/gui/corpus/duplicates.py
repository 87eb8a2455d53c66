"""Articles that are the same or nearly: shown in pairs, and what is to be done with each pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.core.duplicates import differing
from annotator.core.labels import shortened
from annotator.core.model import Article, Span
from annotator.core.shares import percent
from annotator.core.text import OffsetMap
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, label
from annotator.project import Project
from annotator.project.corpus import Twin

MOST = 2_000
"""So many pairs are shown; once they are settled the rest comes with the next search."""

_Index = QModelIndex | QPersistentModelIndex


class Fate(StrEnum):
    """What is done with a pair."""

    KEEP = "keep"
    FIRST = "first"
    SECOND = "second"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Settled:
    """Which articles are put away, and of which others each is to be a version, by id."""

    archived: tuple[str, ...]
    versions: dict[str, str]

    def __bool__(self) -> bool:
        return bool(self.archived or self.versions)


class Pairs(QAbstractTableModel):
    """The pairs, a row each: how alike, the first, the second, what is done with them."""

    changed = Signal()

    def __init__(
        self, project: Project, twins: Sequence[Twin], parent: QWidget, whose: str | None = None
    ) -> None:
        super().__init__(parent)
        self._project = project
        self.twins = tuple(twins[:MOST])
        self.fates = [Fate.KEEP] * len(self.twins)
        ids = list(dict.fromkeys(each for it in self.twins for each in (it.first, it.second)))
        self._known = {each.id: each for each in project.queue_entries(ids, whose)}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.twins)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or side is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Alike"), self.tr("First"), self.tr("Second"), self.tr("Then"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        twin, fate = self.twins[index.row()], self.fates[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            parts = (self._alike(twin), self.named(twin.first), self.named(twin.second))
            return (*parts, self._words(fate))[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = [self.index(index.row(), n).data() for n in range(self.columnCount())]
            return "; ".join(map(str, shown))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (1, 2):
            return self.index(index.row(), index.column()).data()
        return None

    def named(self, article_id: str) -> str:
        """The article's title with how many labels it has."""
        entry = self._known[article_id]
        title = shortened(entry.title, 80)
        if not entry.labels:
            return title
        labels = self.tr("1 label") if entry.labels == 1 else self.tr("{n} labels")
        return f"{title} · {labels.format(n=f'{entry.labels:,}')}"

    def _alike(self, twin: Twin) -> str:
        return self.tr("Same") if twin.same else percent(min(twin.resemblance, 0.99))

    def _words(self, fate: Fate) -> str:
        return {
            Fate.KEEP: self.tr("Keep both"),
            Fate.FIRST: self.tr("Archive the first"),
            Fate.SECOND: self.tr("Archive the second"),
            Fate.LINK: self.tr("Link as versions"),
        }[fate]

    def decide(self, rows: Sequence[int], fate: Fate) -> None:
        """Have this done with the pairs in these rows."""
        for row in rows:
            self.fates[row] = fate
            self.dataChanged.emit(self.index(row, 3), self.index(row, 3))
        self.changed.emit()

    def settled(self) -> Settled:
        """What is done in all; an article that is put away becomes no version of another."""
        away: list[str] = []
        for twin, fate in zip(self.twins, self.fates, strict=True):
            if fate in (Fate.FIRST, Fate.SECOND):
                away.append(twin.first if fate is Fate.FIRST else twin.second)
        versions = {
            twin.second: twin.first
            for twin, fate in zip(reversed(self.twins), reversed(self.fates), strict=True)
            if fate is Fate.LINK and twin.second not in away
        }
        return Settled(tuple(dict.fromkeys(away)), versions)


class DuplicatesSheet(Sheet):
    """Shows pairs with their texts side by side; `given` carries what was decided, Settled."""

    given = Signal(object)

    def __init__(
        self,
        project: Project,
        twins: Sequence[Twin],
        parent: QWidget | None = None,
        whose: str | None = None,
    ) -> None:
        """`whose` labels are counted: one annotator's, or all."""
        super().__init__("", 1040, parent)
        self.setWindowTitle(self.tr("Duplicates"))
        self.heading(self.tr("Duplicates"))
        self._project = project
        self.pairs = Pairs(project, twins, self, whose)
        self.list = QTableView()
        self._texts = (QPlainTextEdit(), QPlainTextEdit())
        self._heads = (ElidedLabel(), ElidedLabel())
        self.buttons = {
            Fate.KEEP: QPushButton(self.tr("Keep both")),
            Fate.SECOND: QPushButton(self.tr("Archive the second")),
            Fate.FIRST: QPushButton(self.tr("Archive the first")),
            Fate.LINK: QPushButton(self.tr("Link as versions")),
        }
        self._lay_out(len(twins))
        self.primary.setText(self.tr("Carry out"))
        self.pairs.changed.connect(self._tell)
        self.list.selectionModel().currentRowChanged.connect(self._show)
        self.accepted.connect(self._give)
        # Not selectRow(), which minds the keys that are still held from the shortcut.
        flags = QItemSelectionModel.SelectionFlag
        first = self.pairs.index(0, 0)
        self.list.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
        self.list.setFocus()
        self._tell()

    def _lay_out(self, count: int) -> None:
        look = current_theme()
        table = self.list
        table.setModel(self.pairs)
        table.setAccessibleName(self.tr("Pairs of articles"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setMinimumHeight(look.px(150))
        across = table.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in (1, 2):
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (0, 3):
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._size_columns()
        if count > len(self.pairs.twins):
            words = self.tr("The first {some} of {all} pairs are shown; settle these first.")
            some, whole = f"{len(self.pairs.twins):,}", f"{count:,}"
            self.page.box.addWidget(label(words.format(some=some, all=whole), level="small"))
        self.page.box.addWidget(table, 2)
        line = QHBoxLayout()
        self.page.box.addLayout(line)
        line.setSpacing(look.px(8))
        for fate, button in self.buttons.items():
            button.setAutoDefault(False)
            button.setProperty("fate", fate.value)
            button.setToolTip(self.tr("For the selected pairs"))
            button.clicked.connect(self._decide)
            line.addWidget(button)
        line.addStretch(1)
        sides = QHBoxLayout()
        self.page.box.addLayout(sides, 3)
        sides.setSpacing(look.px(14))
        for head, text, name in zip(
            self._heads, self._texts, (self.tr("First text"), self.tr("Second text")), strict=True
        ):
            side = QVBoxLayout()
            sides.addLayout(side, 1)
            text.setReadOnly(True)
            text.setAccessibleName(name)
            text.setTabChangesFocus(True)
            text.setMinimumHeight(look.px(120))
            head.setProperty("level", "title")
            side.addWidget(head)
            side.addWidget(text, 1)

    def fit(self) -> None:
        self.resize(self.best_size(current_theme().px(560)))
        self.stay_on_screen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._size_columns()

    def _size_columns(self) -> None:
        look = current_theme()
        self.list.setColumnWidth(0, look.px(64))
        self.list.setColumnWidth(3, look.px(160))
        self.list.verticalHeader().setDefaultSectionSize(look.px(28))
        for text in self._texts:
            text.setFont(look.article_font(11))

    def _decide(self) -> None:
        fate = Fate(str(self.sender().property("fate")))
        rows = [index.row() for index in self.list.selectionModel().selectedRows()]
        self.pairs.decide(rows, fate)

    def _show(self, index: QModelIndex) -> None:
        twin = self.pairs.twins[index.row()]
        articles = [self._project.article(each) for each in (twin.first, twin.second)]
        other = differing(articles[0].text, articles[1].text)
        for article, spans, head, text in zip(
            articles, other, self._heads, self._texts, strict=True
        ):
            head.setText(_headed(article))
            text.setPlainText(article.text)
            _mark(text, article.text, spans)

    def _tell(self) -> None:
        found = self.pairs.settled()
        parts = []
        if found.archived:
            one = len(found.archived) == 1
            words = self.tr("1 article is archived") if one else self.tr("{n} are archived")
            parts.append(words.format(n=f"{len(found.archived):,}"))
        if found.versions:
            one = len(found.versions) == 1
            words = self.tr("1 is linked") if one else self.tr("{n} are linked")
            parts.append(words.format(n=f"{len(found.versions):,}"))
        count = len(self.pairs.twins)
        pairs = self.tr("1 pair") if count == 1 else self.tr("{n} pairs").format(n=f"{count:,}")
        self.remark.say(", ".join(parts) + "." if parts else f"{pairs}.")
        self.primary.setEnabled(bool(found) and not self._project.read_only)

    def _give(self) -> None:
        self.given.emit(self.pairs.settled())


def _headed(article: Article) -> str:
    known = article.metadata
    return " · ".join(filter(None, (known.outlet, known.date, article.title)))


def _mark(view: QPlainTextEdit, text: str, spans: Sequence[Span]) -> None:
    """Tint and underline what only this text has."""
    to_utf16 = OffsetMap.utf16(text)
    form = QTextCharFormat()
    form.setBackground(current_theme().tokens.match)
    form.setFontUnderline(True)
    marks = []
    for span in spans:
        start, end = to_utf16.outer_span(span)
        mark, cursor = QTextEdit.ExtraSelection(), QTextCursor(view.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, form
        marks.append(mark)
    view.setExtraSelections(marks)
    if marks:
        first = QTextCursor(view.document())
        first.setPosition(marks[0].cursor.selectionStart())
        view.setTextCursor(first)
        view.centerCursor()

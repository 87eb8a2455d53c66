"""The welcome page: try the sample, make a project, open one, or go on with a recent one."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, emptied, label, restyled
from annotator.gui.widgets.panels import Card


class RecentRow(QPushButton):
    """One recent project: its name, its folder, when it was last changed."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.setProperty("role", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        there = path.exists()
        when = (
            day_of(datetime.fromtimestamp(path.stat().st_mtime)) if there else self.tr("not found")
        )
        self.setAccessibleName(f"{path.stem}, {when}")
        self.setToolTip(str(path))
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        name = ElidedLabel(path.stem)
        folder = ElidedLabel(str(path.parent))
        restyled(folder, tone="muted")
        row.addWidget(name, 3)
        row.addWidget(folder, 4)
        row.addWidget(label(when, tone="muted"), 0, Qt.AlignmentFlag.AlignRight)
        for child in (name, folder):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(row.sizeHint().height())


def day_of(moment: datetime) -> str:
    """The day as one says it: today, yesterday, 3 March, 3 March 2024."""
    days = (date.today() - moment.date()).days
    if days in (0, 1):
        return QCoreApplication.translate("Day", ("today", "yesterday")[days])
    year = "" if moment.year == date.today().year else f" {moment.year}"
    return f"{moment.day} {moment:%B}{year}"


class WelcomePage(QScrollArea):
    """What is seen while no project is open."""

    sample_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    teach_asked = Signal()
    lesson_asked = Signal()
    hub_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Welcome"))
        self.setProperty("role", "paper")
        page = QFrame()
        page.setProperty("role", "paper")
        theme = current_theme()
        self._inside = QWidget()
        self._inside.setMaximumWidth(theme.px(760))
        box = QVBoxLayout(self._inside)
        box.setSpacing(theme.px(14))
        box.addStretch(2)
        box.addWidget(label("Annotator", level="display"))
        box.addWidget(label(self.tr("Mark how the news is told."), tone="muted", level="large"))
        box.addSpacing(theme.px(14))
        cards = QHBoxLayout()
        cards.setSpacing(theme.px(16))
        self.sample = Card(
            self.tr("Try the sample"),
            self.tr("Six short articles, three events, told twice. Your first label in a minute."),
            primary=True,
        )
        self.new = Card(self.tr("New project"), self.tr("Choose a codebook, add articles, start."))
        self.teach = Card(
            self.tr("Teach a lesson"), self.tr("Hand out one file, see what the class saw.")
        )
        self.open = Card(self.tr("Open"), self.tr("A project on this computer."))
        for card, signal in (
            (self.sample, self.sample_asked),
            (self.teach, self.teach_asked),
            (self.new, self.new_asked),
            (self.open, self.open_asked),
        ):
            card.clicked.connect(signal)
            cards.addWidget(card, 1)
        box.addLayout(cards)
        self.hub = QPushButton(self.tr("Invited to a team? Open a hub’s project…"))
        self.hub.setProperty("kind", "flat")
        self.hub.clicked.connect(self.hub_asked)
        self.lesson = QPushButton(self.tr("Were you given a lesson? Open a lesson…"))
        self.lesson.setProperty("kind", "flat")
        self.lesson.clicked.connect(self.lesson_asked)
        links = QVBoxLayout()
        links.setSpacing(theme.px(2))
        for link in (self.lesson, self.hub):
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(links)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        box.addSpacing(theme.px(10))
        box.addLayout(self._recent)
        box.addStretch(3)
        across = QHBoxLayout(page)
        across.setContentsMargins(theme.px(32), theme.px(24), theme.px(32), theme.px(24))
        across.addStretch(1)
        across.addWidget(self._inside, 10)
        across.addStretch(1)
        self.setWidget(page)

    def show_recent(self, paths: list[Path]) -> None:
        """Show these projects, the last opened first."""
        emptied(self._recent)
        if paths:
            head = label(self.tr("Recent"), level="strong")
            head.setContentsMargins(0, 0, 0, current_theme().px(6))
            self._recent.addWidget(head)
        for path in paths:
            row = RecentRow(path)
            row.clicked.connect(self._open_recent)
            self._recent.addWidget(row)
            line = QFrame()
            line.setProperty("role", "line")
            self._recent.addWidget(line)

    def _open_recent(self) -> None:
        row = self.sender()
        if isinstance(row, RecentRow):
            self.recent_asked.emit(str(row.path))

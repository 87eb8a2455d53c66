"""A hub's project opened by whoever was invited: a copy of their own is made, and opened."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.core.work import Progress
from annotator.gui.ask_path import ask_to_save
from annotator.gui.hub.link import HubLink
from annotator.gui.hub.sheets import ReachSheet
from annotator.gui.jobs import Job
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.inputs import Combo
from annotator.gui.widgets.panels import BarKind
from annotator.sample import free_path


class CopySheet(ReachSheet):
    """Makes a copy of a hub's project in a new file; `reached` carries what was Copied."""

    def __init__(self, link: HubLink, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(link, parent)
        self.introduce(
            self.tr("Open a hub’s project"),
            self.tr(
                "Whoever leads the project sent you an address and a password. You get a copy of "
                "your own to work in; it and the hub are brought together by themselves."
            ),
        )
        self.place = QLineEdit(str(free_path(folder, self.tr("Team project"))))
        self.place.textChanged.connect(self._check)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose where to keep the copy"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(10))
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        self.place.setAccessibleName(self.tr("Your copy"))
        self.rows.add(self.tr("Your copy"), row)
        self.which = Combo(narrow=True)
        self._which = self.rows.add(self.tr("Project"), self.which)
        self._show_projects(())
        self.address.textChanged.connect(self._forget_projects)
        self.primary.setText(self.tr("Make my copy"))
        self._check()

    @property
    def path(self) -> Path:
        """Where the copy is to lie."""
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix == ".annot" else path.with_name(f"{path.name}.annot")

    def _show_projects(self, projects: Sequence[tuple[str, str]]) -> None:
        self.which.clear()
        for project_id, name in projects:
            self.which.addItem(name, project_id)
        self.which.setVisible(bool(projects))
        self._which.setVisible(bool(projects))

    def _forget_projects(self) -> None:
        if self.which.count():
            self._show_projects(())

    def _offer(self, projects: Sequence[tuple[str, str]]) -> bool:
        self._show_projects(projects)
        self._say(self.tr("This hub has several projects for you; choose one."), "muted")
        self.which.setFocus()
        return True

    def _ready(self) -> bool:
        return super()._ready() and bool(self.place.text().strip())

    def _choose(self) -> None:
        ask_to_save(
            self,
            self.tr("Where to keep your copy"),
            self.path,
            self.tr("Annotator projects (*.annot)"),
            self._chosen,
            suffix="annot",
            confirm=False,
        )

    def _chosen(self, paths: list[Path]) -> None:
        for path in paths:
            self.place.setText(str(path))

    def _begin(self, url: str, password: str) -> None:
        from annotator.sync.hub.errands import copying

        path, project_id = self.path, str(self.which.currentData() or "")
        title = self.tr("Making your copy")
        self._link.begun.connect(self._watch)
        self._link.ask_alone(
            title, lambda line: copying(line, path, url, password, project_id), self._answered
        )

    def _watch(self, _title: str, job: object) -> None:
        if isinstance(job, Job):
            job.progressed.connect(self._progressed)

    def _progressed(self, done: object) -> None:
        if isinstance(done, Progress) and done.doing:
            self.problem.say(self.tr("Making your copy: {what}…").format(what=done.doing))


class HubCopies(QWidget):
    """Asks for a hub, makes the copy and opens it; `said` carries a sentence and how grave it is.

    A widget that is never shown, so that what it opens stands over the window it belongs to.
    """

    said = Signal(str, object)

    def __init__(self, session: Session, link: HubLink, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._link = link
        self._folder = folder
        self._window = window

    def ask(self) -> None:
        """Ask for the address, the password and a place, and make the copy."""
        sheet = CopySheet(self._link, self._folder, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.reached.connect(self._made)
        sheet.open()

    def _made(self, copied: object) -> None:
        from annotator.sync.hub.errands import Copied

        sheet = self.sender()
        if not isinstance(copied, Copied) or not isinstance(sheet, CopySheet):
            return
        self._link.remember(*sheet.given)
        self._session.open(copied.path)
        if copied.not_kept:
            self.said.emit(copied.not_kept, BarKind.INFO)

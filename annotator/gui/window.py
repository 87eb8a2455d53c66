"""The window: joins the frame to the session, the files and the jobs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QMainWindow
from shiboken6 import delete

from annotator.core.errors import AnnotatorError
from annotator.gui.actions import Action, BoundAction
from annotator.gui.arrivals import Arrivals
from annotator.gui.ask_path import documents
from annotator.gui.deciding import Deciding
from annotator.gui.failures import ReportDialog
from annotator.gui.files import Files
from annotator.gui.frame import Frame
from annotator.gui.hub.copies import HubCopies
from annotator.gui.hub.link import HubLink
from annotator.gui.jobs import Jobs
from annotator.gui.layout_memory import keep_layout, kept_layouts, restore_window
from annotator.gui.looks import Looks, dress
from annotator.gui.notices import Notices
from annotator.gui.offers import Offers
from annotator.gui.pages import Pages
from annotator.gui.preferences import Preferences
from annotator.gui.seating import Seating
from annotator.gui.session import Place, Session
from annotator.gui.steps import Steps
from annotator.gui.widgets.panels import BarKind
from annotator.gui.workspace import Services, Workspace
from annotator.gui.workspaces import reserved_keys

if TYPE_CHECKING:
    from annotator.gui.annotate.page import AnnotatePage

_BACKUP_AFTER = 20_000
"""Milliseconds after opening at which a copy is made in the background, if one is due."""


class Window(QMainWindow):
    """The program's window.

    `frame` is what fills it, and `notices` what is said there; both are made anew when all text
    gets another size. `offers` has the actions, `arrivals` takes files from outside.
    """

    frame: Frame
    notices: Notices

    def __init__(
        self, preferences: Preferences, folder: Path, actions: Sequence[Action[Any]]
    ) -> None:
        super().__init__()
        self._folder = folder
        self.looks = Looks(preferences, folder, self)
        self._reserved = reserved_keys(actions)
        self.resting = False
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.lookups = Jobs(self)
        """Questions of the Corpus workspace: they need not wait for work that writes."""
        self.steps = Steps(self.session, self.jobs, self)
        self.hub = HubLink(self.session, self.looks, self._commit, self)
        self.files = Files(self.session, self.jobs, self)
        self.hub_copies = HubCopies(self.session, self.hub, documents(), self)
        self.seating = Seating(self.session, self._leave, self._enter, self)
        self.deciding = Deciding(self.session, self)
        self.arrivals = Arrivals(self.session, self.files, self._pages, self)
        self.offers = Offers(actions, self, self.session, self._pages)
        self.setAcceptDrops(True)
        restore_window(folder, self)
        self._fill(kept_layouts(folder))
        self._connect()
        self.frame.pages.welcome.sample.setFocus()

    # ------------------------------------------------------------------ the frame

    def _connect(self) -> None:
        self.session.opened.connect(self._opened)
        self.session.moved.connect(self._moved)
        for speaker in (self.files, self.hub_copies, self.deciding):
            speaker.said.connect(self.say)
        self.steps.turned.connect(self._mention)
        self.looks.changed.connect(self._preferred)
        self.looks.resized.connect(self._resized)
        self.jobs.writing.connect(self._rest)
        self.jobs.written.connect(self._go_on)
        self.jobs.failed.connect(self._job_failed)
        self.lookups.failed.connect(self._job_failed)

    def _fill(self, kept: Mapping[str, object]) -> None:
        """Make the frame, in place of the present one; `kept` is how workspaces are arranged."""
        lent = Services(
            self.session,
            self.steps,
            self.jobs,
            self.lookups,
            self.looks.preferences,
            self.hub,
            self._reserved,
        )
        frame = self.frame = Frame(lent, kept, self)
        self.notices = Notices(self.session, self.looks, self.hub, frame)
        frame.pages.made.connect(self._join)
        frame.pages.setEnabled(not self.resting)
        frame.rail.asked.connect(self.session.go_to_workspace)
        frame.top.palette_asked.connect(self.offers.open_palette)
        frame.top.menu_button.clicked.connect(self.open_menu)
        frame.top.who.clicked.connect(self.open_desk)
        frame.bar.acted.connect(self.save_copy)
        self.hub.begun.connect(frame.job_bar.watch)
        self.jobs.begun.connect(frame.job_bar.watch)
        self.lookups.begun.connect(frame.job_bar.watch)
        welcome = frame.pages.welcome
        welcome.sample_asked.connect(self.files.try_sample)
        welcome.teach_asked.connect(self.files.choose_lesson)
        welcome.new_asked.connect(self.files.new_project)
        welcome.open_asked.connect(self.files.open_project)
        welcome.lesson_asked.connect(self.files.open_lesson)
        welcome.hub_asked.connect(self.hub_copies.ask)
        welcome.recent_asked.connect(self._open_recent)
        self.setCentralWidget(frame)
        self.notices.show_project()
        if self.isVisible():
            frame.show()

    def _join(self, page: object) -> None:
        if isinstance(page, Workspace):
            page.status_changed.connect(self.notices.show_status)
            page.said.connect(self.say)
            page.action_asked.connect(self.offers.run)

    def _pages(self) -> Pages:
        return self.frame.pages

    @property
    def annotate(self) -> "AnnotatePage":
        """The Annotate workspace."""
        from annotator.gui.annotate.page import AnnotatePage

        return self.frame.page(AnnotatePage)

    @property
    def bound(self) -> list[BoundAction]:
        """Every action of the window and of the workspaces that are there."""
        return self.offers.bound

    def _opened(self) -> None:
        if self.session.is_open and not self.session.project.read_only:
            QTimer.singleShot(_BACKUP_AFTER, self.files, self.files.back_up)

    def _moved(self, place: Place) -> None:
        self.frame.show_page(place.workspace if self.session.is_open else "")
        self.notices.show_status()

    def _preferred(self, preferences: Preferences) -> None:
        self.frame.pages.apply_preferences(preferences)

    def _resized(self) -> None:
        # Not now: what asked for it may be a part of the frame.
        QTimer.singleShot(0, self, self._refill)

    def _refill(self) -> None:
        self._leave()
        kept = self.frame.pages.layout_states()
        # Away with what is there first: to dress it anew would take as long as to make it.
        delete(self.frame)
        dress(self.looks.preferences)
        self._fill(kept)
        self.frame.show_page(self.session.place.workspace if self.session.is_open else "")

    # ------------------------------------------------------------------ what is said

    def say(self, sentence: str, kind: object = BarKind.INFO, action: str = "") -> None:
        """Show a sentence above the workspace until the next change or until it is closed."""
        self.notices.say(sentence, kind, action)

    def show_error(self, error: AnnotatorError) -> None:
        """Show what a person can do about an expected failure."""
        self.notices.show_error(error)

    def show_report(self, text: str) -> None:
        """Show the report of an unexpected error."""
        ReportDialog(text, self).show()

    def _job_failed(self, sentence: str) -> None:
        self.say(sentence, BarKind.ERROR)

    def _mention(self, sentence: str) -> None:
        self.notices.mention(sentence)

    # ------------------------------------------------------------------ pages and jobs

    def _rest(self) -> None:
        # While a job writes, a write from here would have to wait for its end.
        self._leave()
        self.hub.rest()
        self.resting = True
        self.frame.pages.setEnabled(False)

    def _go_on(self) -> None:
        self.resting = False
        self.frame.pages.setEnabled(True)
        self.hub.go_on()
        self._enter()

    def _leave(self) -> None:
        self.frame.pages.leave()

    def _commit(self) -> None:
        self.frame.pages.commit()

    def _enter(self) -> None:
        if self.session.is_open:
            self.frame.pages.enter()

    # ------------------------------------------------------------------ files

    def _open_recent(self, name: str) -> None:
        self.session.open(Path(name))

    def close_project(self) -> None:
        """Go back to the welcome page."""
        for jobs in (self.hub, self.jobs, self.lookups):
            jobs.stop()
        self._leave()
        self.session.close()

    def save_copy(self) -> None:
        """Save a copy, and go on in it where the project itself cannot be written to."""
        lost = self.notices.vanished or self.session.project.read_only
        self.files.save_copy(go_on_there=lost)

    def export(self) -> None:
        """Export, with what is still being typed."""
        self._commit()
        page = self.frame.workspace
        self.files.export(page.ids_to_export() if page is not None else ())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.arrivals.take([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    # ------------------------------------------------------------------ what commands do

    def undo(self) -> None:
        """Undo the newest step, wherever it was."""
        self._commit()
        self.steps.undo()

    def redo(self) -> None:
        """Redo what was undone last."""
        self.steps.redo()

    def open_menu(self) -> None:
        """Open the menu under its button."""
        self.offers.open_menu(self.frame.top.menu_button)

    def open_desk(self) -> None:
        """Offer who can be at the desk, under the name of who is."""
        self.seating.open_under(self.frame.top.who)

    def open_guide(self) -> None:
        """Open the codebook's guide."""
        from annotator.gui.annotate.guide import GuideDialog

        GuideDialog(self.session.project.codebook, self).show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out what a sign stands for, if nobody below took it as typing."""
        if not self.offers.run_sign(event):
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ the end

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._dialogs_closed():
            event.ignore()  # one of them holds what was typed, and says so
            return
        keep_layout(self._folder, self, self.frame.pages.layout_states())
        try:
            self.close_project()
        except AnnotatorError as error:
            # What was being typed could not be saved: the window stays, so that a copy can be.
            self.show_error(error)
            event.ignore()
            return
        super().closeEvent(event)

    def _dialogs_closed(self) -> bool:
        return all(dialog.close() for dialog in self.findChildren(QDialog) if dialog.isVisible())

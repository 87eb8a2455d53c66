"""The window: joins the frame to the session, and shows what is common to all workspaces."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QMainWindow
from shiboken6 import delete

from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError, Vanished
from annotator.core.masking import title_for
from annotator.core.model import Metadata
from annotator.gui.actions import Action, BoundAction, bind
from annotator.gui.annotate.guide import GuideDialog
from annotator.gui.annotate.page import AnnotatePage
from annotator.gui.ask_path import documents
from annotator.gui.deciding import Deciding
from annotator.gui.dialogs.palette import CommandPalette
from annotator.gui.dialogs.shortcuts import ShortcutSheet
from annotator.gui.failures import ReportDialog
from annotator.gui.files import OPENED, Files
from annotator.gui.frame import Frame
from annotator.gui.hub.copies import HubCopies
from annotator.gui.hub.link import HubLink
from annotator.gui.jobs import Jobs
from annotator.gui.layout_memory import keep_layout, restore_layout
from annotator.gui.looks import Looks, dress
from annotator.gui.menu import Menu
from annotator.gui.panels import BarKind
from annotator.gui.preferences import Preferences
from annotator.gui.seating import Seating
from annotator.gui.session import Place, Session
from annotator.gui.steps import Steps
from annotator.gui.teach.page import TeachPage
from annotator.gui.team.page import TeamPage
from annotator.gui.workspace import Services
from annotator.gui.workspaces import reserved_keys
from annotator.sync.delivery import SUFFIXES
from annotator.sync.posting import files_in

_BACKUP_AFTER = 20_000
"""Milliseconds after opening at which a copy is made in the background, if one is due."""


class Window(QMainWindow):
    """The program's window."""

    def __init__(
        self, preferences: Preferences, folder: Path, actions: Sequence[Action[Any]]
    ) -> None:
        super().__init__()
        self._folder = folder
        self.looks = Looks(preferences, folder, self)
        self._reserved = reserved_keys(actions)
        self._vanished = False
        self.resting = False
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.lookups = Jobs(self)
        """Questions of the Corpus workspace: they need not wait for work that writes."""
        self.steps = Steps(self.session, self.jobs, self)
        self.hub = HubLink(self.session, self.looks, self._commit, self)
        self.files = Files(self.session, self.jobs, self)
        self.hub_copies = HubCopies(self.session, self.hub, documents(), self)
        self.seating = Seating(self.session, self._leave_all, self._enter_page, self)
        self.palette_panel = CommandPalette(self)
        self._own = tuple(bind(actions, self, Qt.ShortcutContext.WindowShortcut).values())
        self.setAcceptDrops(True)
        self._connect()
        self.deciding = Deciding(self.session, self)
        self.deciding.said.connect(self.say)
        self._fill()
        restore_layout(self._folder, self, self.frame.workspaces)
        self._show_project()
        self.frame.welcome.sample.setFocus()

    # ------------------------------------------------------------------ the frame

    def _connect(self) -> None:
        self.session.opened.connect(self._show_project)
        self.session.moved.connect(self._moved)
        self.session.changed.connect(self._changed)
        self.files.said.connect(self.say)
        self.hub_copies.said.connect(self.say)
        self.hub.changed.connect(self._show_hub)
        self.looks.changed.connect(self._preferred)
        self.looks.resized.connect(self._resized)
        self.jobs.writing.connect(self._rest)
        self.jobs.written.connect(self._go_on)
        self.jobs.failed.connect(self._job_failed)
        self.lookups.failed.connect(self._job_failed)
        self.palette_panel.article_asked.connect(self.session.go_to_article)

    def _fill(self) -> None:
        """Make the frame, in place of the present one, and its menu."""
        lent = Services(
            self.session,
            self.steps,
            self.jobs,
            self.lookups,
            self.looks.preferences,
            self.hub,
            self._reserved,
        )
        frame = self.frame = Frame(lent, self)
        frame.rail.asked.connect(self.session.go_to_workspace)
        frame.top.palette_asked.connect(self.open_palette)
        frame.top.menu_button.clicked.connect(self.open_menu)
        frame.top.who.clicked.connect(self.open_desk)
        frame.bar.acted.connect(self.save_copy)
        frame.foot.mentioned.connect(self._show_status)
        self.steps.turned.connect(self._mention)
        self.hub.troubled.connect(frame.foot.mention)
        self.hub.begun.connect(frame.job_bar.watch)
        frame.welcome.sample_asked.connect(self.files.try_sample)
        frame.welcome.teach_asked.connect(self.files.choose_lesson)
        frame.welcome.new_asked.connect(self.files.new_project)
        frame.welcome.open_asked.connect(self.files.open_project)
        frame.welcome.lesson_asked.connect(self.files.open_lesson)
        frame.welcome.hub_asked.connect(self.hub_copies.ask)
        frame.welcome.recent_asked.connect(self._open_recent)
        self.jobs.begun.connect(frame.job_bar.watch)
        self.lookups.begun.connect(frame.job_bar.watch)
        for page in frame.workspaces.values():
            page.status_changed.connect(self._show_status)
            page.said.connect(self.say)
            page.action_asked.connect(self._run_action)
        self._menu = Menu(self.bound, self._in_reach, self._is_shown, frame)
        self.setCentralWidget(frame)
        if self.isVisible():
            frame.show()

    @property
    def annotate(self) -> AnnotatePage:
        """The Annotate workspace."""
        return self.frame.page(AnnotatePage)

    @property
    def bound(self) -> list[BoundAction]:
        """Every action of the window and its workspaces."""
        pages = self.frame.workspaces.values()
        return [*self._own, *(item for page in pages for item in page.bound.values())]

    def _in_reach(self, item: BoundAction) -> bool:
        return item.target is self or item.target is self.frame.workspace

    def _is_shown(self, item: BoundAction) -> bool:
        # A student's menu has what can be done, and nothing else.
        return not self.session.studying or (self._in_reach(item) and item.possible)

    def _run_action(self, action_id: str) -> None:
        next(item for item in self._own if item.action.id == action_id).run()

    # ------------------------------------------------------------------ what is shown

    def _show_project(self) -> None:
        self._vanished = False
        frame = self.frame
        frame.rail.setVisible(self.session.is_open and not self.session.studying)
        if not self.session.is_open:
            self.setWindowTitle("Annotator")
            frame.top.show_project("", None)
            frame.foot.show_saved("")
            self._show_hub()
            frame.welcome.show_recent([Path(name) for name in self.looks.preferences.recent])
            self._show_status()
            return
        project = self.session.project
        self._show_name()
        self.looks.remember(project.path)
        if project.read_only:
            frame.foot.show_saved(self.tr("Read only"), "warn")
            words = self.tr("This project may only be read; save a copy elsewhere to work in it.")
            self.say(words, BarKind.WARNING, self.tr("Save a copy…"))
        else:
            frame.bar.hide()
            frame.foot.show_saved(self.tr("Saved"))
            QTimer.singleShot(_BACKUP_AFTER, self.files, self.files.back_up)
        self._show_status()

    def _show_hub(self) -> None:
        self.frame.foot.show_hub(self.hub.state)

    def _show_name(self) -> None:
        name = self.session.project.settings.name
        self.setWindowTitle(f"{name} — Annotator")
        studying = self.session.studying
        self.frame.top.show_project(name, self.session.desk.annotator, alone=studying)

    def _moved(self, place: Place) -> None:
        self.frame.show_page(place.workspace if self.session.is_open else "")
        self._show_status()

    def _changed(self, step: Step) -> None:
        if self.frame.bar.isVisible() and not self._vanished:
            self.frame.bar.hide()
        if any(not hasattr(edit.record, "article_id") for edit in step.edits):
            self._show_name()

    def _mention(self, sentence: str) -> None:
        self.frame.foot.mention(self.annotate.view.covers.elsewhere(sentence))

    def _show_status(self) -> None:
        page = self.frame.workspace
        if page is not None and self.session.is_open:
            self.frame.foot.show_status(page.status(), *page.hint())
            self.frame.top.show_done(*self.annotate.queue.done)
        else:
            self.frame.foot.show_status((), "", "")

    def say(self, sentence: str, kind: object = BarKind.INFO, action: str = "") -> None:
        """Show a sentence above the workspace until the next change or until it is closed."""
        self.frame.bar.say(kind if isinstance(kind, BarKind) else BarKind.INFO, sentence, action)
        self.frame.bar.show()

    def show_error(self, error: AnnotatorError) -> None:
        """Show what a person can do about an expected failure."""
        self._vanished = isinstance(error, Vanished)
        locked = self.session.is_open and self.session.project.read_only
        way_out = self.tr("Save a copy…") if self._vanished or locked else ""
        self.say(str(error), BarKind.ERROR, way_out)
        if self._vanished:
            self.frame.foot.show_saved(self.tr("Not saved"), "warn")

    def show_report(self, text: str) -> None:
        """Show the report of an unexpected error."""
        ReportDialog(text, self).show()

    def _job_failed(self, sentence: str) -> None:
        self.say(sentence, BarKind.ERROR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry out what a sign stands for, if nobody below took it as typing."""
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        for item in self.bound:
            if plain and event.text() in item.signs and self._in_reach(item):
                item.run()
                return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------ files

    def _rest(self) -> None:
        # While a job writes, a write from here would have to wait for its end.
        self._leave_all()
        self.hub.rest()
        self.resting = True
        self.frame.pages.setEnabled(False)

    def _go_on(self) -> None:
        self.resting = False
        self.frame.pages.setEnabled(True)
        self.hub.go_on()
        self._enter_page()

    def _leave_all(self) -> None:
        for page in self.frame.workspaces.values():
            page.leave()

    def _enter_page(self) -> None:
        page = self.frame.workspace
        if page is not None and self.session.is_open:
            page.enter()

    def _open_recent(self, name: str) -> None:
        self.session.open(Path(name))

    def close_project(self) -> None:
        """Go back to the welcome page."""
        for jobs in (self.hub, self.jobs, self.lookups):
            jobs.stop()
        self._leave_all()
        self.session.close()

    def save_copy(self) -> None:
        """Save a copy, and go on in it where the project itself cannot be written to."""
        self.files.save_copy(go_on_there=self._vanished or self.session.project.read_only)

    def export(self) -> None:
        """Export, with what is still being typed."""
        self._commit()
        page = self.frame.workspace
        self.files.export(page.ids_to_export() if page is not None else ())

    def _commit(self) -> None:
        for page in self.frame.workspaces.values():
            page.commit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.take_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Do with files what they are for: bring hand-ins in, open a project, add articles."""
        team, handed_in = self.frame.page(TeamPage), files_in(paths)
        of_a_team = handed_in and all(it.suffix in SUFFIXES.values() for it in handed_in)
        leads = self.session.is_open and not self.session.studying
        teach = self.frame.page(TeachPage)
        from_class = of_a_team or (
            self.frame.workspace is teach
            and all(it.is_dir() or it.suffix == ".zip" for it in paths)
        )
        if paths and teach.is_lesson and from_class and not self._to_be_opened(handed_in):
            self.session.go_to_workspace(teach.name)
            teach.collect(paths)
        elif of_a_team and leads and not self._to_be_opened(handed_in):
            self.session.go_to_workspace(team.name)
            team.bring_in(handed_in)
        else:
            self.files.take_dropped(paths)

    def _to_be_opened(self, paths: Sequence[Path]) -> bool:
        return any(path.suffix in OPENED for path in paths)

    # ------------------------------------------------------------------ edit and view

    def undo(self) -> None:
        """Undo the newest step, wherever it was."""
        self._commit()
        self.steps.undo()

    def redo(self) -> None:
        """Redo what was undone last."""
        self.steps.redo()

    def _preferred(self, preferences: Preferences) -> None:
        for page in self.frame.workspaces.values():
            page.apply_preferences(preferences)

    def _resized(self) -> None:
        # Not now: what asked for it may be a part of the frame.
        QTimer.singleShot(0, self, self._refill)

    def _refill(self) -> None:
        kept = {}
        for name, page in self.frame.workspaces.items():
            page.leave()
            kept[name] = page.layout_state()
        # Away with what is there first: to dress it anew would take as long as to make it.
        delete(self.frame)
        dress(self.looks.preferences)
        self._fill()
        for name, page in self.frame.workspaces.items():
            page.restore_layout(kept[name])
        self._show_project()
        if self.session.is_open:
            self.session.refresh()
        self.frame.show_page(self.session.place.workspace if self.session.is_open else "")

    # ------------------------------------------------------------------ help

    def open_palette(self) -> None:
        """Open the command palette."""
        commands = [item for item in self.bound if self._in_reach(item)]
        self.palette_panel.open_with(commands, self._articles_like)

    def _articles_like(self, words: str) -> list[tuple[str, str]]:
        if not self.session.is_open:
            return []
        project = self.session.project
        ids = [article_id for article_id, _ in project.titles_like(words)]
        if self.session.studying:  # what is kept to try again on is not told before
            mine = set(self.session.desk.article_ids())
            ids = [it for it in ids if it in mine]
        known = project.records(Metadata, ids)
        return [(each.article_id, title_for(project.settings, each)) for each in known]

    def open_guide(self) -> None:
        """Open the codebook's guide."""
        GuideDialog(self.session.project.codebook, self).show()

    def open_shortcuts(self) -> None:
        """Open the sheet of all keys."""
        codebook = self.session.project.codebook if self.session.is_open else None
        items = self.bound
        if self.session.studying:
            items = [
                it for it in items if self._in_reach(it) and (it.target is not self or it.possible)
            ]
        sheet = ShortcutSheet([item.action for item in items], codebook, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def open_desk(self) -> None:
        """Offer who can be at the desk, under the name of who is."""
        self.seating.open_under(self.frame.top.who)

    def open_menu(self) -> None:
        """Open the menu under its button."""
        self._menu.open_under(self.frame.top.menu_button)

    # ------------------------------------------------------------------ the end

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._dialogs_closed():
            event.ignore()  # one of them holds what was typed, and says so
            return
        keep_layout(self._folder, self, self.frame.workspaces)
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

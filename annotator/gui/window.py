"""The window: the frame, the workspaces in it, and the dialogs that serve all of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QThreadPool, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.codebooks import read_codebook, shipped_codebook
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError, Vanished
from annotator.core.work import Work
from annotator.formats import format_named
from annotator.formats.exchange import Draft
from annotator.gui.actions import Action, BoundAction, bind, single_keys
from annotator.gui.annotate.guide import GuideDialog
from annotator.gui.annotate.page import AnnotatePage
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.dialogs.add_articles import AddArticlesDialog
from annotator.gui.dialogs.export import ExportChoice, ExportDialog
from annotator.gui.dialogs.new_project import NewProjectDialog
from annotator.gui.dialogs.palette import CommandPalette
from annotator.gui.dialogs.settings import SettingsDialog
from annotator.gui.dialogs.shortcuts import ShortcutSheet
from annotator.gui.failures import ReportDialog
from annotator.gui.frame import Rail, StatusBar, TopBar
from annotator.gui.job_bar import JobBar
from annotator.gui.jobs import Job
from annotator.gui.panels import Bar, BarKind
from annotator.gui.preferences import Preferences, save_preferences, with_recent
from annotator.gui.session import Place, Session
from annotator.gui.theme import apply_theme, current_theme, theme
from annotator.gui.welcome import WelcomePage
from annotator.gui.workspace import Workspace
from annotator.project import Added, Project
from annotator.sample import free_path, make_sample

_SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5)
_BACKUP_AFTER = 20_000
"""Milliseconds after opening at which a copy is made in the background, if one is due."""


class Window(QMainWindow):
    """The program's window."""

    def __init__(
        self, preferences: Preferences, folder: Path, actions: Sequence[Action[Any]]
    ) -> None:
        super().__init__()
        self.preferences = preferences
        self._folder = folder
        self.session = Session(self)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(1)
        self._jobs: list[Job] = []
        self.annotate = AnnotatePage(self.session, preferences)
        taken = single_keys([*actions, *AnnotatePage.actions_table])
        self.codebook = CodebookPage(self.session, reserved=taken)
        self.workspaces: dict[str, Workspace] = {
            "annotate": self.annotate,
            "codebook": self.codebook,
        }
        self.bound: list[BoundAction] = [
            *bind(actions, self, Qt.ShortcutContext.WindowShortcut).values(),
            *(item for page in self.workspaces.values() for item in page.bound.values()),
        ]
        self.welcome = WelcomePage()
        self._vanished = False
        self.setAcceptDrops(True)
        self.setWindowTitle("Annotator")
        self._lay_out()
        self._make_menu()
        self._connect()
        self._restore()
        self._show_project()
        self.welcome.sample.setFocus()

    # ------------------------------------------------------------------ laying out

    def _lay_out(self) -> None:
        self.top = TopBar()
        self.rail = Rail(
            (page.name, self.tr(page.title), page.icon) for page in self.workspaces.values()
        )
        self.bar = Bar(BarKind.INFO, "")
        self.bar.hide()
        self.job_bar = JobBar()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        for page in self.workspaces.values():
            self.pages.addWidget(page)
        self.foot = StatusBar()
        right = QVBoxLayout()
        right.setSpacing(0)
        margins = current_theme().px(8)
        self._bars = QVBoxLayout()
        self._bars.setContentsMargins(margins, 0, margins, 0)
        self._bars.addWidget(self.bar)
        right.addLayout(self._bars)
        right.addWidget(self.job_bar)
        right.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top)
        box.addLayout(across, 1)
        box.addWidget(self.foot)
        self.setCentralWidget(whole)
        self.palette_panel = CommandPalette(self)

    def _connect(self) -> None:
        self.session.opened.connect(self._show_project)
        self.session.moved.connect(self._moved)
        self.session.changed.connect(self._changed)
        self.rail.asked.connect(self.session.go_to_workspace)
        self.top.palette_asked.connect(self.open_palette)
        self.bar.acted.connect(self.save_copy)
        self.welcome.sample_asked.connect(self.try_sample)
        self.welcome.new_asked.connect(self.new_project)
        self.welcome.open_asked.connect(self.open_project)
        self.welcome.recent_asked.connect(self._open_recent)
        self.annotate.add_asked.connect(self.add_articles)
        self.annotate.guide_asked.connect(self.open_guide)
        self.palette_panel.article_asked.connect(self.session.go_to_article)
        for page in self.workspaces.values():
            page.status_changed.connect(self._show_status)
            page.said.connect(self.say)

    def _make_menu(self) -> None:
        menu = QMenu(self)
        for title in dict.fromkeys(item.action.menu for item in self.bound):
            part = menu.addMenu(self.tr(title))
            part.aboutToShow.connect(self._refresh_menu)
            for item in self.bound:
                if item.action.menu == title:
                    part.addAction(item.qt)
        self.top.menu_button.setMenu(menu)

    def _refresh_menu(self) -> None:
        # Off duty an action stays enabled, or its key would be dead when its time comes.
        menu = self.sender()
        if isinstance(menu, QMenu):
            menu.aboutToHide.connect(self._enable_all, Qt.ConnectionType.UniqueConnection)
            shown: set[QAction] = set(menu.actions())
            for item in self.bound:
                if item.qt in shown:
                    item.qt.setEnabled(item.possible and self._in_reach(item))

    def _enable_all(self) -> None:
        for item in self.bound:
            item.qt.setEnabled(True)

    def _in_reach(self, item: BoundAction) -> bool:
        return item.target is self or item.target is self.pages.currentWidget()

    # ------------------------------------------------------------------ what is shown

    def _show_project(self) -> None:
        opened = self.session.is_open
        self.rail.setVisible(opened)
        self._vanished = False
        if opened:
            project = self.session.project
            self.setWindowTitle(f"{project.settings.name} — Annotator")
            self.top.show_project(project.settings.name, self.session.desk.annotator.name)
            self.preferences = with_recent(self.preferences, project.path)
            self._keep_preferences()
            if project.read_only:
                self.foot.show_saved(self.tr("Read only"), "warn")
                self.say(
                    self.tr("This project may only be read; save a copy elsewhere to work in it."),
                    BarKind.WARNING,
                    self.tr("Save a copy…"),
                )
            else:
                self.bar.hide()
                self.foot.show_saved(self.tr("Saved"))
                QTimer.singleShot(_BACKUP_AFTER, self, self._back_up)
        else:
            self.setWindowTitle("Annotator")
            self.top.show_project("", "")
            self.foot.show_saved("")
            self.welcome.show_recent([Path(name) for name in self.preferences.recent])
        self._show_status()

    def _moved(self, place: Place) -> None:
        page = self.workspaces.get(place.workspace) if self.session.is_open else None
        target: QWidget = page or self.welcome
        previous = self.pages.currentWidget()
        if target is not previous:
            if isinstance(previous, Workspace):
                previous.leave()
            self.pages.setCurrentWidget(target)
            if page is not None:
                page.enter()
            else:
                self.welcome.sample.setFocus()
        self.rail.choose(place.workspace)
        self._show_status()

    def _changed(self, _step: Step) -> None:
        if self.bar.isVisible() and not self._vanished and not self.session.project.read_only:
            self.bar.hide()
        self.setWindowTitle(f"{self.session.project.settings.name} — Annotator")

    def _show_status(self) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, Workspace) and self.session.is_open:
            key, hint = page.hint()
            self.foot.show_status(page.status(), key, hint)
            self.top.show_done(*self.annotate.queue.done)
        else:
            self.foot.show_status((), "", "")

    def say(self, sentence: str, kind: BarKind = BarKind.INFO, action: str = "") -> None:
        """Show a sentence above the workspace until the next change or until it is closed."""
        self.bar.say(kind, sentence, action)
        self.bar.show()

    def show_error(self, error: AnnotatorError) -> None:
        """Show what a person can do about an expected failure."""
        self._vanished = isinstance(error, Vanished)
        self.say(str(error), BarKind.ERROR, self.tr("Save a copy…") if self._vanished else "")
        if self._vanished:
            self.foot.show_saved(self.tr("Not saved"), "warn")

    def show_report(self, text: str) -> None:
        """Show the report of an unexpected error."""
        ReportDialog(text, self).show()

    # ------------------------------------------------------------------ projects

    def open_path(self, path: Path) -> None:
        """Open a project file, or offer to add what are no projects as articles."""
        self.session.open(path)

    def new_project(self) -> None:
        """Ask for name, place and codebook; make the project and open it."""
        dialog = NewProjectDialog(documents(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._make_project)
        dialog.open()

    def _make_project(self) -> None:
        dialog = self.sender()
        if not isinstance(dialog, NewProjectDialog):
            return
        wish = dialog.chosen()
        from_file = wish.codebook_id.endswith(".toml")
        codebook = (
            read_codebook(Path(wish.codebook_id))
            if from_file
            else shipped_codebook(wish.codebook_id)
        )
        wish.path.parent.mkdir(parents=True, exist_ok=True)
        project = Project.create(wish.path, wish.name, codebook)
        if not wish.source_hidden:
            settings = project.settings
            project.do("Sources shown", Edit(settings, replace(settings, source_hidden=False)))
        self.session.take(project)
        self.add_articles()

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open a project"),
            str(documents()),
            self.tr("Annotator projects (*.annot);;All files (*)"),
        )
        if name:
            self.session.open(Path(name))

    def _open_recent(self, name: str) -> None:
        self.session.open(Path(name))

    def try_sample(self) -> None:
        """Make a project of the sample and open it."""
        folder = documents() / "Annotator"
        folder.mkdir(parents=True, exist_ok=True)
        self.session.take(make_sample(free_path(folder, "Sample")))

    def close_project(self) -> None:
        """Go back to the welcome page."""
        self._stop_jobs()
        self.annotate.leave()
        self.session.close()

    def save_copy(self) -> None:
        """Ask where to, and write the whole project there; works even if its file is gone."""
        start = str(documents() / f"{self.session.project.path.stem} copy.annot")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy"), start, self.tr("Annotator projects (*.annot)")
        )
        if name:
            path = Path(name)
            self.session.project.save_copy(path)
            if self._vanished or self.session.project.read_only:
                self.session.open(path)
            else:
                self.say(
                    self.tr("A copy was saved as {name}.").format(name=path.name), BarKind.SUCCESS
                )

    # ------------------------------------------------------------------ articles in and out

    def add_articles(self, paths: Sequence[Path] = ()) -> None:
        """Ask for texts or files, show them as they will be stored, and add them."""
        dialog = AddArticlesDialog(self, paths)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._add_drafts)
        dialog.open()

    def _add_drafts(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, AddArticlesDialog):
            self.add_drafts(dialog.drafts())

    def add_drafts(self, drafts: list[Draft]) -> None:
        """Add these articles in the background."""
        who = self.session.desk.annotator.id

        def work(project: Project) -> Work[Added]:
            return project.add(drafts, annotator_id=who)

        self.run(self.tr("Adding articles"), work, self._added)

    def _added(self, added: object) -> None:
        if isinstance(added, Added) and self.session.is_open:
            self.annotate.queue.reload()
            self.annotate.history.touch()
            if added.ids:
                self.session.go_to_article(added.ids[0])
                count = (
                    self.tr("1 article added.")
                    if len(added.ids) == 1
                    else self.tr("{n} articles added.")
                )
                self.say(count.format(n=len(added.ids)), BarKind.SUCCESS)
            if added.skipped:
                title, why = added.skipped[0]
                more = (
                    self.tr(" ({n} in all)").format(n=len(added.skipped))
                    if len(added.skipped) > 1
                    else ""
                )
                self.say(
                    self.tr("“{title}” was left out: {why}{more}.").format(
                        title=title, why=why, more=more
                    ),
                    BarKind.WARNING,
                )
            self._show_status()

    def export(self) -> None:
        """Ask what to export and where, and write it in the background."""
        self.annotate.commit()
        dialog = ExportDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._export)
        dialog.open()

    def _export(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, ExportDialog):
            self.export_to(dialog.chosen())

    def export_to(self, wish: ExportChoice) -> None:
        """Write the export that was chosen in the background."""
        form = format_named(wish.format_id)

        def work(project: Project) -> Work[int]:
            return project.export(form, wish.path, wish.article_ids, wish.annotator_id)

        def done(count: object) -> None:
            self.say(
                self.tr("{n} labels written to {name}; every quote stands at its offsets.").format(
                    n=count, name=wish.path.name
                ),
                BarKind.SUCCESS,
            )

        self.run(self.tr("Exporting"), work, done)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        projects = [path for path in paths if path.suffix == ".annot"]
        if projects:
            self.session.open(projects[0])
        elif paths and self.session.is_open:
            self.add_articles(paths)
        elif paths:
            self.say(self.tr("Open or make a project first; then drop articles on it."))

    # ------------------------------------------------------------------ long work

    def run(
        self,
        title: str,
        make: Callable[[Project], Work[Any]],
        done: Callable[[object], None] | None = None,
    ) -> Job:
        """Do long work on another thread, with a bar that shows it and can cancel it."""
        job = Job(self.session.project, make, self)
        self._jobs.append(job)
        self.job_bar.watch(title, job)
        if done is not None:
            job.finished.connect(done)
        job.failed.connect(self._job_failed)
        job.ended.connect(self._job_ended)
        job.start(self.pool)
        return job

    def _job_failed(self, sentence: str) -> None:
        self.say(sentence, BarKind.ERROR)

    def _job_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._jobs:
            self._jobs.remove(job)
            job.deleteLater()

    def _stop_jobs(self) -> None:
        for job in self._jobs:
            job.cancel()
        self.pool.waitForDone()

    def _back_up(self) -> None:
        if self.session.is_open and not self.session.project.read_only:
            self.run("", Project.backing_up)

    # ------------------------------------------------------------------ edit and view

    def undo(self) -> None:
        """Undo the newest step, wherever it was."""
        self.annotate.commit()
        step = self.session.undo()
        self.say(step.title if step else self.tr("There is nothing to undo."))

    def redo(self) -> None:
        """Redo what was undone last."""
        step = self.session.redo()
        self.say(step.title if step else self.tr("There is nothing to redo."))

    def toggle_source(self) -> None:
        """Change whether this project hides the source while annotating."""
        before = self.session.project.settings
        after = replace(before, source_hidden=not before.source_hidden)
        title = "Sources hidden" if after.source_hidden else "Sources shown"
        self.session.project.do(
            title, Edit(before, after), annotator_id=self.session.desk.annotator.id
        )
        self.say(
            self.tr("Sources are hidden in this project.")
            if after.source_hidden
            else self.tr("Sources are shown in this project.")
        )

    def apply(self, preferences: object) -> None:
        """Take over changed preferences at once and keep them."""
        if not isinstance(preferences, Preferences):
            return
        before, self.preferences = self.preferences, preferences
        look = (
            preferences.theme,
            preferences.high_contrast,
            preferences.colour_blind,
            preferences.text_size,
        )
        if look != (before.theme, before.high_contrast, before.colour_blind, before.text_size):
            dress(preferences)
        self.annotate.apply_preferences(preferences)
        self._keep_preferences()

    def _keep_preferences(self) -> None:
        save_preferences(self.preferences, self._folder)

    def open_settings(self) -> None:
        """Open the settings; each change is seen at once."""
        dialog = SettingsDialog(self.preferences, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.apply)
        dialog.open()

    def scale_text(self, by: int) -> None:
        """Make all text larger (1), smaller (-1), or as usual (0)."""
        now = min(range(len(_SCALES)), key=lambda n: abs(_SCALES[n] - self.preferences.text_size))
        at = now + by if by else _SCALES.index(1.0)
        self.apply(replace(self.preferences, text_size=_SCALES[max(0, min(at, len(_SCALES) - 1))]))

    def widen_column(self, by: int) -> None:
        """Make the article's column so many characters wider."""
        column = max(40, min(120, self.preferences.column + by))
        self.apply(replace(self.preferences, column=column))

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        name = "light" if current_theme().tokens.dark else "dark"
        self.apply(replace(self.preferences, theme=name))

    # ------------------------------------------------------------------ help

    def open_palette(self) -> None:
        """Open the command palette."""
        self.palette_panel.open_with(
            [item for item in self.bound if self._in_reach(item)], self._articles_like
        )

    def _articles_like(self, words: str) -> list[tuple[str, str]]:
        return self.session.project.titles_like(words) if self.session.is_open else []

    def open_guide(self) -> None:
        """Open the codebook's guide."""
        GuideDialog(self.session.project.codebook, self).show()

    def open_shortcuts(self) -> None:
        """Open the sheet of all keys."""
        codebook = self.session.project.codebook if self.session.is_open else None
        sheet = ShortcutSheet([item.action for item in self.bound], codebook, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def open_menu(self) -> None:
        """Open the menu under its button."""
        self.top.menu_button.showMenu()

    # ------------------------------------------------------------------ the end

    def _layout_file(self) -> QSettings:
        return QSettings(str(self._folder / "layout.ini"), QSettings.Format.IniFormat)

    def _restore(self) -> None:
        kept = self._layout_file()
        geometry, splitter = kept.value("window"), kept.value("annotate")
        if geometry is not None:
            self.restoreGeometry(geometry)
        else:
            room = QApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, room.width()), min(900, room.height()))
        if splitter is not None:
            self.annotate.splitter.restoreState(splitter)

    def closeEvent(self, event: QCloseEvent) -> None:
        kept = self._layout_file()
        kept.setValue("window", self.saveGeometry())
        kept.setValue("annotate", self.annotate.splitter.saveState())
        kept.sync()
        for page in self.workspaces.values():
            page.leave()
        self._stop_jobs()
        self.session.close()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        super().closeEvent(event)


def documents() -> Path:
    """The folder where a person keeps documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def dress(preferences: Preferences) -> None:
    """Give the program the look that is preferred."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        look = theme(
            preferences.theme,
            high_contrast=preferences.high_contrast,
            colour_blind=preferences.colour_blind,
            scale=preferences.text_size,
        )
        apply_theme(app, look)

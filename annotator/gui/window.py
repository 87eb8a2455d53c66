"""The window: joins the frame to the session, and shows what is common to all workspaces."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu
from shiboken6 import delete

from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError, Vanished
from annotator.core.model import Span
from annotator.gui.actions import Action, BoundAction, bind, single_keys
from annotator.gui.annotate import commands as annotate_commands
from annotator.gui.annotate.guide import GuideDialog
from annotator.gui.annotate.page import AnnotatePage
from annotator.gui.dialogs.palette import CommandPalette
from annotator.gui.dialogs.settings import SettingsDialog
from annotator.gui.dialogs.shortcuts import ShortcutSheet
from annotator.gui.failures import ReportDialog
from annotator.gui.files import Files
from annotator.gui.frame import Frame
from annotator.gui.jobs import Jobs
from annotator.gui.panels import BarKind
from annotator.gui.preferences import Preferences, save_preferences, with_recent
from annotator.gui.session import Place, Session
from annotator.gui.steps import Steps
from annotator.gui.theme import apply_theme, current_theme, theme

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
        self._reserved = single_keys([*actions, *annotate_commands.ACTIONS])
        self._vanished = False
        self.resting = False
        self.session = Session(self)
        self.jobs = Jobs(self)
        self.lookups = Jobs(self)
        """Questions of the Corpus workspace: they need not wait for work that writes."""
        self.steps = Steps(self.session, self.jobs, self)
        self.files = Files(self.session, self.jobs, self)
        self.palette_panel = CommandPalette(self)
        self._own = tuple(bind(actions, self, Qt.ShortcutContext.WindowShortcut).values())
        self.setAcceptDrops(True)
        self._connect()
        self._fill()
        self._restore()
        self._show_project()
        self.frame.welcome.sample.setFocus()

    # ------------------------------------------------------------------ the frame

    def _connect(self) -> None:
        self.session.opened.connect(self._show_project)
        self.session.moved.connect(self._moved)
        self.session.changed.connect(self._changed)
        self.files.said.connect(self.say)
        self.jobs.writing.connect(self._rest)
        self.jobs.written.connect(self._go_on)
        self.jobs.failed.connect(self._job_failed)
        self.lookups.failed.connect(self._job_failed)
        self.palette_panel.article_asked.connect(self.session.go_to_article)

    def _fill(self) -> None:
        """Make the frame, in place of the present one, and its menu."""
        frame = self.frame = Frame(
            self.session, self.preferences, self._reserved, self.steps, self.lookups
        )
        frame.rail.asked.connect(self.session.go_to_workspace)
        frame.top.palette_asked.connect(self.open_palette)
        frame.bar.acted.connect(self.save_copy)
        frame.foot.mentioned.connect(self._show_status)
        self.steps.turned.connect(frame.foot.mention)
        frame.welcome.sample_asked.connect(self.files.try_sample)
        frame.welcome.new_asked.connect(self.files.new_project)
        frame.welcome.open_asked.connect(self.files.open_project)
        frame.welcome.recent_asked.connect(self._open_recent)
        frame.annotate.add_asked.connect(self.files.add_articles)
        frame.annotate.guide_asked.connect(self.open_guide)
        frame.corpus.add_asked.connect(self.files.add_articles)
        frame.corpus.import_asked.connect(self.files.import_files)
        frame.corpus.export_asked.connect(self.files.export)
        frame.corpus.place_asked.connect(self.open_at)
        self.jobs.begun.connect(frame.job_bar.watch)
        self.lookups.begun.connect(frame.job_bar.watch)
        for page in frame.workspaces.values():
            page.status_changed.connect(self._show_status)
            page.said.connect(self.say)
        self._make_menu()
        self.setCentralWidget(frame)
        if self.isVisible():
            frame.show()

    @property
    def annotate(self) -> AnnotatePage:
        """The Annotate workspace."""
        return self.frame.annotate

    @property
    def bound(self) -> list[BoundAction]:
        """Every action of the window and its workspaces."""
        pages = self.frame.workspaces.values()
        return [*self._own, *(item for page in pages for item in page.bound.values())]

    def _make_menu(self) -> None:
        menu = self._menu = QMenu(self.frame)
        for title in dict.fromkeys(item.action.menu for item in self.bound):
            part = menu.addMenu(self.tr(title))
            part.aboutToShow.connect(self._refresh_menu)
            part.aboutToHide.connect(self._enable_all)
            for item in self.bound:
                if item.action.menu == title:
                    part.addAction(item.qt)
        self.frame.top.menu_button.clicked.connect(self.open_menu)

    def _refresh_menu(self) -> None:
        menu = self.sender()
        if isinstance(menu, QMenu):
            shown: set[QAction] = set(menu.actions())
            for item in self.bound:
                if item.qt in shown:
                    item.qt.setEnabled(item.possible and self._in_reach(item))

    def _enable_all(self) -> None:
        # Off duty an action stays enabled, or its key would be dead when its time comes.
        for item in self.bound:
            item.qt.setEnabled(True)

    def _in_reach(self, item: BoundAction) -> bool:
        return item.target is self or item.target is self.frame.workspace

    # ------------------------------------------------------------------ what is shown

    def _show_project(self) -> None:
        self._vanished = False
        frame = self.frame
        frame.rail.setVisible(self.session.is_open)
        if not self.session.is_open:
            self.setWindowTitle("Annotator")
            frame.top.show_project("", "")
            frame.foot.show_saved("")
            frame.welcome.show_recent([Path(name) for name in self.preferences.recent])
            self._show_status()
            return
        project = self.session.project
        self._show_name()
        self.preferences = with_recent(self.preferences, project.path)
        self._keep_preferences()
        if project.read_only:
            frame.foot.show_saved(self.tr("Read only"), "warn")
            words = self.tr("This project may only be read; save a copy elsewhere to work in it.")
            self.say(words, BarKind.WARNING, self.tr("Save a copy…"))
        else:
            frame.bar.hide()
            frame.foot.show_saved(self.tr("Saved"))
            QTimer.singleShot(_BACKUP_AFTER, self.files, self.files.back_up)
        self._show_status()

    def _show_name(self) -> None:
        name = self.session.project.settings.name
        self.setWindowTitle(f"{name} — Annotator")
        self.frame.top.show_project(name, self.session.desk.annotator.name)

    def _moved(self, place: Place) -> None:
        if place.workspace == "corpus":
            self.frame.corpus.take_tag(self.annotate.sticky)
        self.frame.show_page(place.workspace if self.session.is_open else "")
        self._show_status()

    def _changed(self, step: Step) -> None:
        if self.frame.bar.isVisible() and not self._vanished:
            self.frame.bar.hide()
        if any(not hasattr(edit.record, "article_id") for edit in step.edits):
            self._show_name()

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
        for page in self.frame.workspaces.values():
            page.leave()
        self.resting = True
        self.frame.pages.setEnabled(False)

    def _go_on(self) -> None:
        self.resting = False
        self.frame.pages.setEnabled(True)
        page = self.frame.workspace
        if page is not None and self.session.is_open:
            page.enter()

    def _open_recent(self, name: str) -> None:
        self.session.open(Path(name))

    def close_project(self) -> None:
        """Go back to the welcome page."""
        self.jobs.stop()
        self.lookups.stop()
        for page in self.frame.workspaces.values():
            page.leave()
        self.session.close()

    def save_copy(self) -> None:
        """Save a copy, and go on in it where the project itself cannot be written to."""
        self.files.save_copy(go_on_there=self._vanished or self.session.project.read_only)

    def export(self) -> None:
        """Export, with what is still being typed."""
        self.annotate.commit()
        corpus = self.frame.corpus
        ids = corpus.ids_to_export() if self.frame.workspace is corpus else None
        self.files.export(self.annotate.queue.selected_ids() if ids is None else ids)

    def open_at(self, article_id: str, span: Span) -> None:
        """Open an article in Annotate at a place."""
        self.session.go_to_article(article_id)
        self.annotate.tagging.to(span)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.files.take_dropped([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    # ------------------------------------------------------------------ edit and view

    def undo(self) -> None:
        """Undo the newest step, wherever it was."""
        self.annotate.commit()
        self.steps.undo()

    def redo(self) -> None:
        """Redo what was undone last."""
        self.steps.redo()

    def toggle_source(self) -> None:
        """Change whether this project hides the source while annotating."""
        before = self.session.project.settings
        after = replace(before, source_hidden=not before.source_hidden)
        title = "Sources hidden" if after.source_hidden else "Sources shown"
        who = self.session.desk.annotator.id
        self.session.project.do(title, Edit(before, after), annotator_id=who)
        hidden = self.tr("Sources are hidden in this project.")
        self.say(hidden if after.source_hidden else self.tr("Sources are shown in this project."))

    def apply(self, preferences: object) -> None:
        """Take over changed preferences at once and keep them."""
        if not isinstance(preferences, Preferences):
            return
        before, self.preferences = self.preferences, preferences
        if preferences.text_size != before.text_size:
            # Not now: what asked for it may be a part of the frame.
            QTimer.singleShot(0, self, self._refill)
        else:
            dress(preferences)
            self.annotate.apply_preferences(preferences)
        self._keep_preferences()

    def _refill(self) -> None:
        for page in self.frame.workspaces.values():
            page.leave()
        columns = self.frame.corpus.layout_state()
        # Away with what is there first: to dress it anew would take as long as to make it.
        delete(self.frame)
        dress(self.preferences)
        self._fill()
        self.frame.corpus.restore_layout(columns)
        self._show_project()
        self.session.refresh()
        self.frame.show_page(self.session.place.workspace if self.session.is_open else "")

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
        size = _SCALES[max(0, min(at, len(_SCALES) - 1))]
        self.apply(replace(self.preferences, text_size=size))

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
        commands = [item for item in self.bound if self._in_reach(item)]
        self.palette_panel.open_with(commands, self._articles_like)

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
        # As the button's own menu it would lend its keys, those of unseen pages too, to the button.
        button = self.frame.top.menu_button
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

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
            self.annotate.panes.restoreState(splitter)
        self.frame.corpus.restore_layout(kept.value("corpus"))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._dialogs_closed():
            event.ignore()  # one of them holds what was typed, and says so
            return
        kept = self._layout_file()
        kept.setValue("window", self.saveGeometry())
        kept.setValue("annotate", self.annotate.panes.saveState())
        kept.setValue("corpus", self.frame.corpus.layout_state())
        kept.sync()
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


def dress(preferences: Preferences) -> None:
    """Give the program the look that is preferred."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    look = theme(
        preferences.theme,
        high_contrast=preferences.high_contrast,
        colour_blind=preferences.colour_blind,
        scale=preferences.text_size,
    )
    if look != current_theme() or not app.styleSheet():
        apply_theme(app, look)
    for effect in (
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_AnimateCombo,
        Qt.UIEffect.UI_AnimateTooltip,
    ):
        QApplication.setEffectEnabled(effect, preferences.animation)
    app.setCursorFlashTime(1000 if preferences.animation else 0)

"""Adding articles: paste or type texts, choose or drop files; see them as they will be stored."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    Qt,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.core.text import canonical, headline_end, word_count
from annotator.formats.exchange import Draft
from annotator.formats.registry import FORMATS
from annotator.gui.dialogs.entries import Entry, EntryList, EntryModel
from annotator.gui.dialogs.metadata_form import MetadataForm
from annotator.gui.dialogs.parts import Page, Sentence, Sheet, aside_button, cap_text
from annotator.gui.dialogs.reading import Found, counted
from annotator.gui.dialogs.reading_bar import ReadingBar
from annotator.gui.dialogs.text_pages import TextPages
from annotator.gui.dialogs.texts import files_of
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import IconButton


class AddArticlesDialog(Sheet):
    """Gathers drafts; `paths` are read at once, `default_language` is that of texts without one."""

    def __init__(
        self,
        parent: QWidget | None = None,
        paths: Sequence[Path] = (),
        default_language: str = "",
    ) -> None:
        super().__init__("", 1080, parent)
        self.setWindowTitle(self.tr("Add articles"))
        self.setAcceptDrops(True)
        self._language = default_language
        self._warned = False
        self.model = EntryModel(self)
        self.list = EntryList(self.model)
        self.pages = TextPages()
        self.reading = ReadingBar()
        self.form = MetadataForm()
        self._lay_out()
        self._connect()
        if paths:
            self.read(paths)
        else:
            self.new_text()
        # Enter in a field must not add everything; Ctrl+Enter does.
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.primary.setToolTip(cap_text("Ctrl+Return"))
        self._count()

    def fit(self) -> None:
        self.resize(self.best_size(current_theme().px(560)))
        self.stay_on_screen()

    # ------------------------------------------------------------------ laying out

    def _lay_out(self) -> None:
        self.files_button = aside_button(self.tr("Files…"), self.tr("Choose files to read"))
        self.folder_button = aside_button(self.tr("Folder…"), self.tr("Choose a folder to read"))
        self.text_button = IconButton("plus", self.tr("New text"), 15)
        self.remove_button = IconButton("trash", self.tr("Remove"), 15)
        for tool in (self.text_button, self.remove_button):
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        kinds = ", ".join(form.extensions[0] for form in FORMATS if form.kind == "text")
        hint = Sentence()
        hint.say(self.tr("Or drop files, folders or text here ({kinds}).").format(kinds=kinds))
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addLayout(self._line(self.files_button, self.folder_button, None))
        self._left.addWidget(self.list, 1)
        self._left.addWidget(self.reading)
        self._left.addLayout(self._line(self.text_button, None, self.remove_button))
        self._left.addWidget(hint)
        self._form_page = Page()
        self._form_page.box.addWidget(self.form)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        for part, share in ((left, 0), (self.pages, 1), (self._form_page, 0)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.indexOf(part), share)
        self.page.box.addWidget(self.splitter, 1)
        self._dress_parts()

    def _line(self, *parts: QWidget | None) -> QHBoxLayout:
        line = QHBoxLayout()
        for part in parts:
            if part is None:
                line.addStretch(1)
            else:
                line.addWidget(part)
        return line

    def _connect(self) -> None:
        self.files_button.clicked.connect(self.reading.choose_files)
        self.folder_button.clicked.connect(self.reading.choose_folder)
        self.text_button.clicked.connect(self.new_text)
        self.remove_button.clicked.connect(self.remove)
        self.reading.found.connect(self._found)
        self.reading.began.connect(self._count)
        self.reading.ended.connect(self._ended)
        self.pages.paused.connect(self.settle)
        self.pages.files.connect(self.read)
        self.pages.large.connect(self.take_text)
        self.pages.hidden_from.connect(self.list.setFocus)
        self.list.remove_asked.connect(self.remove)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.form.edited.connect(self._edited)
        self.form.apply_asked.connect(self._apply_to_all)

    # ------------------------------------------------------------------ what comes out

    def drafts(self) -> list[Draft]:
        """The articles to be added, in the order of the list; call it once accepted."""
        self.settle()
        return [entry.finished() for entry in self.model.ready()]

    # ------------------------------------------------------------------ texts

    def new_text(self) -> None:
        """Begin one more text, or go to the one that is still empty."""
        self.settle()
        empty = [item for item in self.model.entries if item.typed and not item.ready]
        entry = empty[0] if empty else self._typed_entry()
        self._go(self.model.row_of(entry.key))
        edit = self.pages.typed(entry.key)
        if edit is not None:
            edit.setFocus()

    def _typed_entry(self) -> Entry:
        entry = Entry(self.model.new_key(), Draft("", language=self._language), typed=True)
        self.setTabOrder(self.remove_button, self.pages.begin(entry.key))
        self.model.append([entry])
        return entry

    def take_text(self, text: str) -> None:
        """Add a text that was dropped, or is too long to be edited, as an entry of its own."""
        found, _ = canonical(text)
        if found.strip():
            draft = Draft(found, headline_end(found), language=self._language)
            entry = Entry(self.model.new_key(), draft, counted(found))
            self.model.append([entry])
            self._go(self.model.row_of(entry.key))
            self._count()

    def settle(self) -> None:
        """Bring the list up to date with what was typed."""
        for row, entry in enumerate(self.model.entries):
            edit = self.pages.typed(entry.key)
            if edit is None or not edit.changed:
                continue
            edit.changed = self._warned = False
            text, _ = canonical(edit.raw())
            draft = replace(entry.draft, text=text, headline_end=headline_end(text))
            self.model.put(row, replace(entry, draft=draft, words=word_count(text)))
            edit.mark.show_headline(bool(draft.headline_end))
            if row == self.list.currentIndex().row():
                self._show_form(self.model.entries[row])
        self._count()

    # ------------------------------------------------------------------ files

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files and folders on another thread; their articles join the list."""
        self.reading.read(paths)

    def _found(self, found: list[Found]) -> None:
        entries = [
            Entry(
                self.model.new_key(),
                self._with_language(item.draft or Draft("")),
                item.words,
                item.path.name,
                item.fault,
            )
            for item in found
        ]
        if not entries:
            return
        self.settle()
        current = self._current()
        idle = current is None or not current.ready
        self.model.append(entries)
        if idle:
            ready = next((item for item in entries if item.ready), entries[0])
            self._go(self.model.row_of(ready.key))
        self._count()

    def _with_language(self, draft: Draft) -> Draft:
        return draft if draft.language else replace(draft, language=self._language)

    def _ended(self) -> None:
        if not self.model.entries:
            self.new_text()
        self._count()

    # ------------------------------------------------------------------ the list

    def remove(self) -> None:
        """Take the chosen rows out of the list."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        if not rows:
            return
        for row in rows:
            self.pages.forget(self.model.entries[row].key)
        self.model.remove(rows)
        if self.model.entries:
            self._go(min(rows[0], len(self.model.entries) - 1))
        else:
            self.new_text()
        self._count()

    def _current(self) -> Entry | None:
        row = self.list.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def _go(self, row: int) -> None:
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(row), how)
        self._show_current()

    def _show_current(self) -> None:
        entry = self._current()
        if entry is not None:
            self.pages.show_entry(entry)
            self._show_form(entry)

    def _show_form(self, entry: Entry) -> None:
        self.form.setVisible(not entry.fault)
        self.form.show_draft(entry.draft, entry.title, several=len(self.model.ready()) > 1)

    def _edited(self, name: str, value: str) -> None:
        row = self.list.currentIndex().row()
        entry = self._current()
        if entry is not None:
            self.model.put(row, entry.described(name, value))

    def _apply_to_all(self, name: str) -> None:
        entry = self._current()
        if entry is None:
            return
        value = getattr(entry.draft, name)
        self.model.put_all([other.described(name, value) for other in self.model.entries])

    def _count(self) -> None:
        ready = self.model.ready()
        count = len(ready)
        one, many = self.tr("Add 1 article"), self.tr("Add {n} articles")
        none = self.tr("Add")
        self.primary.setText({0: none, 1: one}.get(count, many.format(n=f"{count:,}")))
        self.primary.setEnabled(count > 0 and not self.reading.busy)
        faults = sum(bool(entry.fault) for entry in self.model.entries)
        words = self.tr("{n} words").format(n=f"{sum(entry.words for entry in ready):,}")
        left = self.tr("{n} cannot be read").format(n=f"{faults:,}")
        told = [words if count else "", left if faults else ""]
        self.remark.say(" · ".join(part for part in told if part))

    # ------------------------------------------------------------------ the dialog

    def reject(self) -> None:
        """Leave; text that was typed is given up only when asked twice."""
        self.settle()
        if any(not entry.source for entry in self.model.ready()) and not self._warned:
            self._warned = True
            self.remark.say(
                self.tr("The text you typed would be lost; cancel again to leave it."), "warn"
            )
            return
        super().reject()

    def done(self, result: int) -> None:
        self.reading.stop()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_of(event.mimeData())
        if files:
            self.read(files)
        else:
            self.take_text(event.mimeData().text())
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress_parts()

    def _dress_parts(self) -> None:
        look = current_theme()
        self._left.setContentsMargins(0, 0, look.px(12), 0)
        self._left.setSpacing(look.px(8))
        self.pages.setContentsMargins(look.px(12), 0, look.px(12), 0)
        self._form_page.box.setContentsMargins(look.px(12), 0, look.px(4), 0)
        self.list.setMinimumWidth(look.px(150))
        self.pages.setMinimumSize(look.px(220), look.px(130))
        self._form_page.setMinimumWidth(look.px(180))
        self.pages.dress()
        wide = look.px(self._wide - 44)
        self.splitter.setSizes([wide * 25 // 100, wide * 50 // 100, wide * 25 // 100])

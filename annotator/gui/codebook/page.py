"""The codebook workspace: an outline at the left, the editor of what is chosen at the right."""

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.codebooks import write_codebook
from annotator.core.codebook_changes import Part
from annotator.core.edits import Step, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook
from annotator.gui.actions import Action, bind
from annotator.gui.codebook import commands
from annotator.gui.codebook.about_editor import AboutEditor
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editor import ItemEditor
from annotator.gui.codebook.fields_editor import FieldEditor
from annotator.gui.codebook.form import Column
from annotator.gui.codebook.outline import Drop, rows_of
from annotator.gui.codebook.places import followed, keys_of, touched
from annotator.gui.codebook.questions_editor import QuestionEditor
from annotator.gui.codebook.side import ABOUT, Side
from annotator.gui.codebook.tag_editor import TagEditor
from annotator.gui.codebook.words import labels, version_words
from annotator.gui.panels import Bar, BarKind, Empty
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.workspace import Workspace

_SIDE, _SIDE_SHARE = 320, 0.4


class CodebookPage(Workspace):
    """Everything about the project's codebook; each completed change is one undoable step.

    `reserved` are the single keys that the program itself uses, which no tag may take.
    """

    name: ClassVar[str] = "codebook"
    title: ClassVar[str] = "Codebook"
    icon: ClassVar[str] = "codebook"
    actions_table: ClassVar[tuple[Action["CodebookPage"], ...]] = commands.ACTIONS

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        reserved: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self.book = Book(session, reserved)
        self.part: Part | None = Part.TAGS
        self._keys = dict.fromkeys(Part, "")
        self._stale = True
        self._sized = False
        self.side = Side()
        self.bar = Bar(BarKind.WARNING, "")
        self._notice = QWidget()
        QVBoxLayout(self._notice).addWidget(self.bar)
        self.editors: dict[Part | None, ItemEditor] = {
            Part.TAGS: TagEditor(self.book),
            Part.FIELDS: FieldEditor(self.book),
            Part.QUESTIONS: QuestionEditor(self.book),
            None: AboutEditor(self.book),
        }
        self._stack = QStackedWidget()
        self._columns = {part: Column(editor) for part, editor in self.editors.items()}
        self._empty = self._empties()
        for widget in (*self._columns.values(), *self._empty.values()):
            self._stack.addWidget(widget)
        self._closed = Empty(
            self.tr("No project is open"), self.tr("Its codebook is shown here once one is.")
        )
        self._split = self._splitter()
        self._whole = QStackedWidget()
        self._whole.addWidget(self._split)
        self._whole.addWidget(self._closed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._whole)
        self.bound = {item.action.id: item for item in bind(commands.ACTIONS, self)}
        self.side.offer(self.bound.values())
        self._connect(session)

    def _splitter(self) -> QSplitter:
        paper = QFrame()
        paper.setProperty("role", "paper")
        self._paper = QVBoxLayout(paper)
        self._paper.setContentsMargins(0, 0, 0, 0)
        self._paper.setSpacing(0)
        self._paper.addWidget(self._notice)
        self._paper.addWidget(self._stack, 1)
        self._notice.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.side)
        split.addWidget(paper)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        return split

    def _empties(self) -> dict[Part, Empty]:
        return {
            Part.TAGS: Empty(
                self.tr("No tags yet"),
                self.tr("A tag is one thing to look for, such as a word that passes judgement."),
                self.tr("New tag"),
            ),
            Part.FIELDS: Empty(
                self.tr("No fields yet"),
                self.tr("A field is asked of each label: how strong it is, at whom it is aimed."),
                self.tr("New field"),
            ),
            Part.QUESTIONS: Empty(
                self.tr("No questions yet"),
                self.tr("A question is asked about a whole article, once its words are marked."),
                self.tr("New question"),
            ),
        }

    def _connect(self, session: Session) -> None:
        self.side.asked.connect(self.ask)
        self.side.list.chosen.connect(self._go)
        self.side.list.dropped.connect(self._drop)
        self.side.list.deleting.connect(self.bound["codebook.delete"].run)
        self.side.list.activated.connect(self.name_it)
        self.side.parts.chosen.connect(self._go_to_part)
        self.side.name.finished.connect(self._rename_codebook)
        self.bar.closed.connect(self._notice.hide)
        self.bar.acted.connect(self.bound["codebook.retire"].run)
        for editor in self.editors.values():
            editor.asked.connect(self.ask)
        for part, action_id in _NEW.items():
            self._empty[part].acted.connect(self.bound[action_id].run)
        session.changed.connect(self._hear)
        session.opened.connect(self._open)

    # ------------------------------------------------------------------ what commands use

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is stored."""
        return self.book.codebook

    def chosen(self, part: Part) -> str:
        """The key of what is chosen among the tags, fields or questions, or ""."""
        return self._keys[part]

    def chosen_name(self) -> str:
        """The name of what is edited."""
        item = self.editors[self.part].item()
        return item.name if item is not None else ""

    def choose(self, part: Part | None, key: str = "") -> None:
        """Show this tag, field or question; None shows what is said of the codebook itself."""
        self.part = part
        if part is not None and key:
            self._keys[part] = key
        self._notice.hide()
        self._refresh()

    def write(self, title: str, after: Codebook) -> bool:
        """Write the changed codebook as one step, or say what hinders it."""
        self._notice.hide()
        fault = self.book.write(title, after)
        if fault:
            self.said.emit(fault)
        return not fault

    def name_it(self) -> None:
        """Take the focus to the name of what is chosen, ready to be typed anew."""
        name = self.editors[self.part].called or self.side.name
        name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        name.selectAll()

    def refuse_to_delete(self, name: str, count: int) -> None:
        """Say that something stays because it is used, and offer to retire a tag."""
        if self.part is Part.TAGS:
            words = self.tr(
                "“{name}” stays, for it has {labels}. Retired, it is no longer offered."
            )
            tag = self.codebook.tag(self.chosen(Part.TAGS))
            action = "" if tag is None or tag.retired else self.tr("Retire it")
            self.bar.say(BarKind.WARNING, words.format(name=name, labels=labels(count)), action)
        else:
            words = self.tr("“{name}” stays, for {n} values were given to it.")
            self.bar.say(BarKind.WARNING, words.format(name=name, n=f"{count:,}"))
        self.bar.show()
        self._notice.show()

    def ask(self, action_id: str) -> None:
        """Do what a button asks for."""
        self.bound[action_id].run()

    def settle(self) -> None:
        """Save what is being typed; say what could not be saved."""
        if not self.book.is_open:
            return
        self.side.name.settle()
        fault = self.editors[self.part].settle()
        if fault:
            self.said.emit(self.tr("Not saved: {fault}").format(fault=fault))

    def save_to(self, path: str) -> None:
        """Write the codebook to a TOML file."""
        try:
            write_codebook(self.codebook, Path(path))
        except AnnotatorError as error:
            self.said.emit(str(error))
        else:
            self.said.emit(self.tr("The codebook is saved in {name}.").format(name=Path(path).name))

    # ------------------------------------------------------------------ the workspace

    def status(self) -> tuple[str, ...]:
        if not self.book.is_open:
            return ()
        book = self.codebook
        return (
            self.tr("{n} tags").format(n=len(book.offered)),
            self.tr("{n} fields").format(n=len(book.fields)),
            self.tr("{n} questions").format(n=len(book.questions)),
        )

    def hint(self) -> tuple[str, str]:
        action = self.bound["codebook.new-tag"].action
        return action.key, action.shown

    def enter(self) -> None:
        self._refresh()
        first = self.side.list if self.side.list.isVisible() else self.side.tools.new
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.settle()

    # ------------------------------------------------------------------ what happens

    def _go(self, key: str) -> None:
        self.settle()
        self.choose(self.part, key)

    def _go_to_part(self, part: str) -> None:
        self.settle()
        self.choose(None if part == ABOUT else Part(part))

    def _drop(self, drop: Drop) -> None:
        self.settle()
        commands.place(self, drop)

    def _rename_codebook(self) -> None:
        before, name = self.codebook, self.side.name.value()
        fault = self.book.write(f"Rename the codebook to “{name}”", replace(before, name=name))
        self.side.say(fault)
        if not fault:
            self.side.name.show_value(self.codebook.name)

    def _open(self) -> None:
        self.book.forget()
        self.part = Part.TAGS
        self._keys = dict.fromkeys(Part, "")
        for editor in self.editors.values():
            editor.key = ""
        self._notice.hide()
        self.side.say("")
        self._refresh()

    def _hear(self, step: Step) -> None:
        self.book.hear(step)
        for edit in step.edits:
            before, after = edit.before, edit.after
            if isinstance(before, Codebook) and isinstance(after, Codebook):
                self._follow(before, after, reveal=step.kind is not StepKind.DO)
        self._refresh()

    def _follow(self, before: Codebook, after: Codebook, *, reveal: bool) -> None:
        for part, key in self._keys.items():
            self._keys[part] = followed(before, after, part, key)
        place = touched(before, after)
        if reveal:
            self.part = place[0] if place else None
            if place:
                self._keys[place[0]] = place[1]

    # ------------------------------------------------------------------ showing

    def _refresh(self) -> None:
        """Read everything anew, now if it is in sight and else when it is."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self._whole.setCurrentWidget(self._split if self.book.is_open else self._closed)
        if self.book.is_open:
            self._show_side()
            self._show_editor()
        self.status_changed.emit()

    def _show_side(self) -> None:
        side, book, codebook = self.side, self.book, self.codebook
        if not (side.name.pending and side.name.hasFocus()):
            side.name.show_value(codebook.name)
            side.say("")
        side.version.setText(version_words(book.version, book.usage.versions[book.version]))
        for part in Part:
            keys = keys_of(codebook, part)
            side.parts.set_count(part, len(keys))
            if self._keys[part] not in keys:
                self._keys[part] = keys[0] if keys else ""
        side.parts.choose(self.part or ABOUT)
        if self.part is None:
            side.show_rows((), "", self._about())
            side.tools.suit("", "", nests=False, moves=False)
            return
        names = {
            Part.TAGS: self.tr("Tags"),
            Part.FIELDS: self.tr("Fields"),
            Part.QUESTIONS: self.tr("Questions"),
        }
        words = {
            Part.TAGS: self.tr("New tag"),
            Part.FIELDS: self.tr("New field"),
            Part.QUESTIONS: self.tr("New question"),
        }
        rows = rows_of(codebook, self.part)
        side.list.nests = self.part is Part.TAGS
        side.list.setAccessibleName(names[self.part])
        side.show_rows(rows, self._keys[self.part], "")
        nests = self.part is Part.TAGS and len(rows) > 1
        side.tools.suit(words[self.part], _NEW[self.part], nests=nests, moves=len(rows) > 1)

    def _about(self) -> str:
        return self.tr(
            "The codebook says what to mark and how. It is kept in versions: each label remembers "
            "the one it was made with, so nothing changes under labels that are there."
        )

    def _show_editor(self) -> None:
        editor = self.editors[self.part]
        key = self._keys[self.part] if self.part is not None else self.codebook.id
        if self.part is not None and not key:
            self._stack.setCurrentWidget(self._empty[self.part])
            return
        if key != editor.key:
            self._columns[self.part].verticalScrollBar().setValue(0)
        editor.show_key(key)
        self._stack.setCurrentWidget(self._columns[self.part])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._sized:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """Give the outline its usual share of the width."""
        self._sized = self.isVisible()
        look = current_theme()
        side = min(look.px(_SIDE), round(self.width() * _SIDE_SHARE))
        self._split.setSizes([side, max(1, self.width() - side)])


_NEW = {
    Part.TAGS: "codebook.new-tag",
    Part.FIELDS: "codebook.new-field",
    Part.QUESTIONS: "codebook.new-question",
}

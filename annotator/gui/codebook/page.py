"""The codebook workspace: an outline at the left, the editor of what is chosen at the right."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.codebooks import write_codebook
from annotator.core import codebook_changes as changes
from annotator.core.codebook_changes import Part
from annotator.core.edits import Step, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook
from annotator.gui.actions import Action
from annotator.gui.asking import Asker
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.editors import Editors
from annotator.gui.codebook.notice import Notice
from annotator.gui.codebook.outline import Drop
from annotator.gui.codebook.places import followed, keys_of, touched
from annotator.gui.codebook.side import ABOUT, Side
from annotator.gui.codebook.words import labels, of_whom
from annotator.gui.session import Place, Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.panels import BarKind, Empty
from annotator.gui.workspace import Services, Workspace
from annotator.project.reviewing import ToReview, reviewing
from annotator.project.tag_changes import TagUse

_SIDE, _SIDE_SHARE = 320, 0.4


class CodebookPage(Workspace):
    """Everything about the project's codebook; each completed change is one undoable step."""

    name: ClassVar[str] = "codebook"

    def __init__(
        self,
        services: Services,
        actions: Sequence[Action["CodebookPage"]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(services, actions, parent)
        self.book = Book(services.session, services.reserved)
        self.lookups = services.lookups
        self._asker = Asker(services.session, services.lookups, self)
        self.part: Part | None = Part.TAGS
        self._keys = dict.fromkeys(Part, "")
        self._stale = True
        self._sized = False
        self._build()
        self.bind_actions()
        self.side.offer(self.bound.values())
        self._connect(services.session)
        newest = services.session.newest
        if newest is not None:  # turned back from elsewhere, it led here
            self._hear(newest)

    def _build(self) -> None:
        # From the outside in: a widget that changes its parent is styled anew with all in it.
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._whole = QStackedWidget(self)
        box.addWidget(self._whole)
        self._split = QSplitter(Qt.Orientation.Horizontal, self._whole)
        self._closed = Empty(
            self.tr("No project is open"), self.tr("Its codebook is shown here once one is.")
        )
        self._whole.addWidget(self._split)
        self._whole.addWidget(self._closed)
        self.side = Side(self._split)
        paper = QFrame(self._split)
        paper.setProperty("role", "paper")
        self._split.addWidget(self.side)
        self._split.addWidget(paper)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notice = Notice(paper)
        self.editors = Editors(self.book, paper)
        column.addWidget(self.notice)
        column.addWidget(self.editors, 1)

    def _connect(self, session: Session) -> None:
        self.side.asked.connect(self.ask)
        self.side.list.chosen.connect(self._go)
        self.side.list.dropped.connect(self._drop)
        self.side.list.deleting.connect(self.bound["codebook.delete"].run)
        self.side.list.activated.connect(self.name_it)
        self.side.parts.chosen.connect(self._go_to_part)
        self.side.name.finished.connect(self._rename_codebook)
        self.editors.asked.connect(self.ask)
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
        item = self.editors.editor(self.part).item()
        return item.name if item is not None else ""

    def choose(self, part: Part | None, key: str = "") -> None:
        """Show this tag, field or question; None shows what is said of the codebook itself."""
        self.part = part
        if part is not None and key:
            self._keys[part] = key
        self.notice.hide()
        self._refresh()

    def write(self, title: str, after: Codebook) -> bool:
        """Write the changed codebook as one step, or say what hinders it."""
        self.notice.hide()
        fault = self.book.write(title, after)
        if fault:
            self.said.emit(fault)
        return not fault

    def name_it(self) -> None:
        """Take the focus to the name of what is chosen, ready to be typed anew."""
        name = self.editors.editor(self.part).called or self.side.name
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
            said = words.format(name=name, labels=labels(count))
            self.notice.tell(BarKind.WARNING, said, action, self.bound["codebook.retire"].run)
        else:
            words = self.tr("“{name}” stays, for {n} values were given to it.")
            self.notice.tell(BarKind.WARNING, words.format(name=name, n=f"{count:,}"))

    def tell_outcome(self, key: str, use: TagUse) -> None:
        """Show the tag that took another's place, and whose labels are to be looked at again."""
        self.choose(Part.TAGS, key)
        if not use.count:
            return
        words = self.tr("To be looked at again: {labels}, {people}.")
        said = words.format(labels=labels(use.count), people=of_whom(use.labels))
        mine = use.labels.get(self.session.desk.annotator.name, 0)
        action = self.tr("Go through mine") if mine else ""
        self.notice.tell(BarKind.INFO, said, action, self._go_through_mine)

    def _go_through_mine(self) -> None:
        who = self.session.desk.annotator.id
        self._asker.ask(lambda project: reviewing(project, who), self._go_to_first)

    def _go_to_first(self, found: list[ToReview]) -> None:
        if found:
            first = found[0].label
            self.session.go(Place("annotate", first.article_id, first.id))

    def ask(self, action_id: str) -> None:
        """Do what a button asks for."""
        self.bound[action_id].run()

    def settle(self) -> None:
        """Save what is being typed; say what could not be saved."""
        if not self.book.is_open:
            return
        self.side.name.settle()
        fault = self.editors.settle(self.part)
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
        if self.part is Part.TAGS:
            self._rearrange(changes.placed_tag(self.codebook, *drop))
        elif self.part is not None:
            after = changes.placed_item(self.codebook, self.part, drop.key, drop.before)
            self._rearrange(after)

    def _rearrange(self, after: Codebook) -> None:
        self.write(f"Move “{self.chosen_name()}”", after)

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
        self.editors.forget()
        self.notice.hide()
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
            for part, key in self._keys.items():
                keys = keys_of(self.codebook, part)
                if key not in keys:
                    self._keys[part] = keys[0] if keys else ""
            key = self._keys[self.part] if self.part is not None else self.codebook.id
            self.side.show_book(self.book, self.part, key)
            self.editors.show_key(self.part, key)
        self.status_changed.emit()

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

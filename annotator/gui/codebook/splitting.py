"""Splitting a tag: the names of its parts, and all that follows, before it is done."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.core.codebook_succession import dressed_parts, part_named, split_tag
from annotator.core.errors import AnnotatorError
from annotator.core.model import Tag
from annotator.gui.asking import Asker
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.outcome import Outcome
from annotator.gui.codebook.words import labels, of_whom
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.widgets.inputs import LineInput
from annotator.project.tag_changes import TagUse, split_title, tag_use

_LEAST, _MOST = 2, 8


class SplitDialog(Sheet):
    """Asks for the names of the parts, and splits the tag into them.

    `carried_out` carries the key of the first new part, and the TagUse of the tag that went.
    """

    carried_out = Signal(str, object)

    def __init__(
        self, book: Book, key: str, session: Session, lookups: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__("", 600, parent)
        self.setWindowTitle(self.tr("Split tag"))
        self.setObjectName("split-tag")
        self._book, self._key = book, key
        self._use: TagUse | None = None
        self.names: list[LineInput] = []
        self._notes: list[Sentence] = []
        self.more = QPushButton(self.tr("One more part"))
        self.more.setAutoDefault(False)
        self.outcome = Outcome()
        self._rows = Rows(72)
        head = self.tr("Split “{name}”").format(name=self._gone_name)
        self.heading(head)
        self.page.box.addLayout(self._rows)
        line = QHBoxLayout()
        self.page.box.addLayout(line)
        line.addWidget(self.more)
        line.addStretch(1)
        self.page.box.addWidget(self.outcome)
        self.page.box.addStretch(1)
        for _ in range(_LEAST):
            self._add_row()
        self.primary.setText(self.tr("Split"))
        self.primary.clicked.disconnect(self.accept)
        self.primary.clicked.connect(self._split)
        self.more.clicked.connect(self._add_part)
        self._asker = Asker(session, lookups, self)
        self._asker.ask(lambda project: tag_use(project, key), self._counted)
        self.names[0].setFocus()
        self._tell()

    @property
    def _gone_name(self) -> str:
        tag = self._book.codebook.tag(self._key)
        return tag.name if tag is not None else self._key

    def _add_row(self) -> None:
        number = len(self.names) + 1
        name = LineInput(self.tr("Name of part {n}").format(n=number))
        name.setMaxLength(200)
        name.setPlaceholderText(self.tr("A new tag, or one there is"))
        name.textChanged.connect(self._tell)
        note = Sentence(name)
        self.names.append(name)
        self._notes.append(note)
        self._rows.add(self.tr("Part {n}").format(n=number), name, note)

    def _add_part(self) -> None:
        self._add_row()
        # A fresh widget comes last for the Tab key, wherever it stands.
        QWidget.setTabOrder(self.names[-2], self.names[-1])
        self.more.setVisible(len(self.names) < _MOST)
        self.names[-1].show()  # what is not shown yet takes no focus
        self.names[-1].setFocus()
        self._tell()
        QTimer.singleShot(0, self, self.fit)  # once the row has its height

    # ------------------------------------------------------------------ the parts

    def parts(self) -> list[Tag]:
        """The parts that are named so far; new ones with a free colour and key."""
        found: list[Tag] = []
        for field in self.names:
            if field.value():
                found.append(part_named(self._book.codebook, self._key, field.value(), found))
        return dressed_parts(self._book.codebook, self._key, found, self._book.reserved)

    def _counted(self, use: TagUse) -> None:
        self._use = use
        self._tell()
        QTimer.singleShot(0, self, self.fit)

    def _tell(self) -> None:
        parts = self.parts()
        named = iter(parts)
        seen: set[str] = set()
        for field, note in zip(self.names, self._notes, strict=True):
            note.say(*self._about(next(named), seen) if field.value() else ("",))
        apart = len(parts) >= _LEAST and len(seen) == len(parts)
        self.primary.setEnabled(apart and self._use is not None)
        self.remark.say("")
        self.outcome.tell([self._labels_told(), self._step_told()])

    def _about(self, part: Tag, seen: set[str]) -> tuple[str, str]:
        """What is said below the name of a part."""
        if part.key in seen:
            return self.tr("This is named twice."), "danger"
        seen.add(part.key)
        if self._book.codebook.tag(part.key) is not None:
            return self.tr("There is this tag already; labels may get it."), "muted"
        if not part.shortcut:
            return self.tr("A new tag without a key, for all are taken."), "muted"
        return self.tr("A new tag, key {key}.").format(key=part.shortcut.upper()), "muted"

    def _labels_told(self) -> str:
        if self._use is None:
            return self.tr("Labels are being counted.")
        if not self._use.count:
            words = self.tr("“{name}” has no labels yet, so there is nothing to look at again.")
            return words.format(name=self._gone_name)
        words = self.tr(
            "{labels} of “{name}” ({people}) stay as they are. Each annotator gets theirs as a "
            "list to look at again, and decides of each with one key which part it is; copies of "
            "the project get the list with the codebook."
        )
        people = of_whom(self._use.labels)
        return words.format(labels=labels(self._use.count), name=self._gone_name, people=people)

    def _step_told(self) -> str:
        words = self.tr(
            "New tags ask what “{name}” asks and have no definition yet: write one for each next. "
            "One step of the codebook; one Undo takes it back. “{name}” is retired."
        )
        return words.format(name=self._gone_name)

    # ------------------------------------------------------------------ doing it

    def _split(self) -> None:
        parts, use = self.parts(), self._use
        if use is None:
            return
        book = self._book.codebook
        try:
            after = split_tag(book, self._key, parts)
            fault = self._book.write(split_title(book, self._key, parts), after)
        except AnnotatorError as error:
            fault = str(error)
        if fault:
            self.remark.say(fault, "danger")
            return
        fresh = [part.key for part in parts if book.tag(part.key) is None]
        self.accept()
        self.carried_out.emit(next(iter(fresh), parts[0].key), use)

"""A lesson that was opened: what it is about, whose copy it becomes, and where that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.core.lesson import Lesson, Part
from annotator.core.text import sentences
from annotator.gui.ask_path import ask_to_save
from annotator.gui.dialogs.parts import PathLabel, Sentence, Sheet
from annotator.gui.lesson.sheets import lesson_stem
from annotator.gui.widgets.basic import label
from annotator.sample import free_path
from annotator.sync.delivery import Delivery
from annotator.sync.lessons import LONGEST_NAME, tidy_name

_MOST_TOLD = 420
"""Code points of the instructions that are told before the lesson begins, in whole sentences."""
_MOST_COPIES = 4


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the lesson that was begun: whose it is, and how many articles are done."""

    path: Path
    name: str
    done: int
    total: int


class BeginSheet(Sheet):
    """Asks for a name and nothing else; `begun` carries it and the path of the copy to make.

    `gone_on` carries the path of a copy that is there already.
    """

    begun = Signal(str, object)
    gone_on = Signal(object)

    def __init__(
        self,
        delivery: Delivery,
        lesson: Lesson,
        folder: Path,
        copies: Sequence[Copy],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", 520, parent)
        self.setObjectName("begin-lesson")
        self.setWindowTitle(self.tr("Lesson"))
        self._title = delivery.project_name
        self._folder = folder
        self._chosen: Path | None = None
        self._copies = {copy.path: copy for copy in copies}
        articles = sum(lesson.part(it.id) is not Part.AGAIN for it, _ in delivery.articles)
        self._say(self._title, level="heading")
        self._say(self._facts(lesson, articles), tone="muted")
        self._say(first_lines(lesson.instructions))
        self._say(lesson.credit, tone="muted", level="small")
        self._offer(copies)
        self._ask_name(bool(copies))
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Begin"))
        self.accepted.connect(self._go)
        self._typed("")
        self.fit()
        if not copies:
            self.name.setFocus()

    def _say(self, text: str, **looks: str) -> None:
        if text:
            words = label(text, **looks)
            words.setWordWrap(True)
            self.page.box.addWidget(words)

    def _facts(self, lesson: Lesson, articles: int) -> str:
        one, many = self.tr("1 article"), self.tr("{n} articles").format(n=articles)
        parts = [one if articles == 1 else many]
        if lesson.minutes:
            parts.insert(0, self.tr("About {n} minutes").format(n=lesson.minutes))
        return " · ".join(parts)

    def _offer(self, copies: Sequence[Copy]) -> None:
        """Offer to go on in what was begun here."""
        for number, copy in enumerate(copies[:_MOST_COPIES]):
            words = self.tr("Go on as {name} · {done} of {total} done")
            button = QPushButton(
                words.format(name=copy.name, done=copy.done, total=copy.total).replace("&", "&&")
            )
            button.setProperty("path", str(copy.path))
            button.clicked.connect(self._go_on)
            self.page.box.addWidget(button)
            if number == 0:
                button.setFocus()

    def _ask_name(self, again: bool) -> None:
        asked = self.tr("Or begin as somebody else: your name, or the name you were given")
        question = label(
            asked if again else self.tr("Your name, or the name you were given"), level="strong"
        )
        question.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Your name, or the name you were given"))
        self.name.textChanged.connect(self._typed)
        question.setBuddy(self.name)
        known = Sentence(self.name)
        known.say(self.tr("Only your instructor sees it; it stays in your hand-in file."))
        self._where = PathLabel()
        self._where.setProperty("tone", "muted")
        self._where.setProperty("level", "small")
        other = QPushButton(self.tr("Another place…"))
        other.setProperty("kind", "flat")
        other.setAutoDefault(False)
        other.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Kept as"), tone="muted", level="small"))
        row.addWidget(self._where, 1)
        row.addWidget(other)
        self._apart = Sentence()
        self._apart.hide()
        for part in (question, self.name, known, self._apart):
            self.page.box.addWidget(part)
        self.page.box.addLayout(row)

    # ------------------------------------------------------------------ the copy

    @property
    def path(self) -> Path:
        """Where the copy is kept: as chosen, or under the lesson's title and the name."""
        if self._chosen is not None:
            return self._chosen
        name = tidy_name(self.name.text()) or self.tr("your name")
        stem = lesson_stem(self._title, name)
        path = self._folder / f"{stem}.annot"
        return path if path in self._copies else free_path(self._folder, stem)

    def tell_apart(self) -> None:
        """Say that the copy is not kept beside the lesson, and why."""
        words = self.tr(
            "This lesson was opened from a folder where nothing stays for long; your copy is kept "
            "in “{folder}”."
        )
        self._apart.say(words.format(folder=self._folder.name))
        self._apart.show()
        self.fit()

    def _typed(self, _text: str) -> None:
        known = self.path in self._copies
        self._where.setText(str(self.path))
        self.primary.setEnabled(bool(tidy_name(self.name.text())))
        self.primary.setText(self.tr("Go on") if known else self.tr("Begin"))
        self.remark.say(self.tr("A copy with this name was begun here.") if known else "")

    def _ask_where(self) -> None:
        title, kinds = self.tr("Where to keep your copy"), self.tr("Annotator projects (*.annot)")
        ask_to_save(self, title, self.path, kinds, self._put, suffix="annot", confirm=False)

    def _put(self, paths: list[Path]) -> None:
        for path in paths:
            self._chosen = path
            self._apart.hide()
            self._typed("")

    def _go(self) -> None:
        path = self.path
        if path in self._copies:
            self.gone_on.emit(path)
        else:
            self.begun.emit(tidy_name(self.name.text()), path)

    def _go_on(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.reject()
            self.gone_on.emit(Path(str(button.property("path"))))


def first_lines(text: str) -> str:
    """The text's first sentences, as many as are quickly read."""
    text = text.strip()
    if len(text) <= _MOST_TOLD:
        return text
    fitting = [it.end for it in sentences(text) if it.end <= _MOST_TOLD]
    end = max(fitting, default=0)
    return text[:end].rstrip() if end else text[:_MOST_TOLD].rstrip() + "…"

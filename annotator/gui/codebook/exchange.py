"""Codebooks out to files and in from them: where to save, and what a replacement would change."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.codebooks import read_codebook, shipped
from annotator.core.codebook_changes import Part, asked_items, kept_as_retired
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook
from annotator.gui.ask_path import ask_to_open, ask_to_save
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.outcome import Outcome
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.codebook.words import counted, labels, listed
from annotator.gui.dialogs.parts import Radio, Sheet
from annotator.gui.theme import current_theme

_FILE = -2


def choose_target(page: CodebookPage) -> None:
    """Ask for a file to save the codebook in."""

    def taken(paths: list[Path]) -> None:
        for path in paths:
            page.save_to(str(path))

    start = Path(f"{page.codebook.id}.toml")
    title, kinds = _tr("Save the codebook as a file"), _tr("Codebooks (*.toml)")
    ask_to_save(page, title, start, kinds, taken, suffix="toml")


def choose_replacement(page: CodebookPage) -> None:
    """Ask which codebook to take in place of the project's."""
    dialog = ReplaceDialog(page.book, page)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def consequences(fresh: Codebook, book: Book) -> list[str]:
    """What taking this codebook in place of the project's means, a sentence each."""
    current, usage = book.codebook, book.usage
    told = [
        _tr("{name} has {tags}, {fields} and {questions}.").format(
            name=fresh.name,
            tags=counted(len(fresh.tags), _tr("1 tag"), _tr("{n} tags")),
            fields=counted(len(fresh.fields), _tr("1 field"), _tr("{n} fields")),
            questions=counted(len(fresh.questions), _tr("1 question"), _tr("{n} questions")),
        )
    ]
    lost = [tag for tag in current.tags if fresh.tag(tag.key) is None]
    kept = [f"{tag.name} ({labels(usage.tags[tag.key])})" for tag in lost if usage.tags[tag.key]]
    gone = [tag.name for tag in lost if not usage.tags[tag.key]]
    if kept:
        told.append(
            _tr("It lacks tags that have labels; these are kept as retired: {names}.").format(
                names=listed(kept)
            )
        )
    if gone:
        told.append(_tr("Tags that go, as no label has them: {names}.").format(names=listed(gone)))
    unasked = [
        item.name
        for part in (Part.FIELDS, Part.QUESTIONS)
        for item in asked_items(current, part)
        if usage.held(part, item.key)
        and item.key not in {other.key for other in asked_items(fresh, part)}
    ]
    if unasked:
        told.append(
            _tr("No longer asked, though the answers given so far stay: {names}.").format(
                names=listed(unasked)
            )
        )
    told.append(_tr("No label is changed, and Undo brings the present codebook back."))
    return told


class ReplaceDialog(Sheet):
    """Chooses a codebook that comes with the program, or a file, and tells what it would change."""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__("", 520, parent)
        self.setWindowTitle(self.tr("Replace the codebook"))
        self._book = book
        self._shipped = shipped()
        self._file: Codebook | None = None
        self._fault = ""
        self.heading(self.tr("Replace the codebook"))
        self.choices = QButtonGroup(self)
        offered = QVBoxLayout()
        offered.setSpacing(current_theme().px(2))
        self.page.box.addLayout(offered)
        for at, codebook in enumerate(self._shipped):
            button = Radio(codebook.name)
            self.choices.addButton(button, at)
            offered.addWidget(button)
        self._from_file = QRadioButton(self.tr("From a file"))
        self._file_row()
        self.outcome = Outcome()
        self.page.box.addWidget(self.outcome)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Replace"))
        self.primary.clicked.disconnect(self.accept)
        self.primary.clicked.connect(self._replace)
        self.choices.idToggled.connect(self._tell)
        self._tell()

    def chosen(self) -> Codebook | None:
        """The codebook that is chosen."""
        at = self.choices.checkedId()
        return self._file if at == _FILE else self._shipped[at] if at >= 0 else None

    def told(self) -> str:
        """What the dialog says of the chosen codebook."""
        return self.outcome.told()

    def read(self, path: str) -> None:
        """Choose the codebook in this file."""
        try:
            self._file = read_codebook(Path(path))
            self._fault = ""
        except AnnotatorError as error:
            self._file = None
            self._fault = str(error)
        words = self.tr("From a file: {name}").format(name=Path(path).name)
        self._from_file.setText(words.replace("&", "&&"))
        self._from_file.setEnabled(True)
        self._from_file.setChecked(True)
        self._tell()

    def _file_row(self) -> None:
        self._from_file.setEnabled(False)
        self.choices.addButton(self._from_file, _FILE)
        choose = QPushButton(self.tr("Choose a file…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.addWidget(self._from_file, 1)
        row.addWidget(choose)
        self.page.box.addLayout(row)

    def _choose_file(self) -> None:
        title, kinds = self.tr("Read a codebook from a file"), self.tr("Codebooks (*.toml)")
        ask_to_open(self, title, Path(), kinds, self._file_chosen)

    def _file_chosen(self, paths: list[Path]) -> None:
        for path in paths:
            self.read(str(path))

    def _tell(self) -> None:
        fresh = self.chosen()
        self.primary.setEnabled(fresh is not None and fresh != self._book.codebook)
        if fresh is None:
            told = [self._fault or self.tr("Choose the codebook to go on with.")]
        elif fresh == self._book.codebook:
            told = [self.tr("This is the codebook that the project has.")]
        else:
            told = consequences(fresh, self._book)
        self.outcome.tell(told)
        if self.isVisible():
            QTimer.singleShot(0, self, self.fit)  # once the sentences have their height

    def _replace(self) -> None:
        fresh = self.chosen()
        if fresh is None:
            return
        used = {key for key, count in self._book.usage.tags.items() if count > 0}
        after = kept_as_retired(fresh, self._book.codebook, used)
        fault = self._book.write(f"Replace the codebook by “{fresh.name}”", after)
        if fault:
            self.outcome.tell([fault])
        else:
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Codebook", text)

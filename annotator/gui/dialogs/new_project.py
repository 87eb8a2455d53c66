"""Making a project: its name, its place, its codebook."""

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from annotator.codebooks import read_codebook, shipped
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook
from annotator.gui.ask_path import ask_for_folder, ask_to_open
from annotator.gui.dialogs.names import file_stem, nearest_folder
from annotator.gui.dialogs.parts import Choices, Page, PathLabel, Rows, Sentence, Sheet
from annotator.gui.theme import current_theme


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a person wants made: `codebook_id` is that of a shipped codebook, or a TOML file."""

    name: str
    path: Path
    codebook_id: str
    source_hidden: bool


class _Shelf(Page):
    """The codebooks, a few of them in sight; the rest are scrolled to."""

    def __init__(self, codebooks: Choices) -> None:
        super().__init__()
        self._codebooks = codebooks
        self.box.addWidget(codebooks)
        self.box.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        codebooks.changed.connect(self._show_chosen)
        # A codebook that is added and chosen has its place only once there is room for it.
        self.verticalScrollBar().rangeChanged.connect(self._show_chosen)

    def sizeHint(self) -> QSize:
        # The last row in sight is cut, which tells that there are more.
        return QSize(super().sizeHint().width(), current_theme().px(316))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _show_chosen(self) -> None:
        self.ensureWidgetVisible(self._codebooks.row(self._codebooks.current()), 0, 0)


class NewProjectDialog(Sheet):
    """Asks for what a new project needs; `folder` is where it is put unless another is chosen."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", 600, parent)
        self.setWindowTitle(self.tr("New project"))
        self._folder = folder
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("What it is about"))
        self.place = PathLabel()
        self.problem = Sentence(self.name)
        self.codebooks = Choices(self.tr("Codebook"))
        self.codebook_problem = Sentence(self.codebooks)
        self.source_hidden = QCheckBox(self.tr("Hide the source while annotating"))
        self.source_hidden.setChecked(True)
        self.primary.setText(self.tr("Create"))
        self._lay_out()
        self.name.textChanged.connect(self._check)
        self._check()
        self.name.setFocus()

    def _lay_out(self) -> None:
        look = current_theme()
        self.heading(self.tr("New project"))
        rows = Rows()
        rows.add(self.tr("Name"), self.name, self.problem)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose the folder"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.setSpacing(look.px(10))
        place.addWidget(self.place, 1)
        place.addWidget(choose)
        rows.add(self.tr("Place"), place)
        for codebook in shipped():
            self._offer(codebook.id, codebook)
        rows.add(self.tr("Codebook"), _Shelf(self.codebooks), high=True)
        from_file = QPushButton(self.tr("From file…"))
        from_file.setAccessibleName(self.tr("Take the codebook from a file"))
        from_file.setAutoDefault(False)
        from_file.clicked.connect(self._choose_codebook)
        under = QHBoxLayout()
        under.setSpacing(look.px(10))
        under.addWidget(from_file)
        under.addWidget(self.codebook_problem, 1)
        rows.addLayout(under, rows.rowCount(), 1)
        help_text = Sentence(self.source_hidden)
        help_text.say(
            self.tr("Outlet, author and address stay out of sight; a look at them is recorded.")
        )
        rows.add(self.tr("Source"), self.source_hidden, help_text)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)

    def chosen(self) -> NewProject:
        """What was asked for; call it once the dialog was accepted."""
        return NewProject(
            self.name.text().strip(),
            self.path(),
            self.codebooks.current(),
            self.source_hidden.isChecked(),
        )

    def path(self) -> Path:
        """The file that would be made."""
        return self._folder / f"{file_stem(self.name.text())}.annot"

    def set_folder(self, folder: Path) -> None:
        """Put the project into this folder."""
        self._folder = folder
        self._check()

    def take_codebook(self, path: Path) -> None:
        """Offer the codebook in this file and choose it; say why if it cannot be read."""
        if path.suffix != ".toml":  # by which a file is told from a shipped codebook
            told = self.tr("“{name}” has to end in “.toml”; rename it first.")
            self.codebook_problem.say(told.format(name=path.name), "danger")
            return
        try:
            codebook = read_codebook(path)
        except AnnotatorError as error:
            self.codebook_problem.say(str(error), "danger")
            return
        self.codebook_problem.say("")
        self._offer(str(path), codebook)
        self.codebooks.choose(str(path))
        self.fit()

    def _offer(self, key: str, codebook: Codebook) -> None:
        count = len(codebook.offered)
        tags = self.tr("1 tag") if count == 1 else self.tr("{n} tags").format(n=count)
        about = codebook.description.strip().partition("\n")[0]
        self.codebooks.add(key, codebook.name, tags, about)

    def _choose_folder(self) -> None:
        start = nearest_folder(self._folder)
        ask_for_folder(self, self.tr("Where to keep the project"), start, self._folder_chosen)

    def _folder_chosen(self, paths: list[Path]) -> None:
        for path in paths:
            self.set_folder(path)

    def _choose_codebook(self) -> None:
        start, kinds = nearest_folder(self._folder), self.tr("Codebooks (*.toml)")
        ask_to_open(self, self.tr("Choose a codebook"), start, kinds, self._codebook_chosen)

    def _codebook_chosen(self, paths: list[Path]) -> None:
        for path in paths:
            self.take_codebook(path)

    def _check(self) -> None:
        stem = file_stem(self.name.text())
        self.place.setText(str(self.path() if stem else self._folder))
        self.place.setAccessibleName(self.tr("File: {path}").format(path=self.place.text()))
        problem = self._problem(stem)
        untouched = not self.name.text() and not self.name.isModified()
        self.problem.say(problem, "muted" if untouched else "danger")
        self.primary.setEnabled(not problem)

    def _problem(self, stem: str) -> str:
        if not self.name.text().strip():
            return self.tr("Give the project a name.")
        if not stem:
            return self.tr("The name needs a letter or a digit.")
        if self.path().exists():
            return self.tr("There is a file of this name already; choose another name or place.")
        above = nearest_folder(self._folder)
        if not above.is_dir() or not os.access(above, os.W_OK):
            return self.tr("This folder may not be written to; choose another place.")
        return ""

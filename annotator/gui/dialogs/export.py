"""Exporting: which format, which articles, whose labels, to which file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.core.labels import shortened
from annotator.core.model import State
from annotator.formats.exchange import Format
from annotator.formats.registry import FORMATS, format_named
from annotator.gui.ask_path import ask_to_save
from annotator.gui.dialogs.parts import Choices, Combo, Rows, Sentence, Sheet
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.project import Project

_BEGUN = (State.IN_PROGRESS, State.FLAGGED, State.SKIPPED)


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What a person wants written; None stands for all articles and for all annotators."""

    format_id: str
    path: Path
    article_ids: tuple[str, ...] | None
    annotator_id: str | None


def done_ids(project: Project, annotator_id: str | None = None) -> tuple[str, ...]:
    """The articles that the annotator says are done; for None, all who began them do."""
    if annotator_id is not None:
        return tuple(project.article_ids(annotator_id, (State.DONE,)))
    everyone = [annotator.id for annotator in project.annotators()]
    done = {found for one in everyone for found in project.article_ids(one, (State.DONE,))}
    begun = {found for one in everyone for found in project.article_ids(one, _BEGUN)}
    return tuple(found for found in project.article_ids() if found in done - begun)


class ExportDialog(Sheet):
    """Asks what to export of the open project; `selected` are the articles chosen in the queue."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, selected: Sequence[str] = ()
    ) -> None:
        super().__init__("", 640, parent)
        self.setWindowTitle(self.tr("Export"))
        self._project = session.project
        self._article = session.article
        self._selected = tuple(selected)
        self._done: tuple[str, ...] = ()
        self._own_path = False
        self.formats = Choices(self.tr("Format"))
        self.articles = Choices(self.tr("Articles"))
        self.annotators = Combo()
        self.file = QLineEdit()
        self.problem = Sentence(self.file)
        self.primary.setText(self.tr("Export"))
        self._fill()
        self._lay_out()
        self.formats.changed.connect(self._suggest)
        self.articles.changed.connect(self._check)
        self.annotators.currentIndexChanged.connect(self._count)
        self.file.textEdited.connect(self._typed)
        self._count()
        self._suggest()
        self.formats.setFocus()

    def _fill(self) -> None:
        for form in FORMATS:
            if form.write is not None:
                self.formats.add(form.id, form.name, form.extensions[0], self._about(form))
        self.articles.add("all", self.tr("The whole project"))
        self.articles.add("done", self.tr("Only articles that are done"))
        if len(self._selected) > 1:
            note = f"{len(self._selected):,}"
            self.articles.add("selected", self.tr("The articles selected in the queue"), note)
        if self._article is not None:
            title = shortened(self._article.title, 200)
            self.articles.add("this", self.tr("This article"), "", title)
        self.annotators.addItem(self.tr("All annotators"), None)
        for annotator in self._project.annotators():
            self.annotators.addItem(annotator.name, annotator.id)

    def _about(self, form: Format) -> str:
        holds = {
            "jsonl": self.tr("All there is, one article a line: text, metadata, labels, answers."),
            "csv": self.tr("For spreadsheets and statistics: quote, place, tag and fields."),
        }.get(form.id, "")
        return holds or form.about

    def _lay_out(self) -> None:
        look = current_theme()
        self.heading(self.tr("Export"))
        rows = Rows()
        rows.add(self.tr("Format"), self.formats, high=True)
        rows.add(self.tr("Articles"), self.articles, high=True)
        rows.add(self.tr("Labels of"), self.annotators)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAccessibleName(self.tr("Choose the file"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(look.px(10))
        place.addWidget(self.file, 1)
        place.addWidget(choose)
        self.file.setAccessibleName(self.tr("File"))
        rows.add(self.tr("File"), place, self.problem)
        self.page.box.addLayout(rows)
        self.page.box.addStretch(1)
        self.remark.say(
            self.tr("Every quote is checked against its text before the file is written.")
        )

    def chosen(self) -> ExportChoice:
        """What was asked for; call it once the dialog was accepted."""
        ids: tuple[str, ...] | None = None
        if self.articles.current() == "done":
            ids = self._done
        elif self.articles.current() == "selected":
            ids = self._selected
        elif self.articles.current() == "this" and self._article is not None:
            ids = (self._article.id,)
        return ExportChoice(self.formats.current(), self.path(), ids, self._annotator_id())

    def path(self) -> Path:
        """The file that would be written; a relative name lies beside the project."""
        path = self._project.path.parent / self.file.text().strip()
        form, ending = format_named(self.formats.current()), path.suffix[1:]
        has_one = ending.isalnum() and not ending.isdigit()
        if has_one or path.is_dir():
            return path
        return path.with_name(path.name + form.extensions[0])

    def _annotator_id(self) -> str | None:
        found = self.annotators.currentData()
        return found if isinstance(found, str) else None

    def _count(self) -> None:
        self.articles.row("all").set_note(f"{len(self._project.article_ids()):,}")
        self._done = done_ids(self._project, self._annotator_id())
        self.articles.row("done").set_note(f"{len(self._done):,}")
        self._check()

    def _suggest(self) -> None:
        extension = format_named(self.formats.current()).extensions[0]
        if self._own_path and self.file.text().strip():
            path = Path(self.file.text().strip())
            known = {end for form in FORMATS for end in form.extensions}
            if path.suffix in known:
                self.file.setText(str(path.with_suffix(extension)))
        else:
            self.file.setText(str(self._project.path.with_suffix(extension)))
        self._check()

    def _typed(self) -> None:
        self._own_path = True
        self._check()

    def _choose(self) -> None:
        form = format_named(self.formats.current())
        kinds = f"{form.name} (*{form.extensions[0]})"
        # The sentence under the field tells of a file that is there, for this and for typed names.
        start = self._project.path if self._problem() else self.path()
        start = start.with_suffix(form.extensions[0])
        ask_to_save(self, self.tr("Export to"), start, kinds, self._chosen_path, confirm=False)

    def _chosen_path(self, paths: list[Path]) -> None:
        for path in paths:
            self._own_path = True
            self.file.setText(str(path))
            self._check()

    def _check(self) -> None:
        problem = self._problem()
        if not problem and self.path().exists():
            self.problem.say(
                self.tr("There is such a file; it is replaced once the new one is complete."),
                "warn",
            )
        else:
            self.problem.say(problem, "danger")
        self.primary.setEnabled(not problem)

    def _problem(self) -> str:
        if not self.file.text().strip():
            return self.tr("Say which file to write.")
        try:
            problem = self._problem_with(self.path())
        except (OSError, ValueError):  # too long, or with a character that no path may have
            problem = self.tr("There can be no file of this name.")
        if not problem and self.articles.current() == "done" and not self._done:
            return self.tr("No article is done yet; choose other articles.")
        return problem

    def _problem_with(self, path: Path) -> str:
        if path.is_dir():
            return self.tr("This is a folder; add a file name.")
        if path == self._project.path or path.suffix == ".annot":
            return self.tr("A project's own file cannot be exported to; choose another name.")
        if not path.parent.is_dir():
            return self.tr("There is no such folder.")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            return self.tr("This folder or file may not be written to; choose another place.")
        return ""

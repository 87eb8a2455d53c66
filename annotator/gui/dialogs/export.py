"""Exporting: which format, which articles, whose labels, to which file."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from annotator.core.labels import shortened
from annotator.core.work import Work
from annotator.formats.exchange import Format
from annotator.formats.losses import Losses
from annotator.formats.registry import formats
from annotator.gui.ask_path import ask_to_save
from annotator.gui.dialogs.export_filter import ExportFilter
from annotator.gui.dialogs.parts import Choices, Rows, Sentence, Sheet
from annotator.gui.jobs import Job, Jobs
from annotator.gui.printing.pdf import format_to_write, written_formats
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.inputs import Combo
from annotator.project import Project
from annotator.project.exporting import export_losses
from annotator.project.selecting import EVERYTHING, Selection
from annotator.project.sight import others_kept_back

_PAUSE = 250
"""Milliseconds after the last change at which is looked for what the format loses."""

_SPLITS = ("80/10/10", "70/15/15", "80/20")


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What a person wants written, and where.

    `split` is "" or shares like "80/10/10"; `card` asks for a data set card beside the file.
    """

    format_id: str
    path: Path
    selection: Selection = EVERYTHING
    split: str = ""
    card: bool = False


class ExportDialog(Sheet):
    """Asks what to export of the open project; `selected` are articles chosen elsewhere.

    With `jobs` it says beforehand what the format loses of just these articles.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        selected: Sequence[str] = (),
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__("", 700, parent)
        self.setWindowTitle(self.tr("Export"))
        self._project = session.project
        self._article = session.article
        self._selected = tuple(selected)
        self._own_path = False
        self._jobs = jobs
        self._job: Job | None = None
        self.format = Combo(narrow=True)
        self.about = Sentence(self.format)
        self.articles = Choices(self.tr("Articles"))
        self._who = session.desk.annotator.id
        self.only = ExportFilter(self._project, self._who)
        self.others = Sentence()
        self.others.hide()
        self.split = Combo(narrow=True)
        self.card = QCheckBox(self.tr("A data set card beside it"))
        self.file = QLineEdit()
        self.problem = Sentence(self.file)
        self.losses = Sentence()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._look)
        self.primary.setText(self.tr("Export"))
        self._fill()
        self._lay_out()
        self.format.currentIndexChanged.connect(self._suggest)
        self.articles.changed.connect(self._check)
        self.only.changed.connect(self._check)
        self.only.unfolded.connect(self._unfolded)
        self.file.textEdited.connect(self._typed)
        self._suggest()
        self.format.setFocus()

    def _fill(self) -> None:
        for form in written_formats():
            ending = self.tr("folder") if form.folder else form.extensions[0]
            self.format.addItem(f"{form.name}, {ending}", form.id)
        count = f"{len(self._project.article_ids()):,}"
        self.articles.add("all", self.tr("The whole project"), count)
        if len(self._selected) > 1:
            note = f"{len(self._selected):,}"
            self.articles.add("selected", self.tr("The articles selected in the list"), note)
        if self._article is not None:
            title = shortened(self._article.title, 200)
            self.articles.add("this", self.tr("This article"), "", title)
        self.split.addItem(self.tr("All in one"), "")
        for shares in _SPLITS:
            words = self.tr("Train, dev and test, {shares}; events stay together")
            self.split.addItem(words.format(shares=shares), shares)

    def _lay_out(self) -> None:
        look = current_theme()
        self.heading(self.tr("Export"))
        rows = Rows()
        rows.add(self.tr("Format"), self.format, self.about)
        rows.add(self.tr("Will be lost"), self.losses, high=True)
        rows.add(self.tr("Articles"), self.articles, high=True)
        rows.add(self.tr("Only"), self.only, self.others, high=True)
        rows.add(self.tr("Parts"), self.split)
        rows.add("", self.card)
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
        self._tell(None)

    # ------------------------------------------------------------------ what is lost

    def _look(self) -> None:
        if self._jobs is None or self._problem():
            self.losses.say("")
            return
        if self._job is not None:
            self._job.cancel()
        form, choice, who = format_to_write(self._format_id()), self.chosen().selection, self._who

        def work(project: Project) -> Work[tuple[Losses, int]]:
            hidden = yield from others_kept_back(project, who)
            return (yield from export_losses(project, form, choice)), hidden

        self._job = self._jobs.run("", self._project, work, self._looked)

    def _looked(self, result: object) -> None:
        if not isValid(self):  # closed and deleted while the answer was on its way
            return
        self._job = None
        if isinstance(result, tuple) and self.isVisible():
            found, hidden = result
            lost = found.sentences()
            self.losses.say("; ".join(lost) + "." if lost else self.tr("Nothing."))
            self._tell_of_others(hidden)
            self._tell(found)
            self.fit()  # what is lost may take more lines

    def _tell(self, found: Losses | None) -> None:
        """Say how much goes out, once that is known."""
        if found is not None and not found.articles:
            self.remark.say(self.tr("No article fits this choice."), "danger")
            self.primary.setEnabled(False)
            return
        words = self.tr("Every label is read back from the file and compared.")
        if found is not None:
            articles = self.tr("1 article") if found.articles == 1 else self.tr("{n} articles")
            labels = self.tr("1 label") if found.labels == 1 else self.tr("{n} labels")
            parts = articles.format(n=f"{found.articles:,}"), labels.format(n=f"{found.labels:,}")
            words = f"{', '.join(parts)}. {words}"
        self.remark.say(words)

    def _tell_of_others(self, count: int) -> None:
        one = self.tr("Others’ labels on 1 article stay here: it is still being annotated.")
        many = self.tr("Others’ labels on {n} articles stay here: they are still being annotated.")
        when = self.tr("The Team page says when they are shown.")
        words = one if count == 1 else many.format(n=f"{count:,}")
        self.others.say(f"{words} {when}", "warn")
        self.others.setVisible(count > 0)

    def _unfolded(self) -> None:
        self.page.box.activate()
        self.fit()

    def done(self, result: int) -> None:
        self._wait.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)

    # ------------------------------------------------------------------ what is asked for

    def _format_id(self) -> str:
        return str(self.format.currentData())

    def chosen(self) -> ExportChoice:
        """What was asked for; call it once the dialog was accepted."""
        ids: tuple[str, ...] | None = None
        if self.articles.current() == "selected":
            ids = self._selected
        elif self.articles.current() == "this" and self._article is not None:
            ids = (self._article.id,)
        return ExportChoice(
            self._format_id(),
            self.path(),
            self.only.selection(ids),
            str(self.split.currentData() or ""),
            self.card.isChecked(),
        )

    def path(self) -> Path:
        """The file that would be written; a relative name lies beside the project."""
        path = self._project.path.parent / self.file.text().strip()
        form, ending = format_to_write(self._format_id()), path.suffix[1:]
        if form.folder:
            return path
        has_one = ending.isalnum() and not ending.isdigit()
        if has_one or path.is_dir():
            return path
        return path.with_name(path.name + form.extensions[0])

    def _suggest(self) -> None:
        form = format_to_write(self._format_id())
        self.about.say(form.about)
        if self._own_path and self.file.text().strip():
            path = Path(self.file.text().strip())
            known = {end for known in formats() for end in known.extensions}
            if path.suffix in known:
                self.file.setText(str(path.with_suffix(_ending(form))))
        else:
            path = self._project.path
            name = path.with_name(f"{path.stem} {form.id}") if form.folder else path
            self.file.setText(str(name.with_suffix(_ending(form))))
        self._check()

    def _typed(self) -> None:
        self._own_path = True
        self._check()

    def _choose(self) -> None:
        form = format_to_write(self._format_id())
        ending = _ending(form)
        kinds = f"{form.name} (*{ending})"
        # The sentence under the field tells of a file that is there, for this and for typed names.
        start = self._project.path if self._problem() else self.path()
        start = start.with_suffix(ending)
        ask_to_save(self, self.tr("Export to"), start, kinds, self._chosen_path, confirm=False)

    def _chosen_path(self, paths: list[Path]) -> None:
        for path in paths:
            self._own_path = True
            self.file.setText(str(path))
            self._check()

    def _check(self) -> None:
        problem = self._problem()
        if not problem and self.path().is_file():
            self.problem.say(
                self.tr("There is such a file; it is replaced once the new one is complete."),
                "warn",
            )
        else:
            self.problem.say(problem, "danger")
        self.primary.setEnabled(not problem)
        if self._jobs is not None:
            self.losses.say("" if problem else self.tr("Looking…"))
            self._tell(None)
        self._wait.start()

    def _problem(self) -> str:
        if not self.file.text().strip():
            return self.tr("Say which file to write.")
        try:
            problem = self._problem_with(self.path())
        except (OSError, ValueError):  # too long, or with a character that no path may have
            problem = self.tr("There can be no file of this name.")
        return problem

    def _problem_with(self, path: Path) -> str:
        folder = format_to_write(self._format_id()).folder
        if path.is_dir() and not folder:
            return self.tr("This is a folder; add a file name.")
        if folder and path.exists() and (not path.is_dir() or any(path.iterdir())):
            return self.tr("This format writes a folder; name a new or an empty one.")
        if path == self._project.path or path.suffix == ".annot":
            return self.tr("A project's own file cannot be exported to; choose another name.")
        if not path.parent.is_dir():
            return self.tr("There is no such folder.")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            return self.tr("This folder or file may not be written to; choose another place.")
        return ""


def _ending(form: Format) -> str:
    return "" if form.folder else form.extensions[0]

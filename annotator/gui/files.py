"""Projects and articles as files: made, opened, copied, added, exported, each with its dialog.

The dialogs and the formats behind them are imported where they are used: they are much, and the
window is to be there before anyone asks for one.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from annotator.core.edits import Edit
from annotator.core.shares import percent
from annotator.core.work import Work
from annotator.gui.ask_path import ask_to_open, ask_to_save, documents
from annotator.gui.jobs import Jobs
from annotator.gui.lesson.opening import LessonFiles
from annotator.gui.packs import Packs
from annotator.gui.session import Session
from annotator.gui.widgets.panels import BarKind
from annotator.project import Project
from annotator.sample import free_path, make_sample
from annotator.sync.delivery import SUFFIXES, DeliveryKind

if TYPE_CHECKING:
    from annotator.formats.exchange import Draft
    from annotator.formats.source import Source
    from annotator.formats.writing import Written
    from annotator.gui.dialogs.export import ExportChoice
    from annotator.project.importing import ImportOptions, ImportReport

OPENED = (SUFFIXES[DeliveryKind.PACK], SUFFIXES[DeliveryKind.LESSON])
"""The endings of files that are opened, and not brought into what is open."""


class Files(QWidget):
    """What a person does with whole files; `said` carries a sentence and how grave it is.

    A widget that is never shown, so that its dialogs stand over the window it belongs to.
    """

    said = Signal(str, object)

    def __init__(self, session: Session, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._session = session
        self._jobs = jobs
        self._window = window
        self.packs = Packs(session, jobs, documents(), window)
        self.lessons = LessonFiles(session, jobs, window)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ------------------------------------------------------------------ projects

    def new_project(self) -> None:
        """Ask for name, place and codebook; make the project and open it."""
        from annotator.gui.dialogs.new_project import NewProjectDialog

        dialog = NewProjectDialog(documents(), self._window)
        dialog.accepted.connect(self._make_project)
        self._open(dialog)

    def _make_project(self) -> None:
        from annotator.codebooks import read_codebook, shipped_codebook
        from annotator.gui.dialogs.new_project import NewProjectDialog

        dialog = self.sender()
        if not isinstance(dialog, NewProjectDialog):
            return
        wish = dialog.chosen()
        from_file = wish.codebook_id.endswith(".toml")
        codebook = (
            read_codebook(Path(wish.codebook_id))
            if from_file
            else shipped_codebook(wish.codebook_id)
        )
        wish.path.parent.mkdir(parents=True, exist_ok=True)
        project = Project.create(wish.path, wish.name, codebook)
        if not wish.source_hidden:
            settings = project.settings
            project.do("Sources shown", Edit(settings, replace(settings, source_hidden=False)))
        self._session.take(project)
        self.add_articles()

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        endings = " ".join(f"*{ending}" for ending in (".annot", *OPENED))
        kinds = self.tr("Projects, lessons and work packs ({endings});;All files (*)")
        kinds = kinds.format(endings=endings)
        ask_to_open(self._window, self.tr("Open a project"), documents(), kinds, self._opened)

    def _opened(self, paths: list[Path]) -> None:
        if paths:
            self.open(paths[0])

    def open(self, path: Path) -> None:
        """Open a project, or make a copy to work in of a work pack or a lesson."""
        if path.suffix == SUFFIXES[DeliveryKind.LESSON]:
            self.lessons.open(path)
        elif path.suffix in SUFFIXES.values():  # of a hand-in it says where that goes
            self.packs.open(path)
        else:
            self._session.open(path)

    def open_lesson(self) -> None:
        """Ask for a lesson's file and open it."""
        self.lessons.ask()

    def try_sample(self) -> None:
        """Make a project of the sample and open it."""
        folder = documents() / "Annotator"
        folder.mkdir(parents=True, exist_ok=True)
        self._session.take(make_sample(free_path(folder, "Sample")))

    def choose_lesson(self) -> None:
        """Offer the lessons that come with the program, and make a project of the one chosen."""
        from annotator.gui.dialogs.ready_lessons import ReadyLessonsSheet

        sheet = ReadyLessonsSheet(self._window)
        sheet.chosen.connect(self._make_lesson)
        self._open(sheet)

    def _make_lesson(self, lesson_id: str) -> None:
        from annotator.gui.dialogs.names import file_stem
        from annotator.ready_lessons import make_ready_lesson, ready_lessons

        folder = documents() / "Annotator"
        folder.mkdir(parents=True, exist_ok=True)
        title = next(it.title for it in ready_lessons() if it.id == lesson_id)
        self._session.take(make_ready_lesson(free_path(folder, file_stem(title)), lesson_id))
        self._session.go_to_workspace("teach")

    def save_copy(self, *, go_on_there: bool = False) -> None:
        """Ask where to, and write the whole project there; works even if its file is gone.

        `go_on_there` opens the copy in place of the project.
        """
        ask_to_save(
            self._window,
            self.tr("Save a copy"),
            documents() / f"{self._session.project.path.stem} copy.annot",
            self.tr("Annotator projects (*.annot)"),
            self._copy_and_go if go_on_there else self._copy,
            suffix="annot",
            confirm=False,
        )

    def _copy(self, paths: list[Path]) -> None:
        for path in paths:
            self._session.project.save_copy(path)
            words = self.tr("A copy was saved as {name}.").format(name=path.name)
            self.said.emit(words, BarKind.SUCCESS)

    def _copy_and_go(self, paths: list[Path]) -> None:
        for path in paths:
            self._session.project.save_copy(path)
            self._session.open(path)

    # ------------------------------------------------------------------ articles in and out

    def add_articles(self, paths: Sequence[Path] = ()) -> None:
        """Ask for texts or files, show them as they will be stored, and add them."""
        from annotator.gui.dialogs.add_articles import AddArticlesDialog

        dialog = AddArticlesDialog(self._window, paths)
        dialog.accepted.connect(self._add_drafts)
        self._open(dialog)

    def _add_drafts(self) -> None:
        from annotator.gui.dialogs.add_articles import AddArticlesDialog

        dialog = self.sender()
        if isinstance(dialog, AddArticlesDialog):
            self.add_drafts(dialog.drafts())

    def add_drafts(self, drafts: list["Draft"]) -> None:
        """Add these articles in the background."""
        from annotator.project.importing import add_drafts

        who = self._session.desk.annotator.id

        def work(project: Project) -> Work["ImportReport"]:
            return add_drafts(project, drafts, annotator_id=who)

        self._jobs.write(self.tr("Adding articles"), self._session.project, work, self._added)

    def _added(self, added: object) -> None:
        from annotator.project.importing import ImportReport

        if not isinstance(added, ImportReport) or not self._session.is_open:
            return
        self._session.refresh()
        if added.ids:
            self._session.go_to_article(added.ids[0])
            one = len(added.ids) == 1
            words = self.tr("1 article added.") if one else self.tr("{n} articles added.")
            self.said.emit(words.format(n=len(added.ids)), BarKind.SUCCESS)
        if added.skipped:
            first = added.skipped[0]
            words = self.tr("“{title}” was left out: {why}.")
            words = words.format(title=first.where, why=first.why)
            if len(added.skipped) > 1:
                words += " " + self.tr("{n} in all.").format(n=len(added.skipped))
            self.said.emit(words, BarKind.WARNING)

    def import_files(self, paths: Sequence[Path] = (), format_id: str = "") -> None:
        """Ask how files of any format are to be imported, and import them."""
        from annotator.gui.dialogs.import_files import ImportDialog

        dialog = ImportDialog(self._session, self._jobs, self._window, paths, format_id)
        dialog.wanted.connect(self.import_from)
        self._open(dialog)

    def import_from(self, wanted: Sequence["Source"], options: "ImportOptions") -> None:
        """Import from these in the background, and tell what came of it."""
        from annotator.project.importing import import_files
        from annotator.project.preview import readable_sources

        who = self._session.desk.annotator.id

        def work(project: Project) -> Work["ImportReport"]:
            sources, _ = readable_sources(wanted, options.form)
            return import_files(project, sources, options, annotator_id=who)

        self._jobs.write(self.tr("Importing"), self._session.project, work, self._imported)

    def _imported(self, report: object) -> None:
        from annotator.gui.dialogs.report import ReportDialog
        from annotator.project.importing import ImportReport

        if not isinstance(report, ImportReport) or not self._session.is_open:
            return
        self._session.refresh()
        if report.ids:
            self._session.go_to_article(report.ids[0])
        one = self.tr("1 article")
        articles = one if report.articles == 1 else self.tr("{n} articles")
        labels = self.tr("1 label") if report.labels == 1 else self.tr("{n} labels")
        words = self.tr("Added: {articles}, {labels}.").format(
            articles=articles.format(n=f"{report.articles:,}"),
            labels=labels.format(n=f"{report.labels:,}"),
        )
        if report.joined:
            there = self.tr("{n} articles were there already; their labels joined them.")
            words += " " + there.format(n=f"{report.joined:,}")
        if report.new_tags:
            book = self._session.project.codebook
            names = [tag.name for tag in book.tags if tag.key in report.new_tags]
            new = self.tr("New in the codebook: {tags}.").format(tags=", ".join(names))
            words += " " + new
        lines = [f"{item.where}: {item.why}" for item in report.skipped]
        alike = self.tr("Nearly the same ({share}): “{title}” and “{other}”")
        lines += [
            alike.format(share=percent(it.resemblance), title=it.title, other=it.other)
            for it in report.near
        ]
        if report.more:
            lines.append(self.tr("and {n} more").format(n=f"{report.more:,}"))
        if not lines:
            self.said.emit(words, BarKind.SUCCESS)
            return
        folder = self._session.project.path.parent
        title, heading = self.tr("Imported"), self.tr("Left out, or to look at")
        self._open(ReportDialog(title, words, heading, lines, folder, self._window))

    def export(self, selected: Sequence[str] = ()) -> None:
        """Ask what to export and where, and write it in the background."""
        from annotator.gui.dialogs.export import ExportDialog

        dialog = ExportDialog(self._session, self._window, selected, self._jobs)
        dialog.accepted.connect(self._export)
        self._open(dialog)

    def _export(self) -> None:
        from annotator.gui.dialogs.export import ExportDialog

        dialog = self.sender()
        if isinstance(dialog, ExportDialog):
            self.export_to(dialog.chosen())

    def export_to(self, wish: "ExportChoice") -> None:
        """Write the export that was chosen in the background."""
        from annotator.gui.printing.pdf import format_to_write
        from annotator.project.exporting import export_parts

        form = format_to_write(wish.format_id)

        def work(project: Project) -> Work[dict[Path, "Written"]]:
            return export_parts(
                project, form, wish.path, wish.selection, split=wish.split, card=wish.card
            )

        self._jobs.run(self.tr("Exporting"), self._session.project, work, self._exported)

    def _exported(self, result: object) -> None:
        if not isinstance(result, dict) or not self._session.is_open:
            return
        parts: dict[Path, Written] = result
        labels = sum(part.labels for part in parts.values())
        name = " + ".join(path.name for path in parts)
        if not labels and any(part.answers for part in parts.values()):
            words = self.tr("{n} answers written to {name}.")
            labels = sum(part.answers for part in parts.values())
        elif all(part.read_back is not None for part in parts.values()):
            words = self.tr("{n} labels written to {name}, {n} read back equal.")
        else:
            words = self.tr("{n} labels written to {name}; every quote stands at its offsets.")
        sentence = words.format(n=f"{labels:,}", name=name)
        self.said.emit(sentence, BarKind.SUCCESS)

    def save_pdf(self) -> None:
        """Ask where to, and save the open article with its labels as a PDF."""
        from annotator.gui.dialogs.names import file_stem

        article = self._session.article
        if article is None:
            return
        name = file_stem(article.title) or "article"
        start = self._session.project.path.parent / f"{name}.pdf"
        title, kinds = self.tr("Save as PDF"), self.tr("PDF (*.pdf)")
        ask_to_save(self._window, title, start, kinds, self._print, suffix="pdf")

    def _print(self, paths: list[Path]) -> None:
        from annotator.formats.exchange import WriteOptions
        from annotator.gui.printing.pdf import print_article
        from annotator.project.sight import as_annotators_see

        article = self._session.article
        for path in paths:
            if article is None:
                return
            project = self._session.project
            mine = project.labelled(article.id, self._session.desk.annotator.id)
            shown = as_annotators_see(mine, project.settings)
            print_article(shown, WriteOptions(codebook=project.codebook), path)
            words = self.tr("The article was saved as {name}.").format(name=path.name)
            self.said.emit(words, BarKind.SUCCESS)

    def save_questionnaires(self) -> None:
        """Ask where to, and write how many annotators said what about themselves."""
        from annotator.project.questionnaire import bins

        project = self._session.project
        if not bins(project):
            few = self.tr("Fewer than three annotators have answered, so nothing can be told.")
            self.said.emit(few, BarKind.INFO)
            return
        start = project.path.with_name(f"{project.path.stem} annotators.csv")
        title, kinds = self.tr("Save what annotators said"), self.tr("Tables (*.csv)")
        ask_to_save(self._window, title, start, kinds, self._save_bins, suffix="csv", confirm=False)

    def _save_bins(self, paths: list[Path]) -> None:
        from annotator.project.questionnaire import write_bins

        for path in paths:
            found = write_bins(self._session.project, path)
            one = self.tr("{name} has 1 bin, of three people or more.")
            many = self.tr("{name} has {n} bins, each of three people or more.")
            words = one if len(found) == 1 else many
            self.said.emit(words.format(name=path.name, n=f"{len(found):,}"), BarKind.SUCCESS)

    def back_up(self) -> None:
        """Keep a copy of the project in the background, if one is due."""
        if self._session.is_open and not self._session.project.read_only:
            self._jobs.run("", self._session.project, Project.backing_up)

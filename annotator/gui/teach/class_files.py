"""What comes back from a class and what goes out: hand-ins, grades, feedback sheets, handouts."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.work import Progress, Work
from annotator.gui.ask_path import ask_for_folder, ask_to_open, ask_to_save
from annotator.gui.dialogs.names import file_stem
from annotator.gui.errands import Errands
from annotator.gui.teach.sheets import (
    GradesSheet,
    HandoutSheet,
    HandoutWish,
    SheetsSheet,
    SheetsWish,
)
from annotator.project import Project
from annotator.project.grading import GradeFormat, WrittenGrades, grades, write_grades
from annotator.project.handing_out import class_sheets, handout
from annotator.project.roster import (
    Roster,
    read_roster,
    roster_path,
    take_class_list,
)
from annotator.sync.collecting import ARRIVED, CollectReport, Outcome, collect


class ClassFiles(Errands):
    """Asks for files and works on them beside the window; never shown, it speaks by its page."""

    @property
    def _stem(self) -> str:
        return file_stem(self._session.project.settings.name) or "Lesson"

    # ------------------------------------------------------------------ in

    def ask_for_hand_ins(self) -> None:
        """Ask for hand-ins or zips, any number, and collect them."""
        kinds = self.tr("Hand-ins and zips (*.handin *.zip);;All files (*)")
        title = self.tr("Collect hand-ins")
        ask_to_open(self._page, title, self._folder, kinds, self.collect, several=True)

    def collect(self, paths: Sequence[Path]) -> None:
        """Collect what is in these files, folders and zips, and tell of each what became."""
        if paths:
            chosen = tuple(paths)
            self._jobs.write(
                self.tr("Collecting"),
                self._session.project,
                lambda project: collect(project, chosen),
                self._collected,
            )

    def _collected(self, report: object) -> None:
        if not isinstance(report, CollectReport) or not self._session.is_open:
            return
        self._session.refresh()
        lines = [f"{line.file}: {line.told}" for line in report.lines]
        self._report(self.tr("Collected"), self._summary(report), lines)

    def _summary(self, report: CollectReport) -> str:
        taken = report.count(*ARRIVED)
        same = report.count(Outcome.SAME)
        said = self.tr("1 file was taken") if taken == 1 else self.tr("{n} files were taken")
        parts = [said.format(n=taken)]
        if same:
            parts.append(self.tr("{n} brought nothing new").format(n=same))
        left = len(report.lines) - taken - same
        if left:
            parts.append(self.tr("{n} were not taken").format(n=left))
        words = ", ".join(parts) + ". "
        listed = len(report.roster.entries)
        if listed:
            whole = self.tr("{n} of {all} students have handed in.")
            return words + whole.format(n=report.handed_in, all=listed)
        return words

    def ask_for_class_list(self) -> None:
        """Ask for a class list, and take it into the roster."""
        kinds = self.tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)")
        title = self.tr("Class list: names, and what your learning platform knows them by")
        ask_to_open(self._page, title, self._folder, kinds, self.take_class_list)

    def take_class_list(self, paths: Sequence[Path]) -> None:
        """Take a class list into the roster."""

        def taking(project: Project, path: Path) -> Work[Roster]:
            yield Progress(0, 1)
            return take_class_list(project, path)

        for path in paths:
            self._jobs.run(
                self.tr("Reading the class list"),
                self._session.project,
                partial(taking, path=path),
                self._listed,
            )

    def _listed(self, roster: object) -> None:
        if isinstance(roster, Roster) and self._session.is_open:
            self._session.refresh()
            words = self.tr("{n} students are in the roster “{file}”. It stays on this computer.")
            if len(roster.entries) == 1:
                words = self.tr("1 student is in the roster “{file}”. It stays on this computer.")
            file = roster_path(self._session.project.path).name
            self._page.said.emit(words.format(n=len(roster.entries), file=file))

    # ------------------------------------------------------------------ out

    def ask_for_grades(self) -> None:
        """Ask for which platform the grades are, and where to save them."""
        sheet = GradesSheet(self._page)
        sheet.given.connect(self._ask_where_grades)
        self._open(sheet)

    def _ask_where_grades(self, form: str, out_of: float) -> None:
        ask_to_save(
            self._page,
            self.tr("Save grades"),
            self._folder / f"{self._stem} grades.csv",
            self.tr("Tables (*.csv)"),
            lambda paths: self.write_grades(paths, GradeFormat(form), out_of),
            suffix="csv",
        )

    def write_grades(self, paths: Sequence[Path], form: GradeFormat, out_of: float) -> None:
        """Write the grades to the first of these files."""

        def writing(project: Project, path: Path) -> Work[tuple[Path, WrittenGrades]]:
            roster = read_roster(roster_path(project.path))
            found = yield from grades(project, roster, out_of)
            return path, write_grades(project, found, form, path)

        for path in paths[:1]:
            self._jobs.run(
                self.tr("Writing grades"),
                self._session.project,
                partial(writing, path=path),
                self._graded,
            )

    def _graded(self, found: object) -> None:
        if not isinstance(found, tuple):
            return
        path, written = found
        parts = [self.tr("“{name}” has {n} grades.").format(name=path.name, n=written.rows)]
        if written.left_out:
            words = self.tr("Left out, as the platform could not tell them: {names}.")
            parts.append(words.format(names=", ".join(written.left_out[:5])))
        if written.unsure:
            words = self.tr("Perhaps not known there: {names}.")
            parts.append(words.format(names=", ".join(written.unsure[:5])))
        self._page.said.emit(" ".join(parts))

    def ask_for_sheets(self) -> None:
        """Ask how feedback sheets are to be, and into which folder."""
        sheet = SheetsSheet(self._page)
        sheet.given.connect(self._ask_where_sheets)
        self._open(sheet)

    def _ask_where_sheets(self, wish: object) -> None:
        if isinstance(wish, SheetsWish):
            ask_for_folder(
                self._page,
                self.tr("A folder for the feedback sheets"),
                self._folder,
                lambda paths: self.write_sheets(paths, wish),
            )

    def write_sheets(self, paths: Sequence[Path], wish: SheetsWish) -> None:
        """Write a feedback sheet for each student into a new folder in the first of these."""
        from annotator.gui.printing.pdf import print_paper

        def writing(project: Project, folder: Path) -> Work[list[Path]]:
            roster = read_roster(roster_path(project.path))
            return (
                yield from class_sheets(
                    project,
                    folder,
                    roster,
                    named=wish.named,
                    form=wish.form,
                    size=wish.size,
                    draw=print_paper,
                )
            )

        for folder in paths[:1]:
            inside = folder / f"{self._stem} feedback"
            self._jobs.run(
                self.tr("Writing feedback sheets"),
                self._session.project,
                partial(writing, folder=inside),
                self._sheets_written,
            )

    def _sheets_written(self, found: object) -> None:
        if isinstance(found, list) and found:
            words = self.tr("{n} feedback sheets are in “{folder}”.")
            self._page.said.emit(words.format(n=len(found), folder=found[0].parent.name))

    def ask_for_handout(self) -> None:
        """Ask how the handout is to be, and where to save it."""
        sheet = HandoutSheet(self._page)
        sheet.given.connect(self._ask_where_handout)
        self._open(sheet)

    def _ask_where_handout(self, wish: object) -> None:
        if not isinstance(wish, HandoutWish):
            return
        key = self.tr(" with key") if wish.key else ""
        ask_to_save(
            self._page,
            self.tr("Save the handout"),
            self._folder / f"{self._stem}{key}.{wish.form}",
            f"*.{wish.form}",
            lambda paths: self.write_handout(paths, wish),
            suffix=wish.form,
            confirm=False,
        )

    def write_handout(self, paths: Sequence[Path], wish: HandoutWish) -> None:
        """Write the handout to the first of these files."""
        from annotator.gui.printing.pdf import print_paper

        def writing(project: Project, path: Path) -> Work[Path]:
            yield from handout(
                project,
                path,
                key=wish.key,
                codebook_page=wish.codebook,
                size=wish.size,
                draw=print_paper,
            )
            return path

        def written(path: object) -> None:
            if isinstance(path, Path):
                words = self.tr("The handout is “{name}”.")
                self._page.said.emit(words.format(name=path.name))

        for path in paths[:1]:
            if path.suffix.lower() != f".{wish.form}":
                raise AnnotatorError(f"“{path.name}” must end in .{wish.form}.")
            self._jobs.run(
                self.tr("Writing the handout"),
                self._session.project,
                partial(writing, path=path),
                written,
            )

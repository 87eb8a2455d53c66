"""Importing files of any format: how they are read, what they hold, what their names become."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from annotator.core.work import Progress, Work
from annotator.formats.exchange import Format, ReadOptions
from annotator.formats.fetch import fetched
from annotator.formats.offsets import UNIT_NAMES, Unit
from annotator.formats.registry import formats
from annotator.formats.source import Source
from annotator.gui.ask_path import ask_for_folder, ask_to_open
from annotator.gui.dialogs.address import AddressDialog
from annotator.gui.dialogs.import_mapping import AnnotatorMapping, ColumnMapping, TagMapping
from annotator.gui.dialogs.import_preview import ImportPreview
from annotator.gui.dialogs.parts import Page, Rows, Sentence, Sheet, aside_button
from annotator.gui.dialogs.texts import files_of
from annotator.gui.jobs import Job, Jobs
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.flow import ButtonFlow
from annotator.gui.widgets.inputs import Combo
from annotator.project import Project
from annotator.project.importing import ImportOptions, Twins
from annotator.project.preview import Preview, look

_NEARLY = 0.7
"""How much two texts must resemble each other, 0 to 1, to be told as nearly the same."""

_NAMES_WIDTH = 140
"""How wide the column of the questions' names is, at 100 % text."""

_PAUSE = 300
"""Milliseconds after the last change at which the file is looked into anew."""


class ImportDialog(Sheet):
    """Asks how files are to be imported; `wanted` carries the Sources and the ImportOptions."""

    wanted = Signal(object, object)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        parent: QWidget | None = None,
        paths: Sequence[Path] = (),
        format_id: str = "",
    ) -> None:
        super().__init__("", 1120, parent)
        self.setWindowTitle(self.tr("Import"))
        self.setAcceptDrops(True)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._sources: tuple[Source, ...] = ()
        self._seen = Preview()
        self._asked_format = format_id
        self.files = Sentence()
        self.format = Combo(narrow=True)
        self.unit = Combo(narrow=True)
        self.annotator = QLineEdit()
        self.twins = Combo(narrow=True)
        self.near = Combo(narrow=True)
        self.columns = ColumnMapping()
        self.tags = TagMapping()
        self.annotators = AnnotatorMapping()
        self.preview = ImportPreview()
        self.problem = Sentence()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._look)
        self.primary.setText(self.tr("Import"))
        self._fill()
        self._lay_out()
        self._connect()
        self._show()
        if paths:
            self.take(paths)

    # ------------------------------------------------------------------ laying out

    def _fill(self) -> None:
        self.format.addItem(self.tr("Found out from the file"), "")
        for form in formats():
            if form.read is not None:
                self.format.addItem(form.name, form.id)
        at = self.format.findData(self._asked_format)
        self.format.setCurrentIndex(max(0, at))
        self.unit.addItem(self.tr("Found out from the quotes"), None)
        for unit in Unit:
            self.unit.addItem(UNIT_NAMES[unit], unit)
        self.annotator.setPlaceholderText(self._session.desk.annotator.name)
        for way, words in (
            (Twins.MERGE, self.tr("Labels join the article there")),
            (Twins.SKIP, self.tr("Left out, with their labels")),
            (Twins.KEEP, self.tr("Kept as articles of their own")),
            (Twins.LINK, self.tr("Kept and linked as versions")),
        ):
            self.twins.addItem(words, way)
        self.near.addItem(self.tr("Not looked for"), None)
        for way, words in (
            (Twins.KEEP, self.tr("Kept, and told")),
            (Twins.SKIP, self.tr("Left out, and told")),
            (Twins.LINK, self.tr("Kept and linked as versions")),
        ):
            self.near.addItem(words, way)

    def _lay_out(self) -> None:
        self.files_button = aside_button(self.tr("Files…"), self.tr("Choose files to import"))
        self.folder_button = aside_button(self.tr("Folder…"), self.tr("Choose a folder to import"))
        self.address_button = aside_button(self.tr("Web…"), self.tr("Fetch a page from the web"))
        buttons = (self.files_button, self.folder_button, self.address_button)
        left = Page()
        rows = Rows(_NAMES_WIDTH)
        rows.add(self.tr("From"), ButtonFlow(buttons), self.files)
        rows.add(self.tr("Format"), self.format, self.problem)
        self._unit_name = rows.add(self.tr("Offsets count"), self.unit)
        self._annotator_name = rows.add(self.tr("Nameless labels"), self.annotator)
        rows.add(self.tr("Texts that are there"), self.twins)
        rows.add(self.tr("Nearly the same"), self.near)
        left.box.addLayout(rows)
        left.box.addWidget(self.columns)
        left.box.addWidget(self.tags)
        left.box.addWidget(self.annotators)
        left.box.addStretch(1)
        self._left = left
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.preview)
        self.page.box.addWidget(self.splitter, 1)
        self._dress_parts()

    def _dress_parts(self) -> None:
        look_ = current_theme()
        self.preview.setMinimumWidth(look_.px(280))
        wide = look_.px(self._wide - 44)
        self.splitter.setSizes([wide * 45 // 100, wide * 55 // 100])
        self._turn()

    def fit(self) -> None:
        self.resize(self.best_size(current_theme().px(560)))
        self.stay_on_screen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put the preview beside the questions, or below them where there is no room."""
        look_, least = current_theme(), self._left.least_width()
        beside = least + self.preview.minimumWidth() + look_.px(60) <= self.width()
        self._left.setMinimumWidth(least if beside else 0)
        side = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.splitter.orientation() is not side:
            self.splitter.setOrientation(side)
            room = self.splitter.width() if beside else self.splitter.height()
            share = 45 if beside else 55
            self.splitter.setSizes([room * share // 100, room * (100 - share) // 100])
        gap = look_.px(16)
        self._left.box.setContentsMargins(0, 0, gap, 0)
        self.preview.setContentsMargins(gap if beside else 0, 0 if beside else gap, 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress_parts()

    def _connect(self) -> None:
        self.files_button.clicked.connect(self._choose_files)
        self.folder_button.clicked.connect(self._choose_folder)
        self.address_button.clicked.connect(self._ask_address)
        self.format.currentIndexChanged.connect(self._changed)
        self.unit.currentIndexChanged.connect(self._changed)
        self.columns.changed.connect(self._changed)
        self.annotator.textChanged.connect(self._changed)
        self.accepted.connect(self._import)

    # ------------------------------------------------------------------ what is asked for

    def take(self, paths: Sequence[Path]) -> None:
        """Import from these files and folders."""
        self._take(tuple(Source(path) for path in paths))

    def _take(self, sources: tuple[Source, ...]) -> None:
        self._sources = sources
        self.columns.forget()
        self.tags.forget()
        self.annotators.forget()
        self._look()

    def options(self) -> ImportOptions:
        """What was chosen."""
        twins, near = self.twins.currentData(), self.near.currentData()
        return ImportOptions(
            form=self._form(),
            reading=self._reading(),
            tags=self.tags.chosen(),
            annotators=self.annotators.chosen(),
            twins=Twins(twins),
            near=_NEARLY if near else 0.0,
            near_twins=Twins(near or Twins.KEEP),
        )

    def _form(self) -> Format | None:
        wanted = self.format.currentData()
        return next((form for form in formats() if wanted and form.id == wanted), None)

    def _reading(self) -> ReadOptions:
        unit = self.unit.currentData()
        return ReadOptions(
            columns=self.columns.chosen(),
            unit=Unit(unit) if unit else None,  # Qt gives plain text back
            annotator=self.annotator.text().strip(),
        )

    def _import(self) -> None:
        self.columns.remember()
        self.wanted.emit(self._sources, self.options())

    # ------------------------------------------------------------------ files

    def _choose_files(self) -> None:
        title, kinds = self.tr("Choose files to import"), self.tr("All files (*)")
        start = self._session.project.path.parent
        ask_to_open(self, title, start, kinds, self.take, several=True)

    def _choose_folder(self) -> None:
        start = self._session.project.path.parent
        ask_for_folder(self, self.tr("Choose a folder to import"), start, self.take)

    def _ask_address(self) -> None:
        dialog = AddressDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(self.fetch)
        dialog.open()

    def fetch(self, url: str) -> None:
        """Fetch a page in the background, and look into it."""

        def work(_project: Project) -> Work[Source]:
            yield Progress(0, 1, url)
            return fetched(url)

        self.remark.say(self.tr("Fetching the page…"))
        job = self._jobs.run("", self._session.project, work, self._fetched)
        job.failed.connect(self._not_fetched)

    def _fetched(self, source: object) -> None:
        if isinstance(source, Source) and self.isVisible():
            self._take((source,))

    def _not_fetched(self, sentence: str) -> None:
        if self.isVisible():
            self.remark.say(sentence, "danger")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_of(event.mimeData())
        if files:
            self.take(files)
            event.acceptProposedAction()

    # ------------------------------------------------------------------ looking into them

    def _changed(self) -> None:
        self._wait.start()

    def _look(self) -> None:
        self._wait.stop()
        if not self._sources:
            self._show()
            return
        if self._job is not None:
            self._job.cancel()
        sources, form, reading = self._sources, self._form(), self._reading()

        def work(project: Project) -> Work[Preview]:
            return look(sources, form, reading, project=project)

        self.remark.say(self.tr("Looking into the file…"))
        self.primary.setEnabled(False)
        self._job = self._jobs.run("", self._session.project, work, self._looked)

    def _looked(self, result: object) -> None:
        if not isinstance(result, Preview) or not self.isVisible():
            return
        self._job = None
        self._seen = result
        if result.paths and not self.columns.known:
            form = self._form() or (result.formats[0] if result.formats else None)
            if form is not None and form.kind == "table":
                self.columns.show_file(result.paths[0])
        project, mine = self._session.project, self._session.desk.annotator
        self.tags.show_tags(result.tags, project.codebook)
        self.annotators.show_annotators(result.annotators, project.annotators(), mine)
        self.preview.show_drafts(result.drafts, result.skipped)
        self._show()

    def _show(self) -> None:
        seen = self._seen
        names = ", ".join(it.url or it.path.name for it in self._sources[:3])
        more = f" +{len(self._sources) - 3:,}" if len(self._sources) > 3 else ""
        self.files.say(names + more if names else self.tr("Or drop files or a folder here."))
        self.format.setItemText(0, self._found_out())
        form = self._form() or next(iter(seen.formats), None)
        asks = self.unit.currentIndex() > 0 or (form is not None and len(form.units) > 1)
        self.unit.setVisible(asks)
        self._unit_name.setVisible(asks)
        labelled = form is None or form.kind != "text"
        self.annotator.setVisible(labelled)
        self._annotator_name.setVisible(labelled)
        self._turn()
        self.problem.say(*self._trouble())
        if self._sources:
            self.remark.say(self._counted())
        self.primary.setEnabled(bool(seen.articles) and seen.unclear is None)

    def _found_out(self) -> str:
        if self._seen.formats and self._sources:
            name = self._seen.formats[0].name
            return self.tr("{format} (found out)").format(format=name)
        return self.tr("Found out from the file")

    def _trouble(self) -> tuple[str, str]:
        seen = self._seen
        if seen.unclear is not None:
            words = self.tr("Choose what the offsets count: {example}.")
            return words.format(example=seen.unclear.example), "warn"
        if self._sources and not seen.articles and seen.fault:
            return seen.fault, "danger"
        if self._sources and not seen.articles and seen.skipped:
            return f"{seen.skipped[0].where}: {seen.skipped[0].why}.", "danger"
        return "", "muted"

    def _counted(self) -> str:
        seen = self._seen
        plus = "" if seen.whole else self.tr("the first ")
        one = seen.articles == 1
        articles = self.tr("1 article") if one else self.tr("{n} articles")
        parts = [plus + articles.format(n=f"{seen.articles:,}")]
        if seen.labels:
            labels = self.tr("1 label") if seen.labels == 1 else self.tr("{n} labels")
            parts.append(labels.format(n=f"{seen.labels:,}"))
        if seen.skipped:
            parts.append(self.tr("{n} left out").format(n=f"{len(seen.skipped):,}"))
        return " · ".join(parts)

    def done(self, result: int) -> None:
        self._wait.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)

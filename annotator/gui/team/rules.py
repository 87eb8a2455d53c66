"""What the project decides for everyone who works in it."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.model import Release, Settings
from annotator.gui.dialogs.parts import Choices, Sentence
from annotator.gui.session import Session
from annotator.gui.team.cards import TeamCard
from annotator.gui.team.figures import Figures
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label, restyled
from annotator.project.team import change_settings


class RulesCard(TeamCard):
    """When others' labels are shown, and what is hidden while annotating; each change is a step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("What the project decides"))
        look = current_theme()
        self._showing = False
        self.box.addWidget(label(self.tr("Others’ labels are shown"), tone="muted"))
        self.release = Choices(self.tr("Others’ labels are shown"))
        self.release.add(
            Release.BOTH,
            self.tr("when all are done with the article"),
            "",
            self.tr("Until then everyone sees their own labels alone, whoever leads."),
        )
        self.release.add(Release.DEADLINE, self.tr("from a day on"))
        self.release.add(
            Release.OPEN,
            self.tr("always"),
            "",
            self.tr("Nobody works blind, so agreement says little."),
        )
        self.release.changed.connect(self._chosen)
        self.box.addWidget(self.release)
        self.deadline = QLineEdit()
        self.deadline.setPlaceholderText(self.tr("2026-03-14"))
        self.deadline.setAccessibleName(self.tr("Day"))
        self.deadline.setMaximumWidth(look.px(140))
        self.deadline.editingFinished.connect(self._dated)
        self.problem = Sentence(self.deadline)
        day = self._day = QWidget()
        row = QHBoxLayout(day)
        row.setContentsMargins(look.px(32), 0, 0, 0)
        row.addWidget(label(self.tr("Day"), tone="muted"))
        row.addWidget(self.deadline)
        row.addWidget(self.problem, 1)
        self.box.addWidget(day)
        self.box.addWidget(self.line())
        self.source = QCheckBox(self.tr("Hide outlet, author and address"))
        self.masked = QCheckBox(self.tr("Mask the outlet’s name in the text"))
        for tick in (self.source, self.masked):
            tick.clicked.connect(self._ticked)
            self.box.addWidget(tick)

    def show_figures(self, figures: Figures) -> None:
        self.setVisible(not figures.work_copy)
        if self.session.is_open:
            self.show_settings(self.session.project.settings)

    def show_settings(self, settings: Settings) -> None:
        """Show what the project decides now."""
        self._showing = True
        self.release.choose(settings.release)
        self._day.setVisible(settings.release is Release.DEADLINE)
        if not self.deadline.hasFocus():
            self.deadline.setText(settings.deadline)
            self._say("")
        self.source.setChecked(settings.source_hidden)
        self.masked.setChecked(settings.outlet_masked)
        for part in (self.release, self.deadline, self.source, self.masked):
            part.setEnabled(not self.session.project.read_only)
        self._showing = False

    def settle(self) -> None:
        """Take over a day that is still being typed."""
        if self.deadline.isVisible() and self.deadline.hasFocus():
            self._dated()

    def _say(self, problem: str) -> None:
        self.problem.say(problem, "danger")
        restyled(self.deadline, invalid="true" if problem else "false")

    def _chosen(self, key: str) -> None:
        if self._showing or not self.session.is_open:
            return
        settings, release = self.session.project.settings, Release(key)
        self._day.setVisible(release is Release.DEADLINE)
        if release is Release.DEADLINE and not settings.deadline:
            self._say(self.tr("Say from which day on."))
            self.deadline.setFocus()
            return
        self._want(replace(settings, release=release))

    def _dated(self) -> None:
        if self.session.is_open and self.release.current() == Release.DEADLINE:
            settings = self.session.project.settings
            day = self.deadline.text().strip()
            if day or settings.deadline:
                self._want(replace(settings, release=Release.DEADLINE, deadline=day))

    def _ticked(self) -> None:
        settings = self.session.project.settings
        self._want(
            replace(
                settings,
                source_hidden=self.source.isChecked(),
                outlet_masked=self.masked.isChecked(),
            )
        )

    def _want(self, settings: Settings) -> None:
        try:
            change_settings(self.session.project, settings, self.session.desk.annotator.id)
        except AnnotatorError as error:
            self._say(str(error))
        else:
            self._say("")

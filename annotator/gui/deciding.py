"""What a project decides for all who work in it, turned on and off from the menu."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.edits import Edit
from annotator.core.model import Settings
from annotator.gui.session import Session


class Deciding(QObject):
    """Each verb turns one setting of the project round, as a step; `said` tells what holds now."""

    said = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def _decide(self, title: str, after: Settings) -> None:
        project, who = self._session.project, self._session.desk.annotator.id
        project.do(title, Edit(project.settings, after), annotator_id=who)

    def turn_source(self) -> None:
        """Whether the source is hidden while annotating."""
        after = self._session.project.settings
        after = replace(after, source_hidden=not after.source_hidden)
        self._decide("Sources hidden" if after.source_hidden else "Sources shown", after)
        hidden = self.tr("Sources are hidden in this project.")
        self.said.emit(
            hidden if after.source_hidden else self.tr("Sources are shown in this project.")
        )

    def turn_mask(self) -> None:
        """Whether mentions of the source in the text are covered while it is hidden."""
        after = self._session.project.settings
        after = replace(after, outlet_masked=not after.outlet_masked)
        self._decide("Mentions covered" if after.outlet_masked else "Mentions shown", after)
        if not after.outlet_masked:
            words = self.tr("Mentions of the source are shown in this project.")
        elif after.source_hidden:
            words = self.tr("Mentions of the source are covered in this project.")
        else:
            words = self.tr("Mentions are covered as soon as sources are hidden in this project.")
        self.said.emit(words)

    def turn_second_rating(self) -> None:
        """Whether the required questions are asked once more when the source was revealed."""
        after = self._session.project.settings
        after = replace(after, second_rating=not after.second_rating)
        self._decide(
            "Second rating asked" if after.second_rating else "Second rating not asked", after
        )
        on = self.tr("After Reveal, the required questions are asked once more.")
        off = self.tr("After Reveal, nothing is asked any more.")
        self.said.emit(on if after.second_rating else off)

    def turn_questionnaire(self) -> None:
        """Whether annotators are asked about themselves, once."""
        after = self._session.project.settings
        after = replace(after, questionnaire=not after.questionnaire)
        self._decide(
            "Annotators asked about themselves" if after.questionnaire else "Annotators not asked",
            after,
        )
        on = self.tr("Annotators are asked about themselves, once; not meant for minors.")
        off = self.tr("Annotators are not asked about themselves.")
        self.said.emit(on if after.questionnaire else off)

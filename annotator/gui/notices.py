"""What the window says around its pages: its title, the top bar, the message bar, the foot."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError, Vanished
from annotator.core.masking import mask_for
from annotator.core.model import Assignment, Attempt, Shelf, State
from annotator.gui.frame import Frame
from annotator.gui.hub.link import HubLink
from annotator.gui.looks import Looks
from annotator.gui.session import Session
from annotator.gui.widgets.panels import BarKind

_COUNTED = Assignment | Attempt | Shelf
"""Records that change how many articles are done, or of how many."""


class Notices(QObject):
    """Says in one frame what is open, how far it is, that it is saved, and what went wrong.

    `vanished` says that the project's file is gone, so that nothing can be saved any more.
    """

    def __init__(self, session: Session, looks: Looks, hub: HubLink, frame: Frame) -> None:
        super().__init__(frame)
        self._session = session
        self._looks = looks
        self._hub = hub
        self._frame = frame
        self.vanished = False
        session.opened.connect(self.show_project)
        session.changed.connect(self._changed)
        hub.changed.connect(self._show_hub)
        frame.foot.mentioned.connect(self.show_status)
        hub.troubled.connect(frame.foot.mention)

    def show_project(self) -> None:
        """Show the open project, or that there is none."""
        self.vanished = False
        frame, is_open = self._frame, self._session.is_open
        frame.rail.setVisible(is_open and not self._session.studying)
        self._show_hub()
        if is_open:
            self._show_name()
            self._show_done()
            self._show_saved()
            self._looks.remember(self._session.project.path)
        else:
            frame.window().setWindowTitle("Annotator")
            frame.top.show_project("", None)
            frame.foot.show_saved("")
            recent = [Path(name) for name in self._looks.preferences.recent]
            frame.pages.welcome.show_recent(recent)
        self.show_status()

    def _show_hub(self) -> None:
        self._frame.foot.show_hub(self._hub.state)

    def _show_name(self) -> None:
        name, studying = self._session.project.settings.name, self._session.studying
        self._frame.window().setWindowTitle(f"{name} — Annotator")
        self._frame.top.show_project(name, self._session.desk.annotator, alone=studying)

    def _show_done(self) -> None:
        counts: Mapping[State, int] = self._session.desk.state_counts()
        self._frame.top.show_done(counts[State.DONE], sum(counts.values()))

    def _show_saved(self) -> None:
        if self._session.project.read_only:
            self._frame.foot.show_saved(self.tr("Read only"), "warn")
            words = self.tr("This project may only be read; save a copy elsewhere to work in it.")
            self.say(words, BarKind.WARNING, self.tr("Save a copy…"))
        else:
            self._frame.bar.hide()
            self._frame.foot.show_saved(self.tr("Saved"))

    def _changed(self, step: Step) -> None:
        if self._frame.bar.isVisible() and not self.vanished:
            self._frame.bar.hide()
        records = [edit.record for edit in step.edits]
        if any(not hasattr(record, "article_id") for record in records):
            self._show_name()
        if not records or any(isinstance(record, _COUNTED) for record in records):
            self._show_done()

    def show_status(self) -> None:
        """Show what the workspace that is seen says of itself, and what to press next."""
        page = self._frame.workspace
        if page is not None and self._session.is_open:
            self._frame.foot.show_status(page.status(), *page.hint())
        else:
            self._frame.foot.show_status((), "", "")

    def mention(self, sentence: str) -> None:
        """Show for some seconds what was done; mentions of the source in it are covered."""
        article = self._session.article
        if article is not None:
            settings = self._session.project.settings
            sentence = mask_for(settings, article.text, article.metadata).elsewhere(sentence)
        self._frame.foot.mention(sentence)

    def say(self, sentence: str, kind: object = BarKind.INFO, action: str = "") -> None:
        """Show a sentence above the workspace until the next change or until it is closed."""
        bar = self._frame.bar
        bar.say(kind if isinstance(kind, BarKind) else BarKind.INFO, sentence, action)
        bar.show()

    def show_error(self, error: AnnotatorError) -> None:
        """Show what a person can do about an expected failure."""
        self.vanished = isinstance(error, Vanished)
        locked = self._session.is_open and self._session.project.read_only
        way_out = self.tr("Save a copy…") if self.vanished or locked else ""
        self.say(str(error), BarKind.ERROR, way_out)
        if self.vanished:
            self._frame.foot.show_saved(self.tr("Not saved"), "warn")
